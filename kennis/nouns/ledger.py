"""Themes, where notes stand among them, and what a run proposes to change."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from kennis.nouns.meetings import Attribute


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


class Change(StrEnum):
    """What a run proposes to do with a theme."""

    NEW = "new"
    SAME = "same"
    GROWN = "grown"
    SHRUNK = "shrunk"
    FADED = "faded"


class ProposalState(StrEnum):
    """What became of a proposal."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change to the themes that a run suggests, and why.

    `theme` is the theme as it would be; `members` its notes then, `before` its notes now, `common` those in both.
    """

    position: int
    change: Change
    theme: Theme
    members: int
    before: int = 0
    common: int = 0
    stability_before: float = 0.0
    state: ProposalState = ProposalState.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of the clustering; `fingerprint` is a digest of everything that went into it."""

    created: datetime.datetime
    model: str
    notes: int
    fingerprint: str
    parameters: tuple[Attribute, ...] = ()
    number: int = 0
