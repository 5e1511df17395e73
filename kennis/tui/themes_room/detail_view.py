"""What the right side of the researcher's room shows, and what was read for it."""

from dataclasses import dataclass
from enum import Enum

from kennis.nouns.search import SearchMode
from kennis.nouns.themes import Memo
from kennis.nouns.themes_room import Event, Hit, NoteLine, ProposalView, ThemeDetails


class Sort(Enum):
    """What sort of thing is shown."""

    NOTHING = "nothing"
    THEME = "theme"
    LENS = "lens"
    LOOSE = "loose"
    SHELF = "shelf"
    NOTE = "note"
    PROPOSAL = "proposal"
    SEARCH = "search"
    SIMILAR = "similar"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class DetailSubject:
    """What is shown: of a search `item` is what is searched for and `mode` how, else `item` is an id or slug."""

    sort: Sort
    item: str = ""
    mode: SearchMode = SearchMode.WORDS


NOTHING = DetailSubject(Sort.NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What was read for a subject; each sort fills what it needs."""

    theme: ThemeDetails | None = None
    notes: tuple[NoteLine, ...] = ()
    hits: tuple[Hit, ...] = ()
    events: tuple[Event, ...] = ()
    memos: tuple[Memo, ...] = ()
    further: tuple[Memo, ...] = ()
    proposal: ProposalView | None = None
