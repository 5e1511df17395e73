"""What is told at the bottom is there whole, in every room and size, and gives its lines back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kennis.tui.shared.footer import Footer
from tests.tui.place import Desk, laid
from tests.tui.played import played
from tests.tui.themed import themed, visited

TROUBLE = "de editor /een/map/met/een/lange/naam/waar/niemand/om/vroeg/editor kan niet worden gestart: geen bestand"


@asynccontextmanager
async def shown(name: str, folder: Path, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    """Open a room in a terminal of so many columns and lines."""
    if name == "capture":
        async with laid(Desk(folder), size=size) as table:
            yield table.pilot
    else:
        async with visited(themed(folder), size) as visit:
            yield visit.pilot


def lines(footer: Footer) -> list[str]:
    """Give the lines of it that are on the screen."""
    return [footer.render_line(y).text.strip() for y in range(footer.size.height)] if footer.display else []


@pytest.mark.parametrize("name", ["capture", "explore"])
@pytest.mark.parametrize(("size", "height"), [((200, 40), 1), ((80, 24), 2), ((50, 12), 3), ((80, 5), 2)])
@played
async def test_trouble_is_told_whole(tmp_path: Path, name: str, size: tuple[int, int], height: int) -> None:
    async with shown(name, tmp_path, size) as pilot:
        footer = pilot.app.screen.query_one(Footer)
        await pilot.pause()
        before = lines(footer)
        assert len(before) == (size[1] > 5)
        footer.tell(TROUBLE, trouble=True)
        await pilot.pause()
        assert len(lines(footer)) == height and footer.region.bottom == size[1]
        said = "".join(lines(footer)).replace(" ", "")
        assert said == f"!{TROUBLE}".replace(" ", "")
        footer.tell("")
        await pilot.pause()
        assert lines(footer) == before


@played
async def test_what_no_screen_can_hold_ends_in_dots(tmp_path: Path) -> None:
    async with shown("explore", tmp_path, (50, 12)) as pilot:
        footer = pilot.app.screen.query_one(Footer)
        footer.tell(TROUBLE * 5, trouble=True)
        await pilot.pause()
        assert len(lines(footer)) == 3 and lines(footer)[-1].endswith("…")
        await pilot.resize_terminal(3, 3)
        await pilot.pause()
        assert all(len(line) <= 3 for line in lines(footer))
