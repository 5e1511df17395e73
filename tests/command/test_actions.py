"""What was agreed to be done: from a note, a file or a table, over the list, to done and forgotten."""

from pathlib import Path
from typing import Any

import pytest

from tests.command.conftest import Kennis

SESSION = """\
---
grammar: 2
id: raad
title: Raad
date: 2020-03-12
participants:
  bo: {name: Bo Zilverbloem}
---
- 14:05 * De kaart sturen @bo >15-1 #kaart
- 14:06 {done=2020-03-20} * De zaal bespreken >1-4
- 14:07 = Wij delen de kaarten.
- 14:08 * Ooit nog eens kijken.
"""
TABLE = """\
text;kind;actiehouder;uiterlijk;gereed
Bellen;actie;Cas Kruidenberg;1-5-2020;nee
Mailen;actie;;;ja
"""


@pytest.fixture
def council(kennis: Kennis, empty: Path) -> Path:
    """Give a workspace with a session that agreed on things."""
    (empty / "sessions" / "raad.md").write_text(SESSION, "utf-8")
    assert kennis("import", "sessions").code == 0
    return empty


def listed(kennis: Kennis, *words: str) -> list[tuple[Any, ...]]:
    """Give the list as JSON: number, who, by when, when it was done."""
    found = kennis("actions", "list", *words, "--format", "json").json
    return [(one["note"], one["owner"], one["due"], one["done"]) for one in found]


def test_what_is_open_is_listed_by_its_day(kennis: Kennis, council: Path) -> None:
    assert listed(kennis) == [("n1", "bo", "2021-01-15", None), ("n4", "", None, None)]
    assert listed(kennis, "--all")[0] == ("n2", "", "2020-04-01", "2020-03-20")
    table = kennis("actions", "list", "--format", "csv").out.splitlines()
    assert table[0] == "note,session,owner,due,done,text" and len(table) == 3
    assert [one["text"] for one in kennis("notes", "list", "--kind", "decision", "--format", "json").json] == [
        "Wij delen de kaarten."
    ]


def test_an_action_is_done_moved_and_open_again(kennis: Kennis, council: Path) -> None:
    assert kennis("actions", "done", "n1", "n4", "--on", "2020-05-01").out.split() == ["n1", "n4"]
    assert listed(kennis) == []
    assert kennis("actions", "done", "n1", "--off").code == 0
    assert kennis("actions", "move", "n1", "2020-06-01").out.split() == ["n1"]
    assert listed(kennis) == [("n1", "bo", "2020-06-01", None)]
    assert kennis("actions", "move", "n1", "-").code == 0 and listed(kennis) == [("n1", "bo", None, None)]
    refused = kennis("actions", "done", "n3")
    assert (refused.code, refused.err.strip()) == (1, "kennis: n3 is no action")
    assert kennis("actions", "done", "n1", "--on", "15-1").code == 1
    assert kennis("actions", "done", "n1", "--on", "2020-01-01", "--off").code == 2


def test_an_action_is_added_with_words_or_with_options(kennis: Kennis, council: Path) -> None:
    assert kennis("note", "add", "* Bellen @bo >1-4", "--session", "raad").code == 0
    asked = ("--kind", "action", "--owner", "Cas Kruidenberg", "--due", "2020-05-01")
    assert kennis("note", "add", "Mailen", "--session", "raad", *asked).code == 0
    assert listed(kennis)[:2] == [("n5", "bo", "2020-04-01", None), ("n6", "cas-kruidenberg", "2020-05-01", None)]
    people = {one["handle"]: one["name"] for one in kennis("participants", "list", "--format", "json").json}
    assert people == {"bo": "Bo Zilverbloem", "cas-kruidenberg": "Cas Kruidenberg"}
    for refused in (("--owner", "bo"), ("--kind", "action", "--owner", "bo", "--due", "1-5")):
        assert kennis("note", "add", "Mailen", "--session", "raad", *refused).code == 1
    for refused, said in ((("--owner", "cas"), "another owner"), (("--due", "2020-05-01"), "another day")):
        done = kennis("note", "add", "* Mailen @bo >2-5", "--session", "raad", *refused)
        assert done.code == 1 and said in done.err
    assert kennis("notes", "edit", "n5", "Toch mailen >2-4").code == 0
    assert listed(kennis)[0] == ("n5", "bo", "2020-04-02", None)
    assert kennis("notes", "edit", "n5", "Toch mailen @-").code == 0
    assert listed(kennis)[0] == ("n5", "", "2020-04-02", None)


