"""The typesetter of the editors' room: does what the screen asks of the outline and tells what came of it."""

from collections.abc import Callable

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
from kennis.tui.outline_room.outline_port import OutlinePort

Way = Callable[[OutlinePort], Edition]


class OutlineWorker:
    """What is done at the outline; every method runs in the one thread, and tells what came of it."""

    def __init__(self, begin: Callable[[], OutlinePort], tell: Callable[[Message], object]) -> None:
        self._begin, self._tell = begin, tell
        self._made: OutlinePort | None = None
        self._stamp = ""

    def look(self) -> None:
        """See whether anything changed; if so give the outline anew, then what it could take over."""
        try:
            if self._editing.stamp() != self._stamp:
                found = self._editing.view()
                self._stamp = found.stamp
                self._tell(OutlineCame(found))
                self._tell(WaitingCame(self._editing.waiting() if found.chapters else ()))
            self._tell(LookedAt())
        except KennisError as error:
            self._tell(Unread(str(error)))

    def edit(self, way: Way, turned: int = 0) -> None:
        """Edit the outline; what is refused is told by who runs this, and changes nothing."""
        self._tell(OutlineEdited(way(self._editing), turned))

    def keep(self, way: Way, question: int) -> None:
        """Keep a text that answers a question; one that cannot be kept comes back."""
        try:
            self.edit(way)
        except KennisError as error:
            self._tell(TextRefused(question, str(error)))
        else:
            self._tell(TextKept(question))

    def others(self, part: str) -> None:
        """Give what could stand in a passage's place."""
        self._tell(OthersCame(part, self._editing.others(part)))

    def editions(self) -> None:
        """Give the versions there are."""
        self._tell(EditionsCame(self._editing.editions()))

    def check(self) -> None:
        """Give what is to be accepted or mended before an export."""
        self._tell(CheckCame(self._editing.check()))

    def compare(self, edition: Edition) -> None:
        """Give what differs between a version and the present outline."""
        self._tell(DifferencesCame(edition, self._editing.compared(edition.number)))

    @property
    def _editing(self) -> OutlinePort:
        if self._made is None:
            self._made = self._begin()
        return self._made
