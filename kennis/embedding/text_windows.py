"""Cut a text that is longer than the model's window into pieces, at the end of a sentence or a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SENTENCE_ENDS = (".", "!", "?", "…")
EARLIEST = 0.5  # a piece fills at least this share of the window; set by hand


@dataclass(frozen=True, slots=True)
class TextWindow:
    """Token ids of one piece, special tokens and prefix with it, and how many of them are the text's own."""

    ids: list[int]
    own: int


class Windows:
    """Turns texts into windows of at most `longest` tokens, each beginning with the prefix."""

    def __init__(self, tokenizer: "Tokenizer", prefix: str, longest: int) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer, self._prefix, self._longest = tokenizer, prefix, longest
        framed = tokenizer.encode("a")
        marks, specials = framed.special_tokens_mask, framed.ids
        body = marks.index(0)
        tail = len(marks) - marks[::-1].index(0)
        self._head, self._tail = specials[:body], specials[tail:]
        self._lead: list[int] = tokenizer.encode(prefix.rstrip(), add_special_tokens=False).ids

    def of(self, texts: Sequence[str]) -> list[list[TextWindow]]:
        """Give the windows of each text, at least one; together they hold every token of it."""
        whole = [self._prefix + text.strip() for text in texts]
        coded = self._tokenizer.encode_batch(whole, add_special_tokens=False)
        pairs = zip(whole, coded, strict=True)
        return [self._cut(text, one.ids, [start for start, _ in one.offsets]) for text, one in pairs]

    def _cut(self, text: str, ids: list[int], starts: list[int]) -> list[TextWindow]:
        room = self._longest - len(self._head) - len(self._tail)
        if len(ids) <= room:
            return [self._window(ids, len(ids) - len(self._lead))]
        windows, at = [], len(self._lead)
        while at < len(ids):
            end = _cut_place(text, starts, at, at + room - len(self._lead))
            windows.append(self._window(self._lead + ids[at:end], end - at))
            at = end
        return windows

    def _window(self, ids: list[int], own: int) -> TextWindow:
        return TextWindow([*self._head, *ids, *self._tail], max(1, own))


def averaged(windows: Sequence[Sequence[TextWindow]], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give a vector of unit length for each text: the mean of its windows' vectors, (windows, d), by their tokens."""
    rows = np.empty((len(windows), vectors.shape[1]), np.float32)
    start = 0
    for index, own in enumerate(windows):
        mean = np.array([window.own for window in own], np.float32) @ vectors[start : start + len(own)]
        rows[index] = mean / np.linalg.norm(mean)
        start += len(own)
    return rows


def _cut_place(text: str, starts: list[int], at: int, limit: int) -> int:
    """Give the token where the next piece begins: after a sentence, else before a word, else at the limit."""
    if limit >= len(starts):
        return len(starts)
    places = range(limit, at + int((limit - at) * EARLIEST), -1)
    words = [place for place in places if _begins_word(text, starts[place])]
    sentences = (place for place in words if _ends_sentence(text, starts[place]))
    return next(sentences, words[0] if words else limit)


def _ends_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start + 1]
    return "\n" in before or before.rstrip(" \t\"'”’»)").endswith(SENTENCE_ENDS)


def _begins_word(text: str, start: int) -> bool:
    return text[start : start + 1].isspace() or text[start - 1 : start].isspace()
