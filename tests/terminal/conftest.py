"""A workspace with a session to write in, and the capture screen on it in a terminal."""

import datetime
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from kennis.nouns import Draft, Note, Participant, Session
from kennis.workflows.draft_files import claim, left
from kennis.workflows.note_taking import NoteTaking
from kennis.workflows.workspace import Workspace, find, init
from tests.programs import ForkServers, Start
from tests.terminal.terminal import Terminal, environment

TITLE = "Digital twins en de raad"
SESSION = "2020-03-12-digital-twins-en-de-raad"
PROGRAM = (sys.executable, "-m", "kennis.cli", "capture")


@dataclass(frozen=True)
class Room:
    """A workspace that a test writes in."""

    folder: Path
    home: Path

    @property
    def workspace(self) -> Workspace:
        """The workspace itself."""
        return find(self.folder)

    def notes(self) -> tuple[Note, ...]:
        """Give the session's notes as they are stored, in order."""
        with NoteTaking(self.workspace, "test") as desk:
            return desk.open(SESSION).notes

    def texts(self) -> list[str]:
        """Give the texts of the stored notes."""
        return [note.text for note in self.notes()]

    def draft(self) -> Draft:
        """Give what was left at the first place, when nobody sits there."""
        with claim(self.workspace.database) as client:
            return client.draft()

    def keeps(self, text: str) -> bool:
        """Say whether the draft on disk holds a text, typed or entered, whoever sits there."""
        places = (self.folder / ".kennis" / "places").glob("*.json")
        return any(text in path.read_text("utf-8") for path in places)

    def holds_back(self, text: str) -> bool:
        """Say whether the draft on disk holds a text that was entered and waits for a session or the database."""
        waiting = (edit for draft in left(self.workspace.database).values() for edit in draft.waiting)
        return any(text in step.after.text for edit in waiting for step in edit.steps if step.after)

    def environment(self, **more: str) -> dict[str, str]:
        """Give the environment of a program that works here."""
        return environment(self.folder, self.home, **more)


Opener = Callable[..., Terminal]


def enter(terminal: Terminal, text: str) -> None:
    """Type a note as a person does, seeing it before Enter is pressed."""
    terminal.type(*text)
    terminal.wait(text)
    terminal.type("enter")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with one empty session, made once."""
    folder = tmp_path_factory.mktemp("template") / "ruimte"
    people = (
        Participant(handle="wethouder", name="Wethouder", role="wethouder"),
        Participant(handle="adviseur", name="Adviseur", role="adviseur", organisation="Provincie Utrecht"),
    )
    session = Session(id="", title=TITLE, date=datetime.date(2020, 3, 12), place="Amersfoort", participants=people)
    with NoteTaking(init(folder), "test") as desk:
        assert desk.new_session(session).id == SESSION
    return folder


@pytest.fixture
def room(template: Path, tmp_path: Path) -> Room:
    """Give a copy of the workspace."""
    (tmp_path / "home").mkdir()
    return Room(Path(shutil.copytree(template, tmp_path / "ruimte")), tmp_path / "home")


@pytest.fixture
def capture(room: Room, forks: ForkServers) -> Iterator[Opener]:
    """Give a function that opens the capture screen and waits until its session is there."""
    with ExitStack() as stack:

        def opened(
            *words: str,
            program: tuple[str, ...] = PROGRAM,
            size: tuple[int, int] = (80, 24),
            ready: str = TITLE,
            start: Start = forks.start,
            **more: str,
        ) -> Terminal:
            terminal = stack.enter_context(Terminal([*program, *words], room.environment(**more), size, start))
            terminal.wait(ready)
            return terminal

        yield opened
