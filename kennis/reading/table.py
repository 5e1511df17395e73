"""A CSV file: a header, then a note on each row.

`text` is required. Used where present: session, date, time, speaker, organisation, sector, role, kind, tags, consent,
external_id. Any other column is kept as an attribute; a cell holds one value, or several with `;` between them where
the column's title ends in `[]`. A session is named by its id or title; a date is 2020-03-12 or 12-3-2020.
"""

from pathlib import Path

from kennis.errors import FileRefused
from kennis.files import name_of
from kennis.locale import _
from kennis.reading.columns import columns
from kennis.reading.outcome import Reading, ReadOptions
from kennis.reading.records import records
from kennis.reading.rows import Rows
from kennis.reading.source import load
from kennis.text import clean

_STEP = 1_000


def read_table(path: Path, options: ReadOptions) -> Reading:
    """Read a CSV file; every row that cannot be a note is listed among the refusals, with the line it starts on.

    Raises FileRefused when the file as a whole cannot be read: no `text` column, a column twice, a quotation mark
    that is never closed.
    """
    source = load(path)
    whole = source.text.count("\n") + 1
    found = records(path, source.text, wanted="text")
    header = next(found, None)
    if header is None:
        raise FileRefused(path, _("is empty; a header with a column “text” is needed"), 1)
    rows = Rows(
        columns(path, header), options, clean(options.session or "").text.strip() or name_of(path) or _("untitled")
    )
    for count, record in enumerate(found):
        rows.take(record)
        if options.progress and count % _STEP == 0:
            options.progress(record.line, whole)
    if options.progress:
        options.progress(whole, whole)
    return rows.reading(path, source.notices)
