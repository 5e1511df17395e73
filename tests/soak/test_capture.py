"""Two note-takers type half an hour's notes on one session, while their programs are killed and started again."""

import json
import random
import signal
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.terminal.conftest import PROGRAM, TITLE, Room
from tests.terminal.conftest import room as room
from tests.terminal.conftest import template as template
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.slow

MINUTES, NOTES_A_MINUTE = 30, 4
CHANCE_OF_DEATH = 0.02  # at each of some 17 steps a note
ENDS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
SENTENCE = "de raad krijgt inzichten waar nog geen beleid bij hoort wie de bron beheert bepaalt het gesprek"
SECOND = 1.0
# One is down at a time: of two who start again at once, either may find the other's draft.
ONE = threading.Lock()


@dataclass
class Tally:
    """What one note-taker did and saw."""

    notes: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    keys: int = 0
    deaths: Counter[str] = field(default_factory=Counter)
    again: list[int] = field(default_factory=list)  # characters to be typed again, after each kill -9
    slowest: float = 0.0


class NoteTaker(threading.Thread):
    """Someone who types notes, whatever happens to the program."""

    def __init__(self, name: str, room: Room, seed: int) -> None:
        super().__init__(name=name, daemon=True)
        self.tally, self.error = Tally(), ""
        self._room, self._chance = room, random.Random(seed)
        self._stack = ExitStack()
        self._terminal = self._start()
        self._typed: list[tuple[float, int]] = []  # when, and how much of the note stood there then

    def run(self) -> None:
        """Type all notes."""
        try:
            for number in range(MINUTES * NOTES_A_MINUTE):
                text = f"{self.name}{number:03} {' '.join(self._chance.choices(SENTENCE.split(), k=10))}"
                self.tally.notes.append(text)
                self._note(text)
            self._terminal.kill(signal.SIGTERM)
        except BaseException as error:
            self.error = f"{self.name}: {error}"
        finally:
            self._stack.close()

    def _note(self, text: str) -> None:
        at = 0
        while True:
            if self._type(text, at) and self._enter(text):
                self.tally.acknowledged.append(text)
                return
            with ONE:
                self._die()
                at = self._after_death(text)
            if at == len(text) and text in self._room.texts():
                return

    def _type(self, text: str, at: int) -> bool:
        """Type the rest of a note; False if the program was killed meanwhile."""
        self._typed = [(time.monotonic() - SECOND, at)]
        while at < len(text):
            size = min(self._chance.randint(1, 8), len(text) - at)
            self._terminal.type(text[at : at + size])
            at += size
            self.tally.keys += size
            self._typed.append((time.monotonic(), at))
            self._terminal.pump(self._chance.uniform(0, 0.05))
            if self._dies():
                return False
        return True

    def _enter(self, text: str) -> bool:
        """Press Enter and wait until the note stands there as saved; False if the program was killed meanwhile."""
        self._terminal.type("enter")
        pressed = time.monotonic()
        if self._dies():
            return False
        self._terminal.until(lambda: self._saved(text), 15.0, text)
        self.tally.slowest = max(self.tally.slowest, time.monotonic() - pressed)
        return True

    def _saved(self, text: str) -> bool:
        header, *lines = self._terminal.text.split("\n")
        return "●" in header and any(text[:4] in line for line in lines[:-4])

    def _dies(self) -> bool:
        return self._chance.random() < CHANCE_OF_DEATH

    def _die(self) -> None:
        end = self._chance.choice(ENDS)
        moment = time.monotonic() + self._chance.uniform(0, 0.5)
        while (left := moment - time.monotonic()) > 0:
            self._terminal.pump(left)
        self._terminal.kill(end)
        self.tally.deaths[end.name] += 1
        if end is signal.SIGKILL:
            self._typed = [one for one in self._typed if one[0] <= moment - SECOND] or self._typed[:1]

    def _after_death(self, text: str) -> int:
        """See that nothing is lost, and start again; gives how much of a note needs no more typing."""
        draft = self._draft()
        waits = [after["text"] for edit in draft["waiting"] for _, after in edit["steps"]]
        if text in (*waits, *self._room.texts()):
            self._terminal = self._start()
            self._terminal.until(lambda: self._saved(text), 15.0, text)
            return len(text)
        kept, due = draft["text"], self._typed[-1][1]
        if kept[:4] in self._stored_names():  # what was left of a note that is stored is not brought back
            kept = ""
        assert text.startswith(kept) and len(kept) >= due, f"of {text!r} {due} characters are due, kept is {kept!r}"
        self.tally.again.append(self._typed[-1][1] - len(kept))
        self._terminal = self._start()
        self._terminal.wait(kept[-20:].strip())
        assert draft["text"] == kept or draft["text"] not in self._field()
        return len(kept)

    def _field(self) -> str:
        self._terminal.quiet(0.3)
        return "\n".join(self._terminal.text.split("\n")[-3:])

    def _stored_names(self) -> set[str]:
        return {one[:4] for one in self._room.texts()}

    def _draft(self) -> dict[str, Any]:
        empty = {"text": "", "waiting": []}
        places = (self._room.folder / ".kennis" / "places").glob("*.json")
        drafts = [json.loads(place.read_text("utf-8")) for place in places]
        return next((one for one in drafts if self.name in json.dumps([one["text"], one["waiting"]])), empty)

    def _start(self) -> Terminal:
        terminal = self._stack.enter_context(Terminal(PROGRAM, self._room.environment(), (100, 30)))
        terminal.wait(TITLE)
        return terminal


def test_nothing_is_lost_and_nothing_is_doubled(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    begin = time.monotonic()
    takers = [NoteTaker(name, room, seed) for seed, name in enumerate("AB")]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join(290)
    assert not any(taker.is_alive() for taker in takers)
    assert "\n".join(taker.error for taker in takers if taker.error) == ""
    stored = room.texts()
    tallies = [taker.tally for taker in takers]
    with capsys.disabled():
        print("\n" + figures(tallies, stored, time.monotonic() - begin))
    assert sorted(stored) == sorted(text for tally in tallies for text in tally.notes)
    assert all(set(tally.acknowledged) <= set(stored) for tally in tallies)
    for taker in takers:
        assert [text for text in stored if text.startswith(taker.name)] == taker.tally.notes
        assert sum(taker.tally.deaths.values()) >= 10
    assert not [place for place in (room.folder / ".kennis" / "places").iterdir() if place.suffix == ".tmp"]


def figures(tallies: list[Tally], stored: list[str], seconds: float) -> str:
    """Say in a few lines what was typed, killed, acknowledged and stored."""
    deaths = sum((tally.deaths for tally in tallies), Counter[str]())
    typed = [text for tally in tallies for text in tally.notes]
    return (
        f"{len(tallies)} note-takers, {MINUTES} minutes of typing in {seconds:.0f} s: {len(typed)} notes, "
        f"{sum(tally.keys for tally in tallies)} keys, {sum(deaths.values())} ends ({dict(deaths)})\n"
        f"acknowledged {sum(len(tally.acknowledged) for tally in tallies)}, stored {len(stored)}, "
        f"lost {len(set(typed) - set(stored))}, doubled {len(stored) - len(set(stored))}; "
        f"slowest Enter to ● {1000 * max(tally.slowest for tally in tallies):.0f} ms"
    )
