"""Texts that try to break the screen: typed, pasted, stored by another program; shown on every screen."""

import datetime
import signal
from contextlib import closing

import pytest

from kennis.ids import new_id
from kennis.nouns import Note, Participant, Session
from kennis.store import FILE, Offer, Store, sqlite
from tests.terminal.conftest import SESSION, Opener, Room
from tests.terminal.hostile import dangers, strangers, texts
from tests.terminal.terminal import Terminal

LISTED = 20
PAGES = 60
CONTROLS = {chr(code) for code in range(32) if chr(code) not in "\t\x1b"}  # keys, of which some would end it
PLANTED = "2021-01-01-vijandig"
LARGE = 200 * 1024


def check(terminal: Terminal) -> None:
    """See that nothing left for the terminal but what the screen says of its own accord."""
    raw = bytes(terminal.raw)
    assert not strangers(raw)
    assert not [danger for word, text in texts() for danger in dangers(text, word) if danger in raw]


def look(terminal: Terminal, key: str) -> None:
    """Open a screen, let it draw itself, and go back."""
    terminal.type(key)
    terminal.quiet(0.1)
    terminal.type("escape")
    terminal.quiet(0.1)


def test_there_are_enough_of_them() -> None:
    assert len(texts()) >= 200
    assert strangers(b"\x1b[31mx\x1b[?25h\x1b[2J") == set()
    for bad in (
        b"\x1b]52;c;x\x07",
        b"\x1bPx\x1b\\",
        b"\xc2\x9b31m",
        "\u202e".encode(),
        b"\x00",
        b"\x07",
        b"\x1bc",
        b"\x1b[8;1;1x",
    ):
        assert strangers(b"abc" + bad)


def test_what_is_pasted_becomes_notes_and_nothing_else(room: Room, capture: Opener) -> None:
    terminal = capture()
    for count, (_, text) in enumerate(texts(), start=1):
        mark = len(terminal.raw)
        terminal.paste((text + " slot").encode("utf-8", "surrogatepass"))
        terminal.type("enter")
        terminal.wait_raw(f"● {count}".encode(), mark)
    stored = room.notes()
    assert len(stored) == len(texts())
    for (word, _), note in zip(texts(), stored, strict=True):
        assert word in " ".join((note.text, note.speaker, *note.tags, *note.lenses))
    check(terminal)


@pytest.mark.slow
def test_what_is_typed_breaks_nothing(room: Room, capture: Opener) -> None:
    terminal = capture()
    for _, text in texts():
        if len(text) < 80 and not set(text) & CONTROLS:
            terminal.send(text.encode("utf-8", "surrogateescape") + b"\r")
            terminal.pump(0)
    terminal.quiet()
    terminal.type(*" de laatste woorden", "enter")
    terminal.until(lambda: any(text.endswith("de laatste woorden") for text in room.texts()), 60.0)
    check(terminal)


def plant(room: Room) -> None:
    """Store the texts as they are, past all that cleans them, as a damaged or foreign database would hold them."""
    fit = [(word, "".join(one for one in text if not "\ud800" <= one <= "\udfff")) for word, text in texts()]
    with closing(Store(sqlite.engine(room.workspace.database / FILE))) as store:  # without the gate of `Store.open`
        for number, (word, text) in enumerate(fit[:: len(fit) // LISTED]):
            day = datetime.date(2019, 1, number + 1)
            store.take_in(Offer((Session(id=f"{day}-{word}", title=text[:300], place=text[:300], date=day),)))
        people = tuple(
            Participant(handle=word, name=text[:200], role=text[:200], organisation=text[:200], sector=text[:200])
            for word, text in fit
        )
        day = datetime.date(2021, 1, 1)
        session = Session(id=PLANTED, title=f"Kop {fit[30][1]}", place=fit[0][1], date=day, participants=people)
        notes = tuple(
            Note(
                id=new_id(),
                session=PLANTED,
                text=text,
                speaker=word,
                tags=(text[:40],),
                lenses=(text[:40],),
                context=(text[:60],),
            )
            for word, text in fit
        )
        store.take_in(Offer((session,), notes))


def test_what_is_stored_harms_no_screen(room: Room, capture: Opener) -> None:
    plant(room)
    terminal = capture(ready=f"● {len(texts())}", size=(120, 100))
    for key in ("f1", "ctrl+p", "f7", "f8", "f6", "ctrl+f", "ctrl+l", "ctrl+g"):
        look(terminal, key)
    for beginning in ("@kan", "een #", "een ~"):
        terminal.type(*beginning)
        terminal.quiet(0.1)
        terminal.type("ctrl+u")
    terminal.type("up")
    terminal.quiet(0.1)
    terminal.type("escape")
    terminal.quiet(0.1)
    terminal.type("ctrl+up")
    for _ in range(PAGES):
        terminal.type("pageup")
        terminal.quiet()
        if texts()[1][0].encode() in terminal.raw:
            break
    for key in "kpcv":
        look(terminal, key)
    terminal.quiet()
    seen = {word for word, _ in texts() if word.encode() in terminal.raw}
    assert len(seen) > 0.9 * len(texts())
    check(terminal)
    terminal.kill(signal.SIGTERM)


def test_a_text_larger_than_a_note_is_split_when_asked(room: Room, capture: Opener) -> None:
    terminal = capture()
    paragraph = "De raad krijgt inzichten waar nog geen beleid bij hoort. " * 20
    large = "\n\n".join(f"{number}: {paragraph}" for number in range(LARGE // len(paragraph)))
    terminal.paste(large)
    terminal.until(lambda: room.keeps(paragraph), 5.0)
    terminal.type("enter")
    terminal.wait("too long for one note")
    assert room.texts() == []
    terminal.type("enter")
    terminal.wait("● 3")
    assert "".join("".join(room.texts()).split()) == "".join(large.split())


def test_ten_thousand_notes_stand_in_the_stream(room: Room, capture: Opener) -> None:
    with Store.open(room.workspace.database) as store:
        notes = tuple(
            Note(id=new_id(), session=SESSION, text=f"notitie {n} over het gesprek", at=datetime.time(9 + n // 2000))
            for n in range(10_000)
        )
        store.take_in(Offer((store.session_views.header(SESSION),), notes, described=False))
    terminal = capture(ready="● 10000")
    terminal.wait("notitie 9999 over")
    terminal.type("ctrl+up")
    terminal.wait("›")
    terminal.type("home")
    terminal.wait("notitie 0 over")
    terminal.type("end")
    terminal.wait("notitie 9999 over")
    terminal.type("escape")
    terminal.wait("›", absent=True)
    terminal.type("ctrl+f")
    terminal.quiet(0.1)
    terminal.type(*"notitie 4321 ")
    terminal.wait("notitie 4321 over")
    assert terminal.text.count("notitie ") == 2
