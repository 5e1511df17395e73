"""A folder that turns read-only while notes are taken: said, kept in memory, stored when it can be."""

import contextlib
import datetime
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kennis.errors import WorkspaceError
from kennis.nouns import Draft, Session
from kennis.reading import entry_edits
from kennis.workflows.draft_files import claim
from kennis.workflows.note_taking import NoteTaking
from kennis.workflows.pending_edits import Outbox
from kennis.workflows.workspace import init

_NOBODY = 65534
pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions of folders are POSIX's")


@contextlib.contextmanager
def read_only(*folders: Path) -> Iterator[None]:
    """Take the right to write away, also from root: its place is taken by nobody meanwhile."""
    for folder in folders:
        folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for folder in folders:
            folder.chmod(0o700)


def test_notes_wait_while_the_folder_is_read_only(tmp_path: Path) -> None:
    workspace = init(tmp_path)
    with claim(workspace.database) as client, NoteTaking(workspace, client.name) as desk:
        session = desk.new_session(Session(id="", title="Raad", date=datetime.date(2020, 3, 12)))
        outbox = Outbox(desk.apply)
        for text in ("Eerst.", "Daarna."):
            outbox.put(entry_edits.add(entry_edits.new_note(text, Draft(), session)))
            if text == "Eerst.":
                assert len(outbox.flush().stored) == 1
                client.keep(Draft(text="half"))
        with read_only(workspace.database, workspace.database / "places"):
            assert outbox.flush().stored == () and len(outbox.waiting) == 1
            assert "cannot be used" in outbox.reason
            with pytest.raises(WorkspaceError, match="cannot be kept"):
                client.keep(Draft(text="half een zin", waiting=outbox.waiting))
        assert client.draft() == Draft(text="half")
        client.keep(Draft(text="half een zin", waiting=outbox.waiting))
        assert len(outbox.flush().stored) == 1 and outbox.reason == ""
        assert [note.text for note in desk.open().notes] == ["Eerst.", "Daarna."]
