"""Going through the outline: up and down, into a part and back, folding, checking, notes that stand nowhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from textual import on

from kennis.locale import _
from kennis.nouns.editors_room import BookView, ChapterLine, PassageLine, SectionLine, UnusedNote
from kennis.tui.editing import Editing
from kennis.tui.proofs import BookCame, WaitingCame
from kennis.tui.screens.outline.frame import OutlineFrame, PartLine
from kennis.tui.slips import Slips
from kennis.tui.widgets import part_rows, passage_rows
from kennis.tui.widgets.items import Item
from kennis.tui.widgets.outline_header import Tally
from kennis.tui.widgets.roll import Roll


class Sort(Enum):
    """What sort of thing stands on the right."""

    PART = "part"
    CHECK = "check"
    UNUSED = "unused"
    VERSIONS = "versions"
    DIFFERENCES = "differences"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class Subject:
    """What stands on the right; `item` names it where there are several of its sort."""

    sort: Sort
    item: str = ""


class Browsing(OutlineFrame):
    """The commands to move with; `adding` are the parts there were before one was added, which the cursor goes to."""

    def __init__(self, begin: Callable[[], Editing], slips: Slips) -> None:
        super().__init__(begin, slips)
        self.subject = Subject(Sort.PART)
        self.folded: set[str] = set()
        self.adding: frozenset[str] | None = None

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

    @on(BookCame)
    def _came(self, message: BookCame) -> None:
        first, self.view = self.view is None, message.view
        self.header.view = message.view
        self.header.refresh()
        self.query_one(Tally).put(message.view)
        new = self._new()
        if not self.proposing:
            self.list_parts(new)
        if self.subject.sort is Sort.VERSIONS:
            self.worker.ask(self.typesetter.editions)
        self.fill_right(f"passage:{new}" if new else "", again=True)
        if first:
            self.begun()

    def _new(self) -> str:
        """Give the part that was added, of which the passages are shown; empty where none was."""
        before, self.adding = self.adding, None
        return next((one for one in self.parts if before is not None and one not in before), "")

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

    @on(Roll.Moved)
    def _moved(self, message: Roll.Moved) -> None:
        if message.roll is self.left and not self.proposing:
            self.show_part()

    def show_part(self) -> None:
        """Show on the right what the cursor on the left stands on."""
        self.show_subject(Subject(Sort.PART))

    def show_subject(self, subject: Subject, key: str = "") -> None:
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

    def items(self, view: BookView) -> Iterator[Item]:
        """Give what stands on the right."""
        match self.subject.sort:
            case Sort.CHECK:
                return passage_rows.check(view)
            case Sort.UNUSED:
                return passage_rows.unused(view)
            case _:
                return self._part_items(view)

    def _part_items(self, view: BookView) -> Iterator[Item]:
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

    def here(self) -> PartLine | None:
        """Give the part under the cursor where the person is; says so where there is none."""
        item = self.right.item if self.on_right else None
        found: PartLine | None = None
        if item is not None and isinstance(item.of, PassageLine | SectionLine):
            found = item.of
        elif not self.on_right or (self.subject.sort is Sort.PART and item is None):
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

    @on(Roll.Marked)
    def _marked(self) -> None:
        self.header.marked = len(self.left.marked)
        self.header.refresh()

    @on(Roll.Clicked)
    async def _clicked(self, message: Roll.Clicked) -> None:
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
            case PassageLine() as one if self.subject.sort is Sort.CHECK:
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
        self.subject = Subject(Sort.PART)
        self.set_keys()
        self.list_parts(part)
        self.fill_right(f"passage:{part}")
        self.set_focus(self.right if isinstance(self.parts.get(part), PassageLine) else self.left)

    def action_back(self) -> None:
        """Drop the marks; else go back to the part on the left, then to the left itself."""
        if self.left.marked:
            self.left.unmark()
        elif self.subject.sort is Sort.DIFFERENCES:
            self.show_subject(Subject(Sort.VERSIONS), f"version:{self.subject.item}")
        elif self.proposing:
            self.leave_proposals()
        elif self.subject.sort is not Sort.PART:
            self.show_part()
            self.set_focus(self.left)
        elif self.on_right:
            self.set_focus(self.left)
        else:
            self.tell("")

    def leave_proposals(self) -> None:
        """Show the outline again."""

    def action_check(self) -> None:
        """Show what will not be printed."""
        self._look_at(Sort.CHECK)

    def action_unused(self) -> None:
        """Show the notes that stand nowhere."""
        self._look_at(Sort.UNUSED)

    def _look_at(self, sort: Sort) -> None:
        if self.view is None or not self.view.chapters:
            self.tell(_("there is no outline yet; b builds it"))
            return
        self.leave_proposals()
        self.show_subject(Subject(sort))
        self.set_focus(self.right)
