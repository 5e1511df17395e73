"""What parts of themes are called, in the words of their notes that may be shown."""

import dataclasses
from collections.abc import Sequence

from kennis.consent import may_name_themes, names_kept_back
from kennis.nouns import LedgerState, ThemeState
from kennis.store import Store
from kennis.themes.ledger.ledger_edits import Named
from kennis.themes.theme_labels import name
from kennis.workflows.theme_lists import registered_names
from kennis.workflows.workspace import Workspace


class PartTitles:
    """Names groups of notes against each other; without the encoder, so at once."""

    def __init__(self, workspace: Workspace, store: Store) -> None:
        self._workspace = workspace
        self._store = store

    def off(self, state: LedgerState, theme: str, notes: Sequence[str], title: str) -> tuple[Named, Named]:
        """Name what stays of a theme and what comes off, which is called as a person says if they do."""
        rest = [note for note in state.members(theme) if note not in set(notes)]
        staying, off = self._apart(state, self._names([rest, notes]))
        return staying, dataclasses.replace(off, title=title, titled=True) if title.strip() else off

    def parts(
        self, state: LedgerState, theme: str, parts: Sequence[Sequence[str]]
    ) -> tuple[list[Sequence[str]], list[Named]]:
        """Name the parts of a theme; the one that its title fits comes first, else the largest."""
        found = self._names(parts)
        title = state.themes[theme].title.casefold() if theme in state.themes else ""
        order = sorted(range(len(parts)), key=lambda part: (found[part].title.casefold() != title, -len(parts[part])))
        return [parts[part] for part in order], self._apart(state, [found[part] for part in order])

    def together(self, notes: Sequence[str], title: str) -> Named:
        """Give the words of notes that a person gives a title."""
        return dataclasses.replace(self._names([notes])[0], title=title)

    def _names(self, parts: Sequence[Sequence[str]]) -> list[Named]:
        every, notes = self._store.notes.leaving()
        sessions = {session.id: session for session in every}
        texts = {note.id: note.text for note in notes if may_name_themes(note, sessions[note.session])}
        shown = [[texts[note] for note in part if note in texts] for part in parts]
        programme = self._workspace.settings.programme
        people = names_kept_back(notes, every, programme.organisations, everybody=True)
        named = name(shown, programme.language, registered_names(tuple(sessions.values())), people=people)
        return [Named(one.title, one.keywords) for one in named]

    def _apart(self, state: LedgerState, found: Sequence[Named]) -> list[Named]:
        """Give the titles after the first a number where an accepted theme is called so already."""
        taken = {one.title.casefold() for one in state.themes.values() if one.state is ThemeState.ACCEPTED}
        made = [found[0]]
        for each in found[1:]:
            title, number = each.title, 2
            while title.casefold() in taken:
                title, number = f"{each.title} {number}", number + 1
            taken.add(title.casefold())
            made.append(dataclasses.replace(each, title=title))
        return made
