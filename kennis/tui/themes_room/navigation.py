"""Going through the room: up and down, from themes to notes and back, folding, marking, sorting."""

from collections.abc import Sequence
from dataclasses import replace

from textual import on

from kennis.locale import _
from kennis.nouns.ledger import Memo
from kennis.nouns.themes_room import Event, LensGroup, NoteLine, Order, ThemeLine
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.list_item import Item
from kennis.tui.shared.virtual_list import VirtualList
from kennis.tui.shared.wording import shown
from kennis.tui.themes_room import theme_rows
from kennis.tui.themes_room.detail_requests import DetailRequests
from kennis.tui.themes_room.detail_view import DetailSubject, Sort
from kennis.tui.themes_room.theme_rows import LOOSE, SHELF
from kennis.tui.themes_room.themes_events import OverviewCame


class Browsing(DetailRequests):
    """The commands to move with; `goal` is the theme that the cursor goes to when it is listed."""

    goal = ""

    @on(OverviewCame)
    def _overview(self, message: OverviewCame) -> None:
        before, self.overview = self.overview, message.overview
        self.themes = {one.theme.id: one for group in message.overview.lenses for one in group.themes}
        self.names = {name: f"{one.name} {shown(one.theme.title)}" for name, one in self.themes.items()}
        self.header.overview = message.overview
        self.header.refresh()
        changed = before is None or before.stamp != message.overview.stamp
        if not self.proposing:
            self.list_themes(self._key_of(self.goal) if self.goal in self.themes else "")
            self.goal = ""
        if changed:
            self.changed()
        if before is None:
            self.begun()

    def begun(self) -> None:
        """Go on with what was begun before kennis ended last."""

    def changed(self) -> None:
        """Read anew what is shown: something was changed."""
        gone = self.subject.sort is Sort.THEME and self.subject.item not in self.themes
        if (gone or self.subject.sort is Sort.NOTHING) and not self.proposing:
            self._follow()
        else:
            self.read_again()

    def list_themes(self, key: str = "") -> None:
        """List the themes on the left, the cursor where it was unless a name is given."""
        if self.overview is None:
            return
        listed, here = theme_rows.items(self.overview, self.how), self.left.item
        key = key or _elsewhere(listed, here)
        self.left.fill(listed, key, again=not key)
        if here is not None and self.left.item is not None and self.left.item.key != here.key:
            self._follow()

    @on(VirtualList.Moved)
    def _moved(self, message: VirtualList.Moved) -> None:
        if message.roll is self.left:
            self._follow()

    @on(VirtualList.Marked)
    def _marked(self) -> None:
        self.header.marked = len(self.left.marked) + len(self.right.marked)
        self.header.refresh()

    @on(VirtualList.Clicked)
    async def _clicked(self, message: VirtualList.Clicked) -> None:
        self.set_focus(message.roll)
        item = message.roll.item
        if item is not None and (message.again or isinstance(item.of, LensGroup)):
            self.action_open()

    def _follow(self) -> None:
        """Show on the right what the cursor on the left stands on."""
        subject = self._under_cursor()
        if subject is not None and subject != self.coming:
            self.trail.clear()
            self.want_soon(subject)

    def _under_cursor(self) -> DetailSubject | None:
        item = self.left.item
        match item.of if item else None:
            case ThemeLine() as one:
                return DetailSubject(Sort.THEME, one.theme.id)
            case LensGroup() as group:
                return DetailSubject(Sort.LENS, group.slug)
            case _:
                return {LOOSE: DetailSubject(Sort.LOOSE), SHELF: DetailSubject(Sort.SHELF)}.get(
                    item.key if item else ""
                )

    def action_other_side(self) -> None:
        """Go to the other side."""
        if self.on_right:
            self.set_focus(self.left)
        else:
            self._go_in()

    def action_go_left(self) -> None:
        """Go from the notes to the themes; fold the group of a theme."""
        item = self.left.item
        if self.on_right:
            self.set_focus(self.left)
        elif item is not None and isinstance(item.of, LensGroup):
            self._fold(item.of.slug, True)
        elif item is not None and item.key.startswith("theme:"):
            self.left.find(f"lens:{item.key.removeprefix('theme:').rpartition(':')[0]}")

    def action_go_right(self) -> None:
        """Unfold a group; go from a theme to its notes."""
        item = self.left.item
        if self.on_right:
            return
        if item is not None and isinstance(item.of, LensGroup) and item.of.slug in self.how.folded:
            self._fold(item.of.slug, False)
        else:
            self._go_in()

    def action_open(self) -> None:
        """Open what is under the cursor."""
        item = self.side.item
        match item.of if item else None:
            case LensGroup() as group if not self.on_right:
                self._fold(group.slug, group.slug not in self.how.folded)
            case NoteLine() as line:
                self._open_note(line)
            case ThemeLine() as theme if self.on_right:
                self.go_to(theme.theme.id)
            case Memo() as memo:
                self.edit_memo(memo)
            case Event() as event if known := next((one for one in event.themes if one in self.themes), ""):
                self.go_to(known)
            case _ if not self.on_right:
                self._go_in()

    def _go_in(self) -> None:
        """Go to the right side, and have what is coming there read at once."""
        if self.pausing:
            self.want(self.coming)
        self.set_focus(self.right)
        self.right.bring()

    def edit_memo(self, memo: Memo) -> None:
        """Change a memo."""

    def _open_note(self, line: NoteLine) -> None:
        """Show a note whole; what was found, and a note that is whole already, where it stands."""
        if self.subject.sort in (Sort.SEARCH, Sort.SIMILAR, Sort.NOTE):
            self.go_to(line.theme, f"note:{line.note.id}")
        else:
            self.visit(DetailSubject(Sort.NOTE, line.note.id), line)

    def go_to(self, theme: str | None, cursor: str = "") -> None:
        """Show a theme, or the loose notes; on the left it is chosen too."""
        if theme is not None and theme not in self.themes:
            self.tell(_("this theme is no more"), trouble=True)
            return
        self.visit(DetailSubject(Sort.THEME, theme) if theme else DetailSubject(Sort.LOOSE), cursor=cursor)
        if not self.proposing:
            self.list_themes(self._key_of(theme))

    def _key_of(self, theme: str | None) -> str:
        """Give the place of a theme on the left, its group unfolded."""
        here = self.left.item
        if theme is None or self.overview is None:
            return LOOSE
        if here is not None and isinstance(here.of, ThemeLine) and here.of.theme.id == theme:
            return here.key
        for group in self.groups:
            if any(one.theme.id == theme for one in group.themes):
                self.how = replace(self.how, folded=self.how.folded - {group.slug})
                return theme_rows.key_of(group, theme)
        return ""

    def action_back(self) -> None:
        """Drop the marks; else go back."""
        if self.left.marked or self.right.marked:
            self.left.unmark()
            self.right.unmark()
        elif self.go_back():
            if self.wanted.sort in (Sort.THEME, Sort.LOOSE) and not self.proposing:
                self.list_themes(self._key_of(self.wanted.item or None))
        elif self.on_right:
            self.set_focus(self.left)
        else:
            self.leave_side()

    def leave_side(self) -> None:
        """Go back where there is no way back on this side."""
        self.tell("")

    def action_mark_down(self) -> None:
        """Mark and go on."""
        self.side.mark(1)

    def action_mark_up(self) -> None:
        """Mark and go back."""
        self.side.mark(-1)

    def action_mark_to(self) -> None:
        """Mark from the last mark to here."""
        self.side.mark_to()

    def action_order(self) -> None:
        """Sort the themes by the next thing."""
        orders = list(Order)
        order = orders[(orders.index(self.how.order) + 1) % len(orders)]
        self.how = replace(self.how, order=order)
        self.worker.ask(lambda: self.attendant.overview(order))
        self.tell(_("sorted by: {order}").format(order=words.order(order)))

    def action_families(self) -> None:
        """Group the themes by family, or by lens again."""
        self.how = replace(self.how, families=not self.how.families, folded=frozenset())
        if not self.proposing:
            self.list_themes()
        self.tell(_("by family") if self.how.families else _("by lens"))

    def _fold(self, slug: str, folded: bool) -> None:
        self.how = replace(self.how, folded=self.how.folded | {slug} if folded else self.how.folded - {slug})
        self.list_themes(f"lens:{slug}")


def _elsewhere(listed: Sequence[Item], here: Item | None) -> str:
    """Give where the theme under the cursor stands now, if no longer where it did; at first the first theme."""
    if here is None:
        return next((one.key for one in listed if isinstance(one.of, ThemeLine)), "")
    if not isinstance(here.of, ThemeLine) or any(one.key == here.key for one in listed):
        return ""
    theme = here.of.theme.id
    return next((one.key for one in listed if isinstance(one.of, ThemeLine) and one.of.theme.id == theme), "")
