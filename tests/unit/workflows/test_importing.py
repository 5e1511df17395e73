"""Files in: what is refused, what is written back, and what of a session's own file is remembered."""

from pathlib import Path

import pytest

from kennis.errors import InputError
from kennis.workflows import closing
from kennis.workflows.importing import Choices, FileReport, import_files
from kennis.workflows.workspace import Workspace, init

TEXT = "---\nid: raad\ntitle: Raad\ndate: 2020-03-12\n---\n- Een zin.\n"
STRAY = f"{TEXT}\nEen losse alinea.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return init(tmp_path / "w")


def file(workspace: Workspace) -> Path:
    return workspace.sessions / "raad.md"


def take_in(workspace: Workspace, text: str, skip_bad: bool = False) -> FileReport:
    file(workspace).write_text(text, "utf-8")
    (report,) = import_files(workspace, [file(workspace)], Choices(skip_bad=skip_bad))
    return report


def test_a_file_that_was_taken_in_whole_is_written_again_without_asking(workspace: Workspace) -> None:
    assert take_in(workspace, TEXT).added == 1
    assert [one.difference for one in closing.write_sessions(workspace)] == [""]


def test_what_was_skipped_as_bad_is_not_written_over(workspace: Workspace) -> None:
    report = take_in(workspace, STRAY, skip_bad=True)
    assert report.added == 1 and "raad.md:8: this text belongs to no note" in report.refusals[0]
    with pytest.raises(InputError, match=r"raad\.md:8: this text belongs to no note"):
        closing.write_sessions(workspace)
    assert "Een losse alinea." in file(workspace).read_text("utf-8")


def test_what_is_typed_into_a_file_while_it_is_imported_stays(workspace: Workspace) -> None:
    file(workspace).write_text(TEXT, "utf-8")
    longer = f"{TEXT}- Net erbij getypt.\n"

    def meanwhile(step: str, _done: int, _whole: int) -> None:
        if "storing" in step:
            file(workspace).write_text(longer, "utf-8")

    (report,) = import_files(workspace, [file(workspace)], Choices(), meanwhile)
    assert report.added == 1 and "import it again" in report.notices[0]
    assert file(workspace).read_text("utf-8") == longer
    (shown,) = closing.write_sessions(workspace)
    assert "Net erbij getypt." in shown.difference
    assert take_in(workspace, longer).added == 1


def test_a_file_changed_by_hand_in_another_encoding_is_shown(workspace: Workspace) -> None:
    take_in(workspace, TEXT)
    by_hand = file(workspace).read_text("utf-8").replace("Een zin.", "Eén zin.").encode("cp1252")
    file(workspace).write_bytes(by_hand)
    (shown,) = closing.write_sessions(workspace)
    assert "Eén zin." in shown.difference and file(workspace).read_bytes() == by_hand


def test_characters_that_were_left_out_are_counted(workspace: Workspace) -> None:
    assert take_in(workspace, TEXT.replace("zin", "z\x1bi\u200bn")).notices == (
        "characters left out that may not be kept: 2",
    )
