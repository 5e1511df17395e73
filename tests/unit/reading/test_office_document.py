"""A contribution as a Word or OpenDocument text: its paragraphs become notes, the same ones each time."""

import dataclasses
import datetime
import io
import zipfile
from pathlib import Path

import pytest

from kennis import pandoc
from kennis.errors import FileRefused
from kennis.nouns import Kind
from kennis.reading import Reading, ReadOptions, read

OPTIONS = ReadOptions(today=datetime.date(2026, 11, 21))
ARTICLE = """---
title: Over kaarten
author: Kadaster
---

Wie de kaart heeft, heeft *het woord*.[^1]

# Eigendom

- de gemeente
- de leverancier, "die van de **kaart**"

> Van wie is de kaart?

| laag | van |
|------|-----|
| weg  | rijk |

## Later

Een <script>alert(1)</script> is hier tekst\\
op twee regels.

[^1]: Bron: de wet.
"""


def made(folder: Path, kind: str, text: str = ARTICLE) -> Path:
    path = folder / f"artikel.{kind}"
    path.write_bytes(pandoc.run(["--from=markdown-raw_html-native_divs", f"--to={kind}"], text.encode()))
    return path


def texts(found: Reading) -> list[str]:
    return [note.text for note in found.notes]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_paragraphs_become_notes_under_their_headings(tmp_path: Path, kind: str) -> None:
    found = read(made(tmp_path, kind), OPTIONS)
    (session,) = found.sessions
    assert session.title == "Over kaarten" and [one.name for one in session.participants] == ["Kadaster"]
    assert texts(found) == [
        "Wie de kaart heeft, heeft het woord. [Bron: de wet.]",
        "- de gemeente\n- de leverancier, “die van de kaart”",
        "Van wie is de kaart?",
        "laag | van\nweg | rijk",
        "Een <script>alert(1)</script> is hier tekst\nop twee regels.",
    ]
    assert [note.context for note in found.notes] == [(), *[("Eigendom",)] * 3, ("Eigendom", "Later")]
    assert {note.kind for note in found.notes} == {Kind.CONTRIBUTION}
    assert {note.speaker for note in found.notes} == {"kadaster"}


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_document_read_again_gives_the_same_session_and_names(tmp_path: Path, kind: str) -> None:
    first = read(made(tmp_path, kind), OPTIONS)
    again = read(made(tmp_path, kind), ReadOptions(today=OPTIONS.today))
    assert first.sessions == again.sessions
    assert [one.external_id for one in first.notes] == [one.external_id for one in again.notes]


def test_without_a_title_the_file_names_the_session(tmp_path: Path) -> None:
    found = read(made(tmp_path, "docx", "Alleen een zin."), OPTIONS)
    assert found.sessions[0].title == "artikel" and found.sessions[0].participants == ()
    odd = made(tmp_path, "docx", "Alleen een zin.").rename(tmp_path / "raad\x1b[31m caf\udce9.docx")
    assert read(odd, OPTIONS).sessions[0].title == "raad[31m café"


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_document_without_text_makes_no_session(tmp_path: Path, kind: str) -> None:
    with pytest.raises(FileRefused, match="no text was found"):
        read(made(tmp_path, kind, "---\ntitle: Een titel\n---\n"), OPTIONS)


def packed(parts: dict[str, str], wide: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text.encode("utf-16" if name == wide else "utf-8"))
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0 an old Word file",
        packed({"../word/document.xml": "<a/>", "word/document.xml": "<a/>"}),
        packed({"word/document.xml": "<a/>", "docProps/core.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        packed({"content.xml": "<a/>"}),
    ],
    ids=["empty", "broken", "old", "leads out", "doctype", "other"],
)
def test_what_is_no_such_document_is_refused_with_its_path(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "artikel.docx"
    path.write_bytes(data)
    with pytest.raises(FileRefused, match="artikel"):
        read(path, OPTIONS)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MORE = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
}
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE = (
    '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="urn:terms">'
    "<dc:creator>{author}</dc:creator><dcterms:created>{created}</dcterms:created></cp:coreProperties>"
)


