"""What the outline could take over: a list on the left, on the right what it says beside what it would say."""

from collections.abc import Iterator, Sequence

from kennis.clean_text import clean
from kennis.locale import _
from kennis.locale.words import book_change, edition
from kennis.nouns import Edition, OutlineChange, OutlineDifference, Passage, WaitingProposal
from kennis.nouns.outline_room import ChapterLine, PassageLine, SectionLine
from kennis.tui.outline_room import outline_wording as words
from kennis.tui.outline_room.outline_model import Comparison, Parts
from kennis.tui.shared import counts_wording
from kennis.tui.shared.list_item import Layout, ListItem, heading, line, rule, saying
from kennis.tui.shared.note_lines import Row
from kennis.tui.shared.side_by_side import Columns, beside
from kennis.tui.shared.wording import shown
from kennis.tui.shared.wrapping import brief, cut

_MOST = 60  # lines of the proposal under the cursor; set by hand
_ROOM = Columns(narrow=44, lines=_MOST)
_SIGNS = {
    OutlineChange.SECTION: "+",
    OutlineChange.GAINED: "▲",
    OutlineChange.ENDED: "÷",
    OutlineChange.TITLE: "~",
    OutlineChange.TEXT: "≠",
    OutlineChange.GONE: "−",
    OutlineChange.CONTRIBUTION: "&",
}


def items(waiting: Sequence[WaitingProposal]) -> list[ListItem]:
    """List the proposals that wait."""
    none = [saying(_("Nothing is proposed: the outline knows all that themes and notes bring. v goes back."))]
    return [ListItem(key_of(one), _listed(one), of=one, marks=True) for one in waiting] or none


def key_of(one: WaitingProposal) -> str:
    """Give the key of a proposal in the list."""
    return f"change:{one.key}"


def show(one: WaitingProposal, parts: Parts) -> Iterator[ListItem]:
    """Show a proposal: what it is about, what is there beside what would be."""
    yield heading(f"{one.name} {book_change(one.proposal.change)}", "title")
    yield saying(_why(one), "text")
    if one.told:
        yield saying(_("notes: {notes}").format(notes=one.told))
    yield rule()
    yield ListItem("sides", beside(list(_now(one, parts)), list(_then(one)), _ROOM), stop=False)


def versions(editions: Sequence[Edition]) -> Iterator[ListItem]:
    """Show all versions, the newest first."""
    yield heading(_("Versions, newest first"), "title")
    yield saying(_("Enter shows what differs between one and the outline as it is now."))
    yield rule()
    for one in reversed(editions):
        yield ListItem(f"version:{one.number}", _version(one), of=one)


def differences(comparison: Comparison) -> Iterator[ListItem]:
    """Show what differs between a version and the outline as it is now."""
    found = comparison.differences
    yield heading(_("Since version {number}").format(number=comparison.edition.number), "title")
    yield saying(
        _("+ is new, − is gone, ~ has other words, → has moved; Esc goes back") if found else _("nothing differs")
    )
    yield rule()
    for place, one in enumerate(found):
        yield ListItem(f"difference:{place}", _difference(one), of=one)


def _listed(one: WaitingProposal) -> Layout:
    def rows(width: int, _selected: bool) -> Sequence[Row]:
        what = f"{_SIGNS[one.proposal.change]} {one.name} {book_change(one.proposal.change)}"
        return [line(cut(what, width), "title"), line(cut(f"  {shown(one.title)}", width), "text")]

    return rows


def _why(one: WaitingProposal) -> str:
    return {
        OutlineChange.SECTION: _("a theme has no section yet"),
        OutlineChange.GAINED: _("the themes of this section gained notes"),
        OutlineChange.ENDED: _("the theme of this section is no more: it was split, merged or retired"),
        OutlineChange.TITLE: _("the theme has another title than its section"),
        OutlineChange.TEXT: _("the note says something else than the passage"),
        OutlineChange.GONE: _("a note of this passage may no longer be printed, or is there no more"),
        OutlineChange.CONTRIBUTION: _("a partner's text stands nowhere yet"),
    }[one.proposal.change]


def _now(one: WaitingProposal, parts: Parts) -> Iterator[tuple[str, str]]:
    part = parts.get(one.proposal.part)
    match part:
        case PassageLine():
            yield words.sort(part.part), "muted"
            yield words.said(part), "text"
        case SectionLine() if one.proposal.change is OutlineChange.ENDED:
            yield shown(part.part.title), "title"
            yield shown(one.title), "text"
        case SectionLine():
            yield shown(part.part.title), "title"
            yield from ((words.said(each), "muted") for each in part.passages)
        case ChapterLine():
            yield shown(part.part.title), "title"
            yield _("no section of this theme"), "muted"


def _then(one: WaitingProposal) -> Iterator[tuple[str, str]]:
    change, section = one.proposal.change, one.proposal.section
    if section is not None:
        yield shown(section.title), "title"
        yield from _passages(section.passages)
    elif change is OutlineChange.TITLE:
        yield shown(one.proposal.title), "title"
    elif change is OutlineChange.ENDED:
        said = _("it is about the theme that came in its place") if one.proposal.themes else _("it is about no theme")
        yield said, "text"
        yield _("its passages stay as they are"), "muted"
    elif not one.proposal.passages:
        gained = change is OutlineChange.GAINED
        yield (_("no new passage; the notes count as seen") if gained else _("the passage is taken out")), "muted"
    else:
        if change is OutlineChange.GAINED or change is OutlineChange.CONTRIBUTION:
            yield _("comes in:"), "muted"
        yield from _passages(one.proposal.passages)


def _passages(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    for each in passages:
        yield words.sort(each), "muted"
        yield each.text, "text"


def _version(one: Edition) -> Layout:
    def rows(width: int, _selected: bool) -> Sequence[Row]:
        head = f"{one.number}  {counts_wording.moment(one.at)}  {shown(one.person)}"
        said = [line(part, "text") for part in brief(f"  {shown(edition(one))}", width, 2)]
        undone = [line(f"  {_('undone')}", "flag")] if one.undone else []
        return [line(cut(head, width), "mark"), *said, *undone]

    return rows


def _difference(one: OutlineDifference) -> Layout:
    def rows(width: int, selected: bool) -> Sequence[Row]:
        most = _MOST if selected else 3
        before = clean(one.before).text if one.before != one.text else ""
        was = [line(part, "muted") for part in brief(_("was: {text}").format(text=before), width, most)]
        said = [line(part, "text") for part in brief(clean(one.text).text, width, most)]
        return [line(f"{one.sign} {one.name}", "mark"), *said, *(was if before else ())]

    return rows
