"""An archive with one odd value in it is refused, or makes a workspace of which everything can be read and undone."""

import random
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kennis.errors import KennisError
from kennis.store import Store
from tests import archives
from tests.draws import drawn
from tests.unit.store.archive.test_archive import Record, of, rewritten

ODD: tuple[Any, ...] = (
    *(0, -1, 2**40, 1.5, True, None, "", "x", "accepted", "name", "2020-01-01", "2020-01-01T00:00:00Z", "09:30:00"),
    *([], ["x"], [1], [[1]], [["a", "b"]], [{}], {}, {"a": 1}, {"a": []}),
)


@cache
def grown() -> bytes:
    """Give the archive of a workspace in which all that can be archived was done."""
    with TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        archives.grow(store, 11, 60)
        return archives.archive(store)


def odd(value: Any, drawn: random.Random) -> Any:
    """Give a value with something in it taken away, or put in the place of another."""
    if drawn.random() < 0.3 or not isinstance(value, list | dict) or not value:
        return drawn.choice(ODD)
    made: Any = [*value] if isinstance(value, list) else {**value}
    name = drawn.choice([*range(len(value))] if isinstance(value, list) else sorted(value))
    if drawn.random() < 0.3:
        del made[name]
    else:
        made[name] = odd(value[name], drawn)
    return made


def read_everything(store: Store) -> None:
    """Read all that a workspace holds, undo all that was done, and do it again."""
    sessions, notes = store.notes.leaving()
    ledger, approvals = store.ledger, store.approvals
    readers: tuple[Callable[[], object], ...] = (ledger.state, ledger.before, ledger.memos, ledger.every_theme)
    for read in (*readers, ledger.marks, store.decisions.all, approvals.all, approvals.accepted_remarks):
        read()
    for number, _run in enumerate(store.ledger.runs(), start=1):
        store.ledger.proposals(number)
    for one in store.outlines.editions():
        store.outlines.at(one.number)
    for note in notes:
        store.session_views.versions(note.id)
    for turn in (store.outlines.undo, store.outlines.redo, store.decisions.undo, store.decisions.redo):
        with suppress(KennisError):  # what no longer fits is told
            while turn():
                pass
    for session in sessions:
        store.session_views.sheet(session.id)
        store.journal.undo(session.id, "1")
        store.journal.redo(session.id, "1")


def check_odd(seed: int) -> None:
    """Change one value of one record, and take the archive in."""
    drawn = random.Random(seed)

    def change(found: list[Record]) -> None:
        tables = defaultdict(list)
        for one in found[1:]:
            tables[one["table"]].append(one)
        record = drawn.choice(tables[drawn.choice(sorted(tables))])
        name = drawn.choice(sorted(record.keys() - {"table"}))
        record[name] = odd(record[name], drawn)

    check(rewritten(grown(), change))


def check(data: bytes) -> None:
    """Take an archive in: nothing of it, or all that can be read."""
    with TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        try:
            archives.fill(store, data)
        except KennisError:
            assert store.archive.is_empty()
        else:
            read_everything(store)


@drawn(10, phases=[Phase.generate])
@given(seed=st.integers(0, 10**9))
def test_one_odd_value_is_refused_or_harmless(seed: int) -> None:
    check_odd(seed)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 10**9))
def test_many_odd_values_are_refused_or_harmless(seed: int) -> None:
    check_odd(seed)


@pytest.mark.parametrize(
    ("table", "name", "value"),
    [
        ("memo", "about", "n1"),
        ("theme", "medoids", [[]]),
        ("theme", "keywords", [1]),
        ("decision", "notes", [{}]),
        ("decision", "details", [1]),
        ("run", "reach", "half"),
        ("run", "parameters", {"a": 1}),
        ("approval", "verdict", "misschien"),
        ("placement", "lenses", {"a": 1}),
        ("part", "content", {}),
        ("part", "kind", "lied"),
    ],
)
def test_values_that_mean_nothing_are_refused(table: str, name: str, value: object) -> None:
    with TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        data = rewritten(grown(), lambda found: of(found, table)[0].update({name: value}))
        with pytest.raises(KennisError, match=r"not sound|of the wrong kind"):
            archives.fill(store, data)
