"""What the thread at the ledger tells the researcher's room."""

from typing import TYPE_CHECKING

from textual.message import Message

from kennis.nouns.themes import Decision
from kennis.nouns.themes_room import NoteLine, Overview, ProposalView
from kennis.tui.themes_room.detail_view import Content, DetailSubject

if TYPE_CHECKING:
    from kennis.workflows.run_process import Work


class OverviewCame(Message):
    """The lenses with their themes, as they stand."""

    def __init__(self, overview: Overview) -> None:
        super().__init__()
        self.overview = overview


class ContentCame(Message):
    """What was asked for to show; `refusal` says why it cannot be shown."""

    def __init__(self, subject: DetailSubject, content: Content | None, refusal: str = "") -> None:
        super().__init__()
        self.subject, self.content, self.refusal = subject, content, refusal


class ProposalsCame(Message):
    """The proposals that wait, and what the last run could not honour."""

    def __init__(self, proposals: tuple[ProposalView, ...], unmet: tuple[str, ...]) -> None:
        super().__init__()
        self.proposals, self.unmet = proposals, unmet


class PartsCame(Message):
    """What a theme would fall apart into."""

    def __init__(self, theme: str, parts: tuple[tuple[NoteLine, ...], ...]) -> None:
        super().__init__()
        self.theme, self.parts = theme, parts


class Decided(Message):
    """A decision stands; `said` is it in words."""

    def __init__(self, decision: Decision, said: str) -> None:
        super().__init__()
        self.decision, self.said = decision, said


class Reversed(Message):
    """The last decision was undone, or done again: `said` is it in words, empty where there was none."""

    def __init__(self, said: str, again: bool) -> None:
        super().__init__()
        self.said, self.again = said, again


class MemoKept(Message):
    """A memo is stored, or taken away; `question` is the number of what it answers."""

    def __init__(self, question: int) -> None:
        super().__init__()
        self.question = question


class MemoRefused(Message):
    """A memo could not be kept: the question with this number is asked again."""

    def __init__(self, question: int, reason: str) -> None:
        super().__init__()
        self.question, self.reason = question, reason


class Began(Message):
    """A run began; None where it could not."""

    def __init__(self, task: "Work | None") -> None:
        super().__init__()
        self.task = task


class LookedUp(Message):
    """The ledger was looked at, and could be read."""


class RoomClosed(Message):
    """The ledger cannot be used now."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason
