"""The map as it stands on a page: a canvas that a script fills, and the notes as tables, which hold all that it shows.

The script reads the points from the tables, so that the page says everything once and works without the script too.
"""

import datetime
import html
from collections import defaultdict

from kennis.locale import _
from kennis.nouns import Kind
from kennis.views.map import Map, Region, Spot
from kennis.views.pages.phrases import day, labelled


def chart_html(shown: Map) -> str:
    """Write the canvas with its controls, then a table of notes for each theme and one for the loose notes."""
    members: defaultdict[str, list[Spot]] = defaultdict(list)
    for spot in shown.spots:
        members[spot.theme].append(spot)
    dates = {place.session: day(datetime.date.fromisoformat(place.date)) for place in shown.sessions}
    tables = [_notes(region, members[region.theme], dates) for region in shown.regions]
    if members[""]:
        tables.append(_notes(None, members[""], dates))
    return f'{_stage()}\n<h3>{_safe(_("The same as tables"))}</h3>\n<div class="twin">\n{"".join(tables)}</div>'


def _stage() -> str:
    """Write what the script needs, with all its words; without a script it stays hidden."""
    words = {
        "label": _(
            "Map of notes. Arrow keys move it, + and - make it larger and smaller. The tables below say the same."
        ),
        "start": _("Point at a note to read it, click to keep it here with its neighbours, or choose a theme."),
        "here": _("{count} notes here"),
        "nothing": _("There is no note here."),
        "more": _("and {count} more, in the tables below"),
        "silent": _("(may not be quoted)"),
    }
    data = " ".join(f'data-{name}="{_safe(text)}"' for name, text in words.items())
    buttons = (("in", "+", _("Larger")), ("out", "−", _("Smaller")), ("fit", "⤢", _("Whole map")))
    tools = "".join(
        f'<button type="button" data-do="{name}" aria-label="{_safe(said)}" title="{_safe(said)}">{sign}</button>'
        for name, sign, said in buttons
    )
    return (
        f'<div class="map" {data} hidden>\n<div class="stage"><canvas tabindex="0" role="img"></canvas>'
        f'<div class="tools">{tools}</div><div class="tip" hidden></div></div>\n'
        f'<div class="side"><h3>{_safe(_("Themes"))}</h3><div class="themes"></div>'
        f'<h3>{_safe(_("Notes"))}</h3><div class="found" aria-live="polite"></div></div>\n</div>'
    )


def _notes(region: Region | None, spots: list[Spot], dates: dict[str, str]) -> str:
    title = labelled(region.theme, region.title) if region else labelled("", "")
    place = f' data-x="{region.x:g}" data-y="{region.y:g}"' if region else ""
    name = f' data-title="{_safe(region.title if region else title)}"'
    heads = "".join(f'<th scope="col">{_safe(head)}</th>' for head in (_("note"), _("text"), _("by"), _("session")))
    rows = "".join(_row(spot, dates.get(spot.session, "")) for spot in spots)
    return (
        f"<details{place}{name}><summary>{_safe(title)} ({len(spots)})</summary>\n"
        f'<table class="notes"><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table></details>\n'
    )


def _row(spot: Spot, date: str) -> str:
    text = _safe(spot.text) or f"<em>{_safe(_('(may not be quoted)'))}</em>"
    if spot.kind is Kind.QUOTE and spot.text:
        text = f"“{text}”"
    return (
        f'<tr data-p="{spot.x:g} {spot.y:g}"><th scope="row">{spot.note}</th><td>{text}</td>'
        f"<td>{_safe(spot.attribution)}</td><td>{_safe(date)}</td></tr>\n"
    )


def _safe(text: str) -> str:
    return html.escape(text)
