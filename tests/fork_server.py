"""A process that has imported what kennis imports, and forks itself for each program that a test starts.

`tests/programs.py` starts it and asks it, by a socket whose number is its one argument.
"""

import contextlib
import gc
import json
import os
import runpy
import socket
import sys
import time
from pathlib import Path
from typing import Any

import kennis.cli.capture
import kennis.cli.plain_capture.line_io
import kennis.store.notes.note_store
import kennis.tui.app
import kennis.workflows.note_taking
import kennis.workflows.outline.editors_room
import kennis.workflows.themes_room
from tests.programs import take_terminal

__all__ = ["kennis"]
STREAMS = 4  # descriptors that come with a request: where to say how it ended, and the three standard streams
LONGEST = 1 << 17  # bytes of a request, nearly all of them the environment


def serve(asked: socket.socket) -> None:
    """Fork for each request, until nobody asks any more; in the new process this returns when its program has run."""
    assert len([*Path("/proc/self/task").iterdir()]) == 1, "a process with threads cannot be forked"
    gc.freeze()  # so that no fork copies all that was imported when it looks for what is in a circle
    while True:
        data, descriptors, _flags, _from = socket.recv_fds(asked, LONGEST, STREAMS)
        if not data:
            break
        if os.fork() == 0:
            asked.close()
            keep(json.loads(data), socket.socket(fileno=descriptors[0]), descriptors[1:])
            return
        for descriptor in descriptors:
            os.close(descriptor)
        reap()


def reap() -> None:
    """Let go of those who have seen their program end."""
    with contextlib.suppress(ChildProcessError):  # there is none any more
        while any(os.waitpid(-1, os.WNOHANG)):
            pass


def keep(request: dict[str, Any], told: socket.socket, streams: list[int]) -> None:
    """Fork once more: the child runs the program, its parent says how it ended when it has."""
    program = os.fork()
    if program == 0:
        told.close()
        become(request, streams)
        run(request["words"])
        return
    try:
        for stream in streams:
            os.close(stream)
        told.send(str(program).encode())
        ended = os.waitid(os.P_PID, program, os.WEXITED | os.WNOWAIT)
        assert ended is not None
        told.send(str(ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status).encode())
        told.recv(1)  # until then nobody else gets the number of the process
        os.waitpid(program, 0)
    finally:
        os._exit(0)


def become(request: dict[str, Any], streams: list[int]) -> None:
    """Take the place, the environment and the standard streams of a program."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    if request["terminal"]:
        os.setsid()
        take_terminal()
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    reopen()


def reopen() -> None:
    """Open the standard streams as Python does at its start: by line where a person reads."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        before: Any = getattr(sys, name)
        opened: Any = open(  # noqa: SIM115 - for as long as the process lives
            number,
            "w" if number else "r",
            1 if name == "stderr" else -1,
            encoding=before.encoding,
            errors=before.errors,
            closefd=False,
        )
        opened.buffer.raw.name = f"<{name}>"
        setattr(sys, name, opened)
        setattr(sys, f"__{name}__", opened)


def run(words: list[str]) -> None:
    """Run what stands after the name of Python: `-m MODULE` or `-c CODE`, and its arguments."""
    kind, what, *arguments = words
    if kind == "-m":
        sys.argv = [what, *arguments]
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        sys.argv = [kind, *arguments]
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
