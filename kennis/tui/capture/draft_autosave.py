"""Keeps the draft: in a thread of its own while the person types, at once when kennis ends."""

import contextvars
import threading
from collections.abc import Callable

from kennis.errors import WorkspaceError
from kennis.nouns import Draft
from kennis.workflows.draft_files import ClientId


class DraftAutosave:
    """Writes the last draft that was given; `reason` says why that could not be done, and is empty otherwise.

    `told` is called with the reason, in the thread, when it changes.
    """

    def __init__(self, file: ClientId, told: Callable[[str], object]) -> None:
        self._file, self._told = file, told
        self.reason = ""
        self._waiting: Draft | None = None
        self._ended = False
        # Re-entrant: a signal may come while the same thread holds them.
        self._changed = threading.Condition(threading.RLock())
        self._writing = threading.RLock()
        run = contextvars.copy_context().run
        self._thread = threading.Thread(target=run, args=(self._run,), name="kennis-draft", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def keep(self, draft: Draft) -> None:
        """Have a draft written soon; one that was not written yet is passed over."""
        with self._changed:
            self._waiting = draft
            self._changed.notify()

    def finish(self, draft: Draft) -> None:
        """Write a draft now, as the last one; raises WorkspaceError."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        with self._writing:
            self._file.keep(draft)

    def _run(self) -> None:
        while not self._ended:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting is not None or self._ended)
                draft, self._waiting = self._waiting, None
            if draft is not None:
                self._write(draft)

    def _write(self, draft: Draft) -> None:
        with self._writing:
            if self._ended:
                return
            reason = ""
            try:
                self._file.keep(draft)
            except WorkspaceError as error:
                reason = str(error)
            if reason != self.reason:
                self.reason = reason
                self._told(reason)
