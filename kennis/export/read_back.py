"""What a written file says, read back from its bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadBackPassage:
    """A passage as it stands in a file: its text with any quotation marks, who said it, its note numbers."""

    text: str
    attribution: str
    notes: tuple[str, ...]
