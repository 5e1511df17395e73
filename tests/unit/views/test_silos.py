"""Who raises which theme, counted by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kennis.errors import InputError
from kennis.nouns import Consent, Note, Participant
from kennis.views.silos import Silos, silos
from kennis.views.view_material import ViewMaterial
from tests.unit.views.meeting import department, material, note, person, session, theme


def crowd(organisation: str, sector: str, size: int, consent: Consent = Consent.NAME) -> list[Participant]:
    """Give so many people of one organisation, with handles made of its name."""
    stem = organisation.casefold().replace(" ", "")
    return [replace(person(f"{stem}{number}", organisation, sector, consent), name="") for number in range(size)]


def talk(said: Sequence[tuple[str, Sequence[Participant]]], text: str = "") -> list[tuple[Note, str | None]]:
    """Give a note of each of these people on each theme, an empty theme for loose notes."""
    pairs = [(where, one) for where, people in said for one in people]
    return [(note(number, one.handle, text=text), where or None) for number, (where, one) in enumerate(pairs, 1)]


AA, BEE, CEE = crowd("Aastad", "gemeente", 8), crowd("Beeland", "provincie", 8), crowd("Ceewerk", "bedrijf", 8)


def programme(said: Sequence[tuple[str, Sequence[Participant]]], internal: bool = True, text: str = "") -> ViewMaterial:
    """Give what these people said, in one session."""
    themes = [theme(number) for number in range(1, 4)]
    return material([session(1, [*AA, *BEE, *CEE])], talk(said, text), themes, internal=internal)


def rows(made: Silos, table: int = 0) -> dict[str, list[int | None]]:
    """Give the counts of a table's rows by theme."""
    return {row.theme: [cell.notes for cell in row.cells] for row in made.tables[table].rows}


def test_notes_are_counted_by_sector_and_by_organisation() -> None:
    made = silos(programme([("t1", AA[:4]), ("t1", BEE[:2]), ("t2", BEE[:5]), ("", CEE[:1])]))
    assert [table.by for table in made.tables] == ["sector", "organisation"]
    assert [group.name for group in made.tables[0].groups] == ["provincie", "gemeente", "bedrijf"]
    assert [group.name for group in made.tables[1].groups] == ["Beeland", "Aastad", "Ceewerk"]
    assert rows(made) == {"T-001": [2, 4, 0], "T-002": [5, 0, 0], "T-003": [0, 0, 0], "": [0, 0, 1]}


def test_a_cell_says_what_chance_would_bring() -> None:
    """Six of twelve notes are on the theme and four of twelve by the municipality: two are expected, four there."""
    made = silos(programme([("t1", AA[:4]), ("t1", BEE[:2]), ("t2", BEE[:5]), ("", CEE[:1])]))
    cell = made.tables[0].rows[0].cells[1]
    assert (cell.group, cell.notes, cell.expected, cell.residual) == ("gemeente", 4, 2.0, 2.45)


def test_small_cells_are_published_neither_by_themselves_nor_by_what_is_left() -> None:
    made = silos(programme([("t1", AA[:6]), ("t1", BEE[:2]), ("t2", BEE[:5]), ("t2", AA[:4])], internal=False))
    cells = made.tables[0].rows[0].cells
    assert [(cell.notes, cell.rounded) for cell in cells] == [(5, True), (None, False)]
    assert made.tables[0].rows[0].notes == 8
    assert made.tables[0].hidden == 1


@pytest.mark.parametrize("internal", [False, True])
def test_of_a_row_that_is_not_told_as_it_is_nothing_is_told_that_goes_by_its_counts(internal: bool) -> None:
    made = silos(programme([("t1", AA[:6]), ("t1", BEE[:2]), ("t2", BEE[:5]), ("t2", AA[:4])], internal=internal))
    for row in made.tables[0].rows[:2]:
        for told in (row.elsewhere, row.concentration, *(cell.residual for cell in row.cells)):
            assert (told is not None) is internal


def test_who_is_quoted_by_role_counts_under_the_sector_only() -> None:
    people = crowd("Aastad", "gemeente", 4, Consent.ROLE)
    made = silos(material([session(1, people)], talk([("t1", people)]), [theme(1)], internal=True))
    assert rows(made)["T-001"] == [4]
    assert made.tables[1].groups == ()
    assert made.tables[1].rows[0].elsewhere == 4


def test_who_is_anonymous_counts_under_nothing() -> None:
    people = crowd("Aastad", "gemeente", 4, Consent.ANONYMOUS)
    made = silos(material([session(1, people)], talk([("t1", people)]), [theme(1)], internal=True))
    assert [table.groups for table in made.tables] == [(), ()]
    assert made.tables[0].rows[0].notes == made.tables[0].rows[0].elsewhere == 4


