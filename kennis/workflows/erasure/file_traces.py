"""What holds forgotten words around a database: half-typed notes, session files, exports, other files."""

import dataclasses
import datetime
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from kennis import clock, edit_json
from kennis.clean_text import slug
from kennis.errors import FileRefused, InputError, UnknownItem
from kennis.files import digest, is_half_written, read_file, sync_folder, write_atomically
from kennis.locale import _
from kennis.nouns import Draft, Edit, Fate, FoundTrace, Note, Session, Step, Trace, Why
from kennis.nouns.note_fields import PEOPLE
from kennis.reading import Reading, ReadOptions, read
from kennis.reading.session_file import write_session
from kennis.store import Store
from kennis.store.erasure.erase import Trial
from kennis.store.erasure.forgotten_digests import neutral
from kennis.store.erasure.scrub_text import BLANK, clean_note, clean_person, clean_session, not_theirs
from kennis.version_order import origin
from kennis.workflows.erasure.file_search import LARGEST, Holds, holds
from kennis.workflows.erasure.other_files import beside
from kennis.workflows.safety.workspace_checks import Around, left_over
from kennis.workflows.safety.workspace_lock import PLACES
from kennis.workflows.workspace import Workspace

_REGISTER = re.compile(r"\ufeff?---\n(?:(?!---$).*\n)*?participants:(.*\n(?:[ \t].*\n|\n)*)", re.MULTILINE)
_KEY = re.compile(r"""(?:^[ \t]+|[{,][ \t]*)["']?([^"'{},:\n]+?)["']?[ \t]*:""", re.MULTILINE)
_MOST = 5_000  # other files in a workspace's folder that are looked into; set by hand


@dataclass(frozen=True, slots=True)
class FileTrace:
    """A file that holds forgotten words, what becomes of it, and its content then; None: it is deleted or left.

    `rewritten` says that it is as kennis wrote it, and is written anew from the database; `to` is the path that it gets
    where the one that it has is made of the name.
    """

    path: Path
    found: FoundTrace
    data: bytes | None = None
    rewritten: bool = False
    to: Path | None = None

    def carry_out(self) -> None:
        """Do with the file what is to be done; raises OSError."""
        if self.to is not None and self.path.exists():
            self.path.replace(self.to)
            if os.name == "posix":
                sync_folder(self.to.parent)
        if self.data is not None:
            write_atomically(self.to or self.path, self.data)
        elif self.found.fate is Fate.ERASED and self.path.is_dir():
            shutil.rmtree(self.path)
        elif self.found.fate is Fate.ERASED:
            self.path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for and where; `exports` says that exports that hold it are deleted.

    `as_written` are the session files that are as kennis wrote or read them last.
    """

    workspace: Workspace
    trial: Trial
    as_written: frozenset[Path]
    exports: bool = False

    def holds(self, text: str) -> bool:
        """Say whether a text holds a forgotten id, a handle that tells a name, or a name."""
        wanted = self.trial.gathered.wanted
        ids = any(note in text or note.replace("-", "") in text for note in wanted.notes)
        handles = any(f"@{one}" in text or f'"{one}"' in text for one in self._handles)
        return ids or handles or self._names(text)

    def is_named(self, path: Path) -> bool:
        """Say whether a file, or a folder of the workspace that it stands in, is called after a person."""
        parts = path.relative_to(self.workspace.folder).parts
        return any(self.trial.scrub.in_id(part, not self.trial.gathered.wanted.mentions) for part in parts)

    def session(self, session: Session) -> str:
        """Give the id that a session of a file gets: another where it tells a name."""
        wanted = self.trial.gathered.wanted
        if session.id in wanted.sessions:
            return wanted.sessions[session.id].id
        told = self.trial.scrub.in_id(session.id, not wanted.mentions)
        return neutral(session.id, origin(session)).id if told else session.id

    def _names(self, text: str) -> bool:
        """Say whether a text holds a name; a first name alone counts where it is to go."""
        return self.trial.scrub.unnamed(text, first=self.trial.gathered.wanted.mentions) != text

    def says(self, text: str) -> bool:
        """Say whether a text holds any of that, or words of the forgotten notes."""
        return self.holds(text) or self.trial.scrub.blanked(text) != text

    @property
    def _handles(self) -> Iterator[str]:
        """Give the handles that are made of a name, and so tell it."""
        wanted = self.trial.gathered.wanted
        names = {part for name in wanted.names for part in slug(name).split("-")}
        return (handle for _session, handle in wanted.people if names.issuperset(handle.split("-")))

    def header(self, text: str) -> str:
        """Give a title, a place or a note-taker without names that are certain."""
        scrub = self.trial.scrub
        return BLANK if scrub.is_name(text) else scrub.unnamed(text, certain=True)

    def words(self, text: str) -> str:
        """Give a text without the forgotten words, and without names where that is asked for."""
        return self.others(self.trial.scrub.blanked(text))

    def others(self, text: str) -> str:
        """Give others' words without names where that is asked for; what they took over is their own."""
        return self.trial.scrub.unnamed(text) if self.trial.gathered.wanted.mentions else text


