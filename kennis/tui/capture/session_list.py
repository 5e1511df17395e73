"""The sessions: go to another one, close one, open it again, begin a new one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList, Static

from kennis.locale import _
from kennis.tui.shared import wording
from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.form_fields import Menu

if TYPE_CHECKING:
    from kennis.workflows.note_taking import SessionView


class Wish(StrEnum):
    """What to do with a session."""

    SWITCH = "switch"
    NEW = "new"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is wished, and the id of the session it is wished for; empty for a new one."""

    wish: Wish
    session: str = ""


class SessionList(Dialog[Chosen]):
    """Shows the sessions, newest first, with the cursor on the one that is open now; `kept` are those with a text."""

    DEFAULT_CSS = """
    SessionList #frame { width: 100%; max-width: 120; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", show=False, priority=True),
        Binding("c", "wish('close')", show=False, priority=True),
        Binding("r", "wish('reopen')", show=False, priority=True),
    ]

    def __init__(
        self, sessions: "Sequence[SessionView]", current: str = "", kept: frozenset[str] = frozenset()
    ) -> None:
        super().__init__()
        self._sessions, self._kept = tuple(sessions), kept
        ids = [view.session.id for view in self._sessions]
        self._at = ids.index(current) if current in ids else 0

    def title_text(self) -> str:
        """Give the dialog's title."""
        return _("Sessions")

    def keys_text(self) -> str:
        """Give the keys."""
        return _("Enter go there   N new   C close   R reopen   Esc cancel")

    def parts(self) -> Iterator[Widget]:
        """Give a line for each session."""
        if not self._sessions:
            yield Static(_("there is no session yet"), markup=False)
            return
        yield Menu(list(_lines(self._sessions, self._kept)), self._at)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the session."""
        event.stop()
        self.accept()

    def accept(self) -> None:
        """Go to the session under the cursor; make the first one where there is none."""
        if self._sessions:
            self.action_wish(Wish.SWITCH)
        else:
            self.action_new()

    def action_new(self) -> None:
        """Begin a new session."""
        self.dismiss(Chosen(Wish.NEW))

    def action_wish(self, wish: str) -> None:
        """End with a wish for the session under the cursor; what it is already is said instead."""
        if not self._sessions:
            return
        view = self._sessions[self.query_one(Menu).at]
        if wish != Wish.SWITCH and view.closed == (wish == Wish.CLOSE):
            self.say(f"{wording.shown(view.session.title)}: {_('closed') if view.closed else _('open')}")
        else:
            self.dismiss(Chosen(Wish(wish), view.session.id))


def _lines(views: "Sequence[SessionView]", kept: frozenset[str]) -> Iterator[str]:
    """Give a line for each session; a column is as wide as what stands in it."""
    dates = [wording.date(view.session.date) for view in views]
    states = [
        " · ".join(
            filter(None, [_("closed") if view.closed else "", _("text kept") if view.session.id in kept else ""])
        )
        for view in views
    ]
    counts = [str(view.notes) for view in views]
    date, count, state = (max(map(len, column)) for column in (dates, counts, states))
    for view, *cells in zip(views, dates, counts, states, strict=True):
        line = f"{cells[0]:<{date}}  {cells[1]:>{count}}  {cells[2]:<{state}}".rstrip()
        yield f"{line:<{date + count + state + 4}}  {wording.shown(view.session.title)}"
