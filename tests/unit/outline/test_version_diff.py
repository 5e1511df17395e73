"""What differs between two versions is told part by part, and moves are told apart from changes."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.nouns import Outline
from kennis.outline.parts import moved, put, without
from kennis.outline.version_diff import differences
from tests.books import altered, book, edited, section


def signs(before: Outline, after: Outline) -> list[tuple[str, str]]:
    return [(one.sign, one.name) for one in differences(before, after)]


def test_the_same_outline_differs_in_nothing() -> None:
    assert differences(book(), book()) == ()


def test_what_is_new_gone_reworded_and_moved() -> None:
    assert signs(book(), without(book(), "p2")) == [("−", "1.1.2")]
    assert signs(book(), moved(book(), "s1", "c2", 0)) == [("→", "2.1")]
    assert signs(book(), moved(book(), "p1", "s1", 2)) == [("→", "1.1.3")]
    assert signs(book(), put(book(), section(9), "c2", 0)) == [("+", "2.1")]
    (told,) = differences(book(), altered(book(), "p4", text="Anders."))
    assert (told.sign, told.name, told.text, told.before) == ("~", "1.2.1", "Anders.", "Een zin.")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9_999), max_size=8))
def test_nothing_is_told_only_where_nothing_differs(seeds: list[int]) -> None:
    made = book()
    for seed in seeds:
        made = edited(made, seed, "Nieuw")
    same = replace(made, rejected=frozenset()) == book()
    assert (differences(book(), made) == ()) is same
