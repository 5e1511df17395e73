"""What a draft tells its editor beside the passages: how far it is, what a contribution is from, where else to look."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace

import pypdf
import pytest

from kennis.export import FORMATS
from kennis.export.document_words import origins, words_of
from kennis.export.draft_progress import of_book, of_chapter
from kennis.nouns import CrossReference, PassageKind, PrintedOutline, PrintedPassage
from tests.unit.export.outlines import noted, outlined

ENGLISH = replace(outlined(noted(["One two three.", "Four five."])), language="en")
KINDS = PassageKind


def passage(
    kind: PassageKind, text: str = "One two three.", notes: tuple[str, ...] = ("n1",), own: bool = False
) -> PrintedPassage:
    return PrintedPassage(kind=kind, text=text, notes=notes, own=own)


def holding(*passages: PrintedPassage, target: int = 0) -> PrintedOutline:
    """Give an outline of one section with these passages."""
    (chapter,) = ENGLISH.chapters
    sections = tuple(replace(one, passages=passages) for one in chapter.sections)
    return replace(ENGLISH, chapters=(replace(chapter, sections=sections, loose=(), target=target),))


def headings(*passages: PrintedPassage) -> list[str]:
    text = FORMATS["md"].write(holding(*passages)).decode()
    return re.findall(r"^#### (.*)$", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("passages", "target", "told"),
    [
        ((), 0, "Status: 0 words"),
        ((), 1500, "Status: 0 of 1,500 words"),
        ((passage(KINDS.SUMMARY),), 0, "Status: 3 words, none by the editor · 1 session"),
        (
            (passage(KINDS.QUESTION), passage(KINDS.TEXT, "Mine alone.", (), own=True)),
            1500,
            "Status: 5 of 1,500 words, 2 by the editor · 1 open question · 1 session",
        ),
        (
            (replace(passage(KINDS.QUOTE), quoted=True), replace(passage(KINDS.COUNTER, "Four."), quoted=True)),
            4,
            "Status: 4 of 4 words, none by the editor · 2 quotes · 1 session",
        ),
    ],
)
def test_a_chapter_tells_how_far_it_is(passages: Sequence[PrintedPassage], target: int, told: str) -> None:
    outline = holding(*passages, target=target)
    assert of_chapter(outline.chapters[0], origins(outline), words_of("en")) == told
    assert FORMATS["md"].write(outline).decode().count(f"\n{told}\n") == 1


def test_a_book_tells_how_far_it_is_and_when_people_met() -> None:
    outline = holding(passage(KINDS.QUESTION), target=1000)
    told = "Status: 3 of 1,000 words, none by the editor · 1 open question · 1 session, 12 March 2020"
    assert of_book(outline) == told
    empty = replace(outline.chapters[0], sections=(), target=5000)
    assert of_book(replace(outline, chapters=(*outline.chapters, empty))) == told
    later = replace(outline.sources[0], date=outline.sources[0].date.replace(year=2021))
    assert of_book(replace(outline, sources=(*outline.sources, later))).endswith(
        "2 sessions, 12 March 2020 – 12 March 2021"
    )
    assert of_book(replace(outline, chapters=())) == ""


@pytest.mark.parametrize("format", ["md", "html", "docx", "odt", "epub", "pdf", "latex"])
def test_every_document_tells_how_far_it_is_and_it_is_no_passage(format: str) -> None:
    outline = holding(passage(KINDS.SUMMARY), target=1000)
    data = FORMATS[format].write(outline)
    if format in ("md", "html", "latex"):
        assert data.decode().count("Status: 3 of 1,000 words") == 2
    assert [one.text for one in FORMATS[format].read(data)] in (["One two three."], ["Onetwothree."])


def test_a_heading_says_what_follows_it() -> None:
    quote, own = passage(KINDS.QUOTE), passage(KINDS.TEXT, "Mine.", (), own=True)
    question = passage(KINDS.QUESTION)
    assert headings(quote, own, quote) == ["Quotes"]
    assert headings(quote, question, quote, question) == ["Quotes", "Open questions", "Quotes", "Open questions"]
    page = FORMATS["html"].write(holding(quote, question, quote)).decode()
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))


def test_contributions_tell_what_they_are_from() -> None:
    outline = holding(passage(KINDS.CONTRIBUTION), passage(KINDS.CONTRIBUTION, "Four five.", ("n2",)))
    line = "\nFrom: Een avond, 12 March 2020\n"
    assert FORMATS["md"].write(outline).decode().count(line) == 1
    first, second = (
        replace(outline.sources[0], title=title, notes=(note,)) for title, note in (("A", "n1"), ("B", "n2"))
    )
    text = FORMATS["md"].write(replace(outline, sources=(first, second))).decode()
    assert re.findall(r"^From: (.), ", text, re.MULTILINE) == ["A", "B"]
    untold = FORMATS["md"].write(replace(outline, sources=())).decode()
    assert "From:" not in untold


def test_a_reference_leads_to_its_section_and_says_on_which_page_it_is() -> None:
    outline = holding(passage(KINDS.SUMMARY))
    see = (CrossReference(theme="T-001", title="Een thema", chapter="Een hoofdstuk"),)
    other = replace(outline.chapters[0], lens="b", title="Ander", sections=(), references=see)
    outline = replace(outline, chapters=(*outline.chapters, other))
    reader = pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].write(outline)))
    assert "Een thema (T-001), in the chapter Een hoofdstuk, p.\xa03" in reader.pages[3].extract_text()
    assert '<a href="#t-001">Een thema (T-001), in the chapter' in FORMATS["html"].write(outline).decode()
    assert "\\hyperref[t-001]{Een thema (T-001), in" in FORMATS["latex"].write(outline).decode()
    contents = reader.pages[1].extract_text()
    assert "Also about this" not in contents and "Een thema" in contents


def test_a_page_of_a_pdf_names_the_book_and_the_chapter_but_not_where_one_begins() -> None:
    outline = holding(*[passage(KINDS.SUMMARY)] * 60)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].write(outline))).pages]
    head = [page.startswith("Een programma Een hoofdstuk") for page in pages]
    assert head[:3] == [False, False, False] and head[3], pages[3][:80]


def test_short_parts_of_words_stay_together_and_can_be_found() -> None:
    text = " ".join(["De Q-VA vraagt om e-mail."] * 40)
    pages = pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].write(holding(passage(KINDS.SUMMARY, text))))).pages
    shown = "".join(page.extract_text() for page in pages)
    assert (shown.count("Q-VA"), shown.count("e-mail")) == (40, 40)