def run(text: str, rules: str = "") -> str:
    """Give a run of text."""
    return f'<w:r><w:rPr>{rules}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*inside: str, style: str = "") -> str:
    """Give a paragraph."""
    rules = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{rules}{''.join(inside)}</w:p>"


def word(body: str, more: dict[str, str] | None = None, created: str = "2026-03-12") -> bytes:
    """Give a Word document; `more` are further parts."""
    names = "".join(f' xmlns:{name}="{uri}"' for name, uri in {"w": W, **MORE}.items())
    sort = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = f'<Relationships xmlns="{PACKAGE}/relationships">{{}}</Relationships>'
    main = f'<Relationship Id="r1" Type="{sort}/officeDocument" Target="word/document.xml"/>'
    styles = "".join(
        f'<Relationship Id="{one}" Type="{sort}/{one}" Target="{one}.xml"/>' for one in ("styles", "footnotes")
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": related.format(main),
            "word/_rels/document.xml.rels": related.format(styles),
            "docProps/core.xml": CORE.format(author="Secretaris", created=created),
            "word/document.xml": f"<w:document{names}><w:body>{body}</w:body></w:document>",
            **{name: text.replace(">", f"{names}>", 1) for name, text in (more or {}).items()},
        }
    )


ODF = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"
    for name, uri in {"office": "office", "text": "text", "style": "style", "draw": "drawing"}.items()
}
HIDING = "".join(
    f'<style:style style:name="{name}" style:family="{family}"{more}><style:text-properties {rule}/></style:style>'
    for name, family, more, rule in (
        ("T1", "text", "", 'text:display="none"'),
        ("P1", "paragraph", "", 'text:display="none"'),
        ("P2", "paragraph", ' style:parent-style-name="P1"', ""),
        ("P3", "paragraph", ' style:parent-style-name="P1"', 'text:display="true"'),
    )
)


def open_text(body: str, styles: str = "") -> bytes:
    """Give an OpenDocument text."""
    names = "".join(f' xmlns:{name}="{uri}"' for name, uri in ODF.items())
    dublin = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    automatic = f"<office:automatic-styles>{HIDING}</office:automatic-styles>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{ODF["office"].replace("office", "manifest")}"/>',
            "meta.xml": f"<office:document-meta{names}{dublin}><dc:creator>Secretaris</dc:creator>"
            "</office:document-meta>",
            "styles.xml": f"<office:document-styles{names}>{styles}</office:document-styles>",
            "content.xml": f"<office:document-content{names}{dublin}>{automatic}<office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
        }
    )


def taken(path: Path, data: bytes, date: datetime.date | None = None) -> tuple[list[str], str, Reading]:
    """Read a document, and give its texts, and all that is told of it."""
    path.write_bytes(data)
    found = read(path, dataclasses.replace(OPTIONS, date=date))
    return texts(found), "\n".join(found.notices), found


BOX = f"<w:txbxContent>{par(run('In het kader.'))}{par(run('Nog een.'))}</w:txbxContent>"
SHAPE = f"<w:drawing><a:graphic><wps:txbx>{BOX}</wps:txbx></a:graphic></w:drawing>"
OLD = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
BOTH = f"<mc:AlternateContent><mc:Choice>{SHAPE}</mc:Choice><mc:Fallback>{OLD}</mc:Fallback></mc:AlternateContent>"
PICTURE = "<w:drawing><a:graphic><a:blip/></a:graphic></w:drawing>"


@pytest.mark.parametrize("box", [SHAPE, OLD, BOTH])
def test_text_boxes_in_word_are_read_behind_their_paragraph(tmp_path: Path, box: str) -> None:
    body = par(run("Voor "), f"<w:r>{box}</w:r>", run("en na.")) + par(run("Slot."))
    found, told, _reading = taken(tmp_path / "a.docx", word(body))
    assert found == ["Voor en na.", "In het kader.", "Nog een.", "Slot."]
    assert "not read" not in told


