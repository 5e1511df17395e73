"""A room opens the database once, in its worker's thread: other threads have a connection of their own."""

from pathlib import Path

from tests.openings import counted
from tests.tui.outlined import edited, outlined
from tests.tui.place import Desk, laid
from tests.tui.played import played
from tests.tui.themed import themed, visited


@played
async def test_the_capture_screen_opens_the_database_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "ruimte")
    with counted() as counts:
        async with laid(desk) as table:
            await table.type("een notitie", "enter")
            await table.type("nog een", "enter")
            await table.press("ctrl+z", "f2")
    assert [*counts.values()] == [1]


@played
async def test_the_themes_room_opens_the_database_once(tmp_path: Path) -> None:
    workspace = themed(tmp_path)
    with counted() as counts:
        async with visited(workspace) as visit:
            await visit.press("down", "right", "m", *"none", "enter", "ctrl+z", "p", "h")
    assert [*counts.values()] == [1]


@played
async def test_the_outline_room_opens_the_database_once(tmp_path: Path) -> None:
    workspace = outlined(tmp_path / "ruimte")
    with counted() as counts:
        async with edited(workspace) as bench:
            await bench.press("down", "down", "right", "e", *" meer", "ctrl+s", "ctrl+z", "c", "v")
    assert [*counts.values()] == [1]
