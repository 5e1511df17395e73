"""The archive of a workspace as a file: for its owner only; taken into an empty workspace, merged with another."""

import base64
import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kennis import config
from kennis.errors import FileRefused, InputError, WorkspaceError
from kennis.nouns import Draft, Edited, EditVerb
from kennis.store import Offer
from kennis.store.sqlite import backups
from kennis.workflows import draft_files, import_files
from kennis.workflows.archive import BEFORE_MERGE
from kennis.workflows.erasure import forget
from kennis.workflows.import_files import Choices, FileReport
from kennis.workflows.outline import draft_export, house_style
from kennis.workflows.workspace import Workspace, find, init
from tests import archives, books, ledgers
from tests.samples import note, session

OWN = """\
programme = "eigen.toml"
[outline]
words = 800
"""
PROGRAMME = """\
slug = "eigen"
title = "Eigen programma"
language = "nl"
lenses_from = "slim-besturen"
"""


@pytest.fixture
def full(tmp_path: Path) -> Workspace:
    """Give a workspace with settings of its own, a ledger, and something half typed."""
    made = init(tmp_path / "vol")
    (made.folder / "eigen.toml").write_text(PROGRAMME, "utf-8")
    (made.folder / config.FILE).write_text(OWN, "utf-8")
    workspace = find(made.folder)
    with workspace.store() as store:
        ledgers.fill(store)
    with draft_files.claim(workspace.database) as client:
        client.keep(Draft(session=session().id, text="half een zin \ud83d", cursor=(0, 3)))
    return workspace


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    """Give a new workspace."""
    return init(tmp_path / "leeg")


def written(workspace: Workspace, folder: Path | None = None) -> Path:
    """Write the archive of a workspace."""
    (path,) = draft_export.export_draft(workspace, ["jsonl"], folder).paths
    return path


def taken(workspace: Workspace, path: Path) -> FileReport:
    """Import an archive."""
    (report,) = import_files.import_files(find(workspace.folder), [path], Choices())
    return report


def changed(path: Path, place: int, values: dict[str, str]) -> None:
    """Change a record of an archive, which is whole all the same."""
    lines = path.read_bytes().splitlines(keepends=True)
    lines[place] = json.dumps({**json.loads(lines[place]), **values}).encode() + b"\n"
    end = json.loads(lines[-1]) | {"sha256": hashlib.sha256(b"".join(lines[:-1])).hexdigest()}
    path.write_bytes(b"".join(lines[:-1]) + json.dumps(end).encode() + b"\n")


def test_an_archive_is_its_owners_only_and_an_old_one_becomes_so(full: Workspace) -> None:
    path = full.exports / "eigen-programma.jsonl"
    path.write_text("oud", "utf-8")
    path.chmod(0o644)
    assert written(full) == path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in full.exports.iterdir() if one.suffix == ".tmp"] == []


def test_a_workspace_from_an_archive_has_its_settings_and_what_was_typed(
    full: Workspace, empty: Workspace, tmp_path: Path
) -> None:
    path = written(full)
    report = taken(empty, path)
    assert (report.stored, report.read, report.added, report.refusals) == (True, 12, 12, ())
    again = find(empty.folder)
    assert again.settings == full.settings
    assert draft_files.left(again.database) == draft_files.left(full.database)
    assert written(again, tmp_path / "weer").read_bytes() == path.read_bytes()
    with again.store() as store:
        assert store.decisions.undo() is not None


def test_settings_that_were_changed_here_stay(full: Workspace, empty: Workspace) -> None:
    own = (empty.folder / config.FILE).read_text("utf-8") + "\n[outline]\nwords = 1\n"
    (empty.folder / config.FILE).write_text(own, "utf-8")
    report = taken(empty, written(full))
    assert (empty.folder / config.FILE).read_text("utf-8") == own
    assert any("settings stay" in one for one in report.notices)


