"""What every worker's thread can tell its screen."""

from textual.message import Message


class Unreachable(Message):
    """The database cannot be used now."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class StatusMessage(Message):
    """Something to say to the person."""

    def __init__(self, text: str, trouble: bool = False) -> None:
        super().__init__()
        self.text, self.trouble = text, trouble
