"""How much a command says: `--quiet` leaves out talk and no warning, `--verbose` tells where files are, and times."""

import re
from pathlib import Path

import pytest

from kennis.locale import translator
from tests.command.conftest import Kennis

STEP = re.compile(r"^(.+): \d+\.\d\d s$", re.MULTILINE)


@pytest.fixture
def document(empty: Path) -> str:
    """Give a file with a session of one row and one that is refused."""
    (empty / "tabel.csv").write_text("text,kind\nEen notitie,\nNog een,onzin\n", "utf-8")
    return "tabel.csv"


def test_quiet_leaves_out_how_far_the_work_is_and_no_data(kennis: Kennis, empty: Path, tmp_path: Path) -> None:
    kennis("sessions", "new", "Raad", "--date", "2020-03-12")
    assert kennis("sessions", "write").code == 0
    usual = kennis("import", "sessions")
    quiet = kennis("-q", "import", "sessions")
    assert "…" in usual.err and quiet.err == ""
    assert quiet.out == usual.out and quiet.code == usual.code == 0
    assert kennis("--quiet", "init", tmp_path / "stil").err == ""


def test_quiet_keeps_errors_and_what_was_refused(kennis: Kennis, document: str) -> None:
    done = kennis("-q", "import", document, "--date", "2020-03-12")
    assert done.code == 1 and "tabel.csv:3" in done.err
    assert kennis("-q", "notes", "list", "--session", "2031").err.startswith("kennis: ")


def test_quiet_keeps_all_that_is_said_on_consent(kennis: Kennis, empty: Path) -> None:
    words = ("sessions", "new", "Partners", "--access", "partners", "--date", "2020-03-12")
    said = translator("en")("partners only: nothing of this session is printed until a level is set on each note")
    assert said in kennis("-q", *words).err
    kennis("note", "add", "Een notitie", "--session", "Partners")
    assert "2020-03-12-partners 1" in kennis("-q", "sessions", "list").err
    assert "level set on notes: 1" in kennis("-q", "sessions", "consent", "Partners", "role", "--notes", "all").err


def test_quiet_keeps_what_forgetting_cannot_reach(kennis: Kennis, empty: Path) -> None:
    kennis("sessions", "new", "Raad", "--date", "2020-03-12")
    kennis("note", "add", "Een notitie", "--session", "Raad")
    done = kennis("-q", "forget", "n1", "--yes")
    assert "kennis cannot reach" in done.err and "forgotten: n1" not in done.err


def test_verbose_tells_where_files_are_and_how_long_steps_take(kennis: Kennis, document: str, empty: Path) -> None:
    done = kennis("-v", "import", document, "--date", "2020-03-12", "--skip-bad")
    for place in (empty, empty / "kennis.toml", empty / ".kennis"):
        assert f": {place}\n" in done.err
    assert done.err.startswith("kennis ") and STEP.findall(done.err)[-1] == "in all"
    assert [f"{step} …" for step in STEP.findall(done.err)[:-1]] == [
        line for line in done.err.splitlines() if line.endswith("…")
    ]
    assert kennis("-v", "notes", "list", "--format", "json").json


def test_verbose_tells_the_time_of_what_failed_and_the_place_that_is_examined(kennis: Kennis, empty: Path) -> None:
    done = kennis("-v", "notes", "list", "--session", "2031")
    assert done.code == 1 and "in all: " in done.err
    assert f"workspace: {empty}\n" in kennis("-v", "doctor").err


def test_what_is_asked_of_one_command_is_not_kept_for_the_next(kennis: Kennis, empty: Path) -> None:
    assert kennis("-q", "restore").err == ""
    assert kennis("restore").err == "there are no backups yet; make one with: kennis backup\n"


def test_one_cannot_ask_for_both(kennis: Kennis, empty: Path) -> None:
    done = kennis("-q", "-v", "notes", "list")
    assert (done.code, done.err) == (2, "kennis: --quiet and --verbose do not go together\n")
