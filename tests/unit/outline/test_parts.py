"""Parts of an outline are found, moved, put in and taken out; nothing else changes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.errors import InputError, UnknownItem
from kennis.nouns import Outline, Part, Passage, Section
from kennis.outline.parts import changed, find, moved, put, without
from tests.books import book, edited, passage, section


def names(one: Outline) -> dict[str, str]:
    return {found.name: found.part.id for found in one.walk()}


def test_parts_are_called_by_their_places() -> None:
    assert names(book()) == {
        "1": "c1",
        "1.1": "s1",
        "1.1.1": "p1",
        "1.1.2": "p2",
        "1.1.3": "p3",
        "1.2": "s2",
        "1.2.1": "p4",
        "1.2.2": "p5",
        "1.0.1": "p6",
        "2": "c2",
        "2.1": "s3",
        "2.1.1": "p7",
    }
    assert find(book(), "1.2.1").part.id == find(book(), "p4").part.id == "p4"
    with pytest.raises(UnknownItem, match="9"):
        find(book(), "9")


def test_a_passage_moves_within_its_section_and_into_another() -> None:
    assert [one.id for one in moved(book(), "p3", "s1", 0).every][:3] == ["p3", "p1", "p2"]
    assert names(moved(book(), "p3", "s3", 0))["2.1.1"] == "p3"
    assert names(moved(book(), "p3", "c2", 99))["2.0.1"] == "p3"


def test_a_section_moves_with_all_it_holds() -> None:
    there = moved(book(), "s1", "c2", 0)
    assert [one.id for one in there.sections] == ["s2", "s1", "s3"]
    assert names(there)["2.1.3"] == "p3"


@pytest.mark.parametrize(("part", "parent"), [("c1", "c2"), ("s1", "s2"), ("s1", ""), ("p1", ""), ("p1", "p2")])
def test_what_cannot_stand_there_is_refused(part: str, parent: str) -> None:
    with pytest.raises(InputError):
        moved(book(), part, parent, 0)


def test_one_part_is_changed_and_no_other() -> None:
    def louder(one: Part) -> Part:
        assert isinstance(one, Passage)
        return replace(one, text="Luider.")

    before, after = {one.part.id: one.part for one in book().walk()}, changed(book(), "p4", louder)
    now = {one.part.id: one.part for one in after.walk()}
    assert {one for one in now if now[one] != before[one]} == {"p4", "s2", "c1"}
    assert changed(book(), "nowhere", louder) == book()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9_999), max_size=12))
def test_whatever_is_done_no_part_stands_twice(seeds: list[int]) -> None:
    made = book()
    for seed in seeds:
        made = edited(made, seed, "Nieuw")
        ids = [one.part.id for one in made.walk()]
        assert len(ids) == len(set(ids))
        assert all(find(made, one.name).part.id == one.part.id for one in made.walk())


def test_what_is_taken_out_and_put_back_is_where_it_was() -> None:
    for found in book().walk():
        assert put(without(book(), found.part.id), found.part, found.parent, found.place) == book()


def test_a_section_holds_passages_only() -> None:
    with pytest.raises(InputError):
        put(book(), Section(id="x", title="x"), "s1", 0)
    assert put(book(), section(9, passage(9)), "c2", 0).chapters[1].sections[0].id == "s9"
