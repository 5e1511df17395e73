"""Coverage: how much of what was said sits in accepted themes and in the draft, what is left out, what was planned."""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kennis.nouns import Kind
from kennis.views.grid import Count, Counted, count
from kennis.views.material import Material, Open, Voiced, open_up
from kennis.views.planned import Planned, planned
from kennis.views.protection import FEWEST

_LITTLE = 0.5


class Where(StrEnum):
    """Where a note ends up: printed in the draft, in a theme but not in the draft, or in neither."""

    DRAFT = "draft"
    THEME = "theme"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The notes of a session, organisation, sector or kind by where they end up; None where that is not shown.

    `name` is empty for the notes by nobody who may be named.
    """

    name: str
    notes: int | None
    draft: Count
    theme: Count
    loose: Count


@dataclass(frozen=True, slots=True)
class Whole:
    """All notes that may be used, by where they end up."""

    notes: int
    draft: int
    theme: int
    loose: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LensShare:
    """A lens with its themes and notes; `little` says that it has less than half of an even share of the notes."""

    lens: str
    title: str
    themes: int
    notes: int | None
    draft: Count
    little: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeShare:
    """The notes of a theme, or the loose ones where `theme` is empty: those that the draft prints, and the rest."""

    theme: str
    title: str
    notes: int | None
    draft: Count
    rest: Count


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was held: what it is called in print (S1 for the first) and when it was."""

    key: str
    date: datetime.date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A note that the draft does not print; `theme` is empty for a loose one, `text` where it may not be quoted."""

    note: str
    kind: Kind
    theme: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The view as a whole.

    `kept_back` counts the notes for background and the withdrawn ones, None where these are of too few speakers;
    `starred` are notes that somebody starred, `loose` those in no theme, that the draft does not print. `waiting`
    counts the notes that need a level of consent of their own before they are printed. `draft_made` is false
    while there is no draft to compare with.
    """

    programme: str
    internal: bool
    whole: Whole
    kept_back: int | None
    waiting: int
    sessions: tuple[Share, ...]
    organisations: tuple[Share, ...]
    sectors: tuple[Share, ...]
    kinds: tuple[Share, ...]
    themes: tuple[ThemeShare, ...]
    lenses: tuple[LensShare, ...]
    starred: tuple[LeftOut, ...]
    loose: tuple[LeftOut, ...]
    planned: Planned
    draft_made: bool
    moments: tuple[Held, ...]
    hidden: int


def coverage(material: Material) -> Coverage:
    """Say how much of the notes sits in accepted themes and in the draft, by session, organisation, sector and kind."""
    seen = open_up(material)
    counts = Counter(_where(note) for note in seen.notes)
    order = list(seen.keys.values())
    sessions = _shares(seen, material, lambda note: seen.keys[note.session], order)
    organisations = _shares(seen, material, lambda note: note.organisation)
    sectors = _shares(seen, material, lambda note: note.sector)
    kinds = _shares(seen, material, lambda note: note.kind)
    return Coverage(
        programme=material.programme.title,
        internal=material.internal,
        whole=Whole(len(seen.notes), counts[Where.DRAFT], counts[Where.THEME], counts[Where.LOOSE]),
        kept_back=_kept_back(material, seen),
        waiting=sum(not note.text and note.id not in material.refused for note in seen.notes),
        sessions=sessions.shares,
        organisations=organisations.shares,
        sectors=sectors.shares,
        kinds=kinds.shares,
        themes=_themes(seen, material),
        lenses=_lenses(seen, material),
        starred=_left_out(seen, lambda note: note.star),
        loose=_left_out(seen, lambda note: not note.theme),
        planned=planned(material.programme, seen),
        draft_made=bool(material.used),
        moments=tuple(Held(seen.keys[one.id], one.date, seen.titles[one.id]) for one in seen.sessions),
        hidden=sum(one.hidden for one in (sessions, organisations, sectors, kinds)),
    )


def _where(note: Voiced) -> Where:
    return Where.DRAFT if note.used else Where.THEME if note.theme else Where.LOOSE


@dataclass(frozen=True, slots=True)
class _Shares:
    """The shares of one table, and how many of its cells are kept back."""

    shares: tuple[Share, ...]
    hidden: int


def _shares(seen: Open, material: Material, name: Callable[[Voiced], str], order: Sequence[str] = ()) -> _Shares:
    """Count notes by name and by where they end up, in an order or by their number, those kept back by name."""
    heard = {name(note) for note in seen.notes}
    rows = list(order) or sorted(heard)
    counted = [Counted(name(note), (_where(note),), note.person) for note in seen.notes]
    grid = count(counted, rows, list(Where), material.internal)
    found = [
        Share(name=row, notes=total, draft=line[0], theme=line[1], loose=line[2])
        for row, line, total in zip(rows, grid.cells, grid.totals, strict=True)
    ]
    if not order:
        found.sort(key=lambda one: (not one.name, one.notes is None, -(one.notes or 0), one.name))
    return _Shares(tuple(found), grid.hidden)


def _themes(seen: Open, material: Material) -> tuple[ThemeShare, ...]:
    used = ("draft", "rest")
    rows = [*(theme.id for theme in seen.themes), ""]
    counted = [Counted(note.theme or "", (used[not note.used],), note.person) for note in seen.notes]
    grid = count(counted, rows, used, material.internal)
    names = [*((theme.number, theme.title) for theme in seen.themes), ("", "")]
    return tuple(
        ThemeShare(theme=number, title=title, notes=total, draft=line[0], rest=line[1])
        for (number, title), line, total in zip(names, grid.cells, grid.totals, strict=True)
    )


def _kept_back(material: Material, seen: Open) -> int | None:
    shown = {note.id for note in seen.notes}
    silent = [note for note in material.notes if note.id not in shown]
    speakers = len({note.speaker for note in silent if note.speaker}) + sum(not note.speaker for note in silent)
    return len(silent) if material.internal or not silent or speakers >= FEWEST else None


def _lenses(seen: Open, material: Material) -> tuple[LensShare, ...]:
    lenses = material.programme.lenses
    rows = [*(lens.slug for lens in lenses), ""]
    counted = [Counted(note.lens if note.lens in rows else "", (_where(note),), note.person) for note in seen.notes]
    grid = count(counted, rows, list(Where), material.internal)
    drafts = [line[0] for line in grid.cells]
    totals = dict(zip(rows, grid.totals, strict=True))
    even = sum(total or 0 for slug, total in totals.items() if slug) / max(1, len(lenses))
    themes = Counter(theme.lenses[0] if theme.lenses and theme.lenses[0] in rows else "" for theme in seen.themes)
    return tuple(
        LensShare(
            lens=slug,
            title=title,
            themes=themes[slug],
            notes=totals[slug],
            draft=draft,
            little=(bool(slug) and (totals[slug] or 0) < _LITTLE * even) or (bool(slug) and not even),
        )
        for (slug, title), draft in zip([*((lens.slug, lens.title) for lens in lenses), ("", "")], drafts, strict=True)
    )


def _left_out(seen: Open, which: Callable[[Voiced], bool]) -> tuple[LeftOut, ...]:
    numbers = {theme.id: theme.number for theme in seen.themes}
    left = sorted((note for note in seen.notes if which(note) and not note.used), key=lambda one: one.number)
    return tuple(
        LeftOut(note=f"n{note.number}", kind=note.kind, theme=numbers.get(note.theme or "", ""), text=note.text)
        for note in left
    )
