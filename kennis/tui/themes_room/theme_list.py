"""The left side of the room where it lists the themes: what stands there, and the theme that the cursor is on."""

from collections.abc import Sequence

from kennis.locale import _
from kennis.nouns.themes_room import LensGroup, ThemeLine
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.list_item import ListItem
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.themes_room import theme_rows
from kennis.tui.themes_room.detail_requests import DetailRequests
from kennis.tui.themes_room.detail_view import DetailSubject, Sort
from kennis.tui.themes_room.theme_rows import LOOSE, SHELF
from kennis.tui.themes_room.themes_model import ThemesModel
from kennis.tui.themes_room.themes_worker import Ask


class ThemeList:
    """Lists the themes while they are `listed`, and not the proposals.

    `goal` is the theme that the cursor goes to when it is listed next.
    """

    def __init__(self, room: SplitScreen, model: ThemesModel, details: DetailRequests, ask: Ask) -> None:
        self._room, self._model, self._details, self._ask = room, model, details, ask
        self.listed = True
        self.goal = ""

    def fill(self, key: str = "") -> None:
        """List the themes, the cursor where it was unless a name is given."""
        if not self.listed or self._model.overview is None:
            return
        left = self._room.left
        items, here = theme_rows.items(self._model.overview, self._model.how), left.item
        key = key or _elsewhere(items, here)
        left.fill(items, key, again=not key)
        if here is not None and left.item is not None and left.item.key != here.key:
            self.follow()

    def fill_again(self) -> None:
        """List the themes as they were read now, the cursor on the goal where there is one."""
        if self.listed:
            self.fill(self._model.unfolded(self.goal, self._room.left.item) if self.goal in self._model.themes else "")
            self.goal = ""

    def changed(self) -> None:
        """Have what is shown read anew: something was changed."""
        subject = self._details.subject
        gone = subject.sort is Sort.THEME and subject.item not in self._model.themes
        if self.listed and (gone or subject.sort is Sort.NOTHING):
            self.follow()
        else:
            self._details.read_again()

    def follow(self) -> None:
        """Show on the right what the cursor stands on."""
        if subject := _subject(self._room.left.item):
            self._details.follow(subject)

    def go_to(self, theme: str | None, cursor: str = "") -> None:
        """Show a theme, or the loose notes; on the left it is chosen too."""
        if theme is not None and theme not in self._model.themes:
            self._room.tell(_("this theme is no more"), trouble=True)
            return
        self._details.visit(DetailSubject(Sort.THEME, theme) if theme else DetailSubject(Sort.LOOSE), cursor=cursor)
        self.choose(theme)

    def known(self, themes: Sequence[str]) -> str:
        """Give the first of some themes that is there still; empty where none is."""
        return next((one for one in themes if one in self._model.themes), "")

    def choose(self, theme: str | None) -> None:
        """Put the cursor on a theme, its group unfolded, or on the loose notes."""
        if self.listed:
            self.fill(self._model.unfolded(theme, self._room.left.item))

    def fold(self, slug: str, folded: bool) -> None:
        """Fold a group, or unfold it."""
        self._model.fold(slug, folded)
        self.fill(f"lens:{slug}")

    def turn_fold(self, slug: str) -> None:
        """Fold a group; where it is folded, unfold it."""
        self.fold(slug, slug not in self._model.how.folded)

    def go_out(self) -> None:
        """Fold the group under the cursor; go from a theme to its group."""
        item = self._room.left.item
        if item is not None and isinstance(item.of, LensGroup):
            self.fold(item.of.slug, True)
        elif item is not None and item.key.startswith("theme:"):
            self._room.left.find(f"lens:{item.key.removeprefix('theme:').rpartition(':')[0]}")

    def go_in(self) -> bool:
        """Unfold the group under the cursor; False where there is none, or it is unfolded."""
        item = self._room.left.item
        if item is None or not isinstance(item.of, LensGroup) or item.of.slug not in self._model.how.folded:
            return False
        self.fold(item.of.slug, False)
        return True

    def turn_order(self) -> None:
        """Sort the themes by the next thing."""
        order = self._model.turn_order()
        self._ask(lambda ledger: ledger.overview(order))
        self._room.tell(_("sorted by: {order}").format(order=words.order(order)))

    def turn_families(self) -> None:
        """Group the themes by family, or by lens again."""
        by_family = self._model.turn_families()
        self.fill()
        self._room.tell(_("by family") if by_family else _("by lens"))


def _subject(item: ListItem | None) -> DetailSubject | None:
    """Give what is shown for a line of the list."""
    match item.of if item else None:
        case ThemeLine() as one:
            return DetailSubject(Sort.THEME, one.theme.id)
        case LensGroup() as group:
            return DetailSubject(Sort.LENS, group.slug)
        case _:
            sorts = {LOOSE: Sort.LOOSE, SHELF: Sort.SHELF}
            return DetailSubject(sorts[item.key]) if item is not None and item.key in sorts else None


def _elsewhere(items: Sequence[ListItem], here: ListItem | None) -> str:
    """Give where the theme under the cursor stands now, if no longer where it did; at first the first theme."""
    if here is None:
        return next((one.key for one in items if isinstance(one.of, ThemeLine)), "")
    if not isinstance(here.of, ThemeLine) or any(one.key == here.key for one in items):
        return ""
    theme = here.of.theme.id
    return next((one.key for one in items if isinstance(one.of, ThemeLine) and one.of.theme.id == theme), "")
