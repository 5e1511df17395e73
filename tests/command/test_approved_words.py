"""Words that a speaker asked for are what is printed, in every format, and the note stays as it is."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kennis.workflows.workspace import Workspace
from tests.command.conftest import Kennis
from tests.tui.outlined import outlined

OLD, NEW = "Wij zeiden 6 keer ja.", "Wij zeiden dat liever anders: „vaak” & *graag*."
FORMATS = ("md", "html", "docx", "odt", "epub", "pdf", "latex", "csv", "xlsx")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kennis: Kennis) -> Workspace:
    """Stand in a workspace with an outline, of which a speaker wants a quote in other words."""
    made = outlined(tmp_path / "ruimte")
    monkeypatch.chdir(made.folder)
    assert kennis("approvals", "record", key_of(kennis, OLD), "changed", "--text", NEW).code == 0
    return made


def key_of(kennis: Kennis, text: str) -> str:
    return next(str(one["key"]) for one in kennis("approvals", "list", "--format", "json").json if one["text"] == text)


def said(path: Path) -> str:
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_prints_them(kennis: Kennis, here: Workspace, suffix: str) -> None:
    assert kennis("export", "--format", suffix, "--out", "uit").code == 0  # each is read back and compared
    (file,) = here.folder.glob("uit/*")
    text = said(file)
    assert "6 keer" not in text
    assert suffix == "pdf" or "dat liever anders" in text
    note = next(one for one in kennis("notes", "list", "--format", "json").json if "6 keer" in one["text"])
    assert note["text"] == OLD
    told = kennis("preflight", "--format", "json").json
    assert not [one for one in told if one["kind"] in ("changed", "unapproved") and note["note"] in one["notes"]]


@pytest.mark.parametrize("suffix", ["shown", ".docx", ".odt", ".md"])
def test_a_file_that_prints_them_comes_back_as_it_was(kennis: Kennis, here: Workspace, suffix: str) -> None:
    if suffix == "shown":
        file = here.folder / "boek.md"
        file.write_text(kennis("outline", "show").out, encoding="utf-8")
        assert "dat liever anders" in file.read_text("utf-8") and OLD not in file.read_text("utf-8")
    else:
        assert kennis("export", "--format", suffix[1:], "--out", "uit").code == 0
        (file,) = here.folder.glob("uit/*")
    checked = kennis("outline", "check", file)
    assert (checked.code, checked.out) == (0, "")
    assert kennis("outline", "apply", file).code == 0
    assert len(kennis("outline", "versions", "--format", "json").json) == 1


def test_letters_and_the_list_of_quotes_agree(kennis: Kennis, here: Workspace) -> None:
    assert NEW in [one["text"] for one in kennis("approvals", "list", "--format", "json").json]
    rows = list(csv.DictReader(io.StringIO(kennis("approvals", "list", "--format", "csv").out)))
    assert [one["state"] for one in rows if one["text"] == NEW] == ["approved"]
    letters = kennis("approvals", "write", "--all", "--out", "brieven").out.split("\n")
    assert any("dat liever anders" in said(Path(one)) for one in letters if one)
    assert not any("6 keer" in said(Path(one)) for one in letters if one)


def withdraw(kennis: Kennis, note: str) -> None:
    assert kennis("notes", "consent", note, "withdrawn").code == 0


def refuse(kennis: Kennis, note: str) -> None:
    assert kennis("approvals", "record", key_of(kennis, NEW), "refused").code == 0


@pytest.mark.parametrize("later", [withdraw, refuse], ids=lambda one: str(one.__name__))
def test_what_is_withdrawn_or_refused_later_is_printed_no_more(
    kennis: Kennis, here: Workspace, later: Callable[[Kennis, str], None]
) -> None:
    later(kennis, "n6")
    assert kennis("export", "--format", "md", "--out", "uit").code == 0
    (file,) = here.folder.glob("uit/*")
    assert "dat liever anders" not in said(file) and "6 keer" not in said(file)


def test_asked_again_the_last_answer_counts_and_the_first_can_be_taken_back(kennis: Kennis, here: Workspace) -> None:
    assert kennis("approvals", "record", key_of(kennis, NEW), "changed", "--text", "Toch maar zo.").code == 0
    assert "Toch maar zo." in kennis("outline", "show").out


def test_forgetting_and_the_archive_know_them(kennis: Kennis, here: Workspace) -> None:
    assert kennis("export", "--format", "jsonl", "--out", "uit").code == 0
    (archive,) = here.folder.glob("uit/*")
    assert kennis("--workspace", here.folder.parent / "ander", "init", here.folder.parent / "ander").code in (0, 2)
    taken = kennis("--workspace", here.folder.parent / "ander", "import", archive)
    assert taken.code == 0, taken.err
    assert "dat liever anders" in kennis("--workspace", here.folder.parent / "ander", "outline", "show").out
    assert kennis("forget", "n6", "--yes").code == 4  # the archive in the folder is told
    assert "dat liever anders" not in "".join(
        path.read_bytes().decode("utf-8", "replace") for path in (here.folder / ".kennis").glob("kennis.db*")
    )


def test_an_editor_may_quote_them_and_not_the_old_ones(kennis: Kennis, here: Workspace) -> None:
    assert kennis("outline", "insert", "2.1", f"Zij zei: “{NEW}”", "--cite", "n6").code == 0
    assert kennis("outline", "insert", "2.1", f"Zij zei: “{OLD}”", "--cite", "n6").code == 4
