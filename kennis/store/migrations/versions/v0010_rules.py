"""The tables refuse values that mean nothing: each is made anew with rules for its columns, its rows as they were.

Rows that break a rule stop it before anything is changed, unless the connection holds no rules: see
`bring_copy_up_to_date`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op
from sqlalchemy import Connection

from kennis.store.sqlite import broken_rules

revision = "0010"
down_revision = "0009"

_CONSENT = "name role organisation anonymous background withdrawn"
_STATES = "accepted faded merged retired unmade"
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_TIME = "[0-9][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]"


def _one_of(column: str, values: str) -> str:
    return f"{column} IN ({', '.join(repr(one) for one in values.split())})"


def _or_null(column: str, rule: str) -> str:
    return f"{column} IS NULL OR {rule}"


def _whole(column: str, least: int = 0) -> str:
    return f"typeof({column}) = 'integer' AND {column} >= {least}"


def _flag(column: str) -> str:
    return f"{column} IN (0, 1)"


def _share(column: str) -> str:
    return f"typeof({column}) IN ('real', 'integer') AND {column} BETWEEN 0 AND 1"


def _json(column: str, kind: str) -> str:
    return f"CASE WHEN json_valid({column}) THEN json_type({column}) = '{kind}' ELSE 0 END"


def _list(column: str) -> str:
    return _json(column, "array")


def _object(column: str) -> str:
    return _json(column, "object")


def _day(column: str) -> str:
    form = f"{column} GLOB '{_DAY}' AND substr({column}, 1, 4) > '0000'"
    return f"CASE WHEN {form} THEN date({column}, '+0 days') = {column} ELSE 0 END"


def _time(column: str) -> str:
    return (
        f"length({column}) IN (8, 12, 15) AND substr({column} || '.000', 1, 12) GLOB '{_TIME}'"
        f" AND substr({column}, 13) NOT GLOB '*[^0-9]*' AND substr({column}, 1, 2) < '24'"
    )


def _moment(column: str) -> str:
    return (
        f"CASE WHEN length({column}) IN (19, 23, 26) AND substr({column} || '.000', 1, 23) GLOB '{_DAY} {_TIME}'"
        f" AND substr({column}, 24) NOT GLOB '*[^0-9]*' AND substr({column}, 1, 4) > '0000'"
        f" AND substr({column}, 12, 2) < '24'"
        f" THEN date(substr({column}, 1, 10), '+0 days') = substr({column}, 1, 10) ELSE 0 END"
    )


_THEME = {
    "number": _whole("number", 1),
    "keywords": _list("keywords"),
    "lenses": _list("lenses"),
    "medoids": _list("medoids"),
    "stability": _share("stability"),
    "state": _one_of("state", _STATES),
    "titled": _flag("titled"),
}
_PLACEMENT = {
    "strength": _share("strength"),
    "second_strength": _share("second_strength"),
    "lenses": _list("lenses"),
}
RULES: dict[str, dict[str, str]] = {
    "session": {
        "date": _day("date"),
        "form": _one_of("form", "on-site online hybrid"),
        "access": _one_of("access", "open partners"),
        "audience": _one_of("audience", "everyone partners administrators citizens"),
        "consent": _or_null("consent", _one_of("consent", _CONSENT)),
        "note_takers": _list("note_takers"),
        "lineage": _list("lineage"),
        "closed": _flag("closed"),
        "version": _whole("version", 1),
    },
    "participant": {
        "consent": _or_null("consent", _one_of("consent", _CONSENT)),
        "lineage": _list("lineage"),
        "version": _whole("version", 1),
    },
    "note": {
        "number": _whole("number", 1),
        "kind": _one_of("kind", "observation quote question insight decision action contribution"),
        "at": _or_null("at", _time("at")),
        "tags": _list("tags"),
        "lenses": _list("lenses"),
        "context": _list("context"),
        "attributes": _list("attributes"),
        "lineage": _list("lineage"),
        "consent": _or_null("consent", _one_of("consent", _CONSENT)),
        "star": _flag("star"),
        "deleted": _flag("deleted"),
        "due": _or_null("due", _day("due")),
        "done": _or_null("done", _day("done")),
        "stamp": _whole("stamp"),
        "version": _whole("version", 1),
    },
    "history": {
        "subject": _one_of("subject", "note session participant"),
        "version": _whole("version", 1),
        "content": _object("content"),
        "open_conflict": _flag("open_conflict"),
        "recorded": _moment("recorded"),
    },
    "edit": {"steps": _list("steps"), "undone": _flag("undone")},
    "run": {
        "created": _moment("created"),
        "notes": _whole("notes"),
        "parameters": _object("parameters"),
        "reach": _one_of("reach", "full light"),
        "unmet": _list("unmet"),
    },
    "theme": {**_THEME, "subs": _list("subs")},
    "family": _THEME,
    "placement": _PLACEMENT,
    "suggestion": _PLACEMENT,
    "proposed_placement": _PLACEMENT,
    "constraint": {"rule": _one_of("rule", "in core not-in apart second linked unlinked")},
    "mark": {
        "stance": _or_null("stance", _one_of("stance", "for against conditional")),
        "shelf": _flag("shelf"),
    },
    "memo": {"about": _one_of("about", "note theme lens session"), "at": _moment("at")},
    "decision": {
        "at": _moment("at"),
        "themes": _list("themes"),
        "notes": _list("notes"),
        "details": _list("details"),
        "steps": _list("steps"),
        "run": _whole("run"),
        "undone": _flag("undone"),
        "redoable": _flag("redoable"),
    },
    "proposal": {
        "position": _whole("position"),
        "change": _one_of("change", "new same grown shrunk split merged faded renamed family"),
        "state": _one_of("state", "waiting accepted rejected overtaken"),
        "reason": _object("reason"),
        "theme": _object("theme"),
        "parts": _list("parts"),
    },
    "part": {
        "kind": _one_of("kind", "chapter section passage answer"),
        "place": _whole("place"),
        "content": _object("content"),
    },
    "edition": {"at": _moment("at"), "steps": _list("steps"), "undone": _flag("undone")},
    "approval": {
        "asked": _or_null("asked", _moment("asked")),
        "verdict": _or_null("verdict", _one_of("verdict", "approved changed refused")),
        "date": _or_null("date", _day("date")),
        "at": _or_null("at", _moment("at")),
    },
    "acceptedremark": {"at": _moment("at")},
    "forgotten": {
        "kind": _one_of("kind", "note external text handle name session"),
        "number": _whole("number"),
        "at": _moment("at"),
        "mentions": _flag("mentions"),
        "done": _flag("done"),
    },
    "vector": {"vector": "typeof(vector) = 'blob' AND length(vector) > 0 AND length(vector) % 4 = 0"},
}


def upgrade() -> None:
    """Apply this step; raises BrokenRules."""
    connection = op.get_bind()
    if not connection.exec_driver_sql("PRAGMA ignore_check_constraints").scalar_one():
        broken_rules.refuse([*broken_rules.broken(connection, RULES)])
    with _without_triggers(connection):
        for table, rules in RULES.items():
            _make_anew(connection, table, rules)


@contextmanager
def _without_triggers(connection: Connection) -> Iterator[None]:
    """Take the triggers and views away that name the tables, and put them back; the indexes of words stay."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY type DESC, rowid"
    made = connection.exec_driver_sql(query).all()
    for kind, name, _sql in reversed(made):
        connection.exec_driver_sql(f'DROP {kind} "{name}"')
    yield
    for _kind, _name, sql in made:
        connection.exec_driver_sql(sql)


