"""What the outline's worker tells the editors' room."""

from textual.message import Message

from kennis.nouns import Edition, OutlineDifference, PrintedPassage, Remark, WaitingProposal
from kennis.nouns.outline_room import OutlineView


class OutlineCame(Message):
    """The outline, as it stands."""

    def __init__(self, view: OutlineView) -> None:
        super().__init__()
        self.view = view


class CheckCame(Message):
    """What is to be accepted or mended before an export."""

    def __init__(self, remarks: tuple[Remark, ...]) -> None:
        super().__init__()
        self.remarks = remarks


class LookedAt(Message):
    """The outline was looked at, and could be read."""


class Unread(Message):
    """The outline cannot be read now."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class OutlineEdited(Message):
    """An edit stands; `direction` is -1 where it was undone, 1 where it was done again, else 0."""

    def __init__(self, edition: Edition, direction: int = 0) -> None:
        super().__init__()
        self.edition, self.direction = edition, direction


class WaitingCame(Message):
    """What the outline could take over from themes and notes."""

    def __init__(self, waiting: tuple[WaitingProposal, ...]) -> None:
        super().__init__()
        self.waiting = waiting


class OthersCame(Message):
    """What could stand in a passage's place."""

    def __init__(self, part: str, others: tuple[PrintedPassage, ...]) -> None:
        super().__init__()
        self.part, self.others = part, others


class EditionsCame(Message):
    """The versions there are, first to last."""

    def __init__(self, editions: tuple[Edition, ...]) -> None:
        super().__init__()
        self.editions = editions


class DifferencesCame(Message):
    """What differs between a version and the present outline."""

    def __init__(self, edition: Edition, differences: tuple[OutlineDifference, ...]) -> None:
        super().__init__()
        self.edition, self.differences = edition, differences


class TextKept(Message):
    """A text that was written is stored; `question` is the number of what it answers."""

    def __init__(self, question: int) -> None:
        super().__init__()
        self.question = question


class TextRefused(Message):
    """A text could not be kept: the question with this number is asked again."""

    def __init__(self, question: int, reason: str) -> None:
        super().__init__()
        self.question, self.reason = question, reason
