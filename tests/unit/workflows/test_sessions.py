"""Sessions and notes made by commands: ids that differ, speakers who are who the register says."""

import datetime
from pathlib import Path

import pytest

from kennis.consent import level, speaker
from kennis.errors import WorkspaceError
from kennis.nouns import Consent, Draft, EditKind, Kind, Participant, Session
from kennis.reading import entry_edits
from kennis.reading.identifiers import dated_id
from kennis.workflows import demo, sessions
from kennis.workflows.note_taking import NoteTaking
from kennis.workflows.sessions import SaidBeside
from kennis.workflows.workspace import Workspace, init

BACKGROUND = Participant(handle="Jan_J", name="Jan Jansen", consent=Consent.BACKGROUND)
MEETING = Session(id="", title="Raad", date=datetime.date(2020, 3, 12), participants=(BACKGROUND,))
LONG = "Werksessie over de rol van gemeenten bij digitale tweelingen, deel"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return init(tmp_path)


@pytest.mark.parametrize("titles", [(f"{LONG} 1", f"{LONG} 2"), ("Встреча", "Дело")])
def test_titles_that_differ_late_or_in_other_letters_make_two_sessions(
    workspace: Workspace, titles: tuple[str, str]
) -> None:
    ids = {
        sessions.new_session(workspace, Session(id="", title=title, date=datetime.date(2020, 3, 12))).id
        for title in titles
    }
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("2020-03-12 Raad", "2020-03-12-raad"),
        ("2020-03-12: Raad", "2020-03-12-raad"),
        ("2020-03-12", "2020-03-12"),
        ("2020-03-123", "2020-03-12-2020-03-123"),
        ("2020-03-13 Raad", "2020-03-12-2020-03-13-raad"),
        ("Raad 2020-03-12", "2020-03-12-raad-2020-03-12"),
    ],
)
def test_an_id_has_the_day_once_where_the_title_begins_with_it(title: str, id_: str) -> None:
    assert dated_id(datetime.date(2020, 3, 12), title) == id_


@pytest.mark.parametrize("named", ["Jan_J", "jan_j", "@Jan-J", "Jan Jansen", "jan jansen"])
def test_whoever_stands_in_the_register_keeps_their_consent(workspace: Workspace, named: str) -> None:
    meeting = sessions.new_session(workspace, MEETING)
    sessions.add_note(workspace, "Een.", meeting.id, SaidBeside(kind=Kind.QUOTE, speaker=named))
    typed = named if named.startswith("@") else f'@"{named}"'
    with NoteTaking(workspace, "1") as desk:
        assert entry_edits.unknown_person(f"Twee. {typed}", meeting) is None
        desk.apply(entry_edits.add(entry_edits.new_note(f"Twee. {typed}", Draft(), meeting)))
        desk.apply(
            entry_edits.add(entry_edits.new_note('" Drie.', Draft(speaker=entry_edits.typed(typed).speaker), meeting))
        )
        (four,) = desk.apply(entry_edits.add(entry_edits.new_note("Vier.", Draft(), meeting))).notes
        desk.apply(entry_edits.change(EditKind.SPEAKER, four, entry_edits.revised(four, f"Vier. {typed}")))
        sheet = desk.open(meeting.id)
    assert [person.handle for person in sheet.session.participants] == ["Jan_J"]
    assert {level(note, speaker(note, sheet.session), sheet.session) for note in sheet.notes} == {Consent.BACKGROUND}


def test_the_example_goes_into_a_folder_and_not_into_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(WorkspaceError, match="not an empty folder"):
        demo.demo(tmp_path / "a.txt")


def test_a_speaker_in_other_letters_is_kept(workspace: Workspace) -> None:
    meeting = sessions.new_session(workspace, MEETING)
    note = sessions.add_note(workspace, "Een.", meeting.id, SaidBeside(speaker="Иван Петров")).note
    with NoteTaking(workspace, "1") as desk:
        people = {person.handle: person.name for person in desk.header(meeting.id).participants}
    assert people[note.speaker] == "Иван Петров"
