"""A workspace with themes, and the researcher's room at work on it."""

import asyncio
import contextlib
import functools
import json
import subprocess
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from textual.pilot import Pilot

from kennis.embedding import text_hash
from kennis.nouns import (
    Change,
    Kind,
    LedgerState,
    LensWeight,
    Level,
    Memo,
    Note,
    NoteLine,
    Participant,
    Placement,
    Proposal,
    Reach,
    Theme,
)
from kennis.store import Offer, Store
from kennis.tui.app import ExploringApp
from kennis.tui.screen_setup import RoomsSetup, capture_setup, rooms_setup
from kennis.tui.themes_room.screen import RoomScreen
from kennis.workflows.draft_files import claim
from kennis.workflows.run_process import Progressed, Work
from kennis.workflows.themes_room import ThemesRoom
from kennis.workflows.workspace import Workspace, found
from tests.ledgers import RUN, accept_all
from tests.samples import note as a_note
from tests.samples import session
from tests.tui.disk import Disk
from tests.tui.place import made_once
from tests.tui.played import Playing

SETTINGS = """
[programme]
slug = "slim-besturen"
title = "Slim besturen"
language = "nl"

[[programme.lenses]]
slug = "rol-overheid"
title = "Rol van de overheid"
question = "Leidt digitalisering tot een andere rol?"
anchors = ["De overheid wordt regisseur.", "De markt neemt taken over."]

[[programme.lenses]]
slug = "verkokering"
title = "Verkokering"
question = "Kan het de verkokering doorbreken?"
anchors = ["Ieder zijn eiland.", "Diensten werken langs elkaar heen."]
"""
ADVISER = Participant(handle="adviseur", role="adviseur", organisation="Provincie Utrecht", sector="provincie")
WITHIN = session(people=[ADVISER])
MODEL = RUN.model


def theme(number: int, title: str, *lenses: str, stability: float = 0.91) -> Theme:
    """Make a theme."""
    weights = tuple(LensWeight(lens, 0.9 - 0.1 * place) for place, lens in enumerate(lenses))
    words = ("regie", "gegevens", "eigenaar")
    return Theme(id=f"theme-{number}", number=0, title=title, keywords=words, stability=stability, lenses=weights)


def said(number: int, text: str) -> Note:
    """Make a note of the adviser."""
    return replace(a_note(number, text), kind=Kind.QUOTE, speaker="adviseur")


THEMES = (
    theme(1, "Regie op gegevens", "rol-overheid", "verkokering"),
    theme(2, "Marktmeester of bouwmeester", "rol-overheid", stability=0.6),
    theme(3, "Budget per domein", "verkokering", stability=0.3),
)
NOTES = (
    said(1, "Wie de bron beheert, bepaalt het gesprek."),
    said(2, "Inwoners weten niet welke registraties er zijn."),
    said(3, "Regie?"),
    said(11, "De overheid als marktmeester 11."),
    said(12, "De overheid als marktmeester 12."),
    said(21, "Budgetten volgen de kolommen, de opgave niet."),
    said(31, "Een losse gedachte 31."),
    said(32, "Een losse gedachte 32."),
)
HOMES = {1: 1, 2: 1, 3: 1, 11: 2, 12: 2, 21: 3}


def number_of(note: Note) -> int:
    """Give the number that a note's id was made of."""
    return int(note.id[-12:], 16)


def record(store: Store, proposals: Sequence[Proposal], notes: Sequence[Note], homes: Mapping[int, int]) -> None:
    """Record a run that proposes this, and places the notes in the themes of these numbers."""
    placed = [
        Placement(note=one.id, theme=f"theme-{homes[number]}", strength=max(1.0 - number / 100, 0.01))
        if (number := number_of(one)) in homes
        else Placement(note=one.id, theme=None)
        for one in notes
    ]
    store.ledger.record(RUN, tuple(proposals), tuple(placed), None)


def grown(position: int, of: Theme) -> Proposal:
    """Make the proposal that a theme takes a note in."""
    return Proposal(
        position=position, change=Change.GROWN, theme=of, members=4, before=3, common=3, stability_before=0.91
    )


@made_once
def themed(
    folder: Path, themes: tuple[Theme, ...] = THEMES, more: tuple[Note, ...] = (), proposed: bool = True
) -> Workspace:
    """Make a workspace with three themes, two of a family, two loose notes and two proposals that wait.

    Further notes are in the first theme.
    """
    made, notes = found(folder, SETTINGS), (*NOTES, *more)
    homes = {**HOMES, **{number_of(one): 1 for one in more}}
    with made.store() as store:
        store.take_in(Offer((WITHIN,), notes))
        news = [Proposal(position=at, change=Change.NEW, theme=one, members=3) for at, one in enumerate(themes)]
        record(store, news, notes, homes)
        accept_all(store)
        family = Theme(id="family", number=0, title="Gegevens", keywords=(), stability=0.5, level=Level.FAMILY)
        first, second, third = store.ledger.themes()
        about = Proposal(position=0, change=Change.FAMILY, theme=family, members=5, parts=(first, second))
        record(store, [about], notes, homes)
        accept_all(store)
        if proposed:
            first, second, third = store.ledger.themes()
            record(store, [grown(1, first), grown(2, third)], notes, {**homes, 32: 1, 31: 3})
    return made


@made_once
def unthemed(folder: Path, notes: tuple[Note, ...] = ()) -> Workspace:
    """Make a workspace of the same programme without themes."""
    made = found(folder, SETTINGS)
    with made.store() as store:
        store.take_in(Offer((WITHIN,), notes))
    return made


