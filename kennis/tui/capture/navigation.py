"""Going through the notes, from the entry field to them and back."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kennis.tui.capture.screen import CaptureScreen


class Navigation:
    """Moves the focus, what is selected, and the view."""

    def __init__(self, screen: "CaptureScreen") -> None:
        self._screen = screen

    def to_stream(self) -> None:
        """Go to the notes, at the last one or the one selected before."""
        stream = self._screen.stream
        if len(stream.ids):
            self._screen.set_focus(stream)
            if not stream.selected:
                stream.move(0)

    def to_entry(self, text: str = "") -> None:
        """Go to the entry field, with a text that was typed while the notes had the focus."""
        screen = self._screen
        screen.stream.select("")
        screen.set_focus(screen.entry)
        if text:
            screen.entry.add(text)
            screen.follow()

    def previous_note(self) -> None:
        """Select the note before."""
        self._screen.stream.move(-1)

    def next_note(self) -> None:
        """Select the next note."""
        self._screen.stream.move(1)

    def page_back(self) -> None:
        """Select a note a screenful back."""
        self._screen.stream.turn(-1)

    def page_on(self) -> None:
        """Select a note a screenful on."""
        self._screen.stream.turn(1)

    def first_note(self) -> None:
        """Select the first note."""
        self._screen.stream.move(-len(self._screen.stream.ids))

    def last_note(self) -> None:
        """Select the last note."""
        self._screen.stream.move(len(self._screen.stream.ids))

    def scroll_back(self) -> None:
        """Look at what was said before; the entry field keeps the focus."""
        self._screen.stream.scroll_pages(-1)

    def scroll_on(self) -> None:
        """Look on, up to the end."""
        self._screen.stream.scroll_pages(1)
