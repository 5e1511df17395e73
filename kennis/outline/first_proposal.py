"""The first proposal of the outline: lenses as chapters, themes as sections, in an order that a reader can follow."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kennis.consent import Publishable, Vocabulary
from kennis.ids import new_id
from kennis.locale import translator
from kennis.nouns import (
    Chapter,
    Kind,
    Outline,
    Passage,
    PassageKind,
    Placement,
    Programme,
    Section,
    Stance,
    Theme,
    ThemeState,
)
from kennis.outline.outline_material import Open, OutlineMaterial, Vector, open_up
from kennis.outline.quote_choice import choose, leans, readable
from kennis.outline.section import passage, passages

_ASKING = 0.5  # the part of questions among its notes from which on a section belongs at the end; set by hand
_COUNT = 5  # loose notes that a chapter gets at first; set by hand
_WORDS = 40  # of a loose note that are printed, as of a line of a summary; set by hand


def loose_notes(material: Open, lenses: Sequence[str]) -> dict[str, tuple[Passage, ...]]:
    """Choose at most five loose notes for each lens, and as many under "" for those that have none.

    A note stands under its heaviest lens only. Without a lens only starred notes, questions and insights count;
    one that points back at what was said before it counts only if it is starred.
    """
    pools: dict[str, list[Publishable]] = {lens: [] for lens in [*lenses, ""]}
    weights: dict[str, float] = {}
    for note in material.notes.values():
        place = material.placements.get(note.id) or Placement(note=note.id, theme=None)
        if place.theme is not None or not note.quotable or not note.text.strip() or note.kind is Kind.CONTRIBUTION:
            continue
        if leans(note.text) and not note.star:
            continue
        lens, weights[note.id] = _heaviest(place, lenses)
        if lens or note.star or note.kind in (Kind.QUESTION, Kind.INSIGHT):
            pools[lens].append(note)
    return {lens: _chosen(pool, weights, material) for lens, pool in pools.items()}


def _heaviest(place: Placement, lenses: Sequence[str]) -> tuple[str, float]:
    known = [item for item in place.lenses if item.lens in lenses and item.weight > 0]
    best = min(known, key=lambda item: (-item.weight, lenses.index(item.lens)), default=None)
    return (best.lens, best.weight) if best else ("", 0.0)


def _chosen(pool: Sequence[Publishable], weights: Mapping[str, float], material: Open) -> tuple[Passage, ...]:
    def score(note: Publishable) -> float:
        telling = 0.3 if note.kind in (Kind.QUESTION, Kind.INSIGHT) else 0.0
        return 2.0 * note.star + telling + weights[note.id] + 0.3 * readable(note.text)

    chosen = choose(pool, _COUNT, score, material)
    return tuple(passage(note, PassageKind.LOOSE, _WORDS, readable) for note in chosen)


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section with its lens, its family, what it weighs in its chapter, and where its notes point."""

    section: Section
    lens: str
    family: str
    weight: float
    turn: int
    direction: Vector


def first(material: OutlineMaterial) -> Outline:
    """Make the outline anew: the same for the same material in any order, but for the ids.

    A theme is a section under its heaviest lens. Within a chapter broad themes come before specific ones, then those
    with voices for and against, then those that mostly ask; themes of one family stand together. Contributions come
    in whole, each at the section that it is nearest to. Themes and loose notes without a lens make a closing chapter.
    """
    usable = open_up(material)
    titles = chapter_titles(material.programme)
    placed = sections(material, usable)
    loose = loose_notes(usable, [lens.slug for lens in material.programme.lenses])
    questions = {lens.slug: lens.question for lens in material.programme.lenses}
    chapters = [
        Chapter(
            id=new_id(),
            title=title,
            lens=slug,
            question=questions.get(slug, ""),
            sections=_in_order([one for one in placed if one.lens == slug]),
            passages=loose[slug],
        )
        for slug, title in titles.items()
    ]
    kept = [one for one in chapters if one.lens or one.sections or one.passages]
    return with_contributions(Outline(chapters=tuple(kept)), usable, contributions(usable))


def chapter_titles(programme: Programme) -> dict[str, str]:
    """Give the titles of the chapters by lens, in order; the closing chapter's lens is empty."""
    closing = translator(programme.language)("Other themes")
    return {lens.slug: lens.title for lens in programme.lenses} | {"": closing}


def lenses_of(theme: Theme, order: Sequence[str]) -> tuple[str, ...]:
    """Give the slugs of a theme's lenses that are chapters, heaviest first and at most two; ("",) without any."""
    known = [item for item in theme.lenses if item.lens in order and item.lens and item.weight > 0]
    heavy = sorted(known, key=lambda item: (-item.weight, order.index(item.lens)))[:2]
    return tuple(item.lens for item in heavy) or ("",)


