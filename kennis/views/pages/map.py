"""The map of notes: points on a page, characters in a terminal, and the themes as a table."""

import string
from collections import Counter

from kennis.locale import _
from kennis.views.blocks import Cell, Chart, Column, Line, Table, ViewPage, number
from kennis.views.map import Map, Next
from kennis.views.pages.phrases import group, labelled, notes

SYMBOLS = string.ascii_uppercase + string.ascii_lowercase + string.digits
_WIDTH, _HEIGHT = 76, 24


def map_page(shown: Map) -> ViewPage:
    """Put the map in a chart and a table of its themes."""
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
            Chart(title=_("Map of notes"), map=shown, plain=_plain(shown), legend=_legend()),
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
            Column(_("on the map"), number=False, short=" "),
            Column(_("theme"), number=False),
            Column(_("notes"), short="n"),
            Column(_("lies next to"), number=False),
        ),
        lines=tuple(
            Line(
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


def _plain(shown: Map) -> tuple[str, ...]:
    """Draw the map in characters: the letter of the theme that most notes of a place are in, a dot for loose notes."""
    symbols = {region.theme: _symbol(index) for index, region in enumerate(shown.regions)}
    cells: dict[tuple[int, int], Counter[str]] = {}
    for spot in shown.spots:
        place = (min(_HEIGHT - 1, int(spot.y * _HEIGHT)), min(_WIDTH - 1, int(spot.x * _WIDTH)))
        cells.setdefault(place, Counter())[symbols.get(spot.theme, "·")] += 1
    lines = []
    for row in range(_HEIGHT):
        drawn = ""
        for column in range(_WIDTH):
            here = cells.get((row, column))
            drawn += min(here, key=lambda one: (one == "·", -here[one], one)) if here else " "
        lines.append(drawn.rstrip())
    return tuple(lines)
