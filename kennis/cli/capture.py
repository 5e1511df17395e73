"""Taking notes: the screen, or line by line."""

import contextlib
import signal
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kennis.cli.here import workspace
from kennis.errors import UsageError
from kennis.locale import _
from kennis.workflows.workspace import find

if TYPE_CHECKING:
    from kennis.workflows.dictation import Dictation

_Name = Annotated[str, typer.Argument(help=_("A session id, or its beginning; another name makes a session of today."))]
_UNSAVED = 3


def capture(
    context: typer.Context,
    session: _Name = "",
    plain: Annotated[
        bool, typer.Option("--plain", help=_("Line by line, without a screen: for screen readers and pipes."))
    ] = False,
) -> None:
    """Take notes."""
    if plain:
        raise typer.Exit(_converse(context, session))
    if not on_terminal():
        raise UsageError(_("there is no terminal to draw on; take notes line by line with: kennis capture --plain"))
    open_screen(context, _found(context, session) if session else "")


def on_terminal() -> bool:
    """Say whether there is a terminal to read keys from and to draw on, which is done through standard error."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def open_screen(context: typer.Context, session: str = "") -> NoReturn:
    """Open the screen on a session, the latest where none is named; ends with its exit code."""
    from kennis.tui.app import run

    raise typer.Exit(run(find(context.obj), session))


def _found(context: typer.Context, name: str) -> str:
    """Give the id of the session that is named, made where it is not there."""
    from kennis.workflows.desk import Desk
    from kennis.workflows.dictation import session_named

    with Desk(workspace(context), "") as desk:
        session, made = session_named(desk, name)
    if made:
        print(_("there is no session {name} yet; made {id}").format(name=session.title, id=session.id), file=sys.stderr)
    return session.id


def _converse(context: typer.Context, session: str) -> int:
    from kennis.workflows.desk import Desk
    from kennis.workflows.dictation import Dictation
    from kennis.workflows.drafts import claim

    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a character that cannot be read or shown is no reason to stop
    here = workspace(context)
    with claim(here.database) as station, Desk(here, station.name) as desk:
        talk = Dictation(desk, station, here.settings.programme.lenses)
        _say(talk.open(session))
        try:
            with contextlib.suppress(KeyboardInterrupt), _ending_on_signals():
                _listen(talk)
        finally:
            _say(talk.finish())
    return _UNSAVED if talk.unsaved else 0


def _listen(talk: "Dictation") -> None:
    from kennis.workflows.dictation import hear

    while not talk.over:
        _say(talk.news())
        line = _line(talk)
        if line is None:
            return
        _say(hear(talk, line))


def _line(talk: "Dictation") -> str | None:
    """Read a line without its end; None at the end of the input. What is typed when Ctrl+C comes is kept."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        read = sys.stdin.readline()
        return read.removesuffix("\n").removesuffix("\r") if read else None
    readline = _editing(talk)
    try:
        return input(talk.prompt())
    except EOFError:
        return None
    except KeyboardInterrupt:
        talk.interrupted(readline.get_line_buffer())
        print()
        raise


def _editing(talk: "Dictation") -> ModuleType:
    """Let the terminal's own line be edited and completed, without any control sequence."""
    import readline

    from kennis.workflows.dictation import endings

    def complete(_word: str, place: int) -> str | None:
        found = endings(talk, readline.get_line_buffer()[: readline.get_endidx()])
        return found[place] if place < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" ")
    for setting in ("set enable-bracketed-paste off", "tab: complete"):
        readline.parse_and_bind(setting)
    return readline


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


@contextlib.contextmanager
def _ending_on_signals() -> Iterator[None]:
    """End as on Ctrl+C when the system or a closed terminal asks to stop."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
