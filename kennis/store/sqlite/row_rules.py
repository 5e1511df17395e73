"""What a table's rules say of one column, as CHECKs: a value that kennis never writes is refused, whoever brings it.

A rule bears the name of its column. Its `info` tells as SQL what takes the place of a value that breaks it, where an
earlier kennis or a damaged file holds one; the repair knows better where it depends on more than the column.
"""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import CheckConstraint

INSTEAD = "instead"  # in a rule's info
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_TIME = "[0-9][0-9]:[0-5][0-9]:[0-5][0-9]"


def one_of(column: str, values: Iterable[StrEnum | str], unless_null: bool = False) -> CheckConstraint:
    """Rule that a column holds one of these."""
    listed = ", ".join(f"'{one}'" for one in values)
    return _rule(column, f"{column} IN ({listed})", "NULL" if unless_null else "", unless_null)


def whole(column: str, least: int = 0) -> CheckConstraint:
    """Rule that a column holds a whole number from `least` on."""
    return _rule(column, f"typeof({column}) = 'integer' AND {column} >= {least}", str(least))


def flags(*columns: str) -> tuple[CheckConstraint, ...]:
    """Rule that columns hold true or false."""
    return tuple(_rule(one, f"{one} IN (0, 1)", f"({one} <> 0)") for one in columns)


def shares(*columns: str) -> tuple[CheckConstraint, ...]:
    """Rule that columns hold a number from 0 to 1."""
    rule = "typeof({0}) IN ('real', 'integer') AND {0} BETWEEN 0 AND 1"
    within = "CASE WHEN typeof({0}) IN ('real', 'integer') THEN min(max({0}, 0.0), 1.0) ELSE 0.0 END"
    return tuple(_rule(one, rule.format(one), within.format(one)) for one in columns)


def lists(*columns: str) -> tuple[CheckConstraint, ...]:
    """Rule that columns hold a list as JSON."""
    return tuple(_rule(one, _json(one, "array"), "'[]'") for one in columns)


def objects(*columns: str) -> tuple[CheckConstraint, ...]:
    """Rule that columns hold an object as JSON."""
    return tuple(_rule(one, _json(one, "object"), "'{}'") for one in columns)


def _json(column: str, kind: str) -> str:
    return f"CASE WHEN json_valid({column}) THEN json_type({column}) = '{kind}' ELSE 0 END"


def day(column: str, unless_null: bool = False) -> CheckConstraint:
    """Rule that a column holds a day of the calendar, as 2020-03-12."""
    # a modifier makes every SQLite count a day anew, so that the 30th of February is another
    form = f"{column} GLOB '{_DAY}' AND substr({column}, 1, 4) > '0000'"
    rule = f"CASE WHEN {form} THEN date({column}, '+0 days') = {column} ELSE 0 END"
    return _rule(column, rule, "NULL" if unless_null else "'1970-01-01'", unless_null)


def time_of_day(column: str) -> CheckConstraint:
    """Rule that a column holds nothing, or a time of day as 14:05:00, with parts of a second or without."""
    return _rule(column, f"{_timed(column, 8)} AND substr({column}, 1, 2) < '24'", "NULL", unless_null=True)


def moment(column: str, unless_null: bool = False) -> CheckConstraint:
    """Rule that a column holds a day and a time of day, a space between them."""
    date = f"substr({column}, 1, 10)"
    timed = f"{_timed(column, 19, f'{_DAY} ')} AND substr({column}, 1, 4) > '0000' AND substr({column}, 12, 2) < '24'"
    rule = f"CASE WHEN {timed} THEN date({date}, '+0 days') = {date} ELSE 0 END"
    return _rule(column, rule, "NULL" if unless_null else "'1970-01-01 00:00:00.000000'", unless_null)


def _timed(column: str, length: int, before: str = "") -> str:
    """Say of which form a column is that ends in a time, `length` long without the parts of a second."""
    whole_form = f"substr({column} || '.000', 1, {length + 4}) GLOB '{before}{_TIME}.[0-9][0-9][0-9]'"
    lengths = f"length({column}) IN ({length}, {length + 4}, {length + 7})"
    return f"{lengths} AND {whole_form} AND substr({column}, {length + 5}) NOT GLOB '*[^0-9]*'"


def floats(column: str) -> CheckConstraint:
    """Rule that a column holds the bytes of one or more numbers of four bytes each."""
    return _rule(column, f"typeof({column}) = 'blob' AND length({column}) > 0 AND length({column}) % 4 = 0", "")


def _rule(column: str, rule: str, instead: str, unless_null: bool = False) -> CheckConstraint:
    whole_rule = f"{column} IS NULL OR {rule}" if unless_null else rule
    return CheckConstraint(whole_rule, name=column, info={INSTEAD: instead})
