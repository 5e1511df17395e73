"""A desk in memory for tests of the screen, that can be told to be locked, and at which others can write too."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from textual.pilot import Pilot

from kennis.errors import InputError, WorkspaceError
from kennis.nouns import Applied, Closed, Edit, Lens, News, Note, OpenSession, Organisation, Participant, Session, Step
from kennis.nouns.ledger import Reach
from kennis.store.notes.name_lookup import session_called
from kennis.tui.app import KennisApp
from kennis.tui.capture.note_taking_port import CaptureSetup
from kennis.tui.capture.screen import CaptureScreen
from kennis.tui.outline_room.outline_port import OutlinePort
from kennis.tui.themes_room.themes_port import RoomsSetup, Task, ThemesPort
from kennis.workflows.draft_files import ClientId, claim
from kennis.workflows.note_taking import SessionView
from tests.samples import session as a_session


class PaperDesk:
    """Sessions and notes in memory; `locked` is what every writing then says."""

    def __init__(self, sessions: Sequence[Session], notes: Sequence[Note] = ()) -> None:
        self.held = {one.id: one for one in sessions}
        self.notes: dict[str, Note] = {}
        self.locked = ""
        self.closed: set[str] = set()
        self.conflicts: tuple[str, ...] = ()
        self.difference = ""
        self.done: list[Edit] = []
        self.undone: list[Edit] = []
        self.ids: set[str] = set()
        self._changes: list[str] = []
        for note in notes:
            self.write_down(note)

    def write_down(self, note: Note) -> Note:
        """Store a note as another note-taker does."""
        number = self.notes[note.id].number if note.id in self.notes else len(self._changes) + 1
        self.notes[note.id] = replace(note, number=number)
        self._changes.append(note.id)
        return self.notes[note.id]

    def sessions(self) -> tuple[SessionView, ...]:
        """Give the sessions, newest first."""
        self._refuse()
        ordered = sorted(self.held.values(), key=lambda one: one.date, reverse=True)
        return tuple(SessionView(one, len(self._of(one.id)), one.id in self.closed) for one in ordered)

    def new_session(self, session: Session) -> Session:
        """Make a session, unless its id is another's."""
        made = replace(session, id=f"{session.date}-{session.title.lower()}")
        if made.id in self.held:
            raise InputError(f"there is a session {made.id} already")
        self.held[made.id] = made
        return made

    def open(self, name: str) -> OpenSession:
        """Open a session."""
        self._refuse()
        name = session_called(name, {one.id: one.title for one in self.held.values()})
        return OpenSession(
            self.held[name], self._of(name), len(self._changes), closed=name in self.closed, conflicts=self.conflicts
        )

    def apply(self, edit: Edit) -> Applied:
        """Store an edit once."""
        self._refuse()
        if edit.id not in self.ids:
            self.ids.add(edit.id)
            self.done.append(edit)
            self.undone.clear()
            self._do(edit)
        return self._applied(edit)

    def undo(self, session: str, loosen: bool = False) -> Applied | None:
        """Undo the last edit."""
        self._refuse()
        if not self.done:
            return None
        edit = self.done.pop()
        self.undone.append(edit)
        self._do(backwards(edit))
        return self._applied(edit, backwards(edit))

    def redo(self, session: str, loosen: bool = False) -> Applied | None:
        """Do the last undone edit again."""
        if not self.undone:
            return None
        edit = self.undone.pop()
        self.done.append(edit)
        self._do(edit)
        return self._applied(edit)

    def news(self, session: str, since: int) -> News:
        """Give what changed after a stamp."""
        self._refuse()
        changed = dict.fromkeys(self._changes[since:])
        notes = tuple(self.notes[one] for one in changed if one in self.notes)
        gone = tuple(one for one in changed if one not in self.notes)
        return News(notes, gone, len(self._changes), closed=session in self.closed)

    def header(self, session: str) -> Session:
        """Give the header."""
        return self.held[session]

    def register(self, session: str, person: Participant) -> Session:
        """Add or change a person."""
        others = tuple(one for one in self.held[session].participants if one.handle != person.handle)
        self.held[session] = replace(self.held[session], participants=(*others, person))
        return self.held[session]

    def versions(self, note: str) -> tuple[Note, ...]:
        """Give each text a note had."""
        texts = [step.after for edit in self.done for step in edit.steps if step.after and step.after.id == note]
        return tuple(replace(one, version=number) for number, one in enumerate(texts, start=1))

    def close(self, session: str, merge: bool = False) -> Closed:
        """Close a session."""
        done = self.write(session, merge)
        if not done.difference:
            self.closed.add(session)
        return done

    def write(self, session: str, merge: bool = False) -> Closed:
        """Pretend to write the file."""
        difference, self.difference = ("" if merge else self.difference), ""
        return Closed(f"sessions/{session}.md", difference)

    def reopen(self, session: str) -> None:
        """Open it again."""
        self.closed.discard(session)

    def leave(self) -> None:
        """Nothing to let go of."""

    def _of(self, session: str) -> tuple[Note, ...]:
        return tuple(self.notes[one] for one in sorted(self.notes) if self.notes[one].session == session)

    def _do(self, edit: Edit) -> None:
        for step in edit.steps:
            if step.after is None:
                self.notes.pop(step.note, None)
                self._changes.append(step.note)
            else:
                self.write_down(step.after)

    def _applied(self, edit: Edit, done: Edit | None = None) -> Applied:
        steps = (done or edit).steps
        kept = tuple(self.notes[step.note] for step in steps if step.note in self.notes)
        return Applied(edit, kept, tuple(step.note for step in steps if step.note not in self.notes))

    def _refuse(self) -> None:
        if self.locked:
            raise WorkspaceError(self.locked)


