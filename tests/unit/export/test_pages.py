"""What the files of each format look like from outside: a page, a Word document, a Markdown text."""

import io
import itertools
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kennis.export import FORMATS
from tests.outlines import build
from tests.unit.export.outlines import HOSTILE, noted, outlined
from tests.unit.outline.meeting import material

GOLDEN = Path(__file__).parents[2] / "golden" / "export" / "slim-besturen.md"


def test_the_markdown_of_a_meeting() -> None:
    written = FORMATS["md"].write(build(material())).decode()
    assert written == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_equal_outlines_give_equal_bytes(format: str) -> None:
    outline = build(material())
    assert FORMATS[format].write(outline) == FORMATS[format].write(outline)


@pytest.mark.parametrize("format", FORMATS)
def test_an_outline_of_nothing_is_a_document(format: str) -> None:
    outline = replace(build(material()), chapters=(), sources=())
    assert FORMATS[format].read(FORMATS[format].write(outline)) == ()


class Page(HTMLParser):
    """Collects the elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def test_a_page_is_accessible() -> None:
    text = FORMATS["html"].write(build(material())).decode()
    page = Page(text)
    tags = [tag for tag, _ in page.elements]
    assert ("html", {"lang": "nl"}) in page.elements
    assert [tags.count(tag) for tag in ("title", "header", "nav", "main", "h1")] == [1, 1, 1, 1, 1]
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    anchors = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(anchors) == len(set(anchors))
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert links
    assert all(link and link[0] == "#" and link[1:] in anchors for link in links)


def test_a_page_holds_nothing_but_text() -> None:
    text = FORMATS["html"].write(outlined(noted(HOSTILE))).decode()
    elements = Page(text).elements
    assert not {"script", "img", "link", "iframe", "object", "form", "svg"} & {tag for tag, _ in elements}
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on") or name == "style"]
    assert not [name for _, attributes in elements for name in attributes if name == "src"]
    assert "@import" not in text
    assert "url(" not in text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_colours_of_a_page_can_be_read(theme: str) -> None:
    style = (Path(__file__).parents[3] / "kennis" / "export" / "page.css").read_text("utf-8")
    found = re.findall(r"--(ink|soft|paper|accent): (#[0-9a-f]+)", style)
    colours = dict(found[:4] if theme == "light" else found[4:8])
    assert set(colours) == {"ink", "soft", "paper", "accent"}
    for name in ("ink", "soft", "accent"):
        assert contrast(colours[name], colours["paper"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_a_word_document_has_headings_contents_footnotes_and_language() -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(build(material())))) as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))
        notes = archive.read("word/footnotes.xml").decode()
        styles = archive.read("word/styles.xml").decode()
        core = archive.read("docProps/core.xml").decode()
        assert all(item.date_time == (1980, 1, 1, 0, 0, 0) for item in archive.infolist())
    used = [item.get(f"{W}val") for item in document.iter(f"{W}pStyle")]
    assert {"Title", "Heading1", "Heading2", "Heading3", "TOC1", "TOC2", "BlockText", "Passage"} <= set(used)
    assert all(f'w:styleId="{style}"' in styles for style in used)
    listed, *pages = [item.text or "" for item in document.iter(f"{W}instrText")]
    bookmarks = {item.get(f"{W}name") for item in document.iter(f"{W}bookmarkStart")}
    assert listed == ' TOC \\o "1-2" \\h \\z \\u '
    assert pages and {page.split()[1] for page in pages} <= bookmarks
    assert {item.get(f"{W}anchor") for item in document.iter(f"{W}hyperlink")} <= bookmarks
    assert "n3 · Digital twins en de raad, 12 maart 2020" in notes
    assert re.search(r'<w:lang [^>]*w:val="nl-NL"', styles)
    assert "<dc:title>Slim besturen</dc:title><dc:creator></dc:creator>" in core
