"""Word documents written by hand, part by part, as office programs leave them."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    *("heading 1", "heading 2", "heading 3", "Passage", "Block Text", "Quotation End", "Own Text", "Facts", "Intro"),
    "List Bullet",
)
MARKS = ("Attribution", "Strong", "Emphasis")


def run(text: str, style: str = "") -> str:
    """Give a run of text."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def point(sort: str, part: str, more: str = "") -> str:
    """Give a bookmark."""
    return f'<w:bookmarkStart w:id="1" w:name="{sort}_{part.replace("-", "")}{more}"/><w:bookmarkEnd w:id="1"/>'


def foot(number: int) -> str:
    """Give a reference to a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def tracked(what: str, inside: str) -> str:
    """Give a tracked change; a removed run keeps its words as such."""
    if what in ("del", "moveFrom"):
        inside = inside.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{what} w:id="9" w:author="Redacteur">{inside}</w:{what}>'


def paragraph(style: str, *inside: str, mark: str = "") -> str:
    """Give a paragraph; `mark` is what was done to the mark at its end."""
    gone = f"<w:rPr>{tracked(mark, '')}</w:rPr>" if mark else ""
    name = style.replace(" ", "").capitalize() if style.startswith("heading") else style.replace(" ", "")
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/>{gone}</w:pPr>{"".join(inside)}</w:p>'


def document(*paragraphs: str, footnotes: tuple[str, ...] = (), comments: tuple[str, ...] = ()) -> bytes:
    """Pack a document; footnotes and comments are numbered from 1."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{_named(name)}"><w:name w:val="{name}"/></w:style>' for name in STYLES
    )
    marks = "".join(
        f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{name}"/></w:style>' for name in MARKS
    )
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p>{run(text)}</w:p></w:footnote>' for n, text in enumerate(footnotes, 1)
    )
    asked = "".join(
        f'<w:comment w:id="{n}" w:author="Jan"><w:p>{run(text)}</w:p></w:comment>' for n, text in enumerate(comments, 1)
    )
    return packed(
        {
            "word/document.xml": part("document", f"<w:body>{''.join(paragraphs)}</w:body>"),
            "word/styles.xml": part("styles", styles + marks),
            "word/footnotes.xml": part("footnotes", notes),
            "word/comments.xml": part("comments", asked),
        }
    )


def part(name: str, inside: str) -> str:
    """Give a part of the document as XML."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{W}">{inside}</w:{name}>'


def packed(parts: dict[str, str]) -> bytes:
    """Pack parts as a ZIP file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def _named(style: str) -> str:
    return style.replace(" ", "").capitalize() if style.startswith("heading") else style.replace(" ", "")
