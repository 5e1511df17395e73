"""The archive by commands: out with one format, in like any file, merged with what is there."""

from pathlib import Path

from tests.command.conftest import Kennis


def test_the_archive_is_a_format_and_a_file_to_import(kennis: Kennis, tmp_path: Path) -> None:
    for name in ("een", "twee"):
        assert kennis("init", tmp_path / name).code == 0
    here = ("--workspace", tmp_path / "een")
    there = ("--workspace", tmp_path / "twee")
    assert kennis(*here, "sessions", "new", "Raad", "--date", "2020-03-12").code == 0
    session = kennis(*here, "sessions", "list", "--format", "json").json[0]["id"]
    assert kennis(*here, "note", "add", "Een notitie.", "--session", session).code == 0

    done = kennis(*here, "export", "--format", "jsonl", "--out", tmp_path / "uit")
    assert done.code == 0 and "full copy of the workspace" in done.err
    (path,) = (tmp_path / "uit").iterdir()
    assert done.out.strip() == str(path)

    done = kennis(*there, "import", path)
    assert done.code == 0 and "taken from the archive: sessions 1, notes 1" in done.err
    assert kennis(*there, "export", "--format", "jsonl", "--out", tmp_path / "weer").code == 0
    assert (tmp_path / "weer" / path.name).read_bytes() == path.read_bytes()

    assert kennis(*here, "note", "add", "Nog een.", "--session", session).code == 0
    assert kennis(*there, "note", "add", "Een andere.", "--session", session).code == 0
    assert kennis(*here, "export", "--format", "jsonl", "--out", tmp_path / "uit").code == 0
    done = kennis(*there, "import", tmp_path / "uit")
    assert done.code == 0 and "n2 → n3" in done.err
    notes = kennis(*there, "notes", "list", "--format", "json").json
    assert {one["text"] for one in notes} == {"Een notitie.", "Nog een.", "Een andere."}


def test_what_is_no_archive_is_refused_with_its_line(kennis: Kennis, tmp_path: Path) -> None:
    assert kennis("init", tmp_path / "een").code == 0
    (tmp_path / "a.jsonl").write_text('{"text": "hallo"}\n', "utf-8")
    done = kennis("--workspace", tmp_path / "een", "import", tmp_path / "a.jsonl")
    assert done.code == 1 and "a.jsonl:1: this is no archive of kennis" in done.err


def test_an_unknown_format_is_told_with_the_archive_among_those_there_are(kennis: Kennis, tmp_path: Path) -> None:
    assert kennis("init", tmp_path / "een").code == 0
    done = kennis("--workspace", tmp_path / "een", "export", "--format", "jsonl,doc")
    assert done.code == 2 and "jsonl" in done.err
    assert not list((tmp_path / "een" / "exports").glob("*.jsonl"))
