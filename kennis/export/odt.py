"""An OpenDocument text of an outline, and what such a document says.

Headings, contents and footnotes are the real ones of the format. Written here and not by pandoc, which needs three
gigabytes for a book of twenty thousand notes.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from itertools import count
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from kennis.document_marks import VERSION
from kennis.export.contents_list import entries
from kennis.export.document_blocks import body, bookmark, footnoted, marginal, opening
from kennis.export.document_words import locale_of, words_of
from kennis.export.docx_package import PICTURES
from kennis.export.export_inputs import NOTHING, ExportInputs
from kennis.export.odt_look import STYLES, our_look
from kennis.export.pandoc_tree import Node
from kennis.export.read_back import ReadBackPassage
from kennis.note_paragraphs import laid_out, one_line
from kennis.nouns import PrintedOutline

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ANNOTATION = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"
_PASSAGES = frozenset({"Passage", "Block_20_Text", "Quotation_20_End"})
_PARTS = ("content.xml", "meta.xml", "META-INF/manifest.xml")
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_SPOKEN = re.compile(r'"\{\{(language|country)\}\}"')
_BLANK = re.compile(r"[ \t\r\n]+")
_SPACES = re.compile(r"\t|^ +| {2,}| +$")
_SIGNS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}
_CONTENTS = (
    '<text:table-of-content text:name="Contents"><text:table-of-content-source text:outline-level="2">'
    '<text:index-title-template text:style-name="Contents_20_Heading">{heading}</text:index-title-template>'
    "{templates}</text:table-of-content-source><text:index-body>"
    '<text:index-title text:name="Contents_Head"><text:p text:style-name="Contents_20_Heading">{heading}</text:p>'
    "</text:index-title>{entries}</text:index-body></text:table-of-content>"
)
_VERSION = f'<meta:user-defined meta:name="{VERSION}">{{version}}</meta:user-defined>'
_TEMPLATE = (
    '<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
    '<text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type="right"'
    ' style:leader-char=" "/><text:index-entry-page-number/><text:index-entry-link-end/>'
    "</text:table-of-content-entry-template>"
)
_ENTRY = (
    '<text:p text:style-name="Contents_20_{level}"><text:a xlink:type="simple" xlink:href={anchor}'
    ' text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link">{text}<text:tab/>'
    '<text:bookmark-ref text:reference-format="page" text:ref-name={name}/></text:a></text:p>'
)


def write_odt(outline: PrintedOutline, extras: ExportInputs = NOTHING) -> bytes:
    """Write the outline as an OpenDocument text, in the look that is given or ours.

    Each passage has a footnote with its notes and session; open questions and remarks are comments.
    """
    about = marginal(outline, extras.remarks)
    blocks = [opening(outline), _contents(outline), *body(outline, footnoted(outline), bookmark, about)]
    look = extras.looks.get("odt") or our_look()
    return in_open(blocks, outline.title, locale_of(outline.language), look, outline.version)


def in_open(blocks: Sequence[Node], title: str, locale: str, look: bytes, version: str = "") -> bytes:
    """Give blocks as an OpenDocument text in a look; `locale` is as nl-NL, `version` that of an outline."""
    title = one_line(title)
    text = "".join([f'<text:p text:style-name="Title">{_string(title)}</text:p>', *_written(blocks, "", count(1))])
    language, _, country = locale.partition("-")
    facts = {"title": title, "locale": locale, "language": language, "country": country or "none"}
    with zipfile.ZipFile(io.BytesIO(look)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    known = {"text": text, **{name: escape(fact) for name, fact in facts.items()}, "parts": _listed(parts)}
    known["version"] = _VERSION.format(version=escape(version)) if version else ""
    parts[STYLES] = _SPOKEN.sub(lambda slot: quoteattr(facts[slot[1]]), parts[STYLES].decode()).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        for name in _PARTS:
            part = resources.files(__package__).joinpath("reference_odt", name.rpartition("/")[2]).read_text("utf-8")
            archive.writestr(zipfile.ZipInfo(name), _SLOT.sub(lambda slot: known[slot[1]], part), zipfile.ZIP_DEFLATED)
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _listed(parts: Iterable[str]) -> str:
    """Give the lines of the manifest for the pictures of a look."""
    pictures = [(name, PICTURES[name.rpartition(".")[2].lower()]) for name in parts if name != STYLES]
    return "".join(
        f'<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type="{kind}"/>'
        for name, kind in pictures
    )


def read_odt(data: bytes) -> tuple[ReadBackPassage, ...]:
    """Read the passages of a written document: paragraphs of their styles, up to one with a footnote."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = ElementTree.fromstring(archive.read("content.xml"))
    found: list[ReadBackPassage] = []
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
            found.append(ReadBackPassage(text, attribution.strip().removeprefix("—\u00a0"), tuple(cited.split(", "))))
            lines, attribution = [], ""
    return tuple(found)


