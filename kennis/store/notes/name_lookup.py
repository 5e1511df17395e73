"""What answers to a name: the one item that does, or an error that says whether none or several do."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from kennis.clean_text import clean
from kennis.errors import UnknownItem, UnknownSession
from kennis.folding import folded
from kennis.locale import _

Item = TypeVar("Item")
_NEAREST = 3  # that are named where several answer, or none does; set by hand


def session_called(name: str, titles: Mapping[str, str]) -> str:
    """Give the id of the session that a name means; `titles` are the titles of all sessions by their ids.

    A whole id goes before a whole title, and that before the one id or title that begins so; letters count without
    case and accents. Raises UnknownSession, with the three that come nearest where there is none.
    """
    wanted = _plain(name)
    if name in titles:
        return name
    plain = {one: (_plain(one), _plain(title)) for one, title in titles.items()}
    found = [one for one, names in plain.items() if wanted in names] if wanted else []
    found = found or [one for one, names in plain.items() if wanted and any(part.startswith(wanted) for part in names)]
    if len(found) == 1:
        return found[0]
    nearest = found or sorted(plain, key=lambda one: -max(_likeness(wanted, part) for part in plain[one]))[:_NEAREST]
    raise _unknown(name, {one: titles[one] for one in nearest}, several=bool(found))


def _unknown(name: str, nearest: Mapping[str, str], several: bool) -> UnknownSession:
    shown = list(nearest.items())[:_NEAREST]
    said = "; ".join(f"{one} (“{' '.join(clean(title).text.split())}”)" for one, title in shown)
    if several:
        more = " …" if len(nearest) > len(shown) else ""
        message = _("more than one session is called {name}: {names}; see: kennis sessions list")
        return UnknownSession(message.format(name=name, names=said + more), tuple(nearest), several=True)
    if not said:
        return UnknownSession(_("there is no session {name}; see: kennis sessions list").format(name=name))
    message = _("there is no session {name}; nearest: {names}; see: kennis sessions list")
    return UnknownSession(message.format(name=name, names=said), tuple(nearest))


def _plain(text: str) -> str:
    return folded(" ".join(clean(text).text.split()))


def _likeness(wanted: str, name: str) -> float:
    """Say how near a name comes: of a longer one the part that is as long as what was typed counts too."""
    whole = SequenceMatcher(a=wanted, b=name, autojunk=False).ratio()
    return max(whole, SequenceMatcher(a=wanted, b=name[: len(wanted) + 1], autojunk=False).ratio() * 0.9)


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
