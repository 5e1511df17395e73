"""The versions of the outline: the first one built, all of them listed and compared, undo and redo."""

from typing import TYPE_CHECKING

from kennis.locale import _
from kennis.nouns import Edition
from kennis.tui.outline_room.outline_events import DifferencesCame, EditionsCame
from kennis.tui.outline_room.outline_model import Comparison, OutlineModel
from kennis.tui.outline_room.part_lists import PartLists, PartSort, PartSubject

if TYPE_CHECKING:
    from kennis.tui.outline_room.screen import OutlineScreen


class VersionActions:
    """The commands for versions."""

    def __init__(self, screen: "OutlineScreen", model: OutlineModel, lists: PartLists) -> None:
        self._screen, self._model, self._lists = screen, model, lists

    def read(self) -> None:
        """Have the versions read."""
        self._screen.ask(self._screen.outline_worker.editions)

    def show(self, message: EditionsCame) -> None:
        """List the versions, where there are any."""
        if not message.editions:
            self._screen.tell(_("there is no outline yet; b builds it"))
            return
        self._model.editions = message.editions
        self._lists.leave_proposals()
        self._lists.show(PartSubject(PartSort.VERSIONS))
        self._screen.set_focus(self._screen.right)

    def compare(self) -> None:
        """Have it found out what differs from the version under the cursor."""
        edition = self._lists.on_right()
        if isinstance(edition, Edition):
            self._screen.ask(lambda: self._screen.outline_worker.compare(edition))

    def show_differences(self, message: DifferencesCame) -> None:
        """Show what differs between a version and the present outline."""
        self._model.comparison = Comparison(message.edition, message.differences)
        self._lists.show(PartSubject(PartSort.DIFFERENCES, str(message.edition.number)))

    def build(self) -> None:
        """Build the first outline."""
        if self._model.chapters:
            self._screen.tell(_("there is an outline already; v shows what is new in themes and notes"))
        else:
            self._screen.edit(lambda outline: outline.build())

    def undo(self) -> None:
        """Undo the last edit."""
        self._screen.edit(lambda outline: outline.undo(), direction=-1)

    def redo(self) -> None:
        """Do again what was undone."""
        self._screen.edit(lambda outline: outline.redo(), direction=1)
