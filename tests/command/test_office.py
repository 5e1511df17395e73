"""The draft opens in the office program that editors use."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kennis.workflows.demo import DemoReport

pytestmark = pytest.mark.slow


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and poppler-utils"
)
def test_the_word_document_opens_in_libreoffice_with_headings_quotes_and_sources(
    shown: DemoReport, tmp_path: Path
) -> None:
    (document,) = [path for path in shown.exports if path.suffix == ".docx"]
    office = ("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless")
    convert = (*office, "--convert-to", "pdf", "--outdir", str(tmp_path), str(document))
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    pdf = tmp_path / f"{document.stem}.pdf"
    pages = subprocess.run(("pdftotext", "-layout", str(pdf), "-"), check=True, capture_output=True, text=True).stdout
    text = " ".join(pages.split())
    assert pages.count("\f") >= 5
    sections = [section for chapter in shown.outline.chapters for section in chapter.sections]
    for section in sections:
        assert section.title in text
        assert section.theme in text
        (note,) = section.passages[0].notes
        assert f"{note} ·" in text
