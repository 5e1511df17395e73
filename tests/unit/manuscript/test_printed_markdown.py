"""The Markdown that is exported of a kept outline comes back with its ids, and with what an editor did to it."""

import datetime
import re
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings

from kennis.errors import InputError
from kennis.export.markdown import write_markdown
from kennis.export.quotation_check import check
from kennis.manuscript import What, applied, findings, read
from kennis.nouns import (
    CrossReference,
    Outline,
    Passage,
    PassageKind,
    PrintedChapter,
    PrintedOutline,
    PrintedSection,
    PrintedSource,
    Section,
)
from tests.unit.manuscript import example
from tests.unit.manuscript.books import Case, cases, counted, part_id
from tests.unit.manuscript.printing import printed, printed_section
from tests.unit.manuscript.test_round_trip import check_kept, edited, edits

_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_MADE = re.compile(r"^.*<!-- kennis -->", re.MULTILINE)
_SPEAKER = re.compile(r"[*_]—.*$", re.MULTILINE)
_NUMBER = re.compile(r"\bn\d+\b|\bT-\d+|Losse notities die een blik waard zijn")
_EMPTY = re.compile(r"^[> ]*\d+[.)]\s*$", re.MULTILINE)
_FILLED = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


def outlined(made: Case) -> PrintedOutline:
    """Give what may be printed of an outline, with all that a draft says besides."""
    said = tuple(f"n{one.number}" for one in made.notes if made.names.citable(one.id))
    chapters = tuple(
        PrintedChapter(
            id=chapter.id,
            lens=chapter.lens,
            title=chapter.title,
            question=chapter.question,
            target=chapter.target,
            sections=tuple(_section(one, made) for one in chapter.sections),
            references=(CrossReference(theme="T-002", title="Elders", chapter="Rol"),) if chapter.lens else (),
            loose=printed(chapter.passages, made),
        )
        for chapter in made.book.chapters
    )
    sources = (PrintedSource(title="Een avond [n1] *x*", date=datetime.date(2020, 3, 12), notes=said),)
    title, version = "Slim <!-- kennis --> besturen", made.book.version
    return PrintedOutline(title=title, language="nl", chapters=chapters, sources=sources, version=version)


def _section(section: Section, made: Case) -> PrintedSection:
    return replace(printed_section(section, made), keywords=("raad", "<!-- kennis -->"), see_also=("Rol",))


def draft(made: Case) -> str:
    """Give the exported Markdown, which the check of quotations has let through."""
    data = write_markdown(outlined(made))
    check("md", data, outlined(made), made.notes)
    return data.decode()


