"""The commands that find notes, on the demonstration's workspace."""

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kennis.embedding import BUNDLED, load
from kennis.nouns.search import SearchMode
from kennis.workflows.demo import DemoReport
from kennis.workflows.note_search import FAINT, Searcher, encoder_of_queries
from tests.command.conftest import Kennis

KEYS = ["note", "id", "session", "date", "kind", "speaker", "theme", "title", "score", "why", "marks", "text"]


def test_a_word_finds_compounds_and_says_so(kennis: Kennis, shown: DemoReport) -> None:
    done = kennis("--workspace", shown.workspace.folder, "search", "akkoord", "--mode", "words", "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert [list(one) for one in done.json] == [KEYS] * len(done.json)
    first = done.json[0]
    marked = [first["text"][start:end] for start, end in first["marks"]]
    assert {one.lower() for one in marked} == {"akkoord"}
    assert any("part of word: samenwerkingsakkoord" in one["why"] for one in done.json)
    scores = [one["score"] for one in done.json]
    assert scores == sorted(scores, reverse=True)


def test_csv_holds_the_same_and_a_table_is_for_reading(kennis: Kennis, shown: DemoReport) -> None:
    words = ("--workspace", shown.workspace.folder, "search", "open data", "--mode", "words", "--limit", "3")
    table = list(csv.DictReader(io.StringIO(kennis(*words, "--format", "csv").out)))
    found = kennis(*words, "--format", "json").json
    assert [row["note"] for row in table] == [one["note"] for one in found]
    assert list(table[0]) == [key for key in KEYS if key != "marks"]
    read = kennis(*words)
    assert "more than these" in read.err
    for part in ("note", "why", "word in text: open", found[0]["note"]):
        assert part in read.out


def test_meaning_and_hybrid(kennis: Kennis, shown: DemoReport) -> None:
    folder = shown.workspace.folder
    query = "gegevens van inwoners beschermen"
    meaning = kennis("--workspace", folder, "search", query, "--mode", "meaning", "--format", "json").json
    assert meaning
    assert all(one["why"].rpartition("meaning ")[2].replace(".", "").isdigit() for one in meaning)
    hybrid = kennis("--workspace", folder, "search", query, "--format", "json").json
    assert {one["id"] for one in hybrid} & {one["id"] for one in meaning}


def test_a_search_by_meaning_starts_no_torch(shown: DemoReport) -> None:
    search = f"""
import sys
from kennis.cli import run
sys.argv = ["kennis", "--workspace", {str(shown.workspace.folder)!r}, "search", "wie betaalt", "--mode", "meaning"]
try:
    run()
except SystemExit as end:
    assert not end.code
assert "kennis.embedding.numpy_encoder" in sys.modules
print([one for one in ("torch", "transformers", "scipy") if one in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", search], capture_output=True, text=True, check=False)
    assert (done.stderr.splitlines()[-1], done.returncode) == ("[]", 0)
    assert len(done.stdout.splitlines()) > 10


def test_the_light_encoder_finds_what_sentence_transformers_finds(shown: DemoReport) -> None:
    workspace = shown.workspace
    with workspace.store() as store:
        programme = workspace.settings.programme
        light = Searcher(store, programme, lambda: encoder_of_queries(workspace, store))
        heavy = Searcher(store, programme, lambda: load(BUNDLED, workspace.folder))
        for query in ("gegevens", "privacy van burgers", "wie betaalt", "open data", "AI in de zorg", "kosten"):
            one, other = (searcher.search(query, SearchMode.MEANING, limit=40).found for searcher in (light, heavy))
            scores = {hit.note: hit.score for hit in other}
            assert len(one) == len(other) > 5
            assert [hit.score for hit in one] == pytest.approx([scores.get(hit.note, FAINT) for hit in one], abs=0.01)
            assert scores.keys() >= {hit.note for hit in one if hit.score > other[-1].score + 0.01}


def test_more_like_this_shows_the_theme_of_each(kennis: Kennis, shown: DemoReport) -> None:
    folder = shown.workspace.folder
    found = kennis("--workspace", folder, "similar", "n1", "--limit", "5", "--format", "json").json
    assert 0 < len(found) <= 5
    assert "n1" not in [one["note"] for one in found]
    assert any(one["theme"] for one in found)
    table = kennis("--workspace", folder, "similar", "n1", "--limit", "5")
    assert table.out.splitlines()[0].split() == ["note", "theme", "score", "text"]


def test_filters(kennis: Kennis, shown: DemoReport) -> None:
    folder = shown.workspace.folder
    words = ("--workspace", folder, "search", "data", "--mode", "words", "--format", "json", "--limit", "1000")
    everything = kennis(*words).json
    day = everything[0]["date"]
    cases: list[tuple[tuple[str, ...], Callable[[dict[str, Any]], bool]]] = [
        (("--from", day, "--to", day), lambda one: one["date"] == day),
        (("--session", day), lambda one: one["session"].startswith(day)),
        (("--kind", "question"), lambda one: one["kind"] == "question"),
        (("--speaker", everything[0]["speaker"]), lambda one: one["speaker"] == everything[0]["speaker"]),
        (("--theme", everything[0]["theme"]), lambda one: one["theme"] == everything[0]["theme"]),
    ]
    for options, holds in cases:
        found = kennis(*words, *options).json
        assert {one["id"] for one in found} == {one["id"] for one in everything if holds(one)} != set()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("search", "de het een"), 1, "only words that nearly every note has"),
        (("search", '"open'), 1, "not closed"),
        (("search", ""), 1, "nothing to search for"),
        (("search", "..."), 1, "nothing to search for"),
        (("search", "a\x00"), 1, "only words that nearly every note has"),
        (("search", "x" * 100_000), 1, "at most"),
        (("search", "--", "-raad"), 1, "only words to leave out"),
        (("search", "raad", "--limit", "0"), 1, "limit"),
        (("search", "raad", "--theme", "T-999"), 1, "no theme T-999"),
        (("search", "raad", "--lens", "bestaat-niet"), 1, "no lens bestaat-niet"),
        (("search", "raad", "--session", "1999"), 1, "no session 1999"),
        (("search", "raad", "--from", "gisteren"), 2, "gisteren"),
        (("search", "raad", "--from", "2020-02-01", "--to", "2020-01-01"), 1, "before it begins"),
        (("search", "raad", "--mode", "gokken"), 2, "gokken"),
        (("search", "onvindbaarwoord", "--mode", "words"), 0, "no notes found"),
        (("similar", "n99999"), 1, "no note n99999"),
        (("similar", "n0"), 1, "no note n0"),
    ],
)
def test_what_is_wrong_is_said(kennis: Kennis, shown: DemoReport, words: tuple[str, ...], code: int, said: str) -> None:
    done = kennis("--workspace", shown.workspace.folder, *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_an_empty_workspace_has_nothing_to_find(kennis: Kennis, empty: Path) -> None:
    done = kennis("search", "raad")
    assert done.code == 0
    assert "no note has a vector yet" in done.err
    assert "no notes found" in done.err
    assert kennis("search", "raad", "--format", "json", "--mode", "words").json == []


def test_a_note_written_now_is_found_at_once_and_a_changed_one_no_more(kennis: Kennis, empty: Path) -> None:
    assert kennis("sessions", "new", "Proef", "--date", "2026-01-05").code == 0
    assert kennis("note", "add", "Intergemeentelijke samenwerkingsverbanden", "--session", "2026").code == 0
    words = ("search", "samenwerking", "--mode", "words", "--format", "json")
    assert [one["note"] for one in kennis(*words).json] == ["n1"]
    assert kennis("notes", "edit", "n1", "Iets anders").code == 0
    assert kennis(*words).json == []
