"""The contents list of a document; in Word a field that Word and LibreOffice can update, already filled in.

pandoc leaves the field empty until somebody updates it, which LibreOffice does not do by itself.
"""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from kennis.export.document_blocks import chapter_anchor, printed, section_anchor
from kennis.export.document_words import words_of
from kennis.export.pandoc_tree import Node
from kennis.note_paragraphs import one_line
from kennis.nouns import PrintedOutline

_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_END = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
_BOX = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    "</w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val={style}/></w:pPr><w:r><w:t>{heading}</w:t></w:r></w:p>"
    "{entries}</w:sdtContent></w:sdt>"
)
_PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t></w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_ENTRY = (
    "<w:p><w:pPr><w:pStyle w:val={style}/></w:pPr>{field}<w:hyperlink w:anchor={anchor}>"
    '<w:r><w:t xml:space="preserve">{text}</w:t></w:r><w:r><w:tab/></w:r>{page}</w:hyperlink></w:p>'
)


def entries(outline: PrintedOutline) -> list[tuple[int, str, str]]:
    """Give the level, anchor and title of each chapter and section."""
    found: list[tuple[int, str, str]] = []
    for number, chapter in enumerate(printed(outline), start=1):
        found.append((1, chapter_anchor(chapter, number), one_line(chapter.title)))
        found += [(2, section_anchor(section), one_line(section.title)) for section in chapter.sections]
    if outline.sources:
        found.append((1, "sources", words_of(outline.language).say("Sources")))
    return found


def contents(outline: PrintedOutline, styles: Mapping[str, str]) -> Node:
    """Make the contents list from the titles of chapters and sections; `styles` are ids by names in small letters."""
    made = [
        _ENTRY.format(
            style=quoteattr(styles[f"toc {level}"]),
            field=_FIELD if index == 0 else "",
            anchor=quoteattr(anchor),
            text=escape(title),
            page=_PAGE.format(name=escape(anchor)),
        )
        for index, (level, anchor, title) in enumerate(entries(outline))
    ]
    heading = escape(words_of(outline.language).say("Contents"))
    box = _BOX.format(
        style=quoteattr(styles["toc heading"]), heading=heading, entries="".join([*made, _FIELD_END] if made else [])
    )
    return {"t": "RawBlock", "c": ["openxml", box]}
