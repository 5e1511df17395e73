"""Whoever has all public pages and the printed draft cannot work out a cell that is kept back."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kennis.nouns import Access, Consent, Kind, Participant
from kennis.views.coverage import coverage
from kennis.views.disclosure_control import Count
from kennis.views.map import note_map
from kennis.views.published_cells import NOBODY, by_session, by_speaker
from kennis.views.silos import silos
from kennis.views.timeline import Period, timeline
from kennis.views.view_material import LOOSE, OpenMaterial, ViewMaterial, open_up
from tests.draws import drawn
from tests.unit.views.meeting import material, note, session, theme

_LEVELS = st.sampled_from([Consent.NAME, Consent.NAME, Consent.ORGANISATION, Consent.ROLE, None])
_TEMPTING = (Kind.QUOTE, Kind.QUOTE, Kind.OBSERVATION, Kind.QUESTION)


@st.composite
def programmes(draw: st.DrawFn) -> ViewMaterial:
    """Draw sessions, two of them in one month, few or more speakers of few organisations, and a draft of some notes."""
    people = [
        Participant(
            handle=f"p{number}",
            name=f"Persoon {number}",
            role="adviseur",
            organisation=f"Huis {number % draw(st.integers(1, 4))}",
            sector="",
            consent=draw(_LEVELS),
        )
        for number in range(draw(st.integers(1, 9)))
    ]
    people = [replace(one, sector=f"sector {int(one.organisation[-1]) % 2}") for one in people]
    dates = [(1, 5), (1, 19), (2, 5), (3, 5)][: draw(st.integers(1, 4))]
    held = [
        replace(session(month, people, Access.OPEN), id=f"s{at}", date=datetime.date(2020, month, day))
        for at, (month, day) in enumerate(dates)
    ]
    placed = []
    for number in range(1, draw(st.integers(1, 45)) + 1):
        speaker = draw(st.sampled_from(["", *(one.handle for one in people)]))
        within = draw(st.sampled_from(held)).id
        kind = draw(st.sampled_from(_TEMPTING))
        placed.append((note(number, speaker, within, kind=kind), draw(st.sampled_from([None, "t1", "t1", "t2", "t3"]))))
    used = frozenset(one.id for one, _theme in placed if draw(st.integers(0, 3)) == 0)
    return material(held, placed, [theme(1), theme(2, lens=""), theme(3)], used=used)


@dataclass
class Equations:
    """What a reader knows of counts that are not told: sums of them that lie between two numbers."""

    places: dict[tuple[str, str], int]
    rows: list[NDArray[np.float64]] = field(default_factory=list)
    bounds: list[tuple[float, float]] = field(default_factory=list)

    def know(self, cells: Sequence[tuple[str, str]], least: float, most: float | None = None) -> None:
        """Note that some cells hold so many together; without `most` so many at least."""
        row = np.zeros(len(self.places))
        for cell in cells:
            row[self.places[cell]] += 1
        self.rows.append(row)
        self.bounds.append((least, np.inf if most is None else most))

    def told(self, cells: Sequence[tuple[str, str]], count: Count | None, least: int = 0) -> None:
        """Note what a page says of some cells together: exactly so many, so many rounded to five, or nothing."""
        if count is None or count.notes is None:
            self.know(cells, least)
        elif count.rounded:
            self.know(cells, max(0, count.notes - 2), count.notes + 2)
        else:
            self.know(cells, count.notes, count.notes)

    def reach(self, cells: Sequence[tuple[str, str]]) -> tuple[float, float]:
        """Give the least and the most that some cells can hold together."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        wanted = np.zeros(len(self.places))
        for cell in cells:
            wanted[self.places[cell]] = 1
        least, most = np.array(self.bounds).T
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * wanted,
                constraints=LinearConstraint(np.array(self.rows), least, most),
                bounds=Bounds(0, 60),
                integrality=np.ones(len(self.places)),
            )
            assert found.status == 0, found.message
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]


