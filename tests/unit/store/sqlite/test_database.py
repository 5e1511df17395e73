"""The file itself: pragmas, migrations, refusals."""

import stat
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from kennis.errors import NewerDatabase, WorkspaceError
from kennis.store import FILE, Offer, Store, migrations, sqlite
from tests.samples import note, session


def pragma(folder: Path, name: str) -> object:
    """Ask an open engine for one of its pragmas."""
    engine = sqlite.engine(folder / "kennis.db")
    with sqlite.reading(engine) as transaction:
        value: object = transaction.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()
    engine.dispose()
    return value


def set_version(folder: Path, version: int) -> None:
    """Pretend that another program made the file."""
    with closing(sqlite.driver().connect(str(folder / "kennis.db"))) as connection:
        connection.execute(f"PRAGMA user_version={version}")


def of_rows(name: str | None, kind: str, _parents: object) -> bool:
    """Say whether something in a database is the rows' own: the full-text indexes are not."""
    return kind != "table" or not str(name).startswith(("words", "parts"))


def test_the_driver_is_the_bundled_sqlite() -> None:
    assert sqlite.driver().__name__ == "pysqlite3.dbapi2"
    assert sqlite.driver().sqlite_version_info >= sqlite.SAFE_VERSION


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
        ("application_id", sqlite.APPLICATION_ID),
        ("user_version", migrations.CURRENT),
    ],
)
def test_pragmas(tmp_path: Path, name: str, value: object) -> None:
    Store.open(tmp_path).close()
    assert pragma(tmp_path, name) == value


def held(path: Path) -> dict[str, object]:
    """Give what defines the tables of a database, and what they hold."""
    with closing(sqlite.driver().connect(str(path))) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        tables = [name for kind, name, _sql in made if kind == "table"]
        return {"": made} | {one: connection.execute(f'SELECT * FROM "{one}"').fetchall() for one in tables}


def test_a_new_database_of_the_tests_is_what_the_migrations_make(tmp_path: Path) -> None:
    for name in ("first", "later"):
        Store.open(tmp_path / name).close()
    engine = sqlite.engine(tmp_path / FILE)
    with sqlite.writing(engine) as transaction:
        command.upgrade(migrations.configuration(transaction.connection()), f"{migrations.CURRENT:04}")
    engine.dispose()
    assert held(tmp_path / FILE) == held(tmp_path / "first" / FILE) == held(tmp_path / "later" / FILE)


