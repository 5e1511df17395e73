"""A file that cannot be read at all: one clear error, with the file and the line."""

import datetime
from pathlib import Path

import pytest

from kennis.errors import FileRefused
from kennis.reading import ReadOptions, read

OPTIONS = ReadOptions(today=datetime.date(2026, 11, 21))
GOOD = "title: Digital twins\ndate: 2020-03-12\n"


def refused(path: Path, data: bytes) -> FileRefused:
    path.write_bytes(data)
    with pytest.raises(FileRefused) as caught:
        read(path, OPTIONS)
    assert str(path) in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("front", "line", "reason"),
    [
        ("", 1, "no title"),
        ("title: x\n", 2, "no date"),
        ("title: ''\ndate: 2020-03-12\n", 2, "no title"),
        ("title: x\ndate: 12 maart\n", 3, "“12 maart” is no date"),
        ("title: x\ndate: 2020-02-30\n", 3, "“2020-02-30” is no date"),
        ("title: x\ndate: 20200312\n", 3, "is no date"),
        ("- title\n- date\n", 2, "must be a mapping"),
        ("zomaar een regel\n", 2, "must be a mapping"),
        (f"{GOOD}plaats: Utrecht\n", 4, "unknown key “plaats”"),
        (f"{GOOD}title: nog een\n", 4, "“title” stands twice"),
        (f"{GOOD}place: &hier Utrecht\n", 4, "anchor or alias"),
        (f"{GOOD}place: *hier\n", 4, "anchor or alias"),
        (f"{GOOD}place: [Utrecht\n", 4, "cannot be read from here on; put a text with a colon"),
        ("title: Raad: de begroting\ndate: 2020-03-12\n", 2, "cannot be read from here on; put a text with a colon"),
        (f"{GOOD}place: [Utrecht]\n", 4, "“place” must be text"),
        (f"{GOOD}form: hybride\n", 4, "“hybride” is no form; one of on-site, online, hybrid"),
        (f"{GOOD}consent: ja\n", 4, "“ja” is no consent"),
        (f"{GOOD}timezone: Europa/Amsterdam\n", 4, "no time zone"),
        (f"{GOOD}id: ../../etc\n", 4, "no session id"),
        (f"{GOOD}version: twee\n", 4, "no version number"),
        (f"{GOOD}version: 2\nlineage: [xyz]\n", 5, "hexadecimal"),
        (f"{GOOD}participants: jan\n", 4, "must be a mapping"),
        (f"{GOOD}participants:\n  jan: {{naam: Jan}}\n", 5, "unknown key “naam”"),
        (f"{GOOD}participants:\n  jan:\n    consent: misschien\n", 6, "“misschien” is no consent"),
        (f"{GOOD}kind: quote\n", 4, "can only be contribution"),
        (f"place: {'[' * 60_000}\n", 2, "nested too deeply"),
        (f"place: {'x' * 70_000}\n", 1, "larger than 64 KB"),
        (f"{GOOD}--- nog een\n", 4, "one YAML document"),
    ],
)
def test_front_matter(tmp_path: Path, front: str, line: int, reason: str) -> None:
    path = tmp_path / "sessie.md"
    error = refused(path, f"---\n{front}---\n- een\n".encode())
    assert error.line == line, error
    assert reason in error.reason


@pytest.mark.parametrize("text", ["", "- een\n", "---\ntitle: x\n- een\n", "\n---\ntitle: x\n---\n"])
def test_no_front_matter(tmp_path: Path, text: str) -> None:
    error = refused(tmp_path / "sessie.md", text.encode())
    assert (error.line, "front matter" in error.reason) == (1, True)


def test_words_that_yaml_takes_for_something_else_are_text(tmp_path: Path) -> None:
    path = tmp_path / "sessie.md"
    path.write_text("---\ntitle: 2020\ndate: 2020-03-12\nplace: no\nparticipants:\n  1: {name: on}\n---\n", "utf-8")
    session = read(path, OPTIONS).sessions[0]
    assert (session.title, session.place) == ("2020", "no")
    assert (session.participants[0].handle, session.participants[0].name) == ("1", "on")


def test_what_yaml_escapes_is_cleaned_too(tmp_path: Path) -> None:
    path = tmp_path / "sessie.md"
    path.write_text('---\ntitle: "a\\u202Eb\\e[31m"\ndate: 2020-03-12\n---\n', "utf-8")
    assert read(path, OPTIONS).sessions[0].title == "ab[31m"


@pytest.mark.parametrize("name", ["sessie.md", "tabel.csv"])
def test_a_nul(tmp_path: Path, name: str) -> None:
    error = refused(tmp_path / name, b"een\r\ntwee\r\ndr\0ie\n")
    assert (error.line, "NUL" in error.reason) == (3, True)


@pytest.mark.parametrize("name", ["sessie.md", "tabel.csv"])
@pytest.mark.parametrize("broken", [b"caf\xc3\xa9\nkapot \xff\n", b"\nkapot \x81\n"])
def test_text_in_no_encoding(tmp_path: Path, name: str, broken: bytes) -> None:
    error = refused(tmp_path / name, broken)
    assert (error.line, "UTF-8" in error.reason) == (2, True)


@pytest.mark.parametrize("name", ["sessie.md", "tabel.csv"])
def test_a_file_of_26_megabytes(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(26 * 1024 * 1024 + 1)
    with pytest.raises(FileRefused, match="split it"):
        read(path, OPTIONS)


def test_windows_text_is_read_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_bytes("text\n“Coördinatie” kost €\n".encode("cp1252"))
    reading = read(path, OPTIONS)
    assert reading.notes[0].text == "“Coördinatie” kost €"
    assert ["Windows-1252" in notice for notice in reading.notices][:1] == [True]


def test_a_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_bytes("text\nCoördinatie\n".encode("utf-8-sig"))
    reading = read(path, OPTIONS)
    assert (reading.notes[0].text, reading.dropped) == ("Coördinatie", 0)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="cannot be read"):
        read(tmp_path / "weg.md", OPTIONS)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "map.md").mkdir()
    with pytest.raises(FileRefused, match="cannot be read"):
        read(tmp_path / "map.md", OPTIONS)


def test_a_kind_of_file_that_kennis_does_not_read(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"reads \.md, \.csv, \.docx, \.odt, not “\.xls”"):
        read(tmp_path / "tabel.xls", OPTIONS)
