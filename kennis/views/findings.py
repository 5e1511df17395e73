"""What stands out in a table of themes by groups, in four lists; only figures that the table shows go into them."""

from dataclasses import dataclass

from kennis.views.concentration import NOTABLE, STRONG
from kennis.views.mentions import Mentions
from kennis.views.silo_table import SiloCell, SiloRow, SiloTable

MANY = 3  # groups that raise a theme; and half of the groups at least; set by hand
OWNED = 0.5  # of a theme's notes: it has an owner; set by hand
EXPECTED = 3.0  # notes that a group would have by chance, from which on its silence is told; set by hand
FEW_NOTES = 3  # notes from which on one group's own matter is told; set by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewFinding:
    """A theme that stands out, with the groups that it is about.

    `notes` are its notes in those groups, each in the order of `groups`, some `rounded` to five; `heard` counts the
    groups that raise it. Of a theme that none owns only the largest group is named. `weight` is what the finding is
    ranked by: the groups that raise it, the notes of the smaller of two, or how many notes chance would bring.
    """

    theme: str
    title: str
    groups: tuple[str, ...]
    notes: tuple[int, ...]
    rounded: tuple[bool, ...]
    heard: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The four lists; `by_many` and `by_few` name what the groups of the outer and the inner two are."""

    by_many: str
    by_few: str
    owned_by_none: tuple[ViewFinding, ...]
    one_only: tuple[ViewFinding, ...]
    silent_neighbours: tuple[ViewFinding, ...]
    absent: tuple[ViewFinding, ...]


def find(few: SiloTable, many: SiloTable, named: Mentions) -> Findings:
    """Make the four lists; those about sectors from `few`, those about who raises a theme from `many`.

    - owned by none: at least three groups and half of all of them raise it, none has half of its notes, none has
      far more than chance would bring;
    - one only: one group alone raises it, with three notes or more, where there are two groups or more;
    - silent neighbours: two groups or more raise it with three notes or more each, and no note of theirs in that
      theme names another of them;
    - absent: chance would bring three notes or more of a group, and it has none (of which chance itself makes
      one in twenty), or notably few.

    Only what the tables show counts: the first two are said of no theme of which a cell is kept back or rounded, for
    they would tell how large it is.
    """
    inner, outer = ([row for row in table.rows if row.theme] for table in (few, many))
    return Findings(
        by_many=many.by,
        by_few=few.by,
        owned_by_none=_ranked([one for row in outer if row.whole for one in _owned_by_none(row)]),
        one_only=_ranked([one for row in inner if row.whole for one in _one_only(row)]),
        silent_neighbours=_ranked([one for row in inner for one in _silent(row, named)]),
        absent=_ranked([one for row in outer for one in _absent(row)]),
    )


def _ranked(found: list[ViewFinding]) -> tuple[ViewFinding, ...]:
    return tuple(sorted(found, key=lambda one: (-one.weight, one.theme, one.groups)))


def _owned_by_none(row: SiloRow) -> list[ViewFinding]:
    here = _present(row)
    if len(here) < max(MANY, len(row.cells) / 2) or (here[0].notes or 0) >= OWNED * row.notes:
        return []
    if any((cell.residual or 0.0) >= STRONG for cell in here):
        return []
    return [_finding(row, here[:1], float(len(here)), len(here))]


def _one_only(row: SiloRow) -> list[ViewFinding]:
    here = _present(row)
    if len(here) != 1 or len(row.cells) < 2 or (here[0].notes or 0) < FEW_NOTES:
        return []
    return [_finding(row, here, float(here[0].notes or 0))]


def _silent(row: SiloRow, named: Mentions) -> list[ViewFinding]:
    """Take groups by their notes, the largest first, as long as they and those taken do not name each other."""
    said = named.get(row.theme, {})
    taken: list[SiloCell] = []
    for cell in _present(row):
        apart = all(
            cell.group not in said.get(one.group, ()) and one.group not in said.get(cell.group, ()) for one in taken
        )
        if apart and (cell.notes or 0) >= FEW_NOTES:
            taken.append(cell)
    return [_finding(row, taken, float(taken[1].notes or 0))] if len(taken) > 1 else []


def _absent(row: SiloRow) -> list[ViewFinding]:
    return [
        _finding(row, [cell], cell.expected)
        for cell in row.cells
        if cell.expected is not None and cell.expected >= EXPECTED and cell.notes is not None
        if not cell.notes or (cell.residual or 0.0) <= -NOTABLE
    ]


def _present(row: SiloRow) -> list[SiloCell]:
    return sorted((cell for cell in row.cells if cell.notes), key=lambda cell: (-(cell.notes or 0), cell.group))


def _finding(row: SiloRow, cells: list[SiloCell], weight: float, heard: int = 0) -> ViewFinding:
    return ViewFinding(
        theme=row.theme,
        title=row.title,
        groups=tuple(cell.group for cell in cells),
        notes=tuple(cell.notes or 0 for cell in cells),
        rounded=tuple(cell.rounded for cell in cells),
        heard=heard or len(cells),
        weight=round(weight, 2),
    )
