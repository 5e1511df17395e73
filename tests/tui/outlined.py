"""A workspace with an outline, and the editors' room at work on it."""

import asyncio
import contextlib
import functools
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import text as sql
from textual.pilot import Pilot

from kennis.nouns import Change, Consent, Kind, Note, Participant
from kennis.store import FILE, Offer, Store, sqlite
from kennis.tui.app import KennisApp, OutliningApp
from kennis.tui.outline_room.screen import OutlineScreen
from kennis.tui.screen_setup import capture_setup, rooms_setup
from kennis.workflows.draft_files import claim
from kennis.workflows.outline.editors_room import OutlineRoom
from kennis.workflows.workspace import Workspace, init
from tests.ledgers import MEMBERS, NOTES, PERSON, accept_all, proposal, propose, theme
from tests.samples import session
from tests.tui.place import made_once
from tests.tui.played import Playing
from tests.tui.played import played as played

ADVISER = Participant(handle="adviseur", name="A. Viseur", role="adviseur", sector="provincie", consent=Consent.ROLE)
_QUOTES = range(6, 10)


def noted() -> tuple[Note, ...]:
    """Give twelve notes; 6 to 9, the second theme, are quotes of an adviser."""
    return tuple(
        replace(one, kind=Kind.QUOTE, speaker="adviseur", text=f"Wij zeiden {number} keer ja.")
        if number in _QUOTES
        else one
        for number, one in enumerate(NOTES, 1)
    )


@made_once
def begun(folder: Path, notes: tuple[Note, ...] = ()) -> Workspace:
    """Make a workspace with three accepted themes and no outline."""
    made = init(folder)
    with made.store() as store:
        store.take_in(Offer((session(people=[ADVISER]),), notes or noted()))
        proposed = [theme(name, 0, numbers) for name, numbers in MEMBERS.items()]
        propose(store, tuple(proposal(place, Change.NEW, one) for place, one in enumerate(proposed)), MEMBERS)
        accept_all(store)
    return made


@made_once
def outlined(folder: Path, notes: tuple[Note, ...] = ()) -> Workspace:
    """Make a workspace with an outline."""
    made = begun(folder, notes)
    asked(made).build()
    return made


def plant(workspace: Workspace, word: str, text: str) -> None:
    """Put a text in a word's place wherever it is stored, past the store's own gate, as a damaged database has it."""
    engine = sqlite.engine(workspace.database / FILE)
    with contextlib.closing(Store(engine)), engine.begin() as connection:
        tables = [row[0] for row in connection.execute(sql("SELECT name FROM sqlite_master WHERE type = 'table'"))]
        for table in (one for one in tables if not one.startswith(("sqlite_", "words", "parts"))):
            for column in [row[1] for row in connection.execute(sql(f'PRAGMA table_info("{table}")'))]:
                change = f'UPDATE "{table}" SET "{column}" = replace("{column}", :word, :text) WHERE "{column}" '
                connection.execute(sql(change + "GLOB '[[{]*'"), {"word": word, "text": json.dumps(text)[1:-1]})
                connection.execute(sql(change + "LIKE :held"), {"word": word, "text": text, "held": f"%{word}%"})


def asked(workspace: Workspace) -> OutlineRoom:
    """Ask the outline itself."""
    return OutlineRoom(workspace, PERSON)


def texts(workspace: Workspace) -> list[str]:
    """Give the words of all passages."""
    return [one.part.text for one in asked(workspace).view().every]


def titles(workspace: Workspace) -> list[str]:
    """Give the titles of chapters and sections, in order."""
    chapters = asked(workspace).view().chapters
    return [title for one in chapters for title in (one.part.title, *(each.part.title for each in one.sections))]


@dataclass
class Bench(Playing):
    """The editors' room at work."""

    app: KennisApp
    pilot: Pilot[None]

    @property
    def screen(self) -> OutlineScreen:
        """The room."""
        return self.app.outline

    @property
    def said(self) -> str:
        """What the bottom line says."""
        return self.screen.footer.hint.text

    @property
    def left(self) -> str:
        """What stands on the left."""
        return self._rows("parts")

    @property
    def right(self) -> str:
        """What stands on the right."""
        return self._rows("passages")

    @property
    def here(self) -> str:
        """Where the cursor of the side stands, as the outline calls it."""
        item = self.screen.side.item
        return str(getattr(item.of, "name", item.key)) if item else ""

    @property
    def header(self) -> str:
        """The line above."""
        return self.screen.header.render().plain

    def dialog(self) -> str:
        """The class of the dialog before the room; empty where there is none."""
        return "" if self.app.screen is self.screen else type(self.app.screen).__name__

    def _rows(self, name: str) -> str:
        roll = self.screen.left if name == "parts" else self.screen.right
        return "\n".join(roll.render_line(y).text.rstrip(" │┃") for y in range(roll.size.height))

    async def press(self, *keys: str) -> None:
        """Press keys, each after what the one before means came to pass."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until the outline has done what it was asked, and it is shown."""
        for _turn in range(2):
            met = asyncio.Event()
            loop = asyncio.get_running_loop()
            self.screen.worker.ask(functools.partial(loop.call_soon_threadsafe, met.set))
            await met.wait()
            await self.pilot.pause()


@contextlib.asynccontextmanager
async def edited(
    workspace: Workspace, size: tuple[int, int] = (120, 40), room: type[KennisApp] = OutliningApp
) -> AsyncIterator[Bench]:
    """Open the editors' room of a workspace."""
    with claim(workspace.database) as client:
        app = room(capture_setup(workspace, client), rooms_setup(workspace))
        async with app.run_test(size=size) as pilot:
            bench = Bench(app, pilot)
            if room is OutliningApp:
                await bench.settle()
            yield bench
        app.store()
