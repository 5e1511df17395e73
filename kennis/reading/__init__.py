"""Files become sessions and notes, and a session becomes its file again.

    text_decoding      bytes become text; markdown_document, markdown_blocks and frontmatter open a Markdown file
    entry              what is typed for one note: marks, tags, text; note_header: the time and the facts in braces
                       that may stand with it; quotation_marks: marks and spaces in all their forms; first_grammar:
                       entries as version 0.1 wrote them
    entry_edits        from what is typed to notes and edits of notes; completion and note_filter help while typing
    session_file       a session, in and out, by way of list_items; article: a contribution, paragraph by paragraph
    office_document    a contribution as a Word or OpenDocument text; office_source makes it ready for pandoc
    dates              a day as people write it
    csv_table          a CSV file, by way of csv_records, table_columns, table_rows and table_register
    field_values       what a word or a text may be, wherever it stands
    read_result        what comes of a file, with everything that was refused

`READERS` says which suffix is read by what. Entries are read without loading what files are read with.
"""

from pathlib import Path

from kennis.errors import FileRefused
from kennis.locale import _
from kennis.reading.entry import Entry, parse_entry, write_entry
from kennis.reading.read_result import Progress, Reader, Reading, ReadOptions, Refusal

__all__ = [
    "READERS",
    "Entry",
    "Progress",
    "ReadOptions",
    "Reader",
    "Reading",
    "Refusal",
    "parse_entry",
    "read",
    "write_entry",
]


def _markdown(path: Path, options: ReadOptions) -> Reading:
    from kennis.reading.markdown_file import read_markdown

    return read_markdown(path, options)


def _table(path: Path, options: ReadOptions) -> Reading:
    from kennis.reading.csv_table import read_table

    return read_table(path, options)


def _office(path: Path, options: ReadOptions) -> Reading:
    from kennis.reading.office_document import read_office

    return read_office(path, options)


READERS: dict[str, Reader] = {
    ".md": _markdown,
    ".csv": _table,
    ".docx": _office,
    ".odt": _office,
}


def read(path: Path, options: ReadOptions) -> Reading:
    """Read a file by the reader of its suffix; raises FileRefused when the file as a whole cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        reason = _("kennis reads {suffixes}, not “{suffix}”").format(suffixes=", ".join(READERS), suffix=path.suffix)
        raise FileRefused(path, reason)
    return reader(path, options)
