"""An editor works on the draft in LibreOffice: what comes back is taken over, and nothing is lost on the way."""

import shutil
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from tests.command.conftest import Kennis
from tests.command.office import OFFICE, TEXT, Flat, converted

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice"),
]
_DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture
def document(kennis: Kennis, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have an outline built, with a paragraph of the editor's own, and give its Word document."""
    monkeypatch.chdir(own)
    for words in (("build",), ("insert", "1.1", "Hier moet nog een voorbeeld bij.", "--cite", "n1", "--at", "1")):
        assert kennis("outline", *words).code == 0
    assert kennis("export", "--format", "docx", "--out", tmp_path).code == 0
    (made,) = tmp_path.glob("*.docx")
    return made


def parts(kennis: Kennis) -> dict[str, str]:
    return {one["name"]: one["text"] for one in kennis("outline", "list", "--format", "json").json}


def test_a_document_that_was_only_saved_again_changes_nothing(kennis: Kennis, document: Path, tmp_path: Path) -> None:
    saved = converted(document, "docx", tmp_path)
    assert kennis("outline", "check", saved).code == 0
    assert kennis("outline", "apply", saved).code == 0
    assert len(kennis("outline", "versions", "--format", "json").json) == 2


def test_moved_sections_changed_words_tracked_changes_and_comments_come_back(
    kennis: Kennis, document: Path, tmp_path: Path
) -> None:
    before = parts(kennis)
    flat = Flat(document, tmp_path)
    flat.paragraph("Hier moet nog een voorbeeld bij.").text = "Hier staat nu een voorbeeld."
    _comment(flat, "Hier staat nu een voorbeeld.", "Welk voorbeeld?")
    _track(flat, "Hier staat nu een voorbeeld.", " Uit Sittard-Geleen.")
    first, second, after = flat.headings("1", "2")[1:4]
    flat.move(second, after, first)
    edited = flat.saved()
    told = kennis("outline", "check", edited)
    assert "Welk voorbeeld?" in told.out and "Uit Sittard-Geleen." in told.out
    assert kennis("outline", "apply", edited).code == 0
    now = parts(kennis)
    assert (now["1.1"], now["1.2"]) == (before["1.2"], before["1.1"])
    assert now["1.2.1"] == "Hier staat nu een voorbeeld. Uit Sittard-Geleen."
    assert sorted(set(before.values()) - set(now.values())) == ["Hier moet nog een voorbeeld bij."]
    signs = {one["sign"] for one in kennis("outline", "diff", "2", "--format", "json").json}
    assert signs == {"→", "~"}


def _comment(flat: Flat, words: str, said: str) -> None:
    paragraph = flat.paragraph(words)
    note = Element(f"{OFFICE}annotation")
    ElementTree.SubElement(note, f"{_DC}creator").text = "Redactie"
    ElementTree.SubElement(note, f"{_DC}date").text = "2017-07-01T12:00:00"
    ElementTree.SubElement(note, f"{TEXT}p").text = said
    paragraph.insert(0, note)


def _track(flat: Flat, words: str, new: str) -> None:
    """Insert words as a tracked change, at the end of what a paragraph begins with."""
    paragraph = flat.paragraph(words)
    changes = Element(f"{TEXT}tracked-changes")
    region = ElementTree.SubElement(changes, f"{TEXT}changed-region", {f"{TEXT}id": "ct1"})
    info = ElementTree.SubElement(ElementTree.SubElement(region, f"{TEXT}insertion"), f"{OFFICE}change-info")
    ElementTree.SubElement(info, f"{_DC}creator").text = "Redactie"
    ElementTree.SubElement(info, f"{_DC}date").text = "2017-07-01T12:00:00"
    flat.text.insert(0, changes)
    start = Element(f"{TEXT}change-start", {f"{TEXT}change-id": "ct1"})
    start.tail = new
    paragraph.insert(0, start)
    paragraph.insert(1, Element(f"{TEXT}change-end", {f"{TEXT}change-id": "ct1"}))
