"""What a run works on, and what it finds: a corpus of notes, candidate themes with where they came from, families."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from kennis.nouns import Note, Placement, Programme, Theme, Unmet
from kennis.person_names import NamesKeptBack
from kennis.themes.neighbours import Floats

Embed = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The notes of a run with their vectors (n, d); `publishable` says of each whether its text may be shown.

    Titles avoid the names in `avoid` where something else will do, and never tell one of `people`.
    """

    programme: Programme
    notes: tuple[Note, ...]
    vectors: Floats
    publishable: tuple[bool, ...]
    avoid: Collection[str] = ()
    people: NamesKeptBack = field(default_factory=NamesKeptBack)

    def texts(self, rows: Sequence[int]) -> list[str]:
        """Give the texts of these rows that may be shown."""
        return [self.notes[row].text for row in rows if self.publishable[row]]


@dataclass(frozen=True, slots=True)
class Origin:
    """A theme, by id, that ended in another or came off another, and how often notes of both land together, 0 to 1."""

    theme: str
    other: str
    share: float


@dataclass(frozen=True, slots=True)
class Better:
    """A title that says more of a theme, by id, than the one it has."""

    theme: str
    title: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family as it would be, its themes' ids, and how often notes of its themes land together, 0 to 1."""

    theme: Theme
    themes: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """The themes that a run found, and where it would place every note.

    A theme that goes on has the id, number and title of the accepted one. `merged` are accepted themes that ended in
    a candidate, `split` candidates that came off an accepted theme. `families` is None where the run did not look
    for them. `titles` would say more than those that are kept; `unmet` are the constraints that it could not honour.
    """

    themes: tuple[Theme, ...]
    placements: tuple[Placement, ...]
    merged: tuple[Origin, ...] = ()
    split: tuple[Origin, ...] = ()
    families: tuple[Family, ...] | None = None
    titles: tuple[Better, ...] = ()
    unmet: tuple[Unmet, ...] = ()
