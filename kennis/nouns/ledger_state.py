"""The ledger as a whole at one moment: what a decision starts from, and what it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kennis.nouns.notes import Attribute
from kennis.nouns.themes import Constraint, Mark, Memo, Placement, Proposal, Theme, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """Everything in the ledger that a decision can change, by id; `proposals` by position.

    `themes` and `families` hold also those that are no longer accepted. `placements` are what people accepted, and
    the loose notes that a run has seen; `suggestions` are new notes placed by nearness. `proposals` are those of the
    last run, in whatever state, and `proposed` is where that run would place the notes. Of a decision all but
    `proposed` may come out otherwise than it went in.
    """

    themes: Mapping[str, Theme] = field(default_factory=dict)
    families: Mapping[str, Theme] = field(default_factory=dict)
    placements: Mapping[str, Placement] = field(default_factory=dict)
    suggestions: Mapping[str, Placement] = field(default_factory=dict)
    constraints: frozenset[Constraint] = frozenset()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    memos: Mapping[str, Memo] = field(default_factory=dict)
    proposals: Mapping[int, Proposal] = field(default_factory=dict)
    proposed: Mapping[str, Placement] = field(default_factory=dict)

    def members(self, theme: str) -> tuple[str, ...]:
        """Give the ids of a theme's notes, strongest first."""
        own = [one for one in self.placements.values() if one.theme == theme]
        return tuple(one.note for one in sorted(own, key=lambda one: (-one.strength, one.note)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerChange:
    """A decision as it is made: the verb, what it was about, and the ledger that it leaves."""

    verb: Verb
    state: LedgerState
    themes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    details: tuple[Attribute, ...] = ()
