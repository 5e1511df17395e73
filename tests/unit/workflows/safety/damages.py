"""A sound workspace, and every kind of damage that can be planted in it."""

import json
import os
import shutil
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from kennis.nouns import Draft, Edit, EditKind, Participant, Step
from kennis.reading import entry_edits
from kennis.store import FILE, Offer, sqlite
from kennis.workflows.note_taking import NoteTaking
from kennis.workflows.safety import backup
from kennis.workflows.workspace import Workspace, init
from tests.ledgers import NOTES, fill
from tests.samples import session

Plant = Callable[[Path], object]
PERSON = Participant(handle="wethouder", name="Wethouder")
EMPTY = "00000000-0000-7000-8000-000000000000"


def sound(folder: Path) -> Workspace:
    """Make a workspace with twelve notes in three themes, an edited note, vectors, a session file and a backup."""
    workspace = init(folder)
    with workspace.store() as store:
        fill(store)
        store.take_in(Offer((session(people=(PERSON,)),)))
        rows = np.eye(12, 16, dtype=np.float32)
        store.vectors.keep("m", {f"{number:064x}": row for number, row in enumerate(rows)})
    with NoteTaking(workspace, "1") as desk:
        before = desk.open(session().id).notes[0]
        after = entry_edits.revised(before, "De raad vraagt wie eigenaar is. @wethouder #raad")
        desk.apply(Edit(EMPTY, before.session, EditKind.TEXT, (Step(before, after),)))
        desk.write(session().id)
    backup.back_up(workspace)
    return workspace


def database(folder: Path) -> Path:
    """Give the file of a workspace's database."""
    return folder / ".kennis" / FILE


def sql(*statements: str) -> Plant:
    """Plant what statements do, with no rule of the database held."""

    def plant(folder: Path) -> None:
        with closing(sqlite.driver().connect(str(database(folder)), isolation_level=None)) as connection:
            sqlite.add_functions(connection)
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("PRAGMA ignore_check_constraints=ON")
            for statement in statements:
                connection.execute(statement)

    return plant


