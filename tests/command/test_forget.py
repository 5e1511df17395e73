"""Canary words of one note and one person, put everywhere by the commands themselves, are nowhere once forgotten."""

import html
import re
import shutil
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader

from kennis.embedding import text_hash
from kennis.nouns import Draft
from kennis.store import FILE, sqlite
from kennis.store.sqlite import backups
from kennis.store.sqlite.repair import repair
from kennis.workflows.draft_files import claim
from kennis.workflows.erasure.file_traces import FileTrace
from tests.command.conftest import Done, Kennis

SESSION = "2017-01-31-digitale-overheid"
FIRST = "Een kwikstaartlantaarn hangt sinds gisteren bij de zandloperbrug in onze gemeente te wachten."
NOW = "De kanarievogels in onze gemeente vliegen elke ochtend over de zandloperbrug & langs de sluiswachtersfluit."
WORDS = ("kwikstaartlantaarn", "kanarievogel", "zandloperbrug", "sluiswachtersfluit", "zwaluwstra")
FORMATS = "md,html,docx,odt,epub,pdf,latex,csv,xlsx,csl,jsonl"
HANDLE = "kaatje-zwaluwstra"


@pytest.fixture
def here(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the demonstration's workspace."""
    monkeypatch.chdir(own)
    monkeypatch.setenv("KENNIS_PERSON", "Onderzoeker")
    return own


def done(found: Done) -> Done:
    assert found.code == 0, found.err
    return found


def dictate(kennis: Kennis, *lines: str) -> None:
    """Take notes the way a note-taker does, so that there is a history that can be undone."""
    done(kennis("capture", "--plain", SESSION, stdin="\n".join(lines)))


def plant(kennis: Kennis, here: Path) -> str:
    """Put the canaries into every place that there is; gives the note."""
    dictate(kennis, f'" {FIRST} @{HANDLE}')
    note = str(kennis("notes", "list", "--format", "json", "--session", SESSION).json[-1]["note"])
    dictate(
        kennis,
        f':edit {note} " {NOW} @{HANDLE} #kanarievogels',
        f":person {HANDLE} Kaatje Zwaluwstra; wethouder; Ergens; gemeente; name",
    )
    done(kennis("notes", "consent", note, "name"))
    done(kennis("backup"))
    done(kennis("themes", "run"))
    done(kennis("themes", "move", note, "--to", "T-001"))
    done(kennis("themes", "stance", "for", note))
    done(kennis("memo", "add", "note", note, f"Mooi gezegd: {FIRST}"))
    done(kennis("memo", "add", "theme", "T-001", f"Hier past “{NOW[:-1]}” goed bij."))
    done(kennis("themes", "rename", "T-002", "De kanarievogels in onze gemeente vliegen elke ochtend"))
    done(kennis("outline", "build"))
    done(kennis("outline", "insert", "1.1", "--note", note, "--at", "1"))
    done(kennis("outline", "insert", "1.1", f"Zoals iemand zei: {NOW}", "--cite", note))
    done(kennis("outline", "write", "1.1.2", f"In eigen woorden, met {NOW}"))
    done(kennis("sessions", "write", SESSION))
    done(kennis("export", "--format", FORMATS))
    done(kennis("export", "approvals"))
    kennis("preflight", "--accept", "all")
    done(kennis("backup"))
    with claim(here / ".kennis") as client:
        client.keep(Draft(session=SESSION, text=f"wat zei zij ook weer: {NOW}", note="", speaker=HANDLE))
    return note


def words(data: bytes) -> set[str]:
    """Give the canary words in bytes: as UTF-8 and UTF-16, with case and accents or without, escaped or not."""
    found = set()
    low = data.lower()
    text = html.unescape(re.sub(r"<[^<>]*>|\u00ad", "", low.decode("utf-8", "replace")))
    for word in WORDS:
        wide = any(word.encode(name) in low for name in ("utf-16-le", "utf-16-be"))
        if word.encode() in low or wide or word in text or "".join(f"&#{ord(one)};" for one in word).encode() in low:
            found.add(word)
    return found


def pieces(path: Path) -> Iterator[bytes]:
    """Give what a file holds: its bytes, and those of its parts, streams and tables unpacked."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if path.suffix == ".pdf":
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(path)
            yield "\n".join(page.extract_text().replace("-\n", "") for page in reader.pages).encode()
            yield "\n".join(str(value) for value in (reader.metadata or {}).values()).encode()
    if path.suffix == ".db":
        with closing(sqlite.driver().connect(str(path))) as connection:
            for name in ("words", "parts"):
                connection.execute(f"CREATE VIRTUAL TABLE temp.{name}_all USING fts5vocab('main', '{name}', 'row')")
                terms = [term for (term,) in connection.execute(f"SELECT term FROM temp.{name}_all")]
                yield "\n".join(terms).encode()


def searched(folder: Path) -> dict[str, set[str]]:
    """Give the canary words in every file of a workspace, names of files included."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            there = words(path.name.replace("-", "").encode()).union(*(words(piece) for piece in pieces(path)))
            if there:
                found[str(path.relative_to(folder))] = there
    return found


def vectors(folder: Path) -> list[bytes]:
    """Give the vectors of both texts of the note."""
    keys = (text_hash(FIRST), text_hash(NOW))
    with closing(sqlite.driver().connect(str(folder / ".kennis" / FILE))) as connection:
        query = "SELECT vector FROM vector WHERE text_hash IN (?, ?)"
        return [vector for (vector,) in connection.execute(query, keys)]


def test_nothing_is_left_of_a_note_and_a_person(kennis: Kennis, here: Path) -> None:
    note = plant(kennis, here)
    assert (turned(kennis, "outline"), turned(kennis, "themes")) == ((4, 4), (5, 5))
    held, (vector,) = searched(here), vectors(here)
    copies = sorted((here / ".kennis" / "backups").glob("*.db"))
    assert vector in (here / ".kennis" / FILE).read_bytes() and vector in copies[-1].read_bytes()
    suffixes = {Path(name).suffix for name in held if name.startswith("exports/")}
    assert suffixes >= {".md", ".html", ".docx", ".odt", ".epub", ".pdf", ".tex", ".csv", ".xlsx", ".jsonl"}
    assert {f".kennis/{FILE}", ".kennis/places/1.json", f"sessions/{SESSION}.md"} <= held.keys()
    assert {f".kennis/backups/{one.name}" for one in copies} <= held.keys()

    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    look = done(kennis("forget", HANDLE, "--format", "json"))
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before
    told = {(one["sort"], one["item"]) for one in look.json["found"]}
    assert {("note", note), ("theme", "T-002"), ("passage", "1.1.1"), ("draft", "places/1.json")} <= told
    assert {item for sort, item in told if sort == "export"} == {name for name in held if name.startswith("exports/")}
    assert {item for sort, item in told if sort == "backup"} == {one.name for one in copies}

    forgotten = kennis("forget", HANDLE, "--yes", "--exports", "--mentions")
    assert (forgotten.code, searched(here)) == (0, {})
    assert not any(vector in path.read_bytes() for path in here.rglob("*") if path.is_file())
    assert sorted((here / ".kennis" / "backups").glob("*.db")) == copies
    for one in (here / ".kennis" / FILE, *copies):
        backups.check(one)
        assert repair.examine(one) == ()
    assert done(kennis("doctor")).out == ""
    goes_on(kennis, note)


def goes_on(kennis: Kennis, note: str) -> None:
    """See that one can work on: back, forth, and out again."""
    assert turned(kennis, "outline") == (3, 3)  # without the passage that was the note's own
    assert turned(kennis, "themes") == (2, 2)  # the memo and the title; what was accepted is older than the last run
    done(kennis("themes", "history"))
    done(kennis("export", "--format", "md"))
    assert kennis("notes", "list", "--format", "json").code == 0 and note not in kennis("notes", "list").out
    listed = kennis("forget", "--format", "json").json
    assert [(one["what"], one["number"]) for one in listed] == [("note", int(note[1:])), ("person", 0)]


def turned(kennis: Kennis, group: str) -> tuple[int, ...]:
    """Undo all that can be, and redo it; gives how many times each could be done."""

    def turn(way: str) -> bool:
        found = kennis(group, way)
        return found.code == 0 and "nothing" not in found.err

    return tuple(sum(1 for _again in iter(lambda way=way: turn(way), False)) for way in ("undo", "redo"))  # type: ignore[misc]


def test_an_old_copy_brings_nothing_back(kennis: Kennis, here: Path, tmp_path: Path) -> None:
    note = "n1"
    text = kennis("notes", "list", "--format", "json").json[0]["text"]
    done(kennis("backup"))
    (copy,) = (here / ".kennis" / "backups").glob("*.db")
    shutil.copy(copy, tmp_path / "oud.db")
    shutil.copy(here / "sessions" / f"{SESSION}.md", tmp_path / f"{SESSION}.md")
    assert kennis("forget", note, "--yes", "--keep-exports").code == 4  # exports still hold it
    for name in (copy.stem.removeprefix("kennis-"), tmp_path / "oud.db"):
        restored = done(kennis("restore", name))
        assert text not in kennis("notes", "list").out
        assert text.encode() not in (here / ".kennis" / FILE).read_bytes()
    assert "forgotten since are not restored: 1" in restored.err
    taken = done(kennis("import", tmp_path / f"{SESSION}.md"))
    assert "1 forgotten notes" in taken.err
    assert text not in [one["text"] for one in kennis("notes", "list", "--format", "json").json]


def test_what_is_meant_must_be_clear(kennis: Kennis, empty: Path) -> None:
    for day in ("12", "13"):
        made = kennis("sessions", "new", "Raad", "--date", f"2020-03-{day}").out.split()[0]
        done(kennis("note", "add", f"Notitie {day}", "--session", made, "--speaker", "wethouder"))
    several = kennis("forget", "wethouder")
    assert several.code == 1 and several.err.count("/wethouder") == 2
    assert kennis("forget", "niemand").code == 1
    assert kennis("forget", "2020-03-12-raad/wethouder", "--yes").code == 0
    assert [one["text"] for one in kennis("notes", "list", "--format", "json").json] == ["Notitie 13"]
    listed = kennis("forget", "--format", "json").json
    assert [one["what"] for one in listed] == ["note", "person"]
    assert "a person" in done(kennis("forget")).out
    assert kennis("forget", "wethouder").code == 0


def test_a_file_that_was_changed_by_hand_keeps_the_changes(kennis: Kennis, here: Path) -> None:
    path = here / "sessions" / f"{SESSION}.md"
    path.write_text(path.read_text("utf-8") + "\n- Nog met de hand erbij gezet.\n", "utf-8")
    text = kennis("notes", "list", "--format", "json").json[0]["text"]
    assert text in path.read_text("utf-8")
    done(kennis("forget", "n1", "--yes", "--exports"))
    assert text not in path.read_text("utf-8") and "Nog met de hand erbij gezet." in path.read_text("utf-8")


def test_of_exports_that_hold_it_one_must_say_what_becomes_of_them(kennis: Kennis, here: Path) -> None:
    files = {path: path.read_bytes() for path in (here / "exports").rglob("*") if path.is_file()}
    told = kennis("forget", "n1", "--yes")
    assert told.code == 1 and "nothing is forgotten yet" in told.err and "--keep-exports" in told.err
    assert kennis("forget", "--format", "json").json == []
    assert kennis("notes", "list", "--format", "json").json[0]["note"] == "n1"
    assert kennis("forget", "n1", "--yes", "--exports", "--keep-exports").code == 2
    kept = kennis("forget", "n1", "--yes", "--keep-exports", "--format", "json")
    left = [one["item"] for one in kept.json["found"] if one["sort"] == "export"]
    assert kept.code == 4 and left and all(name in kept.err for name in left)
    assert "--exports" not in kept.err and "--mentions" not in kept.err
    assert {path: path.read_bytes() for path in files} == files
    assert "nothing was left to finish" in done(kennis("forget", "--exports")).err


@pytest.mark.parametrize(("option", "code"), [((), 4), (("--exports",), 0)])
def test_what_was_refused_in_the_middle_is_told_when_it_is_finished(
    kennis: Kennis, here: Path, monkeypatch: pytest.MonkeyPatch, option: tuple[str, ...], code: int
) -> None:
    def refused(*_given: object) -> None:
        raise PermissionError(13, "Permission denied", "exports/boek.md")

    with monkeypatch.context() as patched:
        patched.setattr(FileTrace, "carry_out", refused)
        stopped = kennis("forget", "n1", "--yes", "--exports")
    assert stopped.code == 3 and "kennis forget --exports" in stopped.err
    held = {one["item"] for one in kennis("forget", "n1", "--format", "json").json["found"] if one["sort"] == "export"}
    finished = kennis("forget", *option)
    assert held and finished.code == code and "finished what was interrupted" in finished.err
    assert [(here / name).exists() for name in held] == [code == 4] * len(held)
    assert all((name in finished.err) == (code == 4) and name in finished.out for name in held)


def test_before_it_is_said_that_names_can_only_be_taken_out_with_it(kennis: Kennis, empty: Path) -> None:
    made = kennis("sessions", "new", "Raad", "--date", "2020-03-12").out.split()[0]
    for text, speaker in (("Een zin.", "piet-bos"), ("Piet Bos zei dat niet.", "anna")):
        done(kennis("note", "add", text, "--session", made, "--speaker", speaker))
    done(kennis("participants", "edit", f"{made}/piet-bos", "--name", "Piet Bos"))
    assert "give --mentions with --yes" in done(kennis("forget", "piet-bos")).err
    forgotten = kennis("forget", "piet-bos", "--yes")
    assert "still stands in the words of others" in forgotten.err and "--mentions" not in forgotten.err
