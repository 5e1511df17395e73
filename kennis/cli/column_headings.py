"""What the columns of a table are called on the screen; in CSV and JSON they keep their names."""

from collections.abc import Iterable

from kennis.locale import _


def said(names: Iterable[str]) -> list[str]:
    """Give the headings of columns in the language of the interface."""
    known = _headings()
    return [known.get(name, name) for name in names]


def _headings() -> dict[str, str]:
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
        "keywords": _("keywords"),
        "kind": _("kind"),
        "lens": _("lens"),
        "lenses": _("lenses"),
        "name": _("name"),
        "note": _("note"),
        "notes": _("notes"),
        "organisation": _("organisation"),
        "owner": _("owner"),
        "part": _("part"),
        "participants": _("participants"),
        "parts": _("parts"),
        "role": _("role"),
        "score": _("score"),
        "second": _("second theme"),
        "sector": _("sector"),
        "session": _("session"),
        "speaker": _("speaker"),
        "stability": _("stability"),
        "state": _("state"),
        "strength": _("strength"),
        "text": _("text"),
        "theme": _("theme"),
        "time": _("time"),
        "title": _("title"),
        "what": _("what"),
        "why": _("why"),
    }
