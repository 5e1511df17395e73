"""The silo view in words and tables."""

from kennis.locale import _
from kennis.views.blocks import HIDDEN, Block, Cell, Table, TableColumn, TableLine, Tone, ViewPage, WordList, number
from kennis.views.concentration import NOTABLE, STRONG
from kennis.views.findings import Findings, ViewFinding
from kennis.views.pages.phrases import about_notes, decimal, group, kept_back, labelled, notes
from kennis.views.silo_table import ORGANISATION, SECTOR, VOICED, SiloCell, SiloRow, SiloTable
from kennis.views.silos import Silos

_LONGEST, _NAMED = 8, 4  # items of a list, and groups of an item; the rest is counted; set by hand


def silos_page(silos: Silos) -> ViewPage:
    """Put the silo view in words and tables."""
    tables = tuple(table for table in silos.tables if table.groups)
    notices = [_nothing(table.by) for table in silos.tables if not table.groups]
    blocks: list[Block] = [*_lists(silos.findings)] if tables else []
    return ViewPage(
        name="silos",
        title=_("Silos: who raises which theme"),
        programme=silos.programme,
        internal=silos.internal,
        facts=(notes(silos.notes), about_notes()),
        notices=tuple(notices),
        blocks=(*blocks, *(_table(table) for table in tables)),
    )


def _nothing(by: str) -> str:
    return _("Nothing can be shown by {what}: no notes name one, or fewer than three speakers do.").format(
        what=_one(by)
    )


def _one(by: str) -> str:
    return {ORGANISATION: _("organisation"), SECTOR: _("sector")}.get(by, f"“{by}”")


def _many(by: str) -> str:
    return {ORGANISATION: _("organisations"), SECTOR: _("sectors")}.get(by, _("values of “{name}”").format(name=by))


def _table(table: SiloTable) -> Table:
    families = any(row.family for row in table.rows)
    rest = [TableColumn(_("elsewhere"), short=_("else"))] if any(row.elsewhere != 0 for row in table.rows) else []
    columns = [
        TableColumn(_("theme"), number=False),
        TableColumn(_("notes"), short="n"),
        *(TableColumn(one.name) for one in table.groups),
        *rest,
        TableColumn(_("concentration"), short=_("conc.")),
    ]
    return Table(
        title=_("Themes by {what}").format(what=_one(table.by)),
        columns=tuple(columns),
        lines=(*(_line(row, bool(rest), families) for row in table.rows), _sums(table, bool(rest))),
        legend=_legend(table, bool(rest)),
    )


def _line(row: SiloRow, rest: bool, families: bool) -> TableLine:
    cells = [
        Cell(labelled(row.theme, row.title)),
        number(row.notes),
        *(_cell(cell) for cell in row.cells),
        *([number(row.elsewhere)] if rest else []),
        _concentrated(row.concentration),
    ]
    return TableLine(tuple(cells), group(row.theme, row.family, families))


def _sums(table: SiloTable, rest: bool) -> TableLine:
    return TableLine(
        (
            Cell(_("all notes")),
            Cell(""),
            *(number(one.notes, one.rounded) for one in table.groups),
            *([Cell("")] if rest else []),
            Cell(""),
        )
    )


def _cell(cell: SiloCell) -> Cell:
    if cell.notes is None or cell.residual is None:
        return number(cell.notes, cell.rounded)
    tone, mark = _standing(cell.residual)
    if not cell.notes and tone is Tone.PLAIN:
        tone = Tone.NONE
    hint = _("expected {expected}, residual {residual}").format(
        expected=decimal(f"{cell.expected:.1f}"), residual=decimal(f"{cell.residual:+.1f}")
    )
    return Cell(f"{number(cell.notes, cell.rounded).text}{mark}", tone, hint=hint)


