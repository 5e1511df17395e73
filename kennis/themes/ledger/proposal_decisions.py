"""Decisions about what a run proposes: accept or reject one, several or all of it.

A proposal owns the moves into its theme and its parts. Accepting it brings those notes in, wherever they stand,
and makes loose those of its notes that the run places nowhere. Notes that would leave for another theme go with
that theme's proposal, so that every move belongs to one proposal and no note is ever in two themes.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kennis.errors import InputError, UnknownItem
from kennis.locale import _
from kennis.nouns import (
    Attribute,
    Change,
    Decision,
    LedgerChange,
    LedgerState,
    Level,
    Placement,
    Proposal,
    ProposalState,
    Rule,
    Theme,
    ThemeState,
    Verb,
)
from kennis.themes.ledger.ledger_edits import with_placements, with_themes
from kennis.themes.ledger.theme_decisions import linked

MOVING = (Change.NEW, Change.SAME, Change.GROWN, Change.SHRUNK, Change.SPLIT, Change.MERGED)
NEARLY = 0.8  # of the notes of two proposals together: nearly the same is not proposed again; set by hand
_MEMBERS = (Change.SAME, Change.GROWN, Change.SHRUNK)


def accept(state: LedgerState, positions: Sequence[int]) -> LedgerChange:
    """Do what waiting proposals say; raises UnknownItem for one that does not wait."""
    chosen = _waiting(state, positions)
    after = state
    for one in chosen:
        after = _themes(after, one)
    after = _placements(after, chosen)
    for one in chosen:
        if one.change is Change.FAMILY:
            after = _family(after, one)
    return _answered(state, after, chosen, ProposalState.ACCEPTED)


def reject(state: LedgerState, positions: Sequence[int]) -> LedgerChange:
    """Leave all as it is; a later run does not propose nearly the same again."""
    chosen = _waiting(state, positions)
    return _answered(state, state, chosen, ProposalState.REJECTED)


def joining(proposal: Proposal, state: LedgerState) -> tuple[Placement, ...]:
    """Give where the run would place each note that would come into a proposal's themes, or that stands in them."""
    group = group_of(proposal)
    return tuple(one for one in state.proposed.values() if one.theme in group)


def dropping(proposal: Proposal, state: LedgerState) -> tuple[Placement, ...]:
    """Give the notes of a proposal's themes that the run places nowhere."""
    if proposal.change not in MOVING:
        return ()
    own = {proposal.theme.id, *(part.id for part in proposal.parts)}
    gone = [
        state.proposed[note] for note, one in state.placements.items() if one.theme in own and note in state.proposed
    ]
    return tuple(one for one in gone if one.theme is None)


def moves(proposal: Proposal, state: LedgerState) -> tuple[str, ...]:
    """Give the notes that a proposal would move: into its themes from elsewhere, or out of them to nowhere."""
    now = {note: one.theme for note, one in state.placements.items()}
    into = [one.note for one in joining(proposal, state) if now.get(one.note) != one.theme]
    if proposal.change is Change.FADED:
        into += state.members(proposal.theme.id)
    return tuple(sorted({*into, *(one.note for one in dropping(proposal, state))}))


def as_answered_before(
    state: LedgerState,
    proposals: Sequence[Proposal],
    placements: Sequence[Placement],
    decisions: Sequence[Decision],
) -> tuple[Proposal, ...]:
    """Let proposals be rejected at once that say nearly the same as one that a person rejected before."""
    then = dataclasses.replace(state, proposed={one.note: one for one in placements})
    rejected = [one for each in decisions if each.verb is Verb.REJECT and not each.undone for one in each.details]
    answered = (
        dataclasses.replace(one, state=ProposalState.REJECTED)
        if any(_alike(told(one, then), other) for other in rejected)
        else one
        for one in proposals
    )
    return tuple(answered)


def told(proposal: Proposal, state: LedgerState) -> Attribute:
    """Tell a proposal as a decision keeps it: its change, its theme, the titles before and after, what it moves."""
    named = _told(proposal)
    return Attribute(named.name, (*named.values, *moves(proposal, state)))


