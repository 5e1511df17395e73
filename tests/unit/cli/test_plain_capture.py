"""Taking notes line by line: what is heard is stored, answered in a line, and never lost."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from kennis.clean_text import MAXIMUM_BYTES
from kennis.cli.plain_capture import Dictation, arguments, endings, hear
from kennis.cli.plain_capture.commands import ORDERS
from kennis.errors import InputError, WorkspaceError
from kennis.ids import new_id
from kennis.nouns import Applied, Consent, Draft, Edit, EditKind, Kind, Note, Session
from kennis.nouns.edits import Unfinished
from kennis.reading import entry_edits
from kennis.workflows.draft_files import ClientId, claim
from kennis.workflows.note_taking import NoteTaking
from kennis.workflows.session_files import close_session
from kennis.workflows.workspace import Workspace, init
from tests.draws import drawn

NOON = datetime.datetime(2020, 3, 12, 12, 4, 59, tzinfo=datetime.UTC)
TODAY = Session(id="", title="Digital twins", date=datetime.date(2020, 3, 12))
ID = "2020-03-12-digital-twins"


class Refusing(NoteTaking):
    """A desk whose database can be made to refuse."""

    _reason: Exception | None = None

    def refuse(self, reason: Exception | None) -> None:
        """Refuse all edits from here on for this reason; None: take them again."""
        self._reason = reason

    def apply(self, edit: Edit) -> Applied:
        """Refuse, or do it."""
        if self._reason:
            raise self._reason
        return super().apply(edit)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return init(tmp_path)


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[Refusing]:
    with Refusing(workspace, "1") as opened:
        opened.new_session(TODAY)
        yield opened


@pytest.fixture
def client(workspace: Workspace) -> Iterator[ClientId]:
    with claim(workspace.database) as place:
        yield place


@pytest.fixture
def talk(desk: Refusing, client: ClientId) -> Dictation:
    return started(desk, client)


def started(desk: NoteTaking, client: ClientId, name: str = "") -> Dictation:
    """Give a conversation that has begun."""
    talk = Dictation(desk, client, clock=lambda: NOON)
    list(talk.open(name))
    return talk


def say(talk: Dictation, *lines: str) -> list[str]:
    """Say lines and give all that is answered."""
    return [answer for line in lines for answer in hear(talk, line)]


def stored(desk: NoteTaking) -> list[Note]:
    """Give the notes as they are in the database."""
    return list(desk.open(ID).notes)


def test_a_line_is_a_note_and_is_answered_with_one(talk: Dictation, desk: NoteTaking) -> None:
    assert say(talk, '" Iedereen heeft een dashboard. @adviseur #kaart ~verkokering') == [
        "n1 13:04 quote, adviseur: saved",
        "@adviseur is new; :person adviseur says who it is",
    ]
    (note,) = stored(desk)
    assert (note.text, note.kind, note.speaker) == ("Iedereen heeft een dashboard.", Kind.QUOTE, "adviseur")
    assert (note.tags, note.lenses, note.at) == (("kaart",), ("verkokering",), datetime.time(13, 4))


def test_the_speaker_stays_until_another_is_named(talk: Dictation, desk: NoteTaking) -> None:
    say(
        talk,
        "een @wethouder",
        '" twee',
        "drie",
        ":speaker -",
        '" vier',
        ":speaker Jan de Wit",
        '" vijf',
        '" zes @-',
        '" zeven',
    )
    assert [note.speaker for note in stored(desk)] == ["wethouder", "wethouder", "", "", "jan-de-wit", "", ""]


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (["een\\", "twee"], ["een\ntwee"]),
        (["een\\", "", "twee"], ["een", "twee"]),
        (["een\\", ":twee\\", "drie"], ["een\n:twee\ndrie"]),
        (["pad C:\\\\"], ["pad C:\\"]),
        (["\\:dit is tekst"], [":dit is tekst"]),
        (["\\\\:dit ook"], ["\\:dit ook"]),
        (["", "  ", "\t"], []),
        (['"', "#alleen-een-tag"], []),
        (["\x1b[31mrood\x00"], ["[31mrood"]),
        (["[link=javascript:x]k[/link]"], ["[link=javascript:x]k[/link]"]),
    ],
)
def test_lines_become_texts(talk: Dictation, desk: NoteTaking, lines: list[str], texts: list[str]) -> None:
    say(talk, *lines)
    assert [note.text for note in stored(desk)] == texts


def test_no_answer_holds_what_a_terminal_acts_on(talk: Dictation) -> None:
    said = say(talk, "a\x1b]52;c;eA==\x07 @x\u202e", ":list", ":show n1", ":find \x9b", ":\x1b[2J", ":edit n1 \x1b")
    assert not [line for line in said if not line.isprintable()]


def test_notes_are_changed_by_commands(talk: Dictation, desk: NoteTaking) -> None:
    say(
        talk, "Een kaart. @wethouder", ":edit n1 ? Wiens kaart? #kaart", ":star 1", ":consent . role", ":speaker n1 jan"
    )
    (note,) = stored(desk)
    assert (note.text, note.kind, note.tags, note.speaker) == ("Wiens kaart?", Kind.QUESTION, ("kaart",), "jan")
    assert (note.star, note.consent) == (True, Consent.ROLE)
    say(talk, ":kind n1 !", ":star n1", ":consent n1 -", ":speaker n1 -")
    (note,) = stored(desk)
    assert (note.kind, note.star, note.consent, note.speaker) == (Kind.INSIGHT, False, None, "")


def test_what_was_done_is_undone_and_done_again(talk: Dictation, desk: NoteTaking) -> None:
    say(talk, "een", "twee", ":delete n1")
    assert [note.text for note in stored(desk)] == ["twee"]
    assert say(talk, ":undo") == ["n1 13:04 observation: undone (deleted)"]
    assert say(talk, ":undo") == ["n2 13:04 observation: undone (note added)"]
    assert say(talk, ":undo", ":undo")[-1] == "there is nothing to undo or redo"
    assert stored(desk) == []
    say(talk, ":redo", ":redo")
    assert [note.text for note in stored(desk)] == ["een", "twee"]


def test_notes_are_split_and_merged(talk: Dictation, desk: NoteTaking) -> None:
    say(talk, "Een. Twee.", "Drie.", ":split n1 Twee")
    assert [note.text for note in stored(desk)] == ["Een.", "Twee.", "Drie."]
    assert [note.text for note in talk.notes.values()] == ["Een.", "Twee.", "Drie."]
    say(talk, ":merge n1")
    assert [note.text for note in stored(desk)] == ["Een.\nTwee.", "Drie."]
    assert "not done" in say(talk, ":merge n2")[0]
    assert "not done" in say(talk, ":split n2 niets")[0]


def test_an_earlier_version_comes_back(talk: Dictation, desk: NoteTaking) -> None:
    say(talk, "een", ":edit n1 twee")
    assert [line[0] for line in say(talk, ":versions n1")] == ["1", "2"]
    say(talk, ":versions n1 1")
    assert [note.text for note in stored(desk)] == ["een"]
    assert "no version" in say(talk, ":versions n1 9")[0]


def test_a_person_is_described(talk: Dictation, desk: NoteTaking) -> None:
    say(talk, "een @adviseur", ":person adviseur Anne; adviseur; Provincie Utrecht; provincie; role")
    (person,) = desk.header(ID).participants
    assert (person.name, person.role, person.organisation, person.sector, person.consent) == (
        "Anne", "adviseur", "Provincie Utrecht", "provincie", Consent.ROLE,
    )  # fmt: skip
    assert say(talk, ":person") == ["@adviseur: Anne, adviseur, Provincie Utrecht, provincie, consent by role"]


def test_notes_are_found(talk: Dictation) -> None:
    say(talk, "Kaart van de raad @jan #kaart", '" Privé gezegd', "? Wie dan? @jan")
    assert [line[:2] for line in say(talk, ":find prive")] == ["n2"]
    assert [line[:2] for line in say(talk, ":find @jan ?")] == ["n3"]
    assert [line[:2] for line in say(talk, ":find #kaart")] == ["n1"]
    assert say(talk, ":find niets") == ["no notes"]
    assert [line[:2] for line in say(talk, ":time 1300")] == ["n1", "n2", "n3"]
    assert [line[:2] for line in say(talk, ":list 2")] == ["n2", "n3"]


@pytest.mark.parametrize(
    "line",
    [":", ":x", ":s", ":edit", ":edit n9 x", ":star", ":kind n1", ":kind n1 roddel", ":consent n1 veel", ":list x",
     ":time 25:00", ":take", ":edit n1 #tag", ":person -", ":versions n1 x"],
)  # fmt: skip
def test_what_makes_no_sense_is_said_and_changes_nothing(talk: Dictation, desk: NoteTaking, line: str) -> None:
    say(talk, "een")
    before = stored(desk)
    assert all("saved" not in answer for answer in say(talk, line))
    assert stored(desk) == before


def test_help_names_every_command(talk: Dictation) -> None:
    said = "\n".join(say(talk, ":help"))
    assert all(f":{order.name}" in said for order in ORDERS)
    assert len({order.name for order in ORDERS}) == len(ORDERS)


def test_sessions_are_made_entered_closed_and_reopened(talk: Dictation, desk: NoteTaking, workspace: Workspace) -> None:
    assert "not done: there is no session Raad van juni; nearest: 2020-03-12" in say(talk, ":session Raad van juni")[0]
    assert len(desk.sessions()) == 1
    say(talk, "een @jan", ":new Raad van juni", "twee")
    assert talk.session.id == "2020-03-12-raad-van-juni"
    assert talk.speaker == ""
    assert len(say(talk, ":sessions")) == 2
    assert "written" in say(talk, ":close")[0]
    assert desk.open("2020-03-12-raad").closed
    assert "closed" in say(talk, ":session 2020-03-12-raad")[0]
    for line in ("nog een", ":edit n2 anders", ":delete n2", ":undo", ":redo", ":take"):
        assert ":reopen" in say(talk, line)[0]
    say(talk, ":reopen")
    assert not desk.open("2020-03-12-raad").closed
    say(talk, ":take", ":undo")
    assert [note.text for note in desk.open("2020-03-12-raad").notes] == ["twee"]
    assert "not done" in say(talk, ":session 2020")[0], "more than one begins so"
    path = workspace.sessions / "2020-03-12-raad-van-juni.md"
    path.write_text(path.read_text("utf-8").replace("twee", "drie"), "utf-8")
    assert any(line.startswith("-") and "drie" in line for line in say(talk, ":write"))
    say(talk, ":write merge")
    assert "drie" in path.read_text("utf-8")


def test_a_session_is_found_by_its_title_and_another_note_taker_gets_the_same(
    talk: Dictation, desk: NoteTaking
) -> None:
    say(talk, ":new Één dag in de raad")
    assert "2020-03-12-een-dag-in-de-raad" in say(talk, ":session EEN DAG")[0]
    assert say(talk, ":new een dag in de raad")[0].startswith("this session was there already")
    assert len(desk.sessions()) == 2


def test_what_is_put_aside_stays_with_its_session(talk: Dictation, desk: NoteTaking, client: ClientId) -> None:
    desk.new_session(replace(TODAY, title="Open avond", date=datetime.date(2020, 4, 1)))
    say(talk, ":close", "vertrouwelijk")
    said = say(talk, ":session open avond")
    assert said[-1] == "an unfinished text is kept in: Digital twins; :session goes there"
    assert say(talk, ":take") == ["not done: there is nothing put aside in this session"]
    say(talk, "openbaar\\")
    list(talk.finish())
    again = started(desk, client, "open avond")
    assert not again.parts and again.left.text == "openbaar" and again.unsaved
    say(again, ":drop")
    again = started(desk, client, "open avond")
    assert again.left.text == "" and not again.unsaved
    assert ":take saves it, :drop throws it away" in say(again, f":session {ID}")
    say(again, ":reopen", ":take")
    assert [note.text for note in stored(desk)] == ["vertrouwelijk"]
    assert desk.open("open avond").notes == ()


def test_texts_that_were_being_written_in_other_rooms_stay(desk: NoteTaking, client: ClientId) -> None:
    client.keep(Draft(session=ID, text="half", unfinished=(Unfinished("memo x", "een memo"),)))
    say(started(desk, client), ":take", "nieuw", "begin\\")
    assert client.draft().unfinished == (Unfinished("memo x", "een memo"),)


def test_notes_of_the_screen_that_are_in_no_session_are_taken_as_notes(desk: NoteTaking, client: ClientId) -> None:
    nowhere = Session(id="", title="", date=NOON.date(), timezone="Europe/Amsterdam")
    early = entry_edits.add(entry_edits.new_note('" een citaat @jan', Draft(at=datetime.time(13, 4)), nowhere))
    client.keep(Draft(waiting=(early,)))
    talk = started(desk, client)
    assert stored(desk) == []
    assert [line for line in talk.tell_left() if "een citaat" in line]
    say(talk, ":take")
    (note,) = stored(desk)
    assert (note.kind, note.speaker, note.at) == (Kind.QUOTE, "jan", datetime.time(13, 4))
    assert not talk.unsaved and not client.draft().waiting


def test_a_session_closed_elsewhere_takes_nothing_more(talk: Dictation, desk: NoteTaking, workspace: Workspace) -> None:
    say(talk, "ervoor")
    close_session(workspace, ID)
    assert say(talk, "erna") == ["this session is closed, not saved; first :reopen, then :take"]
    assert ":reopen" in say(talk, ":delete n1")[0]
    assert [note.text for note in stored(desk)] == ["ervoor"]
    desk.reopen(ID)
    assert list(talk.news()) == ["this session is open again"]
    say(talk, ":take")
    assert [note.text for note in stored(desk)] == ["ervoor", "erna"]
    close_session(workspace, ID)
    assert list(talk.news()) == ["this session was closed elsewhere; first :reopen"]


def test_the_usual_session_is_that_of_today_or_the_last_that_began(desk: NoteTaking, client: ClientId) -> None:
    desk.new_session(replace(TODAY, title="Komt nog", date=datetime.date(2020, 5, 1)))
    desk.new_session(replace(TODAY, title="Was al", date=datetime.date(2020, 2, 1)))
    talk = Dictation(desk, client, clock=lambda: NOON)
    assert ID in next(talk.open())
    later = Dictation(desk, client, clock=lambda: NOON + datetime.timedelta(days=20))
    assert ID in next(later.open())
    sooner = Dictation(desk, client, clock=lambda: NOON - datetime.timedelta(days=99))
    said = list(sooner.open())
    assert said[0] == "no session has begun yet; this is the next one, of 2020-02-01" and "was-al" in said[1]


@pytest.mark.parametrize(("zone", "day", "hour"), [("Pacific/Kiritimati", 13, 2), ("Pacific/Pago_Pago", 12, 1)])
def test_the_day_and_time_are_those_where_the_programme_is(
    workspace: Workspace, client: ClientId, zone: str, day: int, hour: int
) -> None:
    there = replace(workspace, settings=replace(workspace.settings, timezone=zone))
    with NoteTaking(there, "1") as desk:
        talk = Dictation(desk, client, clock=lambda: NOON)
        list(talk.open("Raad", new=True))
        say(talk, "een")
        assert (talk.session.date, talk.session.timezone) == (datetime.date(2020, 3, day), zone)
        assert [note.at for note in desk.open(talk.session.id).notes] == [datetime.time(hour, 4)]


def test_the_other_note_taker_is_heard(talk: Dictation, desk: NoteTaking, workspace: Workspace) -> None:
    say(talk, "een")
    assert list(talk.news()) == []
    with NoteTaking(workspace, "2") as other:
        sheet = other.open(ID)
        other.apply(
            entry_edits.add(entry_edits.new_note("De sensoren zijn van niemand.", Draft(at=NOON.time()), sheet.session))
        )
        (mine,) = sheet.notes
        other.apply(entry_edits.change(EditKind.TEXT, mine, replace(mine, text="anders")))
    assert [line.split(":")[0] for line in talk.news()] == ["changed by the other note-taker", "the other note-taker"]
    assert list(talk.news()) == []
    assert say(talk, "De sensoren zijn van niemand!")[1] == "it looks like n2 of the other note-taker"


def test_both_texts_are_kept_where_two_change_a_note(talk: Dictation, desk: NoteTaking, workspace: Workspace) -> None:
    say(talk, "een")
    with NoteTaking(workspace, "2") as other:
        other.apply(
            entry_edits.change(EditKind.TEXT, other.open(ID).notes[0], replace(other.open(ID).notes[0], text="anders"))
        )
    assert "both texts are kept" in say(talk, ":edit n1 zelf")[1]
    assert {note.text for note in desk.versions(stored(desk)[0].id)} >= {"anders", "zelf"}


def test_a_note_that_cannot_be_stored_is_kept_and_stored_later(
    talk: Dictation, desk: Refusing, client: ClientId
) -> None:
    desk.refuse(WorkspaceError("database is locked"))
    assert "NOT saved yet (database is locked)" in say(talk, "een")[0]
    say(talk, "twee")
    assert [edit.steps[0].after.text for edit in client.draft().waiting if edit.steps[0].after] == ["een", "twee"]
    desk.refuse(None)
    assert [line for _ in range(2) for line in talk.news()] == [
        "saved now: n1 13:04 observation: saved",
        "saved now: n2 13:04 observation: saved",
    ]
    assert [note.text for note in stored(desk)] == ["een", "twee"]
    assert not talk.unsaved
    assert talk.keep() == ()
    assert client.draft().waiting == ()


def test_what_waits_can_be_undone_and_is_stored_at_the_next_start(desk: Refusing, client: ClientId) -> None:
    talk = started(desk, client)
    desk.refuse(WorkspaceError("disk full"))
    say(talk, "een", "twee", ":undo")
    assert list(talk.notes)[1:] == []
    assert "1 changes are not saved: disk full" in list(talk.finish())[-1]
    desk.refuse(None)
    started(desk, client)
    assert [note.text for note in stored(desk)] == ["een"]


def test_the_conversation_goes_on_where_nothing_can_be_written(
    talk: Dictation, desk: Refusing, client: ClientId, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.refuse(WorkspaceError("disk full"))
    with monkeypatch.context() as full:
        full.setattr(client, "keep", Refused())
        assert [line.partition("(")[0] for line in say(talk, "een")] == ["13:04 observation: NOT saved yet ", "no room"]
    desk.refuse(None)
    say(talk, "twee")
    assert [note.text for note in stored(desk)] == ["een", "twee"]


class Refused:
    """A disk without room."""

    def __call__(self, _draft: Draft) -> None:
        """Refuse."""
        raise WorkspaceError("no room")


def test_what_can_never_be_stored_is_put_aside(talk: Dictation, desk: Refusing, client: ClientId) -> None:
    desk.refuse(InputError("the session is gone"))
    assert say(talk, '" een @jan')[0] == "not saved: the session is gone"
    assert client.draft().text == '" een @jan'
    assert talk.notes == {}
    desk.refuse(None)
    say(talk, ":take")
    assert [(note.text, note.kind) for note in stored(desk)] == [("een", Kind.QUOTE)]
    assert client.draft().text == ""


def test_what_can_never_be_stored_is_put_aside_in_its_own_session(desk: Refusing, client: ClientId) -> None:
    other = desk.new_session(replace(TODAY, title="Anders")).id
    talk = started(desk, client, ID)
    desk.refuse(WorkspaceError("locked"))
    say(talk, '!! " vertrouwelijk @jan')
    desk.refuse(InputError("reden"))
    said = say(talk, f":session {other}")
    assert f"not saved: reden; the text is kept in {ID}" in said and not talk.left.text
    desk.refuse(None)
    say(talk, ":take", f":session {ID}", ":take")
    assert [(note.text, note.consent, note.speaker) for note in stored(desk)] == [
        ("vertrouwelijk", Consent.BACKGROUND, "jan")
    ]
    assert not desk.open(other).notes


def test_a_text_that_is_too_long_is_cut_only_when_asked(talk: Dictation, desk: NoteTaking, client: ClientId) -> None:
    long = "\\\n".join(["een zin. " * 5000, "nog een. " * 9000]).split("\n")
    assert ":take saves it as 2 notes" in say(talk, *long)[0]
    assert len(client.draft().text.encode()) > MAXIMUM_BYTES
    assert stored(desk) == []
    say(talk, ":take")
    assert len(stored(desk)) == 2
    assert not talk.unsaved


def test_an_unfinished_note_outlives_the_program(desk: NoteTaking, client: ClientId) -> None:
    talk = started(desk, client)
    say(talk, "het begin\\", "en verder\\")
    assert client.draft().text == "het begin\nen verder"
    talk.interrupted("en het ein")
    assert "kept for next time" in next(talk.finish())
    again = Dictation(desk, client, clock=lambda: NOON + datetime.timedelta(hours=1))
    assert "left from last time" in list(again.open())[1]
    say(again, "iets anders", ":take")
    assert [(note.text, note.at) for note in stored(desk)] == [
        ("het begin\nen verder\nen het ein", datetime.time(13, 4)),
        ("iets anders", datetime.time(14, 4)),
    ]


def test_what_was_left_can_be_thrown_away(desk: NoteTaking, client: ClientId) -> None:
    client.keep(Draft(session=ID, text="oud", note="x"))
    talk = started(desk, client)
    assert talk.unsaved
    assert say(talk, ":drop") == ["thrown away: oud"]
    assert (client.draft().text, talk.unsaved) == ("", False)


def test_an_edit_that_was_left_on_the_screen_is_taken_as_an_edit(desk: NoteTaking, client: ClientId) -> None:
    say(started(desk, client), "een")
    (note,) = stored(desk)
    client.keep(Draft(session=ID, text="twee", note=note.id, editing=True))
    say(started(desk, client), ":take")
    assert [(one.id, one.text) for one in stored(desk)] == [(note.id, "twee")]


def test_a_change_that_was_left_is_not_lengthened_with_what_is_put_aside(desk: NoteTaking, client: ClientId) -> None:
    say(started(desk, client), "een")
    (note,) = stored(desk)
    client.keep(Draft(session=ID, text="twee", note=note.id, editing=True))
    talk = started(desk, client)
    say(talk, "drie {consent=withdrawn}")
    assert (talk.left.text, client.draft().text) == ("twee", "twee")
    say(talk, ":take")
    assert [one.text for one in stored(desk)] == ["twee"] and talk.left.text == "drie {consent=withdrawn}"


def test_what_to_look_for_is_read() -> None:
    wanted = arguments.wanted('@jan #kaart " twee woorden')
    assert (wanted.speaker, wanted.tag, wanted.kind, wanted.words) == ("jan", "kaart", Kind.QUOTE, "twee woorden")
    assert arguments.wanted("") == replace(wanted, speaker="", tag="", kind=None, words="")


def test_words_are_completed(talk: Dictation) -> None:
    say(talk, "een @adviseur-provincie #kaart", "twee @adviseur-kadaster")
    assert list(talk.news()) == []
    assert endings(talk, "tekst @adv") == ("@adviseur-kadaster", "@adviseur-provincie")
    assert endings(talk, "tekst #k") == ("#kaart",)
    assert endings(talk, ":re") == (":redo ", ":reopen ")
    assert endings(talk, ":star @adv") == ("@adviseur-kadaster", "@adviseur-provincie")
    assert endings(talk, "tekst") == endings(talk, "") == endings(talk, "@provincie") == ()


EVENTS = ("note", "note", "part", "locked", "refused", "well", "again", ":close", ":reopen", ":take", "")


@drawn(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(st.sampled_from(EVENTS), max_size=25))
def test_whatever_happens_nothing_is_lost_and_nothing_is_doubled(
    desk: Refusing, client: ClientId, workspace: Workspace, events: list[str]
) -> None:
    desk.refuse(None)
    client.keep(Draft())
    name = desk.new_session(replace(TODAY, title=f"Raad {new_id()}")).id
    talk = started(desk, client, name)
    typed: list[str] = []
    for number, event in enumerate(events):
        match event:
            case "note" | "part":
                typed.append(f"tekst-{number:03}")
                say(talk, typed[-1] + ("\\" if event == "part" else ""))
            case "locked" | "refused" | "well":
                errors = {"locked": WorkspaceError("locked"), "refused": InputError("no")}
                desk.refuse(errors.get(event))
            case "again":
                talk = started(desk, client, name)
            case _:
                say(talk, event)
                list(talk.news())
    list(talk.finish())
    kept = [note.text for note in desk.open(name).notes]
    waiting = [step.after.text for edit in talk.outbox.waiting for step in edit.steps if step.after]
    everything = "\n".join([*kept, *waiting, client.draft().text])
    assert sorted(re.findall(r"tekst-\d{3}", everything)) == typed
    assert talk.unsaved == (len(re.findall(r"tekst-\d{3}", "\n".join(kept))) < len(typed))


def test_a_level_that_is_not_read_is_put_aside_and_told(talk: Dictation, desk: NoteTaking) -> None:
    say(talk, '{consent=background} " een', "!! twee")
    assert [note.consent for note in stored(desk)] == [Consent.BACKGROUND, Consent.BACKGROUND]
    said = say(talk, "drie {consent=withdrawn}", "## vier")
    assert said[0].startswith("not saved: ") and "consent" in said[0]
    assert any("agenda item" in line and ":edit" in line for line in said)
    assert talk.left.text == "drie {consent=withdrawn}" and talk.unsaved
    assert [note.text for note in stored(desk)] == ["een", "twee", "## vier"]


def test_the_speaker_who_stays_belongs_to_a_session_also_after_a_restart(desk: NoteTaking, client: ClientId) -> None:
    other = desk.new_session(replace(TODAY, title="Anders")).id
    talk = started(desk, client, ID)
    say(talk, '" een @jet')
    again = started(desk, client, ID)
    say(again, '" twee', f":session {other}", '" drie', '" vier @jan', f":session {ID}", '" vijf')
    assert [note.speaker for note in stored(desk)] == ["jet", "jet", ""]
    assert [note.speaker for note in desk.open(other).notes] == ["", "jan"]
    assert started(desk, client, other).speaker == ""


def test_a_stricter_level_is_undone_only_where_it_is_meant(talk: Dictation, desk: NoteTaking) -> None:
    say(talk, '" Dat trek ik in.', ":consent . withdrawn")
    assert say(talk, ":undo") == [
        "not done: more of n1 could be printed; if that is meant, type the command with: consent"
    ]
    assert stored(desk)[-1].consent is Consent.WITHDRAWN
    assert "is not one of" in say(talk, ":undo ja")[-1]
    assert say(talk, ":undo consent")[-1].endswith("undone (consent changed)")
    assert stored(desk)[-1].consent is None


def test_what_was_said_of_a_person_is_undone(talk: Dictation) -> None:
    say(talk, ":person bo Bo; griffier", ":person bo Bo; wethouder;;; withdrawn")
    assert say(talk, ":undo")[0].startswith("not done: more of bo could be printed")
    assert say(talk, ":undo consent") == ["@bo: Bo, griffier: undone (person changed)"]
    assert say(talk, ":person bo") == ["@bo: Bo, griffier"]
