"""Looking for notes: words and meaning, what is like a note, and how a theme came about."""

from textual import on

from kennis.locale import _
from kennis.nouns.search import Mode
from kennis.nouns.themes_room import LensGroup, NoteLine, ThemeLine
from kennis.tui.themes_room.detail_view import Content, DetailSubject, Sort
from kennis.tui.themes_room.proposals import Weighing
from kennis.tui.themes_room.search_line import SearchLine


class Searching(Weighing):
    """The commands to look with."""

    mode = Mode.WORDS

    async def action_search(self) -> None:
        """Ask what to search for, in place of the bottom line."""
        if self.query(SearchLine):
            return
        self.footer.display = False
        bar = SearchLine(self.subject.item if self.subject.sort is Sort.SEARCH else "", self.mode)
        await self.mount(bar)
        self.set_focus(bar.line)

    @on(SearchLine.Ended)
    def _ended(self, message: SearchLine.Ended) -> None:
        on_right = self.on_right
        self.query(SearchLine).remove()
        self.footer.display = True
        self.mode = message.mode
        if message.text.strip():
            self.tell(
                _("searching…") if message.mode is Mode.WORDS else _("searching; in meaning the first time takes long…")
            )
            self.visit(DetailSubject(Sort.SEARCH, message.text.strip(), message.mode))
        else:
            self.set_focus(self.right if on_right else self.left)

    def put(self, subject: DetailSubject, content: Content) -> None:
        """Show what was found, and no longer that it is being searched for."""
        if subject.sort is Sort.SEARCH and self.subject != subject:
            self.tell("")
        super().put(subject, content)

    def action_similar(self) -> None:
        """Show what is nearest to the note under the cursor."""
        item = self.right.item if self.on_right else None
        if item is not None and isinstance(item.of, NoteLine):
            self.visit(DetailSubject(Sort.SIMILAR, item.of.note.id), item.of)
        else:
            self.tell(_("choose a note first: → or Tab goes to the notes, Space marks several"))

    def action_history(self) -> None:
        """Show how the theme here came about; on a lens or beside the themes how all of them did."""
        item = self.side.item
        match item.of if item else None:
            case ThemeLine() as one:
                theme = one.theme.id
            case LensGroup():
                theme = ""
            case _:
                theme = self.shown_theme.theme.id if self.on_right and self.shown_theme else ""
        self.visit(DetailSubject(Sort.HISTORY, theme))
