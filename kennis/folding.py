"""One folding of letters: which texts are the same where they are searched for, compared, forgotten or kept back.

What is stored stays as it was typed; folding is for comparing only. It has two depths:

    plain   without what a word processor or a font changes by itself: soft hyphens, joiners, ligatures (ﬁ, ĳ),
            typographic quotation marks, dashes, the ellipsis, fractions and spaces. Quotations are compared so: a
            capital or an accent that somebody changed is a change of what was said.
    folded  without case and accents too. Search, forgetting and the checks for leaks compare so.

Both go letter by letter, but for dashes in a row, which count as one (Word makes a dash of two hyphens). So a piece of
a folded text can be led back to where it stands in the text. Texts are in NFC, as `kennis.clean_text.clean` gives
them. The index of words holds folded texts: a change here needs a migration that makes it anew.

The checks for leaks also ask how a text is read: a Cyrillic A hides no name. What is searched for and what was said is
compared without that, by its own letters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache

Span = tuple[int, int]
_DROPPED = "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
_UNSEEN = dict.fromkeys(map(ord, _DROPPED))
_SINGLE, _DOUBLE = "\u2018\u2019\u201a\u201b\u2032", "\u201c\u201d\u201e\u201f\u2033"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SPELLED_OUT = {
    "\u2024": ".",
    "\u2025": "..",
    "\u2026": "...",
    "\u2044": "/",
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "ĳ": "ij",
    "Ĳ": "IJ",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_PLAIN = {
    **dict.fromkeys(_DROPPED, ""),
    **dict.fromkeys(_SINGLE, "'"),
    **dict.fromkeys(_DOUBLE, '"'),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SPACES, " "),
    **_SPELLED_OUT,
}
_TABLE = str.maketrans(_PLAIN)
# Greek and Cyrillic letters with the Latin ones that they are confused with, by the data of Unicode UTS #39
# (confusables.txt): letters of ASCII and ß. What looks like a small capital or a kra there is the letter that this is,
# and what looks like l there but is a capital is I.
_LOOKALIKES = {
    **dict(zip("ΑΒΕΖΗΙͿΚΜΝΟΡΤΥΧϜϹϺ", "ABEZHIJKMNOPTYXFCM", strict=True)),
    **dict(zip("αβγικνορστυϰϱϲϳ", "aßyikvopotukpcj", strict=True)),
    **dict(zip("АВЕЅІЈКМНОРСТУХЬѴҮӀԌԜ", "ABESIJKMHOPCTYXbVYIGW", strict=True)),
    **dict(zip("авгекмнорстухѕіјѡѵүһҽӏԁԍԛԝ", "abrekmhopctyxsijwvyheidgqw", strict=True)),
}
_GREEK_OR_CYRILLIC = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff]")
_LETTERS = re.compile(r"[^\W\d_]+")
_DASHES_IN_A_ROW = re.compile("--+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")  # few of a text's letters, which an import of many notes feels
_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Give a text as a typewriter has it."""
    return _DASHES_IN_A_ROW.sub("-", text if text.isascii() else text.translate(_TABLE))


def folded(text: str) -> str:
    """Give a text as a typewriter has it, in lower case without accents."""
    lower = text.lower()
    return _DASHES_IN_A_ROW.sub("-", lower if text.isascii() else _BEYOND_ASCII.sub(_letter_found, lower))


def visible(text: str) -> str:
    """Give a text without the letters that nobody sees: soft hyphens and joiners."""
    return text if text.isascii() else text.translate(_UNSEEN)


def unaccented(text: str) -> str:
    """Give a text as a typewriter has it, without accents; capitals stay, and tell a name from a word."""
    bare = plain(text)
    if bare.isascii():
        return bare
    return "".join(one for one in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(one))


def readings(text: str) -> tuple[str, ...]:
    """Give a text as somebody may read it, each time with its letters in the same places.

    In a word that has Latin letters a Greek or Cyrillic one that looks Latin is read so. A word that has none, but is
    Latin by its looks, is read in either way.
    """
    if text.isascii() or not _GREEK_OR_CYRILLIC.search(text):
        return (text,)
    mixed = _LETTERS.sub(lambda found: _looking_latin(found[0], certain=True), text)
    return tuple(dict.fromkeys((mixed, _LETTERS.sub(lambda found: _looking_latin(found[0]), mixed))))


