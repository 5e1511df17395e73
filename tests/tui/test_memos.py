"""Several memos at once in the researcher's room: what is typed goes where it belongs, whatever the ledger does."""

import contextlib
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from kennis.nouns import Draft
from kennis.nouns.edits import Unfinished
from kennis.nouns.themes import About
from kennis.tui.shared.text_dialog import TextDialog, TextField
from kennis.workflows.draft_files import claim
from tests.tui.played import played
from tests.tui.themed import NOTES, Visit, number_of, themed, visited


@contextlib.asynccontextmanager
async def busy(visit: Visit) -> AsyncIterator[None]:
    """Keep the ledger busy for a while, and wait then until it has done what was asked meanwhile."""
    free = threading.Event()
    visit.screen.worker.ask(free.wait)
    try:
        yield
    finally:
        free.set()
    await visit.settle()


def kept(visit: Visit) -> dict[str, str]:
    """Give the memos on notes and themes, by the note's number or the theme's id."""
    memos = visit.room.memos
    assert len({one.item for one in memos}) == len(memos), "a memo is there twice"
    numbers = {one.id: f"n{number_of(one)}" for one in NOTES}
    return {numbers.get(one.item, one.item): one.text for one in memos}


def dialog(visit: Visit) -> tuple[str, str]:
    """Give the title of the dialog that is open, and what stands in it."""
    open_one = visit.app.screen
    assert isinstance(open_one, TextDialog)
    return open_one.title_text(), open_one.query_one(TextField).text


@played
async def test_a_memo_that_comes_back_is_still_on_its_own_note(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "e", *"eerste")
        async with busy(visit):
            await visit.pilot.press("ctrl+s", "down", "e", *"tweede")
            assert dialog(visit) == ("Memo on n2", "tweede")
            visit.room.disk.reason = "the database is locked"
        assert dialog(visit) == ("Memo on n1", "eerste")
        visit.room.disk.reason = ""
        await visit.press("ctrl+s")
        assert dialog(visit) == ("Memo on n2", "tweede")
        await visit.press("ctrl+s")
        assert kept(visit) == {"n1": "eerste", "n2": "tweede"}
        assert not visit.app.capture.draft().unfinished


@played
async def test_a_memo_that_is_kept_leaves_the_next_one_unfinished(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "e", *"eerste")
        async with busy(visit):
            await visit.pilot.press("ctrl+s", "down", "e", *"tweede")
        assert kept(visit) == {"n1": "eerste"}
        assert [one.text for one in visit.app.capture.draft().unfinished] == ["tweede"]
    async with visited(visit.room.workspace) as again:
        await again.press("ctrl+s")
        assert not isinstance(again.app.screen, TextDialog)
        assert kept(again) == {"n1": "eerste", "n2": "tweede"}


@played
async def test_a_second_memo_on_a_note_begins_empty_while_the_first_is_on_its_way(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "e", *"eerste")
        async with busy(visit):
            await visit.pilot.press("ctrl+s", "e")
            assert dialog(visit) == ("Memo on n1", "")
            await visit.pilot.press(*"tweede")
        assert [one.text for one in visit.app.capture.draft().unfinished] == ["tweede"]
        await visit.press("ctrl+s")
        assert sorted(one.text for one in visit.room.memos) == ["eerste", "tweede"]


@played
async def test_memos_that_were_being_written_all_stand_there_again(tmp_path: Path) -> None:
    left = (Unfinished("memo theme theme-1 ", "eerste"), Unfinished("memo theme theme-2 ", "tweede"))
    workspace = themed(tmp_path)
    with claim(workspace.database) as place:
        place.keep(Draft(unfinished=left))
    async with visited(workspace) as visit:
        assert dialog(visit) == ("Memo on T-002 Marktmeester of bouwmeester", "tweede")
        await visit.press("ctrl+s")
        assert dialog(visit) == ("Memo on T-001 Regie op gegevens", "eerste")
        await visit.press("ctrl+s")
        assert kept(visit) == {"theme-1": "eerste", "theme-2": "tweede"}
        assert not visit.app.capture.draft().unfinished


@played
async def test_a_memo_that_came_back_is_not_dropped_by_one_escape(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        visit.room.disk.reason = "the database is locked"
        await visit.press("e", *"kostbaar", "ctrl+s", "escape")
        assert dialog(visit)[1] == "kostbaar"
        await visit.press("escape")
        assert not isinstance(visit.app.screen, TextDialog) and not visit.app.capture.draft().unfinished


@pytest.mark.parametrize("keys", [("ctrl+s",), ("escape", "escape")], ids=" ".join)
@played
async def test_an_empty_memo_and_one_that_is_dropped_leave_nothing(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("e", "space", *keys)
        assert not isinstance(visit.app.screen, TextDialog)
        assert not visit.room.memos and not visit.app.capture.draft().unfinished


@played
async def test_a_memo_that_is_stored_but_cannot_be_told_does_not_come_back(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        visit.room.disk.reason, visit.room.disk.only = "the database is locked", ("told",)
        await visit.press("e", *"een", "ctrl+s")
        assert [one.about for one in visit.room.memos] == [About.THEME]
        assert not isinstance(visit.app.screen, TextDialog) and visit.said == "the database is locked"
        assert not visit.app.capture.draft().unfinished
