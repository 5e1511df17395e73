"""The tables. Rows never leave `store/`: what goes in and comes out are nouns."""

import datetime
from typing import Any

from sqlalchemy import JSON, Column, LargeBinary, MetaData
from sqlmodel import Field, SQLModel, UniqueConstraint

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


def _json() -> Any:
    return Field(sa_type=JSON, nullable=False)


class SessionRow(SQLModel, table=True):
    """A session's header; its register is in ParticipantRow. `written` is the SHA-256 of its file as kennis left it."""

    __tablename__ = "session"
    id: str = Field(primary_key=True)
    title: str
    date: datetime.date
    timezone: str
    place: str
    form: str
    access: str
    audience: str
    consent: str | None
    note_takers: list[str] = _json()
    closed: bool = False
    written: str = ""
    version: int
    lineage: list[str] = _json()
    origin: str
    digest: str


class ParticipantRow(SQLModel, table=True):
    """A person in the register of one session."""

    __tablename__ = "participant"
    session_id: str = Field(primary_key=True, foreign_key="session.id")
    handle: str = Field(primary_key=True)
    name: str
    role: str
    organisation: str
    sector: str
    consent: str | None = Field(index=True)
    version: int
    lineage: list[str] = _json()
    origin: str
    digest: str


class NoteRow(SQLModel, table=True):
    """A note as it stands now; `origin` is the digest of its first version, `digest` that of this one.

    `deleted` takes it out of sight, so that its deletion can be undone and a file cannot bring it back by itself.
    `stamp` grows with every change of any note: what is above a stamp is what changed since.
    """

    __tablename__ = "note"
    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    session_id: str = Field(foreign_key="session.id", index=True)
    kind: str
    text: str
    at: datetime.time | None
    speaker: str = Field(index=True)
    tags: list[str] = _json()
    lenses: list[str] = _json()
    consent: str | None
    star: bool
    context: list[str] = _json()
    external_id: str | None
    attributes: list[list[str]] = _json()
    deleted: bool = False
    stamp: int = Field(default=0, index=True)
    version: int
    lineage: list[str] = _json()
    origin: str
    digest: str

    __table_args__ = (UniqueConstraint("session_id", "external_id"),)


class HistoryRow(SQLModel, table=True):
    """A version that is no longer the current one, or one side of a conflict that is still open.

    `subject` is note, session or participant; `item` its id (session/handle for a participant).
    """

    __tablename__ = "history"
    subject: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    version: int
    content: dict[str, Any] = _json()
    open_conflict: bool
    recorded: datetime.datetime


class EditRow(SQLModel, table=True):
    """What a note-taker did, by the place it was done from; its id is a UUIDv7, so ids are the order."""

    __tablename__ = "edit"
    id: str = Field(primary_key=True)
    session_id: str = Field(foreign_key="session.id", index=True)
    station: str
    deed: str
    steps: list[list[dict[str, Any] | None]] = _json()
    undone: bool = False


class VectorRow(SQLModel, table=True):
    """The vector of a text under a model: float32, little-endian."""

    __tablename__ = "vector"
    model: str = Field(primary_key=True)
    text_hash: str = Field(primary_key=True)
    vector: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class RunRow(SQLModel, table=True):
    """A run of the clustering, with what is needed to tell later how it came about."""

    __tablename__ = "run"
    number: int = Field(primary_key=True)
    created: datetime.datetime
    model: str
    notes: int
    fingerprint: str
    parameters: dict[str, Any] = _json()
    reach: str
    unmet: list[list[str]] = _json()


class _ThemeColumns(SQLModel):
    """What themes and families have in common."""

    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    title: str
    keywords: list[str] = _json()
    stability: float
    lenses: list[list[Any]] = _json()
    medoids: list[str] = _json()
    state: str
    titled: bool = False
    run: int = Field(foreign_key="run.number")


class ThemeRow(_ThemeColumns, table=True):
    """An accepted theme, or one that was; its number is never given to another. `run` is the last that changed it."""

    __tablename__ = "theme"
    family: str = ""
    split_from: str = ""
    into: str = ""
    subs: list[list[Any]] = _json()


class FamilyRow(_ThemeColumns, table=True):
    """A family of themes, or one that was; its number is never given to another."""

    __tablename__ = "family"


class PlacementRow(SQLModel, table=True):
    """Where a note stands among the accepted themes; no theme: loose."""

    __tablename__ = "placement"
    note_id: str = Field(primary_key=True, foreign_key="note.id")
    theme_id: str | None = Field(foreign_key="theme.id", index=True)
    strength: float
    second_id: str | None = Field(foreign_key="theme.id")
    second_strength: float
    lenses: list[list[Any]] = _json()


class SuggestionRow(SQLModel, table=True):
    """Where a new note would stand among the accepted themes, by nearness; nobody has accepted it yet."""

    __tablename__ = "suggestion"
    note_id: str = Field(primary_key=True, foreign_key="note.id")
    theme_id: str | None = Field(foreign_key="theme.id", index=True)
    strength: float
    second_id: str | None
    second_strength: float
    lenses: list[list[Any]] = _json()


class ConstraintRow(SQLModel, table=True):
    """What a person decided, as later runs obey it."""

    __tablename__ = "constraint"
    rule: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    other: str = Field(primary_key=True)


class MarkRow(SQLModel, table=True):
    """What a person set on a note apart from its theme."""

    __tablename__ = "mark"
    note_id: str = Field(primary_key=True, foreign_key="note.id")
    stance: str | None
    shelf: bool


class MemoRow(SQLModel, table=True):
    """A researcher's own text on a note, theme, lens or session."""

    __tablename__ = "memo"
    id: str = Field(primary_key=True)
    about: str
    item: str = Field(index=True)
    text: str
    person: str
    at: datetime.datetime


class DecisionRow(SQLModel, table=True):
    """What a person decided; its id is a UUIDv7, so ids are the order. `steps` hold rows before and after.

    `run` is the last run before it; `redoable` says that it was undone and nothing was decided since.
    """

    __tablename__ = "decision"
    id: str = Field(primary_key=True)
    verb: str
    person: str
    at: datetime.datetime
    themes: list[str] = _json()
    notes: list[str] = _json()
    details: list[list[str]] = _json()
    steps: list[list[Any]] = _json()
    run: int
    undone: bool = False
    redoable: bool = False


class ProposalRow(SQLModel, table=True):
    """A change to the themes that a run suggests: waiting, accepted, rejected or overtaken by a later run."""

    __tablename__ = "proposal"
    run: int = Field(primary_key=True, foreign_key="run.number")
    position: int = Field(primary_key=True)
    change: str
    state: str
    reason: dict[str, Any] = _json()
    theme: dict[str, Any] = _json()
    parts: list[dict[str, Any]] = _json()


class ProposedPlacementRow(SQLModel, table=True):
    """Where a run would place a note; the theme ids are those of the run's proposals."""

    __tablename__ = "proposed_placement"
    run: int = Field(primary_key=True, foreign_key="run.number")
    note_id: str = Field(primary_key=True, foreign_key="note.id")
    theme_id: str | None
    strength: float
    second_id: str | None
    second_strength: float
    lenses: list[list[Any]] = _json()
