"""The lines around the editors' parts: what the outline comes to above, unused notes and sectors below."""

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from kennis.locale import _
from kennis.nouns.outline_room import OutlineView
from kennis.tui.outline_room import outline_wording as words
from kennis.tui.shared import counts_wording
from kennis.tui.shared.split_screen import HeaderLine
from kennis.tui.shared.wording import shown
from kennis.tui.shared.wrapping import cut, wrap

_SECTOR_LINES = 3  # that sectors may take from the parts; set by hand


class OutlineHeader(HeaderLine):
    """The outline with its counts on the left; what is not printed, what waits, or why nothing can be read."""

    DEFAULT_CSS = "OutlineHeader { height: 1; color: $foreground; background: $panel; }"

    def __init__(self) -> None:
        super().__init__()
        self.view: OutlineView | None = None
        self.waiting = 0
        self.marked = 0

    def render(self) -> Text:
        """Fit the parts in one line: the counts on the left give way."""
        width = self.size.width
        right = cut(self._right(), max(width - 2, 0))
        left = cut(self._left(), max(width - cell_len(right) - 4, 0))
        gap = " " * max(width - 2 - cell_len(left) - cell_len(right), 0)
        return Text(f" {left}{gap}{right} "[: max(width, 0)], no_wrap=True, end="")

    def _left(self) -> str:
        if self.view is None:
            return _("opening…")
        if not self.view.chapters:
            return f"{_('Outline')} · {shown(self.view.title)}"
        every = self.view.every
        counts = [
            words.chapters(len(self.view.chapters)),
            words.words(sum(one.words for one in every)),
            words.quotes(sum(1 for one in every if one.quoted)),
        ]
        return " · ".join([_("Outline"), *counts])

    def _right(self) -> str:
        if self.reason:
            return _("not read: {reason}").format(reason=shown(self.reason))
        hindered = sum(1 for one in self.view.every if one.hindrance) if self.view else 0
        parts = [
            _("✓ {count} marked").format(count=self.marked) if self.marked else "",
            f"⚠ {_('{count} not printed').format(count=hindered)}" if hindered else "",
            f"⚑ {counts_wording.proposals(self.waiting)}" if self.waiting else "",
        ]
        return "  ".join(filter(None, parts))


class OutlineTally(Widget):
    """How many notes stand nowhere, and which part of what is cited comes from each sector."""

    DEFAULT_CSS = """
    OutlineTally { height: auto; max-height: 5; color: $text-muted; display: none; border-right: solid $text-muted; }
    OutlineTally.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(id="tally")
        self.view: OutlineView | None = None

    def put(self, view: OutlineView) -> None:
        """Show what an outline leaves unused, and its sectors."""
        self.view = view
        self.set_class(bool(view.chapters), "-open")
        self.refresh(layout=True)

    def render(self) -> Text:
        """Show it on few lines."""
        if self.view is None:
            return Text("")
        width = max(self.content_size.width - 2, 1)
        unused = _("not used: {notes}").format(notes=counts_wording.notes(len(self.view.unused)))
        sectors = _("sectors: {shares}").format(shares=words.shares(self.view.sectors)) if self.view.sectors else ""
        lines = ["─" * width, cut(unused, width), *(wrap(sectors, width, _SECTOR_LINES) if sectors else ())]
        return Text("\n".join(f"  {one}" for one in lines), no_wrap=True, end="")
