"""An open database while something in it is forgotten: what is wanted, its words, and what was found so far."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, Select, delete, select, update

from kennis.nouns import Fate, FoundTrace, Trace, Why
from kennis.store.erasure.erasure_targets import Wanted
from kennis.store.erasure.kept_tables import KEPT, KEYS
from kennis.store.erasure.scrub_text import BLANK, Scrub

_AT_ONCE = 10_000  # names in one statement, well below the variables that SQLite takes; set by hand
_EXCERPT = 80  # characters of a text that are shown; set by hand
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pages:
    """Where forgetting goes on."""

    connection: Connection
    wanted: Wanted
    scrub: Scrub
    found: dict[FoundTrace, None] = field(default_factory=dict)

    def tell(self, sort: Trace, item: str, fate: Fate = Fate.ERASED, text: str = "", why: Why = Why.PLAIN) -> None:
        """Remember something that was found."""
        short = " ".join(text.split())
        excerpt = short if len(short) <= _EXCERPT else f"{short[: _EXCERPT - 1]}…"
        self.found[FoundTrace(sort=sort, item=item, fate=fate, text=excerpt, why=why)] = None

    def words(self, text: str, sort: Trace, item: str) -> str:
        """Give a text without the forgotten words, and without the names where that is asked for."""
        made = self.scrub.blanked(text)
        if made != text:
            self.tell(sort, item, Fate.BLANKED, text)
        return self.named(made, sort, item)

    def header(self, text: str, item: str) -> str:
        """Give a title, a place or a note-taker of a session without the words, and without names that are certain.

        What may mean another, a surname alone for instance, goes where that is asked for.
        """
        made = self.scrub.unnamed(self.scrub.blanked(text), certain=True)
        made = BLANK if self.scrub.is_name(made) else made
        if made != text:
            self.tell(Trace.SESSION, item, Fate.BLANKED, text)
        return self.named(made, Trace.SESSION, item)

    def named(self, made: str, sort: Trace, item: str) -> str:
        """Give a text without the names where that is asked for."""
        named = self.scrub.unnamed(made)
        if named == made:
            return made
        self.tell(sort, item, Fate.BLANKED if self.wanted.mentions else Fate.LEFT, made, Why.MENTION)
        return named if self.wanted.mentions else made

    def run(self, statement: Executable) -> int:
        """Carry out a statement; give how many rows it changed."""
        return int(self.connection.execute(statement).rowcount)

    def without(self, table: str, column: str, names: Iterable[str]) -> int:
        """Delete the rows of a table whose column is one of these names; give how many there were."""
        kept, every = KEPT[table], [*names]
        portions = (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))
        return sum(self.run(delete(kept).where(kept.c[column].in_(portion))) for portion in portions)

    def rows(self, query: Select[Any]) -> Iterator[Values]:
        """Give rows by the names of their columns, all read before the first is given."""
        yield from map(dict, self.connection.execute(query).mappings().all())

    def all(self, table: str) -> Iterator[Values]:
        """Give all rows of a table."""
        return self.rows(select(KEPT[table]))

    def drop(self, table: str, row: Values) -> None:
        """Delete a row, which tells its key."""
        self.run(delete(KEPT[table]).where(*_itself(table, row)))

    def rewrite(self, table: str, row: Values, changed: Values) -> None:
        """Write the columns of a row that are not what they were; the row tells its key."""
        new = {name: value for name, value in changed.items() if value != row[name]}
        if new:
            self.run(update(KEPT[table]).where(*_itself(table, row)).values(new))


def _itself(table: str, row: Values) -> Iterator[ColumnElement[bool]]:
    return (KEPT[table].c[name] == row[name] for name in KEYS[table])


def parsed(row: Mapping[str, Any], *names: str) -> Values:
    """Give columns that hold JSON."""
    return {name: json.loads(row[name]) for name in names}


def as_json(values: Values, plain: Callable[[Any], str] = json.dumps) -> Values:
    """Give values as columns of JSON."""
    return {name: plain(value) for name, value in values.items()}
