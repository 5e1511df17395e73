"""The pseudo-terminal that the other tests here stand on."""

import signal
import sys
from pathlib import Path

from tests.terminal.terminal import FOUND, Terminal, environment, modes

ECHO = (
    "import signal, sys, termios, tty, os\n"
    # Straight to the terminal: a second signal may come while the first is told.
    "signal.signal(signal.SIGWINCH, lambda *a: os.write(1, str(os.get_terminal_size()).encode()))\n"
    "tty.setraw(0)\n"
    "sys.stdout.write('\\x1b[?1049h\\x1b[?1000;1006h\\x1b[?25l\\x1b[>1uready'); sys.stdout.flush()\n"
    "while (key := os.read(0, 1)) != b'q': os.write(1, b'<' + key + b'>')\n"
)


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


def test_modes_are_followed() -> None:
    assert modes(b"nothing") == FOUND
    assert modes(b"\x1b[?1049h\x1b[?25l\x1b[?1003h\x1b[?1003l\x1b[?25h\x1b[?1049l") == FOUND
    assert modes(b"\x1b[?2004h")["bracketed paste"] and modes(b"\x1b[>1u\x1b[>1u\x1b[<u")["keyboard protocol"]
    assert modes(b"\x1b[?1000h\x1b[?1006h\x1b[?1000l")["mouse"]
