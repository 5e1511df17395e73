"""The names that people give to what is in a workspace, for a shell to complete."""

import contextlib
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from kennis.errors import KennisError
from kennis.store import Store
from kennis.workflows.workspace import find


class NameKind(StrEnum):
    """What has a name."""

    SESSION = "session"
    THEME = "theme"
    PERSON = "person"


_NAMES: dict[NameKind, Callable[[Store], set[str]]] = {
    NameKind.SESSION: lambda store: {one.id for one in store.notes.sessions()},
    NameKind.THEME: lambda store: {one.name for one in store.ledger.themes()},
    NameKind.PERSON: lambda store: {one.handle for held in store.notes.sessions() for one in held.participants},
}


def beginning(folder: Path | None, sort: NameKind, text: str) -> list[str]:
    """Give the names that begin so; none where the workspace cannot be read, which a command itself will say."""
    with contextlib.suppress(KennisError), find(folder).store() as store:
        return sorted(one for one in _NAMES[sort](store) if one.startswith(text))
    return []
