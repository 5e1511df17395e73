"""Every command of the command line, with arguments and options that nobody would think of."""

import os
from enum import Enum
from pathlib import Path
from random import Random
from typing import Any

from typer.main import get_command

from kennis.cli.app import app
from tests.fuzz.engine import Call, series
from tests.fuzz.mutation import ODD_TEXTS

NAMES = (
    "n1",
    "n3",
    "n7",
    "n999",
    "N1",
    "1",
    "T-001",
    "T-002",
    "T-999",
    "t1",
    "2",
    "1.1",
    "1.1.1",
    "2.9",
    "2017-01-31",
    "2017-01-31-digitale-overheid",
    "2017",
    "david-geerts",
    "@david-geerts",
    "verkokering",
    "rol-overheid",
    "CD&V",
    "data",
    "name",
    "withdrawn",
    "latest",
)
PATHS = (
    "boek.md",
    "kennis.toml",
    "sessions",
    "exports",
    "nergens/x.md",
    "nieuw",
    ".",
    "..",
    "../..",
    "",
    "~nouser/x",
    "kennis.toml/x",
    "pijp",
    "lus",
    "bytes-\udcff.md",
    "\x1b]0;x\x07.md",
    "/dev/null",
    "/dev/null/x",
    "a" * 300,
    ".kennis/kennis.db",
)
SLOW = {"demo"}  # takes half a minute by design
RARE = {"run": 0.1, "place": 0.2}  # load the model, which takes seconds
FREE = {("doctor",), ("capture",)}  # keep what was mended or typed before something failed


def commands(group: Any, above: tuple[str, ...] = ()) -> "dict[tuple[str, ...], Any]":
    """Give every command of a group and those below it, by its words."""
    found: dict[tuple[str, ...], Any] = {}
    for name, command in sorted(group.commands.items()):
        words = (*above, name)
        found |= commands(command, words) if hasattr(command, "commands") else {words: command}
    return found


ALL = commands(get_command(app))


def draw(random: Random, folder: Path) -> Call:
    """Draw a command with its arguments."""
    os.mkfifo(folder / "pijp")
    (folder / "lus").symlink_to("lus")
    (folder / "bytes-\udcff.md").write_text("- x\n")
    words, command = random.choice([one for one in ALL.items() if one[0][-1] not in SLOW])
    if random.random() > RARE.get(words[-1], 1.0):
        words, command = ("notes", "list"), ALL["notes", "list"]
    given: list[str] = []
    for param in command.params:
        given += _given(random, param)
    if random.random() < 0.03:
        given.insert(random.randrange(len(given) + 1), random.choice(("--help", "--", "--nowhere", "-x", "meer")))
    stdin = random.choice((b"", b"Een notitie.\n", b"\xff\xfe\0", b":help\n:list\nEen notitie @jan\n:quit\n"))
    return Call([*words, *given], stdin, may_change=words in FREE)


def _given(random: Random, param: Any) -> list[str]:
    """Draw what is given for an argument or an option."""
    if param.param_type_name == "argument":
        count = random.choice((1, 1, 2)) if param.nargs == -1 else 1
        left_out = random.random() < (0.03 if param.required else 0.4)
        return [] if left_out else [_value(random, param) for _ in range(count)]
    if random.random() < 0.65 and not param.required:
        return []
    name = random.choice([*param.opts, *param.secondary_opts])
    return [name] if getattr(param, "is_flag", False) else [name, _value(random, param)]


def _value(random: Random, param: Any) -> str:
    kind = param.type_descriptor.annotation
    if issubclass(kind, Enum) and random.random() < 0.85:
        return str(random.choice(list(kind)).value)
    pool: tuple[str, ...] = (*NAMES, *NAMES, *NAMES, *ODD_TEXTS, *PATHS[:12])
    if issubclass(kind, Path):
        pool = (*PATHS, *PATHS, *PATHS, *ODD_TEXTS)
    elif issubclass(kind, int) and random.random() < 0.8:
        pool = ("1", "2", "3", "0", "-1", "99", "9" * 30)
    drawn = random.choice(pool)
    return drawn.replace("\ud800", "\udcff")  # what a shell can give: bytes that are no UTF-8


def test_every_command_is_drawn() -> None:
    assert len(ALL) > 60


def test_arguments(template: Path, tmp_path: Path) -> None:
    series("arguments", template, tmp_path, draw)
