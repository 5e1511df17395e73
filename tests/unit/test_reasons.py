"""What the system, or what reads a file, refuses is said in the language in use."""

import contextvars
import errno
import io
import os
import tomllib
import zipfile
import zlib
from xml.etree import ElementTree

import pytest

from kennis import locale
from kennis.locale.reasons import why
from kennis.office_zip import LARGEST

_LOCKED = "it is locked: another program is writing in it"
_PLACED = [
    ("a = ", "at the end: a value is missing or wrong; a text stands in quotes"),
    ("x = 1\na = tekst", "line 2, column 5: a value is missing or wrong; a text stands in quotes"),
    ("naam 3", "line 1, column 6: a name is followed by ="),
    ('a = "open\n', "line 1, column 10: a character may not stand there, or a text has no closing quote"),
    ('a = "open', "at the end: a text has no closing quote"),
    ("a = [1, 2", "at the end: a list is not closed with ]"),
    ("a = 1\na = 2", "at the end: the name stands there twice"),
    ("a = 1 2", "line 1, column 7: there is more on the line than a value"),
    ("[kop\na = 1", "line 1, column 5: a heading is not closed with ]"),
    ("= 1", "line 1, column 1: it is no name with a value, and no heading"),
]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.ENOTDIR, errno.EEXIST, errno.EROFS])
def test_what_happens_to_people_is_in_their_language(code: int) -> None:
    dutch = contextvars.copy_context().run(_in, "nl", code)
    english = contextvars.copy_context().run(_in, "en", code)
    assert os.strerror(code) not in (dutch, english) and dutch != english


def _in(language: str, code: int) -> str:
    locale.use(language)
    return why(OSError(code, os.strerror(code)))


def test_anything_else_is_said_as_the_system_says_it() -> None:
    assert why(OSError(errno.EDOM, "Numerical argument out of domain")) == "Numerical argument out of domain"
    assert why(OSError("zomaar")) == "zomaar"
    assert why(ValueError("iets")) == "iets" and why(ValueError("database is locked")) == _LOCKED


@pytest.mark.parametrize(("text", "said"), _PLACED)
def test_toml_is_refused_with_its_place_and_the_kind_of_mistake(text: str, said: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert why(caught.value) == said


def test_a_mistake_in_toml_that_is_not_known_keeps_its_words_and_its_place() -> None:
    assert why(tomllib.TOMLDecodeError("Strange (at line 3, column 4)")) == "line 3, column 4: Strange"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a>\n  <b/>\n", "it breaks off at line 3, column 1"),
        ("<a>\n  <b></a>", "it goes wrong at line 2, column 8"),
        ("", "it breaks off at line 1, column 1"),
    ],
)
def test_xml_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(ElementTree.ParseError) as caught:
        ElementTree.fromstring(text)
    assert why(caught.value) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (0, 0, "it is no zip archive"),
        (0, LARGEST, ""),
        (35, 36, "it is damaged, or not whole"),
        (0, 3, "it is damaged, or not whole"),
    ],
)
def test_an_archive_is_refused_in_words(start: int, end: int, said: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("deel", "inhoud")
    data = packed.getvalue()
    data = data if end == LARGEST else data[:start] + bytes(end - start) + data[end:] if end else b"geen archief"
    assert _refusal(data) == said


def _refusal(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            archive.read("deel")
    except zipfile.BadZipFile as error:
        return why(error)
    return ""


@pytest.mark.parametrize("error", [zlib.error("Error -3 while decompressing"), EOFError()])
def test_what_cannot_be_unpacked_is_damaged(error: Exception) -> None:
    assert why(error) == "it is damaged, or not whole"


def test_what_is_packed_in_another_way_is_not_called_damaged() -> None:
    assert "not known" in why(NotImplementedError("That compression method is not supported"))


def test_bytes_that_are_no_text_are_told_by_their_place() -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        b"caf\xe9".decode()
    assert why(caught.value) == "byte 4 is no UTF-8 text"
