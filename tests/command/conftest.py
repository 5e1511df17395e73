"""Commands run as a shell runs them, in this process; and one demonstration that all of them look at."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_group

from kennis.cli import run
from kennis.cli.app import app
from kennis.workflows.demo import DemoReport, demo


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
        try:
            run()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return command


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    """Give the demonstration, made once; tests may look at it but not change it."""
    return demo(tmp_path_factory.mktemp("demo") / "ruimte")


@pytest.fixture
def own(shown: DemoReport, tmp_path: Path) -> Path:
    """Give a copy of the demonstration's workspace that a test may change."""
    return Path(shutil.copytree(shown.workspace.folder, tmp_path / "kopie"))


@pytest.fixture
def empty(kennis: Kennis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a new workspace, and stand in it."""
    assert kennis("init", tmp_path / "ruimte").code == 0
    monkeypatch.chdir(tmp_path / "ruimte")
    return tmp_path / "ruimte"
