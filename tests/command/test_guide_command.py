"""`kennis guide`: the list, a page for the terminal or a pipe, the whole of it as a folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kennis import guide
from kennis.cli.app import app
from kennis.locale import translator
from tests.command.conftest import Kennis


def test_the_list_has_every_subject_under_a_heading(kennis: Kennis) -> None:
    done = kennis("guide")
    assert done.code == 0 and done.err == ""
    assert [line for line in done.out.splitlines() if line.startswith("## ")] == [f"## {one}" for one in guide.groups()]
    for subject in (*guide.written(), guide.COMMANDS):
        assert f"]({subject}.md): " in done.out


def test_a_page_in_a_pipe_is_its_markdown_in_the_language_of_the_interface(
    kennis: Kennis, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kennis("guide", "settings").out == guide.page("settings", "en").text
    monkeypatch.setenv("KENNIS_LANGUAGE", "nl")
    page = guide.page("settings", "nl")
    assert kennis("guide", page.title.upper()).out == page.text


def test_a_page_for_the_terminal_is_as_wide_as_that_and_says_how_other_pages_are_shown(
    kennis: Kennis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    done = kennis("guide", "settings", "--format", "text")
    assert "(kennis guide lenses)" in done.out and "](" not in done.out and "**" not in done.out
    assert max(map(len, done.out.splitlines())) <= 70
    monkeypatch.setenv("COLUMNS", "300")
    assert max(map(len, kennis("guide", "settings", "--format", "text").out.splitlines())) <= 100


def test_an_unknown_subject_ends_with_1_and_those_that_come_near(kennis: Kennis) -> None:
    done = kennis("guide", "setings")
    assert (done.code, done.out) == (1, "")
    assert "nearest are: settings" in done.err


def test_the_guide_is_written_as_a_folder_among_the_exports_or_elsewhere(
    kennis: Kennis, empty: Path, tmp_path: Path
) -> None:
    done = kennis("guide", "--format", "html")
    assert (done.code, done.out) == (0, f"{empty / 'exports' / 'guide' / 'index.html'}\n")
    done = kennis("guide", "people", "--format", "html", "--out", tmp_path / "elders")
    assert done.out == f"{tmp_path / 'elders' / 'people.html'}\n"
    assert len(list((tmp_path / "elders").iterdir())) == len(guide.written()) + 2


def test_outside_a_workspace_the_folder_has_to_be_named(
    kennis: Kennis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = kennis("guide", "--format", "html")
    assert done.code == 2 and "--out DIR" in done.err
    assert kennis("guide", "--out", "gids").code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["guide", "guide/people.html"])
def test_a_link_out_of_the_workspace_is_not_followed(kennis: Kennis, empty: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "buiten"
    outside.mkdir()
    (outside / "people.html").write_text("own", "utf-8")
    (empty / "exports" / name).parent.mkdir(exist_ok=True)
    (empty / "exports" / name).symlink_to(outside if name == "guide" else outside / "people.html")
    assert kennis("guide", "--format", "html").code == 3
    assert [path.name for path in outside.iterdir()] == ["people.html"]
    assert (outside / "people.html").read_text("utf-8") == "own"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_of_the_commands_is_made_of_the_commands(language: str) -> None:
    environment = {**os.environ, "KENNIS_LANGUAGE": language}
    command = [sys.executable, "-m", "kennis.cli", "guide", "commands"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=True)
    said = translator(language)
    for found in (app, *(group.typer_instance for group in app.registered_groups if group.typer_instance)):
        for one in found.registered_commands:
            assert one.help and " ".join(said(one.help).split()).replace("*", "\\*") in done.stdout
    assert f"\n## kennis themes\n\n{said('The lasting themes that the notes make.')}\n" in done.stdout
    assert f"kennis themes move NOTES… {said('[OPTIONS]')}\n" in done.stdout
    assert f"- `--internal`: {said('Show cells of fewer than three speakers too; not for publication.')}" in done.stdout
