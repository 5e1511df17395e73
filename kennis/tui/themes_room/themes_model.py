"""The themes as they were read last, and how the left side lists them."""

from collections.abc import Iterable
from dataclasses import replace

from kennis.nouns import Lens
from kennis.nouns.themes_room import LensGroup, Order, Overview, ThemeLine
from kennis.tui.shared.list_item import ListItem
from kennis.tui.shared.wording import shown
from kennis.tui.themes_room import theme_rows
from kennis.tui.themes_room.theme_rows import LOOSE, ListOptions


class ThemesModel:
    """What all parts of the room know of the themes; `names` gives number and title of each."""

    def __init__(self, lenses: Iterable[Lens]) -> None:
        self.lenses = tuple(lenses)
        self.overview: Overview | None = None
        self.how = ListOptions()
        self.themes: dict[str, ThemeLine] = {}
        self.names: dict[str, str] = {}

    def take(self, overview: Overview) -> bool:
        """Take over what was read now; says whether anything changed."""
        before, self.overview = self.overview, overview
        self.themes = {one.theme.id: one for group in overview.lenses for one in group.themes}
        self.names = {name: f"{one.name} {shown(one.theme.title)}" for name, one in self.themes.items()}
        return before is None or before.stamp != overview.stamp

    @property
    def groups(self) -> tuple[LensGroup, ...]:
        """The lenses with their themes, or the families."""
        if self.overview is None:
            return ()
        return theme_rows.families(self.overview) if self.how.families else self.overview.lenses

    def group(self, slug: str) -> LensGroup:
        """Give a lens or a family with its themes; an empty one where there is none of that name."""
        return next((one for one in self.groups if one.slug == slug), LensGroup(slug, slug, ()))

    def question(self, slug: str) -> str:
        """Give the question of a lens."""
        return next((one.question for one in self.lenses if one.slug == slug), "")

    def lenses_of(self, theme: str) -> frozenset[str]:
        """Give the slugs of the lenses under which a theme stands."""
        groups = self.overview.lenses if self.overview else ()
        return frozenset(one.slug for one in groups if one.slug and any(each.theme.id == theme for each in one.themes))

    def fold(self, slug: str, folded: bool) -> None:
        """Show a group without its themes, or with them."""
        self.how = replace(self.how, folded=self.how.folded | {slug} if folded else self.how.folded - {slug})

    def turn_order(self) -> Order:
        """Sort by the next thing, and give it."""
        orders = list(Order)
        self.how = replace(self.how, order=orders[(orders.index(self.how.order) + 1) % len(orders)])
        return self.how.order

    def turn_families(self) -> bool:
        """Group by family, or by lens again; says whether it is by family now."""
        self.how = replace(self.how, families=not self.how.families, folded=frozenset())
        return self.how.families

    def unfolded(self, theme: str | None, here: ListItem | None) -> str:
        """Unfold the group of a theme and give the theme's key in the list; where it is under `here`, that one.

        Without a theme the key is that of the loose notes; it is empty where the theme is not listed.
        """
        if theme is None or self.overview is None:
            return LOOSE
        if here is not None and isinstance(here.of, ThemeLine) and here.of.theme.id == theme:
            return here.key
        for group in self.groups:
            if any(one.theme.id == theme for one in group.themes):
                self.fold(group.slug, False)
                return theme_rows.key_of(group, theme)
        return ""
