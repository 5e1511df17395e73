"""What is printed as data comes as JSON and CSV too, the same in every language."""

import csv
import io
import re
from pathlib import Path

import pytest

from tests import guided
from tests.command.conftest import Kennis
from tests.versions.printed import unpack

ONE_LINE = {  # that print ids, names or paths, one a line, or nothing at all
    *("capture", "explore", "demo", "init", "outline", "backup", "memo export"),
    *("sessions new", "sessions consent", "sessions write", "sessions close", "sessions reopen", "approvals write"),
    *("participants edit", "participants consent", "note add", "notes edit", "notes star", "notes consent"),
    *(
        "themes place",
        "themes accept",
        "themes reject",
        "themes rename",
        "themes merge",
        "themes gather",
        "themes move",
    ),
    *("themes pin", "themes second", "themes apart", "themes stance", "themes link", "themes retire", "themes undo"),
    *("themes redo", "memo add", "outline add", "outline insert", "outline write", "outline retitle", "outline move"),
    *("outline target", "outline remove", "outline accept", "outline reject", "outline undo", "outline redo"),
    *("approvals record", "actions done", "actions move", "undo", "redo"),
}
LISTS = [  # each with the names of its columns in CSV
    ("themes proposals", "number,change,theme,title,why"),
    ("themes shelf", "note,strength,session,text"),
    ("themes split T-001 --preview", "part,note,strength,session,text"),
    ("themes families", "family,title,theme,theme_title,notes,parts"),
    ("themes history", "time,event"),
    ("memo list", "time,by,about,text"),
    ("outline list", "part,kind,text"),
    ("outline proposals", "key,part,change,title,notes"),
    ("outline versions", "version,time,by,edit,about,undone"),
    ("outline diff 0", "sign,part,text,before"),
    ("outline check opzet.md", "line,what,message"),
    ("outline apply opzet.md", "line,what,message"),
]


@pytest.fixture
def here(kennis: Kennis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a small workspace in which there is something of everything, with a file that an editor changed."""
    monkeypatch.chdir(unpack("v0_1", tmp_path / "boek"))
    edited = kennis("outline", "show").out.replace("\n## ", "\n## Over: ", 1)
    Path("opzet.md").write_text(edited + "\n“Dit heeft niemand gezegd”, zei zij.\n", "utf-8")
    return tmp_path / "boek"


def test_every_command_that_prints_data_has_formats() -> None:
    lacking = {one for one in guided.every_command() if guided.call(f"{one} --format json").lacking}
    assert {one.removeprefix("kennis ") for one in lacking} == ONE_LINE


def test_what_data_is_called_is_the_same_in_every_language(
    kennis: Kennis, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in ("en", "nl"):
        monkeypatch.setenv("KENNIS_LANGUAGE", language)
        for line, names in LISTS:
            done = kennis(*line.split(), "--format", "csv")
            assert done.out.splitlines()[0] == names, f"{line}\n{done.err}"
            rows = list(csv.reader(io.StringIO(done.out)))
            assert {len(row) for row in rows} == {len(names.split(","))}, line
            assert len(rows) > 1, line


def test_what_is_taken_over_prints_what_its_check_does(kennis: Kennis, here: Path) -> None:
    checked = kennis("outline", "check", "opzet.md", "--format", "json")
    assert checked.code == 4 and checked.json["findings"]
    assert kennis("outline", "apply", "opzet.md", "--format", "json").json == checked.json


def test_a_run_prints_the_proposals_as_their_list_does(kennis: Kennis, here: Path) -> None:
    done = kennis("themes", "run", "--format", "json")
    assert done.code == 0 and done.json[0]["proposal"]["theme"]["title"], done.err
    assert done.out == kennis("themes", "proposals", "--format", "json").out


def test_the_parts_of_a_theme_have_their_notes(kennis: Kennis, here: Path) -> None:
    parts = kennis("themes", "split", "T-001", "--preview", "--format", "json").json
    assert [one["part"] for one in parts] == list(range(1, len(parts) + 1)) and len(parts) > 1
    assert all(line["note"]["text"] and line["strength"] for one in parts for line in one["notes"])
    assert kennis("themes", "split", "T-001", "n1", "--format", "json").code == 2


def test_an_import_reports_each_file(kennis: Kennis, empty: Path) -> None:
    (empty / "goed.csv").write_text("text;date\nEén;2020-03-12\n", "utf-8")
    (empty / "fout.csv").write_text("text,kind\nTwee,roddel\n", "utf-8")
    done = kennis("import", "goed.csv", "fout.csv", "--format", "json")
    good, bad = done.json
    assert done.code == 1 and good["path"] == "goed.csv" and bad["path"] == "fout.csv"
    assert (good["read"], good["added"], good["refusals"], good["stored"]) == (1, 1, [], True)
    assert not bad["stored"] and re.match(r"fout\.csv:2: ", bad["refusals"][0]) and bad["refusals"][0] in done.err
    again = kennis("import", "goed.csv", "fout.csv", "--format", "csv")
    assert (
        again.out == "file,read,new,changed,known,refused,stored\ngoed.csv,1,0,0,1,0,True\nfout.csv,0,0,0,0,1,False\n"
    )
