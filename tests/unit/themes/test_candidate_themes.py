"""From a partition to candidate themes: what may not be shown names nothing, and marked lenses count."""

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np

from kennis.nouns import (
    Before,
    Constraint,
    Lens,
    LensWeight,
    Level,
    Note,
    Placement,
    Programme,
    Rule,
    SubTheme,
    Theme,
)
from kennis.person_names import NamesKeptBack
from kennis.themes.candidate_themes import Candidates, Corpus, candidates
from kennis.themes.consensus import Partition
from kennis.themes.neighbours import Floats

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


WATER = ("De sluis bij de dijk lekt.", "De dijk en de sluis houden stand.", "Een sluis in de dijk moet open.")
ROADS = (
    "De brug over de weg is dicht.",
    "Op de weg naar de brug staat file.",
    "De weg en de brug worden geasfalteerd.",
)
PAPER = ("Het loket geeft een vergunning af.", "De vergunning ligt bij het loket.", "Een loket zonder vergunning.")
OLD = Theme(
    id="t1",
    number=3,
    title="Oude sluis",
    keywords=("dijk", "sluis"),
    stability=0.9,
    medoids=("n0",),
    subs=(SubTheme("x", ()),),
)


def corpus_of(*groups: Sequence[str]) -> Corpus:
    """Give a corpus of these texts, of which all may be shown."""
    texts = [text for group in groups for text in group]
    notes = tuple(Note(id=f"n{row}", session="s", text=text) for row, text in enumerate(texts))
    shown = tuple(True for _ in notes)
    return Corpus(programme=PROGRAMME, notes=notes, vectors=embed(texts), publishable=shown)


def parted(*sizes: int, **said: Any) -> Partition:
    """Give a partition into groups of these sizes, one after the other; all is measured as 0.5."""
    labels = np.repeat(np.arange(len(sizes)), sizes).astype(np.int32)
    half, none = np.full(len(labels), 0.5, np.float32), np.full(len(labels), -1, np.int32)
    medoids = tuple((int(np.flatnonzero(labels == group)[0]),) for group in range(len(sizes)))
    plain = Partition(labels, half, none, 0 * half, half[: len(sizes)], medoids)
    return dataclasses.replace(plain, **said)


def stands(theme: Theme, *notes: int, constraints: tuple[Constraint, ...] = ()) -> Before:
    """Give a ledger with one theme and the notes that stand there."""
    places = tuple(Placement(note=f"n{note}", theme=theme.id, strength=0.9) for note in notes)
    return Before(themes=(theme,), placements=places, constraints=constraints)


def test_a_theme_that_goes_on_keeps_id_number_and_title_and_no_new_one_takes_that() -> None:
    going = np.array([0, -1], np.int32)
    named_alike = dataclasses.replace(OLD, title="Sluis")
    made = candidates(corpus_of(ROADS, WATER), parted(3, 3, goes_on=going), embed, stands(named_alike, 0, 1, 2))
    first, other = made.themes
    assert (first.id, first.number, first.title, first.stability) == ("t1", 3, "Sluis", 0.5)
    assert other.id != "t1" and other.title.casefold() != "sluis"
    assert {placement.theme for placement in made.placements} == {"t1", other.id}


def test_a_title_that_stands_in_none_of_the_notes_any_more_is_outgrown_unless_a_person_gave_it() -> None:
    going = np.array([0], np.int32)
    for titled in (False, True):
        ledger = stands(dataclasses.replace(OLD, titled=titled), 0, 8)
        made = candidates(corpus_of(ROADS), parted(3, goes_on=going), embed, ledger)
        assert [better.theme for better in made.titles] == ([] if titled else ["t1"])
    same = stands(OLD, 0, 1, 2)
    assert candidates(corpus_of(ROADS), parted(3, goes_on=going), embed, same).titles == ()


def test_a_title_that_is_somebodys_name_is_to_give_way_unless_a_person_gave_it() -> None:
    going = np.array([0], np.int32)
    for titled in (False, True):
        named = dataclasses.replace(OLD, title="Marieke Vuurvlinder", titled=titled)
        made = candidates(corpus_of(ROADS), parted(3, goes_on=going), embed, stands(named, 0, 1, 2))
        assert [better.theme for better in made.titles] == ([] if titled else ["t1"])