def sections(material: OutlineMaterial, usable: Open) -> list[PlacedSection]:
    """Give each accepted theme that has notes to use as a section, heaviest first."""
    order = [*chapter_titles(material.programme)]
    by_theme = members(usable)
    placed = [
        _placed(theme, by_theme[theme.id], usable, lenses_of(theme, order)[0])
        for theme in sorted(material.themes, key=lambda theme: (theme.number, theme.id))
        if theme.state is ThemeState.ACCEPTED and by_theme[theme.id]
    ]
    return sorted(placed, key=lambda one: -round(one.weight, 6))


def members(usable: Open) -> dict[str, list[Publishable]]:
    """Give the notes that may be used by theme."""
    found: dict[str, list[Publishable]] = defaultdict(list)
    for note in usable.notes.values():
        place = usable.placements.get(note.id)
        if place is not None and place.theme is not None:
            found[place.theme].append(note)
    return found


def title_of(theme: Theme, vocabulary: Vocabulary) -> str:
    """Give the theme's title, or its number where a word of it stands only in notes that may not be used."""
    return theme.name if vocabulary.gives_away(theme.title) else theme.title.strip() or theme.name


def contributions(usable: Open) -> list[list[Publishable]]:
    """Give what partners handed in, each contribution with its paragraphs in order."""
    by_session: dict[str, list[Publishable]] = defaultdict(list)
    for note in sorted(usable.notes.values(), key=lambda note: note.number):
        if note.kind is Kind.CONTRIBUTION and note.quotable and note.text.strip():
            by_session[note.session].append(note)
    return [by_session[name] for name in sorted(by_session)]


def with_contributions(book: Outline, usable: Open, found: Sequence[Sequence[Publishable]]) -> Outline:
    """Put contributions at the end of the section that each is nearest to; without sections there is no place.

    A section of the editor's own has no notes of themes and so no direction; where none has one it is the last.
    """
    every = book.sections
    known = {one.id: [note for note in one.seen if note in usable.directions] for one in every}
    centres = {section: _direction(notes, usable) for section, notes in known.items() if notes}
    if not every:
        return book
    added: dict[str, list[Passage]] = defaultdict(list)
    for notes in found:
        nearest = _nearest(notes, centres, usable) if centres else every[-1].id
        added[nearest] += [
            Passage(id=new_id(), kind=PassageKind.CONTRIBUTION, text=note.text.strip(), notes=(note.id,))
            for note in notes
        ]
    chapters = [
        replace(
            chapter, sections=tuple(replace(one, passages=(*one.passages, *added[one.id])) for one in chapter.sections)
        )
        for chapter in book.chapters
    ]
    return replace(book, chapters=tuple(chapters))


def _nearest(notes: Sequence[Publishable], centres: Mapping[str, Vector], usable: Open) -> str:
    own = _direction([note.id for note in notes], usable)
    return max(sorted(centres), key=lambda one: round(float(own @ centres[one]), 6))


def _placed(theme: Theme, notes: Sequence[Publishable], usable: Open, lens: str) -> PlacedSection:
    section = Section(
        id=new_id(),
        title=title_of(theme, usable.vocabulary),
        themes=(theme.id,),
        passages=passages(notes, usable),
        seen=frozenset(note.id for note in notes),
    )
    heaviest = max((one.weight for one in theme.lenses if one.lens == lens), default=1.0)
    return PlacedSection(
        section=section,
        lens=lens,
        family=theme.family,
        weight=len(notes) * theme.stability * heaviest,
        turn=_turn(notes, usable),
        direction=_direction([note.id for note in notes], usable),
    )


def _turn(notes: Sequence[Publishable], usable: Open) -> int:
    """Say in which part of a chapter a section comes: first what is told, then tension, then open questions."""
    if sum(note.kind is Kind.QUESTION for note in notes) > _ASKING * len(notes):
        return 2
    stances = {usable.stances.get(note.id) for note in notes}
    return int({Stance.FOR, Stance.AGAINST} <= stances)


def _direction(notes: Sequence[str], usable: Open) -> Vector:
    found = np.sum([usable.directions[note] for note in sorted(notes)], axis=0)
    length = float(np.linalg.norm(found))
    return np.asarray(found / length if length > 1e-9 else found, dtype=np.float32)


def _in_order(placed: Sequence[PlacedSection]) -> tuple[Section, ...]:
    """Give the sections of a chapter: by turn, broad before specific, families together."""
    if not placed:
        return ()
    centre = np.sum([one.weight * one.direction for one in placed], axis=0)
    broad = {one.section.id: round(float(one.direction @ centre), 4) for one in placed}
    ordered = sorted(placed, key=lambda one: (one.turn, -broad[one.section.id], -round(one.weight, 6)))
    turn: dict[str, int] = {}
    for one in ordered:
        turn.setdefault(one.family or one.section.id, len(turn))
    return tuple(one.section for one in sorted(ordered, key=lambda one: turn[one.family or one.section.id]))
