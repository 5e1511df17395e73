"""The two lists of the editors' room: the parts on the left, on the right what the cursor is on or was asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from kennis.locale import _
from kennis.nouns import WaitingProposal
from kennis.nouns.outline_room import ChapterLine, OutlineView, PassageLine, SectionLine
from kennis.tui.outline_room import change_rows, check_rows, part_rows, passage_rows
from kennis.tui.outline_room.outline_model import Holder, OutlineModel, PartLine
from kennis.tui.shared.command_table import Where
from kennis.tui.shared.list_item import ListItem

if TYPE_CHECKING:
    from kennis.tui.outline_room.screen import OutlineScreen

_ON_PARTS = (Where.PARTS, Where.OUTLINE)
_ON_PASSAGES = (Where.PASSAGES, Where.PARTS, Where.OUTLINE)
_ON_CHANGES = (Where.CHANGES, Where.OUTLINE)


class PartSort(Enum):
    """What sort of thing stands on the right."""

    PART = "part"
    CHECK = "check"
    UNUSED = "unused"
    VERSIONS = "versions"
    DIFFERENCES = "differences"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class PartSubject:
    """What stands on the right; `item` names it where there are several of its sort."""

    sort: PartSort
    item: str = ""


class PartLists:
    """Fills both lists, and knows what the cursor is on; `proposing` says that proposals stand on the left."""

    def __init__(self, screen: "OutlineScreen", model: OutlineModel) -> None:
        self._screen, self._model = screen, model
        self.subject = PartSubject(PartSort.PART)
        self.proposing = False
        self._folded: set[str] = set()
        self._part_before = ""  # the cursor goes back to it after the proposals

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the person is, as the keys at the bottom are chosen by it.

        Among notes that stand nowhere, versions and proposals there is no passage to write.
        """
        if self._screen.on_right:
            passages = self.subject.sort in (PartSort.PART, PartSort.CHECK)
            return _ON_PASSAGES if passages else (Where.OUTLINE,)
        return _ON_CHANGES if self.proposing else _ON_PARTS

    @property
    def key_places(self) -> tuple[Where, ...]:
        """Whose keys work in the lists; what stands first goes before."""
        return (*((Where.CHANGES,) if self.proposing else ()), *_ON_PASSAGES)

    def list_parts(self, part: str = "") -> None:
        """List the parts on the left; the cursor goes to one, or what holds it, else stays."""
        if self._model.view is None:
            return
        while part and isinstance(self._model.parts.get(part), PassageLine):
            holder = self._model.holder_of(part)
            part = holder.part.id if holder else ""
        holder = self._model.holder_of(part) if part else None
        if holder is not None:
            self._folded.discard(holder.part.id)
        key = part_rows.key_of(part) if part else self._nearest_before()
        waiting = {one.proposal.part for one in self._model.waiting}
        self._screen.left.fill(part_rows.items(self._model.view, self._folded, waiting), key, True)

    def _nearest_before(self) -> str:
        """Give where the cursor is to stand if its part is no longer there: what stood nearest before it."""
        left, parts = self._screen.left, self._model.parts
        before = [one.key for one in left.items[: left.at + 1] if one.key.removeprefix("part:") in parts]
        return before[-1] if before else ""

    def folded(self, chapter: ChapterLine) -> bool:
        """Say whether the sections of a chapter are left out."""
        return chapter.part.id in self._folded

    def fold(self, chapter: ChapterLine, folded: bool) -> None:
        """Leave the sections of a chapter out, or list them again."""
        (self._folded.add if folded else self._folded.discard)(chapter.part.id)
        self.list_parts()

    def list_changes(self) -> None:
        """Show on the left that other proposals wait: list them, or mark the parts that they are for."""
        if self.proposing:
            self._screen.left.fill(change_rows.items(self._model.waiting), again=True)
            self.follow()
        else:
            self.list_parts()

    def show_proposals(self) -> None:
        """List the proposals on the left instead of the parts."""
        item = self._screen.left.item
        self._part_before = item.key.removeprefix("part:") if item else ""
        self.proposing = True
        self._screen.left.fill(change_rows.items(self._model.waiting))
        self._screen.set_focus(self._screen.left)
        self._screen.set_keys()
        self.follow()

    def leave_proposals(self) -> None:
        """List the parts again where proposals were listed."""
        if self.proposing:
            self.proposing = False
            self._screen.left.fill([])
            self.list_parts(self._part_before if self._part_before in self._model.parts else "")
            self._screen.set_focus(self._screen.left)
            self._screen.set_keys()
            self.follow()

    def go_to(self, part: str) -> None:
        """Show a part where it stands; the cursor goes to it if it is a passage."""
        self.proposing = False
        self.subject = PartSubject(PartSort.PART)
        self._screen.set_keys()
        self.list_parts(part)
        self.fill_right(f"passage:{part}")
        passage = isinstance(self._model.parts.get(part), PassageLine)
        self._screen.set_focus(self._screen.right if passage else self._screen.left)

    def follow(self) -> None:
        """Show on the right what the cursor on the left stands on."""
        self.show(PartSubject(PartSort.PROPOSAL if self.proposing else PartSort.PART))

    def show(self, subject: PartSubject, key: str = "") -> None:
        """Show something on the right."""
        self.subject = subject
        self.fill_right(key)
        self._screen.set_keys()

    def fill_right(self, key: str = "", again: bool = False) -> None:
        """Show on the right what stands there, the cursor on the item of a name, or where it was."""
        if self._model.view is None:
            return
        items = list(self._items(self._model.view))
        known = key if any(one.key == key for one in items) else ""
        self._screen.right.fill(items, known, again=again and not known)
        if self._screen.on_right:
            self._screen.right.bring()

    def _items(self, view: OutlineView) -> Iterator[ListItem]:
        match self.subject.sort:
            case PartSort.PART:
                return self._part_items(view)
            case PartSort.CHECK:
                return check_rows.show(self._model.remarks, self._model.parts)
            case PartSort.UNUSED:
                return passage_rows.unused(view)
            case PartSort.VERSIONS:
                return change_rows.versions(self._model.editions)
            case PartSort.DIFFERENCES:
                return change_rows.differences(self._model.comparison) if self._model.comparison else iter(())
            case PartSort.PROPOSAL:
                one = self._proposal_on_left()
                return change_rows.show(one, self._model.parts) if one else iter(())

    def _part_items(self, view: OutlineView) -> Iterator[ListItem]:
        if not view.chapters:
            return passage_rows.nothing()
        match self.part_on_left():
            case ChapterLine() as one:
                return passage_rows.chapter(one)
            case SectionLine() as one:
                return passage_rows.section(one)
            case None:
                return iter(())

    def _proposal_on_left(self) -> WaitingProposal | None:
        item = self._screen.left.item
        return item.of if item is not None and isinstance(item.of, WaitingProposal) else None

    def part_on_left(self) -> Holder | None:
        """Give the part under the cursor on the left, as it stands now; None among proposals."""
        item = self._screen.left.item
        found = self._model.parts.get(item.key.removeprefix("part:")) if item else None
        return None if isinstance(found, PassageLine) else found

    def on_right(self) -> object:
        """Give what the cursor on the right stands on, for whom is there; else None."""
        item = self._screen.right.item if self._screen.on_right else None
        return item.of if item is not None else None

    def here(self) -> PartLine | None:
        """Give the part under the cursor where the person is; says so where there is none."""
        there = self.on_right()
        found: PartLine | None = None
        if isinstance(there, PassageLine | SectionLine):
            found = there
        elif not self._screen.on_right or (self.subject.sort is PartSort.PART and self._screen.right.item is None):
            found = self.part_on_left()
        if found is None:
            self._screen.tell(_("choose a part of the outline first"))
        return found

    def passage_here(self) -> PassageLine | None:
        """Give the passage under the cursor; says so where there is none."""
        there = self.on_right()
        if isinstance(there, PassageLine):
            return there
        self._screen.tell(_("choose a passage first: → or Tab goes to the passages"))
        return None
