"""Decisions about whole themes: rename, merge, split, gather, retire, link to a lens."""

import dataclasses
from collections.abc import Sequence
from itertools import zip_longest

from kennis.clean_text import clean
from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import (
    Attribute,
    Constraint,
    LedgerChange,
    LedgerState,
    LensWeight,
    Placement,
    ProposalState,
    Rule,
    Theme,
    ThemeState,
    Verb,
)
from kennis.nouns.themes import LONGEST_TITLE
from kennis.themes.ledger.ledger_edits import (
    MEDOIDS,
    Named,
    bound,
    fixing,
    new_theme,
    of_theme,
    standing,
    with_placements,
    with_themes,
)

_KEYWORDS = 8  # of a theme that a person makes, as a run gives them


def rename(state: LedgerState, theme: str, title: str) -> LedgerChange:
    """Give a theme a title that later runs keep; raises InputError for no title or one that another theme has."""
    old = standing(state, theme)
    said = checked_title(state, title, except_for=theme)
    changed = dataclasses.replace(old, title=said, titled=True)
    details = (Attribute("before", (old.title,)), Attribute("after", (said,)))
    return LedgerChange(verb=Verb.RENAME, state=with_themes(state, changed), themes=(theme,), details=details)


def merge(state: LedgerState, themes: Sequence[str], into: str) -> LedgerChange:
    """Take the notes of themes into another one; those themes end. Their middles stay together in later runs."""
    target = standing(state, into)
    gone = [standing(state, one) for one in dict.fromkeys(themes) if one != into]
    if not gone:
        raise InputError(_("{name} cannot be merged with itself").format(name=target.name))
    ended = {one.id for one in gone}
    moved = [dataclasses.replace(one, theme=into) for one in state.placements.values() if one.theme in ended]
    notes = {one.note for one in moved}
    core = {note for one in (target, *gone) for note in _middle(state, one)}
    released = of_theme(state, into, Rule.NOT_IN) & {Constraint(Rule.NOT_IN, note, into) for note in notes}
    released |= {one for each in ended for one in of_theme(state, each, Rule.IN, Rule.CORE, Rule.NOT_IN)}
    kept_in = {Constraint(Rule.IN, one.item, into) for one in released if one.rule is Rule.IN and one.other in ended}
    cored = {Constraint(Rule.CORE, note, into) for note in core - {one.item for one in fixing(state, core)}}
    after = bound(state, kept_in | cored, released)
    after = with_placements(after, [_without_second(one, into) for one in moved])
    keywords = zip_longest(target.keywords, *(one.keywords for one in gone))
    words = dict.fromkeys(word for row in keywords for word in row if word)
    merged = dataclasses.replace(
        target,
        keywords=tuple(words)[:_KEYWORDS],
        medoids=tuple(note for one in (target, *gone) for note in one.medoids[: MEDOIDS // (1 + len(gone))]),
        lenses=_heaviest(target, *gone),
        subs=(),
    )
    ended_themes = [dataclasses.replace(one, state=ThemeState.MERGED, into=into) for one in gone]
    after = overtaken(with_themes(after, merged, *ended_themes), {into, *ended})
    return LedgerChange(verb=Verb.MERGE, state=after, themes=(into, *ended), notes=tuple(sorted(notes)))


def split(state: LedgerState, theme: str, notes: Sequence[str], names: tuple[Named, Named]) -> LedgerChange:
    """Take notes off a theme into a new one; later runs keep them there, and the middle of the rest where it is.

    `names` are what the rest and what comes off are called; the rest keeps its title. Raises InputError where they
    are not all notes of the theme, or where nothing would be left of it.
    """
    old = standing(state, theme)
    off, members = dict.fromkeys(notes), state.members(theme)
    if not off or not set(off) <= set(members):
        raise InputError(_("mark notes of {name} to split off").format(name=old.name))
    rest = tuple(note for note in members if note not in off)
    if not rest:
        raise InputError(_("a split must leave notes in {name}").format(name=old.name))
    named = dataclasses.replace(names[1], title=checked_title(state, names[1].title))
    part = new_theme(state, named, [note for note in members if note in off], old)
    after = _come_off(state, dataclasses.replace(old, keywords=names[0].keywords or old.keywords), part, rest)
    added = {Constraint(Rule.IN, note, part.id) for note in off} | _core(state, old, rest)
    after = overtaken(bound(after, added, fixing(state, off)), {theme})
    return LedgerChange(verb=Verb.SPLIT, state=after, themes=(theme, part.id), notes=tuple(off))


def split_all(state: LedgerState, theme: str, parts: Sequence[Sequence[str]], names: Sequence[Named]) -> LedgerChange:
    """Split a theme into parts, whose middles stay apart in later runs; the first part keeps the theme's id and title.

    `names` are what the parts are called. Raises InputError where the parts are not the theme's notes.
    """
    old = standing(state, theme)
    checked_parts(state, old, parts)
    strength = {note: state.placements[note].strength for part in parts for note in part}
    first, *others = [sorted(part, key=lambda note: (-strength[note], note)) for part in parts]
    after = bound(state, _core(state, old, first), fixing(state, [note for part in others for note in part]))
    after = with_themes(after, dataclasses.replace(old, keywords=names[0].keywords or old.keywords))
    made: list[Theme] = []
    for part, named in zip(others, names[1:], strict=True):
        new = new_theme(after, dataclasses.replace(named, title=checked_title(after, named.title)), part, old)
        after = bound(_come_off(after, after.themes[theme], new, first, part), _core(after, new, part))
        made.append(new)
    after = overtaken(after, {theme})
    off = tuple(note for part in others for note in part)
    return LedgerChange(verb=Verb.SPLIT, state=after, themes=(theme, *(one.id for one in made)), notes=off)


def checked_parts(state: LedgerState, theme: Theme, parts: Sequence[Sequence[str]]) -> None:
    """Raise InputError where parts are not the notes of a theme, each once, in two parts at least."""
    if len(parts) < 2:
        raise InputError(_("{name} is one whole: nothing in it stands apart").format(name=theme.name))
    given = [note for part in parts for note in part]
    if not all(parts) or sorted(given) != sorted(state.members(theme.id)):
        raise InputError(_("the parts of {name} must be all its notes, each once").format(name=theme.name))


def gather(state: LedgerState, notes: Sequence[str], named: Named) -> LedgerChange:
    """Make a new theme of notes, wherever they stand; later runs keep them there."""
    if not notes:
        raise InputError(_("mark the notes to make a theme of"))
    wanted = tuple(dict.fromkeys(notes))
    theme = new_theme(state, dataclasses.replace(named, title=checked_title(state, named.title)), wanted)
    placed = [_put(state, note, theme.id) for note in wanted]
    left = {home for note in wanted if (home := _home(state, note))}
    after = with_placements(with_themes(state, dataclasses.replace(theme, titled=True)), placed)
    added = {Constraint(Rule.IN, note, theme.id) for note in wanted}
    after = overtaken(bound(after, added, fixing(state, wanted)), left)
    return LedgerChange(verb=Verb.GATHER, state=after, themes=(theme.id,), notes=wanted)


def retire(state: LedgerState, theme: str) -> LedgerChange:
    """End a theme: its notes become loose, and later runs, which know it by its medoids, do not bring it back."""
    old = standing(state, theme)
    members = state.members(theme)
    released = of_theme(state, theme, Rule.IN, Rule.CORE, Rule.NOT_IN)
    after = with_placements(
        bound(state, (), released),
        [dataclasses.replace(state.placements[note], theme=None, strength=0.0) for note in members],
    )
    ended = dataclasses.replace(old, state=ThemeState.RETIRED, medoids=_middle(state, old), subs=())
    after = with_themes(after, ended)
    return LedgerChange(verb=Verb.RETIRE, state=overtaken(after, {theme}), themes=(theme,), notes=members)


def link(state: LedgerState, theme: str, lens: str, on: bool) -> LedgerChange:
    """Say that a theme belongs to a lens, or that it does not; later runs keep to it."""
    old = standing(state, theme)
    yes, no = Constraint(Rule.LINKED, theme, lens), Constraint(Rule.UNLINKED, theme, lens)
    after = bound(state, {yes if on else no}, {no if on else yes})
    after = with_themes(after, linked(after, old))
    return LedgerChange(
        verb=Verb.LINK if on else Verb.UNLINK, state=after, themes=(theme,), details=(Attribute("lens", (lens,)),)
    )


def linked(state: LedgerState, theme: Theme) -> Theme:
    """Give a theme the lenses that people said it belongs to, and take those away that they said it does not."""
    rules = {one.other: one.rule for one in state.constraints if one.item == theme.id and one.rule in _LENS_RULES}
    kept = [one for one in theme.lenses if one.lens not in rules]
    added = [LensWeight(lens, 1.0) for lens, rule in sorted(rules.items()) if rule is Rule.LINKED]
    return dataclasses.replace(theme, lenses=(*added, *kept))


_LENS_RULES = (Rule.LINKED, Rule.UNLINKED)


def checked_title(state: LedgerState, title: str, except_for: str = "") -> str:
    """Clean a title; raises InputError where it is empty, too long or that of another accepted theme."""
    said = " ".join(clean(title).text.split())
    if not said:
        raise InputError(_("a theme needs a title"))
    if len(said) > LONGEST_TITLE:
        raise InputError(_("a title may have {count} characters").format(count=LONGEST_TITLE))
    for one in state.themes.values():
        if one.state is ThemeState.ACCEPTED and one.id != except_for and one.title.casefold() == said.casefold():
            raise InputError(_("{name} is called {title} already").format(name=one.name, title=one.title))
    return said


def overtaken(state: LedgerState, themes: set[str]) -> LedgerState:
    """Let the proposals that wait about these themes be overtaken by what a person did."""
    proposals = {
        position: dataclasses.replace(one, state=ProposalState.OVERTAKEN)
        if one.state is ProposalState.WAITING and themes & {one.theme.id, *(part.id for part in one.parts)}
        else one
        for position, one in state.proposals.items()
    }
    return dataclasses.replace(state, proposals=proposals)


def _come_off(
    state: LedgerState, old: Theme, part: Theme, rest: Sequence[str], moving: Sequence[str] | None = None
) -> LedgerState:
    """Let a part come off a theme; `rest` are the notes that stay, strongest first."""
    staying = set(rest)
    off = moving if moving is not None else [note for note in state.members(old.id) if note not in staying]
    kept = tuple(note for note in old.medoids if note in staying) or tuple(rest[:MEDOIDS])
    after = with_themes(state, dataclasses.replace(old, medoids=kept, subs=()), part)
    return with_placements(after, [_without_second(_moved(state, note, part.id), part.id) for note in off])


def _core(state: LedgerState, theme: Theme, notes: Sequence[str]) -> set[Constraint]:
    """Hold the middle of these notes in a theme, but for those that a person holds already."""
    inside = set(notes)
    middle = [note for note in theme.medoids if note in inside] or list(notes)
    held = {one.item for one in fixing(state, middle) if one.rule is Rule.IN}
    return {Constraint(Rule.CORE, note, theme.id) for note in middle[:MEDOIDS] if note not in held}


def _middle(state: LedgerState, theme: Theme) -> tuple[str, ...]:
    """Give the notes in the middle of a theme that still stand in it."""
    members = state.members(theme.id)
    inside = set(members)
    return tuple(note for note in theme.medoids if note in inside)[:MEDOIDS] or members[:MEDOIDS]


def _moved(state: LedgerState, note: str, theme: str) -> Placement:
    return dataclasses.replace(state.placements[note], theme=theme)


def _put(state: LedgerState, note: str, theme: str) -> Placement:
    """Place a note that may have no place yet."""
    known = state.placements.get(note) or Placement(note=note, theme=None)
    return dataclasses.replace(known, theme=theme, strength=known.strength or 1.0)


def _home(state: LedgerState, note: str) -> str | None:
    known = state.placements.get(note)
    return known.theme if known else None


def _without_second(placement: Placement, theme: str) -> Placement:
    return placement if placement.second != theme else dataclasses.replace(placement, second=None, second_strength=0.0)


def _heaviest(*themes: Theme) -> tuple[LensWeight, ...]:
    """Give the two heaviest lenses of several themes."""
    best: dict[str, float] = {}
    for one in (weight for theme in themes for weight in theme.lenses):
        best[one.lens] = max(one.weight, best.get(one.lens, 0.0))
    return tuple(LensWeight(lens, best[lens]) for lens in sorted(best, key=lambda lens: (-best[lens], lens))[:2])