def test_a_text_box_in_a_table_in_a_text_box_is_read(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{par(run('Cel.'), f'<w:r>{OLD}</w:r>')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:pict><v:textbox><w:txbxContent>{table}{par(run('Buiten.'))}</w:txbxContent></v:textbox></w:pict>"
    found, told, _reading = taken(tmp_path / "a.docx", word(par(f"<w:r>{outer}</w:r>")))
    assert found == ["Cel. In het kader. Nog een.", "Buiten."] and "not read" not in told


def test_hidden_text_in_word_stays_out_and_is_told(tmp_path: Path) -> None:
    rule = '<w:style w:type="paragraph" w:styleId="{}">{}<w:rPr>{}</w:rPr></w:style>'
    styles = rule.format("Geheim", "", "<w:vanish/>") + rule.format("Kind", '<w:basedOn w:val="Geheim"/>', "")
    body = (
        par(run("Zichtbaar "), run("VERBORGEN", "<w:vanish/>"), run("wel.", '<w:vanish w:val="0"/>'))
        + par(run("OOK"), run("niet.", '<w:vanish w:val="false"/>'), style="Kind")
        + par(run("Los."), f"<w:hyperlink>{run('IN-EEN-LINK', '<w:vanish/>')}</w:hyperlink>")
    )
    data = word(body, {"word/styles.xml": f"<w:styles>{styles}</w:styles>"})
    found, told, _reading = taken(tmp_path / "a.docx", data)
    assert found == ["Zichtbaar wel.", "niet.", "Los."]
    assert "hidden in the document was left out: “VERBORGEN OOK IN-EEN-LINK”" in told


def test_a_footnote_is_read_without_its_hidden_text(tmp_path: Path) -> None:
    note = par(run("Bron "), run("GEHEIM", "<w:vanish/>"), f"<w:fldSimple>{run('veld')}</w:fldSimple>")
    more = {"word/footnotes.xml": f"<w:footnotes><w:footnote w:id='2'>{note}</w:footnote></w:footnotes>"}
    found, told, _reading = taken(
        tmp_path / "a.docx", word(par(run("Tekst."), "<w:r><w:footnoteReference w:id='2'/></w:r>"), more)
    )
    assert found == ["Tekst. [Bron veld]"] and "“GEHEIM”" in told and "not read" not in told


def test_a_part_in_utf_16_with_other_prefixes_is_read(tmp_path: Path) -> None:
    data = word(par(run("Zichtbaar "), run("VERBORGEN", "<w:vanish/>")))
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        parts = {one: held.read(one).decode() for one in held.namelist()}
    body = parts["word/document.xml"].replace(' xmlns:a="', ' xmlns:v2="urn:x&amp;y" xmlns:a="')
    parts["word/document.xml"] = f'<?xml version="1.0" encoding="UTF-16"?>{body}'
    found, told, _reading = taken(tmp_path / "a.docx", packed(parts, wide="word/document.xml"))
    assert found == ["Zichtbaar"] and "“VERBORGEN”" in told


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f'<w:fldSimple w:instr="DATE">{run("veld")}</w:fldSimple>', "a veld"),
        (f"<w:customXml>{run('eigen')}</w:customXml>", "a eigen"),
        (f"<w:smartTag>{run('slim')}</w:smartTag>", "a slim"),
        (f"<w:sdt><w:sdtContent>{run('ingevuld')}</w:sdtContent></w:sdt>", "a ingevuld"),
        (f"<w:bdo w:val='ltr'>{run('gericht')}</w:bdo>", "a gericht"),
        (f"<w:r><w:ruby><w:rt>{run('x')}</w:rt><w:rubyBase>{run('basis')}</w:rubyBase></w:ruby></w:r>", "a basis"),
        ("<w:r><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>", "a b\nc"),
    ],
)
def test_what_pandoc_leaves_out_of_word_is_read(tmp_path: Path, inside: str, text: str) -> None:
    found, told, _reading = taken(tmp_path / "a.docx", word(par(run("a "), inside)))
    assert found == [text] and "not read" not in told


