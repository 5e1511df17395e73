"""When themes start, peak and fade."""

import pytest

from kennis.nouns import Note
from kennis.views.timeline import Course, Period, Timeline, timeline
from kennis.views.view_material import ViewMaterial
from tests.unit.views.meeting import material, note, session, theme


def heard(*counts: int, others: int = 10, internal: bool = False) -> ViewMaterial:
    """Give a theme that is heard so often in each session, beside ten notes on another; nobody is named."""
    placed: list[tuple[Note, str | None]] = []
    for number, count in enumerate(counts, start=1):
        for where, times in (("t1", count), ("t2", others)):
            placed += [(note(len(placed) + index + 1, within=f"s{number}"), where) for index in range(times)]
    sessions = [session(number) for number in range(1, len(counts) + 1)]
    return material(sessions, placed, [theme(1), theme(2)], internal=internal)


def first(made: Timeline) -> list[int | None]:
    """Give the counts of the first theme."""
    return [one.notes for one in made.rows[0].notes]


def test_themes_are_counted_by_session() -> None:
    made = timeline(heard(3, 0, 5))
    assert first(made) == [3, 0, 5]
    assert [(moment.key, moment.notes) for moment in made.moments] == [("S1", 13), ("S2", 10), ("S3", 15)]
    assert (made.rows[0].first, made.rows[0].peak, made.rows[0].last) == ("S1", "S3", "S3")


def test_the_peak_is_the_largest_part_of_a_session() -> None:
    """Five of fifteen is more than six of sixty."""
    placed = [(note(number, within="s1"), "t1" if number < 6 else "t2") for number in range(60)]
    placed += [(note(100 + number, within="s2"), "t1" if number < 5 else "t2") for number in range(15)]
    assert timeline(material([session(1), session(2)], placed, [theme(1), theme(2)])).rows[0].peak == "S2"


@pytest.mark.parametrize(
    ("counts", "course"),
    [
        ((0, 0, 0, 0), Course.UNKNOWN),
        ((4,), Course.UNKNOWN),
        ((0, 4, 0, 0), Course.ONCE),
        ((0, 0, 0, 4), Course.NEW),
        ((4, 4, 4, 0), Course.SILENT),
        ((9, 9, 2, 2), Course.FADING),
        ((2, 2, 9, 9), Course.RISING),
        ((0, 0, 4, 4), Course.RISING),
        ((5, 5, 5, 5), Course.STEADY),
    ],
)
def test_how_a_theme_runs(counts: tuple[int, ...], course: Course) -> None:
    assert timeline(heard(*counts, internal=True)).rows[0].course is course


def test_what_goes_by_counts_is_not_told_of_a_theme_with_a_cell_that_is_kept_back() -> None:
    made = timeline(heard(9, 9, 2, 2)).rows[0]
    assert (made.course, made.peak, made.first, made.last) == (Course.UNKNOWN, "", "S1", "S4")
    assert timeline(heard(9, 2, 9, 0)).rows[0].course is Course.SILENT


def test_sessions_of_one_month_stand_together() -> None:
    placed: list[tuple[Note, str | None]] = [(note(number, within=f"s{number}"), "t1") for number in (1, 2, 3)]
    sessions = [session(1), session(2), session(2)]
    together = [sessions[0], sessions[1], material([sessions[2]], [], []).sessions[0]]
    made = timeline(material(together[:2], placed[:2], [theme(1)]), Period.MONTH)
    assert [moment.key for moment in made.moments] == ["2020-01", "2020-02"]


def test_a_small_cell_is_kept_back_but_that_it_was_heard_is_told() -> None:
    made = timeline(heard(4, 4))
    assert first(made) == [4, 4]
    speaking = [(note(number, f"p{number % 2}", within="s1"), "t1") for number in range(4)]
    speaking += [(note(10 + number, f"q{number}", within="s2"), "t1") for number in range(6)]
    made = timeline(material([session(1), session(2)], speaking, [theme(1)]))
    assert first(made)[0] is None
    assert made.rows[0].first == "S1"


@pytest.mark.parametrize("counts", [(2, 0), (0, 1, 0)])
def test_where_an_empty_cell_is_kept_back_beside_a_small_one_it_is_not_told_where_the_theme_was_heard(
    counts: tuple[int, ...],
) -> None:
    small = timeline(heard(*counts)).rows[0]
    assert [one.notes for one in small.notes].count(None) == 2
    assert (small.first, small.peak, small.last, small.course) == ("", "", "", Course.UNKNOWN)


def test_no_session_and_no_theme() -> None:
    assert timeline(material([], [], [])).moments == ()