@pytest.mark.parametrize(
    "other",
    [
        {"file": "../kennis.toml"},
        {"file": "/etc/kennis.toml"},
        {"text": "encoder = 3"},
        {"text": 'programme = "nergens.toml"'},
        {"text": "\x00"},
    ],
)
def test_settings_that_are_none_are_not_taken(full: Workspace, empty: Workspace, other: dict[str, str]) -> None:
    path = written(full)
    changed(path, 1, other)
    before = (empty.folder / config.FILE).read_bytes()
    report = taken(empty, path)
    assert report.stored and any("are not taken" in one for one in report.notices)
    assert (empty.folder / config.FILE).read_bytes() == before
    assert sorted(one.name for one in empty.folder.parent.iterdir()) == ["leeg", "vol"]


@pytest.mark.parametrize("name", [".envrc", "eigen.toml"])
def test_an_archive_writes_no_file_that_its_settings_do_not_name_and_none_that_is_there(
    full: Workspace, empty: Workspace, name: str
) -> None:
    path = written(full)
    changed(path, 2, {"file": name})
    (empty.folder / name).write_text("van mij", "utf-8")
    report = taken(empty, path)
    assert any("are not taken" in one for one in report.notices)
    assert (empty.folder / name).read_text("utf-8") == "van mij"


def styled(workspace: Workspace, name: str) -> Workspace:
    """Name a reference document in the settings of a workspace."""
    with (workspace.folder / config.FILE).open("a", encoding="utf-8") as file:
        file.write(f'\n[export]\nreference_docx = "{name}"\n')
    return find(workspace.folder)


def test_a_reference_document_comes_with_the_settings(full: Workspace, empty: Workspace, tmp_path: Path) -> None:
    house_style.write(full, full.folder / "huisstijl")
    path = written(styled(full, "huisstijl/reference.docx"))
    report = taken(empty, path)
    assert "the settings are those of the archive now" in report.notices
    name = "huisstijl/reference.docx"
    assert (empty.folder / name).read_bytes() == (full.folder / name).read_bytes()
    assert written(find(empty.folder), tmp_path / "weer").read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", ["huisstijl.docx", "../huisstijl.docx", "huisstijl"])
def test_a_reference_document_that_is_not_in_the_archive_is_told(
    full: Workspace, empty: Workspace, tmp_path: Path, name: str
) -> None:
    (tmp_path / "huisstijl.docx").write_bytes(b"elders")
    (full.folder / "huisstijl").mkdir()
    report = taken(empty, written(styled(full, name)))
    told = any(f"{name} is not in the archive" in one for one in report.notices)
    assert told == (name != "../huisstijl.docx")  # that one stands there, for both
    assert (tmp_path / "huisstijl.docx").read_bytes() == b"elders"


@pytest.mark.parametrize(
    "other",
    [
        {"file": "anders.docx"},
        {"file": "../huisstijl.docx"},
        {"file": "/etc/huisstijl.docx"},
        {"content": base64.b64encode(b"geen document").decode()},
    ],
)
def test_a_reference_document_that_is_none_is_not_taken(
    full: Workspace, empty: Workspace, tmp_path: Path, other: dict[str, str]
) -> None:
    house_style.write(full, full.folder)
    path = written(styled(full, "reference.docx"))
    changed(path, 3, other)
    before = [{*folder.iterdir()} for folder in (empty.folder, tmp_path)]
    report = taken(empty, path)
    assert any("are not taken" in one for one in report.notices)
    assert [{*folder.iterdir()} for folder in (empty.folder, tmp_path)] == before


def test_a_reference_document_that_cannot_be_read_stops_the_archive(
    full: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    house_style.write(full, full.folder)
    workspace = styled(full, "reference.docx")

    opened = os.open

    def refuse(path: str, flags: int, *more: int) -> int:
        if Path(path).name == "reference.docx":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags, *more)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FileRefused, match="cannot be read: "):
        written(workspace)
    assert not list(full.exports.glob("*.jsonl"))


def test_a_reference_document_in_a_hidden_folder_is_not_taken(full: Workspace, empty: Workspace) -> None:
    house_style.write(full, full.folder / ".git")
    report = taken(empty, written(styled(full, ".git/reference.docx")))
    assert any("are not taken" in one for one in report.notices)
    assert not (empty.folder / ".git").exists()


