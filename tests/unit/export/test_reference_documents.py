"""A reference document gives an export its look, and nothing else."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from kennis.errors import InputError
from kennis.export import FORMATS, ExportInputs
from kennis.export.quotation_check import check
from kennis.export.reference_documents import LOOKS, sample
from kennis.nouns import PrintedOutline
from tests.outlines import build
from tests.unit.export.hostile import QUICK
from tests.unit.export.margins import PICTURE, RELATED, R, W, footed, headed, opened
from tests.unit.export.outlines import noted, outlined
from tests.unit.export.references import changed, house, part_of, started, swapped
from tests.unit.outline.meeting import material

DOTTED = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


def written(format: str, reference: bytes, outline: PrintedOutline | None = None) -> bytes:
    """Write an outline in the look of a reference document."""
    write = FORMATS[format].supplied
    assert write is not None
    return write(outline or build(material()), ExportInputs(looks={format: LOOKS[format].of(reference)}))


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


def test_of_the_settings_of_a_word_document_only_those_of_its_look_come_along() -> None:
    settings = (
        f"<w:settings {W} {R}><w:trackRevisions/><w:docVars><w:docVar w:name='Jan Geheim' w:val='x'/></w:docVars>"
        "<w:mailMerge><w:query w:val='SELECT * FROM Jan Geheim'/></w:mailMerge><w:attachedTemplate r:id='rId1'/>"
        "<w:documentProtection w:edit='readOnly'/><w:autoHyphenation w:val='1'/><w:evenAndOddHeaders/>"
        "<w:defaultTabStop w:val='701'/><w:compat><w:compatSetting w:name='compatibilityMode' w:val='15'/></w:compat>"
        "</w:settings>"
    )
    found = part_of(
        written("docx", changed(started("docx"), {"word/settings.xml": lambda _: settings.encode()})),
        "word/settings.xml",
    )
    for kept in ("<w:autoHyphenation ", "<w:evenAndOddHeaders ", '<w:defaultTabStop w:val="701"', "compatibilityMode"):
        assert kept in found
    for left in ("Jan", "trackRevisions", "docVar", "mailMerge", "attachedTemplate", "documentProtection"):
        assert left not in found


FOLDER = "C:\\Users\\Jan Geheim\\Pictures\\"


def test_the_folders_of_an_editors_computer_and_who_may_edit_stay_there() -> None:
    drawing = (
        f'<w:permStart w:id="1" w:ed="jan@geheim.nl"/><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" name="A/B" '
        f'descr="{FOLDER}logo.png"/></w:drawing><w:pict><v:imagedata xmlns:v="urn:v" src="http://voorbeeld.nl/x.png" '
        'o:href="http://voorbeeld.nl/x.png" xmlns:o="urn:o"/></w:pict></w:r><w:permEnd w:id="1"/>'
    )
    look = LOOKS["docx"].of(footed(drawing))
    with zipfile.ZipFile(io.BytesIO(look)) as archive:
        (foot,) = [archive.read(name).decode() for name in archive.namelist() if name.startswith("word/footer")]
    assert "Geheim" not in foot and "geheim" not in foot and "voorbeeld.nl" not in foot
    assert 'descr="logo.png"' in foot and 'name="A/B"' in foot
    frame = f'<text:p><draw:frame draw:name="{FOLDER}x"><svg:desc>/home/jan/logo.png</svg:desc></draw:frame></text:p>'
    styles = part_of(LOOKS["odt"].of(opened(frame)), "styles.xml")
    assert "Geheim" not in styles and "jan" not in styles and "<svg:desc>logo.png</svg:desc>" in styles


def test_an_svg_is_left_out_where_it_stands_as_png_too_and_else_refused() -> None:
    blip = (
        '<w:drawing><a:blip xmlns:a="urn:a" r:embed="rId1"><a:extLst><a:ext uri="{9}"><asvg:svgBlip xmlns:asvg="urn:s" '
        'r:embed="rId2"/></a:ext></a:extLst></a:blip></w:drawing></w:hdr>'
    )
    related = f'<Relationship Id="rId2" Type="{RELATED}/image" Target="media/logo.svg"/></Relationships>'
    drawn = {"word/_rels/header7": swapped("</Relationships>", related)}
    svg = {"word/media/logo.svg": b"<svg/>"}
    with pytest.raises(InputError, match="use a PNG"):
        LOOKS["docx"].of(changed(headed("media/logo.png"), drawn, svg))
    both = {
        "word/header7": lambda part: part.replace(b"<w:hdr ", f"<w:hdr {R} ".encode()).replace(
            b"</w:hdr>", blip.encode()
        )
    }
    with zipfile.ZipFile(
        io.BytesIO(written("docx", changed(headed("media/logo.png"), {**drawn, **both}, svg)))
    ) as archive:
        assert "word/media/logo.png" in archive.namelist()
        assert not any(b"svg" in archive.read(name).lower() for name in archive.namelist() if "header" in name)
    more = {"Pictures/logo.svg": b"<svg/>", "Pictures/logo.png": bytes.fromhex(PICTURE)}
    images = '<text:p><draw:frame><draw:image xlink:href="Pictures/logo.svg"/>{png}</draw:frame></text:p>'
    with pytest.raises(InputError, match="use a PNG"):
        LOOKS["odt"].of(changed(opened(images.format(png="")), {}, more))
    both_open = changed(opened(images.format(png='<draw:image xlink:href="Pictures/logo.png"/>')), {}, more)
    with zipfile.ZipFile(io.BytesIO(LOOKS["odt"].of(both_open))) as archive:
        assert archive.namelist() == ["styles.xml", "Pictures/logo.png"]


def test_the_files_of_embedded_typefaces_stay_out_of_an_open_look() -> None:
    fonts = (
        '<office:font-face-decls><style:font-face style:name="Huis" svg:font-family="Huis"><svg:font-face-src>'
        '<svg:font-face-uri xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="Fonts/Huis.ttf" xlink:type="simple">'
        '<svg:font-face-format svg:string="truetype"/></svg:font-face-uri></svg:font-face-src></style:font-face>'
    )
    embedded = changed(
        started("odt"), {"styles.xml": swapped("<office:font-face-decls>", fonts)}, {"Fonts/Huis.ttf": b"\0\1\0\0"}
    )
    data = written("odt", embedded)
    styles = part_of(data, "styles.xml")
    assert 'style:name="Huis"' in styles and "Huis.ttf" not in styles and "font-face-src" not in styles
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("Fonts")]
