"""The man page, made of the commands themselves and of the guide, with macros of man(7) that groff and mandoc know."""

import datetime
import os
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from kennis import clock
from kennis.cli.command_description import CommandDescription, descriptions, options
from kennis.cli.command_page import exit_codes
from kennis.guide import Page, page
from kennis.locale import _

NAME = "kennis.1"
_EPOCH = "SOURCE_DATE_EPOCH"  # by which who builds a package says when, so that the same source gives the same file
_WIDEST = 72  # of a line of the source, which mandoc wants below 80; escapes make it longer
_VARIABLE = re.compile(r"^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| (.+?) \| .+? \|$", re.MULTILINE)
_ESCAPES = str.maketrans(
    {"\\": r"\(rs", "-": r"\-", "'": r"\(aq", '"': r"\(dq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
)


def man_page(context: Any, pages: Iterable[Page], version: str) -> str:
    """Make the page; `context` is what the whole program was called with, `pages` are those of the guide."""
    program = context.command
    lines = [
        "'\\\" -*- coding: utf-8 -*-",
        f'.TH KENNIS 1 "{_date()}" "kennis {_escaped(version)}" "kennis"',
        *_section(_("NAME"), [f"kennis \\- {_escaped(program.help)}"]),
        *_section(_("SYNOPSIS"), [".B kennis", _escaped(_("[OPTIONS] COMMAND [ARGUMENTS]"))]),
        *_section(_("DESCRIPTION"), _filled(_about())),
        *_section(_("OPTIONS"), _terms(options(program, context))),
        *_section(_("COMMANDS"), (line for one in descriptions(context) for line in _command(one))),
        *_section(_("EXIT STATUS"), _filled(exit_codes())),
        *_section(_("ENVIRONMENT"), _terms(_variables())),
        *_section(_("SEE ALSO"), _terms((f"kennis guide {one.subject}", one.title) for one in pages)),
    ]
    return "\n".join(lines) + "\n"


def _about() -> str:
    return _(
        "Without a command kennis opens the screen for notes, on the latest session. How one works with it is told in "
        "the guide: kennis guide. Here every command stands with its options, as -h after it shows them."
    )


def _date() -> datetime.date:
    given = os.environ.get(_EPOCH, "")
    made = datetime.datetime.fromtimestamp(int(given), datetime.UTC) if given.isdecimal() else clock.now()
    return made.date()


def _variables() -> Iterator[tuple[str, str]]:
    """Give the variables of the environment and what they say, as the guide's page on settings has them."""
    for names, text in _VARIABLE.findall(page("settings").text):
        yield names.replace("`", ""), text.replace("`", "")


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'.SH "{_escaped(heading)}"'
    yield from lines


def _command(one: CommandDescription) -> Iterator[str]:
    yield f'.SS "{_escaped(one.name)}"'
    yield from _filled(one.help)
    if one.usage:
        yield from (".PP", f".B {_escaped(one.usage)}")
    yield from _terms(one.options)


def _terms(described: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, text in described:
        yield from (".TP", f".B {_escaped(term)}", *_filled(text))


def _filled(text: str) -> Iterator[str]:
    """Give a text as lines that are laid out anew where they are read; none is taken for a macro."""
    for line in textwrap.wrap(text, _WIDEST, break_long_words=False, break_on_hyphens=False):
        yield f"\\&{_escaped(line)}" if line.startswith(".") else _escaped(line)


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)
