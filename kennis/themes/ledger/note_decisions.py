"""Decisions about single notes: move, pin, a second theme, never together, stance, the shelf."""

import dataclasses
from collections.abc import Sequence
from itertools import combinations
from statistics import median

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Attribute, Constraint, LedgerChange, LedgerState, Mark, Placement, Rule, Stance, Verb
from kennis.themes.ledger.ledger_edits import bound, fixing, standing, with_placements


def move(state: LedgerState, notes: Sequence[str], theme: str | None) -> LedgerChange:
    """Put notes in a theme, or (None) in no theme; later runs keep them there and out of where they were.

    A moved note gets the median strength of its new theme: how firmly it sits there is only known after a run.
    """
    wanted = _some(notes)
    if theme is not None:
        standing(state, theme)
    firm = _usual_strength(state, theme)
    homes = {note: known.theme for note in wanted if (known := state.placements.get(note))}
    placed = [_placed(state, note, theme, firm) for note in wanted]
    barred = {Constraint(Rule.NOT_IN, note, home) for note, home in homes.items() if home and home != theme}
    added = barred | ({Constraint(Rule.IN, note, theme) for note in wanted} if theme else set())
    released = fixing(state, wanted) | {Constraint(Rule.NOT_IN, note, theme or "") for note in wanted}
    after = bound(with_placements(state, placed), added, released)
    themes = tuple(dict.fromkeys([*(home for home in homes.values() if home), *([theme] if theme else [])]))
    details = (Attribute("to", (theme or "",)), *(Attribute(note, (homes.get(note) or "",)) for note in wanted))
    return LedgerChange(verb=Verb.MOVE, state=after, themes=themes, notes=wanted, details=details)


def pin(state: LedgerState, notes: Sequence[str]) -> LedgerChange:
    """Hold notes in the theme where they stand, or where they are suggested; raises InputError for a loose note."""
    wanted = _some(notes)
    places = {note: state.placements.get(note) for note in wanted}
    places |= {note: state.suggestions.get(note) for note, place in places.items() if not (place and place.theme)}
    if not all(place and place.theme for place in places.values()):
        raise InputError(_("a loose note cannot be pinned; move it to a theme"))
    held = {note: place for note, place in places.items() if place and place.theme}
    fresh = [dataclasses.replace(place, suggested=False) for place in held.values() if place.suggested]
    pins = {Constraint(Rule.IN, note, place.theme or "") for note, place in held.items()}
    after = bound(with_placements(state, fresh), pins, fixing(state, wanted))
    themes = tuple(dict.fromkeys(place.theme or "" for place in held.values()))
    return LedgerChange(verb=Verb.PIN, state=after, themes=themes, notes=wanted)


def unpin(state: LedgerState, notes: Sequence[str]) -> LedgerChange:
    """Let notes go where later runs place them."""
    wanted = _some(notes)
    held = fixing(state, wanted)
    if not held:
        raise InputError(_("none of these notes is pinned"))
    themes = tuple(sorted({one.other for one in held}))
    return LedgerChange(verb=Verb.UNPIN, state=bound(state, (), held), themes=themes, notes=wanted)


def second(state: LedgerState, notes: Sequence[str], theme: str | None) -> LedgerChange:
    """Put notes in a second theme beside their own, or (None) in none; raises InputError where it is their own."""
    wanted = _some(notes)
    if theme is not None:
        standing(state, theme)
    placed = []
    for note in wanted:
        known = state.placements.get(note)
        if known is None or known.theme is None:
            raise InputError(_("a loose note has no second theme; move it to a theme"))
        if known.theme == theme:
            name = state.themes[theme].name
            raise InputError(_("{name} is the note's own theme already").format(name=name))
        strength = known.second_strength if known.second == theme else (_usual_strength(state, theme) if theme else 0.0)
        placed.append(dataclasses.replace(known, second=theme, second_strength=strength))
    old = {one for one in state.constraints if one.rule is Rule.SECOND and one.item in set(wanted)}
    new = {Constraint(Rule.SECOND, note, theme) for note in wanted} if theme else set()
    after = bound(with_placements(state, placed), new, old)
    stood = {note: state.placements[note].second for note in wanted}
    details = tuple(Attribute(note, (was,)) for note, was in stood.items() if was not in (None, theme))
    return LedgerChange(verb=Verb.SECOND, state=after, themes=(theme,) if theme else (), notes=wanted, details=details)


def apart(state: LedgerState, notes: Sequence[str]) -> LedgerChange:
    """Keep notes from sharing a theme in later runs; where they stand now does not change."""
    wanted = tuple(sorted(_some(notes)))
    if len(wanted) < 2:
        raise InputError(_("name two notes that are never to be together"))
    pairs = {Constraint(Rule.APART, one, other) for one, other in combinations(wanted, 2)}
    return LedgerChange(verb=Verb.APART, state=bound(state, pairs), notes=wanted)


def stance(state: LedgerState, notes: Sequence[str], said: Stance | None) -> LedgerChange:
    """Say of notes whether they speak for or against, or (None) neither."""
    wanted = _some(notes)
    after = _marked(state, [dataclasses.replace(_mark(state, note), stance=said) for note in wanted])
    stood = {note: _mark(state, note).stance for note in wanted}
    was = (Attribute(note, (one,)) for note, one in stood.items() if one not in (None, said))
    return LedgerChange(verb=Verb.STANCE, state=after, notes=wanted, details=(Attribute("stance", (said or "",)), *was))


def shelve(state: LedgerState, notes: Sequence[str], on: bool) -> LedgerChange:
    """Put striking notes on the shelf, or take them off."""
    wanted = _some(notes)
    after = _marked(state, [dataclasses.replace(_mark(state, note), shelf=on) for note in wanted])
    return LedgerChange(verb=Verb.SHELVE if on else Verb.UNSHELVE, state=after, notes=wanted)


def _some(notes: Sequence[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(notes))
    if not wanted:
        raise InputError(_("no notes were marked"))
    return wanted


def _mark(state: LedgerState, note: str) -> Mark:
    return state.marks.get(note) or Mark(note)


def _marked(state: LedgerState, marks: Sequence[Mark]) -> LedgerState:
    """Set marks; one that says nothing is no mark."""
    changed = {**state.marks, **{one.note: one for one in marks}}
    return dataclasses.replace(
        state, marks={note: one for note, one in changed.items() if one.stance is not None or one.shelf}
    )


def _usual_strength(state: LedgerState, theme: str | None) -> float:
    strengths = [one.strength for one in state.placements.values() if theme and one.theme == theme]
    return round(median(strengths), 4) if strengths else 1.0


def _placed(state: LedgerState, note: str, theme: str | None, firm: float) -> Placement:
    known = state.placements.get(note) or state.suggestions.get(note) or Placement(note=note, theme=None)
    if theme is None:
        return dataclasses.replace(known, theme=None, strength=0.0, second=None, second_strength=0.0, suggested=False)
    strength = known.strength if known.theme == theme else known.second_strength if known.second == theme else firm
    keeps = known.second not in (theme, None)
    return dataclasses.replace(
        known,
        theme=theme,
        strength=strength,
        second=known.second if keeps else None,
        second_strength=known.second_strength if keeps else 0.0,
        suggested=False,
    )
