"""Looking for notes in the session: words as they are typed, a filter, a time."""

from textual import on

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Kind
from kennis.reading import entry_edits
from kennis.reading.note_filter import Filter, at_time, matches
from kennis.tui.capture.edit_actions import Altering
from kennis.tui.capture.find_bar import FindBar, FindSort
from kennis.tui.shared import wording
from kennis.tui.shared.form_fields import Line


class Seeking(Altering):
    """The commands to look with."""

    filtered = ""
    _before = ""
    _last: tuple[str, list[str]] = ("", [])
    _looked: tuple[FindSort, str] | None = None

    async def action_find(self) -> None:
        """Find words while they are typed."""
        await self._show(FindSort.FIND)

    async def action_filter(self) -> None:
        """Show only some notes."""
        await self._show(FindSort.FILTER, self.filtered)

    async def action_jump(self) -> None:
        """Go to a time."""
        await self._show(FindSort.JUMP)

    async def _show(self, sort: FindSort, text: str = "") -> None:
        if self.page is None or self.query(FindBar):
            return
        self._before, self._last, self._looked = self.stream.selected, ("", []), None
        self.footer.display = False
        bar = FindBar(sort, text)
        await self.mount(bar)
        self.set_focus(bar.query_one(Line))

    @on(FindBar.Typed)
    def _typed(self, message: FindBar.Typed) -> None:
        narrower = message.sort is FindSort.FIND and self._last[0] and message.text.startswith(self._last[0])
        self._look_for(message.sort, message.text, self._last[1] if narrower else None)

    def _look_for(self, sort: FindSort, text: str, among: list[str] | None = None, stay: bool = False) -> None:
        """Show the notes that are looked for; `among` the ones where they must be, else all."""
        if self.page is None or sort is FindSort.JUMP:
            return
        self._looked = (sort, text)
        wanted = reading(text) if sort is FindSort.FILTER else Filter(words=text)
        base = self.page.ids if among is None else among
        found = [name for name in base if matches(self.page[name], wanted)] if text.strip() else None
        self._last = (text, found or []) if found is not None else ("", [])
        self.stream.choose(found, stay=stay and (found is None or self.stream.selected in found))
        for bar in self.query(FindBar):
            bar.count("" if found is None else _("{count} found").format(count=len(found)))

    @on(FindBar.Moved)
    def _moved_on(self, message: FindBar.Moved) -> None:
        place = self.stream.ids.index(self.stream.selected) if self.stream.selected in self.stream.ids else -1
        if 0 <= place + message.steps < len(self.stream.ids):
            self.stream.move(message.steps)

    @on(FindBar.Ended)
    def _ended(self, message: FindBar.Ended) -> None:
        page = self.page
        if page is None:
            return
        if message.sort is FindSort.JUMP and message.taken:
            try:
                place = at_time(page.notes, message.text)
            except InputError as error:
                self.query_one(FindBar).count(str(error))
                return
            self._go(page.ids[place] if page.count else "")
        elif message.sort is FindSort.FILTER:
            self._keep_filter(message.text if message.taken else "")
        elif message.taken and self.stream.selected:
            self._go(self.stream.selected)
        else:
            self.stream.choose(None)
            self.stream.select(self._before)
            self._close_bar()

    def _keep_filter(self, text: str) -> None:
        self.filtered = text.strip()
        chosen = self.stream.ids if self.filtered else None
        self.stream.choose(list(chosen) if chosen is not None else None)
        self.stream.select("")
        self._close_bar()
        if self.filtered:
            said = _("only {what} is shown; Esc shows all again")
            self.tell(said.format(what=wording.shown(self.filtered)))

    def _go(self, note: str) -> None:
        """Show all notes again, this one selected; what is typed goes on in the field until the list is gone to."""
        self.filtered = ""
        self.stream.choose(None)
        self._close_bar()
        self.stream.centre(note)

    def _close_bar(self) -> None:
        self.query(FindBar).remove()
        self.footer.display = True
        self._count()
        self.set_focus(self.entry)

    def redraw(self) -> None:
        """Take up in what is looked for, or the filter, what came in meanwhile."""
        if self._looked and self.query(FindBar):
            self._look_for(*self._looked, stay=True)
        elif self.filtered and self.page and not self.query(FindBar):
            wanted = reading(self.filtered)
            self.stream.choose([name for name in self.page.ids if matches(self.page[name], wanted)], stay=True)
        self._count()
        super().redraw()

    def action_leave(self) -> None:
        """Show all notes again, where only some are shown; else as ever."""
        if self.filtered and self.entry.has_focus and not self.writer.editing and not self.options.open:
            self.filtered = ""
            self.stream.choose(None)
            self.redraw()
            self.tell("")
        else:
            super().action_leave()

    def _count(self) -> None:
        header = self.header
        header.shown = f"{len(self.stream.ids)}/{self.page.count}" if self.filtered and self.page else ""
        header.refresh()


def reading(text: str) -> Filter:
    """Read a filter as an entry is read: a mark for the kind, @speaker, #tag, and words."""
    entry = entry_edits.typed(text.replace("“", '"') + " ")
    kind = entry.kind if entry.kind is not Kind.OBSERVATION else None
    return Filter(kind, entry.speaker, entry.tags[0] if entry.tags else "", entry.text)
