"""Asks for a theme: type a part of its title or its number; or make a new one of what was typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kennis.locale import _
from kennis.nouns.room import ThemeLine
from kennis.tui.screens.dialog import Dialog
from kennis.tui.widgets.fields import Line
from kennis.tui.words import shown
from kennis.workflows.looking import folded

_MOST = 200


@dataclass(frozen=True, slots=True)
class Target:
    """What was chosen: a theme's id; or none, with the title of a new one where `new`."""

    theme: str | None
    new: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Further:
    """What may be chosen beside a theme: a new one, and none at all with its words."""

    new: bool = False
    none: str = ""


class ThemeChoice(Dialog[Target]):
    """Ends with a theme, those that are near or were given first standing at the top."""

    DEFAULT_CSS = """
    ThemeChoice OptionList { height: auto; max-height: 14; background: $surface; scrollbar-size: 1 1; }
    ThemeChoice OptionList > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    ThemeChoice OptionList { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, title: str, themes: Sequence[ThemeLine], further: Further) -> None:
        super().__init__()
        self._title, self._themes, self._further = title, tuple(themes), further
        self._found: list[Target] = []
        self._wanted = ""

    def title_text(self) -> str:
        """Give the dialog's title."""
        return self._title

    def keys_text(self) -> str:
        """Give the keys."""
        return _("type a part of the title or number   ↑ ↓ choose   Enter ready   Esc cancel")

    def parts(self) -> Iterator[Widget]:
        """Give a line to type in and the themes under it."""
        hint = _("a theme, or the title of a new one") if self._further.new else _("a theme")
        yield Line(key="wanted", placeholder=hint)
        options = OptionList(markup=False, compact=True)
        options.can_focus = False
        yield options

    def on_mount(self) -> None:
        """Show all of them."""
        self.set_focus(self.query_one(Line))
        self._list("")

    def on_input_changed(self) -> None:
        """Show those that fit."""
        self._follow()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the one that was clicked."""
        event.stop()
        self.dismiss(self._found[event.option_index])

    async def action_step(self, by: int) -> None:
        """Go to another."""
        options = self.query_one(OptionList)
        options.highlighted = ((options.highlighted or 0) + by) % len(self._found) if self._found else None

    def accept(self) -> None:
        """End with the one under the cursor, of those that fit what stands in the line now."""
        self._follow()
        at = self.query_one(OptionList).highlighted
        if at is None or not self._found:
            self.refuse(_("no theme is called so"), "wanted")
        else:
            self.dismiss(self._found[at])

    def _follow(self) -> None:
        wanted = self.query_one(Line).text
        if wanted != self._wanted:
            self._list(wanted)

    def _list(self, wanted: str) -> None:
        self._wanted = wanted
        found = fitting(self._themes, wanted)[:_MOST]
        self._found = [Target(one.theme.id) for one in found]
        lines = [f"{one.name}  {shown(one.theme.title)}  {one.notes}" for one in found]
        if self._further.new:
            self._found.append(Target(None, new=True, title=wanted))
            lines.append(_("+ a new theme: {title}").format(title=wanted) if wanted else _("+ a new theme"))
        if self._further.none and not wanted:
            self._found.append(Target(None))
            lines.append(f"− {self._further.none}")
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(Content(one)) for one in lines)
        options.highlighted = 0 if lines else None
        self.say("")


def fitting(themes: Sequence[ThemeLine], wanted: str) -> list[ThemeLine]:
    """Give the themes that hold all the words, those whose number or title begins so first."""
    parts = folded(wanted).split()
    said = {one.theme.id: folded(f"{one.name} {one.theme.title} {' '.join(one.theme.keywords)}") for one in themes}
    found = [one for one in themes if all(part in said[one.theme.id] for part in parts)]
    whole = folded(wanted.strip())
    exact = {wanted.strip().removeprefix("T-").removeprefix("t-").lstrip("0")}

    def rank(one: ThemeLine) -> tuple[bool, bool]:
        return str(one.theme.number) not in exact, not folded(one.theme.title).startswith(whole)

    return sorted(found, key=rank) if whole else found
