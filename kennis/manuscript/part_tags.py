"""What the file for editors may say of an outline, and by which short names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kennis.approved_wordings import Wordings, approved
from kennis.consent import Publishable
from kennis.nouns import Kind, Outline, Passage

_SHORTEST = 8  # figures of an id, lengthened where two end alike; set by hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The programme's title and language, the short numbers of notes and themes, and what may be printed of notes.

    `numbers` tells a note's number by its id, `themes` a theme's short name by its id, `views` what may be printed
    of a note by its id. `kept_back` are the ids of sections whose titles and of passages whose words may not be
    shown for another reason than that of their notes. `answers` are the other words that speakers asked for, by note;
    `public` are texts that everybody knows, `accepted` the keys of accepted remarks.
    """

    title: str
    language: str
    numbers: Mapping[str, int]
    themes: Mapping[str, str]
    views: Mapping[str, Publishable]
    kept_back: frozenset[str] = frozenset()
    answers: Wordings = field(default_factory=dict)
    public: Sequence[str] = ()
    accepted: frozenset[str] = frozenset()

    def shown(self, passage: Passage) -> bool:
        """Say whether a passage's words may stand in the file: the editor's own, or what its notes say."""
        if passage.id in self.kept_back:
            return False
        views = [self.views.get(note) for note in passage.notes]
        said = bool(views) and all(view and view.quotable and passage.text in view.text for view in views)
        return passage.own or said

    def words(self, passage: Passage) -> str:
        """Give the words of a passage as they are printed: those that its speaker asked for, where there are any."""
        said = None if passage.own or not passage.notes else self.answers.get(passage.notes[0])
        return approved(passage.text, said) if said else passage.text

    def cited(self, passage: Passage) -> tuple[str, ...]:
        """Give the ids of the notes that the file can name: those with a number, that may be printed."""
        return tuple(note for note in passage.notes if note in self.numbers and self.citable(note))

    def citable(self, note: str) -> bool:
        """Say whether a note may be cited."""
        view = self.views.get(note)
        return view is not None and view.quotable

    def quoted(self, passage: Passage) -> bool:
        """Say whether a passage stands in quotation marks: only what is noted as said does."""
        view = self._first(passage)
        return view is not None and view.kind is Kind.QUOTE

    def attribution(self, passage: Passage) -> str:
        """Give who said a passage, on one line, as far as consent goes."""
        view = self._first(passage)
        return " ".join(view.attribution.replace("\u00ad", "").split()) if view else ""

    def _first(self, passage: Passage) -> Publishable | None:
        return None if passage.own or not passage.notes else self.views.get(passage.notes[0])


@dataclass(frozen=True, slots=True)
class Tags:
    """The short ends of ids: as many of their last figures, at least 8, as tell all parts of an outline apart."""

    length: int

    def of(self, part: str) -> str:
        """Give the end of an id."""
        return bare(part)[-self.length :]


def tags(book: Outline) -> Tags:
    """Find how long the ends must be."""
    ids = {bare(part.id) for part in book.parts}
    length = _SHORTEST
    while len({one[-length:] for one in ids}) < len(ids):
        length += 1
    return Tags(length)


def ending(ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give, by the last 8 figures, the ids that end so; `found` looks a longer end up in it."""
    made: dict[str, tuple[str, ...]] = {}
    for one in ids:
        made[bare(one)[-_SHORTEST:]] = (*made.get(bare(one)[-_SHORTEST:], ()), one)
    return made


def found(tag: str, ends: Mapping[str, tuple[str, ...]]) -> str:
    """Give the one id that ends in a tag; empty where none or more than one does."""
    fitting = [one for one in ends.get(bare(tag)[-_SHORTEST:], ()) if bare(one).endswith(bare(tag))]
    return fitting[0] if len(fitting) == 1 else ""


def bare(part: str) -> str:
    """Give an id without its hyphens."""
    return part.replace("-", "").lower()