def _standing(residual: float) -> tuple[Tone, str]:
    """Give the tone and the mark of a residual."""
    if residual >= NOTABLE:
        return (Tone.MUCH_MORE, "▲▲") if residual >= STRONG else (Tone.MORE, "▲")
    if residual <= -NOTABLE:
        return (Tone.MUCH_LESS, "▼▼") if residual <= -STRONG else (Tone.LESS, "▼")
    return Tone.PLAIN, ""


def _concentrated(value: float | None) -> Cell:
    return Cell(HIDDEN, Tone.HIDDEN) if value is None else Cell(decimal(f"{value:.2f}"), bar=(value,))


def _legend(table: SiloTable, rest: bool) -> tuple[str, ...]:
    lines = [
        _(
            "▲ more notes than expected, ▼ fewer (adjusted residual of 2 or more; doubled: 3 or more). A reading aid, "
            "not a test: notes of one speaker hang together."
        ),
        _(
            "concentration: 0 as if {units} fell to the {groups} by chance, below 0 more even than that, 1 all in one "
            "(index of Ellison and Glaeser)"
        ).format(units=_("speakers") if table.by in VOICED else _("notes"), groups=_many(table.by)),
    ]
    if rest:
        lines.append(_("elsewhere: by nobody who may be named, or in a cell that is not shown"))
    lines += kept_back(table.hidden)
    if table.left_out:
        left = {"count": table.left_out, "groups": _many(table.by)}
        lines.append(_("{count} {groups} have no column: they are kept back as a whole").format(**left))
    return tuple(lines)


def _lists(found: Findings) -> tuple[WordList, ...]:
    many, few, one = _many(found.by_many), _many(found.by_few), _one(found.by_few)
    return (
        _words(
            _("Raised by many, owned by none"),
            _("At least half of the {groups} raise it; none has half of its notes, or far more than expected.").format(
                groups=many
            ),
            [_owned_by_none(each, many) for each in found.owned_by_none],
        ),
        _words(
            _("Raised by one {group} only").format(group=one),
            _("Three notes or more, all of one {group}.").format(group=one),
            [f"{_theme(each)}: {each.groups[0]}, {notes(each.notes[0], each.rounded[0])}" for each in found.one_only],
        ),
        _words(
            _("Shared by {groups} that do not mention each other").format(groups=few),
            _("Each has three notes or more of it, and none of those names another of them."),
            [_silent(each) for each in found.silent_neighbours],
        ),
        _words(
            _("Absent where expected"),
            _("By their share in all notes, three notes or more might be expected of these {groups}.").format(
                groups=many
            ),
            [_absent(each) for each in found.absent],
        ),
    )


def _words(title: str, intro: str, items: list[str]) -> WordList:
    more = len(items) - _LONGEST
    rest = [_("and {count} more").format(count=more)] if more > 0 else []
    return WordList(title=title, intro=intro, items=(*items[:_LONGEST], *rest), nothing=_("None."))


def _theme(found: ViewFinding) -> str:
    return labelled(found.theme, found.title)


def _owned_by_none(found: ViewFinding, many: str) -> str:
    said = _("{theme}: {count} {groups}").format(theme=_theme(found), count=found.heard, groups=many)
    if not found.groups:
        return said
    largest = _("the largest is {group} with {notes}").format(
        group=found.groups[0], notes=notes(found.notes[0], found.rounded[0])
    )
    return f"{said}, {largest}"


def _silent(found: ViewFinding) -> str:
    counts = (number(*count).text for count in zip(found.notes, found.rounded, strict=True))
    each = [f"{name} ({count})" for name, count in zip(found.groups, counts, strict=True)]
    more = len(each) - _NAMED
    rest = [_("and {count} more").format(count=more)] if more > 0 else []
    return f"{_theme(found)}: {', '.join([*each[:_NAMED], *rest])}"


def _absent(found: ViewFinding) -> str:
    there = notes(found.notes[0]) if found.notes[0] else _("no notes")
    return _("{group} on {theme}: {there}, expected {expected:.0f}").format(
        group=found.groups[0], theme=_theme(found), there=there, expected=found.weight
    )
