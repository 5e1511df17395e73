"""Texts without case and accents, as the index sees them, and the way back to where a piece of them stands."""

import re
from collections.abc import Iterator

from kennis.text import folded, folded_letter

_WORD = re.compile(r"[^\W_]+")
Span = tuple[int, int]


def words(text: str) -> tuple[str, ...]:
    """Give the words of a text, folded: its runs of letters and digits."""
    return tuple(_WORD.findall(folded(text)))


class Folded:
    """A text folded, that still knows where each of its letters came from."""

    def __init__(self, text: str) -> None:
        self.text = folded(text)
        self._origins = None if text.isascii() else _origins(text)
        self.words = [(found.group(), found.span()) for found in _WORD.finditer(self.text)]

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
        """Give where a piece of text stands, within words too."""
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
        if self._origins is None:
            return span
        return self._origins[span[0]], self._origins[span[1] - 1] + 1


def _origins(text: str) -> list[int]:
    return [at for at, letter in enumerate(text) for _one in folded_letter(letter)]
