"""Each format keeps what an outline says, holds nothing but text, and says what it is."""

import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.export import FORMATS, ExportInputs, Fact, export_files
from kennis.export import pdf as pdf_format
from kennis.export.document_blocks import printed
from kennis.export.quotation_check import check
from kennis.export.quote_table_files import guarded, unguarded, write_csv, write_xlsx
from kennis.note_paragraphs import laid_out
from kennis.nouns import PassageKind, PrintedOutline, PrintedPassage
from tests.outlines import build
from tests.unit.export.hostile import HOSTILE, QUICK
from tests.unit.export.outlines import noted, outlined
from tests.unit.outline.meeting import material

GOLDEN = Path(__file__).parents[2] / "golden" / "export"
BY = "Iemand *met* [een] <rol>, „Raad” & zo"


def test_there_are_more_than_a_hundred_hostile_texts() -> None:
    assert len(set(HOSTILE)) > 100


@pytest.fixture(scope="module")
def hostile() -> PrintedOutline:
    return outlined(noted(QUICK), BY)


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_texts_are_text(format: str, hostile: PrintedOutline) -> None:
    data = FORMATS[format].write(hostile)
    check(format, data, hostile, noted(QUICK))
    plain = FORMATS[format].write(outlined(noted(["een  \ttwee\ndrie\u00ad\n\nvier, met twee  spaties"] * 3), "wie"))
    found = _ACTIVE[format](data)
    assert found <= _ACTIVE[format](plain) | _HARMLESS, found


def elements(data: bytes) -> set[str]:
    """Give the names of the elements and attributes of all XML in an archive."""
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".xhtml", ".opf", ".ncx", ".rels")):
                for element in ElementTree.fromstring(archive.read(name)).iter():
                    found |= {element.tag, *element.attrib}
    return found


def tags(data: bytes) -> set[str]:
    return set(re.findall(r"<[/!?]?[a-z][\w-]*", data.decode(), re.IGNORECASE))


def commands(data: bytes) -> set[str]:
    """Give the commands of a LaTeX source, and the signs that are some by themselves."""
    text = data.decode().split("\\begin{document}", 1)[1]
    signs = set(re.findall(r"(?<!\\)[$^&#_]|(?<!\\)%(?!\n)", text))
    return signs | set(re.findall(r"\\(?:[a-zA-Z]+|.)", text))


def actions(data: bytes) -> set[str]:
    """Give what a PDF can do when it is opened or clicked: kinds of annotations and actions."""
    reader: Any = pypdf.PdfReader(io.BytesIO(data))
    objects: list[Any] = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    dictionaries = [item for item in objects if isinstance(item, dict)]
    names = {"/A", "/AA", "/JS", "/URI", "/OpenAction", "/EmbeddedFile", "/Launch"}
    acting = {key for item in dictionaries for key in item if key in names and item.get("/Type") != "/StructElem"}
    return acting | {str(item["/Subtype"]) for item in dictionaries if item.get("/Type") == "/Annot"}


def formulas(data: bytes) -> set[str]:
    return {cell[:2] for cell in data.decode("utf-8-sig").split('","') if re.match(r"[=+\-@\t]", cell)}


def blocks(data: bytes) -> set[str]:
    return set(re.findall(r"^(?:#+|```|~~~|\|)", data.decode(), re.MULTILINE))


_ACTIVE: dict[str, Callable[[bytes], set[str]]] = {
    "md": blocks,
    "html": tags,
    "docx": elements,
    "odt": elements,
    "epub": elements,
    "pdf": actions,
    "latex": commands,
    "csv": formulas,
    "xlsx": elements,
    "csl": lambda data: {type(json.loads(data)).__name__},
}
_HARMLESS = {
    *(f"\\{sign}" for sign in "{}$&#%_/ -"),
    *("\\text" + name for name in ("backslash", "less", "greater", "bar", "asciitilde", "asciicircum")),
    "\\lostsign",
    *("\\text" + name for name in ("quotedbl", "quotesingle", "asciigrave")),
    *("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}" + name for name in ("s", "c", "tab")),
    *("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name for name in ("softHyphen", "tab")),
    "{http://www.w3.org/XML/1998/namespace}space",
}


def edited() -> tuple[PrintedOutline, tuple[str, ...]]:
    """Give an outline as editors leave it, and the texts in it that stand in notes."""
    outline = build(material())
    (section, *others), kinds = outline.chapters[0].sections, PassageKind
    own = PrintedPassage(kind=kinds.TEXT, text="Eigen *tekst*\n\nin twee alinea's.", notes=(), own=True, id="a-1")
    cites = PrintedPassage(
        kind=kinds.SUMMARY, text="Eigen samenvatting.", notes=section.passages[0].notes, own=True, id="a-2"
    )
    quoted = next(one for one in section.passages if one.quoted)
    counter = replace(quoted, kind=kinds.COUNTER, id="a-3")
    long = replace(quoted, kind=kinds.CONTRIBUTION, quoted=False, id="a-4")
    passages = (own, *section.passages, counter, cites, long, own)
    chapter = replace(outline.chapters[0], sections=(replace(section, passages=passages, id="b-1"), *others), id="c-1")
    outline = replace(outline, chapters=(chapter, *outline.chapters[1:]))
    return outline, tuple(one.text for one in passages if not one.own)


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "csl"])
def test_what_editors_write_is_no_quotation_and_stands_there(format: str) -> None:
    outline, texts = edited()
    data = FORMATS[format].write(outline)
    check(format, data, outline, material().notes)
    if format not in ("csv", "xlsx"):
        said = [FORMATS[format].same(one.text.strip("“”")) for one in FORMATS[format].read(data)]
        assert said[: len(texts)] == [FORMATS[format].same(laid_out(text)) for text in texts]


