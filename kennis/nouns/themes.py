"""Themes, where notes stand among them, what a run proposes to change and what a person decided."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from kennis.nouns.notes import Attribute

LONGEST_TITLE = 200  # characters; set by hand


@dataclass(frozen=True, slots=True)
class LensWeight:
    """How much a theme or a loose note belongs to a lens, 0 to 1."""

    lens: str
    weight: float


class ThemeState(StrEnum):
    """Where a theme stands in the ledger; one that is not accepted any more keeps its number for ever.

    `unmade` is a theme whose making was undone.
    """

    ACCEPTED = "accepted"
    FADED = "faded"
    MERGED = "merged"
    RETIRED = "retired"
    UNMADE = "unmade"


class Level(StrEnum):
    """How wide a theme is: a family holds themes, a theme holds notes."""

    THEME = "theme"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class SubTheme:
    """A part of a theme that the same evidence, cut lower, holds together: a title and ids of notes."""

    title: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A lasting group of notes; shown as T-014 where `number` is 14, a family as F-003.

    `stability` is 0 to 1; `medoids` are the ids of its most central notes, most central first. `titled` says that
    a person set the title. `family` is the id of its family, `split_from` that of the theme it was a part of,
    `into` that of the theme it was merged into.
    """

    id: str
    number: int
    title: str
    keywords: tuple[str, ...]
    stability: float
    lenses: tuple[LensWeight, ...] = ()
    medoids: tuple[str, ...] = ()
    state: ThemeState = ThemeState.ACCEPTED
    level: Level = Level.THEME
    titled: bool = False
    family: str = ""
    split_from: str = ""
    into: str = ""
    subs: tuple[SubTheme, ...] = ()

    @property
    def name(self) -> str:
        """The short name: T-014, or F-003 of a family."""
        return f"{'F' if self.level is Level.FAMILY else 'T'}-{self.number:03d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where one note stands: its theme (None: loose) and strength, its second theme, its lens weights.

    `suggested` says that nobody has accepted it yet: the note is new and was placed by nearness.
    """

    note: str
    theme: str | None
    strength: float = 0.0
    second: str | None = None
    second_strength: float = 0.0
    lenses: tuple[LensWeight, ...] = ()
    suggested: bool = False


class Change(StrEnum):
    """What a run proposes to do with a theme."""

    NEW = "new"
    SAME = "same"
    GROWN = "grown"
    SHRUNK = "shrunk"
    SPLIT = "split"
    MERGED = "merged"
    FADED = "faded"
    RENAMED = "renamed"
    FAMILY = "family"


class ProposalState(StrEnum):
    """What became of a proposal."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change to the themes that a run suggests, and why.

    `theme` is the theme as it would be; `members` counts its notes then, `before` its notes now, `common` those in
    both. `parts` are, of a split, the themes that would come off it; of a merge, the themes that would end in it;
    of a family, its themes. `share` is, of a split, the share of the views that keep the parts apart; of a merge,
    the share in which they land together. `title_before` is what a renamed theme is called now.
    """

    position: int
    change: Change
    theme: Theme
    members: int
    before: int = 0
    common: int = 0
    stability_before: float = 0.0
    parts: tuple[Theme, ...] = ()
    share: float = 0.0
    title_before: str = ""
    state: ProposalState = ProposalState.WAITING


class Rule(StrEnum):
    """What a constraint asks of later runs."""

    IN = "in"
    CORE = "core"
    NOT_IN = "not-in"
    APART = "apart"
    SECOND = "second"
    LINKED = "linked"
    UNLINKED = "unlinked"


@dataclass(frozen=True, slots=True, order=True)
class Constraint:
    """What a person decided, as later runs obey it.

    `in`, `core` and `not-in` say of a note (`item`) in which theme (`other`) it is or is not: `in` where a person
    put or pinned it there, `core` where it stood in the middle of a theme that was merged or split. `apart` keeps two
    notes from sharing a theme; `second` names a note's second theme; `linked` and `unlinked` say of a theme
    (`item`) whether it belongs to a lens (`other`).
    """

    rule: Rule
    item: str
    other: str


@dataclass(frozen=True, slots=True)
class Unmet:
    """A constraint that a run could not honour, and why, in words."""

    constraint: Constraint
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a run finds in the ledger: all themes that ever were, the accepted placements, the constraints."""

    themes: tuple[Theme, ...] = ()
    placements: tuple[Placement, ...] = ()
    constraints: tuple[Constraint, ...] = ()


class Reach(StrEnum):
    """How much a run does anew: all, or only what new notes touch."""

    FULL = "full"
    LIGHT = "light"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of the clustering; `fingerprint` is a digest of everything that went into it."""

    created: datetime.datetime
    model: str
    notes: int
    fingerprint: str
    parameters: tuple[Attribute, ...] = ()
    number: int = 0
    reach: Reach = Reach.FULL
    unmet: tuple[Unmet, ...] = ()


class Stance(StrEnum):
    """What a note says of its theme's matter; a person sets it."""

    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person set on a note apart from its theme: its stance, and whether it stands on the shelf."""

    note: str
    stance: Stance | None = None
    shelf: bool = False


class About(StrEnum):
    """What a memo is about."""

    NOTE = "note"
    THEME = "theme"
    LENS = "lens"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A researcher's own text on a note, theme, lens or session; `item` is its id or slug."""

    id: str
    about: About
    item: str
    text: str
    person: str
    at: datetime.datetime


class Verb(StrEnum):
    """What a person decided; the name under which it is undone."""

    ACCEPT = "accept"
    REJECT = "reject"
    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    PIN = "pin"
    UNPIN = "unpin"
    SECOND = "second"
    APART = "apart"
    STANCE = "stance"
    SHELVE = "shelve"
    UNSHELVE = "unshelve"
    LINK = "link"
    UNLINK = "unlink"
    RETIRE = "retire"
    MEMO = "memo"
    GATHER = "gather"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about themes or notes; `details` says what it was before and is after, by name."""

    id: str
    verb: Verb
    person: str
    at: datetime.datetime
    themes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    details: tuple[Attribute, ...] = ()
    undone: bool = False