def held(search: Search) -> tuple[FileTrace, ...]:
    """Give the files that hold it: drafts, session files changed by hand, exports, others; raises OSError."""
    return (*_left_behind(search), *_drafts(search), *_by_hand(search), *_exports(search), *_others(search))


def _left_behind(search: Search) -> Iterator[FileTrace]:
    """Give what a program left that was killed while it wrote: nobody needs it, whatever it holds."""
    for path in sorted(_leftovers(search.workspace)):
        item = str(path.relative_to(search.workspace.folder))
        yield FileTrace(path, FoundTrace(sort=Trace.OTHER, item=item, fate=Fate.ERASED))


def _leftovers(workspace: Workspace) -> frozenset[Path]:
    """Give half-written files and folders of half-made databases that nobody is writing any more."""
    now = datetime.datetime.now(datetime.UTC)
    return frozenset(path for path, _name in left_over(Around(workspace.folder, None, now)))


def _drafts(search: Search) -> Iterator[FileTrace]:
    for path in sorted((search.workspace.database / PLACES).glob("*")):
        if path.suffix == ".lock" or path.name.startswith(".") or not path.is_file():
            continue
        found = FoundTrace(sort=Trace.DRAFT, item=f"{PLACES}/{path.name}", fate=Fate.ERASED)
        try:
            draft = edit_json.draft(json.loads(read_file(path, LARGEST)))
        except (ValueError, KeyError, TypeError, AttributeError):
            if _may_hold(path, search.says):
                yield FileTrace(path, found)
            continue
        left = _without(draft, search)
        if left != draft:
            yield FileTrace(path, found, json.dumps(edit_json.of_draft(left)).encode("ascii"))


def _without(draft: Draft, search: Search) -> Draft:
    """Give a draft without what is typed of a forgotten note, and without the changes of one that wait.

    The changes of others' notes wait on; names are taken out as in the database, so that they still fit.
    """
    wanted = search.trial.gathered.wanted
    waiting = tuple(_cleaned(one, search) for one in draft.waiting if not _is_theirs(one, search))
    speaker = "" if (draft.session, draft.speaker) in wanted.people else draft.speaker
    text = "" if draft.note in wanted.notes else search.words(draft.text)
    unfinished = tuple(
        dataclasses.replace(one, text=search.words(one.text))
        for one in draft.unfinished
        if not wanted.notes.intersection(one.about.split())
    )
    others = tuple(_without(one, search) for one in draft.others)
    session = wanted.sessions[draft.session].id if draft.session in wanted.sessions else draft.session
    kept = dataclasses.replace(draft, session=session)
    if text != draft.text or draft.note in wanted.notes:
        kept = Draft(session=session, text=text)
    return dataclasses.replace(kept, speaker=speaker, waiting=waiting, unfinished=unfinished, others=others)


def _is_theirs(edit: Edit, search: Search) -> bool:
    wanted = search.trial.gathered.wanted
    notes = [note for step in edit.steps for note in (step.before, step.after) if note]
    named = ((edit.session, getattr(one, name)) for one in notes for name in PEOPLE)
    return any(one.id in wanted.notes for one in notes) or any(one in wanted.people for one in named)


def _cleaned(edit: Edit, search: Search) -> Edit:
    ids = search.trial.gathered.wanted.sessions
    session = ids[edit.session].id if edit.session in ids else edit.session

    def cleaned(note: Note | None) -> Note | None:
        return note and clean_note(dataclasses.replace(note, session=session), search.others)

    steps = tuple(Step(cleaned(step.before), cleaned(step.after)) for step in edit.steps)
    return dataclasses.replace(edit, session=session, steps=steps)


def _by_hand(search: Search) -> Iterator[FileTrace]:
    """Give the session files that say it; one that is as kennis wrote it is written anew later."""
    for path in _session_files(search.workspace):
        clean = path in search.as_written  # then it says what the notes say, and is looked up by their ids
        held = _may_hold(path, search.holds if clean else search.says) or _in_register(path, search)
        if not held and not search.is_named(path):
            continue
        item = f"sessions/{path.name}"
        if clean:
            ids = search.trial.gathered.wanted.sessions
            to = path.with_stem(ids[path.stem].id) if path.stem in ids else None
            there = to is not None and to.exists()  # then the database has all that this one says
            found = FoundTrace(sort=Trace.FILE, item=item, fate=Fate.ERASED if there else Fate.BLANKED)
            yield FileTrace(path, found, rewritten=True, to=None if there else to)
            continue
        yield _taken_out(path, item, search)


def _may_hold(path: Path, asked: Holds) -> bool:
    """Say whether a file that kennis writes holds what is asked for, or cannot be looked into."""
    try:
        return holds(path, asked)
    except FileRefused:
        return True


def as_written(workspace: Workspace, store: Store) -> frozenset[Path]:
    """Give the session files that are as kennis wrote or read them last."""
    return frozenset(path for path in _session_files(workspace) if _is_as_written(store, path))


