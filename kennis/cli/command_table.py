"""The commands at the top: what each is for, and the module from which it is imported when it is called."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand
from typer.main import get_group_from_info
from typer.models import TyperInfo

from kennis.cli.help import SpeakingGroup, speak
from kennis.locale import _


@dataclass(frozen=True, slots=True)
class CommandPlace:
    """The module of `kennis.cli` in which a command stands, its Typer there, and the command's help.

    `group` says that the Typer is the command, which has others below it; else it holds the command by its name.
    """

    module: str
    holder: str
    help: str
    group: bool = False


def _group(module: str, said: str, holder: str = "app") -> CommandPlace:
    return CommandPlace(module, holder, said, group=True)


def _command(module: str, said: str) -> CommandPlace:
    return CommandPlace(module, "commands", said)


PLACES = {
    "capture": _command("capture", _("Take notes: the screen, or line by line with --plain.")),
    "explore": _command("capture", _("Work the themes: the researcher's room on the screen.")),
    "search": _command(
        "search",
        _(
            'Find notes by words, by meaning or both: "two words" together, begin* of a word, -word to leave out. '
            "Put -- before a query that begins with -."
        ),
    ),
    "similar": _command("search", _("Show the notes nearest in meaning to a note, and the theme each stands in.")),
    "undo": _command(
        "undo", _("Undo the last change that a command made to notes, people or sessions; again for the one before.")
    ),
    "redo": _command("undo", _("Do again what was undone last.")),
    "backup": _command(
        "safety", _("Make a backup of the database, checked by reading it back; older ones are thinned out.")
    ),
    "restore": _command(
        "safety", _("Put a backup in the place of the database, which is kept; without a name list the backups.")
    ),
    "doctor": _command(
        "safety", _("Look for damage in the workspace; with --repair mend what can be mended, on a copy first.")
    ),
    "forget": _command(
        "forget",
        _("Forget a person or a note for good: shows what holds it, with --yes erases it. Without a name: the ledger."),
    ),
    "guide": _command("guide", _("Read the guide: its list of subjects, or the page on one of them.")),
    "demo": _command("workspaces", _("Take the bundled example from its session files to a draft of a book.")),
    "init": _command("workspaces", _("Make a workspace for a programme.")),
    "import": _command(
        "workspaces",
        _(
            "Read session files (.md), tables (.csv), contributions (.docx, .odt) and archives of workspaces (.jsonl) "
            "in; a folder means the files in it."
        ),
    ),
    "sessions": _group("sessions", _("The meetings of the programme.")),
    "participants": _group("participants", _("The people in the registers of the sessions.")),
    "note": _group("notes", _("Add a note."), holder="single"),
    "notes": _group("notes", _("The notes of the sessions.")),
    "actions": _group("actions", _("What was agreed to be done, by whom and by when.")),
    "themes": _group("themes", _("The lasting themes that the notes make.")),
    "memo": _group("memo", _("Researchers' own texts on notes, themes, lenses and sessions.")),
    "outline": _group("outline_versions", _("The outline of the book.")),
    "preflight": _group("preflight", _("What is to be accepted or mended before an export.")),
    "approvals": _group("approvals", _("Ask speakers about their quotes; record the answers.")),
    "export": _group("export", _("Write the draft of the book; every quotation is checked against its note first.")),
    "view": _group("view", _("Silos, timeline, map and coverage: what stands out.")),
}


class _Commands(Mapping[str, Any]):
    """The commands by name, each made when it is asked for; their names are known without that."""

    def __getitem__(self, name: str) -> Any:
        return _made(name)

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


@cache
def _made(name: str) -> Any:
    """Import a command or a group; raises KeyError where there is none of that name."""
    place = PLACES[name]
    holder: typer.Typer = getattr(import_module(f"kennis.cli.{place.module}"), place.holder)
    speak(holder)
    info = TyperInfo(holder, name=name, help=place.help)
    group = get_group_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None, suggest_commands=True)
    if place.group:
        return group
    command = group.commands[name]
    command.help = place.help
    return command


class TopGroup(SpeakingGroup):
    """The program, which lists its commands without importing them."""

    commands: Any

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write what each command is for."""
        limit = formatter.width - 6 - max(map(len, PLACES))  # as the library counts
        rows = [(name, TyperCommand(name, help=place.help).get_short_help_str(limit)) for name, place in PLACES.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
