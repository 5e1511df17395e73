"""Search the notes: by words, by meaning, by both; and more like this one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kennis.clean_text import clean
from kennis.errors import InputError, SettingsError
from kennis.locale import _
from kennis.nouns import Note, Programme, Session, Theme
from kennis.nouns.search import Filters, SearchAnswer, SearchHit, SearchMode, SearchQuery
from kennis.search import Indexed, Ranked, cosine_said, excerpt, fused, parse, reason, scaled
from kennis.store import Store, Within
from kennis.store.sqlite.fulltext.search import Scope
from kennis.workflows.search_filters import narrowed
from kennis.workflows.workspace import Workspace

if TYPE_CHECKING:
    from kennis.embedding import Encoder
    from kennis.search.cosine import Floats, Space
    from kennis.workflows.vector_index import Meanings

__all__ = ["LIMIT", "FoundNote", "SearchReport", "Searcher", "encoder_of_queries", "excerpt", "search", "similar"]

ALL = Filters()
LIMIT = 20  # notes that a search gives unless more are asked for; set by hand
MOST = 10_000  # notes that can be asked for; set by hand
DEPTH = 100  # notes of each ranking that take part in their fusion, at least; set by hand
FAINT = 0.15  # a cosine below it says nothing; set by hand


class Searcher:
    """Searches an open store; keep it, for the vectors stay in memory.

    `load` gives the encoder; it is called once, where a text has to be compared by meaning.
    """

    def __init__(self, store: Store, programme: Programme, load: "Callable[[], Encoder]") -> None:
        self._store = store
        self._programme = programme
        self._load = load

    @cached_property
    def _encoder(self) -> "Encoder":
        return self._load()

    @cached_property
    def _meanings(self) -> "Meanings":
        from kennis.workflows.vector_index import Meanings

        return Meanings(self._store)

    def search(
        self, query: str, mode: SearchMode = SearchMode.HYBRID, filters: Filters = ALL, limit: int = LIMIT
    ) -> SearchAnswer:
        """Find the notes that a query asks for, at most `limit`, best first.

        Where notes cannot be compared by meaning, hybrid finds them by words and says so. Raises InputError where
        there is nothing to search for, UnknownItem where a filter names what is not there, SettingsError where the
        encoder cannot be loaded and meaning alone is asked for.
        """
        _check(limit)
        asked = parse(query)
        scope = self._store.fulltext.scope(narrowed(self._store, self._programme, filters), asked.without)
        depth = max(limit + 1, DEPTH) if mode is SearchMode.HYBRID else limit + 1
        said: list[str] = []
        near = self._by_meaning(asked, scope, depth, mode, said) if mode is not SearchMode.WORDS else ()
        worded = self._by_words(asked, scope, depth, said) if mode is not SearchMode.MEANING else ()
        ranked = (
            fused([[one.note for one in worded], [one.note for one in near]]) if worded and near else worded or near
        )
        if len(ranked) > limit:
            said.append(
                _("there are more than these {count}; look for something narrower, or ask for more").format(count=limit)
            )
        cosines = {one.note: one.score for one in near}
        return SearchAnswer(self._explained(asked, ranked[:limit], cosines), tuple(said))

    def similar(self, name: str, limit: int = LIMIT) -> SearchAnswer:
        """Find the notes nearest in meaning to a note, which is named as a person names it; raises UnknownItem.

        The encoder is loaded only where the note has no vector yet; what it gives then is not kept, as a run makes the
        vector that lasts. Raises InputError for a withdrawn note.
        """
        _check(limit)
        note, everywhere = self._store.notes.note(name), self._store.fulltext.scope(Within())
        if not self._store.fulltext.among([note.id], everywhere):
            raise InputError(
                _("note n{number} is withdrawn, so nothing is compared with it").format(number=note.number)
            )
        space = self._meanings.space(self._store.lookup.model())
        if space.ids and note.id not in space.rows:
            space = self._meanings.space(self._encoder.name)
        near = self._near(space, note, everywhere, limit) if space.ids else ()
        said = self._missing_said(beside=note.id)
        found = (SearchHit(note=one.note, score=one.score, why=cosine_said(one.score)) for one in near[:limit])
        return SearchAnswer(tuple(found), tuple(said))

    def _by_words(self, asked: SearchQuery, scope: Scope, depth: int, said: list[str]) -> tuple[Ranked, ...]:
        words = self._store.fulltext
        found = words.find(asked.terms, scope, depth)
        if not found and len(asked.terms) > 1:
            found = words.find(asked.terms, scope, depth, some=True)
            if found:
                said.append(_("no note has all of these words; these have at least one"))
        entire = [(one.note, one.score) for one in found if one.entire]
        parts = [(one.note, one.score) for one in found if not one.entire]
        return (*scaled(entire, 0.5, 1.0), *scaled(parts, 0.0, 0.5))

    def _by_meaning(
        self, asked: SearchQuery, scope: Scope, depth: int, mode: SearchMode, said: list[str]
    ) -> tuple[Ranked, ...]:
        alone = mode is SearchMode.MEANING
        try:
            space = self._meanings.space(self._encoder.name) if self._store.lookup.model() else None
        except SettingsError as error:
            if alone:
                raise
            said.append(_("found by words only: {reason}").format(reason=error))
            return ()
        if space is None or not space.ids:
            nothing = _("no note has a vector yet, so none can be compared by meaning; kennis themes run makes them")
            if alone:
                raise InputError(nothing)
            said.append(nothing)
            return ()
        said += self._missing_said()
        vector = self._encoder.encode([asked.text])[0]
        return self._nearest(space, vector, scope, depth)

    def _near(self, space: "Space", note: Note, scope: Scope, limit: int) -> list[Ranked]:
        """Give the notes nearest to a note, without that note itself."""
        row = space.rows.get(note.id)
        vector = self._encoder.encode([clean(note.text).text])[0] if row is None else space.vectors[row]
        return [one for one in self._nearest(space, vector, scope, limit + 1) if one.note != note.id]

    def _nearest(self, space: "Space", vector: "Floats", scope: Scope, count: int) -> tuple[Ranked, ...]:
        """Give the nearest notes in scope; looking one up costs more than a cosine, so as few as can be."""
        cosines = space.cosines(vector)
        if scope.notes is not None:
            return space.nearest(cosines, count, FAINT, scope.notes)
        found: list[Ranked] = []
        looked, tried = 0, 4 * count
        while True:
            near = space.nearest(cosines, tried, FAINT)
            fresh = near[looked:]
            allowed = self._store.fulltext.among([one.note for one in fresh], scope)
            found += (one for one in fresh if one.note in allowed)
            if len(found) >= count or len(near) < tried:
                return tuple(found[:count])
            looked, tried = tried, max(2 * tried, 5 * tried * count // max(4 * len(found), 1))

    def _missing_said(self, beside: str = "") -> list[str]:
        missing = [one for one in self._meanings.missing if one != beside]
        count = len(self._store.fulltext.among(missing, self._store.fulltext.scope(Within()))) if missing else 0
        saying = _("notes without a vector, so not compared by meaning: {count}; kennis themes run makes them")
        return [saying.format(count=count)] if count else []

    def _explained(
        self, asked: SearchQuery, ranked: Sequence[Ranked], cosines: dict[str, float]
    ) -> tuple[SearchHit, ...]:
        held = self._store.fulltext.said([one.note for one in ranked])
        found = []
        for one in ranked:
            if own := held.get(one.note):
                indexed = Indexed(text=own.text, tags=own.tags, headings=own.headings, speaker=own.speaker)
                why = reason(asked, indexed, cosines.get(one.note))
                found.append(SearchHit(note=one.note, score=one.score, why=why.why, marks=why.marks))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note that was found, with its session and the accepted theme it stands in."""

    found: SearchHit
    note: Note
    session: Session
    theme: Theme | None


