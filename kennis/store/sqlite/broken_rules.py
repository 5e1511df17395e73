"""Rows that break the rules of the tables: made by an earlier kennis, which had none, or by damage to the file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from kennis.errors import BrokenRules
from kennis.locale import _

Rules = Mapping[str, Mapping[str, str]]  # by table and column, the condition that each row meets
_SHOWN = 5  # rows of one rule that are named; set by hand
_NAMED = {"note": "'n' || number", "theme": "printf('T-%03d', number)", "family": "printf('F-%03d', number)"}
_WORDS: Mapping[str, Callable[[], str]] = {
    "acceptedremark": lambda: _("accepted remarks"),
    "approval": lambda: _("approvals of quotes"),
    "constraint": lambda: _("constraints of themes"),
    "decision": lambda: _("decisions about themes"),
    "edit": lambda: _("edits"),
    "edition": lambda: _("versions of the outline"),
    "family": lambda: _("families"),
    "forgotten": lambda: _("lines about what was forgotten"),
    "history": lambda: _("past versions"),
    "mark": lambda: _("stances"),
    "memo": lambda: _("memos"),
    "note": lambda: _("notes"),
    "part": lambda: _("parts of the outline"),
    "participant": lambda: _("people"),
    "placement": lambda: _("placements of notes"),
    "proposal": lambda: _("proposals"),
    "proposed_placement": lambda: _("proposed placements of notes"),
    "run": lambda: _("runs"),
    "session": lambda: _("sessions"),
    "suggestion": lambda: _("suggested placements of notes"),
    "theme": lambda: _("themes"),
    "vector": lambda: _("vectors"),
}


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that rows break: of which table and column, and the rows by name."""

    table: str
    column: str
    rows: tuple[str, ...]

    def __str__(self) -> str:
        shown = ", ".join(self.rows[:_SHOWN]) + (", …" if len(self.rows) > _SHOWN else "")
        said = _("{rows} with a value that means nothing in “{column}”: {count} ({examples})")
        words = _WORDS[self.table]()
        return said.format(rows=words, column=self.column, count=len(self.rows), examples=shown)


def broken(connection: Connection, rules: Rules) -> Iterator[BrokenRule]:
    """Give the rules that rows break; a table or column that is not there breaks none."""
    for table, conditions in rules.items():
        held = columns(connection, table)
        name = _NAMED.get(table) or " || ' ' || ".join(f'"{column}"' for column, key in held.items() if key)
        for column, rule in conditions.items():
            if column in held:
                query = f'SELECT coalesce({name}, rowid) FROM "{table}" WHERE {_breaks(rule)} ORDER BY rowid'
                rows = tuple(map(str, connection.exec_driver_sql(query).scalars()))
                if rows:
                    yield BrokenRule(table, column, rows)


def columns(connection: Connection, table: str) -> dict[str, int]:
    """Give the columns of a table, each with its place in the key from 1; 0 for one that is not in it."""
    found = connection.exec_driver_sql(f"SELECT name, pk FROM pragma_table_info('{table}')")
    return {str(name): int(key) for name, key in found}


def mend(connection: Connection, table: str, rule: str, instead: str | None) -> None:
    """Set something else in the rows that break a rule, or delete them where there is nothing to set."""
    change = f'DELETE FROM "{table}"' if instead is None else f'UPDATE "{table}" SET {instead}'
    connection.exec_driver_sql(f"{change} WHERE {_breaks(rule)}")


def _breaks(rule: str) -> str:
    """Give the condition that a row meets which breaks a rule; a rule of which nothing can be said is broken."""
    return f"NOT coalesce(({rule}), 0)"


def refuse(found: Sequence[BrokenRule]) -> None:
    """Raise BrokenRules if rules are broken, with each of them."""
    if found:
        said = _(
            "the database holds what this kennis refuses, and was not changed: {told}. All of it: kennis doctor;"
            " to mend it, with a backup first: kennis doctor --repair"
        )
        told = "; ".join(map(str, found))
        raise BrokenRules(said.format(told=told), told)
