"""A text in the editor that a person chose for all programs: $VISUAL, else $EDITOR."""

import contextlib
import os
import shlex
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

from kennis.clean_text import clean
from kennis.errors import InputError
from kennis.locale import _
from kennis.locale.reasons import why


def command(environment: Mapping[str, str]) -> list[str]:
    """Give the editor's words; raises InputError where none is set, or its words are not closed."""
    said = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    if not said:
        raise InputError(_("no editor is set: set VISUAL or EDITOR, for instance EDITOR=nano; e writes here"))
    try:
        return shlex.split(said)
    except ValueError as error:
        raise InputError(_("{words} in VISUAL or EDITOR cannot be run").format(words=said)) from error


def edited(text: str, words: list[str]) -> str:
    """Open a text in an editor and give what it was left as, cleaned, without white space around it.

    Raises InputError where the editor cannot be run or fails, or leaves no UTF-8 text. The file is taken away, but for
    one that cannot be read: the error says where that is.
    """
    handle, name = tempfile.mkstemp(prefix="kennis-", suffix=".md")
    path = Path(name)
    os.close(handle)
    try:
        path.write_text(f"{text}\n", "utf-8", newline="\n")
        _run([*words, name])
        said = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(_("what the editor left in {path} is no text in UTF-8").format(path=path)) from error
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    path.unlink()
    return clean(said).text.strip()


def _run(words: list[str]) -> None:
    try:
        with _uninterrupted():
            done = subprocess.run(words, check=False)
    except OSError as error:
        raise InputError(
            _("the editor {name} cannot be run: {reason}").format(name=words[0], reason=why(error))
        ) from error
    if done.returncode:
        raise InputError(
            _("nothing is changed: the editor {name} ended with {code}").format(name=words[0], code=done.returncode)
        )


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Leave Ctrl+C to the editor, which gets it too: it must not end kennis."""
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)  # unlike SIG_IGN this is not handed on
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
