"""A writer that is killed leaves the old state or the new one, and nothing it acknowledged is lost."""

import os
import random
import select
import signal
from pathlib import Path

import pytest

from kennis.store import Offer, Store
from tests.samples import note, session

KILLS = 60
BATCH = 3


def write_until_killed(folder: Path, writer: int, acknowledge: int) -> None:
    """Store sessions of three notes each, and say so after each commit."""
    with Store.open(folder) as store:
        for count in range(1_000_000):
            name = f"sessie-{writer}-{count}"
            first = (writer * 1_000_000 + count) * BATCH
            notes = tuple(note(first + i, within=name) for i in range(BATCH))
            store.take_in(Offer((session(name),), notes))
            os.write(acknowledge, f"{name}\n".encode())


def acknowledged_by_killed_writer(folder: Path, writer: int, patience: float) -> set[str]:
    """Start a writer, kill it some time after its first commit, and give what it acknowledged."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        try:
            write_until_killed(folder, writer, writable)
        finally:
            os._exit(1)
    os.close(writable)
    first = os.read(readable, 65536)
    select.select([], [], [], patience)
    os.kill(child, signal.SIGKILL)
    rest = b"".join(iter(lambda: os.read(readable, 65536), b""))
    os.close(readable)
    os.waitpid(child, 0)
    return set((first + rest).decode().split())


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # the child only writes and is killed
def test_killed_writers_lose_nothing_and_leave_nothing_half_done(tmp_path: Path) -> None:
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for writer in range(KILLS):
        acknowledged |= acknowledged_by_killed_writer(tmp_path, writer, chance.uniform(0, 0.03))
    with Store.open(tmp_path) as store:
        counts = store.notes.counts()
        stored = {one.id for one in store.notes.sessions()}
    assert len(acknowledged) >= KILLS
    assert acknowledged <= stored
    assert set(counts) == stored
    assert set(counts.values()) == {BATCH}
