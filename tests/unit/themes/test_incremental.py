"""Light runs, places for new notes, parts of a theme, families and parts found by the same evidence."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.nouns import Before, Note, Placement, Reach, Theme
from kennis.themes.co_association import evidence
from kennis.themes.cohesion import holding, joined, links, mixed
from kennis.themes.consensus import cluster
from kennis.themes.dendrogram_cuts import families, parts, ties
from kennis.themes.ledger_arrays import standing_of
from kennis.themes.nearest_theme import choose, nearness, place
from kennis.themes.neighbours import centred
from kennis.themes.subclusters import parts as parted
from tests.unit.themes.corpora import Corpus, grouped

CORPUS = grouped(groups=5, each=20, seed=21)
NOTES = tuple(Note(id=f"n{row:03}", session="s", text=str(row)) for row in range(100))


def ledger(rows: np.ndarray, groups: int = 5) -> Before:
    """Give a ledger in which these rows stand in the themes of their groups, those of later groups loose."""
    medoids = {
        group: tuple(f"n{row:03}" for row in rows if CORPUS.groups[row] == group)[:12] for group in range(groups)
    }
    themes = tuple(
        Theme(id=f"t{group}", number=group + 1, title="", keywords=(), stability=0.6, medoids=medoids[group])
        for group in range(groups)
    )
    places = tuple(
        Placement(
            note=f"n{row:03}", theme=f"t{CORPUS.groups[row]}" if CORPUS.groups[row] < groups else None, strength=0.5
        )
        for row in rows.tolist()
    )
    return Before(themes=themes, placements=places)


def light(known: np.ndarray, groups: int = 5) -> tuple[np.ndarray, np.ndarray]:
    """Run lightly; give the theme of each note, 9 for a new one, -1 for a loose note, and who was left alone."""
    found = cluster(CORPUS.vectors, CORPUS.keys, standing_of(NOTES, ledger(known, groups)), Reach.LIGHT)
    going = np.where(found.goes_on < 0, 9, found.goes_on)
    return np.append(going, -1)[found.labels], found.kept


FEW = np.flatnonzero(np.arange(100) % 10 > 0)


def test_a_light_run_places_new_notes_and_leaves_all_else_alone() -> None:
    theme, kept = light(FEW)
    assert theme.tolist() == CORPUS.groups.tolist()
    assert np.flatnonzero(kept).tolist() == FEW.tolist()


def test_a_light_run_with_nothing_new_looks_at_nothing() -> None:
    theme, kept = light(np.arange(100))
    assert theme.tolist() == CORPUS.groups.tolist()
    assert kept.all()


def test_loose_notes_become_a_theme_once_they_hold_together() -> None:
    known = np.flatnonzero((CORPUS.groups < 4) | (np.arange(100) % 3 == 0))
    theme, kept = light(known, groups=4)
    assert (theme[CORPUS.groups == 4] == 9).mean() >= 0.75
    assert not kept[theme == 9].any()
    assert (theme[CORPUS.groups < 4] == CORPUS.groups[CORPUS.groups < 4]).all()


def test_a_theme_that_grew_much_is_looked_at_anew() -> None:
    known = np.flatnonzero((CORPUS.groups > 0) | (np.arange(100) < 8))
    theme, kept = light(known)
    assert kept[:8].tolist() != [True] * 8
    assert kept[CORPUS.groups > 0].all()
    assert (theme[CORPUS.groups == 0] == 0).mean() >= 0.9


def test_strays_do_not_become_a_theme_by_themselves() -> None:
    strays = Corpus.joined(CORPUS, grouped(groups=1, each=1, seed=4, stray=30))
    notes = (*NOTES, *(Note(id=f"x{row}", session="s", text=f"x{row}") for row in range(31)))
    found = cluster(strays.vectors, strays.keys, standing_of(notes, ledger(np.arange(100))), Reach.LIGHT)
    assert (found.goes_on >= 0).all()


def test_a_new_note_is_placed_by_its_neighbours_on_the_scale_of_a_run() -> None:
    run = cluster(CORPUS.vectors, CORPUS.keys)
    new = np.arange(0, 100, 7)
    known = np.setdiff1d(np.arange(100), new)
    found = place(CORPUS.vectors[new], CORPUS.vectors[known], run.labels[known], len(run.stability), run.stability)
    assert (found.theme == run.labels[new]).mean() >= 0.9
    assert abs(float(found.strength.mean() - run.strength[new].mean())) < 0.2
    assert ((found.strength >= 0) & (found.strength <= 1)).all()


def test_a_note_far_from_all_stays_loose_and_says_what_it_comes_nearest_to() -> None:
    known = np.column_stack([CORPUS.vectors, np.zeros(100)]).astype(np.float32)
    far = np.append(0.2 * CORPUS.vectors[0], 0.98)[None, :].astype(np.float32)
    found = place(np.vstack([far, known[:1]]), known, CORPUS.groups, 5)
    assert found.theme.tolist() == [-1, 0]
    assert found.strength[0] == 0 < found.second_strength[0]
    assert found.second[0] >= 0


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_places_depend_on_neither_the_order_of_the_known_nor_on_who_is_placed_beside(seed: int) -> None:
    order = np.random.default_rng(seed).permutation(90)
    one = place(CORPUS.vectors[90:], CORPUS.vectors[:90], CORPUS.groups[:90], 5)
    other = place(CORPUS.vectors[90:], CORPUS.vectors[:90][order], CORPUS.groups[:90][order], 5)
    alone = place(CORPUS.vectors[90:91], CORPUS.vectors[:90], CORPUS.groups[:90], 5)
    assert one.theme.tolist() == other.theme.tolist()
    assert np.allclose(one.strength, other.strength, atol=1e-3)
    assert alone.theme[0] == one.theme[0] and np.isclose(alone.strength[0], one.strength[0], atol=1e-3)


@pytest.mark.parametrize(("known", "count"), [(0, 3), (20, 0), (20, 3)])
def test_where_there_is_nothing_to_go_by_new_notes_stay_loose(known: int, count: int) -> None:
    found = place(CORPUS.vectors[:2], CORPUS.vectors[:known], np.full(known, -1, np.int32), count)
    assert found.theme.tolist() == found.second.tolist() == [-1, -1]
    assert place(CORPUS.vectors[:0], CORPUS.vectors, CORPUS.groups, 5).theme.shape == (0,)


def test_nearness_is_a_share_of_neighbours_times_nearness_to_the_middle() -> None:
    near = nearness(CORPUS.vectors[:3], CORPUS.vectors, CORPUS.groups, 5)
    assert near.shape == (3, 5)
    assert ((near >= 0) & (near <= 1)).all()
    assert near.argmax(axis=1).tolist() == [0, 0, 0]
    given = choose(near, np.full(5, 0.5, np.float32), np.array([3, -1, -1], np.int32))
    assert given.theme.tolist() == [3, 0, 0]


def test_a_theme_of_two_matters_falls_into_two_parts() -> None:
    rows = CORPUS.groups < 2
    found = parted(CORPUS.vectors[rows], [key for key, inside in zip(CORPUS.keys, rows, strict=True) if inside])
    assert set(found.tolist()) == {0, 1}
    for group in (0, 1):
        assert len(set(found[CORPUS.groups[rows] == group].tolist())) == 1


def test_a_few_notes_fall_into_halves_or_stay_together() -> None:
    some = np.r_[0:6, 20:25]
    found = parted(CORPUS.vectors[some], [CORPUS.keys[row] for row in some])
    assert found.tolist() == [0] * 6 + [1] * 5
    assert parted(CORPUS.vectors[:3], CORPUS.keys[:3]).tolist() == [0, 0, 0]
    assert parted(CORPUS.vectors[:0], []).shape == (0,)
    assert parted(np.full((9, 4), 0.5, np.float32), [str(row) for row in range(9)]).tolist() == [0] * 9


def test_pieces_of_one_group_are_mixed_and_different_groups_are_not() -> None:
    unit = centred(CORPUS.vectors)
    label = np.where(CORPUS.groups == 0, np.arange(100) % 2, CORPUS.groups + 1).astype(np.int32)  # group 0 in halves
    between = links(unit, np.arange(100, dtype=np.int32), label, 6)
    size = np.bincount(label)
    assert mixed(between, size, 0, 1) > 0.7
    assert mixed(between, size, 2, 3) < 0.3
    assert joined(between, size, np.arange(6, dtype=np.int32)).tolist() == [0, 0, 2, 3, 4, 5]
    assert joined(between, size, np.arange(2, 6, dtype=np.int32)).tolist() == [0, 1, 2, 3, 4, 5]
    held = holding(between, size)
    assert (held[2:] > 0.8).all() and (held[:2] < 0.7).all()


RUNS = np.array(
    [
        [0] * 6 + [1] * 6 + [2] * 6 + [3] * 6,
        [0] * 6 + [1] * 6 + [2] * 6 + [3] * 6,
        [0] * 6 + [1] * 6 + [2] * 12,
        [0] * 12 + [1] * 6 + [2] * 6,
    ],
    np.int32,
)
FOUND = np.repeat([0, 1, 2], [12, 6, 6]).astype(np.int32)


def test_families_are_groups_of_themes_that_land_together_now_and_then() -> None:
    found, kinship = families(evidence(RUNS), FOUND, np.array([-1, -1, -1]))
    assert found.tolist() == [-1, 0, 0]
    assert np.allclose(kinship, [0.25])


def test_a_family_that_stands_counts_a_little() -> None:
    runs = np.tile(np.repeat(np.arange(4), 6), (50, 1)).astype(np.int32)
    runs[0, 12:] = 2
    facts = evidence(runs)  # together in one view of fifty
    assert families(facts, FOUND, np.array([-1, -1, -1]))[0].tolist() == [-1, -1, -1]
    assert families(facts, FOUND, np.array([-1, 7, 7]))[0].tolist() == [-1, 0, 0]


def test_a_theme_has_parts_where_its_notes_land_together_more_than_with_the_rest() -> None:
    found = parts(evidence(RUNS), FOUND, 3)
    assert found.tolist() == [0] * 6 + [1] * 6 + [-1] * 12  # the others have too few notes to have parts


def test_what_themes_came_from_is_told_with_the_share_of_views() -> None:
    theme = np.repeat([0, 1, 2], [12, 6, 6]).astype(np.int32)
    labels = np.repeat([0, 1, 2], [6, 6, 12]).astype(np.int32)
    merged, split = ties(evidence(RUNS), labels, np.array([0, -1, 1]), theme)
    assert [(tie.theme, tie.group, tie.share) for tie in merged] == [(2, 2, 0.25)]
    assert [(tie.theme, tie.group, tie.share) for tie in split] == [(0, 1, 0.25)]


def test_a_full_run_says_what_families_and_parts_there_are() -> None:
    found = cluster(CORPUS.vectors, CORPUS.keys)
    assert found.families.shape == found.stability.shape
    assert found.subs.shape == found.labels.shape
    assert len(found.kinship) == found.families.max() + 1
    again = cluster(CORPUS.vectors, CORPUS.keys, standing_of(NOTES, dataclasses.replace(ledger(np.arange(100)))))
    assert again.merged == again.split == ()
