"""The left side of the researcher's room: lenses or families with their themes, then loose notes and the shelf."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from kennis.locale import _
from kennis.nouns.themes_room import LensGroup, Order, Overview, ThemeLine
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.list_item import Layout, ListItem, line, saying
from kennis.tui.shared.note_lines import Piece, Row
from kennis.tui.shared.wording import shown
from kennis.tui.shared.wrapping import cut

LOOSE, SHELF, RULE = "loose", "shelf", "rule"
_BAR = 4  # columns of a bar; set by hand
_HEIGHTS = "▁▂▃▄▅▆"
_ASIDE = 34  # from this width on, what the themes are sorted by stands beside the bar; set by hand


@dataclass(frozen=True, slots=True)
class ListOptions:
    """How the themes are listed: by lens or by family, in which order, which groups are folded."""

    order: Order = Order.WEIGHT
    families: bool = False
    folded: frozenset[str] = field(default_factory=frozenset)


def items(overview: Overview, how: ListOptions) -> list[ListItem]:
    """List everything."""
    groups = families(overview) if how.families else overview.lenses
    made = [one for group in groups if group.slug or group.themes for one in _group(group, how)]
    rule = ListItem(RULE, lambda width, _selected: [line("─" * width, "muted")], stop=False)
    loose = ListItem(LOOSE, _counted(_("loose notes"), overview.loose))
    start = (
        []
        if overview.themes
        else [saying(_beginning(overview), "mark"), ListItem("space", lambda *_: [()], stop=False)]
    )
    return [*start, *made, rule, loose, ListItem(SHELF, _counted(_("shelf"), overview.shelf))]


def families(overview: Overview) -> tuple[LensGroup, ...]:
    """Group the themes by family, those with most notes first; each theme stands once."""
    every = {one.theme.id: one for group in overview.lenses for one in group.themes}
    found: dict[str, list[ThemeLine]] = {}
    for one in every.values():
        found.setdefault(one.family, []).append(one)
    ordered = sorted(found.items(), key=lambda pair: (not pair[0], -sum(one.notes for one in pair[1]), pair[0]))
    return tuple(LensGroup(name, name or _("without a family"), tuple(themes)) for name, themes in ordered)


def key_of(group: LensGroup, theme: str) -> str:
    """Give the key of a theme in a group."""
    return f"theme:{group.slug}:{theme}"


def bar(value: float) -> str:
    """Draw a figure from 0 to 1 as a small bar."""
    filled = max(0.0, min(value, 1.0)) * _BAR
    parts = [max(0.0, min(filled - place, 1.0)) for place in range(_BAR)]
    return "".join(_HEIGHTS[round(part * (len(_HEIGHTS) - 1))] for part in parts)


def _beginning(overview: Overview) -> str:
    """Say what to do first where there is no theme yet."""
    if not overview.notes:
        return _("No notes yet: F2 takes them down.")
    if overview.waiting:
        return _("No themes yet: v shows those that are proposed.")
    return _("No themes yet: r looks for them in the notes.")


def _group(group: LensGroup, how: ListOptions) -> Iterator[ListItem]:
    folded = group.slug in how.folded
    yield ListItem(f"lens:{group.slug}", _heading(group, folded), of=group)
    if not folded:
        for one in group.themes:
            yield ListItem(key_of(group, one.theme.id), _theme(one, how.order), of=one, marks=True)


def _heading(group: LensGroup, folded: bool) -> Layout:
    title = shown(group.title) if group.slug or group.title else _("without a lens")
    title = title.upper() if group.slug else title

    def rows(width: int, _selected: bool) -> Sequence[Row]:
        right = f" {len(group.themes):>3} {'▸' if folded else '▾'}"
        left = cut(title, width - cell_len(right))
        return [(Piece(_to(left, width - cell_len(right)), "title"), Piece(right, "muted"))]

    return rows


def _theme(one: ThemeLine, order: Order) -> Layout:
    def rows(width: int, selected: bool) -> Sequence[Row]:
        flags = f" ⚑{one.waiting if one.waiting > 1 else ''}" if one.waiting else ""
        new = f" +{one.suggested}" if one.suggested else ""
        count = f"{one.notes:>4} " if width >= _ASIDE else f" {one.notes:>2} "
        figure = words.fraction(one.theme.stability) if selected else bar(one.theme.stability)
        beside = _beside(one, order) if width >= _ASIDE else ""
        space = width - 1 - sum(map(cell_len, (flags, new, count, figure, beside)))
        title = _to(" " + cut(shown(one.theme.title), space), space + 1)
        return [
            (
                Piece(title, "text"),
                Piece(flags, "flag"),
                Piece(new, "good"),
                Piece(count, "muted"),
                Piece(figure, "good"),
                Piece(beside, "muted"),
            )
        ]

    return rows


def _beside(one: ThemeLine, order: Order) -> str:
    """Give what the themes are sorted by, where it is not shown anyway."""
    if order is Order.NEWEST:
        return f" {words.day(one.newest) if one.newest else '':>6}"
    if order is Order.SECTORS:
        return f" {words.sectors(one.sectors):>10}"
    return ""


def _counted(title: str, count: int) -> Layout:
    def rows(width: int, _selected: bool) -> Sequence[Row]:
        right = f" {count:>4}"
        space = width - cell_len(right)
        return [(Piece(_to(cut(title, space), space), "title"), Piece(right, "muted"))]

    return rows


def _to(text: str, width: int) -> str:
    return text + " " * max(width - cell_len(text), 0)
