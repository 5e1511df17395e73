"""A long list of things of different heights with a cursor and marks: only what is in sight is laid out and drawn."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kennis.tui.shared import key_order
from kennis.tui.shared.list_item import ListItem, place_of, stop_near
from kennis.tui.shared.note_lines import Row
from kennis.tui.shared.rows_in_sight import RowsInSight

_GUTTER = 2  # columns before the rows
_BAR = 1  # column of the scroll bar
_LEAST = 4  # columns; in fewer nothing is drawn; set by hand
_WHEEL = 3  # rows for a notch of the wheel; set by hand


class Drawn(Widget, can_focus=True):
    """A list of which only the rows in sight are drawn; `COLOURS` begins the names of its component classes."""

    COLOURS: ClassVar[str]

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._styles: dict[tuple[str, str], Style] = {}

    @abstractmethod
    def scroll_rows(self, count: int) -> None:
        """Move the view by rows, and leave what is selected."""

    def notify_style_update(self) -> None:
        """Forget the colours: the theme changed."""
        self._styles.clear()
        super().notify_style_update()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the view back."""
        event.stop()
        self.scroll_rows(-_WHEEL)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the view on."""
        event.stop()
        self.scroll_rows(_WHEEL)

    def paint(self, role: str, ground: str = "") -> Style:
        """Give the style of a role, on a ground where one is given; each is worked out once."""
        if (role, ground) not in self._styles:
            style = self.rich_style
            for name in filter(None, (role, ground)):
                style += self.get_component_rich_style(f"{self.COLOURS}--{name}", partial=True)
            self._styles[role, ground] = style
        return self._styles[role, ground]


class VirtualList(Drawn):
    """A list to go through; the screen fills it, and does what its keys mean."""

    COLOURS = "virtual-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "virtual-list--title",
        "virtual-list--text",
        "virtual-list--muted",
        "virtual-list--mark",
        "virtual-list--flag",
        "virtual-list--good",
        "virtual-list--found",
        "virtual-list--selected",
        "virtual-list--here",
        "virtual-list--bar",
    }
    DEFAULT_CSS = """
    VirtualList .virtual-list--title { color: $foreground; text-style: bold; }
    VirtualList .virtual-list--text { color: $foreground; }
    VirtualList .virtual-list--muted { color: $text-muted; }
    VirtualList .virtual-list--mark { color: $accent; text-style: bold; }
    VirtualList .virtual-list--flag { color: $warning; text-style: bold; }
    VirtualList .virtual-list--good { color: $secondary; }
    VirtualList .virtual-list--found { color: $foreground; text-style: bold underline; }
    VirtualList .virtual-list--selected { background: $panel; }
    VirtualList .virtual-list--here { background: $input-selection-background; }
    VirtualList .virtual-list--bar { color: $text-muted; }
    """

    class Moved(Message):
        """The cursor stands on another item."""

        def __init__(self, of: "VirtualList") -> None:
            super().__init__()
            self.list = of

    class Marked(Message):
        """What is marked changed."""

    class Clicked(Message):
        """The person clicked on the item under the cursor; `again` where it stood there already."""

        def __init__(self, of: "VirtualList", again: bool) -> None:
            super().__init__()
            self.list, self.again = of, again

    def __init__(self, name: str, edge: bool = False) -> None:
        super().__init__(name)
        self.meanings: dict[str, str] = {}
        self.marked: set[str] = set()
        self._view = RowsInSight(self._rows)
        self._edge = edge
        self._items: Sequence[ListItem] = ()
        self._laid: dict[int, tuple[bool, Sequence[Row]]] = {}
        self._sight: list[tuple[int, int, Row]] | None = None
        self._anchor = ""
        self.at = -1

    @property
    def items(self) -> Sequence[ListItem]:
        """What is listed."""
        return self._items

    @property
    def item(self) -> ListItem | None:
        """The item under the cursor."""
        return self._items[self.at] if 0 <= self.at < len(self._items) else None

    @property
    def chosen(self) -> list[ListItem]:
        """The marked items, else the one under the cursor if it can be marked."""
        marked = [one for one in self._items if one.key in self.marked]
        here = [self.item] if self.item is not None and self.item.marks else []
        return marked or here

    def fill(self, items: Sequence[ListItem], key: str = "", again: bool = False) -> None:
        """List other items, the cursor on that of a name; `again` keeps cursor, marks and view where they were."""
        before, place = self.item, self.at
        self._items = items
        self._view.count = len(items)
        wanted = key or (before.key if again and before else "")
        found = place_of(items, wanted)
        if not again:
            self._view.top = (0, 0)
        if found is None:
            found = stop_near(self._items, place if again else 0)
        self.at = found
        self.marked &= {one.key for one in items} if again else set()
        self.post_message(self.Marked())
        self._forget()
        if again or key:
            self.bring()
        else:
            self.redraw()

    def move(self, steps: int) -> None:
        """Go so many stops on, or back; at the first one the list's start comes into sight."""
        stops = [at for at, one in enumerate(self._items) if one.stop] if abs(steps) > 1 else ()
        if stops:
            here = next((n for n, at in enumerate(stops) if at >= self.at), len(stops) - 1)
            self.go(stops[max(0, min(here + steps, len(stops) - 1))])
            return
        at = self.at + steps
        while 0 <= at < len(self._items) and not self._items[at].stop:
            at += steps
        if 0 <= at < len(self._items):
            self.go(at)
        else:
            self.scroll_rows(steps)

    def turn(self, pages: int) -> None:
        """Go about a screenful on, or back."""
        seen = {at for at, _row, _pieces in self._in_sight() if at >= 0 and self._items[at].stop}
        before = self.at
        self.move(pages * max(len(seen) - 1, 1))
        if self.at == before:
            self.scroll_rows(pages * max(self.size.height - 1, 1))

    def edge(self, end: int) -> None:
        """Go to the first stop, or the last."""
        self.go(stop_near(self._items, len(self._items) - 1 if end else 0))

    def go(self, at: int) -> None:
        """Put the cursor on an item."""
        if at != self.at:
            self.at = at
            self.post_message(self.Moved(self))
        self.bring()

    def find(self, key: str) -> bool:
        """Put the cursor on the item of a name; False where there is none."""
        place = place_of(self._items, key)
        if place is not None:
            self.go(place)
        return place is not None

    def mark(self, steps: int = 0) -> None:
        """Mark what is under the cursor; without steps take the mark off where it is, else go on."""
        item = self.item
        if item is not None and item.marks:
            if not steps and item.key in self.marked:
                self.marked.discard(item.key)
            else:
                self.marked.add(item.key)
                self._anchor = item.key
        self.move(steps or 1)
        self._marks_changed()

    def mark_to(self) -> None:
        """Mark all from the item that was marked last to the one under the cursor."""
        keys = [one.key for one in self._items]
        start = keys.index(self._anchor) if self._anchor in keys and self._anchor in self.marked else self.at
        low, high = sorted((start, self.at))
        self.marked |= {one.key for one in self._items[low : high + 1] if one.marks}
        self._marks_changed()

    def mark_all(self) -> None:
        """Mark everything; where all is marked, nothing."""
        everything = {one.key for one in self._items if one.marks}
        self.marked = set() if self.marked == everything else everything
        self._marks_changed()

    def unmark(self) -> None:
        """Take all marks off."""
        self.marked.clear()
        self._marks_changed()

    def bring(self) -> None:
        """Bring the item under the cursor into sight; with the first one what stands above it too."""
        if self.size.height and 0 <= self.at < len(self._items):
            first = not any(one.stop for one in self._items[: self.at])
            if first:
                self._view.top = (0, 0)
            self._view.bring(self.at, self.size.height)
        self.redraw()

    def _marks_changed(self) -> None:
        self.post_message(self.Marked())
        self.redraw()

    def redraw(self) -> None:
        """Draw what is in sight anew."""
        self._sight = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        sight, width = self._in_sight(), self.size.width
        if y >= len(sight) or width < _LEAST:
            base = self.paint("")
            return Strip([Segment(" " * (width - _BAR), base), Segment(self._bar(y), self.paint("bar"))], width)
        at, place, row = sight[y]
        here = at == self.at
        ground = ("here" if self.has_focus else "selected") if here else ""
        item = self._items[at]
        cursor = ("›" if self.has_focus else "·") if here and item.stop else " "
        mark = "✓" if item.key in self.marked else " "
        gutter = f"{cursor if place == 0 else ' '}{mark if place == 0 else ' '}"
        pieces = [Segment(gutter, self.paint("mark", ground))]
        pieces += [Segment(piece.text, self.paint(piece.role, ground)) for piece in row]
        strip = Strip(pieces).adjust_cell_length(width - _BAR, self.paint("", ground))
        return Strip([*strip, Segment(self._bar(y), self.paint("bar"))], width)

    async def on_key(self, event: events.Key) -> None:
        """Do what a key means at once."""
        await key_order.run(self, event, self.meanings)

    def on_focus(self) -> None:
        """Show the cursor as one that moves; the view stays, as it may be a click that brought the focus."""
        self.redraw()

    def on_blur(self) -> None:
        """Show the cursor as one that waits."""
        self.redraw()

    def on_resize(self) -> None:
        """Lay out for the new size; the cursor stays in sight."""
        self._forget()
        self.bring()

    def scroll_rows(self, count: int) -> None:
        """Move the view by rows, and leave the cursor."""
        self._view.scroll(count, self.size.height)
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is."""
        sight = self._in_sight()
        if event.y < len(sight) and self._items[sight[event.y][0]].stop:
            before, pointed = self.at, sight[event.y][0]
            self.go(pointed)
            self.post_message(self.Clicked(self, before == pointed))

    def _bar(self, y: int) -> str:
        """Say in one column where the view stands; at the edge to the other side there is a line anyway."""
        drawn = self._view.bar(self._in_sight(), y, self.size.height)
        return "│" if self._edge and drawn == " " else drawn

    def _in_sight(self) -> list[tuple[int, int, Row]]:
        if self._sight is None:
            self._sight = self._view.sight(self.size.height)
        return self._sight

    def _rows(self, at: int) -> Sequence[Row]:
        selected = at == self.at
        known = self._laid.get(at)
        if known is None or known[0] != selected:
            known = (selected, self._items[at].rows(max(self.size.width - _GUTTER - _BAR, 1), selected) or ((),))
            self._laid[at] = known
        return known[1]

    def _forget(self) -> None:
        self._laid.clear()
        self._sight = None
