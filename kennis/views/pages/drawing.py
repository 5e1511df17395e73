"""Pictures of counts: bars as an SVG element, and as block characters."""

import html
from collections.abc import Sequence

from kennis.locale import _
from kennis.views.blocks import HIDDEN, number
from kennis.views.disclosure_control import Count
from kennis.views.pages.phrases import course, labelled
from kennis.views.timeline import Timeline, TimelineRow

_BLOCKS = "▁▂▃▄▅▆▇█"
_LABELS, _ROW, _TOP, _BAR, _COURSE = 330, 40, 46, 24, 120
_STEP_MOST, _STEP_LEAST, _WIDTH = 110, 26, 1000
_TITLE = 44


def sparkline(counts: Sequence[Count], largest: int) -> str:
    """Draw counts as block characters on a scale up to `largest`: a dot where nothing may be told, a blank for none."""
    drawn = []
    for count in counts:
        if count.notes is None:
            drawn.append(HIDDEN)
        elif not count.notes:
            drawn.append("_")
        else:
            drawn.append(_BLOCKS[min(7, (count.notes * 8 - 1) // max(1, largest))])
    return "".join(drawn)


def bars_svg(timeline: Timeline, moments: Sequence[str]) -> str:
    """Draw a row of bars for each theme, the moments below each other, all on one scale, with their numbers."""
    largest = max((one.notes or 0 for row in timeline.rows for one in row.notes), default=0) or 1
    step = max(_STEP_LEAST, min(_STEP_MOST, (_WIDTH - _LABELS) // max(1, len(moments))))
    width, height = _LABELS + step * len(moments) + _COURSE, _TOP + _ROW * len(timeline.rows) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{html.escape(_("Notes of each theme by session; the table below says the same."))}">'
    ]
    every = max(1, -(-72 // step))
    for index, moment in enumerate(moments):
        x = _LABELS + step * index + step / 2
        parts.append(f'<line class="grid" x1="{x:g}" y1="{_TOP - 8}" x2="{x:g}" y2="{height - 8}"/>')
        if index % every == 0:
            parts.append(
                f'<text class="axis" x="{x:g}" y="{_TOP - 18}" text-anchor="middle">{html.escape(moment)}</text>'
            )
    drawn = list(zip((one.key for one in timeline.moments), moments, strict=True))
    for index, row in enumerate(timeline.rows):
        parts += _row(row, _TOP + _ROW * (index + 1), step, largest, drawn)
    return "".join([*parts, "</svg>"])


def _row(row: TimelineRow, base: float, step: int, largest: int, moments: Sequence[tuple[str, str]]) -> list[str]:
    title = labelled(row.theme, row.title)
    short = title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"
    right = _LABELS + step * len(row.notes)
    parts = [
        f'<text class="name" x="0" y="{base - 4}">{html.escape(short)}<title>{html.escape(title)}</title></text>',
        f'<line class="base" x1="{_LABELS}" y1="{base}" x2="{right}" y2="{base}"/>',
        f'<text class="course" x="{right + 12}" y="{base - 4}">{html.escape(course(row))}</text>',
    ]
    bar = min(44, step - 6)
    for index, (one, (key, moment)) in enumerate(zip(row.notes, moments, strict=True)):
        x = _LABELS + step * index + step / 2
        count = number(one.notes, one.rounded).text
        if one.notes is None:
            parts.append(f'<text class="hidden" x="{x:g}" y="{base - 3}" text-anchor="middle">{HIDDEN}</text>')
        elif one.notes:
            tall = max(1.5, _BAR * one.notes / largest)
            kind = "bar peak" if key == row.peak and row.theme else "bar"
            hint = html.escape(f"{title} – {moment}: {count}")
            parts.append(
                f'<rect class="{kind}" x="{x - bar / 2:g}" y="{base - tall:.1f}" width="{bar}" height="{tall:.1f}">'
                f"<title>{hint}</title></rect>"
            )
            parts.append(f'<text class="count" x="{x:g}" y="{base - tall - 3:.1f}" text-anchor="middle">{count}</text>')
    return parts
