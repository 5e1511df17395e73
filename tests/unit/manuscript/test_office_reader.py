"""A Word document or OpenDocument text comes back with its ids, whatever an office program made of it."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

from kennis.errors import InputError
from kennis.manuscript import applied, findings, read_office
from kennis.nouns import Outline, Passage
from tests.draws import drawn
from tests.unit.manuscript.books import Case, cases, counted
from tests.unit.manuscript.printing import document
from tests.unit.manuscript.word import W

STYLES = ("Passage", "Block Text", "Quotation End", "Own Text", "Facts", "Cross Reference", "Heading 1", "Heading 3")
WRITTEN = ("Passage", "Own Text", "Heading 1", "Heading 2")
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


@dataclass(frozen=True)
class Tongue:
    """How a format says what editors do: where its paragraphs are, and how one of a style, words and bookmarks look."""

    part: str
    body: str
    paragraphs: tuple[str, ...]
    bookmark: str
    new: str
    words: str
    styled: Callable[[ElementTree.Element], str]
    called: Callable[[str], str]

    def held(self, body: ElementTree.Element) -> list[ElementTree.Element]:
        """Give the paragraphs."""
        return [one for one in body.iter() if one.tag in self.paragraphs]

    def fresh(self, number: int, style: str) -> ElementTree.Element:
        """Make a paragraph."""
        return ElementTree.fromstring(self.new.format(number=number, style=self.called(style)))


def word_style(paragraph: ElementTree.Element) -> str:
    """Give the id of a Word paragraph's style."""
    style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return "" if style is None else style.get(f"{{{W}}}val", "")


TONGUES = {
    "docx": Tongue(
        part="word/document.xml",
        body=f"{{{W}}}body",
        paragraphs=(f"{{{W}}}p",),
        bookmark=f"{{{W}}}bookmarkStart",
        new=f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{{style}}"/></w:pPr>'
        "<w:r><w:t>Er staat zzq{number}.</w:t></w:r></w:p>",
        words=f'<w:r xmlns:w="{W}"><w:t xml:space="preserve"> zzq{{number}} </w:t></w:r>',
        styled=word_style,
        called=lambda style: style.replace(" ", ""),
    ),
    "odt": Tongue(
        part="content.xml",
        body=f"{{{OFFICE}}}body/{{{OFFICE}}}text",
        paragraphs=(f"{{{TEXT}}}p", f"{{{TEXT}}}h"),
        bookmark=f"{{{TEXT}}}bookmark",
        new=f'<t:p xmlns:t="{TEXT}" t:style-name="{{style}}">Er staat zzq{{number}}.</t:p>',
        words=f'<t:span xmlns:t="{TEXT}"> zzq{{number}} </t:span>',
        styled=lambda paragraph: paragraph.get(f"{{{TEXT}}}style-name", ""),
        called=lambda style: style.replace(" ", "_20_"),
    ),
}
FILLED = drawn(25, suppress_health_check=list(HealthCheck))


def fit(made: Case) -> None:
    """Leave out what is not printed at all: a passage without words, an outline without sections."""
    texts = [part.text for part in made.book.parts if isinstance(part, Passage) and made.names.shown(part)]
    assume(all(text.strip() for text in texts) and any(chapter.sections for chapter in made.book.chapters))


@pytest.mark.parametrize("format", TONGUES)
@given(made=cases())
@FILLED
def test_a_document_comes_back_as_it_was(format: str, made: Case) -> None:
    fit(made)
    manuscript, heard = read_office(document(made, format))
    assert applied(manuscript, made.book, made.notes, made.names, counted()) == made.book
    assert not heard.tracked and not heard.comments and not manuscript.lost
    assert manuscript.version == made.book.version


@pytest.mark.parametrize("format", TONGUES)
@given(made=cases(), chance=st.randoms(use_true_random=False))
@FILLED
def test_no_edit_of_a_document_loses_a_word_or_what_is_kept_back(
    format: str, made: Case, chance: random.Random
) -> None:
    fit(made)
    data, words = edited(document(made, format), chance, TONGUES[format])
    try:
        manuscript, _heard = read_office(data)
        book = applied(manuscript, made.book, made.notes, made.names, counted())
    except InputError:
        return
    findings(manuscript, made.book, made.notes, made.names)
    assert words <= said(book)
    ids = [part.id for part in book.parts]
    assert len(ids) == len(set(ids))
    hidden = [one for one in made.book.parts if isinstance(one, Passage) and not made.names.shown(one)]
    assert {one.id for one in hidden} <= set(ids)


def edited(data: bytes, chance: random.Random, tongue: Tongue) -> tuple[bytes, set[str]]:
    """Do to the paragraphs what editors do, and give the document with the words that were written into it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    root = ElementTree.fromstring(held[tongue.part])
    body = root.find(tongue.body)
    assert body is not None
    for number in range(chance.randint(1, 8)):
        chance.choice((remove, swap, add, write, unmark, copy))(body, chance, number, tongue)
    words = set(re.findall(r"zzq\d+", "".join(body.itertext())))
    held[tongue.part] = ElementTree.tostring(root)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in held.items():
            archive.writestr(name, part)
    return packed.getvalue(), words


def remove(body: ElementTree.Element, chance: random.Random, _number: int, _tongue: Tongue) -> None:
    """Take a paragraph or a bookmark out."""
    body.remove(chance.choice(list(body)))


def swap(body: ElementTree.Element, chance: random.Random, _number: int, _tongue: Tongue) -> None:
    """Move a paragraph."""
    moved = chance.choice(list(body))
    body.remove(moved)
    body.insert(chance.randint(0, len(body)), moved)


def copy(body: ElementTree.Element, chance: random.Random, _number: int, _tongue: Tongue) -> None:
    """Copy a paragraph."""
    body.insert(chance.randint(0, len(body)), chance.choice(list(body)))


def add(body: ElementTree.Element, chance: random.Random, number: int, tongue: Tongue) -> None:
    """Write a paragraph of any style."""
    body.insert(chance.randint(0, len(body)), tongue.fresh(number, chance.choice(STYLES)))


def write(body: ElementTree.Element, chance: random.Random, number: int, tongue: Tongue) -> None:
    """Write words into a passage or a heading."""
    called = {tongue.called(style) for style in WRITTEN}
    fitting = [paragraph for paragraph in tongue.held(body) if tongue.styled(paragraph) in called]
    if fitting:
        paragraph = chance.choice(fitting)
        words = ElementTree.fromstring(tongue.words.format(number=number))
        paragraph.insert(chance.randint(min(1, len(paragraph)), len(paragraph)), words)


def unmark(body: ElementTree.Element, chance: random.Random, _number: int, tongue: Tongue) -> None:
    """Take a bookmark out of a paragraph."""
    held = [(paragraph, one) for paragraph in tongue.held(body) for one in paragraph.findall(tongue.bookmark)]
    if held:
        paragraph, mark = chance.choice(held)
        tail = mark.tail or ""
        place = list(paragraph).index(mark)
        paragraph.remove(mark)
        if place:
            paragraph[place - 1].tail = (paragraph[place - 1].tail or "") + tail
        else:
            paragraph.text = (paragraph.text or "") + tail


def said(book: Outline) -> set[str]:
    """Give the written words that stand in an outline."""
    texts = (part.text if isinstance(part, Passage) else part.title for part in book.parts)
    return set(re.findall(r"zzq\d+", " ".join(texts)))
