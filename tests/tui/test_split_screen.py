"""What a room with two lists has to bring itself."""

from typing import ClassVar

import pytest

from kennis.tui.shared.command_table import Command
from kennis.tui.shared.split_screen import SplitScreen


class Bare(SplitScreen):
    """A room that brings nothing of its own."""

    MODE = "bare"
    SIDES = ("left", "right")
    GUIDE = "bare"
    TABLE: ClassVar[tuple[Command, ...]] = ()


def test_a_room_without_a_line_above_or_a_way_to_look_says_so_at_once() -> None:
    with pytest.raises(NotImplementedError):
        next(iter(Bare().compose()))
    with pytest.raises(NotImplementedError):
        Bare().look()
