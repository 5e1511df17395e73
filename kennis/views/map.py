"""Map: notes near each other where they say like things, by theme."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kennis.nouns import Kind
from kennis.views.published_cells import by_session, by_speaker, column, scattered
from kennis.views.theme_names import ThemeName
from kennis.views.view_material import LOOSE, OpenMaterial, Point, ViewMaterial, Voiced, open_up

NEAREST = 3  # themes that a theme is said to lie near to; set by hand
_DECIMALS = 4  # of a place on the map: a ten-thousandth of its width; set by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A note on the map; x and y are 0 to 1. `text` is empty where it may not be quoted.

    `session` is S1 for the first session, `theme` empty for a loose note. Where the number of its theme's notes in the
    session is kept back, `session` is empty and so is `note`, its number, which goes by session; where that of its
    theme's notes by the organisation is, `attribution` is.
    """

    note: str
    x: float
    y: float
    theme: str
    second: str
    strength: float
    kind: Kind
    session: str
    text: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Next:
    """A theme that lies next to another: how far apart their middles are, and how many notes have both as theme."""

    theme: str
    distance: float
    shared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A theme on the map: the middle of its notes, and the themes that lie next to it, nearest first."""

    theme: str
    title: str
    family: str
    keywords: tuple[str, ...]
    notes: int
    x: float
    y: float
    next: tuple[Next, ...]


@dataclass(frozen=True, slots=True)
class ThemePlace:
    """A session that notes come from: its date as text and its title if that may be printed."""

    session: str
    date: str
    title: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What may be told of a note: its session and its speaker, each empty where it may not."""

    session: str
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The view as a whole; `spots` by theme and strength, loose notes last. `without` notes have no place yet."""

    programme: str
    internal: bool
    regions: tuple[Region, ...]
    spots: tuple[Spot, ...]
    sessions: tuple[ThemePlace, ...]
    without: int


def note_map(material: ViewMaterial) -> Map:
    """Put the notes that may be published on a map, and say which themes lie next to each other."""
    seen = open_up(material)
    numbers = {theme.id: theme.number for theme in seen.themes}
    placed = [(note, material.points[note.id]) for note in seen.notes if note.id in material.points]
    told = _told(seen, material.internal)
    placed.sort(key=lambda one: _order(one[0], numbers))
    spots = [_spot(note, point, numbers, told) for note, point in placed]
    return Map(
        programme=material.programme.title,
        internal=material.internal,
        regions=_regions(seen.themes, spots),
        spots=tuple(spots),
        sessions=_places(seen, {note.session for note, _point in placed}),
        without=len(seen.notes) - len(placed),
    )


def _told(seen: OpenMaterial, internal: bool) -> dict[str, _Told]:
    """Say of each note, by its id, what of it the tables tell."""
    sessions, speakers = by_session(seen, internal), by_speaker(seen, internal)
    return {
        note.id: _Told(
            seen.keys[note.session] if sessions.told(note.theme or LOOSE, seen.keys[note.session]) else "",
            note.attribution if internal or speakers.told(note.theme or LOOSE, column(note)) else "",
        )
        for note in seen.notes
    }


def _spot(note: Voiced, point: Point, numbers: dict[str, str], told: Mapping[str, _Told]) -> Spot:
    own = told[note.id]
    return Spot(
        note=f"n{note.number}" if own.session else "",
        x=round(point.x, _DECIMALS),
        y=round(point.y, _DECIMALS),
        theme=numbers.get(note.theme or "", ""),
        second=numbers.get(note.second or "", ""),
        strength=round(note.strength, 2),
        kind=note.kind,
        session=own.session,
        text=note.text,
        attribution=own.attribution,
    )


def _order(note: Voiced, numbers: dict[str, str]) -> tuple[bool, str, float, str]:
    theme = numbers.get(note.theme or "", "")
    return not theme, theme, -round(note.strength, 2), scattered(note.id)


def _regions(themes: Sequence[ThemeName], spots: Sequence[Spot]) -> tuple[Region, ...]:
    members: defaultdict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        members[spot.theme].append(spot)
    middles = {theme.number: _middle(members[theme.number]) for theme in themes if members[theme.number]}
    shared = Counter(frozenset((spot.theme, spot.second)) for spot in spots if spot.theme and spot.second)
    return tuple(
        Region(
            theme=theme.number,
            title=theme.title,
            family=theme.family,
            keywords=theme.keywords,
            notes=len(members[theme.number]),
            x=middles[theme.number].x,
            y=middles[theme.number].y,
            next=_next(theme.number, middles, shared),
        )
        for theme in themes
        if theme.number in middles
    )


def _middle(spots: Sequence[Spot]) -> Point:
    """Give the median of a theme's notes, which strays do not move."""
    xs, ys = sorted(spot.x for spot in spots), sorted(spot.y for spot in spots)
    return Point(xs[len(xs) // 2], ys[len(ys) // 2])


def _next(theme: str, middles: dict[str, Point], shared: Counter[frozenset[str]]) -> tuple[Next, ...]:
    here = middles[theme]
    found = [
        Next(
            other,
            round(((point.x - here.x) ** 2 + (point.y - here.y) ** 2) ** 0.5, 3),
            shared[frozenset((theme, other))],
        )
        for other, point in middles.items()
        if other != theme
    ]
    return tuple(sorted(found, key=lambda one: (one.distance, one.theme))[:NEAREST])


def _places(seen: OpenMaterial, used: set[str]) -> tuple[ThemePlace, ...]:
    return tuple(
        ThemePlace(seen.keys[one.id], one.date.isoformat(), seen.titles[one.id])
        for one in seen.sessions
        if one.id in used
    )