def filled(made: Case) -> Case:
    """Leave out what is not printed at all: passages without words, and an outline without a chapter in print."""

    def worded(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(one for one in passages if one.text.strip() or not made.names.shown(one))

    chapters = tuple(
        replace(
            chapter,
            sections=tuple(replace(one, passages=worded(one.passages)) for one in chapter.sections),
            passages=worded(chapter.passages),
        )
        for chapter in made.book.chapters
    )
    kept = replace(made, book=replace(made.book, chapters=chapters))
    assume(any(one.sections or one.loose or one.references for one in outlined(kept).chapters))
    return kept


@given(cases())
@_FILLED
def test_an_export_comes_back_as_it_was(drawn: Case) -> None:
    made = filled(drawn)
    manuscript = read(draft(made))
    assert applied(manuscript, made.book, made.notes, made.names, counted()) == made.book
    told = {one.what for one in findings(manuscript, made.book, made.notes, made.names)}
    assert not told & {What.REMOVED, What.NEW, What.ID, What.COPY, What.REMARK, What.LOST, What.MISSING, What.SWAPPED}
    assert manuscript.version == made.book.version


@given(cases(), edits)
@_FILLED
def test_no_edit_of_an_export_loses_a_word_or_what_is_kept_back(
    drawn: Case, changes: list[tuple[str, int, int, str]]
) -> None:
    made = filled(drawn)
    text = draft(made)
    for change in changes:
        text = edited(text, *change)
    assume("<!-- kennis -->" in text)
    try:
        manuscript = read(text)
        book = applied(manuscript, made.book, made.notes, made.names, counted())
    except InputError:
        return
    findings(manuscript, made.book, made.notes, made.names)
    for left_out in (_MADE, _COMMENT, _SPEAKER, _NUMBER, _EMPTY):
        text = left_out.sub(" ", text)
    check_kept(text, book, made)


MADE = example.example()


def back(text: str) -> Outline:
    """Take a file over into the outline of the example."""
    return applied(read(text), MADE.book, MADE.notes, MADE.names, counted())


def told(text: str) -> list[tuple[int, What]]:
    """Give the lines and the sorts of what a check finds, but that the example cites a note twice."""
    found = findings(read(text), MADE.book, MADE.notes, MADE.names)
    return [(one.line, one.what) for one in found if one.what is not What.TWICE]


def changed(before: str, after: str) -> str:
    """Give the draft of the example with one change."""
    text = draft(MADE)
    assert text.count(before) == 1
    return text.replace(before, after)


def passages(book: Outline) -> dict[str, Passage]:
    """Give the passages of an outline by their ids."""
    return {one.id: one for one in book.parts if isinstance(one, Passage)}


def line(text: str, words: str) -> int:
    """Give the number of the only line that holds some words."""
    (found,) = (number for number, one in enumerate(text.split("\n"), start=1) if words in one)
    return found


def test_each_line_ends_in_what_it_is() -> None:
    text = draft(MADE)
    assert back(text) == MADE.book and not told(text)
    assert "## De rol van de overheid <!-- c:000000000031 -->\n" in text
    assert "### Dashboards <!-- s:000000000021 T-001 -->\n" in text
    assert "- De raad krijgt inzichten waar nog geen beleid bij hoort. [n1] <!-- p:000000000011 summary -->\n" in text
    assert "Zo ziet de redactie het. [n1, n3] <!-- own p:000000000016 -->\n" in text
    assert "\n#### Citaten <!-- kennis -->\n" in text
    assert all(one.endswith("-->") for one in text.strip().split("\n\n"))
    assert example.NOTES[4].text not in text


def test_own_words_are_rewritten_and_those_of_notes_shortened() -> None:
    text = changed("Zo ziet de redactie het.", "Zo zagen wij het.")
    text = text.replace("De raad krijgt inzichten waar nog", "Inzichten waar nog")
    made = passages(back(text))
    assert made[example.OWN.id] == replace(example.OWN, text="Zo zagen wij het.")
    assert made[example.SUMMARY.id].own and made[example.SUMMARY.id].text.startswith("Inzichten waar")
    text = changed("Het model hoort bij de gemeente te staan.", "Het model hoort bij de gemeente")
    assert passages(back(text))[example.LOOSE.id] == replace(example.LOOSE, text="Het model hoort bij de gemeente")


def test_a_changed_quote_is_told_and_becomes_own_words() -> None:
    text = changed("“Iedereen heeft een dashboard", "“Iedereen wil een dashboard")
    assert (line(text, "Iedereen wil"), What.QUOTE) in told(text)
    assert passages(back(text))[example.QUOTE.id].own


def test_another_speaker_is_told() -> None:
    text = changed("wethouder", "burgemeester")
    assert told(text) == [(line(text, "“Iedereen heeft"), What.ATTRIBUTION)]
    text = changed("stopt? *—\u00a0adviseur", "stopt? *—\u00a0burgemeester")
    assert told(text) == [(line(text, "stopt?"), What.ATTRIBUTION)]


def test_a_section_moves_with_its_heading() -> None:
    text = draft(MADE)
    start = text.index("### Dashboards")
    end = text.index("### Modellen")
    place = text.index("### Losse notities")
    first = back(text[:start] + text[end:place] + text[start:end] + text[place:]).chapters[0]
    assert first.sections == (example.SECOND, example.FIRST) and first.passages == (example.LOOSE,)
    place = text.index("## Bronnen")
    moved = back(text[:start] + text[end:place] + "## Nieuw\n\n" + text[start:end] + text[place:])
    assert [one.title for one in moved.chapters] == ["De rol van de overheid", "Verkokering", "Nieuw"]
    assert moved.chapters[2].sections == (example.FIRST,)


def test_what_is_taken_out_is_gone_and_told_but_not_what_an_export_leaves_out() -> None:
    text = changed(
        "- De raad krijgt inzichten waar nog geen beleid bij hoort. [n1] <!-- p:000000000011 summary -->", ""
    )
    assert told(text) == [(line(text, "### Dashboards"), What.REMOVED)]
    made = back(text)
    assert made.chapters[0].sections[0].passages == example.FIRST.passages[1:]
    assert example.HIDDEN in made.chapters[0].sections[0].passages and example.EMPTY in made.chapters


def test_an_own_sentence_comes_in_with_its_citation() -> None:
    text = changed("#### Citaten", "Dit vat het samen. [n7]\n\n#### Citaten")
    new = back(text).chapters[0].sections[0].passages[1]
    assert (new.text, new.notes, new.own) == ("Dit vat het samen.", (part_id(7, 0),), True)
    text = changed("#### Citaten", "- Wij hebben dat juist wel goed geregeld. [n4]\n\n#### Citaten")
    new = back(text).chapters[0].sections[0].passages[1]
    assert (new.text, new.notes, new.own) == (example.NOTES[3].text, (part_id(4, 0),), False)


def test_what_stands_under_the_loose_notes_is_the_chapters() -> None:
    last = "<!-- p:000000000018 loose -->"
    chapter = back(changed(last, f"{last}\n\nDit hoort er ook bij.")).chapters[0]
    assert [one.text for one in chapter.passages] == [example.LOOSE.text, "Dit hoort er ook bij."]
    assert chapter.sections == example.CHAPTER.sections


def test_the_paragraphs_of_own_words_stay_together() -> None:
    own = replace(example.OWN, text="Eerste alinea.\n\nTweede alinea.\n\nDerde alinea.")
    second = replace(example.SECOND, passages=(own, example.QUESTION))
    book = replace(MADE.book, chapters=(replace(example.CHAPTER, sections=(example.FIRST, second)), example.EMPTY))
    text = draft(replace(MADE, book=book)).replace("Eerste alinea.", "Heel andere woorden.")
    made = applied(read(text), book, MADE.notes, MADE.names, counted())
    assert passages(made) == {
        **passages(book),
        own.id: replace(own, text=own.text.replace("Eerste alinea", "Heel andere woorden")),
    }


def test_the_notes_behind_words_are_those_that_count() -> None:
    for named, notes in (("[n1, n7]", (1, 7)), ("[n3]", (3,)), ("", ())):
        text = changed("het. [n1, n3] <!--", f"het. {named} <!--")
        own = passages(back(text))[example.OWN.id]
        assert (own.text, own.notes) == (example.OWN.text, tuple(part_id(one, 0) for one in notes))
    text = changed("het. [n1, n3] <!--", "het. [n99] <!--")
    assert (line(text, "[n99]"), What.NOTE) in told(text)
    text = changed("het. [n1, n3] <!--", "het. [n1] En nog wat. [n7] <!--")
    assert passages(back(text))[example.OWN.id].text == "Zo ziet de redactie het. [n1] En nog wat. [n7]"


def test_a_passage_without_its_comment_is_known_by_its_words() -> None:
    text = changed(" <!-- p:000000000011 summary -->", "")
    assert back(text) == MADE.book
    text = changed(" <!-- p:000000000012 quote -->", "")
    assert back(text) == MADE.book


def test_words_close_to_a_line_that_is_made_anew_are_kept() -> None:
    for close in ("Nieuwe zin.\n#### Citaten <!-- kennis -->", "#### Citaten <!-- kennis -->\nNieuwe zin."):
        found = back(changed("#### Citaten <!-- kennis -->", close))
        assert [one.text for one in found.chapters[0].sections[0].passages if one.own] == ["Nieuwe zin."]
    found = back(changed("#### Citaten <!-- kennis -->", "#### Citaten <!-- kennis --> Nieuwe zin."))
    assert [one.text for one in found.chapters[0].sections[0].passages if one.own] == ["Nieuwe zin."]


def test_lines_that_are_made_anew_may_go() -> None:
    title, rest = draft(MADE).split("\n", 1)
    assert back(f"{title}\n{_MADE.sub('', rest)}") == MADE.book


def test_words_that_look_like_our_comments_are_words() -> None:
    words = "<!-- kennis --> [n2] <!-- p:000000000012 quote -->\n\n*— Iemand* [n1] <!-- own p:000000000011 -->"
    own = replace(example.OWN, text=words)
    second = replace(example.SECOND, passages=(own, example.QUESTION))
    chapter = replace(example.CHAPTER, sections=(example.FIRST, second))
    made = replace(MADE, book=replace(MADE.book, chapters=(chapter, example.EMPTY)))
    text = draft(made)
    assert applied(read(text), made.book, made.notes, made.names, counted()) == made.book
    assert "Zo ziet" not in text and text.count("p:000000000012 quote --\\>") == 1
    assert PassageKind.QUOTE in {one.kind for one in read(text).passages()}
