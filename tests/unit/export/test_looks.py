"""A reference document gives an export its look, and nothing else."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from kennis.errors import InputError
from kennis.export import FORMATS, Extras
from kennis.export.check import check
from kennis.export.looks import LOOKS, sample
from kennis.nouns import Outline
from tests.outlines import build
from tests.unit.export.hostile import QUICK
from tests.unit.export.outlines import noted, outlined
from tests.unit.export.references import changed, house, part_of, started, swapped, without
from tests.unit.outline.meeting import material

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOTTED = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
PICTURE = (
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


def written(format: str, reference: bytes, outline: Outline | None = None) -> bytes:
    """Write an outline in the look of a reference document."""
    write = FORMATS[format].supplied
    assert write is not None
    return write(outline or build(material()), Extras(looks={format: LOOKS[format].of(reference)}))


def test_the_heading_the_margins_and_the_margin_text_of_a_word_document_come_through() -> None:
    data = written("docx", house("docx"))
    assert re.search(r'"Heading1".*?w:sz w:val="66"', part_of(data, "word/styles.xml"), re.DOTALL)
    assert re.search(r'<w:pgMar[^>]*w:left="2835"', part_of(data, "word/document.xml"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        feet = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/footer")]
    assert any("Huisstijl" in one and " PAGE " in one for one in feet)
    assert 'w:val="nl-NL"' in part_of(data, "word/styles.xml")


def test_a_footer_that_is_named_twice_is_one_relation() -> None:
    named = rb'(<w:footerReference [^>]*)w:type="default"([^>]*>)'
    twice = rb'\1w:type="default"\2\1w:type="first"\2'
    both = changed(started("docx"), {"word/document.xml": lambda part: re.sub(named, twice, part)})
    related = part_of(written("docx", both), "word/_rels/document.xml.rels")
    ids = re.findall(r'\bId="([^"]+)"', related)
    assert len(ids) == len(set(ids)) > 1


def test_the_heading_the_margins_and_the_margin_text_of_an_open_document_come_through() -> None:
    styles = part_of(written("odt", house("odt")), "styles.xml")
    assert re.search(r'"Heading_20_1".*?font-size="33pt"', styles, re.DOTALL)
    assert 'fo:margin-left="5cm"' in styles and "Huisstijl" in styles
    assert 'fo:language="nl" fo:country="NL"' in styles and "{{" not in styles


@pytest.mark.parametrize("format", LOOKS)
def test_the_language_of_a_look_is_that_of_the_text(format: str) -> None:
    english = replace(build(material()), language="en")
    styles = part_of(written(format, house(format), english), {"docx": "word/styles.xml", "odt": "styles.xml"}[format])
    told = {"docx": r'<w:lang [^>]*w:val="en-GB"', "odt": 'fo:language="en" fo:country="GB"'}[format]
    assert re.search(told, styles) and "nl-NL" not in styles and '"NL"' not in styles


@pytest.mark.parametrize("format", LOOKS)
def test_what_is_said_is_the_same_in_any_look(format: str) -> None:
    notes = noted(QUICK)
    outline = outlined(notes, "Iemand, rol")
    data = written(format, house(format), outline)
    assert data == written(format, house(format), outline)
    check(format, data, outline, notes)


@pytest.mark.parametrize("format", LOOKS)
def test_nothing_of_what_a_reference_document_says_comes_through(format: str) -> None:
    said = sample("nl").chapters[0].sections[0].passages[0].text
    document = {"docx": "word/document.xml", "odt": "content.xml"}[format]
    assert said in part_of(started(format), document)
    data = written(format, started(format))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if said.encode() in archive.read(name)]


def styled(*styles: tuple[str, str]) -> bytes:
    """Give a Word document with a few styles only, as ids and names, as Word writes them in Dutch."""
    listed = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{name}"/><w:rPr><w:lang w:val="en-US"/></w:rPr>'
        "</w:style>"
        for one, name in styles
    )
    body = f'<w:document {W} {R}><w:body><w:sectPr><w:pgSz w:w="8000" w:h="9000"/></w:sectPr></w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{DOTTED}"/></Types>')
        archive.writestr("word/document.xml", body)
        archive.writestr("word/styles.xml", f"<w:styles {W}>{listed}</w:styles>")
    return packed.getvalue()


def test_styles_that_a_template_lacks_are_added_in_its_own_typeface() -> None:
    reference = styled(("Standaard", "Normal"), ("Kop1", "heading 1"), ("Passage", "Ander"))
    notes = noted(["Dit is gezegd."])
    data = written("docx", reference, outlined(notes, "Iemand, rol"))
    check("docx", data, outlined(notes, "Iemand, rol"), notes)
    styles, document = part_of(data, "word/styles.xml"), part_of(data, "word/document.xml")
    assert 'w:val="Kop1"' in document and 'w:val="Heading1"' not in document
    assert 'w:val="KennisPassage"' in document and '"Passage"' in styles
    used = set(re.findall(r'<w:(?:p|r)Style w:val="([^"]+)"', document))
    assert used <= set(re.findall(r'w:styleId="([^"]+)"', styles))
    added = styles[styles.index('w:styleId="Facts"') :].split("</w:style>")[0]
    assert "Arial" not in added and 'w:val="17"' in added
    assert "en-US" not in styles and re.search(
        r'<w:rPrDefault>.*w:lang [^>]*w:val="nl-NL".*</w:rPrDefault>', styles, re.DOTALL
    )
    assert re.search(r'<w:pgSz[^>]*w:w="8000"', document)


def test_styles_that_another_program_names_otherwise_are_ours() -> None:
    """Styles of an ODT are known by the names that they show, too."""
    named = changed(
        started("odt"),
        {
            "styles.xml": lambda part: part.replace(b'"Heading_20_1"', b'"Heading1"').replace(
                b'"Passage"', b'"Anders"'
            ),
        },
    )
    data = written("odt", named)
    styles = part_of(data, "styles.xml")
    assert 'style:name="Heading_20_1"' in styles and '"Heading1"' not in styles
    assert styles.count('style:name="Passage"') == 1
    check("odt", data, build(material()), material().notes)


@pytest.mark.parametrize(
    "gone", ["<style:default-style.*?</style:default-style>", "<style:text-properties[^>]*nl[^>]*>"]
)
def test_an_open_document_is_in_the_language_of_the_text_whatever_its_look_says(gone: str) -> None:
    reference = changed(started("odt"), {"styles.xml": lambda part: re.sub(gone.encode(), b"", part, flags=re.DOTALL)})
    styles = part_of(written("odt", reference), "styles.xml")
    (default,) = re.findall("<style:default-style.*?</style:default-style>", styles, re.DOTALL)
    assert 'fo:language="nl"' in default and 'fo:country="NL"' in default


def test_the_first_page_is_that_of_the_reference_document() -> None:
    master = '<style:master-page style:name="Titelblad" style:page-layout-name="Mpm1"/></office:master-styles>'
    first = (
        '<office:automatic-styles><style:style style:name="P1" style:family="paragraph"'
        ' style:parent-style-name="Title" style:master-page-name="Titelblad"/></office:automatic-styles><office:body>'
    )
    reference = changed(
        started("odt"),
        {
            "styles.xml": swapped("</office:master-styles>", master),
            "content.xml": lambda part: part.replace(b"<office:body>", first.encode()).replace(
                b'text:style-name="Title"', b'text:style-name="P1"'
            ),
        },
    )
    assert 'style:master-page-name="Titelblad"' in part_of(written("odt", reference), "styles.xml")


def headed(target: str, more: str = "", sort: str = "image") -> bytes:
    """Give a Word document with a header that leads somewhere."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}/{sort}" Target="{target}"{more}/></Relationships>'
    )
    header = f"<w:hdr {W}><w:p><w:r><w:t>Kop</w:t></w:r></w:p></w:hdr>"
    return changed(
        started("docx"),
        {
            "word/_rels/document": swapped(
                "</Relationships>",
                f'<Relationship Id="rId77" Type="{RELATED}/header" Target="header7.xml"/></Relationships>',
            ),
            "word/document.xml": swapped("<w:pgSz", '<w:headerReference w:type="default" r:id="rId77"/><w:pgSz'),
        },
        {
            "word/header7.xml": header.encode(),
            "word/_rels/header7.xml.rels": relations.encode(),
            "word/media/logo.png": bytes.fromhex(PICTURE),
        },
    )


