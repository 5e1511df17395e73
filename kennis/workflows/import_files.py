"""Files in: each is read, checked and stored whole or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kennis import clock
from kennis.errors import FileRefused, InputError, KennisError, WorkspaceError
from kennis.files import digest, is_file, is_folder, is_there, read_file, write_atomically
from kennis.folding import folded
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns import Participant, Session
from kennis.reading import READERS, Reading, ReadOptions, Refusal, read
from kennis.reading.dates import read_date
from kennis.reading.identifiers import registered
from kennis.reading.table_columns import choices as known_columns
from kennis.reading.text_decoding import MAXIMUM_FILE
from kennis.store import Offer, Selection, Store
from kennis.workflows import archive
from kennis.workflows.erasure import forget
from kennis.workflows.progress import Progress, silent, step
from kennis.workflows.workspace import Workspace

_SUFFIXES = (*READERS, archive.SUFFIX)
_SHOWN = 20  # files that are told one by one; set by hand


@dataclass(frozen=True, slots=True)
class Choices:
    """How to import: the session of rows that name none, and whether to store the rest of a file with bad rows.

    `date` is the day of what gives none, and of a document whatever it says; `columns` are NAME=TITLE, what the title
    of a known column is in a table.
    """

    session: str | None = None
    skip_bad: bool = False
    date: str = ""
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file; `refusals` are lines to show, each with file and line."""

    path: Path
    read: int = 0
    added: int = 0
    changed: int = 0
    known: int = 0
    conflicts: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    stored: bool = False


@dataclass(frozen=True, slots=True)
class _Target:
    """Where to import, a workspace and its open store, and how."""

    workspace: Workspace
    store: Store
    options: ReadOptions
    skip_bad: bool


def import_files(
    workspace: Workspace, paths: Sequence[Path], choices: Choices, progress: Progress = silent
) -> tuple[FileReport, ...]:
    """Import files and folders of files; one that is refused does not keep the others out.

    Raises InputError for a choice that makes no sense, before anything is read.
    """
    options = _options(choices, workspace.settings.timezone)
    with workspace.opened() as here, here.store() as store:
        target = _Target(here, store, options, choices.skip_bad)
        return tuple(_import(target, path, progress) for path in _files(paths))


def _options(choices: Choices, timezone: str) -> ReadOptions:
    titles: dict[str, str] = {}
    for given in choices.columns:
        name, sign, title = given.partition("=")
        if not sign or not title.strip():
            raise InputError(_("“{text}” names no column; write it as text=Opmerking").format(text=given))
        key, title = name.strip().lower(), title.strip()
        if key in titles or title.casefold() in (one.casefold() for one in titles.values()):
            said = _("“{text}” names what another --column names too; give each column and each meaning once")
            raise InputError(said.format(text=given))
        titles[key] = title
    return ReadOptions(
        today=clock.today(timezone),
        session=choices.session,
        date=read_date(choices.date) if choices.date else None,
        timezone=timezone,
        columns=known_columns(titles),
    )


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if is_folder(path):
            found = sorted(one for one in path.iterdir() if is_file(one) and one.suffix.lower() in _SUFFIXES)
            yield from found or [path]
        else:
            yield path


def _import(target: _Target, path: Path, progress: Progress) -> FileReport:
    reads = step(progress, _("reading {file}").format(file=path.name))
    try:
        if is_folder(path):
            raise FileRefused(
                path, _("holds no file that kennis reads: {suffixes}").format(suffixes=", ".join(_SUFFIXES))
            )
        if path.suffix.lower() == archive.SUFFIX:
            return _archive(target, path, progress)
        reading = _read(path, replace(target.options, progress=reads))
        if reading.refusals and not target.skip_bad:
            return _refused(reading)
        return _store(target, reading, progress)
    except FileRefused as error:
        return FileReport(path=path, refusals=(str(error),))
    except InputError as error:
        return FileReport(path=path, refusals=(f"{path}: {error}",))