def _written(nodes: Sequence[Node], style: str, numbers: Iterator[int]) -> Iterator[str]:
    """Write blocks; `style` is that of the paragraphs, `numbers` are those of the footnotes to come."""
    for node in nodes:
        match node["t"], node["c"]:
            case "Header", [level, [anchor, *_attributes], inlines]:
                marked = f"<text:bookmark text:name={quoteattr(anchor)}/>{_inlines(inlines, numbers)}"
                yield (f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{marked}</text:h>')
            case "Div", [[_, _, attributes], blocks]:
                yield from _written(blocks, dict(attributes)["custom-style"].replace(" ", "_20_"), numbers)
            case "BlockQuote", blocks:
                yield from _written(blocks, style, numbers)
            case "BulletList", items:
                listed = (
                    f"<text:list-item>{''.join(_written(item, style, numbers))}</text:list-item>" for item in items
                )
                yield f'<text:list text:style-name="Passages">{"".join(listed)}</text:list>'
            case "RawBlock", [_, raw]:
                yield raw
            case "Para", inlines:
                yield f'<text:p text:style-name="{style or "Text_20_body"}">{_inlines(inlines, numbers)}</text:p>'


def _inlines(nodes: Sequence[Node], numbers: Iterator[int]) -> str:
    text = ""
    for node in nodes:
        match node["t"], node.get("c"):
            case "Space", _:
                text += " "
            case "LineBreak", _:
                text += "<text:line-break/>"
            case "Link", [_, inlines, [to, _title]]:
                text += f'<text:a xlink:type="simple" xlink:href={quoteattr(to)}>{_inlines(inlines, numbers)}</text:a>'
            case "Span", [[_, ["by"], _], inlines]:
                text += f'<text:span text:style-name="Attribution">{_inlines(inlines, numbers)}</text:span>'
            case "Span", [[_, ["comment-start"], attributes], inlines]:
                text += _comment(dict(attributes), _inlines(inlines, numbers))
            case "Span", [[_, ["comment-end"], [[_, number]]], _]:
                text += f'<office:annotation-end office:name="comment{number}"/>'
            case "Span", [[anchor, *_attributes], inlines]:
                text += f"<text:bookmark text:name={quoteattr(anchor)}/>{_inlines(inlines, numbers)}"
            case "Note", [*blocks]:
                text += _note("".join(_written(blocks, "Footnote", numbers)), next(numbers))
            case _, str(string):
                text += _string(string)
    return text


def _string(text: str) -> str:
    """Write text: the format keeps neither tabs nor more than one space, nor any at the ends of a piece."""
    return _SPACES.sub(lambda found: "<text:tab/>" if found[0] == "\t" else _spaces(len(found[0])), escape(text))


def _spaces(number: int) -> str:
    return f'<text:s text:c="{number}"/>'


def _comment(attributes: Mapping[str, str], text: str) -> str:
    return (
        f'<office:annotation office:name="comment{attributes["id"]}"><dc:creator>{escape(attributes["author"])}'
        f"</dc:creator><text:p>{text}</text:p></office:annotation>"
    )


def _note(body: str, number: int) -> str:
    return (
        f'<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>{number}'
        f"</text:note-citation><text:note-body>{body}</text:note-body></text:note>"
    )


def _contents(outline: PrintedOutline) -> Node:
    """Make the contents list, already filled in: a reader need not update it first."""
    made = [
        _ENTRY.format(level=level, anchor=quoteattr(f"#{anchor}"), name=quoteattr(anchor), text=escape(title))
        for level, anchor, title in entries(outline)
    ]
    heading = escape(words_of(outline.language).say("Contents"))
    templates = "".join(_TEMPLATE.format(level=level) for level in (1, 2))
    box = _CONTENTS.format(heading=heading, templates=templates, entries="".join(made))
    return {"t": "RawBlock", "c": ["opendocument", box]}


def _text(element: ElementTree.Element, spoken: bool, inside: bool = False) -> str:
    """Give the text of a paragraph: that in the speaker's style, or the rest; white space counts as one space."""
    text = _BLANK.sub(" ", element.text or "") if inside is spoken else ""
    for child in element:
        if child.tag not in (f"{_TEXT}note", _ANNOTATION):
            by = child.get(f"{_TEXT}style-name") == "Attribution"
            text += _text(child, spoken, inside or by)
            sign = " " * int(child.get(f"{_TEXT}c", "1")) if child.tag == f"{_TEXT}s" else _SIGNS.get(child.tag, "")
            text += sign if inside is spoken else ""
        text += _BLANK.sub(" ", child.tail or "") if inside is spoken else ""
    return text