def test_the_migrations_make_the_schema_of_the_rows(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    engine = sqlite.engine(tmp_path / "kennis.db")
    with sqlite.reading(engine) as transaction:
        options = {"compare_type": True, "include_name": of_rows}
        context = MigrationContext.configure(transaction.connection(), opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_nobody_else_may_read_the_database(tmp_path: Path) -> None:
    Store.open(tmp_path / ".kennis").close()
    assert stat.S_IMODE((tmp_path / ".kennis").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / ".kennis" / "kennis.db").stat().st_mode) == 0o600


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "Wat nu? 100%25 #2"
    with Store.open(folder) as store:
        store.take_in(Offer((session(),), (note(1),)))
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
    assert [path.name for path in folder.iterdir()] == ["kennis.db"]


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    set_version(tmp_path, migrations.CURRENT + 1)
    before = (tmp_path / "kennis.db").read_bytes()
    with pytest.raises(NewerDatabase, match="newer kennis"):
        Store.open(tmp_path)
    assert (tmp_path / "kennis.db").read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite.driver().connect(str(tmp_path / "kennis.db"))) as connection:
        connection.execute("CREATE TABLE theirs (id INTEGER)")
    with pytest.raises(WorkspaceError, match="not a kennis database"):
        Store.open(tmp_path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kennis.db").write_bytes(b"geen database" * 100)
    with pytest.raises(WorkspaceError, match="no database"):
        Store.open(tmp_path)


def test_a_migration_copies_the_database_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store:
        store.take_in(Offer((session(),), (note(1),)))
    monkeypatch.setattr(migrations, "CURRENT", migrations.CURRENT + 1)
    Store.open(tmp_path).close()
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.endswith(f"-schema-{migrations.CURRENT - 1}.db")
    (tmp_path / "copied").mkdir()
    copy.rename(tmp_path / "copied" / "kennis.db")
    monkeypatch.undo()
    with Store.open(tmp_path / "copied") as store:
        assert len(store.notes.select()) == 1


def test_a_database_of_the_first_schema_keeps_what_it_holds(tmp_path: Path) -> None:
    engine = sqlite.engine(tmp_path / "kennis.db")
    with sqlite.writing(engine) as transaction:
        connection = transaction.connection()
        command.upgrade(migrations.configuration(connection), "0001")
        sqlite.mark(connection, 1)
        connection.exec_driver_sql(
            "INSERT INTO session VALUES ('s', 'Titel', '2020-03-12', 'UTC', '', 'online', 'open', 'everyone', NULL,"
            " 1, '[]', 'aa', 'aa')"
        )
        connection.exec_driver_sql(
            "INSERT INTO note VALUES ('0190a000-0000-7000-8000-000000000001', 7, 's', 'quote', 'Een zin.', '14:05:00',"
            " '', '[]', '[]', NULL, 0, '[]', NULL, '[]', 1, '[]', 'bb', 'bb')"
        )
    engine.dispose()
    with Store.open(tmp_path) as store:
        sheet = store.session_views.sheet("s")
        assert (sheet.session.note_takers, sheet.closed, sheet.stamp) == ((), False, 0)
        assert [(note.text, note.number) for note in sheet.notes] == [("Een zin.", 7)]
    assert [path.name.endswith("Z-schema-1.db") for path in (tmp_path / "backups").iterdir()] == [True]


def test_a_locked_database_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store, closing(sqlite.driver().connect(str(tmp_path / "kennis.db"))) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        with sqlite.reading(store._engine) as transaction:
            transaction.connection().exec_driver_sql("PRAGMA busy_timeout=1")
        with pytest.raises(WorkspaceError, match="locked"):
            store.take_in(Offer((session(),), ()))


def test_whoever_writes_holds_the_lock_before_the_first_change(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, closing(sqlite.driver().connect(str(tmp_path / "kennis.db"))) as other:
        other.execute("PRAGMA busy_timeout=1")
        with sqlite.writing(store._engine) as transaction:
            transaction.connection()
            with pytest.raises(sqlite.driver().OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        with sqlite.reading(store._engine) as transaction:
            transaction.connection()
            other.execute("BEGIN IMMEDIATE")


def test_cloud_and_network_folders_are_known(tmp_path: Path) -> None:
    assert sqlite.on_network(tmp_path / "OneDrive - Gemeente" / "programma")
    assert sqlite._mounted_by(Path("/mnt/deel/x"), "a / ext4 rw 0 0\nb /mnt/deel cifs rw 0 0\n") == "cifs"
    assert not sqlite.on_network(tmp_path)


def test_an_emptied_database_is_refused_and_left(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    (tmp_path / "kennis.db").write_bytes(b"")
    with pytest.raises(WorkspaceError, match="empty"):
        Store.open(tmp_path)
    assert (tmp_path / "kennis.db").read_bytes() == b""


def test_a_database_that_was_only_being_made_is_made_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", die)
        with pytest.raises(KeyboardInterrupt):
            Store.open(tmp_path)
    assert (tmp_path / "kennis.db").read_bytes() == b""
    with Store.open(tmp_path) as store:
        assert store.notes.sessions() == ()
    assert [path.name for path in tmp_path.iterdir()] == ["kennis.db"]
    (tmp_path / "kennis.db").write_bytes(b"")
    with pytest.raises(WorkspaceError, match="empty"):
        Store.open(tmp_path)


def test_a_full_disk_is_a_clear_error_also_where_the_driver_itself_is_asked(store: Store) -> None:
    with pytest.raises(WorkspaceError, match="full"), sqlite.writing(store.engine) as transaction:
        connection = transaction.connection()
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        cursor = connection.connection.cursor()
        cursor.executemany("INSERT INTO vector VALUES ('m', ?, ?)", [(str(i), bytes(5_000)) for i in range(100)])
