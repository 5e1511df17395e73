"""The researcher's room: the themes of a workspace as they stand, what runs propose, and what a person decides."""

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path

import numpy as np

from kennis.consent import may_name_themes
from kennis.embedding import text_hash
from kennis.errors import InputError
from kennis.export.write import put
from kennis.locale import _
from kennis.nouns import (
    About,
    Decision,
    Event,
    FamilyLine,
    Hit,
    LedgerState,
    Memo,
    MemoLine,
    Note,
    NoteLine,
    Order,
    Overview,
    Proposal,
    ProposalState,
    ProposalView,
    Session,
    Theme,
    ThemeDetails,
)
from kennis.nouns.search import SearchAnswer, SearchMode
from kennis.outline.sentences import excerpt
from kennis.themes.ledger import history
from kennis.themes.ledger.ledger_edits import standing
from kennis.themes.ledger.proposal_views import themes_of, view
from kennis.themes.ledger.theme_views import LineMaterial
from kennis.themes.subclusters import parts as parted
from kennis.workflows import memo_export
from kennis.workflows.decisions import Deciding
from kennis.workflows.note_placement import suggest
from kennis.workflows.note_search import Searcher, encoder_of_queries
from kennis.workflows.safety.workspace_lock import leaving
from kennis.workflows.workspace import Workspace

_SUMMARY, _WORDS = 3, 40  # notes of a theme's summary, and words of each; set by hand
_HITS = 100  # that a search in the room shows; set by hand


