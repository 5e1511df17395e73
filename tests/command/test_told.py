"""A command that changes something says in one line what it did; nothing of it on standard output but names."""

from pathlib import Path

import pytest

from tests.command.conftest import Kennis
from tests.versions.printed import unpack

DONE = [  # in this order, in one workspace
    ("themes move n57 --to T-003", "moved n57 to T-003"),
    ("themes pin n57 --off", "unpinned n57"),
    ("themes pin n57", "pinned n57 in T-003"),
    ("themes second n57 --to T-002", "put n57 in a second theme: T-002"),
    ("themes stance for n57", "stance of n57: for"),
    (
        "themes stance against n57",
        "stance of n57: against, in place of for (n57); to have it back:  kennis themes undo",
    ),
    ("themes apart n57 n45", "never together: n45, n57"),
    ("themes shelf n57", "put n57 on the shelf"),
    ("themes shelf n57 --off", "took n57 off the shelf"),
    ("themes link T-003 dso", "T-003 Digitalisering belongs to "),
    ("themes link T-003 dso --off", "T-003 Digitalisering does not belong to "),
    ("themes merge T-001 --into T-003", "merged T-001 "),
    ("themes retire T-002", "retired T-002"),
    ("memo add theme T-003 Nagaan", "memo: Nagaan"),
    ("outline add Nieuw", "version {next}: added Nieuw"),
    ("outline retitle 1 Voorwoord", "version {next}: gave the title Voorwoord"),
    ("outline add Deel --in 1", "version {next}: added Deel"),
    ("outline insert 1.1 Tekst", "version {next}: added "),
    ("outline insert 1.1 --note n56", "version {next}: added "),
    ("outline write 1.1.1 Anders", "version {next}: rewrote a passage"),
    ("outline move 1 --at 2", "version {next}: moved a part"),
    ("outline target 1 500", "version {next}: words of a chapter: "),
    ("outline swap 2.1.3 n57", "version {next}: put n57 in the place of a passage"),
    ("outline remove 1", "version {next}: took a part out"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace that the commands change one after another."""
    return unpack("v0_1", tmp_path_factory.mktemp("werk") / "boek")


@pytest.mark.parametrize(("line", "said"), DONE, ids=[line for line, _said in DONE])
def test_a_command_says_what_it_did(kennis: Kennis, folder: Path, line: str, said: str) -> None:
    here = ("--workspace", folder)
    version = len(kennis(*here, "outline", "versions", "--format", "json").json) + 1
    done = kennis(*here, *line.split())
    assert (done.code, done.out) == (0, ""), done.err
    assert done.err.startswith(said.format(next=version)) and done.err.count("\n") == 1


def test_in_quiet_it_does_so_in_silence(kennis: Kennis, folder: Path) -> None:
    done = kennis("-q", "--workspace", folder, "themes", "shelf", "n12")
    assert (done.code, done.out, done.err) == (0, "", "")
