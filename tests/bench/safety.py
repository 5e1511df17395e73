"""What keeping a large workspace safe takes: python tests/bench/safety.py [NOTES]."""

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np

from kennis.store import FILE, sqlite
from kennis.workflows import import_files
from kennis.workflows.safety import backup, doctor, restore
from kennis.workflows.workspace import Workspace, init
from tests.bench.importing import write
from tests.bench.machine import here, peak

WIDTH = 384  # numbers in a vector of the bundled model


def made(folder: Path, notes: int) -> Workspace:
    """Make a workspace with that many notes, a vector for each."""
    write(folder / "tabel.csv", notes)
    workspace = init(folder / "ruimte")
    import_files.import_files(workspace, [folder / "tabel.csv"], import_files.Choices())
    rows = np.random.default_rng(7).normal(size=(notes, WIDTH)).astype(np.float32)
    with workspace.store() as store:
        store.vectors.keep("m", {f"{number:064x}": row for number, row in enumerate(rows)})
    return workspace


def timed(name: str, work: Callable[[], object]) -> None:
    """Print how long something takes."""
    begin = time.perf_counter()
    work()
    print(f"{name:<32} {time.perf_counter() - begin:>8.1f} {peak():>8.0f}")


def damage(workspace: Workspace, statement: str) -> None:
    """Change the database behind the program's back."""
    path = str(workspace.database / FILE)
    with closing(sqlite.driver().connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def main() -> None:
    """Print seconds and peak memory of a backup, a restore, an examination and a repair."""
    notes = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        workspace = made(Path(folder), notes)
        size = (workspace.database / FILE).stat().st_size
        print(here())
        print(f"{notes} notes, database {size / 1e6:.0f} MB")
        print(f"{'':<32} {'seconds':>8} {'peak MB':>8}")
        timed("is a backup due", lambda: backup.due(workspace))
        timed("backup", lambda: backup.back_up(workspace))
        name = backup.every(workspace)[0].name
        print(f"{'  its size, MB':<32} {backup.every(workspace)[0].size / 1e6:>8.0f}")
        timed("backup, nothing changed", lambda: backup.back_up(workspace))
        damage(workspace, "DELETE FROM vector WHERE text_hash < 'f'")
        timed("compare with a backup", lambda: restore.compare(workspace, name))
        timed("restore", lambda: restore.restore(workspace, name))
        timed("doctor", lambda: doctor.examine(workspace.folder))
        damage(workspace, "DROP TRIGGER index_note_changed")
        timed("doctor --repair, made anew", lambda: doctor.repair(workspace.folder))


if __name__ == "__main__":
    main()
