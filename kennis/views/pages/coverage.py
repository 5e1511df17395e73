"""Coverage in words and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kennis.locale import _, words
from kennis.nouns import Kind
from kennis.views.blocks import (
    HIDDEN,
    ROUNDED,
    Block,
    Cell,
    Table,
    TableColumn,
    TableLine,
    Tone,
    ViewPage,
    WordList,
    number,
)
from kennis.views.coverage import Coverage, LeftOut, LensShare, NoteShare, ThemeShare
from kennis.views.pages.phrases import day, kept_back, labelled, month, notes
from kennis.views.programme_plan import Planned

_LONGEST_TEXT = 160  # characters of a note in a list; set by hand
_LONGEST = 8  # notes of a list; the rest is counted; set by hand


def coverage_page(coverage: Coverage) -> ViewPage:
    """Put coverage in words and tables."""
    nobody = {"": _("nobody who may be named")}
    blocks: list[Block] = [
        *_lists(coverage),
        _shares((_("Sessions"), _("session")), coverage.sessions, {one.key: day(one.date) for one in coverage.moments}),
        _shares((_("Sectors"), _("sector")), coverage.sectors, nobody),
        _shares((_("Organisations"), _("organisation")), coverage.organisations, nobody),
        _shares((_("Kinds of notes"), _("kind")), coverage.kinds, {one: words.kind(one) for one in Kind}),
        _themes(coverage.themes),
        _lenses(coverage.lenses),
        *_plan(coverage.planned),
    ]
    return ViewPage(
        name="coverage",
        title=_("Coverage: what is used, and what is left out"),
        programme=coverage.programme,
        internal=coverage.internal,
        facts=_facts(coverage),
        notices=() if coverage.draft_made else (_("There is no draft yet: nothing counts as printed in it."),),
        blocks=tuple(block for block in blocks if not isinstance(block, Table) or block.lines),
    )


def _facts(coverage: Coverage) -> tuple[str, ...]:
    whole = coverage.whole
    facts = [
        _("{notes} that may be used: {draft} printed in the draft, {theme} in a theme only, {loose} loose").format(
            notes=notes(whole.notes or 0), draft=whole.draft, theme=whole.theme, loose=whole.loose
        )
    ]
    if coverage.kept_back:
        facts.append(_("{notes} for background or withdrawn, not counted").format(notes=notes(coverage.kept_back)))
    if coverage.waiting:
        facts.append(
            _("{notes} need a level of consent of their own before they are printed").format(
                notes=notes(coverage.waiting)
            )
        )
    return (*facts, *kept_back(coverage.hidden))


def _themes(themes: Sequence[ThemeShare]) -> Table:
    headings = (_("notes"), _("in the draft"), _("left out"))
    return Table(
        title=_("Themes"),
        columns=(TableColumn(_("theme"), number=False), *(TableColumn(heading) for heading in headings)),
        lines=tuple(_theme(one) for one in themes if one.notes != 0),
    )


def _theme(share: ThemeShare) -> TableLine:
    draft = number(share.draft.notes, share.draft.rounded)
    if share.notes and share.draft.notes is not None:
        draft = replace(draft, bar=(min(1.0, share.draft.notes / share.notes),))
    cells = (Cell(labelled(share.theme, share.title)), number(share.notes), draft)
    return TableLine((*cells, number(share.rest.notes, share.rest.rounded)))


def _shares(titles: tuple[str, str], shares: Sequence[NoteShare], names: Mapping[str, str]) -> Table:
    columns = (_("in the draft"), _("in a theme only"), _("loose"))
    return Table(
        title=titles[0],
        columns=(
            TableColumn(titles[1], number=False),
            TableColumn(_("notes"), short="n"),
            TableColumn(_("placed")),
            *(TableColumn(heading) for heading in columns),
        ),
        lines=tuple(
            TableLine(
                (
                    Cell(names.get(share.name, share.name)),
                    number(share.notes, share.rounded),
                    _placed(share),
                    *(number(one.notes, one.rounded) for one in (share.draft, share.theme, share.loose)),
                )
            )
            for share in shares
        ),
    )


def _placed(share: NoteShare) -> Cell:
    """Give the part of the notes that sits in the draft or in a theme."""
    if share.notes is None or share.draft.notes is None or share.theme.notes is None:
        return Cell(HIDDEN, Tone.HIDDEN)
    if not share.notes:
        return Cell("")
    draft, theme = share.draft.notes / share.notes, share.theme.notes / share.notes
    about = ROUNDED if share.draft.rounded or share.theme.rounded else ""
    return Cell(f"{about}{min(1.0, draft + theme):.0%}", bar=(min(1.0, draft), min(theme, max(0.0, 1.0 - draft))))


def _lenses(lenses: Sequence[LensShare]) -> Table:
    largest = max((one.notes for one in lenses), default=0)
    lines = [
        TableLine(
            (
                Cell(one.title or _("no lens")),
                Cell(str(one.themes), Tone.PLAIN if one.themes else Tone.NONE),
                Cell(str(one.notes), bar=(one.notes / max(1, largest),)),
                number(one.draft.notes, one.draft.rounded),
                Cell(_("little material") if one.little else ""),
            )
        )
        for one in lenses
        if one.lens or one.notes or one.themes
    ]
    return Table(
        title=_("Lenses"),
        columns=(
            TableColumn(_("lens"), number=False),
            TableColumn(_("themes")),
            TableColumn(_("notes"), short="n"),
            TableColumn(_("in the draft")),
            TableColumn(_("remark"), number=False),
        ),
        lines=tuple(lines),
        legend=(_("A theme counts under its heaviest lens. Little: less than half of an even share of the notes."),),
    )


def _plan(planned: Planned) -> list[Block]:
    months = [_held(month(one.month), one.held, one.planned) for one in planned.months]
    audiences = [_held(words.audience(one.audience), one.held, one.planned) for one in planned.audiences]
    return [
        _holding((_("Sessions by month"), _("month")), months, planned.phases),
        _holding((_("Sessions by audience"), _("for")), audiences, ()),
    ]


def _holding(titles: tuple[str, str], lines: Sequence[TableLine], legend: tuple[str, ...]) -> Table:
    columns = (
        TableColumn(titles[1], number=False),
        TableColumn(_("held")),
        TableColumn(_("planned at least")),
        TableColumn(_("remark"), number=False),
    )
    return Table(title=titles[0], columns=columns, lines=tuple(lines), legend=legend)


def _held(name: str, held: int, meant: int | None) -> TableLine:
    short = _("too few") if meant is not None and held < meant else ""
    return TableLine((Cell(name), number(held), Cell("–" if meant is None else str(meant)), Cell(short)))


def _lists(coverage: Coverage) -> list[WordList]:
    little = [one for one in coverage.lenses if one.little]
    unheard = coverage.planned.unheard
    return [
        WordList(
            title=_("Lenses with little material"),
            intro=_("Less than half of an even share of the notes."),
            items=tuple(f"{one.title}: {notes(one.notes)}" for one in little),
            nothing=_("None."),
        ),
        WordList(
            title=_("Partners that no note names yet"),
            intro=_(
                "{count} of {whole} partners. Who speaks by role or anonymously is not told to have been heard."
            ).format(count=len(unheard), whole=coverage.planned.partners),
            items=tuple(f"{one.name} ({one.sector})" if one.sector else one.name for one in unheard),
            nothing=_("None.") if coverage.planned.partners else _("The programme names no partners."),
        ),
        _left_out(_("Starred, and not in the draft"), _("Notes that somebody found striking."), coverage.starred),
        _left_out(_("Loose, and not in the draft"), _("Notes in no theme."), coverage.loose),
    ]


def _left_out(title: str, intro: str, notes: Sequence[LeftOut]) -> WordList:
    more = len(notes) - _LONGEST
    rest = [_("and {count} more").format(count=more)] if more > 0 else []
    items = [" ".join(filter(None, (one.note, _short(one)))) for one in notes[:_LONGEST]]
    return WordList(title=title, intro=intro, items=(*items, *rest), nothing=_("None."))


def _short(note: LeftOut) -> str:
    line = " ".join(note.text.split())
    if not line:
        return _("(may not be quoted)")
    line = line if len(line) <= _LONGEST_TEXT else line[: _LONGEST_TEXT - 1] + "…"
    return f"“{line}”" if note.kind is Kind.QUOTE else line
