"""A text is stored exactly as it was given or refused, in whatever character set the terminal and the files are."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.command.conftest import Kennis

COMMAND = (sys.executable, "-m", "kennis.cli")
PATIENCE = 60
ENVIRONMENTS: Mapping[str, Mapping[str, str]] = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0"},
    "UTF-8": {"LC_ALL": "C.UTF-8"},
    "streams in ASCII": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
}
WORDS = "één ding – “naïef” 🜚"


@pytest.fixture(params=["C", pytest.param("UTF-8", marks=pytest.mark.slow), "streams in ASCII"])  # UTF-8 is the usual
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    """Give the environment of a shell."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return {**inherited, **ENVIRONMENTS[request.param]}


@pytest.fixture
def session(kennis: Kennis, empty: Path) -> Path:
    """Give a workspace with a session, and stand in it."""
    assert kennis("sessions", "new", "Raad", "--date", "2020-03-12").code == 0
    return empty


def shell(
    environment: Mapping[str, str], *words: str | bytes, given: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Run a command with arguments and an input of bytes."""
    return subprocess.run(
        [*COMMAND, *words], input=given, capture_output=True, timeout=PATIENCE, check=False, env=environment
    )


def texts(kennis: Kennis) -> list[str]:
    """Give the texts of all notes."""
    return [note["text"] for note in kennis("notes", "list", "--format", "json").json]


def test_every_door_stores_what_was_given(kennis: Kennis, session: Path, environment: dict[str, str]) -> None:
    ascii_input = "PYTHONIOENCODING" in environment
    add = ("note", "add", "--session", "2020")
    assert shell(environment, *add, f"{WORDS} 1".encode()).returncode == 0
    typed = shell(environment, *add, "-", given=f"{WORDS} 2\n".encode())
    spoken = shell(environment, "capture", "--plain", "2020", given=f"{WORDS} 3\n".encode())
    assert (typed.returncode, spoken.returncode) == ((1, 1) if ascii_input else (0, 0))
    Path("café.csv").write_text(f"text\n{WORDS} 4\n", "utf-8")
    assert shell(environment, "import", "café.csv".encode()).returncode == 0
    stored = [1, 4] if ascii_input else [1, 2, 3, 4]
    assert sorted(texts(kennis)) == [f"{WORDS} {number}" for number in stored]
    assert "café" in [one["title"] for one in kennis("sessions", "list", "--format", "json").json]
    for words in (("notes", "list"), ("sessions", "list", "--format", "json"), ("--help",), ("view", "coverage")):
        assert b"Traceback" not in shell(environment, *words).stderr


def test_what_is_no_text_is_refused_and_nothing_is_shortened(
    kennis: Kennis, session: Path, environment: dict[str, str]
) -> None:
    for words, given in (
        (("note", "add", "--session", "2020", b"\xe9\xe9n ding"), b""),
        (("note", "add", "--session", "2020", "-"), b"\xe9\xe9n ding\n"),
        (("note", "add", "--session", "2020", "--speaker", b"Jos\xe9", "ding"), b""),
        (("capture", "--plain", "2020"), b"\xe9\xe9n ding\n"),
        (("capture", "--plain", b"Caf\xe9"), b"ding\n"),
        (("sessions", "new", b"Caf\xe9"), b""),
        (("memo", "add", "session", "2020", b"\xe9\xe9n"), b""),
    ):
        done = shell(environment, *words, given=given)
        assert done.returncode == 1 and b"UTF-8" in done.stderr and b"Traceback" not in done.stderr, done.stderr
    assert texts(kennis) == [] and len(kennis("sessions", "list", "--format", "json").json) == 1


def test_a_file_whose_name_is_no_text_can_be_imported(
    kennis: Kennis, session: Path, environment: dict[str, str]
) -> None:
    Path("caf\udce9.csv").write_bytes(b"text\nhallo\n")
    done = shell(environment, "import", b"caf\xe9.csv")
    assert done.returncode == 0, done.stderr
    assert "café" in [one["title"] for one in kennis("sessions", "list", "--format", "json").json]


@pytest.mark.parametrize("mode", ["folder", "outline", "workspace"])
def test_a_folder_whose_name_is_no_text_can_be_used(kennis: Kennis, tmp_path: Path, mode: str) -> None:
    place = tmp_path / "m\udce9p"
    assert kennis("init", place).code == 0
    assert kennis("--workspace", place, "sessions", "new", "Raad", "--date", "2020-03-12").code == 0
    assert kennis("--workspace", place, "note", "add", "een", "--session", "2020").code == 0
    match mode:
        case "folder":
            out = tmp_path / "\udce9xport"
            done = kennis("--workspace", place, "export", "--format", "jsonl", "--out", out)
            assert done.code == 0 and [*out.iterdir()]
        case "outline":
            file = place / "\udce9.md"
            file.write_bytes(b"# Kop\n")
            assert kennis("--workspace", place, "outline", "check", file).code == 1
            assert kennis("--workspace", place, "outline", "apply", file).code == 1
        case _:
            assert kennis("--workspace", place, "sessions", "write").code == 0
            assert kennis("--workspace", place, "backup").code == 0
            assert kennis("--workspace", place, "doctor").code == 0
            assert kennis("--workspace", place, "forget", "n1", "--yes").code == 0


def test_an_input_without_an_end_is_refused(session: Path) -> None:
    for words in (("note", "add", "-", "--session", "2020"), ("capture", "--plain", "2020")):
        with Path("/dev/zero").open("rb") as endless:
            done = subprocess.run([*COMMAND, *words], stdin=endless, capture_output=True, timeout=20, check=False)
        assert done.returncode == 1
        assert done.stderr.endswith(b"kennis: the input goes on after 25 MB; kennis reads no more\n")
