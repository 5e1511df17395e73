"""A researcher's afternoon on the example: work the themes, take in a seventh session, run again; all of it stands."""

from pathlib import Path
from typing import Any

import pytest

from tests.command.conftest import Kennis

SEVENTH = Path(__file__).parents[1] / "example" / "2017-06-29-digitale-overheid.md"
TITLES = {"T-004": "Reizigersinformatie", "T-010": "Gemeenten en hun gegevens", "T-011": "Fin Shop en veilingen"}
AS_IT_IS = {"new", "same", "grown", "shrunk", "split", "merged", "faded", "renamed", "family"}


@pytest.fixture
def here(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the demonstration's workspace."""
    monkeypatch.chdir(own)
    monkeypatch.setenv("KENNIS_PERSON", "Onderzoeker")
    return own


def themes(kennis: Kennis) -> dict[str, dict[str, Any]]:
    """Give the accepted themes by number."""
    return {one["theme"]: one for one in kennis("themes", "list", "--format", "json").json}


def members(kennis: Kennis, theme: str) -> list[str]:
    """Give a theme's notes, strongest first."""
    return [one["note"] for one in kennis("themes", "show", theme, "--format", "json").json["notes"]]


def homes(kennis: Kennis) -> dict[str, str | None]:
    """Give the accepted theme of each note."""
    found = kennis("themes", "assignments", "--format", "json").json
    return {one["note"]: None if one["suggested"] else one["theme"] for one in found}


def done(kennis: Kennis, *words: str) -> str:
    """Run a command that must succeed; give what it printed."""
    result = kennis(*words)
    assert result.code == 0, result.err
    return result.out


def decide(kennis: Kennis) -> dict[str, str | None]:
    """Rename three themes, merge two, split one, pin five notes, shelve two, set stances, write memos."""
    for theme, title in TITLES.items():
        done(kennis, "themes", "rename", theme, title)
    done(kennis, "themes", "merge", "T-012", "--into", "T-006")
    off = members(kennis, "T-001")[:6]
    done(kennis, "themes", "split", "T-001", *off, "--title", "Rechtbank zonder papier")
    pinned = members(kennis, "T-002")[-5:]
    done(kennis, "themes", "pin", *pinned)
    done(kennis, "themes", "shelf", *members(kennis, "T-007")[:2])
    done(kennis, "themes", "stance", "against", *members(kennis, "T-005")[:3])
    done(kennis, "memo", "add", "theme", "T-002", "Verschil met privacy nagaan.")
    return {**dict.fromkeys(off, max(themes(kennis))), **dict.fromkeys(pinned, "T-002")}


def test_every_decision_stands_when_a_session_comes_in(kennis: Kennis, here: Path) -> None:
    held = decide(kennis)
    core = members(kennis, "T-006")[:3]
    before, themes_before = homes(kennis), themes(kennis)
    assert "46" in done(kennis, "import", str(SEVENTH))
    done(kennis, "themes", "place")
    fresh = [one for one in kennis("themes", "assignments", "--format", "json").json if one["note"] not in before]
    assert len(fresh) == 46 and sum(one["suggested"] for one in fresh) >= 23
    done(kennis, "themes", "run")
    assert {note: theme for note, theme in homes(kennis).items() if note in before} == before
    assert themes(kennis) == themes_before
    proposals = kennis("themes", "proposals", "--format", "json").json
    assert proposals and {one["proposal"]["change"] for one in proposals} <= AS_IT_IS
    assert all(one["reasons"] for one in proposals)
    done(kennis, "themes", "accept", "--all")
    done(kennis, "themes", "run", "--full", "--accept-all")
    after, found = themes(kennis), homes(kennis)
    assert {theme: after[theme]["title"] for theme in TITLES} == TITLES
    assert "T-012" not in after and {found[note] for note in core} == {"T-006"}
    assert {note: found[note] for note in held} == held
    assert after[held[next(iter(held))]]["title"] == "Rechtbank zonder papier"  # type: ignore[index]
    kept = [note for note, theme in before.items() if theme and found[note] == theme]
    assert len(kept) >= 0.9 * sum(theme is not None for theme in before.values())
    assert len(kennis("themes", "shelf", "--format", "json").json) == 2
    assert len(kennis("memo", "list", "--format", "json").json) == 1


def test_a_run_that_nothing_new_came_in_for_proposes_nothing(kennis: Kennis, here: Path) -> None:
    done(kennis, "themes", "run")
    assert kennis("themes", "proposals", "--format", "json").json == []


def test_what_was_rejected_does_not_come_back(kennis: Kennis, here: Path) -> None:
    done(kennis, "import", str(SEVENTH))
    done(kennis, "themes", "run")
    waiting = kennis("themes", "proposals", "--format", "json").json
    moving = [one for one in waiting if one["joining"] or one["leaving"]]
    done(kennis, "themes", "reject", str(moving[0]["proposal"]["position"] + 1))
    done(kennis, "themes", "run")
    again = kennis("themes", "proposals", "--format", "json").json
    rejected = moving[0]["proposal"]["theme"]["id"]
    assert again and rejected not in {one["proposal"]["theme"]["id"] for one in again if one["joining"]}


def test_what_takes_the_place_of_something_says_of_what(kennis: Kennis, here: Path) -> None:
    note = members(kennis, "T-001")[0]
    first = kennis("themes", "second", note, "--to", "T-002")
    again = kennis("themes", "second", note, "--to", "T-003")
    assert again.code == 0 and "in place of T-002" in again.err and f"({note})" in again.err and "undo" in again.err
    assert first.code == 0 and "in place of" not in first.err
    assert "in place of" not in kennis("themes", "second", note, "--to", "T-003").err
    assert "in place of T-003" in kennis("themes", "second", note, "--to", "none").err
    kennis("themes", "undo")
    undone = kennis("themes", "undo")
    assert "T-003" in undone.err and "in place of T-002" in undone.err
    assert "in place of T-002" in kennis("themes", "second", note, "--to", "none").err
    assert "in place of" not in kennis("themes", "stance", "for", note).err
    assert f"in place of for ({note})" in kennis("themes", "stance", "against", note).err
    before = themes(kennis)["T-001"]["title"]
    assert f"“{before}” became “Iets anders”" in kennis("themes", "rename", "T-001", "Iets anders").err
