"""Backups: made when something changed, and how many there are."""

from pathlib import Path

from kennis.store import FILE
from kennis.store.sqlite import backups
from kennis.store.sqlite.backups import Backup, MadeBackup
from kennis.workflows.workspace import Workspace

__all__ = ["Backup", "MadeBackup", "back_up", "due", "every"]


def due(workspace: Workspace) -> bool:
    """Say whether anything has changed since the last backup; cheap, opens no file."""
    return backups.due(_database(workspace))


def back_up(workspace: Workspace) -> MadeBackup:
    """Make a backup, checked by reading it back; where nothing has changed the last one is given.

    May take seconds: call it off the thread of a screen. Raises WorkspaceError, earlier backups untouched.
    """
    with workspace.store() as store:
        return store.back_up()


def every(workspace: Workspace) -> tuple[Backup, ...]:
    """Give the backups there are, newest first."""
    return backups.listed(workspace.database)


def _database(workspace: Workspace) -> Path:
    return workspace.database / FILE
