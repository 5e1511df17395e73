"""What the editors' room needs of the outline; `kennis.workflows.outline.editors_room.OutlineRoom` is one."""

from collections.abc import Sequence
from typing import Protocol

from kennis.nouns import Edition, OutlineDifference, PrintedPassage, Remark, WaitingProposal
from kennis.nouns.outline_room import OutlineView

END = 1_000_000  # a place behind the last one, whatever there is


class OutlinePort(Protocol):
    """The outline to look at and edit; parts are named by their ids.

    Each method blocks on the disk, each edit can be undone; what changes nothing or cannot be raises InputError.
    """

    def view(self) -> OutlineView:
        """Give the outline with what it comes to."""

    def check(self) -> tuple[Remark, ...]:
        """Give what is to be accepted or mended before an export, the worst first."""

    def stamp(self) -> str:
        """Give what differs when anything changed."""

    def build(self) -> Edition:
        """Make the first outline."""

    def waiting(self) -> tuple[WaitingProposal, ...]:
        """Give what the outline could take over."""

    def accept(self, keys: Sequence[str]) -> Edition:
        """Take proposals over."""

    def reject(self, keys: Sequence[str]) -> Edition:
        """Reject proposals."""

    def add_chapter(self, title: str, place: int = END) -> Edition:
        """Add an empty chapter."""

    def add_section(self, chapter: str, title: str, themes: Sequence[str] = (), place: int = END) -> Edition:
        """Add a section."""

    def add_text(self, parent: str, text: str, notes: Sequence[str] = (), place: int = END) -> Edition:
        """Add a passage in the editor's own words."""

    def add_note(self, parent: str, note: str, place: int = END) -> Edition:
        """Add a note in its own words."""

    def rewrite(self, part: str, before: str, text: str) -> Edition:
        """Rewrite a passage that still says what it said before."""

    def cite(self, part: str, notes: Sequence[str]) -> Edition:
        """Have the editor's own words cite notes, named as n17."""

    def retitle(self, part: str, title: str) -> Edition:
        """Give a chapter or section another title."""

    def target(self, chapter: str, words: int) -> Edition:
        """Say how many words a chapter is to have."""

    def shift(self, part: str, by: int) -> Edition:
        """Move a part among its siblings."""

    def move(self, part: str, parent: str = "", place: int = END) -> Edition:
        """Move a part into another one."""

    def remove(self, part: str) -> Edition:
        """Take a part out."""

    def others(self, part: str) -> tuple[PrintedPassage, ...]:
        """Give what could stand in a passage's place."""

    def swap(self, part: str, note: str) -> Edition:
        """Put another note in a passage's place."""

    def undo(self) -> Edition:
        """Undo the last edit."""

    def redo(self) -> Edition:
        """Do again what was undone last."""

    def editions(self) -> tuple[Edition, ...]:
        """Give all versions, first to last."""

    def compared(self, before: int, after: int | None = None) -> tuple[OutlineDifference, ...]:
        """Give what differs between a version and the present outline."""
