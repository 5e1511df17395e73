"""What happens at a note-taker's place: what is being typed, and what was done to the notes."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from kennis.nouns.notes import Note, Participant, Session


class EditKind(StrEnum):
    """What a note-taker did; the name under which it is undone."""

    ADD = "add"
    TEXT = "text"
    KIND = "kind"
    SPEAKER = "speaker"
    CONSENT = "consent"
    STAR = "star"
    OWNER = "owner"
    DUE = "due"
    DONE = "done"
    SPLIT = "split"
    MERGE = "merge"
    DELETE = "delete"
    PERSON = "person"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Step:
    """One note before and after a change; None where there is no such note."""

    before: Note | None
    after: Note | None

    @property
    def note(self) -> str:
        """The id of the note."""
        one = self.after or self.before
        return one.id if one else ""


@dataclass(frozen=True, slots=True)
class HeaderStep:
    """A session's header without its register, or a person of it, before and after a change; None: not there."""

    before: Participant | Session | None
    after: Participant | Session | None


@dataclass(frozen=True, slots=True)
class Edit:
    """Something done at once and undone at once; `id` is a UUIDv7, made when it was done."""

    id: str
    session: str
    kind: EditKind
    steps: tuple[Step, ...] = ()
    headers: tuple[HeaderStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A text that was being written in a dialog; `about` says what it is, and names where it belongs."""

    about: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stands in the entry field, and the changes that could not be stored yet, oldest first.

    `unfinished` are the texts that were being written in the other rooms, `others` what was typed and left in other
    sessions, or put aside in this one for a note that had to be changed. A change that waits and names no session is a
    note that was entered before one was open.

    `note` is the id that a new note will get, made with its first character at `at`, or that of the note that is
    being edited. `cursor` is line and column, from 0. `speaker` is the handle that the next quote gets without asking.
    """

    session: str = ""
    note: str = ""
    text: str = ""
    cursor: tuple[int, int] = (0, 0)
    at: datetime.time | None = None
    editing: bool = False
    speaker: str = ""
    waiting: tuple[Edit, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
    others: tuple["Draft", ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """What stands after an edit: its notes as they are stored, the ids of those that went, and those in conflict.

    `refused` names what someone else changed meanwhile, so that undoing left it alone; `loosened` that of which more
    could be printed if the edit were undone or done again: nothing was done, and a person is to be asked. Both hold ids
    of notes, handles of people, or the session's id.
    """

    edit: Edit
    notes: tuple[Note, ...]
    gone: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    loosened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What changed in a session since a stamp, by whomever; `stamp` is where to go on from.

    `conflicts` names those of the notes that two people gave different texts; `closed` says how the session stands.
    """

    notes: tuple[Note, ...]
    gone: tuple[str, ...]
    stamp: int
    conflicts: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session opened for writing down: its header and register, its notes in order, what is in conflict."""

    session: Session
    notes: tuple[Note, ...]
    stamp: int
    closed: bool = False
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing a session came to: the file that was written, or how the one on disk differs from the database.

    `difference` is a unified diff, from the file to the database; closing again with `merge` takes the file's part in.
    """

    path: str
    difference: str = ""
