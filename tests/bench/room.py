"""How fast the researcher's room is: to a theme, from key to screen, at rest and while a run goes on.

    python -m tests.bench.room [--notes 5000] [--themes 200] [--keys 300]

All happens in a pseudo-terminal and a workspace of its own, with vectors made up around the themes, so that the run
needs no encoder; the keys come one at a time, each after the last was seen.
"""

import argparse
import dataclasses
import datetime
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from kennis.embedding import text_hash
from kennis.ids import new_id
from kennis.nouns import Change, LensWeight, Note, Participant, Placement, Proposal, Run, Session, Theme
from kennis.store import Offer, Store
from kennis.themes.ledger import proposal_decisions
from kennis.workflows.themes_room import ThemesRoom
from kennis.workflows.workspace import find, init
from tests.bench.capture import held
from tests.bench.machine import here
from tests.terminal.terminal import Terminal, environment

MODEL = "made up"
PROGRAM = (sys.executable, "-m", "kennis.cli", "explore")
LENSES = ("rol-overheid", "verkokering", "positie-burger", "besluitvorming", "bestuurder-ambtenaar")
WORDS = ("raad", "regie", "gegevens", "budget", "wijk", "sensor", "kaart", "dienst", "vraag", "bron", "inwoner", "norm")
LARGE, WIDTH, LONGEST = 1_000, 32, 120


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=5_000)
    parser.add_argument("--themes", type=int, default=200)
    parser.add_argument("--keys", type=int, default=300)
    options = parser.parse_args()
    print(here())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ruimte"
        fill(place, options.notes, options.themes)
        print(f"{options.notes} notes in {options.themes} themes, the largest of {LARGE}\n")
        print(f"{'ms':38}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}{'times':>8}")
        asking(place)
        with Terminal(PROGRAM, environment(place, place), (120, 40)) as terminal:
            start = time.monotonic()
            terminal.wait("T-001", 60)
            row("start to the first theme", [time.monotonic() - start])
            for name, took in going(terminal, options.keys).items():
                row(name, took)
            deciding(terminal)
            print(f"memory of the process {held(terminal.process.pid):.0f} MB")
            running(terminal, options.keys)
            terminal.type("ctrl+q")
            terminal.end()