def _read(path: Path, options: ReadOptions) -> Reading:
    """Read a file; what a strange one makes a library raise is told, and does not keep the others out."""
    try:
        return read(path, options)
    except KennisError:
        raise
    except Exception as error:  # nothing is stored yet, so nothing is half done
        said = _("kennis stopped on an error of its own in this file ({name}: {reason}); please report it")
        raise FileRefused(path, said.format(name=type(error).__name__, reason=error)) from error


def _archive(target: _Target, path: Path, progress: Progress) -> FileReport:
    taken = archive.take_archive(target.workspace, target.store, path, progress)
    forgotten = (_forgotten(target.workspace),) if taken.forgotten else ()
    return FileReport(
        path=path,
        read=taken.read,
        added=taken.added,
        changed=taken.changed,
        known=taken.known,
        conflicts=taken.conflicts,
        notices=(*taken.notices, *forgotten),
        stored=True,
    )


def _forgotten(workspace: Workspace) -> str:
    """Take out of the workspace what was forgotten where the archive comes from."""
    try:
        done = forget.finish(workspace)
    except WorkspaceError as error:
        said = _("what was forgotten there still stands here, until you do:  kennis forget  ({reason})")
        return said.format(reason=error)
    if done is None or not done.left:
        return _("what was forgotten there is forgotten here too")
    files = ", ".join(done.files_left[:_SHOWN]) + (" …" if done.left > _SHOWN else "")
    said = _("what was forgotten there is forgotten here too, but files still hold it ({count}); delete those: {files}")
    return said.format(count=done.left, files=files)


def _store(target: _Target, reading: Reading, progress: Progress) -> FileReport:
    stores = step(progress, _("storing {file}").format(file=reading.path.name))
    reading = _with_known_speakers(target, _where_it_stands(target, reading))
    intake = target.store.take_in(Offer(_sessions(target, reading), reading.notes, reading.described), stores)
    notices, stands = list(reading.notices), reading.digest
    if reading.dropped:
        notices.append(_("characters left out that may not be kept: {count}").format(count=reading.dropped))
    if intake.forgotten:
        said = _("{count} forgotten notes or people were not taken in; the file still holds them")
        notices.append(said.format(count=intake.forgotten))
    for there, other in intake.renamed.items():
        said = _("session {there} is {here} here: one of the two ids is made of a name that was forgotten")
        notices.append(said.format(there=there, here=other))
    if reading.rewritten is not None:
        data = _with_stored(reading.rewritten, intake.stored).encode("utf-8")
        trouble = _write_ids(target.workspace.folder, reading, data)
        notices += trouble
        stands = stands if trouble else digest(data)
    if not reading.refusals and not intake.forgotten and not intake.renamed:
        notices += _left(target, reading, intake.stored)
        _remember(target, reading, stands)
    return FileReport(
        path=reading.path,
        read=len(reading.notes),
        added=intake.added,
        changed=intake.changed,
        known=intake.known,
        conflicts=intake.conflicts,
        refusals=_lines(reading.path, reading.refusals),
        notices=tuple(notices),
        stored=True,
    )


def _where_it_stands(target: _Target, reading: Reading) -> Reading:
    """Put a document that an earlier kennis read, and dated otherwise, in the session that it has since then."""
    if not reading.formerly or reading.sessions[0].id == reading.formerly:
        return reading
    stored = {one.id: one for one in target.store.notes.sessions()}
    if reading.formerly not in stored or reading.sessions[0].id in stored:
        return reading
    known = stored[reading.formerly]
    said = _("read before as {session}, and kept there with its date {date}")
    return replace(
        reading,
        sessions=(replace(reading.sessions[0], id=known.id, title=known.title, date=known.date),),
        notes=tuple(replace(note, session=known.id) for note in reading.notes),
        notices=(*reading.notices, said.format(session=known.id, date=known.date)),
    )