class PlayedRun:
    """A run whose process says what a test has it say."""

    def __init__(self, reach: Reach | None) -> None:
        self.reach = reach
        self._process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.work = Work(self._process)
        self.say(Progressed(f"{reach} run", 0, 10))

    def say(self, progressed: Progressed) -> None:
        """Say how far it is, and wait until that was heard."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(progressed)).encode() + b"\n")
        self._process.stdin.flush()
        if progressed.ended:
            self._process.stdin.close()
            self.work.wait(5)
        while self.work.progress() != progressed:
            time.sleep(0.001)

    def ended(self) -> bool:
        """Say whether it is over."""
        return self.work.wait(0.2).ended


class Room:
    """A workspace with themes as a test has it: what stands there, its disk, the runs that were begun."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.disk = workspace, Disk()
        self.runs: list[PlayedRun] = []

    def setup(self) -> RoomsSetup:
        """Give how the rooms get at the workspace, on a disk that can refuse, with runs that a test plays."""
        made = rooms_setup(self.workspace)
        return replace(made, ledger=lambda: self.disk.under(made.ledger()), begin=self._begin)

    @contextlib.contextmanager
    def other(self) -> Iterator[ThemesRoom]:
        """Give another researcher's hold of the workspace."""
        room = ThemesRoom(self.workspace, "ander")
        try:
            yield room
        finally:
            room.leave()

    @property
    def state(self) -> LedgerState:
        """The ledger as it stands."""
        with self.workspace.store() as store:
            return store.ledger.state()

    @property
    def themes(self) -> dict[str, Theme]:
        """The accepted themes by their ids."""
        with self.workspace.store() as store:
            return {one.id: one for one in store.ledger.themes()}

    @property
    def titles(self) -> list[str]:
        """The titles of the accepted themes."""
        return [one.title for one in self.themes.values()]

    @property
    def memos(self) -> list[Memo]:
        """The memos there are."""
        return list(self.state.memos.values())

    @property
    def waiting(self) -> list[int]:
        """The positions of the proposals that wait."""
        with self.workspace.store() as store:
            return [one.position for one in store.ledger.waiting()]

    def line(self, number: int) -> NoteLine:
        """Give a note as it stands, by the number its id was made of."""
        with self.other() as room:
            shown = [room.theme(one) for one in self.themes]
            lines = [line for one in shown for line in (*one.notes, *one.suggested)]
            return next(one for one in (*lines, *room.loose()) if number_of(one.note) == number)

    def embed(self, axes: Mapping[str, int]) -> None:
        """Keep the vectors of texts, each about the axis of its number."""
        vectors = np.random.default_rng(4).standard_normal((len(axes), 8)) / 5 + 2 * np.eye(8)[[*axes.values()]]
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        made = zip(map(text_hash, axes), vectors.astype(np.float32), strict=True)
        with self.workspace.store() as store:
            store.vectors.keep(MODEL, dict(made))

    def come_in(self, *notes: Note) -> None:
        """Have a note-taker's notes come in."""
        with self.workspace.store() as store:
            store.take_in(Offer((WITHIN,), notes))

    def _begin(self, reach: Reach | None) -> Work:
        self.runs.append(PlayedRun(reach))
        return self.runs[-1].work


@dataclass
class Visit(Playing):
    """The researcher's room at work."""

    app: ExploringApp
    pilot: Pilot[None]
    room: Room

    @property
    def screen(self) -> RoomScreen:
        """The room."""
        return self.app.explore

    @property
    def said(self) -> str:
        """What the bottom line says."""
        return self.screen.footer.hint.text

    @property
    def showing(self) -> str:
        """What sort of thing stands on the right."""
        return self.screen.details.subject.sort.value

    @property
    def left(self) -> list[str]:
        """What stands on the left, row by row."""
        return rows_of(self.screen, "themes")

    @property
    def right(self) -> str:
        """What stands on the right."""
        return "\n".join(rows_of(self.screen, "notes"))

    def line(self, number: int) -> NoteLine:
        """Give a note as it stands."""
        return self.room.line(number)

    async def press(self, *keys: str) -> None:
        """Press keys, each after what the one before means came to pass."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until the ledger has done what it was asked, and it is shown."""
        for _turn in range(3):
            while self.screen.details.pausing:
                await self.pilot.pause(0.01)
            met = asyncio.Event()
            loop = asyncio.get_running_loop()
            self.screen.worker.ask(functools.partial(loop.call_soon_threadsafe, met.set))
            await met.wait()
            await self.pilot.pause()


def rows_of(screen: RoomScreen, name: str) -> list[str]:
    """Give the rows of one side as they are drawn."""
    roll = screen.left if name == "themes" else screen.right
    return [roll.render_line(y).text.rstrip(" │┃") for y in range(roll.size.height)]


@contextlib.asynccontextmanager
async def visited(workspace: Workspace, size: tuple[int, int] = (80, 24), refused: str = "") -> AsyncIterator[Visit]:
    """Open the researcher's room of a workspace, on a disk that refuses where a reason is given; leave it."""
    with claim(workspace.database) as client:
        room = Room(workspace)
        room.disk.reason = refused
        app = ExploringApp(capture_setup(workspace, client), room.setup())
        async with app.run_test(size=size) as pilot:
            visit = Visit(app, pilot, room)
            await visit.settle()
            yield visit
        app.store()
