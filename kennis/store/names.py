"""What answers to a name: the one item that does, or an error that says whether none or several do."""

from collections.abc import Sequence
from typing import TypeVar

from kennis.errors import UnknownItem
from kennis.locale import _

Item = TypeVar("Item")


def one_session(name: str, found: Sequence[Item]) -> Item:
    """Give the only session found under a name; raises UnknownItem."""
    return _only(
        found,
        _("there is no session {name}; see: kennis sessions list").format(name=name),
        _("more than one session is called {name}; see: kennis sessions list").format(name=name),
    )


def one_note(name: str, found: Sequence[Item]) -> Item:
    """Give the only note found under a name; raises UnknownItem."""
    return _only(
        found,
        _("there is no note {name}; see: kennis notes list").format(name=name),
        _("more than one note is called {name}; see: kennis notes list").format(name=name),
    )


def one_theme(name: str, found: Sequence[Item]) -> Item:
    """Give the only theme found under a name; raises UnknownItem."""
    return _only(
        found,
        _("there is no theme {name}; see: kennis themes list").format(name=name),
        _("more than one theme is called {name}; see: kennis themes list").format(name=name),
    )


def _only(found: Sequence[Item], none: str, several: str) -> Item:
    if len(found) != 1:
        raise UnknownItem(several if found else none)
    return found[0]
