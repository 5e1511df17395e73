"""What an editor's own words take from notes: what stands in quotation marks, and runs of a note's very words.

Words are compared, not letters: case, quotation marks, dashes and white space are the typesetter's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kennis.folding import folded, plain, readings, visible
from kennis.folding import words as parts_of
from kennis.function_words import FUNCTION_WORDS

Run = tuple[str, ...]
TERM = 3  # words in quotation marks, up to which they are a term or a title; set by hand
_TELLING = 3  # content words from which on a run is somebody's words, and not everybody's; set by hand
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[%‰€$£]|[-−](?=\d)")
_MOST_PARTS = 5  # of a word with hyphens: "state-of-the-art-techniek"; more are a sentence
_CITATION = re.compile(r"[\[(]n\d{1,9}(?:[,;]?\s*n\d{1,9})*[\])]")
_LEFT_OUT = re.compile(r"\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_TWICE = re.compile(r"['‘’‚‛`´′]{2}|,,|(?<!\w)<<(?=\S)|(?<=\S)>>(?!\w)")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("《》〈〉⟪⟫❛❜❮❯❠⹂‶״˝ˮʺ˵˶\U0001f676\U0001f677\U0001f678", '"'),
        **dict.fromkeys("＇ʻʼ", "'"),
    }
)
_DOUBLES = '"“”„‟«»‹›＂″❝❞〝〞〟「」『』'
_DOUBLE = re.compile(f"[{_DOUBLES}]")
_SINGLE = "'‘’‚‛`´′"
_INTERRUPTS = re.compile(
    r"\s*|[,.;:–—-]?\s*(?:aldus|zei|zegt|zeiden|zeggen|vond|vindt|vroeg|vraagt|stelde|stelt|said|says|asked|asks)"
    r"(?:\s+[\w.-]+){0,4}[,.;:–—-]?\s*"
)
_APOSTROPHE = re.compile(r"(?:s|t|n|m|r|k|d|ns|ie|er|em|zo|tis|twas|cause|bout|til)\b|\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks, and their place: that of the first of them in the text, counted in words from 1."""

    place: int
    words: str


def quoted(text: str) -> tuple[Quoted, ...]:
    """Give what stands in quotation marks of any sort; marks that are never closed count to the paragraph's end.

    Apostrophes are none. Marks within others belong to those.
    """
    seen = visible(text)
    return tuple(_quoted(seen, span) for span in _spans(seen))


def unfounded(text: str, sources: Iterable[str]) -> tuple[Quoted, ...]:
    """Give the quotations in a text, beyond a term or a title, that stand word for word in none of its sources.

    Words may be left out where “(…)” or “[…]” says so. One that is interrupted, “thus”, said she, “and thus”, counts
    as one.
    """
    said = [words_of(one) for one in sources]
    seen = visible(text)
    return tuple(
        _quoted(seen, pieces[0])
        for pieces in _uninterrupted(seen)
        if sum(_length(_piece(seen, one)) for one in pieces) > TERM
        and any(not any(_stands(_piece(seen, one), own) for own in said) for one in pieces)
    )


def _quoted(text: str, span: tuple[int, int]) -> Quoted:
    return Quoted(len(text[: max(span[0] - 1, 0)].split()) + 1, _piece(text, span))


def _piece(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].strip().lstrip(_SINGLE + ",<")


def _length(quotation: str) -> int:
    """Count words; one of many parts counts as those."""
    parts = (word.count("-") + 1 for word in words_of(_bare(quotation)))
    return sum(many if many > _MOST_PARTS else 1 for many in parts)


def _uninterrupted(text: str) -> list[list[tuple[int, int]]]:
    """Give the quotations, those too short to tell by themselves put together with what they go on with."""
    found: list[list[tuple[int, int]]] = []
    bare = _alike(text)
    for span in _spans(text):
        before = found[-1][-1] if found else None
        short = before and max(_length(_piece(text, one)) for one in (before, span)) <= TERM
        if before and short and _INTERRUPTS.fullmatch(bare[before[1] : span[0]].strip(f"{_DOUBLES}{_SINGLE}\u200b")):
            found[-1].append(span)
        else:
            found.append([span])
    return found


def _alike(text: str) -> str:
    """Give a text of the same length in which rarer marks are common ones."""
    return _TWICE.sub('"\u200b', text.translate(_ALIKE))


def _spans(text: str) -> list[tuple[int, int]]:
    """Give where the words begin and end that stand in quotation marks."""
    spans: list[tuple[int, int]] = []
    start, going_on = 0, False
    bare = _alike(text)
    for end in [*(found.start() for found in _PARAGRAPH.finditer(bare)), len(bare)]:
        double, going_on = _doubles(bare, start, end, going_on)
        single = [one for one in _singles(bare, start, end) if not any(a <= one[0] < b for a, b in double)]
        spans += sorted([*double, *single])
        start = end
    return spans


def words_of(text: str) -> list[str]:
    """Give the words of a text as they are compared: accents are somebody's words, a capital may be the sentence's."""
    return _WORD.findall(plain(text).casefold())