@pytest.mark.parametrize(
    ("format", "name"), [("csv", "quotes.csv"), ("latex", "slim-besturen.tex"), ("csl", "sources.csl.json")]
)
def test_the_files_of_a_meeting(format: str, name: str) -> None:
    assert FORMATS[format].write(build(material())) == (GOLDEN / name).read_bytes()


def test_a_table_tells_the_facts_that_it_is_given(tmp_path: Path) -> None:
    notes = noted(["Dit is gezegd."])
    facts = {"n1": Fact(sector="gemeente", stance="for"), "n2": Fact(sector="provincie")}
    (path,) = export_files(outlined(notes), notes, "csv", tmp_path, ExportInputs(facts)).paths
    first, second, *_ = path.read_text("utf-8-sig").splitlines()
    assert first == '"id","session","date","attribution","sector","theme","lens","stance","text"'
    told = '"n1","Een avond","2020-03-12","","gemeente","T-001 Een thema","Een hoofdstuk","for","Dit is gezegd."'
    assert second == told


@given(st.text(st.sampled_from("'=+-@\t<r>a＝")))
def test_a_guard_is_taken_off_again_and_leaves_no_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not re.match(r"[=+\-@\t＝]|<r>", guarded(text))
    assert guarded(f"a{text}") == f"a{text}"


