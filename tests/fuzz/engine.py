"""Draw a case, run it in a child, judge what came of it; all that is drawn follows from a seed and a number."""

import base64
import contextlib
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from kennis.clean_text import clean
from tests.fuzz.state import damage, state

LONGEST = 20.0  # seconds of processor time a command may take
WAITED = 120.0  # seconds after which one that computes nothing hangs
LARGEST = 1_500 * 1024 * 1024  # bytes in memory
SECONDS = float(os.environ.get("KENNIS_FUZZ_SECONDS", "32"))
SEED = os.environ.get("KENNIS_FUZZ_SEED", "1")
CASE = os.environ.get("KENNIS_FUZZ_CASE")
_CODES = range(5)
_MANY = 300  # calls of one child
_SHOWN = 5  # findings after which a series ends
_PLAIN = {"KENNIS_LANGUAGE": "en", "KENNIS_PERSON": "Een Redacteur"}
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Call:
    """A command: its words, what it is given on standard input, and whether it may change the store and yet fail."""

    words: list[str]
    stdin: bytes = b""
    may_change: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a command: its exit code (-1 where it had none), a traceback, what it printed, bytes in memory."""

    code: int = -1
    trace: str = ""
    out: str = ""
    err: str = ""
    peak: int = 0
    ended: str = ""


Draw = Callable[[Random, Path], Call]


@dataclass
class Child:
    """The process in which commands run, or that forks one for each; replaced after a fault and every so many calls."""

    forks: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    calls: int = 0
    _rest: bytes = field(default=b"", repr=False)

    def ask(self, call: Call, folder: Path) -> Answer:
        """Run a command in a folder."""
        if self.process is None or self.calls >= _MANY:
            self.end()
            self._begin(folder)
        assert self.process is not None and self.process.stdin is not None
        self.calls += 1
        request = {"words": call.words, "stdin": base64.b64encode(call.stdin).decode(), "folder": str(folder)}
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        answer = self._wait()
        if answer.ended or answer.trace:
            self.end()
        return answer

    def end(self) -> None:
        """End the process and what it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()
        self.process, self.calls, self._rest = None, 0, b""

    def _begin(self, folder: Path) -> None:
        home = folder.parent / "home"
        home.mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KENNIS_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.worker", *(["--fork"] if self.forks else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            env={**kept, **_PLAIN, "HOME": str(home), **self.environment},
            start_new_session=True,
        )

    def _wait(self) -> Answer:
        assert self.process is not None and self.process.stdout is not None
        begun, worked = time.monotonic(), _usage(self.process.pid)[0]
        descriptor = self.process.stdout.fileno()
        while b"\n" not in self._rest:
            ready, _, _ = select.select([descriptor], [], [], 0.2)
            if ready:
                read = os.read(descriptor, 1 << 20)
                if not read:
                    return Answer(ended=f"the process died, code {self.process.wait()}")
                self._rest += read
                continue
            seconds, memory = _usage(self.process.pid)
            if memory > LARGEST:
                return Answer(ended=f"memory: {memory >> 20} MiB")
            if seconds - worked > LONGEST or time.monotonic() - begun > WAITED:
                took = f"{seconds - worked:.0f} s of work, {time.monotonic() - begun:.0f} s in all"
                return Answer(ended=f"hangs: {took}")
        line, _, self._rest = self._rest.partition(b"\n")
        answer = Answer(**json.loads(line))
        spent = _usage(self.process.pid)[0] - worked
        if spent > LONGEST:
            return Answer(ended=f"slow: {spent:.0f} s of work")
        return answer


def _usage(root: int) -> tuple[float, int]:
    """Give the processor seconds and the bytes in memory of a process and all below it."""
    seconds, memory, waiting = 0.0, 0, [root]
    while waiting:
        pid = waiting.pop()
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        except (FileNotFoundError, ProcessLookupError):
            continue
        seconds += sum(map(int, fields[11:15])) / _TICKS
        memory += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    return seconds, memory


