"""What an editor does to the file is done to the outline."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kennis.errors import InputError
from kennis.manuscript import applied, read, write
from kennis.nouns import Outline, Passage, PassageKind
from tests.unit.manuscript.books import case, counted, part_id
from tests.unit.manuscript.example import (
    CHAPTER,
    CONTRIBUTION,
    COUNTER,
    DASHBOARD,
    EMPTY,
    FIRST,
    HIDDEN,
    LOOSE,
    NOTES,
    OWN,
    QUESTION,
    QUOTE,
    SECOND,
    SUMMARY,
    example,
)

MADE = example()
PAGE = write(MADE.book, MADE.names)
SUMMARY_LINE = "De raad krijgt inzichten waar nog geen beleid bij hoort. <!-- p:00000011 summary n1 -->"
QUOTE_LINE = f"> “{DASHBOARD}”"


def apply(text: str) -> Outline:
    """Take a file over."""
    return applied(read(text), MADE.book, MADE.notes, MADE.names, counted())


def edit(*changes: tuple[str, str]) -> Outline:
    """Change words of the file, and take it over."""
    text = PAGE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return apply(text)


def section(book: Outline, place: int = 0) -> Sequence[Passage]:
    """Give the passages of a section of the first chapter."""
    return book.chapters[0].sections[place].passages


def new(number: int) -> str:
    """Give the id of the nth part that is made."""
    return part_id(number, 0xF)


def test_nothing_done_is_nothing_changed() -> None:
    assert apply(PAGE) == MADE.book


def test_words_of_a_note_that_are_changed_become_the_editors_own() -> None:
    found = section(edit(("nog geen beleid", "nauwelijks beleid")))[0]
    text = "De raad krijgt inzichten waar nauwelijks beleid bij hoort."
    assert found == replace(SUMMARY, text=text, own=True)


def test_a_changed_quotation_is_no_quotation_any_more() -> None:
    found = section(edit(("niemand heeft hetzelfde", "niemand hetzelfde")))[1]
    text = "Iedereen heeft een dashboard, niemand hetzelfde dashboard."
    assert found == replace(QUOTE, kind=PassageKind.TEXT, text=text, own=True)


@pytest.mark.parametrize(
    "words",
    [
        "niemand heeft hetzelfde dashboard.",
        "hetzelfde dashboard. Dat is het\\\nechte probleem",
        "Dat is het echte probleem",
    ],
)
def test_an_excerpt_of_its_note_stays_a_quotation(words: str) -> None:
    book = edit((QUOTE_LINE, "\n".join(f"> {line}" for line in f"“{words}”".split("\n"))))
    found = section(book)[1]
    assert found == replace(QUOTE, text=" ".join(words.replace("\\", "").split()))


def test_a_piece_of_a_word_is_no_excerpt() -> None:
    assert section(edit((QUOTE_LINE, "> “niemand heeft hetzelfde dash”")))[1].own


def test_a_quotation_gives_way_to_another_of_its_theme() -> None:
    page = PAGE.replace(QUOTE_LINE, "> “Wij hebben dat juist wel goed geregeld.”")
    found = section(apply(page.replace("p:00000012 quote n2", "p:00000012 quote n4")))[1]
    assert found == replace(QUOTE, text=NOTES[3].text, notes=(NOTES[3].id,))


def test_a_note_that_does_not_hold_a_quotation_is_not_cited_by_it() -> None:
    assert edit(("quote n2", "quote n2 n7")) == MADE.book
    assert section(edit(("summary n1", "summary n1 n7")))[0].own


def test_white_space_and_other_quotation_marks_change_nothing() -> None:
    assert edit((QUOTE_LINE, '> "Iedereen heeft een\n> dashboard, niemand heeft   hetzelfde dashboard."')) == MADE.book


def test_marks_that_a_word_processor_sets_by_itself_change_nothing_of_what_was_said() -> None:
    said = replace(NOTES[1], text='Dat is \'t probleem - en "niets" anders.')
    quote = replace(QUOTE, text=said.text)
    section_ = replace(FIRST, passages=(quote,))
    made = case((replace(CHAPTER, sections=(section_,)),), (NOTES[0], said, *NOTES[2:]))
    page = write(made.book, made.names).replace("'t", "’t").replace(" - ", " – ").replace('"niets"', "“niets”")
    assert applied(read(page), made.book, made.notes, made.names) == made.book
    shorter = page.replace("Dat is ’t", "’t")
    (found,) = applied(read(shorter), made.book, made.notes, made.names).chapters[0].sections[0].passages
    assert found == replace(quote, text='\'t probleem - en "niets" anders.')


def test_quotation_marks_around_two_quotations_are_left_alone() -> None:
    found = section(edit((QUOTE_LINE, "> “Iedereen heeft een dashboard”, zei zij, “niemand hetzelfde.”")))[1]
    assert (found.own, found.text) == (True, "“Iedereen heeft een dashboard”, zei zij, “niemand hetzelfde.”")


def test_passages_and_sections_move_with_their_ids() -> None:
    blocks = PAGE.split("\n\n")
    blocks.insert(3, blocks.pop(9))
    assert "00000016" in blocks[3]
    first, second = apply("\n\n".join(blocks)).chapters[0].sections
    assert [one.id for one in first.passages] == [one.id for one in (OWN, SUMMARY, QUOTE, HIDDEN, COUNTER)]
    assert second.passages == (QUESTION, CONTRIBUTION)
    head, one, other = PAGE.split("\n## ")[:3]
    rest = PAGE.split("\n## ", 3)[3]
    chapter = apply("\n## ".join([head, other, one, rest])).chapters[0]
    assert chapter == replace(CHAPTER, sections=(SECOND, FIRST))


def test_a_heading_rewritten_is_titled_by_the_editor() -> None:
    book = edit(("## Dashboards", "## Wie kijkt er mee?"), ("# Verkokering", "# Eilanden"))
    assert book.chapters[0].sections[0] == replace(FIRST, title="Wie kijkt er mee?", titled=True)
    assert book.chapters[1] == replace(EMPTY, title="Eilanden", titled=True)


def test_new_headings_and_text_are_the_editors() -> None:
    book = edit((SUMMARY_LINE, f"{SUMMARY_LINE}\n\nDaar gaat dit over. (n2, n4)\n\n## Nieuw\n\nZie ook. <!-- n7 -->"))
    first, fresh = book.chapters[0].sections[:2]
    own = replace(OWN, id=new(1), text="Daar gaat dit over.", notes=cited(2, 4))
    assert first.passages == (SUMMARY, own)
    assert (fresh.title, fresh.titled, fresh.themes) == ("Nieuw", True, ())
    assert fresh.passages[0] == replace(OWN, id=fresh.passages[0].id, text="Zie ook.", notes=cited(7))


def cited(*numbers: int) -> tuple[str, ...]:
    """Give the ids of notes by their numbers."""
    return tuple(NOTES[number - 1].id for number in numbers)


def test_a_new_quotation_of_a_cited_note_is_one() -> None:
    book = edit((SUMMARY_LINE, f"{SUMMARY_LINE}\n\n> “Dat is het echte probleem” <!-- n2 -->"))
    assert section(book)[1] == replace(QUOTE, id=new(1), text="Dat is het echte probleem")


def test_citations_within_the_text_stay_where_they_are() -> None:
    book = edit(("Zo ziet de redactie het.", "Een (n1). Twee [n7]. Drie."))
    assert section(book, 1)[1] == replace(OWN, text="Een (n1). Twee [n7]. Drie.", notes=cited(1, 3, 7))


def test_a_comment_that_was_cut_is_made_up_for_by_equal_words() -> None:
    text = PAGE
    for comment in (" <!-- p:00000011 summary n1 -->", " <!-- p:00000012 quote n2 -->", " <!-- s:00000021 T-001 -->"):
        text = text.replace(comment, "")
    assert apply(text) == MADE.book


def test_a_comment_without_its_words_takes_the_passage_out() -> None:
    words, comment = SUMMARY_LINE.split(" <!--")
    assert section(edit((words, ""))) == (QUOTE, HIDDEN, COUNTER)
    apart = edit((SUMMARY_LINE, f"<!--{comment}\n\n{words}"))
    assert apart == MADE.book


def test_text_run_together_with_a_kept_back_comment_and_an_open_comment_lose_nothing() -> None:
    book = edit(("\n\n<!-- p:00000013 kept back -->", "\n\nErtussen. <!-- p:00000013 kept back -->"))
    assert [one.text for one in section(book)][2:4] == ["Ertussen.", HIDDEN.text]
    book = edit((SUMMARY_LINE, f"<!-- open {SUMMARY_LINE}"))
    assert section(book)[0].text == f"<!-- open {SUMMARY.text}"


def test_paragraphs_of_a_passage_find_each_other_without_their_comments() -> None:
    assert edit((" <!-- p:00000017 … -->", "")) == MADE.book


def test_the_same_id_twice_is_a_copy() -> None:
    book = edit(("## Modellen <!-- s:00000022 T-002 -->", f"## Modellen <!-- s:00000022 T-002 -->\n\n{SUMMARY_LINE}"))
    assert section(book)[0] == SUMMARY
    assert section(book, 1)[0] == replace(SUMMARY, id=new(1))


def test_a_paragraph_split_in_two_stays_what_was_said() -> None:
    book = edit(("inzichten waar nog", "inzichten\n\nwaar nog"))
    said = replace(SUMMARY, id=new(1), text="De raad krijgt inzichten")
    assert section(book)[:2] == (said, replace(SUMMARY, text="waar nog geen beleid bij hoort."))


def test_what_is_deleted_is_gone_but_for_what_is_kept_back() -> None:
    book = edit((SUMMARY_LINE, ""), ("<!-- p:00000013 kept back -->", ""))
    assert section(book) == (QUOTE, HIDDEN, COUNTER)
    start = PAGE.index("## Dashboards")
    end = PAGE.index("## Modellen")
    chapter = apply(PAGE[:start] + PAGE[end:]).chapters[0]
    assert chapter == replace(CHAPTER, sections=(SECOND,), passages=(LOOSE, HIDDEN))


def test_what_is_kept_back_goes_where_its_comment_goes() -> None:
    comment = "<!-- p:00000013 kept back -->\n\n"
    text = PAGE.replace(comment, "").replace("## Losse", f"{comment}## Losse")
    chapter = apply(text).chapters[0]
    assert [one.id for one in chapter.sections[1].passages][-1] == HIDDEN.id


def test_the_heading_above_the_chapters_own_passages_can_become_a_section() -> None:
    chapter = edit(("## Losse notities die een blik waard zijn", "## Slot")).chapters[0]
    assert [one.title for one in chapter.sections] == ["Dashboards", "Modellen", "Slot"]
    assert (chapter.sections[2].passages, chapter.passages) == ((LOOSE,), ())


def test_a_chapter_whose_heading_was_cut_keeps_its_sections() -> None:
    assert edit(("# De rol van de overheid <!-- c:00000031 -->", "")) == MADE.book


def test_text_commented_out_is_not_taken_over() -> None:
    book = edit((SUMMARY_LINE, "<!--\n\nDit niet.\n\n-->"))
    assert section(book) == (QUOTE, HIDDEN, COUNTER)


def test_a_file_of_another_workspace_is_refused() -> None:
    strange = PAGE.replace(":000000", ":abcdef")
    with pytest.raises(InputError, match="another workspace"):
        apply(strange)


@pytest.mark.parametrize("text", ["", " \n", "geen kop\n\nwel tekst", "\0\0PK", "x" * (25 * 1024 * 1024 + 1)])
def test_what_is_no_outline_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read(text)
