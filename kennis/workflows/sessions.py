"""Sessions and notes: make, add, change."""

import dataclasses
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kennis import clock
from kennis.clean_text import clean
from kennis.errors import InputError, UnknownItem
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Access, Applied, Consent, EditKind, Kind, Note, Participant, Session
from kennis.reading import entry_edits
from kennis.reading.entry_edits import change_all, known_as
from kennis.reading.field_values import check_new_text
from kennis.reading.identifiers import dated_id
from kennis.store import Offer, Selection, Store
from kennis.workflows.consent_levels import Levelled, parted
from kennis.workflows.person_lookup import find
from kennis.workflows.workspace import Workspace

ALL = "all"
_RANGE = re.compile(r"n(\d{1,9})-n?(\d{1,9})")
_SHOWN = 40  # characters of a note that has no number any more
PLACE = "command"  # from which a change is made that no note-taker's place undoes


def new_session(workspace: Workspace, session: Session) -> Session:
    """Store a new session under an id made of its date and title; raises InputError if there is one already."""
    title, place = clean(session.title).text.strip(), clean(session.place).text.strip()
    takers = tuple(filter(None, (clean(name).text.strip() for name in session.note_takers)))
    if not title:
        raise InputError(_("the title is empty"))
    made = dataclasses.replace(session, id=dated_id(session.date, title), title=title, place=place, note_takers=takers)
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
            after = dataclasses.replace(read, consent=level)
            store.journal.apply(entry_edits.change_header(EditKind.SESSION, read.id, read, after), PLACE)
        return store.notes.session(read.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBeside:
    """What is said of a new note beside its entry: its kind, a name or handle, tags, and who is to do it by when."""

    kind: Kind | None = None
    speaker: str = ""
    tags: tuple[str, ...] = ()
    owner: str = ""
    due: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """A note as it is stored now, and what looks like a mark in what was typed and was not read, or not as meant."""

    note: Note
    unread: tuple[str, ...] = ()


def add_note(workspace: Workspace, source: str, name: str, said: SaidBeside = SaidBeside()) -> NoteWritten:
    """Store a new note in a session, of an entry and what is said beside it, with the time it is there.

    Raises InputError for a session that is closed, where entry and options differ, and for a level that is not read.
    """
    with workspace.store() as store:
        session = store.notes.session(name)
        if session.id in store.session_views.closed():
            closed = _("session {name} is closed; to open it again:  kennis sessions reopen {name}")
            raise InputError(closed.format(name=session.id))
        made, people = _new_note(source, session, said)
        for person in people:
            store.journal.apply(entry_edits.change_header(EditKind.PERSON, session.id, None, person), PLACE)
        store.journal.apply(entry_edits.add(made), PLACE)
        unread = entry_edits.unread(source, session, workspace.settings.programme.lenses)
        return NoteWritten(store.notes.note(made.id), unread)


def _new_note(source: str, session: Session, said: SaidBeside) -> tuple[Note, tuple[Participant, ...]]:
    """Make a note, and give the people whom it names and the register lacks."""
    found = entry_edits.accepted(entry_edits.read(source, session, said.kind or Kind.OBSERVATION))
    entry, kind = found.entry, said.kind or found.entry.kind
    if found.marked and kind is not entry.kind:
        raise InputError(
            _("the text is marked as another kind than --kind says; a backslash before the mark makes it text")
        )
    if said.speaker and entry.speaker and said.speaker != entry.speaker:
        raise InputError(
            _("the text names another speaker than --speaker does; a backslash before the @ makes it text")
        )
    if said.owner and entry.owner and said.owner != entry.owner:
        raise InputError(_("the text names another owner than --owner does; a backslash before the @ makes it text"))
    if said.due and entry.due and said.due != entry.due:
        raise InputError(_("the text names another day than --due does; a backslash before the > makes it text"))
    if kind is not Kind.ACTION and (said.owner or said.due):
        raise InputError(_("only an action has an owner and a day; say so:  --kind action"))
    fields = found.fields()
    named = {"speaker": said.speaker or entry.speaker, "owner": said.owner or entry.owner}
    named = {field: clean(one).text.strip().lstrip("@") for field, one in named.items()}
    handles = {field: known_as(one, session) for field, one in named.items()}
    known = {person.handle for person in session.participants}
    people = {handles[field]: Participant(handle=handles[field], name=named[field]) for field in named}
    tags = tuple(filter(None, (clean(tag).text.strip().lstrip("#") for tag in (*said.tags, *entry.tags))))
    changes = {"id": new_id(), "text": _text(entry.text), "at": fields["at"] or clock.time(session.timezone)}
    note = Note(
        **{**fields, **changes, **handles, "session": session.id, "tags": tags, "due": said.due or fields["due"]}
    )
    return note, tuple(person for handle, person in people.items() if handle and handle not in known)


def edit_note(workspace: Workspace, name: str, source: str) -> NoteWritten:
    """Give a note another text, as its next version; a mark, a name, a tag or a level that stands with it is set too.

    A level is set unless a stricter one stands. Raises InputError for a level of consent that is not read.
    """
    with workspace.store() as store:
        read = store.notes.note(name)
        session = store.notes.session(read.session)
        whole = entry_edits.amended(read, source, session)
        changed = dataclasses.replace(whole, text=_text(whole.text))
        unread = entry_edits.unread(source, session, workspace.settings.programme.lenses)
        return NoteWritten(revise(store, EditKind.TEXT, read, changed), unread)


def star_note(workspace: Workspace, name: str, star: bool) -> Note:
    """Star a note, or take its star away."""
    with workspace.store() as store:
        read = store.notes.note(name)
        return revise(store, EditKind.STAR, read, dataclasses.replace(read, star=star))


def revise(store: Store, kind: EditKind, before: Note, after: Note) -> Note:
    """Change a note through the journal, if anything changes; gives what stands now."""
    if after != before:
        store.journal.apply(entry_edits.change(kind, before, after), PLACE)
    return store.notes.note(before.id)


@dataclass(frozen=True, slots=True)
class Turned:
    """A change that was undone or done again, and what it is about: n17, a session, a person as session/handle."""

    applied: Applied
    called: tuple[str, ...]


def turn(workspace: Workspace, back: bool, loosen: bool) -> Turned | None:
    """Undo the last change that a command made, or do again what was undone; None where there is nothing.

    See `Applied.loosened` for what is done only with `loosen`.
    """
    with workspace.store() as store:
        session = store.journal.session(PLACE, undone=not back)
        done = (store.journal.undo if back else store.journal.redo)(session, PLACE, loosen)
        return Turned(done, _called(done)) if done is not None else None


def _called(done: Applied) -> tuple[str, ...]:
    notes = {one.id: one for step in done.edit.steps for one in (step.before, step.after) if one is not None}
    notes |= {one.id: one for one in done.notes}
    numbered = (f"n{one.number}" if one.number else f"“{_shortened(one.text)}”" for one in notes.values())
    headers = (step.after or step.before for step in done.edit.headers)
    others = (f"{done.edit.session}/{one.handle}" if isinstance(one, Participant) else one.id for one in headers if one)
    return (*numbered, *others)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


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
            store.journal.apply(edit, PLACE)
        return done


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
