"""Measures of concentration, against numbers worked out by hand."""

import random
from collections import Counter
from statistics import mean

import pytest

from kennis.views.concentration import Residual, concentration, residual, speakers


def test_a_residual_measures_the_distance_from_chance() -> None:
    """Of 40 notes in a two by two table of 15, 5, 5, 15 chance puts 10 in each; 5 / √(10 × ½ × ½) is 3.16."""
    assert residual(15, row=20, column=20, whole=40) == Residual(10.0, 3.16)
    assert residual(10, row=20, column=20, whole=40) == Residual(10.0, 0.0)


def test_a_residual_says_nothing_of_a_row_that_is_everything_or_nothing() -> None:
    assert residual(0, row=0, column=20, whole=40) is None
    assert residual(20, row=40, column=20, whole=40) is None


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({"a": 10, "b": 0}, 1.0),
        ({"a": 5, "b": 5}, -0.11),  # (0 - 0.05) / 0.45
        ({"a": 8, "b": 2}, 0.29),  # (0.18 - 0.05) / 0.45
    ],
)
def test_ten_notes_of_ten_speakers_in_two_even_groups(groups: dict[str, int], expected: float) -> None:
    assert concentration(groups, [1] * 10, {"a": 50, "b": 50}) == expected


def test_one_talkative_speaker_makes_no_concentration() -> None:
    """Nine notes of one speaker and one of another: lumps of 0.82 explain more than the 0.32 that is seen."""
    assert concentration({"a": 9, "b": 1}, [9, 1], {"a": 50, "b": 50}) == -1.0
    assert concentration({"a": 10}, [10], {"a": 50, "b": 50}) is None


def test_one_group_alone_cannot_be_concentrated() -> None:
    assert concentration({"a": 10}, [1] * 10, {"a": 50}) is None
    assert concentration({}, [], {"a": 50}) is None


def test_chance_comes_out_near_nothing() -> None:
    """Speakers of one to five notes that fall to three uneven groups at random: the mean of 3,000 themes is 0."""
    drawn = random.Random(5)
    base = {"a": 60, "b": 30, "c": 10}
    found = []
    for _theme in range(3000):
        units = [drawn.randint(1, 5) for _speaker in range(12)]
        groups: Counter[str] = Counter()
        for size in units:
            groups[drawn.choices(list(base), list(base.values()))[0]] += size
        found.append(concentration(groups, units, base) or 0.0)
    assert abs(mean(found)) < 0.01


def test_speakers_are_counted_and_unknown_ones_stand_alone() -> None:
    assert speakers([1, 2, 1, 0, 0, 1]) == [1, 1, 1, 3]
