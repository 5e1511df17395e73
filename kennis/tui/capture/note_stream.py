"""The notes of a session: draws only what is in sight, so that ten thousand notes are as quick as ten."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from kennis.locale.words import consent as consent_word
from kennis.nouns import Note
from kennis.tui.capture.commands import CAPTURE
from kennis.tui.capture.session_model import SessionModel
from kennis.tui.shared import key_order, wording
from kennis.tui.shared.command_table import Where, bindings
from kennis.tui.shared.note_lines import NoteFacts, Row, rows
from kennis.tui.shared.rows_in_sight import RowsInSight, thumb
from kennis.tui.shared.virtual_list import Drawn

_REMEMBERED = 2_000  # notes whose rows are kept; set by hand
Sight = list[tuple[str, Row]]


class StreamWindow:
    """A view on notes in the order of their ids; `rows` lays one out, `top` is the first in sight and what is above.

    Without a top the end is followed.
    """

    def __init__(self, rows: Callable[[str], Sequence[Row]]) -> None:
        self.ids: Sequence[str] = ()
        self.top: tuple[str, int] | None = None
        self._view = RowsInSight(lambda at: rows(self.ids[at]))

    def place(self, name: str) -> int:
        """Give the place of a note, or of the one after it where it is not there."""
        return min(bisect_left(self.ids, name), max(len(self.ids) - 1, 0))

    def sight(self, height: int, selected: str) -> Sight:
        """Give the rows in sight, with the note of each; rows of no note where there are too few.

        Who has selected a note keeps it in sight when others add notes; else the end is followed once it is reached.
        """
        seen = self._aimed().sight(height)
        if self._view.ended(seen):
            self._keep(bool(selected))
        return [("", ())] * (height - len(seen)) + [(self.ids[at], row) for at, _place, row in seen]

    def bring(self, selected: str, height: int) -> None:
        """Move as little as needed to have a note in sight."""
        if selected in self.ids:
            self._held(height).bring(self.place(selected), height)
            self._keep()

    def centre(self, selected: str, height: int) -> None:
        """Have a note in the middle of what is in sight."""
        self.top = (selected, 0)
        self.scroll(-(height // 2), height)

    def scroll(self, count: int, height: int) -> None:
        """Move by rows."""
        self._held(height).scroll(count, height)
        self._keep()

    def _held(self, height: int) -> RowsInSight:
        """Give the view where it stands; where the end is followed, with its first row known."""
        view = self._aimed()
        if self.top is None:
            view.hold(height)
        return view

    def _aimed(self) -> RowsInSight:
        self._view.count = len(self.ids)
        self._view.top = (self.place(self.top[0]), self.top[1]) if self.top else (len(self.ids), 0)
        return self._view

    def _keep(self, held: bool = True) -> None:
        at, above = self._view.top
        self.top = (self.ids[at], above) if held and self.ids else None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A note as it was laid out, and of what."""

    note: Note
    facts: NoteFacts
    width: int
    rows: tuple[Row, ...]