def printed(made: ViewMaterial, seen: OpenMaterial) -> Counter[tuple[str, str]]:
    """Count, by theme and session, what the draft prints: its sources name the session of each note."""
    return Counter((one.theme or LOOSE, seen.keys[one.session]) for one in seen.notes if one.used)


def known_of_sessions(made: ViewMaterial, seen: OpenMaterial) -> Equations:
    """Gather what the timeline, the map, the coverage and the draft tell of themes by session."""
    numbers = {one.number: one.id for one in seen.themes} | {"": LOOSE}
    keys = list(seen.keys.values())
    found = Equations({(row, key): at for at, (row, key) in enumerate((r, k) for r in numbers.values() for k in keys)})
    shown, days, months = note_map(made), timeline(made), timeline(made, Period.MONTH)
    of_month: defaultdict[str, list[str]] = defaultdict(list)
    for one in seen.sessions:
        of_month[f"{one.date:%Y-%m}"].append(seen.keys[one.id])
    for name, row in numbers.items():
        size = sum(spot.theme == name for spot in shown.spots)
        found.know([(row, key) for key in keys], size, size)
    for place, number in printed(made, seen).items():
        found.know([place], number)
    for (name, key), number in Counter((spot.theme, spot.session) for spot in shown.spots if spot.session).items():
        found.know([(numbers[name], key)], number)
    for view, parts in ((days, {key: [key] for key in keys}), (months, of_month)):
        for line in view.rows:
            least = floor(line.notes, [heard(seen, numbers[line.theme], parts[one.key]) for one in view.moments])
            for moment, count in zip(view.moments, line.notes, strict=True):
                found.told([(numbers[line.theme], key) for key in parts[moment.key]], count, least)
        sums = [Count(moment.notes, moment.rounded) for moment in view.moments]
        least = floor(sums, [sum(heard(seen, row, parts[one.key]) for row in numbers.values()) for one in view.moments])
        for moment, count in zip(view.moments, sums, strict=True):
            found.told([(row, key) for row in numbers.values() for key in parts[moment.key]], count, least)
    for share in coverage(made).sessions:
        loose = printed(made, seen)[LOOSE, share.name]
        if share.loose.notes is not None:
            found.know([(LOOSE, share.name)], share.loose.notes + loose, share.loose.notes + loose)
        if share.theme.notes is not None:
            out = sum(number for (row, key), number in printed(made, seen).items() if row and key == share.name)
            cells = [(row, share.name) for row in numbers.values() if row]
            found.know(cells, share.theme.notes + out, share.theme.notes + out)
    return found


def heard(seen: OpenMaterial, row: str, keys: Sequence[str]) -> int:
    return sum((one.theme or LOOSE) == row and seen.keys[one.session] in keys for one in seen.notes)


def floor(counts: Sequence[Count], truth: Sequence[int]) -> int:
    """Give what a cell that is kept back holds at least: a note, unless an empty one is kept back beside it."""
    return int(all(real for one, real in zip(counts, truth, strict=True) if one.notes is None))


