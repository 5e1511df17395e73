"""What a run proposes, side by side with what stands, for a person to decide on."""

from collections.abc import Iterable

from kennis.nouns import Change, NoteLine, Proposal, ProposalView
from kennis.themes.ledger import proposal_decisions
from kennis.themes.ledger.history import reasons
from kennis.themes.ledger.theme_views import LineMaterial


def view(lines: LineMaterial, proposal: Proposal, run: int) -> ProposalView:
    """Give a waiting proposal with its reasons and the notes that stay, come and go; each where it stands now."""
    own = frozenset(lines.members.get(proposal.theme.id, ()))
    coming = _coming(lines, proposal)
    staying = own - _moving(lines, proposal, own)
    parted = [coming.get(part.id, frozenset()) for part in proposal.parts] if proposal.change is Change.SPLIT else []
    known = lines.state.themes.get(proposal.theme.id) or lines.state.families.get(proposal.theme.id)
    return ProposalView(
        proposal=proposal,
        run=run,
        name=known.name if known else "",
        reasons=reasons(proposal),
        staying=_some(lines, staying),
        joining=_some(lines, coming.get(proposal.theme.id, frozenset()) - own),
        leaving=_some(lines, own.difference(staying, *parted)),
        parted=tuple(_some(lines, notes) for notes in parted),
    )


def _coming(lines: LineMaterial, proposal: Proposal) -> dict[str, frozenset[str]]:
    """Give the notes that each of a proposal's themes would have by it, those that it has already too."""
    if proposal.change not in proposal_decisions.MOVING:
        return {}
    placed = [one for one in proposal_decisions.joining(proposal, lines.state) if one.note in lines.notes]
    themes = themes_of(proposal)
    return {theme: frozenset(one.note for one in placed if one.theme == theme) for theme in themes}


def _moving(lines: LineMaterial, proposal: Proposal, own: frozenset[str]) -> frozenset[str]:
    """Give the notes of a theme that would not stay in it."""
    if proposal.change is Change.FADED:
        return own
    then = lines.state.proposed if proposal.change in proposal_decisions.MOVING else {}
    return frozenset(note for note in own if note in then and then[note].theme != proposal.theme.id)


def themes_of(proposal: Proposal) -> tuple[str, ...]:
    """Give the themes that a proposal is about."""
    return (proposal.theme.id, *(part.id for part in proposal.parts))


def _some(lines: LineMaterial, notes: Iterable[str]) -> tuple[NoteLine, ...]:
    return tuple(sorted((lines.note(note) for note in notes), key=lambda line: (-line.strength, line.note.id)))
