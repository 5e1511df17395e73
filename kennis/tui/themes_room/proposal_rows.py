"""What a run proposes: a list on the left, on the right what is beside what would be, and the notes that would move."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from kennis.locale import _
from kennis.locale.words import change
from kennis.nouns.themes import Change, Theme
from kennis.nouns.themes_room import NoteLine, ProposalView
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.list_item import Layout, ListItem, heading, line, rule, saying
from kennis.tui.shared.note_lines import Piece, Row
from kennis.tui.shared.side_by_side import Columns, beside
from kennis.tui.shared.wording import shown
from kennis.tui.shared.wrapping import cut
from kennis.tui.themes_room import note_rows
from kennis.tui.themes_room.note_rows import Manner, Names

# Columns from which on the two stand beside each other, and lines of each; set by hand.
_ROOM = Columns(narrow=36, lines=3)
_SIGNS = {
    Change.NEW: "+",
    Change.SAME: "=",
    Change.GROWN: "▲",
    Change.SHRUNK: "▼",
    Change.SPLIT: "÷",
    Change.MERGED: "&",
    Change.FADED: "○",
    Change.RENAMED: "~",
    Change.FAMILY: "⌂",
}


def items(proposals: Sequence[ProposalView], later: Sequence[int], unmet: Sequence[str]) -> list[ListItem]:
    """List the proposals that wait, those put off at the end; then what the run could not honour."""
    ordered = sorted(proposals, key=lambda one: one.proposal.position in later)
    made = [ListItem(key_of(one), _listed(one, one.proposal.position in later), of=one, marks=True) for one in ordered]
    none = [saying(_("No proposals wait. r looks for themes in new notes, R in all; v goes back."))]
    return [*(made or none), *(saying(f"! {shown(one)}", "flag") for one in unmet)]


def key_of(one: ProposalView) -> str:
    """Give the key of a proposal in the list."""
    return f"proposal:{one.proposal.position}"


def show(one: ProposalView, names: Names) -> Iterator[ListItem]:
    """Show a proposal: why, what is beside what would be, who would come, go and stay."""
    yield heading(title(one), "title")
    yield from (saying(reason, "text") for reason in one.reasons)
    yield rule()
    yield ListItem("sides", beside([*_now(one)], [*_then(one)], _ROOM), stop=False)
    yield rule()
    for part, notes in zip(one.proposal.parts, one.parted, strict=False):
        yield from _moving(_("would become {title}: {count}"), notes, names, part)
    yield from _moving(_("would join: {count}"), one.joining, names)
    yield from _moving(_("would leave: {count}"), one.leaving, names)
    yield from _moving(_("would stay: {count}"), one.staying, names)


def title(one: ProposalView) -> str:
    """Say in a line what is proposed of what."""
    called = f"{one.name} {shown(one.proposal.theme.title)}".strip()
    return f"{called}: {change(one.proposal.change)}"


def _listed(one: ProposalView, later: bool) -> Layout:
    def rows(width: int, _selected: bool) -> Sequence[Row]:
        leaving = len(one.leaving) + sum(map(len, one.parted))
        moves = " ".join(
            sign
            for count, sign in (
                (len(one.joining), f"+{len(one.joining)}"),
                (leaving, f"−{leaving}"),
            )
            if count
        )
        what = cut(
            " ".join(filter(None, (_SIGNS[one.proposal.change], one.name, change(one.proposal.change)))),
            width - cell_len(moves) - 1,
        )
        gap = " " * max(width - cell_len(what) - cell_len(moves), 1)
        below = cut(f"  {shown(one.proposal.theme.title)}{_(' (later)') if later else ''}", width)
        return [(Piece(what, "title"), Piece(gap), Piece(moves, "good")), line(below, "muted" if later else "text")]

    return rows


def _now(one: ProposalView) -> Iterator[tuple[str, str]]:
    """Say how it stands."""
    proposal = one.proposal
    if proposal.change is Change.NEW:
        yield _("no theme: loose notes, or notes of other themes"), "muted"
        return
    if proposal.change is Change.FAMILY:
        yield _("no family"), "muted"
        return
    yield shown(proposal.title_before or proposal.theme.title), "title"
    yield words.notes(proposal.before), "text"
    yield _stable(proposal.stability_before), "text"
    if proposal.change is Change.MERGED:
        yield from _parts(proposal.parts)


def _then(one: ProposalView) -> Iterator[tuple[str, str]]:
    """Say how it would be."""
    proposal = one.proposal
    if proposal.change is Change.FADED:
        yield _("no theme: its notes become loose"), "muted"
        return
    yield shown(proposal.theme.title), "title"
    if proposal.change is not Change.FAMILY:
        yield _counted(proposal.members, proposal.members - proposal.before), "text"
        yield _stable(proposal.theme.stability), "text"
        yield shown(", ".join(proposal.theme.keywords)), "muted"
    if proposal.change in (Change.SPLIT, Change.FAMILY):
        yield from _parts(proposal.parts)


def _counted(members: int, more: int) -> str:
    return f"{words.notes(members)} ({words.signed(more)})" if more else words.notes(members)


def _stable(figure: float) -> str:
    return _("stable {figure}").format(figure=words.fraction(figure))


def _parts(parts: Sequence[Theme]) -> Iterator[tuple[str, str]]:
    for part in parts:
        yield f"+ {_titled(part)}", "text"


def _titled(theme: Theme) -> str:
    return f"{theme.name} {shown(theme.title)}" if theme.number else shown(theme.title)


def _moving(said: str, notes: Sequence[NoteLine], names: Names, part: Theme | None = None) -> Iterator[ListItem]:
    if notes:
        yield heading(said.format(count=words.notes(len(notes)), title=_titled(part) if part else ""))
        yield from (note_rows.item(one, Manner(names, placed=True), said) for one in notes)
