"""What the ledger asks of lenses and second themes, done on candidates; and which constraints were not honoured."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kennis.locale import _
from kennis.nouns import Before, Constraint, LensWeight, Placement, Rule, Theme, Unmet
from kennis.themes.constraints import Heeded, heed, standing_theme
from kennis.themes.nearest_theme import choose, nearness
from kennis.themes.run_result import Corpus


@dataclass(frozen=True, slots=True)
class AskedOfLenses:
    """Themes with the lenses that they were linked to and without those they were unlinked from, and what failed."""

    themes: tuple[Theme, ...]
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class AskedOfNotes:
    """Placements with the second themes asked for, and all constraints on notes that could not be honoured."""

    placements: tuple[Placement, ...]
    unmet: tuple[Unmet, ...]


def asked_of_lenses(themes: tuple[Theme, ...], before: Before, slugs: Sequence[str]) -> AskedOfLenses:
    """Link themes to lenses, by slug, and unlink them; a theme that was merged passes its links on."""
    by_id = {theme.id: theme for theme in themes}
    unmet: list[Unmet] = []
    asked = {one for one in before.constraints if one.rule in (Rule.LINKED, Rule.UNLINKED)}
    for constraint in sorted(asked):
        successor = standing_theme(constraint.item, before)
        theme = by_id.get(successor.id) if successor else None
        link = constraint.rule is Rule.LINKED
        if theme is None or (link and constraint.other not in slugs):
            if link:
                reason = _("the programme has no such lens") if theme else _("the theme no longer stands")
                unmet.append(Unmet(constraint, reason))
        elif link and theme.id != constraint.item and Constraint(Rule.UNLINKED, theme.id, constraint.other) in asked:
            unmet.append(Unmet(constraint, _("{theme} was unlinked from that lens").format(theme=theme.name)))
        elif link:
            by_id[theme.id] = replace(theme, lenses=_linked(theme.lenses, constraint.other))
        elif replace(constraint, rule=Rule.LINKED) in asked:
            unmet.append(Unmet(constraint, _("the theme was also linked to that lens")))
        elif theme.id == constraint.item:
            kept = tuple(weight for weight in theme.lenses if weight.lens != constraint.other)
            by_id[theme.id] = replace(theme, lenses=kept)
    return AskedOfLenses(tuple(by_id[theme.id] for theme in themes), tuple(unmet))


def asked_of_notes(
    placements: Sequence[Placement], themes: Sequence[Theme], corpus: Corpus, before: Before
) -> AskedOfNotes:
    """Give notes the second themes that were asked for, and none that they were kept out of."""
    heeded = heed({note.id: row for row, note in enumerate(corpus.notes)}, before)
    unmet = list(heeded.unmet)
    numbers = {theme.id: number for number, theme in enumerate(themes)}
    theirs = [numbers.get(placement.theme or "", -1) for placement in placements]
    made = [_without_barred(row, placement, heeded, numbers) for row, placement in enumerate(placements)]
    seconds = sorted((row, wanted) for row, wanted in heeded.second.items() if wanted in numbers)
    if seconds:
        rows = [row for row, _wanted in seconds]
        near = nearness(corpus.vectors[rows], corpus.vectors, np.array(theirs, np.int32), len(themes))
        given = np.array([numbers[wanted] for _row, wanted in seconds], np.int32)
        firm = choose(near, np.array([theme.stability for theme in themes], np.float32), given).strength
        for place, (row, wanted) in enumerate(seconds):
            if placements[row].theme != wanted:
                made[row] = replace(made[row], second=wanted, second_strength=round(float(firm[place]), 4))
    unmet.extend(_second_unmet(heeded, made, corpus, before))
    return AskedOfNotes(tuple(made), tuple(unmet))


def _linked(weights: tuple[LensWeight, ...], lens: str) -> tuple[LensWeight, ...]:
    others = [weight for weight in weights if weight.lens != lens]
    return (LensWeight(lens, 1.0), *others)


def _without_barred(row: int, placement: Placement, heeded: Heeded, numbers: dict[str, int]) -> Placement:
    second = placement.second
    if second is not None and (second not in numbers or second == placement.theme or (row, second) in heeded.barred):
        return replace(placement, second=None, second_strength=0.0)
    return placement


def _second_unmet(heeded: Heeded, placements: Sequence[Placement], corpus: Corpus, before: Before) -> list[Unmet]:
    """Say of which notes the second theme is the one that they stand in, or one that came to nothing."""
    already = {one.constraint for one in heeded.unmet}
    rows = {note.id: row for row, note in enumerate(corpus.notes)}
    unmet = []
    for constraint in sorted(one for one in before.constraints if one.rule is Rule.SECOND and one not in already):
        placement = placements[rows[constraint.item]]
        wanted = heeded.second[rows[constraint.item]]
        if placement.second != wanted:
            inside = placement.theme == wanted
            reason = _("the note stands in that theme itself") if inside else _("the theme has no notes any more")
            unmet.append(Unmet(constraint, reason))
    return unmet
