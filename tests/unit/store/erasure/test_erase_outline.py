"""Outlines that hang beside the one that stands go on doing so when something is forgotten."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kennis.nouns import Edition, EditVerb, Fate, Trace
from kennis.store import FILE, Offer, Store
from kennis.store.erasure.erase import erase
from kennis.store.erasure.erasure_targets import Wanted
from tests import archives, books
from tests.samples import note, session
from tests.unit.store.archive.test_merge import edit, retitled
from tests.unit.store.erasure.test_erase import back_and_on, of, sound


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store with an undone version, and beside it the one that another workspace made."""
    with ExitStack() as opened:
        here, there = (opened.enter_context(Store.open(tmp_path / name)) for name in ("hier", "daar"))
        for one in (here, there):
            one.take_in(Offer((session(),), (note(1), note(2))))
        edit(here, lambda _book: books.book(), "begin")
        archives.join(there, archives.archive(here))
        edit(there, retitled("Daar"), "daar")
        edit(here, retitled("Hier"), "hier")
        archives.join(here, archives.archive(there))
        here.outlines.undo()
        yield here


def versions(store: Store) -> list[tuple[int, EditVerb, str]]:
    """Give the versions."""
    return [(one.number, one.verb, one.about) for one in store.outlines.editions()]


@pytest.mark.parametrize("gone", [note(1).id, "note-1"])
def test_what_hangs_beside_is_not_gone_on_with(store: Store, tmp_path: Path, gone: str) -> None:
    before = versions(store)
    seen = {number: store.outlines.at(number) for number, _verb, _about in before}
    assert [verb for _number, verb, _about in before].count(EditVerb.BESIDE) == 1
    found = erase(store.engine, Wanted(notes=frozenset({gone})))
    assert versions(store) == before
    assert (Trace.EDITION, Fate.ERASED) not in {(one.sort, one.fate) for one in found}
    for number, whole in seen.items():
        assert store.outlines.at(number) == of({gone}, whole)
    redone = store.outlines.redo()
    assert isinstance(redone, Edition) and redone.about == "hier"
    back_and_on(store.outlines.undo, store.outlines.redo, store.outlines.current)
    sound(tmp_path / "hier" / FILE)
