"""From notes to a draft on the bundled example, through the commands."""

import json
import re
import shutil
from pathlib import Path

import pytest

from kennis.workflows.demo import DemoReport
from tests.command.conftest import Kennis


def test_the_demonstration_ends_in_a_draft(shown: DemoReport) -> None:
    assert all(file.stored and not file.refusals for file in shown.files)
    assert [path.suffix for path in shown.exports] == [".md", ".html", ".docx", ".odt"]
    assert all(path.stat().st_size > 10_000 for path in shown.exports)
    chapters = [chapter for chapter in shown.outline.chapters if chapter.sections]
    assert len(chapters) >= 4
    assert sum(len(chapter.sections) for chapter in chapters) >= 8


def test_the_example_is_neither_all_loose_nor_one_theme(shown: DemoReport) -> None:
    assert shown.run.loose <= 0.35 * shown.run.run.notes
    assert max(proposal.members for proposal in shown.run.proposals) <= 0.4 * shown.run.run.notes


def test_titles_are_distinct_phrases_of_their_notes(kennis: Kennis, shown: DemoReport) -> None:
    here = ("--workspace", shown.workspace.folder)
    themes = kennis(*here, "themes", "list", "--format", "json").json
    titles = [theme["title"].casefold() for theme in themes]
    assert len(set(titles)) == len(titles)
    for theme in themes:
        notes = kennis(*here, "themes", "show", theme["theme"], "--format", "json").json["notes"]
        assert any(theme["title"].casefold() in note["text"].casefold() for note in notes), theme["title"]


def test_assignments_name_every_note_once(kennis: Kennis, shown: DemoReport) -> None:
    here = ("--workspace", shown.workspace.folder)
    rows = kennis(*here, "themes", "assignments", "--format", "json").json
    notes = kennis(*here, "notes", "list", "--format", "json").json
    assert [row["note"] for row in rows] == [note["note"] for note in notes]
    assert set(rows[0]) == {"note", "external_id", "theme", "title", "strength", "second", "lens", "suggested"}
    loose = kennis(*here, "notes", "list", "--loose", "--format", "json").json
    assert len(loose) == sum(row["theme"] is None for row in rows) > 0
    for row in rows:
        assert (row["theme"] is None) == (row["title"] == "")
        assert 0 <= row["strength"] <= 1
        assert row["theme"] is None or re.fullmatch(r"T-\d{3}", row["theme"])


def test_every_line_of_the_draft_names_notes_that_exist(kennis: Kennis, shown: DemoReport) -> None:
    here = ("--workspace", shown.workspace.folder)
    outline = kennis(*here, "outline", "show", "--format", "json").json
    known = {note["note"] for note in kennis(*here, "notes", "list", "--format", "json").json}
    passages = [
        passage
        for chapter in outline["chapters"]
        for passage in [*chapter["loose"], *(one for section in chapter["sections"] for one in section["passages"])]
    ]
    assert passages
    assert all(passage["notes"] and set(passage["notes"]) <= known for passage in passages)


def test_a_second_run_keeps_every_theme(kennis: Kennis, own: Path) -> None:
    here = ("--workspace", own)
    before = kennis(*here, "themes", "assignments", "--format", "json").json
    ran = kennis(*here, "themes", "run")
    assert (ran.code, ran.out) == (0, "")
    assert kennis(*here, "themes", "proposals", "--format", "json").json == []
    assert kennis(*here, "themes", "assignments", "--format", "json").json == before


def test_the_order_of_the_notes_makes_no_difference(kennis: Kennis, shown: DemoReport, tmp_path: Path) -> None:
    other = tmp_path / "andersom"
    shutil.copytree(shown.workspace.folder, other, ignore=shutil.ignore_patterns(".kennis"))
    for path in sorted((other / "sessions").glob("*.md"), reverse=True):
        assert kennis("--workspace", other, "import", path).code == 0
    assert kennis("--workspace", other, "themes", "run", "--accept-all").code == 0
    for command in (("outline", "show", "--format", "json"), ("themes", "list", "--format", "json")):
        here = kennis("--workspace", shown.workspace.folder, *command).out
        there = kennis("--workspace", other, *command).out
        assert len(json.loads(here)) == len(json.loads(there))
    assert groups(kennis, shown.workspace.folder) == groups(kennis, other)


def groups(kennis: Kennis, folder: Path) -> set[frozenset[str]]:
    """Give the themes of a workspace as sets of what their notes are called outside it."""
    rows = kennis("--workspace", folder, "themes", "assignments", "--format", "json").json
    themes = {row["theme"] for row in rows if row["theme"]}
    return {frozenset(row["external_id"] for row in rows if row["theme"] == theme) for theme in themes}


def test_exports_are_the_same_bytes_again(kennis: Kennis, shown: DemoReport, tmp_path: Path) -> None:
    done = kennis("--workspace", shown.workspace.folder, "export", "--out", tmp_path)
    assert done.code == 0
    for path in shown.exports:
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_too_few_notes_are_said_and_left_loose(kennis: Kennis, empty: Path) -> None:
    (empty / "raad.csv").write_text("text\nEen kaart.\nVijf lagen.\nWie betaalt de sensoren?\n", "utf-8")
    assert kennis("import", "raad.csv").code == 0
    done = kennis("themes", "run", "--accept-all")
    assert (done.code, "too few" in done.err) == (0, True)
    assert {row["theme"] for row in kennis("themes", "assignments", "--format", "json").json} == {None}


def test_demo_refuses_a_folder_that_holds_something(kennis: Kennis, tmp_path: Path) -> None:
    (tmp_path / "iets").write_text("x", "utf-8")
    done = kennis("demo", tmp_path)
    assert (done.code, "not an empty folder" in done.err) == (3, True)


def test_tables_have_headings_in_the_language_and_csv_has_names(
    kennis: Kennis, shown: DemoReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KENNIS_LANGUAGE", "nl")
    here = ("--workspace", shown.workspace.folder, "themes", "list")
    assert kennis(*here).out.split("\n")[0].split()[:4] == ["thema", "titel", "notities", "stabiliteit"]
    assert kennis(*here, "--format", "csv").out.split("\n")[0] == "theme,title,notes,stability,lenses,keywords"
