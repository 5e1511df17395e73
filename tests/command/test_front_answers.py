"""Calls that would be misunderstood are refused; tables in a file or pipe keep what they hold whole."""

import datetime
from pathlib import Path

import pytest

from tests.command.conftest import Kennis


@pytest.mark.parametrize("name", ["", " "])
@pytest.mark.parametrize("rest", [("edit", "--name", "Jan"), ("consent", "name")])
def test_a_person_has_to_be_named(kennis: Kennis, empty: Path, name: str, rest: tuple[str, ...]) -> None:
    done = kennis("participants", rest[0], name, *rest[1:])
    assert (done.code, done.err) == (2, "kennis: name a person: a name, handle or session/handle\n")


def test_an_answer_cannot_be_of_a_day_to_come(kennis: Kennis, empty: Path) -> None:
    today = datetime.datetime.now().astimezone().date()
    later = today + datetime.timedelta(days=2)
    done = kennis("approvals", "record", "sleutel", "approved", "--date", later)
    assert done.code == 2 and f"{later} is still to come" in done.err
    assert kennis("approvals", "record", "sleutel", "approved", "--date", today).code == 1


@pytest.mark.parametrize("command", ["approvals", "reference"])
@pytest.mark.parametrize("option", [("--format", "md,html,docx,odt"), ("--out", "map")])
def test_options_of_the_draft_are_not_dropped_before_another_export(
    kennis: Kennis, empty: Path, command: str, option: tuple[str, str]
) -> None:
    done = kennis("export", *option, command)
    assert done.code == 2 and f"kennis export {command} --out DIR" in done.err
    assert not list(empty.glob("exports/*"))


def test_a_table_in_a_pipe_cuts_nothing_off(kennis: Kennis, empty: Path) -> None:
    kennis("sessions", "new", "Raad", "--date", "2020-03-12")
    name = f"exports/{'digitale-overheid-' * 7}.docx"
    for text in (name, f"Een lange zin {'met woorden ' * 30}", "ź" * 400):
        assert kennis("note", "add", text, "--session", "2020").code == 0
    said = kennis("notes", "list").out
    assert "…" not in said and name in said and said.count("ź") == 400
