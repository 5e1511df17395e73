"""How fast the capture screen is: to the first frame, from key to screen, from Enter to ●; and its memory.

    python -m tests.bench.capture [--notes 10000] [--starts 10] [--keys 1000] [--entered 300] [--memory 5000]

All happens in a pseudo-terminal and a workspace of its own; the keys come one at a time, each after the last was seen.
"""

import argparse
import contextlib
import datetime
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from multiprocessing.synchronize import Event
from pathlib import Path

from kennis.ids import new_id
from kennis.nouns import Edit, EditKind, Note, Session, Step
from kennis.store import Offer, Store
from kennis.workflows.note_taking import NoteTaking
from kennis.workflows.workspace import find, init
from tests.bench.machine import here
from tests.terminal.terminal import Terminal, environment

LATEST, OTHER = "2020-03-12-digital-twins", "2020-02-13-regie-op-gegevens"
PROGRAM = (sys.executable, "-m", "kennis.cli", "capture")
# Letters that stand nowhere else on the screen, so that each is seen when it comes.
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяαβγδεζηθικλμνξπρστυφχψω"
PAUSE = 0.1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=10_000, help="notes in the workspace, half of them in the session")
    parser.add_argument("--starts", type=int, default=10)
    parser.add_argument("--keys", type=int, default=1_000)
    parser.add_argument("--entered", type=int, default=300)
    parser.add_argument("--memory", type=int, default=5_000, help="notes entered for the curve of the memory")
    options = parser.parse_args()
    print(here())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "ruimte"
        fill(place, options.notes)
        print(f"{options.notes} notes in the workspace\n")
        print(f"{'ms':34}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}{'times':>8}")
        starts(place, options.starts)
        row("commit alone, no screen", committing(place, options.entered))
        with busy(place):
            row("commit alone, another writing", committing(place, options.entered))
            typing(place, options.keys, options.entered)
        memory(place, options.memory)


def fill(place: Path, notes: int) -> None:
    """Make a workspace of two sessions with so many notes."""
    with Store.open(init(place).database) as store:
        for session, day in ((OTHER, 13), (LATEST, 12)):
            meeting = Session(id=session, title=f"Sessie {session[8:]}", date=datetime.date(2020, 1 + (day == 12), day))
            texts = (f"Notitie {n}: de raad krijgt inzichten waar geen beleid bij hoort." for n in range(notes // 2))
            made = (Note(id=new_id(), session=session, text=text, at=datetime.time(14, 5)) for text in texts)
            store.take_in(Offer((meeting,), tuple(made)))


def starts(place: Path, times: int) -> None:
    """Measure from the start of the process to the first frame, the first key on the screen, the open session."""
    frames, keys, opened = [], [], []
    for _ in range(times):
        start = time.monotonic()
        with Terminal(PROGRAM, environment(place, place)) as terminal:
            frames.append(terminal.wait_raw(b"opening", 0) - start)
            mark = len(terminal.raw)
            terminal.type(LETTERS[0])
            keys.append(terminal.wait_raw(LETTERS[0].encode(), mark) - start)
            opened.append(terminal.wait_raw(b"digital-twins", 0) - start)
            terminal.type("ctrl+u", "ctrl+q")
            terminal.end()
    row("start to first frame", frames)
    row("start to first key on the screen", keys)
    row("start to session open", opened)


def typing(place: Path, keys: int, entered: int) -> None:
    """Measure from key to screen, and from Enter to the mark that says saved."""
    with Terminal(PROGRAM, environment(place, place)) as terminal:
        count = opened(terminal)
        seen: list[float] = []
        saved: list[float] = []
        while len(saved) < entered:
            for letter in LETTERS[: max(1, keys // entered + 1)]:
                seen.append(timed(terminal, letter, letter.encode()))
            count += 1
            saved.append(timed(terminal, "enter", f"● {count}".encode()))
        terminal.type("ctrl+q")
        terminal.end()
    row("key to screen, another writing", seen)
    row("Enter to ● on the screen", saved)


def memory(place: Path, entered: int) -> None:
    """Print how much the process holds while notes are entered."""
    with Terminal(PROGRAM, environment(place, place)) as terminal:
        first = count = opened(terminal)
        print(f"\n{'notes entered':34}{'MB':>8}{'seconds':>10}")
        start = time.monotonic()
        for number in range(entered + 1):
            if number % 1_000 == 0:
                terminal.wait("○", absent=True)
                print(f"{number:<34}{held(terminal.process.pid):8.0f}{time.monotonic() - start:10.0f}")
            mark = len(terminal.raw)
            terminal.paste(f"Notitie {number} over wie de bron beheert en wie het gesprek bepaalt. #raad @wethouder")
            terminal.type("enter")
            count += 1
            if number % 10 == 0:
                terminal.wait_raw(f"● {count}".encode(), mark)
                del terminal.raw[:]
        assert count == first + entered + 1
        terminal.type("ctrl+q")
        terminal.end()


def opened(terminal: Terminal) -> int:
    """Wait until the session is open; gives how many notes it holds."""
    terminal.wait("digital-twins")
    terminal.quiet()
    return int(terminal.text.split("●")[1].split()[0])


def timed(terminal: Terminal, key: str, answer: bytes) -> float:
    """Press a key and give how long its answer takes."""
    mark = len(terminal.raw)
    start = time.monotonic()
    terminal.type(key)
    return terminal.wait_raw(answer, mark) - start


def committing(place: Path, times: int) -> list[float]:
    """Measure what storing one note takes at the desk itself."""
    took = []
    with NoteTaking(find(place), "bench") as desk:
        for number in range(times):
            edit = adding(f"Notitie {number} aan de balie", OTHER)
            start = time.monotonic()
            desk.apply(edit)
            took.append(time.monotonic() - start)
    return took


def adding(text: str, session: str) -> Edit:
    """Make the edit that adds a note."""
    return Edit(new_id(), session, EditKind.ADD, (Step(None, Note(id=new_id(), session=session, text=text)),))


@contextlib.contextmanager
def busy(place: Path) -> Iterator[None]:
    """Have another process write to the same database all the time."""
    end = multiprocessing.get_context("spawn").Event()
    writer = multiprocessing.get_context("spawn").Process(target=write, args=(place, end))
    writer.start()
    yield
    end.set()
    writer.join()


def write(place: Path, end: Event) -> None:
    """Store ten notes a second, as no note-taker could, until told to end."""
    with NoteTaking(find(place), "writer") as desk:
        while not end.wait(PAUSE):
            desk.apply(adding("van de ander", OTHER))


def held(process: int) -> float:
    """Give the memory that a process holds now, in MB."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def row(name: str, seconds: Sequence[float]) -> None:
    """Print one line of the table."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    most = max(seconds)
    figures = "".join(f"{1000 * one:8.0f}" for one in (cuts[49], cuts[94], cuts[98], most))
    print(f"{name:34}{figures}{len(seconds):8}", flush=True)


if __name__ == "__main__":
    main()
