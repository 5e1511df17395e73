"""Coverage in words and tables."""

from collections.abc import Mapping, Sequence

from kennis.locale import _
from kennis.nouns import Audience, Kind
from kennis.views.blocks import HIDDEN, ROUNDED, Block, Cell, Column, Line, Page, Table, Tone, Words, number
from kennis.views.coverage import Coverage, LensShare, Share
from kennis.views.pages.phrases import day, kept_back, month, notes
from kennis.views.planned import Planned

_LONGEST_TEXT = 160
_LONGEST = 12


def coverage_page(coverage: Coverage) -> Page:
    """Put coverage in words and tables."""
    nobody = {"": _("nobody who may be named")}
    blocks: list[Block] = [
        *_lists(coverage),
        _shares(_("Sessions"), coverage.sessions, {one.key: day(one.date) for one in coverage.moments}),
        _shares(_("Sectors"), coverage.sectors, nobody),
        _shares(_("Organisations"), coverage.organisations, nobody),
        _shares(_("Kinds of notes"), coverage.kinds, _kinds()),
        _lenses(coverage.lenses),
        *_plan(coverage.planned),
    ]
    return Page(
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
    return tuple(facts if coverage.internal else [*facts, kept_back(coverage.hidden)])


def _kinds() -> dict[str, str]:
    return {
        Kind.OBSERVATION: _("observation"),
        Kind.QUOTE: _("quote"),
        Kind.QUESTION: _("question"),
        Kind.INSIGHT: _("insight"),
        Kind.ACTION: _("action"),
        Kind.CONTRIBUTION: _("contribution"),
    }


def _shares(title: str, shares: Sequence[Share], names: Mapping[str, str]) -> Table:
    columns = (_("printed"), _("in a theme only"), _("loose"))
    return Table(
        title=title,
        columns=(
            Column("", number=False),
            Column(_("notes"), short="n"),
            Column(_("placed")),
            *(Column(heading) for heading in columns),
        ),
        lines=tuple(
            Line(
                (
                    Cell(names.get(share.name, share.name)),
                    number(share.notes),
                    _placed(share),
                    *(number(one.notes, one.rounded) for one in (share.draft, share.theme, share.loose)),
                )
            )
            for share in shares
        ),
    )


def _placed(share: Share) -> Cell:
    """Give the part of the notes that sits in the draft or in a theme."""
    if share.notes is None or share.draft.notes is None or share.theme.notes is None:
        return Cell(HIDDEN, Tone.HIDDEN)
    if not share.notes:
        return Cell("")
    draft, theme = share.draft.notes / share.notes, share.theme.notes / share.notes
    about = ROUNDED if share.draft.rounded or share.theme.rounded else ""
    return Cell(f"{about}{min(1.0, draft + theme):.0%}", bar=(min(1.0, draft), min(theme, max(0.0, 1.0 - draft))))


def _lenses(lenses: Sequence[LensShare]) -> Table:
    largest = max((one.notes or 0 for one in lenses), default=0)
    lines = [
        Line(
            (
                Cell(one.title or _("no lens")),
                Cell(str(one.themes), Tone.PLAIN if one.themes else Tone.NONE),
                Cell(HIDDEN, Tone.HIDDEN)
                if one.notes is None
                else Cell(str(one.notes), bar=(one.notes / max(1, largest),)),
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
            Column("", number=False),
            Column(_("themes")),
            Column(_("notes"), short="n"),
            Column(_("printed")),
            Column("", number=False),
        ),
        lines=tuple(lines),
        legend=(_("A theme counts under its heaviest lens. Little: less than half of an even share of the notes."),),
    )


def _plan(planned: Planned) -> list[Block]:
    months = [_held(month(one.month), one.held, one.planned) for one in planned.months]
    audiences = [_held(_audiences()[one.audience], one.held, one.planned) for one in planned.audiences]
    return [
        _holding(_("Sessions by month"), months, planned.phases),
        _holding(_("Sessions by audience"), audiences, ()),
    ]


def _holding(title: str, lines: Sequence[Line], legend: tuple[str, ...]) -> Table:
    headings = (Column("", number=False), Column(_("held")), Column(_("planned at least")), Column("", number=False))
    return Table(title=title, columns=headings, lines=tuple(lines), legend=legend)


def _held(name: str, held: int, meant: int | None) -> Line:
    short = _("too few") if meant is not None and held < meant else ""
    return Line((Cell(name), number(held), Cell("–" if meant is None else str(meant)), Cell(short)))


def _audiences() -> dict[Audience, str]:
    return {
        Audience.EVERYONE: _("everyone"),
        Audience.PARTNERS: _("partners"),
        Audience.ADMINISTRATORS: _("administrators"),
        Audience.CITIZENS: _("citizens"),
    }


def _lists(coverage: Coverage) -> list[Words]:
    little = [one for one in coverage.lenses if one.little]
    unheard = coverage.planned.unheard
    starred = [f"{one.note} {_short(one.text)}" for one in coverage.starred]
    return [
        Words(
            title=_("Lenses with little material"),
            intro=_("Less than half of an even share of the notes."),
            items=tuple(f"{one.title}: {HIDDEN if one.notes is None else notes(one.notes)}" for one in little),
            nothing=_("None."),
        ),
        Words(
            title=_("Partners that no note names yet"),
            intro=_(
                "{count} of {whole} partners. Who speaks by role or anonymously is not told to have been heard."
            ).format(count=len(unheard), whole=coverage.planned.partners),
            items=tuple(f"{one.name} ({one.sector})" if one.sector else one.name for one in unheard),
            nothing=_("None.") if coverage.planned.partners else _("The programme names no partners."),
        ),
        Words(
            title=_("Starred, and not in the draft"),
            intro=_("Notes that somebody found striking."),
            items=(*starred[:_LONGEST], *_more(len(starred) - _LONGEST)),
            nothing=_("None."),
        ),
    ]


def _more(count: int) -> list[str]:
    return [_("and {count} more").format(count=count)] if count > 0 else []


def _short(text: str) -> str:
    line = " ".join(text.split()) or _("(may not be quoted)")
    return line if len(line) <= _LONGEST_TEXT else line[: _LONGEST_TEXT - 1] + "…"