def unruled(table: str, *statements: str) -> Plant:
    """Plant what a table's rules forbid: the rule that numbers are unique is taken out of the schema first."""

    def plant(folder: Path) -> None:
        rule = f", \n\tCONSTRAINT uq_{table}_number UNIQUE (number)"
        with closing(sqlite.driver().connect(str(database(folder)), isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema=ON")
            connection.execute(f"UPDATE sqlite_master SET sql = replace(sql, '{rule}', '') WHERE name = '{table}'")
            connection.execute(f"DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_{table}_2'")
            renamed = f"SET name = 'sqlite_autoindex_{table}_2' WHERE name = 'sqlite_autoindex_{table}_3'"
            connection.execute(f"UPDATE sqlite_master {renamed}")
            connection.execute("PRAGMA writable_schema=RESET")
        sql(*statements)(folder)

    return plant


def untriggered(statement: str) -> Plant:
    """Plant a change of notes that the triggers of the indexes do not see."""

    def plant(folder: Path) -> None:
        with closing(sqlite.driver().connect(str(database(folder)), isolation_level=None)) as connection:
            (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'index_note_changed'").fetchone()
            connection.execute("PRAGMA ignore_check_constraints=ON")
            for one in ("DROP TRIGGER index_note_changed", statement, made):
                connection.execute(one)

    return plant


def page_of(folder: Path, name: str) -> int:
    """Give the first page of a table or index."""
    with closing(sqlite.driver().connect(str(database(folder)))) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(query, (name,)).fetchone()[0])


def overwritten(name: str) -> Plant:
    """Plant a page of garbage over the first page of a table or index."""

    def plant(folder: Path) -> None:
        page = page_of(folder, name)
        with database(folder).open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xa5" * 4096)

    return plant


def header(place: int, value: int, size: str = ">I") -> Plant:
    """Plant a number in the header of the database."""

    def plant(folder: Path) -> None:
        with database(folder).open("r+b") as file:
            file.seek(place)
            file.write(struct.pack(size, value))

    return plant


def cut(folder: Path) -> None:
    """Cut the last two pages off."""
    os.truncate(database(folder), database(folder).stat().st_size - 8192)


def file(name: str, content: bytes, mode: int = 0o600, old: bool = False) -> Plant:
    """Plant a file in the workspace."""

    def plant(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(mode)
        if old:
            os.utime(path, (1_500_000_000, 1_500_000_000))

    return plant


def draft(meeting: str) -> bytes:
    """Give a draft as it is kept."""
    from kennis import edit_json

    return json.dumps(edit_json.of_draft(Draft(session=meeting, text="half een zin"))).encode()


def stray(folder: Path) -> None:
    """Plant a lock that is a folder."""
    (folder / ".kennis" / "run.lock").unlink(missing_ok=True)
    (folder / ".kennis" / "run.lock").mkdir()


def twice(folder: Path) -> None:
    """Plant a copy of a session file beside it."""
    (one,) = (folder / "sessions").glob("*.md")
    (folder / "sessions" / "kopie.md").write_bytes(one.read_bytes())


def repeated(folder: Path) -> None:
    """Plant a note twice in a session file."""
    (one,) = (folder / "sessions").glob("*.md")
    lines = one.read_text("utf-8").splitlines()
    one.write_text("\n".join([*lines, lines[-1], ""]), "utf-8")


def spoilt_backup(folder: Path) -> None:
    """Plant garbage in the newest backup."""
    newest = max((folder / ".kennis" / "backups").glob("*.db"))
    with newest.open("r+b") as spoilt:
        spoilt.seek(8 * 4096)
        spoilt.write(b"\xa5" * 40960)


def no_folder(folder: Path) -> None:
    """Put a file where the exports are to be."""
    shutil.rmtree(folder / "exports")
    (folder / "exports").write_text("geen map", "utf-8")


def step(value: Any) -> str:
    """Give the statement that makes all decisions hold other steps."""
    return f"UPDATE decision SET steps = '{value}'"


FIRST, SECOND = NOTES[0].id, NOTES[1].id
DAMAGES: dict[str, tuple[str, Plant]] = {
    "a page of an index": ("pages", overwritten("ix_note_session_id")),
    "a page of the index of words": ("pages", overwritten("words_data")),
    "a page of a table": ("pages", overwritten("memo")),
    "a missing index": ("schema", sql("DROP INDEX ix_note_stamp")),
    "a missing column": ("schema", sql("ALTER TABLE theme DROP COLUMN split_from")),
    "a missing table": ("schema", sql("DROP TABLE suggestion")),
    "a missing trigger": ("triggers", sql("DROP TRIGGER index_note_changed")),
    "a trigger too many": ("triggers", sql("CREATE TRIGGER mine AFTER DELETE ON memo BEGIN SELECT 1; END")),
    "a note that is not in the index of words": (
        "word-index",
        sql("INSERT INTO words(words) VALUES ('delete-all')"),
    ),
    "a note that is not in the index of parts": (
        "part-index",
        sql("INSERT INTO parts(parts) VALUES ('delete-all')"),
    ),
    "a word in the index that nobody wrote": (
        "word-index",
        sql("INSERT INTO words(rowid, text) VALUES (99, 'spookwoord')"),
    ),
    "a text changed from outside": ("digests", sql(f"UPDATE note SET text = 'Anders.' WHERE id = '{SECOND}'")),
    "a register changed from outside": ("digests", sql("UPDATE participant SET consent = 'name'")),
    "a session changed from outside": ("digests", sql("UPDATE session SET title = 'Anders'")),
    "a control character": ("characters", sql(f"UPDATE note SET text = text || char(27) WHERE id = '{SECOND}'")),
    "a kind that is none": ("rules", sql(f"UPDATE note SET kind = 'kreet' WHERE id = '{SECOND}'")),
    "tags that are no list": ("rules", untriggered(f"UPDATE note SET tags = '[' WHERE id = '{SECOND}'")),
    "attributes that are none": ("unreadable", sql(f"UPDATE note SET attributes = '[1]' WHERE id = '{SECOND}'")),
    "a level that is none": ("rules", sql("UPDATE participant SET consent = 'alles'")),
    "notes without their session": ("no-session", sql("DELETE FROM session")),
    "a speaker without a register": ("register", sql("DELETE FROM participant")),
    "a number given twice": (
        "rules",
        unruled("note", f"UPDATE note SET number = 1 WHERE id = '{SECOND}'"),
    ),
    "a theme's number given twice": ("rules", unruled("theme", "UPDATE theme SET number = 1")),
    "a version lost": ("gaps", sql("DELETE FROM history WHERE subject = 'note'")),
    "a version that is no JSON": ("rules", sql("UPDATE history SET content = '{' WHERE subject = 'note'")),
    "a version that cannot be read": ("past", sql("UPDATE history SET content = '{}' WHERE subject = 'note'")),
    "a version of nothing": ("past", sql("UPDATE history SET item = 'weg' WHERE subject = 'note'")),
    "an edit that cannot be read": ("edits", sql("UPDATE edit SET steps = '[[1]]'")),
    "a placement of no note": ("references", sql(f"UPDATE placement SET note_id = 'weg' WHERE note_id = '{FIRST}'")),
    "a placement in no theme": ("references", sql("DELETE FROM theme WHERE id = 'cccc'")),
    "themes of no run": ("references", sql("DELETE FROM run")),
    "a placement in a theme that ended": ("placements", sql("UPDATE theme SET state = 'retired' WHERE id = 'cccc'")),
    "a suggestion of a theme that ended": (
        "suggestions",
        sql(
            "UPDATE theme SET state = 'faded' WHERE id = 'cccc'",
            "UPDATE placement SET theme_id = NULL WHERE theme_id = 'cccc'",
            f"INSERT INTO suggestion VALUES ('{NOTES[11].id}', 'cccc', 0.5, NULL, 0, '[]')",
        ),
    ),
    "a constraint about no note": ("constraints", sql("INSERT INTO \"constraint\" VALUES ('in', 'weg', 'aaaa')")),
    "a constraint about no theme": (
        "constraints",
        sql(f"INSERT INTO \"constraint\" VALUES ('in', '{FIRST}', 'weg')"),
    ),
    "a constraint that means nothing": (
        "rules",
        sql(f"INSERT INTO \"constraint\" VALUES ('naast', '{FIRST}', 'aaaa')"),
    ),
    "steps that are no JSON": ("rules", sql(step("["))),
    "steps about no table": ("decisions", sql(step('[["x", ["a"], null, null]]'))),
    "a decision that is none": ("decisions", sql("UPDATE decision SET verb = 'bedenk'")),
    "a proposal that cannot be read": ("proposals", sql("UPDATE proposal SET theme = '{}' WHERE position = 0")),
    "a theme of no state": ("rules", sql("UPDATE theme SET state = 'half' WHERE id = 'aaaa'")),
    "a theme that cannot be read": ("themes", sql("UPDATE theme SET subs = '[1]' WHERE id = 'aaaa'")),
    "a theme of no family": ("kinship", sql("UPDATE theme SET family = 'weg' WHERE id = 'aaaa'")),
    "a placement of no lenses": ("rules", sql(f"UPDATE placement SET lenses = '[' WHERE note_id = '{FIRST}'")),
    "a placement that cannot be read": (
        "places",
        sql(f"UPDATE placement SET lenses = '[1]' WHERE note_id = '{FIRST}'"),
    ),
    "a stance that is none": ("rules", sql(f"INSERT INTO mark VALUES ('{FIRST}', 'neutraal', 0)")),
    "a suggestion that cannot be read": (
        "rules",
        sql(
            "UPDATE placement SET theme_id = NULL WHERE theme_id = 'cccc'",
            f"INSERT INTO suggestion VALUES ('{NOTES[11].id}', 'aaaa', 0.5, NULL, 0, '{{\"a\": 1}}')",
        ),
    ),
    "a memo about nothing": (
        "rules",
        sql("INSERT INTO memo VALUES ('m', 'n1', 'n1', 'Tekst.', '', '2020-03-12 00:00:00')"),
    ),
    "a run of no reach": ("rules", sql("UPDATE run SET reach = 'half'")),
    "a run that cannot be read": ("runs", sql("UPDATE run SET unmet = '[[1]]'")),
    "an answer that is none": (
        "rules",
        sql(f"INSERT INTO approval VALUES ('q', '{FIRST}', 'Zo.', '', NULL, 'misschien', NULL, '', '', NULL)"),
    ),
    "a part of a sort that is none": ("rules", sql("INSERT INTO part VALUES ('p', 'lied', '', 0, '{}')")),
    "a part of no outline": ("outline", sql("INSERT INTO part VALUES ('p', 'passage', 'weg', 0, '{}')")),
    "a vector of a byte": ("rules", sql(f"UPDATE vector SET vector = x'00' WHERE text_hash = '{1:064x}'")),
    "a vector of another length": (
        "vectors",
        sql(f"UPDATE vector SET vector = x'0000803f' WHERE text_hash = '{1:064x}'"),
    ),
    "a vector of no number": (
        "vectors",
        sql(f"UPDATE vector SET vector = x'{'0000c07f' * 16}' WHERE text_hash = '{1:064x}'"),
    ),
    "vectors of another model": ("models", sql("UPDATE vector SET model = 'ander'")),
    "an erasure that was not finished": (
        "forgotten",
        sql("INSERT INTO forgotten VALUES ('weg', 'note', '', 13, '2020-03-12 00:00:00', 0, 0)"),
    ),
    "a forgotten note that is back": (
        "forgotten",
        sql(f"INSERT INTO forgotten VALUES ('{FIRST}', 'note', '', 1, '2020-03-12 00:00:00', 0, 1)"),
    ),
    "another program's mark": ("owner", header(68, 7)),
    "a schema that it has not": ("version", header(60, 2)),
    "a journal of another kind": ("journal", sql("PRAGMA journal_mode=WAL")),
    "a file that is cut short": ("cut-short", cut),
    "an empty file": ("database", file(".kennis/kennis.db", b"")),
    "a file of garbage": ("database", file(".kennis/kennis.db", b"geen database" * 1000)),
    "no database": ("database", lambda folder: database(folder).unlink()),
    "a database that others may read": ("permissions", lambda folder: database(folder).chmod(0o644)),
    "a backup that others may read": (
        "permissions",
        lambda folder: max((folder / ".kennis" / "backups").glob("*.db")).chmod(0o666),
    ),
    "a session file twice": ("session-files", twice),
    "a note twice in its file": ("session-files", repeated),
    "a session file that is none": ("session-files", file("sessions/x.md", b"---\nx: [\n---\n")),
    "a temporary file": ("leftovers", file("sessions/.x.md.12345678.tmp", b"half", old=True)),
    "a file for a folder": ("folders", no_folder),
    "half a restore": ("leftovers", file(".kennis/.new-1234", b"half", old=True)),
    "a lock that is a folder": ("locks", stray),
    "a draft of no session": ("drafts", file(".kennis/places/1.json", draft("weg"))),
    "a draft that cannot be read": ("drafts", file(".kennis/places/2.json", b"{")),
    "a spoilt backup": ("backups", spoilt_backup),
    "settings that are none": ("settings", file("kennis.toml", b"programma = [")),
}
# What the doctor can say but not mend: there is nothing to mend it from.
INCURABLE = {"database", "session-files", "settings", "models", "themes", "outline", "forgotten"}
INCURABLE |= {"runs", "folders"}
# What is only set right in part: what was lost with it is lost.
LEFT = {"a decision that is none": "decisions"}
