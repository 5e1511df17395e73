"""Themes by groups: counts of notes, what chance would bring, and how concentrated each theme is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kennis.views.concentration import concentration, residual, speakers
from kennis.views.grid import Count, Counted, Grid, count
from kennis.views.material import Open, Voiced
from kennis.views.protection import FEWEST
from kennis.views.theme_names import ThemeName

LOOSE = ""
ORGANISATION, SECTOR = "organisation", "sector"
VOICED = (ORGANISATION, SECTOR)


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation, a sector or a value of an attribute, and how many notes it has."""

    name: str
    notes: int


@dataclass(frozen=True, slots=True)
class SiloCell:
    """The notes of a group in a theme, what chance would bring, and how far off they are; None: not shown.

    `rounded` says that the notes are to the nearest five.
    """

    group: str
    notes: int | None
    rounded: bool = False
    expected: float | None = None
    residual: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiloRow:
    """A theme, or the loose notes where `theme` is empty.

    `notes` are all its notes; `elsewhere` those of them that stand in no cell: by nobody who may be named, or in a
    cell that is kept back. `groups` counts the groups with notes that are shown.
    """

    theme: str
    title: str
    family: str
    notes: int | None
    elsewhere: int | None
    groups: int
    concentration: float | None
    cells: tuple[SiloCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiloTable:
    """Themes by groups; `hidden` counts cells that are kept back, `left_out` groups that are kept back as a whole."""

    by: str
    groups: tuple[Group, ...]
    rows: tuple[SiloRow, ...]
    hidden: int
    left_out: int


def table(seen: Open, by: str, groups: Mapping[str, tuple[str, ...]], internal: bool) -> SiloTable:
    """Count the notes of each theme by the groups that `groups` gives by note id, the largest group first."""
    sizes = Counter(name for note in seen.notes for name in groups[note.id])
    columns = sorted(sizes, key=lambda name: (-sizes[name], name))
    rows = [*(theme.id for theme in seen.themes), LOOSE]
    counted = [Counted(note.theme or LOOSE, groups[note.id], note.person) for note in seen.notes]
    grid = count(counted, rows, columns, internal)
    members: defaultdict[str, list[Voiced]] = defaultdict(list)
    for note in seen.notes:
        members[note.theme or LOOSE].append(note)
    whole = sum(max(1, len(groups[note.id])) for note in seen.notes)
    base = _weighed(seen.notes, groups)
    made = []
    for index, theme in enumerate([*seen.themes, None]):
        share = _Share(members[theme.id if theme else LOOSE], groups, base, whole)
        cells = _cells(grid.cells[index], grid, share)
        made.append(
            _row(theme, (grid.totals[index], grid.elsewhere[index]), cells, share.concentration(internal, by in VOICED))
        )
    return SiloTable(
        by=by,
        groups=tuple(Group(name, notes) for name, notes in zip(columns, grid.sums, strict=True) if notes is not None),
        rows=tuple(made),
        hidden=grid.hidden,
        left_out=sum(notes is None for notes in grid.sums),
    )


@dataclass(frozen=True, slots=True)
class _Share:
    """The notes of one theme beside the sizes of all groups; a note of no group counts as a group of its own kind."""

    members: Sequence[Voiced]
    groups: Mapping[str, tuple[str, ...]]
    base: Mapping[str, float]
    whole: int

    @property
    def row(self) -> int:
        return sum(max(1, len(self.groups[note.id])) for note in self.members)

    def concentration(self, internal: bool, voiced: bool) -> float | None:
        """Give the theme's concentration; `voiced` says that a speaker goes to a group with all their notes."""
        named = [note for note in self.members if self.groups[note.id]]
        by_speaker = speakers([note.person for note in named])
        if len(by_speaker) < FEWEST and not internal:
            return None
        return concentration(_weighed(named, self.groups), by_speaker if voiced else [1] * len(named), self.base)


def _weighed(notes: Iterable[Voiced], groups: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    """Count notes by group; a note of several groups counts in part in each."""
    found: defaultdict[str, float] = defaultdict(float)
    for note in notes:
        for name in groups[note.id]:
            found[name] += 1 / len(groups[note.id])
    return found


def _row(
    theme: ThemeName | None,
    notes: tuple[int | None, int | None],
    cells: tuple[SiloCell, ...],
    concentrated: float | None,
) -> SiloRow:
    return SiloRow(
        theme=theme.number if theme else LOOSE,
        title=theme.title if theme else "",
        family=theme.family if theme else "",
        notes=notes[0],
        elsewhere=notes[1],
        groups=sum(bool(cell.notes) for cell in cells),
        concentration=concentrated if theme else None,
        cells=cells,
    )


def _cells(line: Sequence[Count], grid: Grid, share: _Share) -> tuple[SiloCell, ...]:
    cells = []
    for name, size, one in zip(grid.columns, grid.sums, line, strict=True):
        if size is None:
            continue
        off = residual(one.notes or 0, share.row, size, share.whole)
        expected = off.expected if off else None
        off_by = off.residual if off and one.notes is not None and not one.rounded else None
        cells.append(SiloCell(name, one.notes, one.rounded, expected, off_by))
    return tuple(cells)
