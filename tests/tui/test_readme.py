"""The README names keys that do what it says."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from kennis.tui.commands.capture import CAPTURE
from kennis.tui.commands.room import ROOM
from kennis.tui.commands.table import Command, key

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
_NO_KEYS = ("@speaker", "#tag", "~lens")


def named(title: str) -> list[str]:
    """Give the keys that the table of a section names."""
    section = README.partition(f"## {title}")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row) if name not in _NO_KEYS]


@pytest.mark.parametrize(("title", "commands"), [("Taking notes", CAPTURE), ("Working themes", ROOM)])
def test_the_keys_of_the_readme_are_those_of_the_screen(title: str, commands: Sequence[Command]) -> None:
    known = {key(one).casefold() for command in commands for one in command.keys}
    assert len(named(title)) > 10
    assert [name for name in named(title) if name.casefold() not in known] == []
