"""The small ledger of `tests.ledgers` without a store."""

import dataclasses

from kennis.nouns import LedgerState, Proposal
from tests.ledgers import MEMBERS, placements, theme


def state() -> LedgerState:
    """Give three themes, and one loose note."""
    names = dict(enumerate(MEMBERS, 1))
    return LedgerState(
        themes={name: theme(name, number, MEMBERS[name]) for number, name in names.items()},
        placements={one.note: one for one in placements(MEMBERS)},
    )


def proposing(members: dict[str, tuple[int, ...]], *proposals: Proposal) -> LedgerState:
    """Give the ledger with a run that proposes this, and would place the notes so."""
    proposed = {one.note: one for one in placements(members)}
    return dataclasses.replace(state(), proposals={one.position: one for one in proposals}, proposed=proposed)