@dataclass(frozen=True, slots=True)
class Finding:
    """A case that went wrong: what, and how to see it again."""

    kind: str
    number: int
    call: Call
    wrong: str
    answer: Answer
    kept: Path

    def __str__(self) -> str:
        """Tell it with what is needed to repeat it."""
        lines = (
            f"{self.kind}: {self.wrong}",
            f"  again: KENNIS_FUZZ_SEED={SEED} KENNIS_FUZZ_CASE={self.number} python -m pytest -m slow -n 0 "
            f"tests/fuzz/test_{self.kind}.py",
            f"  kennis {' '.join(map(repr, self.call.words))[:400]}   stdin: {self.call.stdin[:120]!r}",
            f"  in {self.kept}; code {self.answer.code}; said: {(self.answer.err or self.answer.out)[-300:]!r}",
            self.answer.trace[-1500:],
        )
        return "\n".join(lines)

    @property
    def place(self) -> str:
        """Name what the same fault has in common: the last line of kennis's own in the traceback, or the words."""
        frames = re.findall(r'File ".*?/(kennis/[^"]+)", line (\d+)', self.answer.trace)
        return str(frames[-1]) if frames else re.sub(r"\d+", "#", self.wrong)


def series(kind: str, template: Path, ground: Path, draw: Draw) -> None:
    """Run the cases of a kind until the time is over; raises AssertionError with what was found."""
    child, found = Child(), dict[str, Finding]()
    begun = time.monotonic()
    numbers: Iterator[int] = iter([int(CASE)] if CASE else range(1_000_000))
    count = 0
    try:
        for number in numbers:
            if (time.monotonic() - begun > SECONDS and not CASE) or len(found) >= _SHOWN:
                break
            finding = _case(kind, number, (template, ground), draw, child)
            count += 1
            if finding and finding.place not in found:
                found[finding.place] = finding
                print(finding, flush=True)
    finally:
        child.end()
    print(f"{kind}: {count} cases in {time.monotonic() - begun:.0f} s, seed {SEED}")
    assert not found, "\n\n".join(map(str, found.values()))


def _case(kind: str, number: int, places: tuple[Path, Path], draw: Draw, child: Child) -> Finding | None:
    template, ground = places
    folder = ground / "a" / "b" / "ruimte"
    if not folder.exists():
        shutil.copytree(template, folder, symlinks=True)
    call = draw(Random(f"{kind} {SEED} {number}"), folder)
    before = state(folder)
    answer = child.ask(call, folder)
    after = state(folder)
    wrong = judge(call, answer, changed=before != after, damaged=damage(folder) if before != after else "")
    finding = None
    if wrong:
        kept = ground / f"found-{number}"
        shutil.copytree(folder, kept, symlinks=True, ignore=_special, dirs_exist_ok=True)
        finding = Finding(kind, number, call, wrong, answer, kept)
    shutil.rmtree(folder)
    return finding


def _special(folder: str, names: list[str]) -> list[str]:
    """Leave out what cannot be copied: pipes and devices."""
    return [name for name in names if (path := Path(folder) / name).exists() and not (path.is_file() or path.is_dir())]


def judge(call: Call, answer: Answer, *, changed: bool, damaged: str) -> str:
    """Say what is wrong with the end of a command; empty where nothing is."""
    said = answer.err.strip() or answer.out.strip()
    checks: dict[str, Any] = {
        answer.ended: answer.ended,
        "a traceback": answer.trace or "Traceback (most recent call last)" in answer.err,
        f"exit code {answer.code}": answer.code not in _CODES,
        "refused without a word": answer.code > 0 and not said,
        "bytes that a terminal would obey": clean(answer.err + answer.out).dropped,
        f"memory: {answer.peak >> 20} MiB": answer.peak > LARGEST,
        "the store was changed though the command failed": answer.code > 0 and changed and not call.may_change,
        f"the database is damaged: {damaged}": damaged,
    }
    return next((wrong for wrong, is_so in checks.items() if is_so), "")