def known_of_speakers(made: ViewMaterial, seen: OpenMaterial) -> Equations:
    """Gather what the silos, the map, the coverage and the draft tell of themes by sector and organisation."""
    numbers = {one.number: one.id for one in seen.themes} | {"": LOOSE}
    columns = sorted({f"{one.sector}|{one.organisation}" for one in seen.notes} | {"|"})
    found = Equations(
        {(row, one): at for at, (row, one) in enumerate((r, c) for r in numbers.values() for c in columns)}
    )
    view, shown = silos(made), note_map(made)
    for name, row in numbers.items():
        size = sum(spot.theme == name for spot in shown.spots)
        found.know([(row, one) for one in columns], size, size)
    for place, number in attributed(made, seen).items():
        found.know([place], number)
    for table, part in zip(view.tables, (0, 1), strict=True):
        groups = {group.name: [one for one in columns if one.split("|")[part] == group.name] for group in table.groups}
        every = {one.split("|")[part] for one in columns} - {""}
        for line in table.rows:
            shown_cells = {cell.group: Count(cell.notes, cell.rounded) for cell in line.cells}
            line_of = {name: shown_cells.get(name, Count(None)) for name in sorted(every)}
            truth = [spoken(seen, numbers[line.theme], part, name) for name in line_of]
            least = floor(list(line_of.values()), truth)
            for name, count in line_of.items():
                cells = [(numbers[line.theme], one) for one in columns if one.split("|")[part] == name]
                found.told(cells, count, least)
        for group in table.groups:
            cells = [(row, one) for row in numbers.values() for one in groups[group.name]]
            found.told(cells, Count(group.notes, group.rounded), 1)
    told = coverage(made)
    for shares, part in ((told.sectors, 0), (told.organisations, 1)):
        for share in shares:
            own = [one for one in columns if one.split("|")[part] == share.name]
            found.told([(row, one) for row in numbers.values() for one in own], Count(share.notes, share.rounded), 1)
            if share.loose.notes is not None:
                found.know([(LOOSE, one) for one in own], share.loose.notes)
    return found


def attributed(made: ViewMaterial, seen: OpenMaterial) -> Counter[tuple[str, str]]:
    """Count, by theme and organisation, what the draft and the map tell in so many words."""
    shown = {(spot.text, spot.theme) for spot in note_map(made).spots if spot.attribution}
    numbers = {one.id: one.number for one in seen.themes}
    return Counter(
        (one.theme or LOOSE, f"{one.sector}|{one.organisation}")
        for one in seen.notes
        if (one.used and (one.attribution or one.spoken)) or (one.text, numbers.get(one.theme or "", "")) in shown
    )


def spoken(seen: OpenMaterial, row: str, part: int, name: str) -> int:
    return sum((one.theme or LOOSE) == row and (one.sector, one.organisation)[part] == name for one in seen.notes)


def worked_out(made: ViewMaterial) -> list[str]:
    """Give the cells and sums that pages keep back and that can be worked out all the same."""
    seen = open_up(made)
    return [*_of_sessions(made, seen), *_of_speakers(made, seen)]


def _of_sessions(made: ViewMaterial, seen: OpenMaterial) -> Iterator[str]:
    known, numbers = known_of_sessions(made, seen), {one.number: one.id for one in seen.themes} | {"": LOOSE}
    by_month: defaultdict[str, list[str]] = defaultdict(list)
    for one in seen.sessions:
        by_month[f"{one.date:%Y-%m}"].append(seen.keys[one.id])
    days, months = timeline(made), timeline(made, Period.MONTH)
    for view, keys in ((days, {key: [key] for key in seen.keys.values()}), (months, by_month)):
        for line in view.rows:
            for moment, count in zip(view.moments, line.notes, strict=True):
                if count.notes is None:
                    least, most = known.reach([(numbers[line.theme], key) for key in keys[moment.key]])
                    if least == most:
                        yield f"{line.theme} in {moment.key}: {least}"
        for moment in view.moments:
            if moment.notes is None:
                least, most = known.reach([(row, key) for row in numbers.values() for key in keys[moment.key]])
                if least == most:
                    yield f"all in {moment.key}: {least}"


def _of_speakers(made: ViewMaterial, seen: OpenMaterial) -> Iterator[str]:
    known, numbers = known_of_speakers(made, seen), {one.number: one.id for one in seen.themes} | {"": LOOSE}
    columns = {one for _row, one in known.places}
    for table, part in zip(silos(made).tables, (0, 1), strict=True):
        for line in table.rows:
            for cell in line.cells:
                own = [(numbers[line.theme], one) for one in columns if one.split("|")[part] == cell.group]
                if cell.notes is None:
                    least, most = known.reach(own)
                    if least == most:
                        yield f"{line.theme} of {cell.group}: {least}"


