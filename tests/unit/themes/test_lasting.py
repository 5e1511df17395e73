"""A run that is accepted whole and made again with nothing new proposes nothing."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from kennis.nouns import Before, Note, Reach, ThemeState
from kennis.themes.candidate_themes import Candidates, Corpus, candidates
from kennis.themes.consensus import cluster
from kennis.themes.ledger.run_proposals import propose
from kennis.themes.ledger_arrays import standing_of
from kennis.themes.neighbours import Floats
from tests.unit.themes.corpora import DIMENSIONS, grouped
from tests.unit.themes.ledgers import PROGRAMME, WORDS, Case, accepted, drawn, embed, run

COUNT = 90


def blurred(seed: int, known: int, before: Before) -> Case:
    """Give the first notes, in no order, of groups that run into each other."""
    corpus = grouped(groups=6, each=14, seed=seed, stray=6, spread=2.0)
    order = np.random.default_rng(seed).permutation(COUNT)[:known]
    notes = tuple(Note(id=f"n{row:02}", session="s", text=f"De {WORDS[row % 8]} {row}.") for row in order.tolist())
    return Case(notes, corpus.vectors[order], before, Reach.FULL)


def wide(texts: Sequence[str]) -> Floats:
    """Give a vector of a text, as long as those of the corpora."""
    short = embed(texts)
    return np.pad(short, ((0, 0), (0, DIMENSIONS - short.shape[1])))


def found_in(case: Case) -> Candidates:
    """Cluster a case in its real views, and name what comes out."""
    partition = cluster(case.vectors, [note.id for note in case.notes], standing_of(case.notes, case.before))
    shown = (True,) * len(case.notes)
    corpus = Corpus(programme=PROGRAMME, notes=case.notes, vectors=case.vectors, publishable=shown)
    return candidates(corpus, partition, wide, case.before)


@pytest.mark.parametrize("seed", [1, 6, 7])
def test_a_ledger_that_is_accepted_and_unchanged_stays(seed: int) -> None:
    """Also where notes came to a ledger: what they set in motion comes in one run, not in the next ones."""
    before = Before()
    for known in (50, COUNT):
        case = blurred(seed, known, before)
        again = accepted(case, found_in(case))
        assert len(again.before.themes) > 2
        assert propose(again.before, found_in(again)).proposals == ()
        before = again.before


def test_hardly_a_ledger_that_people_worked_at_moves_by_itself() -> None:
    """Views drawn at random can be in two minds for ever; there the rounds end without an answer that lasts."""
    moved, ledgers = [], 0
    for seed in range(80):
        case = replace(drawn(seed), reach=Reach.FULL)
        if ThemeState.RETIRED not in {theme.state for theme in case.before.themes}:
            ledgers += 1
            again = accepted(case, run(case)[0])
            moved.extend([seed] * bool(run(again)[1].proposals))
    assert ledgers > 30
    assert len(moved) <= 0.05 * ledgers, moved
