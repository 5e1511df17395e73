"""An editor works on the draft in LibreOffice: what comes back is taken over, and nothing is lost on the way."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from tests.command.conftest import Kennis

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice"),
]
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"


def converted(path: Path, kind: str, folder: Path) -> Path:
    """Open a document in LibreOffice and save it as another kind."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / kind
    convert = ("soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path))
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.{kind}"


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
    flat = converted(document, "fodt", tmp_path)
    for _event, (prefix, uri) in ElementTree.iterparse(flat, events=("start-ns",)):  # by which LibreOffice knows it
        ElementTree.register_namespace(prefix, uri)
    tree = ElementTree.parse(flat)
    (text,) = tree.getroot().iter(f"{_OFFICE}text")
    _reword(text, "Hier moet nog een voorbeeld bij.", "Hier staat nu een voorbeeld.")
    _comment(text, "Hier staat nu een voorbeeld.", "Welk voorbeeld?")
    _track(text, "Hier staat nu een voorbeeld.", " Uit Sittard-Geleen.")
    _move_second_section_up(text)
    tree.write(flat, encoding="utf-8", xml_declaration=True)
    edited = converted(flat, "docx", tmp_path)
    told = kennis("outline", "check", edited)
    assert "Welk voorbeeld?" in told.out and "Uit Sittard-Geleen." in told.out
    assert kennis("outline", "apply", edited).code == 0
    now = parts(kennis)
    assert (now["1.1"], now["1.2"]) == (before["1.2"], before["1.1"])
    assert now["1.2.1"] == "Hier staat nu een voorbeeld. Uit Sittard-Geleen."
    assert sorted(set(before.values()) - set(now.values())) == ["Hier moet nog een voorbeeld bij."]
    signs = {one["sign"] for one in kennis("outline", "diff", "2", "--format", "json").json}
    assert signs == {"→", "~"}


def _paragraph(text: Element, words: str) -> Element:
    return next(one for one in text.iter(f"{_TEXT}p") if (one.text or "").startswith(words))


def _reword(text: Element, words: str, new: str) -> None:
    _paragraph(text, words).text = new


def _comment(text: Element, words: str, said: str) -> None:
    paragraph = _paragraph(text, words)
    note = Element(f"{_OFFICE}annotation")
    ElementTree.SubElement(note, f"{_DC}creator").text = "Redactie"
    ElementTree.SubElement(note, f"{_DC}date").text = "2017-07-01T12:00:00"
    ElementTree.SubElement(note, f"{_TEXT}p").text = said
    paragraph.insert(0, note)


def _track(text: Element, words: str, new: str) -> None:
    """Insert words as a tracked change, at the end of what a paragraph begins with."""
    paragraph = _paragraph(text, words)
    changes = Element(f"{_TEXT}tracked-changes")
    region = ElementTree.SubElement(changes, f"{_TEXT}changed-region", {f"{_TEXT}id": "ct1"})
    info = ElementTree.SubElement(ElementTree.SubElement(region, f"{_TEXT}insertion"), f"{_OFFICE}change-info")
    ElementTree.SubElement(info, f"{_DC}creator").text = "Redactie"
    ElementTree.SubElement(info, f"{_DC}date").text = "2017-07-01T12:00:00"
    text.insert(0, changes)
    start = Element(f"{_TEXT}change-start", {f"{_TEXT}change-id": "ct1"})
    start.tail = new
    paragraph.insert(0, start)
    paragraph.insert(1, Element(f"{_TEXT}change-end", {f"{_TEXT}change-id": "ct1"}))


def _move_second_section_up(text: Element) -> None:
    blocks = list(text)
    level = f"{_TEXT}outline-level"
    heads = [at for at, one in enumerate(blocks) if one.tag == f"{_TEXT}h" and one.get(level) in ("1", "2")]
    first, second, after = heads[1:4]
    moved = blocks[second:after]
    for one in moved:
        text.remove(one)
    for at, one in enumerate(moved):
        text.insert(first + at, one)
