"""The words of the notes: SQLite's FTS5. Another database is another folder with the same doors.

Whoever writes notes and registers does nothing: the indexes follow within the same transaction. What else the rest of
the store asks for:

- `Fulltext`, in `search`: the search itself, of `Store.fulltext`;
- `in_bulk` around the adding of many notes, `index_all` for a database that `without_index` keeps from indexing;
- `saying` and `naming`: the numbers of notes by their words, for a query of one's own; what they hold is one word or
  several of `kennis.folding`, letters and digits only;
- `is_of_index`, to tell the tables of the indexes from others.

schema           the indexes, their view and their triggers
search           what is found, in which order
note_conditions  which notes count, as conditions of SQL
"""

from collections.abc import Iterable

from sqlalchemy import Select, column, select, table

from kennis.store.sqlite.fulltext.schema import in_bulk, index_all, is_of_index, without_index

__all__ = ["in_bulk", "index_all", "is_of_index", "naming", "saying", "without_index"]

_INDEX = table("words", column("rowid"), column("words"))


def saying(phrase: str) -> Select[tuple[int]]:
    """Ask for the numbers of the notes in whose text these words stand in a row."""
    return _matching(f'text : "{phrase}"')


def naming(words: Iterable[str]) -> Select[tuple[int]]:
    """Ask for the numbers of the notes that hold one of these words, wherever it stands."""
    return _matching(" OR ".join(f'"{word}"' for word in words) or '""')


def _matching(expression: str) -> Select[tuple[int]]:
    return select(_INDEX.c.rowid).where(_INDEX.c.words.op("MATCH")(expression))