def _with_known_speakers(target: _Target, reading: Reading) -> Reading:
    """Have speakers of whom the file says no more than who they are be those of the register that is stored here.

    Under a handle of their own they would be without the level of consent that they have there.
    """
    stored = {one.id: one for one in target.store.notes.sessions()}
    known = {
        (session.id, own): here
        for session in reading.sessions
        if session.id in stored
        for own, here in _known_as(target, reading, session, stored[session.id]).items()
    }
    if not known:
        return reading
    sessions = (
        replace(one, participants=tuple(who for who in one.participants if (one.id, who.handle) not in known))
        for one in reading.sessions
    )
    notes = (replace(one, speaker=known.get((one.session, one.speaker), one.speaker)) for one in reading.notes)
    return replace(reading, sessions=tuple(sessions), notes=tuple(notes))


def _known_as(target: _Target, reading: Reading, session: Session, here: Session) -> Mapping[str, str]:
    """Give the handles in a file of people whom the stored register has under another one, and that one."""
    own = {one.handle: one for one in session.participants}
    speakers = {note.speaker for note in reading.notes if note.session == session.id} - {""}
    told = own.keys() if reading.described else set()  # a session file's own register stands by itself
    unknown = (speakers | own.keys()) - told - {one.handle for one in here.participants}
    if not unknown:
        return {}
    unknown -= {note.speaker for note in target.store.notes.select(Selection(session=here.id))}
    found = {}
    for name in unknown:
        said = own.get(name, Participant(handle=name))
        people = [
            one
            for one in here.participants
            if not (one.organisation and said.organisation) or folded(one.organisation) == folded(said.organisation)
        ]
        found[name] = registered(said.name or name, people)
    return {name: handle for name, handle in found.items() if handle}


def _sessions(target: _Target, reading: Reading) -> tuple[Session, ...]:
    """Give the sessions of a file; where it says no more of them than their names, they are held in our time zone."""
    if reading.described:
        return reading.sessions
    zone = target.workspace.settings.timezone
    return tuple(replace(session, timezone=zone) for session in reading.sessions)


def _with_stored(text: str, stored: Mapping[str, str]) -> str:
    for given, known in stored.items():
        text = text.replace(given, known)
    return text


def _write_ids(folder: Path, reading: Reading, data: bytes) -> list[str]:
    """Write the ids of new notes back into their file; if that cannot be, say so, for the notes are stored.

    A file of the workspace's `folder` stays in it, another in its own, whatever link it is.
    """
    own = reading.path.absolute().is_relative_to(folder.absolute())
    try:
        if digest(read_file(reading.path, MAXIMUM_FILE)) != reading.digest:
            return [_("the file was changed while it was imported, so it got no ids; import it again")]
        write_atomically(reading.path, data, folder if own else None)
    except OSError as error:
        return [_("the ids of new notes cannot be written back: {reason}").format(reason=why(error))]
    return []


def _left(target: _Target, reading: Reading, stored: Mapping[str, str]) -> Iterator[str]:
    """Tell of stored notes that a session's own file does not have: to take a line out of it deletes nothing."""
    held = {stored.get(note.id, note.id) for note in reading.notes}
    for session in reading.sessions:
        left = [one for one in target.store.notes.select(Selection(session=session.id)) if one.id not in held]
        if left and _is_own(target, reading, session):
            names = ", ".join(f"n{one.number}" for one in left[:_SHOWN]) + (" …" if left[_SHOWN:] else "")
            said = _("notes that are not in the file, and stay: {notes}; Delete in kennis capture takes one out")
            yield said.format(notes=names)


def _is_own(target: _Target, reading: Reading, session: Session) -> bool:
    own = target.workspace.sessions / f"{session.id}.md"
    return is_there(own) and own.samefile(reading.path)


def _remember(target: _Target, reading: Reading, stands: str) -> None:
    """Remember how a session's own file stands, as far as it was taken in, so that a later change by hand shows."""
    for session in reading.sessions:
        if stands and _is_own(target, reading, session):
            target.store.session_views.mark_written(session.id, stands)


def _refused(reading: Reading) -> FileReport:
    return FileReport(
        path=reading.path,
        read=len(reading.notes),
        refusals=_lines(reading.path, reading.refusals),
        notices=reading.notices,
    )


def _lines(path: Path, refusals: Sequence[Refusal]) -> tuple[str, ...]:
    return tuple(str(FileRefused(path, refusal.reason, refusal.line)) for refusal in refusals)