def test_what_a_light_run_left_alone_is_as_it_was() -> None:
    going, kept = np.array([0, -1], np.int32), np.array([True] * 3 + [False] * 3)
    made = candidates(corpus_of(WATER, ROADS), parted(3, 3, goes_on=going, kept=kept), embed, stands(OLD, 0, 1, 2))
    assert made.themes[0] == OLD
    assert [placement.strength for placement in made.placements] == [0.9] * 3 + [0.5] * 3
    assert made.families is None


def test_families_are_named_apart_from_their_themes_and_go_on_as_those_that_stand() -> None:
    standing = Theme(id="f1", number=1, title="Natte zaken", keywords=(), stability=0.2, level=Level.FAMILY)
    themes = (
        dataclasses.replace(OLD, family="f1"),
        dataclasses.replace(OLD, id="t2", number=4, title="Weg", family="f1"),
    )
    said: dict[str, Any] = {"families": np.array([0, 0, -1], np.int32), "kinship": np.array([0.1], np.float32)}
    corpus = corpus_of(WATER, ROADS, PAPER)
    fresh = candidates(corpus, parted(3, 3, 3, **said), embed)
    assert fresh.families is not None
    (family,) = fresh.families
    assert family.theme.level is Level.FAMILY
    assert family.theme.title not in {theme.title for theme in fresh.themes}
    assert family.themes == tuple(theme.id for theme in fresh.themes[:2])
    ledger = Before(themes=(*themes, standing), placements=())
    going = np.array([0, 1, -1], np.int32)
    (lasting,) = candidates(corpus, parted(3, 3, 3, goes_on=going, **said), embed, ledger).families or ()
    assert (lasting.theme.id, lasting.theme.title, lasting.share) == ("f1", "Natte zaken", 0.1)


def test_parts_of_a_theme_have_titles_of_their_own() -> None:
    made = candidates(corpus_of((*WATER, *ROADS)), parted(6, subs=np.repeat([0, 1], 3).astype(np.int32)), embed)
    (theme,) = made.themes
    assert [part.notes for part in theme.subs] == [("n0", "n1", "n2"), ("n3", "n4", "n5")]
    assert len({theme.title, *(part.title for part in theme.subs)}) == 3


def test_lenses_and_second_themes_are_as_they_were_asked_for() -> None:
    asked = (
        Constraint(Rule.LINKED, "t1", "verkokering"),
        Constraint(Rule.LINKED, "t1", "onbekend"),
        Constraint(Rule.SECOND, "n4", "t1"),
        Constraint(Rule.SECOND, "n0", "t1"),
    )
    ledger = stands(OLD, 0, 1, 2, constraints=asked)
    made = candidates(corpus_of(WATER, ROADS), parted(3, 3, goes_on=np.array([0, -1], np.int32)), embed, ledger)
    assert made.themes[0].lenses[0] == LensWeight("verkokering", 1.0)
    assert [placement.second for placement in made.placements] == [None] * 4 + ["t1", None]
    assert {one.constraint for one in made.unmet} == {asked[1], asked[3]}
    assert all(one.reason for one in made.unmet)


def test_neither_themes_nor_their_parts_nor_families_are_called_by_a_name_of_a_register() -> None:
    said = (
        "Het zilverbloem kaartje ligt klaar.",
        "Zilverbloem deelt kaartjes uit.",
        "Het kaartje zilverbloem ligt er.",
    )
    people = NamesKeptBack(["Bo Zilverbloem"])
    corpus = dataclasses.replace(corpus_of(said, ROADS), people=people)
    kin: dict[str, Any] = {"families": np.array([0, 0], np.int32), "kinship": np.array([0.1], np.float32)}
    made = candidates(corpus, parted(3, 3, **kin), embed)
    parts = candidates(corpus, parted(6, subs=np.repeat([0, 1], 3).astype(np.int32)), embed).themes[0].subs
    families = [family.theme for family in made.families or ()]
    assert (len(made.themes), len(parts), len(families)) == (2, 2, 1)
    titles = [*(one.title for one in (*made.themes, *families)), *(part.title for part in parts)]
    assert "kaartje" in " ".join(titles).casefold()
    words = [word for one in (*made.themes, *families) for word in one.keywords]
    assert not [one for one in (*titles, *words) if "zilverbloem" in one.casefold()]
