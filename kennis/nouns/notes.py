"""Sessions, their registers and notes."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a note writes down."""

    OBSERVATION = "observation"
    QUOTE = "quote"
    QUESTION = "question"
    INSIGHT = "insight"
    DECISION = "decision"
    ACTION = "action"
    CONTRIBUTION = "contribution"


class Consent(StrEnum):
    """How much may be printed, from the loosest level to the strictest; the order counts."""

    NAME = "name"
    ROLE = "role"
    ORGANISATION = "organisation"
    ANONYMOUS = "anonymous"
    BACKGROUND = "background"
    WITHDRAWN = "withdrawn"


class Form(StrEnum):
    """How a session is held."""

    ON_SITE = "on-site"
    ONLINE = "online"
    HYBRID = "hybrid"


class Access(StrEnum):
    """Whether a session is open or for the programme's partners only."""

    OPEN = "open"
    PARTNERS = "partners"


class Audience(StrEnum):
    """For whom a session is."""

    EVERYONE = "everyone"
    PARTNERS = "partners"
    ADMINISTRATORS = "administrators"
    CITIZENS = "citizens"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation and the sector it belongs to."""

    name: str
    sector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person in a session's register; `handle` is what follows the @ in a note."""

    handle: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    sector: str = ""
    consent: Consent | None = None
    version: int = 1
    lineage: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One meeting, with the register of who took part.

    `lineage` holds the digests of the first and the last versions, oldest first; none for a first version.
    """

    id: str
    title: str
    date: datetime.date
    timezone: str = "Europe/Amsterdam"
    place: str = ""
    form: Form = Form.ON_SITE
    access: Access = Access.OPEN
    audience: Audience = Audience.EVERYONE
    consent: Consent | None = None
    note_takers: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    version: int = 1
    lineage: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    """A further fact about a note, from a column or a file: one name, one or more values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing written down.

    `id` is a UUIDv7; the order of ids is the order of the notes in their session. `number` is the short
    number of this workspace (0: not stored yet). `context` holds the headings it stands under, outermost
    first. `lineage` holds the digests of the first and the last versions, oldest first; none for a first version.
    `owner` is the handle of who is to do an action, `due` the day by which, `done` that on which it was done.
    """

    id: str
    session: str
    text: str
    kind: Kind = Kind.OBSERVATION
    at: datetime.time | None = None
    speaker: str = ""
    tags: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()
    consent: Consent | None = None
    star: bool = False
    context: tuple[str, ...] = ()
    external_id: str = ""
    attributes: tuple[Attribute, ...] = ()
    owner: str = ""
    due: datetime.date | None = None
    done: datetime.date | None = None
    version: int = 1
    lineage: tuple[str, ...] = ()
    number: int = 0