def test_a_workbook_has_no_formulas_and_long_texts_go_on_in_the_next_cell() -> None:
    notes = noted(["=1+1", "😀" * 20_000, "http://voorbeeld.nl"])
    data = write_xlsx(outlined(notes))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert max(len(text.encode("utf-16-le")) // 2 for text in re.findall("<t[^>]*>([^<]*)<", strings)) <= 32_767
    assert "<t>'=1+1</t>" in strings
    check("xlsx", data, outlined(notes), notes)


def test_a_workbook_shows_rows_whole_and_prints_all_columns_on_a_page() -> None:
    texts = ("Kort.", "lang " * 60, "een\ntwee\ndrie", "漢" * 100, "x" * 30_000)
    data = write_xlsx(outlined(noted(texts)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
    heights = [float(row) for row in re.findall('<row r="[0-9]+"[^>]* ht="([0-9.]+)"', sheet)]
    assert heights[:4] == [60, 45, 45, 408.75]  # four lines, three, three of wide signs, and as high as a row can be
    assert 'orientation="landscape"' in sheet and 'fitToHeight="0"' in sheet and "<pageSetUpPr fitToPage" in sheet
    assert "$1:$1" in book
    assert '<col min="9" max="10"' in sheet  # a text that goes on in the next column finds it as wide


def test_a_table_of_nothing_has_a_head() -> None:
    empty = replace(build(material()), chapters=())
    assert len(write_csv(empty).splitlines()) == 1


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("title", ["", "😀 \u200d", '[a](b) \\x{} #x <b> $y$ "q" | = ~ ^ % & _'])
def test_any_title_makes_a_document(format: str, title: str) -> None:
    notes = noted(["Dit is gezegd."])
    outline = outlined(notes)
    (chapter,) = outline.chapters
    sections = tuple(replace(section, title=title) for section in chapter.sections)
    outline = replace(outline, title=title, chapters=(replace(chapter, title=title, sections=sections),))
    check(format, FORMATS[format].write(outline), outline, notes)


def pdf(outline: PrintedOutline) -> Any:
    return pypdf.PdfReader(io.BytesIO(FORMATS["pdf"].write(outline)))


def test_a_pdf_is_tagged_titled_and_for_the_archive() -> None:
    reader = pdf(build(material()))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "nl",
        True,
        True,
    )
    assert (reader.metadata.title, reader.metadata.author) == ("Slim besturen", None)
    described = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>2<.*pdfaid:conformance>A<", described, re.DOTALL)
    assert "pdfuaid:part>1<" in described
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert titles == [*(chapter.title for chapter in printed(build(material()))), "Bronnen"]
    kinds = {item["/S"] for item in descendants(root["/StructTreeRoot"])}
    assert {"/Title", "/H1", "/H2", "/H3", "/BlockQuote", "/L", "/LI", "/LBody", "/Link", "/TOC"} <= kinds
    assert all(font["/FontDescriptor"] for font in fonts(reader))


def descendants(element: Any) -> list[Any]:
    below = element.get("/K", [])
    children = [one.get_object() for one in (below if isinstance(below, list) else [below])]
    inner = [one for one in children if isinstance(one, dict) and "/S" in one]
    return inner + [one for child in inner for one in descendants(child)]


def fonts(reader: Any) -> list[Any]:
    named = [page["/Resources"].get("/Font", {}) for page in reader.pages]
    return [font["/DescendantFonts"][0] for found in named for font in found.values()]


def test_what_no_font_has_is_named_and_told(tmp_path: Path) -> None:
    notes = noted(["Een 😀 en 日本 en العربية en \ue000."])
    made = export_files(outlined(notes), notes, "pdf", tmp_path)
    assert made.replaced == ("日", "本", "\ue000", "😀")
    text = pypdf.PdfReader(made.paths[0]).pages[2].extract_text()
    assert "Een [U+1F600] en [U+65E5][U+672C] en" in text
    assert export_files(outlined(noted(["Zo."])), noted(["Zo."]), "pdf", tmp_path).replaced == ()


def test_many_passages_make_a_pdf_a_chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_format, "LARGE", 5)
    outline = build(material())
    made = export_files(outline, material().notes, "pdf", tmp_path)
    chapters = printed(outline)
    assert [path.name for path in made.paths] == [f"slim-besturen-{at + 1:02}.pdf" for at in range(len(chapters))]
    readers: list[Any] = [pypdf.PdfReader(path) for path in made.paths]
    assert [reader.metadata.title for reader in readers] == [f"Slim besturen · {one.title}" for one in chapters]
    (tmp_path / "slim-besturen-1977.pdf").touch()
    monkeypatch.undo()
    assert export_files(outline, material().notes, "pdf", tmp_path).stale == made.paths
    monkeypatch.setattr(pdf_format, "LARGE", 5)
    again = export_files(outline, material().notes, "pdf", tmp_path)
    assert (again.paths, again.stale) == (made.paths, (tmp_path / "slim-besturen.pdf",))


def test_a_book_has_a_language_a_contents_list_and_always_the_same_identifier() -> None:
    outline = build(material())
    books = [
        FORMATS["epub"].write(one) for one in (outline, replace(outline, sources=()), replace(outline, title="Anders"))
    ]
    identifiers = []
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            first, package = archive.infolist()[0], archive.read("EPUB/content.opf").decode()
            assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
            assert "<dc:language>nl</dc:language>" in package
            assert "<dc:date" not in package
            contents = html.unescape(archive.read("EPUB/nav.xhtml").decode())
            assert "Inhoud" in contents
            assert all(chapter.title in contents for chapter in outline.chapters if chapter.sections)
            assert b"break-inside" in archive.read("EPUB/styles/stylesheet1.css")
        identifiers += re.findall(r"urn:uuid:[0-9a-f-]+", package)
    assert identifiers[0] == identifiers[1] != identifiers[2]


def test_an_open_document_has_styles_contents_footnotes_and_language() -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["odt"].write(edited()[0]))) as archive:
        content, styles = (archive.read(name).decode() for name in ("content.xml", "styles.xml"))
        manifest = archive.read("META-INF/manifest.xml").decode()
        assert all(name in manifest for name in archive.namelist() if name not in ("mimetype", "META-INF/manifest.xml"))
    used = set(re.findall(r'text:style-name="([^"]+)"', content))
    known = set(re.findall(r'style:name="([^"]+)"', styles + content))
    assert used <= known, used - known
    assert {
        "Title",
        "Heading_20_1",
        "Passage",
        "Block_20_Text",
        "Quotation_20_End",
        "Own_20_Text",
        "Contents_20_1",
    } <= used
    assert 'fo:language="nl"' in styles
    assert 'fo:country="NL"' in styles
    assert "n3 · Digital twins en de raad, 12 maart 2020" in content
    anchors = set(re.findall(r'text:name="([^"]+)"', content))
    assert set(re.findall(r'xlink:href="#([^"]+)"', content)) <= anchors


def test_the_sources_are_events_that_reference_managers_read() -> None:
    (first, *_) = json.loads(FORMATS["csl"].write(build(material())))
    assert (first["id"], first["type"], first["issued"]) == ("source-1", "event", {"date-parts": [[2020, 3, 12]]})
    assert first["title"] == "Digital twins en de raad"
    untitled = replace(build(material()), sources=tuple(replace(one, title="") for one in build(material()).sources))
    assert json.loads(FORMATS["csl"].write(untitled))[0]["title"] == "sessie van 12 maart 2020"
