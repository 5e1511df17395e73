"""What is wrong with the way a command was called, in a sentence of the interface's language."""

import re
import sys

import typer

from kennis.locale import _

_SHOWING_USAGE = ("Missing", "Got", "No such option")


def refuse(error: typer.TyperException) -> int:
    """Say what the library found wrong with a call, in its own words where we have none; gives the exit code."""
    context = getattr(error, "ctx", None)
    text = error.format_message()
    if context is not None and text == context.get_help():
        print(text, file=sys.stderr)
        return error.exit_code
    names = ", ".join(getattr(context.command, "commands", ())) if context else ""
    worded = _worded(text, names)
    print("kennis:", *(worded or text).split(), file=sys.stderr)
    if context is not None and (not worded or text.startswith(_SHOWING_USAGE)):
        print(context.get_usage(), file=sys.stderr)
    return error.exit_code


def _worded(text: str, commands: str) -> str:
    """Word a complaint; `commands` are those that there are where it was made."""
    for pattern, said in _known().items():
        if found := re.fullmatch(pattern, text, re.DOTALL):
            parts = {name: " ".join(part.replace("'", "").split()) for name, part in found.groupdict().items()}
            return said.format(**{"known": commands, **parts})
    return ""


def _known() -> dict[str, str]:
    name = r"['\"](?P<name>.+?)['\"]"
    invalid = f"Invalid value for {name}: "
    return {
        rf"{invalid}.*?'(?P<value>.*)' is not one of (?P<known>.+?)\.?": _(
            "{name} cannot be “{value}”; it is one of: {known}"
        ),
        rf"{invalid}.*'(?P<value>.*)' does not match the formats? .*": _(
            "{name}: “{value}” is no date; one is written as 2020-03-12"
        ),
        rf"{invalid}.*valid int.*": _("{name} has to be a whole number"),
        rf"{invalid}.*greater than or equal to (?P<least>\S+)": _("{name} has to be at least {least}"),
        rf"Missing (?:argument|option|parameter) {name}\.": _("{name} is missing"),
        rf"Missing (?:argument|option|parameter) {name}\. Choose from:(?P<known>.*)": _(
            "{name} is missing; it is one of: {known}"
        ),
        r"Missing command\.": _("a command is missing; there are: {known}"),
        rf"No such command {name}\.": _("there is no command “{name}”; there are: {known}"),
        rf"No such command {name}\. Did you mean (?P<known>.*)\?": _(
            "there is no command “{name}”; did you mean: {known}?"
        ),
        r"No such option: (?P<name>\S+)": _("there is no option {name}"),
        r"No such option: (?P<name>\S+) \(Possible options: (?P<known>.*)\)": _(
            "there is no option {name}; did you mean: {known}?"
        ),
        r"Got unexpected extra arguments?(?:\(s\))? \((?P<given>.*)\)": _("this is too much: {given}"),
        rf"Option {name} requires .*": _("{name} needs a value"),
        rf"Option {name} does not take a value\.": _("{name} takes no value"),
    }
