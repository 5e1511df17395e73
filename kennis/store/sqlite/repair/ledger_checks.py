"""Themes, placements, constraints, decisions and the outline: each leads to something that is there."""

import datetime
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection

from kennis.locale import _
from kennis.nouns import EditVerb, Level, Verb
from kennis.store.outline import outline_mapping
from kennis.store.outline.outline_mapping import StoredPart
from kennis.store.sqlite.repair.check import DatabaseCheck, column, mappings, parsed, run, select
from kennis.store.sqlite.repair.raw_rows import ERRORS
from kennis.store.themes import ledger_mapping as records
from kennis.store.themes.decision_store import STEPS
from kennis.store.themes.theme_rows import DecisionRow, FamilyRow, ProposalRow, ThemeRow

_STANDING = "(SELECT id FROM theme WHERE state = 'accepted')"
_ENDED = "{column} IS NOT NULL AND {column} NOT IN " + _STANDING
_NOTES, _THEMES, _FAMILIES = (f"(SELECT id FROM {table})" for table in ("note", "theme", "family"))
_OF_NOTES = ("'in'", "'core'", "'not-in'", "'apart'", "'second'")
_IN_THEMES = ("'in'", "'core'", "'not-in'", "'second'")
_VAIN = (
    f"rule IN ({', '.join(_OF_NOTES)}) AND item NOT IN {_NOTES}"
    f" OR rule IN ({', '.join(_IN_THEMES)}) AND other NOT IN {_THEMES}"
    f" OR rule = 'apart' AND other NOT IN {_NOTES}"
    f" OR rule IN ('linked', 'unlinked') AND item NOT IN {_THEMES}"
)
_KIN = (
    ("family", f"family <> '' AND family NOT IN {_FAMILIES}"),
    ("split_from", f"split_from <> '' AND split_from NOT IN {_THEMES}"),
    ("into", f'"into" <> \'\' AND "into" NOT IN {_THEMES}'),
)
_RUNS = "(SELECT number FROM run)"
_REFERRING = ("placement", "suggestion", "mark", "proposed_placement")
_LOOSE = "theme_id = NULL, strength = 0"
_PLACES = ("placement", "suggestion", "proposed_placement")


