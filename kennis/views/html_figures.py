"""Bars and points in HTML.

Bars are an SVG element. Points are a canvas that a script fills, and tables, from which the script reads them, so that
the page says everything once and works without the script too.
"""

import html
from collections.abc import Sequence

from kennis.locale import _
from kennis.views.blocks import BarRow, Bars, NotePoint, PointGroup, Points

# Units of the drawing: for the titles, a row, the head, the tallest bar and the line of the course; set by hand.
_LABELS, _ROW, _TOP, _BAR, _COURSE = 330, 40, 46, 24, 120
_STEP_MOST, _STEP_LEAST, _WIDTH = 110, 26, 1000  # of a moment, and of all; set by hand
_TITLE = 44  # characters of a title; set by hand


def bars_svg(bars: Bars) -> str:
    """Draw the rows below each other, all on one scale, with their numbers."""
    largest = bars.largest
    step = max(_STEP_LEAST, min(_STEP_MOST, (_WIDTH - _LABELS) // max(1, len(bars.moments))))
    width, height = _LABELS + step * len(bars.moments) + _COURSE, _TOP + _ROW * len(bars.rows) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{_safe(bars.label)}">'
    ]
    every = max(1, -(-72 // step))
    for index, moment in enumerate(bars.moments):
        x = _LABELS + step * index + step / 2
        parts.append(f'<line class="grid" x1="{x:g}" y1="{_TOP - 8}" x2="{x:g}" y2="{height - 8}"/>')
        if index % every == 0:
            parts.append(f'<text class="axis" x="{x:g}" y="{_TOP - 18}" text-anchor="middle">{_safe(moment)}</text>')
    for index, row in enumerate(bars.rows):
        parts += _bar_row(row, bars.moments, _TOP + _ROW * (index + 1), step, largest)
    return "".join([*parts, "</svg>"])


def _bar_row(row: BarRow, moments: Sequence[str], base: float, step: int, largest: int) -> list[str]:
    short = row.name if len(row.name) <= _TITLE else row.name[: _TITLE - 1] + "…"
    right = _LABELS + step * len(row.bars)
    parts = [
        f'<text class="name" x="0" y="{base - 4}">{_safe(short)}<title>{_safe(row.name)}</title></text>',
        f'<line class="base" x1="{_LABELS}" y1="{base}" x2="{right}" y2="{base}"/>',
        f'<text class="course" x="{right + 12}" y="{base - 4}">{_safe(row.remark)}</text>',
    ]
    width = min(44, step - 6)
    for index, (one, moment) in enumerate(zip(row.bars, moments, strict=True)):
        x = _LABELS + step * index + step / 2
        if one.height is None:
            parts.append(f'<text class="hidden" x="{x:g}" y="{base - 3}" text-anchor="middle">{one.count}</text>')
        elif one.height:
            tall = max(1.5, _BAR * one.height / largest)
            kind = "bar peak" if index == row.peak else "bar"
            hint = _safe(f"{row.name} – {moment}: {one.count}")
            parts.append(
                f'<rect class="{kind}" x="{x - width / 2:g}" y="{base - tall:.1f}" width="{width}" '
                f'height="{tall:.1f}"><title>{hint}</title></rect>'
                f'<text class="count" x="{x:g}" y="{base - tall - 3:.1f}" text-anchor="middle">{one.count}</text>'
            )
    return parts


def points_html(points: Points) -> str:
    """Write the canvas with its controls, then a table of notes for each group."""
    tables = "".join(map(_table, points.groups))
    return f'{_stage()}\n<h3>{_safe(_("The same as tables"))}</h3>\n<div class="twin">\n{tables}</div>'


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


def _table(group: PointGroup) -> str:
    place = f' data-x="{group.middle.x:g}" data-y="{group.middle.y:g}"' if group.middle else ""
    heads = "".join(f'<th scope="col">{_safe(head)}</th>' for head in (_("note"), _("text"), _("by"), _("session")))
    summary = f"<summary>{_safe(group.name)} ({len(group.points)})</summary>"
    return (
        f'<details{place} data-title="{_safe(group.title)}">{summary}\n'
        f'<table class="notes"><thead><tr>{heads}</tr></thead><tbody>\n{"".join(map(_row, group.points))}</tbody>'
        "</table></details>\n"
    )


def _row(point: NotePoint) -> str:
    text = _safe(point.text) or f"<em>{_safe(_('(may not be quoted)'))}</em>"
    return (
        f'<tr data-p="{point.x:g} {point.y:g}"><th scope="row">{point.note}</th><td>{text}</td>'
        f"<td>{_safe(point.by)}</td><td>{_safe(point.when)}</td></tr>\n"
    )


def _safe(text: str) -> str:
    return html.escape(text)
