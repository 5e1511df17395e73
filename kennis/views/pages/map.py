"""The map of notes: points, and their themes as a table."""

import datetime
import string
from collections import defaultdict

from kennis.locale import _
from kennis.nouns import Kind
from kennis.views.blocks import Cell, NotePoint, PointGroup, Points, Table, TableColumn, TableLine, ViewPage, number
from kennis.views.map import Map, Next, Spot
from kennis.views.pages.phrases import day, group, labelled, notes
from kennis.views.view_material import Point

SYMBOLS = string.ascii_uppercase + string.ascii_lowercase + string.digits
LOOSE = "·"


def map_page(shown: Map) -> ViewPage:
    """Put the map in points and a table of its themes."""
    loose = sum(not spot.theme for spot in shown.spots)
    silent = sum(not spot.text for spot in shown.spots)
    facts = [
        _("{notes}, {themes} themes, {loose} loose").format(
            notes=notes(len(shown.spots)), themes=len(shown.regions), loose=loose
        )
    ]
    if silent:
        facts.append(_("{notes} may not be quoted: they are points without text").format(notes=notes(silent)))
    without = _("{notes} have no place on the map yet; first: kennis themes run").format(notes=notes(shown.without))
    return ViewPage(
        name="map",
        title=_("Map: notes by what they say"),
        programme=shown.programme,
        internal=shown.internal,
        facts=tuple(facts),
        notices=(without,) if shown.without else (),
        blocks=(
            Points(title=_("Map of notes"), groups=_groups(shown), legend=_legend()),
            *([_themes(shown)] if shown.regions else []),
        )
        if shown.spots
        else (),
    )


def _legend() -> tuple[str, ...]:
    return (
        _(
            "Notes that lie close together say like things; the directions have no meaning, and distances across the "
            "whole map have little."
        ),
    )


def _themes(shown: Map) -> Table:
    families = any(region.family for region in shown.regions)
    titles = {region.theme: region.title for region in shown.regions}
    return Table(
        title=_("Themes on the map"),
        columns=(
            TableColumn(_("on the map"), number=False, short=" "),
            TableColumn(_("theme"), number=False),
            TableColumn(_("notes"), short="n"),
            TableColumn(_("lies next to"), number=False),
        ),
        lines=tuple(
            TableLine(
                (
                    Cell(_symbol(index)),
                    Cell(labelled(region.theme, region.title)),
                    number(region.notes),
                    Cell("; ".join(_next(one, titles) for one in region.next)),
                ),
                group(region.theme, region.family, families),
            )
            for index, region in enumerate(shown.regions)
        ),
        legend=(_("In brackets: notes that sit in one of the two and have the other as their second theme."),),
    )


def _next(one: Next, titles: dict[str, str]) -> str:
    name = labelled(one.theme, titles[one.theme])
    return f"{name} ({one.shared})" if one.shared else name


def _symbol(index: int) -> str:
    return SYMBOLS[index] if index < len(SYMBOLS) else "#"


def _groups(shown: Map) -> tuple[PointGroup, ...]:
    """Give the notes by theme, the loose ones last."""
    members: defaultdict[str, list[NotePoint]] = defaultdict(list)
    dates = {place.session: day(datetime.date.fromisoformat(place.date)) for place in shown.sessions}
    for spot in shown.spots:
        members[spot.theme].append(_point(spot, dates.get(spot.session, "")))
    groups = [
        PointGroup(
            name=labelled(region.theme, region.title),
            title=region.title,
            symbol=_symbol(index),
            points=tuple(members[region.theme]),
            middle=Point(region.x, region.y),
        )
        for index, region in enumerate(shown.regions)
    ]
    name = labelled("", "")
    loose = PointGroup(name=name, title=name, symbol=LOOSE, points=tuple(members[""]))
    return (*groups, loose) if loose.points else tuple(groups)


def _point(spot: Spot, when: str) -> NotePoint:
    text = f"“{spot.text}”" if spot.kind is Kind.QUOTE and spot.text else spot.text
    return NotePoint(x=spot.x, y=spot.y, note=spot.note, text=text, by=spot.attribution, when=when)
