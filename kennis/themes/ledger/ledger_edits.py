"""What decisions are made with: themes, places and constraints put into the ledger."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kennis.errors import UnknownItem
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Constraint, LedgerState, Placement, Rule, Theme, ThemeState

MEDOIDS = 12  # notes in the middle of a theme that are kept, as a run gives them
_FIXING = (Rule.IN, Rule.CORE)


def standing(state: LedgerState, theme: str) -> Theme:
    """Give an accepted theme; raises UnknownItem for one that is not there or no longer accepted."""
    found = state.themes.get(theme)
    if found is None or found.state is not ThemeState.ACCEPTED:
        name = found.name if found else theme
        raise UnknownItem(_("there is no theme {name}; see: kennis themes list").format(name=name))
    return found


def with_themes(state: LedgerState, *themes: Theme) -> LedgerState:
    """Put themes in, new or changed."""
    return dataclasses.replace(state, themes={**state.themes, **{one.id: one for one in themes}})


def with_placements(state: LedgerState, placements: Iterable[Placement]) -> LedgerState:
    """Put notes in their places; what was suggested for them is settled then."""
    placed = {one.note: one for one in placements}
    return dataclasses.replace(
        state,
        placements={**state.placements, **placed},
        suggestions={note: one for note, one in state.suggestions.items() if note not in placed},
    )


def bound(state: LedgerState, added: Iterable[Constraint], released: Iterable[Constraint] = ()) -> LedgerState:
    """Release constraints, then add others."""
    return dataclasses.replace(state, constraints=(state.constraints - frozenset(released)) | frozenset(added))


def fixing(state: LedgerState, notes: Iterable[str]) -> frozenset[Constraint]:
    """Give the constraints that hold these notes in a theme."""
    wanted = set(notes)
    return frozenset(one for one in state.constraints if one.rule in _FIXING and one.item in wanted)


def of_theme(state: LedgerState, theme: str, *rules: Rule) -> frozenset[Constraint]:
    """Give the constraints of these rules on notes in (or out of) a theme."""
    return frozenset(one for one in state.constraints if one.rule in rules and one.other == theme)


@dataclass(frozen=True, slots=True)
class Named:
    """What notes are called together: a title, whether a person gave it, and the words that mark them off."""

    title: str
    keywords: tuple[str, ...] = ()
    titled: bool = False


def new_theme(state: LedgerState, named: Named, notes: Sequence[str], like: Theme | None = None) -> Theme:
    """Make a theme of notes, strongest first: the next number, and the lenses of the theme it comes from.

    Its stability is not known before the next run; until then it is the mean strength of its notes.
    """
    numbers = [one.number for one in state.themes.values()]
    strengths = [state.placements[note].strength for note in notes if note in state.placements]
    return Theme(
        id=new_id(),
        number=max(numbers, default=0) + 1,
        title=named.title,
        keywords=named.keywords,
        stability=round(sum(strengths) / len(strengths), 4) if strengths else 0.0,
        lenses=like.lenses if like else (),
        medoids=tuple(notes[:MEDOIDS]),
        family=like.family if like else "",
        split_from=like.id if like else "",
        titled=named.titled,
    )