@dataclass(frozen=True, slots=True)
class SearchReport:
    """What a search found, best first, and what there is to say of it."""

    notes: tuple[FoundNote, ...]
    said: tuple[str, ...]


def search(workspace: Workspace, query: str, mode: SearchMode, filters: Filters, limit: int = LIMIT) -> SearchReport:
    """Search a workspace once."""
    with workspace.store() as store:
        return _report(store, _searcher(workspace, store).search(query, mode, filters, limit))


def similar(workspace: Workspace, name: str, limit: int = LIMIT) -> SearchReport:
    """Find the notes nearest to one of a workspace."""
    with workspace.store() as store:
        return _report(store, _searcher(workspace, store).similar(name, limit))


def encoder_of_queries(workspace: Workspace, store: Store) -> "Encoder":
    """Load the encoder for what is compared with the notes of a workspace; raises SettingsError."""
    from kennis import embedding

    return embedding.load_for_queries(workspace.settings.encoder, workspace.folder, store.lookup.model())


def _searcher(workspace: Workspace, store: Store) -> Searcher:
    settings = workspace.settings
    return Searcher(store, settings.programme, partial(encoder_of_queries, workspace, store))


def _report(store: Store, answer: SearchAnswer) -> SearchReport:
    ids = [one.note for one in answer.found]
    notes = {one.id: one for one in store.lookup.notes(ids)}
    sessions = {one.id: one for one in store.notes.sessions()}
    themes = {one.id: one for one in store.ledger.themes()}
    placed = store.lookup.placed(ids)
    return SearchReport(tuple(_with_all(answer.found, notes, sessions, (themes, placed))), answer.said)


def _with_all(
    found: Iterable[SearchHit],
    notes: dict[str, Note],
    sessions: dict[str, Session],
    standing: tuple[dict[str, Theme], dict[str, str]],
) -> Iterable[FoundNote]:
    themes, placed = standing
    for one in found:
        if note := notes.get(one.note):
            yield FoundNote(one, note, sessions[note.session], themes.get(placed.get(note.id, "")))


def _check(limit: int) -> None:
    if not 1 <= limit <= MOST:
        raise InputError(_("the limit is a number from 1 to {most}").format(most=MOST))