def test_a_picture_in_a_header_comes_along() -> None:
    data = written("docx", headed("media/logo.png"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        heads = [archive.read(name) for name in archive.namelist() if re.fullmatch(r"word/header\d+\.xml", name)]
        assert any(b"Kop" in head for head in heads)
        assert archive.read("word/media/logo.png") == bytes.fromhex(PICTURE)
    picture = swapped(
        "<style:footer>",
        '<style:header><text:p><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
        '<draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="Pictures/logo.png"/></draw:frame></text:p>'
        "</style:header><style:footer>",
    )
    more = {"Pictures/logo.png": bytes.fromhex(PICTURE), "Pictures/foto.png": bytes.fromhex(PICTURE)}
    data = written("odt", changed(started("odt"), {"styles.xml": picture}, more))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if name.startswith("Pictures")] == ["Pictures/logo.png"]
    assert 'full-path="Pictures/logo.png" manifest:media-type="image/png"' in part_of(data, "META-INF/manifest.xml")


def linked(target: str, element: str = "draw:image") -> bytes:
    """Give an OpenDocument text with a header that leads somewhere."""
    spaces = 'xmlns:draw="urn:d" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:script="urn:s"'
    link = f'<style:header><text:p><{element} {spaces} xlink:href="{target}"/></text:p></style:header><style:footer>'
    return changed(started("odt"), {"styles.xml": swapped("<style:footer>", link)})


DOCTYPED = swapped('<?xml version="1.0" encoding="UTF-8"?>', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>')


def deep(part: bytes) -> bytes:
    """Give a part with an element that is nested too deep."""
    head, end = part.rsplit(b"</", 1)
    return head + b"<a>" * 9_000 + b"</a>" * 9_000 + b"</" + end


BOMB = {"Pictures/groot.png": b"\0" * (3 << 20), "word/media/groot.png": b"\0" * (3 << 20)}
FIELD = f'<w:hdr {W}><w:p><w:r><w:instrText> INCLUDE</w:instrText><w:instrText>PICTURE "x"</w:instrText></w:r></w:p>'
HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "no archive": ("docx", b"Dit is geen document.", "no office document"),
    "the other format": ("docx", started("odt"), "no word/document.xml"),
    "the other way round": ("odt", started("docx"), "no content.xml"),
    "cut off": ("docx", started("docx")[:3000], "no office document"),
    "without styles": ("docx", without(started("docx"), "word/styles.xml"), "no styles"),
    "without open styles": ("odt", without(started("odt"), "styles.xml"), "no styles"),
    "a bomb": ("docx", changed(started("docx"), {}, BOMB), "too large unpacked"),
    "an open bomb": ("odt", changed(started("odt"), {}, BOMB), "too large unpacked"),
    "a way out": ("docx", changed(started("docx"), {}, {"../x": b"x"}), "leads out"),
    "macros": ("docx", changed(started("docx"), {}, {"word/vbaProject.bin": b"x"}), "macros"),
    "a type with macros": (
        "docx",
        changed(
            started("docx"),
            {"[Content": swapped("wordprocessingml.document.main", "wordprocessingml.macroEnabled.main")},
        ),
        "macros",
    ),
    "open macros": ("odt", changed(started("odt"), {}, {"Basic/Standard/x.xml": b"x"}), "macros"),
    "a doctype": ("docx", changed(started("docx"), {"word/styles.xml": DOCTYPED}), "DOCTYPE"),
    "an open doctype": ("odt", changed(started("odt"), {"styles.xml": DOCTYPED}), "DOCTYPE"),
    "a deep one": ("docx", changed(started("docx"), {"word/styles.xml": deep}), "too deep"),
    "an open deep one": ("odt", changed(started("odt"), {"styles.xml": deep}), "too deep"),
    "a header from outside": ("docx", headed("http://voorbeeld.nl/x.png", ' TargetMode="External"'), "leads outside"),
    "a program in a header": ("docx", headed("media/x.bin", sort="oleObject"), "leads outside"),
    "a field that fetches": (
        "docx",
        changed(headed("media/logo.png"), {"word/header7": lambda _: f"{FIELD}</w:hdr>".encode()}),
        "fetches",
    ),
    "an open picture from outside": ("odt", linked("http://voorbeeld.nl/x.png"), "leads outside"),
    "an open file": ("odt", linked("../../geheim.png"), "leads outside"),
    "an open script": ("odt", linked("macro:x", "script:event-listener"), "leads outside"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_dangerous_or_broken_reference_document_is_refused(name: str) -> None:
    format, data, said = HOSTILE[name]
    with pytest.raises(InputError, match=said):
        LOOKS[format].of(data)
