"""Every command of the capture screen, declared once: key bindings, palette, help screen and footer are made of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from textual.binding import Binding, BindingType

from kennis.locale import _


class Where(Enum):
    """Where the keys of a command work."""

    ENTRY = "entry"
    STREAM = "stream"
    ANYWHERE = "anywhere"


class Group(Enum):
    """Under which heading a command stands in the help."""

    WRITING = "writing"
    MOVING = "moving"
    NOTE = "note"
    LOOKING = "looking"
    SESSION = "session"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done: the action `action_<name>`, its keys, what it is called and what it does.

    `footer` is its place in the footer, 0 for none: only few keys matter at a time.
    """

    name: str
    keys: tuple[str, ...]
    where: Where
    group: Group
    footer: int
    label: Callable[[], str]
    help: Callable[[], str]


Words = Callable[[], str]


def _in(where: Where, group: Group, *rows: tuple[str, str, int, Words, Words]) -> tuple[Command, ...]:
    return tuple(Command(name, tuple(keys.split()), where, group, rank, *words) for name, keys, rank, *words in rows)


COMMANDS: tuple[Command, ...] = (
    *_in(
        Where.ENTRY,
        Group.WRITING,
        (
            "save",
            "enter ctrl+s",
            1,
            lambda: _("save"),
            lambda: _("save the note; it gets the time of its first character"),
        ),
        ("new_line", "shift+enter ctrl+j", 0, lambda: _("new line"), lambda: _("go on on a new line in the same note")),
        (
            "complete",
            "tab",
            2,
            lambda: _("complete"),
            lambda: _("complete a speaker, tag or lens; arrows choose another"),
        ),
        ("edit_last", "up", 3, lambda: _("previous"), lambda: _("edit the last note, from an empty field")),
    ),
    *_in(
        Where.ANYWHERE,
        Group.WRITING,
        (
            "leave",
            "escape",
            0,
            lambda: _("back"),
            lambda: _("back to the entry field; there: leave the note that is being edited as it was"),
        ),
        (
            "release_speaker",
            "ctrl+o",
            0,
            lambda: _("speaker off"),
            lambda: _("the speaker stays for the next notes until another is typed; this lets the speaker go"),
        ),
        (
            "describe_speaker",
            "f6",
            0,
            lambda: _("new speaker"),
            lambda: _("say who the new speaker is: name, role, organisation, consent"),
        ),
        (
            "undo",
            "ctrl+z",
            4,
            lambda: _("undo"),
            lambda: _("undo typing in a filled field, else the last change of a note"),
        ),
        ("redo", "ctrl+y ctrl+shift+z", 0, lambda: _("redo"), lambda: _("do again what was undone")),
    ),
    *_in(
        Where.ENTRY,
        Group.MOVING,
        (
            "to_stream",
            "ctrl+up pageup",
            5,
            lambda: _("to the notes"),
            lambda: _("go from the entry field to the notes; what stands in the field stays"),
        ),
    ),
    *_in(
        Where.STREAM,
        Group.MOVING,
        ("previous_note", "up", 0, lambda: _("up"), lambda: _("to the note before")),
        (
            "next_note",
            "down",
            0,
            lambda: _("down"),
            lambda: _("to the next note; after the last one to the entry field"),
        ),
        ("page_back", "pageup ctrl+up", 0, lambda: _("page up"), lambda: _("a screenful back")),
        ("page_on", "pagedown", 0, lambda: _("page down"), lambda: _("a screenful on")),
        ("first_note", "home", 0, lambda: _("first"), lambda: _("to the first note")),
        ("last_note", "end", 0, lambda: _("last"), lambda: _("to the last note")),
    ),
    *_in(
        Where.STREAM,
        Group.NOTE,
        ("edit_note", "enter e", 1, lambda: _("edit"), lambda: _("edit the selected note in the entry field")),
        (
            "split_note",
            "s",
            2,
            lambda: _("split"),
            lambda: _("cut the selected note in two: put the cursor between the parts, then Enter"),
        ),
        ("merge_note", "m", 3, lambda: _("merge"), lambda: _("put the next note under the selected one")),
        ("set_kind", "k", 4, lambda: _("kind"), lambda: _("choose another kind for the selected note")),
        ("set_speaker", "p", 5, lambda: _("speaker"), lambda: _("choose another speaker for the selected note")),
        ("set_consent", "c", 6, lambda: _("consent"), lambda: _("choose what may be printed of the selected note")),
        ("star", "asterisk", 7, lambda: _("star"), lambda: _("put a star on the selected note, or take it off")),
        ("delete_note", "delete", 8, lambda: _("delete"), lambda: _("delete the selected note; Ctrl+Z brings it back")),
        ("show_versions", "v", 9, lambda: _("versions"), lambda: _("show what the selected note said before")),
    ),
    *_in(
        Where.ANYWHERE,
        Group.LOOKING,
        ("find", "ctrl+f", 6, lambda: _("find"), lambda: _("find words in this session while you type them")),
        (
            "filter",
            "ctrl+l",
            0,
            lambda: _("filter"),
            lambda: _("show only notes of a kind, a speaker or a tag: ? or @name or #tag"),
        ),
        ("jump", "ctrl+g", 0, lambda: _("go to time"), lambda: _("go to the notes of a time, such as 14:05")),
    ),
    *_in(
        Where.ANYWHERE,
        Group.SESSION,
        ("sessions", "f7", 0, lambda: _("sessions"), lambda: _("list the sessions: switch, close, reopen")),
        ("new_session", "f8", 0, lambda: _("new session"), lambda: _("make a new session")),
        ("write_file", "f9", 0, lambda: _("write file"), lambda: _("write the session's file from the notes")),
        (
            "close_session",
            "",
            0,
            lambda: _("close session"),
            lambda: _("close the session and write its file; it can be reopened"),
        ),
        ("reopen_session", "", 0, lambda: _("reopen session"), lambda: _("open the closed session for writing again")),
    ),
    *_in(
        Where.ANYWHERE,
        Group.SCREEN,
        ("help", "f1", 10, lambda: _("help"), lambda: _("show all keys")),
        ("palette", "ctrl+p", 11, lambda: _("commands"), lambda: _("find any command by its name")),
        (
            "switch_theme",
            "ctrl+t",
            0,
            lambda: _("light or dark"),
            lambda: _("switch between the light and the dark colours"),
        ),
        ("leave_kennis", "ctrl+q", 0, lambda: _("quit"), lambda: _("leave kennis; what stands in the field is kept")),
    ),
)
_KEYS = {
    "ctrl": "Ctrl",
    "shift": "Shift",
    "enter": "Enter",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "delete": "Del",
    "asterisk": "*",
}


