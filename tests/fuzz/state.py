"""What a workspace holds, for comparing: its database row by row, its settings and session files byte by byte."""

import hashlib
from contextlib import closing
from pathlib import Path

from kennis.store import sqlite

_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")  # tables that a full-text index keeps for itself


def state(folder: Path) -> str:
    """Give one word for all that a workspace holds."""
    digest = hashlib.sha256()
    for file in (folder / "kennis.toml", *sorted((folder / "sessions").glob("*"))):
        if file.is_file():
            digest.update(file.name.encode("utf-8", "surrogateescape") + b"\0" + file.read_bytes())
    digest.update(rows(folder / ".kennis" / "kennis.db").encode())
    return digest.hexdigest()


def rows(database: Path) -> str:
    """Give one word for every row of a database, whatever order and pages they are kept in."""
    digest = hashlib.sha256()
    if not database.exists():
        return digest.hexdigest()
    with closing(sqlite.driver().connect(str(database))) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        virtual = [name for name, sql in tables if sql.startswith("CREATE VIRTUAL")]
        shadows = {name + ending for name in virtual for ending in _SHADOWS}
        for name, _sql in tables:
            if name not in shadows and name not in virtual:
                found = sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"')))
                if found and name != "alembic_version":  # a database that was just made is as none
                    digest.update(f"{name}\0{found}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def damage(folder: Path) -> str:
    """Say what SQLite finds wrong with a workspace's database; empty where nothing is."""
    database = folder / ".kennis" / "kennis.db"
    if not database.exists():
        return ""
    with closing(sqlite.driver().connect(str(database))) as connection:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    return "; ".join([*said, *map(str, loose)])
