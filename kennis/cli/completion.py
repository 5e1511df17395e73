"""What the shell can complete from the workspace: sessions, themes, people."""

import contextlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kennis.errors import KennisError

if TYPE_CHECKING:
    from kennis.store import Store


def sessions(context: typer.Context, incomplete: str) -> list[str]:
    """Give the ids of the sessions that begin so."""
    return _fitting(context, incomplete, lambda store: (one.id for one in store.notes.sessions()))


def themes(context: typer.Context, incomplete: str) -> list[str]:
    """Give the accepted themes that begin so, as T-014."""
    return _fitting(context, incomplete, lambda store: (one.name for one in store.ledger.themes()))


def people(context: typer.Context, incomplete: str) -> list[str]:
    """Give the handles of the people in the registers that begin so."""

    def handles(store: "Store") -> Iterable[str]:
        return (one.handle for held in store.notes.sessions() for one in held.participants)

    return _fitting(context, incomplete, handles)


def _fitting(context: typer.Context, incomplete: str, names: "Callable[[Store], Iterable[str]]") -> list[str]:
    """Give the names that begin so; none where the workspace cannot be read, which the command itself will say."""
    from kennis.workflows.workspace import find

    folder: Path | None = context.find_root().params.get("folder")
    with contextlib.suppress(KennisError), find(folder).store() as store:
        return sorted({one for one in names(store) if one.startswith(incomplete)})
    return []
