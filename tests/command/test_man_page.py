"""The man page: macros of man(7) and nothing else, every command and option, and `man` itself has no complaint."""

import itertools
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kennis import guide, locale
from tests import guided
from tests.command.conftest import Kennis

MACROS = {".TH": (5, 5), ".SH": (1, 1), ".SS": (1, 1), ".PP": (0, 0), ".TP": (0, 0), ".B": (1, 99)}
ESCAPES = {r"\(rs": "\\", r"\-": "-", r"\(aq": "'", r"\(dq": '"', r"\(ga": "`", r"\(ha": "^", r"\(ti": "~", r"\&": ""}
ESCAPE = re.compile(r"\\(?:\(..|.)")
ARGUMENT = re.compile(r'"[^"]*"|[^" ]+')


@pytest.fixture(params=locale.LANGUAGES)
def source(kennis: Kennis, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """Give the source of the page in a language."""
    monkeypatch.setenv("KENNIS_LANGUAGE", request.param)
    done = kennis("guide", "--format", "man")
    assert (done.code, done.err) == (0, "")
    return done.out


def parsed(source: str) -> list[tuple[str, list[str]]]:
    """Give the macros with their arguments, and the lines of text as macros without a name; refuses what is neither."""
    found = []
    first, *lines = source.split("\n")
    assert first == "'\\\" -*- coding: utf-8 -*-" and lines.pop() == ""
    for line in lines:
        name, _, rest = line.partition(" ") if line.startswith(".") else ("", "", line)
        assert line and line == line.rstrip() and not line.startswith("'"), line
        if name:
            assert '"' not in ARGUMENT.sub("", rest), line
            few, many = MACROS[name]
            assert few <= len(ARGUMENT.findall(rest)) <= many, line
        found.append((name, [read(one.strip('"')) for one in ARGUMENT.findall(rest)] if name else [read(rest)]))
    return found


def read(text: str) -> str:
    """Give the characters that a text of the source stands for; an escape that is not known is refused."""
    return ESCAPE.sub(lambda one: ESCAPES[one[0]], text)


def test_the_page_holds_macros_and_text_and_each_macro_what_it_needs(source: str) -> None:
    lines = parsed(source)
    names = [name for name, _ in lines]
    assert names[0] == ".TH" and names.count(".TH") == 1
    for before, after in itertools.pairwise(names):
        assert before != ".TP" or after == ".B"
        assert before not in (".SH", ".SS") or after not in (".SH", ".PP"), "a heading is followed by something"
    assert lines[0][1][:2] == ["KENNIS", "1"] and re.fullmatch(r"\d{4}-\d\d-\d\d", lines[0][1][2])


def test_every_command_and_every_option_stands_on_the_page(source: str) -> None:
    lines = parsed(source)
    headed = [" ".join(words) for name, words in lines if name == ".SS"]
    assert set(guided.every_command()) <= set(headed) and len(headed) == len(set(headed))
    terms = "\n".join(" ".join(words) for name, words in lines if name == ".B")
    known = guided.every_option() - {"--help", "-h"}
    assert not [one for one in known if not re.search(rf"(?<!\S){re.escape(one)}(?![\w-])", terms)]
    assert not [one for one in (*guide.written(), guide.COMMANDS) if f"kennis guide {one}" not in terms]
    assert "KENNIS_PERSON" in terms and "VISUAL, EDITOR" in terms


@pytest.mark.skipif(not shutil.which("man"), reason="the program man")
def test_man_reads_the_page_without_a_warning(source: str, tmp_path: Path) -> None:
    path = tmp_path / "kennis.1"
    path.write_text(source, "utf-8")
    settings = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "100", "MAN_KEEP_FORMATTING": ""}
    command = ["man", "--warnings=all", "-E", "UTF-8", "-l", str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=settings, check=True, timeout=60)
    assert done.stderr == ""
    assert "\n   kennis themes run\n" in done.stdout
    assert "--accept-all" in done.stdout and "’s" not in done.stdout


@pytest.mark.skipif(not shutil.which("mandoc"), reason="the program mandoc")
def test_mandoc_has_no_complaint(source: str, tmp_path: Path) -> None:
    path = tmp_path / "kennis.1"
    path.write_text(source, "utf-8")
    subprocess.run(["mandoc", "-Tlint", "-Wwarning", path], check=True, timeout=60)


def test_the_page_is_written_into_a_folder_with_the_date_that_is_asked_for(
    kennis: Kennis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    done = kennis("guide", "--format", "man", "--out", tmp_path / "man1")
    assert done.out == f"{tmp_path / 'man1' / 'kennis.1'}\n"
    assert (tmp_path / "man1" / "kennis.1").read_text("utf-8") == kennis("guide", "--format", "man").out
    assert '.TH KENNIS 1 "2026-01-01" ' in kennis("guide", "--format", "man").out.replace("\\-", "-")


def test_there_is_one_page_of_all_commands(kennis: Kennis) -> None:
    done = kennis("guide", "notes", "--format", "man")
    assert (done.code, done.out) == (2, "") and "no subject" in done.err
