"""What all tests share: no network, no home, English messages."""

import gc
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import is_hypothesis_test
from sqlalchemy import Connection, event

from kennis.store import Store
from tests import draws

if TYPE_CHECKING:
    from tests.programs import ForkServers

gc.set_threshold(100_000, 20, 50)  # looking for what is in a circle is a sixth of the work of the tests otherwise


def pytest_configure(config: pytest.Config) -> None:
    """Say to the property tests which suite is run."""
    draws.begin(config.option.markexpr)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Have the slow suite run the property tests too: there they draw all their examples."""
    if config.option.markexpr == draws.ALL:
        for item in items:
            if isinstance(item, pytest.Function) and is_hypothesis_test(item.function):
                item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """Take all that was imported for good: no search through the garbage need go through it again."""
    gc.freeze()


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


@pytest.fixture(scope="session", autouse=True)
def new_databases() -> Iterator[None]:
    """Make a new database by the statements that the migrations gave for the first: alembic takes most of a test."""
    migrate, made = command.upgrade, dict[str, list[tuple[str, Any]]]()

    def upgrade(configuration: Config, revision: str) -> None:
        connection: Connection = configuration.attributes["connection"]
        if not is_new(connection):
            migrate(configuration, revision)
        elif revision in made:
            for statement, values in made[revision]:
                connection.exec_driver_sql(statement, values).close()
        else:
            made[revision] = heard(connection, lambda: migrate(configuration, revision))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(command, "upgrade", upgrade)
        yield


@pytest.fixture(scope="session")
def forks() -> "Iterator[ForkServers]":
    """Give what forks programs of kennis, so that the tests of a worker wait for their imports once."""
    from tests.programs import ForkServers  # which not every system can import

    with ForkServers() as servers:
        yield servers


def heard(connection: Connection, work: Callable[[], None]) -> list[tuple[str, Any]]:
    """Give the statements that change a database while something is done."""
    given = list[tuple[str, Any]]()

    def hear(_connection: Connection, _cursor: object, statement: str, values: Any, *_more: object) -> None:
        if not statement.startswith("SELECT"):
            given.append((statement, values))

    event.listen(connection.engine, "before_cursor_execute", hear)
    try:
        work()
    finally:
        event.remove(connection.engine, "before_cursor_execute", hear)
    return given


def is_new(connection: Connection) -> bool:
    """Say whether nothing stands in a database."""
    return not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an open, empty store."""
    with Store.open(tmp_path / ".kennis") as opened:
        yield opened