def _looking_latin(word: str, certain: bool = False) -> str:
    """Give a word with Latin letters for those that look so, if it has such or `certain` is not asked and all do."""
    foreign = _GREEK_OR_CYRILLIC.findall(word)
    if not foreign or (certain and len(foreign) == len(word)):
        return word
    read = "".join(_LOOKALIKES.get(unicodedata.normalize("NFD", one)[0], one) for one in word)
    return read if certain or not _GREEK_OR_CYRILLIC.search(read) else word


def _letter_found(found: re.Match[str]) -> str:
    return folded_letter(found[0])


@lru_cache(maxsize=4096)
def folded_letter(letter: str) -> str:
    """Give what one letter is folded to; nothing for an accent that stands by itself."""
    before, after = "", letter
    while after != before:
        before = after
        parts = unicodedata.normalize("NFKD", after.translate(_TABLE).casefold())
        after = "".join(one for one in parts if not unicodedata.combining(one))
    return after


def words(text: str) -> tuple[str, ...]:
    """Give the words of a text, folded: its runs of letters and digits."""
    return tuple(_WORD.findall(folded(text)))


class Folded:
    """A text folded, that still knows where each of its letters came from.

    `letter` gives what one letter becomes.
    """

    def __init__(self, text: str, letter: Callable[[str], str] = folded_letter) -> None:
        self.text, self._places = _led(text, letter)

    @cached_property
    def words(self) -> tuple[tuple[str, Span], ...]:
        """The words of the folded text, each with its place there."""
        return tuple((found.group(), found.span()) for found in _WORD.finditer(self.text))

    @cached_property
    def written(self) -> tuple[tuple[str, Span], ...]:
        """The words, each with its place in the text as it was before it was folded."""
        return tuple((word, self.origin(span)) for word, span in self.words)

    def phrases(self, wanted: tuple[str, ...], prefix: bool = False) -> Iterator[Span]:
        """Give where these words stand one after the other; with `prefix` the last may go on."""
        own = [word for word, _span in self.words]
        for at in range(len(own) - len(wanted) + 1):
            last = own[at + len(wanted) - 1]
            if tuple(own[at : at + len(wanted) - 1]) == wanted[:-1] and (
                last.startswith(wanted[-1]) if prefix else last == wanted[-1]
            ):
                yield self.words[at][1][0], self.words[at + len(wanted) - 1][1][1]

    def pieces(self, wanted: str) -> Iterator[Span]:
        """Give where a piece of folded text stands, within words too."""
        at = self.text.find(wanted)
        while at >= 0:
            yield at, at + len(wanted)
            at = self.text.find(wanted, at + len(wanted))

    def around(self, span: Span) -> Span:
        """Widen a place to the whole of the words that it touches."""
        touched = [own for _word, own in self.words if own[0] < span[1] and own[1] > span[0]]
        return (min(span[0], touched[0][0]), max(span[1], touched[-1][1])) if touched else span

    def origin(self, span: Span) -> Span:
        """Give the place in the text as it was before it was folded."""
        if self._places is None:
            return span
        return self._places[span[0]][0], self._places[span[1] - 1][1]


def plain_letter(letter: str) -> str:
    """Give what one letter is as a typewriter has it."""
    return _PLAIN.get(letter, letter)


def _led(text: str, letter: Callable[[str], str]) -> tuple[str, list[Span] | None]:
    """Fold a text, with the place that each letter came from; None where every letter stands where it stood."""
    if text.isascii() and "--" not in text:
        return (text if letter is plain_letter else text.lower()), None
    made: list[str] = []
    places: list[Span] = []
    for at, one in enumerate(text):
        for each in letter(one):
            if each == "-" and made and made[-1] == "-":
                places[-1] = (places[-1][0], at + 1)
                continue
            made.append(each)
            places.append((at, at + 1))
    return "".join(made), places
