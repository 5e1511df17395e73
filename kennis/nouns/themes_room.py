"""What the researcher's room shows: lenses with their themes, one theme, proposals, history, what a search found."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from kennis.nouns.notes import Note, Session
from kennis.nouns.themes import Change, Decision, LensWeight, Memo, Proposal, Run, Stance, Theme


class Order(StrEnum):
    """By what themes are sorted within a lens."""

    WEIGHT = "weight"
    STABILITY = "stability"
    NEWEST = "newest"
    SECTORS = "sectors"


@dataclass(frozen=True, slots=True)
class Near:
    """A theme that a note comes near to, and how near, 0 to 1."""

    theme: str
    name: str
    title: str
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A note as the room shows it: where it was said, by whom, and where it stands.

    `speaker` is the name the register knows, `role`, `organisation` and `sector` what it says of them: the room is
    the researchers' own, so no consent is asked of them there. `theme` is None for a loose note; `near` holds its
    second theme, or, of a loose note, what it comes nearest to.
    """

    note: Note
    session: Session
    speaker: str = ""
    role: str = ""
    organisation: str = ""
    sector: str = ""
    theme: str | None = None
    strength: float = 0.0
    near: tuple[Near, ...] = ()
    stance: Stance | None = None
    pinned: bool = False
    suggested: bool = False
    shelved: bool = False
    memos: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLine:
    """A theme in the list: `weight` is its weight in the lens it is listed under, `waiting` its proposals."""

    theme: Theme
    name: str
    notes: int
    sessions: int
    sectors: int
    weight: float = 0.0
    waiting: int = 0
    suggested: int = 0
    newest: datetime.date | None = None
    family: str = ""


@dataclass(frozen=True, slots=True)
class LensGroup:
    """A lens with its themes, in the order asked for; `slug` is empty for the themes without a lens."""

    slug: str
    title: str
    themes: tuple[ThemeLine, ...]


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A family with its themes, largest first; `name` is F-003."""

    name: str
    title: str
    themes: tuple[ThemeLine, ...]


@dataclass(frozen=True, slots=True)
class MemoLine:
    """A memo, with what it is about as people name it."""

    memo: Memo
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The room as a whole; `unplaced` counts the notes that have no vector yet, so cannot be placed.

    `stamp` changes when anything in the ledger or the notes did.
    """

    title: str
    notes: int
    themes: int
    loose: int
    shelf: int
    waiting: int
    unplaced: int
    lenses: tuple[LensGroup, ...]
    stamp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDetails:
    """One theme: its line, a summary in its notes' own words, its notes strongest first, what else there is of it.

    `lenses` are all its lens weights; `suggested` are new notes that come near it, which nobody has accepted yet;
    `seconds` are notes of other themes that have it as their second.
    """

    line: ThemeLine
    summary: tuple[str, ...]
    notes: tuple[NoteLine, ...]
    suggested: tuple[NoteLine, ...]
    seconds: tuple[NoteLine, ...]
    lenses: tuple[LensWeight, ...]
    memos: tuple[Memo, ...]
    waiting: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal with its reason in words, side by side: `now` are the notes that stand, `then` those that would.

    `joining`, `leaving` are the notes that would move, each with where it stands now (its `theme` and `near`). Of a
    split, `parted` are the notes of each part that would come off, in the order of the proposal's parts.
    """

    proposal: Proposal
    run: int
    name: str
    reasons: tuple[str, ...]
    staying: tuple[NoteLine, ...] = ()
    joining: tuple[NoteLine, ...] = ()
    leaving: tuple[NoteLine, ...] = ()
    parted: tuple[tuple[NoteLine, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One step in how themes came about: a run with what it proposed, or a decision; `said` is it in words."""

    at: datetime.datetime
    said: str
    themes: tuple[str, ...] = ()
    run: Run | None = None
    decision: Decision | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A note that a search found: how good, 0 to 1, and why.

    `why` says it in words; `marks` are the places in the text that were found, as (start, end).
    """

    line: NoteLine
    score: float
    why: str
    marks: tuple[tuple[int, int], ...] = ()
