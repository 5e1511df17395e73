"""The screen has backups made by itself, and says where that cannot be."""

import threading
from pathlib import Path

from kennis.errors import WorkspaceError
from kennis.tui import app as application
from kennis.workflows.safety import backup
from kennis.workflows.workspace import init
from tests.tui.place import Desk, laid
from tests.tui.played import played


@played
async def test_a_backup_is_asked_for_in_a_thread_of_its_own(tmp_path: Path) -> None:
    asked: list[threading.Thread] = []
    done = threading.Event()

    def secure() -> None:
        asked.append(threading.current_thread())
        done.set()

    async with laid(Desk(tmp_path), secure=secure) as table:
        table.app.back_up()
        await table.until(done.is_set)
        assert len(asked) == 1 and asked[0] is not threading.main_thread()


@played
async def test_a_backup_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    def secure() -> None:
        raise WorkspaceError("the disk is full")

    async with laid(Desk(tmp_path), secure=secure) as table:
        table.app.back_up()
        await table.until(lambda: "the disk is full" in table.said)
        assert table.app.is_running


def test_it_is_made_where_something_changed_and_only_there(tmp_path: Path) -> None:
    workspace = init(tmp_path)
    application.secured(workspace)
    application.secured(workspace)
    assert len(backup.every(workspace)) == 1
