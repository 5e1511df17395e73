"""A person or a note is forgotten: looked for everywhere in a workspace, then taken out of all of it.

The ledger is written first and the database last, so that until then all that is to be looked for is still known: what
was interrupted is done again from the start. The session files that kennis writes come after the database, which they
are written from.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kennis.errors import InputError, UnknownItem, WorkspaceError
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns import Fate, Forgetting, Forgotten, FoundTrace, Trace
from kennis.store import Store
from kennis.store.erasure import ForgottenDigests
from kennis.store.erasure.erase import erase, known_again, trial
from kennis.store.erasure.erasure_targets import Wanted, entries
from kennis.store.sqlite import backups
from kennis.store.sqlite.wipe import wipe
from kennis.workflows import session_files
from kennis.workflows.erasure import backup_copies
from kennis.workflows.erasure.file_traces import FileTrace, Search, as_written, held
from kennis.workflows.outline import preflight_check
from kennis.workflows.person_lookup import called, find
from kennis.workflows.safety.workspace_lock import alone
from kennis.workflows.workspace import Workspace

__all__ = ["ForgetOptions", "Forgetting", "finish", "forget", "ledger", "look"]


@dataclass(frozen=True, slots=True)
class ForgetOptions:
    """What else to forget: exports that hold it are deleted or kept, names go out of the words of others.

    One of the first two must be given where exports hold it: afterwards nobody can tell any more which do.
    """

    exports: bool = False
    keep_exports: bool = False
    mentions: bool = False


@dataclass(frozen=True, slots=True)
class _Meant:
    """What is to be forgotten, what a person calls it, and the lines of the ledger that it was left of before."""

    wanted: Wanted
    called: str
    names: tuple[str, ...]
    left: tuple[Forgotten, ...] = ()


def look(workspace: Workspace, name: str, options: ForgetOptions = ForgetOptions()) -> Forgetting:
    """Say what forgetting a person or a note would find, and change nothing; raises UnknownItem."""
    with workspace.store() as store:
        meant, written = _meant(workspace, store, name, options), _written(workspace, store)
        with trial(store.engine, meant.wanted) as tried:
            files = _files(Search(workspace, tried, written, options.exports))
            backups_found = backup_copies.holding(workspace, tried.gathered.wanted)
        found = (*tried.found, *(one.found for one in files), *backups_found)
        return _told(workspace, store, meant, found)


def forget(workspace: Workspace, name: str, options: ForgetOptions = ForgetOptions()) -> Forgetting:
    """Forget a person or a note for good, and say what that came to.

    Raises UnknownItem; InputError where exports hold it and nothing is said of them; WorkspaceError where another
    kennis is at work or the disk refuses: then it is not finished, which the ledger knows, and `finish` goes on with
    it. What was interrupted before is finished first, and told with it.
    """
    with _alone(workspace) as store:
        meant = _meant(workspace, store, name, options)
        before = _finish(workspace, store, options)
        if before is not None and before.names and {*meant.names} <= {*before.names} and not options.mentions:
            return replace(before, called=meant.called)
        done = _forget(workspace, store, meant, options)
    if before is None:
        return done
    return replace(
        done,
        called=", ".join(dict.fromkeys((before.called, done.called))),
        names=tuple(dict.fromkeys((*before.names, *done.names))),
        found=tuple(dict.fromkeys((*before.found, *done.found))),
    )


def finish(workspace: Workspace, options: ForgetOptions = ForgetOptions()) -> Forgetting | None:
    """Go on with what was interrupted, and with what is back; None if there is nothing.

    Exports that hold it are deleted where that is asked for, and are told as left otherwise.
    """
    with _alone(workspace) as store:
        return _finish(workspace, store, replace(options, keep_exports=True))


@contextmanager
def _alone(workspace: Workspace) -> Iterator[Store]:
    """Give the store while nobody else is at work; it is opened first, for a migration makes a backup."""
    with (
        alone(workspace.database),
        workspace.store() as store,
        backups.held(workspace.database / backups.FOLDER),
    ):
        yield store


def _finish(workspace: Workspace, store: Store, options: ForgetOptions) -> Forgetting | None:
    there = frozenset(store.forgetting.numbers())
    left = [one for one in store.forgetting.all() if not one.done or one.key in there]
    if not left:
        return None
    wanted = known_again(store.engine, ForgottenDigests(left), there)
    names = (*(f"n{one.number}" for one in left if one.number), *("/".join(one) for one in sorted(wanted.people)))
    called = ", ".join(names) or _("somebody whose name is not known any more")
    meant = _Meant(wanted, called, names, tuple(left))
    return _forget(workspace, store, meant, replace(options, mentions=wanted.mentions), every_file=True)


def ledger(workspace: Workspace) -> tuple[Forgotten, ...]:
    """Give what was forgotten, by date."""
    with workspace.store() as store:
        return store.forgetting.all()


def _forget(
    workspace: Workspace, store: Store, meant: _Meant, options: ForgetOptions, every_file: bool = False
) -> Forgetting:
    written = _written(workspace, store)
    with trial(store.engine, meant.wanted) as tried:
        files = _files(Search(workspace, tried, written, options.exports))
    _check_exports(files, options)
    told = _told(workspace, store, meant, tried.found)
    wanted = tried.gathered.wanted
    at = min((one.at for one in meant.left), default=None)  # what is entered again was forgotten then
    entered = tuple(replace(one, at=at or one.at) for one in entries(tried.gathered))
    store.forgetting.enter(entered)
    _carry_out(files, options)
    keys = frozenset(one.key for one in (*entered, *meant.left))
    lines = [replace(one, done=one.done or one.key in keys) for one in store.forgetting.all()]
    found = (*told.found, *(one.found for one in files), *backup_copies.forget(workspace, wanted, lines))
    erase(store.engine, wanted)
    _write_files(workspace, store, files, every_file)
    wipe(store.engine)
    store.forgetting.finish(keys)
    return replace(told, found=found, done=True)


def _meant(workspace: Workspace, store: Store, name: str, options: ForgetOptions) -> _Meant:
    person = find(store.notes.sessions(), name)
    if person is not None:
        entries = frozenset((one.session, one.person.handle) for one in person)
        names = frozenset(one.person.name for one in person if one.person.name)
        wanted = Wanted(people=entries, names=names, mentions=options.mentions)
        return _Meant(wanted, called(person), tuple(one.name for one in person))
    try:
        note = store.forgetting.note(name)
    except UnknownItem:
        makers = store.forgetting.makers(name)
        if makers:  # who is in no register, but took notes or decided something
            return _Meant(Wanted(names=makers, mentions=options.mentions), min(makers), (min(makers),))
        raise UnknownItem(
            _("there is no person and no note {name}; see: kennis participants list, kennis notes list").format(
                name=name
            )
        ) from None
    number = f"n{note.number}"
    wanted = Wanted(notes=frozenset({note.id}), remarks=_remarks(workspace, store, number))
    return _Meant(wanted, number, (number,))


def _remarks(workspace: Workspace, store: Store, note: str) -> frozenset[str]:
    """Give the keys of the accepted remarks about a note."""
    try:
        found = preflight_check.remarks_of(workspace, store)
    except InputError:  # there is no outline yet
        return frozenset()
    return frozenset(one.key for one in found if one.accepted and note in one.notes)


def _written(workspace: Workspace, store: Store) -> frozenset[Path]:
    try:
        return as_written(workspace, store)
    except OSError as error:
        raise _refused(error) from error


def _files(search: Search) -> tuple[FileTrace, ...]:
    try:
        return held(search)
    except OSError as error:
        raise _refused(error) from error


def _check_exports(files: Sequence[FileTrace], options: ForgetOptions) -> None:
    """Raise InputError where exports hold it and nothing is said of them: later they could not be found."""
    count = sum(one.found.sort is Trace.EXPORT for one in files)
    if count and not options.exports and not options.keep_exports:
        raise InputError(
            _(
                "nothing is forgotten yet: exports hold it ({count}), and afterwards they cannot be found any more; "
                "to delete those too:  --exports, to leave them as they are:  --keep-exports"
            ).format(count=count)
        )


def _carry_out(files: Sequence[FileTrace], options: ForgetOptions) -> None:
    try:
        for one in files:
            one.carry_out()
    except OSError as error:
        raise _refused(error, " --exports" if options.exports else "") from error


def _refused(error: OSError, option: str = "") -> WorkspaceError:
    said = _("{path} cannot be used: {reason}; to go on:  kennis forget{option}")
    return WorkspaceError(said.format(path=error.filename, reason=why(error), option=option))


def _write_files(workspace: Workspace, store: Store, files: Sequence[FileTrace], every_file: bool) -> None:
    """Write the session files anew that were as kennis wrote them."""
    names = {(one.to or one.path).stem for one in files if one.rewritten and one.found.fate is not Fate.ERASED}
    if every_file:
        names |= {path.stem for path in _written(workspace, store)}
    for name in sorted(names):
        session_files.write_file(workspace, store, name)


def _told(workspace: Workspace, store: Store, meant: _Meant, found: Sequence[FoundTrace]) -> Forgetting:
    named = sorted(_named(store, found), key=_order)
    return Forgetting(called=meant.called, names=meant.names, found=tuple(named), repository=_in_repository(workspace))


def _order(one: FoundTrace) -> tuple[object, ...]:
    """Put sorts in the order in which they are declared, and 1.2.10 after 1.2.9."""
    parts = re.split(r"(\d+)", one.item)
    return [*Trace].index(one.sort), [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def _named(store: Store, found: Sequence[FoundTrace]) -> tuple[FoundTrace, ...]:
    """Give what was found under the names that people use: n17, T-014, 2.3.1."""
    numbers = store.forgetting.numbers()
    names = {f"{sort}{note}": f"n{number}" for note, number in numbers.items() for sort in (Trace.NOTE, Trace.VERSION)}
    names |= {f"{Trace.DECISION}{one.id}": f"{one.at.astimezone():%Y-%m-%d %H:%M}" for one in store.decisions.all()}
    names |= {f"{Trace.THEME}{one.id}": one.name for one in store.ledger.every_theme()}
    names |= {f"{Trace.PASSAGE}{one.part.id}": one.name for one in store.outlines.current().walk()}
    return tuple(replace(one, item=names.get(f"{one.sort}{one.item}", one.item)) for one in found)


def _in_repository(workspace: Workspace) -> bool:
    folder = workspace.folder.resolve()
    return any((one / ".git").exists() for one in (folder, *folder.parents))
