"""The shell completes commands, and what is in the workspace; and a command tells which version it is of."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.command.conftest import Kennis


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("kennis the", ["themes"]),
        ("kennis notes list --session 2017-01", ["2017-01-31-digitale-overheid"]),
        ("kennis themes show T-00", [f"T-00{number}" for number in range(1, 10)]),
        ("kennis themes rename T-001", ["T-001"]),
        ("kennis participants consent barb", ["barbara-pas"]),
        ("kennis participants consent nobody", []),
    ],
)
def test_the_shell_completes_what_is_there(own: Path, typed: str, given: list[str]) -> None:
    assert completed(own, typed) == given


def test_where_no_workspace_is_nothing_is_completed_and_nothing_said(tmp_path: Path) -> None:
    assert completed(tmp_path, "kennis themes show T") == []


def completed(folder: Path, typed: str) -> list[str]:
    """Give what the shell would offer, in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "kennis"],
        cwd=folder,
        env={"_KENNIS_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_it_says_its_version(kennis: Kennis) -> None:
    assert kennis("--version").out.strip() == f"kennis {version('kennis')}"


def test_help_is_short_too(kennis: Kennis) -> None:
    assert kennis("notes", "list", "-h").out == kennis("notes", "list", "--help").out != ""
