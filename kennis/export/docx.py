"""A Word document of an outline, and what such a document says.

Headings, contents, footnotes and comments are the real ones of the format. The look comes from a reference document,
which pandoc takes over.
"""

import io
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from kennis.export import pandoc_tree
from kennis.export.contents_list import contents
from kennis.export.document_blocks import body, bookmark, footnoted, marginal, opening
from kennis.export.document_words import locale_of
from kennis.export.docx_look import our_look, style_ids
from kennis.export.export_inputs import NOTHING, ExportInputs
from kennis.export.pandoc_tree import Node
from kennis.export.read_back import ReadBackPassage
from kennis.note_paragraphs import laid_out
from kennis.nouns import PrintedOutline

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {"br": "\n", "tab": "\t", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011", "rPr": ""}
_PASSAGES = frozenset({"passage", "block text", "quotation end"})


def write_docx(outline: PrintedOutline, extras: ExportInputs = NOTHING) -> bytes:
    """Write the outline as a Word document, in the look that is given or ours.

    Each passage has a footnote with its notes and session; open questions and remarks are comments.
    """
    look = extras.looks.get("docx") or our_look()
    about = marginal(outline, extras.remarks)
    blocks = [opening(outline), contents(outline, style_ids(look)), *body(outline, footnoted(outline), bookmark, about)]
    spelled, locale = pandoc_tree.spelled(blocks, "\u00ad", _hyphen), locale_of(outline.language)
    document = pandoc_tree.document(spelled, outline.title, locale, outline.version)
    return in_word(document, look)


def in_word(document: Node, look: bytes) -> bytes:
    """Give a document as pandoc writes it in the look of a reference document."""
    with tempfile.TemporaryDirectory() as folder:
        reference = Path(folder) / "reference.docx"
        reference.write_bytes(look)
        return pandoc_tree.convert(document, "docx", ["--syntax-highlighting=none", f"--reference-doc={reference}"])


def _hyphen(_letter: str) -> Node:
    """Spell out a soft hyphen: pandoc drops one that ends a word."""
    return {"t": "RawInline", "c": ["openxml", "<w:r><w:softHyphen/></w:r>"]}


def read_docx(data: bytes) -> tuple[ReadBackPassage, ...]:
    """Read the passages of a written document: paragraphs of their styles, up to one with a footnote."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))
        styles = style_ids(data)
        notes = _footnotes(ElementTree.fromstring(archive.read("word/footnotes.xml")))
    names = {style: name for name, style in styles.items()}
    found: list[ReadBackPassage] = []
    lines: list[str] = []
    attribution, by = "", styles["attribution"]
    for paragraph in document.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is None or names.get(style.get(f"{_W}val", "")) not in _PASSAGES:
            continue
        lines.append(_text(paragraph, by, speaking=False))
        attribution += _text(paragraph, by, speaking=True)
        reference = paragraph.find(f".//{_W}footnoteReference")
        if reference is not None:
            cited = notes[reference.get(f"{_W}id", "")]
            found.append(
                ReadBackPassage(laid_out("\n\n".join(lines)), attribution.strip().removeprefix("—\u00a0"), cited)
            )
            lines, attribution = [], ""
    return tuple(found)


def _text(paragraph: ElementTree.Element, by: str, speaking: bool) -> str:
    """Give the text of a paragraph's runs: those of the speaker's style, whose id is `by`, or the others."""
    text = ""
    for run in paragraph.iter(f"{_W}r"):
        style = run.find(f"{_W}rPr/{_W}rStyle")
        if (style is not None and style.get(f"{_W}val") == by) is speaking:
            text += "".join(_SIGNS.get(part.tag.removeprefix(_W), part.text or "") for part in run)
    return text


def _footnotes(root: ElementTree.Element) -> dict[str, tuple[str, ...]]:
    """Give the notes that each footnote names, in its first part."""
    found = {}
    for footnote in root.iter(f"{_W}footnote"):
        text = "".join(part.text or "" for part in footnote.iter(f"{_W}t")).strip()
        found[footnote.get(f"{_W}id", "")] = tuple(text.split(" · ")[0].split(", "))
    return found
