"""The guide's page on all commands, made of the commands themselves: what they do, their arguments and options."""

import re
from collections.abc import Iterator
from typing import Any

from kennis.cli.help import said
from kennis.guide import COMMANDS, Page
from kennis.locale import _

_MARKS = re.compile(r"([\\`*<])")  # what Markdown could take for more than a letter
_HELP = "help"


def command_page(context: Any) -> Page:
    """Make the page; `context` is what the whole program was called with."""
    about = _(
        "Every command with its arguments and options, as `--help` after a command shows them too. "
        "In front of any command, these can be given:"
    )
    more = _(
        "Data goes to standard output, talk to standard error. A command ends with 0 where all was done, 1 where the "
        "input is wrong, 2 where the command is wrong, 3 where the workspace cannot be used, 4 where a check of the "
        "output failed."
    )
    lines = [f"# {_('All commands')}", "", about, "", *_options(context.command, context), "", more, ""]
    for name, command in _below(context.command, context):
        lines += _section(f"kennis {name}", command, context, 2)
    return Page(COMMANDS, "\n".join(lines).rstrip("\n") + "\n")


def _below(group: Any, context: Any) -> list[tuple[str, Any]]:
    return [(name, group.get_command(context, name)) for name in group.list_commands(context)]


def _section(name: str, command: Any, parent: Any, level: int) -> Iterator[str]:
    """Give what is told of a command, and of those in it where it is a group."""
    context = command.context_class(command, info_name=name, parent=parent)
    inner = _below(command, context) if hasattr(command, "list_commands") else []
    yield from (f"{'#' * level} {name}", "", _plain(command.help), "")
    if not inner or command.invoke_without_command:
        words = [_argument(one) for one in command.get_params(context) if one.param_type_name == "argument"]
        yield from ("```text", " ".join([name, *words, _("[OPTIONS]")]), "```", "")
    options = list(_options(command, context))
    yield from (*options, *([""] if options else []))
    for one, below in inner:
        yield from _section(f"{name} {one}", below, context, level + 1)


def _argument(argument: Any) -> str:
    name = (argument.metavar or argument.name).strip("[]").upper() + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _options(command: Any, context: Any) -> Iterator[str]:
    """Give a line for each argument and each option, apart from the one that shows the help."""
    for one in command.get_params(context):
        record = one.get_help_record(context)
        if record is not None and one.name != _HELP:
            term = _argument(one) if one.param_type_name == "argument" else said(record[0])
            yield f"- `{term}`: {_plain(said(record[1]))}"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
