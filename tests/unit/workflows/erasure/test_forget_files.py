"""Session files beside what was forgotten: whoever has the same handle by now is heard, and no line is lost unasked."""

from dataclasses import replace
from pathlib import Path

import pytest

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.nouns import Edit, EditKind, Participant, Step
from kennis.store import Offer
from kennis.workflows import session_files
from kennis.workflows.erasure import forget
from kennis.workflows.import_files import Choices, FileReport, import_files
from kennis.workflows.workspace import Workspace, init
from tests.samples import note, session

JAN = Participant(handle="jan", name="Jan Smit")
LINE = "- Nog een punt van Jan. @jan\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace in which Jan was forgotten, with its session file written."""
    made = init(tmp_path / "ruimte")
    with made.store() as store:
        store.take_in(Offer((session(people=(JAN,)),), (note(1),)))
    forget.forget(made, "jan")
    session_files.write_sessions(made)
    return made


def file(workspace: Workspace) -> Path:
    """Give the session file."""
    return workspace.sessions / f"{session().id}.md"


def typed(workspace: Workspace, line: str) -> FileReport:
    """Type a line into the session file, and import it."""
    file(workspace).write_text(file(workspace).read_text("utf-8").rstrip() + "\n" + line, "utf-8")
    (report,) = import_files(workspace, [file(workspace)], Choices())
    return report


def texts(workspace: Workspace) -> list[str]:
    """Give the texts of all notes."""
    with workspace.store() as store:
        return [one.text for one in store.notes.select()]


def test_another_of_the_same_handle_is_heard(workspace: Workspace) -> None:
    said = replace(note(5, "Een andere Jan zegt iets nieuws."), speaker="jan")
    with workspace.store() as store:
        store.journal.apply(Edit(new_id(), said.session, EditKind.TEXT, (Step(None, said),)), "1")
    session_files.write_sessions(workspace)
    report = typed(workspace, LINE)
    assert (report.added, report.notices) == (1, ()) and "Nog een punt van Jan." in texts(workspace)
    assert [one.difference for one in session_files.write_sessions(workspace)] == [""]


def test_what_was_held_back_is_not_written_over_unasked(workspace: Workspace) -> None:
    report = typed(workspace, LINE)
    assert report.added == 0 and "1 forgotten notes" in report.notices[0]
    (shown,) = session_files.write_sessions(workspace)
    assert "Nog een punt van Jan." in shown.difference
    with pytest.raises(InputError, match=r"forgotten \(1\).*not written over"):
        session_files.write_sessions(workspace, merge=True)
    with pytest.raises(InputError, match="forgotten"):
        session_files.close_session(workspace, session().id, merge=True)
    assert "Nog een punt van Jan." in file(workspace).read_text("utf-8")
    assert "Nog een punt van Jan." not in texts(workspace)


def test_what_else_a_file_says_is_taken_in_beside_what_is_held_back(workspace: Workspace) -> None:
    file(workspace).write_text(file(workspace).read_text("utf-8").rstrip() + f"\n{LINE}- Van iedereen.\n", "utf-8")
    with pytest.raises(InputError, match="not written over"):
        session_files.write_sessions(workspace, merge=True)
    assert "Van iedereen." in texts(workspace)
    file(workspace).write_text(file(workspace).read_text("utf-8").replace(LINE, ""), "utf-8")
    assert [one.difference for one in session_files.write_sessions(workspace, merge=True)] == [""]
    assert texts(workspace).count("Van iedereen.") == 1


def test_a_file_that_kennis_never_wrote_is_not_written_over_either(workspace: Workspace) -> None:
    with workspace.store() as store:
        store.session_views.mark_written(session().id, "")
    file(workspace).write_text(file(workspace).read_text("utf-8").rstrip() + f"\n{LINE}", "utf-8")
    (shown,) = session_files.write_sessions(workspace)
    assert "Nog een punt van Jan." in shown.difference and LINE in file(workspace).read_text("utf-8")


def test_the_same_words_of_somebody_else_are_taken_in(tmp_path: Path) -> None:
    people = (JAN, Participant(handle="eva", name="Eva"))
    made = init(tmp_path / "ander")
    with made.store() as store:
        store.take_in(Offer((session(people=people),), (replace(note(1, "Eens."), speaker="jan"), note(3))))
    session_files.write_sessions(made)
    before = file(made).read_text("utf-8")
    forget.forget(made, "n1")
    for line, added in (
        ("- {#01900000-0000-7000-8000-0000000000aa v=1} Eens. @eva\n", 1),
        ("- {#01900000-0000-7000-8000-0000000000ab v=1} Eens. @jan\n", 0),
        ("- {#01900000-0000-7000-8000-0000000000ac v=1} Eens.\n", 0),
    ):
        file(made).write_text(before, "utf-8")
        assert typed(made, line).added == added
    with made.store() as store:
        assert [one.speaker for one in store.notes.select() if one.text == "Eens."] == ["eva"]
