"""Themes by groups: counts of notes, what chance would bring, and how concentrated each theme is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kennis.views.concentration import concentration, residual, speakers
from kennis.views.disclosure_control import FEWEST, Count
from kennis.views.published_cells import by_speaker, by_value, of_organisation, rows, together
from kennis.views.theme_names import ThemeName
from kennis.views.view_material import LOOSE, OpenMaterial, Voiced

ORGANISATION, SECTOR = "organisation", "sector"
VOICED = (ORGANISATION, SECTOR)


@dataclass(frozen=True, slots=True)
class SiloGroup:
    """An organisation, a sector or a value of an attribute, and how many notes it has; None where that is kept back."""

    name: str
    notes: int | None
    rounded: bool = False


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
    cell that is kept back. `groups` counts the groups with notes that are shown, `whole` says that nothing is kept back
    or rounded in the row.
    """

    theme: str
    title: str
    family: str
    notes: int
    elsewhere: int | None
    groups: int
    concentration: float | None
    cells: tuple[SiloCell, ...]
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SiloTable:
    """Themes by groups; `hidden` counts cells that are kept back, `left_out` groups that are kept back as a whole."""

    by: str
    groups: tuple[SiloGroup, ...]
    rows: tuple[SiloRow, ...]
    hidden: int
    left_out: int


def table(seen: OpenMaterial, by: str, groups: Mapping[str, tuple[str, ...]], internal: bool) -> SiloTable:
    """Count the notes of each theme by the groups that `groups` gives by note id, the largest group first."""
    told = _counts(seen, by, groups, internal)
    names = sorted(told.sums, key=lambda name: (-(told.sums[name].notes or 0), name))
    shown = [name for name in names if name not in told.small]
    members: defaultdict[str, list[Voiced]] = defaultdict(list)
    for note in seen.notes:
        members[note.theme or LOOSE].append(note)
    sizes = _weighed(seen.notes, groups)
    base = {name: sizes[name] for name in names if told.sums[name].exact}
    whole = sum(max(1, len(groups[note.id])) for note in seen.notes)
    made = []
    for row, theme in zip(rows(seen), [*seen.themes, None], strict=True):
        share = _Share(members[row], groups, base, whole)
        line = {name: told.cells[row, name] for name in names}
        cells = _cells(line, [(name, told.sums[name]) for name in shown], share)
        concentrated = share.concentration(internal, by in VOICED) if _is_told(line, base) else None
        made.append(_row(theme, line, cells, share, concentrated))
    return SiloTable(
        by=by,
        groups=tuple(SiloGroup(name, told.sums[name].notes, told.sums[name].rounded) for name in shown),
        rows=tuple(made),
        hidden=sum(told.cells[row, name].notes is None for row in rows(seen) for name in names),
        left_out=len(names) - len(shown),
    )


def _is_told(line: Mapping[str, Count], base: Mapping[str, float]) -> bool:
    """Say whether all of a row is told as it is, and the sizes of the groups that it has notes of."""
    return all(one.exact and (not one.notes or name in base) for name, one in line.items())


@dataclass(frozen=True, slots=True)
class _Counts:
    """The counts of a table by row and group, and the groups that have too few speakers to be shown at all."""

    cells: Mapping[tuple[str, str], Count]
    sums: Mapping[str, Count]
    small: frozenset[str]


def _counts(seen: OpenMaterial, by: str, groups: Mapping[str, tuple[str, ...]], internal: bool) -> _Counts:
    """Take the counts from the one table that all views share; those of an attribute have a table of their own."""
    names = {name for each in groups.values() for name in each}
    if by not in VOICED:
        own = by_value(seen, groups, internal)
        return _Counts(own.cells, {name: own.sums[name] for name in names}, own.small)
    table = by_speaker(seen, internal)
    if by == SECTOR:
        sums = {name: table.sums_of_groups[name] for name in names}
        return _Counts(table.in_groups, sums, table.small & names)
    parts = {name: of_organisation(table.sums, name) for name in names}
    return _Counts(
        {(row, name): together([table.cells[row, one] for one in parts[name]]) for row in rows(seen) for name in names},
        {name: together([table.sums[one] for one in parts[name]]) for name in names},
        frozenset(name for name in names if table.small.issuperset(parts[name])),
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
    line: Mapping[str, Count],
    cells: tuple[SiloCell, ...],
    share: _Share,
    concentrated: float | None,
) -> SiloRow:
    shown = [line[cell.group] for cell in cells]
    notes = len(share.members)
    left = None if any(one.rounded for one in shown) else max(0, notes - sum(one.notes or 0 for one in shown))
    return SiloRow(
        theme=theme.number if theme else LOOSE,
        title=theme.title if theme else "",
        family=theme.family if theme else "",
        notes=notes,
        elsewhere=left,
        groups=sum(bool(one.notes) for one in shown),
        concentration=concentrated if theme else None,
        cells=cells,
        whole=all(one.exact for one in line.values()),
    )


def _cells(line: Mapping[str, Count], shown: Sequence[tuple[str, Count]], share: _Share) -> tuple[SiloCell, ...]:
    cells = []
    for name, size in shown:
        one = line[name]
        off = residual(one.notes or 0, share.row, size.notes or 0, share.whole) if size.exact else None
        off_by = off.residual if off and one.exact else None
        cells.append(SiloCell(name, one.notes, one.rounded, off.expected if off else None, off_by))
    return tuple(cells)
