"""What all views of a workspace tell of who said what and when: one decision, so that no page gives another away.

Notes are counted by theme and session, and by theme and speaker's organisation, once; the timeline by session and by
month, the silos by sector and by organisation, the map and the coverage all show parts of these two tables, and the map
tells of a note only what they tell of its cell.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from kennis.views.disclosure_control import Count, Counted, Protected, TableShape, protect
from kennis.views.view_material import LOOSE, OpenMaterial, Voiced

_BETWEEN = "\x1f"
NOBODY = _BETWEEN


def by_session(seen: OpenMaterial, internal: bool) -> Protected:
    """Count the notes of each theme, and the loose ones, by session and by month."""
    months = {seen.keys[one.id]: month(one.date.isoformat()) for one in seen.sessions}
    notes = [Counted(note.theme or LOOSE, seen.keys[note.session], note.person, note.used) for note in seen.notes]
    return protect(notes, TableShape(rows=rows(seen), columns=[*months], groups=months), internal)


def by_speaker(seen: OpenMaterial, internal: bool) -> Protected:
    """Count the notes of each theme, and the loose ones, by sector and, as `column` names it, by organisation in it.

    Notes of nobody who may be named stand in the column NOBODY, which is in no page.
    """
    columns = sorted({column(note) for note in seen.notes} | {NOBODY})
    sectors = {one: one.split(_BETWEEN)[0] for one in columns}
    notes = [Counted(note.theme or LOOSE, column(note), note.person, _heard(note)) for note in seen.notes]
    shape = TableShape(
        rows=rows(seen),
        columns=columns,
        groups=sectors,
        unpublished=frozenset({NOBODY, ""}),
        map_only=frozenset(of_organisation(columns, "")),
    )
    return protect(notes, shape, internal)


def by_value(seen: OpenMaterial, values: Mapping[str, Sequence[str]], internal: bool) -> Protected:
    """Count the notes of each theme, and the loose ones, by the values that a note has, given by its id."""
    columns = sorted({value for note in seen.notes for value in values[note.id]} | {NOBODY})
    notes = [
        Counted(note.theme or LOOSE, value, note.person)
        for note in seen.notes
        for value in values[note.id] or (NOBODY,)
    ]
    return protect(notes, TableShape(rows=rows(seen), columns=columns, unpublished=frozenset({NOBODY})), internal)


def rows(seen: OpenMaterial) -> list[str]:
    """Give the ids of the themes, and LOOSE."""
    return [*(theme.id for theme in seen.themes), LOOSE]


def column(note: Voiced) -> str:
    """Name the column of a note in `by_speaker`."""
    return f"{note.sector}{_BETWEEN}{note.organisation}"


def of_organisation(columns: Iterable[str], organisation: str) -> list[str]:
    """Give the columns of an organisation, which registers may put in several sectors."""
    return [one for one in columns if one.split(_BETWEEN)[1] == organisation]


def together(counts: Sequence[Count]) -> Count:
    """Add counts up: kept back where one of several is not told as it is."""
    if len(counts) == 1:
        return counts[0]
    return Count(sum(one.notes or 0 for one in counts) if all(one.exact for one in counts) else None)


def scattered(note: str) -> str:
    """Give what to order notes by that tells nothing of when they were made, as their ids and numbers do."""
    return hashlib.sha256(note.encode()).hexdigest()


def month(day: str) -> str:
    """Give the month of a day, as 2017-01."""
    return day[:7]


def _heard(note: Voiced) -> bool:
    """Say whether the draft tells whose organisation a note is of, or that it is of nobody who may be named."""
    return note.used and (bool(note.attribution) or note.spoken)
