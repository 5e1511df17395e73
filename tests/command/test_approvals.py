"""Before an export, at the command line: what waits is listed and accepted, speakers are asked and answer."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kennis.nouns import Approval, ApprovalVerdict
from kennis.preflight import quotations
from kennis.workflows.outline.preflight_check import facts
from kennis.workflows.workspace import find
from tests.command.conftest import Kennis


@pytest.fixture
def here(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the demonstration's workspace, as an editor."""
    monkeypatch.chdir(own)
    monkeypatch.setenv("KENNIS_PERSON", "Redacteur")
    return own


def quotes(kennis: Kennis) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = kennis("approvals", "list", "--format", "json").json
    return found


def remarks(kennis: Kennis, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = kennis("preflight", "--format", "json", *options).json
    return found


def test_what_waits_is_listed_until_it_is_accepted(kennis: Kennis, here: Path) -> None:
    done = kennis("preflight")
    assert done.code == 4 and "remarks that wait" in done.err
    found = remarks(kennis)
    assert all(re.fullmatch("[0-9a-f]{12}", one["key"]) and one["message"] for one in found)
    first, rest = found[0]["key"], [one["key"] for one in found[1:]]
    assert kennis("preflight", "accept", first).code == 0
    assert [one["key"] for one in remarks(kennis)] == rest
    assert [one["accepted"] for one in remarks(kennis, "--all")] == [True] + [False] * len(rest)
    refused = kennis("preflight", "accept", rest[0], "000000000000")
    assert refused.code == 1 and "kennis preflight --all" in refused.err
    assert kennis("preflight", "accept", *rest).code == 0
    assert (kennis("preflight").code, remarks(kennis)) == (0, [])


def test_remarks_outlast_the_building_of_the_outline(kennis: Kennis, here: Path) -> None:
    """A remark about a quote has another part then; what was recorded about the quote still counts."""
    key = quotes(kennis)[0]["key"]
    assert kennis("approvals", "record", key, "approved").code == 0
    assert kennis("outline", "build").code == 0
    first, *others = quotes(kennis)
    assert [one["standing"] for one in (first, *others) if one["key"] == key] == ["approved"]
    assert not [one for one in remarks(kennis) if one["kind"] == "unapproved" and one["notes"] == [first["note"]]]


def test_an_export_says_how_much_waits_and_refuses_nothing(kennis: Kennis, here: Path) -> None:
    done = kennis("export", "--format", "md")
    assert done.code == 0 and f"pre-flight: {len(remarks(kennis))} remarks wait" in done.err
    assert kennis("export", "iets").code == 2


def test_own_words_that_name_somebody_who_may_not_be_named_stop_an_export(kennis: Kennis, here: Path) -> None:
    person = kennis("participants", "list", "--format", "json").json[0]
    named = kennis("participants", "edit", person["handle"], "--name", "Fatima Zilverbloem")
    assert named.code == 0 and kennis("participants", "consent", person["handle"], "anonymous").code == 0
    assert kennis("outline", "build").code == 0
    assert kennis("outline", "insert", "1.1", "Met dank aan Fatima Zilverbloem.", "--cite", "n1", "--at", "1").code == 0
    stopped = kennis("export", "--format", "md,csv", "--out", here / "uit")
    assert stopped.code == 4 and "1.1.1" in stopped.err and "Zilverbloem" not in stopped.err
    assert not list((here / "uit").glob("*"))
    keys = [one["key"] for one in remarks(kennis) if one["name"] == "1.1.1" and one["kind"] == "name"]
    assert kennis("preflight", "accept", *keys).code == 0
    assert kennis("export", "--format", "md", "--out", here / "uit").code == 0


def test_speakers_are_asked_and_answer(kennis: Kennis, here: Path) -> None:
    before = quotes(kennis)
    assert {one["standing"] for one in before} == {"open"}
    approved, changed, refused = before[:3]
    assert kennis("approvals", "record", approved["key"], "approved", "--date", "2020-04-02").code == 0
    assert kennis("approvals", "record", changed["key"], "changed", "--text", "Liever zo.").code == 0
    assert kennis("approvals", "record", refused["key"], "refused").code == 0
    found = {one["key"]: one for one in quotes(kennis)}
    assert (found[approved["key"]]["standing"], found[approved["key"]]["date"]) == ("approved", "2020-04-02")
    (asked,) = [one for one in quotes(kennis) if one["text"] == "Liever zo."]
    assert (asked["standing"], asked["note"], asked["words"]) == ("approved", changed["note"], "Liever zo.")
    assert changed["key"] not in found
    assert (found[refused["key"]]["standing"], found[refused["key"]]["name"]) == ("refused", "")
    text = Path(kennis("export", "--format", "md").out.strip()).read_text("utf-8")
    assert refused["text"] not in text and approved["text"].split("\n")[0] in text
    assert "Liever zo." in text and changed["text"].split("\n")[0] not in text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("approvals", "record", "000000000000", "approved"), 1),
        (("approvals", "record", "KEY", "changed"), 1),
        (("approvals", "record", "KEY", "approved", "--text", "Liever zo."), 1),
        (("approvals", "record", "KEY", "approved", "--date", "gisteren"), 2),
        (("approvals", "record", "KEY", "misschien"), 2),
    ],
)
def test_wrong_answers_are_refused(kennis: Kennis, here: Path, words: tuple[str, ...], code: int) -> None:
    key = quotes(kennis)[0]["key"]
    assert kennis(*(key if one == "KEY" else one for one in words)).code == code
    assert {one["standing"] for one in quotes(kennis)} == {"open"}


def test_a_document_for_each_speaker_who_is_still_to_be_asked(kennis: Kennis, here: Path) -> None:
    first, *others = quotes(kennis)
    speaker = next(one["speaker"] for one in others if one["speaker"] != first["speaker"])
    theirs = [one["key"] for one in others if one["speaker"] == speaker]
    approve(here, {one["key"] for one in (first, *others)} - {*theirs})
    done = kennis("export", "approvals", "--out", "brieven")
    files = [Path(line) for line in done.out.splitlines()]
    assert done.code == 0 and all(path.read_bytes().startswith(b"PK") for path in files)
    assert [path.suffix for path in files] == [".docx", ".odt"]
    assert all(re.fullmatch(rf"[a-z]+-\d{{3}}-{speaker}", path.stem) for path in files)  # all may be shown by name
    assert {one["key"] for one in quotes(kennis) if one["standing"] == "asked"} == {*theirs}
    with zipfile.ZipFile(files[0]) as archive:
        said = archive.read("word/document.xml").decode()
    assert all(key in said for key in theirs) and first["key"] not in said


def approve(folder: Path, keys: set[str]) -> None:
    """Record that these quotes are approved."""
    workspace = find(folder)
    with workspace.store() as store:
        asked = [one for one in quotations(facts(workspace, store)) if one.key in keys]
        for one in asked:
            said = Approval(key="", note="", text="", attribution="", verdict=ApprovalVerdict.APPROVED)
            store.approvals.answer(one.key, said, asked)


def test_an_answer_that_replaces_another_says_which(kennis: Kennis, here: Path) -> None:
    key = quotes(kennis)[0]["key"]
    assert "in place of" not in kennis("approvals", "record", key, "refused", "--date", "2020-03-12").err
    told = kennis("approvals", "record", key, "approved").err
    assert "in place of: refused, 2020-03-12" in told
