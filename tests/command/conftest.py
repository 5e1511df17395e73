"""Commands run as a shell runs them, in this process; and one demonstration that all of them look at."""

import io
import json
import os
import pickle
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from typer.main import get_group

from kennis.cli import run
from kennis.cli.app import app
from kennis.workflows.demo import DemoReport, demo
from tests.openings import counted


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value that it printed."""
        return json.loads(self.out)


Kennis = Callable[..., Done]
COMMANDS = dict(get_group(app).commands)  # all imported before a test chooses a language, which their help then has


@pytest.fixture
def kennis(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kennis:
    """Give a function that runs a command: kennis("notes", "list", stdin="…")."""

    def command(*words: object, stdin: str = "") -> Done:
        monkeypatch.setattr(sys, "argv", ["kennis", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        with counted() as counts:
            try:
                run()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
        assert not [folder for folder, count in counts.items() if count > 1], f"{words} open a database again"
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return command


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that all workers of this run have."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def shown(shared: Path) -> DemoReport:
    """Give the demonstration, made once by the first worker; tests may look at it but not change it."""
    made = shared / "demo.pickle"
    with FileLock(made.with_suffix(".lock")):
        if not made.exists():
            made.write_bytes(pickle.dumps(demo(shared / "demo" / "ruimte")))
        report: DemoReport = pickle.loads(made.read_bytes())
    return report


@pytest.fixture
def own(shown: DemoReport, tmp_path: Path) -> Path:
    """Give a copy of the demonstration's workspace that a test may change."""
    return Path(shutil.copytree(shown.workspace.folder, tmp_path / "kopie"))


@pytest.fixture
def built(kennis: Kennis, shown: DemoReport, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the demonstration's workspace with an outline, as an editor."""
    monkeypatch.setenv("KENNIS_PERSON", "Redacteur")
    template = shared / "demo" / "built"
    with FileLock(f"{template}.lock"):
        if not template.exists():
            monkeypatch.chdir(shutil.copytree(shown.workspace.folder, template))
            assert kennis("outline", "build").code == 0
    monkeypatch.chdir(shutil.copytree(template, tmp_path / "kopie"))
    return tmp_path / "kopie"


@pytest.fixture
def empty(kennis: Kennis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a new workspace, and stand in it."""
    assert kennis("init", tmp_path / "ruimte").code == 0
    monkeypatch.chdir(tmp_path / "ruimte")
    return tmp_path / "ruimte"
