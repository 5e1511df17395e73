"""What forgetting a note takes in a large workspace: python tests/bench/forgetting.py [NOTES [BACKUPS]]."""

import sys
import tempfile
from pathlib import Path

from kennis.nouns import Session
from kennis.store import FILE, Offer
from kennis.workflows import session_files
from kennis.workflows.erasure import forget
from kennis.workflows.safety import backup
from kennis.workflows.workspace import Workspace
from tests.bench.machine import here
from tests.bench.safety import made, timed
from tests.samples import session


def copied(workspace: Workspace, count: int) -> None:
    """Make backups of a workspace that changes between them."""
    for number in range(count):
        with workspace.store() as store:
            later: Session = session(f"later-{number}")
            store.take_in(Offer((later,)))
        backup.back_up(workspace)


def main() -> None:
    """Print seconds and peak memory of looking for a note and of forgetting it."""
    notes = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        workspace = made(Path(folder), notes)
        session_files.write_sessions(workspace)
        copied(workspace, count)
        print(here())
        size = (workspace.database / FILE).stat().st_size
        print(f"{notes} notes, database {size / 1e6:.0f} MB, {len(backup.every(workspace))} backups")
        print(f"{'':<32} {'seconds':>8} {'peak MB':>8}")
        timed("look for a note", lambda: forget.look(workspace, "n17"))
        timed("forget it", lambda: forget.forget(workspace, "n17"))


if __name__ == "__main__":
    main()
