"""The tables of themes, of what people decided about them and of what runs propose. Rows never leave `store/`."""

import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from kennis.nouns import About, Change, ProposalState, Reach, Rule, Stance, ThemeState
from kennis.store.notes import note_rows as note_rows  # the tables that foreign keys here point to
from kennis.store.sqlite.row_rules import flags, lists, moment, objects, one_of, shares, whole
from kennis.store.table_row import TableRow, json_column


class RunRow(TableRow, table=True):
    """A run of the clustering, with what is needed to tell later how it came about."""

    __tablename__ = "run"
    number: int = Field(primary_key=True)
    created: datetime.datetime
    model: str
    notes: int
    fingerprint: str
    parameters: dict[str, Any] = json_column()
    reach: str
    unmet: list[list[str]] = json_column()

    __table_args__ = (
        moment("created"),
        whole("notes"),
        *objects("parameters"),
        one_of("reach", Reach),
        *lists("unmet"),
    )


def _theme_rules() -> tuple[CheckConstraint, ...]:
    """Give the rules of what themes and families have in common."""
    return (
        whole("number", 1),
        *lists("keywords", "lenses", "medoids"),
        *shares("stability"),
        one_of("state", ThemeState),
        *flags("titled"),
    )


def _placement_rules() -> tuple[CheckConstraint, ...]:
    """Give the rules of where a note stands."""
    return (*shares("strength", "second_strength"), *lists("lenses"))


class _ThemeColumns(TableRow):
    """What themes and families have in common."""

    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    title: str
    keywords: list[str] = json_column()
    stability: float
    lenses: list[list[Any]] = json_column()
    medoids: list[str] = json_column()
    state: str
    titled: bool = False
    run: int = Field(foreign_key="run.number")


class ThemeRow(_ThemeColumns, table=True):
    """An accepted theme, or one that was; its number is never given to another. `run` is the last that changed it."""

    __tablename__ = "theme"
    family: str = ""
    split_from: str = ""
    into: str = ""
    subs: list[list[Any]] = json_column()

    __table_args__ = (*_theme_rules(), *lists("subs"))


class FamilyRow(_ThemeColumns, table=True):
    """A family of themes, or one that was; its number is never given to another."""

    __tablename__ = "family"
    __table_args__ = _theme_rules()


class PlacementRow(TableRow, table=True):
    """Where a note stands among the accepted themes; no theme: loose."""

    __tablename__ = "placement"
    note_id: str = Field(primary_key=True, foreign_key="note.id")
    theme_id: str | None = Field(foreign_key="theme.id", index=True)
    strength: float
    second_id: str | None = Field(foreign_key="theme.id")
    second_strength: float
    lenses: list[list[Any]] = json_column()

    __table_args__ = _placement_rules()


class SuggestionRow(TableRow, table=True):
    """Where a new note would stand among the accepted themes, by nearness; nobody has accepted it yet."""

    __tablename__ = "suggestion"
    note_id: str = Field(primary_key=True, foreign_key="note.id")
    theme_id: str | None = Field(foreign_key="theme.id", index=True)
    strength: float
    second_id: str | None
    second_strength: float
    lenses: list[list[Any]] = json_column()

    __table_args__ = _placement_rules()


class ConstraintRow(TableRow, table=True):
    """What a person decided, as later runs obey it."""

    __tablename__ = "constraint"
    rule: str = Field(primary_key=True)
    item: str = Field(primary_key=True)
    other: str = Field(primary_key=True)

    __table_args__ = (one_of("rule", Rule),)


class MarkRow(TableRow, table=True):
    """What a person set on a note apart from its theme."""

    __tablename__ = "mark"
    note_id: str = Field(primary_key=True, foreign_key="note.id")
    stance: str | None
    shelf: bool

    __table_args__ = (one_of("stance", Stance, unless_null=True), *flags("shelf"))


class MemoRow(TableRow, table=True):
    """A researcher's own text on a note, theme, lens or session."""

    __tablename__ = "memo"
    id: str = Field(primary_key=True)
    about: str
    item: str = Field(index=True)
    text: str
    person: str
    at: datetime.datetime

    __table_args__ = (one_of("about", About), moment("at"))


class DecisionRow(TableRow, table=True):
    """What a person decided; its id is a UUIDv7, so ids are the order. `steps` hold rows before and after.

    `run` is the last run before it; `redoable` says that it was undone and nothing was decided since.
    """

    __tablename__ = "decision"
    id: str = Field(primary_key=True)
    verb: str
    person: str
    at: datetime.datetime
    themes: list[str] = json_column()
    notes: list[str] = json_column()
    details: list[list[str]] = json_column()
    steps: list[list[Any]] = json_column()
    run: int
    undone: bool = False
    redoable: bool = False

    __table_args__ = (
        moment("at"),
        *lists("themes", "notes", "details", "steps"),
        whole("run"),
        *flags("undone", "redoable"),
    )


class ProposalRow(TableRow, table=True):
    """A change to the themes that a run suggests: waiting, accepted, rejected or overtaken by a later run."""

    __tablename__ = "proposal"
    run: int = Field(primary_key=True, foreign_key="run.number")
    position: int = Field(primary_key=True)
    change: str
    state: str
    reason: dict[str, Any] = json_column()
    theme: dict[str, Any] = json_column()
    parts: list[dict[str, Any]] = json_column()

    __table_args__ = (
        whole("position"),
        one_of("change", Change),
        one_of("state", ProposalState),
        *objects("reason", "theme"),
        *lists("parts"),
    )


class ProposedPlacementRow(TableRow, table=True):
    """Where a run would place a note; the theme ids are those of the run's proposals."""

    __tablename__ = "proposed_placement"
    run: int = Field(primary_key=True, foreign_key="run.number")
    note_id: str = Field(primary_key=True, foreign_key="note.id")
    theme_id: str | None
    strength: float
    second_id: str | None
    second_strength: float
    lenses: list[list[Any]] = json_column()

    __table_args__ = _placement_rules()
