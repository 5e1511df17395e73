"""The one thing that tests of the screens pretend: a disk or database that is locked or full."""

import functools
import queue
from typing import Any, TypeVar, cast

from kennis.errors import WorkspaceError

Workflow = TypeVar("Workflow")


class Disk:
    """What a disk says: `reason` is why it refuses the calls in `only`, or all where there are none.

    After the call that `locks_after` names it refuses everything; `calls` are those that were made.
    """

    def __init__(self) -> None:
        self.reason = self.locks_after = ""
        self.only: tuple[str, ...] = ()
        self.calls: queue.Queue[str] = queue.Queue()

    def under(self, workflow: Workflow) -> Workflow:
        """Give a workflow that can be refused what it does; letting go of the database never is."""
        return cast(Workflow, _Refusable(self, workflow))

    def ask(self, call: str) -> None:
        """Raise WorkspaceError where a call is refused."""
        refused = self.reason if call != "leave" and (not self.only or call in self.only) else ""
        self.calls.put(call)
        if refused:
            raise WorkspaceError(refused)

    def did(self, call: str) -> None:
        """Say that a call was done, or failed by itself."""
        if call == self.locks_after:
            self.reason = "the database is locked"


class _Refusable:
    def __init__(self, disk: Disk, workflow: object) -> None:
        self._disk, self._workflow = disk, workflow

    def __getattr__(self, name: str) -> Any:
        done = getattr(self._workflow, name)
        if not callable(done):
            return done

        @functools.wraps(done)
        def call(*args: Any, **named: Any) -> Any:
            self._disk.ask(name)
            try:
                return done(*args, **named)
            finally:
                self._disk.did(name)

        return call
