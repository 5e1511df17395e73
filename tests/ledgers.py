"""A small ledger that tests work on: three themes, a loose note, and a store that holds it."""

import datetime
from collections.abc import Callable, Mapping

from kennis.nouns import (
    Change,
    Decision,
    LedgerChange,
    LedgerState,
    LensWeight,
    Placement,
    Proposal,
    Run,
    Theme,
)
from kennis.store import Offer, Store
from kennis.themes.ledger import proposal_decisions
from tests.samples import note, session

NOTES = tuple(note(number) for number in range(1, 13))
MEMBERS: Mapping[str, tuple[int, ...]] = {"aaaa": (1, 2, 3, 4, 5), "bbbb": (6, 7, 8, 9), "cccc": (10, 11)}
RUN = Run(created=datetime.datetime(2020, 3, 12, tzinfo=datetime.UTC), model="m", notes=12, fingerprint="f")
PERSON = "Onderzoeker"


def ids(*numbers: int) -> tuple[str, ...]:
    """Give the ids of notes by their numbers."""
    return tuple(NOTES[number - 1].id for number in numbers)


def one(number: int) -> str:
    """Give the id of a note by its number."""
    return NOTES[number - 1].id


def theme(name: str, number: int = 0, numbers: tuple[int, ...] = ()) -> Theme:
    """Give a theme with some notes in its middle."""
    return Theme(
        id=name,
        number=number,
        title=f"Titel {name}",
        keywords=(f"woord {name}", "gemeente"),
        stability=0.5,
        lenses=(LensWeight("verkokering", 0.7),),
        medoids=ids(*numbers[:3]),
    )


def placements(members: Mapping[str, tuple[int, ...]]) -> tuple[Placement, ...]:
    """Place all notes: those of a theme ever less firmly, all others nowhere."""
    home = {number: (name, place) for name, numbers in members.items() for place, number in enumerate(numbers)}
    return tuple(
        Placement(note=one.id, theme=home[number][0], strength=round(0.9 - 0.1 * home[number][1], 4))
        if number in home
        else Placement(note=one.id, theme=None)
        for number, one in enumerate(NOTES, 1)
    )


def proposal(position: int, change: Change, about: Theme, *parts: Theme, members: int = 0) -> Proposal:
    """Give a proposal."""
    return Proposal(position=position, change=change, theme=about, parts=parts, members=members, before=members)


def propose(
    store: Store, proposals: tuple[Proposal, ...], members: Mapping[str, tuple[int, ...]], since: str | None = None
) -> Run:
    """Record a run that proposes these changes, with these notes in its themes; all others are loose."""
    return store.ledger.record(RUN, proposals, placements(members), since)


def accept_all(store: Store) -> Decision:
    """Accept what waits."""
    waiting = [one.position for one in store.ledger.waiting()]
    return decide(store, lambda state: proposal_decisions.accept(state, waiting))


def decide(store: Store, make: Callable[[LedgerState], LedgerChange]) -> Decision:
    """Decide in the name of one person."""
    return store.decisions.decide(PERSON, make)


def fill(store: Store) -> None:
    """Put the notes and the three themes into a store."""
    store.take_in(Offer((session(),), NOTES))
    proposed = [theme(name, 0, numbers) for name, numbers in MEMBERS.items()]
    propose(store, tuple(proposal(place, Change.NEW, one) for place, one in enumerate(proposed)), MEMBERS)
    accept_all(store)


def standing(state: LedgerState) -> dict[str, tuple[int, ...]]:
    """Give the numbers of the notes in each accepted or other theme, "" for the loose ones."""
    numbers = {one.id: number for number, one in enumerate(NOTES, 1)}
    found: dict[str, list[int]] = {}
    for one in state.placements.values():
        found.setdefault(one.theme or "", []).append(numbers[one.note])
    return {name: tuple(sorted(some)) for name, some in found.items()}
