"""A reference document that is dangerous, broken, or tells of people is refused in words."""

import re

import pytest

from kennis.errors import InputError
from kennis.export.reference_documents import LOOKS
from tests.unit.export.margins import W, field, footed, headed, linked, opened
from tests.unit.export.references import changed, part_of, started, swapped, without

DELETED = '<w:del w:id="1" w:author="Jan Geheim"><w:r><w:delText>Weg hiermee</w:delText></w:r></w:del>'
TRACKED = (
    "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Jan Geheim</dc:creator>"
    "</office:change-info><text:p>Weg hiermee</text:p></text:deletion></text:changed-region></text:tracked-changes>"
)
RESIZED = '<w:sectPrChange w:id="2" w:author="Jan Geheim"><w:sectPr/></w:sectPrChange></w:sectPr>'
RESTYLED = '<w:rPr><w:rPrChange w:id="3" w:author="Jan Geheim"><w:rPr/></w:rPrChange></w:rPr></w:style></w:styles>'
NAMING: dict[str, tuple[str, bytes]] = {
    "deleted words in a footer": ("docx", footed(DELETED)),
    "deleted words of nobody": ("docx", footed(DELETED.replace('w:author="Jan Geheim"', ""))),
    "a page that was another": (
        "docx",
        changed(started("docx"), {"word/document.xml": swapped("</w:sectPr>", RESIZED)}),
    ),
    "a style that was another": (
        "docx",
        changed(
            started("docx"),
            {"word/styles.xml": lambda part: re.sub(rb"</w:style>\s*</w:styles>", RESTYLED.encode(), part)},
        ),
    ),
    "a list that was another": (
        "docx",
        changed(started("docx"), {"word/numbering.xml": swapped("</w:numbering>", f"{DELETED}</w:numbering>")}),
    ),
    "tracked changes in a footer": ("odt", opened(TRACKED)),
    "who changed a footer": ("odt", opened("<text:p><dc:creator>Jan Geheim</dc:creator></text:p>")),
    "a comment in a footer": (
        "odt",
        opened("<text:p><office:annotation><text:p>Nee!</text:p></office:annotation></text:p>"),
    ),
}


@pytest.mark.parametrize("name", NAMING)
def test_a_look_that_tells_of_changes_or_comments_is_refused(name: str) -> None:
    format, data = NAMING[name]
    with pytest.raises(InputError, match="accept or remove them"):
        LOOKS[format].of(data)


FIELDS = {
    "DDE": ("DDE Excel x",),
    "DDEAUTO": ("DDEAUTO Excel x",),
    "INCLUDEPICTURE": ('INCLUDEPICTURE "http://x"',),
    "INCLUDETEXT": ("INCLUDETEXT x",),
    "IMPORT": ('IMPORT "http://x"',),
    "RD": ('RD "http://x"',),
    "DATABASE": ("DATABASE \\d x",),
    "a tab": ("LINK\tExcel.Sheet.8 x",),
    "quotation marks": ('"LINK" "x"',),
    "small letters": ("link Excel.Sheet.8 x",),
    "runs": (" ", "IM", "PO", "RT", ' "http://x"'),
}


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("before", ["", field(" PAGE")])
def test_a_field_that_fetches_is_refused_however_it_is_written(name: str, before: str) -> None:
    with pytest.raises(InputError, match="fetches"):
        LOOKS["docx"].of(footed(before + field(*FIELDS[name])))


def test_a_field_that_fetches_is_refused_around_another_and_in_one_element() -> None:
    around = field("IM").replace("</w:instrText></w:r>", f"</w:instrText></w:r>{field('PAGE')}") + field("x")
    around = around.replace(field("PAGE"), f"{field('PAGE')}<w:r><w:instrText>PORT x</w:instrText></w:r>")
    for inside in (around, '<w:fldSimple w:instr=" LINK Excel.Sheet.8 x"/>'):
        with pytest.raises(InputError, match="fetches"):
            LOOKS["docx"].of(footed(inside))


@pytest.mark.parametrize(
    "code", ['HYPERLINK "https://voorbeeld.nl/link"', "PAGE \\* MERGEFORMAT", "STYLEREF WORDS", "REF _RD1"]
)
def test_a_field_that_fetches_nothing_comes_along(code: str) -> None:
    assert code.split()[0] in part_of(LOOKS["docx"].of(footed(field(" NUMPAGES") + field(code))), "word/footer1.xml")


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("docx", footed("<x:instrText>IMPORT x</x:instrText>", W.replace(":w=", ":x=") + " ")),
        ("odt", opened('<draw:image xmlns:y="http://www.w3.org/1999/xlink" y:href="http://voorbeeld.nl/x.png"/>')),
    ],
)
def test_what_hides_under_another_prefix_is_refused(format: str, data: bytes) -> None:
    with pytest.raises(InputError, match="no office program"):
        LOOKS[format].of(data)


@pytest.mark.parametrize("format", LOOKS)
def test_a_picture_that_begins_like_none_is_refused(format: str) -> None:
    where = {"docx": "word/media/logo.png", "odt": "Pictures/logo.png"}[format]
    image = opened('<text:p><draw:frame><draw:image xlink:href="Pictures/logo.png"/></draw:frame></text:p>')
    data = without({"docx": headed("media/logo.png"), "odt": image}[format], where)
    with pytest.raises(InputError, match="no picture"):
        LOOKS[format].of(changed(data, {}, {where: b'<svg><image href="http://voorbeeld.nl"/></svg>'}))


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