def _session_files(workspace: Workspace) -> list[Path]:
    return sorted(path for path in workspace.sessions.glob("*.md") if path.is_file())


def _is_as_written(store: Store, path: Path) -> bool:
    try:
        return digest(read_file(path, LARGEST)) == store.session_views.written(path.stem)
    except UnknownItem:
        return False


def _in_register(path: Path, search: Search) -> bool:
    """Say whether a person stands in the register of a file, which may be one that cannot be read as a session."""
    handles = {handle for session, handle in search.trial.gathered.wanted.people if session == path.stem}
    register = _REGISTER.match(read_file(path, LARGEST).decode("utf-8", "replace")) if handles else None
    return register is not None and not handles.isdisjoint(_KEY.findall(register[1]))


def _taken_out(path: Path, item: str, search: Search) -> FileTrace:
    try:
        zone = search.workspace.settings.timezone
        reading = read(path, ReadOptions(today=clock.today(zone), timezone=zone))
    except (FileRefused, InputError):
        reading = None
    if reading is None or reading.refusals or len(reading.sessions) != 1:
        return FileTrace(path, FoundTrace(sort=Trace.FILE, item=item, fate=Fate.LEFT, why=Why.UNREAD))
    session, notes = _remaining(reading, search)
    text = write_session(session, notes)
    if search.is_named(path) or session.id != reading.sessions[0].id:
        found = FoundTrace(sort=Trace.FILE, item=item, fate=Fate.BLANKED, why=Why.CHANGED)
        to = _free(path.with_stem(session.id)) if search.is_named(path) or path.stem != session.id else None
        return FileTrace(path, found, text.encode("utf-8"), to=to)
    if text == write_session(reading.sessions[0], reading.notes):
        return FileTrace(path, FoundTrace(sort=Trace.FILE, item=item, fate=Fate.LEFT, why=Why.MENTION))
    found = FoundTrace(sort=Trace.FILE, item=item, fate=Fate.BLANKED, why=Why.CHANGED)
    return FileTrace(path, found, text.encode("utf-8"))


def _remaining(reading: Reading, search: Search) -> tuple[Session, list[Note]]:
    """Give what a file says beside what is forgotten, in others' words what the database leaves of them."""
    wanted, (session,) = search.trial.gathered.wanted, reading.sessions
    gone = {handle for name, handle in wanted.people if name == session.id}
    cleaned = search.words if wanted.names else str
    kept = tuple(clean_person(one, cleaned) for one in session.participants if one.handle not in gone)
    notes = [
        not_theirs(clean_note(one, search.others), gone)
        for one in reading.notes
        if one.id not in wanted.notes and one.speaker not in gone
    ]
    header = clean_session(dataclasses.replace(session, participants=kept), lambda text: search.header(cleaned(text)))
    return dataclasses.replace(header, id=search.session(session)), notes


def _free(path: Path) -> Path:
    """Give a path that no file has: this one, or with a number behind it."""
    if not path.exists():
        return path
    return next(one for one in (path.with_stem(f"{path.stem}-{n}") for n in count(2)) if not one.exists())


def _exports(search: Search) -> Iterator[FileTrace]:
    asked = Fate.ERASED if search.exports else Fate.LEFT
    leftovers = _leftovers(search.workspace)
    for path in sorted(search.workspace.exports.rglob("*")):
        if path.is_file() and path not in leftovers:
            fate = Fate.LEFT if is_half_written(path) else asked  # another program is at it
            yield from _looked_into(path, search, Trace.EXPORT, fate)


def _others(search: Search) -> Iterator[FileTrace]:
    leftovers = _leftovers(search.workspace)
    paths = sorted(one for one in {*beside(search.workspace)} if leftovers.isdisjoint((one, *one.parents)))
    for path in paths[:_MOST]:
        yield from _looked_into(path, search, Trace.OTHER, Fate.LEFT)
    rest = paths[_MOST:]
    if rest:
        item = _("{count} more files").format(count=len(rest))
        yield FileTrace(search.workspace.folder, FoundTrace(sort=Trace.UNSEEN, item=item, fate=Fate.LEFT))


def _looked_into(path: Path, search: Search, sort: Trace, fate: Fate) -> Iterator[FileTrace]:
    """Give a file that holds it; or tell that nobody can say so, as it is too large, damaged or locked."""
    item = str(path.relative_to(search.workspace.folder))
    try:
        if path.stat().st_size > LARGEST:
            yield FileTrace(path, FoundTrace(sort=Trace.UNSEEN, item=item, fate=Fate.LEFT))
        elif holds(path, search.says):
            yield FileTrace(path, FoundTrace(sort=sort, item=item, fate=fate))
        elif search.is_named(path):
            yield FileTrace(path, FoundTrace(sort=sort, item=item, fate=fate, why=Why.FILENAME))
    except FileNotFoundError:  # it was only there for a moment
        return
    except (OSError, FileRefused):
        yield FileTrace(path, FoundTrace(sort=Trace.UNSEEN, item=item, fate=Fate.LEFT, why=Why.UNREAD))
