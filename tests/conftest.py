"""What all tests share: no network, no home, English messages."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from kennis.store import Store


@pytest.fixture(autouse=True)
def hermetic(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep each test off the network and away from the user's own files and settings."""

    def refuse(*_args: object) -> NoReturn:
        raise AssertionError("a test opened a network connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("KENNIS_LANGUAGE", "en")
    monkeypatch.delenv("KENNIS_WORKSPACE", raising=False)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an open, empty store."""
    with Store.open(tmp_path / ".kennis") as opened:
        yield opened
