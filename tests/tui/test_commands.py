"""Each command is declared once, and is then in the palette, the help and the footer, with words in both languages."""

from dataclasses import replace
from inspect import get_annotations
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from kennis import locale
from kennis.nouns import Consent, Kind, Participant
from kennis.tui.capture.commands import CAPTURE
from kennis.tui.capture.entry_field import EntryField
from kennis.tui.capture.file_difference import DifferenceDialog
from kennis.tui.capture.find_bar import FindBar
from kennis.tui.capture.new_session import NewSessionDialog
from kennis.tui.capture.note_stream import NoteStream
from kennis.tui.capture.screen import CaptureScreen
from kennis.tui.capture.session_list import SessionList
from kennis.tui.outline_room.commands import OUTLINE
from kennis.tui.outline_room.screen import OutlineScreen
from kennis.tui.shared import command_table as table
from kennis.tui.shared import help as helping
from kennis.tui.shared.choice_dialog import Choice
from kennis.tui.shared.command_table import Command, Where
from kennis.tui.shared.finder import Finder
from kennis.tui.shared.help import HelpScreen
from kennis.tui.shared.palette import fitting
from kennis.tui.themes_room.commands import ROOM
from kennis.tui.themes_room.screen import RoomScreen
from tests.samples import note, session
from tests.tui.place import Desk, laid
from tests.tui.played import played

SCREENS: dict[type[Screen[None]], tuple[Command, ...]] = {
    CaptureScreen: CAPTURE,
    RoomScreen: ROOM,
    OutlineScreen: OUTLINE,
}
EVERY = [(screen, command) for screen, commands in SCREENS.items() for command in commands]


def method(screen: type[Screen[None]], command: Command) -> object:
    """Give what does a command: a method of the screen, or of an object that the screen has."""
    has, _, name = command.method.rpartition(".")
    return getattr(annotated(screen)[has] if has else screen, name)


def annotated(screen: type[Screen[None]]) -> dict[str, type[object]]:
    """Give the classes of what a screen has, as our own classes say; Textual's name types that are not there."""
    ours = [one for one in reversed(screen.__mro__) if one.__module__.startswith("kennis.")]
    return {name: of for one in ours for name, of in get_annotations(one, eval_str=True).items()}


@pytest.mark.parametrize(("screen", "command"), EVERY, ids=lambda one: getattr(one, "name", ""))
@pytest.mark.parametrize("language", locale.LANGUAGES)
def test_a_command_can_be_found_and_done(screen: type[Screen[None]], command: Command, language: str) -> None:
    locale.use(language)
    try:
        assert command.label() and command.help()
        assert command in fitting(SCREENS[screen], command.label())
        assert f" {command.label()}: {command.help()}" in " ".join(
            " ".join(line.plain for line in helping.lines(SCREENS[screen], (), 60)).split()
        )
        assert callable(method(screen, command))
    finally:
        locale.use("en")


def test_the_keys_of_a_place_mean_one_thing_each() -> None:
    for where in Where:
        keys = [key for one in CAPTURE + ROOM + OUTLINE if one.where is where for key in one.keys]
        assert len(keys) == len(set(keys))


def test_the_keys_of_the_table_are_bound() -> None:
    owner: dict[Where, type[Widget]] = {
        Where.ENTRY: EntryField,
        Where.STREAM: NoteStream,
        Where.ANYWHERE: CaptureScreen,
    }
    for command in CAPTURE:
        bound = {one.action: one.key for one in owner[command.where].BINDINGS if isinstance(one, Binding)}
        assert bound.get(f"screen.command('{command.name}')", "") == ",".join(command.keys)


def test_keys_are_written_as_on_the_keyboard() -> None:
    written = [table.key(name) for name in ("ctrl+z", "f1", "shift+enter", "asterisk", "e", "ctrl+up", "pageup")]
    assert written == ["Ctrl+Z", "F1", "Shift+Enter", "*", "e", "Ctrl+↑", "PgUp"]


@played
async def test_help_palette_and_footer_follow_the_place(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path, [session()], [note(1)])) as table:
        assert "Enter save" in table.screen.footer.render().plain
        await table.press("ctrl+up")
        assert "s split" in table.screen.footer.render().plain
        await table.press("f1")
        assert isinstance(table.app.screen, HelpScreen)
        await table.press("escape", "ctrl+p")
        assert isinstance(table.app.screen, Finder)
        await table.press(*"star", "enter")
        assert next(iter(table.desk.notes.values())).star


