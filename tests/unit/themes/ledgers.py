"""Small ledgers drawn at random, with what people might do to them, and whether a run obeyed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kennis.nouns import (
    Before,
    Constraint,
    Lens,
    Level,
    Note,
    Placement,
    Programme,
    Reach,
    Rule,
    Theme,
    ThemeState,
)
from kennis.themes.candidate_themes import Candidates, Corpus, candidates
from kennis.themes.consensus import arrange
from kennis.themes.constraints import standing_theme
from kennis.themes.ledger.run_proposals import RunProposals, propose
from kennis.themes.ledger_arrays import standing_of
from kennis.themes.neighbours import Floats, Integers, Neighbours

WIDTH = 8
LENSES = tuple(Lens(slug, slug, "?", (f"{slug} een.", f"{slug} twee.")) for slug in ("water", "wegen"))
PROGRAMME = Programme(slug="p", title="P", language="nl", lenses=LENSES)
WORDS = ("sluis", "brug", "dijk", "loket", "vergunning", "parkeerplaats", "bibliotheek", "raadsbesluit")


@dataclass(frozen=True, slots=True)
class Case:
    """Notes with their vectors, the ledger as people left it, and how far the next run reaches."""

    notes: tuple[Note, ...]
    vectors: Floats
    before: Before
    reach: Reach


def embed(texts: Sequence[str]) -> Floats:
    """Give a unit vector of a text, the same every time."""
    rows = [np.random.default_rng(sum(map(ord, text))).normal(size=WIDTH) for text in texts]
    return np.array([row / np.linalg.norm(row) for row in rows], np.float32).reshape(len(texts), WIDTH)


def drawn(seed: int) -> Case:
    """Draw notes in a few groups, themes that mostly follow these, and constraints that may contradict each other."""
    random = np.random.default_rng(seed)
    count = int(random.integers(0, 45))
    group = random.integers(0, 5, count)
    notes = tuple(_note(row, group[row], random) for row in range(count))
    centres = random.normal(size=(5, WIDTH))
    vectors = centres[group] + random.choice([0.2, 0.6, 1.2]) * random.normal(size=(count, WIDTH))
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    themes = _themes(random, notes)
    accepted = [theme.id for theme in themes if theme.state is ThemeState.ACCEPTED]
    placements = []
    for row, note in enumerate(notes):
        if random.random() < 0.75:
            follows = accepted[group[row] % len(accepted)] if accepted and random.random() < 0.9 else None
            placements.append(Placement(note=note.id, theme=follows, strength=0.5, suggested=random.random() < 0.1))
    placements.append(Placement(note="gone", theme=accepted[0] if accepted else None))
    before = Before(themes=themes, placements=tuple(placements), constraints=_constraints(random, notes, themes))
    reach = (Reach.FULL, Reach.LIGHT)[int(random.integers(2))]
    return Case(notes, vectors.astype(np.float32), before, reach)


def run(case: Case) -> tuple[Candidates, RunProposals]:
    """Cluster a case in views that are drawn at random round its groups, name and propose."""
    keys = [hashlib.sha256(note.text.encode()).hexdigest() for note in case.notes]
    partition = arrange(case.vectors, keys, standing_of(case.notes, case.before), case.reach, views)
    publishable = tuple(row % 7 > 0 for row in range(len(case.notes)))
    corpus = Corpus(programme=PROGRAMME, notes=case.notes, vectors=case.vectors, publishable=publishable)
    found = candidates(corpus, partition, embed, case.before)
    return found, propose(case.before, found)


def accepted(case: Case, found: Candidates) -> Case:
    """Accept all that a run of a case proposes."""
    first = 1 + max((theme.number for theme in case.before.themes), default=0)
    family = {theme: one.theme.id for one in found.families or () for theme in one.themes}
    title = {better.theme: better.title for better in found.titles}
    now = [
        replace(
            theme,
            number=theme.number or first + place,
            title=title.get(theme.id, theme.title),
            family=theme.family if found.families is None else family.get(theme.id, ""),
        )
        for place, theme in enumerate((*found.themes, *(one.theme for one in found.families or ())))
    ]
    into = {origin.theme: origin.other for origin in found.merged}
    ended = [
        replace(theme, state=ThemeState.MERGED if theme.id in into else ThemeState.FADED, into=into.get(theme.id, ""))
        if theme.state is ThemeState.ACCEPTED and (theme.level is Level.THEME or found.families is not None)
        else theme
        for theme in case.before.themes
        if theme.id not in {one.id for one in now}
    ]
    before = replace(case.before, themes=(*ended, *now), placements=found.placements)
    return replace(case, before=before)


def views(neighbours: Neighbours) -> Integers:
    """Look at notes in a few crude views: each note goes with a neighbour or two, at random."""
    random = np.random.default_rng(len(neighbours.index))
    runs = []
    for _ in range(8):
        label = random.integers(0, 6, len(neighbours.index))
        for _ in range(3):
            label = label[neighbours.index[np.arange(len(label)), random.integers(0, 4, len(label))]]
        number = np.unique(label, return_inverse=True)[1]
        runs.append(np.where(random.random(len(label)) < 0.15, -1, number))
    return np.stack(runs).astype(np.int32)


def violations(case: Case, found: Candidates) -> list[Constraint]:
    """Give the constraints that are neither obeyed nor reported."""
    silent = set(case.before.constraints) - {one.constraint for one in found.unmet}
    return sorted(one for one in silent if not _obeyed(one, case, found))


def surprises(case: Case, found: Candidates) -> list[str]:
    """Say what is wrong with what a run found, apart from constraints: notes without a place, themes that came back."""
    ids = {theme.id for theme in found.themes}
    placed = {placement.theme for placement in found.placements} - {None}
    ended = {theme.id for theme in case.before.themes if theme.state is not ThemeState.ACCEPTED}
    said = []
    if [placement.note for placement in found.placements] != [note.id for note in case.notes]:
        said.append("not every note has its place")
    if placed != ids:
        said.append(f"themes {ids} hold notes in {placed}")
    if ids & ended:
        said.append(f"{ids & ended} came back")
    return said


def _obeyed(constraint: Constraint, case: Case, found: Candidates) -> bool:
    placed = {placement.note: placement for placement in found.placements}
    own = placed.get(constraint.item)
    other = placed.get(constraint.other)
    successor = standing_theme(constraint.other, case.before)
    match constraint.rule:
        case Rule.IN | Rule.CORE:
            return own is not None and successor is not None and own.theme == successor.id
        case Rule.NOT_IN:
            fixed = {one.item for one in case.before.constraints if one.rule in (Rule.IN, Rule.CORE)}
            passed_on = successor is not None and successor.id != constraint.other and constraint.item in fixed
            barred = {constraint.other} | ({successor.id} if successor and not passed_on else set())
            return own is not None and own.theme not in barred and own.second not in barred
        case Rule.APART:
            return own is not None and other is not None and (own.theme is None or own.theme != other.theme)
        case Rule.SECOND:
            return own is not None and successor is not None and own.second == successor.id
        case Rule.LINKED | Rule.UNLINKED:
            successor = standing_theme(constraint.item, case.before)
            linked = {theme.id: {weight.lens for weight in theme.lenses} for theme in found.themes}
            if successor is None or successor.id not in linked:
                return constraint.rule is Rule.UNLINKED
            passed_on = constraint.rule is Rule.UNLINKED and successor.id != constraint.item
            return passed_on or (constraint.other in linked[successor.id]) == (constraint.rule is Rule.LINKED)


def _note(row: int, group: int, random: np.random.Generator) -> Note:
    words = " ".join(random.choice(WORDS, 3))
    text = f"De {WORDS[group]} bij de {words}." if random.random() < 0.95 else "Telkens hetzelfde."
    return Note(id=f"n{row:02}", session="s", text=text)


def _themes(random: np.random.Generator, notes: Sequence[Note]) -> tuple[Theme, ...]:
    themes = []
    states = [ThemeState.ACCEPTED] * 4 + [ThemeState.RETIRED, ThemeState.MERGED, ThemeState.FADED]
    for number in range(int(random.integers(0, 7))):
        medoids = random.permutation([note.id for note in notes])[:3].tolist()
        theme = Theme(id=f"t{number}", number=number + 1, title=f"Titel {number}", keywords=("water",), stability=0.6)
        into = f"t{int(random.integers(0, 7))}"
        state = random.choice(np.array(states, dtype=object))
        themes.append(replace(theme, state=state, medoids=tuple(medoids), into=into if state == "merged" else ""))
    if random.random() < 0.3:
        themes.append(Theme(id="f0", number=1, title="Familie", keywords=(), stability=0.2, level=Level.FAMILY))
        themes = [replace(one, family="f0") if one.number % 2 and one.id != "f0" else one for one in themes]
    return tuple(themes)


def _constraints(random: np.random.Generator, notes: Sequence[Note], themes: Sequence[Theme]) -> tuple[Constraint, ...]:
    """Draw what people decided: mostly of notes and themes that are there, now and then of ones that are not."""
    items = [*(note.id for note in notes), "gone"]
    names = [*(theme.id for theme in themes if theme.level is Level.THEME), "t9"]
    few = items[: max(1, len(items) // 3)]
    made = []
    for _ in range(int(random.integers(0, 14))):
        rule = Rule(random.choice([one.value for one in Rule]))
        item = str(random.choice(few if random.random() < 0.7 else items))
        if rule in (Rule.LINKED, Rule.UNLINKED):
            made.append(Constraint(rule, str(random.choice(names)), str(random.choice(["water", "wegen", "niets"]))))
        else:
            other = random.choice(items if rule is Rule.APART else names)
            made.append(Constraint(rule, item, str(other)))
    return tuple(made)
