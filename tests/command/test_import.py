"""Bad input: one clear error with file and line, exit code 1, nothing half-imported."""

from pathlib import Path

import pytest

from tests.command.conftest import Kennis

GOOD = "external_id,text,session,date\na,Eerste notitie.,raad,2020-03-12\nb,Tweede notitie.,raad,2020-03-12\n"
FRONT = "---\nid: raad\ntitle: Raad\ndate: 2020-03-12\n---\n"
ID = "01900000-0000-7000-8000-000000000001"
BAD = {
    "no text column.csv": (b"id,words\n1,x\n", 1, "text"),
    "bad date.csv": (b"text,date\nEen,2020-03-12\nTwee,2020-13-45\n", 3, "2020-13-45"),
    "same external id.csv": (b"text,external_id\nEen,a\nTwee,a\n", 3, "a"),
    "unterminated quote.csv": (b'text,tags\nEen,x\n"Twee,y\nDrie,z\n', 3, "quot"),
    "nul.csv": (b"text\nEen\nTw\0ee\n", 3, "NUL"),
    "nul.md": (f"{FRONT}\n- Een\n- Tw\0ee\n".encode(), 8, "NUL"),
    "same id twice.md": (f"{FRONT}\n- {{#{ID} v=1}} Een\n- {{#{ID} v=1}} Twee\n".encode(), 8, ID),
    "no mapping.md": (b"---\n- een\n- twee\n---\n\n- Een\n", 2, "mapping"),
    "aliases.md": (b"---\ntitle: &a Raad\ndate: 2020-03-12\nplace: *a\n---\n\n- Een\n", 2, "alias"),
    "bad date.md": (b"---\ntitle: Raad\ndate: gisteren\n---\n\n- Een\n", 3, "gisteren"),
    "too large.csv": (b"text\n" + b"woorden en nog meer woorden\n" * 930_000, None, "25 MB"),
    "invalid utf-8.md": (FRONT.encode() + b"\n- Een \xff\x81\x8d\n", None, "UTF-8"),
    "unknown.docx": (b"PK", None, ".docx"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_whole_and_others_go_on(kennis: Kennis, empty: Path, name: str) -> None:
    data, line, said = BAD[name]
    (empty / name).write_bytes(data)
    (empty / "goed.csv").write_text(GOOD, "utf-8")
    done = kennis("import", name, "goed.csv")
    assert done.code == 1
    place = name if line is None else f"{name}:{line}:"
    assert [text for text in done.err.splitlines() if place in text and said in text], done.err
    assert "Traceback" not in done.err
    texts = {note["text"] for note in kennis("notes", "list", "--format", "json").json}
    assert texts == {"Eerste notitie.", "Tweede notitie."}


def test_all_bad_rows_are_listed_and_can_be_skipped(kennis: Kennis, empty: Path) -> None:
    (empty / "t.csv").write_text("text,date,kind\nEen,2020-03-12,\n,2020-03-12,\nDrie,2020-03-12,roddel\n", "utf-8")
    done = kennis("import", "t.csv")
    assert done.code == 1
    assert "t.csv:3:" in done.err
    assert "t.csv:4:" in done.err
    assert kennis("notes", "list", "--format", "json").json == []
    skipping = kennis("import", "--skip-bad", "t.csv")
    assert skipping.code == 0 and "t.csv:3:" in skipping.err and "left out, as asked: 2" in skipping.err
    assert [note["text"] for note in kennis("notes", "list", "--format", "json").json] == ["Een"]


def test_skipping_what_is_bad_needs_something_good(kennis: Kennis, empty: Path) -> None:
    (empty / "t.csv").write_text("text,kind\n,\nDrie,roddel\n", "utf-8")
    (empty / "kapot.md").write_text("- Zonder kop", "utf-8")
    assert kennis("import", "--skip-bad", "t.csv").code == 1
    assert kennis("import", "--skip-bad", "kapot.md").code == 1


def test_the_same_table_twice_adds_nothing(kennis: Kennis, empty: Path) -> None:
    (empty / "met.csv").write_text(GOOD, "utf-8")
    (empty / "zonder.csv").write_text("text\nJa.\nJa.\nNee.\n", "utf-8")
    for _ in range(2):
        assert kennis("import", "met.csv", "zonder.csv").code == 0
        assert len(kennis("notes", "list", "--format", "json").json) == 5


def test_rows_without_a_session_go_to_the_one_named_or_the_files(kennis: Kennis, empty: Path) -> None:
    (empty / "losse rijen.csv").write_text("text\nEen.\n", "utf-8")
    assert kennis("import", "losse rijen.csv").code == 0
    assert kennis("import", "losse rijen.csv", "--session", "2020-raad").code == 0
    assert {one["id"] for one in kennis("sessions", "list", "--format", "json").json} == {"losse-rijen", "2020-raad"}


def test_delimiters_and_encodings_are_found(kennis: Kennis, empty: Path) -> None:
    (empty / "punt.csv").write_bytes("text;speaker\nCoördinatie is alles; Zoë\n".encode("cp1252"))
    (empty / "tab.csv").write_bytes("\ufefftext\tspeaker\nEén kaart\tZoë\n".encode())
    done = kennis("import", "punt.csv", "tab.csv")
    assert done.code == 0
    assert "1252" in done.err
    assert {note["text"] for note in kennis("notes", "list", "--format", "json").json} == {
        "Coördinatie is alles",
        "Eén kaart",
    }


def test_a_missing_file_is_said(kennis: Kennis, empty: Path) -> None:
    done = kennis("import", "nergens.csv")
    assert (done.code, "nergens.csv" in done.err) == (1, True)


def test_a_folder_with_nothing_to_read_is_said(kennis: Kennis, empty: Path) -> None:
    (empty / "leeg").mkdir()
    done = kennis("import", "leeg")
    assert (done.code, "leeg: holds no file" in done.err) == (1, True)


def test_of_many_bad_rows_twenty_are_told_and_the_rest_is_counted(kennis: Kennis, empty: Path) -> None:
    rows = "".join(f"Rij {number},roddel\n" for number in range(2_000))
    (empty / "t.csv").write_text(f"text,kind\n{rows}", "utf-8")
    done = kennis("import", "t.csv")
    told = [line for line in done.err.splitlines() if line.startswith("t.csv:")]
    assert done.code == 1 and len([line for line in told if "roddel" in line]) == 20
    assert any("1980" in line for line in told)
    assert "2000" in done.out


def test_a_day_and_columns_can_be_given(kennis: Kennis, empty: Path) -> None:
    (empty / "t.csv").write_text("Opmerking;Naam\nEen.;Jan\n", "utf-8")
    asked = kennis("import", "t.csv")
    assert asked.code == 1 and "--column text=" in asked.err
    done = kennis("import", "t.csv", "--column", "text=Opmerking", "--column", "speaker=Naam", "--date", "2018-06-14")
    assert done.code == 0
    (note,) = kennis("notes", "list", "--format", "json").json
    assert (note["text"], note["speaker"]) == ("Een.", "jan")
    assert [one["date"] for one in kennis("sessions", "list", "--format", "json").json] == ["2018-06-14"]
    assert kennis("import", "t.csv", "--date", "gisteren").code == 1


@pytest.mark.parametrize("twice", [("text=Opmerking", "text=Naam"), ("text=Opmerking", "speaker=opmerking")])
def test_no_column_is_named_twice(kennis: Kennis, empty: Path, twice: tuple[str, str]) -> None:
    (empty / "t.csv").write_text("Opmerking;Naam\nEen.;Jan\n", "utf-8")
    asked = kennis("import", "t.csv", "--column", twice[0], "--column", twice[1])
    assert asked.code == 1 and twice[1] in asked.err
    assert kennis("notes", "list", "--format", "json").json == []
