"""Asks for one of many things that each have a line: a part to move to, a note to put somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from kennis.locale import _
from kennis.reading.note_filter import folded
from kennis.tui.shared.finder import Finder, FinderText
from kennis.tui.shared.wording import shown

_MOST = 200  # that are listed; typing narrows them down; set by hand


@dataclass(frozen=True, slots=True)
class Choosable:
    """A thing to choose: what it stands for, and its line."""

    value: str
    line: str


def line_choice(title: str, choices: Sequence[Choosable], *, hint: str, nothing: str) -> Finder[str]:
    """Give the dialog that ends with the value of a line; those that begin with what is typed come first."""

    def found(wanted: str) -> list[tuple[str, str]]:
        parts, whole = folded(wanted).split(), folded(wanted.strip())
        held = [(one, folded(one.line)) for one in choices]
        fitting = [(one, text) for one, text in held if all(part in text for part in parts)]
        ordered = sorted(fitting, key=lambda pair: not pair[1].startswith(whole))
        return [(one.value, shown(one.line)) for one, _text in ordered[:_MOST]]

    keys = _("type some letters of it   ↑ ↓ choose   Enter ready   Esc cancel")
    return Finder(FinderText(title=title, keys=keys, hint=hint, nothing=nothing), found, whole=True)
