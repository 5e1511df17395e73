"""The timeline in words, bars and a table."""

from collections.abc import Sequence

from kennis.locale import _
from kennis.views.blocks import (
    Bar,
    BarRow,
    Bars,
    Block,
    Cell,
    Table,
    TableColumn,
    TableLine,
    ViewPage,
    WordList,
    number,
)
from kennis.views.pages.phrases import about_notes, course, day, group, kept_back, labelled, month
from kennis.views.timeline import Course, Period, Timeline, TimelineRow


def timeline_page(timeline: Timeline) -> ViewPage:
    """Put the timeline in words, bars and a table."""
    said = {moment.key: _moment(moment.key, timeline) for moment in timeline.moments}
    rows = [row for row in timeline.rows if row.theme]
    blocks: list[Block] = [
        Bars(
            title=_("Themes through the sessions"),
            label=_("Notes of each theme by session; the table below says the same."),
            moments=tuple(said.values()),
            rows=tuple(_bars(row, list(said)) for row in timeline.rows),
            legend=_legend(timeline),
        ),
        *_lists(rows, said),
        _table(timeline, said),
    ]
    return ViewPage(
        name="timeline",
        title=_("Timeline: when themes start, peak and fade"),
        programme=timeline.programme,
        internal=timeline.internal,
        facts=(_counted(timeline), about_notes()),
        notices=() if len(timeline.moments) > 1 else (_("There is one moment so far: nothing can rise or fade yet."),),
        blocks=tuple(blocks) if timeline.moments else (),
    )


def _counted(timeline: Timeline) -> str:
    count = len(timeline.moments)
    if timeline.by is Period.MONTH:
        return _("1 month") if count == 1 else _("{count} months").format(count=count)
    return _("1 session") if count == 1 else _("{count} sessions").format(count=count)


def _moment(key: str, timeline: Timeline) -> str:
    moment = next(one for one in timeline.moments if one.key == key)
    return month(key) if timeline.by is Period.MONTH else day(moment.date)


def _legend(timeline: Timeline) -> tuple[str, ...]:
    lines = [
        _(
            "All bars on one scale. The peak is where the theme took the largest part of a session's notes. Rising or "
            "fading: the last two moments against those before, half as much again or half."
        )
    ]
    return (*lines, *kept_back(timeline.hidden))


def _bars(row: TimelineRow, keys: Sequence[str]) -> BarRow:
    return BarRow(
        name=labelled(row.theme, row.title),
        bars=tuple(Bar(one.notes, number(one.notes, one.rounded).text) for one in row.notes),
        remark=course(row),
        peak=keys.index(row.peak) if row.peak and row.theme else None,
    )


def _lists(rows: list[TimelineRow], said: dict[str, str]) -> list[WordList]:
    kinds = (
        (Course.NEW, _("New"), _("Heard in the last session for the first time.")),
        (Course.RISING, _("Rising"), _("Half as much again in the last two sessions, or more.")),
        (Course.FADING, _("Fading"), _("Half of what it was in the last two sessions, or less.")),
        (Course.SILENT, _("Gone silent"), _("Not heard in the last session.")),
    )
    return [
        WordList(
            title=title,
            intro=intro,
            items=tuple(_said(row, said) for row in rows if row.course is kind),
            nothing=_("None."),
        )
        for kind, title, intro in kinds
    ]


def _said(row: TimelineRow, said: dict[str, str]) -> str:
    if not row.peak:
        return _("{theme}: from {first}, last {last}").format(
            theme=labelled(row.theme, row.title), first=said[row.first], last=said[row.last]
        )
    return _("{theme}: from {first}, peak {peak}, last {last}").format(
        theme=labelled(row.theme, row.title), first=said[row.first], peak=said[row.peak], last=said[row.last]
    )


def _table(timeline: Timeline, said: dict[str, str]) -> Table:
    columns = [
        TableColumn(_("theme"), number=False),
        TableColumn(_("notes"), short="n"),
        *(TableColumn(said[one.key], short=_brief(said[one.key])) for one in timeline.moments),
        TableColumn(_("course"), number=False),
    ]
    families = any(row.family for row in timeline.rows)
    sums = (
        Cell(_("all notes")),
        Cell(""),
        *(number(moment.notes, moment.rounded) for moment in timeline.moments),
        Cell(""),
    )
    return Table(
        title=_("The same in numbers"),
        columns=tuple(columns),
        lines=(*(_line(row, families) for row in timeline.rows), TableLine(sums)),
        legend=_titles(timeline),
    )


def _brief(moment: str) -> str:
    """Leave the year out of a moment."""
    return moment.rsplit(" ", 1)[0]


def _line(row: TimelineRow, families: bool) -> TableLine:
    cells = (
        Cell(labelled(row.theme, row.title)),
        number(row.total),
        *(number(one.notes, one.rounded) for one in row.notes),
    )
    return TableLine((*cells, Cell(course(row))), group(row.theme, row.family, families))


def _titles(timeline: Timeline) -> tuple[str, ...]:
    return tuple(f"{day(moment.date)}: {moment.title}" for moment in timeline.moments if moment.title)