def more_than(text: str, allowed: Iterable[str]) -> bool:
    """Say whether a text has words that none of the allowed ones has."""
    known = {word for one in allowed for word in words_of(one)}
    return bool(set(words_of(text)) - known)


class Silence:
    """Knows the runs of words that only notes have that may not be printed, the notes by what they are called."""

    def __init__(self, silent: Mapping[str, str], printable: Iterable[str]) -> None:
        self._runs: dict[Run, dict[Run, str]] = defaultdict(dict)  # by the two words that they begin with
        for note, text in silent.items():
            for run in _runs(text):
                self._runs[run[:2]].setdefault(run, note)
        if self._runs:
            for text in printable:
                for run in [*self._standing(text)]:
                    self._runs[run[:2]].pop(run, None)

    def broken_by(self, text: str) -> tuple[str, ...]:
        """Give the notes whose words stand in a text."""
        return tuple(dict.fromkeys(self._runs[run[:2]][run] for run in self._standing(_bare(text))))

    def _standing(self, text: str) -> Iterator[Run]:
        """Give the runs that stand in a text, whatever joins their words there."""
        for one in readings(text) if self._runs else ():
            said = parts_of(one)
            for at in range(len(said)):
                beginning = self._runs.get(said[at : at + 2], ())
                yield from (run for run in beginning if said[at : at + len(run)] == run)


def _runs(text: str) -> Iterator[Run]:
    """Give the shortest runs that hold enough content words, each from one to another, in the parts of their words.

    A word with hyphens counts as one: "publiek-private samenwerking" is a term.
    """
    for one in readings(text):
        said = words_of(folded(one))
        places = [at for at, word in enumerate(said) if word not in FUNCTION_WORDS and len(word) > 1]
        for first, last in zip(places, places[_TELLING - 1 :], strict=False):
            yield parts_of(" ".join(said[first : last + 1]))


def _bare(text: str) -> str:
    return _CITATION.sub(" ", text)


def _stands(words: str, said: Sequence[str]) -> bool:
    """Say whether words stand in others, all of them in a row but for what is openly left out."""
    pieces = [words_of(one) for one in _LEFT_OUT.split(_bare(words))]
    pieces = [one for one in pieces if one]
    if len(pieces) > 1 and any(len(one) < TERM for one in pieces):
        return False
    rest = f" {' '.join(said)} "
    for piece in pieces:
        _before, found, rest = rest.partition(f" {' '.join(piece)} ")
        if not found:
            return False
        rest = f" {rest}"
    return True


def _doubles(text: str, start: int, end: int, going_on: bool) -> tuple[list[tuple[int, int]], bool]:
    """Give what stands in double marks in a paragraph, and whether it goes on in the next."""
    found: list[tuple[int, int]] = []
    begun, depth = (start, 1) if going_on else (start, 0)
    for mark in _DOUBLE.finditer(text, start, end):
        at = mark.start()
        opens, closes = _opens(text, at), _closes(text, at)
        if not depth:
            if not opens and text[at - 1 : at].isdigit() and not text[at + 1 : at + 2].isalpha():
                continue  # inches
            if not (closes and not opens):
                begun, depth = at + 1, 1
        elif opens and not closes:
            depth += bool(text[start:at].strip())  # a paragraph of a longer quotation may begin with another mark
        else:
            depth -= 1
            if not depth:
                found.append((begun, at))
    if depth:
        found.append((begun, end))
    return found, bool(depth)


def _singles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give what stands in single marks, as far as those can be told from apostrophes."""
    marks = [at for at in range(start, end) if text[at] in _SINGLE]
    apostrophes = {at for at in marks if _APOSTROPHE.match(text, at + 1)}
    opening = [at for at in marks if _opens(text, at) or (text[at - 1 : at] in (":", ";", ",") and _begins(text, at))]
    closing = [at for at in marks if _closes(text, at)]
    following = end
    for at in reversed(opening):
        ends = [one for one in closing if at + 1 < one < following]
        sure = next((one for one in ends if text[one - 1] not in "sxzSXZ"), None)  # behind an s may be a genitive's
        last = sure if sure is not None or at in apostrophes or not ends else ends[0]
        if last is not None:
            yield at + 1, last
        if at not in apostrophes or last is not None:
            following = at
    alone = [at for at in marks if _alone(text, at) and not _APOSTROPHE.match(text, at + 2)]
    yield from ((first + 1, last) for first, last in zip(alone[::2], alone[1::2], strict=False))


def _begins(text: str, at: int) -> bool:
    return text[at + 1 : at + 2].isalpha()


def _alone(text: str, at: int) -> bool:
    """Say whether a mark stands between spaces, and is not that of minutes or feet."""
    before, after = text[max(at - 2, 0) : at], text[at + 1 : at + 2]
    return (not before or before[-1].isspace()) and not before[:1].isdigit() and not (after and after.isalnum())


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    begins = not before or (not before.isalnum() and before not in ".,;:!?…)")
    return begins and bool(after) and not after.isspace() and after not in ".,;:!?)"


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and not after.isalnum()
