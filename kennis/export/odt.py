"""An OpenDocument text of an outline, and what such a document says.

Headings, contents and footnotes are the real ones of the format. The look comes from the styles in
`reference/`, which pandoc takes over.
"""

import io
import tempfile
import zipfile
from importlib import resources
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from kennis.export import tree
from kennis.export.body import body, opening
from kennis.export.contents import entries
from kennis.export.layout import laid_out
from kennis.export.pandoc import convert
from kennis.export.tree import Node
from kennis.export.words import locale_of, origins, words_of
from kennis.export.written import Written
from kennis.nouns import Outline

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PASSAGES = frozenset({"Passage", "Block_20_Text", "Quotation_20_End"})
_SIGNS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}
_CONTENTS = (
    '<text:table-of-content text:name="Contents"><text:table-of-content-source text:outline-level="2">'
    '<text:index-title-template text:style-name="Contents_20_Heading">{heading}</text:index-title-template>'
    "{templates}</text:table-of-content-source><text:index-body>"
    '<text:index-title text:name="Contents_Head"><text:p text:style-name="Contents_20_Heading">{heading}</text:p>'
    "</text:index-title>{entries}</text:index-body></text:table-of-content>"
)
_TEMPLATE = (
    '<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
    "<text:index-entry-link-start/><text:index-entry-text/><text:index-entry-link-end/>"
    "</text:table-of-content-entry-template>"
)
_ENTRY = (
    '<text:p text:style-name="Contents_20_{level}"><text:a xlink:type="simple" xlink:href={anchor}'
    ' text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link">{text}</text:a></text:p>'
)


def write_odt(outline: Outline) -> bytes:
    """Write the outline as an OpenDocument text; each passage has a footnote with its notes and session."""
    told = origins(outline)

    def cite(notes: tuple[str, ...]) -> list[Node]:
        sessions = dict.fromkeys(told[note] for note in notes if note in told)
        return [tree.footnote(tree.line(" · ".join([", ".join(notes), *sessions])))]

    blocks = [opening(outline), _contents(outline), *body(outline, cite)]
    document = tree.document(_styled(blocks), outline.title, locale_of(outline.language))
    with tempfile.TemporaryDirectory() as folder:
        reference = Path(folder) / "reference.odt"
        reference.write_bytes(_reference())
        return convert(document, "odt", [f"--reference-doc={reference}"])


def read_odt(data: bytes) -> tuple[Written, ...]:
    """Read the passages of a written document: paragraphs of their styles, up to one with a footnote."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = ElementTree.fromstring(archive.read("content.xml"))
    found: list[Written] = []
    lines: list[str] = []
    attribution = ""
    for paragraph in document.iter(f"{_TEXT}p"):
        if paragraph.get(f"{_TEXT}style-name") not in _PASSAGES:
            continue
        lines.append(_text(paragraph, spoken=False))
        attribution += _text(paragraph, spoken=True)
        note = paragraph.find(f".//{_TEXT}note-body")
        if note is not None:
            cited = "".join(note.itertext()).strip().split(" · ")[0]
            text = laid_out("\n\n".join(lines))
            found.append(Written(text, attribution.strip().removeprefix("—\u00a0"), tuple(cited.split(", "))))
            lines, attribution = [], ""
    return tuple(found)


def _styled(node: Any) -> Any:
    """Name the styles as the format spells them, and give quotations their own instead of pandoc's."""
    if isinstance(node, list):
        return [part for item in node for part in _unwrapped(item)]
    return {key: _styled(value) for key, value in node.items()} if isinstance(node, dict) else node


def _unwrapped(item: Any) -> list[Any]:
    if isinstance(item, dict) and item.get("t") == "BlockQuote":
        return list(_styled(item["c"]))
    if isinstance(item, list) and len(item) == 2 and item[0] == "custom-style":
        return [["custom-style", item[1].replace(" ", "_20_")]]
    return [_styled(item)]


def _contents(outline: Outline) -> Node:
    """Make the contents list, already filled in: a reader need not update it first."""
    made = [
        _ENTRY.format(level=level, anchor=quoteattr(f"#{anchor}"), text=escape(title))
        for level, anchor, title in entries(outline)
    ]
    heading = escape(words_of(outline.language).say("Contents"))
    templates = "".join(_TEMPLATE.format(level=level) for level in (1, 2))
    box = _CONTENTS.format(heading=heading, templates=templates, entries="".join(made))
    return {"t": "RawBlock", "c": ["opendocument", box]}


def _text(element: ElementTree.Element, spoken: bool, inside: bool = False) -> str:
    """Give the text of a paragraph: that in the speaker's style, or the rest."""
    text = (element.text or "") if inside is spoken else ""
    for child in element:
        if child.tag != f"{_TEXT}note":
            by = child.get(f"{_TEXT}style-name") == "Attribution"
            text += _text(child, spoken, inside or by)
            sign = " " * int(child.get(f"{_TEXT}c", "1")) if child.tag == f"{_TEXT}s" else _SIGNS.get(child.tag, "")
            text += sign if inside is spoken else ""
        text += (child.tail or "") if inside is spoken else ""
    return text


def _reference() -> bytes:
    """Pack the styles as the document that pandoc takes them from; what it does not hold is not in the manifest."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        styles = resources.files(__package__).joinpath("reference", "odt-styles.xml").read_bytes()
        archive.writestr(zipfile.ZipInfo("styles.xml"), styles)
        archive.writestr(zipfile.ZipInfo("meta.xml"), b"")
    return packed.getvalue()
