"""An EPUB 3 book of an outline, and what such a book says."""

import io
import re
import uuid
import zipfile
from importlib import resources
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from kennis.export import pandoc_tree
from kennis.export.document_blocks import body, opening
from kennis.export.document_words import Words, words_of
from kennis.export.html import exact, linked, read_page
from kennis.export.read_back import ReadBackPassage
from kennis.nouns import PrintedOutline

_BOOKS = uuid.UUID("4f7dfe1a-6c1e-5d0b-9a55-2f5b8f6f2c11")
_DATE = re.compile(rb" *<dc:date [^>]*>[^<]*</dc:date>\n")
_TITLE = re.compile(r"<title>ch\d+\.xhtml</title>")
_HEADING = re.compile(r"<h1[^>]*>([^<]*)</h1>")
_OPF = "{http://www.idpf.org/2007/opf}"


def write_epub(outline: PrintedOutline) -> bytes:
    """Write the outline as an EPUB 3 book of a file a chapter; the same book always has the same identifier."""
    words = words_of(outline.language)
    guide = pandoc_tree.header(1, "guide", words.say("How to read this draft"))
    blocks = [guide, opening(outline), *body(outline, linked(outline))]
    document = pandoc_tree.document(exact(_plain(blocks)), outline.title, outline.language)
    identifier = uuid.uuid5(_BOOKS, f"{outline.language} {outline.title}").urn
    document["meta"] |= {
        "identifier": {"t": "MetaString", "c": identifier},
        "toc-title": {"t": "MetaString", "c": words.say("Contents")},
    }
    made = pandoc_tree.convert(document, "epub3", ["--toc", "--toc-depth=2", "--split-level=1"])
    return _finished(made, outline)


def read_epub(data: bytes) -> tuple[ReadBackPassage, ...]:
    """Read the passages of a written book, file by file in the order of its spine."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = ElementTree.fromstring(archive.read("EPUB/content.opf"))
        files = {item.get("id"): item.get("href") for item in package.iter(f"{_OPF}item")}
        spine = [files[item.get("idref")] for item in package.iter(f"{_OPF}itemref")]
        pages = [archive.read(f"EPUB/{name}").decode() for name in spine]
    return tuple(passage for page in pages for passage in read_page(page))


def _plain(node: Any) -> Any:
    """Leave out the names of styles, which mean nothing here."""
    if isinstance(node, list):
        return [_plain(item) for item in node if not (isinstance(item, list) and item[:1] == ["custom-style"])]
    return {key: _plain(value) for key, value in node.items()} if isinstance(node, dict) else node


def _finished(book: bytes, outline: PrintedOutline) -> bytes:
    """Mend what pandoc's sandbox and its English leave behind: the style sheet, a date, titles of files."""
    words = words_of(outline.language)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            data = source.read(item)
            if item.filename.endswith(".css"):
                data = resources.files(__package__).joinpath("epub.css").read_bytes()
            elif item.filename.endswith(".opf"):
                data = _DATE.sub(b"", data)
            elif item.filename.endswith(".xhtml"):
                data = _page(data.decode(), words).encode()
            kept = zipfile.ZipInfo(item.filename)
            kept.compress_type = item.compress_type
            archive.writestr(kept, data)
    return packed.getvalue()


def _page(text: str, words: Words) -> str:
    heading = _HEADING.search(text)
    if heading is not None:
        text = _TITLE.sub(lambda _: f"<title>{heading[1]}</title>", text, count=1)
    for english, said in (("Title Page", words.say("Title page")), ("Table of Contents", words.say("Contents"))):
        text = text.replace(f'">{english}</a>', f'">{escape(said)}</a>')
    return text
