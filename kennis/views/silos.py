"""Silos: which themes belong to which organisations, sectors or whatever a note's attribute names."""

from dataclasses import dataclass

from kennis.errors import InputError
from kennis.locale import _
from kennis.views.findings import Findings, find
from kennis.views.mentions import mentions
from kennis.views.silo_table import ORGANISATION, SECTOR, SiloTable, table
from kennis.views.view_material import OpenMaterial, ViewMaterial, attribute_names, attribute_values, open_up

_MOST = 0.5  # of the notes; where fewer name an organisation, what stands out is said of sectors only; set by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Silos:
    """The view as a whole; `notes` counts the notes in it."""

    programme: str
    internal: bool
    notes: int
    tables: tuple[SiloTable, ...]
    findings: Findings


def silos(material: ViewMaterial, by: str = "") -> Silos:
    """Count the notes of each theme by organisation and by sector, or by what `by` names, and say what stands out.

    `by` is `organisation`, `sector` or the name of an attribute; raises InputError where no note has that. Where fewer
    than half of the notes name an organisation, what stands out is said of sectors only.
    """
    seen = open_up(material)
    wanted = [by] if by else [SECTOR, ORGANISATION]
    groups = {name: _groups_of(material, seen, name) for name in wanted}
    tables = [table(seen, name, groups[name], material.internal) for name in wanted]
    named = [sum(bool(groups[name][note.id]) for note in seen.notes) for name in wanted]
    most = -1 if named[-1] >= _MOST * len(seen.notes) else 0
    return Silos(
        programme=material.programme.title,
        internal=material.internal,
        notes=len(seen.notes),
        tables=tuple(tables),
        findings=find(tables[0], tables[most], mentions(material, seen, groups[wanted[0]])),
    )


def _groups_of(material: ViewMaterial, seen: OpenMaterial, by: str) -> dict[str, tuple[str, ...]]:
    """Give the groups of each note, by note id."""
    if by == ORGANISATION:
        return {note.id: (note.organisation,) if note.organisation else () for note in seen.notes}
    if by == SECTOR:
        return {note.id: (note.sector,) if note.sector else () for note in seen.notes}
    known = attribute_names(material.notes)
    if by not in known:
        names = ", ".join([ORGANISATION, SECTOR, *known])
        raise InputError(_("no note has an attribute “{name}”; there are {names}").format(name=by, names=names))
    return attribute_values(material, by)
