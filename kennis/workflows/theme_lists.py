"""The accepted themes as they stand: with their notes, and where every note stands among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kennis.nouns import Note, Placement, Session, Theme
from kennis.store import Store
from kennis.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Where one note stands, as other programs read it; `theme` is None for a loose note."""

    note: str
    external_id: str
    theme: str | None
    title: str
    strength: float
    second: str | None
    lens: str | None
    suggested: bool


@dataclass(frozen=True, slots=True)
class ThemeView:
    """An accepted theme with its notes, strongest first, and where each stands."""

    theme: Theme
    notes: tuple[Note, ...]
    placements: tuple[Placement, ...]


def themes(workspace: Workspace) -> tuple[ThemeView, ...]:
    """Give the accepted themes by number, each with its notes."""
    with workspace.store() as store:
        return _views(store, store.ledger.themes())


def theme(workspace: Workspace, name: str) -> ThemeView:
    """Give one accepted theme with its notes; raises UnknownItem."""
    with workspace.store() as store:
        return _views(store, [store.ledger.theme(name)])[0]


def assignments(workspace: Workspace) -> tuple[Assignment, ...]:
    """Give where every note stands among the accepted themes, loose and only suggested notes too."""
    with workspace.store() as store:
        by_id = {one.id: one for one in store.ledger.themes()}
        placed = {one.note: one for one in (*store.ledger.suggestions(), *store.ledger.placements())}
        return tuple(_assignment(note, placed.get(note.id), by_id) for note in store.notes.select())


def registered_names(sessions: Sequence[Session]) -> frozenset[str]:
    """Give the names of people and organisations in the registers, which titles avoid."""
    people = [person for session in sessions for person in session.participants]
    return frozenset(name for person in people for name in (person.name, person.organisation) if name)


def _views(store: Store, wanted: Sequence[Theme]) -> tuple[ThemeView, ...]:
    notes = {note.id: note for note in store.notes.select()}
    members: dict[str, list[Placement]] = {theme.id: [] for theme in wanted}
    for placement in store.ledger.placements():
        if placement.theme in members:
            members[placement.theme].append(placement)
    views = []
    for theme in wanted:
        placements = sorted(members[theme.id], key=lambda one: (-one.strength, one.note))
        views.append(ThemeView(theme, tuple(notes[one.note] for one in placements), tuple(placements)))
    return tuple(views)


def _assignment(note: Note, placement: Placement | None, by_id: dict[str, Theme]) -> Assignment:
    own = by_id.get(placement.theme or "") if placement else None
    second = by_id.get(placement.second or "") if placement else None
    weights = own.lenses if own else placement.lenses if placement else ()
    return Assignment(
        note=f"n{note.number}",
        external_id=note.external_id,
        theme=own.name if own else None,
        title=own.title if own else "",
        strength=placement.strength if placement and own else 0.0,
        second=second.name if second else None,
        lens=weights[0].lens if weights else None,
        suggested=bool(placement and own and placement.suggested),
    )
