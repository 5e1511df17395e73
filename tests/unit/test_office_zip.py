"""Office documents that are damaged or odd are refused in words, whatever was done to their bytes."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kennis import office_zip
from kennis.errors import InputError
from kennis.export import FORMATS
from tests.unit.export.outlines import noted, outlined

NEEDED = {"docx": "word/document.xml", "odt": "content.xml"}
PARTS = {"docx": ("word/document.xml", "word/footnotes.xml"), "odt": ("content.xml", "styles.xml")}


@cache
def written(format: str) -> bytes:
    """Write a small outline."""
    return FORMATS[format].write(outlined(noted(["Wie beslist er?"]), "Iemand, rol"))


def packed(name: str, data: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give an archive of one part."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", packing) as new:
        new.writestr(name, data)
    return archive.getvalue()


def refusals(data: bytes, format: str) -> list[str]:
    """Read a document in each way, which may raise InputError and nothing else; give what that says."""
    found = []
    office_zip.holds(data, NEEDED[format])
    for read in (
        lambda: office_zip.contents(data, lambda _name: True, NEEDED[format]),
        lambda: office_zip.parts(data, PARTS[format], NEEDED[format]),
    ):
        try:
            read()
        except InputError as error:
            found.append(str(error))
    return found


@st.composite
def flips(draw: st.DrawFn) -> list[tuple[float, int]]:
    """Draw places as shares of a document's length, half of them in its directory, and what to turn over in each."""
    place = st.one_of(st.floats(0, 1), st.floats(0.85, 1))
    return draw(st.lists(st.tuples(place, st.integers(1, 255)), min_size=1, max_size=4))


@pytest.mark.parametrize("format", NEEDED)
@settings(max_examples=150, deadline=None)
@given(flips())
def test_a_document_with_other_bytes_is_read_or_refused(format: str, found: list[tuple[float, int]]) -> None:
    data = bytearray(written(format))
    for place, turned in found:
        data[min(int(place * len(data)), len(data) - 1)] ^= turned
    assert all(refusals(bytes(data), format))


@pytest.mark.parametrize("format", NEEDED)
def test_a_document_with_one_other_byte_in_its_directory_is_read_or_refused(format: str) -> None:
    data = packed(NEEDED[format], b"<a/>")
    for place in range(len(data)):
        for turned in (0x01, 0x08, 0x80, 0xFF):
            assert all(refusals(data[:place] + bytes([data[place] ^ turned]) + data[place + 1 :], format))


@pytest.mark.parametrize("format", NEEDED)
@settings(max_examples=50, deadline=None)
@given(st.floats(0, 1), st.binary(max_size=8))
@example(1.0, b"PK\x05\x06")
def test_a_document_that_is_cut_off_is_read_or_refused(format: str, share: float, more: bytes) -> None:
    assert all(refusals(written(format)[: int(share * len(written(format)))] + more, format))


def test_a_name_that_is_no_text_is_no_document() -> None:
    data = packed("ë", b"x").replace("ë".encode(), b"\xff\xff")
    assert not office_zip.holds(data, "x")
    with pytest.raises(InputError, match="damaged one"):
        office_zip.contents(data, lambda _name: True, "x")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_office_programs_do_not_pack_with_is_refused(packing: int) -> None:
    with pytest.raises(InputError, match="no office program"):
        office_zip.contents(packed("x", b"y" * 100, packing), lambda _name: True, "x")


def test_a_part_that_is_larger_than_it_says_is_unpacked_no_further() -> None:
    data = packed("x", b"\0" * 3_000_000)
    lying = data.replace((3_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="damaged one"):
            office_zip.contents(lying, lambda _name: True, "x")
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("encoding", ["foo", "shift_jis", "rot13", "utf-8\x01"])
def test_an_encoding_that_cannot_be_read_is_refused(encoding: str) -> None:
    with pytest.raises(InputError, match=r"x\.xml is no XML"):
        office_zip.parsed(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode(), "x.xml")


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_T = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def full(format: str, body: str) -> bytes:
    """Give a document of one part; what is in it differs from place to place, so that it is packed as text is."""
    if format == "docx":
        whole = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    else:
        whole = f"<office:document-content {_T}><office:body><office:text>{body}</office:text></office:body>"
        whole += "</office:document-content>"
    return packed(NEEDED[format], whole.encode())


def many(count: int, one: str) -> str:
    """Give an element many times, each with a number of its own."""
    return "".join(one.format(number) for number in range(count))


OVERFULL: dict[str, dict[str, Callable[[], str]]] = {
    "docx": {
        "paragraphs": lambda: many(20_001, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"),
        "runs of a paragraph": lambda: f"<w:p>{many(10_001, '<w:r><w:t>{}</w:t></w:r>')}</w:p>",
        "elements": lambda: many(10_300, f"<w:p>{'<w:r><w:t/></w:r>' * 49}{{}}</w:p>"),
        "attributes": lambda: f"<w:p {many(201, 'w:a{0}=' + chr(34) + 'x' + chr(34) + ' ')}/>",
        "depth": lambda: "<w:sdt>" * 201 + "</w:sdt>" * 201,
    },
    "odt": {
        "paragraphs": lambda: many(20_001, "<text:p>{}</text:p>"),
        "headings": lambda: many(5_001, '<text:h text:outline-level="1">{}</text:h>'),
        "runs of a paragraph": lambda: f"<text:p>{many(20_001, '<text:span>{}</text:span>')}</text:p>",
        "attributes": lambda: f"<text:p {many(201, 'text:a{0}=' + chr(34) + 'x' + chr(34) + ' ')}/>",
        "depth": lambda: "<text:section>" * 201 + "</text:section>" * 201,
    },
}


@pytest.mark.parametrize(("format", "what"), [(format, what) for format, all_ in OVERFULL.items() for what in all_])
def test_a_document_of_more_than_people_write_is_refused(format: str, what: str) -> None:
    data = full(format, OVERFULL[format][what]())
    with pytest.raises(InputError, match=r"divide it|nested too deep"):
        office_zip.parts(data, PARTS[format], NEEDED[format])


@pytest.mark.parametrize("name", ["word/comments.xml", "word/evil.bin", "customXml/item1.xml", "_rels/.rels"])
def test_every_part_that_is_xml_counts(name: str) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr(NEEDED["docx"], f"<w:document {_W}/>")
        new.writestr(name, "\n<w:x>" + many(20_001, "<w:p>{}</w:p>") + "</w:x>")
    with pytest.raises(InputError, match="divide it"):
        office_zip.contents(archive.getvalue(), lambda part: part == NEEDED["docx"], NEEDED["docx"])


def test_a_picture_is_no_xml() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as new:
        new.writestr(NEEDED["docx"], f"<w:document {_W}/>")
        new.writestr("word/media/a.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert [*office_zip.parts(archive.getvalue(), PARTS["docx"], NEEDED["docx"])] == [NEEDED["docx"]]
