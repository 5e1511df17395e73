"""A CSV file: a header, then a note on each row.

`text` is required. Used where present: session, date, time, speaker, organisation, sector, role, kind, tags, consent,
external_id, by these names or Dutch ones. Any other column is kept as an attribute; a cell holds one value, or several
with `;` between them where the column's title ends in `[]`. A session is named by its id or title; rows that name none
belong to one, or to one a date where they bear several dates.
"""

from pathlib import Path

from kennis.errors import FileRefused
from kennis.files import name_of
from kennis.locale import _
from kennis.reading.csv_records import records
from kennis.reading.read_result import Reading, ReadOptions
from kennis.reading.table_columns import columns, is_known
from kennis.reading.table_rows import Rows
from kennis.reading.text_decoding import load

_STEP = 1_000  # rows from one telling of how far it is to the next; set by hand


def read_table(path: Path, options: ReadOptions) -> Reading:
    """Read a CSV file; every row that cannot be a note is listed among the refusals, with the line it starts on.

    Raises FileRefused when the file as a whole cannot be read: no `text` column, a column twice, a quotation mark
    that is never closed.
    """
    source = load(path)
    whole = source.text.count("\n") + 1
    found = records(path, source.text, lambda title: is_known(title, options.columns))
    header = next(found, None)
    if header is None:
        raise FileRefused(path, _("is empty; a header with a column “text” is needed"), 1)
    read = columns(path, header, options.columns)
    every = [*found]
    rows = Rows(read.columns, options, name_of(path) or _("untitled"))
    if options.session is None:
        rows.part_by_date(every)
    for count, record in enumerate(every):
        rows.take(record)
        if options.progress and count % _STEP == 0:
            options.progress(record.line, whole)
    if options.progress:
        options.progress(whole, whole)
    return rows.reading(path, (*source.notices, *read.notices))
