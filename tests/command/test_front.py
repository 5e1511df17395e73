"""Streams that are closed, full or not read any more, as a shell sees it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command.conftest import Kennis

COMMAND = (sys.executable, "-m", "kennis.cli")
PATIENCE = 60
LONG = "lang " * 18_000  # more than pipes and buffers hold
SHAPES = [
    ("notes", "list"),
    ("notes", "list", "--format", "json"),
    ("notes", "list", "--format", "csv"),
    ("--help",),
]


@pytest.fixture
def filled(kennis: Kennis, empty: Path) -> Path:
    """Give a workspace with a long note, and stand in it."""
    kennis("sessions", "new", "Raad", "--date", "2020-03-12")
    assert kennis("note", "add", "-", "--session", "2020", stdin=LONG).code == 0
    return empty


def shell(line: str, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command with what a shell does to its streams."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {line}', "sh", *COMMAND, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("words", SHAPES, ids=" ".join)
def test_output_on_a_full_disk_is_one_sentence(filled: Path, words: tuple[str, ...]) -> None:
    done = shell("> /dev/full", *words)
    assert (done.returncode, done.stderr) == (3, "kennis: the output could not be written: the disk is full\n")


@pytest.mark.parametrize("words", SHAPES, ids=" ".join)
def test_output_that_is_closed_is_one_sentence(filled: Path, words: tuple[str, ...]) -> None:
    done = shell(">&-", *words)
    assert (done.returncode, done.stderr) == (3, "kennis: the output could not be written: it is closed\n")


@pytest.mark.parametrize("words", SHAPES, ids=" ".join)
def test_a_reader_that_goes_away_changes_nothing(filled: Path, words: tuple[str, ...]) -> None:
    assert unread(*words) == (0, b"")


def test_what_a_command_does_and_its_code_are_the_same_where_nobody_reads(kennis: Kennis, filled: Path) -> None:
    code, said = unread("forget", "n1", "--yes", "--format", "json")
    assert code == 0 and b"forgotten" in said
    assert kennis("notes", "list", "--format", "json").json == []
    assert unread("notes", "list", "--session", "2031")[0] == 1


def unread(*words: str) -> tuple[int, bytes]:
    """Run the command with a pipe that nobody reads; gives its code and what it says."""
    reads, writes = os.pipe()
    os.close(reads)
    with subprocess.Popen([*COMMAND, *words], stdout=writes, stderr=subprocess.PIPE) as process:
        os.close(writes)
        _out, said = process.communicate(timeout=PATIENCE)
    return process.returncode, said


def test_a_command_that_prints_no_data_needs_no_output(filled: Path) -> None:
    done = shell(">&-", "memo", "add", "note", "n1", "Nagaan.")
    assert (done.returncode, done.stderr) == (0, "memo: Nagaan.\n")


@pytest.mark.parametrize("where", ["2>&-", "2> /dev/full"])
def test_talk_that_cannot_be_written_hinders_nothing(empty: Path, where: str) -> None:
    done = shell(where, "init", "nieuw")
    assert (done.returncode, done.stdout) == (0, "")
    assert (empty / "nieuw" / "kennis.toml").exists()
    assert shell(where, "sessions", "list", "--format", "json").stdout == "[]\n"
    assert shell(where, "notes", "list", "--session", "2031").returncode == 1


def test_an_input_that_is_closed_is_empty(filled: Path) -> None:
    done = shell("<&-", "note", "add", "-", "--session", "2020")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert shell("<&- >&- 2>&-", "notes", "list").returncode == 3


def test_no_file_takes_the_place_of_a_closed_stream(filled: Path) -> None:
    database = (filled / ".kennis" / "kennis.db").read_bytes()
    assert shell("<&- >&- 2>&-", "notes", "list", "--format", "json").returncode == 3
    assert (filled / ".kennis" / "kennis.db").read_bytes()[:100] == database[:100]


def test_a_character_that_the_output_does_not_know_is_written_as_its_number(kennis: Kennis, empty: Path) -> None:
    kennis("sessions", "new", "Raad → burger", "--date", "2020-03-12")
    done = shell("", "sessions", "list", "--format", "json", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Raad \\u2192 burger" in done.stdout
