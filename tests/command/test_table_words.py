"""Tables for people speak the language in use, headings and values; JSON and CSV keep the names of both."""

import re
from pathlib import Path

import pytest

from kennis import nouns
from kennis.locale import translator
from tests.command.conftest import Done, Kennis
from tests.versions.printed import unpack

VALUES = {
    str(one)
    for sort in (nouns.Kind, nouns.Consent, nouns.Form, nouns.Access, nouns.Audience, nouns.PassageKind)
    for one in sort
}
SAME = {"open", "online", "partners"}  # in Dutch and English
TABLES = [
    "sessions list",
    "participants list",
    "notes list",
    "themes list",
    "themes show T-002",
    "themes assignments",
    "themes proposals",
    "themes shelf",
    "outline list",
    "outline versions",
    "approvals list",
    "preflight --all",
    "restore",
    "search --mode words loket",
]


@pytest.fixture
def dutch(kennis: Kennis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kennis:
    """Give what runs a command in Dutch, in a small workspace in which there is something of everything."""
    folder = unpack("v0_1", tmp_path / "boek")
    monkeypatch.setenv("KENNIS_LANGUAGE", "nl")

    def command(*words: object, stdin: str = "") -> Done:
        return kennis("--workspace", folder, *words, stdin=stdin)

    return command


def cells(table: str) -> set[str]:
    """Give the texts of the cells."""
    return {cell for line in table.splitlines() for cell in re.split(r"\s{2,}", line.strip())}


@pytest.mark.parametrize("line", TABLES)
def test_no_value_and_no_heading_of_a_table_is_an_identifier(dutch: Kennis, line: str) -> None:
    done = dutch(*line.split())
    headings = dutch(*line.split(), "--format", "csv").out.splitlines()[0].split(",")
    said = translator("nl")
    english = {one for one in {*VALUES, *headings, "closed", "True", "False"} if said(one) != one} - SAME - {"id"}
    assert done.out and not cells(done.out) & english, done.err


def test_dutch_words_stand_in_their_place(dutch: Kennis) -> None:
    assert {"gesloten", "met naam", "iedereen", "op locatie"} <= cells(dutch("sessions", "list").out)
    assert {"ingetrokken", "alleen achtergrond"} <= cells(dutch("participants", "list").out)
    assert {"citaat", "inzicht", "observatie"} <= cells(dutch("notes", "list").out)
    assert {"eigen tekst", "citaat", "losse notitie"} <= cells(dutch("outline", "list").out)


def test_json_and_csv_keep_the_values(dutch: Kennis) -> None:
    assert ",hybrid,partners,partners,4,12,closed,role\n" in dutch("sessions", "list", "--format", "csv").out
    assert {one["kind"] for one in dutch("notes", "list", "--format", "json").json} <= VALUES
    assert {one["consent"] for one in dutch("participants", "list", "--format", "json").json} <= {*VALUES, None}
