"""Leaving the terminal as it was found, whatever happens: signals, a terminal that is gone, errors of kennis itself.

Textual's own driver leaves the alternate screen on after SIGTERM, and waits for ever once the terminal it writes to
is gone. Here a signal first has the draft kept, then asks the screen to end; if it cannot, the terminal is set right
and the process ends.
"""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from textual.driver import Driver

from kennis.tui.shared.keyboard import listen

_PATIENCE = 2.0  # seconds to end in order after a signal; then the terminal is put back by force; set by hand
_GONE = 128 + 1  # as a shell counts what SIGHUP ended
# What Textual switched on, off again: mouse, focus, paste, in-band size, keyboard protocol, alternate screen; cursor.
RESTORE = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[?7h"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
# What Textual itself forgets: the mouse in pixels, where the terminal tells its size in band.
_LEFT_ON = "\x1b[?1016l"


def careful(driver: type[Driver]) -> type[Driver]:
    """Give a driver that reads with care and drops what it cannot write, because the terminal is gone."""
    if os.name != "posix":
        return driver

    class Careful(driver):  # type: ignore[misc, valid-type]
        """A driver whose writing never waits: not for a thread that ended, nor for a terminal that takes nothing."""

        def write(self, data: str) -> None:
            """Write, if there is still something that takes it; what is not taken yet is queued without end."""
            writer = getattr(self, "_writer_thread", None)
            if writer is None or writer.is_alive():
                if writer is not None:
                    writer._queue.maxsize = 0
                super().write(data)

        def run_input_thread(self) -> None:
            """Read keys and pastes; a terminal that is gone ends the screen."""
            try:
                listen(self.fileno, self.exit_event.is_set, self.process_message)
            except (OSError, EOFError):
                self._app.call_later(self._app.exit, None, _GONE)

    return Careful


def gone(descriptor: int = 0) -> bool:
    """Say whether the terminal that stood there has gone."""
    try:
        os.tcgetpgrp(descriptor)
    except OSError:
        return True
    return False


@contextlib.contextmanager
def guarded(keep: Callable[[], object], leave: Callable[[int], object]) -> Iterator[None]:
    """On TERM, HUP and INT keep the draft, then leave; at the end the terminal's modes are those of the start."""
    before = _modes()
    handlers: dict[int, Any] = {}

    def on_signal(number: int, _frame: FrameType | None) -> None:
        keep()
        watch = threading.Timer(_PATIENCE, _force, (before, 128 + number))
        watch.daemon = True
        watch.start()
        leave(128 + number)

    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        if number := getattr(signal, name, None):
            handlers[number] = signal.signal(number, on_signal)
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        _write(_LEFT_ON)
        _set(before)


def _force(before: list[Any] | None, code: int) -> None:
    _write(RESTORE)
    _set(before)
    os._exit(code)


def _write(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        if sys.__stderr__ is not None and sys.__stderr__.isatty():
            _put(sys.__stderr__.fileno(), text.encode())


def _put(descriptor: int, data: bytes) -> None:
    """Write what the terminal takes, and wait for nothing: it may be stuck."""
    blocking = os.get_blocking(descriptor)
    os.set_blocking(descriptor, False)
    try:
        os.write(descriptor, data)
    finally:
        os.set_blocking(descriptor, blocking)


def _modes() -> list[Any] | None:
    try:
        import termios
    except ImportError:
        return None
    try:
        return termios.tcgetattr(0)
    except (OSError, termios.error):
        return None


def _set(modes: list[Any] | None) -> None:
    if modes is None:
        return
    import termios

    with contextlib.suppress(termios.error, OSError):
        termios.tcsetattr(0, termios.TCSANOW, modes)
