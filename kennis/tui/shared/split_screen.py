"""What the rooms with two lists are made of: a line above, the lists beside each other, the keys below."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget

from kennis.locale import _
from kennis.tui.shared.clipboard_text import Selected, listed
from kennis.tui.shared.command_table import Command, do
from kennis.tui.shared.footer import Footer
from kennis.tui.shared.screen_actions import ScreenActions
from kennis.tui.shared.virtual_list import VirtualList
from kennis.tui.shared.worker_thread import StatusMessage, Unreachable, Worker

Answer = TypeVar("Answer")
_BOTH_SIDES = 60  # columns below which one side is shown at a time; set by hand
_LOW = 6  # rows below which the lines around the lists go; set by hand
_LOOK_EVERY = 2.0  # seconds between two looks at what others decided; set by hand
_YES = "yes"


class HeaderLine(Widget):
    """The line above; `reason` says why nothing can be read, and is empty while it can."""

    def __init__(self) -> None:
        super().__init__(id="header")
        self.reason = ""


class SplitScreen(Screen[None]):
    """Two lists, of which the right one shows what the left one's cursor is on; handlers own every widget change.

    `MODE` is the room's name, `SIDES` are the names of the lists, `TABLE` all that can be done, `GUIDE` the subject of
    the guide's page on the room.
    """

    MODE: ClassVar[str]
    SIDES: ClassVar[tuple[str, str]]
    TABLE: ClassVar[tuple[Command, ...]]
    GUIDE: ClassVar[str]
    ALLOW_SELECT = False  # the mouse selects what is listed, not its letters
    DEFAULT_CSS = """
    SplitScreen { background: $background; }
    SplitScreen #sides { height: 1fr; }
    SplitScreen .left { width: 3fr; min-width: 26; max-width: 48; }
    SplitScreen .right { width: 4fr; padding: 0; }
    SplitScreen.-narrow .left { width: 1fr; max-width: 100%; }
    SplitScreen.-narrow .right { width: 1fr; }
    SplitScreen.-narrow.-on-right .left, SplitScreen.-narrow.-on-left .right { display: none; }
    SplitScreen.-low #header, SplitScreen.-low Footer { display: none; }
    SplitScreen.-low Footer.-telling { display: block; max-height: 2; }
    """

    worker: Worker
    general: ScreenActions

    def __init__(self) -> None:
        super().__init__()
        self.general = ScreenActions(self, self.TABLE, self.GUIDE, self.signs)
        self._on_right = False
        self.looking = False

    def compose(self) -> ComposeResult:
        """Put the two sides between the lines above and below."""
        yield self.above()
        with Horizontal(id="sides"):
            yield from self.beside()
        yield Footer(self.TABLE, ())

    def above(self) -> HeaderLine:
        """Give the line above."""
        raise NotImplementedError

    def signs(self) -> Sequence[str]:
        """Give what the help explains besides the keys."""
        raise NotImplementedError

    def look(self) -> None:
        """Have it seen whether anything changed."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Have what the room shows opened and read, and looked at again now and then."""
        self.set_keys()
        self.set_focus(self.left)
        self.worker.start()
        self.look()
        self.set_interval(_LOOK_EVERY, self._look)

    def _look(self) -> None:
        if not self.looking and self.app.current_mode == self.MODE:
            self.look()

    def looked(self, reason: str = "") -> None:
        """Take in that it was looked, or why nothing could be read."""
        self.looking = False
        header = self.query_one(HeaderLine)
        if header.reason != reason:
            header.reason = reason
            header.refresh()
            if not reason:
                self.recovered()

    def recovered(self) -> None:
        """Do what could not be done while nothing could be read."""

    @on(Unreachable)
    def _unreachable(self, message: Unreachable) -> None:
        self.tell(message.reason, trouble=True)
        self.looked(message.reason)

    @on(StatusMessage)
    def _told(self, message: StatusMessage) -> None:
        self.tell(message.text, message.trouble)

    def beside(self) -> Iterator[Widget]:
        """Give the lists."""
        left, right = self.SIDES
        yield VirtualList(left, edge=True).add_class("left")
        yield VirtualList(right).add_class("right")

    @property
    def left(self) -> VirtualList:
        """The list on the left."""
        return self.query_one(f"#{self.SIDES[0]}", VirtualList)

    @property
    def right(self) -> VirtualList:
        """What is chosen on the left."""
        return self.query_one(f"#{self.SIDES[1]}", VirtualList)

    def unmark(self) -> None:
        """Take the marks off on both sides."""
        self.left.unmark()
        self.right.unmark()

    @property
    def footer(self) -> Footer:
        """What stands at the bottom."""
        return self.query_one(Footer)

    @property
    def on_right(self) -> bool:
        """Say whether the person is on the right side, or was there before another line opened."""
        if self.focused in (self.left, self.right):
            self._on_right = self.focused is self.right
        return self._on_right

    @property
    def side(self) -> VirtualList:
        """The side where the person is."""
        return self.right if self.on_right else self.left

    def on_resize(self) -> None:
        """Show one side at a time in a narrow terminal, and no lines around them in a low one."""
        self.set_class(self.size.width < _BOTH_SIDES, "-narrow")
        self.set_class(self.size.height < _LOW, "-low")

    def on_descendant_focus(self) -> None:
        """Follow the person to the other side."""
        self.set_class(self.on_right, "-on-right")
        self.set_class(not self.on_right, "-on-left")
        self.set_keys()

    def set_keys(self) -> None:
        """Have the keys mean what they do where the person is."""

    def tell(self, text: str, trouble: bool = False) -> None:
        """Say something at the bottom for a while."""
        self.footer.tell(text, trouble)

    def show(self, dialog: Screen[Answer], answer: Callable[[Answer | None], None] | None = None) -> None:
        """Put a dialog before this screen, also while another room is shown."""
        self.app.push_screen(dialog, answer, mode=self.MODE)

    def confirm(self, title: str, meaning: str, then: Callable[[], object]) -> None:
        """Ask whether something is meant; the answer that changes nothing stands first."""
        from kennis.tui.shared.choice_dialog import Choice
        from kennis.tui.shared.form_fields import Answer as Reply

        def answer(value: str | None) -> None:
            if value == _YES:
                then()

        answers = [Reply("", _("no")), Reply(_YES, _("yes"))]
        self.show(Choice(title, answers, texts=(meaning, meaning)), answer)

    def selected(self) -> Selected | None:
        """Give the words of what is marked, else of what the cursor is on; None where it has none."""
        items = self.side.chosen or filter(None, [self.side.item])
        found = [one for one in (listed(item.of) for item in items) if one is not None and one.text]
        if not found:
            return None
        return Selected(", ".join(dict.fromkeys(one.name for one in found)), "\n\n".join(one.text for one in found))

    def action_row_up(self) -> None:
        """Go up."""
        self.side.move(-1)

    def action_row_down(self) -> None:
        """Go down."""
        self.side.move(1)

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self.side.turn(-1)

    def action_page_down(self) -> None:
        """Go a screenful down."""
        self.side.turn(1)

    def action_to_top(self) -> None:
        """Go to the first line."""
        self.side.edge(0)

    def action_to_bottom(self) -> None:
        """Go to the last line."""
        self.side.edge(1)

    def action_mark(self) -> None:
        """Mark, or take the mark off."""
        self.side.mark()

    def action_mark_all(self) -> None:
        """Mark everything, or nothing."""
        self.side.mark_all()

    async def action_command(self, name: str) -> None:
        """Do one of the commands of the table."""
        await do(self, self.TABLE, name)
