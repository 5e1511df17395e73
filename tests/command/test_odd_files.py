"""Pipes, devices, links that lead out, odd settings, nesting without end: one line, the right code, no waiting."""

import os
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType

import pytest

from tests.command.conftest import Done, Kennis
from tests.tui.outlined import outlined

PATIENCE = 20
DEEP = 5_000
LENS = '[[programme.lenses]]\nslug = "e"\ntitle = "E"\nquestion = "E?"\nanchors = ["E."]\n'
Made = Callable[[Path], object]


def listen(path: Path) -> None:
    """Make a socket, which nobody answers."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def link_to_a_pipe(path: Path) -> None:
    """Make a pipe, and a link to it."""
    os.mkfifo(f"{path}.pijp")
    path.symlink_to(f"{path}.pijp")


ODD: Mapping[str, Made] = {
    "pipe": lambda path: os.mkfifo(path),
    "link to a pipe": link_to_a_pipe,
    "endless": lambda path: path.symlink_to("/dev/zero"),
    "terminal": lambda path: path.symlink_to("/dev/tty"),
    "socket": listen,
    "link to itself": lambda path: path.symlink_to(path.name),
    "link to nothing": lambda path: path.symlink_to("er-is-niets"),
    "of the system": lambda path: path.symlink_to("/proc/self/mem"),
    "folder": Path.mkdir,
}


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Let no test wait for ever."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"nothing after {PATIENCE} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(6 * PATIENCE)  # for all commands of a test, on a computer that is busy
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a small workspace with an outline."""
    made = outlined(tmp_path / "ruimte").folder
    monkeypatch.chdir(made)
    return made


def refused(done: Done, *codes: int) -> None:
    """See that a command ended with one clear sentence."""
    assert done.code in codes, (done.code, done.err)
    said = [line for line in done.err.splitlines() if not line.endswith("…")]
    assert len(said) == 1 and len(said[0]) < 500 and "Traceback" not in done.err, done.err


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("suffix", [".md", ".csv", ".docx", ".odt", ".jsonl"])
def test_a_file_that_is_none_is_refused_by_every_reader(kennis: Kennis, empty: Path, suffix: str, odd: str) -> None:
    path = Path(f"vreemd{suffix}")
    ODD[odd](path)
    refused(kennis("import", path), 1)
    refused(kennis("outline", "check", path), 1)
    refused(kennis("outline", "apply", path), 1)
    refused(kennis("restore", path), 1, 3)
    refused(kennis("restore", "--compare", path), 1, 3)
    assert kennis("import", ".").code == 1 and not kennis("notes", "list", "--format", "json").json


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", ["kennis.toml", "eigen.toml", "stijl.docx", "stijl.odt"])
def test_settings_that_name_no_file_are_refused(kennis: Kennis, empty: Path, name: str, odd: str) -> None:
    text = Path("kennis.toml").read_text("utf-8")
    if name == "kennis.toml":
        Path(name).unlink()
    elif name == "eigen.toml":
        Path("kennis.toml").write_text(f'programme = "{name}"\n', "utf-8")
    else:
        Path("kennis.toml").write_text(f'{text}\n[export]\nreference_{name.partition(".")[2]} = "{name}"\n', "utf-8")
    ODD[odd](Path(name))
    if name.endswith(".toml"):
        refused(kennis("themes", "list"), 3)
        refused(kennis("--workspace", ".", "note", "add", "x", "--session", "y"), 3)
        assert "Traceback" not in kennis("doctor").err
    else:
        done = kennis("export", "--format", "jsonl")
        assert "Traceback" not in done.err and done.code in (0, 1)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_a_reference_document_that_is_none_is_refused(kennis: Kennis, here: Path, suffix: str, odd: str) -> None:
    with (here / "kennis.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'\n[export]\nreference_{suffix} = "stijl.{suffix}"\n')
    ODD[odd](Path(f"stijl.{suffix}"))
    done = kennis("export", "--format", suffix)
    assert done.code == 3 and "Traceback" not in done.err and len(done.err.strip().splitlines()[-1]) < 500


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "name", [".kennis/kennis.db", ".kennis/places/1.json", ".kennis/backups/kennis-20200101T000000Z.db"]
)
def test_odd_files_of_a_workspace_stop_nothing_for_ever(kennis: Kennis, here: Path, name: str, odd: str) -> None:
    path = here / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if odd != "socket":
        ODD[odd](path)
    for words in (
        ("themes", "list"),
        ("capture", "--plain", "zomaar"),
        ("backup",),
        ("doctor",),
        ("restore",),
        ("export", "--format", "jsonl"),
        ("forget",),
    ):
        done = kennis(*words)
        assert "Traceback" not in done.err and done.code in (0, 1, 2, 3, 4)


