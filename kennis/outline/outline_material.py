"""What an outline is made from, and what the gate of consent leaves of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from kennis.approved_wordings import Wordings, approved, wordings
from kennis.consent import Publishable, Vocabulary, publishable, vocabulary, words
from kennis.nouns import Approval, Note, Passage, Placement, Programme, Session, Stance, Theme

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineMaterial:
    """Everything that an outline is made from; `vectors` maps a note's id to its embedding, shape (d,).

    `stances` are those that people gave to notes; `quotes` is how many quotations a section is to have and `words`
    how many words a chapter (0: not known); `refused` are the ids of notes that their speakers do not want printed, and
    `approvals` what they answered about their quotes.
    """

    programme: Programme
    sessions: tuple[Session, ...]
    notes: tuple[Note, ...]
    themes: tuple[Theme, ...]
    placements: tuple[Placement, ...]
    vectors: Mapping[str, Vector]
    stances: Mapping[str, Stance] = field(default_factory=dict)
    quotes: int = 4
    words: int = 0
    refused: frozenset[str] = frozenset()
    approvals: tuple[Approval, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """The part of the material that may be published.

    `words` holds the words of each note, case-folded, and `frequency` in how many notes each word stands. `answers` are
    the other words that speakers asked for, by note. `directions` are the vectors without the corpus mean, of length 1
    (all zero where a note has none).
    """

    notes: Mapping[str, Publishable]
    placements: Mapping[str, Placement]
    directions: Mapping[str, Vector]
    words: Mapping[str, frozenset[str]]
    frequency: Mapping[str, int]
    vocabulary: Vocabulary
    stances: Mapping[str, Stance]
    quotes: int
    answers: Wordings

    def approved(self, passage: Passage) -> str:
        """Give the words of a passage as they are printed: those that its speaker asked for, where there are any."""
        if passage.own or not passage.notes:
            return passage.text
        return approved(passage.text, self.answers.get(passage.notes[0], ()))

    def said(self, note: str) -> str:
        """Give the text of a note that may be used, with the words that its speaker asked for."""
        return approved(self.notes[note].text, self.answers.get(note, ()))


def open_up(material: OutlineMaterial) -> Open:
    """Pass the material through the gate of consent and centre its vectors."""
    told = publishable(material.notes, material.sessions, material.programme.organisations)
    views = [replace(view, quotable=False) if view.id in material.refused else view for view in told]
    ids = [view.id for view in views]
    said = {view.id: words(view.text) for view in views}
    return Open(
        notes={view.id: view for view in views},
        placements={item.note: item for item in sorted(material.placements, key=lambda item: item.note)},
        directions=_directions(ids, material.vectors),
        words=said,
        frequency=Counter(word for each in said.values() for word in each),
        vocabulary=vocabulary(material.notes, material.sessions, material.programme.organisations, material.refused),
        stances=material.stances,
        quotes=material.quotes,
        answers=wordings(material.notes, material.approvals),
    )


def _directions(ids: list[str], vectors: Mapping[str, Vector]) -> dict[str, Vector]:
    known = [note for note in ids if note in vectors]
    if not known:
        return {note: np.zeros(1, np.float32) for note in ids}
    stacked = np.stack([vectors[note] for note in known]).astype(np.float64)
    stacked -= stacked.mean(axis=0)
    lengths = np.linalg.norm(stacked, axis=1, keepdims=True)
    unit = np.divide(stacked, lengths, out=np.zeros_like(stacked), where=lengths > 1e-9).astype(np.float32)
    nothing = np.zeros(unit.shape[1], np.float32)
    return dict.fromkeys(ids, nothing) | dict(zip(known, unit, strict=True))