def test_what_is_lost_of_a_word_document_is_told(tmp_path: Path) -> None:
    gone = '<w:del w:id="1" w:author="x" w:date="2020-01-01T00:00:00Z"><w:r><w:delText>weg</w:delText></w:r></w:del>'
    more = {
        "word/comments.xml": f"<w:comments><w:comment w:id='1'>{par(run('Zeker?'))}</w:comment></w:comments>",
        "word/header1.xml": f"<w:hdr>{par(run('Gemeente Dorp'))}{par(run('3'))}</w:hdr>",
        "word/footer2.xml": f"<w:ftr>{par(run('Vertrouwelijk'))}</w:ftr>",
    }
    body = par(run("Tekst."), f"<w:r>{PICTURE}</w:r>", f"<w:r>{PICTURE}</w:r>", gone) + "<w:altChunk/>"
    found, told, _reading = taken(tmp_path / "a.docx", word(body, more))
    assert found == ["Tekst."]
    assert "pictures, charts and drawings are not read: 2" in told
    assert "comments in the margin are not read: 1" in told
    assert "headers and footers are not read: “Vertrouwelijk · Gemeente Dorp”" in told
    assert "pieces of text that they take out: 1" in told
    assert "other documents inside this one are not read: 1" in told


def test_words_that_nobody_read_are_told(tmp_path: Path) -> None:
    strange = "<w:onbekend><w:p><w:r><w:t>Zomaar verdwenen.</w:t></w:r></w:p></w:onbekend>"
    _texts, told, _reading = taken(tmp_path / "a.docx", word(par(run("Tekst.")) + strange))
    assert "words of the document that were not read: 2 (zomaar, verdwenen)" in told


FRAME = "<draw:frame><draw:text-box><text:p>kader</text:p><text:p>twee</text:p></draw:text-box></draw:frame>"
SHAPED = "<draw:g><draw:rect><text:p>vorm</text:p></draw:rect></draw:g>"
FIELD = "<text:date>14 juni</text:date> en <text:meta><text:span>zo</text:span></text:meta>"
SECTION = "<text:section text:display='none'><text:p>GEHEIM</text:p></text:section>"
FIELD_HIDES = "<text:p>GEHEIM<text:hidden-paragraph text:is-hidden='true'/></text:p>"
TRACKED = "<text:deletion><text:p>weg</text:p></text:deletion>"


@pytest.mark.parametrize(
    ("body", "expected", "said"),
    [
        (f"<text:p>Voor {FRAME}na.</text:p><text:p>Slot</text:p>", ["Voor na.", "kader", "twee", "Slot"], ""),
        (f"<text:p>Voor {SHAPED}na.</text:p>", ["Voor na.", "vorm"], ""),
        (f"{FRAME}<text:p>na.</text:p>", ["kader", "twee", "na."], ""),
        ("<text:p>Zicht<text:span text:style-name='T1'>GEHEIM</text:span>baar</text:p>", ["Zichtbaar"], "“GEHEIM”"),
        ("<text:p text:style-name='P2'>GEHEIM</text:p><text:p text:style-name='P3'>wel</text:p>", ["wel"], "“GEHEIM”"),
        (f"{SECTION}<text:p>x</text:p>", ["x"], "hidden in the document was left out: “GEHEIM”"),
        (f"{FIELD_HIDES}<text:p>x</text:p>", ["x"], "hidden in the document was left out: “GEHEIM”"),
        (f"<text:p>Op {FIELD}</text:p>", ["Op 14 juni en zo"], ""),
        ("<text:numbered-paragraph><text:p>genummerd</text:p></text:numbered-paragraph>", ["genummerd"], ""),
        (f"<text:tracked-changes>{TRACKED}</text:tracked-changes><text:p>Er staat</text:p>", ["Er staat"], "out: 1"),
        ("<text:p>Er staat <draw:frame><draw:image/></draw:frame></text:p>", ["Er staat"], "drawings are not read: 1"),
    ],
)
def test_an_opendocument_text_loses_nothing_silently(tmp_path: Path, body: str, expected: list[str], said: str) -> None:
    found, told, _reading = taken(tmp_path / "b.odt", open_text(body))
    assert found == expected
    assert said in told and "words of the document" not in told
    assert ("hidden" in told) == ("GEHEIM" in body)


