"""The line above the researcher's room: what there is, what waits, and how far a run is."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from kennis.locale import _
from kennis.nouns.themes_room import Overview
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.split_screen import HeaderLine
from kennis.tui.shared.wording import shown
from kennis.tui.shared.wrapping import cut

if TYPE_CHECKING:
    from kennis.workflows.run_process import Progressed

_PROGRESS = 12  # columns of the bar of a run; set by hand


class RoomHeader(HeaderLine):
    """The programme on the left with its counts; proposals, a run, or why nothing can be read on the right."""

    DEFAULT_CSS = "RoomHeader { height: 1; color: $foreground; background: $panel; }"

    def __init__(self) -> None:
        super().__init__()
        self._overview: Overview | None = None
        self._run: Progressed | None = None
        self._marked = 0

    def show(self, overview: Overview) -> None:
        """Show what there is."""
        self._overview = overview
        self.refresh()

    def show_run(self, run: "Progressed | None") -> None:
        """Show how far a run is; None where there is none."""
        self._run = run
        self.refresh()

    def mark(self, count: int) -> None:
        """Show how many things are marked."""
        self._marked = count
        self.refresh()

    def render(self) -> Text:
        """Fit the parts in one line: first the counts give way, then the title."""
        width = self.size.width
        right = cut(self._right(), max(width - 2, 0))
        space = max(width - cell_len(right) - 4, 0)
        left = self._left(space)
        gap = " " * max(width - 2 - cell_len(left) - cell_len(right), 0)
        return Text(f" {left}{gap}{right} "[: max(width, 0)], no_wrap=True, end="")

    def _left(self, space: int) -> str:
        one = self._overview
        if one is None:
            return cut(_("opening…"), space)
        parts = [
            words.notes(one.notes),
            words.themes(one.themes),
            _("{count} loose").format(count=one.loose),
            _("{count} to be placed: i").format(count=one.unplaced) if one.unplaced and one.themes else "",
        ]
        facts = "".join(f" · {part}" for part in parts if part)
        title = cut(shown(one.title), max(space - cell_len(facts), 2 * space // 5))
        return cut(title + facts, space)

    def _right(self) -> str:
        if self.reason:
            return _("not read: {reason}").format(reason=shown(self.reason))
        waiting = self._overview.waiting if self._overview else 0
        parts = [
            _("✓ {count} marked").format(count=self._marked) if self._marked else "",
            progress(self._run) if self._run is not None else "",
            f"⚑ {words.proposals(waiting)}" if waiting and self._run is None else "",
            _("/ search") if self._run is None and not self._marked else "",
        ]
        return "  ".join(filter(None, parts))


def progress(one: "Progressed") -> str:
    """Say how far a run is, with a bar."""
    whole = max(one.whole, 1)
    filled = min(_PROGRESS * one.done // whole, _PROGRESS)
    count = f" {one.done}/{one.whole}" if one.whole > 1 else ""
    return f"{shown(one.step)} {'█' * filled}{'░' * (_PROGRESS - filled)}{count}"
