"""A workspace as an archive, and an empty workspace from it: exactly as it was, or refused with a line."""

import hashlib
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from alembic import command
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from kennis.errors import FileRefused, InputError
from kennis.store import Store, migrations, sqlite
from kennis.store.archive import archived_tables, staged
from kennis.store.archive.staging import staged as stage
from kennis.store.sqlite.repair import repair
from tests import archives, ledgers
from tests.samples import note, session

Record = dict[str, Any]
DOCTORED = {"placements"}  # of a deleted note whose theme ended: in the workspace that was archived too


def records(data: bytes) -> list[Record]:
    """Give the lines of an archive."""
    return [json.loads(line) for line in data.splitlines()]


def rewritten(data: bytes, change: Callable[[list[Record]], None]) -> bytes:
    """Give an archive with changed records, whose last line fits them."""
    found = records(data)[:-1]
    change(found)
    body = b"".join(json.dumps(one, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n" for one in found)
    end = {"end": "kennis", "records": len(found) - 1, "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end).encode() + b"\n"


def of(found: list[Record], table: str) -> list[Record]:
    """Give the records of a table."""
    return [one for one in found if one.get("table") == table]


@settings(max_examples=2, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 10**6))
@example(1994)  # whose last decision has been overtaken
def test_an_archive_makes_an_empty_workspace_what_the_other_was(seed: int) -> None:
    with TemporaryDirectory() as folder, Store.open(Path(folder, "one")) as one, Store.open(Path(folder, "two")) as two:
        archives.grow(one, seed, 25)
        data = archives.archive(one)
        assert archives.archive(one) == data
        archives.fill(two, data)
        assert archives.archive(two) == data
        for name in ("one", "two"):
            found = repair.examine(Path(folder, name, "kennis.db"))
            assert {each.name for each in found} <= DOCTORED
        assert answer(one.decisions.undo) == answer(two.decisions.undo)
        assert answer(one.outlines.undo) == answer(two.outlines.undo)
        assert archives.archive(one) == archives.archive(two)


def answer(turn: Callable[[], object]) -> object:
    """Give what undoing gives: what was undone, or why it refuses."""
    try:
        return turn()
    except InputError as error:
        return str(error)


def test_the_search_finds_what_came_from_an_archive(store: Store, tmp_path: Path) -> None:
    ledgers.fill(store)
    with Store.open(tmp_path / "other") as other:
        archives.fill(other, archives.archive(store))
    assert not repair.examine(tmp_path / "other" / "kennis.db")


def test_every_table_is_archived_or_named_as_left_out(store: Store) -> None:
    with sqlite.reading(store.engine) as transaction:
        found = transaction.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = {
            name for (name,) in found if name != "alembic_version" and name.split("_")[0] not in ("words", "parts")
        }
        reflected = archived_tables.reflected(transaction.connection())
    archived = {table.name: table for table in archived_tables.archived()}
    assert names == {*archived, *archived_tables.DERIVED} == {*SQLModel.metadata.tables}
    for table in reflected:
        assert {one.name for one in archived_tables.columns(table)} == {
            one.name for one in archived_tables.columns(archived[table.name])
        }
        assert not {"table", "end"} & {one.name for one in table.columns}
    assert set(records(archives.archive(store))[0]["counts"]) == {*archived, *archived_tables.COLUMNS}


def test_each_line_is_a_record_and_the_last_one_vouches_for_them(store: Store) -> None:
    ledgers.fill(store)
    data = archives.archive(store)
    first, *rest, last = records(data)
    assert (first["archive"], first["format"], first["schema"]) == ("kennis", 1, migrations.CURRENT)
    assert first["programme"] == {"slug": "proef", "title": "Een proef"}
    assert sum(first["counts"].values()) == len(rest) == last["records"]
    body = data[: data.rindex(b"\n", 0, -1) + 1]
    assert last["sha256"] == hashlib.sha256(body).hexdigest()
    assert of(rest, "note")[0]["text"].startswith("Notitie 1:")


@pytest.mark.parametrize("version", (1, 3, migrations.CURRENT - 1))
def test_an_archive_of_an_older_schema_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    engine = sqlite.engine(tmp_path / "old.db")
    with sqlite.writing(engine) as transaction:
        connection = transaction.connection()
        command.upgrade(migrations.configuration(connection), f"{version:04}")
        kept = [table.name for table in archived_tables.reflected(connection)]
        columns = {
            table.name: [one.name for one in archived_tables.columns(table)]
            for table in archived_tables.reflected(connection)
        }
    engine.dispose()
    with Store.open(tmp_path / "new") as store:
        store.take_in(ledgers_offer())
        data = archives.archive(store)

    def older(found: list[Record]) -> None:
        found[0]["schema"] = version
        found[0]["counts"] = {
            name: count for name, count in found[0]["counts"].items() if name in (*kept, *archived_tables.COLUMNS)
        }
        for place, one in enumerate(found[1:], 1):
            if one["table"] in columns:
                found[place] = {"table": one["table"], **{name: one[name] for name in columns[one["table"]]}}

    with Store.open(tmp_path / "filled") as store:
        archives.fill(store, rewritten(data, older))
        assert len(store.notes.select()) == 12
    assert not repair.examine(tmp_path / "filled" / "kennis.db")


def test_an_archive_of_an_older_schema_that_breaks_rules_is_refused_with_each(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new") as store:
        store.take_in(ledgers_offer())
        data = archives.archive(store)

    def older(found: list[Record]) -> None:
        found[0]["schema"] = 9
        of(found, "note")[0].update(kind="gerucht")
        of(found, "session")[0].update(lineage={})

    with Store.open(tmp_path / "filled") as store:
        with pytest.raises(FileRefused, match=r"not sound: sessions .*“lineage”: 1 .*; notes .*“kind”: 1 \(n1\)"):
            archives.fill(store, rewritten(data, older))
        assert store.archive.is_empty()


def ledgers_offer() -> Any:
    """Give twelve notes of one session."""
    from kennis.store import Offer

    return Offer((session(),), ledgers.NOTES)


def damaged(kind: str, data: bytes) -> tuple[bytes, str]:
    """Give an archive with one thing wrong with it, and what is said of it."""
    lines = data.splitlines(keepends=True)
    note_at = next(place for place, line in enumerate(lines) if b'"table":"note"' in line)

    def first_note(**columns: Any) -> bytes:
        return rewritten(data, lambda found: of(found, "note")[0].update(columns))

    whole: dict[str, tuple[bytes, str]] = {
        "empty": (b"", ":1: this is no archive of kennis"),
        "other": (b'{"text": "hallo"}\n', ":1: this is no archive of kennis"),
        "binary": (bytes(range(256)), ":1: this is no archive of kennis"),
        "newer": (lines[0].replace(b'"format":1', b'"format":2') + b"".join(lines[1:]), "newer kennis"),
        "schema": (lines[0].replace(b'"schema":', b'"schema":9') + b"".join(lines[1:]), "newer kennis"),
        "no-counts": (lines[0].replace(b'"counts"', b'"count"') + b"".join(lines[1:]), ":1: the first line"),
        "programme": (rewritten(data, lambda found: found[0].update(programme={"slug": 1})), ":1: the first line"),
        "cut": (data[:-10], f":{len(lines)}: the archive is cut off here"),
        "cut-line": (b"".join(lines[:-1]), f":{len(lines)}: the archive is cut off here"),
        "cut-middle": (b"".join(lines[: note_at + 1]), f":{note_at + 2}: the archive is cut off here"),
        "more": (data + b"{}\n", f":{len(lines) + 1}: the archive goes on"),
        "altered": (data.replace(b"Notitie 1:", b"Notitie 9:", 1), f":{len(lines)}: the archive is damaged"),
        "lacks-one": (b"".join(lines[: note_at + 1] + lines[note_at + 2 :]), "record of the table"),
        "swapped-end": (b"".join([*lines[:note_at], lines[-1]]), "fewer records"),
        "no-json": (b"".join([*lines[:note_at], b"{nee\n", *lines[note_at + 1 :]]), f":{note_at + 1}: the line cannot"),
        "no-utf8": (b"".join([*lines[:note_at], b'{"a":"\xff"}\n']), f":{note_at + 1}: the line cannot be read"),
        "list": (b"".join([*lines[:note_at], b"[1]\n"]), f":{note_at + 1}: the line is no record"),
        "nan": (b"".join([*lines[:note_at], b'{"a":NaN}\n']), "NaN is no number"),
        "twice-named": (b"".join([*lines[:note_at], b'{"a":1,"a":2}\n']), "a name stands twice"),
        "deep": (b"".join([*lines[:note_at], b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}\n"]), "cannot be read"),
        "table": (rewritten(data, lambda found: found[0]["counts"].update(sqlite_master=1)), "unknown table"),
        "no-table": (rewritten(data, lambda found: found[0]["counts"].pop("memo")), "lacks the tables memo"),
        "column": (first_note(**{"x); DROP TABLE note": 1}), "unknown column"),
        "kind-of-value": (first_note(number="1"), "“number” holds a value of the wrong kind"),
        "truth": (first_note(number=True), "“number” holds a value of the wrong kind"),
        "huge": (first_note(number=2**64), "“number” holds a value of the wrong kind"),
        "null": (first_note(text=None), "“text” holds a value of the wrong kind"),
        "time": (first_note(at="later"), "“at” holds a value of the wrong kind"),
        "unclean": (first_note(text="a\u202eb"), "characters that may not be kept"),
        "control": (first_note(text="a\x1b[2Jb"), "characters that may not be kept"),
        "surrogate": (first_note(text="\ud800"), "cannot be read"),
        "within": (first_note(tags=["\u200b"]), "characters that may not be kept"),
        "duplicate": (first_note(id=note(2).id), "holds this twice"),
        "nowhere": (first_note(session_id="niets"), "refers to something that is not in the archive"),
        "digest": (first_note(text="Iets anders."), "not sound"),
        "meaning": (first_note(kind="gerucht"), "“kind” holds a value of the wrong kind"),
        "base-64": (
            rewritten(data, lambda found: of(found, "reference")[0].update(content="ë")),
            "the line is no record",
        ),
        "list-of-what": (first_note(lineage={}), "“lineage” holds a value of the wrong kind"),
        "verb": (rewritten(data, lambda found: of(found, "decision")[0].update(verb="dans")), "not sound"),
        "no-theme": (
            rewritten(data, lambda found: of(found, "placement")[0].update(theme_id="niets")),
            "refers to something that is not in the archive",
        ),
    }
    return whole[kind]


KINDS = [
    *("empty", "other", "binary", "newer", "schema", "no-counts", "cut", "cut-line", "cut-middle", "more", "altered"),
    *(
        "programme",
        "lacks-one",
        "swapped-end",
        "no-json",
        "no-utf8",
        "list",
        "nan",
        "twice-named",
        "deep",
        "table",
        "no-table",
    ),
    *("column", "kind-of-value", "truth", "huge", "null", "time", "unclean", "control", "surrogate", "within"),
    *("duplicate", "nowhere", "digest", "meaning", "list-of-what", "verb", "no-theme", "base-64"),
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the archive of a small ledger."""
    with Store.open(tmp_path_factory.mktemp("sample")) as opened:
        ledgers.fill(opened)
        return archives.archive(opened)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_sound_archive_is_refused_with_its_line(sample: bytes, tmp_path: Path, kind: str) -> None:
    data, said = damaged(kind, sample)
    path = tmp_path / "kennis.jsonl"
    path.write_bytes(data)
    with pytest.raises(FileRefused) as refused, stage(path, tmp_path, lambda done, whole: None):
        pass
    assert said in str(refused.value)
    assert str(refused.value).count("\n") == 0


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(
    sample: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kennis.store.archive.line_codec.LONGEST", 10_000)
    path = tmp_path / "kennis.jsonl"
    path.write_bytes(sample.splitlines(keepends=True)[0] + b'{"table":"' + b"a" * 10**6)
    with pytest.raises(FileRefused, match=":2: the line is too long"), staged(path, tmp_path, lambda done, whole: None):
        pass


def test_a_workspace_that_got_something_meanwhile_is_not_filled(store: Store, sample: bytes) -> None:
    store.take_in(ledgers_offer())
    before = archives.archive(store)
    with pytest.raises(Exception, match="meanwhile"):
        archives.fill(store, sample)
    assert archives.archive(store) == before


def test_what_was_typed_may_hold_half_a_pair_of_surrogates(store: Store, tmp_path: Path) -> None:
    from kennis.store.archive import ArchiveExtras, DraftLine

    extras = ArchiveExtras(drafts=(DraftLine("1", {"text": "half \ud83d"}),))
    path = tmp_path / "kennis.jsonl"
    path.write_bytes(b"".join(store.archive.lines(archives.PROGRAMME, extras)))
    with staged(path, tmp_path, lambda done, whole: None) as found:
        assert found.extras == extras
    with closing(path.open("rb")) as file:
        assert b"\\ud83d" in file.read()
