"""F1: first the keys of the room, then the guide's page on it; nothing that was being typed is lost."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from rich.color import Color as Drawn
from textual.app import App
from textual.binding import Binding
from textual.color import Color
from textual.widgets import Markdown

from kennis import guide, locale
from kennis.tui.capture.commands import CAPTURE
from kennis.tui.outline_room.commands import OUTLINE
from kennis.tui.shared import colours
from kennis.tui.shared.command_table import Command, key
from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.guide import GuideScreen
from kennis.tui.themes_room.commands import ROOM
from tests import guided
from tests.tui.outlined import edited, outlined
from tests.tui.place import Desk, laid
from tests.tui.played import played
from tests.tui.test_colours import ENOUGH, contrast
from tests.tui.themed import themed, visited


def shown(app: App[None]) -> str:
    """Give what the guide that stands before the screen says in its frame."""
    assert isinstance(app.screen, GuideScreen)
    return str(app.screen.query_one("#frame").border_title)


def titled(subject: str) -> str:
    """Give what the frame says of a page."""
    return f"The guide: {guide.page(subject).title}"


def told(app: App[None], said: str) -> bool:
    """Say whether the line below the page says this."""
    return str(app.screen.query_one("#problem").render()) == said


def scrolled(app: App[None]) -> float:
    """Give how far the page is scrolled."""
    return app.screen.query_one("#body").scroll_y


@played
async def test_taking_notes_f1_shows_the_keys_and_f1_again_the_page_and_typing_goes_on(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type("een half")
        await table.press("f1")
        assert table.app.screen.query_one("#frame").border_title == "Keys"
        await table.press("f1")
        assert shown(table.app) == titled("notes")
        await table.press("x", "pagedown", "escape")
        assert table.app.screen is table.app.capture
        await table.type(" woord")
        assert table.app.capture.draft().text == "een half woord"


@played
async def test_a_palette_command_leads_to_the_page_at_once(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.press("ctrl+p", *"guide", "enter")
        assert shown(table.app) == titled("notes")


@played
async def test_in_the_researchers_room_it_is_the_page_on_themes(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("f1", "f1")
        assert shown(visit.app) == titled("themes")
        await visit.press("f1")
        assert visit.app.screen is visit.app.explore


@played
async def test_in_the_editors_room_it_is_the_page_on_the_book(tmp_path: Path) -> None:
    async with edited(outlined(tmp_path / "ruimte")) as bench:
        await bench.press("f1", "f1")
        assert shown(bench.app) == titled("book")
        await bench.press("enter")
        assert bench.app.screen is bench.app.outline


@played
async def test_arrows_scroll_and_go_to_the_pages_beside_it(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.press("f1", "f1")
        seen = [shown(table.app)]
        for pressed in ("right", "left", "left", "left", "left"):
            await table.press(pressed)
            seen.append(shown(table.app))
        assert seen == list(map(titled, ("notes", "people", "notes", "start", "platforms", "settings")))
        await table.press("down", "pagedown")
        assert scrolled(table.app) == 11
        await table.press("end")
        assert scrolled(table.app) == table.app.screen.query_one("#body").max_scroll_y > 50
        await table.press("home", "up")
        assert scrolled(table.app) == 0


@played
async def test_a_link_opens_its_page_and_of_what_is_no_page_here_it_says_how_it_is_reached(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.press("f1", "f1")
        page = table.app.screen.query_one(Markdown)
        page.post_message(Markdown.LinkClicked(page, "settings.md#the-programme"))
        await table.until(lambda: shown(table.app) == titled("settings"))
        await table.press("home")
        page.post_message(Markdown.LinkClicked(page, "#the-environment"))
        await table.until(lambda: scrolled(table.app) > 50)
        for href, said in (("commands.md", "kennis guide commands"), ("https://example.org/", "https://example.org/")):
            page.post_message(Markdown.LinkClicked(page, href))
            await table.until(partial(told, table.app, said))
        assert shown(table.app) == titled("settings")


@pytest.mark.parametrize("wanted", ["light", "dark"])
@played
async def test_every_colour_of_a_page_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    monkeypatch.setenv(colours.VARIABLE, wanted)
    monkeypatch.delenv("NO_COLOR", raising=False)
    async with laid(Desk(tmp_path), size=(100, 80)) as table:
        table.app.push_screen(GuideScreen("settings"))
        await table.pilot.pause()
        segments = [one for line in table.app.screen._compositor.render_strips() for one in line if one.text.strip()]
        pairs = {(one.style.color, one.style.bgcolor): one.text for one in segments if one.style}
        assert len(pairs) > 2
        assert {text for pair, text in pairs.items() if contrast(*map(_colour, pair)) < ENOUGH} == set()


def known(*tables: Sequence[Command]) -> set[str]:
    """Give the keys of rooms as they are written, in lower case; the Dutch name of the space bar too."""
    names = {one for table in tables for command in table for one in command.keys}
    shifted = {f"shift+{name.lower()}" for name in names if len(name) == 1 and name.isupper()}
    spaces = {"spatie"} if "space" in names else set()
    return {key(name).casefold() for name in names} | shifted | spaces


@pytest.mark.parametrize("language", locale.LANGUAGES)
@pytest.mark.parametrize(("subject", "commands"), [("notes", CAPTURE), ("themes", ROOM), ("book", OUTLINE)])
def test_the_keys_that_a_page_tables_are_those_of_its_room(
    subject: str, commands: Sequence[Command], language: str
) -> None:
    named = guided.keys(guide.page(subject, language).text)
    assert len(named) > 10
    assert [name for name in named if name.casefold() not in known(commands)] == []


@pytest.mark.parametrize("language", locale.LANGUAGES)
@pytest.mark.parametrize("subject", guide.written())
def test_every_key_that_a_page_names_means_something(subject: str, language: str) -> None:
    dialogs = [name for one in Dialog.BINDINGS if isinstance(one, Binding) for name in one.key.split(",")]
    every = known(CAPTURE, ROOM, OUTLINE) | {key(name).casefold() for name in dialogs}
    named = guided.codes(guide.page(subject, language).text)
    keys = [name for name in named if re.fullmatch(r"((Ctrl|Shift|Alt)\+\S+)|F\d+|PgUp|PgDn|Esc|Enter|Tab", name)]
    assert [name for name in keys if name.casefold() not in every] == []


def _colour(drawn: Drawn | None) -> Color:
    assert drawn is not None and drawn.triplet is not None
    return Color(*drawn.triplet)