def _make_anew(connection: Connection, table: str, rules: dict[str, str]) -> None:
    """Make a table as it is, with rules; it must refer to others by a name that they bear all the while."""
    of_table = "FROM sqlite_master WHERE tbl_name = ? AND type = ? AND sql IS NOT NULL ORDER BY rowid"
    (made,) = connection.exec_driver_sql(f"SELECT sql {of_table}", (table, "table")).scalars()
    indexes = connection.exec_driver_sql(f"SELECT sql {of_table}", (table, "index")).scalars().all()
    columns = made[made.index("(") + 1 : made.rindex(")")].rstrip()
    checks = "".join(f", \n\tCONSTRAINT ck_{table}_{column} CHECK ({rule})" for column, rule in rules.items())
    if connection.exec_driver_sql(f'SELECT EXISTS (SELECT 1 FROM "{table}")').scalar_one():
        connection.exec_driver_sql(f'CREATE TABLE "new_{table}" ({columns}{checks}\n)')
        connection.exec_driver_sql(f'INSERT INTO "new_{table}" SELECT * FROM "{table}"')
        connection.exec_driver_sql(f'DROP TABLE "{table}"')
        connection.exec_driver_sql(f'ALTER TABLE "new_{table}" RENAME TO "{table}"')
    else:  # a new database is made in half the time without the renaming
        connection.exec_driver_sql(f'DROP TABLE "{table}"')
        connection.exec_driver_sql(f'CREATE TABLE "{table}" ({columns}{checks}\n)')
    for index in indexes:
        connection.exec_driver_sql(index)
