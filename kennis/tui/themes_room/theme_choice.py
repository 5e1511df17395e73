"""Asks for a theme: type a part of its title or its number; or make a new one of what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from kennis.locale import _
from kennis.nouns.themes_room import ThemeLine
from kennis.reading.note_filter import folded
from kennis.tui.shared.finder import Finder, FinderText
from kennis.tui.shared.wording import shown

_MOST = 200  # that are listed; typing narrows them down; set by hand


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


def theme_choice(title: str, themes: Sequence[ThemeLine], further: Further) -> Finder[Target]:
    """Give the dialog that ends with a theme, those that are near or were given first standing at the top."""

    def found(wanted: str) -> list[tuple[Target, str]]:
        near = fitting(themes, wanted)[:_MOST]
        made = [(Target(one.theme.id), f"{one.name}  {shown(one.theme.title)}  {one.notes}") for one in near]
        none = [(Target(None), f"− {further.none}")] if further.none else []
        if wanted and folded(wanted) in folded(f"{further.none} {_('none')}"):
            made += none
        if further.new:
            line = _("+ a new theme: {title}").format(title=wanted) if wanted else _("+ a new theme")
            made.append((Target(None, new=True, title=wanted), line))
        return made if wanted else [*made, *none]

    text = FinderText(
        title=title,
        keys=_("type a part of the title or number   ↑ ↓ choose   Enter ready   Esc cancel"),
        hint=_("a theme, or the title of a new one") if further.new else _("a theme"),
        nothing=_("no theme is called so"),
    )
    return Finder(text, found)


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
