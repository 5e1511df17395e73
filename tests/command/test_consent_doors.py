"""Consent at every door: one default, what will be printed is told where it is set, a level on many notes at once."""

from pathlib import Path
from typing import Any

import pytest

from kennis.nouns import Access, Consent
from kennis.workflows.consent_levels import printed
from tests.command.conftest import Kennis
from tests.command.test_forget import done

SESSION = """\
---
title: Besloten overleg
date: 2020-03-12
access: partners
consent: role
participants:
  jan: {name: Jan Berg, role: adviseur}
  eva: {name: Eva Zee, role: raadslid}
---
- " Een zin van Jan over de raad. @jan
- {consent=background} " Wat Jan alleen hier zei. @jan
- {consent=withdrawn} " Dit trekt Eva in. @eva
- " Een zin van Eva over de kaart. @eva
"""
NAME = "2020-03-12-besloten-overleg"


@pytest.fixture
def closed(kennis: Kennis, empty: Path) -> Path:
    """Give a workspace with a session for partners only."""
    (empty / "sessions" / f"{NAME}.md").write_text(SESSION, "utf-8")
    done(kennis("import", "sessions"))
    return empty


def levels(kennis: Kennis) -> list[Any]:
    return [one["consent"] for one in kennis("notes", "list", "--format", "json").json]


def test_what_will_be_printed_is_told_where_a_session_is_made_and_changed(kennis: Kennis, empty: Path) -> None:
    made = done(kennis("sessions", "new", "Open", "--date", "2020-03-12"))
    assert printed(Access.OPEN, None) in made.err and "nothing about the speaker" in made.err
    made = done(
        kennis("sessions", "new", "Besloten", "--date", "2020-03-13", "--access", "partners", "--consent", "role")
    )
    assert "nothing of this session is printed until a level is set on each note" in made.err
    assert f"kennis sessions consent {made.out.strip()} LEVEL --notes all" in made.err
    told = done(kennis("sessions", "consent", made.out.strip(), "background")).err
    assert "nothing of this session is printed, whatever" in told and "--notes" not in told
    rows = kennis("sessions", "list", "--format", "csv").out.splitlines()
    assert rows[0].endswith(",consent") and [one.rsplit(",", 1)[1] for one in rows[1:]] == ["", "background"]


def test_every_access_and_level_has_words_of_its_own() -> None:
    said = {printed(access, level) for access in Access for level in (None, *Consent)}
    assert len(said) == 2 * (len(Consent) + 1) - 2  # background and withdrawn say the same of both


def test_notes_of_a_partners_only_session_get_a_level_at_once(kennis: Kennis, closed: Path) -> None:
    listed = done(kennis("sessions", "list"))
    assert f"{NAME} 2" in listed.err and "not printed" in listed.err
    told = done(kennis("sessions", "consent", NAME, "role", "--notes", "all"))
    assert levels(kennis) == ["role", "background", "withdrawn", "role"]
    assert "level set on notes: 2" in told.err and "2 (n2, n3)" in told.err
    assert kennis("sessions", "list", "--format", "json").json[0]["consent"] == "role"
    assert done(kennis("sessions", "list")).err == ""
    assert (
        "level set on notes: 0; had it already: 2" in kennis("sessions", "consent", NAME, "role", "--notes", "all").err
    )


def test_a_range_and_a_speaker(kennis: Kennis, closed: Path) -> None:
    assert done(kennis("notes", "consent", "n2-n4", "name")).out == "n4\n"
    assert done(kennis("sessions", "consent", NAME, "anonymous", "--notes", "@jan")).out == ""
    assert levels(kennis) == ["anonymous", "background", "withdrawn", "name"]
    assert done(kennis("notes", "consent", "n1", "n4", "organisation")).out == "n1\nn4\n"
    assert done(kennis("notes", "consent", "n2", "name")).out == "n2\n"  # asked for by itself
    assert levels(kennis) == ["organisation", "name", "withdrawn", "organisation"]
    assert done(kennis("notes", "consent", "all", "--session", NAME, "--unset")).out == "n1\nn2\nn4\n"
    assert levels(kennis) == [None, None, "withdrawn", None]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("n1",), 2),
        (("role",), 2),
        (("n1", "role", "--unset"), 2),
        (("all", "role"), 1),
        (("n8-n9", "role"), 1),
        (("@niemand", "role"), 1),
        (("n1", "n9", "role"), 1),
    ],
)
def test_what_is_not_meant_changes_nothing(kennis: Kennis, closed: Path, words: tuple[str, ...], code: int) -> None:
    before = levels(kennis)
    assert kennis("notes", "consent", *words).code == code
    assert levels(kennis) == before


def test_a_persons_level_tells_where_it_is_not_enough(kennis: Kennis, closed: Path) -> None:
    told = done(kennis("participants", "consent", "jan", "name"))
    assert f"until a level is set on each note as well: {NAME}" in told.err


def test_a_note_whose_quote_was_refused_is_left(kennis: Kennis, closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kennis.store.outline.approval_store import ApprovalStore

    first = kennis("notes", "list", "--format", "json").json[0]["id"]
    monkeypatch.setattr(ApprovalStore, "refused", lambda _self: frozenset({first}))
    assert "3 (n1, n2, n3)" in kennis("sessions", "consent", NAME, "name", "--notes", "all").err
    assert levels(kennis) == [None, "background", "withdrawn", "name"]
