"""Files in: each is read, checked and stored whole or not at all."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kennis.errors import FileRefused, InputError
from kennis.files import write_atomically
from kennis.locale import _
from kennis.reading import READERS, Reading, ReadOptions, Refusal, read
from kennis.store import Offer, Store
from kennis.workflows.closing import remember
from kennis.workflows.progress import Progress, silent, step
from kennis.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Choices:
    """How to import: the session of rows that name none, and whether to store the rest of a file with bad rows."""

    session: str | None = None
    skip_bad: bool = False


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


def import_files(
    workspace: Workspace, paths: Sequence[Path], choices: Choices, progress: Progress = silent
) -> tuple[FileReport, ...]:
    """Import files and folders of files; one that is refused does not keep the others out."""
    with workspace.store() as store:
        reports = tuple(_import(store, path, choices, progress) for path in _files(paths))
        for session in store.notes.sessions():
            own = workspace.sessions / f"{session.id}.md"
            if any(report.stored and own.exists() and report.path.samefile(own) for report in reports):
                remember(own, store, session.id)
        return reports


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(one for one in path.iterdir() if one.is_file() and one.suffix.lower() in READERS)
            yield from found or [path]
        else:
            yield path


def _import(store: Store, path: Path, choices: Choices, progress: Progress) -> FileReport:
    today = datetime.datetime.now().astimezone().date()
    reads = step(progress, _("reading {file}").format(file=path.name))
    try:
        if path.is_dir():
            raise FileRefused(
                path, _("holds no file that kennis reads: {suffixes}").format(suffixes=", ".join(READERS))
            )
        reading = read(path, ReadOptions(today=today, session=choices.session, progress=reads))
        if reading.refusals and not choices.skip_bad:
            return _refused(reading)
        return _store(store, reading, progress)
    except FileRefused as error:
        return FileReport(path=path, refusals=(str(error),))
    except InputError as error:
        return FileReport(path=path, refusals=(f"{path}: {error}",))


def _store(store: Store, reading: Reading, progress: Progress) -> FileReport:
    stores = step(progress, _("storing {file}").format(file=reading.path.name))
    intake = store.take_in(Offer(reading.sessions, reading.notes, reading.described), stores)
    notices = list(reading.notices)
    if reading.rewritten is not None:
        notices.extend(_write_ids(reading.path, _with_stored(reading.rewritten, intake.stored)))
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


def _with_stored(text: str, stored: Mapping[str, str]) -> str:
    for given, known in stored.items():
        text = text.replace(given, known)
    return text


def _write_ids(path: Path, text: str) -> list[str]:
    """Write the ids of new notes back into their file; if that cannot be, say so, for the notes are stored."""
    try:
        write_atomically(path, text.encode("utf-8"))
    except OSError as error:
        return [_("the ids of new notes cannot be written back: {reason}").format(reason=error)]
    return []


def _refused(reading: Reading) -> FileReport:
    return FileReport(
        path=reading.path,
        read=len(reading.notes),
        refusals=_lines(reading.path, reading.refusals),
        notices=reading.notices,
    )


def _lines(path: Path, refusals: Sequence[Refusal]) -> tuple[str, ...]:
    return tuple(str(FileRefused(path, refusal.reason, refusal.line)) for refusal in refusals)