def test_margins_and_comments_of_an_opendocument_text_are_told(tmp_path: Path) -> None:
    styles = "<style:master-page><style:header><text:p>Gemeente Dorp</text:p></style:header></style:master-page>"
    body = "<text:p>Er<office:annotation><text:p>hm</text:p></office:annotation> staat</text:p>"
    _texts, told, _reading = taken(tmp_path / "a.odt", open_text(body, styles))
    assert "comments in the margin are not read: 1" in told
    assert "headers and footers are not read: “Gemeente Dorp”" in told


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_the_author_of_the_properties_says_nothing(tmp_path: Path, kind: str) -> None:
    data = word(par(run("Tekst."))) if kind == "docx" else open_text("<text:p>Tekst.</text:p>")
    _texts, told, found = taken(tmp_path / f"a.{kind}", data)
    assert found.sessions[0].participants == () and found.notes[0].speaker == ""
    assert "the file's properties name Secretaris as its author; nobody becomes a speaker by that" in told


def test_an_author_whom_the_text_names_speaks(tmp_path: Path) -> None:
    body = par(run("Auteur: Kadaster")) + par(run("Door de wet komt het."))
    found, _told, reading = taken(tmp_path / "a.docx", word(body))
    assert [one.name for one in reading.sessions[0].participants] == ["Kadaster"]
    assert (found, reading.notes[0].speaker) == (["Door de wet komt het."], "kadaster")


