"""The researcher's room on a workspace: what is decided there stands in its database, and can be undone later."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np
import pytest

from kennis.embedding import text_hash
from kennis.nouns import Change, Stance
from kennis.store import Offer
from kennis.tui.app import ExploringApp, rooms_setup
from kennis.tui.capture.note_taking_port import CaptureSetup as Place
from kennis.tui.shared.memo_dialog import MemoDialog
from kennis.tui.themes_room.theme_choice import ThemeChoice
from kennis.workflows.draft_files import claim
from kennis.workflows.themes_room import ThemesRoom
from kennis.workflows.workspace import Workspace, init
from tests.ledgers import MEMBERS, NOTES, PERSON, fill, ids, proposal, propose, theme
from tests.samples import note, session
from tests.tui.paper import Seat
from tests.tui.place import PaperDesk
from tests.tui.played import played


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace with three themes."""
    made = init(tmp_path)
    with made.store() as store:
        fill(store)
    return made


@contextlib.asynccontextmanager
async def seated(workspace: Workspace, size: tuple[int, int] = (100, 40)) -> AsyncIterator[Seat]:
    """Open the researcher's room of a workspace."""
    desk = PaperDesk([session()])
    with claim(workspace.database) as station:
        app = ExploringApp(Place(store=lambda: desk, client=station), rooms_setup(workspace))
        async with app.run_test(size=size) as pilot:
            seat = Seat(app, pilot)
            await seat.settle()
            yield seat
        app.store()


@contextlib.contextmanager
def asked(workspace: Workspace) -> Iterator[ThemesRoom]:
    """Ask the ledger itself."""
    room = ThemesRoom(workspace, PERSON)
    try:
        yield room
    finally:
        room.leave()


@played
async def test_a_move_stands_and_is_undone_after_a_restart(workspace: Workspace) -> None:
    async with seated(workspace) as seat:
        assert "Titel aaaa" in seat.right and "0.90" in seat.right
        await seat.press("right", "m", *"bbbb", "enter")
        assert "moved n1 to T-002" in seat.said
    with asked(workspace) as room:
        assert ids(1)[0] in [line.note.id for line in room.theme("bbbb").notes]
    async with seated(workspace) as seat:
        await seat.press("ctrl+z")
        assert "undone: moved n1 to T-002" in seat.said
    with asked(workspace) as room:
        assert [line.note.number for line in room.theme("aaaa").notes] == [1, 2, 3, 4, 5]


@played
async def test_what_a_person_does_to_notes_and_themes_stands(workspace: Workspace) -> None:
    async with seated(workspace) as seat:
        await seat.press("right", "p", "b", "plus", "down", "t", *"cccc", "enter")
        await seat.press("n", *" met een naam", "enter", "e", *"nagaan", "ctrl+s")
        await seat.press("left", "l", "end", "space", "enter")
    with asked(workspace) as room:
        sheet = room.theme("aaaa")
        first, second = sheet.notes[:2]
        assert (first.pinned, first.shelved, first.stance) == (True, True, Stance.FOR)
        assert [near.name for near in second.near] == ["T-003"] and second.memos == 1
        assert sheet.line.theme.title == "Titel aaaa met een naam" and sheet.line.theme.titled
        assert "dso" in [one.lens for one in sheet.lenses]


@played
async def test_themes_are_merged_split_and_gathered(workspace: Workspace) -> None:
    async with seated(workspace) as seat:
        await seat.press("g", *"bbbb", "enter")
        assert "merged" in seat.said
        await seat.press("right", "space", "space", "s", *"Eraf", "enter")
        assert "split" in seat.said
        await seat.press("m", *"Helemaal nieuw", "enter")
        assert "made T-005" in seat.said
    with asked(workspace) as room:
        titles = sorted(one.theme.title for group in room.overview().lenses for one in group.themes)
        assert {"Eraf", "Helemaal nieuw"} <= set(titles) and "Titel aaaa" not in titles


@played
async def test_proposals_are_accepted_with_the_notes_that_move(workspace: Workspace) -> None:
    with workspace.store() as store:
        members = {**MEMBERS, "bbbb": (5, 6, 7, 8, 9), "aaaa": (1, 2, 3, 4), "dddd": (12,)}
        grown = proposal(0, Change.GROWN, theme("bbbb", 2, (6, 7)), members=5)
        propose(store, (grown, proposal(1, Change.NEW, theme("dddd", 0, (12,)), members=1)), members)
    async with seated(workspace) as seat:
        await seat.press("v")
        assert "T-002 grows" in "\n".join(seat.left) and "would join: 1 note" in seat.right
        assert "in T-001 Titel aaaa" in seat.right
        await seat.press("space", "space", "a")
        assert "accepted what was proposed: T-002 Titel bbbb, T-004" in seat.said
        assert "No proposals wait" in "\n".join(seat.left)
    with asked(workspace) as room:
        assert ids(5)[0] in [line.note.id for line in room.theme("bbbb").notes]


@played
async def test_a_suggestion_is_taken_in(workspace: Workspace) -> None:
    new = note(13, "Een nieuwe notitie")
    with workspace.store() as store:
        store.take_in(Offer((session(),), (new,)))
        vectors = {one.text: np.eye(4, dtype=np.float32)[int(number > 5)] for number, one in enumerate(NOTES, start=1)}
        vectors[new.text] = np.eye(4, dtype=np.float32)[1]
        store.vectors.keep("m", {text_hash(text): vector for text, vector in vectors.items()})
    async with seated(workspace) as seat:
        await seat.press("down")
        assert "new, suggested: 1" in seat.right
        await seat.press("right", "end", "m")
        assert isinstance(seat.app.screen, ThemeChoice)
        await seat.press("enter")
        assert "moved n13 to T-002" in seat.said and "suggested" not in seat.right


@played
async def test_search_and_history_are_those_of_the_workspace(workspace: Workspace) -> None:
    async with seated(workspace) as seat:
        await seat.press("slash", *"notitie 12", "enter")
        assert "1 found" in seat.right and "loose" in seat.right
        await seat.press("enter")
        assert seat.showing == "loose"
        await seat.press("home", "left", "home", "h")
        assert "accepted what was proposed" in seat.right
        await seat.press("slash", *'"', "enter")
        assert seat.said and seat.app.screen is seat.screen


@played
async def test_a_change_by_another_program_is_seen(workspace: Workspace) -> None:
    async with seated(workspace) as seat:
        with asked(workspace) as room:
            room.rename("aaaa", "Van een ander")
        await seat.until(lambda: "Van een ander" in seat.right)
        assert any("Van een ander" in line for line in seat.left)


@played
async def test_a_memo_that_was_being_written_when_kennis_ended_stands_there_again(workspace: Workspace) -> None:
    async with seated(workspace) as seat:
        await seat.press("right", "e", *"Half een gedachte")
        assert isinstance(seat.app.screen, MemoDialog)
    async with seated(workspace) as seat:
        assert isinstance(seat.app.screen, MemoDialog)
        await seat.press(*" en heel", "ctrl+s")
        assert not seat.app.capture.draft().unfinished
    with asked(workspace) as room:
        (memo,) = room.memo_lines()
    assert (memo.memo.text, memo.name) == ("Half een gedachte en heel", "n1")
    async with seated(workspace) as seat:
        assert not isinstance(seat.app.screen, MemoDialog)
