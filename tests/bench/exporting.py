"""How fast a draft is written and checked in each format, and in how much memory.

python -m tests.bench.exporting [NOTES [FORMATS]]; each format runs in a process of its own.
"""

import datetime
import multiprocessing
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from kennis.export import FORMATS, export_files
from kennis.nouns import (
    Kind,
    Note,
    PassageKind,
    PrintedChapter,
    PrintedOutline,
    PrintedPassage,
    PrintedSection,
    PrintedSource,
)
from tests.bench.machine import here

_SENTENCE = "de raad krijgt inzichten waar nog geen beleid bij hoort en vraagt wie eigenaar is van het model"
_CHAPTERS, _SECTION, _SESSION = 8, 40, 50


def notes(count: int) -> tuple[Note, ...]:
    """Make that many different notes of three sentences, every third of them a quote."""
    words = _SENTENCE.split()
    made = []
    for number in range(1, count + 1):
        turned = " ".join([*words[number % len(words) :], *words[: number % len(words)]])
        text = f"In gesprek {number}: {turned}. Dat is één kaart met vijf lagen; {turned}. Zo {turned}."
        kind = Kind.OBSERVATION if number % 3 else Kind.QUOTE
        made.append(Note(id=f"{number:06}", session=f"s{number // _SESSION}", text=text, kind=kind, number=number))
    return tuple(made)


def outline(made: tuple[Note, ...]) -> PrintedOutline:
    """Print every note once, in sections of forty in eight chapters."""
    groups = [made[start : start + _SECTION] for start in range(0, len(made), _SECTION)]
    sections = [_section(number, group) for number, group in enumerate(groups, start=1)]
    chapters = tuple(
        PrintedChapter(
            lens=f"l{at}", title=f"Hoofdstuk {at + 1}", question="Hoe?", sections=tuple(sections[at::_CHAPTERS])
        )
        for at in range(_CHAPTERS)
    )
    days = {note.session: None for note in made}
    sources = tuple(
        PrintedSource(
            title=f"Bijeenkomst {number}",
            date=datetime.date(2026, 1, 1) + datetime.timedelta(days=number),
            notes=tuple(f"n{note.number}" for note in made if note.session == session),
        )
        for number, session in enumerate(days)
    )
    return PrintedOutline(title="Een programma", language="nl", chapters=chapters, sources=sources)


def _section(number: int, group: tuple[Note, ...]) -> PrintedSection:
    passages = tuple(
        PrintedPassage(
            kind=PassageKind.QUOTE if note.kind is Kind.QUOTE else PassageKind.POINT,
            text=note.text,
            notes=(f"n{note.number}",),
            attribution="wethouder, gemeente" if note.kind is Kind.QUOTE else "",
            quoted=note.kind is Kind.QUOTE,
        )
        for note in group
    )
    return PrintedSection(
        theme=f"T-{number:03}",
        title=f"Thema {number}",
        keywords=("raad", "model"),
        stability=0.8,
        notes=len(group),
        passages=passages,
    )


def _measure(answer: Connection, name: str, count: int) -> None:
    made = notes(count)
    draft = outline(made)
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        paths = export_files(draft, made, name, Path(folder)).paths
        seconds = time.perf_counter() - begin
        size = sum(path.stat().st_size for path in paths) / 2**20
    answer.send((seconds, size, len(paths)))


def _held(process: int) -> int:
    """Give the kB that a process and its children hold now; 0 where that cannot be read."""
    folder = Path(f"/proc/{process}")
    try:
        children = (folder / "task" / str(process) / "children").read_text().split()
        held = [line.split()[1] for line in (folder / "status").read_text().splitlines() if line.startswith("VmRSS:")]
    except OSError:  # it has just ended
        return 0
    return sum(map(int, held)) + sum(_held(int(child)) for child in children)


def main() -> None:
    """Print seconds, from outline to checked file, and the most memory that kennis and pandoc held together."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    names = sys.argv[2].split(",") if len(sys.argv) > 2 else list(FORMATS)
    print(here())
    print(f"{count} notes, each printed once")
    print(f"{'format':>8} {'seconds':>8} {'peak MB':>8} {'file MB':>8} {'files':>6}")
    context = multiprocessing.get_context("spawn")
    for name in names:
        hears, tells = context.Pipe(duplex=False)
        child = context.Process(target=_measure, args=(tells, name, count))
        child.start()
        tells.close()
        most = 0
        while not hears.poll(0.05):
            most = max(most, _held(child.pid or 0))
        seconds, size, files = hears.recv()
        child.join()
        print(f"{name:>8} {seconds:>8.1f} {most / 1024:>8.0f} {size:>8.1f} {files:>6}", flush=True)


if __name__ == "__main__":
    main()
