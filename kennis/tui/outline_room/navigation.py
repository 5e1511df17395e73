"""Going through the outline: up and down, into a part and back, folding, checking, notes that stand nowhere."""

from textual import on

from kennis.locale import _
from kennis.nouns.outline_room import ChapterLine, PassageLine, SectionLine, UnusedNote
from kennis.tui.outline_room import part_rows
from kennis.tui.outline_room.part_lists import Listing, PartSort, PartSubject
from kennis.tui.outline_room.room_frame import PartLine
from kennis.tui.shared.virtual_list import VirtualList


class Browsing(Listing):
    """The commands to move with."""

    def here(self) -> PartLine | None:
        """Give the part under the cursor where the person is; says so where there is none."""
        item = self.right.item if self.on_right else None
        found: PartLine | None = None
        if item is not None and isinstance(item.of, PassageLine | SectionLine):
            found = item.of
        elif not self.on_right or (self.subject.sort is PartSort.PART and item is None):
            found = self.part_on_left() if not self.proposing else None
        if found is None:
            self.tell(_("choose a part of the outline first"))
        return found

    def passage_here(self) -> PassageLine | None:
        """Give the passage under the cursor; says so where there is none."""
        item = self.right.item if self.on_right else None
        if item is not None and isinstance(item.of, PassageLine):
            return item.of
        self.tell(_("choose a passage first: → or Tab goes to the passages"))
        return None

    @on(VirtualList.Marked)
    def _marked(self) -> None:
        self.header.marked = len(self.left.marked)
        self.header.refresh()

    @on(VirtualList.Clicked)
    async def _clicked(self, message: VirtualList.Clicked) -> None:
        self.set_focus(message.roll)
        if message.again:
            self.action_open()

    def action_other_side(self) -> None:
        """Go to the other side."""
        self.set_focus(self.left if self.on_right else self.right)

    def action_go_left(self) -> None:
        """Go from the passages to the parts; fold a chapter, go from a section to its chapter."""
        one = self.part_on_left()
        if self.on_right:
            self.set_focus(self.left)
        elif isinstance(one, SectionLine) and not self.proposing:
            holder = self.parent_of(one.part.id)
            self.left.find(part_rows.key_of(holder.part.id) if holder else "")
        elif isinstance(one, ChapterLine) and not self.proposing:
            self._fold(one, True)

    def action_go_right(self) -> None:
        """Unfold a chapter; go from a part to its passages."""
        one = self.part_on_left()
        if self.on_right:
            return
        if isinstance(one, ChapterLine) and one.part.id in self.folded and not self.proposing:
            self._fold(one, False)
        else:
            self.set_focus(self.right)

    def _fold(self, one: ChapterLine, folded: bool) -> None:
        (self.folded.add if folded else self.folded.discard)(one.part.id)
        self.list_parts()

    def action_open(self) -> None:
        """Go into a part; write a passage."""
        if not self.on_right:
            self.set_focus(self.right)
            return
        item = self.right.item
        match item.of if item else None:
            case SectionLine() as one:
                self.go_to(one.part.id)
            case (PassageLine() | ChapterLine()) as one if self.subject.sort is PartSort.CHECK:
                self.go_to(one.part.id)
            case PassageLine():
                self.write_here()
            case UnusedNote():
                self.tell(_("m puts it in a section"))
            case _:
                self.open_version()

    def write_here(self) -> None:
        """Write the passage under the cursor."""

    def open_version(self) -> None:
        """Show what differs from the version under the cursor."""

    def go_to(self, part: str) -> None:
        """Show a part where it stands; the cursor goes to it if it is a passage."""
        self.proposing = False
        self.subject = PartSubject(PartSort.PART)
        self.set_keys()
        self.list_parts(part)
        self.fill_right(f"passage:{part}")
        self.set_focus(self.right if isinstance(self.parts.get(part), PassageLine) else self.left)

    def action_back(self) -> None:
        """Drop the marks; else go back to the part on the left, then to the left itself."""
        if self.left.marked:
            self.left.unmark()
        elif self.subject.sort is PartSort.DIFFERENCES:
            self.show_subject(PartSubject(PartSort.VERSIONS), f"version:{self.subject.item}")
        elif self.proposing:
            self.leave_proposals()
        elif self.subject.sort is not PartSort.PART:
            self.show_part()
            self.set_focus(self.left)
        elif self.on_right:
            self.set_focus(self.left)
        else:
            self.tell("")

    def leave_proposals(self) -> None:
        """Show the outline again."""

    def action_check(self) -> None:
        """Show what is to be accepted or mended before an export."""
        self.remarks = None
        self._look_at(PartSort.CHECK)
        if self.subject.sort is PartSort.CHECK:
            self.worker.ask(self.typesetter.check)

    def action_unused(self) -> None:
        """Show the notes that stand nowhere."""
        self._look_at(PartSort.UNUSED)

    def _look_at(self, sort: PartSort) -> None:
        if self.view is None or not self.view.chapters:
            self.tell(_("there is no outline yet; b builds it"))
            return
        self.leave_proposals()
        self.show_subject(PartSubject(sort))
        self.set_focus(self.right)