def test_raised_by_many_and_owned_by_none() -> None:
    """Each of three organisations has two or three of eight notes: no more than its share."""
    made = silos(programme([("t1", AA[:3]), ("t1", BEE[:3]), ("t1", CEE[:2]), ("t2", AA[:5]), ("t2", BEE[:1])]))
    found = made.findings.owned_by_none
    assert [(one.theme, one.heard, one.groups, one.notes) for one in found] == [("T-001", 3, ("Aastad",), (3,))]


def test_what_a_small_cell_owns_is_not_owned_by_none() -> None:
    """Two of Ceewerk made nine of its fifteen notes; how many is not published, and neither is that nobody owns it."""
    said = [("t1", AA[:3]), ("t1", BEE[:3]), *[("t1", CEE[:1])] * 5, *[("t1", CEE[1:2])] * 4, ("t2", AA), ("t3", BEE)]
    for internal in (True, False):
        assert not silos(programme(said, internal)).findings.owned_by_none


def test_of_a_theme_with_a_small_cell_it_is_not_told_that_none_owns_it() -> None:
    """Were it told, each of its cells would be known to be less than half of its notes."""
    said = [("t1", AA[:3]), ("t1", BEE[:3]), *[("t1", CEE[:2])] * 2, ("t2", CEE), ("t2", AA[:4]), ("t3", BEE)]
    (found,) = silos(programme(said)).findings.owned_by_none
    assert (found.theme, found.heard, found.groups, found.notes) == ("T-001", 3, ("Ceewerk",), (4,))
    assert not silos(programme(said, internal=False)).findings.owned_by_none


def test_raised_by_one_sector_only() -> None:
    made = silos(programme([("t1", AA[:3]), ("t2", BEE[:3]), ("t2", AA[:1]), ("t3", CEE[:2])]))
    assert [(one.theme, one.groups, one.notes) for one in made.findings.one_only] == [("T-001", ("gemeente",), (3,))]


@pytest.mark.parametrize("internal", [True, False])
def test_a_sector_that_is_kept_back_is_a_sector_too(internal: bool) -> None:
    """In t1 two others spoke: published or not, it is not of one sector only."""
    said = [("t1", AA[:6]), ("t1", BEE[:2]), ("t2", CEE[:6]), ("t3", BEE[:4]), ("t3", AA[:4])]
    made = silos(programme(said, internal))
    assert [one.theme for one in made.findings.one_only] == ["T-002"]


@pytest.mark.parametrize(
    ("text", "silent"),
    [("Wij doen dat alleen.", 1), ("De provincies doen dat.", 0), ("Bij Beeland doen ze dat.", 0)],
)
def test_shared_by_sectors_that_do_not_mention_each_other(text: str, silent: int) -> None:
    made = silos(programme([("t1", AA[:4]), ("t1", BEE[:3])], text=text))
    assert [(one.theme, one.groups) for one in made.findings.silent_neighbours] == [
        ("T-001", ("gemeente", "provincie"))
    ][:silent]


def test_absent_where_expected() -> None:
    """Half of all notes are Aastad's, so that four of the eight on t2 might be; there is none."""
    made = silos(programme([("t1", AA[:8]), ("t2", BEE[:8])]))
    assert [(one.groups, one.theme, one.weight) for one in made.findings.absent] == [
        (("Beeland",), "T-001", 4.0),
        (("Aastad",), "T-002", 4.0),
    ]


def test_where_few_organisations_may_be_named_the_lists_are_about_sectors() -> None:
    people = [*crowd("Aastad", "gemeente", 4, Consent.ROLE), *BEE[:3]]
    made = silos(material([session(1, people)], talk([("t1", people)]), [theme(1)], internal=True))
    assert (made.findings.by_many, made.findings.by_few) == ("sector", "sector")
    assert silos(programme([("t1", AA)])).findings.by_many == "organisation"


def test_a_note_of_two_departments_counts_in_both() -> None:
    notes: list[tuple[Note, str | None]] = [
        (note(1, attributes=department("Ruimte", "Zorg")), "t1"),
        (note(2, attributes=department("Ruimte")), "t1"),
        (note(3), "t1"),
    ]
    made = silos(material([session(1)], notes, [theme(1)], internal=True), "department")
    row = made.tables[0].rows[0]
    assert [(cell.group, cell.notes) for cell in row.cells] == [("Ruimte", 2), ("Zorg", 1)]
    assert row.notes == 3


def test_an_unknown_attribute_is_refused_with_those_there_are() -> None:
    notes: list[tuple[Note, str | None]] = [(note(1, attributes=department("Ruimte")), "t1")]
    with pytest.raises(InputError, match="organisation, sector, department"):
        silos(material([session(1)], notes, [theme(1)]), "afdeling")


def test_nothing_at_all() -> None:
    made = silos(material([], [], []))
    assert made.notes == 0
    assert [table.groups for table in made.tables] == [(), ()]
