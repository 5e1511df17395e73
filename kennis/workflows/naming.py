"""Titles for the parts of a theme, in the words of their notes that may be shown."""

from collections.abc import Sequence

from kennis.consent import may_name_themes
from kennis.nouns import LedgerState, ThemeState
from kennis.store import Store
from kennis.themes.naming import name
from kennis.workflows.theming import names
from kennis.workflows.workspace import Workspace


class Titles:
    """Names parts of themes; without the encoder, so at once."""

    def __init__(self, workspace: Workspace, store: Store) -> None:
        self._workspace = workspace
        self._store = store

    def one(self, state: LedgerState, theme: str, notes: Sequence[str]) -> str:
        """Name notes that come off a theme, against the notes that stay."""
        rest = [note for note in state.members(theme) if note not in set(notes)]
        return self.several(state, theme, [rest, notes])[1]

    def several(self, state: LedgerState, theme: str, parts: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Name the parts of a theme; none is called as an accepted theme is."""
        sessions = {session.id: session for session in self._store.notes.sessions()}
        texts = {
            note.id: note.text for note in self._store.notes.select() if may_name_themes(note, sessions[note.session])
        }
        shown = [[texts[note] for note in part if note in texts] for part in parts]
        language = self._workspace.settings.programme.language
        found = name(shown, language, names(tuple(sessions.values())))
        taken = {one.title.casefold() for one in state.themes.values() if one.state is ThemeState.ACCEPTED}
        titles: list[str] = []
        for each in found:
            title, number = each.title, 2
            while title.casefold() in taken:
                title, number = f"{each.title} {number}", number + 1
            taken.add(title.casefold())
            titles.append(title)
        return tuple(titles)