def test_a_merge_keeps_the_workspace_as_a_backup_and_leaves_what_is_typed_there(
    full: Workspace, empty: Workspace
) -> None:
    with empty.store() as store:
        store.take_in(Offer((session(),), (note(40, "Van hier."),)))
    report = taken(empty, written(full))
    assert (report.added, report.known) == (12, 0)
    assert [one.reason for one in backups.listed(empty.database)] == [BEFORE_MERGE]
    assert not draft_files.left(empty.database)
    said = " ".join(report.notices)
    assert "what was being typed there is not taken" in said and "themes 3/3" in said and "n1 → n13" in said
    again = taken(empty, full.exports / "eigen-programma.jsonl")
    assert (again.added, again.changed, again.known, again.conflicts) == (0, 0, 12, ())


def test_an_archive_that_is_refused_leaves_everything_as_it_was(full: Workspace, empty: Workspace) -> None:
    path = written(full)
    path.write_bytes(path.read_bytes()[:-40])
    before = sorted((one, one.read_bytes()) for one in empty.folder.rglob("*") if one.is_file())
    report = taken(empty, path)
    assert not report.stored and len(report.refusals) == 1 and "cut off here" in report.refusals[0]
    assert sorted((one, one.read_bytes()) for one in empty.folder.rglob("*") if one.is_file()) == before


def test_a_merge_that_fails_halfway_leaves_everything_as_it_was(
    full: Workspace, empty: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with empty.store() as store:
        store.take_in(Offer((session(),), (note(40, "Van hier."),)))
        before = archives.archive(store)

    def fails(*_arguments: object) -> None:
        raise InputError("halverwege")

    monkeypatch.setattr("kennis.store.archive.merge.join_answers", fails)
    report = taken(empty, written(full))
    assert not report.stored and "halverwege" in report.refusals[0]
    with empty.store() as store:
        assert archives.archive(store) == before


def test_a_folder_that_cannot_be_written_is_told(full: Workspace, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("", "utf-8")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        written(full, tmp_path / "bestand")


@pytest.fixture
def twins(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """Give two workspaces that hold the same notes and outline."""
    one = init(tmp_path / "een")
    with one.store() as store:
        ledgers.fill(store)
        store.take_in(Offer((session(),), (note(13, "Een kanarie zong hier."),)))
        store.outlines.edit("Redacteur", lambda _book: Edited(verb=EditVerb.BUILD, book=books.book()))
    shutil.copytree(one.folder, tmp_path / "twee")
    yield one, find(tmp_path / "twee")


@pytest.mark.parametrize("forgets", ["here", "there"])
def test_what_either_side_forgot_stays_forgotten(twins: tuple[Workspace, Workspace], forgets: str) -> None:
    one, other = twins
    forget.forget(one if forgets == "here" else other, "n13")
    report = taken(one, written(other))
    assert report.stored and report.added == 0
    assert any("1 forgotten notes" in each for each in report.notices) == (forgets == "here")
    found = [path for path in one.database.rglob("*") if path.is_file() and b"kanarie" in path.read_bytes()]
    assert found == []
    with one.store() as store:
        assert "kanarie" not in " ".join(each.text for each in store.notes.select())
        assert all(line.done for line in store.forgetting.all())


def test_an_archive_of_another_programme_is_told(full: Workspace, empty: Workspace) -> None:
    path = written(full)
    with empty.store() as store:
        store.take_in(Offer((session(),), (note(40, "Van hier."),)))
    (said,) = [each for each in taken(empty, path).notices if "another programme" in each]
    assert "“Eigen programma”" in said and "Slim besturen" in said
    assert not any("another programme" in each for each in taken(full, path).notices)


def test_an_export_that_still_holds_what_was_forgotten_there_is_told(twins: tuple[Workspace, Workspace]) -> None:
    one, other = twins
    (one.exports / "boek.md").write_text("Een kanarie zong hier.", "utf-8")
    forget.forget(other, "n13")
    told = " ".join(taken(one, written(other)).notices)
    assert "files still hold it (1)" in told and "exports/boek.md" in told
