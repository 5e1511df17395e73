"""What comes from the terminal: bytes that may be no UTF-8, and pastes, in which nothing is a key.

Textual stops at a byte that is no UTF-8, and takes an escape sequence inside a paste for a key.
"""

import codecs
import os
import selectors
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual._xterm_parser import XTermParser
from textual.events import Paste
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"
_PATIENCE = 5.0  # seconds without a byte after which a paste that does not end is over; set by hand
_TICK = 0.1  # seconds of waiting for bytes before it looks whether to end; set by hand


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text that was pasted."""

    text: str


class Pastes:
    """Takes the pastes out of what a terminal sends."""

    def __init__(self) -> None:
        self._held = ""
        self._pasting = False
        self._escaped = False
        self._last = 0.0

    def feed(self, text: str, now: float = 0.0) -> Iterator[str | Pasted]:
        """Give what is to be read as keys, and what was pasted, in order."""
        self._last = now
        if self._escaped and text.startswith(START[1:]):
            # The escape went on before the rest of the mark came: have it read as an empty paste.
            yield START[1:] + END
            text, self._pasting = text[len(START) - 1 :], True
        text, self._held = self._held + text, ""
        while text:
            before, mark, after = text.partition(END if self._pasting else START)
            if not mark:
                break
            if before or self._pasting:
                yield Pasted(before) if self._pasting else before
            text, self._pasting = after, not self._pasting
        if self._pasting:
            self._held = text
            return
        size = next((size for size in range(len(START) - 1, 1, -1) if text.endswith(START[:size])), 0)
        text, self._held = (text[:-size], text[-size:]) if size else (text, "")
        self._escaped = text.endswith("\x1b")
        if text:
            yield text

    def tick(self, now: float) -> Iterator[str | Pasted]:
        """Give what was held back for more to come that did not."""
        held = self._held
        if not self._pasting and held:
            self._held = ""
            yield held
        elif self._pasting and now - self._last > _PATIENCE:
            self._held, self._pasting = "", False
            yield Pasted(held)


def listen(descriptor: int, ended: Callable[[], bool], post: Callable[[Message], object]) -> None:
    """Read a terminal until it is the end; raises OSError or EOFError where the terminal goes away."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    parser, pastes = XTermParser(), Pastes()
    with selectors.SelectSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while not ended():
            if selector.select(_TICK):
                data = os.read(descriptor, 64 * 1024)
                if not data:
                    raise EOFError
                parts = pastes.feed(decode(data), time.monotonic())
            else:
                parts = pastes.tick(time.monotonic())
            for part in parts:
                for event in [Paste(part.text)] if isinstance(part, Pasted) else list(parser.feed(part)):
                    post(event)
            for event in parser.tick():
                post(event)
