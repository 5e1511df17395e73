"""Nothing that a command prints of an argument, a file's name, a setting or a file reaches a terminal as a control."""

import json
import os
import pty
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from kennis import locale
from kennis.cli.app import app
from kennis.cli.output import put_json
from tests.command.conftest import Done, Kennis
from tests.programs import ForkServers
from tests.terminal.hostile import ALONE, BIDI, INVISIBLE, SEQUENCES, WORD, forbidden, strangers, texts
from tests.tui.outlined import outlined

COMMAND = (sys.executable, "-m", "kennis.cli")
PATIENCE = 60
_TEXT = "".join(text for _word, text in texts() if len(text) < 60 and "\0" not in text)
_LINES = "a\nb\rc\x0bd\x85e\u2028f\u2029g"
# What fits in a file's name: some of each kind.
_NAME = f"\x1b]0;{WORD}\x07\x1b[31m\x9b2J\u202e\u2066\u200e\ufeff\x85\n\x7fX"
_UNDECODED = "caf\udce9"
_FITTING = {"about": "note", "answer": "approved", "level": "name"}  # what the other arguments of a call are
_HEAVY = {("demo",)}  # a minute of work behind a name that it prints: tried by itself
_LINE = '"\\u001b]0;x\\u0007\\u001b[31m\\u202e\\u0085\\u009b2JX"'
_LENS = '[[programme.lenses]]\nslug = "e"\ntitle = {0}\nquestion = {0}\nanchors = [{0}]\n'
_ORGANISATION = "[[programme.organisations]]\nname = {0}\nsector = {0}\n"
SETTINGS = (
    "programme = {0}",
    "encoder = {0}",
    "{0} = 1",
    "programme = 'x.toml'",
    "[outline]\nwords = {0}",
    "[outline]\n{0} = 1",
    "[export]\nreference_docx = {0}",
    "[export]\nreference_odt = {0}",
    "[export]\n{0} = 'x'",
    "[programme]\nslug = {0}\ntitle = 'x'\nlanguage = 'nl'",
    "[programme]\nslug = 'e'\ntitle = {0}\nlanguage = {0}\n" + _LENS,
    "[programme]\nslug = 'e'\ntitle = 'E'\nlanguage = 'nl'\nlenses_from = {0}",
    "[programme]\nslug = 'e'\ntitle = {0}\nlanguage = 'nl'\ncoordinator = {0}\n" + _LENS + _ORGANISATION,
    "{0}",
)


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give all commands with the words that call them, those too that only hold others."""
    yield path, command
    for name, inside in getattr(command, "commands", {}).items():
        yield from leaves(inside, (*path, name))


def calls() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give each place of each command at which a person gives something."""
    locale.use("en")
    for path, command in leaves(typer.main.get_command(app)):
        yield from ((path, each) for each in command.params if not getattr(each, "is_flag", False))


CALLS = [*calls()]
NAMES = [" ".join((*path, each.name)) for path, each in CALLS]


def is_path(parameter: Any) -> bool:
    """Say whether a parameter is a file or a folder."""
    return "Path" in str(parameter.type_descriptor.annotation)


def words(path: tuple[str, ...], parameter: Any, given: str) -> list[str]:
    """Give a call of a command in which one parameter is what is given, and the others that it needs something."""
    command = dict(leaves(typer.main.get_command(app)))[path]
    found: list[str] = []
    for each in command.params:
        value = given if each.name == parameter.name else _FITTING.get(each.name, "1")
        if each.param_type_name == "argument":
            found.append(value)
        elif each.param_type_name == "option" and (each.required or each.name == parameter.name):
            found = [f"{each.opts[0]}={value}", *found]
    return [*path, *found] if path else [*found, "themes", "list"]


