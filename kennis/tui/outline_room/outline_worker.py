"""Does what the editors' room asks of the outline, in the worker's thread, and tells what came of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message

from kennis.errors import KennisError
from kennis.nouns import Edition
from kennis.tui.outline_room.outline_events import (
    CheckCame,
    DifferencesCame,
    EditionsCame,
    LookedAt,
    OthersCame,
    OutlineCame,
    OutlineEdited,
    TextKept,
    TextRefused,
    Unread,
    WaitingCame,
)

if TYPE_CHECKING:
    from kennis.workflows.outline.editors_room import OutlineRoom

OutlineEdit = Callable[["OutlineRoom"], Edition]


class OutlineWorker:
    """What is done to the outline; every method runs in the one thread, and tells what came of it."""

    def __init__(self, begin: "Callable[[], OutlineRoom]", tell: Callable[[Message], object]) -> None:
        self._begin, self._tell = begin, tell
        self._opened: OutlineRoom | None = None
        self._stamp = ""

    def look(self) -> None:
        """See whether anything changed; if so give the outline anew, then what it could take over."""
        try:
            if self._port.stamp() != self._stamp:
                found = self._port.view()
                self._stamp = found.stamp
                self._tell(OutlineCame(found))
                self._tell(WaitingCame(self._port.waiting() if found.chapters else ()))
            self._tell(LookedAt())
        except KennisError as error:
            self._tell(Unread(str(error)))

    def edit(self, edit: OutlineEdit, direction: int = 0) -> None:
        """Edit the outline; what is refused is told by who runs this, and changes nothing."""
        self._tell(OutlineEdited(edit(self._port), direction))

    def keep(self, edit: OutlineEdit, question: int) -> None:
        """Keep a text that answers a question; one that cannot be kept comes back."""
        try:
            self.edit(edit)
        except KennisError as error:
            self._tell(TextRefused(question, str(error)))
        else:
            self._tell(TextKept(question))

    def others(self, part: str) -> None:
        """Give what could stand in a passage's place."""
        self._tell(OthersCame(part, self._port.others(part)))

    def editions(self) -> None:
        """Give the versions there are."""
        self._tell(EditionsCame(self._port.editions()))

    def check(self) -> None:
        """Give what is to be accepted or mended before an export."""
        self._tell(CheckCame(self._port.check()))

    def compare(self, edition: Edition) -> None:
        """Give what differs between a version and the present outline."""
        self._tell(DifferencesCame(edition, self._port.compared(edition.number)))

    def leave(self) -> None:
        """Let go of the database."""
        if self._opened is not None:
            self._opened.leave()

    @property
    def _port(self) -> "OutlineRoom":
        if self._opened is None:
            self._opened = self._begin()
        return self._opened
