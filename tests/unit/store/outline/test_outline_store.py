"""The outline that is kept: every version can be had again, whatever was undone and done since."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.errors import InputError, UnknownItem
from kennis.nouns import Edited, EditVerb, Outline
from kennis.store import Store
from tests.books import TEXTS, book, edited
from tests.draws import drawn


def as_one(made: Outline) -> Edited:
    return Edited(verb=EditVerb.WRITE, book=made, about="iets")


def test_an_outline_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.outlines.current() == Outline()
        made = store.outlines.edit("Anne", lambda _before: as_one(book()))
        assert made is not None and (made.number, made.person, made.about) == (1, "Anne", "iets")
    with Store.open(tmp_path) as store:
        assert store.outlines.current() == book()
        assert [one.number for one in store.outlines.editions()] == [1]


def test_an_edit_that_changes_nothing_is_no_version(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.outlines.edit("Anne", lambda _before: as_one(book()))
        assert store.outlines.edit("Anne", lambda before: as_one(before)) is None
        assert len(store.outlines.editions()) == 1


def test_what_an_edit_raises_leaves_everything_as_it_was(tmp_path: Path) -> None:
    def fails(_before: Outline) -> Edited:
        raise InputError("nee")

    with Store.open(tmp_path) as store:
        store.outlines.edit("Anne", lambda _before: as_one(book()))
        with pytest.raises(InputError, match="nee"):
            store.outlines.edit("Anne", fails)
        assert store.outlines.current() == book() and len(store.outlines.editions()) == 1


def test_after_another_edit_nothing_can_be_done_again(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.outlines.undo() is None and store.outlines.redo() is None
        store.outlines.edit("Anne", lambda _before: as_one(book()))
        store.outlines.undo()
        store.outlines.edit("Anne", lambda before: as_one(edited(before, 4, "Ander")))
        assert store.outlines.redo() is None
        assert [one.undone for one in store.outlines.editions()] == [True, False]


def test_an_unknown_version_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, pytest.raises(UnknownItem):
        store.outlines.at(3)


@drawn(25)
@given(st.lists(st.tuples(st.sampled_from(["edit", "edit", "undo", "redo"]), st.integers(0, 999), TEXTS), max_size=14))
def test_every_version_can_be_had_again(steps: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        store.outlines.edit("Anne", lambda _before: as_one(book()))
        seen, now, undone = {0: Outline(), 1: book()}, [1], list[int]()
        for what, seed, text in steps:
            if what == "edit":
                made = store.outlines.edit("Anne", lambda before, s=seed, t=text: as_one(edited(before, s, t)))  # type: ignore[misc]
                if made is not None:
                    seen[made.number] = store.outlines.current()
                    now, undone = [*now, made.number], []
            elif what == "undo":
                back = store.outlines.undo()
                assert (back.number if back else None) == (now[-1] if now else None)
                if back is not None:
                    undone.append(now.pop())
            else:
                again = store.outlines.redo()
                if undone:
                    assert again is not None and again.number == undone.pop()
                    now.append(again.number)
            assert store.outlines.current() == seen[now[-1] if now else 0]
        for number, expected in seen.items():
            assert store.outlines.at(number) == expected
