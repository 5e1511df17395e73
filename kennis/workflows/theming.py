"""Notes into themes: embed what is new, cluster, name, propose; and what the ledger says."""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np

from kennis import embedding
from kennis.consent import may_cluster, may_name_themes
from kennis.locale import _
from kennis.nouns import Attribute, Note, Placement, Proposal, Run, Session, Theme
from kennis.store import Store
from kennis.themes import ledger
from kennis.themes.child import cluster_in_child
from kennis.themes.consensus import FEWEST, Partition
from kennis.themes.pipeline import Corpus, candidates
from kennis.workflows.progress import Progress, silent, step
from kennis.workflows.workspace import Workspace

__all__ = ["FEWEST", "Assignment", "RunReport", "ThemeView"]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run found: its proposals, how many notes it clustered, how many it leaves loose.

    `accepted` is the number of proposals accepted at once, None if that was not asked for.
    """

    run: Run
    proposals: tuple[Proposal, ...]
    loose: int
    accepted: int | None

    @property
    def too_few(self) -> bool:
        """Say whether there was too little to cluster."""
        return self.run.notes < FEWEST


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


@dataclass(frozen=True, slots=True)
class ThemeView:
    """An accepted theme with its notes, strongest first, and where each stands."""

    theme: Theme
    notes: tuple[Note, ...]
    placements: tuple[Placement, ...]


def run(workspace: Workspace, accept: bool = False, progress: Progress = silent) -> RunReport:
    """Embed the notes that have no vector yet, cluster them all, and propose; accept everything if asked to.

    Withdrawn notes take no part; the text of background notes helps to cluster and names nothing.
    """
    with workspace.store() as store:
        corpus, encoder = _corpus(workspace, store, progress)
        keys = [embedding.text_hash(note.text) for note in corpus.notes]
        partition = cluster_in_child(corpus.vectors, keys, step(progress, _("clustering notes")))
        naming = step(progress, _("naming themes"))
        naming(0, 1)
        found = candidates(corpus, partition, lambda texts: embedding.embed(texts, encoder, store.vectors))
        naming(1, 1)
        before = store.ledger
        proposals = ledger.propose(before.themes(), before.placements(), found.themes, found.placements)
        made = store.ledger.record(_run(corpus, encoder.name, keys), proposals.proposals, proposals.placements)
        accepted = store.ledger.accept_all() if accept else None
        return RunReport(made, proposals.proposals, _loose(partition), accepted)


def accept_all(workspace: Workspace) -> int:
    """Accept all proposals that wait; give how many there were."""
    with workspace.store() as store:
        return store.ledger.accept_all()


def themes(workspace: Workspace) -> tuple[ThemeView, ...]:
    """Give the accepted themes by number, each with its notes."""
    with workspace.store() as store:
        return _views(store, store.ledger.themes())


def theme(workspace: Workspace, name: str) -> ThemeView:
    """Give one accepted theme with its notes; raises UnknownItem."""
    with workspace.store() as store:
        return _views(store, [store.ledger.theme(name)])[0]


def waiting(workspace: Workspace) -> tuple[Proposal, ...]:
    """Give the proposals that wait for a decision."""
    with workspace.store() as store:
        return store.ledger.waiting()


def assignments(workspace: Workspace) -> tuple[Assignment, ...]:
    """Give where every note stands among the accepted themes, loose notes too."""
    with workspace.store() as store:
        by_id = {one.id: one for one in store.ledger.themes()}
        placed = {one.note: one for one in store.ledger.placements()}
        return tuple(_assignment(note, placed.get(note.id), by_id) for note in store.notes.select())


def title_of(theme: Theme) -> str:
    """Give the short name of a theme, as T-014."""
    return f"T-{theme.number:03d}"


def _corpus(workspace: Workspace, store: Store, progress: Progress) -> tuple[Corpus, embedding.Encoder]:
    sessions = {session.id: session for session in store.notes.sessions()}
    notes = tuple(note for note in store.notes.select() if may_cluster(note, sessions[note.session]))
    loading = step(progress, _("loading the encoder"))
    loading(0, 1)
    encoder = embedding.load(workspace.settings.encoder, workspace.folder)
    loading(1, 1)
    texts = [note.text for note in notes]
    corpus = Corpus(
        programme=workspace.settings.programme,
        notes=notes,
        vectors=embedding.embed(texts, encoder, store.vectors, step(progress, _("embedding notes"))),
        publishable=tuple(may_name_themes(note, sessions[note.session]) for note in notes),
        avoid=_names(tuple(sessions.values())),
    )
    return corpus, encoder


def _names(sessions: Sequence[Session]) -> frozenset[str]:
    people = [person for session in sessions for person in session.participants]
    return frozenset(name for person in people for name in (person.name, person.organisation) if name)


def _run(corpus: Corpus, model: str, keys: Sequence[str]) -> Run:
    parameters = (
        Attribute("programme", (corpus.programme.slug,)),
        *(Attribute(package, (version(package),)) for package in ("kennis", "hdbscan", "scikit-learn", "numpy")),
    )
    everything = "\n".join([model, *(f"{one.name}={one.values}" for one in parameters), *sorted(keys)])
    return Run(
        created=datetime.datetime.now(datetime.UTC),
        model=model,
        notes=len(corpus.notes),
        fingerprint=hashlib.sha256(everything.encode()).hexdigest(),
        parameters=parameters,
    )


def _loose(partition: Partition) -> int:
    return int(np.count_nonzero(partition.labels < 0))


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
        theme=title_of(own) if own else None,
        title=own.title if own else "",
        strength=placement.strength if placement and own else 0.0,
        second=title_of(second) if second else None,
        lens=weights[0].lens if weights else None,
    )
