"""What waits for the disk: in order, once, and never dropped in silence."""

from kennis.errors import InputError, WorkspaceError
from kennis.ids import new_id
from kennis.nouns import Applied, Edit, EditKind
from kennis.workflows.pending_edits import Outbox, Refused

EDITS = tuple(Edit(new_id(), "s", EditKind.ADD, ()) for _ in range(3))


class Disk:
    """A store that can be made to refuse."""

    def __init__(self) -> None:
        self.full = False
        self.never: set[str] = set()
        self.stored: list[Edit] = []

    def apply(self, edit: Edit) -> Applied:
        if self.full:
            raise WorkspaceError("disk full")
        if edit.id in self.never:
            raise InputError("no such session")
        self.stored.append(edit)
        return Applied(edit, ())


def test_edits_are_stored_in_order() -> None:
    disk = Disk()
    outbox = Outbox(disk.apply, EDITS[:1])
    outbox.put(EDITS[1])
    assert [one.edit for one in outbox.flush().stored] == list(EDITS[:2]) == disk.stored
    assert (outbox.waiting, outbox.reason) == ((), "")


def test_a_full_disk_keeps_them_until_there_is_room() -> None:
    disk = Disk()
    outbox = Outbox(disk.apply, EDITS)
    disk.full = True
    assert outbox.flush().stored == ()
    assert (outbox.waiting, outbox.reason) == (EDITS, "disk full")
    disk.full = False
    assert len(outbox.flush().stored) == 3 and outbox.reason == ""


def test_one_that_can_never_be_stored_is_given_back_and_the_others_go_on() -> None:
    disk = Disk()
    disk.never = {EDITS[1].id}
    flushed = Outbox(disk.apply, EDITS).flush()
    assert flushed.refused == (Refused(EDITS[1], "no such session"),)
    assert disk.stored == [EDITS[0], EDITS[2]]


def test_the_last_one_that_waits_can_be_taken_back() -> None:
    outbox = Outbox(Disk().apply, EDITS)
    assert outbox.take_back() == EDITS[2] and outbox.waiting == EDITS[:2]
    assert Outbox(Disk().apply).take_back() is None
