"""What the word under the cursor could become, and its completion."""

import re
from typing import TYPE_CHECKING

from kennis.reading.completion import Completion, complete
from kennis.tui.capture.entry_model import EntryMode

if TYPE_CHECKING:
    from kennis.tui.capture.screen import CaptureScreen

# Whether it is worth looking for a completion at all: every key asks.
_COMPLETED = re.compile(r"[@#~][^\s@#~]{0,80}$")


class CompletionActions:
    """Offers speakers, tags and lenses for the word under the cursor, and puts one in."""

    def __init__(self, screen: "CaptureScreen") -> None:
        self._screen, self._state = screen, screen.state
        self._completion: Completion | None = None

    def offer(self) -> None:
        """Show what the word under the cursor could become; nothing hides the options."""
        self._completion = None
        entry = self._screen.entry
        line, column = entry.cursor_location
        wanted = _COMPLETED.search(entry.document.get_line(line)[:column])
        if self._state.model and wanted and self._state.entry_model.mode is not EntryMode.SPLIT:
            self._completion = complete(entry.text, entry.at, self._state.vocabulary())
        self._screen.options.offer(self._completion.options if self._completion else ())

    def complete(self) -> None:
        """Put in the option that is chosen, or the only one there is; where several are not in sight, show them."""
        options = self._screen.options
        if not options.open:
            self.offer()
            if self._completion is None or len(self._completion.options) > 1:
                return
        if self._completion:
            chosen = options.options[options.index]
            self._screen.entry.put(self._completion.start, self._completion.end, f"{chosen.insert} ")