@played
async def test_kind_speaker_consent_and_star_of_the_selected_note(tmp_path: Path) -> None:
    people = [Participant(handle="jan", name="Jan")]
    async with laid(Desk(tmp_path, [session(people=people)], [note(1)])) as table:
        await table.press("ctrl+up", "k")
        assert isinstance(table.app.screen, Choice)
        await table.press("down", "enter", "p", "up", "enter", "c", "end", "enter", "asterisk")
        stored = table.desk.notes[note(1).id]
        assert (stored.kind, stored.speaker, stored.consent, stored.star) == (
            Kind.QUOTE,
            "jan",
            Consent.WITHDRAWN,
            True,
        )
        await table.press("asterisk", "ctrl+z", "ctrl+z", "ctrl+z")
        await table.until(lambda: isinstance(table.app.screen, Choice))
        assert table.desk.notes[note(1).id].consent is Consent.WITHDRAWN
        await table.press("down", "enter")
        await table.until(lambda: table.desk.notes[note(1).id].consent is None)
        await table.press("ctrl+z", "ctrl+z")
        assert table.desk.notes[note(1).id].kind is Kind.OBSERVATION


@played
async def test_the_consent_of_all_notes_that_are_shown_is_set_and_undone_at_once(tmp_path: Path) -> None:
    notes = [note(1), replace(note(2), consent=Consent.BACKGROUND), replace(note(3), speaker="jan"), note(4)]
    async with laid(Desk(tmp_path, [session()], notes)) as table:
        await table.press("ctrl+up", "C")
        assert isinstance(table.app.screen, Choice) and "(4)" in table.app.screen.title_text()
        await table.press("down", "enter")
        levels = [one.consent for one in table.desk.notes.values()]
        assert levels == [Consent.NAME, Consent.BACKGROUND, Consent.NAME, Consent.NAME]
        assert "notes: 3" in table.said and "withdrawn or refused: 1" in table.said
        await table.press("ctrl+z")
        assert [one.consent for one in table.desk.notes.values()] == [None, Consent.BACKGROUND, None, None]
        await table.press("escape", "ctrl+l", *"@jan", "enter", "ctrl+up", "C", "end", "enter")
        assert [one.consent for one in table.desk.notes.values()][2] is Consent.WITHDRAWN
        assert [one.consent for one in table.desk.notes.values()][:2] == [None, Consent.BACKGROUND]


@played
async def test_split_merge_and_delete(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path, [session()], [note(1, "eerste deel tweede deel")])) as table:
        await table.press("ctrl+up", "s", *["right"] * 11, "enter")
        assert table.texts == ["eerste deel", "tweede deel"]
        await table.press("ctrl+up", "home", "m")
        assert table.texts == ["eerste deel\ntweede deel"]
        await table.press("delete")
        assert table.texts == []
        await table.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert table.texts == ["eerste deel tweede deel"]


@played
async def test_a_split_wants_the_cursor_between_two_parts(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path, [session()], [note(1, "een deel")])) as table:
        await table.press("ctrl+up", "s", "enter")
        assert table.texts == ["een deel"] and "cursor" in table.said


@played
async def test_versions_are_shown_and_taken_back(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type("zoals het was", "enter", "up")
        await table.type(" en werd", "enter")
        assert table.texts == ["zoals het was en werd"]
        await table.press("ctrl+up", "v")
        assert isinstance(table.app.screen, Choice)
        await table.press("down", "enter")
        assert table.texts == ["zoals het was"]


@played
async def test_what_is_being_typed_waits_while_another_note_is_changed(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path, [session()], [note(1, "een fout")])) as table:
        await table.type("half @jan", "left", "left")
        began = table.screen.draft()
        await table.press("ctrl+up", "e")
        assert table.screen.entry.text == "een fout" and table.screen.draft().others[0].text == "half @jan"
        await table.press("end", "!", "enter")
        assert table.texts == ["een fout!"]
        assert table.screen.entry.text == "half @jan" and table.screen.entry.cursor_location == (0, 7)
        assert table.screen.draft() == began
        await table.press("ctrl+up", "e", "escape", "enter")
        assert table.texts == ["een fout!", "half"]


