"""What is used, what is left out, and the plan beside what was held."""

from dataclasses import replace
from itertools import pairwise

from kennis.nouns import Audience, Consent, LensWeight, Note, Placement
from kennis.views.coverage import coverage
from kennis.views.disclosure_control import Count
from tests.unit.views.meeting import PARTNERS, material, note, person, session, theme


def test_notes_are_counted_by_where_they_end_up() -> None:
    placed = [(note(1), "t1"), (note(2), "t1"), (note(3), None), (note(4, consent=Consent.BACKGROUND), "t1")]
    made = coverage(material([session(1)], placed, [theme(1)], used=frozenset({"0190-0001"}), internal=True))
    assert (made.whole.notes, made.whole.draft, made.whole.theme, made.whole.loose) == (3, 1, 1, 1)
    assert (made.sessions[0].draft, made.sessions[0].theme, made.sessions[0].loose) == (Count(1), Count(1), Count(1))
    assert made.kept_back == 1


def test_the_notes_kept_back_are_not_counted_where_they_are_of_two_speakers() -> None:
    silent = [(note(number, "an", consent=Consent.BACKGROUND), None) for number in (1, 2)]
    made = coverage(material([session(1, [person("an")])], silent, []))
    assert made.kept_back is None


def test_an_organisation_of_two_speakers_is_not_counted() -> None:
    big, small = "Gemeente Aa", "Provincie Bee"
    people = [person(f"a{number}", big) for number in range(4)] + [person(f"b{number}", small) for number in range(2)]
    placed: list[tuple[Note, str | None]] = [(note(number, one.handle), "t1") for number, one in enumerate(people, 1)]
    placed += [(note(20 + number, f"x{number}"), "t1") for number in range(5)]
    made = coverage(material([session(1, people)], placed, [theme(1)]))
    shown = {share.name: (share.notes, share.rounded) for share in made.organisations}
    assert shown == {big: (4, False), small: (None, False), "": (5, True)}
    assert {share.name: share.draft.notes for share in made.organisations} == {big: 0, small: None, "": None}


def test_a_note_of_a_cell_that_is_kept_back_has_no_number() -> None:
    """Numbers go by session: those on either side would tell it."""
    said: list[tuple[Note, str | None]] = [
        (note(number, f"p{number}", "s1", star=True), "t1") for number in range(1, 5)
    ]
    said += [(note(number, f"p{number}", "s2", star=True), "t1") for number in range(5, 7)]
    said += [(note(number, f"p{number}", f"s{1 + number % 2}"), None) for number in range(7, 17)]
    made = coverage(material([session(1), session(2)], said, [theme(1)]))
    assert len(made.starred) == 6 and {"n5", "n6"}.isdisjoint(one.note for one in made.starred)


def test_a_theme_says_how_much_of_it_the_draft_prints() -> None:
    placed = [(note(1), "t1"), (note(2), "t1"), (note(3), "t2"), (note(4), None)]
    used = frozenset({"0190-0001", "0190-0004"})
    made = coverage(material([session(1)], placed, [theme(1), theme(2)], used=used, internal=True))
    assert [(one.theme, one.notes, one.draft.notes, one.rest.notes) for one in made.themes] == [
        ("T-001", 2, 1, 1),
        ("T-002", 1, 0, 1),
        ("", 1, 1, 0),
    ]


def test_a_lens_with_less_than_half_of_an_even_share_has_little() -> None:
    placed: list[tuple[Note, str | None]] = [(note(number), "t1" if number < 8 else "t2") for number in range(10)]
    made = coverage(material([session(1)], placed, [theme(1), theme(2, lens="burger")], internal=True))
    assert [(one.lens, one.themes, one.notes, one.little) for one in made.lenses] == [
        ("rol", 1, 8, False),
        ("burger", 1, 2, True),
        ("", 0, 0, False),
    ]


def test_a_loose_note_counts_under_its_own_lens() -> None:
    made = material([session(1)], [(note(1), None), (note(2, lenses=("rol",)), None)], [], internal=True)
    made = replace(made, placements=(Placement(note="0190-0001", theme=None, lenses=(LensWeight("burger", 0.4),)),))
    assert [(one.lens, one.notes) for one in coverage(made).lenses] == [("rol", 1), ("burger", 1), ("", 0)]


def test_the_plan_stands_beside_what_was_held() -> None:
    """Three months are planned, one session each; one is held in January, two in February for administrators."""
    held = [session(1), *(replace(session(2), id=f"s2{letter}", audience=Audience.ADMINISTRATORS) for letter in "ab")]
    made = coverage(material(held, [(note(1), None)], [])).planned
    assert [(one.month, one.held, one.planned) for one in made.months] == [
        ("2020-01", 1, 1),
        ("2020-02", 2, 1),
        ("2020-03", 0, 1),
    ]
    assert [(one.audience, one.held, one.planned) for one in made.audiences] == [
        (Audience.EVERYONE, 1, None),
        (Audience.ADMINISTRATORS, 2, 1),
        (Audience.CITIZENS, 0, 1),
    ]


def test_a_partner_that_may_not_be_named_is_not_told_to_have_been_heard() -> None:
    people = [person("an", "Gemeente Aa", "gemeente"), person("bo", "Provincie Bee", "provincie", Consent.ROLE)]
    made = coverage(material([session(1, people)], [(note(1, "an"), None), (note(2, "bo"), None)], []))
    assert made.planned.unheard == PARTNERS[1:]


def test_starred_notes_that_the_draft_leaves_out_are_named() -> None:
    placed = [(note(1, star=True), "t1"), (note(2, star=True), None), (note(3), None)]
    made = coverage(material([session(1)], placed, [theme(1)], used=frozenset({"0190-0001"})))
    assert [(one.note, one.theme, one.text) for one in made.starred] == [("n2", "", "Wat notitie 2 zegt.")]


def test_notes_whose_number_is_not_told_stand_last_and_in_no_order_of_time() -> None:
    """In that order each would be of the session of the one before it, or of a later one."""
    held = [session(month, [person("an", "Gemeente Aa", "gemeente")]) for month in range(1, 13)]
    placed: list[tuple[Note, str | None]] = [
        (note(number, "an", f"s{(number + 2) // 3}", star=True), None) for number in range(1, 34)
    ]
    placed += [(note(number, "", "s12", star=True), "t1") for number in range(34, 40)]
    listed = coverage(material(held, placed, [theme(1)])).starred
    assert [one.note for one in listed] == [*(f"n{number}" for number in range(34, 40)), *[""] * 33]
    said = [int("".join(filter(str.isdigit, one.text))) for one in listed[6:]]
    assert sorted(said) == [*range(1, 34)]
    assert 8 < sum(one < other for one, other in pairwise(said)) < 24


def test_nothing_at_all() -> None:
    made = coverage(material([], [], []))
    assert (made.whole.notes, made.sessions, made.planned.months, made.draft_made) == (0, (), (), False)
