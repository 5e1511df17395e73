"""The help of each command in the language of the interface, also the words in it that are the library's own."""

import re
from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from kennis.cli.streams import refuse_undecoded
from kennis.locale import _


class _Formatter:
    """Lays help out as the library does, after putting its words into our language."""

    def __init__(self, beneath: Any) -> None:
        self._beneath = beneath

    def __getattr__(self, name: str) -> Any:
        return getattr(self._beneath, name)

    def write_usage(self, program: str, arguments: str = "", prefix: str | None = None) -> None:
        self._beneath.write_usage(program, said(arguments), prefix or _("Usage: "))

    def section(self, name: str) -> Any:
        return self._beneath.section(said(name))

    def write_dl(self, rows: Iterable[tuple[str, str]]) -> None:
        self._beneath.write_dl([(said(name), said(text)) for name, text in rows])


class _Context(typer.Context):
    """What a command is called with; its help is in our language."""

    def make_formatter(self) -> Any:
        """Give what lays the help out."""
        return _Formatter(super().make_formatter())


class _Command(TyperCommand):
    context_class = _Context

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take what the command was called with; a path may hold bytes that are no text, another argument may not."""
        rest = super().parse_args(ctx, args)
        _refuse_undecoded(ctx.params.values())
        return rest


class SpeakingGroup(TyperGroup):
    """A group of commands whose help is in our language."""

    context_class = _Context

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take what stands before the name of a command, as `_Command` does."""
        rest = super().parse_args(ctx, args)
        _refuse_undecoded(ctx.params.values())
        return rest


def _refuse_undecoded(values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, str):
            refuse_undecoded(value)
        elif isinstance(value, list | tuple):
            _refuse_undecoded(value)


def speak(app: typer.Typer) -> None:
    """Let all commands of an app, and of the groups in it, give their help in the language in use when it is asked."""
    app.info.cls = SpeakingGroup
    for command in app.registered_commands:
        command.cls = _Command
    for group in app.registered_groups:
        group.cls = SpeakingGroup
        if group.typer_instance:
            speak(group.typer_instance)


def said(text: str) -> str:
    """Put a word or a note of the library that lays the help out into the language in use."""
    known = {
        "Arguments": _("Arguments"),
        "Options": _("Options"),
        "Commands": _("Commands"),
        "Show this message and exit.": _("Show this help."),
        "Install completion for the current shell.": _("Have this shell complete commands, themes and people."),
        "Show completion for the current shell, to copy it or customize the installation.": _(
            "Print what does so, to put it in place yourself."
        ),
    }
    words = {
        "[OPTIONS]": _("[OPTIONS]"),
        "COMMAND [ARGS]...": _("COMMAND [ARGS]..."),
        "<str>": _("<text>"),
        "<int>": _("<number>"),
        "<int range>": _("<number>"),
        "<path>": _("<file>"),
        "<%Y-%m-%d>": _("<date>"),
    }
    notes = {"default": _("default"), "required": _("required"), "env var": _("environment variable")}
    pattern = "|".join(map(re.escape, words)) + rf"|(?<=[\[ ])(?:{'|'.join(notes)})(?=[:;\]])"
    return known.get(text) or re.sub(pattern, lambda found: (words | notes)[found[0]], text)
