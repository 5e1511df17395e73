"""A Word document comes back with its ids, whatever an office program made of it."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kennis.errors import InputError
from kennis.manuscript import applied, findings, read_docx
from kennis.manuscript.names import parts
from kennis.nouns import Book, BookPassage
from tests.unit.manuscript.books import Case, cases, counted
from tests.unit.manuscript.printing import document
from tests.unit.manuscript.word import W

TAG = f"{{{W}}}"
STYLES = (
    "Passage",
    "BlockText",
    "QuotationEnd",
    "OwnText",
    "Facts",
    "CrossReference",
    "Heading1",
    "Heading2",
    "Heading3",
)
WRITTEN = ("Passage", "OwnText", "Heading1", "Heading2")
FILLED = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def fit(made: Case) -> None:
    """Leave out what is not printed at all: a passage without words, an outline without sections."""
    texts = [part.text for part in parts(made.book) if isinstance(part, BookPassage) and made.names.shown(part)]
    assume(all(text.strip() for text in texts) and any(chapter.sections for chapter in made.book.chapters))


@given(cases())
@FILLED
def test_a_document_comes_back_as_it_was(made: Case) -> None:
    fit(made)
    manuscript, heard = read_docx(document(made))
    assert applied(manuscript, made.book, made.notes, made.names, counted()) == made.book
    assert not heard.tracked and not heard.comments


@given(cases(), st.randoms(use_true_random=False))
@FILLED
def test_no_edit_of_a_document_loses_a_word_or_what_is_kept_back(made: Case, chance: random.Random) -> None:
    fit(made)
    data, words = edited(document(made), chance)
    try:
        manuscript, _heard = read_docx(data)
        book = applied(manuscript, made.book, made.notes, made.names, counted())
    except InputError:
        return
    findings(manuscript, made.book, made.notes, made.names)
    assert words <= said(book)
    ids = [part.id for part in parts(book)]
    assert len(ids) == len(set(ids))
    hidden = [one for one in parts(made.book) if isinstance(one, BookPassage) and not made.names.shown(one)]
    assert {one.id for one in hidden} <= set(ids)


def edited(data: bytes, chance: random.Random) -> tuple[bytes, set[str]]:
    """Do to the paragraphs what editors do, and give the document with the words that were written into it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    document_ = ElementTree.fromstring(held["word/document.xml"])
    body = document_[0]
    edits: tuple[Callable[[ElementTree.Element, random.Random, int], None], ...] = (
        remove,
        swap,
        add,
        write,
        unmark,
        copy,
    )
    for number in range(chance.randint(1, 8)):
        chance.choice(edits)(body, chance, number)
    text = "".join(one.text or "" for paragraph in body.findall(f"{TAG}p") for one in paragraph.iter(f"{TAG}t"))
    held["word/document.xml"] = ElementTree.tostring(document_)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in held.items():
            archive.writestr(name, part)
    return packed.getvalue(), set(re.findall(r"zzq\d+", text))


def remove(body: ElementTree.Element, chance: random.Random, _number: int) -> None:
    """Take a paragraph or a bookmark out."""
    body.remove(chance.choice(list(body)))


def swap(body: ElementTree.Element, chance: random.Random, _number: int) -> None:
    """Move a paragraph."""
    moved = chance.choice(list(body))
    body.remove(moved)
    body.insert(chance.randint(0, len(body)), moved)


def copy(body: ElementTree.Element, chance: random.Random, _number: int) -> None:
    """Copy a paragraph."""
    body.insert(chance.randint(0, len(body)), chance.choice(list(body)))


def add(body: ElementTree.Element, chance: random.Random, number: int) -> None:
    """Write a paragraph of any style."""
    style = chance.choice(STYLES)
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    new = ElementTree.fromstring(f'<w:p xmlns:w="{W}">{look}<w:r><w:t>Er staat zzq{number}.</w:t></w:r></w:p>')
    body.insert(chance.randint(0, len(body)), new)


def write(body: ElementTree.Element, chance: random.Random, number: int) -> None:
    """Write words into a passage or a heading."""
    fitting = [
        paragraph
        for paragraph in body.findall(f"{TAG}p")
        if (style := paragraph.find(f"{TAG}pPr/{TAG}pStyle")) is not None and style.get(f"{TAG}val") in WRITTEN
    ]
    if fitting:
        run = ElementTree.fromstring(f'<w:r xmlns:w="{W}"><w:t xml:space="preserve"> zzq{number} </w:t></w:r>')
        paragraph = chance.choice(fitting)
        paragraph.insert(chance.randint(1, len(paragraph)), run)


def unmark(body: ElementTree.Element, chance: random.Random, _number: int) -> None:
    """Take a bookmark out of a paragraph."""
    held = [(paragraph, one) for paragraph in body.iter(f"{TAG}p") for one in paragraph.findall(f"{TAG}bookmarkStart")]
    if held:
        paragraph, mark = chance.choice(held)
        paragraph.remove(mark)


EDITS: tuple[Callable[[ElementTree.Element, random.Random, int], None], ...] = (remove, swap, add, write, unmark, copy)


def said(book: Book) -> set[str]:
    """Give the written words that stand in an outline."""
    texts = (part.text if isinstance(part, BookPassage) else part.title for part in parts(book))
    return set(re.findall(r"zzq\d+", " ".join(texts)))
