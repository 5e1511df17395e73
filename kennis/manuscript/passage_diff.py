"""What a passage of the file becomes in the outline: as it was, an excerpt, or the editor's own words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kennis.manuscript.citations import cited
from kennis.manuscript.manuscript import WrittenPassage
from kennis.manuscript.part_matching import Matches, known
from kennis.manuscript.part_tags import Names
from kennis.manuscript.word_origin import stretch_of, unquoted
from kennis.note_paragraphs import laid_out
from kennis.nouns import Kind, Note, Passage, PassageKind

QUOTES = frozenset({PassageKind.QUOTE, PassageKind.COUNTER})


class Settling:
    """Settles the passages of one file; what is new gets an id from `fresh`."""

    def __init__(self, matches: Matches, notes: Mapping[str, Note], names: Names, fresh: Callable[[], str]) -> None:
        self._matches, self._notes, self._names, self._fresh = matches, notes, names, fresh
        self._ids = {number: note for note, number in names.numbers.items() if note in notes}

    def passage(self, part: WrittenPassage) -> Passage | None:
        """Give what a passage becomes; None for one of which nothing is left.

        Words that were said stay so while they stand in the notes they name; else they become the editor's own, a
        quotation in a text without its marks.
        """
        stored = self._matches.passages.get(id(part))
        if part.kept_back or not part.text:
            return stored
        other = self._matches.copies.get(id(part)) or self._matches.excerpts.get(id(part))
        if stored is not None:
            return self._own(part, stored) if stored.own else self._said(part, stored)
        if isinstance(other, Passage):
            copy = replace(other, id=self._fresh())
            return self._own(part, copy) if copy.own else self._said(part, copy)
        return self._new(part)

    def notes_of(self, part: WrittenPassage, stored: Passage) -> tuple[str, ...]:
        """Give the notes of a passage as the file names them, and those that the file could not name."""
        if not part.numbers and not stored.own:
            return stored.notes
        named = self._known(part.numbers)
        nameable = self._names.cited(stored)
        made = tuple(dict.fromkeys((*named, *(note for note in stored.notes if note not in nameable))))
        return stored.notes if set(made) == set(stored.notes) else made

    def _known(self, numbers: Sequence[int]) -> tuple[str, ...]:
        return tuple(self._ids[number] for number in numbers if number in self._ids)

    def _own(self, part: WrittenPassage, stored: Passage) -> Passage:
        notes, kind = self.notes_of(part, stored), part.kind or stored.kind
        if laid_out(part.text) == laid_out(stored.text):
            return replace(stored, notes=notes, kind=kind)
        return self._written(part.text, replace(stored, notes=notes, kind=kind))

    def _said(self, part: WrittenPassage, stored: Passage) -> Passage:
        notes, kind = self.notes_of(part, stored), part.kind or stored.kind
        unchanged = known(part, stored, self._names)
        if unchanged and notes == stored.notes:
            return replace(stored, kind=kind)
        text = self._standing(part.text, notes)
        if not text and self._names.quoted(stored):
            holding = tuple(note for note in notes if self._standing(part.text, (note,)))
            notes, text = (holding, self._standing(part.text, holding)) if holding else (notes, "")
        if text:
            return replace(stored, kind=kind, text=stored.text if unchanged else text, notes=notes)
        words = unquoted(part.text) if part.quoted or self._names.quoted(stored) else part.text
        kind = PassageKind.TEXT if kind in QUOTES else kind
        return self._written(words, replace(stored, kind=kind, notes=notes, own=True))

    def _new(self, part: WrittenPassage) -> Passage:
        notes = self._known(part.numbers)
        text = "" if part.own else self._standing(part.text, notes)
        if not text:
            kind = PassageKind.TEXT if part.kind is None or part.kind in QUOTES else part.kind
            return self._written(part.text, Passage(id=self._fresh(), kind=kind, text="", notes=notes, own=True))
        said = self._notes[notes[0]].kind is Kind.QUOTE
        kind = part.kind or (PassageKind.QUOTE if said else PassageKind.POINT)
        return Passage(id=self._fresh(), kind=kind, text=text, notes=notes)

    def _standing(self, text: str, notes: Sequence[str]) -> str:
        """Give the words as they stand in all of the notes; empty where they do not."""
        texts = [self._notes[note].text for note in notes if note in self._notes]
        if not texts or len(texts) < len(notes):
            return ""
        for words in (text, unquoted(text)):
            found = stretch_of(words, texts[0])
            if found and all(found in other for other in texts[1:]):
                return found
        return ""

    def _written(self, words: str, passage: Passage) -> Passage:
        """Give the passage the editor's own words, and the notes that they cite."""
        read = cited(words)
        if any(number not in self._ids for number in read.numbers):
            return replace(passage, text=words)
        notes = tuple(dict.fromkeys((*passage.notes, *self._known(read.numbers))))
        return replace(passage, text=read.text, notes=notes)