class NoteStream(Drawn):
    """The notes, newest at the bottom; follows the end unless the person moved up."""

    COLOURS = "stream"
    BINDINGS = bindings(CAPTURE, Where.STREAM)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "stream--time",
        "stream--mark",
        "stream--text",
        "stream--who",
        "stream--tags",
        "stream--flag",
        "stream--selected",
        "stream--bar",
    }
    DEFAULT_CSS = """
    NoteStream { height: 1fr; }
    NoteStream .stream--time { color: $text-muted; }
    NoteStream .stream--mark { color: $accent; text-style: bold; }
    NoteStream .stream--text { color: $foreground; }
    NoteStream .stream--who { color: $text-muted; }
    NoteStream .stream--tags { color: $secondary; }
    NoteStream .stream--flag { color: $warning; text-style: bold; }
    NoteStream .stream--selected { background: $panel; }
    NoteStream .stream--bar { color: $text-muted; }
    """

    class PastEnd(Message):
        """The person moved on beyond the last note."""

    class Clicked(Message):
        """The person clicked on a note."""

    class Typed(Message):
        """The person typed or pasted a text that is no command."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__("stream")
        self._meanings = key_order.meanings(self.BINDINGS, bindings(CAPTURE, Where.ANYWHERE))
        self.model: SessionModel | None = None
        self.selected = ""
        self._chosen: list[str] | None = None
        self._window = StreamWindow(self._rows)
        self._sight: Sight | None = None
        self._drawn: dict[str, _Drawn] = {}

    @property
    def ids(self) -> Sequence[str]:
        """The ids of the notes that are shown, in order."""
        if self._chosen is not None:
            return self._chosen
        return self.model.ids if self.model else ()

    @property
    def note(self) -> Note | None:
        """The selected note."""
        return self.model[self.selected] if self.model and self.selected in self.model else None

    @property
    def following(self) -> bool:
        """Say whether the end is in sight and stays so."""
        return self._window.top is None

    def open(self, model: SessionModel) -> None:
        """Show a session from its end."""
        self.model, self.selected, self._chosen, self._window.top = model, "", None, None
        self._drawn.clear()
        self.redraw()

    def choose(self, ids: list[str] | None, stay: bool = False) -> None:
        """Show only these notes, or all; from the end, unless the view is to stay."""
        self._chosen = ids
        if stay:
            return
        self._window.top = None
        if ids is not None:
            self.selected = ids[-1] if ids else ""
        elif self.selected:
            self._bring()
        self.redraw()

    def redraw(self) -> None:
        """Draw what is in sight anew, after the notes changed."""
        if self.selected and self.model and self.selected not in self.model:
            self.selected = self._neighbour()
        self._sight = None
        self.refresh()

    def select(self, note: str) -> None:
        """Select a note and bring it into sight; the empty id selects none and follows the end again."""
        self.selected = note
        if note:
            self._bring()
        else:
            self._window.top = None
        self.redraw()

    def centre(self, note: str) -> None:
        """Select a note and have it in the middle of the view, with what was said around it."""
        self.selected = note
        if note in self.ids:
            self._window.ids = self.ids
            self._window.centre(note, self.size.height)
        self.redraw()

    def move(self, steps: int) -> None:
        """Select another note, so many further on; posts PastEnd after the last one."""
        ids = self.ids
        place = self._place(self.selected) + steps if self.selected else len(ids) - 1
        if place >= len(ids) and steps == 1:
            self.post_message(self.PastEnd())
        elif ids:
            self.select(ids[max(0, min(place, len(ids) - 1))])

    def turn(self, pages: int) -> None:
        """Select the note about a screenful on or back."""
        count = len({name for name, _row in self._in_sight() if name})
        self.move(pages * max(count - 1, 2))

    def scroll_pages(self, count: int) -> None:
        """Move the view by about a screenful, and leave what is selected."""
        self.scroll_rows(count * max(self.size.height - 1, 1))

    def scroll_rows(self, count: int) -> None:
        """Move the view by rows, without a change of what is selected."""
        self._window.ids = self.ids
        self._window.scroll(count, self.size.height)
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        sight = self._in_sight()
        width, base = self.size.width, self.paint("")
        if y >= len(sight):
            return Strip.blank(width, base)
        name, row = sight[y]
        ground = "selected" if name and name == self.selected else ""
        pieces = [Segment(piece.text, self.paint(piece.role, ground)) for piece in row]
        strip = Strip(pieces).adjust_cell_length(width - 1, self.paint("", ground))
        return Strip([*strip, Segment(self._bar(y), self.paint("bar"))], width)

    async def on_key(self, event: events.Key) -> None:
        """Do what a key means at once; a letter that means nothing is typed."""
        await key_order.run(self, event, self._meanings)
        if event.is_printable and event.character and event.key not in self._meanings:
            event.stop()
            self.post_message(self.Typed(event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Have what is pasted go where notes are typed."""
        event.stop()
        self.post_message(self.Typed(event.text))

    def on_resize(self) -> None:
        """Lay out for the new size; the note at the top stays."""
        if self.selected:
            self._bring()
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Select the note under the mouse."""
        sight = self._in_sight()
        if event.y < len(sight) and sight[event.y][0]:
            self.select(sight[event.y][0])
            self.post_message(self.Clicked())

    def _in_sight(self) -> Sight:
        if self._sight is None:
            self._window.ids = self.ids
            self._sight = self._window.sight(self.size.height, self.selected)
        return self._sight

    def _bring(self) -> None:
        if self.size.width:
            self._window.ids = self.ids
            self._window.bring(self.selected, max(self.size.height, 1))

    def _rows(self, name: str) -> tuple[Row, ...]:
        assert self.model is not None
        note, facts, width = self.model[name], self._facts(name), self.size.width - 2
        drawn = self._drawn.get(name)
        if drawn is None or drawn.note is not note or drawn.facts != facts or drawn.width != width:
            if len(self._drawn) >= _REMEMBERED:
                self._drawn.clear()
            drawn = self._drawn[name] = _Drawn(note, facts, width, rows(note, facts, width))
        return drawn.rows

    def _facts(self, name: str) -> NoteFacts:
        model = self.model
        assert model is not None
        note = model[name]
        return NoteFacts(
            who=wording.speaker(note.speaker, model.session),
            consent=consent_word(note.consent) if note.consent not in (None, model.session.consent) else "",
            label=model.label(name),
            selected=name == self.selected,
            unsaved=name in model.unsaved,
            conflict=name in model.conflicts,
            foreign=name in model.foreign,
            twin=model.label(model.twins[name]) if name in model.twins else "",
        )

    def _place(self, name: str) -> int:
        self._window.ids = self.ids
        return self._window.place(name)

    def _neighbour(self) -> str:
        return self.ids[self._place(self.selected)] if self.ids else ""

    def _bar(self, y: int) -> str:
        """Say in one column where the view stands among the notes."""
        sight = [name for name, _row in self._in_sight() if name]
        count, height = len(self.ids), self.size.height
        if not sight or height < 2:
            return " "
        first, last = self._place(sight[0]), self._place(sight[-1])
        return " " if last - first + 1 >= count else thumb(y, height, (first, last, count))
