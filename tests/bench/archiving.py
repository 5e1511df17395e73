"""How long an archive of a large workspace takes, out, in and merged, and in how much memory.

python tests/bench/archiving.py [NOTES]
"""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kennis.ids import new_id
from kennis.nouns import Change, Placement
from kennis.workflows import import_files
from kennis.workflows.outline import draft_export
from kennis.workflows.workspace import find, init
from tests import ledgers
from tests.bench.importing import write
from tests.bench.machine import here, peak

THEMES = 200
Figures = tuple[float, float]


def build(folder: Path, notes: int) -> None:
    """Make a workspace of so many notes, all placed in accepted themes by one decision."""
    table = folder / "tabel.csv"
    write(table, notes)
    workspace = init(folder / "ruimte")
    import_files.import_files(workspace, [table], import_files.Choices())
    with workspace.store() as store:
        ids = [one.id for one in store.notes.select()]
        themes = [replace(ledgers.theme(new_id()), medoids=tuple(ids[number::THEMES][:3])) for number in range(THEMES)]
        placed = [
            Placement(
                note=one, theme=themes[place % THEMES].id, strength=0.5, second=themes[place // THEMES % THEMES].id
            )
            for place, one in enumerate(ids)
        ]
        proposals = [ledgers.proposal(place, Change.NEW, one) for place, one in enumerate(themes)]
        store.ledger.record(ledgers.RUN, proposals, placed)
        ledgers.accept_all(store)


def export(folder: Path) -> None:
    """Write the archive."""
    draft_export.export_draft(find(folder / "ruimte"), ["jsonl"], folder)


def take(folder: Path) -> None:
    """Take the archive into an empty workspace."""
    _import(init(folder / "leeg").folder, folder)


def again(folder: Path) -> None:
    """Merge the archive with a workspace that holds all of it."""
    _import(folder / "ruimte", folder)


def both(folder: Path) -> None:
    """Merge the archive with a workspace that holds one other session and a ledger of its own."""
    workspace = init(folder / "ander")
    with workspace.store() as store:
        ledgers.fill(store)
    _import(workspace.folder, folder)


def _import(workspace: Path, folder: Path) -> None:
    (report,) = import_files.import_files(find(workspace), sorted(folder.glob("*.jsonl")), import_files.Choices())
    if not report.stored:
        raise SystemExit("\n".join(report.refusals))


def measured(step: Callable[[Path], None], folder: Path) -> Figures:
    """Give the seconds of a step, and its peak memory in MB, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_timed, (step, folder))


def _timed(step: Callable[[Path], None], folder: Path) -> Figures:
    begin = time.perf_counter()
    step(folder)
    return time.perf_counter() - begin, peak()


def main() -> None:
    """Print seconds and peak memory of each way."""
    notes = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    print(here())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder, notes)
        print(f"{'step':<8} {'notes':>8} {'seconds':>8} {'peak MB':>8}")
        for step in (export, take, again, both):
            seconds, memory = measured(step, folder)
            print(f"{step.__name__:<8} {notes:>8} {seconds:>8.1f} {memory:>8.0f}")
        size = next(folder.glob("*.jsonl")).stat().st_size
        print(f"the archive: {size / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
