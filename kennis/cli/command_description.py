"""What the guide and the man page tell of a command: taken from the command itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kennis.cli.help import said
from kennis.locale import _

_HELP = "help"


@dataclass(frozen=True, slots=True)
class CommandDescription:
    """A command: its whole name, its depth below the program, what it is for, how it is called, its options.

    `usage` is empty for a group that does nothing by itself; an option is its term, `--out <file>`, and what it does.
    """

    name: str
    depth: int
    help: str
    usage: str
    options: tuple[tuple[str, str], ...]


def descriptions(context: Any) -> Iterator[CommandDescription]:
    """Describe all commands; `context` is what the whole program was called with."""
    for name, command in _below(context.command, context):
        yield from _described(f"kennis {name}", command, context, 1)


def options(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    """Give the term and the text of each argument and each option, apart from the one that shows the help."""
    for one in command.get_params(context):
        record = one.get_help_record(context)
        if record is not None and one.name != _HELP:
            yield _argument(one) if one.param_type_name == "argument" else said(record[0]), said(record[1])


def _below(group: Any, context: Any) -> list[tuple[str, Any]]:
    return [(name, group.get_command(context, name)) for name in group.list_commands(context)]


def _described(name: str, command: Any, parent: Any, depth: int) -> Iterator[CommandDescription]:
    """Describe a command, and those in it where it is a group."""
    context = command.context_class(command, info_name=name, parent=parent)
    inner = _below(command, context) if hasattr(command, "list_commands") else []
    usage = ""
    if not inner or command.invoke_without_command:
        words = [_argument(one) for one in command.get_params(context) if one.param_type_name == "argument"]
        usage = " ".join([name, *words, _("[OPTIONS]")])
    yield CommandDescription(name, depth, command.help, usage, tuple(options(command, context)))
    for one, below in inner:
        yield from _described(f"{name} {one}", below, context, depth + 1)


def _argument(argument: Any) -> str:
    name = (argument.metavar or argument.name).strip("[]").upper() + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"
