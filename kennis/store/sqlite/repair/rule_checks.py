"""What the tables refuse, where an earlier kennis wrote it before they did, or damage to the file brought it in.

Nothing that says something is lost by it: the value that means nothing is replaced, by the strictest there is. A row
goes only where nothing is left that it says: a constraint of no rule, an edit of no steps, a proposal of no change, of
which the next run makes another.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from sqlalchemy import CheckConstraint, Connection

from kennis.locale import _
from kennis.nouns import Access, ApprovalVerdict, Audience, Consent, Form, Kind, ProposalState, Reach
from kennis.store.schema import METADATA
from kennis.store.sqlite.broken_rules import Rules, broken, columns, mend
from kennis.store.sqlite.repair.check import DatabaseCheck, column
from kennis.store.sqlite.row_rules import INSTEAD

_NUMBERED = ("note", "theme", "family")
_TWICE = "SELECT rowid, number FROM {table} AS one WHERE EXISTS (SELECT 1 FROM {table}"
_TWICE += " AS other WHERE other.number = one.number AND other.rowid < one.rowid)"
_AGAIN = _TWICE + " OR typeof(number) <> 'integer' OR number < 1"
_STANDS = "CASE WHEN id IN (SELECT {column} FROM {table}) THEN 'accepted' ELSE 'retired' END"
_OF_ID = "substr(id, 1, 10)"  # the day that the id of most sessions begins with
_SUBJECTS = ("note", "theme", "session")
_ABOUT = " ".join(f"WHEN item IN (SELECT id FROM {one}) THEN '{one}'" for one in _SUBJECTS)
_SET: Mapping[tuple[str, str], str] = {
    ("session", "date"): f"date = CASE date({_OF_ID}, '+0 days') WHEN {_OF_ID} THEN {_OF_ID} ELSE '1970-01-01' END",
    ("session", "form"): f"form = '{Form.ON_SITE}'",
    ("session", "access"): f"access = '{Access.PARTNERS}'",
    ("session", "audience"): f"audience = '{Audience.EVERYONE}'",
    **{(one, "consent"): f"consent = '{Consent.BACKGROUND}'" for one in ("session", "participant", "note")},
    ("note", "kind"): f"kind = '{Kind.OBSERVATION}'",
    ("history", "subject"): "subject = 'note'",
    ("run", "reach"): f"reach = '{Reach.FULL}'",
    ("theme", "state"): f"state = {_STANDS.format(column='theme_id', table='placement')}",
    ("family", "state"): f"state = {_STANDS.format(column='family', table='theme')}",
    ("memo", "about"): f"about = CASE {_ABOUT} ELSE 'lens' END",
    ("decision", "steps"): "steps = '[]', redoable = 0",
    ("proposal", "state"): f"state = '{ProposalState.OVERTAKEN}'",
    ("part", "kind"): "content = json_object('kind', kind, 'parent', parent, 'content', CAST(content AS TEXT)),"
    " parent = '', kind = 'answer'",
    ("part", "content"): "content = json_object('content', CAST(content AS TEXT))",
    ("edition", "steps"): "steps = json_array(CAST(steps AS TEXT))",
    ("approval", "verdict"): f"verdict = '{ApprovalVerdict.REFUSED}'",
    ("forgotten", "kind"): "kind = CASE WHEN number > 0 THEN 'note' ELSE 'text' END",
}  # what takes the place of a value, where the rule of its column does not say it
_DROPPED = {("constraint", "rule"), ("proposal", "change"), ("vector", "vector"), ("edit", "steps")}


def rules() -> dict[str, list[CheckConstraint]]:
    """Give the rules of the tables of today, by table, in the order of their columns' names."""
    return {
        table.name: sorted((one for one in table.constraints if isinstance(one, CheckConstraint)), key=column_of)
        for table in METADATA.sorted_tables
    }


def column_of(rule: CheckConstraint) -> str:
    """Give the column that a rule is about."""
    return str(rule.name).removeprefix(f"ck_{rule.table.name}_")


def instead(table: str, rule: CheckConstraint) -> str | None:
    """Give, as SQL, what is set in rows that break a rule; None where such a row goes."""
    name = column_of(rule)
    if (table, name) in _DROPPED:
        return None
    return _SET.get((table, name)) or f"{name} = {rule.info[INSTEAD]}"


def _find(connection: Connection) -> list[str]:
    conditions: Rules = {table: {column_of(one): str(one.sqltext) for one in every} for table, every in rules().items()}
    cases = [f"{one.table} {row}: {one.column}" for one in broken(connection, conditions) for row in one.rows]
    return [*cases, *_numbered_twice(connection)]


def _numbered_twice(connection: Connection) -> Iterator[str]:
    """Give what has the short number of another: a note that a new database would not take."""
    for table in _NUMBERED:
        for _row, number in connection.exec_driver_sql(_TWICE.format(table=table)):
            yield f"{table} {number}: number"


def _mend(connection: Connection, table: str) -> None:
    if table in _NUMBERED:
        for row in column(connection, _AGAIN.format(table=table)):
            above = f"coalesce(max(number), 0) + 1 FROM {table} WHERE typeof(number) = 'integer' AND number > 0"
            connection.exec_driver_sql(f"UPDATE {table} SET number = (SELECT {above}) WHERE rowid = ?", (int(row),))
    held = columns(connection, table)
    for rule in rules()[table]:
        if column_of(rule) in held and not (table in _NUMBERED and column_of(rule) == "number"):
            mend(connection, table, str(rule.sqltext), instead(table, rule))


_MENDING = tuple(partial(_mend, table=table) for table in rules())
CHECKS = (
    DatabaseCheck(
        name="rules",
        words=lambda: _("values that mean nothing, or short numbers that are given twice"),
        find=_find,
        mend=_MENDING[0],
        others=_MENDING[1:],
        structural=True,
        how=lambda: _("such a value becomes the strictest there is, a list becomes empty; a number becomes a new one"),
    ),
)
