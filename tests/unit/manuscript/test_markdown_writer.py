"""The file that an editor sees."""

from dataclasses import replace

from kennis.manuscript import read, write
from kennis.manuscript.part_tags import tags
from kennis.nouns import PassageKind
from tests.unit.manuscript.books import case
from tests.unit.manuscript.example import CHAPTER, FIRST, HIDDEN, LOOSE, NOTES, example, passage

PAGE = """\
# De rol van de overheid <!-- c:00000031 -->

## Dashboards <!-- s:00000021 T-001 -->

De raad krijgt inzichten waar nog geen beleid bij hoort. <!-- p:00000011 summary n1 -->

> “Iedereen heeft een dashboard, niemand heeft hetzelfde dashboard.”
>
> *—\u00a0Anna \\*de\\* Vries, wethouder, Amersfoort* <!-- p:00000012 quote n2 -->

<!-- p:00000013 kept back -->

> “Wij hebben dat juist wel goed geregeld.”
>
> *—\u00a0adviseur_1* <!-- p:00000014 counter n4 -->

## Modellen <!-- s:00000022 T-002 -->

Wie is eigenaar van het model als de leverancier stopt?\\
*—\u00a0adviseur_1* <!-- p:00000015 question n3 -->

Zo ziet de redactie het. <!-- own p:00000016 n1 n3 -->

Eerste alinea van Kadaster. <!-- p:00000017 … -->

Tweede alinea over kaarten. <!-- p:00000017 … -->

Derde alinea.\\
*—\u00a0adviseur_1* <!-- p:00000017 contribution n6 -->

## Losse notities die een blik waard zijn <!-- rest c:00000031 -->

Het model hoort bij de gemeente te staan. <!-- p:00000018 loose n7 -->

# Verkokering <!-- c:00000032 -->
"""


def test_the_file_is_plain_and_its_ids_are_out_of_the_way() -> None:
    made = example()
    head, page = write(made.book, made.names).split("\n\n", 1)
    assert page == PAGE
    assert all(line.startswith("<!-- kennis: ") for line in head.split("\n"))


def test_a_title_that_may_not_be_shown_gives_way_to_the_numbers_of_its_themes() -> None:
    made = example()
    names = replace(made.names, kept_back=frozenset({FIRST.id}))
    text = write(made.book, names)
    assert "## T-001 <!-- s:00000021 T-001 kept back -->" in text
    assert "Dashboards" not in text


def test_words_that_their_note_no_longer_says_are_kept_back() -> None:
    changed = [replace(NOTES[0], text="De raad weet van niets."), *NOTES[1:]]
    made = case((CHAPTER,), changed)
    assert "<!-- p:00000011 kept back -->" in write(made.book, made.names)
    assert HIDDEN.text not in write(made.book, made.names)


def test_words_that_may_name_a_theme_but_not_be_quoted_are_kept_back() -> None:
    made = example()
    view = replace(made.names.views[NOTES[0].id], quotable=False)
    names = replace(made.names, views={**made.names.views, view.id: view})
    text = write(made.book, names)
    assert "<!-- p:00000011 kept back -->" in text
    assert NOTES[0].text not in text
    assert "Zo ziet de redactie het. <!-- own p:00000016 n3 -->" in text


def test_what_the_reader_takes_from_it() -> None:
    chapter, empty = read(PAGE).chapters
    first, second = chapter.sections
    assert [one.title for one in (chapter, first, second, empty)] == [
        "De rol van de overheid",
        "Dashboards",
        "Modellen",
        "Verkokering",
    ]
    summary, quote, hidden, counter = first.passages
    assert (summary.line, summary.id, summary.kind, summary.numbers) == (5, "00000011", PassageKind.SUMMARY, (1,))
    assert quote.text == "“Iedereen heeft een dashboard, niemand heeft hetzelfde dashboard.”"
    assert (quote.quoted, quote.attribution) == (True, "Anna *de* Vries, wethouder, Amersfoort")
    assert (hidden.kept_back, hidden.text, hidden.line) == (True, "", 11)
    assert counter.kind is PassageKind.COUNTER
    question, own, contribution = second.passages
    assert (question.attribution, own.own, own.numbers) == ("adviseur_1", True, (1, 3))
    assert contribution.text == NOTES[5].text
    assert [one.line for one in second.passages] == [19, 22, 24]
    assert [one.id for one in chapter.passages] == ["00000018"]


def test_marks_of_markdown_in_a_text_are_text() -> None:
    texts = (
        "# kop",
        "- streep",
        "1. een",
        "> pijl",
        "<!-- p:1 -->",
        "a\\\nb",
        "*— n*",
        "[a](b) [n17]",
        "```\nx\n```",
        "| a |\n|---|",
    )
    for text in texts:
        section = replace(FIRST, passages=(passage(0x40, PassageKind.TEXT, text, own=True),))
        made = case((replace(CHAPTER, sections=(section,), passages=()),), NOTES)
        (found,) = read(write(made.book, made.names)).passages()
        assert found.text == text


def test_ends_of_ids_grow_until_they_tell_all_parts_apart() -> None:
    alike = replace(LOOSE, id="01900000-0000-7000-8001-ffff00000011")
    book = replace(example().book, chapters=(replace(CHAPTER, passages=(alike,)),))
    assert tags(book).of(alike.id) == "f00000011"
    assert "<!-- p:000000011 summary n1 -->" in write(book, example().names)
