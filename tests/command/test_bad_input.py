"""What an editor can do wrong, and what a disk can: one clear sentence, no half file, nothing changed."""

import contextlib
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from kennis import locale
from kennis.cli.export import ARCHIVE, FORMATS
from kennis.export.write import put
from tests.command.conftest import Done, Kennis
from tests.tui.outlined import asked, begun, outlined

HUGE = "9" * 30
ENGLISH = ("file exists", "not a directory", "no such file", "too large", "i/o error", "permission", "no space")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand in a small workspace with an outline, in Dutch."""
    before, made = locale.language(), outlined(tmp_path / "ruimte")
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("KENNIS_LANGUAGE", "nl")
    yield made.folder
    locale.use(before)


@contextlib.contextmanager
def full(size: int = 64) -> Iterator[None]:
    """Let no file grow beyond some bytes, as on a disk that is full in the middle of it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def refused(found: Done, code: int) -> None:
    """See that a command ended with one clear sentence."""
    assert found.code == code, found.err
    said = found.err.strip().splitlines()[-1]
    assert said.startswith("kennis: ") and "Traceback" not in found.err and len(said) < 400
    assert not any(word in said.lower() for word in ENGLISH), said


def held(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder but for locks, which hold nothing."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("format", [*FORMATS, ARCHIVE])
def test_no_format_leaves_half_a_file(kennis: Kennis, here: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / "uit"
    assert kennis("export", "--format", format, "--out", out).code == 0
    before, made = held(here), held(out)
    asked_again = ("export", "--format", format, "--out")
    with full():
        refused(kennis(*asked_again, out), 3)
    for place in (here / "kennis.toml", here / "kennis.toml" / "map"):
        refused(kennis(*asked_again, place), 3)
    assert held(out) == made and held(here) == before


def test_of_several_formats_those_before_the_full_disk_stand_whole(
    kennis: Kennis, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Path] = []

    def filling(path: Path, data: bytes) -> None:
        with full(64 if done else 10_000_000):
            put(path, data)
        done.append(path)

    monkeypatch.setattr("kennis.export.write.put", filling)
    refused(kennis("export", "--format", "md,csv", "--out", tmp_path / "uit"), 3)
    (whole,) = (tmp_path / "uit").iterdir()
    assert done == [whole] and whole.suffix == ".md" and whole.read_text("utf-8").endswith("\n")


@pytest.mark.parametrize(
    "words",
    [
        ("export", "approvals", "--out"),
        ("export", "reference", "--out"),
        ("view", "silos", "--format", "html", "--out"),
        ("memo", "export", "--out"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_other_files_that_leave_are_written_whole_or_not(
    kennis: Kennis, here: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    name = "bestand.md" if words[0] == "memo" else "map"
    before = held(here)
    with full(8):
        refused(kennis(*words, tmp_path / name), 3)
    refused(kennis(*words, here / "kennis.toml" / name), 3)
    assert held(here) == before and not held(tmp_path / "map") and not (tmp_path / "bestand.md").exists()


def test_a_full_disk_stops_no_edit_half_way(kennis: Kennis, here: Path, tmp_path: Path) -> None:
    file = tmp_path / "boek.md"
    file.write_text(kennis("outline", "show").out.replace("Titel aaaa", "Een heel andere titel"), "utf-8")
    before = asked_book(here)
    with full(4_096):
        refused(kennis("outline", "apply", file), 3)
        refused(kennis("outline", "retitle", "1", "Anders"), 3)
        refused(kennis("backup"), 3)
    assert asked_book(here) == before and not [*(here / ".kennis" / "backups").glob("*.db")]
    assert kennis("backup").code == 0
    assert kennis("outline", "apply", file).code == 0
    (backup,) = (here / ".kennis" / "backups").glob("*.db")
    now = asked_book(here)
    with full(4_096):
        refused(kennis("restore", backup), 3)
    assert asked_book(here) == now and kennis("doctor").code == 0


def asked_book(folder: Path) -> object:
    """Give the outline of a workspace."""
    from kennis.workflows.workspace import find

    return asked(find(folder)).book()


FILES = {
    "leeg.md": b"",
    "nul.md": b"# Kop\0\n",
    "zonder-ids.md": b"# Zomaar een tekst\n\nEen alinea.\n",
    "zonder-kop.txt": b"Zomaar een tekst.\n",
    "kapot.docx": b"PK\x03\x04rommel",
    "foto.png": b"\x89PNG\r\n\x1a\n\xff",
}


@pytest.mark.parametrize("name", [*FILES, "er-is-niets.md", "."])
def test_a_file_that_is_no_outline_changes_nothing(kennis: Kennis, here: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name in FILES:
        file.write_bytes(FILES[name])
    before = held(here)
    for verb in ("check", "apply"):
        refused(kennis("outline", verb, file), 1)
    assert held(here) == before


def test_the_ids_of_another_workspace_are_told_and_refused(kennis: Kennis, here: Path, tmp_path: Path) -> None:
    other = begun(tmp_path / "andere")
    asked(other).build()
    made = {suffix: tmp_path / f"vreemd{suffix}" for suffix in (".md", ".docx")}
    made[".md"].write_text(kennis("--workspace", other.folder, "outline", "show").out, "utf-8")
    assert kennis("--workspace", other.folder, "export", "--format", "docx", "--out", tmp_path).code == 0
    next(path for path in tmp_path.glob("*.docx")).rename(made[".docx"])
    before = held(here)
    for file in made.values():
        assert kennis("outline", "check", file).code == 4
        refused(kennis("outline", "apply", file), 1)
    assert held(here) == before


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ('language = "de"', 3),
        ('[export]\nreference_docx = "er-is-niets.docx"', 3),
        ('[export]\nreference_docx = "kennis.toml"', 3),
        ('[export]\nreference_odt = "."', 3),
        ('[export]\nreference_docx = "/dev/null"', 3),
    ],
)
def test_settings_that_cannot_be_used_are_told(kennis: Kennis, here: Path, settings: str, code: int) -> None:
    path = here / "kennis.toml"
    text = path.read_text("utf-8")
    if "language" in settings:
        lens = '[[programme.lenses]]\nslug = "e"\ntitle = "E"\nquestion = "E?"\nanchors = ["E."]\n'
        path.write_text(f'[programme]\nslug = "e"\ntitle = "E"\n{settings}\n{lens}', "utf-8")
    else:
        path.write_text(f"{text}\n{settings}\n", "utf-8")
    refused(kennis("export", "--format", "docx,odt"), code)
    assert not held(here / "exports") or [*held(here / "exports")] == [".gitkeep"]


@pytest.mark.parametrize("formats", ["doc", "md,doc", "", ",", "jsonl,pdff"])
def test_an_unknown_format_writes_nothing(kennis: Kennis, here: Path, formats: str) -> None:
    before = held(here)
    refused(kennis("export", "--format", formats), 2)
    assert held(here) == before


def test_a_language_without_a_catalogue_is_spoken_in_dutch(
    kennis: Kennis, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "de_DE.UTF-8")
    for language in ("", "de"):
        monkeypatch.setenv("KENNIS_LANGUAGE", language)
        assert "onbekend formaat" in kennis("export", "--format", "doc").err
    assert locale.translator("de")("Themes") == locale.translator("nl")("Themes")


def test_a_format_that_is_named_twice_is_written_once(kennis: Kennis, here: Path) -> None:
    done = kennis("export", "--format", "md, md,jsonl,jsonl")
    assert done.code == 0 and [Path(one).suffix for one in done.out.split()] == [".md", ".jsonl"]
    assert done.err.count("volledige kopie van de werkruimte") == 1


@pytest.mark.parametrize("words", [("themes", "accept"), ("outline", "accept"), ("participants", "edit", "anna")])
def test_what_is_asked_without_saying_what_is_told_in_one_language(
    kennis: Kennis, here: Path, words: tuple[str, ...]
) -> None:
    refused(kennis(*words), 2)


@pytest.mark.parametrize("given", [(HUGE, "0"), ("1", HUGE)])
def test_a_number_that_is_larger_than_any_database_holds_is_refused(
    kennis: Kennis, here: Path, given: tuple[str, str]
) -> None:
    refused(kennis("outline", "diff", *given), 1)


def test_a_workspace_of_no_programme_leaves_nothing_behind(kennis: Kennis, tmp_path: Path) -> None:
    (tmp_path / "oud").mkdir()
    for name in ("oud", "nieuw"):
        assert kennis("init", str(tmp_path / name), "--programme", "x").code == 3
    assert [one.name for one in tmp_path.rglob("*") if one.name in ("sessions", "exports", "kennis.toml")] == []
    assert not (tmp_path / "nieuw").exists()
