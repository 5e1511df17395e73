"""A command that is called wrongly is told so in a sentence of the interface's language, and helped in it."""

from pathlib import Path

import pytest

from kennis.cli.command_table import PLACES
from tests.command.conftest import Kennis

LEVELS = "name, role, organisation, anonymous, background, withdrawn"
WRONG = [
    ("memo add n297 x", "about cannot be “n297”; it is one of: note, theme, lens, session", ""),
    ("participants consent X foo", f"level cannot be “foo”; it is one of: {LEVELS}", ""),
    ("notes list --format x", "--format cannot be “x”; it is one of: table, json, csv", ""),
    ("export foo", "there is no command “foo”; there are: approvals, reference", ""),
    ("memo ad", "there is no command “ad”; did you mean: add?", ""),
    (
        "memo add",
        "about is missing; it is one of: note, theme, lens, session",
        "memo add [OPTIONS] {about} {item} {text}",
    ),
    ("search", "query is missing", "search [OPTIONS] {query}"),
    ("note add x", "--session is missing", "note add [OPTIONS] {text}"),
    ("search a b c", "this is too much: b c", "search [OPTIONS] {query}"),
    ("outline target 1 x", "words has to be a whole number", ""),
    ("outline target 1 -- -3", "words has to be at least 0", ""),
    ("search x --from foo", "--from: “foo” is no date; one is written as 2020-03-12", ""),
    ("notes list --fromat json", "there is no option --fromat; did you mean: --format?", "notes list [OPTIONS]"),
    ("notes list --xyz", "there is no option --xyz", "notes list [OPTIONS]"),
    ("notes list --format", "--format needs a value", ""),
    ("notes list --loose=3", "--loose takes no value", ""),
]


@pytest.mark.parametrize(("line", "said", "usage"), WRONG, ids=[line for line, *_ in WRONG])
def test_a_wrong_call_is_one_sentence(kennis: Kennis, empty: Path, line: str, said: str, usage: str) -> None:
    done = kennis(*line.split())
    shown = f"Usage: kennis {usage}\n" if usage else ""
    assert (done.code, done.out, done.err) == (2, "", f"kennis: {said}\n{shown}")


def test_a_group_without_a_command_gives_its_help(kennis: Kennis) -> None:
    done = kennis("memo")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: kennis memo [OPTIONS] COMMAND [ARGS]...\n")


def test_a_complaint_that_is_not_known_keeps_its_words(kennis: Kennis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kennis.cli.usage_errors._known", dict)
    done = kennis("search")
    assert done.code == 2
    assert done.err == "kennis: Missing argument 'query'.\nUsage: kennis search [OPTIONS] {query}\n"


def groups() -> list[str]:
    """Give the groups at the top."""
    return [name for name, place in PLACES.items() if place.group]


@pytest.mark.parametrize("group", ["", *groups()])
def test_help_says_nothing_in_the_words_of_the_library(
    kennis: Kennis, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    monkeypatch.setattr("kennis.cli.help._", lambda text: text.upper())
    said = kennis(*group.split(), "--help").out
    assert said.startswith("USAGE: kennis")
    assert "SHOW THIS HELP." in said and "OPTIONS:" in said and "COMMANDS:" in said
    assert "Show this" not in said and "Usage" not in said


def test_help_on_a_command_is_in_the_language_in_use(kennis: Kennis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kennis.cli.help._", lambda text: text.upper())
    said = kennis("search", "--help").out
    assert "ARGUMENTS:\n  query <TEXT>" in said
    assert "[REQUIRED]" in said and "[DEFAULT: 20]" in said and "--from <DATE>" in said and "<NUMBER>" in said
    assert "[ENVIRONMENT VARIABLE:" in kennis("--help").out
