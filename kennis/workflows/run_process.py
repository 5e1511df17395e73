"""Long work in a process of its own, so that a screen stays awake: embed, place, run; it can be cancelled.

The process gets the workspace's folder, how far to reach and whose it is; it tells how far it is in lines of JSON
on standard output. It ends as soon as its standard input does: whoever asked is gone then. A run is stored in one
transaction at its end, so one that is cancelled leaves nothing but the vectors it had made.
"""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any, Self

from kennis import locale
from kennis.errors import KennisError
from kennis.locale import _
from kennis.nouns import Reach

_ROOT = Path(__file__).parents[2]
_YIELDING = 15  # of 19 that Unix knows: low, so that the screen that asked for it comes first; set by hand


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far a work is: its step, how much of how much; at its end what came of it, or the error in words."""

    step: str = ""
    done: int = 0
    whole: int = 0
    ended: bool = False
    error: str = ""
    said: str = ""


class Work:
    """A run that goes on in another process; nothing here waits."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._cancelled = False
        self._now = Progressed()
        assert process.stdout is not None
        self._reader = threading.Thread(target=self._read, args=(process.stdout,), daemon=True)
        self._reader.start()

    @classmethod
    def start(cls, folder: Path, reach: Reach | None, language: str) -> Self:
        """Start work on the workspace in a folder; without a reach only place the notes that are new."""
        command = [sys.executable, "-P", "-m", "kennis.workflows.run_process", str(folder), reach or "", language]
        path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        return cls(
            subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
            )
        )

    def progress(self) -> Progressed:
        """Tell how far it is."""
        return self._now

    def cancel(self) -> None:
        """End it; what it had not stored is gone, the ledger is as it was."""
        self._cancelled = True
        self._process.kill()

    def wait(self, seconds: float | None = None) -> Progressed:
        """Wait until it has ended, and tell what came of it."""
        self._reader.join(seconds)
        return self._now

    def _read(self, output: IO[bytes]) -> None:
        for line in output:
            self._now = Progressed(**json.loads(line))
        code = self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        output.close()
        if self._cancelled and not self._now.ended:
            self._now = replace(self._now, ended=True, said=_("cancelled"))
        elif not self._now.ended:
            error = _("the run ended by itself with code {code}").format(code=code)
            self._now = replace(self._now, ended=True, error=error)


def serve(folder: Path, reach: str, output: IO[str]) -> None:
    """Do the work, and tell how far it is."""
    from kennis.workflows import note_placement, theme_runs
    from kennis.workflows.workspace import find

    def tell(progressed: Progressed) -> None:
        output.write(json.dumps(asdict(progressed)) + "\n")
        output.flush()

    def tells(step: str, done: int, whole: int) -> None:
        tell(Progressed(step, done, whole))

    try:
        workspace = find(folder)
        if reach:
            report = theme_runs.run(workspace, Reach(reach), tells)
            said = _("{count} notes clustered, {loose} of them loose").format(
                count=report.run.notes, loose=report.loose
            )
            said += " · " + _("proposals that wait: {count}").format(count=report.waiting)
        else:
            count = note_placement.place_new(workspace, tells)
            said = _("new notes placed near a theme: {count}").format(count=count)
    except KennisError as error:
        tell(Progressed(ended=True, error=str(error)))
        return
    tell(Progressed(ended=True, said=said))


def _end_with(source: IO[Any]) -> None:
    source.read()
    os._exit(1)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_YIELDING)  # the screen that asked for it comes first
    threading.Thread(target=_end_with, args=(sys.stdin.buffer,), daemon=True).start()
    locale.use(sys.argv[3])
    serve(Path(sys.argv[1]), sys.argv[2], sys.stdout)
    sys.stdout.flush()
    os._exit(0)  # the thread that waits for the end of standard input holds it
