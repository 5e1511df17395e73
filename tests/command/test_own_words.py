"""What an editor's own words take from notes: quotations are what was said, and what may not be printed stays out."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kennis.nouns import Consent
from kennis.store import Offer
from kennis.workflows.workspace import Workspace
from tests.command.conftest import Done, Kennis
from tests.samples import session
from tests.tui.outlined import ADVISER, noted, outlined

INVENTED = "Een wethouder zei: “Wij liegen tegen de raad.”"
SPOKEN = "Niemand durft de waarheid over het project te zeggen."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Stand in a workspace with an outline."""
    made = outlined(tmp_path / "ruimte")
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("KENNIS_PERSON", "Redacteur")
    return made


def kinds(kennis: Kennis) -> list[str]:
    found: list[dict[str, Any]] = kennis("preflight", "--format", "json").json
    return [one["kind"] for one in found]


def texts(kennis: Kennis) -> list[str]:
    return [one["text"] for one in kennis("outline", "list", "--format", "json").json]


def export(kennis: Kennis, suffix: str = "md") -> Done:
    return kennis("export", "--format", suffix, "--out", "uit")


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "„{}”", "„{}“", "«{}»", "»{}«", "‘{}’", "'{}'", ",,{}''", "“{}"])
def test_a_quotation_of_no_note_is_refused_in_any_marks(kennis: Kennis, here: Workspace, marks: str) -> None:
    before = texts(kennis)
    text = f"Een wethouder zei: {marks.format('Wij liegen tegen de raad.')}"
    for words in (("insert", "2.1", text, "--cite", "n6"), ("write", "2.1.1", text)):
        refused = kennis("outline", *words)
        assert refused.code == 4 and "--not-a-note" in refused.err
    assert texts(kennis) == before


def test_what_a_cited_quote_says_a_term_and_a_title_are_in_order(kennis: Kennis, here: Workspace) -> None:
    for text in (
        "Hij zei: “wij zeiden 6 keer ja”, en ging.",
        "Een ‘digitale tweeling’ in ’s-Gravenhage, foto’s van auto's.",
    ):
        assert kennis("outline", "insert", "2.1", text, "--cite", "n6").code == 0
    assert kennis("outline", "insert", "2.1", "Hij zei: “wij zeiden 7 keer ja”.", "--cite", "n6").code == 4
    assert "quotation" not in kinds(kennis) and export(kennis).code == 0


def test_an_invented_quotation_that_came_in_with_a_file_stops_every_export(kennis: Kennis, here: Workspace) -> None:
    file = here.folder / "boek.md"
    file.write_text(f"{kennis('outline', 'show').out}\n{INVENTED} [n6]\n", encoding="utf-8")
    assert kennis("outline", "check", file).code == 4
    assert "Wij liegen" in kennis("outline", "apply", file).out
    assert kinds(kennis)[0] == "quotation"
    for suffix in ("md", "docx", "csv"):
        refused = export(kennis, suffix)
        assert refused.code == 4 and "kennis preflight" in refused.err and not list(here.folder.glob("uit/*"))
    assert kennis("export", "--format", "jsonl", "--out", "uit").code == 0  # the archive is no draft


def test_an_editor_says_that_a_quotation_is_from_elsewhere(kennis: Kennis, here: Workspace) -> None:
    assert kennis("outline", "insert", "2.1", INVENTED, "--cite", "n6", "--at", "1", "--not-a-note").code == 0
    assert "quotation" not in kinds(kennis)
    for suffix in ("docx", "odt", "md"):
        assert export(kennis, suffix).code == 0
        (file,) = here.folder.glob(f"uit/*.{suffix}")
        assert "quotation" not in kennis("outline", "check", file).out
        assert kennis("outline", "apply", file).code == 0
        assert "quotation" not in kinds(kennis)
    assert kennis("outline", "move", "2.1.1", "--to", "2.2").code == 0 and "quotation" not in kinds(kennis)
    name = next(one["name"] for one in kennis("outline", "list", "--format", "json").json if INVENTED in one["text"])
    assert kennis("outline", "write", name, INVENTED.replace("liegen", "jokken")).code == 4
    assert kennis("outline", "write", name, f"Anders gezegd. {INVENTED}", "--not-a-note").code == 0
    assert export(kennis).code == 0


