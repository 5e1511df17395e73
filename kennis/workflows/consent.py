"""What may be used of what was said: told in words for a session, and set on many notes at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kennis.errors import InputError, UnknownItem
from kennis.locale import _
from kennis.locale.words import consent_meaning
from kennis.nouns import Access, Consent, Note, Session
from kennis.store import Selection, Store
from kennis.workflows.entries import change_all
from kennis.workflows.persons import find
from kennis.workflows.workspace import Workspace

ALL = "all"
_SILENT = (Consent.BACKGROUND, Consent.WITHDRAWN)
_RANGE = re.compile(r"n(\d{1,9})-n?(\d{1,9})")
_SHOWN = 10  # notes that are named one by one
_PLACE = "command"  # from which a change is made that no note-taker's place undoes


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


def partners_only(workspace: Workspace, sessions: Iterable[str]) -> tuple[str, ...]:
    """Give those of these sessions, by id, of which a level on a person or session alone prints nothing."""
    wanted = frozenset(sessions)
    with workspace.store() as store:
        found = (one for one in store.notes.sessions() if one.access is Access.PARTNERS)
        return tuple(one.id for one in found if one.id in wanted)


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


def set_on_notes(workspace: Workspace, names: Sequence[str], level: Consent | None, session: str = "") -> Levelled:
    """Set a level on notes, each session's in one transaction; None takes it away.

    A name is a note, as n17 or the beginning of its id; several by number, as n12-n40; all words of a person, as
    @handle; or, with a session, "all". With a session only notes of that are meant. A note that is named alone is set
    whatever it had. Raises UnknownItem, InputError.
    """
    with workspace.store() as store:
        within = store.notes.session(session) if session else None
        chosen = _chosen(store, names, within)
        alone = len(names) == 1 and not within and not _RANGE.fullmatch(names[0]) and not names[0].startswith("@")
        done = parted(chosen, level, store.approvals.refused())
        if alone and done.left:
            done = Levelled(done.left, done.same, ())
        for one in dict.fromkeys(note.session for note in done.changed):
            edit = change_all([note for note in done.changed if note.session == one], level)
            store.journal.apply(edit, _PLACE)
        return done


def _loosens(before: Consent | None, after: Consent | None) -> bool:
    levels = [*Consent]
    return before in _SILENT and (after is None or levels.index(after) < levels.index(before))


def _chosen(store: Store, names: Sequence[str], within: Session | None) -> tuple[Note, ...]:
    found: dict[str, Note] = {}
    for name in names:
        found |= {one.id: one for one in _named(store, name, within)}
    return tuple(found.values())


def _named(store: Store, name: str, within: Session | None) -> tuple[Note, ...]:
    by_number = _RANGE.fullmatch(name)
    if name == ALL and within is None:
        raise InputError(_("name the session of which all notes are meant: --session"))
    if name == ALL or by_number or name.startswith("@"):
        every = store.notes.select(Selection(session=within.id if within else None))
        if by_number:
            first, last = map(int, by_number.groups())
            every = tuple(one for one in every if first <= one.number <= last)
        elif name != ALL:
            every = _words_of(store, name, every, within)
        if not every:
            raise UnknownItem(_("there are no notes {name}; see: kennis notes list").format(name=name))
        return every
    note = store.notes.note(name)
    if within is not None and note.session != within.id:
        raise UnknownItem(_("{name} is no note of session {session}").format(name=name, session=within.id))
    return (note,)


def _words_of(store: Store, name: str, every: Iterable[Note], within: Session | None) -> tuple[Note, ...]:
    person = find((within,) if within else store.notes.sessions(), name.removeprefix("@"))
    if person is None:
        raise UnknownItem(_("there is no person {name}; see: kennis participants list").format(name=name))
    places = {(one.session, one.person.handle) for one in person}
    return tuple(one for one in every if (one.session, one.speaker) in places)
