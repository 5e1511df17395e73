"""The outline that editors keep, with every version that it ever had.

An edit is a function from the outline to the outline. What it changed is kept part by part, before and after, so any
version can be had again: back along the versions it was made from, and on along those of the one that is wanted.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, delete, func, insert
from sqlalchemy.orm import defer
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.errors import UnknownItem
from kennis.locale import _
from kennis.nouns import Edited, Edition, EditVerb, Outline, PastOutline
from kennis.store import sqlite
from kennis.store.outline.outline_mapping import StoredPart, book, edition, parts
from kennis.store.outline.outline_rows import EditionRow, PartRow

Step = list[Any]  # a part's id, its columns before and after; None where it is not there


class OutlineStore:
    """The outline of a workspace."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def current(self) -> Outline:
        """Give the outline as it stands; one without chapters was never built."""
        with sqlite.reading(self._engine) as transaction:
            return book(_stored(transaction))

    def edit(self, person: str, make: Callable[[Outline], Edited]) -> Edition | None:
        """Edit the outline as it stands, and keep the version before; None where nothing changes.

        What `make` raises leaves everything as it was.
        """
        with sqlite.writing(self._engine) as transaction:
            before = _stored(transaction)
            made = make(book(before))
            steps = _steps(before, parts(made.book))
            if not steps:
                return None
            apply(transaction, steps)
            row = EditionRow(
                number=(transaction.exec(select(func.max(EditionRow.number))).one() or 0) + 1,
                parent=head(transaction),
                verb=made.verb.value,
                about=made.about,
                person=person,
                at=datetime.datetime.now(datetime.UTC),
                steps=steps,
            )
            transaction.add(row)
            transaction.flush()
            return edition(row)

    def undo(self) -> Edition | None:
        """Go back to the version before; None if there is none."""
        with sqlite.writing(self._engine) as transaction:
            row = transaction.get(EditionRow, head(transaction))
            return self._turned(transaction, row, back=True)

    def redo(self) -> Edition | None:
        """Do again what was undone last; None if something else was done since."""
        with sqlite.writing(self._engine) as transaction:
            row = transaction.get(EditionRow, _onward(transaction, head(transaction)))
            return self._turned(transaction, row, back=False)

    def editions(self) -> tuple[Edition, ...]:
        """Give all versions, first to last, undone ones too."""
        with sqlite.reading(self._engine) as transaction:
            query = select(EditionRow).options(defer(EditionRow.steps)).order_by(col(EditionRow.number))  # type: ignore[arg-type]
            return tuple(edition(row) for row in transaction.exec(query))

    def at(self, number: int) -> Outline:
        """Give the outline as it was after a version was made; 0 is before the first. Raises UnknownItem."""
        with sqlite.reading(self._engine) as transaction:
            wanted, present = _chain(transaction, number), _chain(transaction, head(transaction))
            found = _stored(transaction)
            for row in present:
                if row not in wanted:
                    found = _after(found, _back(row.steps))
            for row in reversed(wanted):
                if row not in present:
                    found = _after(found, row.steps)
            return book(found)

    def past(self) -> Iterator[PastOutline]:
        """Give the outline as it stands, then as it was after each version that it was made from, back to none."""
        with sqlite.reading(self._engine) as transaction:
            found = _stored(transaction)
            for row in _chain(transaction, head(transaction)):
                yield PastOutline(edition(row), book(found))
                found = _after(found, _back(row.steps))
            yield PastOutline(None, book(found))

    def _turned(self, transaction: Transaction, row: EditionRow | None, back: bool) -> Edition | None:
        if row is None:
            return None
        apply(transaction, _back(row.steps) if back else row.steps)
        row.undone = back
        transaction.add(row)
        transaction.flush()
        return edition(row)


def _stored(transaction: Transaction) -> dict[str, StoredPart]:
    columns = select(PartRow.id, PartRow.kind, PartRow.parent, PartRow.place, PartRow.content)  # type: ignore[call-overload]
    return {values[0]: StoredPart(*values) for values in transaction.exec(columns)}


def head(transaction: Transaction) -> int:
    """Give the number of the version that stands; 0 where there is none."""
    return transaction.exec(select(func.max(EditionRow.number)).where(col(EditionRow.undone).is_(False))).one() or 0


def _onward(transaction: Transaction, number: int) -> int:
    """Give, of the versions made from one, that which leads to the latest version of all; 0 where there is none.

    Not the latest itself: a merge can let an outline go on below a version that is older than another beside it.
    """
    known = col(EditionRow.number) > number, EditionRow.verb != EditVerb.BESIDE.value
    query = select(EditionRow.number, EditionRow.parent).where(*known).order_by(col(EditionRow.number))
    onward, by_way_of = 0, {number: 0}
    for later, parent in transaction.exec(query):
        if parent in by_way_of:
            onward = by_way_of[later] = by_way_of[parent] or later
    return onward


def _chain(transaction: Transaction, number: int) -> list[EditionRow]:
    """Give a version and those it was made from, latest first; raises UnknownItem."""
    found = []
    while number:
        row = transaction.get(EditionRow, number)
        if row is None:
            raise UnknownItem(_("there is no version {number}; see: kennis outline versions").format(number=number))
        found.append(row)
        number = row.parent
    return found


def _steps(before: Mapping[str, StoredPart], after: Mapping[str, StoredPart]) -> list[Step]:
    changed = sorted(one for one in {*before, *after} if before.get(one) != after.get(one))
    return [[one, _columns(before.get(one)), _columns(after.get(one))] for one in changed]


def _columns(part: StoredPart | None) -> dict[str, Any] | None:
    return None if part is None else asdict(part)


def _back(steps: Iterable[Step]) -> list[Step]:
    return [[name, after, before] for name, before, after in steps]


def _after(found: Mapping[str, StoredPart], steps: Iterable[Step]) -> dict[str, StoredPart]:
    changed = {name: after for name, _before, after in steps}
    kept = {name: part for name, part in found.items() if name not in changed}
    return kept | {name: StoredPart(**after) for name, after in changed.items() if after is not None}


def apply(transaction: Transaction, steps: Iterable[Step]) -> None:
    """Bring the parts to what they are after steps."""
    changed = {name: after for name, _before, after in steps}
    names = sorted(changed)
    for at in range(0, len(names), 500):
        transaction.execute(delete(PartRow).where(col(PartRow.id).in_(names[at : at + 500])))
    written = [after for after in changed.values() if after is not None]
    if written:
        transaction.execute(insert(PartRow), written)
