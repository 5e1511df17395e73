"""Note ids: UUIDv7, and in the order of the notes."""

import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.ids import between, is_note_id, new_id, spread

EARLY = "01900000-0000-7000-8000-000000000000"
LATE = "01900000-0001-7000-8000-000000000000"
FUTURE = "0fffffff-ffff-7fff-bfff-ffffffffffff"


def ids() -> st.SearchStrategy[str]:
    def made(milliseconds: int, middle: int, low: int) -> str:
        return str(uuid.UUID(int=milliseconds << 80 | 7 << 76 | middle << 64 | 0b10 << 62 | low))

    return st.builds(made, st.integers(1, 2**48 - 2), st.integers(0, 2**12 - 1), st.integers(0, 2**62 - 1))


def test_new_ids_sort_in_the_order_of_their_making() -> None:
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(set(made))
    assert all(is_note_id(one) for one in made)


@settings(max_examples=200, deadline=None)
@given(ids(), ids(), st.integers(0, 20))
def test_ids_are_spread_between_two_others(one: str, other: str, count: int) -> None:
    before, after = sorted((one, other))
    made = spread(before, after, count)
    assert len(made) == count
    assert all(is_note_id(each) for each in made)
    if uuid.UUID(after).int - uuid.UUID(before).int > 2 << 62:
        assert [before, *made, after] == sorted({before, *made, after})


@settings(max_examples=200, deadline=None)
@given(ids(), st.integers(1, 20))
def test_ids_at_the_start_and_at_the_end(there: str, count: int) -> None:
    first, last = spread(None, there, count), spread(there, None, count)
    assert [*first, there, *last] == sorted({*first, there, *last})
    assert all(is_note_id(each) for each in (*first, *last))


def test_many_ids_fit_between_two_that_follow_each_other_at_once() -> None:
    before, after = new_id(), new_id()
    made = spread(before, after, 10_000)
    assert [before, *made, after] == sorted({before, *made, after})


def test_there_is_room_again_and_again() -> None:
    before, after = EARLY, LATE
    for turn in range(30):
        middle = between(before, after)
        assert before < middle < after
        before, after = (middle, after) if turn % 2 else (before, middle)


def test_two_workspaces_do_not_fill_a_gap_alike() -> None:
    assert between(EARLY, LATE) != between(EARLY, LATE)


def test_without_room_the_id_is_a_new_one() -> None:
    made = between(EARLY, EARLY)
    assert is_note_id(made) and made > EARLY


def test_a_new_note_after_one_from_a_clock_ahead_still_comes_last() -> None:
    assert between(FUTURE, None) > FUTURE


@pytest.mark.parametrize("text", ["n17", "", EARLY.upper() + "A", EARLY.replace("-7", "-4", 1), EARLY.replace("-", "")])
def test_what_is_no_note_id(text: str) -> None:
    assert not is_note_id(text)