def _told(proposal: Proposal) -> Attribute:
    return Attribute(proposal.change, (proposal.theme.id, proposal.title_before, proposal.theme.title))


def _alike(one: Attribute, other: Attribute) -> bool:
    """Say whether two proposals come to the same: the same change of the same theme, four fifths of the notes."""
    theme, _, title, *notes = one.values
    known, _, known_title, *known_notes = other.values
    if _kind(one) != _kind(other) or (theme != known and one.name != Change.NEW):
        return False
    if one.name == Change.RENAMED:
        return title == known_title
    return len(set(notes) & set(known_notes)) >= NEARLY * len({*notes, *known_notes})


def _kind(told: Attribute) -> str:
    return "members" if told.name in _MEMBERS else told.name


def group_of(proposal: Proposal) -> frozenset[str]:
    """Give the themes that a proposal brings notes into."""
    if proposal.change not in MOVING:
        return frozenset()
    parts = proposal.parts if proposal.change is Change.SPLIT else ()
    return frozenset({proposal.theme.id, *(part.id for part in parts)})


def _waiting(state: LedgerState, positions: Sequence[int]) -> list[Proposal]:
    chosen = []
    for position in sorted(set(positions)):
        one = state.proposals.get(position)
        if one is None or one.state is not ProposalState.WAITING:
            raise UnknownItem(
                _("proposal {position} does not wait; see: kennis themes proposals").format(position=position + 1)
            )
        chosen.append(one)
    if not chosen:
        raise InputError(_("no proposals wait; first: kennis themes run"))
    return chosen


def _answered(
    before: LedgerState, after: LedgerState, chosen: Sequence[Proposal], answer: ProposalState
) -> LedgerChange:
    answered = {one.position: dataclasses.replace(one, state=answer) for one in chosen}
    state = dataclasses.replace(after, proposals={**after.proposals, **answered})
    themes = dict.fromkeys(theme.id for one in chosen for theme in (one.theme, *one.parts))
    notes = dict.fromkeys(note for one in chosen for note in moves(one, before))
    return LedgerChange(
        verb=Verb.ACCEPT if answer is ProposalState.ACCEPTED else Verb.REJECT,
        state=state,
        themes=tuple(themes),
        notes=tuple(notes),
        details=tuple(_told(one) if answer is ProposalState.ACCEPTED else told(one, before) for one in chosen),
    )


def _themes(state: LedgerState, proposal: Proposal) -> LedgerState:
    """Let the themes of a proposal be as it says."""
    old = state.themes.get(proposal.theme.id)
    match proposal.change:
        case Change.FAMILY:
            return state
        case Change.FADED if proposal.theme.level is Level.FAMILY:
            return _family(state, dataclasses.replace(proposal, parts=()), ThemeState.FADED)
        case Change.FADED:
            return with_themes(state, dataclasses.replace(old or proposal.theme, state=ThemeState.FADED, subs=()))
        case Change.RENAMED:
            if old is None or old.titled:
                return state
            return with_themes(state, dataclasses.replace(old, title=proposal.theme.title))
        case Change.SPLIT:
            made = [_numbered(state, proposal.theme)]
            after = with_themes(state, *made)
            for part in proposal.parts:
                after = with_themes(after, _numbered(after, part))
            return after
        case Change.MERGED:
            ended = [
                dataclasses.replace(state.themes[part.id], state=ThemeState.MERGED, into=proposal.theme.id, subs=())
                for part in proposal.parts
            ]
            return with_themes(state, _numbered(state, proposal.theme), *ended)
        case _:
            return with_themes(state, _numbered(state, proposal.theme))


