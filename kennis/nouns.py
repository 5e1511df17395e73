"""The words of kennis as frozen dataclasses; only the standard library below them."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a note writes down."""

    OBSERVATION = "observation"
    QUOTE = "quote"
    QUESTION = "question"
    INSIGHT = "insight"
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

    `lineage` holds the digests of the versions after the first, oldest first, at most the last four.
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
    first. `lineage` holds the digests of the versions after the first, oldest first, at most the last four.
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
    version: int = 1
    lineage: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Lens:
    """A guiding question of a programme, with sentences that describe it."""

    slug: str
    title: str
    question: str
    anchors: tuple[str, ...]
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """How many sessions a programme means to hold, and how many of them for whom."""

    months: int
    sessions_a_month: int
    administrators: int
    citizens: int
    phases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A research programme: its guiding questions, partner organisations and plan."""

    slug: str
    title: str
    language: str
    lenses: tuple[Lens, ...]
    organisations: tuple[Organisation, ...] = ()
    coordinator: str = ""
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class LensWeight:
    """How much a theme or a loose note belongs to a lens, 0 to 1."""

    lens: str
    weight: float


class ThemeState(StrEnum):
    """Where a theme stands in the ledger."""

    ACCEPTED = "accepted"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A lasting group of notes; shown as T-014 where `number` is 14.

    `stability` is 0 to 1; `medoids` are the ids of its most central notes, most central first.
    """

    id: str
    number: int
    title: str
    keywords: tuple[str, ...]
    stability: float
    lenses: tuple[LensWeight, ...] = ()
    medoids: tuple[str, ...] = ()
    state: ThemeState = ThemeState.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where one note stands: its theme (None: loose) and strength, its second theme, its lens weights."""

    note: str
    theme: str | None
    strength: float = 0.0
    second: str | None = None
    second_strength: float = 0.0
    lenses: tuple[LensWeight, ...] = ()


class PassageKind(StrEnum):
    """What a passage of the outline is."""

    SUMMARY = "summary"
    QUOTE = "quote"
    QUESTION = "question"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of the outline and the notes it comes from; `notes` are the short numbers, as n17."""

    kind: PassageKind
    text: str
    notes: tuple[str, ...]
    attribution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A theme as it stands in a chapter; `see_also` names the chapters that it is also about."""

    theme: str
    title: str
    keywords: tuple[str, ...]
    stability: float
    notes: int
    passages: tuple[Passage, ...]
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference:
    """A section of another chapter that also belongs under this one."""

    title: str
    chapter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A lens as a chapter: its question, its themes as sections, then loose notes worth a look."""

    lens: str
    title: str
    question: str
    sections: tuple[Section, ...] = ()
    references: tuple[CrossReference, ...] = ()
    loose: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A draft of the book: chapters of sections of passages, every passage with its notes."""

    title: str
    language: str
    chapters: tuple[Chapter, ...]
    sessions: tuple[str, ...] = ()