@pytest.mark.parametrize("part", ["2", "2.1"])
def test_a_remark_about_a_quotation_can_be_accepted(kennis: Kennis, here: Workspace, part: str) -> None:
    assert kennis("outline", "retitle", part, "“Wij liegen tegen de raad”").code == 0
    (remark,) = [one for one in kennis("preflight", "--format", "json").json if one["kind"] == "quotation"]
    assert remark["name"] == part and export(kennis).code == 4
    assert kennis("preflight", "accept", remark["key"]).code == 0 and export(kennis).code == 0


def hidden(here: Workspace, level: Consent) -> None:
    """Have the first note say what may not be printed."""
    with here.store() as store:
        note = replace(noted()[0], version=1, text=SPOKEN, consent=level)
        store.take_in(Offer((session(people=[ADVISER]),), (note,)))


@pytest.mark.parametrize("level", [Consent.WITHDRAWN, Consent.BACKGROUND])
def test_words_that_may_not_be_printed_do_not_come_back_as_own_words(
    kennis: Kennis, here: Workspace, level: Consent
) -> None:
    assert kennis("outline", "insert", "2.1", "Ooit was de waarheid over het project bekend.", "--cite", "n6").code == 0
    assert kennis("outline", "retitle", "2", "De waarheid over het project").code == 0
    hidden(here, level)
    found = [one for one in kennis("preflight", "--format", "json").json if one["kind"] == "leaked"]
    assert [(one["name"], one["notes"]) for one in found] == []  # of two content words nobody is the owner
    assert kennis("outline", "insert", "2.1", "Durft niemand? Wie durft de waarheid over het project aan?").code == 4
    refused = kennis("outline", "insert", "2.1", f"Zo ging het. {SPOKEN}", "--not-a-note")
    assert refused.code == 4 and "n1" in refused.err
    assert kennis("outline", "write", "2.1.1", f"Zo ging het. {SPOKEN}", "--not-a-note").code == 4
    for words in (("retitle", "2.1"), ("add",), ("add", "--in", "2")):
        assert kennis("outline", *words, "Durft de waarheid over het project").code == 4
    file = here.folder / "boek.md"
    file.write_text(f"{kennis('outline', 'show').out}\nZo ging het. {SPOKEN} [n6]\n", encoding="utf-8")
    assert kennis("outline", "apply", file).code == 0
    (leaked,) = [one for one in kennis("preflight", "--format", "json").json if one["kind"] == "leaked"]
    assert leaked["notes"] == ["n1"] and leaked["name"]
    stopped = export(kennis)
    assert stopped.code == 4 and "n1" in stopped.err and leaked["name"] in stopped.err
    accepted = kennis("preflight", "accept", leaked["key"])
    assert accepted.code == 1 and export(kennis).code == 4
    with here.store() as store:  # as an archive may bring it
        store.approvals.accept_remarks([leaked["key"]], "Redacteur", datetime.datetime.now(datetime.UTC))
    assert export(kennis).code == 4


def test_words_that_others_say_too_are_everybodys(kennis: Kennis, here: Workspace) -> None:
    hidden(here, Consent.WITHDRAWN)
    with here.store() as store:
        note = replace(noted()[1], version=1, text=f"Zoals vaker: {SPOKEN}")
        store.take_in(Offer((session(people=[ADVISER]),), (note,)))
    assert kennis("outline", "insert", "2.1", f"Zo ging het. {SPOKEN}", "--cite", "n2").code == 0
    assert export(kennis).code == 0


def test_a_quotation_that_its_speaker_refused_stops_the_export(kennis: Kennis, here: Workspace) -> None:
    assert kennis("outline", "insert", "2.1", "Hij zei: “wij zeiden 6 keer ja”.", "--cite", "n6").code == 0
    assert export(kennis).code == 0
    quotes = kennis("approvals", "list", "--format", "json").json
    key = next(one["key"] for one in quotes if one["note"] == "n6")
    assert kennis("approvals", "record", key, "refused").code == 0
    assert {"leaked", "quotation"} <= set(kinds(kennis)) and export(kennis).code == 4