SETTINGS = {
    "home of nobody, of a document": '[export]\nreference_docx = "~nouser/x.docx"',
    "home of nobody, of a model": 'encoder = "~nouser/x"',
    "the whole disk": 'encoder = "/"',
    "a name that is too long": f'encoder = "{"x" * 5_000}"',
    "a programme of a long name": f'programme = "{"x" * 5_000}.toml"',
    "a document of a long name": f'[export]\nreference_docx = "{"x" * 5_000}"',
    "a programme elsewhere": 'programme = "/dev/zero/x.toml"',
    "brackets": f"a = {'[' * DEEP}{']' * DEEP}",
    "braces": f"a = {'{a=' * DEEP}1{'}' * DEEP}",
    "a name of many parts": f"{'a.' * DEEP}a = 1",
    "a heading of many parts": f"[{'a.' * DEEP}a]",
    "a long number": f"programme = {'9' * DEEP}",
    "a number of another base": f"[outline]\nwords = 0x{'f' * DEEP}",
    "a large number": f"[outline]\nwords = {'9' * 4_000}",
    "a date": "programme = 2020-02-30",
    "lenses of nobody": '[programme]\nslug = "e"\ntitle = "E"\nlanguage = "nl"\nlenses_from = "/dev/zero"',
    "a text without an end": 'programme = """' + "x" * 100_000,
    "too much": "# " + "x" * 400_000,
}


@pytest.mark.parametrize("name", SETTINGS)
def test_odd_settings_are_one_line(kennis: Kennis, here: Path, name: str) -> None:
    Path("kennis.toml").write_text(f"{SETTINGS[name]}\n", "utf-8")
    codes = set()
    for words in (
        ("themes", "list"),
        ("export", "--format", "docx"),
        ("themes", "run"),
        ("doctor",),
        ("sessions", "list"),
    ):
        done = kennis(*words)
        assert "Traceback" not in done.err and done.code in (0, 1, 3, 4), done.err
        codes.add(done.code)
        if done.code:
            assert all(len(line) < 6_000 for line in done.err.splitlines())
    assert codes & {3, 4}


@pytest.mark.parametrize("odd", ["pipe", "endless", "socket"])
@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "README.md", "1_Pooling/config.json"])
def test_a_model_folder_with_an_odd_file_is_refused(kennis: Kennis, here: Path, name: str, odd: str) -> None:
    path = here / "model" / name
    path.parent.mkdir(parents=True)
    if not name.endswith(".safetensors"):
        (here / "model" / "model.safetensors").write_bytes(b"")
    if odd == "socket":
        os.mkfifo(path)
    else:
        ODD[odd](path)
    Path("kennis.toml").write_text('encoder = "model"\n', "utf-8")
    refused(kennis("themes", "run"), 3)


NESTED = {
    ".md": (
        "[" * DEEP,
        "> " * DEEP + "x",
        "- " * DEEP + "x",
        "*" * DEEP + "x" + "*" * DEEP,
        "![" * DEEP + "](x)" * DEEP,
        *tuple(
            f"---\ntitle: T\ndate: 2020-01-01\n{key}\n---\n- een\n"
            for key in (f"x: {'[' * DEEP}", f"place: {'{a: ' * DEEP}")
        ),
    ),
    ".csv": ("text\n" + "[" * DEEP, 'text\n"' + "x" * DEEP, "text" + ",a" * DEEP + "\nx\n"),
    ".jsonl": ("[" * DEEP, '{"archive": ' + "[" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP + "\n", "9" * DEEP + "\n"),
}


@pytest.mark.parametrize(
    ("suffix", "number"), [(suffix, at) for suffix, all_ in NESTED.items() for at in range(len(all_))]
)
def test_what_is_nested_without_end_is_read_or_refused(kennis: Kennis, empty: Path, suffix: str, number: int) -> None:
    path = Path(f"diep{suffix}")
    path.write_text(NESTED[suffix][number], "utf-8")
    for words in (("import", path), ("outline", "check", path), ("outline", "apply", path)):
        done = kennis(*words)
        assert "Traceback" not in done.err and done.code in (0, 1), done.err


class Outside:
    """A folder beside the workspace, in which nothing may change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "brief.md").write_bytes(b"van mij\n")
        self._held = self._now()

    def _now(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}

    def is_untouched(self) -> bool:
        """Say whether all is as it was."""
        return self._now() == self._held


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    """Give a folder that is not the workspace's."""
    return Outside(tmp_path / "elders")


LEAVING = (
    ("export", "--format", "md,docx,csv"),
    ("export", "--format", "jsonl"),
    ("export", "reference"),
    ("export", "approvals"),
    ("memo", "export"),
    ("view", "silos", "--format", "html"),
    ("view", "coverage", "--format", "html"),
)


