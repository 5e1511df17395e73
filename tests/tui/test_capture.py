"""The capture screen: type, Enter, stored; edit, undo, the speaker who stays, other note-takers, a locked database."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import Paste

from kennis import clock
from kennis.nouns import Consent, Draft, EditKind, Kind, Participant
from kennis.reading import entry_edits
from kennis.tui.capture.capture_events import Stored
from kennis.tui.capture.speaker_form import SpeakerDialog
from kennis.tui.shared.choice_dialog import Choice
from kennis.tui.shared.form_fields import Menu
from kennis.workflows.pending_edits import Flushed, Refused
from tests.samples import note, session
from tests.tui.outlined import plant
from tests.tui.place import Desk, laid
from tests.tui.played import played

ROOT = Path(__file__).parents[2]


@played
async def test_what_is_typed_is_stored_and_shown_on_enter(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type('" Iedereen heeft een dashboard @wethouder #raad', "enter")
        (stored,) = table.desk.notes.values()
        assert (stored.text, stored.kind, stored.speaker, stored.tags) == (
            "Iedereen heeft een dashboard",
            Kind.QUOTE,
            "wethouder",
            ("raad",),
        )
        assert stored.at is not None
        assert table.screen.entry.text == "" and table.screen.entry.has_focus
        assert table.screen.state.model is not None and not table.screen.state.model.pending
        assert list(table.screen.stream.ids) == [stored.id]


@played
async def test_keys_are_taken_before_the_session_is_open(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.disk.reason = "the database is locked"
    async with laid(desk) as table:
        await table.pilot.press(*"eerste", "enter", *"tweede")
        assert table.screen.state.model is None
        left = table.screen.draft()
        assert left.text == "tweede" and [step.after and step.after.text for step in left.waiting[0].steps] == [
            "eerste"
        ]
        desk.disk.reason = ""
        await table.until(lambda: table.screen.state.model)
        await table.press("enter")
        assert table.texts == ["eerste", "tweede"]


@played
async def test_shift_enter_makes_a_new_line_and_tab_none(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.press("a", "shift+enter", "b", "ctrl+j", "c", "tab", "enter")
        assert table.texts == ["a\nb\nc"]


@played
async def test_the_field_grows_to_six_lines(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        assert table.screen.entry.size.height == 1
        await table.type("\n".join("abcdefghijk"))
        assert table.screen.entry.size.height == 6


@played
async def test_a_locked_database_says_so_and_is_written_when_it_opens(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        table.desk.disk.reason = "the database is locked"
        await table.type("een notitie", "enter")
        await table.type("nog een", "enter")
        page = table.screen.state.model
        assert page is not None and len(page.pending) == 2 and page.count == 2
        assert table.screen.state.reason == "the database is locked"
        assert [edit.steps[0].after and edit.steps[0].after.text for edit in table.screen.draft().waiting] == [
            "een notitie",
            "nog een",
        ]
        table.desk.disk.reason = ""
        await table.until(lambda: table.texts == ["een notitie", "nog een"])
        await table.until(lambda: page and not page.pending and not table.screen.state.reason)


@played
async def test_what_was_typed_or_waited_comes_back_with_its_cursor(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with laid(desk) as table:
        desk.disk.reason = "the disk is full"
        await table.type("wacht op de schijf", "enter")
        await table.type("half getypt", "left", "left")
    desk.disk.reason = ""
    async with laid(desk) as table:
        assert table.screen.entry.text == "half getypt"
        assert table.screen.entry.cursor_location == (0, 9)
        await table.until(lambda: table.texts == ["wacht op de schijf"])
        await table.press("enter")
        assert table.texts == ["wacht op de schijf", "half getypt"]
    with desk.client() as place:
        assert place.draft().text == "" and not place.draft().waiting


@played
async def test_a_draft_of_a_note_that_is_stored_already_is_dropped(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with laid(desk) as table:
        await table.type("bewaard")
        left = table.screen.draft()
        await table.press("enter")
    with desk.client() as place:
        place.keep(left)
    async with laid(desk) as table:
        assert table.screen.entry.text == ""
        await table.type("nieuw", "enter")
        assert table.texts == ["bewaard", "nieuw"]


@played
async def test_the_speaker_stays_until_let_go(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type('" @wethouder een', "enter")
        await table.type('" twee', "enter")
        await table.type("@burger drie", "enter")
        await table.type('" vier', "enter")
        await table.press("ctrl+o")
        await table.type('" vijf', "enter")
        await table.type('" @burger zes', "enter")
        await table.type('" zeven @-', "enter")
        await table.type('" acht', "enter")
        speakers = [table.desk.notes[one].speaker for one in sorted(table.desk.notes)]
        assert speakers == ["wethouder", "wethouder", "burger", "burger", "", "burger", "", ""]


@played
async def test_the_speaker_who_stays_says_nothing_but_quotes(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type('" @wethouder een', "enter")
        for typed in ("Besluit: zo doen we het", "! De kaart", "? Wie betaalt", "* Bellen", "-- pauze --"):
            await table.type(typed)
            assert "wethouder" not in str(table.screen.recognised.render())
            await table.press("enter")
        speakers = [table.desk.notes[one].speaker for one in sorted(table.desk.notes)]
        assert speakers == ["wethouder", "", "", "", "", ""]
        assert "wethouder" in str(table.screen.recognised.render())


@played
async def test_the_speaker_who_stays_is_there_for_what_is_typed_before_the_session_is_open(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with laid(desk) as table:
        await table.type('" een @jan', "enter")
    for typed, early in (('" twee', ""), ('" vier', '" drie @jet')):
        desk.disk.reason = "the database is locked"
        async with laid(desk) as table:
            await table.type(early, "enter")
            await table.type(typed)
            desk.disk.reason = ""
            await table.until(lambda: table.screen.state.model)
            await table.press("enter")
    speakers = {one.text: one.speaker for one in desk.notes.values()}
    assert speakers == {"een": "jan", "twee": "jan", "drie": "jet", "vier": "jet"}


@played
async def test_the_speaker_who_stays_belongs_to_its_session(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [replace(session(B), title="Twee"), replace(session(A), title="Een")])
    async with laid(desk, session=A) as table:
        await table.type('" een @jan', "enter")
        await table.press("f7", "up", "enter")
        await table.type('" twee', "enter")
    async with laid(desk, session=A) as table:
        await table.type('" drie @jan', "enter")
    async with laid(desk, session=B) as table:
        await table.type('" vier', "enter")
    speakers = {one.text: one.speaker for one in desk.notes.values()}
    assert speakers == {"een": "jan", "twee": "", "drie": "jan", "vier": ""}


@played
async def test_a_level_typed_before_the_text_is_set_and_one_within_it_is_refused(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type('{consent=withdrawn} " @wethouder een', "enter")
        await table.type("!! twee", "enter")
        levels = [table.desk.notes[one].consent for one in sorted(table.desk.notes)]
        assert (levels, table.texts) == ([Consent.WITHDRAWN, Consent.BACKGROUND], ["een", "twee"])
        await table.type("drie {consent=withdrawn}", "enter")
        assert table.texts == ["een", "twee"]
        assert table.screen.entry.text == "drie {consent=withdrawn}" and "consent" in table.said


@played
async def test_what_is_refused_before_the_session_is_open_stays_in_the_field(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.disk.reason = "the database is locked"
    async with laid(desk) as table:
        await table.type("een {consent=withdrawn}")
        await table.pilot.press("enter")
        assert "consent" in table.said
        await table.pilot.press(*" twee")
        desk.disk.reason = ""
        await table.until(lambda: table.screen.state.model)
        assert (table.texts, table.screen.entry.text) == ([], "een {consent=withdrawn} twee")


@played
async def test_what_looks_like_a_mark_and_was_not_read_is_told_with_the_key_that_mends_it(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        for typed, said in (
            ("## Rondvraag", "agenda item"),
            ("We spreken af @stadhuis", "@stadhuis"),
            ("Een zin ~bestaatniet", "~bestaatniet"),
            ("25:10 Jan komt", "25:10"),
        ):
            await table.type(typed, "enter")
            assert said in table.said and "↑" in table.said
        await table.type("25:10 Een zin ~bestaatniet", "enter")
        assert "25:10" in table.said and "~bestaatniet" in table.said
        await table.type("Een gewone zin", "enter")
        assert "gewone" not in table.said


@played
async def test_a_note_that_is_given_back_keeps_its_marks_and_level(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type('!! " @wethouder een', "enter")
        stored = next(iter(table.desk.notes.values()))
        refused = Refused(entry_edits.add(stored), "no")
        table.screen.post_message(Stored(Flushed((), (refused,)), ""))
        await table.until(lambda: table.screen.entry.text)
        again = entry_edits.new_note(table.screen.entry.text, Draft(), session())
        assert (again.text, again.kind, again.speaker, again.consent) == (
            "een",
            Kind.QUOTE,
            "wethouder",
            Consent.BACKGROUND,
        )


@played
async def test_cutting_a_note_loses_no_word_that_looks_like_a_mark(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type('" Hij sprak met @jet 14.30 uur vertrok de trein @wethouder', "enter")
        await table.press("ctrl+up", "s", *["right"] * len('" Hij sprak met @jet '), "enter")
        assert table.texts == ["Hij sprak met @jet", "14.30 uur vertrok de trein"]


@played
async def test_a_new_speaker_is_asked_for_once_and_never_in_the_way(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type("@burger een", "enter")
        assert "@burger" in table.said and "F6" in table.said
        await table.type("@burger twee", "enter")
        assert "@burger" not in table.said or table.texts == ["een", "twee"]
        await table.press("f6")
        assert isinstance(table.app.screen, SpeakerDialog)
        await table.press("escape")
        assert table.screen.entry.has_focus and not table.screen.speaker_actions.newcomers


@played
async def test_completion_offers_who_spoke_last_first(tmp_path: Path) -> None:
    people = [Participant(handle="jan", name="Jan"), Participant(handle="jet", name="Jet")]
    async with laid(Desk(tmp_path, [session(people=people)])) as table:
        await table.type("@jet een", "enter")
        await table.type("@j")
        assert [one.label for one in table.screen.options.options] == ["@jet", "@jan"]
        await table.press("down", "tab")
        assert table.screen.entry.text == "@jan " and not table.screen.options.open
        await table.type("twee ~ver", "tab", "enter")
        last = table.desk.notes[max(table.desk.notes)]
        assert (last.speaker, last.lenses) == ("jan", ("verkokering",))


@played
async def test_up_edits_the_last_note_and_escape_leaves_it(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type("? wie betaalt #geld", "enter")
        await table.press("up")
        assert table.screen.entry.text == "? wie betaalt #geld"
        await table.press("escape")
        assert table.screen.entry.text == "" and table.texts == ["wie betaalt"]
        await table.press("up", "home", "right", "right", "W", "delete", "enter")
        assert table.texts == ["Wie betaalt"]
        (stored,) = table.desk.notes.values()
        assert stored.kind is Kind.QUESTION and stored.tags == ("geld",)


@played
async def test_escape_warns_before_it_drops_what_was_changed(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type("een", "enter", "up")
        await table.type(" twee", "escape")
        assert table.screen.entry.text == "een twee"
        await table.press("escape")
        assert table.screen.entry.text == "" and table.texts == ["een"]


@played
async def test_undo_is_of_typing_in_a_filled_field_and_else_of_the_last_change(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type("een", "enter")
        await table.type("twee")
        await table.press("ctrl+z")
        assert table.screen.entry.text == "" and table.texts == ["een"]
        await table.press("ctrl+z")
        assert table.texts == [] and not len(table.screen.stream.ids)
        await table.press("ctrl+y")
        assert table.texts == ["een"]
        await table.press("ctrl+y")
        assert "nothing" in table.said


@played
async def test_thirty_changes_are_undone_and_done_again(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        for number in range(35):
            await table.type(f"notitie {number}", "enter")
        await table.press(*["ctrl+z"] * 35)
        assert table.texts == []
        await table.press(*["ctrl+y"] * 35)
        assert len(table.texts) == 35


@played
async def test_undo_takes_back_what_waits_for_the_disk(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        table.desk.disk.reason = "locked"
        await table.type("een", "enter")
        await table.press("ctrl+z")
        assert not len(table.screen.stream.ids) and not table.screen.draft().waiting
        table.desk.disk.reason = ""
        await table.settle()
        assert table.texts == []


@played
async def test_notes_of_another_note_taker_appear_and_nothing_moves(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session()], [note(number) for number in range(50)])
    async with laid(desk) as table:
        await table.press("ctrl+up", "home")
        chosen, top = table.screen.stream.selected, table.screen.stream.render_line(0).text
        desk.write_down(note(99, "van de ander"))
        await table.until(lambda: table.screen.state.model and note(99).id in table.screen.state.model)
        assert table.screen.state.model and table.screen.state.model.foreign == {note(99).id}
        assert table.screen.stream.selected == chosen
        assert table.screen.stream.render_line(0).text == top
        await table.press("end")
        assert "(other note-taker)" in shown(table.screen.stream)
        await table.press("escape", "up")
        assert "NOTITIE 49" in table.screen.entry.text.upper()


@played
async def test_a_change_by_another_is_shown_and_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session()], [note(1, "zoals het was")])
    async with laid(desk) as table:
        desk.write_down(note(1, "zoals het werd"))
        await table.until(lambda: "zoals het werd" in shown(table.screen.stream))
        assert "n1" in table.said


@played
async def test_near_duplicates_of_the_two_are_pointed_out(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type("Iedereen heeft een dashboard, niemand hetzelfde.", "enter")
        table.desk.write_down(
            replace(
                note(1, "Iedereen heeft een dashboard, niemand hetzelfde!"), id="0fffffff-0000-7000-8000-000000000001"
            )
        )
        await table.until(lambda: "≈ n1" in shown(table.screen.stream))
        assert len(table.texts) == 2


@played
async def test_a_conflict_is_told_and_marked(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session()], [note(1)])
    desk.write_down(note(1, "zoals het werd"))
    desk.apply(entry_edits.change(EditKind.TEXT, note(1), note(1, "zoals een ander het las")))
    async with laid(desk) as table:
        assert "≠" in shown(table.screen.stream)


@played
async def test_a_text_over_the_limit_stays_and_enter_offers_to_split_it(tmp_path: Path) -> None:
    paragraphs = [f"{number} " + "woord " * 9_000 for number in range(4)]
    async with laid(Desk(tmp_path)) as table:
        await table.type("\n\n".join(paragraphs), "enter")
        assert table.texts == [] and len(table.screen.entry.text) > 200_000
        assert "4" in table.said
        await table.press("enter")
        assert table.texts == [one.strip() for one in paragraphs]
        assert table.screen.entry.text == ""


@played
async def test_a_closed_session_keeps_what_is_typed(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.close()
    async with laid(desk) as table:
        await table.type("te laat", "enter")
        assert table.texts == [] and table.screen.entry.text == "te laat" and "F7" in table.said


@played
async def test_only_marks_make_no_note(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type("#raad", "enter")
        assert table.texts == [] and table.screen.entry.text == "#raad" and table.said


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (10, 2), (20, 5), (80, 24), (110, 30), (300, 100)])
@played
async def test_any_size_of_terminal_will_do(tmp_path: Path, size: tuple[int, int]) -> None:
    notes = [
        replace(note(number), tags=("raad",), speaker="x", consent=Consent.ANONYMOUS, star=True) for number in range(30)
    ]
    async with laid(Desk(tmp_path, [session()], notes), size=size) as table:
        await table.type("@x tekst", "enter", "ctrl+up", "up", "f1", "escape")
        assert table.texts[-1] == "tekst"


def shown(stream: object) -> str:
    """Give what the stream shows."""
    from kennis.tui.capture.note_stream import NoteStream

    assert isinstance(stream, NoteStream)
    return "\n".join(stream.render_line(y).text for y in range(stream.size.height))


@played
async def test_a_session_that_is_named_is_opened_or_made(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session("2020-03-12-digital-twins"), session("2020-04-01-later")])
    async with laid(desk, session="2020-03") as table:
        assert (
            table.screen.state.model is not None and table.screen.state.model.session.id == "2020-03-12-digital-twins"
        )
    async with laid(desk, session="2020-04") as table:
        assert table.screen.state.model is not None and table.screen.state.model.session.id == "2020-04-01-later"
    async with laid(desk, session="Verkokering", new=True) as table:
        assert table.screen.state.model is not None and table.screen.state.model.session.title == "Verkokering"
        assert "new session" in table.said
    async with laid(desk, session="verkokering", new=True) as table:
        assert table.screen.state.model is not None and table.screen.state.model.session.title == "Verkokering"
        assert "there already" in table.said and len(desk.held) == 3


@played
async def test_a_session_is_found_by_its_title_in_any_letters(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [replace(session("2020-03-12-a"), title="Één dag in de raad"), session("2020-04-01-later")])
    for name in ("Één dag in de raad", "EEN DAG in de raad", "een dag"):
        async with laid(desk, session=name) as table:
            assert table.screen.state.model is not None and table.screen.state.model.session.id == "2020-03-12-a"
    assert len(desk.held) == 2


@played
async def test_a_session_that_is_not_there_is_asked_about_and_never_made_unasked(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session("2020-03-12-digital-twins"), replace(session("2020-04-01-later"), title="Later")])
    async with laid(desk, session="Latre") as table:
        await table.until(lambda: isinstance(table.app.screen, Choice))
        assert not table.screen.state.model and len(desk.held) == 2
        assert "could not be opened: there is no session Latre" in str(table.screen.header.render())
        await table.press("enter")
        assert table.screen.state.model and table.screen.state.model.session.title == "Later"
    async with laid(desk, session="Nieuw") as table:
        await table.until(lambda: isinstance(table.app.screen, Choice))
        await table.press("up", "enter")
        assert table.screen.state.model and table.screen.state.model.session.title == "Nieuw" and len(desk.held) == 3
    async with laid(desk, session="2020") as table:
        await table.until(lambda: isinstance(table.app.screen, Choice))
        await table.press("escape")
        assert table.screen.state.model is None and len(desk.held) == 3 and "F7" in table.said


@played
async def test_a_session_that_cannot_be_made_is_told_and_what_is_entered_stays_a_note(tmp_path: Path) -> None:
    today = clock.today("Europe/Amsterdam")
    desk = Desk(tmp_path, [replace(session(f"{today}-raad"), title="Raad!", date=today)])
    async with laid(desk, session="Raad", new=True) as table:
        await table.until(lambda: table.screen.state.unopened)
        assert "could not be opened: there is a session" in str(table.screen.header.render())
        await table.type('" een citaat', "enter")
        assert "F7" in table.said and table.screen.state.model is None
        await table.press("f7", "enter")
        assert [(one.text, one.kind) for one in desk.notes.values()] == [("een citaat", Kind.QUOTE)]


@played
async def test_that_a_session_is_not_there_is_told_though_the_database_is_locked_meanwhile(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.disk.locks_after = "open"
    async with laid(desk, session="Weg") as table:
        await table.until(lambda: table.screen.state.unopened)
        assert "could not be opened: there is no session Weg" in str(table.screen.header.render())


@played
async def test_what_is_typed_as_a_question_comes_stands_in_the_field(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session("2020-03-12-digital-twins")])
    async with laid(desk, session="Nieuw") as table:
        await table.until(lambda: isinstance(table.app.screen, Choice))
        await table.pilot.press(*'" eerste @jan')
        assert table.screen.entry.text == '" eerste @jan' and "F7" in table.said
        await table.pilot.press("enter")
        assert len(desk.held) == 1 and not isinstance(table.app.screen, Choice)


@played
async def test_notes_entered_while_no_session_could_be_opened_stay_notes(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session("2020-03-12-digital-twins", [Participant(handle="jan-jansen", name="Jan Jansen")])])
    desk.disk.reason = "the database is locked"
    async with laid(desk, session="Weg") as table:
        await table.type('" een citaat @"Jan Jansen"', "enter")
        await table.type("? een vraag @-  #raad", "enter")
        await table.type("half")
        desk.disk.reason = ""
        await table.until(lambda: table.screen.state.unopened)
        assert not isinstance(table.app.screen, Choice) and "F7" in table.said  # a question would take the keys
        await table.settle()
        assert "een vraag" in shown(table.screen.stream)
    with desk.client() as place:
        left = place.draft()
    assert left.text == "half" and [edit.session for edit in left.waiting] == ["", ""]
    async with laid(desk) as table:
        assert table.screen.state.model and table.texts == [] and table.screen.entry.text == "half"
        await table.type("", "enter")
        await table.until(lambda: isinstance(table.app.screen, Choice))
        await table.press("down", "enter")
        kinds = [(desk.notes[one].kind, desk.notes[one].speaker) for one in sorted(desk.notes)]
        assert kinds[:2] == [(Kind.QUOTE, "jan-jansen"), (Kind.QUESTION, kinds[1][1])] and len(kinds) == 3
    with desk.client() as place:
        assert not place.draft().waiting


@played
async def test_a_session_that_is_opened_after_all_gets_the_notes_entered_meanwhile(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session("2020-03-12-digital-twins"), session("2020-04-01-later")])
    async with laid(desk, session="Weg") as table:
        await table.until(lambda: isinstance(table.app.screen, Choice))
        await table.press("escape")
        await table.type('" een citaat', "enter")
        assert "F7" in table.said and table.screen.state.model is None
        await table.press("f7", "down", "enter")
        assert [(one.session, one.kind) for one in desk.notes.values()] == [("2020-03-12-digital-twins", Kind.QUOTE)]


@played
async def test_what_is_entered_before_the_session_is_open_is_undone_into_the_field(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.disk.reason = "the database is locked"
    async with laid(desk) as table:
        await table.type("? een vraag", "enter")
        await table.press("ctrl+z")
        assert table.screen.entry.text == "? een vraag" and not table.screen.draft().waiting


A, B = "2020-03-12-een", "2020-04-01-twee"


@played
async def test_a_text_stays_in_the_session_where_it_was_typed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [replace(session(B), title="Twee"), replace(session(A), title="Een")])
    async with laid(desk, session=A) as table:
        await table.type("vertrouwelijk", "left")
        await table.press("f7", "up", "enter")
        assert table.screen.state.model and table.screen.state.model.session.id == B
        assert table.screen.entry.text == "" and "stays in Een" in table.said
        await table.type("voor twee")
        await table.press("f7")
        listed = [str(line.prompt) for line in table.app.screen.query_one(Menu).options]
        assert "text kept" in listed[1] and "text kept" not in listed[0]
        await table.press("down", "enter")
        assert (table.screen.entry.text, table.screen.entry.cursor_location) == ("vertrouwelijk", (0, 12))
        await table.press("enter")
    assert [(one.session, one.text) for one in desk.notes.values()] == [(A, "vertrouwelijk")]
    async with laid(desk, session=A) as table:
        assert table.screen.entry.text == "" and "Twee" in table.said
    async with laid(desk, session=B) as table:
        assert table.screen.entry.text == "voor twee"


@played
async def test_a_text_left_behind_does_not_stand_in_another_session_after_a_restart(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [replace(session(A), title="Een"), session(B)], [note(1, "oud", within=A)])
    async with laid(desk, session=A) as table:
        await table.type("half")
        await table.press("ctrl+up", "e")
        await table.type(" en nieuw")
    async with laid(desk, session=B) as table:
        assert table.screen.entry.text == "" and "Een" in table.said
        await table.type("hier", "enter")
    async with laid(desk, session=A) as table:
        assert table.screen.entry.text == "oud en nieuw" and table.screen.state.entry_model.editing
        await table.press("enter")
        assert table.screen.entry.text == "half"
    assert sorted((one.session, one.text) for one in desk.notes.values()) == [(A, "oud en nieuw"), (B, "hier")]


@played
async def test_a_refused_note_of_another_session_stays_with_that_session(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [replace(session(A), title="Een"), session(B)])
    async with laid(desk, session=B) as table:
        await table.type("hier")
        refused = Refused(entry_edits.add(note(1, "vertrouwelijk", within=A)), "reden")
        table.screen.post_message(Stored(Flushed((), (refused,)), ""))
        await table.until(lambda: "reden" in table.said)
        assert table.screen.entry.text == "hier" and "Een" in table.said
    async with laid(desk, session=A) as table:
        assert table.screen.entry.text == "vertrouwelijk"


@played
async def test_the_usual_session_is_that_of_today_else_the_last_that_began(tmp_path: Path) -> None:
    today = clock.today("Europe/Amsterdam")
    days = {
        name: replace(session(name), date=today + timedelta(days=day)) for name, day in (("vorige", -9), ("komt", 9))
    }
    async with laid(Desk(tmp_path / "1", [days["vorige"], days["komt"]])) as table:
        assert table.screen.state.model and table.screen.state.model.session.id == "vorige"
    async with laid(Desk(tmp_path / "2", [*days.values(), replace(session("nu"), date=today)])) as table:
        assert table.screen.state.model and table.screen.state.model.session.id == "nu"
    desk = Desk(tmp_path / "3", [replace(session(name), date=today) for name in ("dicht", "open")])
    desk.close("dicht")
    async with laid(desk) as table:
        assert table.screen.state.model and table.screen.state.model.session.id == "open"
    async with laid(Desk(tmp_path / "4", [days["komt"]])) as table:
        assert table.screen.state.model and table.screen.state.model.session.id == "komt"
        assert "no session has begun yet" in table.said


# A day and an hour apart: in one of the two it is always another day than where this computer stands.
ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago")


@pytest.mark.parametrize("zone", ZONES)
@played
async def test_the_day_is_that_of_the_programme_however_a_session_is_made_or_found(tmp_path: Path, zone: str) -> None:
    today, desk = clock.today(zone), Desk(tmp_path / "1", [])
    async with laid(desk, timezone=zone) as table:
        await table.press(*"Gevraagd", "enter")
        assert table.screen.state.model
    async with laid(desk, session="Genoemd", new=True, timezone=zone) as table:
        assert table.screen.state.model
    async with laid(desk, session="Gezocht", timezone=zone) as table:
        await table.until(lambda: isinstance(table.app.screen, Choice))
        await table.press("up", "enter")
        assert table.screen.state.model
    assert {(one.title, one.date, one.timezone) for one in desk.held.values()} == {
        (title, today, zone) for title in ("Gevraagd", "Genoemd", "Gezocht")
    }
    days = [replace(session(f"dag {day}"), date=today + timedelta(days=day)) for day in (-1, 0, 1)]
    async with laid(Desk(tmp_path / "2", days), timezone=zone) as table:
        assert table.screen.state.model and table.screen.state.model.session.id == "dag 0"


@pytest.mark.parametrize("zone", ZONES)
@played
async def test_a_note_bears_the_time_of_its_session_also_where_that_was_opened_later(tmp_path: Path, zone: str) -> None:
    desk = Desk(tmp_path, [replace(session(), timezone=zone)])
    desk.disk.reason = "the database is locked"
    async with laid(desk, timezone="Asia/Kathmandu") as table:
        await table.type("een", "enter")
        await table.type("twee")
        desk.disk.reason = ""
        await table.until(lambda: table.screen.state.model)
        await table.press("enter")
        await table.type("drie", "enter")
    now = clock.time(zone)
    minutes = [(now.hour - one.at.hour) * 60 + now.minute - one.at.minute for one in desk.notes.values() if one.at]
    assert len(minutes) == 3 and all(one % 1440 < 3 for one in minutes)


@played
async def test_a_session_closed_elsewhere_is_noticed_and_can_only_be_read(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session()], [note(1)])
    async with laid(desk) as table:
        await table.type("ervoor", "enter")
        desk.close()
        await table.until(lambda: "closed elsewhere" in table.said)
        assert "F7" in table.said
        await table.type("erna", "enter")
        assert table.texts[1:] == ["ervoor"] and table.screen.entry.text == "erna"
        await table.press("ctrl+a", "ctrl+k", "ctrl+z", "ctrl+up", "delete", "m", "escape", "up")
        assert len(table.texts) == 2 and not table.screen.state.entry_model.editing
        await table.press("f7", "r")
        assert table.screen.state.model and not table.screen.state.model.closed
        await table.type("weer", "enter")
        assert table.texts[2:] == ["weer"]
        desk.close()
        await table.until(lambda: "closed elsewhere" in table.said)
        desk.reopen()
        await table.until(lambda: "open again" in table.said)


@played
async def test_f6_is_about_the_one_it_names(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    async with laid(desk) as table:
        await table.type('" iets @j', "enter")
        await table.type('" nog iets @annelies', "enter")
        assert "@annelies" in table.said
        await table.press("f6")
        assert "@annelies" in str(table.app.screen.query_one("#frame").border_title)
        await table.press(*"Annelies", "enter")
        people = {one.handle: one.name for one in desk.held[session().id].participants}
        assert people == {"annelies": "Annelies", "j": "j"}
        assert "@j is new" in table.said
        await table.press("f6")
        assert "@j?" in str(table.app.screen.query_one("#frame").border_title)
        await table.press("escape")
        await table.press("ctrl+o", "ctrl+up", "up", "f6")
        assert "@j?" in str(table.app.screen.query_one("#frame").border_title)


@played
async def test_an_answer_goes_to_the_note_that_was_asked_about(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session()], [note(1, "blijft"), note(2, "gaat weg")])
    async with laid(desk) as table:
        await table.press("ctrl+up", "c")
        desk.apply(entry_edits.delete(desk.notes[note(2).id]))
        await table.until(lambda: note(2).id not in table.screen.stream.ids)
        await table.press("down", "down", "enter")
        assert [one.consent for one in desk.notes.values()] == [None]
        assert "gone" in table.said


@played
async def test_a_named_session_is_opened_when_the_database_can_be_read_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session("2020-03-12-digital-twins"), session("2020-04-01-later")])
    desk.disk.reason = "the database is locked"
    async with laid(desk, session="2020-03") as table:
        assert not len(table.screen.stream.ids)
        desk.disk.reason = ""
        await table.until(lambda: table.screen.state.model)
        assert (
            table.screen.state.model is not None and table.screen.state.model.session.id == "2020-03-12-digital-twins"
        )


def test_the_screen_is_there_before_the_database() -> None:
    heavy = ("sqlmodel", "sqlalchemy", "numpy", "torch", "sklearn", "pypandoc")
    code = f"import sys, kennis.tui.app; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@played
async def test_tab_completes_what_came_back_after_a_restart(tmp_path: Path) -> None:
    people = [Participant(handle="jan-jansen", name="Jan"), Participant(handle="piet", name="Piet")]
    desk = Desk(tmp_path, [session(people=people)])
    with desk.client() as place:
        place.keep(Draft(session=session().id, note="x", text="Een zin @jan", cursor=(0, 12)))
    async with laid(desk) as table:
        await table.press("tab")
        assert table.screen.entry.text == "Een zin @jan-jansen "
        await table.press("enter")
        assert next(iter(table.desk.notes.values())).speaker == "jan-jansen"


@played
async def test_tab_shows_several_before_it_takes_one(tmp_path: Path) -> None:
    people = [Participant(handle="jan", name="Jan"), Participant(handle="japke", name="Japke")]
    desk = Desk(tmp_path, [session(people=people)])
    with desk.client() as place:
        place.keep(Draft(session=session().id, note="x", text="Een zin @ja", cursor=(0, 11)))
    async with laid(desk) as table:
        await table.press("escape", "tab")
        assert table.screen.entry.text == "Een zin @ja" and table.screen.options.open
        await table.press("tab")
        assert table.screen.entry.text == "Een zin @jan "


@played
async def test_a_refused_note_comes_back_above_what_is_being_typed(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        await table.type("half een zin")
        refused = Refused(entry_edits.add(note(1, "kan nooit worden opgeslagen")), "reden")
        table.screen.post_message(Stored(Flushed((), (refused,)), ""))
        await table.until(lambda: "reden" in table.said)
        assert table.screen.entry.text == "kan nooit worden opgeslagen\nhalf een zin"
        assert table.screen.draft().text == "kan nooit worden opgeslagen\nhalf een zin"


@played
async def test_what_waits_is_counted_as_unsaved_before_the_session_is_open(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.disk.reason = "the database is locked"
    with desk.client() as place:
        place.keep(Draft(session=session().id, waiting=(entry_edits.add(note(1, "wacht")),)))
    async with laid(desk) as table:
        for _second in range(3):
            await table.pilot.pause(0.5)
            assert "○" in str(table.screen.header.render()) and "●" not in str(table.screen.header.render())
        desk.disk.reason = ""
        await table.until(lambda: table.texts == ["wacht"])
        await table.until(lambda: "● 1" in str(table.screen.header.render()))


@played
async def test_what_comes_in_while_one_looks_for_it_is_found(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [session()], [note(1, "iets anders")])
    async with laid(desk) as table:
        await table.press("ctrl+f", *"begroting")
        assert list(table.screen.stream.ids) == []
        desk.write_down(note(2, "de begroting van de stad"))
        await table.until(lambda: list(table.screen.stream.ids) == [note(2).id])
        await table.press("enter")
        assert table.screen.stream.selected == note(2).id


@played
async def test_what_is_typed_after_looking_back_stands_in_the_field(tmp_path: Path) -> None:
    notes = [note(number) for number in range(30)]
    async with laid(Desk(tmp_path, [session()], notes)) as table:
        await table.press("pageup", *"mensen komen samen")
        assert table.screen.entry.text == "mensen komen samen" and len(table.texts) == 30
        assert not table.screen.stream.following and table.screen.entry.has_focus
        await table.press("pagedown", "pagedown", "enter")
        assert table.texts[-1] == "mensen komen samen" and table.screen.stream.following


@played
async def test_a_letter_that_is_no_command_is_typed_and_so_is_a_paste(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path, [session()], [note(1), note(2)])) as table:
        await table.press("ctrl+up", "W", "i", "e", "space", "m")
        assert table.screen.entry.text == "Wie m" and table.screen.entry.has_focus
        assert not table.screen.stream.selected and len(table.texts) == 2
        await table.press("ctrl+up")
        table.screen.stream.post_message(Paste("geplakt\x1b"))
        await table.until(lambda: table.screen.entry.text == "Wie mgeplakt")
        assert "1 characters" in table.said


@played
async def test_a_note_that_was_looked_for_is_shown_and_typing_goes_on_in_the_field(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path, [session()], [note(1, "de begroting"), note(2)])) as table:
        await table.press("ctrl+f", *"begroting", "enter")
        assert table.screen.stream.selected == note(1).id
        await table.press(*"me", "ctrl+up", "m")
        assert table.screen.entry.text == "me" and len(table.texts) == 1


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("asterisk",), "star changed"),
        (("m",), "merged"),
        (("delete",), "deleted"),
        (("k", "down", "enter"), "kind changed"),
        (("c", "down", "enter"), "consent changed"),
        (("p", "up", "enter"), "speaker changed"),
        (("e", "home", "X", "enter"), "text changed"),
        (("s", "right", "right", "enter"), "split"),
    ],
)
@played
async def test_every_change_by_key_is_told_with_the_key_that_undoes_it(
    tmp_path: Path, keys: tuple[str, ...], said: str
) -> None:
    notes = [replace(note(1, "een twee"), speaker="jan"), note(2)]
    async with laid(Desk(tmp_path, [session(people=[Participant(handle="jan")])], notes)) as table:
        before = table.desk.notes
        await table.press("ctrl+up", "up", *keys)
        assert table.said == f"n1: {said}; Ctrl+Z undoes it" and table.desk.notes != before
        await table.press("ctrl+z")
        assert {name: replace(one, version=1, lineage=()) for name, one in table.desk.notes.items()} == before


@played
async def test_ctrl_c_copies_the_selected_note_or_letters_and_asks_before_it_leaves(tmp_path: Path) -> None:
    desk = Desk(tmp_path, notes=[note(1, "kop ROOD\nstaart")])
    plant(desk.workspace, " ROOD", "\x1b[31m")
    async with laid(desk) as table:
        await table.press("ctrl+up", "ctrl+c")
        assert table.app.clipboard == "kop[31m\nstaart" and table.said == "copied: n1"
        await table.press("escape")
        await table.type("half getypt", "shift+home", "ctrl+c")
        assert table.app.clipboard == "half getypt"
        await table.press("end", "ctrl+c")
        assert "Ctrl+C" in table.said and table.app.is_running and table.app.return_code is None
        await table.press("x", "ctrl+c")
        assert "Ctrl+C" in table.said and table.app.return_code is None
        await table.press("f8", "ctrl+c", "ctrl+c", "escape", "ctrl+c")
        assert "Ctrl+C" in table.said and table.app.return_code is None
        await table.pilot.press("ctrl+c")
        assert table.app.return_code == 0


@played
async def test_a_second_ctrl_c_long_after_the_first_asks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kennis.tui.app._ASKED", 0.05)
    async with laid(Desk(tmp_path)) as table:
        await table.press("ctrl+c")
        await table.pilot.pause(0.3)
        await table.press("ctrl+c")
        assert table.app.return_code is None and "Ctrl+C" in table.said
