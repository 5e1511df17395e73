"""From a partition to candidate themes: what may not be shown names nothing, and marked lenses count."""

from collections.abc import Sequence

import numpy as np

from kennis.nouns import Lens, Note, Programme
from kennis.themes.consensus import Partition
from kennis.themes.neighbours import Floats
from kennis.themes.pipeline import Candidates, Corpus, candidates

LENSES = (Lens("verkokering", "Verkokering", "?", ("Diensten werken langs elkaar heen.", "Ieder zijn eiland.")),)
PROGRAMME = Programme(slug="p", title="P", language="nl", lenses=LENSES)
SHOWN = "De gemeente deelt haar sensoren met de buurt."
SILENT = "De burgemeester verkoopt geheime grondposities."


def embed(texts: Sequence[str]) -> Floats:
    """Give a unit vector of a text, the same every time."""
    rows = [np.random.default_rng(sum(map(ord, text))).normal(size=8) for text in texts]
    return np.array([row / np.linalg.norm(row) for row in rows], np.float32).reshape(len(texts), 8)


def found(lenses: tuple[str, ...] = ()) -> Candidates:
    """Give the candidates of one theme of three notes, of which the most central may not be shown."""
    texts = (SILENT, SHOWN, SHOWN)
    notes = tuple(
        Note(id=f"n{row}", session="s", text=text, lenses=lenses if row == 2 else ()) for row, text in enumerate(texts)
    )
    corpus = Corpus(programme=PROGRAMME, notes=notes, vectors=embed(texts), publishable=(False, True, True))
    ones, none = np.ones(3, np.float32), np.full(3, -1, np.int32)
    partition = Partition(np.zeros(3, np.int32), ones, none, 0 * ones, ones[:1], ((0, 2, 1),))
    return candidates(corpus, partition, embed)


def test_a_note_that_may_not_be_shown_names_nothing_but_has_its_place() -> None:
    ((theme,), placements) = (found().themes, found().placements)
    said = " ".join((theme.title, *theme.keywords)).casefold()
    assert theme.title and theme.keywords
    assert not [word for word in ("burgemeester", "geheime", "grondposities") if word in said]
    assert theme.medoids == ("n2", "n1")
    assert [placement.note for placement in placements] == ["n0", "n1", "n2"]


def test_what_a_note_taker_marked_with_a_lens_belongs_to_it_wholly() -> None:
    *_others, marked = found(lenses=("verkokering", "onbekend")).placements
    assert [(weight.lens, weight.weight) for weight in marked.lenses] == [("verkokering", 1.0)]
    assert found().placements[-1].lenses != marked.lenses
