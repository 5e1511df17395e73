"""What the ledger says of the notes that differ: constraints and standing, brought from rows to what is clustered."""

from dataclasses import dataclass, replace

import numpy as np

from kennis.themes.ledger_arrays import Bools, LedgerArrays
from kennis.themes.neighbours import Distinct, Floats, Integers

_BLOCK = 1024  # rows at a time, to spare memory; set by hand
_OFTEN = 0.2  # notes that land together in this share of the views count as one theme's wholly; set by hand


@dataclass(frozen=True, slots=True, eq=False)
class DistinctNotes:
    """Where m different notes stand, and where they may: themes are numbered as in Standing.

    `theme`, `fixed` and `core` (m,) are -1 for none; a fixed note stands where it is fixed. `allowed` (m, count) says
    which themes a note may be in; `barred` (b, 2) are the notes and themes that a person took apart, `apart` (a, 2)
    pairs of notes that share no theme; `retired` (count,) marks the voids, `stability` (count,) is that of themes.
    """

    theme: Integers
    fixed: Integers
    core: Integers
    seen: Bools
    allowed: Bools
    barred: Integers
    apart: Integers
    retired: Bools
    stability: Floats

    @property
    def free(self) -> Bools:
        """Say of which notes nothing is asked, (m,)."""
        asked: Bools = (self.fixed >= 0) | ~self.allowed.all(axis=1)
        asked[self.apart.ravel()] = True
        return ~asked


def marks(standing: LedgerArrays) -> list[str]:
    """Write what is asked of each of n notes, "" for nothing: notes with different marks are not the same note."""
    if not ((standing.fixed >= 0).any() or len(standing.barred) or len(standing.apart)):
        return []
    asked = [f"in {theme}" if theme >= 0 else "" for theme in standing.fixed.tolist()]
    for row, theme in sorted(standing.barred.tolist()):
        asked[row] += f" not {theme}"
    for row in np.unique(standing.apart):
        asked[row] += f" apart {standing.rank[row]:09}"
    return asked


def held(standing: LedgerArrays, notes: Distinct) -> DistinctNotes:
    """Bring what is asked of rows to the notes that stand for them; these stand where most of theirs do."""
    count, size = standing.count, len(notes.rows)
    owner = notes.owner
    votes = np.zeros((size, count + 1), np.int32)
    np.add.at(votes, (owner, standing.theme), 1)  # the last column counts those that stand nowhere
    theme = np.full(size, -1, np.int32)
    if count:
        some = votes[:, :count].max(axis=1) > 0
        theme[some] = votes[some, :count].argmax(axis=1)
    barred = np.column_stack([owner[standing.barred[:, 0]], standing.barred[:, 1]]).astype(np.int32)
    apart = np.unique(np.sort(owner[standing.apart], axis=1), axis=0).astype(np.int32)
    fixed = standing.fixed[notes.rows]
    theme = np.where(fixed >= 0, fixed, theme).astype(np.int32)
    seen, core = np.zeros(size, bool), np.full(size, -1, np.int32)
    seen[owner[standing.seen]] = True
    medoid = np.flatnonzero(standing.core >= 0)
    core[owner[medoid]] = standing.core[medoid]
    core[core != theme] = -1
    somewhere = np.where((fixed >= 0) & ~np.append(standing.retired, True)[fixed], fixed, -1)
    allowed = _allowed(np.ones((size, count), bool), somewhere, barred, apart)
    return DistinctNotes(theme, fixed, core, seen, allowed, barred, apart, standing.retired, standing.stability)


def accepted(
    asked: DistinctNotes, labels: Integers, goes_on: Integers, core: Integers, stability: Floats
) -> DistinctNotes:
    """Give what would hold once k groups were accepted: `labels` (m,) stand in the themes that the groups go on as.

    `goes_on` (k,) numbers new themes on from those of `asked`; `core` (m,) says of which group a note is in the middle
    of, -1 for none, `stability` (k,) is that of the groups. A note of a void that now stands elsewhere is free of it.
    """
    new = max(int(goes_on.max(initial=-1)) + 1 - len(asked.retired), 0)
    void = np.append(asked.retired, False)[asked.fixed]
    stands, middle = (np.append(goes_on, -1)[groups].astype(np.int32) for groups in (labels, core))
    fixed = np.where(void & (stands >= 0), -1, asked.fixed).astype(np.int32)
    known = np.append(asked.stability, np.zeros(new, np.float32)).astype(np.float32)
    known[goes_on] = np.round(stability, 4)
    open_to_new = np.repeat(((asked.fixed < 0) | void)[:, None], new, axis=1)
    return replace(
        asked,
        theme=np.where(fixed >= 0, fixed, stands).astype(np.int32),
        fixed=fixed,
        core=middle,
        seen=np.ones(len(labels), bool),
        allowed=np.hstack([asked.allowed, open_to_new]),
        retired=np.append(asked.retired, np.zeros(new, bool)),
        stability=known,
    )


def _allowed(allowed: Bools, fixed: Integers, barred: Integers, apart: Integers) -> Bools:
    allowed[barred[:, 0], barred[:, 1]] = False
    for one, other in (*apart.tolist(), *apart[:, ::-1].tolist()):
        if fixed[other] >= 0:
            allowed[one, fixed[other]] = False
    rows = np.flatnonzero(fixed >= 0)
    allowed[rows] = False
    allowed[rows, fixed[rows]] = True
    return allowed


def lean(similarity: Floats, unit: Integers, asked: DistinctNotes, together: float, apart: float) -> None:
    """Count the accepted themes as more views: `together` of them for two notes of one theme, `apart` for others.

    As in any view, notes of one theme land together and notes of two do not, and notes that stand nowhere say
    nothing. The numbers are shares of all views; a theme that was less stable counts for less, and so do two of its
    notes that hardly ever land together: what does not belong together comes apart. `similarity` (u, u) between
    units is changed.
    """
    count = asked.allowed.shape[1]
    stands = np.zeros((len(similarity), count), np.float32)
    rows = np.flatnonzero(asked.theme >= 0)
    np.add.at(stands, (unit[rows], asked.theme[rows]), 1)
    stands /= np.bincount(unit)[:, None]
    placed = stands.sum(axis=1)
    for start in range(0, len(similarity), _BLOCK):
        some = slice(start, start + _BLOCK)
        same, firm = stands[some] @ stands.T, together * (stands[some] * asked.stability) @ stands.T
        firm *= np.clip(similarity[some] / _OFTEN, 0, 1)
        similarity[some] += firm
        similarity[some] /= 1 + firm + apart * (placed[some, None] * placed - same)


def forbid(similarity: Floats, unit: Integers, asked: DistinctNotes) -> None:
    """Set to -inf the similarity of units (u, u) that must not merge: different fixed themes, barred, apart."""
    pairs = [(int(unit[one]), int(unit[other])) for one, other in asked.apart.tolist()]
    for item, theme in asked.barred.tolist():
        pairs.extend((int(unit[item]), other) for other in np.unique(unit[_body(asked, theme)]).tolist())
    fixed = np.unique(unit[asked.fixed >= 0]).tolist()
    pairs.extend((one, other) for one in fixed for other in fixed)
    for one, other in pairs:
        if one != other:
            similarity[one, other] = similarity[other, one] = -np.inf


def _body(asked: DistinctNotes, theme: int) -> Integers:
    """Give the notes that no one that is barred from a theme may join: the fixed ones, else its medoids, else all."""
    for found in (asked.fixed == theme, asked.core == theme, asked.theme == theme):
        if found.any():
            return np.flatnonzero(found).astype(np.int32)
    return np.zeros(0, np.int32)
