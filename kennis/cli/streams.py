"""The standard streams as a command needs them: all there, and none that stops it because it cannot be written."""

import errno
import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from kennis.locale import _
from kennis.locale.reasons import why

_NOBODY_READS = (errno.EPIPE, errno.EINVAL)  # a pipe whose reader has gone; the latter on Windows


class Written(io.RawIOBase):
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
        return _("the output could not be written: {reason}").format(reason=why(self._failure))


@contextmanager
def standing() -> Iterator[Written]:
    """Let all three streams be there and none stop the command; gives what becomes of standard output.

    A closed one becomes the empty device, so that no file that is opened later takes its descriptor; for standard
    output that device only reads, so that what is printed is refused as on a full disk.
    """
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = sys.stdin or _empty("r", os.O_RDONLY)
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


def _forgiving(stream: Any) -> tuple[TextIO, Written]:
    """Give a text stream that writes as another does, but drops what cannot be written or encoded."""
    written = Written(stream)
    errors = "backslashreplace" if stream.errors == "strict" else stream.errors
    text = io.TextIOWrapper(
        io.BufferedWriter(written),
        encoding=stream.encoding,
        errors=errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
    return text, written
