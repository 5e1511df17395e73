"""What is offered to the store from outside, and what became of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kennis.nouns import Note, Session

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the notes that were offered, and of how many headers and people (`described`).

    `stored` gives the id under which a note without one was known already, `forgotten` how many notes and people were
    not taken in because they are forgotten, `renamed` the ids here of sessions that have others outside.
    """

    added: int
    changed: int
    known: int
    conflicts: tuple[str, ...]
    stored: Mapping[str, str]
    described: int = 0
    forgotten: int = 0
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """Sessions and notes from outside.

    `described` is False where the sessions and their people are only named: those that are stored stay as they are.
    """

    sessions: Sequence[Session]
    notes: Sequence[Note] = ()
    described: bool = True