def is_clean(done: Done) -> None:
    """See that all that was printed may go to a terminal, and that an error is one line."""
    assert not {one for one in done.out + done.err if forbidden(one)}
    assert "Traceback" not in done.err
    assert done.code in (0, 1, 2, 3, 4)
    if done.err.startswith("kennis: "):
        assert done.err.split("\n", 1)[1] == "" or done.err.split("\n", 1)[1].startswith("Usage: ")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with an outline, which all calls may change as they like."""
    return outlined(tmp_path_factory.mktemp("vijandig") / "ruimte").folder


def test_there_are_enough_calls() -> None:
    assert len(CALLS) > 130
    assert {forbidden(one) for one in _TEXT} == {True, False}
    assert {*map(chr, ALONE)} - {"\0", "\t", "\n"} <= {*_TEXT} and {*BIDI + INVISIBLE[:8]} <= {*_TEXT}


@pytest.mark.parametrize(("path", "parameter"), CALLS, ids=NAMES)
def test_every_argument_of_every_command(
    kennis: Kennis, place: Path, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...], parameter: Any
) -> None:
    monkeypatch.chdir(place)
    if path in _HEAVY:
        pytest.skip("tried with a file in its place")
    for given in (_NAME, _UNDECODED) if is_path(parameter) else (_TEXT, _LINES, _UNDECODED, f"-{_NAME}"):
        is_clean(kennis(*words(path, parameter, given)))


TEXTS = [(path, each) for path, each in CALLS if str(each.type_descriptor.annotation) in ("<class 'str'>", "list[str]")]


@pytest.mark.parametrize(("path", "parameter"), TEXTS, ids=[" ".join((*path, each.name)) for path, each in TEXTS])
def test_no_argument_is_shortened(
    kennis: Kennis, place: Path, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...], parameter: Any
) -> None:
    monkeypatch.chdir(place)
    done = kennis(*words(path, parameter, _UNDECODED))
    assert (done.code, done.err) == (1, "kennis: “caf\\xe9” cannot be read as UTF-8, so it is not taken\n")


def test_a_demonstration_beside_a_file_of_a_hostile_name(
    kennis: Kennis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(_NAME).write_bytes(b"")
    done = kennis("demo", _NAME)
    is_clean(done)
    assert done.code == 3


@pytest.mark.parametrize("command", ["-h", "xx", "--x", "themes x", "note"], ids=str.split)
def test_what_is_no_command(kennis: Kennis, empty: Path, command: str) -> None:
    for given in (_TEXT, _NAME, _LINES):
        is_clean(kennis(*command.split(), given))
        is_clean(kennis(*command.split()[:-1], command.split()[-1] + given))


@pytest.mark.parametrize("suffix", [".md", ".csv", ".docx", ".odt", ".jsonl", ".x", ""])
def test_every_kind_of_file_name(kennis: Kennis, empty: Path, suffix: str) -> None:
    bodies = (b"", b"PK", b"text\nhallo\n", b"- een notitie\n", _TEXT.encode("utf-8", "surrogatepass"))
    for number, body in enumerate(bodies):
        for name in (_NAME, _UNDECODED):
            file = Path(f"{name}{number}{suffix}")
            file.write_bytes(body)
            for verb in (("import",), ("outline", "check"), ("outline", "apply"), ("restore",)):
                is_clean(kennis(*verb, file))
    is_clean(kennis("import", "."))
    for shape in ("table", "json", "csv"):
        if shape != "csv":
            is_clean(kennis("sessions", "list", "--format", shape))
        is_clean(kennis("notes", "list", "--format", shape))
    is_clean(kennis("doctor"))
    is_clean(kennis("sessions", "write"))
    is_clean(kennis("doctor"))


@pytest.mark.parametrize("line", SETTINGS)
def test_every_setting(kennis: Kennis, empty: Path, line: str) -> None:
    Path("kennis.toml").write_text(line.format(_LINE), "utf-8")
    for command in ("themes list", "outline show", "export --format md", "export reference", "doctor", "view map"):
        is_clean(kennis(*command.split()))
    Path("kennis.toml").write_text(line.format(f'"{_TEXT}"'), "utf-8", "surrogatepass")
    is_clean(kennis("themes", "list"))


@pytest.mark.parametrize("name", ["KENNIS_PERSON", "KENNIS_WORKSPACE", "KENNIS_LANGUAGE"])
def test_every_variable(kennis: Kennis, empty: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for given in (_NAME, _UNDECODED):
        monkeypatch.setenv(name, given)
        is_clean(kennis("memo", "add", "lens", "verkokering", "Nagaan."))
        is_clean(kennis("memo", "list"))


@pytest.fixture
def on_terminal(forks: ForkServers) -> Callable[..., bytes]:
    """Give a function that runs a command on a terminal and gives all that it wrote there."""

    def written(*words: str) -> bytes:
        master, slave = pty.openpty()
        process = forks.start([*COMMAND, *words], os.environ, slave)
        os.close(slave)
        said = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the last who held the other side has gone
                break
            said += piece
            if not piece:
                break
        assert process.wait(PATIENCE) in (0, 1, 2, 3)
        os.close(master)
        return said.replace(b"\r\n", b"\n")

    return written


def test_a_terminal_gets_colours_and_no_control_of_a_name(
    kennis: Kennis, empty: Path, on_terminal: Callable[..., bytes]
) -> None:
    Path("uit").mkdir()
    Path(f"uit/t{_NAME}.csv").write_bytes(b"text\nhallo\n")
    Path(f"uit/d{_NAME}.docx").write_bytes(b"PK")
    drawn = on_terminal("import", "uit")
    assert WORD.encode() in drawn and b"\x1b[1m" in drawn
    for said in (
        drawn,
        on_terminal("sessions", "list"),
        on_terminal("notes", "star", SEQUENCES[0].format(WORD, e="\x1b")),
        on_terminal("--workspace", _NAME, "themes", "list"),
        on_terminal("view", "coverage"),
    ):
        assert not strangers(said)


def test_json_keeps_what_may_not_be_printed_as_an_escape(capsys: pytest.CaptureFixture[str]) -> None:
    given = {"naam": "ü\u202e\x9b\x1b\ud83d👩\u200d🚀\U000e0041" + _UNDECODED}
    put_json(given)
    said = capsys.readouterr().out
    assert json.loads(said) == given
    assert not {one for one in said if forbidden(one)} and "ü" in said and "👩" in said
