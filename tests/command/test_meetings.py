"""The commands about workspaces, sessions and notes."""

import csv
import datetime
import io
from pathlib import Path

import pytest

from kennis import clock
from tests.command.conftest import Kennis

SESSION = """\
---
id: 2020-03-12-digital-twins
title: Digital twins en de raad
date: 2020-03-12
---
## Wie bezit het model?

- 14:03 De raad krijgt inzichten waar nog geen beleid bij hoort. @wethouder #raad
- 14:05 " Iedereen heeft een dashboard, niemand heeft hetzelfde dashboard.
"""


def test_without_a_command_it_prints_help_and_ends_with_2(kennis: Kennis) -> None:
    done = kennis()
    assert done.code == 2
    assert "Usage: kennis" in done.out
    for name in ("demo", "init", "import", "note", "notes", "sessions", "themes", "outline", "export"):
        assert name in done.out


def test_outside_a_workspace_it_says_how_to_make_one(
    kennis: Kennis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = kennis("notes", "list")
    assert done.code == 3
    assert "kennis init" in done.err


def test_init_makes_a_workspace_once(kennis: Kennis, tmp_path: Path) -> None:
    folder = tmp_path / "ruimte"
    assert kennis("init", folder).code == 0
    assert {path.name for path in folder.iterdir()} == {".gitignore", ".kennis", "exports", "kennis.toml", "sessions"}
    again = kennis("init", folder)
    assert (again.code, "already" in again.err) == (3, True)


def test_init_with_an_unknown_programme_makes_nothing(kennis: Kennis, tmp_path: Path) -> None:
    done = kennis("init", tmp_path / "ruimte", "--programme", "bestaat-niet")
    assert done.code == 3
    assert "bestaat-niet" in done.err
    assert not (tmp_path / "ruimte" / "kennis.toml").exists()


def test_a_workspace_is_found_from_a_folder_inside_it(
    kennis: Kennis, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(empty / "sessions")
    assert kennis("sessions", "list", "--format", "json").json == []


def test_the_environment_names_a_workspace(
    kennis: Kennis, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KENNIS_WORKSPACE", str(empty))
    assert kennis("sessions", "list", "--format", "json").json == []


def test_an_unknown_setting_is_refused(kennis: Kennis, empty: Path) -> None:
    (empty / "kennis.toml").write_text('programma = "slim-besturen"\n', "utf-8")
    done = kennis("notes", "list")
    assert done.code == 3
    assert "programma" in done.err


def test_notes_are_added_listed_edited_starred(kennis: Kennis, empty: Path) -> None:
    made = kennis("sessions", "new", "Digital twins en de raad", "--date", "2020-03-12", "--access", "partners")
    assert (made.code, made.out) == (0, "2020-03-12-digital-twins-en-de-raad\n")
    added = kennis(
        "note", "add", "Verkokering zit in de budgetten.", "--session", "2020-03-12", "--kind", "quote",
        "--speaker", "Adviseur provincie", "--tag", "geld", "--tag", "kolommen",
    )  # fmt: skip
    assert (added.code, added.out) == (0, "n1\n")
    assert kennis("note", "add", "-", "--session", "2020", stdin="Van de invoer.\nTweede regel.\n").out == "n2\n"
    assert kennis("notes", "edit", "n2", "Anders gezegd.").code == 0
    assert kennis("notes", "star", "n2").code == 0
    assert kennis("notes", "consent", "n1", "role").code == 0
    first, second = kennis("notes", "list", "--format", "json").json
    assert (first["note"], first["kind"], first["speaker"], first["tags"]) == (
        "n1",
        "quote",
        "adviseur-provincie",
        ["geld", "kolommen"],
    )
    assert (first["consent"], first["version"]) == ("role", 2)
    assert (second["text"], second["star"], second["version"]) == ("Anders gezegd.", True, 3)
    assert [one["note"] for one in kennis("notes", "list", "--kind", "quote", "--format", "json").json] == ["n1"]


def test_a_note_is_added_with_the_marks_of_the_screen(kennis: Kennis, empty: Path) -> None:
    kennis("sessions", "new", "Raad", "--date", "2020-03-12")
    here = ("--session", "2020")
    assert (
        kennis("note", "add", '14.05 uur {consent=withdrawn} "Zo is het." @jan #raad', *here, "--tag", "geld").code == 0
    )
    assert kennis("note", "add", "!! Niet voor buiten", *here).code == 0
    told = kennis("note", "add", "## Rondvraag", *here)
    assert (told.code, told.out) == (0, "n3\n") and "kennis notes edit n3" in told.err
    for refused in ("Zo {consent=withdrawn} is het", "Zo is het { Toestemming: geen }", '{consent=ja} " Zo is het'):
        done = kennis("note", "add", refused, *here)
        assert (done.code, done.out) == (1, "") and "consent" in done.err
        assert kennis("notes", "edit", "n3", refused).code == 1
    assert kennis("note", "add", "? Zo", *here, "--kind", "quote").code == 1
    assert kennis("note", "add", "Zo @jan", *here, "--speaker", "piet").code == 1
    assert kennis("notes", "edit", "n1", "{consent=name} Anders").code == 0
    first, second, third = kennis("notes", "list", "--format", "json").json
    assert (first["time"] if "time" in first else first["at"])[:5] == "14:05"
    assert (first["kind"], first["speaker"], first["tags"], first["text"]) == (
        "quote",
        "jan",
        ["geld", "raad"],
        "Anders",
    )
    assert [one["consent"] for one in (first, second, third)] == ["withdrawn", "background", None]
    assert third["text"] == "## Rondvraag"


@pytest.mark.parametrize("name", ["02a-endash-item", "11a-dutch-time-consent"])
def test_a_file_that_was_typed_elsewhere_loses_no_level(kennis: Kennis, empty: Path, name: str) -> None:
    bullet, time = ("–", "14:03") if name.startswith("02a") else ("-", "14.03 uur")
    odd = f"{bullet} {time} {{consent=withdrawn}} “ Dit trek ik in. @piet\n"
    body = f'- 14:02 {{consent=name}} " Wij delen alles. @jan\n{odd}'
    (empty / f"{name}.md").write_text(f"---\ntitle: Elders\ndate: 2026-03-12\nconsent: role\n---\n\n{body}", "utf-8")
    assert kennis("import", f"{name}.md").code == 0
    found = kennis("notes", "list", "--format", "json").json
    assert [(one["text"], one["speaker"], one["consent"]) for one in found] == [
        ("Wij delen alles.", "jan", "name"),
        ("Dit trek ik in.", "piet", "withdrawn"),
    ]
    assert kennis("import", f"{name}.md").code == 0
    assert kennis("sessions", "write").code == 0
    (written,) = (empty / "sessions").glob("*.md")
    assert "\ngrammar: 2\n" in written.read_text("utf-8")
    assert kennis("import", str(written)).code == 0
    assert kennis("notes", "list", "--format", "json").json == found


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("note", "add", " ", "--session", "2020"), 1, "empty"),
        (("note", "add", "tekst", "--session", "nergens"), 1, "there is no session"),
        (("note", "add", "tekst", "--session", "2020", "--kind", "roddel"), 2, "roddel"),
        (("notes", "edit", "n99", "tekst"), 1, "there is no note"),
        (("notes", "list", "--format", "xml"), 2, "xml"),
        (("notes", "list", "--theme", "T-001"), 1, "there is no theme"),
        (("sessions", "new", "Titel", "--date", "12-13-2020"), 1, "no date"),
        (("sessions", "new", "Raad", "--date", "2020-03-12"), 1, "already"),
        (("sessions", "new", " \x1b"), 1, "empty"),
        (("sessions", "write", "nergens"), 1, "there is no session"),
        (("themes", "accept"), 2, "--all"),
        (("outline", "show"), 1, "no accepted themes"),
        (("export", "--format", "wordperfect"), 2, "wordperfect"),
        (("export",), 1, "no accepted themes"),
        (("bestaat-niet",), 2, "bestaat-niet"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_makes_no_sense_is_said_plainly(
    kennis: Kennis, empty: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    kennis("sessions", "new", "Raad", "--date", "2020-03-12")
    done = kennis(*words)
    assert done.code == code
    assert said in done.err
    assert "Traceback" not in done.err


def test_a_session_file_goes_in_and_comes_out_the_same(kennis: Kennis, empty: Path) -> None:
    path = empty / "sessions" / "2020-03-12-digital-twins.md"
    path.write_text(SESSION, "utf-8")
    assert kennis("import", "sessions").code == 0
    with_ids = path.read_text("utf-8")
    assert with_ids != SESSION
    assert with_ids.count("v=1") == 2
    assert kennis("sessions", "write").out.strip() == str(path)
    written = path.read_text("utf-8")
    again = kennis("import", "sessions")
    assert (again.code, len(kennis("notes", "list", "--format", "json").json)) == (0, 2)
    assert path.read_text("utf-8") == written
    assert [one["closed"] for one in kennis("sessions", "list", "--format", "json").json] == [False]
    assert kennis("sessions", "close", "2020-03-12").out.strip() == str(path)
    assert [one["closed"] for one in kennis("sessions", "list", "--format", "json").json] == [True]
    assert " closed" in kennis("sessions", "list").out
    assert path.read_text("utf-8") == written
    refused = kennis("note", "add", "Nog een.", "--session", "2020-03-12")
    assert refused.code == 1 and "kennis sessions reopen 2020-03-12-digital-twins" in refused.err
    assert len(kennis("notes", "list", "--format", "json").json) == 2
    assert kennis("sessions", "reopen", "digital twins").code == 0
    assert kennis("note", "add", "Nog een.", "--session", "2020-03-12").code == 0


def test_a_session_file_with_a_name_of_its_own_is_not_written_a_second_time(kennis: Kennis, empty: Path) -> None:
    own = empty / "sessions" / "mijn notulen.md"
    (empty / "sessions" / "lijst.md").write_text("---\nx: [\n---\n", "utf-8")
    own.write_text("---\ntitle: Raad\ndate: 2020-03-12\n---\n\n- Een notitie.\n", "utf-8")
    assert kennis("import", own).code == 0
    assert kennis("sessions", "write").code == 0
    assert sorted(one.name for one in (empty / "sessions").glob("*.md")) == ["2020-03-12-raad.md", "lijst.md"]
    (empty / "sessions" / "lijst.md").unlink()
    assert kennis("doctor").code == 0
    assert [one["text"] for one in kennis("notes", "list", "--format", "json").json] == ["Een notitie."]


def test_a_csv_list_guards_against_formulas(kennis: Kennis, empty: Path) -> None:
    kennis("sessions", "new", "Raad", "--date", "2020-03-12")
    kennis("note", "add", "=1+1", "--session", "2020")
    (row,) = csv.DictReader(io.StringIO(kennis("notes", "list", "--format", "csv").out))
    assert row["text"] == "'=1+1"


def test_help_speaks_the_language_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from kennis.cli import _language

    for name in ("KENNIS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert _language() == "nl"
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert _language() == "en"
    monkeypatch.setenv("KENNIS_LANGUAGE", "nl")
    assert _language() == "nl"


def test_what_must_not_be_kept_is_dropped_at_the_command_line(kennis: Kennis, empty: Path) -> None:
    kennis("sessions", "new", "Raad\x1b[31m", "--date", "2020-03-12", "--place", "Utrecht\u202e")
    kennis("note", "add", "Een\x07 kaart", "--session", "2020", "--speaker", "Zoë\u200b", "--tag", "#kaart\x00")
    (session,) = kennis("sessions", "list", "--format", "json").json
    (note,) = kennis("notes", "list", "--format", "json").json
    assert (session["title"], session["place"]) == ("Raad[31m", "Utrecht")
    assert (note["text"], note["tags"], note["speaker"]) == ("Een kaart", ["kaart"], "zoe")
    assert session["participants"][0]["name"] == "Zoë"


def test_two_workspaces_that_exchange_their_files_agree(kennis: Kennis, tmp_path: Path) -> None:
    mine, yours = tmp_path / "een", tmp_path / "twee"
    name = Path("sessions") / "2020-03-12-digital-twins.md"
    for folder in (mine, yours):
        assert kennis("init", folder).code == 0
    (mine / name).write_text(SESSION, "utf-8")
    assert kennis("--workspace", mine, "import", mine / name).code == 0
    assert kennis("--workspace", yours, "import", mine / name).code == 0
    kennis("--workspace", mine, "notes", "edit", "n1", "De raad ziet meer.")
    kennis("--workspace", yours, "notes", "edit", "n1", "De raad ziet minder.")
    kennis("--workspace", yours, "note", "add", "Nieuw.", "--session", "2020")
    for _ in range(2):
        for folder, other in ((mine, yours), (yours, mine)):
            assert kennis("--workspace", folder, "sessions", "write").code == 0
            assert kennis("--workspace", other, "import", folder / name).code == 0
    for folder in (mine, yours):
        kennis("--workspace", folder, "sessions", "write")
    assert (mine / name).read_text("utf-8") == (yours / name).read_text("utf-8")
    assert "Nieuw." in (mine / name).read_text("utf-8")


def test_a_session_knows_who_takes_notes(kennis: Kennis, empty: Path) -> None:
    assert kennis("sessions", "new", "Raad", "--note-taker", "Anne", "--note-taker", "Bo").code == 0
    (session,) = kennis("sessions", "list", "--format", "json").json
    assert session["note_takers"] == ["Anne", "Bo"]


def test_the_consent_of_a_session_is_set_and_taken_away(kennis: Kennis, empty: Path) -> None:
    here = ("--workspace", empty)
    made = kennis(*here, "sessions", "new", "Vertrouwelijk", "--date", "2020-03-12", "--consent", "background")
    assert kennis(*here, "sessions", "consent", "2020-03", "role").out == made.out
    assert kennis(*here, "sessions", "list", "--format", "json").json[0]["consent"] == "role"
    assert kennis(*here, "sessions", "consent", "2020-03").code == 2  # asks for a level, and takes none away
    assert kennis(*here, "sessions", "list", "--format", "json").json[0]["consent"] == "role"
    assert kennis(*here, "sessions", "consent", "2020-03", "role", "--unset").code == 2
    assert kennis(*here, "sessions", "consent", "2020-03", "--unset").code == 0
    (session,) = kennis(*here, "sessions", "list", "--format", "json").json
    assert (session["consent"], session["version"]) == (None, 3)


def test_every_door_finds_a_session_by_its_title(kennis: Kennis, empty: Path) -> None:
    kennis("sessions", "new", "Één avond", "--date", "2020-03-12")
    kennis("sessions", "new", "Ander", "--date", "2020-04-12")
    assert kennis("note", "add", "tekst", "--session", "een avond").code == 0
    assert [one["text"] for one in kennis("notes", "list", "--session", "EEN", "--format", "json").json] == ["tekst"]
    for words in (("consent", "één AVOND", "name"), ("write", "een avond"), ("close", "een avond")):
        assert "2020-03-12-een-avond" in kennis("sessions", *words).out
    assert kennis("participants", "list", "--session", "een avond").code == 0
    assert kennis("memo", "add", "session", "een avond", "tekst").code == 0
    wrong = kennis("note", "add", "tekst", "--session", "een avend")
    assert wrong.code == 1 and "nearest: 2020-03-12-een-avond (“Één avond”)" in wrong.err


def test_times_and_dates_are_those_of_the_programme_not_of_the_computer(
    kennis: Kennis, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime.datetime(2027, 1, 1, 23, 30, tzinfo=datetime.UTC))
    made = kennis("sessions", "new", "Nachtraad").out.strip()
    assert made == "2027-01-02-nachtraad"
    kennis("note", "add", "tekst", "--session", made)
    settings = empty / "kennis.toml"
    settings.write_text(f'timezone = "America/Curacao"\n{settings.read_text("utf-8")}', "utf-8")
    other = kennis("sessions", "new", "Avondraad").out.strip()
    assert other == "2027-01-01-avondraad"
    kennis("note", "add", "tekst", "--session", other)
    (empty / "tabel.csv").write_text("text\neen\n", "utf-8")
    kennis("import", empty / "tabel.csv")
    zones = {one["id"]: one["timezone"] for one in kennis("sessions", "list", "--format", "json").json}
    assert zones == {made: "Europe/Amsterdam", other: "America/Curacao", "tabel": "America/Curacao"}
    times = {one["session"]: one["at"] for one in kennis("notes", "list", "--format", "json").json}
    assert times == {made: "00:30:00", other: "19:30:00", "tabel": None}
