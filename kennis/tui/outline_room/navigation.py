"""Going through the outline: up and down, into a part and back, folding, checking, notes that stand nowhere."""

from typing import TYPE_CHECKING

from kennis.locale import _
from kennis.nouns.outline_room import ChapterLine, PassageLine, SectionLine, UnusedNote
from kennis.tui.outline_room import part_rows
from kennis.tui.outline_room.outline_model import OutlineModel
from kennis.tui.outline_room.part_lists import PartLists, PartSort, PartSubject

if TYPE_CHECKING:
    from kennis.tui.outline_room.screen import OutlineScreen


class Navigation:
    """The commands to move with."""

    def __init__(self, screen: "OutlineScreen", model: OutlineModel, lists: PartLists) -> None:
        self._screen, self._model, self._lists = screen, model, lists

    def other_side(self) -> None:
        """Go to the other side."""
        self._screen.set_focus(self._screen.left if self._screen.on_right else self._screen.right)

    def go_left(self) -> None:
        """Go from the passages to the parts; fold a chapter, go from a section to its chapter."""
        one = self._lists.part_on_left()
        if self._screen.on_right:
            self._screen.set_focus(self._screen.left)
        elif isinstance(one, SectionLine):
            holder = self._model.holder_of(one.part.id)
            self._screen.left.find(part_rows.key_of(holder.part.id) if holder else "")
        elif isinstance(one, ChapterLine):
            self._lists.fold(one, True)

    def go_right(self) -> None:
        """Unfold a chapter; go from a part to its passages."""
        if self._screen.on_right:
            return
        one = self._lists.part_on_left()
        if isinstance(one, ChapterLine) and self._lists.folded(one):
            self._lists.fold(one, False)
        else:
            self._screen.set_focus(self._screen.right)

    def open(self) -> None:
        """Go into a part; write a passage."""
        if not self._screen.on_right:
            self._screen.set_focus(self._screen.right)
            return
        match self._lists.on_right():
            case SectionLine() as one:
                self._lists.go_to(one.part.id)
            case (PassageLine() | ChapterLine()) as one if self._lists.subject.sort is PartSort.CHECK:
                self._lists.go_to(one.part.id)
            case PassageLine():
                self._screen.texts.write()
            case UnusedNote():
                self._screen.tell(_("m puts it in a section"))
            case _:
                self._screen.versions.compare()

    def back(self) -> None:
        """Drop the marks; else go back to the part on the left, then to the left itself."""
        subject = self._lists.subject
        if self._screen.left.marked:
            self._screen.left.unmark()
        elif subject.sort is PartSort.DIFFERENCES:
            self._lists.show(PartSubject(PartSort.VERSIONS), f"version:{subject.item}")
        elif self._lists.proposing:
            self._lists.leave_proposals()
        elif subject.sort is not PartSort.PART:
            self._lists.follow()
            self._screen.set_focus(self._screen.left)
        elif self._screen.on_right:
            self._screen.set_focus(self._screen.left)
        else:
            self._screen.tell("")

    def check(self) -> None:
        """Show what is to be accepted or mended before an export."""
        if self._built():
            self._model.remarks = None
            self._look_at(PartSort.CHECK)
            self._screen.ask(self._screen.outline_worker.check)

    def unused(self) -> None:
        """Show the notes that stand nowhere."""
        if self._built():
            self._look_at(PartSort.UNUSED)

    def _built(self) -> bool:
        if not self._model.chapters:
            self._screen.tell(_("there is no outline yet; b builds it"))
        return bool(self._model.chapters)

    def _look_at(self, sort: PartSort) -> None:
        self._lists.leave_proposals()
        self._lists.show(PartSubject(sort))
        self._screen.set_focus(self._screen.right)