@drawn(40)
@given(programmes())
def test_no_cell_that_is_kept_back_can_be_worked_out_from_all_pages_together(made: ViewMaterial) -> None:
    assert worked_out(made) == []


@drawn(40)
@given(programmes())
def test_a_note_whose_session_is_not_told_has_no_number(made: ViewMaterial) -> None:
    """Numbers go by session: between two whose session is told stands one of the same."""
    spots = note_map(made).spots
    assert all(bool(spot.note) == bool(spot.session) for spot in spots)
    listed = coverage(made)
    assert {one.note for one in (*listed.loose, *listed.starred)} <= {"", *(spot.note for spot in spots)}


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(programmes())
def test_none_can_be_worked_out_in_many_programmes(made: ViewMaterial) -> None:
    assert worked_out(made) == []


def test_what_the_draft_prints_of_small_cells_is_told_and_else_they_are_kept_back() -> None:
    people = [Participant(handle=f"p{at}", name=f"Persoon {at}", organisation=f"Huis {at % 2}") for at in range(6)]
    people = [replace(one, sector=one.organisation, consent=Consent.NAME) for one in people]
    small = [(note(at, f"p{at % 2}", f"s{at % 2 + 1}"), "t1") for at in range(4)]
    placed = [*small, *((note(4 + at, f"p{at}", f"s{at % 2 + 1}"), None) for at in range(6))]
    for used, told in ((frozenset(one.id for one, _theme in small), {2}), (frozenset(), {None})):
        made = material([session(1, people), session(2, people)], placed, [theme(1)], used=used)
        seen = open_up(made)
        for table in (by_session(seen, internal=False), by_speaker(seen, internal=False)):
            assert {one.notes for place, one in table.cells.items() if place[0] == "t1" and place[1] != NOBODY} == told


def test_in_a_programme_of_some_size_no_small_cell_is_told() -> None:
    """And most of those that are not small still are."""
    drawn = np.random.default_rng(4)
    people = [
        Participant(handle=f"p{at}", name=f"Persoon {at}", organisation=f"Huis {at % 9}", sector=f"sector {at % 3}")
        for at in range(40)
    ]
    people = [replace(one, consent=Consent.NAME) for one in people]
    held = [session(month, people) for month in range(1, 10)]
    placed = [
        (note(at, f"p{drawn.integers(40)}", f"s{1 + drawn.integers(9)}"), f"t{min(7, drawn.geometric(0.4))}")
        for at in range(1, 240)
    ]
    made = material(held, placed, [theme(number) for number in range(1, 8)])
    seen = open_up(made)
    table, speaking = by_session(seen, internal=False), speakers_of(seen)
    small = [place for place, count in speaking.items() if count < 3]
    assert len(small) > 10
    assert [place for place in small if table.cells[place].notes is not None] == []
    whole = [one for one in table.cells.values() if one.exact]
    assert len(whole) > 0.4 * len(table.cells)
    assert worked_out(made) == []


def speakers_of(seen: OpenMaterial) -> Mapping[tuple[str, str], int]:
    found: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for at, one in enumerate(seen.notes):
        found[one.theme or LOOSE, seen.keys[one.session]].add(one.person or -1 - at)
    return {place: len(persons) for place, persons in found.items()}


def test_with_nothing_kept_back_all_of_it_can_be_worked_out() -> None:
    """The reader of these tests is no fool: who is shown small cells works them out."""
    placed = [(note(number, f"p{number % 2}", f"s{number % 2 + 1}"), "t1") for number in range(1, 8)]
    made = material([session(1), session(2)], placed, [theme(1)])
    known = known_of_sessions(replace(made, internal=True), open_up(made))
    assert [known.reach([("t1", key)]) for key in ("S1", "S2")] == [(3, 3), (4, 4)]
    assert by_speaker(open_up(made), internal=True).told("t1", NOBODY)
