"""Notes on a map."""

from itertools import pairwise

from kennis.nouns import Access, Consent, Note
from kennis.views.map import note_map
from kennis.views.view_material import Point
from tests.unit.views.meeting import material, note, person, session, theme


def placed(*where: str | None) -> list[tuple[Note, str | None]]:
    """Give a note for each of these themes."""
    return [(note(number), one) for number, one in enumerate(where, start=1)]


def test_a_theme_lies_in_the_middle_of_its_notes() -> None:
    points = {"0190-0001": Point(0.1, 0.1), "0190-0002": Point(0.2, 0.3), "0190-0003": Point(0.9, 0.8)}
    made = note_map(material([session(1)], placed("t1", "t1", "t1"), [theme(1)], points=points))
    assert [(region.theme, region.x, region.y, region.notes) for region in made.regions] == [("T-001", 0.2, 0.3, 3)]


def test_neighbours_are_told_nearest_first() -> None:
    points = {"0190-0001": Point(0.0, 0.0), "0190-0002": Point(0.3, 0.4), "0190-0003": Point(1.0, 0.0)}
    made = note_map(material([session(1)], placed("t1", "t2", "t3"), [theme(1), theme(2), theme(3)], points=points))
    assert [(one.theme, one.distance) for one in made.regions[0].next] == [("T-002", 0.5), ("T-003", 1.0)]


def test_spots_stand_by_theme_and_loose_notes_last() -> None:
    made = note_map(material([session(1)], placed(None, "t2", "t1"), [theme(1), theme(2)]))
    assert [spot.note for spot in made.spots] == ["n3", "n2", "n1"]


def test_spots_of_one_strength_stand_in_no_order_of_time() -> None:
    made = note_map(material([session(1)], placed(*["t1"] * 40, *[None] * 40), [theme(1)]))
    numbers = [int(spot.note.removeprefix("n")) for spot in made.spots]
    for shown, first in ((numbers[:40], 1), (numbers[40:], 41)):
        assert sorted(shown) == [*range(first, first + 40)]
        assert 10 < sum(one < other for one, other in pairwise(shown)) < 30


def test_a_spot_says_what_may_be_said() -> None:
    register = [person("an", "Gemeente Aa", "gemeente", Consent.ROLE)]
    made = note_map(material([session(1, register)], [(note(1, "an"), "t1")], [theme(1)]))
    assert (made.spots[0].text, made.spots[0].attribution) == ("Wat notitie 1 zegt.", "adviseur, gemeente")


def test_a_note_of_partners_only_is_a_point_without_text() -> None:
    register = [person("an", "Gemeente Aa", "gemeente")]
    made = note_map(material([session(1, register, Access.PARTNERS)], [(note(1, "an"), "t1")], [theme(1)]))
    assert (made.spots[0].text, made.spots[0].attribution) == ("", "")


def test_notes_without_a_place_are_counted() -> None:
    made = note_map(material([session(1)], placed("t1", "t1"), [theme(1)], points={"0190-0001": Point(0, 0)}))
    assert (len(made.spots), made.without) == (1, 1)
