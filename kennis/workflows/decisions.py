"""A researcher's decisions, each stored in one transaction: what the room and the commands call.

Ids are whole ids. Every method gives the decision as it is kept, or raises InputError with nothing changed.
"""

import datetime
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from kennis.errors import InputError, UnknownItem
from kennis.locale import _
from kennis.nouns import About, Decision, LedgerChange, LedgerState, Stance
from kennis.themes.ledger import memos, note_decisions, proposal_decisions, theme_decisions
from kennis.themes.ledger.ledger_edits import standing
from kennis.workflows.part_titles import PartTitles
from kennis.workflows.workspace import Workspace


class Deciding:
    """What one person decides about the themes of a workspace; call all from one thread."""

    def __init__(self, workspace: Workspace, person: str) -> None:
        self._scope = ExitStack()
        self.workspace = self._scope.enter_context(workspace.opened())
        self._person = person
        self._store = self._scope.enter_context(self.workspace.store())
        self._titles = PartTitles(workspace, self._store)

    def accept(self, positions: Sequence[int]) -> Decision:
        """Do what these waiting proposals say."""
        return self._decide(lambda state: proposal_decisions.accept(state, positions))

    def reject(self, positions: Sequence[int]) -> Decision:
        """Leave all as it is; later runs do not propose nearly the same."""
        return self._decide(lambda state: proposal_decisions.reject(state, positions))

    def rename(self, theme: str, title: str) -> Decision:
        """Give a theme a title that later runs keep."""
        return self._decide(lambda state: theme_decisions.rename(state, theme, title))

    def link(self, theme: str, lens: str, on: bool) -> Decision:
        """Say whether a theme belongs to a lens; raises UnknownItem for a lens that the programme lacks."""
        slug = self._lens(lens)
        return self._decide(lambda state: theme_decisions.link(state, theme, slug, on))

    def retire(self, theme: str) -> Decision:
        """End a theme; later runs do not bring it back."""
        return self._decide(lambda state: theme_decisions.retire(state, theme))

    def merge(self, themes: Sequence[str], into: str) -> Decision:
        """Take the notes of themes into another one."""
        return self._decide(lambda state: theme_decisions.merge(state, themes, into))

    def split(self, theme: str, notes: Sequence[str], title: str = "") -> Decision:
        """Take notes off a theme into a new one, named after its notes where no title is given."""
        names = self._titles.off
        return self._decide(lambda state: theme_decisions.split(state, theme, notes, names(state, theme, notes, title)))

    def split_all(self, theme: str, parts: Sequence[Sequence[str]]) -> Decision:
        """Split a theme into parts; the one that its title fits, else the largest, keeps its id and title."""

        def make(state: LedgerState) -> LedgerChange:
            theme_decisions.checked_parts(state, standing(state, theme), parts)
            return theme_decisions.split_all(state, theme, *self._titles.parts(state, theme, parts))

        return self._decide(make)

    def gather(self, notes: Sequence[str], title: str) -> Decision:
        """Make a new theme of notes; raises InputError before the first run."""
        if not self._store.ledger.runs():
            raise InputError(_("there has been no run yet; first: kennis themes run"))
        return self._decide(lambda state: theme_decisions.gather(state, notes, self._titles.together(notes, title)))

    def move(self, notes: Sequence[str], theme: str | None) -> Decision:
        """Put notes in a theme, or in none."""
        return self._decide(lambda state: note_decisions.move(state, notes, theme))

    def pin(self, notes: Sequence[str]) -> Decision:
        """Hold notes where they stand."""
        return self._decide(lambda state: note_decisions.pin(state, notes))

    def unpin(self, notes: Sequence[str]) -> Decision:
        """Let notes go where later runs place them."""
        return self._decide(lambda state: note_decisions.unpin(state, notes))

    def second(self, notes: Sequence[str], theme: str | None) -> Decision:
        """Put notes in a second theme, or in none."""
        return self._decide(lambda state: note_decisions.second(state, notes, theme))

    def apart(self, notes: Sequence[str]) -> Decision:
        """Never let these notes share a theme again."""
        return self._decide(lambda state: note_decisions.apart(state, notes))

    def stance(self, notes: Sequence[str], stance: Stance | None) -> Decision:
        """Say whether notes speak for or against."""
        return self._decide(lambda state: note_decisions.stance(state, notes, stance))

    def shelve(self, notes: Sequence[str], on: bool) -> Decision:
        """Put notes on the shelf, or take them off."""
        return self._decide(lambda state: note_decisions.shelve(state, notes, on))

    def memo(self, about: About, item: str, text: str, memo: str = "") -> Decision:
        """Write a memo; with `memo` change that one, or take it away with an empty text."""
        author = memos.Author(self._person, datetime.datetime.now(datetime.UTC))
        if memo:
            return self._decide(lambda state: memos.change(state, memo, text))
        return self._decide(lambda state: memos.write(state, about, item, text, author))

    def undo(self) -> Decision | None:
        """Undo the last decision; None if there is none left."""
        return self._store.decisions.undo()

    def redo(self) -> Decision | None:
        """Do again what was undone last; None if there is nothing."""
        return self._store.decisions.redo()

    def leave(self) -> None:
        """Let go of the database."""
        self._scope.close()

    def _lens(self, name: str) -> str:
        known = [one.slug for one in self.workspace.settings.programme.lenses]
        if name not in known:
            said = _("there is no lens {name}; the programme has: {known}")
            raise UnknownItem(said.format(name=name, known=", ".join(known)))
        return name

    def _decide(self, make: Callable[[LedgerState], LedgerChange]) -> Decision:
        return self._store.decisions.decide(self._person, make)
