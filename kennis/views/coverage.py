"""Coverage: how much of what was said sits in accepted themes and in the draft, what is left out, what was planned."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kennis.nouns import Kind
from kennis.views.disclosure_control import FEWEST, Count, Protected
from kennis.views.programme_plan import Planned, planned
from kennis.views.published_cells import (
    NOBODY,
    by_session,
    by_speaker,
    column,
    of_organisation,
    rows,
    scattered,
    together,
)
from kennis.views.view_material import LOOSE, OpenMaterial, ViewMaterial, Voiced, open_up

_LITTLE = 0.5  # of an even share, below which a lens has little; set by hand


class Destination(StrEnum):
    """Where a note ends up: printed in the draft, in a theme but not in the draft, or in neither."""

    DRAFT = "draft"
    THEME = "theme"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteShare:
    """The notes of a session, organisation, sector or kind by where they end up; None where that is not shown.

    `name` is empty for the notes by nobody who may be named; `rounded` says that the notes are to the nearest five.
    """

    name: str
    notes: int | None
    draft: Count
    theme: Count
    loose: Count
    rounded: bool = False


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
    notes: int
    draft: Count
    little: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeShare:
    """The notes of a theme, or the loose ones where `theme` is empty: those that the draft prints, and the rest."""

    theme: str
    title: str
    notes: int
    draft: Count
    rest: Count


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session that was held: what it is called in print (S1 for the first) and when it was."""

    key: str
    date: datetime.date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A note that the draft does not print; `theme` is empty for a loose one, `text` where it may not be quoted.

    `note`, its number, is empty where the number of its theme's notes in the session is kept back.
    """

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
    sessions: tuple[NoteShare, ...]
    organisations: tuple[NoteShare, ...]
    sectors: tuple[NoteShare, ...]
    kinds: tuple[NoteShare, ...]
    themes: tuple[ThemeShare, ...]
    lenses: tuple[LensShare, ...]
    starred: tuple[LeftOut, ...]
    loose: tuple[LeftOut, ...]
    planned: Planned
    draft_made: bool
    moments: tuple[HeldSession, ...]
    hidden: int


def coverage(material: ViewMaterial) -> Coverage:
    """Say how much of the notes sits in accepted themes and in the draft, by session, organisation, sector and kind.

    What themes, kinds and lenses hold is always told: it says nothing of who spoke, and the map shows it note by note.
    """
    seen = open_up(material)
    counts = Counter(map(_where, seen.notes))
    held, heard = by_session(seen, material.internal), by_speaker(seen, material.internal)
    sessions = tuple(_of_session(key, seen, held) for key in seen.keys.values())
    organisations = {note.organisation for note in seen.notes}
    houses = {one: together([heard.sums[each] for each in of_organisation(heard.sums, one)]) for one in organisations}
    by_house = _of_speakers(seen, heard, houses, lambda note: note.organisation)
    by_sector = _of_speakers(seen, heard, heard.sums_of_groups, lambda note: note.sector)
    numbers = {note.id: _number(note, seen, held) for note in seen.notes}
    kinds = [_exactly(name, notes) for name, notes in _grouped(seen.notes, lambda one: one.kind).items()]
    return Coverage(
        programme=material.programme.title,
        internal=material.internal,
        whole=Whole(len(seen.notes), counts[Destination.DRAFT], counts[Destination.THEME], counts[Destination.LOOSE]),
        kept_back=_kept_back(material, seen),
        waiting=sum(not note.text and note.id not in material.refused for note in seen.notes),
        sessions=sessions,
        organisations=by_house,
        sectors=by_sector,
        kinds=_by_number(kinds),
        themes=_themes(seen),
        lenses=_lenses(seen, material),
        starred=_left_out(seen, numbers, lambda note: note.star),
        loose=_left_out(seen, numbers, lambda note: not note.theme),
        planned=planned(material.programme, seen),
        draft_made=bool(material.used),
        moments=tuple(HeldSession(seen.keys[one.id], one.date, seen.titles[one.id]) for one in seen.sessions),
        hidden=sum(map(_kept, (*sessions, *by_house, *by_sector))),
    )


def _where(note: Voiced) -> Destination:
    return Destination.DRAFT if note.used else Destination.THEME if note.theme else Destination.LOOSE


def _number(note: Voiced, seen: OpenMaterial, held: Protected) -> str:
    return f"n{note.number}" if held.told(note.theme or LOOSE, seen.keys[note.session]) else ""


def _grouped(notes: Sequence[Voiced], name: Callable[[Voiced], str]) -> dict[str, list[Voiced]]:
    found: defaultdict[str, list[Voiced]] = defaultdict(list)
    for note in notes:
        found[name(note)].append(note)
    return dict(found)


def _exactly(name: str, notes: Sequence[Voiced]) -> NoteShare:
    counts = Counter(map(_where, notes))
    draft, theme, loose = (Count(counts[where]) for where in Destination)
    return NoteShare(name=name, notes=len(notes), draft=draft, theme=theme, loose=loose)


def _by_number(shares: Sequence[NoteShare]) -> tuple[NoteShare, ...]:
    """Order shares by their notes, those kept back by name."""
    return tuple(sorted(shares, key=lambda one: (not one.name, one.notes is None, -(one.notes or 0), one.name)))


def _of_session(key: str, seen: OpenMaterial, held: Protected) -> NoteShare:
    """Count a session's notes: those in the draft, which tells them itself, the others as far as the timeline tells."""
    exact = _exactly(key, [note for note in seen.notes if seen.keys[note.session] == key])
    whole, loose = held.sums[key], held.told(LOOSE, key)
    return replace(
        exact,
        notes=whole.notes,
        theme=exact.theme if loose and whole.exact else Count(None),
        loose=exact.loose if loose else Count(None),
        rounded=whole.rounded,
    )


