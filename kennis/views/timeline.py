"""Timeline: in which sessions a theme is heard, when it starts, peaks and fades."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kennis.nouns import Session
from kennis.views.grid import Count, Counted, count
from kennis.views.material import Material, Open, open_up

LOOSE = ""
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
    """A session, or a month of sessions: its first day, its title if that may be printed, and its notes."""

    key: str
    date: datetime.date
    title: str
    notes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """A theme through the moments; `notes` holds a count for each.

    `first`, `peak` and `last` are the keys of moments, empty where nobody said it; the peak is where the theme took
    the largest part of a moment's notes. They and `course` go by all notes, those of small cells too: that a theme was
    heard is no count, and to leave it out would say what is not so.
    """

    theme: str
    title: str
    family: str
    total: int | None
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


def timeline(material: Material, by: Period = Period.SESSION) -> Timeline:
    """Count the notes of each theme in each session, or in each month, and say how the theme runs."""
    seen = open_up(material)
    keys = {one.id: seen.keys[one.id] if by is Period.SESSION else f"{one.date:%Y-%m}" for one in seen.sessions}
    order = list(dict.fromkeys(keys.values()))
    notes = [Counted(note.theme or LOOSE, (keys[note.session],), note.person) for note in seen.notes]
    grid = count(notes, [*(theme.id for theme in seen.themes), LOOSE], order, material.internal)
    sums = dict(zip(grid.columns, grid.sums, strict=True))
    moments = tuple(_moment(key, keys, seen, sums, by) for key in order)
    heard = Counter((one.row, one.columns[0]) for one in notes)
    whole = Counter(one.columns[0] for one in notes)
    rows = []
    for theme, line, total in zip([*seen.themes, None], grid.cells, grid.totals, strict=True):
        counts = [heard[theme.id if theme else LOOSE, key] for key in order]
        turns = _turns(counts, order, whole)
        rows.append(
            TimelineRow(
                theme=theme.number if theme else LOOSE,
                title=theme.title if theme else "",
                family=theme.family if theme else "",
                total=total,
                notes=line,
                first=turns[0],
                peak=turns[1],
                last=turns[2],
                course=_course(counts, [whole[key] for key in order]),
            )
        )
    return Timeline(
        programme=material.programme.title,
        internal=material.internal,
        by=by,
        moments=moments,
        rows=tuple(rows),
        hidden=grid.hidden,
    )


def _moment(key: str, keys: dict[str, str], seen: Open, sums: Mapping[str, int | None], by: Period) -> Moment:
    sessions: Sequence[Session] = [one for one in seen.sessions if keys[one.id] == key]
    title = seen.titles[sessions[0].id] if by is Period.SESSION else ""
    return Moment(key, sessions[0].date, title, sums[key])


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
