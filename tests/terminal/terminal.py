"""A program in a pseudo-terminal: keys in, the screen as it would look, every byte that came out."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

from tests.programs import Start, anew

PATIENCE = 30.0  # seconds; a machine with other work takes ten to open a screen
KEYS = {
    "enter": "\r",
    "ctrl+j": "\n",
    "shift+enter": "\x1b[13;2u",
    "tab": "\t",
    "escape": "\x1b",
    "up": "\x1b[A",
    "ctrl+up": "\x1b[1;5A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "backspace": "\x7f",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghklmnopqrstuvwxyz"},
}
# What a program may leave switched on in a terminal, and whether it was on when the program came.
FOUND = {
    "alternate screen": False,
    "mouse": False,
    "cursor": True,
    "bracketed paste": False,
    "focus": False,
    "keyboard protocol": False,
    "synchronised": False,
    "resize reports": False,
}
_NUMBERS = {
    "1049": "alternate screen",
    "47": "alternate screen",
    "1047": "alternate screen",
    "25": "cursor",
    "2004": "bracketed paste",
    "1004": "focus",
    "2026": "synchronised",
    "2048": "resize reports",
}
_MICE = {"9", "1000", "1002", "1003", "1005", "1006", "1015", "1016"}
_SWITCH = re.compile(rb"\x1b\[\?([\d;]+)([hl])|\x1b\[([<>=])[\d;]*u")
# What pyte takes for something else: the keyboard protocol, and questions to the terminal.
_UNREAD = re.compile(rb"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p|\x1b\[\?[\d;]*u|\x1bP[^\x1b]*\x1b\\")


class Gone(Exception):
    """The program ended while something was waited for."""


class Terminal:
    """A terminal in which one program runs; `raw` holds every byte that it wrote."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
        start: Start = anew,
    ) -> None:
        self.raw = bytearray()
        self._drawn = 0
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._master, self._slave = pty.openpty()
        self._window(*size)
        self.attributes = termios.tcgetattr(self._slave)
        self.process = start(command, environment, self._slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for descriptor in (self._master, self._slave):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    @property
    def text(self) -> str:
        """What stands on the screen now."""
        self._draw()
        rows = (self.screen.buffer[row] for row in range(self.screen.lines))
        return "\n".join("".join(row[at].data for at in range(self.screen.columns)).rstrip() for row in rows)

    def modes(self) -> dict[str, bool]:
        """Say what is switched on in the terminal, after all that was written."""
        return modes(bytes(self.raw))

    def restored(self) -> bool:
        """Say whether the lines of the terminal are set as they were."""
        return termios.tcgetattr(self._slave) == self.attributes

    def type(self, *keys: str) -> None:
        """Press keys: names of KEYS, anything else as it is."""
        self.send("".join(KEYS.get(key, key) for key in keys).encode("utf-8", "surrogateescape"))

    def paste(self, text: str | bytes) -> None:
        """Paste, as a terminal with bracketed paste does."""
        data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
        self.send(b"\x1b[200~" + data + b"\x1b[201~")

    def send(self, data: bytes) -> None:
        """Write bytes to the program, reading what it says meanwhile."""
        deadline = time.monotonic() + PATIENCE
        os.set_blocking(self._master, False)
        try:
            while data:
                assert time.monotonic() < deadline, "the program takes no keys"
                self.pump(0)
                _, writable, _ = select.select([], [self._master], [], 0.02)
                if writable:
                    with contextlib.suppress(BlockingIOError):
                        data = data[os.write(self._master, data[:4096]) :]
        finally:
            os.set_blocking(self._master, True)

    def pump(self, seconds: float) -> bool:
        """Read what came, waiting at most so long; says whether anything did."""
        readable, _, _ = select.select([self._master], [], [], seconds)
        if not readable:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.raw += data
        return bool(data)

    def wait(self, text: str, seconds: float = PATIENCE, *, absent: bool = False) -> None:
        """Wait until a text stands on the screen, or no longer does."""
        self.until(lambda: (text in self.text) is not absent, seconds, f"{text!r} {'absent' if absent else ''}")

    def until(self, condition: Callable[[], object], seconds: float = PATIENCE, what: str = "this") -> None:
        """Read until a condition holds; raises Gone if the program ends before."""
        deadline = time.monotonic() + seconds
        while not condition():
            if not self.pump(0.02) and self.process.poll() is not None:
                raise Gone(f"ended with {self.process.returncode}; last seen:\n{self.text}")
            assert time.monotonic() < deadline, f"{what} did not come; the screen:\n{self.text}"

    def wait_raw(self, needle: bytes, since: int, seconds: float = PATIENCE) -> float:
        """Wait until bytes came after a place in `raw`; gives the moment, without drawing anything."""
        deadline = time.monotonic() + seconds
        while self.raw.find(needle, since) < 0:
            self.pump(0.2)
            assert time.monotonic() < deadline, f"{needle!r} did not come; the screen:\n{self.text}"
        return time.monotonic()

    def quiet(self, seconds: float = 0.15) -> None:
        """Wait until the program says nothing for a while."""
        deadline = time.monotonic() + PATIENCE
        while self.pump(seconds):
            assert time.monotonic() < deadline, "the program does not stop drawing"

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._draw()
        self.screen.resize(rows, columns)
        self._window(columns, rows)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGWINCH)

    def end(self, seconds: float = PATIENCE) -> int:
        """Read until the program has ended; gives its exit status."""
        deadline = time.monotonic() + seconds
        while self.pump(0.02) or self.process.poll() is None:
            assert time.monotonic() < deadline, f"the program does not end; the screen:\n{self.text}"
        return self.process.wait()

    def kill(self, number: signal.Signals, seconds: float = PATIENCE) -> int:
        """Send a signal and read until the program has ended; gives its exit status."""
        self.process.send_signal(number)
        return self.end(seconds)

    def stall(self) -> None:
        """Have the terminal take nothing any more, as Ctrl+S or a connection that hangs does."""
        termios.tcflow(self._slave, termios.TCOOFF)

    def hang_up(self, seconds: float = PATIENCE) -> int:
        """Close the terminal under the program, as a lost connection does; gives the exit status."""
        os.close(self._master)
        os.close(self._slave)
        return self.process.wait(seconds)

    def _window(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _draw(self) -> None:
        data = bytes(self.raw[self._drawn :])
        # A sequence that is still coming stays for the next time.
        whole = data.rfind(b"\x1b")
        if whole >= 0 and len(data) - whole < 32 and not re.match(rb"\x1b(\[[\d;?<>=$ ]*[@-~]|[^\[P\]])", data[whole:]):
            data = data[:whole]
        self._drawn += len(data)
        self._stream.feed(_UNREAD.sub(b"", data))


def modes(raw: bytes) -> dict[str, bool]:
    """Follow what was switched on and off in these bytes."""
    state, mice, depth = dict(FOUND), set[str](), 0
    for numbers, switch, protocol in _SWITCH.findall(raw):
        depth += {b">": 1, b"<": -1}.get(protocol, 0)
        for number in numbers.decode().split(";"):
            if number in _MICE:
                (mice.add if switch == b"h" else mice.discard)(number)
            elif number in _NUMBERS:
                state[_NUMBERS[number]] = switch == b"h"
    return {**state, "mouse": bool(mice), "keyboard protocol": depth > 0}


def environment(workspace: Path, home: Path, **more: Any) -> dict[str, str]:
    """Give an environment that holds nothing of the user's own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
        "KENNIS_WORKSPACE": str(workspace),
        "KENNIS_LANGUAGE": "en",
        **more,
    }
