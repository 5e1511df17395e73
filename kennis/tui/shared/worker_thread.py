"""The thread in which a screen's jobs are done one after another, and what it tells: no screen waits for the disk."""

import contextvars
import threading
import traceback
from collections.abc import Callable
from queue import SimpleQueue

from textual.message import Message

from kennis.errors import KennisError
from kennis.locale import _

Job = Callable[[], object]


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


class Worker:
    """Runs jobs one after another, in the language of the one who started it."""

    def __init__(self, tell: Callable[[Message], object], last: Job) -> None:
        self._tell, self._last = tell, last
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        run = contextvars.copy_context().run
        self._thread = threading.Thread(target=run, args=(self._run,), name="kennis-store", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def ask(self, job: Job) -> None:
        """Have a job done after those before it."""
        self._jobs.put(job)

    def stop(self, seconds: float) -> bool:
        """Store what waits and end; says whether that was done in time, and not where it never began."""
        if self._thread.ident is None:
            return False
        self._jobs.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while job := self._jobs.get():
            self._do(job)
        self._do(self._last)

    def _do(self, job: Job) -> None:
        try:
            job()
        except KennisError as error:
            self._tell(StatusMessage(str(error), trouble=True))
        except Exception as error:
            # What goes wrong with the store must not stop the typing; the words of the error may hold a note's text.
            self._tell(Unreachable(_("an error in kennis itself: {place}").format(place=place_of(error))))


def place_of(error: BaseException) -> str:
    """Say what sort of error it is and where it happened, without its words: those may hold a note's text."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" {frames[-1].filename.rsplit('kennis/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
