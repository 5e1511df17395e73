"""What the editors' room lists: the parts on the left, on the right what the cursor is on or what was asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from textual import on

from kennis.nouns import Remark
from kennis.nouns.outline_room import ChapterLine, OutlineView, PassageLine, SectionLine
from kennis.tui.outline_room import check_rows, part_rows, passage_rows
from kennis.tui.outline_room.outline_events import CheckCame, OutlineCame, WaitingCame
from kennis.tui.outline_room.outline_header import OutlineTally
from kennis.tui.outline_room.outline_port import OutlinePort
from kennis.tui.outline_room.room_frame import OutlineFrame, PartLine
from kennis.tui.shared.dialog_drafts import DialogDrafts
from kennis.tui.shared.list_item import Item
from kennis.tui.shared.virtual_list import VirtualList


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


class Listing(OutlineFrame):
    """Both lists; `adding` are the parts there were before one was added, which the cursor goes to."""

    def __init__(self, begin: Callable[[], OutlinePort], slips: DialogDrafts) -> None:
        super().__init__(begin, slips)
        self.subject = PartSubject(PartSort.PART)
        self.folded: set[str] = set()
        self.adding: frozenset[str] | None = None
        self.remarks: tuple[Remark, ...] | None = None

    @property
    def parts(self) -> dict[str, PartLine]:
        """All parts, by id."""
        chapters = self.view.chapters if self.view else ()
        found: dict[str, PartLine] = {}
        for chapter in chapters:
            found[chapter.part.id] = chapter
            found |= {one.part.id: one for one in chapter.sections}
            found |= {one.part.id: one for one in chapter.every}
        return found

    def parent_of(self, part: str) -> ChapterLine | SectionLine | None:
        """Give what a part stands in; None for a chapter."""
        for chapter in self.view.chapters if self.view else ():
            if any(one.part.id == part for one in chapter.passages):
                return chapter
            for section in chapter.sections:
                if section.part.id == part:
                    return chapter
                if any(one.part.id == part for one in section.passages):
                    return section
        return None

    @on(OutlineCame)
    def _came(self, message: OutlineCame) -> None:
        first, self.view = self.view is None, message.view
        self.header.view = message.view
        self.header.refresh()
        self.query_one(OutlineTally).put(message.view)
        new = self._new()
        if not self.proposing:
            self.list_parts(new)
        if self.subject.sort is PartSort.VERSIONS:
            self.worker.ask(self.typesetter.editions)
        if self.subject.sort is PartSort.CHECK:
            self.worker.ask(self.typesetter.check)
        self.fill_right(f"passage:{new}" if new else "", again=True)
        if first:
            self.begun()

    def _new(self) -> str:
        """Give the part that was added, of which the passages are shown; empty where none was."""
        before, self.adding = self.adding, None
        return next((one for one in self.parts if before is not None and one not in before), "")

    @on(CheckCame)
    def _check_came(self, message: CheckCame) -> None:
        self.remarks = message.remarks
        if self.subject.sort is PartSort.CHECK:
            self.fill_right(again=True)

    @on(WaitingCame)
    def _waiting_came(self, message: WaitingCame) -> None:
        self.waiting = message.waiting
        self.header.waiting = len(message.waiting)
        self.header.refresh()
        self.changes_came()

    def changes_came(self) -> None:
        """Mark the parts that something is proposed for."""
        self.list_parts()

    def list_parts(self, part: str = "") -> None:
        """List the parts on the left; the cursor goes to one, or what holds it, else stays."""
        if self.view is None:
            return
        while part and isinstance(self.parts.get(part), PassageLine):
            holder = self.parent_of(part)
            part = holder.part.id if holder else ""
        holder = self.parent_of(part) if part else None
        if holder is not None:
            self.folded.discard(holder.part.id)
        key = part_rows.key_of(part) if part else self._still()
        self.left.fill(part_rows.items(self.view, self.folded, {one.proposal.part for one in self.waiting}), key, True)

    def _still(self) -> str:
        """Give where the cursor is to stand if its part is no longer there: what stood nearest before it."""
        at, parts = self.left.at, self.parts
        before = [one.key for one in self.left.items[: at + 1] if one.key.removeprefix("part:") in parts]
        return before[-1] if before else ""

    @on(VirtualList.Moved)
    def _moved(self, message: VirtualList.Moved) -> None:
        if message.roll is self.left and not self.proposing:
            self.show_part()

    def show_part(self) -> None:
        """Show on the right what the cursor on the left stands on."""
        self.show_subject(PartSubject(PartSort.PART))

    def show_subject(self, subject: PartSubject, key: str = "") -> None:
        """Show something on the right."""
        self.subject = subject
        self.fill_right(key)
        self.set_keys()

    def fill_right(self, key: str = "", again: bool = False) -> None:
        """Show on the right what stands there, the cursor on the item of a name, or where it was."""
        if self.view is None:
            return
        items = list(self.items(self.view))
        known = key if any(one.key == key for one in items) else ""
        self.right.fill(items, known, again=again and not known)
        if self.on_right:
            self.right.bring()

    def items(self, view: OutlineView) -> Iterator[Item]:
        """Give what stands on the right."""
        match self.subject.sort:
            case PartSort.CHECK:
                return check_rows.show(self.remarks, self.parts)
            case PartSort.UNUSED:
                return passage_rows.unused(view)
            case _:
                return self._part_items(view)

    def _part_items(self, view: OutlineView) -> Iterator[Item]:
        if not view.chapters:
            return passage_rows.nothing()
        match self.part_on_left():
            case ChapterLine() as one:
                return passage_rows.chapter(one)
            case SectionLine() as one:
                return passage_rows.section(one)
            case _:
                return iter(())

    def part_on_left(self) -> ChapterLine | SectionLine | None:
        """Give the part under the cursor on the left, as it stands now."""
        item = self.left.item
        found = self.parts.get(item.key.removeprefix("part:")) if item else None
        return found if isinstance(found, ChapterLine | SectionLine) else None
