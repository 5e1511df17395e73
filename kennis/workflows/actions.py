"""What was agreed to be done: by whom, by when, and whether it was, over all sessions."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from kennis import clock
from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import EditKind, Kind, Note
from kennis.store import Selection
from kennis.workflows.sessions import revise
from kennis.workflows.workspace import Workspace


def actions(workspace: Workspace, session: str | None = None, done: bool = False) -> tuple[Note, ...]:
    """Give the actions that are open, or with `done` all, those that are due first before those without a day."""
    with workspace.store() as store:
        within = store.notes.session(session).id if session else None
        found = store.notes.select(Selection(session=within, kind=Kind.ACTION))
    wanted = (one for one in found if done or not one.done)
    return tuple(sorted(wanted, key=lambda one: (one.due is None, one.due or datetime.date.min, one.id)))


def set_done(workspace: Workspace, names: Sequence[str], day: datetime.date | None, undone: bool) -> tuple[Note, ...]:
    """Say that actions were done on a day, today where none is given, or that they were not; raises InputError."""
    today = clock.today(workspace.settings.timezone)
    return _change(workspace, names, EditKind.DONE, done=None if undone else day or today)


def move(workspace: Workspace, name: str, day: datetime.date | None) -> Note:
    """Give an action another day by which it is due, or none; raises InputError."""
    (moved,) = _change(workspace, [name], EditKind.DUE, due=day)
    return moved


def _change(
    workspace: Workspace, names: Sequence[str], kind: EditKind, **days: datetime.date | None
) -> tuple[Note, ...]:
    with workspace.store() as store:
        found = [store.notes.note(name) for name in names]
        for one in found:
            if one.kind is not Kind.ACTION:
                raise InputError(_("n{number} is no action").format(number=one.number))
        return tuple(revise(store, kind, one, replace(one, **days)) for one in found)  # type: ignore[arg-type]
