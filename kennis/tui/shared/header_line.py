"""The line above a room with two sides."""

from textual.widget import Widget


class HeaderLine(Widget):
    """The line above; `reason` says why nothing can be read, and is empty while it can."""

    def __init__(self) -> None:
        super().__init__(id="header")
        self.reason = ""
