"""What a file holds that the outline cannot keep is told with its place; what kennis wrote is none of it."""

import re
from dataclasses import replace

import pytest

from kennis.manuscript import What, applied, dropped, findings, read, read_office, write
from kennis.manuscript.lost_formatting import Loss, in_markdown
from kennis.nouns import Outline, Passage
from kennis.outline.parts import changed
from tests.unit.manuscript import test_odt_paragraphs as opened
from tests.unit.manuscript import word
from tests.unit.manuscript.books import counted
from tests.unit.manuscript.example import example
from tests.unit.manuscript.printing import document
from tests.unit.manuscript.test_printed_markdown import draft

MADE = example()
OWN = "Zo ziet de redactie het."
MARKDOWN = [
    ("Zo ziet **de redactie** het.", Loss.EMPHASIS, "Zo ziet de redactie het."),
    ("Zo *ziet* de redactie het.", Loss.EMPHASIS, "Zo ziet de redactie het."),
    ("Zo ziet de ~~redactie~~ het.", Loss.EMPHASIS, "Zo ziet de redactie het."),
    ("Zo ziet de [redactie](https://voorbeeld.nl) het.", Loss.LINK, "Zo ziet de redactie het."),
    ("Zo ziet ![een plaat](plaat.png) de redactie het.", Loss.PICTURE, "Zo ziet  de redactie het."),
    ("Zo ziet `de redactie` het.", Loss.CODE, "Zo ziet de redactie het."),
    ("Zo ziet de redactie het[^1].", Loss.FOOTNOTE, "Zo ziet de redactie het."),
    ("Zo ziet de redactie het^[Zie daar].", Loss.FOOTNOTE, "Zo ziet de redactie het."),
    ("Zo ziet de redactie het [@jansen2020, p. 3].", Loss.CITATION, "Zo ziet de redactie het."),
    ("Zo ziet de <b>redactie</b> het.", Loss.HTML, "Zo ziet de redactie het."),
]


@pytest.mark.parametrize("written", [write(MADE.book, MADE.names), draft(MADE)], ids=["shown", "exported"])
@pytest.mark.parametrize(("text", "what", "words"), MARKDOWN)
def test_what_stands_in_own_words_is_told_and_dropped(written: str, text: str, what: Loss, words: str) -> None:
    file = written.replace(OWN, text)
    line = next(place for place, one in enumerate(file.split("\n"), 1) if text in one)
    told = [one for one in findings(read(file), MADE.book, MADE.notes, MADE.names) if one.what is What.LOST]
    assert line in {one.line for one in told}
    assert what in {one.what for one in read(file).lost}
    made = applied(dropped(read(file)), MADE.book, MADE.notes, MADE.names, counted())
    own = [one for section in made.chapters[0].sections for one in section.passages if one.own]
    assert [one.text for one in own] == [words]


@pytest.mark.parametrize(
    ("block", "what"),
    [
        ("- een\n- twee", Loss.LIST),
        ("1. een\n2. twee", Loss.LIST),
        ("| partij | rol |\n|---|---|\n| een | twee |", Loss.TABLE),
        ("+--------+-----+\n| partij | rol |\n+========+=====+\n| een    | twee|\n+--------+-----+", Loss.TABLE),
        ("-------- -----\npartij   rol\n-------- -----", Loss.TABLE),
        ("<div>\nblok\n</div>", Loss.HTML),
        ("[1]: https://voorbeeld.nl", Loss.LINK),
        ("```\nprint()\n```", Loss.CODE),
        ("#### Een tussenkop", Loss.HEADING),
        ("[^1]: Zie daar.", Loss.FOOTNOTE),
        ("![plaat](plaat.png)", Loss.PICTURE),
    ],
)
@pytest.mark.parametrize("written", [write(MADE.book, MADE.names), draft(MADE)], ids=["shown", "exported"])
def test_blocks_are_told_at_their_line(written: str, block: str, what: Loss) -> None:
    file = written.replace(OWN, f"Zo.\n\n{block}\n\n{OWN}")
    line = file[: file.index(block)].count("\n") + 1
    told = [one for one in findings(read(file), MADE.book, MADE.notes, MADE.names) if one.what is What.LOST]
    assert line in {one.line for one in told} and what in {one.what for one in read(file).lost}


def dropped_texts(block: str) -> list[str]:
    file = write(MADE.book, MADE.names).replace(OWN, f"{block}\n\n{OWN}")
    made = applied(dropped(read(file)), MADE.book, MADE.notes, MADE.names, counted())
    return [one.text for section in made.chapters[0].sections for one in section.passages]


