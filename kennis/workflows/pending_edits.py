"""Edits that wait for the disk, in order: typing goes on when the database cannot be written."""

from collections.abc import Callable
from dataclasses import dataclass

from kennis.errors import InputError, WorkspaceError
from kennis.nouns import Applied, Edit


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit that can never be stored, and why."""

    edit: Edit
    reason: str


@dataclass(frozen=True, slots=True)
class Flushed:
    """What became of the edits that waited."""

    stored: tuple[Applied, ...] = ()
    refused: tuple[Refused, ...] = ()


class Outbox:
    """What is not stored yet; `reason` says why, and is empty when nothing waits."""

    def __init__(self, apply: Callable[[Edit], Applied], waiting: tuple[Edit, ...] = ()) -> None:
        self._apply = apply
        self._waiting = list(waiting)
        self.reason = ""

    @property
    def waiting(self) -> tuple[Edit, ...]:
        """The edits that are not stored yet, oldest first."""
        return tuple(self._waiting)

    def put(self, edit: Edit) -> None:
        """Add an edit behind the others."""
        self._waiting.append(edit)

    def take_back(self) -> Edit | None:
        """Take the last edit out again before it is stored; None if none waits."""
        return self._waiting.pop() if self._waiting else None

    def flush(self) -> Flushed:
        """Store what can be stored, in order, and give what became of it.

        Stops at an edit that the database cannot take now, and keeps why. One that can never be stored is given
        back as refused, so that its text can be put before the person again; those behind it go on.
        """
        stored: list[Applied] = []
        refused: list[Refused] = []
        self.reason = ""
        while self._waiting and not self.reason:
            edit = self._waiting[0]
            try:
                stored.append(self._apply(edit))
            except WorkspaceError as error:
                self.reason = str(error)
            except InputError as error:
                refused.append(Refused(edit, str(error)))
            if not self.reason:
                self._waiting.pop(0)
        return Flushed(tuple(stored), tuple(refused))
