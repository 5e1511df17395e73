"""What the columns of a table are called on the screen; in CSV and JSON they keep their names."""

from collections.abc import Iterable, Mapping

from kennis.locale import _


def said(names: Iterable[str]) -> list[str]:
    """Give the headings of columns in the language of the interface."""
    known = {**_facts(), **_work()}
    return [known.get(name, name) for name in names]


def _facts() -> Mapping[str, str]:
    """Name what there is to know of notes, sessions, people and themes."""
    return {
        "access": _("access"),
        "audience": _("for"),
        "consent": _("consent"),
        "date": _("date"),
        "done": _("done"),
        "due": _("due"),
        "external_id": _("external id"),
        "family": _("family"),
        "form": _("form"),
        "handle": _("handle"),
        "id": _("id"),
        "keywords": _("keywords"),
        "kind": _("kind"),
        "lens": _("lens"),
        "lenses": _("lenses"),
        "note": _("note"),
        "notes": _("notes"),
        "organisation": _("organisation"),
        "owner": _("owner"),
        "participants": _("participants"),
        "role": _("role"),
        "second": _("second theme"),
        "sector": _("sector"),
        "session": _("session"),
        "speaker": _("speaker"),
        "stability": _("stability"),
        "strength": _("strength"),
        "suggested": _("suggested"),
        "text": _("text"),
        "theme": _("theme"),
        "theme_title": _("theme's title"),
        "title": _("title"),
    }


def _work() -> Mapping[str, str]:
    """Name what was done, by whom and to what."""
    return {
        "about": _("about"),
        "backup": _("backup"),
        "by": _("by"),
        "change": _("change"),
        "changed": _("changed"),
        "count": _("count"),
        "damage": _("damage"),
        "edit": _("what happened"),
        "event": _("what happened"),
        "examples": _("examples"),
        "file": _("file"),
        "gained": _("gained"),
        "key": _("key"),
        "known": _("known"),
        "lost": _("lost"),
        "name": _("name"),
        "new": _("new"),
        "now": _("now"),
        "number": _("number"),
        "part": _("part"),
        "parts": _("parts"),
        "read": _("read"),
        "reason": _("reason"),
        "refused": _("refused"),
        "repair": _("repair"),
        "score": _("score"),
        "size": _("size"),
        "state": _("state"),
        "then": _("then"),
        "time": _("time"),
        "version": _("version"),
        "what": _("what"),
        "why": _("why"),
    }
