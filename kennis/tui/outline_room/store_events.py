"""What the worker read of the outline or did to it, taken into the model and shown."""

from typing import TYPE_CHECKING

from kennis.locale import _
from kennis.locale.words import edition
from kennis.tui.outline_room.outline_events import CheckCame, OutlineCame, OutlineEdited, WaitingCame
from kennis.tui.outline_room.outline_header import OutlineTally
from kennis.tui.outline_room.outline_model import OutlineModel
from kennis.tui.outline_room.part_lists import PartLists, PartSort
from kennis.tui.shared.wording import shown

if TYPE_CHECKING:
    from kennis.tui.outline_room.screen import OutlineScreen


class StoreEvents:
    """What is done with what the worker tells of the store."""

    def __init__(self, screen: "OutlineScreen", model: OutlineModel, lists: PartLists) -> None:
        self._screen, self._model, self._lists = screen, model, lists

    def outline(self, message: OutlineCame) -> None:
        """Show the outline as it stands now; the cursor goes to the part that was added."""
        first = self._model.view is None
        new = self._model.take(message.view)
        self._screen.header.view = message.view
        self._screen.header.refresh()
        self._screen.query_one(OutlineTally).put(message.view)
        if not self._lists.proposing:
            self._lists.list_parts(new)
        if self._lists.subject.sort is PartSort.VERSIONS:
            self._screen.ask(self._screen.outline_worker.editions)
        if self._lists.subject.sort is PartSort.CHECK:
            self._screen.ask(self._screen.outline_worker.check)
        self._lists.fill_right(f"passage:{new}" if new else "", again=True)
        if first:
            self._screen.texts.resume()

    def check(self, message: CheckCame) -> None:
        """Show the remarks where they were asked for."""
        self._model.remarks = message.remarks
        if self._lists.subject.sort is PartSort.CHECK:
            self._lists.fill_right(again=True)

    def waiting(self, message: WaitingCame) -> None:
        """Show what the outline could take over."""
        self._model.waiting = message.waiting
        self._screen.header.waiting = len(message.waiting)
        self._screen.header.refresh()
        self._lists.list_changes()

    def edited(self, message: OutlineEdited) -> None:
        """Say what was done."""
        said = {-1: _("undone: {what}"), 0: _("{what}; Ctrl+Z undoes it"), 1: _("done again: {what}")}
        self._screen.tell(said[message.direction].format(what=shown(edition(message.edition))))
        self._screen.left.unmark()
