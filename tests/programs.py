"""Programs on a terminal or with pipes: started anew, or forked from a process that has imported what they import.

Imports are most of a start. What is forked is killed, hung up and waited for like any other process; only what Python
does at its very start is left out. So a program for which that matters (its character set, streams that are closed,
what it imports and when) is started anew, and so is all where there is no fork.
"""

import contextlib
import fcntl
import json
import os
import select
import signal
import socket
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from kennis.environment import LANGUAGE

ROOT = Path(__file__).parent.parent
# What Python, the C library and textual read before kennis is asked anything: each setting of it has its own server.
EARLY = ("LANG", "LC_", "PYTHON", "TEXTUAL", "COLORTERM", "ESCDELAY", LANGUAGE)
FORKS = sys.platform == "linux"
PATIENCE = 60  # seconds for a program to end when it is told nothing more; set by hand


class Forked:
    """A process that was forked by a server, with what `subprocess.Popen` has of it."""

    def __init__(self, told: socket.socket) -> None:
        self._told = told
        self.pid = int(told.recv(32))
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Give how it ended, None while it runs."""
        if self.returncode is None and select.select([self._told], [], [], 0)[0]:
            self.returncode = int(self._told.recv(32))
            self._told.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended, so many seconds at most; gives how."""
        if self.returncode is None:
            select.select([self._told], [], [], timeout)
        if self.poll() is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


Process = Forked | subprocess.Popen[bytes]
Start = Callable[[Sequence[str], Mapping[str, str], int], Process]


def anew(command: Sequence[str], environment: Mapping[str, str], terminal: int) -> Process:
    """Start a program as a shell does."""
    return subprocess.Popen(
        command,
        env=environment,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=take_terminal,
    )


def take_terminal() -> None:
    """Have a new session's terminal be its own, as a shell does; without it a screen takes its terminal for gone.

    Where the tests themselves run without hanging up, as under nohup, the program hangs up all the same.
    """
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Piped:
    """A process with a pipe for each of its streams."""

    def __init__(self, process: Process, pipes: Sequence[int]) -> None:
        self.process = process
        self.stdin = os.fdopen(pipes[0], "wb")
        self.stdout, self.stderr = (os.fdopen(one, "rb") for one in pipes[1:])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.stdin, self.stdout, self.stderr):
            stream.close()

    def communicate(self, given: bytes = b"") -> tuple[bytes, bytes]:
        """Say something more and then nothing; gives what comes out until it ends, and what is said about it."""
        with ThreadPoolExecutor() as pool:
            said = pool.submit(self.stderr.read)
            out = pool.submit(lambda: b"" if self.stdout.closed else self.stdout.read())
            try:
                with contextlib.suppress(BrokenPipeError), self.stdin:  # it may have ended without listening
                    self.stdin.write(given)
                self.process.wait(PATIENCE)
            finally:
                self.process.kill()
            return out.result(), said.result()


class ForkServers:
    """The processes that fork programs: one for each environment, from when it is first asked for."""

    def __init__(self) -> None:
        self._servers: dict[frozenset[tuple[str, str]], tuple[socket.socket, subprocess.Popen[bytes]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for asked, process in self._servers.values():
            asked.close()
            process.wait()

    def start(self, command: Sequence[str], environment: Mapping[str, str], terminal: int) -> Process:
        """Start a program of this Python, `-m MODULE` or `-c CODE` with its arguments, on a terminal of its own."""
        if not FORKS:
            return anew(command, environment, terminal)
        return self._forked(command, environment, (terminal,) * 3, terminal=True)

    def piped(self, command: Sequence[str], environment: Mapping[str, str]) -> Piped:
        """Start such a program with pipes."""
        (given, give), (hear, heard), (learn, told) = os.pipe(), os.pipe(), os.pipe()
        try:
            if FORKS:
                process: Process = self._forked(command, environment, (given, heard, told))
            else:
                process = subprocess.Popen(command, env=environment, stdin=given, stdout=heard, stderr=told)
            return Piped(process, (give, hear, learn))
        finally:
            for descriptor in (given, heard, told):
                os.close(descriptor)

    def _forked(
        self, command: Sequence[str], environment: Mapping[str, str], streams: tuple[int, ...], terminal: bool = False
    ) -> Forked:
        python, *words = command
        # What was imported has its texts in English.
        assert python == sys.executable and environment[LANGUAGE] == "en"
        asked = {"words": words, "environment": dict(environment), "folder": str(Path.cwd()), "terminal": terminal}
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            socket.send_fds(self._server(environment), [json.dumps(asked).encode()], [theirs.fileno(), *streams])
        return Forked(ours)

    def _server(self, environment: Mapping[str, str]) -> socket.socket:
        early = {name: value for name, value in environment.items() if name.startswith(EARLY)}
        key = frozenset(early.items())
        if key not in self._servers:
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                process = subprocess.Popen(
                    [sys.executable, "-m", "tests.fork_server", str(theirs.fileno())],
                    cwd=ROOT,
                    # A thread with which numpy calculates would be lost in a fork.
                    env={"PATH": os.environ["PATH"], **early, "OPENBLAS_NUM_THREADS": "1"},
                    stdin=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,
                )
            self._servers[key] = (ours, process)
        return self._servers[key][0]
