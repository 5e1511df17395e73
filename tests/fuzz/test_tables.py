"""Tables whose headings, cells, quoting and encoding were changed."""

import csv
import io
from pathlib import Path
from random import Random

from tests.fuzz.engine import Call, series
from tests.fuzz.mutation import ODD_TEXTS, bytes_changed, lines_changed

COLUMNS = ("text", "session", "date", "time", "speaker", "organisation", "sector", "role", "kind", "tags", "consent")
MORE = ("external_id", "titel", "tekst", "Text", "citaat", "text ", "")
CELLS = (
    "De raad krijgt inzichten waar nog geen beleid bij hoort.",
    "2017-01-31-digitale-overheid",
    "2020-03-12",
    "12-3-2020",
    "14:05",
    "14.05 uur",
    "Voorbeeld Persoon",
    "withdrawn",
    "consent=withdrawn",
    "quote",
    "raad, data",
    "gemeente",
)
TOKENS = (*ODD_TEXTS, *CELLS, '"', '""', ";", ",", "\t", "\r", "\0", '"a\nb"')
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32")


def draw(random: Random, folder: Path) -> Call:
    """Draw a table and a call that reads it."""
    columns = random.sample([*COLUMNS, *MORE], random.randrange(1, 9))
    columns = ["text", *columns] if random.random() < 0.8 else columns
    said = io.StringIO()
    delimiter = random.choice(",,;\t|")
    quoted = random.random() < 0.5
    writer = csv.writer(said, delimiter=delimiter, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(columns)
    for _ in range(random.choice((0, 1, 5, 60))):
        short = random.choice((0, 0, 0, 1, -1))
        writer.writerow([random.choice((*CELLS, *CELLS, *ODD_TEXTS)) for _ in range(len(columns) + short)])
    text = said.getvalue()
    for _ in range(random.choice((0, 1, 2, 5))):
        text = lines_changed(random, text, TOKENS)
    data = text.encode(random.choice(ENCODINGS), "replace")
    if random.random() < 0.3:
        data = bytes_changed(random, data)
    path = folder / random.choice(("tabel.csv", "tabel.csv", "TABEL.CSV", "\x1b[31mé.csv"))
    path.write_bytes(data)
    given = random.choice((["--session", random.choice((*CELLS, *ODD_TEXTS[:-1]))], [], []))
    skip = random.random() < 0.3
    return Call(["import", path.name, *given, *(["--skip-bad"] if skip else [])], may_change=skip)


def test_tables(template: Path, tmp_path: Path) -> None:
    series("tables", template, tmp_path, draw)