def _references(connection: Connection) -> list[str]:
    """Give the rows that refer to nothing, but for what refers to a session."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return [f"{table} {rowid}" for table, rowid, other, _key in rows if other != "session"]


def _unrefer(connection: Connection) -> None:
    run(
        _FIRST_RUN,
        *(
            f"UPDATE {table} SET run = (SELECT max(number) FROM run) WHERE run NOT IN {_RUNS}"
            for table in ("theme", "family")
        ),
        *(f"DELETE FROM {table} WHERE run NOT IN {_RUNS}" for table in ("proposal", "proposed_placement")),
        *(f"DELETE FROM {table} WHERE note_id NOT IN {_NOTES}" for table in _REFERRING),
        *(f"UPDATE {table} SET {_LOOSE} WHERE theme_id NOT IN {_THEMES}" for table in ("placement", "suggestion")),
        f"UPDATE placement SET second_id = NULL, second_strength = 0 WHERE second_id NOT IN {_THEMES}",
    )(connection)


_FIRST_RUN = (
    "INSERT INTO run (number, created, model, notes, fingerprint, parameters, reach, unmet)"
    " SELECT 1, strftime('%Y-%m-%d %H:%M:%f', 'now'), '', 0, '', '{}', 'full', '[]'"
    " WHERE NOT EXISTS (SELECT 1 FROM run) AND EXISTS (SELECT 1 FROM theme UNION ALL SELECT 1 FROM family)"
)


def _unreadable(connection: Connection, table: str, read: Callable[[Mapping[str, Any]], object]) -> list[str]:
    """Give the row ids of what a table holds that cannot be read."""
    found = []
    for row in mappings(connection, f'SELECT rowid AS rowid, * FROM "{table}"'):
        try:
            read(row)
        except ERRORS:
            found.append(str(row["rowid"]))
    return found


def _theme(row: Mapping[str, Any], level: Level) -> object:
    lists = ("keywords", "lenses", "medoids", *(["subs"] if level is Level.THEME else []))
    values = {**row, **{name: parsed(row[name]) for name in lists}}
    (ThemeRow if level is Level.THEME else FamilyRow).model_validate(values)
    return records.theme(values, level)


def _proposal(row: Mapping[str, Any]) -> object:
    values = {**row, **{name: parsed(row[name]) for name in ("reason", "theme", "parts")}}
    del values["rowid"]
    return records.proposal(ProposalRow(**values))


def _placement(row: Mapping[str, Any]) -> object:
    names = ("note_id", "theme_id", "strength", "second_id", "second_strength")
    return records.placement([*(row[name] for name in names), parsed(row["lenses"])])


def _run(row: Mapping[str, Any]) -> object:
    at = datetime.datetime.fromisoformat(row["created"])
    lists = {name: parsed(row[name]) for name in ("parameters", "unmet")}
    return records.run(SimpleNamespace(**{**row, **lists, "created": at}))  # type: ignore[arg-type]


def _places(connection: Connection) -> list[str]:
    return [one for table in _PLACES for one in _unreadable(connection, table, _placement)]


def _drop_places(connection: Connection) -> None:
    for table in _PLACES:
        _drop(table, _placement)(connection)


def _themes(connection: Connection) -> list[str]:
    return [
        name
        for table, level in (("theme", Level.THEME), ("family", Level.FAMILY))
        for name in _unreadable(connection, table, lambda row, level=level: _theme(row, level))  # type: ignore[misc]
    ]


def _decision(row: Mapping[str, Any]) -> None:
    DecisionRow.model_validate({**row, **{name: parsed(row[name]) for name in ("themes", "notes", "details", "steps")}})
    Verb(row["verb"])
    for table, key, *sides in parsed(row["steps"]):
        if table not in STEPS or not isinstance(key, list) or not _are_sides(sides):
            raise ValueError


def _are_sides(sides: list[Any]) -> bool:
    """Say whether these are the columns of a row before and after a step."""
    return len(sides) == 2 and all(one is None or isinstance(one, dict) for one in sides)


def _forget_steps(connection: Connection) -> None:
    """Keep a decision as one that was made and cannot be undone."""
    for row in _unreadable(connection, "decision", _decision):
        for name in ("themes", "notes", "details", "steps"):
            query = (
                f"UPDATE decision SET {name} = '[]' WHERE rowid = ? AND ({name} = 'steps' OR NOT json_valid({name}))"
            )
            connection.exec_driver_sql(query, (int(row),))
        connection.exec_driver_sql("UPDATE decision SET steps = '[]', redoable = 0 WHERE rowid = ?", (int(row),))


def _drop(table: str, read: Callable[[Mapping[str, Any]], object]) -> Callable[[Connection], None]:
    def mend(connection: Connection) -> None:
        for row in _unreadable(connection, table, read):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = ?", (int(row),))

    return mend


def _edition(row: Mapping[str, Any]) -> None:
    EditVerb(row["verb"])
    if not all(_are_sides(sides) for _part, *sides in parsed(row["steps"])):
        raise ValueError


def _outline(connection: Connection) -> list[str]:
    stray = "SELECT kind || ' ' || id FROM part WHERE NOT json_valid(content) OR parent <> '' AND parent NOT IN"
    found = column(connection, f"{stray} (SELECT id FROM part)") + _unreadable(connection, "edition", _edition)
    return found or _unreadable(connection, "part", _part)


def _part(row: Mapping[str, Any]) -> object:
    return outline_mapping.read_part(
        StoredPart(row["id"], row["kind"], row["parent"], row["place"], parsed(row["content"]))
    )


def _kin(connection: Connection) -> list[str]:
    return [name for _column, wrong in _KIN for name in column(connection, f"SELECT number FROM theme WHERE {wrong}")]


def _at_rest() -> str:
    return _("the notes become loose")


CHECKS = (
    DatabaseCheck(
        name="references",
        words=lambda: _("rows that refer to a note, theme or run that is not there"),
        find=_references,
        mend=_unrefer,
        how=lambda: _("what says nothing without it is removed; a note in no such theme becomes loose"),
    ),
    DatabaseCheck(
        name="placements",
        words=lambda: _("notes placed in a theme that is no longer accepted"),
        find=select(f"SELECT note_id FROM placement WHERE {_ENDED.format(column='theme_id')}"),
        mend=run(f"UPDATE placement SET {_LOOSE} WHERE {_ENDED.format(column='theme_id')}"),
        how=_at_rest,
    ),
    DatabaseCheck(
        name="suggestions",
        words=lambda: _("suggestions of a theme that is no longer accepted"),
        find=select(f"SELECT note_id FROM suggestion WHERE {_ENDED.format(column='theme_id')}"),
        mend=run(f"DELETE FROM suggestion WHERE {_ENDED.format(column='theme_id')}"),
        how=lambda: _("they are removed; the next run suggests anew"),
    ),
    DatabaseCheck(
        name="constraints",
        words=lambda: _("constraints about notes or themes that are not there"),
        find=select(f"SELECT rule || ' ' || item || ' ' || other FROM \"constraint\" WHERE {_VAIN}"),
        mend=run(f'DELETE FROM "constraint" WHERE {_VAIN}'),
        how=lambda: _("they are removed"),
    ),
    DatabaseCheck(name="themes", words=lambda: _("themes or families with a value that means nothing"), find=_themes),
    DatabaseCheck(
        name="kinship",
        words=lambda: _("themes of a family, or from or into a theme, that is not there"),
        find=_kin,
        mend=run(*(f"UPDATE theme SET \"{name}\" = '' WHERE {wrong}" for name, wrong in _KIN)),
        how=lambda: _("that is forgotten"),
    ),
    DatabaseCheck(
        name="places",
        words=lambda: _("placements with a value that means nothing"),
        find=_places,
        mend=_drop_places,
        how=lambda: _("they are removed; the next run places the notes anew"),
    ),
    DatabaseCheck(
        name="decisions",
        words=lambda: _("decisions whose steps cannot be read"),
        find=lambda connection: _unreadable(connection, "decision", _decision),
        mend=_forget_steps,
        how=lambda: _("they stay as decided, but can no longer be undone"),
    ),
    DatabaseCheck(
        name="proposals",
        words=lambda: _("proposals that cannot be read"),
        find=lambda connection: _unreadable(connection, "proposal", _proposal),
        mend=_drop("proposal", _proposal),
        how=lambda: _("they are removed; the next run proposes anew"),
    ),
    DatabaseCheck(
        name="runs",
        words=lambda: _("runs with a value that means nothing"),
        find=lambda connection: _unreadable(connection, "run", _run),
    ),
    DatabaseCheck(
        name="outline",
        words=lambda: _("parts or versions of the outline that cannot be read, or hang in the air"),
        find=_outline,
    ),
)
