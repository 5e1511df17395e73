"""Each command that changes a workspace meets a disk that fails and a process that dies, at calls spread over all.

Afterwards the database opens, `doctor --repair` mends what there is to mend, what was acknowledged is there, no half
file stands among the exports, and the command works when it is given again. KENNIS_FAULT_CALLS says how many of the
calls of each command are tried; "all" takes hours.
"""

import errno
import json
import os
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from kennis.store import sqlite
from tests.fuzz.conftest import BOOK
from tests.fuzz.engine import Answer, Call, Child

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="preloads a library, as Linux can"),
    pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler"),
]
COUNT, KILL, HALF, ONCE, FULL = range(5)
HOWS = (KILL, FULL, HALF, ONCE)
NAMES = ("count", "kill", "half", "one error", "disk full")
CALLS = os.environ.get("KENNIS_FAULT_CALLS", "")
STRUCT = struct.Struct("5i4096s")  # armed, how, at, count, error, folder
FORGOTTEN = "david-geerts"


@dataclass
class Faults:
    """A child whose calls can be made to fail, and the file by which it is told: the struct of faults.c."""

    child: Child
    told: Path

    def ask(self, words: tuple[str, ...], folder: Path, how: int = COUNT, at: int = 0) -> Answer:
        """Run a command with a fault at a call."""
        error = errno.ENOSPC if how == FULL else errno.EIO
        self._tell(1, how, at, 0, error, str(folder).encode())
        try:
            return self.child.ask(Call(list(words)), folder)
        finally:
            self._tell(0, how, at, self.calls, error, b"")

    @property
    def calls(self) -> int:
        """How many calls the last command made."""
        return int(STRUCT.unpack(self.told.read_bytes())[3])

    def _tell(self, *values: object) -> None:
        with self.told.open("r+b") as file:
            file.write(STRUCT.pack(*values))


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faults]:
    """Build the library and start a child with it."""
    folder = tmp_path_factory.mktemp("fout")
    library, told = folder / "faults.so", folder / "control"
    source = Path(__file__).with_name("faults.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True)
    told.write_bytes(bytes(STRUCT.size))
    child = Child(forks=True, environment={"LD_PRELOAD": str(library), "FAULT_CONTROL": str(told)})
    try:
        yield Faults(child, told)
    finally:
        child.end()


@dataclass(frozen=True, slots=True)
class Work:
    """A command, what makes a workspace ready for it, and how to see that it was done."""

    words: tuple[str, ...]
    done: Callable[[Path], bool]
    first: tuple[tuple[str, ...], ...] = ()
    lay: Callable[[Path], object] = lambda folder: None
    tried: int = 7  # calls, where nobody asks for more
    own: frozenset[str] = frozenset()  # what `doctor` finds that the command itself mends


def count(folder: Path, query: str) -> int:
    """Give a number from a workspace's database."""
    database = folder / ".kennis" / "kennis.db"
    if not database.exists() or not database.stat().st_size:
        return -1
    with closing(sqlite.driver().connect(str(database))) as connection:
        return int(connection.execute(query).fetchone()[0])


def counts(query: str, *wanted: int) -> Callable[[Path], bool]:
    """Ask whether a number of the database is one of these."""
    return lambda folder: count(folder, query) in wanted


def _table(folder: Path) -> None:
    rows = [f"Een nieuwe notitie {i} over de koppeling van gegevens,Nieuw" for i in range(20)]
    (folder / "nieuw.csv").write_text("\n".join(["text,session", *rows]) + "\n")


def _book(folder: Path) -> None:
    book = folder / BOOK
    book.write_text(book.read_text("utf-8").replace("De redactie ziet", "De hele redactie ziet"), "utf-8")


def _bare(folder: Path) -> None:
    (source,) = (folder / "exports").glob("*.jsonl")
    source.rename(folder / "ander.jsonl")
    shutil.rmtree(folder / ".kennis")


def _without_book(folder: Path) -> None:
    (folder / BOOK).unlink()  # a file that kennis did not write, and that forgetting would only tell of


def _exported(folder: Path) -> bool:
    return all(any((folder / "uit").glob(f"*.{suffix}")) for suffix in ("md", "docx", "csv"))


def _backups(folder: Path) -> list[Path]:
    return sorted((folder / ".kennis" / "backups").glob("kennis-*.db"))


IMPORT = ("import", "nieuw.csv")
NOTES = "SELECT count(*) FROM note"
WORKS = {
    "import": Work(IMPORT, counts(NOTES, 62), lay=_table),
    "run": Work(("themes", "run"), counts("SELECT count(*) FROM run", 2, 3), (IMPORT,), _table, tried=3),
    "accept": Work(
        ("themes", "accept", "--all"),
        counts("SELECT count(*) FROM proposal WHERE state = 'pending'", 0),
        (IMPORT, ("themes", "run")),
        _table,
    ),
    "apply": Work(("outline", "apply", BOOK), counts("SELECT count(*) FROM edition", 3), lay=_book),
    "export": Work(("export", "--format", "md,docx,csv", "--out", "uit"), _exported),
    "backup": Work(("backup",), lambda folder: len(_backups(folder)) == 2, (("backup",), IMPORT), _table),
    "restore": Work(("restore", "20"), counts(NOTES, 42), (("backup",), IMPORT), _table),
    "forget": Work(
        ("forget", FORGOTTEN, "--yes", "--exports", "--mentions"),
        counts(f"SELECT count(*) FROM participant WHERE handle = '{FORGOTTEN}'", 0),
        lay=_without_book,
        own=frozenset({"forgotten"}),
    ),
    "archive": Work(
        ("export", "--format", "jsonl", "--out", "uit"), lambda folder: any((folder / "uit").glob("*.jsonl"))
    ),
    "take": Work(("import", "ander.jsonl"), counts(NOTES, 42), lay=_bare),
}


@pytest.fixture(scope="module")
def ready(faults: Faults, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give a function that gives a workspace ready for a work, made once."""
    made: dict[str, Path] = {}

    def prepared(name: str) -> Path:
        if name not in made:
            folder = made[name] = tmp_path_factory.mktemp(name) / "ruimte"
            shutil.copytree(template, folder)
            WORKS[name].lay(folder)
            for words in WORKS[name].first:
                answer = faults.child.ask(Call(list(words)), folder)
                assert answer.code == 0, (words, answer)
        return made[name]

    return prepared


@pytest.mark.parametrize("name", WORKS)
def test_a_failing_disk_and_a_dying_process_leave_all_or_nothing(
    name: str, faults: Faults, ready: Callable[[str], Path], tmp_path: Path
) -> None:
    work, folder, wrong = WORKS[name], tmp_path / "ruimte", []
    source = ready(name)
    shutil.copytree(source, folder)
    whole = faults.ask(work.words, folder)
    calls = faults.calls
    assert whole.code == 0 and work.done(folder) and calls, whole
    files, sound = _files(folder), _unsound(faults, folder)
    for turn, at in enumerate(_spread(calls, work.tried)):
        how = HOWS[turn % len(HOWS)]
        shutil.rmtree(folder)
        shutil.copytree(source, folder)
        answer = faults.ask(work.words, folder, how, at)
        found = [*_after(work, source, folder, answer), *_again(work, faults, folder, sound | work.own)]
        if work.done(folder) and _files(folder) != files:
            found.append(f"other files than those of a run without a fault: {_files(folder) ^ files}")
        wrong += [f"{name}, {NAMES[how]} at call {at} of {calls}, code {answer.code}: {one}" for one in found]
    assert not wrong, "\n".join(wrong)


def _spread(calls: int, tried: int) -> list[int]:
    """Give the calls to try: so many, spread over all; all of them each in one way."""
    many = calls if CALLS == "all" else min(calls, int(CALLS or tried))
    return [1 + turn * (calls - 1) // max(1, many - 1) for turn in range(many)]


def _files(folder: Path) -> set[str]:
    """Give the names of the files that people see."""
    found = [path for path in folder.rglob("*") if path.is_file() and ".kennis" not in path.parts]
    return {str(path.relative_to(folder)) for path in found if not path.name.startswith(".")}


def _after(work: Work, source: Path, folder: Path, answer: Answer) -> Iterator[str]:
    """Say what is wrong with a workspace just after a fault."""
    if answer.trace:
        yield f"a traceback: {answer.trace[-700:]}"
    if answer.code == 0 and not work.done(folder):
        yield "it said that it was done"
    if answer.code > 0 and not answer.err.strip():
        yield "it failed without a word"
    for path in sorted({*folder.glob("exports/*"), *folder.glob("uit/*"), *folder.glob("sessions/*")}):
        if not path.name.startswith(".") and _is_half(path, source / path.relative_to(folder)):
            yield f"half a file: {path.name}"


def _is_half(path: Path, before: Path) -> bool:
    """Say whether a file is not whole; one that is as it was is."""
    data = path.read_bytes()
    if before.exists() and before.read_bytes() == data:
        return False
    if path.suffix in {".docx", ".odt", ".xlsx"}:
        return not zipfile.is_zipfile(path) or zipfile.ZipFile(path).testzip() is not None
    if path.suffix == ".jsonl":
        lines = data.decode("utf-8").splitlines()
        return not lines or not all(json.loads(line) for line in lines)
    return not data.endswith(b"\n")


def _unsound(faults: Faults, folder: Path) -> set[str]:
    """Give the names of what `doctor` finds."""
    answer = faults.child.ask(Call(["doctor", "--format", "json"]), folder)
    assert answer.code in {0, 4}, answer
    return {one["name"] for one in json.loads(answer.out)["left"]}


def _again(work: Work, faults: Faults, folder: Path, sound: set[str]) -> Iterator[str]:
    """Say what is wrong when the workspace is looked at, mended and the command given again."""
    if (folder / ".kennis" / "kennis.db").exists():
        listed = faults.child.ask(Call(["notes", "list"]), folder)
        if listed.code:
            yield f"the workspace does not open: {listed}"
        if _unsound(faults, folder) - sound:
            mended = faults.child.ask(Call(["doctor", "--repair"]), folder)
            if left := _unsound(faults, folder) - sound:
                yield f"doctor cannot mend {left}: {mended}"
    again = faults.child.ask(Call(list(work.words)), folder)
    if again.trace or (again.code and not work.done(folder)):
        yield f"it does not work when given again: {again}"
    elif not work.done(folder):
        yield "given again, it says that it is done"