def _numbered(state: LedgerState, proposed: Theme) -> Theme:
    """Give a theme as proposed, with its number, its title and family as people left them, its lenses as they said."""
    old = state.themes.get(proposed.id)
    if old is None:
        number = max((one.number for one in state.themes.values()), default=0) + 1
        theme = dataclasses.replace(proposed, number=number, family=_known_family(state, proposed.family))
    else:
        theme = dataclasses.replace(
            proposed,
            number=old.number,
            title=old.title,
            titled=old.titled,
            family=old.family,
            state=ThemeState.ACCEPTED,
        )
    return linked(state, theme)


def _known_family(state: LedgerState, family: str) -> str:
    known = state.families.get(family)
    return family if known and known.state is ThemeState.ACCEPTED else ""


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What people decided of single notes: where each is held, from which themes kept out, its second theme."""

    held: Mapping[str, str]
    barred: frozenset[tuple[str, str]]
    seconds: Mapping[str, str]

    @classmethod
    def of(cls, state: LedgerState) -> Self:
        """Read the constraints."""
        return cls(
            held={one.item: one.other for one in state.constraints if one.rule in (Rule.IN, Rule.CORE)},
            barred=frozenset((one.item, one.other) for one in state.constraints if one.rule is Rule.NOT_IN),
            seconds={one.item: one.other for one in state.constraints if one.rule is Rule.SECOND},
        )

    def allow(self, placement: Placement) -> bool:
        """Say whether nothing that a person decided stands in the way of a note's move."""
        held = self.held.get(placement.note)
        return (held is None or held == placement.theme) and (placement.note, placement.theme) not in self.barred


def _placements(state: LedgerState, chosen: Iterable[Proposal]) -> LedgerState:
    """Bring notes in and drop others; what people decided of a note since the run stands.

    New notes that the run places nowhere are loose from then on, and no longer new to later runs.
    """
    wishes = _Wishes.of(state)
    group = {theme for one in chosen for theme in group_of(one)}
    coming = [one for one in state.proposed.values() if one.theme in group]
    going = [one for each in chosen for one in dropping(each, state)]
    loose = [one for one in state.proposed.values() if one.theme is None and one.note not in state.placements]
    changed = [_completed(state, wishes, one) for one in (*loose, *going, *coming) if wishes.allow(one)]
    after = with_placements(state, changed)
    stranded = [one for one in after.placements.values() if one.theme and _ended(after, one.theme)]
    return with_placements(after, [dataclasses.replace(one, theme=None, strength=0.0) for one in stranded])


def _completed(state: LedgerState, wishes: _Wishes, placement: Placement) -> Placement:
    """Keep to accepted themes and to the second theme that a person chose."""
    if placement.note in wishes.seconds and placement.theme is not None:
        wanted = wishes.seconds[placement.note]
        known = state.placements.get(placement.note)
        strength = known.second_strength if known else 0.0
        if placement.second == wanted:
            strength = placement.second_strength
        if wanted == placement.theme or _ended(state, wanted):
            return dataclasses.replace(placement, second=None, second_strength=0.0)
        return dataclasses.replace(placement, second=wanted, second_strength=strength)
    if placement.second and _ended(state, placement.second):
        return dataclasses.replace(placement, second=None, second_strength=0.0)
    return placement


def _ended(state: LedgerState, theme: str) -> bool:
    known = state.themes.get(theme)
    return known is None or known.state is not ThemeState.ACCEPTED


def _family(state: LedgerState, proposal: Proposal, becomes: ThemeState = ThemeState.ACCEPTED) -> LedgerState:
    """Let a family hold the accepted ones of its themes; one that ends holds none."""
    old = state.families.get(proposal.theme.id)
    number = old.number if old else max((one.number for one in state.families.values()), default=0) + 1
    title = old.title if old and old.titled else proposal.theme.title
    family = dataclasses.replace(proposal.theme, number=number, title=title, state=becomes)
    inside = {part.id for part in proposal.parts}
    themes = [
        dataclasses.replace(one, family=family.id if one.id in inside else "")
        for one in state.themes.values()
        if one.state is ThemeState.ACCEPTED and (one.id in inside or one.family == family.id)
    ]
    after = with_themes(state, *themes)
    return dataclasses.replace(after, families={**after.families, family.id: family})