@pytest.mark.parametrize("words", LEAVING, ids=" ".join)
def test_nothing_is_exported_through_a_link_out_of_the_workspace(
    kennis: Kennis, here: Path, outside: Outside, words: tuple[str, ...]
) -> None:
    assert kennis(*words).code == 0
    made = [path for path in (here / "exports").rglob("*") if path.is_file() and path.name != ".gitkeep"]
    assert made
    for path in made:
        path.unlink()
        path.symlink_to(outside.folder / "brief.md")
    done = kennis(*words)
    assert done.code == 3 and "leads out" in done.err.splitlines()[-1] and outside.is_untouched()
    for path in made:
        path.unlink()
        path.symlink_to(outside.folder / "er-is-niets.md")
    assert kennis(*words).code == 3 and outside.is_untouched()
    for path in sorted((here / "exports").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (here / "exports").rmdir()
    (here / "exports").symlink_to(outside.folder)
    done = kennis(*words)
    assert done.code == 3 and "leads out" in done.err.splitlines()[-1] and outside.is_untouched()


def test_a_folder_that_is_named_is_written_to_but_no_link_in_it_is_followed(
    kennis: Kennis, here: Path, outside: Outside, tmp_path: Path
) -> None:
    out = tmp_path / "uit"
    out.symlink_to(outside.folder / "map")
    (outside.folder / "map").mkdir()
    assert kennis("export", "--format", "md", "--out", out).code == 0
    (made,) = out.iterdir()
    made.unlink()
    made.symlink_to(outside.folder / "brief.md")
    assert kennis("export", "--format", "md", "--out", out).code == 3
    assert (outside.folder / "brief.md").read_bytes() == b"van mij\n"
    memo = tmp_path / "notities" / "memo.md"
    memo.parent.mkdir()
    memo.symlink_to(outside.folder / "brief.md")
    assert kennis("memo", "export", "--out", memo).code == 3
    assert (outside.folder / "brief.md").read_bytes() == b"van mij\n"


def test_a_link_that_stays_in_the_workspace_is_followed(kennis: Kennis, here: Path) -> None:
    (here / "exports" / ".gitkeep").unlink(missing_ok=True)
    (here / "exports").rmdir()
    (here / "boek").mkdir()
    (here / "exports").symlink_to("boek")
    assert kennis("export", "--format", "md").code == 0 and [*(here / "boek").glob("*.md")]


SESSION = b"---\nid: 2020-01-01-uit\ntitle: Uit\ndate: 2020-01-01\n---\n- een notitie\n"


@pytest.mark.parametrize("whole", [True, False], ids=["the folder", "a file"])
def test_no_session_file_is_written_through_a_link_out(
    kennis: Kennis, empty: Path, outside: Outside, whole: bool
) -> None:
    (outside.folder / "2020-01-01-uit.md").write_bytes(SESSION)
    if whole:
        (empty / "sessions").rmdir()
        (empty / "sessions").symlink_to(outside.folder)
        (outside.folder / "brief.md").unlink()
    else:
        (empty / "sessions" / "2020-01-01-uit.md").symlink_to(outside.folder / "2020-01-01-uit.md")
    held = Outside._now(outside)
    done = kennis("import", "sessions")
    assert "ids of new notes cannot be written back" in done.err and "leads out" in done.err
    for words in (("sessions", "write"), ("sessions", "write", "--merge"), ("sessions", "close", "2020")):
        done = kennis(*words)
        assert done.code in (1, 3) and "Traceback" not in done.err
    assert Outside._now(outside) == held


@pytest.mark.parametrize("name", ["", "kennis.db", "kennis.db-journal", "backups", "places", "run.lock", "backup.lock"])
def test_no_database_is_written_through_a_link_out(kennis: Kennis, here: Path, outside: Outside, name: str) -> None:
    path = here / ".kennis" / name if name else here / ".kennis"
    if path.exists():
        path.rename(outside.folder / "weg")
    path.symlink_to(outside.folder / ("weg" if name in ("", "kennis.db", "backups", "places") else "brief.md"))
    if name in ("backups", "places"):
        (outside.folder / "weg").mkdir(exist_ok=True)
    held = Outside._now(outside)
    for words in (
        ("sessions", "new", "Nieuw"),
        ("capture", "--plain", "Nieuw"),
        ("backup",),
        ("themes", "run"),
        ("forget", "n1", "--yes"),
    ):
        refused(kennis(*words), 3)
    kennis("doctor", "--repair")
    assert Outside._now(outside) == held


def test_no_settings_are_written_through_a_link_out(kennis: Kennis, tmp_path: Path, outside: Outside) -> None:
    (tmp_path / "nieuw").mkdir()
    (tmp_path / "nieuw" / "kennis.toml").symlink_to(outside.folder / "er-is-niets")
    refused(kennis("init", tmp_path / "nieuw"), 3)
    assert outside.is_untouched()
