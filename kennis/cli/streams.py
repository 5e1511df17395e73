"""The standard streams as a command needs them: all there, none that stops it because it cannot be written.

Whatever is printed leaves by way of `Speech`, which lets through only what may be told. What is drawn with colours and
bars on a terminal goes by way of `canvas`, where the text is cleaned before its style is put around it. What comes in
on standard input is read with `heard` and `heard_line`.
"""

import errno
import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from kennis.clean_text import is_decoded, printable
from kennis.errors import InputError
from kennis.locale import _

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderResult

_LONGEST = 25_000_000  # characters of an input; a note holds 100 KB, so that more is a mistake
_SHOWN = 60  # characters of what could not be read, to know it by; set by hand
_NOBODY_READS = (errno.EPIPE, errno.EINVAL)  # a pipe whose reader has gone; the latter on Windows


class GuardedStream(io.RawIOBase):
    """A stream that drops what cannot be written any more, and remembers why; the command goes on to its end.

    Nothing is raised: those who write (print, csv, rich, the line editor) would each catch or name it in their way.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream  # which would close what is beneath it, were it let go
        self._beneath = getattr(stream.buffer, "raw", stream.buffer)
        self._failure: OSError | None = None

    def fileno(self) -> int:
        """Give the descriptor of the stream beneath."""
        return int(self._beneath.fileno())

    def isatty(self) -> bool:
        """Say whether the stream beneath is a terminal."""
        return bool(self._beneath.isatty())

    def writable(self) -> bool:
        """Say that it can be written: what is refused later is dropped."""
        return True

    def write(self, data: Any) -> int:
        """Write bytes and give how many, waiting where the reader is slow; or drop them once that has failed."""
        while self._failure is None:
            try:
                if (count := self._beneath.write(data)) is not None:
                    return int(count)
                select.select((), (self,), ())
            except OSError as error:
                self._failure = error
        return len(data)

    @property
    def complaint(self) -> str:
        """Why not all could be written, as a sentence; empty where it was, or where nobody reads on, as of a pipe."""
        if self._failure is None or self._failure.errno in _NOBODY_READS:
            return ""
        from kennis.locale.reasons import why

        return _("the output could not be written: {reason}").format(reason=why(self._failure))


class Speech(io.TextIOWrapper):
    """A text stream of which only what may be told leaves, whoever writes to it."""

    def write(self, text: str, /) -> int:
        """Write a text without what no terminal may get from a name, an argument or a file."""
        super().write(printable(text))
        return len(text)

    def draw(self, text: str) -> int:
        """Write what was drawn, whose texts were cleaned before they got their styles."""
        return super().write(text)


class _Canvas:
    """A stream for what is drawn, on the same terminal as a stream for what is said."""

    def __init__(self, beneath: Speech) -> None:
        self._beneath = beneath
        self.write = beneath.draw

    def __getattr__(self, name: str) -> Any:
        return getattr(self._beneath, name)


class _Cleaned:
    """Something to be drawn of which every text is cleaned before it is put in its colours."""

    def __init__(self, beneath: "ConsoleRenderable") -> None:
        self._beneath = beneath

    def __rich_console__(self, console: "Console", options: "ConsoleOptions") -> "RenderResult":
        for one in console.render(self._beneath, options):
            yield one if one.control else one._replace(text=printable(one.text))


class _Cleaning:
    """Cleans all that a console is to draw."""

    def process_renderables(self, renderables: "list[ConsoleRenderable]") -> "list[ConsoleRenderable]":
        """Give what is to be drawn, cleaned."""
        return [_Cleaned(one) for one in renderables]


def canvas(stream: TextIO, width: int | None = None) -> "Console":
    """Give what draws on a stream: tables, bars; no text in it is markup, and none holds a control character."""
    from rich.console import Console

    file: Any = _Canvas(stream) if isinstance(stream, Speech) else stream
    made = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    made.push_render_hook(_Cleaning())  # type: ignore[arg-type]  # which asks for no more than this one method
    return made


def heard() -> str:
    """Read all of standard input; raises InputError where it is no UTF-8 text, or goes on without an end."""
    text = _ended(sys.stdin.read(_LONGEST + 1))
    refuse_undecoded(text)
    return text


def heard_line() -> str:
    """Read a line of standard input with its end, nothing at the end of the input; bytes that are no text stand in it
    as surrogates. Raises InputError for a line without an end."""
    return _ended(sys.stdin.readline(_LONGEST + 1))


def _ended(text: str) -> str:
    if len(text) > _LONGEST:
        raise InputError(_("the input goes on after {limit} MB; kennis reads no more").format(limit=_LONGEST // 10**6))
    return text


def refuse_undecoded(text: str) -> None:
    """Raise InputError for a text of which some bytes could not be read: it would be stored otherwise than given."""
    if not is_decoded(text):
        shown = " ".join(printable(text[:_SHOWN]).split())
        raise InputError(_("“{text}” cannot be read as UTF-8, so it is not taken").format(text=shown))


@contextmanager
def standing() -> Iterator[GuardedStream]:
    """Let all three streams be there and none stop the command; gives what becomes of standard output.

    A closed one becomes the empty device, so that no file that is opened later takes its descriptor; for standard
    output that device only reads, so that what is printed is refused as on a full disk.
    """
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = sys.stdin or _empty("r", os.O_RDONLY)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")  # so that `heard` can say what could not be read
    sys.stdout, output = _forgiving(sys.stdout or _empty("w", os.O_RDONLY))
    sys.stderr, _talk = _forgiving(sys.stderr or _empty("w", os.O_WRONLY))
    try:
        yield output
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdin, sys.stdout, sys.stderr = before


def _empty(mode: str, flags: int) -> Any:
    """Open the empty device, which takes the lowest descriptor that is free, that of the closed stream."""
    return os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8", closefd=False)


def _forgiving(stream: Any) -> tuple[TextIO, GuardedStream]:
    """Give a text stream that writes as another does, but drops what cannot be written, encoded or told."""
    written = GuardedStream(stream)
    errors = "backslashreplace" if stream.errors in ("strict", "surrogateescape") else stream.errors
    text = Speech(
        io.BufferedWriter(written),
        encoding=stream.encoding,
        errors=errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
    return text, written
