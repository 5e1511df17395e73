"""How fast a large table comes in, and in how much memory: python tests/bench/importing.py [ROWS]."""

import csv
import sys
import tempfile
import time
from pathlib import Path

from kennis.workflows import import_files
from kennis.workflows.workspace import init
from tests.bench.machine import here, peak

_SENTENCE = "de raad krijgt inzichten waar nog geen beleid bij hoort en vraagt wie eigenaar is van het model"


def write(path: Path, rows: int) -> None:
    """Write a table of that many different rows in a thousand sessions."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["session", "date", "speaker", "organisation", "kind", "tags", "external_id", "text", "bron"])
        for row in range(rows):
            words = _SENTENCE.split()
            turned = words[row % len(words) :] + words[: row % len(words)]
            text = f"{' '.join(turned)}, zo bleek in gesprek {row}: één kaart, vijf lagen."
            day = f"2026-{row // 100 % 12 + 1:02d}-{row // 100 % 28 + 1:02d}"
            session = f"sessie {row // 100}"
            writer.writerow(
                [session, day, f"Spreker {row % 400}", "Provincie Utrecht", "quote", "raad;model", row, text, "tabel"]
            )


def main() -> None:
    """Print rows a second, seconds and peak memory of one import."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "tabel.csv"
        write(table, rows)
        workspace = init(Path(folder) / "ruimte")
        begin = time.perf_counter()
        (report,) = import_files.import_files(workspace, [table], import_files.Choices())
        seconds = time.perf_counter() - begin
    print(here())
    print(f"{'rows':>8} {'added':>8} {'seconds':>8} {'rows/s':>8} {'peak MB':>8}")
    print(f"{rows:>8} {report.added:>8} {seconds:>8.1f} {rows / seconds:>8.0f} {peak():>8.0f}")
    if report.refusals:
        print(*report.refusals[:3], sep="\n")


if __name__ == "__main__":
    main()
