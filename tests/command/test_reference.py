"""The document that an editor gives exports their look by: ours to start from, set, and refused where it is none."""

from pathlib import Path

import pytest

from tests.command.conftest import Kennis
from tests.unit.export.references import changed, part_of, swapped


@pytest.fixture
def here(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the demonstration's workspace."""
    monkeypatch.chdir(own)
    return own


def set_up(folder: Path, *lines: str) -> None:
    """Write the settings of exports."""
    with (folder / "kennis.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(["\n[export]", *lines, ""]))


def test_an_editor_starts_from_ours_changes_it_and_exports_in_it(kennis: Kennis, here: Path) -> None:
    done = kennis("export", "reference", "--out", "stijl")
    assert done.out.split() == ["stijl/reference.docx", "stijl/reference.odt"]
    word = changed((here / "stijl/reference.docx").read_bytes(), {"word/styles.xml": swapped('"36"', '"66"')})
    (here / "stijl/huis.docx").write_bytes(word)
    text = changed((here / "stijl/reference.odt").read_bytes(), {"styles.xml": swapped('"18pt"', '"33pt"')})
    (here / "stijl/huis.odt").write_bytes(text)
    set_up(here, 'reference_docx = "stijl/huis.docx"', 'reference_odt = "stijl/huis.odt"')
    done = kennis("export", "--format", "docx,odt", "--out", "uit")
    assert done.code == 0, done.err
    docx, odt = (Path(line).read_bytes() for line in done.out.split())
    assert '"66"' in part_of(docx, "word/styles.xml") and '"33pt"' in part_of(odt, "styles.xml")
    assert kennis("approvals", "write", "--out", "brieven").code == 0
    letter = next((here / "brieven").glob("*.docx")).read_bytes()
    assert '"66"' in part_of(letter, "word/styles.xml")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('reference_docx = "nergens.docx"', "nergens.docx"),
        ('reference_docx = "kennis.toml"', "no office document"),
        ('reference_docx = "sessions"', "sessions"),
        ('reference_odt = "kennis.toml"', "no office document"),
        ('reference_pdf = "huis.pdf"', "reference_pdf"),
    ],
)
def test_a_reference_document_that_is_none_is_one_clear_error_and_no_file(
    kennis: Kennis, here: Path, setting: str, said: str
) -> None:
    set_up(here, setting)
    before = [*here.rglob("exports/*")]
    done = kennis("export", "--format", "md,docx,odt")
    assert (done.code, done.out) == (3, "") and said in done.err and "kennis.toml" in done.err
    assert "Traceback" not in done.err and done.err.count("[export]") == 1
    assert [*here.rglob("exports/*")] == before
    if "pdf" not in setting:
        assert kennis("approvals", "write").code == 3 and not (here / "exports/approvals").exists()


def test_a_format_without_a_reference_document_does_not_ask_for_it(kennis: Kennis, here: Path) -> None:
    set_up(here, 'reference_docx = "nergens.docx"')
    assert kennis("export", "--format", "md,odt").code == 0
