"""Going through the room: from themes or proposals to notes and back, opening, marking."""

from kennis.nouns.themes import Memo
from kennis.nouns.themes_room import Event, LensGroup, NoteLine, ThemeLine
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.shared.virtual_list import VirtualList
from kennis.tui.themes_room.detail_requests import DetailRequests
from kennis.tui.themes_room.detail_view import DetailSubject, Sort
from kennis.tui.themes_room.memo_actions import MemoActions
from kennis.tui.themes_room.proposals import Proposals
from kennis.tui.themes_room.run_actions import RunActions
from kennis.tui.themes_room.theme_list import ThemeList


class Navigation:
    """The commands to move with."""

    def __init__(
        self,
        room: SplitScreen,
        details: DetailRequests,
        theme_list: ThemeList,
        proposals: Proposals,
        *,
        memos: MemoActions,
        runs: RunActions,
    ) -> None:
        self._room, self._details, self._theme_list, self._proposals = room, details, theme_list, proposals
        self._memos, self._runs = memos, runs

    def moved(self, message: VirtualList.Moved) -> None:
        """Show on the right what the cursor on the left came to."""
        if message.list is self._room.left:
            (self._proposals if self._proposals.listed else self._theme_list).follow()

    def clicked(self, message: VirtualList.Clicked) -> None:
        """Go to the side of a click; fold the group there, and open what was under the cursor already."""
        self._room.set_focus(message.list)
        item = message.list.item
        if item is not None and (message.again or isinstance(item.of, LensGroup)):
            self.open()

    def other_side(self) -> None:
        """Go to the other side."""
        if self._room.on_right:
            self._room.set_focus(self._room.left)
        else:
            self._go_in()

    def go_left(self) -> None:
        """Go from the notes to the themes; fold the group of a theme."""
        if self._room.on_right:
            self._room.set_focus(self._room.left)
        else:
            self._theme_list.go_out()

    def go_right(self) -> None:
        """Unfold a group; go from a theme to its notes."""
        if not self._room.on_right and not self._theme_list.go_in():
            self._go_in()

    def open(self) -> None:
        """Open what is under the cursor."""
        item, on_right = self._room.side.item, self._room.on_right
        match item.of if item else None:
            case LensGroup() as group if not on_right:
                self._theme_list.turn_fold(group.slug)
            case NoteLine() as line:
                self._open_note(line)
            case ThemeLine() as theme if on_right:
                self._theme_list.go_to(theme.theme.id)
            case Memo() as memo:
                self._memos.edit(memo)
            case Event() as event if known := self._theme_list.known(event.themes):
                self._theme_list.go_to(known)
            case _ if not on_right:
                self._go_in()

    def back(self) -> None:
        """Drop the marks; else go back."""
        if self._room.left.marked or self._room.right.marked:
            self._room.unmark()
        elif self._details.go_back():
            if self._details.wanted.sort in (Sort.THEME, Sort.LOOSE):
                self._theme_list.choose(self._details.wanted.item or None)
        elif self._room.on_right:
            self._room.set_focus(self._room.left)
        elif self._proposals.listed:
            self._proposals.leave()
        elif self._runs.running:
            self._runs.ask_to_stop()
        else:
            self._room.tell("")

    def mark_down(self) -> None:
        """Mark and go on."""
        self._room.side.mark(1)

    def mark_up(self) -> None:
        """Mark and go back."""
        self._room.side.mark(-1)

    def mark_to(self) -> None:
        """Mark from the last mark to here."""
        self._room.side.mark_to()

    def _go_in(self) -> None:
        """Go to the right side, and have what is coming there read at once."""
        self._details.hurry()
        self._room.set_focus(self._room.right)
        self._room.right.bring()

    def _open_note(self, line: NoteLine) -> None:
        """Show a note whole; what was found, and a note that is whole already, where it stands."""
        if self._details.subject.sort in (Sort.SEARCH, Sort.SIMILAR, Sort.NOTE):
            self._theme_list.go_to(line.theme, f"note:{line.note.id}")
        else:
            self._details.visit(DetailSubject(Sort.NOTE, line.note.id), line)