def test_a_table_says_who_by_when_and_whether_it_was_done(kennis: Kennis, council: Path) -> None:
    (council / "acties.csv").write_text(TABLE, "utf-8")
    done = kennis("import", "acties.csv", "--session", "raad van mei", "--date", "2020-04-20")
    assert done.code == 0, done.err
    assert listed(kennis, "--session", "raad van mei", "--all") == [
        ("n5", "cas-kruidenberg", "2020-05-01", None),
        ("n6", "", None, "2020-04-20"),
    ]


def test_files_and_archives_carry_actions_and_decisions(kennis: Kennis, council: Path, tmp_path: Path) -> None:
    assert kennis("sessions", "write").code == 0
    text = (council / "sessions" / "raad.md").read_text("utf-8")
    assert "* De kaart sturen @bo #kaart >15-1-2021" in text and "= Wij delen de kaarten." in text
    before = listed(kennis, "--all")
    assert kennis("import", "sessions/raad.md").code == 0
    assert kennis("export", "--format", "jsonl", "--out", str(tmp_path / "alles.jsonl")).code == 0
    other = tmp_path / "ander"
    assert kennis("--workspace", str(other), "init", str(other)).code == 0
    assert kennis("--workspace", str(other), "import", str(tmp_path / "alles.jsonl")).code == 0
    assert listed(kennis, "--all") == before
    found = kennis("--workspace", str(other), "actions", "list", "--all", "--format", "json").json
    assert [(one["note"], one["owner"], one["due"], one["done"]) for one in found] == before


def test_who_is_forgotten_is_to_do_nothing_any_more(kennis: Kennis, council: Path) -> None:
    assert kennis("actions", "done", "n1").code == 0 and kennis("actions", "done", "n1", "--off").code == 0
    assert kennis("sessions", "write").code == 0
    shown = kennis("forget", "bo")
    assert "De kaart sturen" in shown.out and "who was to do it" in shown.out
    assert kennis("forget", "bo", "--yes").code == 0
    assert listed(kennis)[0] == ("n1", "", "2021-01-15", None)
    assert "bo" not in (council / "sessions" / "raad.md").read_text("utf-8").split()
    assert "@bo" not in (council / "sessions" / "raad.md").read_text("utf-8")
    held = (council / ".kennis" / "kennis.db").read_bytes()
    assert b'"owner": "bo"' not in held and b"Zilverbloem" not in held
    (council / "later.md").write_text(SESSION, "utf-8")
    assert kennis("import", "later.md").code == 0
    assert {owner for _note, owner, _due, _done in listed(kennis, "--all")} == {""}


def test_what_commands_did_is_undone_and_what_lets_more_be_printed_only_when_it_is_meant(
    kennis: Kennis, council: Path
) -> None:
    assert kennis("note", "add", "Nieuw", "--session", "raad").code == 0
    assert kennis("notes", "consent", "n1", "withdrawn").code == 0
    assert kennis("actions", "done", "n1", "--on", "2020-05-01").code == 0
    assert kennis("undo").out.strip() == "n1: undone: set to done or open"
    asked = kennis("undo")
    assert asked.code == 1 and "--loosen" in asked.err
    assert kennis("notes", "list", "--format", "json").json[0]["consent"] == "withdrawn"
    assert kennis("undo", "--loosen").out.strip() == "n1: undone: consent changed"
    assert kennis("undo").out.strip() == "“Nieuw”: undone: note added"
    assert kennis("undo").code == 1
    assert kennis("redo").out.strip() == "n5: done again: note added"
    assert kennis("redo").code == 0 and kennis("redo").code == 0
    first = kennis("notes", "list", "--format", "json").json[0]
    assert (first["consent"], first["done"]) == ("withdrawn", "2020-05-01")
