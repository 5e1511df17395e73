"""A reference document that was saved in LibreOffice gives its look, and what is written opens there with comments."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from kennis.export import FORMATS, ExportInputs
from kennis.export.quotation_check import check
from kennis.export.reference_documents import LOOKS
from kennis.nouns import PassageKind
from tests.outlines import build
from tests.unit.export.references import house
from tests.unit.outline.meeting import material

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and poppler-utils"
    ),
]


def converted(path: Path, to: str, folder: Path) -> Path:
    """Open a file in LibreOffice and save it as another kind."""
    office = ("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless")
    target = folder / to
    convert = (*office, "--convert-to", to, "--outdir", str(target), str(path))
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    return target / f"{path.stem}.{to}"


@pytest.mark.parametrize(("format", "template"), [("docx", "docx"), ("docx", "dotx"), ("odt", "odt"), ("odt", "ott")])
def test_a_reference_document_may_be_saved_in_libreoffice(format: str, template: str, tmp_path: Path) -> None:
    start = tmp_path / f"huis.{format}"
    start.write_bytes(house(format))
    look = LOOKS[format].of(converted(start, template, tmp_path).read_bytes())
    outline, write = build(material()), FORMATS[format].supplied
    assert write is not None
    data = write(outline, ExportInputs(looks={format: look}))
    check(format, data, outline, material().notes)
    draft = tmp_path / f"boek.{format}"
    draft.write_bytes(data)
    pdf = converted(draft, "pdf", tmp_path)
    done = subprocess.run(("pdftotext", "-layout", str(pdf), "-"), check=True, capture_output=True, text=True)
    pages = done.stdout.split("\f")[:-1]
    assert len(pages) > 2 and all("Huisstijl" in page for page in pages)
    assert all(chapter.title in done.stdout for chapter in outline.chapters if chapter.sections)


@pytest.mark.parametrize("format", LOOKS)
def test_open_questions_are_comments_there(format: str, tmp_path: Path) -> None:
    outline = build(material())
    asked = [
        one
        for chapter in outline.chapters
        for section in chapter.sections
        for one in section.passages
        if one.kind is PassageKind.QUESTION
    ]
    draft = tmp_path / f"boek.{format}"
    draft.write_bytes(FORMATS[format].write(outline))
    with zipfile.ZipFile(io.BytesIO(converted(draft, "odt", tmp_path).read_bytes())) as archive:
        content = archive.read("content.xml").decode()
    assert asked and content.count("<office:annotation ") == content.count("<dc:creator>kennis<") == len(asked)
    assert content.count("<office:annotation-end ") == len(asked)
