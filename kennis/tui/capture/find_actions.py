"""Looking for notes in the session: words as they are typed, a filter, a time."""

from typing import TYPE_CHECKING

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Kind
from kennis.reading import entry_edits
from kennis.reading.note_filter import Filter, at_time, matches
from kennis.tui.capture.find_bar import FindBar, FindSort
from kennis.tui.capture.session_model import SessionModel
from kennis.tui.shared import wording
from kennis.tui.shared.form_fields import LineField

if TYPE_CHECKING:
    from kennis.tui.capture.screen import CaptureScreen


class FindActions:
    """The commands to look with; `filtered` is the filter that stays when the line to look with is closed."""

    def __init__(self, screen: "CaptureScreen") -> None:
        self._screen, self._state = screen, screen.state
        self.filtered = ""
        self._before = ""  # what was selected before
        self._last: tuple[str, list[str]] = ("", [])  # the words looked for last, and what was found
        self._looked: tuple[FindSort, str] | None = None

    async def find(self) -> None:
        """Find words while they are typed."""
        await self._open_bar(FindSort.FIND)

    async def filter(self) -> None:
        """Show only some notes."""
        await self._open_bar(FindSort.FILTER, self.filtered)

    async def jump(self) -> None:
        """Go to a time."""
        await self._open_bar(FindSort.JUMP)

    async def _open_bar(self, sort: FindSort, text: str = "") -> None:
        screen = self._screen
        if self._state.model is None or screen.query(FindBar):
            return
        self._before, self._last, self._looked = screen.stream.selected, ("", []), None
        screen.footer.display = False
        bar = FindBar(sort, text)
        await screen.mount(bar)
        screen.set_focus(bar.query_one(LineField))

    def typed(self, message: FindBar.Typed) -> None:
        """Show what holds the words, or passes the filter, as it stands now."""
        narrower = message.sort is FindSort.FIND and self._last[0] and message.text.startswith(self._last[0])
        self._look_for(message.sort, message.text, self._last[1] if narrower else None)

    def _look_for(self, sort: FindSort, text: str, among: list[str] | None = None, stay: bool = False) -> None:
        """Show the notes that are looked for; `among` the ones where they must be, else all."""
        model, stream = self._state.model, self._screen.stream
        if model is None or sort is FindSort.JUMP:
            return
        self._looked = (sort, text)
        wanted = as_filter(text) if sort is FindSort.FILTER else Filter(words=text)
        found = _matching(model, wanted, model.ids if among is None else among) if text.strip() else None
        self._last = (text, found or []) if found is not None else ("", [])
        stream.choose(found, stay=stay and (found is None or stream.selected in found))
        for bar in self._screen.query(FindBar):
            bar.count("" if found is None else _("{count} found").format(count=len(found)))

    def moved(self, message: FindBar.Moved) -> None:
        """Go through what was found."""
        stream = self._screen.stream
        place = stream.ids.index(stream.selected) if stream.selected in stream.ids else -1
        if 0 <= place + message.steps < len(stream.ids):
            stream.move(message.steps)

    def ended(self, message: FindBar.Ended) -> None:
        """Go to what was found, keep the filter, or go back to where the person was."""
        model, stream = self._state.model, self._screen.stream
        if model is None:
            return
        if message.sort is FindSort.JUMP and message.taken:
            self._go_to_time(model, message.text)
        elif message.sort is FindSort.FILTER:
            self._keep_filter(message.text if message.taken else "")
        elif message.taken and stream.selected:
            self._go(stream.selected)
        else:
            stream.choose(None)
            stream.select(self._before)
            self._close_bar()

    def _go_to_time(self, model: SessionModel, text: str) -> None:
        try:
            place = at_time(model.notes, text)
        except InputError as error:
            self._screen.query_one(FindBar).count(str(error))
        else:
            self._go(model.ids[place] if model.count else "")

    def _keep_filter(self, text: str) -> None:
        stream = self._screen.stream
        self.filtered = text.strip()
        stream.choose(list(stream.ids) if self.filtered else None)
        stream.select("")
        self._close_bar()
        if self.filtered:
            said = _("only {what} is shown; Esc shows all again")
            self._screen.tell(said.format(what=wording.shown(self.filtered)))

    def _go(self, note: str) -> None:
        """Show all notes again, this one selected; what is typed goes on in the field until the list is gone to."""
        self.filtered = ""
        self._screen.stream.choose(None)
        self._close_bar()
        self._screen.stream.centre(note)

    def _close_bar(self) -> None:
        self._screen.query(FindBar).remove()
        self._screen.footer.display = True
        self._count()
        self._screen.set_focus(self._screen.entry)

    def update(self) -> None:
        """Take up in what is looked for, or the filter, what came in meanwhile."""
        model, looking = self._state.model, bool(self._screen.query(FindBar))
        if self._looked and looking:
            self._look_for(*self._looked, stay=True)
        elif self.filtered and model and not looking:
            self._screen.stream.choose(_matching(model, as_filter(self.filtered), model.ids), stay=True)
        self._count()

    def show_all(self) -> None:
        """Show all notes again, where only some are shown."""
        if self.filtered:
            self.filtered = ""
            self._screen.stream.choose(None)
            self._screen.redraw()

    def _count(self) -> None:
        header, model = self._screen.header, self._state.model
        header.shown = f"{len(self._screen.stream.ids)}/{model.count}" if self.filtered and model else ""
        header.refresh()


def _matching(model: SessionModel, wanted: Filter, among: list[str]) -> list[str]:
    return [name for name in among if matches(model[name], wanted)]


def as_filter(text: str) -> Filter:
    """Read a filter as an entry is read: a mark for the kind, @speaker, #tag, and words."""
    entry = entry_edits.typed(text.replace("“", '"') + " ")
    kind = entry.kind if entry.kind is not Kind.OBSERVATION else None
    return Filter(kind, entry.speaker, entry.tags[0] if entry.tags else "", entry.text)