def fill(place: Path, notes: int, themes: int) -> None:
    """Make a workspace with notes around the middles of so many themes, all accepted; one theme is large."""
    chance = np.random.default_rng(4)
    people = tuple(Participant(handle=f"p{n}", role="adviseur", sector=f"sector {n % 5}") for n in range(20))
    sessions = [
        Session(
            id=f"2020-{1 + n:02d}-12-sessie",
            title=f"Sessie {n}",
            date=datetime.date(2020, 1 + n, 12),
            participants=people,
        )
        for n in range(10)
    ]
    home = np.concatenate([np.zeros(LARGE, int), np.arange(notes - LARGE) % (themes - 1) + 1])
    made = [
        Note(
            id=new_id(),
            session=sessions[n % 10].id,
            text=f"Notitie {n}: {' '.join(chance.choice(WORDS, 24))}.",
            speaker=f"p{n % 20}",
        )
        for n in range(notes)
    ]
    middles = chance.standard_normal((themes, WIDTH)).astype(np.float32)
    vectors = middles[home] + 0.4 * chance.standard_normal((notes, WIDTH)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with Store.open(init(place).database) as store:
        store.take_in(Offer(tuple(sessions), tuple(made)))
        store.vectors.keep(MODEL, {text_hash(one.text): row for one, row in zip(made, vectors, strict=True)})
        found = [proposed(n, [made[at].id for at in np.flatnonzero(home == n)[:3]]) for n in range(themes)]
        run = Run(created=datetime.datetime.now(datetime.UTC), model=MODEL, notes=notes, fingerprint="f")
        placed = [
            Placement(note=one.id, theme=f"t{at}", strength=float(chance.random()))
            for one, at in zip(made, home.tolist(), strict=True)
        ]
        store.ledger.record(run, found, placed)
        waiting = [one.position for one in store.ledger.waiting()]
        store.decisions.decide("bench", lambda state: proposal_decisions.accept(state, waiting))


def proposed(number: int, medoids: Sequence[str]) -> Proposal:
    """Give the proposal of one theme."""
    weights = tuple(
        LensWeight(LENSES[(number + step) % len(LENSES)], 0.7 - 0.2 * step) for step in range(1 + number % 2)
    )
    title = f"Thema nummer {number + 1}"
    made = Theme(id=f"t{number}", number=0, title=title, keywords=("regie",), stability=0.7, lenses=weights)
    theme = dataclasses.replace(made, medoids=tuple(medoids))
    return Proposal(position=number, change=Change.NEW, theme=theme, members=20)


def asking(place: Path) -> None:
    """Measure the ledger itself, without a screen."""
    room = ThemesRoom(find(place), "bench")
    row("overview, first", [timed(room.overview)])
    row("overview, nothing changed", [timed(room.overview) for _ in range(5)])
    row("theme of 1,000 notes", [timed(lambda: room.theme("t0")) for _ in range(5)])
    row("looking for a change", [timed(room.stamp) for _ in range(20)])
    room.leave()


def going(terminal: Terminal, keys: int) -> dict[str, list[float]]:
    """Measure keys down the themes and the notes, and screenfuls of notes."""
    terminal.quiet()
    took = {"key down the themes": list(keyed(terminal, "down", "up", keys))}
    terminal.type("home", "down", "right")
    terminal.quiet()
    took["key down the notes"] = list(keyed(terminal, "down", "up", keys))
    took["a screenful of notes"] = list(keyed(terminal, "pagedown", "pageup", keys // 3))
    terminal.type("home", "left")
    terminal.quiet()
    return took


def keyed(terminal: Terminal, down: str, up: str, times: int) -> Iterator[float]:
    """Press a key so often, ten down and ten up, and give how long until the screen has changed."""
    for number in range(times):
        mark, start = len(terminal.raw), time.monotonic()
        terminal.type(up if number // 10 % 2 else down)
        while "›".encode() not in terminal.raw[mark:]:
            terminal.pump(0.5)
            assert time.monotonic() - start < 10, terminal.text
        yield time.monotonic() - start
        while terminal.pump(0.02):
            pass


def deciding(terminal: Terminal) -> None:
    """Measure from a key to the words that say what was decided."""
    terminal.type("home", "down", "right")
    terminal.wait("0.9")
    terminal.quiet(0.5)
    took = []
    for number in range(10):
        start = time.monotonic()
        terminal.type("p")
        terminal.wait("pinned" if number % 2 == 0 else "unpinned", 30)
        took.append(time.monotonic() - start)
        terminal.quiet(1.0)
    row("a note pinned or let go, said", took)
    terminal.type("home", "left")


def running(terminal: Terminal, keys: int) -> None:
    """Measure keys while a full run goes on in its process."""
    terminal.type("R")
    terminal.wait("░", 60)
    start = time.monotonic()
    took: dict[str, list[float]] = {}
    while "░" in terminal.text and time.monotonic() - start < LONGEST:
        for name, some in going(terminal, keys // 3).items():
            took.setdefault(f"{name}, during a run", []).extend(some)
    for name, some in took.items():
        row(name, some)
    print(f"keys were measured for {time.monotonic() - start:.0f} s of the run")


def timed(work: Callable[[], object]) -> float:
    """Give how long something takes."""
    start = time.monotonic()
    work()
    return time.monotonic() - start


def row(name: str, seconds: Sequence[float]) -> None:
    """Print one line of the table."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else [seconds[0]] * 99
    figures = "".join(f"{1000 * one:8.0f}" for one in (cuts[49], cuts[94], cuts[98], max(seconds)))
    print(f"{name:38}{figures}{len(seconds):8}", flush=True)


if __name__ == "__main__":
    main()
