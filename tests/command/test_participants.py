"""The commands about the people in the registers: who they are, and what their words may be used for."""

from pathlib import Path
from typing import Any

import pytest

from tests.command.conftest import Kennis

SESSION = """\
---
id: {day}
title: Raad
date: {day}
participants:
  wethouder: {{name: Wethouder van de stad, role: wethouder, organisation: Gemeente Amersfoort}}
  raad: {{role: raadslid{number}}}
---
- 14:05 " Iedereen heeft een dashboard, niemand heeft hetzelfde dashboard. @wethouder
- 14:09 " De raad ziet het niet. @raad
"""


@pytest.fixture
def two(kennis: Kennis, empty: Path) -> Path:
    """Give a workspace with two sessions in which the same person speaks."""
    for number, day in enumerate(("2020-03-12", "2020-04-16")):
        (empty / "sessions" / f"{day}.md").write_text(SESSION.format(day=day, number=number), "utf-8")
    assert kennis("import", "sessions").code == 0
    return empty


def listed(kennis: Kennis, *words: str) -> list[dict[str, Any]]:
    """Give the registers as JSON."""
    found: list[dict[str, Any]] = kennis("participants", "list", *words, "--format", "json").json
    return found


def test_everybody_is_listed_with_their_notes(kennis: Kennis, two: Path) -> None:
    everybody = [(one["session"], one["handle"], one["notes"]) for one in listed(kennis)]
    assert everybody == [
        ("2020-03-12", "raad", 1),
        ("2020-03-12", "wethouder", 1),
        ("2020-04-16", "raad", 1),
        ("2020-04-16", "wethouder", 1),
    ]
    assert len(listed(kennis, "--session", "2020-04")) == 2
    assert "Wethouder van de stad" in kennis("participants", "list").out
    assert kennis("participants", "list", "--format", "csv").out.splitlines()[0].startswith("session,handle,name")


def test_a_person_who_withdraws_does_so_in_every_session(kennis: Kennis, two: Path) -> None:
    (two / "exports").mkdir(exist_ok=True)
    (two / "exports" / "boek.md").touch()
    done = kennis("participants", "consent", "wethouder", "withdrawn")
    assert "exports that were made before stay as they are" in done.err
    assert (done.code, done.out.split()) == (0, ["2020-03-12/wethouder", "2020-04-16/wethouder"])
    assert [one["consent"] for one in listed(kennis)] == [None, "withdrawn"] * 2
    assert kennis("sessions", "write").code == 0
    assert "withdrawn" in (two / "sessions" / "2020-03-12.md").read_text("utf-8")
    asked = kennis("participants", "consent", "wethouder")
    assert asked.code == 2 and asked.err.startswith("kennis: give a level (name, ")
    assert [one["consent"] for one in listed(kennis)] == [None, "withdrawn"] * 2
    assert kennis("participants", "consent", "wethouder van de STAD", "--unset", "--session", "2020-04").code == 0
    assert [one["consent"] for one in listed(kennis)] == [None, "withdrawn", None, None]


def test_a_person_is_described(kennis: Kennis, two: Path) -> None:
    done = kennis("participants", "edit", "wethouder", "--sector", " gemeente\u200b ", "--role", "")
    assert done.code == 0
    described = [one for one in listed(kennis) if one["handle"] == "wethouder"]
    assert [(one["role"], one["sector"], one["name"]) for one in described] == [
        ("", "gemeente", "Wethouder van de stad")
    ] * 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("consent", "burgemeester", "name"), 1, "no person burgemeester"),
        (("consent", "raad", "name"), 1, "several people"),
        (("consent", "wethouder", "misschien"), 2, "misschien"),
        (("edit", "wethouder"), 2, "--role"),
        (("list", "--session", "2021"), 1, "2021"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    kennis: Kennis, two: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    before = listed(kennis)
    done = kennis("participants", *words)
    assert done.code == code and said in done.err
    assert listed(kennis) == before


def test_what_was_said_of_a_person_and_a_session_is_undone_and_a_level_only_where_it_is_meant(
    kennis: Kennis, two: Path
) -> None:
    assert kennis("participants", "edit", "raad", "--role", "griffier", "--session", "2020-03").code == 0
    assert kennis("participants", "consent", "raad", "withdrawn", "--session", "2020-03").code == 0
    assert kennis("sessions", "consent", "2020-03", "role").code == 0
    first = kennis("undo")
    assert first.code == 1 and "2020-03-12" in first.err and "--loosen" in first.err
    assert kennis("undo", "--loosen").out.strip() == "2020-03-12: undone: session changed"
    assert kennis("undo").code == 1 and listed(kennis)[0]["consent"] == "withdrawn"
    assert kennis("undo", "--loosen").out.strip() == "2020-03-12/raad: undone: person changed"
    assert (listed(kennis)[0]["consent"], listed(kennis)[0]["role"]) == (None, "griffier")
    assert kennis("undo").code == 0 and listed(kennis)[0]["role"] == "raadslid0"
    assert [kennis("redo").code for _time in range(3)] == [0, 0, 0]
    assert (listed(kennis)[0]["consent"], listed(kennis)[0]["role"]) == ("withdrawn", "griffier")
    assert kennis("sessions", "list", "--format", "json").json[0]["consent"] == "role"


def test_what_is_not_as_it_was_any_more_is_not_undone(kennis: Kennis, two: Path) -> None:
    assert kennis("note", "add", "Nieuw @nieuw", "--session", "2020-03").code == 0
    assert kennis("undo").code == 0
    assert kennis("undo").out.strip() == "2020-03-12/nieuw: undone: person changed"
    assert "nieuw" not in [one["handle"] for one in listed(kennis)]
    assert kennis("redo").code == 0 and kennis("redo").code == 0
    assert kennis("participants", "edit", "nieuw", "--role", "gast").code == 0
    (two / "later.md").write_text(SESSION.format(day="2020-03-12", number=9), "utf-8")
    assert kennis("undo").code == 0
    assert kennis("undo").code == 0
    assert "nieuw" in [one["handle"] for one in listed(kennis)]


@pytest.mark.parametrize("mentions", [(), ("--mentions",)])
def test_what_can_be_undone_of_people_and_sessions_holds_no_forgotten_name(
    kennis: Kennis, empty: Path, mentions: tuple[str, ...]
) -> None:
    day = ("--date", "2020-03-12")
    assert kennis("sessions", "new", "Gesprek met Bo Zilverbloem", *day, "--note-taker", "Bo Zilverbloem").code == 0
    assert kennis("note", "add", '" Zo is het. @"Bo Zilverbloem"', "--session", "2020").code == 0
    assert kennis("note", "add", '" Zo ook. @cas', "--session", "2020").code == 0
    assert kennis("sessions", "consent", "2020", "role").code == 0
    for role in ("assistent van Bo Zilverbloem", "griffier") if mentions else ():
        assert kennis("participants", "edit", "cas", "--role", role).code == 0
    assert kennis("participants", "edit", "bo-zilverbloem", "--role", "wethouder").code == 0
    assert kennis("forget", "bo zilverbloem", "--yes", *mentions).code == 0
    held = (empty / ".kennis" / "kennis.db").read_bytes().lower()
    assert b"zilverbloem" not in held
    assert kennis("undo").code in (0, 1) and [one["handle"] for one in listed(kennis)] == ["cas"]