def bindings(where: Where) -> list[BindingType]:
    """Give the key bindings of a place, each to the action of the screen that bears the command's name."""
    return [
        Binding(",".join(command.keys), f"screen.{command.name}", show=False)
        for command in COMMANDS
        if command.where is where and command.keys
    ]


def heading(group: Group) -> str:
    """Name a group."""
    return {
        Group.WRITING: _("Writing"),
        Group.MOVING: _("Moving"),
        Group.NOTE: _("The selected note"),
        Group.LOOKING: _("Looking"),
        Group.SESSION: _("The session"),
        Group.SCREEN: _("The screen"),
    }[group]


def key(name: str) -> str:
    """Write a key as it stands on the keyboard."""
    parts = [_KEYS.get(part, part.upper() if len(part) == 1 or part[0] == "f" else part) for part in name.split("+")]
    if len(parts) == 1 and len(name) == 1:
        return name
    return "+".join(parts)


def keys(command: Command) -> str:
    """Write all keys of a command."""
    return ", ".join(key(one) for one in command.keys)


def footer(where: Where) -> Iterable[Command]:
    """Give the few commands that matter in a place, the most needed first."""
    shown = [one for one in COMMANDS if one.footer and one.where in (where, Where.ANYWHERE)]
    return sorted(shown, key=lambda one: (one.where is Where.ANYWHERE, one.footer))
