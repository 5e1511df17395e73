"""The table of all checks of a database; a copy is examined, mended, and examined anew."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from kennis.locale import _
from kennis.store.sqlite.repair import (
    forgotten_checks,
    history_checks,
    ledger_checks,
    rule_checks,
    structure_checks,
    vector_checks,
)
from kennis.store.sqlite.repair import session_checks as meetings
from kennis.store.sqlite.repair.check import (
    DatabaseCheck,
    DatabaseFinding,
    changing,
    column,
    finding,
    lenient_engine,
    opened,
)
from kennis.store.sqlite.repair.rebuild import RowLoss, rebuild

CHECKS: dict[str, DatabaseCheck] = {
    check.name: check
    for group in (
        structure_checks.CHECKS,
        rule_checks.CHECKS,
        meetings.CHECKS,
        history_checks.CHECKS,
        ledger_checks.CHECKS,
        vector_checks.CHECKS,
        forgotten_checks.CHECKS,
    )
    for check in group
}
_ROUNDS = 3  # mending one thing may bring another to light
_BEFORE = ("rules",)  # what a new database, or the indexes of words, would refuse


@dataclass(frozen=True, slots=True)
class Mended:
    """A copy that was mended: what is still wrong with it, and the rows that could not be read."""

    path: Path
    left: tuple[DatabaseFinding, ...]
    losses: tuple[RowLoss, ...]


def examine(copy: Path) -> tuple[DatabaseFinding, ...]:
    """Give all that is wrong with a copy; a check that cannot be made there is a finding too."""
    return tuple(_found(copy))


def _found(copy: Path) -> Iterator[DatabaseFinding]:
    with lenient_engine(copy) as engine:
        for check in CHECKS.values():
            try:
                with engine.connect() as connection:  # what a check does there is rolled back at its end
                    cases = check.find(connection)
            except SQLAlchemyError as error:
                cases = [_("cannot be checked: {reason}").format(reason=getattr(error, "orig", None) or error)]
            if cases:
                yield finding(check, cases)


def mend(copy: Path, folder: Path, found: Sequence[DatabaseFinding], anew: bool = False) -> Mended:
    """Mend a copy as far as it can be; `folder` takes the database that is made anew, where one has to be.

    `anew` asks for one also where no check does.
    """
    losses: tuple[RowLoss, ...] = ()
    left = tuple(found)
    if anew or any(one.name in CHECKS and CHECKS[one.name].structural for one in left):
        structure_checks.quiet(copy)
        _mend(copy, _BEFORE)
        try:
            copy, losses = rebuild(copy, folder)
        except SQLAlchemyError:  # not even what tables there are can be read
            return Mended(copy, left, ())
        left = examine(copy)
    for _round in range(_ROUNDS):
        names = [one.name for one in left if CHECKS[one.name].mend]
        if not names:
            break
        _mend(copy, names)
        left = examine(copy)
    return Mended(copy, left, losses)


def sessions(copy: Path) -> frozenset[str] | None:
    """Give the ids of the sessions that a copy knows; None where it cannot tell."""
    try:
        with opened(copy) as connection:
            return frozenset(column(connection, "SELECT id FROM session"))
    except SQLAlchemyError:
        return None


def _mend(copy: Path, names: Sequence[str]) -> None:
    for name in names:
        check = CHECKS[name]
        for one in filter(None, (check.mend, *check.others)):
            with suppress(SQLAlchemyError), changing(copy) as connection:  # what cannot be mended is found again
                one(connection)
