"""The command line: each command parses, calls one workflow, prints, and ends with an exit code."""

import os
import sys

from kennis import locale
from kennis.errors import KennisError


def run() -> None:
    """Run the command that the shell gave; the only place where errors become exit codes."""
    locale.use(_language())
    from kennis.cli.app import app

    try:
        app(prog_name="kennis")
    except KennisError as error:
        print(f"kennis: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _language() -> str:
    """Give the interface's language: KENNIS_LANGUAGE, else English where the locale is English, else Dutch."""
    chosen = os.environ.get("KENNIS_LANGUAGE")
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return chosen or ("en" if spoken.startswith("en") else "nl")
