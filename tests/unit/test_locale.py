"""Dutch and English are complete."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis import locale
from kennis.locale.catalogue import translations

PACKAGE = Path(locale.__file__).parents[1]
CATALOGUE = polib.pofile(resources.files(locale).joinpath("nl.po").read_text("utf-8"))
ODD = "abë \\\"\n\t'#~%{}→"  # what is escaped, begins a comment or is no ASCII
AVOIDED = {  # in Dutch, and the one word that stands for it everywhere
    r"secties?": "paragraaf",
    r"(ge)?aanvaar\w+": "accepteren",
    r"tags?": "label",
}
TRANSLATED = {entry.msgid: entry.msgstr for entry in CATALOGUE}


@cache
def nodes() -> tuple[ast.AST, ...]:
    """Give all of the code, read once."""
    return tuple(node for path in PACKAGE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))


def messages() -> Iterator[str]:
    """Give every English message of the code: what is passed to `_` or to a translator."""
    for node in nodes():
        if isinstance(node, ast.Call) and translates(node.func) and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def texts() -> set[str]:
    """Give every text that stands in the code."""
    return {node.value for node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def translates(function: ast.expr) -> bool:
    """Say whether a called expression puts text into another language."""
    if isinstance(function, ast.Call):
        return isinstance(function.func, ast.Name) and function.func.id == "translator"
    return isinstance(function, ast.Name) and function.id == "_"


def fields(message: str) -> set[str]:
    """Give the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_every_message_is_translated() -> None:
    found = set(messages())
    assert len(found) > 1_000
    assert [one for one in found if not TRANSLATED.get(one)] == []  # no Dutch for these in nl.po
    assert [one for one in found if fields(TRANSLATED[one]) != fields(one)] == []


def test_no_translation_is_left_over_or_doubtful() -> None:
    assert not [entry.msgid for entry in CATALOGUE if entry.fuzzy or entry.obsolete]
    assert not {entry.msgid for entry in CATALOGUE} - texts()


@pytest.mark.parametrize("word", AVOIDED)
def test_dutch_has_one_word_for_a_thing(word: str) -> None:
    pages = [path.read_text("utf-8") for path in (PACKAGE / "guide" / "nl").glob("*.md")]
    said = [*TRANSLATED.values(), *(re.sub(r"^```.*?^```|`[^`]*`", "", page, flags=re.M | re.S) for page in pages)]
    found = [text for text in said if re.search(rf"(?<![{{\w-]){word}\b", text, re.IGNORECASE)]
    assert found == [], f"write {AVOIDED[word]}"


def test_the_language_in_use_is_spoken() -> None:
    message = next(iter(TRANSLATED))
    assert locale.translator("nl")(message) == TRANSLATED[message]
    assert locale.translator("en")(message) == message


def test_the_catalogue_is_read_as_polib_reads_it() -> None:
    text = resources.files(locale).joinpath("nl.po").read_text("utf-8")
    assert translations(text) == TRANSLATED
    assert len(TRANSLATED) > 1_000


@settings(deadline=None)
@given(st.dictionaries(st.text(ODD, min_size=1), st.text(ODD, min_size=1)), st.integers(20, 100))
def test_any_text_comes_through_a_catalogue(known: dict[str, str], width: int) -> None:
    catalogue = polib.POFile(wrapwidth=width)
    catalogue.metadata = {"Language": "nl", "Content-Type": "text/plain; charset=UTF-8"}
    catalogue.extend(polib.POEntry(msgid=message, msgstr=said) for message, said in known.items())
    assert translations(str(catalogue)) == known
    assert translations(str(catalogue).rstrip("\n")) == known


def test_what_is_obsolete_is_left_out() -> None:
    assert translations('msgid "a"\nmsgstr "b"\n\n#~ msgid "c"\n#~ msgstr "d"\n') == {"a": "b"}
