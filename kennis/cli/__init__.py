"""The command line: each command parses, calls one workflow, prints, and ends with an exit code."""

import os
import sys

import typer

from kennis import locale
from kennis.cli.streams import standing
from kennis.cli.usage_errors import refuse
from kennis.environment import LANGUAGE
from kennis.errors import KennisError, WorkspaceError

_ASCII = "ascii"  # of the locale C, where Python was told (PYTHONUTF8=0) not to take it for UTF-8
_UTF8 = "PYTHONUTF8"
_INTERRUPTED = 130  # as a shell counts what Ctrl+C ended


def run() -> None:
    """Run the command that the shell gave; the only place where errors become exit codes.

    Where the system's character set is ASCII, Python starts again and takes arguments, file names and input as UTF-8.

    A pipe whose reader has gone changes no exit code: whether it is seen at all hangs on how much was printed.
    """
    if sys.getfilesystemencoding() == _ASCII and os.environ.get(_UTF8) != "1":
        os.environ[_UTF8] = "1"  # for the processes that it starts as well
        os.execv(sys.executable, (sys.executable, *sys.orig_argv[1:]))
    locale.use(_language())
    with standing() as output:
        code = _command()
        sys.stdout.flush()
        if output.complaint:
            _say(output.complaint)
            code = code or WorkspaceError.exit_code
    sys.exit(code)


def _command() -> int:
    try:
        from kennis.cli.app import app

        code: int | None = app(prog_name="kennis", standalone_mode=False)
        return code or 0
    except KennisError as error:
        _say(str(error))
        return error.exit_code
    except typer.TyperException as error:
        return refuse(error)
    except (typer.Abort, KeyboardInterrupt):
        return _INTERRUPTED


def _say(sentence: str) -> None:
    print("kennis:", *sentence.split(), file=sys.stderr)  # in one line, whatever lines a name in it has


def _language() -> str:
    """Give the interface's language: KENNIS_LANGUAGE, else English where the locale is English, else Dutch."""
    chosen = os.environ.get(LANGUAGE)
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return chosen or ("en" if spoken.startswith("en") else "nl")
