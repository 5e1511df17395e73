"""A window of any size, changed while someone types."""

import random

import pytest

from tests.terminal.conftest import Opener, Room
from tests.terminal.hostile import strangers

SIZES = ((1, 1), (300, 100), (2, 50), (200, 2), (80, 24), (1, 100), (300, 1), (10, 3), (40, 8), (3, 3), (79, 7))
SENTENCE = "Iedereen heeft een dashboard, niemand heeft hetzelfde dashboard. "


def test_nothing_is_lost_while_the_window_changes(room: Room, capture: Opener) -> None:
    chance = random.Random(11)
    terminal = capture()
    terminal.type(*"een eerste notitie", "enter")
    terminal.wait("● 1")
    sizes = [*SIZES, *((chance.randint(1, 300), chance.randint(1, 100)) for _ in range(40))]
    for number, size in enumerate(sizes):
        terminal.resize(*size)
        terminal.type(*f"{number} ")
        terminal.pump(chance.uniform(0, 0.03))
    written = "".join(f"{number} " for number in range(len(sizes)))
    terminal.until(lambda: room.keeps(written), 5.0)
    terminal.type("enter")
    terminal.until(lambda: room.texts() == ["een eerste notitie", written.strip()], 5.0)
    terminal.resize(80, 24)
    terminal.wait("● 2")
    assert not strangers(bytes(terminal.raw))


@pytest.mark.slow
def test_every_screen_stands_in_every_size(room: Room, capture: Opener) -> None:
    terminal = capture()
    terminal.type(*SENTENCE)
    for key in ("f1", "ctrl+p", "f7", "f8", "ctrl+f"):
        terminal.type(key)
        for size in SIZES:
            terminal.resize(*size)
            terminal.pump(0.02)
        terminal.quiet(0.1)
        terminal.type("escape")
        terminal.quiet(0.15)
    terminal.resize(80, 24)
    terminal.wait(SENTENCE[:30])
    assert room.texts() == []
    terminal.type("enter")
    terminal.until(lambda: room.texts() == [SENTENCE.strip()], 5.0)
    assert not strangers(bytes(terminal.raw))


def test_a_screen_that_starts_in_a_window_of_one_character_takes_notes(room: Room, capture: Opener) -> None:
    terminal = capture(size=(1, 1), ready="")
    terminal.until(lambda: terminal.modes()["bracketed paste"])
    terminal.quiet(0.4)
    terminal.type(*"klein begonnen", "enter")
    terminal.until(lambda: room.texts() == ["klein begonnen"], 10.0)
    terminal.resize(60, 12)
    terminal.wait("klein begonnen")
    assert not strangers(bytes(terminal.raw))
