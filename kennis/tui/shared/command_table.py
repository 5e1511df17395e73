"""What a command is, and how its keys are bound, written and shown: the tables beside this one are made of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from inspect import isawaitable
from operator import attrgetter

from textual.binding import Binding, BindingType

from kennis.locale import _


class Where(Enum):
    """Where the keys of a command work: parts of the capture screen, of the researcher's room, of the editors' room."""

    ENTRY = "entry"
    STREAM = "stream"
    ANYWHERE = "anywhere"
    PROPOSALS = "proposals"
    NOTES = "notes"
    THEMES = "themes"
    ROOM = "room"
    CHANGES = "changes"
    PARTS = "parts"
    PASSAGES = "passages"
    OUTLINE = "outline"


class CommandGroup(Enum):
    """Under which heading a command stands in the help."""

    WRITING = "writing"
    MOVING = "moving"
    MARKING = "marking"
    NOTE = "note"
    NOTES = "notes"
    THEMES = "themes"
    PROPOSALS = "proposals"
    PARTS = "parts"
    PASSAGES = "passages"
    LOOKING = "looking"
    RUNNING = "running"
    SESSION = "session"
    SCREEN = "screen"


Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done on a screen: its keys, what it is called and what it does.

    `does` is the method that does it, from the screen on, as `entry.save`; where it is empty, the screen's own
    `action_<name>`. `footer` is its place in the footer, 0 for none: only few keys matter at a time.
    """

    name: str
    label: Words
    help: Words
    keys: tuple[str, ...] = ()
    does: str = ""
    footer: int = 0
    where: Where = Where.ANYWHERE
    group: CommandGroup = CommandGroup.SCREEN

    @property
    def method(self) -> str:
        """The method that does it, from the screen on."""
        return self.does or f"action_{self.name}"


def placed(where: Where, group: CommandGroup, *commands: Command) -> tuple[Command, ...]:
    """Put commands in a place and a group."""
    return tuple(replace(one, where=where, group=group) for one in commands)


async def do(screen: object, commands: Iterable[Command], name: str) -> None:
    """Do the command of that name on a screen."""
    command = next(one for one in commands if one.name == name)
    done = attrgetter(command.method)(screen)()
    if isawaitable(done):
        await done


_KEYS = {
    "ctrl": "Ctrl",
    "shift": "Shift",
    "enter": "Enter",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "delete": "Del",
    "asterisk": "*",
    "space": "Space",
    "slash": "/",
    "tilde": "~",
    "plus": "+",
    "minus": "-",
}


def bindings(commands: Iterable[Command], where: Where) -> list[BindingType]:
    """Give the key bindings of a place, each to the screen's action `command`, which does it."""
    return [
        Binding(",".join(command.keys), f"screen.command('{command.name}')", show=False)
        for command in commands
        if command.where is where and command.keys
    ]


def heading(group: CommandGroup) -> str:
    """Name a group."""
    return {
        CommandGroup.WRITING: _("Writing"),
        CommandGroup.MOVING: _("Moving"),
        CommandGroup.MARKING: _("Marking"),
        CommandGroup.NOTE: _("The selected note"),
        CommandGroup.NOTES: _("The note under the cursor, or the marked ones"),
        CommandGroup.THEMES: _("The theme under the cursor, or that is shown"),
        CommandGroup.PROPOSALS: _("The proposal under the cursor, or the marked ones"),
        CommandGroup.PARTS: _("The part under the cursor: chapter, section or passage"),
        CommandGroup.PASSAGES: _("The passage under the cursor"),
        CommandGroup.LOOKING: _("Looking"),
        CommandGroup.RUNNING: _("Looking for themes"),
        CommandGroup.SESSION: _("The session"),
        CommandGroup.SCREEN: _("The screen"),
    }[group]


def key(name: str) -> str:
    """Write a key as it stands on the keyboard."""
    if len(name) == 1:
        return name
    parts = [_KEYS.get(part, part.upper() if len(part) == 1 or part[0] == "f" else part) for part in name.split("+")]
    return "+".join(parts)


def keys(command: Command) -> str:
    """Write all keys of a command."""
    return ", ".join(key(one) for one in command.keys)


def footer(commands: Iterable[Command], places: Sequence[Where]) -> list[Command]:
    """Give the few commands that matter in a place, the most needed first; `places` are what works there, in order."""
    shown = [one for one in commands if one.footer and one.where in places]
    return sorted(shown, key=lambda one: (places.index(one.where), one.footer))