@played
async def test_a_change_must_be_ended_before_the_next_one(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path, [session()], [note(1, "een"), note(2, "twee")])) as table:
        await table.press("ctrl+up", "e", "x", "ctrl+up", "up", "e")
        assert table.screen.entry.text == "tweex" and table.said


@played
async def test_find_shows_what_holds_the_words_and_goes_there(tmp_path: Path) -> None:
    notes = [note(1, "de coördinatie ontbreekt"), *(note(number) for number in range(2, 60))]
    async with laid(Desk(tmp_path, [session()], notes)) as table:
        await table.press("ctrl+f", *"coordi")
        assert list(table.screen.stream.ids) == [note(1).id]
        await table.press("enter")
        assert len(table.screen.stream.ids) == 59 and table.screen.stream.selected == note(1).id
        await table.press("ctrl+f", *"zzz")
        assert list(table.screen.stream.ids) == []
        await table.press("escape")
        assert len(table.screen.stream.ids) == 59 and table.screen.entry.has_focus and not table.screen.query(FindBar)


@played
async def test_a_filter_stays_until_escape_and_takes_in_new_notes(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path, [session()], [note(number) for number in range(5)])) as table:
        await table.type("? wie betaalt @jan #geld", "enter")
        await table.press("ctrl+o", "ctrl+l", *"? @jan #geld", "enter")
        assert len(table.screen.stream.ids) == 1 and table.screen.header.shown == "1/6"
        await table.type("? en wie niet @jan #geld", "enter")
        assert len(table.screen.stream.ids) == 2
        await table.press("escape")
        assert len(table.screen.stream.ids) == 7


@played
async def test_jump_goes_to_a_time(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        for text in ("een", "twee"):
            await table.type(text, "enter")
        await table.press("ctrl+g", *"0000", "enter")
        assert table.screen.stream.selected == min(table.desk.notes)
        await table.press("ctrl+g", *"xx", "enter")
        assert table.screen.query(FindBar)
        await table.press("escape")


@played
async def test_sessions_are_listed_switched_closed_and_reopened(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session("2020-03-12-a"), session("2020-03-12-b")], [note(1, within="2020-03-12-a")])
    async with laid(desk, session="2020-03-12-a") as table:
        await table.press("f7")
        assert isinstance(table.app.screen, SessionList)
        await table.press("down", "enter")
        assert table.screen.state.model and table.screen.state.model.session.id == "2020-03-12-b"
        await table.type("in b", "enter")
        assert [one.session for one in desk.notes.values() if one.text == "in b"] == ["2020-03-12-b"]
        table.screen.session_actions.close()
        await table.settle()
        assert "2020-03-12-b" in desk.closed and table.screen.state.model.closed
        table.screen.session_actions.reopen()
        await table.settle()
        assert "2020-03-12-b" not in desk.closed and not table.screen.state.model.closed


@played
async def test_a_file_that_was_changed_by_hand_is_shown_before_it_is_written(tmp_path: Path) -> None:
    desk = Desk(tmp_path, notes=[note(1, "een")])
    async with laid(desk) as table:
        await table.press("f9")
        (file,) = desk.workspace.sessions.iterdir()
        file.write_text(file.read_text("utf-8").replace("een", "met de hand"), "utf-8")
        table.screen.tell("")
        await table.press("f9")
        assert isinstance(table.app.screen, DifferenceDialog)
        await table.press("escape")
        assert "written" not in table.said and table.texts == ["een"]
        await table.press("f9", "enter")
        await table.until(lambda: table.texts == ["met de hand"] and type(table.app.screen) is CaptureScreen)


@played
async def test_without_a_session_a_new_one_is_asked_for_and_typing_is_kept(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path, [])) as table:
        await table.until(lambda: isinstance(table.app.screen, NewSessionDialog))
        await table.press("escape")
        await table.type("alvast", "enter")
        (kept,) = table.screen.draft().waiting
        assert kept.steps[0].after and kept.steps[0].after.text == "alvast"
        await table.press("f8", *"Start", "enter")
        await table.until(lambda: table.screen.state.model)
        await table.settle()
        assert table.texts == ["alvast"]


@played
async def test_the_theme_switches_between_dark_and_light(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        before = table.app.theme
        await table.press("ctrl+t")
        assert table.app.theme != before
        await table.press("ctrl+t")
        assert table.app.theme == before