STYLES = {
    "word/styles.xml": (
        '<w:styles><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
}
BELOW = [  # a line below the first heading, whom it makes a speaker, and of what organisation
    ("door Jan Jansen", "Jan Jansen", ""),
    ("Door Fatima El Amrani, gemeente Dorp", "Fatima El Amrani", "gemeente Dorp"),
    ("Jan Jansen, Gemeente Amersfoort", "Jan Jansen", "Gemeente Amersfoort"),
    ("Auteur: Kadaster", "Kadaster", ""),
    ("door de raad", "", ""),
    ("Door Jan Jansen komt het.", "", ""),
    ("Jan Jansen", "", ""),
    ("Jan Jansen, wethouder", "", ""),
    ("Digitale tweelingen, gemeente Amersfoort", "", ""),
    ("Jan Jansen en Kees Bakker, gemeente Dorp", "", ""),
]


@pytest.mark.parametrize(("line", "name", "organisation"), BELOW, ids=[line for line, *_ in BELOW])
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_byline_below_the_first_heading_speaks_where_it_is_clear(
    tmp_path: Path, kind: str, line: str, name: str, organisation: str
) -> None:
    texts = (line, "Wij delen data.")
    if kind == "docx":
        data = word(par(run("Over data"), style="Heading1") + "".join(par(run(text)) for text in texts), STYLES)
    else:
        heading = '<text:h text:outline-level="1">Over data</text:h>'
        data = open_text(heading + "".join(f"<text:p>{text}</text:p>" for text in texts))
    found, _told, reading = taken(tmp_path / f"a.{kind}", data)
    people = [(one.name, one.organisation) for one in reading.sessions[0].participants]
    assert people == ([(name, organisation)] if name else [])
    assert found == (["Wij delen data."] if name else [*texts])
    assert [note.context for note in reading.notes] == [("Over data",)] * len(found)
    assert {bool(note.speaker) for note in reading.notes} == {bool(name)}


@pytest.mark.parametrize("body", ["Jan Jansen, gemeente Dorp|Tekst.", "Tekst.|door Jan Jansen"])
def test_who_stands_under_no_title_is_no_author(tmp_path: Path, body: str) -> None:
    paragraphs = "".join(par(run(text)) for text in body.split("|"))
    assert taken(tmp_path / "a.docx", word(paragraphs))[2].sessions[0].participants == ()


def test_several_bylines_make_no_author_of_the_whole(tmp_path: Path) -> None:
    body = "".join(
        par(run(f"Deel van {name}"), style="Heading1") + par(run(f"door {name}")) + par(run("Tekst."))
        for name in ("Jan Jansen", "Fatima El Amrani")
    )
    found, _told, reading = taken(tmp_path / "a.docx", word(body, STYLES))
    assert reading.sessions[0].participants == () and "door Jan Jansen" in found


@pytest.mark.parametrize(
    ("name", "first", "day", "said"),
    [
        ("20180614 Verslag", "Verslag van 20 juni 2018", "2018-06-14", ""),
        ("Verslag 14-6-2018", "x", "2018-06-14", ""),
        ("Verslag 14 juni", "Overleg 2018", "2018-06-14", ""),
        ("Verslag", "Verslag van het overleg van 14 juni 2018", "2018-06-14", "as its first lines say (“Verslag van"),
        ("Verslag", "Concept van 20 juni 2018\nDatum: 14 juni 2018", "2018-06-14", "(“Datum: 14 juni 2018”)"),
        ("Verslag 2018", "Overleg van 14 juni", "2018-06-14", "as its first lines say"),
        ("Verslag", "Niets", "2026-03-12", "dated 2026-03-12 after the file's properties"),
        ("Artikel", "Op 1 januari 2024 ging de wet in" + " en zo" * 40, "2026-03-12", "after the file's properties"),
        ("Artikel", "Vanaf 1 januari 2031", "2026-03-12", "after the file's properties"),
        ("Verslag 14 juni", "Niets", "2026-06-14", "after the file's properties"),
    ],
)
def test_the_day_is_that_of_the_name_then_of_the_first_lines_then_of_the_properties(
    tmp_path: Path, name: str, first: str, day: str, said: str
) -> None:
    body = "".join(par(run(line)) for line in first.split("\n")) + par(run("Tekst."))
    _texts, told, found = taken(tmp_path / f"{name}.docx", word(body))
    assert str(found.sessions[0].date) == day
    assert said in told and bool(said) == ("dated" in told)
    _texts, told, found = taken(tmp_path / f"{name}.docx", word(body), datetime.date(2019, 1, 2))
    assert str(found.sessions[0].date) == "2019-01-02" and "dated" not in told


@pytest.mark.parametrize("created", ["2026-02-30T00:00:00Z", "0000-00-00T00:00:00Z", "0000-01-01"])
def test_a_creation_date_that_is_none_is_told(tmp_path: Path, created: str) -> None:
    _texts, told, found = taken(tmp_path / "a.docx", word(par(run("Tekst.")), created=created))
    assert found.sessions[0].date == OPTIONS.today
    assert f"it was made on “{created}”, which is no day" in told and "which is today" in told


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize("bad", ["{consent=withdrawn} Niet afdrukken.", "woord " * 20_000])
def test_a_paragraph_that_can_be_no_note_is_refused(tmp_path: Path, kind: str, bad: str) -> None:
    bad = bad.strip()
    first, last = ("<text:p>{}</text:p>".format, open_text) if kind == "odt" else (lambda text: par(run(text)), word)
    _texts, _told, found = taken(tmp_path / f"b.{kind}", last(first("Een zin.") + first(bad)))
    assert texts(found) == ["Een zin."]
    assert [one.reason.startswith(f"“{bad[:20]}") for one in found.refusals] == [True]
