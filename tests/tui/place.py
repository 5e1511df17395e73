"""A workspace with a session to write in, and the capture screen at work on it."""

import asyncio
import contextlib
import functools
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

from textual.pilot import Pilot

from kennis.locale import language
from kennis.nouns import Edit, EditKind, Note, Session
from kennis.reading import entry_edits
from kennis.store import Offer
from kennis.tui.app import KennisApp
from kennis.tui.capture.screen import CaptureScreen
from kennis.tui.screen_setup import CaptureSetup, capture_setup, rooms_setup
from kennis.workflows.draft_files import ClientId, claim
from kennis.workflows.note_taking import NoteTaking
from kennis.workflows.workspace import Workspace, find, init
from tests.samples import session as a_session
from tests.tui.disk import Disk
from tests.tui.played import Playing

Given = ParamSpec("Given")


def made_once(
    make: Callable[Concatenate[Path, Given], Workspace],
) -> Callable[Concatenate[Path, Given], Workspace]:
    """Make a workspace once for each language; each further one is a copy of it."""

    def whole(_language: str, *args: Any, **named: Any) -> list[tuple[Path, int, bytes | None]]:
        with tempfile.TemporaryDirectory() as folder:
            made = make(Path(folder), *args, **named).folder
            return [
                (path.relative_to(made), path.stat().st_mode, path.read_bytes() if path.is_file() else None)
                for path in sorted(made.rglob("*"))
            ]

    template: Callable[..., list[tuple[Path, int, bytes | None]]] = functools.cache(whole)

    @functools.wraps(make)
    def copied(folder: Path, /, *args: Given.args, **named: Given.kwargs) -> Workspace:
        folder.mkdir(parents=True, exist_ok=True)
        for path, mode, content in template(language(), *args, **named):
            if content is None:
                (folder / path).mkdir()
            else:
                (folder / path).write_bytes(content)
            (folder / path).chmod(mode)
        return find(folder)

    return copied


@made_once
def empty(folder: Path) -> Workspace:
    """Make a workspace without sessions."""
    return init(folder)


class Desk:
    """A workspace that notes are taken in: what stands there, what others do there, and its disk."""

    def __init__(self, folder: Path, sessions: Sequence[Session] = (a_session(),), notes: Sequence[Note] = ()) -> None:
        self.workspace, self.disk = empty(folder), Disk()
        with self.workspace.store() as store:
            store.take_in(Offer(tuple(sessions), tuple(notes)))

    @contextlib.contextmanager
    def other(self) -> Iterator[NoteTaking]:
        """Give another note-taker's hold of the workspace."""
        with NoteTaking(self.workspace, "other") as taking:
            yield taking

    @property
    def held(self) -> dict[str, Session]:
        """The sessions by their ids."""
        with self.other() as other:
            return {view.session.id: other.header(view.session.id) for view in other.sessions()}

    @property
    def closed(self) -> set[str]:
        """The ids of the sessions that are closed."""
        with self.other() as other:
            return {view.session.id for view in other.sessions() if view.closed}

    @property
    def notes(self) -> dict[str, Note]:
        """The notes by their ids, in order."""
        with self.other() as other:
            found = [note for view in other.sessions() for note in other.open(view.session.id).notes]
        return {one.id: one for one in sorted(found, key=lambda one: one.id)}

    @property
    def texts(self) -> list[str]:
        """The texts of the notes, in order."""
        return [one.text for one in self.notes.values()]

    def apply(self, edit: Edit) -> None:
        """Have another note-taker do something."""
        with self.other() as other:
            other.apply(edit)

    def write_down(self, note: Note) -> None:
        """Have another note-taker add a note, or give one that is there another text."""
        known = self.notes.get(note.id)
        after = replace(known, text=note.text) if known else note
        self.apply(entry_edits.change(EditKind.TEXT, known, after) if known else entry_edits.add(note))

    def close(self, session: str = a_session().id) -> None:
        """Have another note-taker close a session."""
        with self.other() as other:
            other.close(session)

    def reopen(self, session: str = a_session().id) -> None:
        """Have another note-taker open a session again."""
        with self.other() as other:
            other.reopen(session)

    def client(self) -> ClientId:
        """Take a note-taker's place here."""
        return claim(self.workspace.database)

    def setup(self, client: ClientId) -> CaptureSetup:
        """Give how the capture screen gets at the workspace, on a disk that can refuse."""
        made = capture_setup(self.workspace, client)
        return replace(made, store=lambda: self.disk.under(made.store()))


@dataclass
class Table(Playing):
    """A capture screen at work."""

    app: KennisApp
    pilot: Pilot[None]
    desk: Desk

    @property
    def screen(self) -> CaptureScreen:
        """The capture screen."""
        return self.app.capture

    @property
    def texts(self) -> list[str]:
        """The texts of the notes that are stored, in order."""
        return self.desk.texts

    @property
    def said(self) -> str:
        """What the bottom line says."""
        return self.screen.footer.hint.text

    async def type(self, text: str, *keys: str) -> None:
        """Type a text, then press keys."""
        self.screen.entry.insert(text)
        await self.pilot.pause()
        await self.press(*keys)

    async def press(self, *keys: str) -> None:
        """Press keys and let what they mean come to pass."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until the desk has done what it was asked."""
        met = asyncio.Event()
        loop = asyncio.get_running_loop()
        self.screen.worker.ask(lambda: loop.call_soon_threadsafe(met.set))
        await met.wait()
        await self.pilot.pause()


@contextlib.asynccontextmanager
async def laid(
    desk: Desk,
    session: str = "",
    new: bool = False,
    size: tuple[int, int] = (80, 24),
    secure: Callable[[], object] = lambda: None,
    timezone: str = "Europe/Amsterdam",
) -> AsyncIterator[Table]:
    """Open the capture screen on a desk, and wait until its session is open; leave it as a person does."""
    with desk.client() as client:
        setup = replace(desk.setup(client), session=session, new=new, timezone=timezone)
        app = KennisApp(setup, rooms_setup(desk.workspace), secure)
        async with app.run_test(size=size) as pilot:
            table = Table(app, pilot, desk)
            await table.settle()
            yield table
        app.store()