class ThemesRoom(Deciding):
    """What one researcher sees and does; every method waits for the disk, so call all from one thread."""

    def __init__(self, workspace: Workspace, person: str) -> None:
        super().__init__(workspace, person)
        self._seen = self._noted = ""
        self._remarks: tuple[str, ...] = ()
        self._sessions: dict[str, Session] = {}
        self._notes: dict[str, Note] = {}
        self._lines = LineMaterial(programme=workspace.settings.programme, sessions={}, notes={}, state=LedgerState())

    def overview(self, order: Order = Order.WEIGHT) -> Overview:
        """Give the lenses with their themes, and what else there is."""
        lines = self._now()
        return Overview(
            title=self.workspace.settings.programme.title,
            notes=len(lines.notes),
            themes=len(lines.themes()),
            loose=len(lines.loose()),
            shelf=len(lines.shelf()),
            waiting=sum(one.state is ProposalState.WAITING for one in lines.state.proposals.values()),
            unplaced=self._without_vector(lines),
            lenses=lines.groups(order),
            stamp=self._seen,
        )

    def theme(self, theme: str) -> ThemeDetails:
        """Give one accepted theme with its notes; raises UnknownItem."""
        lines = self._now()
        found = standing(lines.state, theme)
        members = [lines.note(note) for note in lines.members.get(theme, ())]
        seconds = [
            one.note for one in lines.state.placements.values() if one.second == theme and lines.placed(one.note)
        ]
        return ThemeDetails(
            line=lines.theme(found, max((one.weight for one in found.lenses), default=0.0)),
            summary=self._summary(lines, found, members),
            notes=tuple(members),
            suggested=tuple(lines.note(note) for note in lines.suggested.get(theme, ())),
            seconds=tuple(lines.note(note) for note in seconds),
            lenses=found.lenses,
            memos=lines.memos(About.THEME, theme),
            waiting=tuple(one for one in _waiting(lines) if theme in themes_of(one)),
        )

    def loose(self) -> tuple[NoteLine, ...]:
        """Give the notes in no theme, those that come nearest to one first."""
        return self._now().loose()

    def shelf(self) -> tuple[NoteLine, ...]:
        """Give the notes on the shelf."""
        return self._now().shelf()

    def proposals(self) -> tuple[ProposalView, ...]:
        """Give what waits for a decision, with the notes that would move."""
        lines = self._now()
        run = max((one.number for one in self._store.ledger.runs()), default=0)
        return tuple(view(lines, one, run) for one in _waiting(lines))

    def history(self, theme: str = "") -> tuple[Event, ...]:
        """Give how the themes came about, or one of them, oldest first."""
        lines = self._now()
        runs = [(run, self._store.ledger.proposals(run.number)) for run in self._store.ledger.runs()]
        told = history.events(runs, self._store.decisions.all(), _known(lines))
        return history.about(told, theme) if theme else told

    def told(self, decision: Decision) -> str:
        """Say a decision in words."""
        return history.decided(decision, _known(self._now()))

    def replaced(self, decision: Decision) -> str:
        """Say what stood where a decision put a second theme or a stance; empty where nothing did."""
        return history.replaced(decision, _known(self._now()))

    def unmet(self) -> tuple[str, ...]:
        """Say which constraints the last run could not honour, and why."""
        runs, lines = self._store.ledger.runs(), self._now()
        return tuple(history.unmet_said(one, _known(lines)) for one in (runs[-1].unmet if runs else ()))

    def families(self) -> tuple[FamilyLine, ...]:
        """Give the families with their themes."""
        return self._now().families()

    def memo_lines(self, about: About | None = None, item: str = "") -> tuple[MemoLine, ...]:
        """Give memos, all or those on one kind of thing or one item as people name it, first to last."""
        wanted = self.item_named(about, item) if about and item else ""
        lines = self._now()
        found = sorted(lines.state.memos.values(), key=lambda one: one.id)
        chosen = [one for one in found if about in (None, one.about) and wanted in ("", one.item)]
        return tuple(MemoLine(one, lines.item(one.about, one.item)) for one in chosen)

    def export_memos(self, path: Path | None = None, internal: bool = False) -> Path:
        """Write all memos into one Markdown document, `memos.md` in the workspace's exports where no file is named.

        Raises InputError for a file of another kind.
        """
        target = self.workspace.outlet(path, memo_export.FILE)
        if target.suffix.lower() not in (".md", ".markdown", ".txt"):
            raise InputError(_("memos are written as Markdown; name a file that ends in .md"))
        with leaving(self.workspace.database):
            put(target, memo_export.document(self._now(), self.memo_lines(), self._store.approvals.refused(), internal))
        return target

    def memos(self, about: About, item: str) -> tuple[Memo, ...]:
        """Give the memos on an item."""
        return self._now().memos(about, item)

    def parts(self, theme: str) -> tuple[tuple[NoteLine, ...], ...]:
        """Give the parts that a split would make of a theme, the largest first; one part where nothing falls apart."""
        lines = self._now()
        standing(lines.state, theme)
        members = lines.members.get(theme, ())
        vectors = self._vectors([lines.notes[note] for note in members])
        known = [note for note in members if note in vectors]
        if len(known) < 2:
            return (tuple(lines.note(note) for note in members),)
        labels = parted(
            np.stack([vectors[note] for note in known]), [text_hash(lines.notes[note].text) for note in known]
        )
        home = dict(zip(known, labels.tolist(), strict=True))
        groups = [[note for note in members if home.get(note, 0) == label] for label in sorted(set(labels.tolist()))]
        return tuple(tuple(lines.note(note) for note in group) for group in sorted(groups, key=len, reverse=True))

    def search(self, query: str, mode: SearchMode = SearchMode.WORDS) -> tuple[Hit, ...]:
        """Find notes, best first; raises InputError where there is nothing to search for. Words need no encoder."""
        return self._hits(self._searcher.search(query, mode, limit=_HITS))

    def similar(self, note: str) -> tuple[Hit, ...]:
        """Give the notes nearest in meaning to one, each where it stands; raises UnknownItem."""
        return self._hits(self._searcher.similar(note, _HITS))

    def remarks(self) -> tuple[str, ...]:
        """Give what there was to say of the last search, beside what it found."""
        return self._remarks

    def place_new(self) -> int:
        """Suggest a theme for the notes that have a vector and no place; give how many there are."""
        runs = self._store.ledger.runs()
        return suggest(self._store, runs[-1].model) if runs else 0

    def stamp(self) -> str:
        """Give a text that differs when anything has changed."""
        return f"{self._store.ledger.stamp()} {self._store.notes.stamp()}"

    def named(self, name: str, ended: bool = False) -> Theme:
        """Give the accepted theme, or also an ended one, called T-014 or so; raises UnknownItem."""
        return self._store.ledger.theme(name, ended)

    def note_named(self, name: str) -> Note:
        """Give the note called n17 or by the beginning of its id; raises UnknownItem."""
        return self._store.notes.note(name)

    def item_named(self, about: About, name: str) -> str:
        """Give the id of what a memo can be about, by what people call it; raises UnknownItem."""
        match about:
            case About.NOTE:
                return self._store.notes.note(name).id
            case About.THEME:
                return self._store.ledger.theme(name, ended=True).id
            case About.SESSION:
                return self._store.notes.session(name).id
            case About.LENS:
                return self._lens(name)

    @cached_property
    def _searcher(self) -> Searcher:
        load = partial(encoder_of_queries, self.workspace, self._store)
        return Searcher(self._store, self.workspace.settings.programme, load)

    def _hits(self, answer: SearchAnswer) -> tuple[Hit, ...]:
        lines, self._remarks = self._now(), answer.said
        return tuple(
            Hit(line=lines.note(one.note), score=one.score, why=one.why, marks=one.marks)
            for one in answer.found
            if one.note in lines.notes
        )

    def _now(self) -> LineMaterial:
        """Give the lines as things stand, read anew only where something changed."""
        stamp, notes = self.stamp(), self._store.notes.stamp()
        if stamp != self._seen:
            if notes != self._noted:
                every, found = self._store.notes.leaving()
                self._sessions = {session.id: session for session in every}
                self._notes = {note.id: note for note in found}
            programme, state = self.workspace.settings.programme, self._store.ledger.state()
            self._lines = LineMaterial(programme=programme, sessions=self._sessions, notes=self._notes, state=state)
            self._seen, self._noted = stamp, notes
        return self._lines

    def _summary(self, lines: LineMaterial, theme: Theme, members: Sequence[NoteLine]) -> tuple[str, ...]:
        """Give the beginnings of the most central notes whose text may be shown."""
        by_id = {line.note.id: line for line in members}
        central = [by_id[note] for note in theme.medoids if note in by_id] or list(members)
        shown = [line for line in central if may_name_themes(line.note, line.session)]
        return tuple(excerpt(line.note.text, _WORDS, lambda text: 1.0) for line in shown[:_SUMMARY])

    def _vectors(self, notes: Sequence[Note]) -> dict[str, np.ndarray]:
        runs = self._store.ledger.runs()
        hashes = {note.id: text_hash(note.text) for note in notes}
        kept = self._store.vectors.known(runs[-1].model, sorted(set(hashes.values()))) if runs else {}
        return {note: kept[key] for note, key in hashes.items() if key in kept}

    def _without_vector(self, lines: LineMaterial) -> int:
        """Count the notes that nobody has placed or suggested a place for."""
        state = lines.state
        return sum(note not in state.placements and note not in state.suggestions for note in lines.notes)


def _known(lines: LineMaterial) -> history.Labels:
    return history.Labels(
        themes={**lines.state.themes, **lines.state.families},
        notes={note.id: note.number for note in lines.notes.values()},
        lenses={lens.slug: lens.title for lens in lines.programme.lenses},
    )


def _waiting(lines: LineMaterial) -> list[Proposal]:
    found = [one for one in lines.state.proposals.values() if one.state is ProposalState.WAITING]
    return sorted(found, key=lambda one: one.position)
