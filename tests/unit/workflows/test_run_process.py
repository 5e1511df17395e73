"""Long work in a process of its own: it tells how far it is, ends with what came of it, and can be cancelled."""

from collections.abc import Callable
from pathlib import Path

import filelock
import pytest

from kennis.nouns import Reach
from kennis.store import Offer
from kennis.workflows.run_process import Progressed, Work
from kennis.workflows.workspace import Workspace, init
from tests.samples import note, session

LONG = 120.0
SOME = tuple(note(number) for number in range(1, 4))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = init(tmp_path)
    with made.store() as store:
        store.take_in(Offer((session(),), SOME))
    return made


def steps(work: Work, enough: Callable[[Progressed], bool]) -> Progressed:
    """Wait until a work is far enough."""
    now = work.progress()
    while not (now.ended or enough(now)):
        work.wait(0.01)
        now = work.progress()
    return now


def test_a_run_tells_its_steps_and_what_came_of_it(workspace: Workspace) -> None:
    work = Work.start(workspace.folder, Reach.LIGHT, "en")
    assert steps(work, lambda now: bool(now.step)).step
    done = work.wait(LONG)
    assert (done.ended, done.error) == (True, "") and "3 notes" in done.said
    with workspace.store() as store:
        assert [run.notes for run in store.ledger.runs()] == [3]


def test_new_notes_are_placed_without_a_run(workspace: Workspace) -> None:
    done = Work.start(workspace.folder, None, "nl").wait(LONG)
    assert (done.ended, done.error) == (True, "") and done.said
    with workspace.store() as store:
        assert store.ledger.runs() == ()


def test_a_cancelled_run_leaves_the_ledger_as_it_was(workspace: Workspace) -> None:
    work = Work.start(workspace.folder, Reach.FULL, "en")
    assert not steps(work, lambda now: bool(now.step)).ended
    work.cancel()
    done = work.wait(LONG)
    assert (done.ended, done.error, done.said) == (True, "", "cancelled")
    with workspace.store() as store:
        assert store.ledger.runs() == () and len(store.notes.select()) == 3
    assert Work.start(workspace.folder, Reach.FULL, "en").wait(LONG).error == ""


def test_a_run_while_another_runs_is_refused_in_words(workspace: Workspace) -> None:
    with filelock.FileLock(workspace.database / "run.lock"):
        done = Work.start(workspace.folder, Reach.LIGHT, "en").wait(LONG)
    assert done.ended and "another run" in done.error


def test_a_process_that_ends_by_itself_is_told(workspace: Workspace) -> None:
    work = Work.start(workspace.folder, Reach.LIGHT, "en")
    work._process.kill()
    done = work.wait(LONG)
    assert done.ended and "ended by itself" in done.error
