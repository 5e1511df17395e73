"""The tables of sessions, people and notes, and of what was done to them. Rows never leave `store/`."""

import datetime
from typing import Any

from sqlmodel import Field, UniqueConstraint

from kennis.nouns import Access, Audience, Consent, Form, Kind
from kennis.store.sqlite.row_rules import day, flags, lists, moment, objects, one_of, time_of_day, whole
from kennis.store.table_row import TableRow, json_column

SUBJECTS = ("note", "session", "participant")  # of a version in the history


class SessionRow(TableRow, table=True):
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
    note_takers: list[str] = json_column()
    closed: bool = False
    written: str = ""
    version: int
    lineage: list[str] = json_column()
    origin: str
    digest: str

    __table_args__ = (
        day("date"),
        one_of("form", Form),
        one_of("access", Access),
        one_of("audience", Audience),
        one_of("consent", Consent, unless_null=True),
        *lists("note_takers", "lineage"),
        *flags("closed"),
        whole("version", 1),
    )


class ParticipantRow(TableRow, table=True):
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
    lineage: list[str] = json_column()
    origin: str
    digest: str

    __table_args__ = (one_of("consent", Consent, unless_null=True), *lists("lineage"), whole("version", 1))


class NoteRow(TableRow, table=True):
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
    tags: list[str] = json_column()
    lenses: list[str] = json_column()
    consent: str | None
    star: bool
    context: list[str] = json_column()
    external_id: str | None
    attributes: list[list[str]] = json_column()
    owner: str = Field(default="", sa_column_kwargs={"server_default": ""})
    due: datetime.date | None = None
    done: datetime.date | None = None
    deleted: bool = False
    stamp: int = Field(default=0, index=True)
    version: int
    lineage: list[str] = json_column()
    origin: str
    digest: str

    __table_args__ = (
        UniqueConstraint("session_id", "external_id"),
        whole("number", 1),
        one_of("kind", Kind),
        time_of_day("at"),
        *lists("tags", "lenses", "context", "attributes", "lineage"),
        one_of("consent", Consent, unless_null=True),
        *flags("star", "deleted"),
        day("due", unless_null=True),
        day("done", unless_null=True),
        whole("stamp"),
        whole("version", 1),
    )


class HistoryRow(TableRow, table=True):
    """A version that is no longer the current one, or one side of a conflict that is still open.

    `subject` is note, session or participant; `item` its id (session/handle for a participant).
    """

    __tablename__ = "history"
    subject: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    version: int
    content: dict[str, Any] = json_column()
    open_conflict: bool
    recorded: datetime.datetime

    __table_args__ = (
        one_of("subject", SUBJECTS),
        whole("version", 1),
        *objects("content"),
        *flags("open_conflict"),
        moment("recorded"),
    )


class EditRow(TableRow, table=True):
    """What a note-taker did, by the place it was done from; its id is a UUIDv7, so ids are the order."""

    __tablename__ = "edit"
    id: str = Field(primary_key=True)
    session_id: str = Field(foreign_key="session.id", index=True)
    station: str
    deed: str
    steps: list[list[dict[str, Any] | None]] = json_column()
    undone: bool = False

    __table_args__ = (*lists("steps"), *flags("undone"))
