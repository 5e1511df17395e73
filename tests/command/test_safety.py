"""The commands that keep a workspace safe, as a shell runs them."""

from pathlib import Path

from tests.command.conftest import Kennis


def test_backup_and_restore(kennis: Kennis, own: Path) -> None:
    made = kennis("--workspace", own, "backup")
    assert made.code == 0 and Path(made.out.strip()).is_file()
    assert "nothing has changed" in kennis("--workspace", own, "backup").err
    (one,) = kennis("--workspace", own, "restore", "--format", "json").json
    before = kennis("--workspace", own, "notes", "list", "--format", "json").json
    session = before[0]["session"]
    assert kennis("--workspace", own, "note", "add", "Nog een zin.", "--session", session).code == 0
    told = kennis("--workspace", own, "restore", one["name"], "--compare", "--format", "json").json
    notes = next(each for each in told["differences"] if each["sort"] == "notes")
    assert (notes["lost"], notes["gained"]) == (1, 0)
    assert len(kennis("--workspace", own, "notes", "list", "--format", "json").json) == len(before) + 1
    done = kennis("--workspace", own, "restore", one["name"])
    assert done.code == 0 and "to go back" in done.err and "notes" in done.out
    assert kennis("--workspace", own, "notes", "list", "--format", "json").json == before
    listed = kennis("--workspace", own, "restore", "--format", "csv").out.splitlines()
    assert len(listed) == 3 and "before-restore" in listed[1]


def test_a_workspace_without_backups_says_so(kennis: Kennis, empty: Path) -> None:
    done = kennis("restore")
    assert (done.code, done.out) == (0, "") and "no backups yet" in done.err
    assert kennis("restore", "--format", "json").json == []
    assert (empty / ".kennis" / "kennis.db").exists()


def test_what_cannot_be_restored_is_one_sentence(kennis: Kennis, empty: Path) -> None:
    assert kennis("restore", "2026").code == 1
    (empty / "x.db").write_bytes(b"garbage")
    done = kennis("restore", "x.db")
    assert done.code == 3 and len(done.err.splitlines()) == 1 and "no kennis database" in done.err
