"""The guide's page on all commands, made of the commands themselves: what they do, their arguments and options."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kennis.cli.command_description import CommandDescription, descriptions, options
from kennis.guide import COMMANDS, Page
from kennis.locale import _

_MARKS = re.compile(r"([\\`*<])")  # what Markdown could take for more than a letter


def command_page(context: Any) -> Page:
    """Make the page; `context` is what the whole program was called with."""
    about = _(
        "Every command with its arguments and options, as `--help` after a command shows them too. "
        "In front of any command, these can be given:"
    )
    above = _options(options(context.command, context))
    lines = [f"# {_('All commands')}", "", about, "", *above, "", exit_codes(), ""]
    for one in descriptions(context):
        lines += _section(one)
    return Page(COMMANDS, "\n".join(lines).rstrip("\n") + "\n")


def exit_codes() -> str:
    """Say where output goes and what the code means that a command ends with."""
    return _(
        "Data goes to standard output, talk to standard error. A command ends with 0 where all was done, 1 where the "
        "input is wrong, 2 where the command is wrong, 3 where the workspace cannot be used, 4 where a check of the "
        "output failed."
    )


def _section(one: CommandDescription) -> Iterator[str]:
    yield from (f"{'#' * (one.depth + 1)} {one.name}", "", _plain(one.help), "")
    if one.usage:
        yield from ("```text", one.usage, "```", "")
    if one.options:
        yield from (*_options(one.options), "")


def _options(described: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, text in described:
        yield f"- `{term}`: {_plain(text)}"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
