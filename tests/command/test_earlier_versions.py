"""What version 0.1 made still opens: workspace, session files, archive; and what commands print on them."""

import difflib
from pathlib import Path

import pytest

from tests.command.conftest import Kennis
from tests.openings import counted
from tests.versions.printed import HERE, printed, unpack

V0_1 = HERE / "v0_1"
KEPT = (
    ("themes", "assignments", "--format", "csv"),
    ("themes", "list", "--format", "json"),
    ("outline", "show"),
    ("approvals", "list", "--format", "csv"),
    ("memo", "list", "--format", "csv"),
    ("forget", "--format", "csv"),
)


def test_every_command_prints_what_the_table_says_and_opens_a_database_once(tmp_path: Path) -> None:
    before = (V0_1 / "printed.txt").read_text("utf-8").splitlines()
    now, again = list[str](), list[str]()
    with counted() as counts:
        for line, block in printed("v0_1", unpack("v0_1", tmp_path / "boek")):
            now += [f"$ kennis {line}", *block.splitlines()]
            again += [line] if max(counts.values(), default=0) > 1 else []
            counts.clear()
    assert list(difflib.unified_diff(before, now, "version 0.1", "now", lineterm="", n=1)) == []
    assert again == [], "these open a database more than once"


def test_the_archive_gives_the_same_workspace(
    kennis: Kennis, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kennis("import", V0_1 / "archive.jsonl").code == 0
    taken_in = [kennis(*words).out for words in KEPT]
    monkeypatch.chdir(unpack("v0_1", tmp_path / "boek"))
    assert taken_in == [kennis(*words).out for words in KEPT]
    assert all(taken_in)


def test_the_session_files_are_known_note_for_note(
    kennis: Kennis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(unpack("v0_1", tmp_path / "boek"))
    before = kennis("notes", "list", "--format", "json").json
    done = kennis("import", V0_1 / "sessions")
    assert done.code == 0, done.err
    assert kennis("notes", "list", "--format", "json").json == before


def test_the_session_files_alone_give_the_same_notes(
    kennis: Kennis, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = kennis("import", V0_1 / "sessions")
    assert done.code == 0, done.err
    told = ("session", "text", "kind", "at", "speaker", "tags", "lenses", "consent", "star", "context", "external_id")
    alone = kennis("notes", "list", "--format", "json").json
    monkeypatch.chdir(unpack("v0_1", tmp_path / "boek"))
    stored = {note["id"]: note for note in kennis("notes", "list", "--format", "json").json}
    since = [
        stored[note["id"]]["note"]
        for note in alone
        if any(note.get(key) != stored[note["id"]].get(key) for key in told)
    ]
    assert len(alone) > 50
    assert since == ["n56"]  # changed after the files were written
