"""The guide's pages as tests read them: blocks of code, code in sentences, links, headings; and what the app knows."""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import typer
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin

from kennis.cli.app import app

ROOT: Any = typer.main.get_command(app)
_AROUND = "[]()…,;"
_OF_KEYS = re.compile(r"\| *(keys?|toets|toetsen) *\|")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: what it is (`sh`, `screen`, `text`), with which code its last line ends, its lines."""

    kind: str
    code: int
    lines: tuple[str, ...]


def tokens(text: str) -> list[Token]:
    """Give the tokens of a page, those in its paragraphs among them."""
    parsed = MarkdownIt("commonmark", {"html": False}).enable("table").use(anchors_plugin, max_level=4).parse(text)
    return [one for token in parsed for one in (token, *(token.children or ()))]


def blocks(text: str) -> list[Block]:
    """Give the blocks of code of a page; a line that ends in a backslash goes on with the next."""
    found = []
    for token in tokens(text):
        if token.type == "fence":
            kind, _, rest = token.info.partition(" ")
            lines = token.content.replace("\\\n", " ").splitlines()
            code = int(rest.removeprefix("exit=")) if rest else 0
            found.append(Block(kind, code, tuple(line for line in lines if line.strip())))
    return found


def codes(text: str) -> list[str]:
    """Give what is code in the sentences and tables of a page."""
    return [token.content for token in tokens(text) if token.type == "code_inline"]


def links(text: str) -> list[tuple[str, str]]:
    """Give where the links of a page lead to: the file, or the address, and the heading."""
    found = [str(token.attrGet("href")) for token in tokens(text) if token.type == "link_open"]
    return [(one.partition("#")[0], unquote(one.partition("#")[2])) for one in found]


def headings(text: str) -> set[str]:
    """Give the headings of a page as a link names them."""
    return {str(token.attrGet("id")) for token in tokens(text) if token.type == "heading_open"}


def keys(text: str) -> list[str]:
    """Give the keys in the first column of the tables of a page that are about keys."""
    found: list[str] = []
    about = False
    for line in text.splitlines():
        if not line.startswith("|"):
            about = False
        elif _OF_KEYS.match(line):
            about = True
        elif about:
            found += codes(line.split(" | ")[0])
    return found


@dataclass(frozen=True, slots=True)
class Call:
    """A command line against the app: the command's name, its options, and what the app does not have of it."""

    name: str
    options: tuple[str, ...]
    lacking: str = ""


def call(line: str) -> Call:
    """Look a line that begins with `kennis` up in the app, with placeholders as a guide writes them."""
    words, chain, names, options = iter(_words(line)[1:]), [ROOT], ["kennis"], []
    for word in words:
        bare = word.strip(_AROUND)
        if bare.startswith("--") and bare != "--":
            option, _, value = bare.partition("=")
            options.append(option)
            known = {name: one for command in chain for one in _params(command) for name in _names(one)}
            if option not in known:
                return Call(" ".join(names), tuple(options), option)
            if not known[option].is_flag and not value:
                next(words, None)
        elif bare and not bare.isupper() and hasattr(chain[-1], "commands"):
            within = [chain[-1].commands.get(one) for one in bare.split("|")]
            if None in within:
                return Call(" ".join(names), tuple(options), bare)
            chain.append(within[0])
            names.append(bare)
    return Call(" ".join(names), tuple(options))


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line.partition(" | ")[0])
    except ValueError:  # quotation marks of a sentence
        return line.split()


def _params(command: Any) -> Sequence[Any]:
    context = command.context_class(command, info_name="kennis")
    return [one for one in command.get_params(context) if one.param_type_name == "option"]


def _names(option: Any) -> list[str]:
    return [*option.opts, *option.secondary_opts]


def every_command(group: Any = ROOT, name: str = "kennis") -> Iterator[str]:
    """Give the name of every command."""
    for one, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from every_command(command, f"{name} {one}")
        if not hasattr(command, "commands") or command.invoke_without_command:
            yield f"{name} {one}"


def every_option(group: Any = ROOT) -> set[str]:
    """Give every option of any command."""
    below = [every_option(one) for one in getattr(group, "commands", {}).values()]
    return {name for one in _params(group) for name in _names(one)}.union(*below)
