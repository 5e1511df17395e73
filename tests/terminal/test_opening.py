"""Which session opens, and what Ctrl+C does, as a terminal sees it."""

import base64
import signal
import sys

import pytest

from kennis import clock
from kennis.nouns import Draft, Kind
from kennis.reading import entry_edits
from kennis.workflows.note_taking import NoteTaking
from tests.programs import anew
from tests.terminal.conftest import PROGRAM, SESSION, TITLE, Opener, Room, enter
from tests.terminal.terminal import Terminal

ROOMS = (sys.executable, "-m", "kennis.cli")


def copied(terminal: Terminal, text: str) -> bytes:
    """Give the sequence with which a terminal is asked to take a text into the clipboard (OSC 52)."""
    assert not terminal.process.poll()
    return b"\x1b]52;c;" + base64.b64encode(text.encode()) + b"\x07"


def test_ctrl_c_in_a_room_with_nothing_selected_asks_and_then_leaves(room: Room, capture: Opener) -> None:
    terminal = capture(program=(*ROOMS, "outline"), ready="There is no outline yet", start=anew)
    terminal.type("ctrl+c")
    terminal.wait("Ctrl+C again leaves")
    terminal.type("ctrl+c")
    assert terminal.end() == 0 and terminal.restored()


def test_ctrl_c_in_the_researchers_room_copies_what_the_cursor_is_on(room: Room, capture: Opener) -> None:
    ready = "Leidt digitalisering"  # the right side has been read
    terminal = capture(program=(*ROOMS, "explore"), ready=ready, start=anew)
    terminal.type("ctrl+c")
    terminal.wait("copied: the title")
    terminal.wait_raw(copied(terminal, "De rol van de overheid"), 0)


def test_ctrl_c_copies_the_selected_note(room: Room, capture: Opener) -> None:
    terminal = capture()
    enter(terminal, "de kaart van de stad")
    terminal.wait("● 1")
    terminal.type("ctrl+up", "ctrl+c")
    terminal.wait("copied: n1")
    terminal.wait_raw(copied(terminal, "de kaart van de stad"), 0)
    terminal.type("escape")
    terminal.wait("›", absent=True)
    terminal.type("ctrl+c")
    terminal.wait("Ctrl+C again leaves")
    terminal.type("ctrl+c")
    assert terminal.end() == 0


def test_two_note_takers_who_name_a_session_by_its_title_are_in_the_same(room: Room, capture: Opener) -> None:
    one, other = capture(TITLE), capture(TITLE.upper())
    enter(one, "van de een")
    other.wait("van de een")
    enter(other, "van de ander")
    one.wait("van de ander")
    assert room.texts() == ["van de een", "van de ander"]
    with NoteTaking(room.workspace, "test") as desk:
        assert len(desk.sessions()) == 1


def test_a_mistyped_name_is_asked_about_and_notes_typed_meanwhile_stay_notes(room: Room, capture: Opener) -> None:
    terminal = capture("Digitale twens", ready="could not be opened")
    terminal.wait("There is no session “Digitale twens”")
    terminal.type("escape")
    terminal.wait("F7 lists the sessions")
    enter(terminal, '" een citaat')
    terminal.wait("kept: no session is open")
    terminal.until(lambda: room.holds_back("een citaat"))
    terminal.kill(signal.SIGKILL)  # whoever opens next finds the place free
    again = capture(program=PROGRAM)
    again.wait("Notes entered while no session was open: 1")
    again.type("down", "enter")
    again.wait("● 1")
    assert [(note.text, note.kind) for note in room.notes()] == [("een citaat", Kind.QUOTE)]
    with NoteTaking(room.workspace, "test") as desk:
        assert len(desk.sessions()) == 1


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_note_typed_before_the_session_is_open_bears_the_time_of_the_session(
    room: Room, capture: Opener, zone: str
) -> None:
    terminal = capture("--new", "Nieuw", ready="opening", start=anew, TZ=zone)
    terminal.type("x", "enter")
    terminal.wait("● 1")
    enter(terminal, "later")
    terminal.wait("● 2")
    with NoteTaking(room.workspace, "test") as desk:
        sheet = desk.open("Nieuw")
    assert sheet.session.date == clock.today("Europe/Amsterdam")
    now = clock.time(sheet.session.timezone)
    minutes = [(now.hour * 60 + now.minute - one.at.hour * 60 - one.at.minute) % 1440 for one in sheet.notes if one.at]
    assert len(minutes) == 2 and max(minutes) < 3


def test_a_text_left_in_one_session_does_not_stand_in_another(room: Room, capture: Opener) -> None:
    with NoteTaking(room.workspace, "test") as desk:
        desk.apply(entry_edits.add(entry_edits.new_note("een", Draft(), desk.open(SESSION).session)))
    terminal = capture()
    terminal.type(*"vertrouwelijk")
    terminal.until(lambda: room.keeps("vertrouwelijk"))
    terminal.kill(signal.SIGKILL)  # whoever opens next finds the place free
    other = capture("--new", "Open avond", ready="Open avond ·")
    other.wait("what you were typing stays in")
    enter(other, "hier")
    other.wait("● 1")
    other.type("ctrl+q")
    assert other.end() == 0
    back = capture(SESSION, ready="vertrouwelijk")
    back.type("enter")
    back.wait("● 2")
    assert room.texts() == ["een", "vertrouwelijk"]
