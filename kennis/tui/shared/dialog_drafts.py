"""Texts that are being written in dialogs, kept so that they outlive the program as the entry field's does."""

from collections.abc import Callable, Iterable

from kennis.nouns.edits import Unfinished


class DialogDraft:
    """One such text; it is there from the first change until it is stored, or dropped by the person."""

    def __init__(self, drafts: "DialogDrafts", about: str) -> None:
        self._drafts, self.about = drafts, about

    @property
    def text(self) -> str:
        """What was written; empty where there is nothing."""
        return self._drafts.held.get(self.about, "")

    def follow(self, text: str) -> None:
        """Take over what stands there now."""
        if not text:
            self.drop()
        elif text != self.text:
            self._drafts.held[self.about] = text
            self._drafts.changed()

    def drop(self) -> None:
        """Forget it."""
        if self._drafts.held.pop(self.about, ""):
            self._drafts.changed()


class DialogDrafts:
    """All of them, by what they are about; `changed` is called when one changes."""

    def __init__(self, left: Iterable[Unfinished] = (), changed: Callable[[], object] = lambda: None) -> None:
        self.held = {one.about: one.text for one in left}
        self.changed = changed

    @property
    def unfinished(self) -> tuple[Unfinished, ...]:
        """All that is not stored yet."""
        return tuple(Unfinished(about, text) for about, text in self.held.items())

    def on(self, *about: str) -> DialogDraft:
        """Give the text about something, which may not be begun yet; the first word says what it is."""
        return DialogDraft(self, " ".join(about))

    def left(self, *sorts: str) -> list[DialogDraft]:
        """Give those of some sorts."""
        return [DialogDraft(self, about) for about in self.held if about.partition(" ")[0] in sorts]
