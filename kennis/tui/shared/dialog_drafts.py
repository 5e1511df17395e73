"""Texts that are being written in dialogs, kept so that they outlive the program as the entry field's does."""

from collections.abc import Callable, Iterable

from kennis.nouns.capture import Unfinished


class Slip:
    """One such text; it is there from the first change until it is stored, or dropped by the person."""

    def __init__(self, slips: "DialogDrafts", about: str) -> None:
        self._slips, self.about = slips, about

    @property
    def text(self) -> str:
        """What was written; empty where there is nothing."""
        return self._slips.held.get(self.about, "")

    def follow(self, text: str) -> None:
        """Take over what stands there now."""
        if not text:
            self.drop()
        elif text != self.text:
            self._slips.held[self.about] = text
            self._slips.changed()

    def drop(self) -> None:
        """Forget it."""
        if self._slips.held.pop(self.about, ""):
            self._slips.changed()


class DialogDrafts:
    """All of them, by what they are about; `changed` is called when one changes."""

    def __init__(self, left: Iterable[Unfinished] = (), changed: Callable[[], object] = lambda: None) -> None:
        self.held = {one.about: one.text for one in left}
        self.changed = changed

    @property
    def unfinished(self) -> tuple[Unfinished, ...]:
        """All that is not stored yet."""
        return tuple(Unfinished(about, text) for about, text in self.held.items())

    def on(self, *about: str) -> Slip:
        """Give the text about something, which may not be begun yet; the first word says what it is."""
        return Slip(self, " ".join(about))

    def left(self, *sorts: str) -> list[Slip]:
        """Give those of some sorts."""
        return [Slip(self, about) for about in self.held if about.partition(" ")[0] in sorts]