@pytest.mark.parametrize(
    "table",
    [
        "| partij | rol |\n|---|---|\n| Civity | bouwer |",
        "partij | rol\n---|---\nCivity | bouwer",
        "+------+-----+\n|partij|rol  |\n+======+=====+\n|Civity|bouwer|\n+------+-----+",
    ],
)
def test_a_table_that_is_dropped_keeps_its_words(table: str) -> None:
    assert "partij · rol · Civity · bouwer" in dropped_texts(table)


@pytest.mark.parametrize(
    ("text", "what", "words"),
    [
        ("Zo zegt [de raad][1] het.", Loss.LINK, "Zo zegt de raad het."),
        ("Zo zegt [de raad][] het.", Loss.LINK, "Zo zegt de raad het."),
        ("Zo zegt [De Raad] het.", Loss.LINK, "Zo zegt De Raad het."),
        ("Zo zegt de raad het ![plaat][1].", Loss.PICTURE, "Zo zegt de raad het."),
    ],
)
def test_a_link_or_picture_whose_address_stands_on_a_line_of_its_own(text: str, what: Loss, words: str) -> None:
    block = f'{text}\n\n[1]: https://voorbeeld.nl "Daar"\n[de raad]: <map/raad.html>'
    assert what in {one.what for one in in_markdown(text + block[len(text) :], False) if one.line == 1}
    texts = dropped_texts(block)
    assert words in texts and not [one for one in texts if "voorbeeld.nl" in one]


def test_a_name_in_brackets_before_what_it_says_is_no_address() -> None:
    assert in_markdown("# Een\n\n[Jan]: Dat is waar.\n\n[Piet]: Ja.", False) == ()


def test_a_note_or_key_that_is_escaped_is_text() -> None:
    escaped = r"\^\[a\]: /url en \[@sleutel\] en \[^1\]."
    assert in_markdown(f"# Een\n\n{escaped}", True) == ()


def test_words_that_the_outline_has_may_look_like_anything() -> None:
    looks = r"**x** [@y] [^1] `z` | a | *b* <i> ![p](q) [l](m)"
    passage = next(one for section in MADE.book.chapters[0].sections for one in section.passages if one.own)
    made = _with(passage, looks)
    told = findings(read(write(made, MADE.names)), made, MADE.notes, MADE.names)
    assert What.LOST not in {one.what for one in told}


def _with(passage: Passage, text: str) -> Outline:
    return changed(MADE.book, passage.id, lambda _one: replace(passage, text=text))


@pytest.mark.parametrize("format", ["docx", "odt"])
def test_a_document_as_it_was_written_holds_nothing_of_the_kind(format: str) -> None:
    assert read_office(document(MADE, format))[0].lost == ()


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RUN = "<w:r><w:rPr><w:{mark}/></w:rPr><w:t>vet</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        (RUN.format(mark="b"), Loss.EMPHASIS),
        (RUN.format(mark="i"), Loss.EMPHASIS),
        (RUN.format(mark='u w:val="single"'), Loss.EMPHASIS),
        (RUN.format(mark="strike"), Loss.EMPHASIS),
        (RUN.format(mark='vertAlign w:val="superscript"'), Loss.EMPHASIS),
        (word.run("vet", "Strong"), Loss.EMPHASIS),
        (word.run("schuin", "Emphasis"), Loss.EMPHASIS),
        ("<w:r><w:drawing/></w:r>", Loss.PICTURE),
        ("<w:r><w:pict/></w:r>", Loss.PICTURE),
        ("<w:r><w:object/></w:r>", Loss.PICTURE),
        (word.foot(1), Loss.FOOTNOTE),
        (f'<w:hyperlink xmlns:r="{OFFICE}" r:id="x"><w:r><w:t>daar</w:t></w:r></w:hyperlink>', Loss.LINK),
        ("<w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {} </w:instrText></w:r>", Loss.FIELD),
        ('<w:r><w:instrText> HYPERLINK "https://voorbeeld.nl" </w:instrText></w:r>', Loss.LINK),
        ('<w:fldSimple w:instr=" CITATION Jan20 "><w:r><w:t>(Jansen)</w:t></w:r></w:fldSimple>', Loss.FIELD),
        ('<w:bookmarkStart w:id="7" w:name="ZOTERO_BREF_a1b2"/><w:bookmarkEnd w:id="7"/>', Loss.FIELD),
        (f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3"/></w:sdtPr>{word.run("(Jansen)")}</w:sdt>', Loss.FIELD),
        (f'<m:oMath xmlns:m="{MATH}"><m:r/></m:oMath>', Loss.FORMULA),
    ],
)
def test_what_word_holds_is_told(inside: str, what: Loss) -> None:
    text = word.paragraph("Own Text", word.run("Zo ziet het eruit. "), inside)
    heads = (
        word.paragraph("heading 1", word.run("Rol")),
        word.paragraph("heading 2", word.run("Dashboards")),
    )
    (lost,) = read_office(word.document(*heads, text, footnotes=("Zie ook Jansen.",)))[0].lost
    assert (lost.line, lost.what) == (3, what)


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (f"<w:tbl><w:tr><w:tc>{word.paragraph('Own Text', word.run('cel'))}</w:tc></w:tr></w:tbl>", Loss.TABLE),
        (word.paragraph("heading 3", word.run("Eigen tussenkop")), Loss.HEADING),
        ('<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>punt</w:t></w:r></w:p>', Loss.LIST),
        (word.paragraph("List Bullet", word.run("punt")), Loss.LIST),
    ],
)
def test_blocks_of_word_are_told(block: str, what: Loss) -> None:
    heads = (word.paragraph("heading 1", word.run("Rol")), word.paragraph("heading 2", word.run("Dashboards")))
    (lost,) = read_office(word.document(*heads, block))[0].lost
    assert (lost.line, lost.what) == (3, what)