def _of_speakers(
    seen: OpenMaterial, heard: Protected, sums: Mapping[str, Count], name: Callable[[Voiced], str]
) -> tuple[NoteShare, ...]:
    """Count notes by organisation or sector; where they end up only where each of their cells in the silos is told."""
    told = {one for one in heard.sums if one != NOBODY and all(heard.told(row, one) for row in rows(seen))}
    told |= {NOBODY} if len(told) == len(heard.sums) - 1 else set()  # what is left is nobody's
    nothing = Count(None)
    shares = []
    for group, notes in _grouped(seen.notes, name).items():
        share, whole = _exactly(group, notes), sums[group]
        if not whole.exact or not told.issuperset(map(column, notes)):
            share = replace(
                share, notes=whole.notes, draft=nothing, theme=nothing, loose=nothing, rounded=whole.rounded
            )
        shares.append(share)
    return _by_number(shares)


def _kept(share: NoteShare) -> int:
    return sum(one is None for one in (share.notes, share.draft.notes, share.theme.notes, share.loose.notes))


def _themes(seen: OpenMaterial) -> tuple[ThemeShare, ...]:
    members = _grouped(seen.notes, lambda note: note.theme or LOOSE)
    names = {theme.id: (theme.number, theme.title) for theme in seen.themes} | {LOOSE: ("", "")}
    shares = [_exactly(row, members.get(row, [])) for row in rows(seen)]
    return tuple(
        ThemeShare(
            theme=names[one.name][0],
            title=names[one.name][1],
            notes=one.notes or 0,
            draft=one.draft,
            rest=Count((one.notes or 0) - (one.draft.notes or 0)),
        )
        for one in shares
    )


def _kept_back(material: ViewMaterial, seen: OpenMaterial) -> int | None:
    shown = {note.id for note in seen.notes}
    silent = [note for note in material.notes if note.id not in shown]
    speakers = len({note.speaker for note in silent if note.speaker}) + sum(not note.speaker for note in silent)
    return len(silent) if material.internal or not silent or speakers >= FEWEST else None


def _lenses(seen: OpenMaterial, material: ViewMaterial) -> tuple[LensShare, ...]:
    lenses = material.programme.lenses
    slugs = [*(lens.slug for lens in lenses), ""]
    members = _grouped(seen.notes, lambda note: note.lens if note.lens in slugs else "")
    totals = {slug: len(members.get(slug, ())) for slug in slugs}
    even = sum(total for slug, total in totals.items() if slug) / max(1, len(lenses))
    themes = Counter(theme.lenses[0] if theme.lenses and theme.lenses[0] in slugs else "" for theme in seen.themes)
    return tuple(
        LensShare(
            lens=slug,
            title=title,
            themes=themes[slug],
            notes=totals[slug],
            draft=_exactly(slug, members.get(slug, [])).draft,
            little=bool(slug) and (totals[slug] < _LITTLE * even or not even),
        )
        for slug, title in [*((lens.slug, lens.title) for lens in lenses), ("", "")]
    )


def _left_out(seen: OpenMaterial, names: Mapping[str, str], which: Callable[[Voiced], bool]) -> tuple[LeftOut, ...]:
    """List notes that are not in the draft by their number, last those whose number is not told."""
    numbers = {theme.id: theme.number for theme in seen.themes}
    left = [note for note in seen.notes if which(note) and not note.used]
    left.sort(key=lambda one: (not names[one.id], one.number if names[one.id] else 0, scattered(one.id)))
    return tuple(
        LeftOut(note=names[note.id], kind=note.kind, theme=numbers.get(note.theme or "", ""), text=note.text)
        for note in left
    )
