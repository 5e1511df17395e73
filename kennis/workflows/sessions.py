"""Sessions and notes: make, add, change."""

import dataclasses
import re
from collections.abc import Iterable, Sequence

from kennis import clock
from kennis.errors import InputError, UnknownItem
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Access, Consent, Kind, Note, Participant, Session
from kennis.reading import entry_edits
from kennis.reading.entry_edits import change_all, known_as
from kennis.reading.field_values import check_new_text
from kennis.reading.identifiers import session_id
from kennis.store import Offer, Selection, Store
from kennis.text import clean
from kennis.workflows.consent_levels import Levelled, parted
from kennis.workflows.person_lookup import find
from kennis.workflows.workspace import Workspace

ALL = "all"
_RANGE = re.compile(r"n(\d{1,9})-n?(\d{1,9})")
_PLACE = "command"  # from which a change is made that no note-taker's place undoes


def new_session(workspace: Workspace, session: Session) -> Session:
    """Store a new session under an id made of its date and title; raises InputError if there is one already."""
    title, place = clean(session.title).text.strip(), clean(session.place).text.strip()
    takers = tuple(filter(None, (clean(name).text.strip() for name in session.note_takers)))
    if not title:
        raise InputError(_("the title is empty"))
    made = dataclasses.replace(
        session, id=session_id(f"{session.date} {title}"), title=title, place=place, note_takers=takers
    )
    with workspace.store() as store:
        name = store.forgetting.session(made.id)
        if any(one.id == name for one in store.notes.sessions()):
            raise InputError(_("there is a session {name} already").format(name=name))
        store.take_in(Offer((made,)))
    return made


def set_session_consent(workspace: Workspace, name: str, level: Consent | None) -> Session:
    """Set the consent that a session's notes have where nothing stricter is set; None: none."""
    with workspace.store() as store:
        read = store.notes.session(name)
        if read.consent is not level:
            store.notes.revise_session(dataclasses.replace(read, consent=level), read)
        return store.notes.session(read.id)


def add_note(workspace: Workspace, note: Note) -> Note:
    """Store a new note in the session that `note.session` names, with an id and the time it is there; give it.

    Raises InputError for a session that is closed.
    """
    with workspace.store() as store:
        session = store.notes.session(note.session)
        if session.id in store.session_views.closed():
            said = _("session {name} is closed; to open it again:  kennis sessions reopen {name}")
            raise InputError(said.format(name=session.id))
        at = clock.time(session.timezone)
        name = clean(note.speaker).text.strip().lstrip("@")
        handle = known_as(name, session)
        known = {person.handle for person in session.participants}
        person = Participant(handle=handle, name=name) if handle and handle not in known else None
        tags = tuple(filter(None, (clean(tag).text.strip().lstrip("#") for tag in note.tags)))
        made = dataclasses.replace(
            note, id=new_id(), session=session.id, text=_text(note.text), at=note.at or at, speaker=handle, tags=tags
        )
        return store.notes.add(made, person)


def edit_note(workspace: Workspace, name: str, source: str) -> Note:
    """Give a note another text, as its next version; a mark, speaker, tag or level that stands with it is set too.

    A level is set unless a stricter one stands. Raises InputError for a level of consent that is not read.
    """
    with workspace.store() as store:
        read = store.notes.note(name)
        session = store.notes.session(read.session)
        found = entry_edits.accepted(entry_edits.read(source, session))
        whole = entry_edits.revised(read, source, session)
        named = found.entry.speaker or found.entry.nobody
        changed = dataclasses.replace(
            whole,
            text=_text(whole.text),
            kind=whole.kind if found.marked else read.kind,
            speaker=known_as(found.entry.speaker, session) if named else read.speaker,
            tags=tuple(dict.fromkeys(read.tags + whole.tags)),
            lenses=tuple(dict.fromkeys(read.lenses + whole.lenses)),
        )
        return read if changed == read else store.notes.revise(changed, read)


def star_note(workspace: Workspace, name: str, star: bool) -> Note:
    """Star a note, or take its star away."""
    return _revise(workspace, name, star=star)


def partners_only(workspace: Workspace, sessions: Iterable[str]) -> tuple[str, ...]:
    """Give those of these sessions, by id, of which a level on a person or session alone prints nothing."""
    wanted = frozenset(sessions)
    with workspace.store() as store:
        found = (one for one in store.notes.sessions() if one.access is Access.PARTNERS)
        return tuple(one.id for one in found if one.id in wanted)


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


def make_note(source: str, session: str, kind: Kind | None, speaker: str, tags: tuple[str, ...]) -> Note:
    """Make a note that is not stored yet of an entry, and of what is said beside it.

    Raises InputError where the two differ about kind or speaker, and for a level of consent that is not read.
    """
    found = entry_edits.accepted(entry_edits.read(source))
    entry, header = found.entry, found.header
    if kind is not None and found.marked and kind is not entry.kind:
        raise InputError(
            _("the text is marked as another kind than --kind says; a backslash before the mark makes it text")
        )
    if speaker and entry.speaker and speaker != entry.speaker:
        raise InputError(
            _("the text names another speaker than --speaker does; a backslash before the @ makes it text")
        )
    return Note(
        id="",
        session=session,
        text=entry.text,
        kind=kind or entry.kind,
        at=header.at,
        speaker=speaker or entry.speaker,
        tags=(*tags, *entry.tags),
        lenses=entry.lenses,
        consent=header.consent,
        star=header.star,
        attributes=header.attributes,
    )


def unread(workspace: Workspace, session: str, source: str) -> tuple[str, ...]:
    """Say what looks like a mark in an entry for a session and was not read, or not as it may have been meant."""
    with workspace.store() as store:
        here = store.notes.session(session)
    return entry_edits.unread(source, here, workspace.settings.programme.lenses)


def _revise(workspace: Workspace, name: str, **changes: object) -> Note:
    with workspace.store() as store:
        read = store.notes.note(name)
        changed: Note = dataclasses.replace(read, **changes)  # type: ignore[arg-type]
        return read if changed == read else store.notes.revise(changed, read)


def _text(given: str) -> str:
    text = clean(given).text.strip()
    check_new_text(text)
    return text


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
