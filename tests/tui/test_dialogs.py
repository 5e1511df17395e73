"""The dialogs: keyboard only, on small terminals, and no text of a user is ever markup or an escape sequence."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from kennis import locale
from kennis.locale import words
from kennis.nouns import Access, Audience, Consent, Form, Kind, Organisation, Participant, Session
from kennis.tui.capture.file_difference import DifferenceDialog
from kennis.tui.capture.new_session import LEVELS, NewSessionDialog, read_date
from kennis.tui.capture.session_list import Chosen, SessionList, Wish
from kennis.tui.capture.speaker_form import SpeakerDialog
from kennis.tui.shared import colours
from kennis.tui.shared.choice_dialog import Choice
from kennis.tui.shared.dialog import Dialog
from kennis.tui.shared.form_fields import Answer, Levels, LineField, Menu
from kennis.workflows.session_lists import SessionView
from tests.tui.played import played

ORGANISATIONS = (Organisation("Provincie Utrecht", "provincie"), Organisation("Kadaster", "uitvoering"))
HOSTILE = "[link=javascript:x]k[/link] [b]\x1b]52;c;eA==\x07\x9b2J\u202e\x00é👩‍👩‍👧"
TWO_LINES = f"-{HOSTILE}\n+{HOSTILE}"


class Asking(App[None]):
    """An app with nothing but a dialog before it."""

    def __init__(self, dialog: Dialog[Any]) -> None:
        super().__init__()
        colours.register(self)
        self.dialog = dialog
        self.answers: list[Any] = []

    def on_mount(self) -> None:
        """Ask."""
        self.push_screen(self.dialog, self.answers.append)


def session(number: int, title: str = "Raad") -> Session:
    """Give a session."""
    return Session(id=f"s{number}", title=title, date=datetime.date(2020, 3, number))


VIEWS = tuple(SessionView(session(number), number * 10, closed=number == 2) for number in (3, 2, 1))
KINDS = tuple(Answer(kind.value, words.kind(kind)) for kind in Kind)


async def ask(dialog: Dialog[Any], *keys: str, size: tuple[int, int] = (80, 24)) -> list[Any]:
    """Press keys in a dialog and give its answers: none yet, or one."""
    app = Asking(dialog)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return app.answers


def typed(text: str) -> list[str]:
    """Give the keys that type a text."""
    return ["space" if character == " " else character for character in text]


def shown(pilot: Pilot[Any]) -> str:
    """Give all that stands on the terminal."""
    return "\n".join("".join(part.text for part in line) for line in pilot.app.screen._compositor.render_strips())


@played
async def test_a_session_with_a_title_is_one_of_today_and_stays_inside() -> None:
    (made,) = await ask(NewSessionDialog(), *typed("Raad van juni"), "enter")
    assert (made.title, made.id, made.date) == ("Raad van juni", "", datetime.datetime.now().astimezone().date())
    assert made.consent is None, "as every other door gives"


@pytest.mark.parametrize("access", [*Access])
@played
async def test_who_speaks_for_partners_only_is_told_to_need_more_than_a_level(access: Access) -> None:
    app = Asking(SpeakerDialog(Participant(handle="a"), (), access))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        told = "until a level is set on each note" in " ".join(shown(pilot).replace("│", " ").split())
        assert told == (access is Access.PARTNERS)


@played
async def test_what_will_be_printed_of_a_new_session_is_told_below_its_consent() -> None:
    app = Asking(NewSessionDialog())
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert "another level on a note" in " ".join(shown(pilot).replace("│", " ").split())
        app.screen.query_one("#access").focus()
        await pilot.press("right")
        await pilot.pause()
        assert "until a level is set" in " ".join(shown(pilot).replace("│", " ").split())
        app.screen.query_one("#consent").focus()
        await pilot.press("down")
        await pilot.pause()
        assert "whatever is set on its notes" in " ".join(shown(pilot).replace("│", " ").split())


@played
async def test_every_field_of_a_session_is_reached_with_the_keyboard() -> None:
    (made,) = await ask(
        NewSessionDialog(session(12, "")),
        *typed("Twins"), "tab", *["backspace"] * 10, *typed("1-4-2020"), "down", *typed("Utrecht"),
        "tab", "right", "tab", *typed("c"), "tab", "right", "tab", *typed("Anne, , Bo"),
        "down", *["down"] * 2, "ctrl+s",
    )  # fmt: skip
    assert made == Session(
        id="s12",
        title="Twins",
        date=datetime.date(2020, 4, 1),
        place="Utrecht",
        form=Form.ONLINE,
        audience=Audience.CITIZENS,
        access=Access.PARTNERS,
        note_takers=("Anne", "Bo"),
        consent=Consent.ANONYMOUS,
    )


@pytest.mark.parametrize(
    ("keys", "said", "field"),
    [
        (("enter",), "title is empty", "title"),
        ((*typed("   "), "enter"), "title is empty", "title"),
        ((*typed("a"), "tab", *typed("x"), "enter"), "no date", "date"),
    ],
)
@played
async def test_what_is_wrong_is_said_and_can_be_mended(keys: tuple[str, ...], said: str, field: str) -> None:
    app = Asking(NewSessionDialog())
    async with app.run_test(size=(60, 14)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert said in shown(pilot)
        assert app.focused is not None and app.focused.id == field
        assert app.answers == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2027-03-12", (2027, 3, 12)),
        ("12-3-2027", (2027, 3, 12)),
        ("1/4/2027", (2027, 4, 1)),
        ("31-2-2027", None),
        ("", None),
        ("morgen", None),
    ],
)
def test_dates_are_read(text: str, date: tuple[int, int, int] | None) -> None:
    assert read_date(text) == (datetime.date(*date) if date else None)


def test_the_strictest_level_that_helps_comes_first() -> None:
    assert list(LEVELS) == [None] + [one for one in reversed(Consent) if one is not Consent.WITHDRAWN]


@pytest.mark.parametrize("language", locale.LANGUAGES)
@pytest.mark.parametrize("dialog", [NewSessionDialog, lambda: SpeakerDialog(Participant(handle="a"))])
@played
async def test_the_levels_stand_whole_with_their_meaning_on_one_line(
    dialog: Callable[[], Dialog[Any]], language: str
) -> None:
    locale.use(language)
    app = Asking(dialog())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = shown(pilot).split("\n")
        for level in app.screen.query_one(Levels).answers:
            (line,) = [line for line in lines if level.meaning in line and any(mark in line for mark in "◉○")]
            assert level.word in line


@played
async def test_a_speaker_is_described_and_the_organisation_brings_its_sector() -> None:
    (made,) = await ask(
        SpeakerDialog(Participant(handle="adviseur", name="adviseur"), ORGANISATIONS),
        "tab", *typed("adviseur"), "tab", *typed("prov"), "tab", "tab", "tab", "n", "enter",
    )  # fmt: skip
    assert (made.name, made.role, made.organisation) == ("adviseur", "adviseur", "Provincie Utrecht")
    assert (made.sector, made.consent) == ("provincie", None)


@played
async def test_a_sector_that_was_typed_stays() -> None:
    known = Participant(handle="a", sector="bedrijf", organisation="Kadas", consent=Consent.ROLE, version=3)
    (made,) = await ask(SpeakerDialog(known, ORGANISATIONS), "tab", "tab", "end", *typed("ter"), "enter")
    assert (made.organisation, made.sector, made.consent, made.version) == ("Kadaster", "bedrijf", Consent.ROLE, 3)


@played
async def test_a_speaker_without_a_handle_is_asked_for_one() -> None:
    (made,) = await ask(SpeakerDialog(Participant(handle="")), *typed("@Jan de Wit"), "enter")
    assert made.handle == "jan-de-wit"
    assert await ask(SpeakerDialog(Participant(handle="")), *typed("@"), "enter") == []


@played
async def test_the_sessions_are_listed_with_the_cursor_on_the_one_that_is_open() -> None:
    assert await ask(SessionList(VIEWS, "s2"), "enter") == [Chosen(Wish.SWITCH, "s2")]
    assert await ask(SessionList(VIEWS, "s2"), "down", "enter") == [Chosen(Wish.SWITCH, "s1")]
    assert await ask(SessionList(VIEWS, "s2"), "r") == [Chosen(Wish.REOPEN, "s2")]
    assert await ask(SessionList(VIEWS, "s3"), "c") == [Chosen(Wish.CLOSE, "s3")]
    assert await ask(SessionList(VIEWS), "n") == [Chosen(Wish.NEW)]
    assert await ask(SessionList(VIEWS, "s2"), "c") == [], "it is closed"
    assert await ask(SessionList(()), "enter") == [Chosen(Wish.NEW)]
    assert await ask(SessionList(()), "c", "r") == []


@played
async def test_a_session_that_is_open_is_not_opened_again() -> None:
    app = Asking(SessionList(VIEWS, "s3"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert "Raad: open" in shown(pilot)
        assert app.answers == []


@played
async def test_a_line_of_the_list_says_date_notes_state_and_title() -> None:
    app = Asking(SessionList(VIEWS))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        (line,) = [line for line in shown(pilot).split("\n") if "closed" in line]
        assert line.split()[1:] == ["Mon", "2", "Mar", "2020", "20", "closed", "Raad", "│"]


@played
async def test_an_answer_is_chosen_by_arrow_or_letter() -> None:
    assert await ask(Choice("Kind", KINDS, chosen="quote"), "enter") == ["quote"]
    assert await ask(Choice("Kind", KINDS, chosen="quote"), "down", "enter") == ["question"]
    assert await ask(Choice("Kind", KINDS), "i", "enter") == ["insight"]
    assert await ask(Choice("Kind", KINDS), "q", "q", "enter") == ["question"]
    assert await ask(Choice("Kind", KINDS), "z", "enter") == ["observation"]


@played
async def test_the_text_of_the_answer_under_the_cursor_is_shown_and_turned() -> None:
    texts = [f"versie {number} " * 200 for number in (1, 2)]
    app = Asking(Choice("Versions", [Answer("1", "one"), Answer("2", "two")], texts=texts))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "versie 1" in shown(pilot)
        await pilot.press("down")
        await pilot.pause()
        assert "versie 2" in shown(pilot)
        await pilot.press("pagedown")
        assert app.screen.query_one("#reading").scroll_y > 0
        assert app.focused is app.screen.query_one(Menu)


@played
async def test_a_difference_is_taken_in_or_left() -> None:
    assert await ask(DifferenceDialog("a.md", "-x\n+y"), "enter") == [True]
    assert await ask(DifferenceDialog("a.md", "-x\n+y"), "escape") == [False]


@played
async def test_a_long_difference_is_read_with_the_keyboard() -> None:
    long = "\n".join(f"-{number} " + "x" * 200 for number in range(200))
    app = Asking(DifferenceDialog("sessions/a.md", long))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "a.md was changed by hand" in shown(pilot)
        body = app.screen.query_one("#body")
        places: list[tuple[float, float]] = []
        for key in ("down", "pagedown", "end", "home", "right"):
            await pilot.press(key)
            await pilot.pause()
            places.append((body.scroll_x, body.scroll_y))
        down, turned, end, home, right = places
        assert (down, home, right) == ((0, 1), (0, 0), (8, 0))
        assert turned[1] > 10
        assert end[1] == body.max_scroll_y > 150


DIALOGS: dict[str, Callable[[], Dialog[Any]]] = {
    "new session": lambda: NewSessionDialog(session(1, HOSTILE)),
    "speaker": lambda: SpeakerDialog(
        Participant(handle=HOSTILE, name=HOSTILE, role=HOSTILE, organisation=HOSTILE, sector=HOSTILE),
        (Organisation(HOSTILE, HOSTILE),),
    ),
    "sessions": lambda: SessionList([SessionView(session(1, HOSTILE), 3)]),
    "choice": lambda: Choice(HOSTILE, [Answer("1", HOSTILE, HOSTILE)], texts=[TWO_LINES]),
    "difference": lambda: DifferenceDialog(HOSTILE, TWO_LINES),
}


@pytest.mark.parametrize("name", DIALOGS)
@played
async def test_hostile_text_is_shown_as_text(name: str) -> None:
    app = Asking(DIALOGS[name]())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        screen = shown(pilot)
        assert "[link=javascript:x]" in screen
        assert not [one for one in screen if one not in "\n‍" and not one.isprintable()]


@pytest.mark.parametrize("name", DIALOGS)
@played
async def test_a_dialog_stands_in_a_terminal_of_any_size_and_esc_leaves_it(name: str) -> None:
    app = Asking(DIALOGS[name]())
    async with app.run_test(size=(80, 24)) as pilot:
        for size in ((40, 10), (20, 5), (3, 3), (1, 1), (300, 100), (2, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("tab")
        assert app.answers == []
        await pilot.press("escape")
        assert app.answers == [False if name == "difference" else None]


@pytest.mark.parametrize("name", DIALOGS)
@played
async def test_the_keys_stay_in_sight_on_a_small_terminal(name: str) -> None:
    app = Asking(DIALOGS[name]())
    async with app.run_test(size=(50, 12)) as pilot:
        await pilot.pause()
        await pilot.pause()
        keys = app.screen.query_one("#keys", Static)
        assert "Esc" in shown(pilot)
        assert keys.region.bottom < 12


@played
async def test_what_is_pasted_into_a_line_is_cleaned() -> None:
    from textual.events import Paste

    app = Asking(NewSessionDialog())
    async with app.run_test() as pilot:
        app.screen.query_one("#title").post_message(Paste("a\x1b[2J\u202eb\tc"))
        await pilot.pause()
        assert app.screen.query_one("#title", LineField).value == "a[2Jb c"


@played
async def test_levels_leave_the_arrows_to_the_dialog_at_their_ends() -> None:
    app = Asking(NewSessionDialog(session(1)))
    async with app.run_test() as pilot:
        levels = app.screen.query_one(Levels)
        levels.focus()
        await pilot.press(*["down"] * 5)
        assert (levels.chosen, app.focused) == (5, levels)
        await pilot.press("down")
        assert (levels.chosen, app.focused is not levels) == (5, True)
        levels.focus()
        await pilot.press(*["up"] * 6)
        assert (levels.chosen, app.focused is not levels) == (0, True)


async def burst(dialog: Dialog[Any], *keys: str) -> list[Any]:
    """Press keys all at once, as they come over a slow line, and give the answers."""
    app = Asking(dialog)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in keys:
            character = " " if key == "space" else key if len(key) == 1 else None
            app.post_message(events.Key(key, character))
        await wait_for_scheduled(pilot)
        return app.answers


async def wait_for_scheduled(pilot: Pilot[Any]) -> None:
    """Wait until an app has come to rest."""
    for _ in range(20):
        await pilot.pause()


@played
async def test_keys_in_a_burst_act_in_their_order() -> None:
    (made,) = await burst(
        NewSessionDialog(session(12, "")),
        *typed("Raax"), "backspace", *typed("d"), "tab", "down", *typed("Utrecht"), "home", *typed("x"), "delete",
        "down", "right", "enter",
    )  # fmt: skip
    assert (made.title, made.place, made.form) == ("Raad", "xtrecht", Form.ONLINE)
    assert await burst(Choice("Kind", KINDS), "q", "down", "enter") == ["question"]
    assert await burst(Choice("Kind", KINDS), "end", "enter") == ["contribution"]
    assert await burst(SessionList(VIEWS, "s3"), "down", "r") == [Chosen(Wish.REOPEN, "s2")]
    assert await burst(NewSessionDialog(session(1)), *["down"] * 7, "down", "n", "enter") != []
