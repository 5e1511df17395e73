"""The pseudo-terminal that the other tests here stand on."""

import signal
import sys
from pathlib import Path

import pytest

from tests.programs import FORKS, ForkServers, anew
from tests.terminal.terminal import FOUND, Terminal, environment, modes

ECHO = (
    "import signal, sys, termios, tty, os\n"
    # Straight to the terminal: a second signal may come while the first is told.
    "signal.signal(signal.SIGWINCH, lambda *a: os.write(1, str(os.get_terminal_size()).encode()))\n"
    "tty.setraw(0)\n"
    "sys.stdout.write('\\x1b[?1049h\\x1b[?1000;1006h\\x1b[?25l\\x1b[>1uready'); sys.stdout.flush()\n"
    "while (key := os.read(0, 1)) != b'q': os.write(1, b'<' + key + b'>')\n"
)
# All that a program can find around it, as Python values.
LOOK = """
import os, resource, signal, sys, time
streams = [(one.encoding, one.errors, one.line_buffering, one.isatty(), one.fileno(), one.name, one.mode)
           for one in (sys.stdin, sys.stdout, sys.stderr, sys.__stdin__, sys.__stdout__, sys.__stderr__)]
signals = [(number.name, str(signal.getsignal(number))) for number in signal.Signals]
descriptors = [number for number in range(64) if os.path.exists(f"/proc/self/fd/{number}")]
print([dict(os.environ), sys.argv, os.getcwd(), streams, signals, descriptors, signal.pthread_sigmask(0, []),
       time.tzname, sys.flags, sys.executable, os.getsid(0) == os.getpid() == os.tcgetpgrp(0), os.getuid(),
       os.umask(0), resource.getrlimit(resource.RLIMIT_NOFILE), os.get_terminal_size(), __name__], end="$")
sys.exit(7)
"""


def test_what_a_program_writes_stands_on_the_screen(tmp_path: Path) -> None:
    with Terminal([sys.executable, "-c", ECHO], environment(tmp_path, tmp_path), (40, 5)) as terminal:
        terminal.wait("ready")
        terminal.type("a", "enter", "b")
        terminal.wait("<b>")
        terminal.resize(100, 30)
        terminal.wait("columns=100, lines=30")
        assert not terminal.restored()
        on = {name for name, state in terminal.modes().items() if state}
        assert on == {"alternate screen", "mouse", "keyboard protocol"}
        terminal.type("q")
        assert terminal.end() == 0
        assert b"<a><\r><b>" in terminal.raw


def test_a_closed_terminal_hangs_its_program_up(tmp_path: Path) -> None:
    program = "import time; print('here', flush=True); time.sleep(60)"
    with Terminal([sys.executable, "-c", program], environment(tmp_path, tmp_path)) as terminal:
        terminal.wait("here")
        assert terminal.hang_up() == -signal.SIGHUP


@pytest.mark.skipif(not FORKS, reason="programs are forked on Linux only")
def test_a_program_that_is_forked_finds_what_one_that_is_started_finds(tmp_path: Path, forks: ForkServers) -> None:
    command = [sys.executable, "-c", LOOK, "een", "één\udce9"]
    found = []
    for start in (anew, forks.start):
        with Terminal(command, environment(tmp_path, tmp_path, TZ="Pacific/Pago_Pago"), start=start) as terminal:
            assert terminal.end() == 7
            found.append(terminal.raw.decode().replace("\r\n", "\n"))
    assert found[0].endswith("$") and "SST" in found[0]
    assert found[1] == found[0]


@pytest.mark.skipif(not FORKS, reason="programs are forked on Linux only")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_program_that_is_forked_ends_by_a_signal(tmp_path: Path, forks: ForkServers, number: signal.Signals) -> None:
    command = [sys.executable, "-c", "import time; print('here', flush=True); time.sleep(60)"]
    with Terminal(command, environment(tmp_path, tmp_path), start=forks.start) as terminal:
        terminal.wait("here")
        assert terminal.process.poll() is None
        assert (terminal.hang_up() if number == signal.SIGHUP else terminal.kill(number)) == -number


def test_modes_are_followed() -> None:
    assert modes(b"nothing") == FOUND
    assert modes(b"\x1b[?1049h\x1b[?25l\x1b[?1003h\x1b[?1003l\x1b[?25h\x1b[?1049l") == FOUND
    assert modes(b"\x1b[?2004h")["bracketed paste"] and modes(b"\x1b[>1u\x1b[>1u\x1b[<u")["keyboard protocol"]
    assert modes(b"\x1b[?1000h\x1b[?1006h\x1b[?1000l")["mouse"]
