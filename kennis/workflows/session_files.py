"""Session files: written from the database, and what was changed in them by hand meanwhile."""

import datetime
import difflib
from pathlib import Path

from kennis.errors import FileRefused, InputError, WorkspaceError
from kennis.files import digest, is_file, read_file, write_atomically
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns import Closed
from kennis.reading import ReadOptions, read
from kennis.reading.session_file import write_session
from kennis.reading.text_decoding import MAXIMUM_FILE, load
from kennis.store import Offer, Selection, Store
from kennis.workflows.safety.workspace_lock import leaving
from kennis.workflows.workspace import Workspace

_LINES = 400  # of a difference that are shown; set by hand


def close_session(workspace: Workspace, name: str, merge: bool = False) -> Closed:
    """Write a session's file and mark the session closed; see `write_file`."""
    with leaving(workspace.database), workspace.store() as store:
        session = store.notes.session(name).id
        closed = write_file(workspace, store, session, merge)
        if not closed.difference:
            store.session_views.mark_closed(session, True)
        return closed


def reopen_session(workspace: Workspace, name: str) -> str:
    """Have a closed session take notes again; gives its id."""
    with workspace.store() as store:
        session = store.notes.session(name).id
        store.session_views.mark_closed(session, False)
        return session


def write_sessions(workspace: Workspace, names: tuple[str, ...] = (), merge: bool = False) -> tuple[Closed, ...]:
    """Write the files of these sessions, or of all; see `write_file`."""
    with leaving(workspace.database), workspace.store() as store:
        chosen = [store.notes.session(name) for name in names] or list(store.notes.sessions())
        return tuple(write_file(workspace, store, session.id, merge) for session in chosen)


def write_file(workspace: Workspace, store: Store, session: str, merge: bool = False) -> Closed:
    """Write a session's file from the database, whole or not at all.

    Where the file was changed since kennis last wrote or read it, nothing is written and the difference given;
    with `merge` what it says is taken in first, both texts kept where both sides changed. Raises InputError
    if a file that was changed cannot be read, or holds what was forgotten, WorkspaceError if it cannot be written.
    """
    path = workspace.sessions / f"{session}.md"
    workspace.refuse_links_out(path)
    if not path.exists():
        _rename(path, store)
    if _changed_by_hand(path, store, session):
        difference = _difference(path, store, session)
        if difference and not merge:
            return Closed(str(path), difference)
        if difference:
            _take_in(path, store, session)
    data = _text(store, session).encode("utf-8")
    try:
        workspace.sessions.mkdir(exist_ok=True)
        write_atomically(path, data, workspace.folder)
    except OSError as error:
        raise WorkspaceError(_("{path} cannot be written: {reason}").format(path=path, reason=why(error))) from error
    store.session_views.mark_written(session, digest(data))
    return Closed(str(path))


def _rename(path: Path, store: Store) -> None:
    """Give the file that a session was imported from its name, so that the session is not written a second time.

    Raises WorkspaceError where it cannot be renamed.
    """
    known = store.session_views.ids()
    strangers = sorted(one for one in path.parent.glob("*.md") if one.stem not in known)
    if not strangers:
        return
    date = store.session_views.header(path.stem).date
    found = next((one for one in strangers if _is_of(one, path.stem, date)), None)
    if found is None:
        return
    try:
        found.rename(path)
    except OSError as error:
        raise WorkspaceError(_("{path} cannot be written: {reason}").format(path=path, reason=why(error))) from error


def _is_of(path: Path, session: str, date: datetime.date) -> bool:
    """Say whether a file is that of a session; one that cannot be read is not."""
    try:
        return [one.id for one in read(path, ReadOptions(today=date)).sessions] == [session]
    except FileRefused:
        return False


def _changed_by_hand(path: Path, store: Store, session: str) -> bool:
    if not is_file(path) or digest(read_file(path, MAXIMUM_FILE)) == store.session_views.written(session):
        return False
    if store.session_views.written(session):
        return True
    would = store.would_take_in(_offer(path, store, session))
    return bool(would.added or would.changed or would.conflicts or would.described or would.forgotten)


def _take_in(path: Path, store: Store, session: str) -> None:
    """Take in what a file says; what in it was forgotten would be gone with the file, so that it stays then."""
    intake = store.take_in(_offer(path, store, session))
    if intake.forgotten:
        said = _(
            "{path} holds notes or people that were forgotten ({count}); what else it says is taken in, and it is not "
            "written over; take them out of it, or move it away"
        )
        raise InputError(said.format(path=path, count=intake.forgotten))


def _offer(path: Path, store: Store, session: str) -> Offer:
    header = store.session_views.header(session)
    reading = read(path, ReadOptions(today=header.date, timezone=header.timezone))
    reasons = [str(FileRefused(path.name, refusal.reason, refusal.line)) for refusal in reading.refusals]
    if [one.id for one in reading.sessions] != [session]:
        reasons.append(_("it is not the file of session {name}").format(name=session))
    if reasons:
        raise InputError(
            _("{path} was changed by hand and cannot be read: {reason}; mend it or move it away").format(
                path=path, reason="; ".join(reasons)
            )
        )
    return Offer(reading.sessions, reading.notes)


def _difference(path: Path, store: Store, session: str) -> str:
    theirs, ours = load(path).text.splitlines(), _text(store, session).splitlines()
    lines = difflib.unified_diff(theirs, ours, path.name, _("the database"), lineterm="", n=1)
    return "\n".join(list(lines)[:_LINES])


def _text(store: Store, session: str) -> str:
    return write_session(store.session_views.header(session), store.notes.select(Selection(session=session)))
