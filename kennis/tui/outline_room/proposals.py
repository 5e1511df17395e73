"""What the outline could take over from themes and notes, accepted or rejected."""

from typing import TYPE_CHECKING

from kennis.locale import _
from kennis.nouns import WaitingProposal
from kennis.tui.outline_room.outline_model import OutlineModel
from kennis.tui.outline_room.part_lists import PartLists
from kennis.tui.shared import counts_wording

if TYPE_CHECKING:
    from kennis.tui.outline_room.screen import OutlineScreen


class Proposals:
    """The commands for proposals."""

    def __init__(self, screen: "OutlineScreen", model: OutlineModel, lists: PartLists) -> None:
        self._screen, self._model, self._lists = screen, model, lists

    def show(self) -> None:
        """Show the proposals, or the outline again."""
        if self._lists.proposing:
            self._lists.leave_proposals()
        elif not self._model.chapters:
            self._screen.tell(_("there is no outline yet; b builds it"))
        else:
            self._lists.show_proposals()

    def accept(self) -> None:
        """Accept the marked proposals, or the one under the cursor."""
        if keys := self._chosen():
            self._screen.edit(lambda outline: outline.accept(keys))

    def reject(self) -> None:
        """Reject the marked proposals, or the one under the cursor."""
        if keys := self._chosen():
            self._screen.edit(lambda outline: outline.reject(keys))

    def accept_all(self) -> None:
        """Accept all that wait, after asking."""
        if not self._lists.proposing or not self._model.waiting:
            self._say_none()
            return
        keys = tuple(one.key for one in self._model.waiting)
        self._screen.confirm(
            _("Accept {proposals}?").format(proposals=counts_wording.proposals(len(keys))),
            _("All are done at once, and one Ctrl+Z undoes them all."),
            lambda: self._screen.edit(lambda outline: outline.accept(keys)),
        )

    def _chosen(self) -> tuple[str, ...]:
        """Give the keys of the marked proposals, or of the one under the cursor; says so where there is none."""
        found = tuple(item.of.key for item in self._screen.left.chosen if isinstance(item.of, WaitingProposal))
        if not found:
            self._say_none()
        return found

    def _say_none(self) -> None:
        self._screen.tell(_("there is no proposal here; v shows those that wait"))
