"""The README names keys that do what it says."""

import re
from pathlib import Path

from kennis.tui.commands.capture import CAPTURE
from kennis.tui.commands.table import key

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
_MARKS = ("@", "#", "~")


def test_the_keys_of_the_readme_are_those_of_the_screen() -> None:
    section = README.partition("## Taking notes")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row) if not name.startswith(_MARKS)]
    known = {key(one).casefold() for command in CAPTURE for one in command.keys}
    assert len(named) > 20
    assert [name for name in named if name.casefold() not in known] == []