def backwards(edit: Edit) -> Edit:
    """Give the edit that undoes one."""
    return replace(edit, steps=tuple(Step(step.after, step.before) for step in reversed(edit.steps)))


@dataclass
class Table:
    """A capture screen at work on a desk in memory."""

    app: KennisApp
    pilot: Pilot[None]
    desk: PaperDesk

    @property
    def screen(self) -> CaptureScreen:
        """The capture screen."""
        return self.app.capture

    @property
    def texts(self) -> list[str]:
        """The texts of the notes that are stored, in order."""
        return [self.desk.notes[one].text for one in sorted(self.desk.notes)]

    @property
    def said(self) -> str:
        """What the bottom line says."""
        return self.screen.footer.hint.text

    async def until(self, met: Callable[[], object]) -> None:
        """Wait until something holds."""
        for _turn in range(500):
            if met():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it did not happen in time")

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


def no_ledger() -> ThemesPort:
    """Refuse to open the researcher's room."""
    raise WorkspaceError("there is no ledger here")


def no_outline() -> OutlinePort:
    """Refuse to open the editors' room."""
    raise WorkspaceError("there is no outline here")


def no_run(reach: Reach | None) -> Task:
    """Refuse to begin a run."""
    raise WorkspaceError(f"there is no {reach} run here")


def station(folder: Path) -> ClientId:
    """Take a place in a workspace's folder."""
    return claim(folder / ".kennis")


@contextlib.asynccontextmanager
async def laid(
    folder: Path,
    desk: PaperDesk | None = None,
    session: str = "",
    new: bool = False,
    size: tuple[int, int] = (80, 24),
    secure: Callable[[], object] = lambda: None,
    timezone: str = "Europe/Amsterdam",
) -> AsyncIterator[Table]:
    """Open the capture screen on a desk, and wait until its session is open; leave it as a person does."""
    desk = desk or PaperDesk([a_session()])
    with station(folder) as place:
        room = CaptureSetup(
            store=lambda: desk,
            client=place,
            session=session,
            new=new,
            timezone=timezone,
            lenses=(Lens("verkokering", "Verkokering", "Kan het de verkokering doorbreken?", ()),),
            organisations=(Organisation("Kadaster", "rijk"),),
        )
        app = KennisApp(room, RoomsSetup(ledger=no_ledger, begin=no_run, outline=no_outline), secure)
        async with app.run_test(size=size) as pilot:
            table = Table(app, pilot, desk)
            await table.settle()
            yield table
        app.store()
