"""What a printed document says beside its passages, so that it is not taken for the editor's words."""

import functools
import re
import string
from collections.abc import Iterator

from kennis.document_marks import AUTHOR, QUESTION, REMARK
from kennis.locale import LANGUAGES, translator

_LABELS = ("In short", "Quotes", "Open questions", "Contributions")
_ASIDES = (
    "Keywords: {keywords}",
    "Also about: {chapters}",
    "Not printed until a level of consent is set on the note itself: {notes}.",
    "Against this:",
    "Status: {facts}",
    "From: {origin}",
)
_ALSO, _SOURCES = "Also about this", "Sources"
_FIELDS = {"key": "[0-9a-f]{12}"}  # what a field of a comment can hold; others hold any words
_FACTS = re.compile(r"(?:[TF]-\d+ )+· ")
_REFERENCE = re.compile(r"\((?:[TF]-\d+ ?)+\), ")
_SOURCE = re.compile(r": n\d+(?:, n\d+)*$")
_CONTENTS = ("toc", "contents", "tableofcontents", "indexheading")
_FRAME = ("title", "subtitle", "author", "date", *_CONTENTS)


def comment(author: str, text: str) -> bool:
    """Say whether a comment is one that was written with the document, and stands as it was."""
    return author == AUTHOR and any(one.fullmatch(text) for one in _comments())


def frames(style: str) -> bool:
    """Say whether a style is that of a title or of a table of contents."""
    return style.startswith(_FRAME)


def contents(style: str) -> bool:
    """Say whether a style is that of a table of contents."""
    return style.startswith(_CONTENTS)


def aside(style: str, text: str) -> bool:
    """Say whether a paragraph is one of the lines that tell facts of a section or lead to another."""
    if style == "crossreference":
        return _REFERENCE.search(text) is not None
    return facts(text) or (style == "facts" and text.startswith(_begun()))


def facts(text: str) -> bool:
    """Say whether a line counts the notes of a theme, which it keeps in the style of a heading taken out above it."""
    return _FACTS.match(text) is not None


def label(text: str) -> bool:
    """Say whether a heading is one that stands above passages of a kind."""
    return text in _all(_LABELS)


def also(text: str) -> bool:
    """Say whether a heading stands above the references to other chapters."""
    return text in _all((_ALSO,))


def sources(text: str) -> bool:
    """Say whether a heading stands above the list of sources."""
    return text in _all((_SOURCES,))


def source(text: str) -> bool:
    """Say whether a paragraph names a session and its notes."""
    return _SOURCE.search(text) is not None


@functools.cache
def _comments() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("".join(_pattern(one))) for one in (REMARK, *_all((QUESTION,))))


def _pattern(message: str) -> Iterator[str]:
    for words, name, *_form in string.Formatter().parse(message):
        yield re.escape(words) + (_FIELDS.get(name, ".+") if name else "")


@functools.cache
def _begun() -> tuple[str, ...]:
    """Give how those lines begin, in every language."""
    return tuple(one.split("{")[0] for one in _all(_ASIDES))


@functools.cache
def _all(messages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(translator(language)(message) for language in LANGUAGES for message in messages)
