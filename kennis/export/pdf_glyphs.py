"""Which characters of a text a PDF can show, and what stands in the place of those that it cannot."""

import re
import unicodedata
from collections.abc import Iterable, Set
from itertools import groupby

from kennis.export.typst_run import typeset

_PROBE = b"""#let probe = json(bytes(sys.inputs.document))
#set document(title: "probe")
#set text(font: probe.fonts, lang: "nl", hyphenate: false)
#for word in probe.words [#par(word) #par(emph(word)) #par(strong(word))]
"""
_INVISIBLE = re.compile(
    "[\u00ad\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_PLAIN_SIGNS = "\t\n !-~\u00a0-\u017f\u2003\u2009\u202f–—‘’‚“”„†‡•…‹›€"
_PLAIN, _UNUSUAL = re.compile(f"[{_PLAIN_SIGNS}]*"), re.compile(f"[^{_PLAIN_SIGNS}]")
_NEVER = frozenset({"Mn", "Mc", "Me", "Co", "Cn", "Cc"})  # marks without a letter of their own, and no characters
_SPELT = re.compile(r"\[U\+(0?[0-9A-F]{4,5}|10[0-9A-F]{4})\]")
_LONG = re.compile(r"\S{60}\S+")
_PIECE = 10  # letters of a very long word between two places where a line may break; set by hand
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def missing(texts: Iterable[str]) -> frozenset[str]:
    """Find the characters of texts that cannot be shown: those that no font has, and marks that stand alone.

    Typst itself is asked, with the words that hold anything unusual: it names all that it misses at once, with letters
    that it has but that are joined to such a one, a quotation mark before a skin tone for instance. What it misses may
    change once something else is replaced, so it is asked until it has nothing to add.
    """
    words = {word for text in texts if not _PLAIN.fullmatch(text) for word in _INVISIBLE.sub("", text).split()}
    unusual = sorted(word for word in words if not _PLAIN.fullmatch(word))
    found = {sign for sign in set("".join(unusual)) if unicodedata.category(sign) in _NEVER}
    while unusual:
        more = _missed(_named(word, found) for word in unusual)
        if more <= found:
            break
        found |= _missed(more) or more
    return frozenset(found)


def _missed(words: Iterable[str]) -> frozenset[str]:
    """Find the characters that no font has among words of which Typst is asked."""
    return typeset(_PROBE, {"words": sorted(words)}).missed


def shown(text: str, unknown: Set[str]) -> str:
    """Give a text as it is typeset: unknown characters as [U+1F600], long words with places to break them.

    What is never seen, a soft hyphen for instance, is left out; a tab becomes spaces.
    """
    text = _named(_INVISIBLE.sub("", text).expandtabs(4), unknown)
    return _LONG.sub(_breakable, text)


def letters(text: str) -> str:
    """Give the letters of a text, in the form in which it can be compared with what a PDF says.

    White space and what is never seen are left out, for a PDF knows no spaces but those it draws; anything unusual is
    spelled out as [U+1F600], whether it was shown or not. Words that are written from right to left stand in a PDF as
    they are drawn: what stands between two letters that are not is compared without its order.
    """
    known = _SPELT.sub(lambda found: chr(int(found[1], 16)), _INVISIBLE.sub("", text))
    told = "".join(known.split())
    if not _PLAIN.fullmatch(told):
        told = "".join(map(_ordered, _runs(told)))
    return _UNUSUAL.sub(lambda found: _name(found[0]), told)


def _named(text: str, unknown: Set[str]) -> str:
    return "".join(_name(sign) if sign in unknown else sign for sign in text)


def _name(sign: str) -> str:
    return f"[U+{ord(sign):04X}]"


def _runs(text: str) -> list[str]:
    """Cut a text into letters that are written from left to right, and what stands between them."""
    sides = groupby(text, lambda sign: unicodedata.bidirectional(sign) == "L")
    return ["".join(signs) for _, signs in sides]


def _ordered(run: str) -> str:
    turned = any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in run)
    return "".join(sorted(run)) if turned else run


def _breakable(word: re.Match[str]) -> str:
    return "\u200b".join(word[0][start : start + _PIECE] for start in range(0, len(word[0]), _PIECE))
