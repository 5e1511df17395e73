"""`kennis capture --plain` as a shell, a pipe and a terminal see it."""

import json
import os
import pty
import select
import signal
import sqlite3
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command.conftest import Kennis
from tests.programs import ForkServers, Piped, take_terminal

COMMAND = (sys.executable, "-m", "kennis.cli")
PLAIN = (*COMMAND, "capture", "--plain")
PATIENCE = 60


@pytest.fixture
def session(kennis: Kennis, empty: Path) -> Path:
    """Give a workspace with one session, and stand in it."""
    kennis("sessions", "new", "Raad", "--date", "2020-03-12")
    return empty


def talk(said: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Pipe lines into the command, started anew."""
    return subprocess.run([*PLAIN, *words], input=said.encode(), capture_output=True, timeout=PATIENCE, check=False)


Talk = Callable[..., subprocess.CompletedProcess[bytes]]
Speaking = Callable[[], Piped]


@pytest.fixture
def forked(forks: ForkServers) -> Talk:
    """Give a function that pipes lines into the command, forked."""

    def talk(said: str | bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
        command = [*PLAIN, *words]
        with forks.piped(command, os.environ) as process:
            out, error = process.communicate(said.encode() if isinstance(said, str) else said)
            return subprocess.CompletedProcess(command, process.process.wait(), out, error)

    return talk


@pytest.fixture
def speaking(forks: ForkServers) -> Speaking:
    """Give a function that runs the command with pipes held open, forked."""
    return lambda: forks.piped(PLAIN, os.environ)


def texts(kennis: Kennis) -> list[str]:
    """Give the texts of all notes."""
    return [note["text"] for note in kennis("notes", "list", "--format", "json").json]


def test_lines_from_a_pipe_become_notes(kennis: Kennis, session: Path) -> None:
    done = talk('De raad ziet meer. @wethouder\n" Iedereen heeft\\\neen dashboard.\n\n:star n1\nlaatste', "2020")
    assert (done.returncode, done.stderr) == (0, b"")
    assert texts(kennis) == ["De raad ziet meer.", "Iedereen heeft\neen dashboard.", "laatste"]
    said = done.stdout.decode().splitlines()
    assert said[0] == "session 2020-03-12-raad: Raad, 2020-03-12; 0 notes"
    assert said[1].startswith("n1 ") and said[1].endswith("observation, wethouder: saved")
    assert [line.split()[0] for line in said if line.endswith(("saved", "changed"))] == ["n1", "n2", "n1", "n3"]


def test_it_answers_in_dutch(session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KENNIS_LANGUAGE", "nl")
    done = talk('" Iedereen heeft een dashboard. @adviseur\n')
    assert done.returncode == 0
    assert "citaat, adviseur: opgeslagen" in done.stdout.decode()


def test_an_unknown_session_is_never_made_unasked_and_the_nearest_are_named(
    kennis: Kennis, session: Path, forked: Talk
) -> None:
    done = forked("een\n", "Raat")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "there is no session Raat; nearest: 2020-03-12-raad (“Raad”)" in done.stderr.decode()
    assert len(kennis("sessions", "list", "--format", "json").json) == 1


def test_a_session_is_made_when_asked_and_once_only(kennis: Kennis, empty: Path, forked: Talk) -> None:
    done = forked("een\n", "--new", "Raad van juni")
    assert done.returncode == 0
    (made,) = kennis("sessions", "list", "--format", "json").json
    assert made["title"] == "Raad van juni"
    assert made["id"] in done.stdout.decode().splitlines()[0]
    for words in (("--new", "raad van JUNI"), ("raad van juni",), ("RAAD",)):
        assert forked("nog een\n", *words).returncode == 0
    assert len(texts(kennis)) == 4 and len(kennis("sessions", "list", "--format", "json").json) == 1
    assert forked("een\n", "--new").returncode == 2


@pytest.mark.parametrize(("answer", "sessions"), [(b"n", 1), (b"j", 2)])
def test_at_a_terminal_it_asks_whether_to_make_a_session(
    kennis: Kennis, session: Path, answer: bytes, sessions: int
) -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*PLAIN, "Burgers"], stdin=slave, stdout=slave, stderr=slave, start_new_session=True, close_fds=True
    )
    os.close(slave)
    read_until(master, b"(y/n)")
    os.write(master, answer + b"\r")
    if sessions > 1:
        read_until(master, b"> ")
        os.write(master, b"\x04")
    assert process.wait(PATIENCE) == (0 if sessions > 1 else 1)
    os.close(master)
    assert len(kennis("sessions", "list", "--format", "json").json) == sessions


def test_a_beginning_that_several_have_makes_nothing(kennis: Kennis, session: Path, forked: Talk) -> None:
    kennis("sessions", "new", "Raad van juni", "--date", "2020-06-12")
    done = forked("een\n", "2020-0")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"more than one session" in done.stderr
    assert len(kennis("sessions", "list", "--format", "json").json) == 2


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ([], b"Raad"),
        (["capture"], b"Raad"),
        (["capture", "--new", "Raad van juni"], b"Raad van juni"),
        (["capture", "RAAD"], b"Raad"),
    ],
)
def test_on_a_terminal_the_screen_opens(kennis: Kennis, session: Path, words: list[str], title: bytes) -> None:
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    process = subprocess.Popen(
        [*COMMAND, *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=take_terminal,
    )
    os.close(slave)
    read_until(master, title + " ·".encode())
    os.write(master, b"\x11")
    read_until(master, b"\x1b[?1049l")
    assert process.wait(PATIENCE) == 0
    os.close(master)
    assert len(kennis("sessions", "list", "--format", "json").json) == (2 if b"juni" in title else 1)


def test_without_any_session_it_says_so(empty: Path, forked: Talk) -> None:
    done = forked("een\n")
    assert done.returncode == 1
    assert b"no session yet" in done.stderr


def test_bytes_that_are_no_text_do_not_stop_it(kennis: Kennis, session: Path, forked: Talk) -> None:
    done = forked(b"caf\xe9 \x00\x1b[2J\ntwee\n")
    assert (done.returncode, texts(kennis)) == (1, ["twee"])
    assert b"not saved: this line cannot be read as UTF-8: caf\\xe9" in done.stdout
    assert b"not saved: 1" in done.stderr and b"\x1b" not in done.stdout


@pytest.mark.parametrize("elsewhere", ["stdin", "stdout", "stderr"])
def test_without_a_terminal_the_screen_is_refused(session: Path, elsewhere: str) -> None:
    master, slave = pty.openpty()
    streams: dict[str, int] = dict.fromkeys(("stdin", "stdout", "stderr"), slave) | {elsewhere: subprocess.PIPE}
    with subprocess.Popen([*COMMAND, "capture"], **streams) as process:  # type: ignore[call-overload]
        os.close(slave)
        _out, error = process.communicate(timeout=PATIENCE)
    said = (error or b"") + (b"" if elsewhere == "stderr" else os.read(master, 4096))
    os.close(master)
    assert process.returncode == 2
    assert b"--plain" in said


def test_a_locked_database_loses_nothing(kennis: Kennis, session: Path, forked: Talk, speaking: Speaking) -> None:
    with speaking() as process:
        assert "0 notes" in heard(process)
        lock = sqlite3.connect(session / ".kennis" / "kennis.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        say(process, "een")
        assert "NOT saved yet" in heard(process)
        assert "een" in draft(session)["waiting"][0]["steps"][0][1]["text"]
        out, _ = process.communicate()
        lock.execute("ROLLBACK")
        lock.close()
    assert process.process.wait() == 3
    assert b"kept for next time" in out
    assert texts(kennis) == []
    assert forked("twee\n").returncode == 0
    assert texts(kennis) == ["een", "twee"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_an_unfinished_note_is_kept_when_it_must_stop(
    kennis: Kennis, session: Path, number: signal.Signals, forked: Talk, speaking: Speaking
) -> None:
    with speaking() as process:
        heard(process)
        say(process, "eerst")
        assert "saved" in heard(process)
        say(process, "het begin\\")
        say(process, "en verder\\")
        wait_for(session, "het begin\nen verder")
        process.process.send_signal(number)
        out, _ = process.communicate()
    assert process.process.wait() == 3
    assert b"kept for next time" in out
    assert forked(":take\n").returncode == 0
    assert texts(kennis) == ["eerst", "het begin\nen verder"]


def test_killed_it_has_lost_nothing_that_was_answered(kennis: Kennis, session: Path, speaking: Speaking) -> None:
    with speaking() as process:
        heard(process)
        for number in range(5):
            say(process, f"notitie {number}")
            assert "saved" in heard(process)
        process.process.kill()
    assert texts(kennis) == [f"notitie {number}" for number in range(5)]


def test_notes_are_taken_though_nobody_reads_the_answers(kennis: Kennis, session: Path, speaking: Speaking) -> None:
    with speaking() as process:
        process.stdout.close()
        process.communicate(b"een\ntwee\ndrie\n")
        assert process.process.wait() == 0
    assert texts(kennis) == ["een", "twee", "drie"]


def test_on_a_terminal_it_asks_and_keeps_the_line_that_ctrl_c_ends(kennis: Kennis, session: Path) -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(PLAIN, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, close_fds=True)
    os.close(slave)
    shown = read_until(master, b"> ")
    os.write(master, b"eerst\r")
    shown += read_until(master, b"saved\r\n> ")
    os.write(master, b"half ge")
    shown += read_until(master, b"half ge")
    # Python's readline sees a signal only while it waits for a key, so the first may come too early.
    while not select.select([master], [], [], 0.2)[0]:
        process.send_signal(signal.SIGINT)
    shown += read_until(master, b"kept for next time")
    assert process.wait(PATIENCE) == 3
    os.close(master)
    assert draft(session)["text"] == "half ge"
    assert b"\x1b" not in shown
    assert texts(kennis) == ["eerst"]


def say(process: Piped, line: str) -> None:
    """Give a line."""
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()


def heard(process: Piped) -> str:
    """Give the next line that is answered."""
    return process.stdout.readline().decode()


def draft(folder: Path) -> Any:
    """Give what is kept at the first place."""
    return json.loads((folder / ".kennis" / "places" / "1.json").read_text("utf-8"))


def wait_for(folder: Path, text: str) -> None:
    """Wait until a text is kept."""
    path = folder / ".kennis" / "places" / "1.json"
    for _ in range(PATIENCE * 100):
        if path.exists() and draft(folder)["text"] == text:
            return
        select.select([], [], [], 0.01)
    raise AssertionError("the text was not kept")


def read_until(descriptor: int, wanted: bytes) -> bytes:
    """Read from a terminal until something is shown."""
    seen = b""
    while wanted not in seen:
        ready, _, _ = select.select([descriptor], [], [], PATIENCE)
        assert ready, seen
        seen += os.read(descriptor, 4096)
    return seen
