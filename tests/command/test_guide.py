"""The guide is true: its commands run, what it names exists, links lead somewhere, both languages say the same."""

import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kennis import guide, locale
from tests import guided
from tests.command.conftest import Done, Kennis

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
PAGES = [(language, subject) for language in locale.LANGUAGES for subject in guide.written()]
KINDS = {"sh", "screen", "text", "toml", "markdown", "csv", "json", "python"}
OTHERS = ("cat", "printf", "cp", "mkdir")  # besides kennis, to make a file that a command needs
_TO_FILE, _FROM_FILE = ">", "<"


# Both languages have the same commands, and most tests speak English.
@pytest.mark.parametrize("subject", guide.written())
@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.slow)])
def test_every_command_line_of_a_page_runs(
    kennis: Kennis, own: Path, monkeypatch: pytest.MonkeyPatch, language: str, subject: str
) -> None:
    monkeypatch.chdir(own)
    monkeypatch.setenv("KENNIS_LANGUAGE", language)
    for block in guided.blocks(guide.page(subject, language).text):
        for place, line in enumerate(block.lines if block.kind == "sh" else (), start=1):
            done = shell(line, kennis)
            assert done.code == (block.code if place == len(block.lines) else 0), f"{line}\n{done.err}"


def shell(line: str, kennis: Kennis) -> Done:
    """Run a line as a shell does: kennis in this process, with files as its input and output, all else in a shell."""
    before, pipe, after = line.rpartition(" | ")
    if line.split()[0] in OTHERS:
        ran = subprocess.run(["bash", "-euc", before or line], capture_output=True, encoding="utf-8", check=False)
        return kennis(*words(after)[0], stdin=ran.stdout) if pipe else Done(ran.returncode, ran.stdout, ran.stderr)
    said, files = words(line)
    done = kennis(*said, stdin=Path(files[_FROM_FILE]).read_text("utf-8") if _FROM_FILE in files else "")
    if _TO_FILE in files:
        Path(files[_TO_FILE]).write_text(done.out, "utf-8")
    return done


def words(line: str) -> tuple[list[str], dict[str, str]]:
    """Give the words of a line after `kennis`, names with an asterisk filled in, and the files that < and > name."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="<>")
    lexer.whitespace_split = True
    first, *rest = lexer
    assert first == "kennis", f"a line of the guide begins with kennis or one of {OTHERS}: {line}"
    said: list[str] = []
    files: dict[str, str] = {}
    parts = iter(rest)
    for one in parts:
        if one in (_TO_FILE, _FROM_FILE):
            files[one] = next(parts)
        else:
            said += filled(one)
    return said, files


def filled(word: str) -> Iterator[str]:
    """Give the files that a word with an asterisk means, else the word."""
    relative = "*" in word and " " not in word and not word.startswith("/")
    yield from sorted(map(str, Path().glob(word))) if relative and any(Path().glob(word)) else [word]


@pytest.mark.parametrize(("language", "subject"), PAGES)
def test_what_a_page_says_of_commands_and_options_is_so(language: str, subject: str) -> None:
    text = guide.page(subject, language).text
    shown = [line for block in guided.blocks(text) if block.kind == "screen" for line in block.lines]
    said = [one for one in guided.codes(text) if one.split()[:1] == ["kennis"]]
    assert {line: lacking for line in shown + said if (lacking := guided.call(line).lacking)} == {}
    assert all(line.split()[0] == "kennis" for line in shown)
    options = [one.split()[0].partition("=")[0] for one in guided.codes(text) if one.startswith("--") and one != "--"]
    assert sorted(set(options) - guided.every_option()) == []


@pytest.mark.parametrize(("language", "subject"), PAGES)
def test_a_block_of_code_says_what_it_is(language: str, subject: str) -> None:
    kinds = [block.kind for block in guided.blocks(guide.page(subject, language).text)]
    assert set(kinds) <= KINDS


@pytest.mark.parametrize("subject", guide.written())
def test_both_languages_have_the_same_commands_in_the_same_order(subject: str) -> None:
    dutch, english = (
        [
            [guided.call(line) if line.startswith("kennis ") else line.split()[0] for line in block.lines]
            for block in guided.blocks(guide.page(subject, language).text)
            if block.kind in ("sh", "screen")
        ]
        for language in locale.LANGUAGES
    )
    assert dutch == english


@pytest.mark.parametrize("language", locale.LANGUAGES)
def test_links_lead_to_pages_and_headings_that_exist(
    kennis: Kennis, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("KENNIS_LANGUAGE", language)
    texts = {f"{subject}.md": guide.page(subject, language).text for subject in guide.written()}
    texts[f"{guide.COMMANDS}.md"] = kennis("guide", guide.COMMANDS).out
    known = {name: {"", *guided.headings(text)} for name, text in texts.items()}
    found = [(name, *link) for name, text in texts.items() for link in guided.links(text)]
    assert len(found) > 20
    inside = [(name, file or name, heading) for name, file, heading in found if not file.startswith("https://")]
    assert [link for link in inside if link[2] not in known.get(link[1], ())] == []


@pytest.mark.parametrize("language", locale.LANGUAGES)
def test_every_command_has_its_place_in_a_page_that_tells_what_it_is_for(language: str) -> None:
    texts = [guide.page(subject, language).text for subject in guide.written()]
    lines = [one for text in texts for one in guided.codes(text)]
    lines += [line for text in texts for block in guided.blocks(text) for line in block.lines]
    told = {guided.call(line).name for line in lines if line.split()[:1] == ["kennis"]}
    told |= {guided.call(after).name for line in lines if (after := line.rpartition(" | ")[2]).startswith("kennis ")}
    assert sorted(set(guided.every_command()) - told) == []


def test_what_the_readme_says_of_commands_is_so() -> None:
    lines = [line for block in guided.blocks(README) for line in block.lines] + guided.codes(README)
    said = [line for line in lines if line.split()[:1] == ["kennis"]]
    assert len(said) > 20
    assert {line: lacking for line in said if (lacking := guided.call(line).lacking)} == {}
