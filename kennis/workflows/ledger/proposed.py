"""What a run proposes, side by side with what stands, for a person to decide on."""

from collections.abc import Iterable

from kennis.nouns import Change, NoteLine, Proposal, ProposalView
from kennis.workflows.ledger import answers
from kennis.workflows.ledger.history import reasons
from kennis.workflows.ledger.lines import Lines


def view(lines: Lines, proposal: Proposal, run: int) -> ProposalView:
    """Give a waiting proposal with its reasons and the notes that stay, come and go; each where it stands now."""
    own = frozenset(lines.members.get(proposal.theme.id, ()))
    staying, joining = own, frozenset[str]()
    if proposal.change is Change.FADED:
        staying = frozenset()
    elif proposal.change in answers.MOVING:
        then = lines.state.proposed
        staying = frozenset(note for note in own if note not in then or then[note].theme == proposal.theme.id)
        joining = frozenset(one.note for one in answers.joining(proposal, lines.state) if one.note in lines.notes) - own
    known = lines.state.themes.get(proposal.theme.id) or lines.state.families.get(proposal.theme.id)
    return ProposalView(
        proposal=proposal,
        run=run,
        name=known.name if known else "",
        reasons=reasons(proposal),
        staying=_some(lines, staying),
        joining=_some(lines, joining),
        leaving=_some(lines, own - staying),
    )


def themes_of(proposal: Proposal) -> tuple[str, ...]:
    """Give the themes that a proposal is about."""
    return (proposal.theme.id, *(part.id for part in proposal.parts))


def _some(lines: Lines, notes: Iterable[str]) -> tuple[NoteLine, ...]:
    return tuple(sorted((lines.note(note) for note in notes), key=lambda line: (-line.strength, line.note.id)))
