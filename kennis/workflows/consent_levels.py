"""What may be used of what was said: told in words for a session, and what a level on many notes would do. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from kennis.locale import _
from kennis.locale.words import consent_meaning
from kennis.nouns import Access, Consent, Note, Session

_SILENT = (Consent.BACKGROUND, Consent.WITHDRAWN)
_SHOWN = 10  # notes that are named one by one; set by hand


@dataclass(frozen=True, slots=True)
class Levelled:
    """What setting a level on notes came to: those that have it now, those that had it, those that were left alone."""

    changed: tuple[Note, ...]
    same: tuple[Note, ...]
    left: tuple[Note, ...]


def printed(access: Access, level: Consent | None) -> str:
    """Say what will be printed of a session of this access and default consent."""
    if level in _SILENT:
        return _("nothing of this session is printed, whatever is set on its notes: {meaning}").format(
            meaning=consent_meaning(level)
        )
    if access is Access.PARTNERS and level is not None:
        said = _(
            "partners only: nothing of this session is printed until a level is set on each note; "
            "then at most: {meaning}"
        )
        return said.format(meaning=consent_meaning(level))
    if access is Access.PARTNERS:
        return _("partners only: nothing of this session is printed until a level is set on each note")
    if level is None:
        said = _("notes of this session: {meaning}; another level on a note or its speaker counts in its place")
        return said.format(meaning=consent_meaning(Consent.ANONYMOUS))
    said = _("notes of this session: {meaning}; a stricter level on a note or its speaker goes before it")
    return said.format(meaning=consent_meaning(level))


def how(session: Session) -> str:
    """Say how a level is set on all notes of a session whose notes need one; empty where they need none."""
    if session.access is not Access.PARTNERS or session.consent in _SILENT:
        return ""
    said = _("to set one on all its notes:  kennis sessions consent {session} LEVEL --notes all")
    return said.format(session=session.id)


def parted(notes: Iterable[Note], level: Consent | None, refused: frozenset[str] = frozenset()) -> Levelled:
    """Sort notes by what setting a level on all of them would do.

    What is withdrawn, for the background only, or of which a speaker `refused` a quote is not loosened with others: it
    is left as it is.
    """
    found = tuple(notes)
    same = tuple(one for one in found if one.consent is level)
    left = tuple(
        one
        for one in found
        if one.consent is not level and (_loosens(one.consent, level) or (one.id in refused and level not in _SILENT))
    )
    kept = {one.id for one in (*same, *left)}
    return Levelled(tuple(one for one in found if one.id not in kept), same, left)


def told(done: Levelled) -> str:
    """Say what setting a level on several notes came to."""
    said = [_("level set on notes: {count}").format(count=len(done.changed))]
    if done.same:
        said.append(_("had it already: {count}").format(count=len(done.same)))
    if done.left:
        names = ", ".join(f"n{one.number}" for one in done.left[:_SHOWN]) + (" …" if len(done.left) > _SHOWN else "")
        text = _(
            "left as they are, as they are background, withdrawn or refused: {count} ({notes}); set those one by one"
        )
        said.append(text.format(count=len(done.left), notes=names))
    return "; ".join(said)


def _loosens(before: Consent | None, after: Consent | None) -> bool:
    levels = [*Consent]
    return before in _SILENT and (after is None or levels.index(after) < levels.index(before))
