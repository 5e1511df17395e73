"""The commands that keep a workspace safe, as a shell runs them."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from kennis.store import FILE, sqlite
from tests.command.conftest import Kennis
from tests.draws import drawn
from tests.unit.store.sqlite import rows
from tests.unit.workflows.safety.damages import sound


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


def test_the_doctor_finds_mends_and_ends_with_four(kennis: Kennis, own: Path) -> None:
    assert (kennis("--workspace", own, "doctor").code, kennis("--workspace", own, "doctor").out) == (0, "")
    plant(own, "DELETE FROM participant", "DROP TRIGGER index_note_changed")
    found = kennis("--workspace", own, "doctor", "--format", "json")
    assert found.code == 4
    assert {one["name"] for one in found.json["found"]} >= {"register", "triggers"}
    table = kennis("--workspace", own, "doctor")
    assert table.code == 4 and "register" in table.out and "kennis doctor --repair" in table.err
    mended = kennis("--workspace", own, "doctor", "--repair")
    assert mended.code == 0 and "sound again" in mended.err and "to go back" in mended.err
    assert kennis("--workspace", own, "doctor").code == 0
    assert kennis("--workspace", own, "search", "gemeente", "--mode", "words").code == 0


def test_the_doctor_has_nothing_to_say_of_an_ordinary_import(kennis: Kennis, empty: Path) -> None:
    file = empty / "sessions" / "n.md"
    file.write_text("---\ntitle: Nieuw\ndate: 2018-01-01\n---\n- note een @piet\n- twee\n", "utf-8")
    assert kennis("import", "sessions").code == 0
    done = kennis("doctor")
    assert (done.code, done.out) == (0, "")
    assert [one["handle"] for one in kennis("participants", "list", "--format", "json").json] == ["piet"]


HOLDER = """
import sys, time
from pathlib import Path
from kennis.workflows.safety.workspace_lock import new_folder
with new_folder(Path(sys.argv[1])) as made:
    (made / "kennis.db").write_bytes(b"half")
    print(made, flush=True)
    time.sleep(600)
"""


def test_what_a_killed_restore_left_goes_with_the_next(kennis: Kennis, empty: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, empty / ".kennis"], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        left = Path(holder.stdout.readline().strip())
        assert kennis("doctor").code == 0 and kennis("backup").code == 0
        assert kennis("restore", "--compare", "2").code == 0 and left.exists()
        holder.kill()
    assert kennis("restore", "--compare", "2").code == 0 and not left.exists()
    assert kennis("doctor").code == 0


def test_an_older_database_that_breaks_rules_is_told_left_and_mended(
    kennis: Kennis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kennis.toml").write_text('programme = "slim-besturen"\n', "utf-8")
    path = rows.before_rules(tmp_path / ".kennis")
    with closing(sqlite.driver().connect(str(path))) as connection, connection:
        sqlite.add_functions(connection)
        connection.execute("UPDATE note SET kind = 'kreet'")
    before = path.read_bytes()
    here = ("--workspace", tmp_path)
    for _time in range(2):
        refused = kennis(*here, "notes", "list")
        assert (refused.code, refused.out) == (3, "")
        assert "notes with a value that means nothing in “kind”: 1 (n100)" in refused.err
    assert path.read_bytes() == before
    assert len([*(tmp_path / ".kennis" / "backups").iterdir()]) == 1
    monkeypatch.setenv("KENNIS_LANGUAGE", "nl")
    said = kennis(*here, "notes", "list").err
    assert "notities met een waarde die niets betekent in “kind”: 1 (n100)" in said
    assert "kennis doctor --repair" in said
    monkeypatch.setenv("KENNIS_LANGUAGE", "en")
    found = kennis(*here, "doctor")
    assert found.code == 4 and "note n100: kind" in found.out
    kennis(*here, "doctor", "--repair")
    (note,) = kennis(*here, "notes", "list", "--format", "json").json
    assert (note["kind"], note["text"]) == ("observation", "Een zin.")


def test_what_the_doctor_cannot_mend_is_said(kennis: Kennis, own: Path) -> None:
    (own / "kennis.toml").write_text("programma = [", "utf-8")
    done = kennis("--workspace", own, "doctor", "--repair")
    assert done.code == 4 and "cannot be repaired here" in done.out and "still wrong: settings" in done.err
    nowhere = kennis("--workspace", own / "sessions", "doctor")
    assert nowhere.code == 3 and len(nowhere.err.splitlines()) == 1


def plant(folder: Path, *statements: str) -> None:
    """Damage the database of a workspace."""
    with closing(sqlite.driver().connect(str(folder / ".kennis" / FILE), isolation_level=None)) as connection:
        sqlite.add_functions(connection)
        connection.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            connection.execute(statement)


COMMANDS = (
    ("backup",),
    ("doctor",),
    ("notes", "list"),
    ("sessions", "list"),
    ("themes", "list"),
    ("search", "raad", "--mode", "words"),
    ("doctor", "--repair"),
    ("notes", "list"),
)


@drawn(8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_to_the_file_gives_more_than_a_sentence(
    kennis: Kennis, small: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = Path(shutil.copytree(small, tmp_path_factory.mktemp("schade") / "ruimte"))
    path = folder / ".kennis" / FILE
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) // 4096 - 1), label="page") * 4096
    damage = data.draw(st.sampled_from(["cut", "cut within", "garbage", "zeros"]), label="damage")
    match damage:
        case "cut":
            path.write_bytes(whole[:place])
        case "cut within":
            path.write_bytes(whole[: place + 1234])
        case "garbage":
            path.write_bytes(whole[:place] + b"\xa5" * 4096 + whole[place + 4096 :])
        case "zeros":
            path.write_bytes(whole[:place] + b"\x00" * 4096 + whole[place + 4096 :])
    for command in COMMANDS:
        done = kennis("--workspace", folder, *command)
        assert done.code in (0, 3, 4)
        if done.code == 3:
            assert len(done.err.splitlines()) == 1 and done.err.startswith("kennis: ")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a small workspace with themes and a backup."""
    return sound(tmp_path_factory.mktemp("klein") / "ruimte").folder
