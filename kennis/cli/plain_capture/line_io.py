"""A plain conversation on standard input and output: lines in, lines out, no control sequence."""

import contextlib
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from types import FrameType

from kennis.clean_text import is_decoded
from kennis.cli.plain_capture import Dictation, endings, hear
from kennis.cli.streams import heard_line
from kennis.errors import InputError
from kennis.locale import _


def converse(talk: Dictation, session: str, new: bool = False) -> bool:
    """Take notes until the end of the input; says whether all of them are stored.

    With `new` the session is made where there is none of that title today. A line that cannot be read as text is told
    and left out, and those behind it are taken. Raises UnknownSession, and InputError at the end where a line was left
    out.
    """
    unread = 0
    _say(talk.open(session, new))
    try:
        with contextlib.suppress(KeyboardInterrupt), _Ending() as ending:
            while not (talk.over or ending.asked):
                _say(talk.news())
                line = _line(talk, ending)
                if line is None:
                    break
                if is_decoded(line):
                    _say(hear(talk, line))
                else:
                    unread += 1
                    _say([_("not saved: this line cannot be read as UTF-8: {line}").format(line=line.strip())])
    finally:
        _say(talk.finish())
    if unread:
        raise InputError(_("lines that cannot be read as UTF-8 and are not saved: {count}").format(count=unread))
    return not talk.unsaved


class _Ending:
    """Ends on Ctrl+C, and when the system or a closed terminal asks to stop: at once while a line is waited for.

    A line that was read is dealt with first.
    """

    def __init__(self) -> None:
        self.asked = False
        self._waiting = False
        self._before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}

    def __enter__(self) -> "_Ending":
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                self._before[number] = signal.signal(number, self._end)
        return self

    def __exit__(self, *_how: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextlib.contextmanager
    def waiting(self) -> Iterator[None]:
        """Let a signal end what is done here."""
        self._waiting = True
        try:
            if self.asked:
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        if self._waiting:
            self._waiting = False
            raise KeyboardInterrupt


def _line(talk: Dictation, ending: _Ending) -> str | None:
    """Read a line without its end; None at the end of the input. What is typed when Ctrl+C comes is kept."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        with ending.waiting():
            read = heard_line()
        return read.removesuffix("\n").removesuffix("\r") if read else None
    typed = _editing(talk)
    try:
        with ending.waiting():
            return input(talk.prompt())
    except EOFError:
        return None
    except KeyboardInterrupt:
        talk.interrupted(typed())
        _say([""])
        raise


def _editing(talk: Dictation) -> Callable[[], str]:
    """Let a line be edited and completed where the system can; gives what tells how far it is."""
    try:
        import readline
    except ModuleNotFoundError:
        return str

    def complete(_word: str, place: int) -> str | None:
        found = endings(talk, readline.get_line_buffer()[: readline.get_endidx()])
        return found[place] if place < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" ")
    for setting in ("set enable-bracketed-paste off", "tab: complete"):
        readline.parse_and_bind(setting)
    return readline.get_line_buffer


def _say(lines: Iterable[str]) -> None:
    """Print lines; where nobody reads them any more, the notes that still come are taken all the same."""
    for line in lines:
        print(line, flush=True)
