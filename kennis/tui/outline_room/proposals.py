"""What the outline could take over, side by side, accepted or rejected; its versions; undo and redo."""

from collections.abc import Iterator

from textual import on

from kennis.locale import _
from kennis.locale.words import edition
from kennis.nouns import Edition, OutlineDifference, WaitingProposal
from kennis.nouns.outline_room import OutlineView
from kennis.tui.outline_room import change_rows
from kennis.tui.outline_room.outline_events import DifferencesCame, EditionsCame, OutlineEdited
from kennis.tui.outline_room.part_actions import Arranging
from kennis.tui.outline_room.part_lists import PartSort, PartSubject
from kennis.tui.shared import counts_wording
from kennis.tui.shared.command_table import Where
from kennis.tui.shared.list_item import Item
from kennis.tui.shared.virtual_list import VirtualList
from kennis.tui.shared.wording import shown


class Weighing(Arranging):
    """The commands for proposals and versions."""

    _place = ""
    _editions: tuple[Edition, ...] = ()
    _differing: tuple[Edition, tuple[OutlineDifference, ...]] | None = None

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the person is; among notes that stand nowhere, versions and proposals there is no passage to write."""
        elsewhere = self.on_right and self.subject.sort not in (PartSort.PART, PartSort.CHECK)
        return (Where.OUTLINE,) if elsewhere else super().places

    def items(self, view: OutlineView) -> Iterator[Item]:
        """Give what stands on the right."""
        match self.subject.sort:
            case PartSort.PROPOSAL:
                one = self._proposal_here()
                return change_rows.show(one, self.parts) if one else iter(())
            case PartSort.VERSIONS:
                return change_rows.versions(self._editions)
            case PartSort.DIFFERENCES if self._differing is not None:
                return change_rows.differences(*self._differing)
            case _:
                return super().items(view)

    def action_proposals(self) -> None:
        """Show the proposals, or the outline again."""
        if self.proposing:
            self.leave_proposals()
            return
        if self.view is None or not self.view.chapters:
            self.tell(_("there is no outline yet; b builds it"))
            return
        item = self.left.item
        self._place = item.key.removeprefix("part:") if item else ""
        self.proposing = True
        self.left.fill(change_rows.items(self.waiting))
        self.set_focus(self.left)
        self.set_keys()
        self.show_subject(PartSubject(PartSort.PROPOSAL))

    def leave_proposals(self) -> None:
        """Show the outline again."""
        if self.proposing:
            self.proposing = False
            self.left.fill([])
            self.list_parts(self._place if self._place in self.parts else "")
            self.set_focus(self.left)
            self.set_keys()
            self.show_part()

    def changes_came(self) -> None:
        """List the proposals anew where they are listed."""
        if not self.proposing:
            super().changes_came()
            return
        self.left.fill(change_rows.items(self.waiting), again=True)
        self.show_subject(PartSubject(PartSort.PROPOSAL))

    @on(VirtualList.Moved)
    def _moved_on(self, message: VirtualList.Moved) -> None:
        if message.roll is self.left and self.proposing:
            self.show_subject(PartSubject(PartSort.PROPOSAL))

    def _proposal_here(self) -> WaitingProposal | None:
        item = self.left.item if self.proposing else None
        return item.of if item is not None and isinstance(item.of, WaitingProposal) else None

    def _chosen(self) -> tuple[str, ...]:
        found = [item.of.key for item in self.left.chosen if isinstance(item.of, WaitingProposal)]
        if not self.proposing or not found:
            self.tell(_("there is no proposal here; v shows those that wait"))
            return ()
        return tuple(found)

    def action_accept(self) -> None:
        """Accept the marked proposals, or the one under the cursor."""
        if keys := self._chosen():
            self.edit(lambda outline: outline.accept(keys))

    def action_reject(self) -> None:
        """Reject the marked proposals, or the one under the cursor."""
        if keys := self._chosen():
            self.edit(lambda outline: outline.reject(keys))

    def action_accept_all(self) -> None:
        """Accept all that wait, after asking."""
        if not self.proposing or not self.waiting:
            self.tell(_("there is no proposal here; v shows those that wait"))
            return
        keys = tuple(one.key for one in self.waiting)
        self.confirm(
            _("Accept {proposals}?").format(proposals=counts_wording.proposals(len(keys))),
            _("All are done at once, and one Ctrl+Z undoes them all."),
            lambda: self.edit(lambda outline: outline.accept(keys)),
        )

    def action_versions(self) -> None:
        """Have the versions read."""
        self.worker.ask(self.typesetter.editions)

    @on(EditionsCame)
    def _versions(self, message: EditionsCame) -> None:
        if not message.editions:
            self.tell(_("there is no outline yet; b builds it"))
            return
        self._editions = message.editions
        self.leave_proposals()
        self.show_subject(PartSubject(PartSort.VERSIONS))
        self.set_focus(self.right)

    def open_version(self) -> None:
        """Have it found out what differs from the version under the cursor."""
        item = self.right.item
        if item is not None and isinstance(item.of, Edition):
            edition = item.of
            self.worker.ask(lambda: self.typesetter.compare(edition))

    @on(DifferencesCame)
    def _differences(self, message: DifferencesCame) -> None:
        self._differing = (message.edition, message.differences)
        self.show_subject(PartSubject(PartSort.DIFFERENCES, str(message.edition.number)))

    def action_build(self) -> None:
        """Build the first outline."""
        if self.view is not None and self.view.chapters:
            self.tell(_("there is an outline already; v shows what is new in themes and notes"))
        else:
            self.edit(lambda outline: outline.build())

    def action_undo(self) -> None:
        """Undo the last edit."""
        self.edit(lambda outline: outline.undo(), turned=-1)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.edit(lambda outline: outline.redo(), turned=1)

    @on(OutlineEdited)
    def _edited(self, message: OutlineEdited) -> None:
        said = {-1: _("undone: {what}"), 0: _("{what}; Ctrl+Z undoes it"), 1: _("done again: {what}")}[message.way]
        self.tell(said.format(what=shown(edition(message.edition))))
        self.left.unmark()
