"""What a pre-flight looks at: the outline as it is kept and as it is printed, and the notes below it."""

from collections.abc import Mapping
from dataclasses import dataclass

from kennis.approved_wordings import Wordings, wordings
from kennis.consent import Publishable, level, publishable
from kennis.nouns import (
    Approval,
    Consent,
    Note,
    Organisation,
    Outline,
    Participant,
    Placement,
    PrintedOutline,
    Remark,
    RemarkKind,
    Session,
)
from kennis.nouns.remarks import remark_key


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """An outline and what it is made from.

    `names` maps the id of each part to what it is called, as 2.3.1; `printed` bears the same ids. `words` is how many
    a chapter is to have that says nothing of its own. `public` are texts that everybody knows: the programme's own.
    """

    book: Outline
    names: Mapping[str, str]
    printed: PrintedOutline
    notes: tuple[Note, ...]
    sessions: tuple[Session, ...]
    organisations: tuple[Organisation, ...] = ()
    placements: tuple[Placement, ...] = ()
    approvals: tuple[Approval, ...] = ()
    refused: frozenset[str] = frozenset()
    words: int = 3_000
    public: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """The notes by id and by short number, as n17, with their sessions and what may be published of them.

    `people` are those in the registers, by session and handle; `answers` the other words that speakers asked for, by
    note.
    """

    notes: Mapping[str, Note]
    numbered: Mapping[str, Note]
    sessions: Mapping[str, Session]
    open: Mapping[str, Publishable]
    people: Mapping[tuple[str, str], Participant]
    answers: Wordings

    def speaker(self, note: Note) -> Participant | None:
        """Give who spoke, if the register of the session knows."""
        return self.people.get((note.session, note.speaker))

    def level(self, note: Note) -> Consent:
        """Give the level that counts for a note."""
        return level(note, self.speaker(note), self.sessions[note.session])


def known(facts: DraftFacts) -> KnownPeople:
    """Look the notes up once."""
    views = publishable(facts.notes, facts.sessions, facts.organisations)
    return KnownPeople(
        notes={note.id: note for note in facts.notes},
        numbered={f"n{note.number}": note for note in facts.notes},
        sessions={session.id: session for session in facts.sessions},
        open={view.id: view for view in views},
        answers=wordings(facts.notes, facts.approvals),
        people={(one.id, person.handle): person for one in facts.sessions for person in one.participants},
    )


@dataclass(frozen=True, slots=True)
class Matter:
    """What a remark is about: its kind, the id of the part, the notes, as n17, and what it says.

    `telling` is what else makes it this matter and no other; it goes into the key, so no name may stand in it.
    """

    kind: RemarkKind
    part: str
    message: str
    notes: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()


def remark(matter: Matter, names: Mapping[str, str]) -> Remark:
    """Word a matter as a remark, with the key by which it can be accepted."""
    said = remark_key(matter.kind, matter.part, *matter.telling)
    name = names.get(matter.part, "")
    return Remark(key=said, kind=matter.kind, name=name, part=matter.part, notes=matter.notes, message=matter.message)
