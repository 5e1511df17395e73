"""clean() lets through what a person writes and nothing that steers a screen; slug() gives names."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.clean_text import clean, slug

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"
LINE_ENDS = ["\r\n", "\r", "\x85", "\u2028", "\u2029"]
NASTY = [
    *map(chr, range(0xA0)),
    *BIDI,
    *INVISIBLE,
    *LINE_ENDS,
    "\ufdd0",
    "\ufffe",
    "\U0010ffff",
    "\U000e0041",
    "\ud800",
]
WANTED = ["\u200c", "\u200d", "é", "e\u0301", "\u1e9b\u0323", "\u0344", "漢", "👩‍👩‍👧", "\u00a0", "\n", "\t", "a"]

anything = st.lists(st.sampled_from(NASTY + WANTED) | st.characters(exclude_categories=())).map("".join)


@settings(max_examples=300, deadline=None)
@given(anything)
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once.text).text == once.text
    assert clean(once.text).dropped == 0


@settings(max_examples=300, deadline=None)
@given(anything)
def test_nothing_forbidden_is_left(text: str) -> None:
    for character in clean(text).text:
        code = ord(character)
        assert unicodedata.category(character) != "Cc" or character in "\t\n"
        assert unicodedata.category(character) != "Cs"
        assert character not in BIDI + INVISIBLE + "\u2028\u2029"
        assert not 0xE0000 <= code <= 0xE0FFF
        assert not (code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF)


@settings(max_examples=300, deadline=None)
@given(anything)
def test_text_is_composed_and_bounded(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned.text)
    cleaned.text.encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"]), max_size=80))
def test_what_a_person_writes_stays(text: str) -> None:
    assert clean(text).text == unicodedata.normalize("NFC", text)
    assert clean(text).dropped == 0


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert clean(f"a{end}b").text == "a\nb"


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_joiners_stay(joiner: str) -> None:
    assert clean(f"a{joiner}b").text == f"a{joiner}b"


def test_what_is_dropped_is_counted() -> None:
    cleaned = clean("a\x1b[31mb\u202ec\u200bd\r\ne")
    assert (cleaned.text, cleaned.dropped) == ("a[31mbcd\ne", 3)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=100), st.integers(1, 60))
def test_a_slug_is_letters_digits_and_single_hyphens(text: str, longest: int) -> None:
    made = slug(text, longest)
    assert len(made) <= longest
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert slug(made, longest) == made
