"""Notes into themes: embed what is new, cluster, name, propose; and what the ledger says."""

import dataclasses
import datetime
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

import filelock

from kennis import embedding
from kennis.consent import may_cluster, may_name_themes, names_kept_back
from kennis.errors import InputError, WorkspaceError
from kennis.files import inside
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns import (
    Attribute,
    Before,
    Placement,
    Proposal,
    ProposalState,
    Reach,
    Run,
    ThemeState,
)
from kennis.store import Store
from kennis.themes.candidate_themes import Corpus, candidates
from kennis.themes.consensus import FEWEST
from kennis.themes.ledger import proposal_decisions, run_proposals
from kennis.themes.ledger_arrays import standing_of
from kennis.themes.subprocess_client import cluster_in_child
from kennis.workflows.note_placement import suggest
from kennis.workflows.progress import Progress, silent, step
from kennis.workflows.theme_lists import registered_names
from kennis.workflows.workspace import Workspace

__all__ = ["FEWEST", "RunReport"]

_LOCK = "run.lock"


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
    def waiting(self) -> int:
        """Count the proposals that nobody has answered before."""
        return sum(one.state is ProposalState.WAITING for one in self.proposals)

    @property
    def too_few(self) -> bool:
        """Say whether there was too little to cluster."""
        return self.run.notes < FEWEST


def run(workspace: Workspace, reach: Reach = Reach.LIGHT, progress: Progress = silent) -> RunReport:
    """Embed the notes that have no vector yet, cluster, and propose what would change in the ledger.

    A light run places the new notes and looks again at the loose ones and at themes that grew much; a full one, and
    the first one, at all. Withdrawn notes take no part; the text of background notes helps to cluster and names
    nothing. Raises WorkspaceError while another run goes on, InputError where there are no notes.
    """
    with _alone(workspace), workspace.store() as store:
        return _run(workspace, store, reach, progress)


def _run(workspace: Workspace, store: Store, reach: Reach, progress: Progress) -> RunReport:
    corpus, encoder = _corpus(workspace, store, progress)
    if not corpus.notes:
        raise InputError(_("there are no notes to make themes of; first: kennis import, or kennis capture"))
    keys = [embedding.text_hash(note.text) for note in corpus.notes]
    decided = store.decisions.all()
    before = store.ledger.before()
    first = not any(one.state is ThemeState.ACCEPTED for one in before.themes)
    reach = Reach.FULL if first else reach
    clustering = step(progress, _("clustering notes"))
    partition = cluster_in_child(corpus.vectors, keys, standing_of(corpus.notes, before), reach, clustering)
    naming = step(progress, _("naming themes"))
    naming(0, 1)
    found = candidates(corpus, partition, lambda texts: embedding.embed(texts, encoder, store.vectors), before)
    naming(1, 1)
    made = run_proposals.propose(before, found)
    proposals = proposal_decisions.as_answered_before(store.ledger.state(), made.proposals, made.placements, decided)
    facts = dataclasses.replace(_facts(corpus, encoder.name, (before, reach)), unmet=made.unmet)
    recorded = store.ledger.record(facts, proposals, made.placements, decided[-1].id if decided else "")
    suggest(store, encoder.name)
    return RunReport(recorded, store.ledger.proposals(recorded.number), _loose(made.placements), None)


def run_and_accept(
    workspace: Workspace, person: str, reach: Reach = Reach.LIGHT, progress: Progress = silent
) -> RunReport:
    """Run, and accept all that is proposed in a person's name."""
    with _alone(workspace), workspace.store() as store:
        report = _run(workspace, store, reach, progress)
        waiting = [one.position for one in report.proposals if one.state is ProposalState.WAITING]
        if waiting:
            store.decisions.decide(person, lambda state: proposal_decisions.accept(state, waiting))
    return dataclasses.replace(report, accepted=len(waiting))


@contextmanager
def _alone(workspace: Workspace) -> Iterator[None]:
    """Hold the workspace's runs; the lock ends with the process."""
    lock = filelock.FileLock(workspace.database / _LOCK, timeout=0)
    try:
        inside(workspace.database / _LOCK, workspace.folder)
        workspace.database.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout:
        raise WorkspaceError(_("another run is going on in this workspace; wait for it or cancel it")) from None
    except OSError as error:
        said = _("{folder} cannot be used: {reason}")
        raise WorkspaceError(said.format(folder=workspace.database, reason=why(error))) from error
    try:
        yield
    finally:
        lock.release()


def _corpus(workspace: Workspace, store: Store, progress: Progress) -> tuple[Corpus, embedding.Encoder]:
    every, found = store.notes.leaving()
    sessions = {session.id: session for session in every}
    notes = tuple(note for note in found if may_cluster(note, sessions[note.session]))
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
        avoid=registered_names(tuple(sessions.values())),
        people=names_kept_back(found, every, workspace.settings.programme.organisations, everybody=True),
    )
    return corpus, encoder


def _facts(corpus: Corpus, model: str, asked: tuple[Before, Reach]) -> Run:
    """Give what there is to know of a run: with the same fingerprint it finds the same."""
    before, reach = asked
    parameters = (
        Attribute("programme", (corpus.programme.slug,)),
        *(Attribute(package, (version(package),)) for package in ("kennis", "hdbscan", "scikit-learn", "numpy")),
    )
    notes = sorted((note.id, embedding.text_hash(note.text)) for note in corpus.notes)
    everything = [model, reach, *parameters, *notes, *sorted(before.constraints)]
    everything += sorted((one.note, one.theme or "", one.second or "") for one in before.placements)
    everything += sorted((one.id, one.state, one.titled) for one in before.themes)
    return Run(
        created=datetime.datetime.now(datetime.UTC),
        model=model,
        notes=len(corpus.notes),
        fingerprint=hashlib.sha256("\n".join(map(repr, everything)).encode()).hexdigest(),
        parameters=parameters,
        reach=reach,
    )


def _loose(placements: Sequence[Placement]) -> int:
    return sum(one.theme is None for one in placements)
