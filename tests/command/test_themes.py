"""Working themes at the command line: each action, its undoing, and what bad input gets."""

from pathlib import Path

import pytest

from tests.command.conftest import Kennis

SEVENTH = Path(__file__).parents[1] / "example" / "2017-06-29-digitale-overheid.md"


@pytest.fixture
def here(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the demonstration's workspace, as a researcher."""
    monkeypatch.chdir(own)
    monkeypatch.setenv("KENNIS_PERSON", "Onderzoeker")
    return own


def themes(kennis: Kennis) -> dict[str, dict[str, object]]:
    """Give the accepted themes by number."""
    return {one["theme"]: one for one in kennis("themes", "list", "--format", "json").json}


def homes(kennis: Kennis) -> dict[str, str | None]:
    """Give where each note stands."""
    found = kennis("themes", "assignments", "--format", "json").json
    return {one["note"]: one["theme"] for one in found if not one["suggested"]}


def members(kennis: Kennis, theme: str) -> list[str]:
    """Give a theme's notes, strongest first."""
    return [one["note"] for one in kennis("themes", "show", theme, "--format", "json").json["notes"]]


def test_renaming_and_its_undoing(kennis: Kennis, here: Path) -> None:
    before = themes(kennis)["T-001"]["title"]
    assert kennis("themes", "rename", "T-001", "Elektronisch betalen").code == 0
    assert themes(kennis)["T-001"]["title"] == "Elektronisch betalen"
    assert "Elektronisch betalen" in kennis("themes", "undo").err
    assert themes(kennis)["T-001"]["title"] == before
    assert kennis("themes", "redo").code == 0
    assert themes(kennis)["T-001"]["title"] == "Elektronisch betalen"


def test_merging_and_splitting(kennis: Kennis, here: Path) -> None:
    two, three = members(kennis, "T-002"), members(kennis, "T-003")
    assert kennis("themes", "merge", "T-003", "--into", "T-002").code == 0
    assert sorted(members(kennis, "T-002")) == sorted(two + three)
    assert kennis("themes", "show", "T-003").code == 1
    assert kennis("themes", "split", "T-002", *three, "--title", "Weer los").code == 0
    last = max(themes(kennis))
    assert themes(kennis)[last]["title"] == "Weer los" and sorted(members(kennis, last)) == sorted(three)
    assert sorted(members(kennis, "T-002")) == sorted(two)


def test_a_theme_is_split_where_it_falls_apart_by_itself(kennis: Kennis, here: Path) -> None:
    whole = members(kennis, "T-001")
    shown = kennis("themes", "split", "T-001", "--preview")
    assert shown.code == 0 and members(kennis, "T-001") == whole
    done = kennis("themes", "split", "T-001", "--suggested")
    if done.code == 0:
        found = homes(kennis)
        assert {found[note] for note in whole} >= {"T-001", max(themes(kennis))}
    else:
        assert "T-001" in done.err and members(kennis, "T-001") == whole


def test_single_notes(kennis: Kennis, here: Path) -> None:
    first, second, third = members(kennis, "T-004")[:3]
    assert kennis("themes", "move", first, "--to", "T-005").code == 0
    assert kennis("themes", "move", second, "--to", "none").code == 0
    assert kennis("themes", "pin", third).code == 0
    assert kennis("themes", "second", third, "--to", "T-005").code == 0
    assert kennis("themes", "apart", first, third).code == 0
    assert kennis("themes", "stance", "against", first, third).code == 0
    assert kennis("themes", "shelf", first).code == 0
    found = {one["note"]: one for one in kennis("themes", "assignments", "--format", "json").json}
    assert (found[first]["theme"], found[second]["theme"], found[third]["second"]) == ("T-005", None, "T-005")
    shelf = kennis("themes", "shelf", "--format", "json").json
    assert [(line["note"]["number"], line["stance"]) for line in shelf] == [(int(first[1:]), "against")]
    for _ in range(7):
        assert kennis("themes", "undo").code == 0
    assert members(kennis, "T-004")[:3] == [first, second, third]


def test_a_theme_gathered_by_hand_retired_and_linked(kennis: Kennis, here: Path) -> None:
    notes = members(kennis, "T-001")[:2] + members(kennis, "T-002")[:1]
    made = kennis("themes", "gather", "Met de hand", *notes).out.strip()
    assert sorted(members(kennis, made)) == sorted(notes)
    assert kennis("themes", "link", made, "dso").code == 0
    assert themes(kennis)[made]["lenses"] == {"dso": 1.0}
    assert kennis("themes", "retire", made).code == 0
    assert made not in themes(kennis) and all(homes(kennis)[note] is None for note in notes)


def test_the_history_tells_runs_and_decisions(kennis: Kennis, here: Path) -> None:
    kennis("themes", "rename", "T-001", "Elektronisch betalen")
    kennis("themes", "undo")
    told = kennis("themes", "history", "T-001", "--format", "json").json
    assert told[0]["run"]["number"] == 1 and told[0]["run"]["fingerprint"] and told[0]["run"]["parameters"]
    assert told[-1]["said"].startswith("Onderzoeker: ") and "Elektronisch betalen" in told[-1]["said"]
    assert told[-1]["decision"]["undone"] is True
    whole = kennis("themes", "history", "--format", "json").json
    assert len(whole) > len(told)


def test_memos_are_written_listed_changed_and_exported(kennis: Kennis, here: Path) -> None:
    note = members(kennis, "T-001")[0]
    for about, item in (("theme", "T-001"), ("note", note), ("lens", "dso"), ("session", "2017-01")):
        assert kennis("memo", "add", about, item, f"Nagaan: *{about}*").code == 0
    assert len(kennis("memo", "list", "--format", "json").json) == 4
    listed = kennis("memo", "list", "theme", "T-001", "--format", "json").json
    assert [(one["memo"]["person"], one["memo"]["text"]) for one in listed] == [("Onderzoeker", "Nagaan: *theme*")]
    path = Path(kennis("memo", "export").out.strip())
    text = path.read_text("utf-8")
    assert text.count("Nagaan: \\*") == 4 and text.index("lens\\*") < text.index("note\\*")
    kennis("notes", "consent", note, "background")
    text = Path(kennis("memo", "export").out.strip()).read_text("utf-8")
    assert text.count("Nagaan: \\*") == 3 and f"### {note}" not in text
    assert "Nagaan: \\*note" in Path(kennis("memo", "export", "--internal").out.strip()).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["rename", "T-999", "Titel"], 1),
        (["rename", "T-001", "  "], 1),
        (["merge", "T-001", "--into", "T-001"], 1),
        (["merge", "T-001", "--into", "T-999"], 1),
        (["split", "T-001"], 1),
        (["split", "T-001", "n99999"], 1),
        (["split", "T-001", "n1", "--suggested"], 2),
        (["split", "T-001", "--preview", "--title", "x"], 2),
        (["merge", "T-002", "T-001", "--into", "T-001"], 1),
        (["shelf", "--off"], 2),
        (["move", "n99999", "--to", "T-001"], 1),
        (["move", "n1", "--to", "T-999"], 1),
        (["stance", "perhaps", "n1"], 2),
        (["link", "T-001", "no-such-lens"], 1),
        (["retire", "T-999"], 1),
        (["accept"], 2),
        (["accept", "1"], 1),
        (["accept", "99"], 1),
        (["accept", "--all"], 1),
        (["reject", "1", "--all"], 2),
        (["proposals", "77"], 1),
        (["history", "T-999"], 1),
        (["apart", "n1"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_bad_input_is_one_clear_line_and_changes_nothing(
    kennis: Kennis, here: Path, words: list[str], code: int
) -> None:
    before = homes(kennis), themes(kennis)
    done = kennis("themes", *words)
    assert done.code == code and done.err.strip() and "Traceback" not in done.err
    assert (homes(kennis), themes(kennis)) == before


def test_a_run_while_another_runs_is_refused(kennis: Kennis, here: Path) -> None:
    import filelock

    with filelock.FileLock(here / ".kennis" / "run.lock"):
        done = kennis("themes", "run")
    assert done.code == 3 and done.err.strip()


def test_a_run_without_notes_says_so(kennis: Kennis, empty: Path) -> None:
    done = kennis("themes", "run")
    assert done.code == 1 and "kennis import" in done.err
    assert kennis("themes", "history", "--format", "json").json == []
    assert kennis("themes", "list", "--format", "json").json == []
    assert kennis("themes", "undo").code == 0
