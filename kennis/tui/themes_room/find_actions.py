"""Looking for notes: words and meaning, what is like a note, and how a theme came about."""

from kennis.locale import _
from kennis.nouns.search import SearchMode
from kennis.nouns.themes_room import LensGroup, NoteLine, ThemeLine
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.themes_room.detail_requests import DetailRequests
from kennis.tui.themes_room.detail_view import DetailSubject, Sort
from kennis.tui.themes_room.search_line import SearchLine


class FindActions:
    """The commands to look with; `_mode` is how was searched last."""

    def __init__(self, room: SplitScreen, details: DetailRequests) -> None:
        self._room, self._details = room, details
        self._mode = SearchMode.WORDS

    async def search(self) -> None:
        """Ask what to search for, in place of the bottom line."""
        if self._room.query(SearchLine):
            return
        self._room.footer.display = False
        bar = SearchLine(self._details.subject.item if self._details.subject.sort is Sort.SEARCH else "", self._mode)
        await self._room.mount(bar)
        self._room.set_focus(bar.line)

    def ended(self, message: SearchLine.Ended) -> None:
        """Search, or go on where the person was."""
        on_right = self._room.on_right
        self._room.query(SearchLine).remove()
        self._room.footer.display = True
        self._mode = message.mode
        if message.text.strip():
            self._room.tell(
                _("searching…")
                if message.mode is SearchMode.WORDS
                else _("searching; in meaning the first time takes long…")
            )
            self._details.visit(DetailSubject(Sort.SEARCH, message.text.strip(), message.mode))
        else:
            self._room.set_focus(self._room.right if on_right else self._room.left)

    def similar(self) -> None:
        """Show what is nearest to the note under the cursor."""
        item = self._room.right.item if self._room.on_right else None
        if item is not None and isinstance(item.of, NoteLine):
            self._details.visit(DetailSubject(Sort.SIMILAR, item.of.note.id), item.of)
        else:
            self._room.tell(_("choose a note first: → or Tab goes to the notes, Space marks several"))

    def history(self) -> None:
        """Show how the theme here came about; on a lens or beside the themes how all of them did."""
        item = self._room.side.item
        match item.of if item else None:
            case ThemeLine() as one:
                theme = one.theme.id
            case LensGroup():
                theme = ""
            case _:
                theme = self._details.theme.theme.id if self._room.on_right and self._details.theme else ""
        self._details.visit(DetailSubject(Sort.HISTORY, theme))
