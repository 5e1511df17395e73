"""Files in: what is refused, what is written back, and what of a session's own file is remembered."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from kennis import clock
from kennis.errors import InputError
from kennis.nouns import Session
from kennis.reading import READERS, Reading, ReadOptions, read
from kennis.store import Offer
from kennis.workflows import session_files
from kennis.workflows.import_files import Choices, FileReport, import_files
from kennis.workflows.workspace import Workspace, init
from tests.unit.reading.test_office_document import par, run, word

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
    assert [one.difference for one in session_files.write_sessions(workspace)] == [""]


def test_what_was_skipped_as_bad_is_not_written_over(workspace: Workspace) -> None:
    report = take_in(workspace, STRAY, skip_bad=True)
    assert report.added == 1 and "raad.md:8: this text belongs to no note" in report.refusals[0]
    with pytest.raises(InputError, match=r"raad\.md:8: this text belongs to no note"):
        session_files.write_sessions(workspace)
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
    (shown,) = session_files.write_sessions(workspace)
    assert "Net erbij getypt." in shown.difference
    assert take_in(workspace, longer).added == 1


def test_a_file_changed_by_hand_in_another_encoding_is_shown(workspace: Workspace) -> None:
    take_in(workspace, TEXT)
    by_hand = file(workspace).read_text("utf-8").replace("Een zin.", "Eén zin.").encode("cp1252")
    file(workspace).write_bytes(by_hand)
    (shown,) = session_files.write_sessions(workspace)
    assert "Eén zin." in shown.difference and file(workspace).read_bytes() == by_hand


def test_characters_that_were_left_out_are_counted(workspace: Workspace) -> None:
    assert take_in(workspace, TEXT.replace("zin", "z\x1bi\u200bn")).notices == (
        "characters left out that may not be kept: 2",
    )


def test_a_line_that_was_taken_out_of_a_sessions_own_file_is_told_and_stays(workspace: Workspace) -> None:
    take_in(workspace, f"{TEXT}- Nog een zin.\n")
    whole = file(workspace).read_text("utf-8")
    assert take_in(workspace, whole).notices == ()
    less = "\n".join(line for line in whole.split("\n") if "Nog een" not in line)
    (said,) = take_in(workspace, less).notices
    assert "not in the file, and stay: n2;" in said
    elsewhere = workspace.folder / "van-een-ander.md"
    elsewhere.write_text(less, "utf-8")
    assert import_files(workspace, [elsewhere], Choices())[0].notices == ()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_what_gives_no_day_is_of_today_where_the_programme_is(workspace: Workspace, zone: str) -> None:
    there = replace(workspace, settings=replace(workspace.settings, timezone=zone))
    table = workspace.folder / "t.csv"
    table.write_text("text\neen\n", "utf-8")
    assert import_files(there, [table], Choices())[0].added == 1
    with workspace.store() as store:
        (session,) = store.notes.sessions()
    assert (session.date, session.timezone) == (clock.today(zone), zone)


def test_a_file_that_makes_a_library_stumble_keeps_no_other_out(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_path: Path, _options: ReadOptions) -> Reading:
        raise ValueError("month must be in 1..12")

    monkeypatch.setitem(READERS, ".odt", stumble)
    (workspace.folder / "a.odt").write_bytes(b"x")
    file(workspace).write_text(TEXT, "utf-8")
    bad, good = import_files(workspace, [workspace.folder / "a.odt", file(workspace)], Choices())
    assert not bad.stored and "a.odt: kennis stopped on an error of its own" in bad.refusals[0]
    assert good.added == 1


@pytest.mark.parametrize(
    "choices",
    [Choices(date="gisteren"), Choices(columns=("text",)), Choices(columns=("tekst=x",)), Choices(columns=("text= ",))],
)
def test_a_choice_that_makes_no_sense_is_refused_before_anything_is_read(
    workspace: Workspace, choices: Choices
) -> None:
    file(workspace).write_text(TEXT, "utf-8")
    with pytest.raises(InputError):
        import_files(workspace, [file(workspace)], choices)
    with workspace.store() as store:
        assert store.notes.sessions() == ()


def test_columns_and_the_date_reach_a_table(workspace: Workspace) -> None:
    table = workspace.folder / "t.csv"
    table.write_text("Opmerking;Naam\nEen.;Jan\n", "utf-8")
    choices = Choices(date="14-6-2018", columns=("text=opmerking", "speaker=Naam"))
    assert import_files(workspace, [table], choices)[0].added == 1
    with workspace.store() as store:
        (session,), (note,) = store.notes.sessions(), store.notes.select()
    assert (str(session.date), note.text, note.speaker) == ("2018-06-14", "Een.", "jan")


@pytest.mark.parametrize("name", ["raad.md", "raad.csv", "raad.docx"])
def test_a_session_that_names_no_time_zone_has_that_of_the_settings(workspace: Workspace, name: str) -> None:
    there = replace(workspace, settings=replace(workspace.settings, timezone="America/New_York"))
    path = workspace.folder / name
    path.write_bytes({".md": TEXT.encode(), ".csv": b"text\nEen zin.\n"}.get(path.suffix) or word(par(run("Een zin."))))
    assert import_files(there, [path], Choices(date="2020-03-12"))[0].added == 1
    with there.store() as store:
        assert [one.timezone for one in store.notes.sessions()] == ["America/New_York"]


def test_a_document_that_was_read_and_dated_otherwise_before_adds_nothing(workspace: Workspace) -> None:
    path = workspace.folder / "verslag 14-6-2018.docx"
    path.write_bytes(word(par(run("Een zin.")) + par(run("Nog een."))))
    formerly = Session(id="2026-03-12-verslag-14-6-2018", title="verslag 14-6-2018", date=datetime.date(2026, 3, 12))
    now = read(path, ReadOptions(today=datetime.date(2026, 11, 21)))
    notes = [replace(note, session=formerly.id) for note in now.notes]
    with workspace.store() as store:
        store.take_in(Offer((formerly,), notes))
    (report,) = import_files(workspace, [path], Choices())
    assert (report.added, report.known) == (0, 2)
    assert f"read before as {formerly.id}, and kept there with its date 2026-03-12" in report.notices


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("2026-03-12 Raad.docx", word(par(run("Een zin.")))),
        ("raad.md", b"---\n{title: 2026-03-12 Raad, date: 2026-03-12}\n---\n\n- Een zin.\n"),
    ],
)
def test_a_file_that_was_read_when_ids_had_the_day_twice_adds_nothing(
    workspace: Workspace, name: str, data: bytes
) -> None:
    path = workspace.folder / name
    path.write_bytes(data)
    now = read(path, ReadOptions(today=datetime.date(2026, 3, 12)))
    assert now.sessions[0].id == "2026-03-12-raad"
    formerly = replace(now.sessions[0], id="2026-03-12-2026-03-12-raad")
    with workspace.store() as store:
        store.take_in(Offer((formerly,), [replace(note, session=formerly.id) for note in now.notes]))
    if now.rewritten:
        path.write_text(now.rewritten, "utf-8")
    (report,) = import_files(workspace, [path], Choices())
    assert (report.added, report.known) == (0, 1)


REGISTER = (
    "---\nid: raad\ntitle: Raad\ndate: 2020-03-12\nparticipants:\n  jan: {name: Jan Q, consent: withdrawn}\n---\n"
)


@pytest.mark.parametrize(
    ("name", "text", "speaker"),
    [
        ("t.csv", "text,session,date,speaker\nTwee,raad,2020-03-12,JAN Q\n", "jan"),
        ("t.csv", "text,session,date,speaker,organisation\nTwee,raad,2020-03-12,Jan Q,Kadaster\n", "jan"),
        ("t.csv", "text,session,date,speaker\nTwee,raad,2020-03-12,Jan P\n", "jan-p"),
        ("raad2.md", '---\nid: raad\ntitle: Raad\ndate: 2020-03-12\n---\n- " Twee @Jan\n', "jan"),
    ],
)
def test_a_speaker_of_a_file_is_the_one_of_the_register_that_is_stored(
    workspace: Workspace, name: str, text: str, speaker: str
) -> None:
    take_in(workspace, f'{REGISTER}- " Een. @jan\n')
    path = workspace.folder / name
    path.write_text(text, "utf-8")
    (report,) = import_files(workspace, [path], Choices())
    with workspace.store() as store:
        notes, session = store.notes.select(), store.notes.session("raad")
    assert (report.added, [note.speaker for note in notes]) == (1, ["jan", speaker])
    assert [one.handle for one in session.participants] == sorted({"jan", speaker})
