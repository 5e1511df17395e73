"""The desk: sessions made, opened, closed; files changed by hand shown and never overwritten."""

import dataclasses
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from kennis.clean_text import MAXIMUM_BYTES
from kennis.errors import InputError, UnknownItem
from kennis.nouns import Consent, Draft, EditKind, Participant, Session
from kennis.reading import entry_edits
from kennis.workflows.note_taking import NoteTaking
from kennis.workflows.workspace import Workspace, init

TODAY = Session(id="", title="Digital twins", date=datetime.date(2020, 3, 12), note_takers=("Anne", " "))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return init(tmp_path)


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[NoteTaking]:
    with NoteTaking(workspace, "1") as opened:
        opened.new_session(TODAY)
        yield opened


def type_(desk: NoteTaking, source: str, session: str = "2020-03-12-digital-twins") -> None:
    sheet = desk.open(session)
    desk.apply(entry_edits.add(entry_edits.new_note(source, Draft(at=datetime.time(14, 3)), sheet.session)))


def file(workspace: Workspace) -> Path:
    return workspace.sessions / "2020-03-12-digital-twins.md"


def test_without_a_name_the_latest_session_opens(desk: NoteTaking) -> None:
    desk.new_session(dataclasses.replace(TODAY, title="Later", date=datetime.date(2020, 4, 1)))
    assert desk.open().session.title == "Later"
    assert desk.open("2020-03").session.note_takers == ("Anne",)
    assert [view.session.title for view in desk.sessions()] == ["Later", "Digital twins"]
    with pytest.raises(UnknownItem):
        desk.open("niets")


def test_an_empty_workspace_has_no_session(workspace: Workspace) -> None:
    with NoteTaking(workspace, "1") as desk, pytest.raises(UnknownItem, match="no session yet"):
        desk.open()


def test_session_files_of_a_workspace_that_was_never_opened_are_imported(
    desk: NoteTaking, workspace: Workspace
) -> None:
    type_(desk, "Een zin.")
    desk.write("2020-03-12-digital-twins")
    text = file(workspace).read_text("utf-8")
    other = init(workspace.folder / "kopie")
    (other.sessions / file(workspace).name).write_text(text, "utf-8")
    with NoteTaking(other, "1") as fresh:
        assert [note.text for note in fresh.open().notes] == ["Een zin."]
        assert fresh.close("2020-03-12-digital-twins").difference == ""
    assert (other.sessions / file(workspace).name).read_text("utf-8") == text


@pytest.mark.parametrize("text", ["", "  \n", "x" * (MAXIMUM_BYTES + 1)])
def test_an_empty_or_too_long_text_is_refused(desk: NoteTaking, text: str) -> None:
    with pytest.raises(InputError):
        type_(desk, text)


def test_a_person_is_added_and_then_changed(desk: NoteTaking) -> None:
    session = "2020-03-12-digital-twins"
    desk.register(session, Participant(handle="bo", name="Bo"))
    found = desk.register(session, Participant(handle="bo", name="Bo Kramer", consent=Consent.ROLE))
    assert [(one.name, one.consent, one.version) for one in found.participants] == [("Bo Kramer", Consent.ROLE, 2)]
    assert desk.register(session, Participant(handle="bo", name="Bo Kramer", consent=Consent.ROLE)) == found


def test_closing_writes_the_file_and_marks_the_session(desk: NoteTaking, workspace: Workspace) -> None:
    type_(desk, '" Een citaat. @bo')
    closed = desk.close("2020-03-12-digital-twins")
    assert closed.difference == "" and Path(closed.path) == file(workspace)
    assert '" Een citaat. @bo' in file(workspace).read_text("utf-8")
    assert [view.closed for view in desk.sessions()] == [True]
    desk.reopen("2020-03-12-digital-twins")
    assert [view.closed for view in desk.sessions()] == [False]


def test_notes_typed_after_closing_are_written_without_asking(desk: NoteTaking, workspace: Workspace) -> None:
    type_(desk, "Een.")
    desk.close("2020-03-12-digital-twins")
    type_(desk, "Twee.")
    assert desk.close("2020-03-12-digital-twins").difference == ""
    assert "Twee." in file(workspace).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [("Een zin.", "Een betere zin.", "Een betere zin."), ("title: Digital twins", "title: Tweelingen", "Tweelingen")],
)
def test_what_was_changed_by_hand_is_shown_and_taken_in(
    desk: NoteTaking, workspace: Workspace, old: str, new: str, kept: str
) -> None:
    type_(desk, "Een zin.")
    desk.close("2020-03-12-digital-twins")
    by_hand = file(workspace).read_text("utf-8").replace(old, new)
    file(workspace).write_text(by_hand, "utf-8")
    type_(desk, "Intussen op het scherm.")
    closed = desk.close("2020-03-12-digital-twins")
    assert f"-{new}" in closed.difference.replace("} ", "}\n-") and "+" in closed.difference
    assert file(workspace).read_text("utf-8") == by_hand
    assert desk.close("2020-03-12-digital-twins", merge=True).difference == ""
    written = file(workspace).read_text("utf-8")
    assert kept in written and "Intussen op het scherm." in written


@pytest.mark.parametrize(
    ("title", "line", "shown"),
    [("Tweelingen", "", True), ("Digital twins", "- Erbij.\n", True), ("Digital twins", "", False)],
)
def test_a_file_that_kennis_never_wrote_is_shown_where_it_says_something_new(
    desk: NoteTaking, workspace: Workspace, title: str, line: str, shown: bool
) -> None:
    front = f"---\nid: 2020-03-12-digital-twins\ntitle: {title}\ndate: 2020-03-12\nnote-takers: [Anne]\n---\n"
    file(workspace).write_text(front + line, "utf-8")
    assert bool(desk.close("2020-03-12-digital-twins").difference) is shown
    assert (file(workspace).read_text("utf-8") == front + line) is shown


def test_a_change_by_hand_and_one_on_the_screen_are_both_kept(desk: NoteTaking, workspace: Workspace) -> None:
    type_(desk, "Een zin.")
    desk.close("2020-03-12-digital-twins")
    (note,) = desk.open().notes
    desk.apply(entry_edits.change(EditKind.TEXT, note, entry_edits.revised(note, "Van het scherm.")))
    text = file(workspace).read_text("utf-8")
    file(workspace).write_text(text.replace("Een zin.", "Met de hand."), "utf-8")
    desk.close("2020-03-12-digital-twins", merge=True)
    assert desk.open().conflicts == (note.id,)
    assert {one.text for one in desk.versions(note.id)} == {"Een zin.", "Van het scherm.", "Met de hand."}


def test_a_file_that_cannot_be_read_is_left_alone(desk: NoteTaking, workspace: Workspace) -> None:
    type_(desk, "Een zin.")
    desk.close("2020-03-12-digital-twins")
    file(workspace).write_text("zomaar iets", "utf-8")
    assert "-zomaar iets" in desk.close("2020-03-12-digital-twins").difference
    with pytest.raises(InputError):
        desk.close("2020-03-12-digital-twins", merge=True)
    assert file(workspace).read_text("utf-8") == "zomaar iets"