def test_a_heading_that_is_bold_as_a_whole_looks_as_its_style_does() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>"
    style, text = "heading 1", word.paragraph("Own Text", word.run("Zo."))
    whole = word.paragraph(style, bold.format(text="Rol van"), bold.format(text=" de overheid"))
    assert read_office(word.document(whole, text))[0].lost == ()
    (lost,) = read_office(word.document(word.paragraph(style, word.run("Rol "), bold.format(text="van")), text))[0].lost
    assert (lost.what, lost.text) == (Loss.EMPHASIS, "van")


FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
LOOK = f'<style:text-properties xmlns:fo="{FO}" fo:font-weight="bold"/>'
STYLE = '<style:style style:name="{}" style:family="{}" style:parent-style-name="{}">{}</style:style>'
BOLD = (
    STYLE.format("T1", "text", "", LOOK)
    + STYLE.format("T2", "text", "Strong_20_Emphasis", "")
    + STYLE.format("P1", "paragraph", "Own_20_Text", LOOK)
)
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
CELL = "<table:table-cell><text:p>cel</text:p></table:table-cell>"


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ('<text:span text:style-name="T1">vet</text:span>', Loss.EMPHASIS),
        ('<text:span text:style-name="T2">vet</text:span>', Loss.EMPHASIS),
        ('<text:span text:style-name="Strong_20_Emphasis">vet</text:span>', Loss.EMPHASIS),
        ('<text:span text:style-name="Emphasis">schuin</text:span>', Loss.EMPHASIS),
        (f'<d:rect xmlns:d="{DRAW}"/>', Loss.PICTURE),
        ("<text:bibliography-mark>(Jansen)</text:bibliography-mark>", Loss.FIELD),
        (f'<d:frame xmlns:d="{DRAW}"><d:image/></d:frame>', Loss.PICTURE),
        (opened.foot("Zie ook Jansen."), Loss.FOOTNOTE),
        (f'<text:a {XLINK} xlink:href="https://voorbeeld.nl">daar</text:a>', Loss.LINK),
        ('<text:reference-mark-start text:name="ZOTERO_ITEM CSL_CITATION {}"/>', Loss.FIELD),
    ],
)
def test_what_an_opendocument_text_holds_is_told(inside: str, what: Loss) -> None:
    text = opened.paragraph("Own Text", "Zo ziet het eruit. ", inside)
    (lost,) = opened.read(text, styles=BOLD)[0].lost
    assert (lost.line, lost.what) == (5, what)


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (f"<table:table><table:table-row>{CELL}</table:table-row></table:table>", Loss.TABLE),
        ("<text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>", Loss.LIST),
        (opened.paragraph("Heading 3", "Eigen tussenkop"), Loss.HEADING),
        ('<text:p text:style-name="P1">Geheel vet.</text:p>', Loss.EMPHASIS),
        (f'<d:frame xmlns:d="{DRAW}"><d:image/></d:frame><text:p>Zo.</text:p>', Loss.PICTURE),
    ],
)
def test_blocks_of_an_opendocument_text_are_told(block: str, what: Loss) -> None:
    (lost,) = opened.read(block, styles=BOLD)[0].lost
    assert (lost.line, lost.what) == (5, what)


def test_swapped_comments_are_told() -> None:
    page = write(MADE.book, MADE.names)
    one, other = "<!-- p:00000012 quote n2 -->", "<!-- p:00000014 counter n4 -->"
    swapped = page.replace(one, "@").replace(other, one).replace("@", other)
    told = [one.what for one in findings(read(swapped), MADE.book, MADE.notes, MADE.names)]
    assert told.count(What.SWAPPED) == 2
    assert re.search("p:00000012", page) and in_markdown(page, False) == ()
