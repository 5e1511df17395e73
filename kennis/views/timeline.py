"""Timeline: in which sessions a theme is heard, when it starts, peaks and fades."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kennis.nouns import Session
from kennis.views.disclosure_control import Count
from kennis.views.published_cells import by_session, month, rows
from kennis.views.view_material import LOOSE, OpenMaterial, ViewMaterial, open_up

# Times the share before: a theme rises from the first on, and fades up to the second; set by hand.
_RISING, _FADING = 1.5, 0.5


class Period(StrEnum):
    """What a column of the timeline is."""

    SESSION = "session"
    MONTH = "month"


class Course(StrEnum):
    """How a theme runs through the sessions."""

    UNKNOWN = "unknown"
    ONCE = "once"
    NEW = "new"
    SILENT = "silent"
    RISING = "rising"
    FADING = "fading"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class Moment:
    """A session, or a month of sessions: its first day, its title if that may be printed, and its notes.

    `rounded` says that these are to the nearest five.
    """

    key: str
    date: datetime.date
    title: str
    notes: int | None
    rounded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """A theme through the moments; `notes` holds a count for each.

    `first`, `peak` and `last` are the keys of moments, empty where nobody said it; the peak is where the theme took
    the largest part of a moment's notes. That a theme was heard is no count: `first` and `last` go by small cells too.
    Where a cell is kept back there is no peak, and of the course only what does not go by counts; where an empty cell
    is kept back with others, neither first nor last.
    """

    theme: str
    title: str
    family: str
    total: int
    notes: tuple[Count, ...]
    first: str
    peak: str
    last: str
    course: Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The view as a whole; `hidden` counts the cells that are kept back."""

    programme: str
    internal: bool
    by: Period
    moments: tuple[Moment, ...]
    rows: tuple[TimelineRow, ...]
    hidden: int


def timeline(material: ViewMaterial, by: Period = Period.SESSION) -> Timeline:
    """Count the notes of each theme in each session, or in each month, and say how the theme runs."""
    seen = open_up(material)
    table = by_session(seen, material.internal)
    keys = {one.id: seen.keys[one.id] if by is Period.SESSION else month(one.date.isoformat()) for one in seen.sessions}
    order = list(dict.fromkeys(keys.values()))
    if by is Period.SESSION:
        cells, sums, vague = table.cells, table.sums, table.vague
    else:
        cells, sums, vague = table.in_groups, table.sums_of_groups, table.vague_in_groups
    heard = Counter((note.theme or LOOSE, keys[note.session]) for note in seen.notes)
    whole = Counter(keys[note.session] for note in seen.notes)
    made = []
    for row, theme in zip(rows(seen), [*seen.themes, None], strict=True):
        counts = [heard[row, key] for key in order]
        line = tuple(cells[row, key] for key in order)
        run = _run(counts, order, whole, _Told(all(one.exact for one in line), row not in vague))
        made.append(
            TimelineRow(
                theme=theme.number if theme else LOOSE,
                title=theme.title if theme else "",
                family=theme.family if theme else "",
                total=sum(counts),
                notes=line,
                first=run.first,
                peak=run.peak,
                last=run.last,
                course=run.course,
            )
        )
    return Timeline(
        programme=material.programme.title,
        internal=material.internal,
        by=by,
        moments=tuple(_moment(key, keys, seen, sums[key], by) for key in order),
        rows=tuple(made),
        hidden=sum(one.notes is None for row in made for one in row.notes),
    )


def _moment(key: str, keys: dict[str, str], seen: OpenMaterial, notes: Count, by: Period) -> Moment:
    sessions: Sequence[Session] = [one for one in seen.sessions if keys[one.id] == key]
    title = seen.titles[sessions[0].id] if by is Period.SESSION else ""
    return Moment(key, sessions[0].date, title, notes.notes, notes.rounded)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a row: all its counts as they are, or else whether each that is kept back holds a note."""

    counts: bool
    heard: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """How a row runs, as far as it may be told."""

    first: str
    peak: str
    last: str
    course: Course


def _run(counts: Sequence[int], order: Sequence[str], whole: Mapping[str, int], told: _Told) -> _Run:
    if not told.heard:
        return _Run("", "", "", Course.UNKNOWN)
    first, peak, last = _turns(counts, order, whole)
    course = _course(counts, [whole[key] for key in order])
    if told.counts:
        return _Run(first, peak, last, course)
    by_counts = course in (Course.RISING, Course.FADING, Course.STEADY)
    return _Run(first, "", last, Course.UNKNOWN if by_counts else course)


def _turns(counts: Sequence[int], order: Sequence[str], whole: Mapping[str, int]) -> tuple[str, str, str]:
    """Give where a theme is first heard, where it peaks (the earliest of equals), and where it is last heard."""
    heard = [(count / whole[key], key) for count, key in zip(counts, order, strict=True) if count]
    if not heard:
        return "", "", ""
    return heard[0][1], max(heard, key=lambda item: item[0])[1], heard[-1][1]


def _course(counts: Sequence[int], whole: Sequence[int]) -> Course:
    """Compare the theme's share of the last two moments with that of the moments before."""
    heard = [index for index, count in enumerate(counts) if count]
    last = len(counts) - 1
    if not heard or last < 1:
        return Course.UNKNOWN
    if heard[0] == last:
        return Course.NEW
    if len(heard) == 1:
        return Course.ONCE
    if heard[-1] != last:
        return Course.SILENT
    recent, before = _share(counts[-2:], whole[-2:]), _share(counts[:-2], whole[:-2])
    if recent <= _FADING * before:
        return Course.FADING
    return Course.RISING if recent >= _RISING * before else Course.STEADY


def _share(counts: Sequence[int], whole: Sequence[int]) -> float:
    return sum(counts) / sum(whole) if sum(whole) else 0.0
