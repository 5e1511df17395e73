"""What the editors' room has done, each sort of action on its own: the real outline, and no terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from kennis.tui.outline_room.outline_events import OutlineEdited, TextKept, TextRefused
from kennis.tui.outline_room.outline_worker import OutlineWorker
from kennis.tui.outline_room.part_lists import PartSort, PartSubject
from kennis.tui.outline_room.screen import OutlineScreen
from kennis.tui.shared.command_table import Where
from kennis.tui.shared.dialog_drafts import DialogDrafts
from kennis.tui.shared.virtual_list import VirtualList
from kennis.tui.shared.worker_thread import Job
from kennis.workflows.workspace import Workspace
from tests.tui.outlined import asked, outlined, texts, titles


class UnshownRoom(OutlineScreen):
    """The editors' room without a terminal: the worker's jobs are done at once, what is said and asked is kept."""

    def __init__(self, workspace: Workspace) -> None:
        self.drafts = DialogDrafts()
        super().__init__(lambda: asked(workspace), self.drafts)
        self.came: list[Message] = []
        self.said: list[str] = []
        self.asked: list[tuple[Screen[Any], Callable[[Any], None] | None]] = []
        self.outline_worker = OutlineWorker(lambda: asked(workspace), self.came.append)
        self._sides = {name: VirtualList(name) for name in self.SIDES}
        self._at: Widget = self.left
        self.model.take(asked(workspace).view())

    def stand(self, part: str, passage: str = "") -> None:
        """Put the cursor on a part, or on a passage of it, as the outline names them."""
        ids = {one.name: one.part.id for one in self.model.parts.values()}
        self.lists.list_parts(ids[part])
        self.lists.follow()
        self.lists.fill_right(f"passage:{ids[passage]}" if passage else "")
        self.set_focus(self.right if passage else self.left)

    def answer(self, value: str) -> None:
        """Answer the dialog that was shown last."""
        _dialog, answer = self.asked[-1]
        assert answer is not None
        answer(value)

    @property
    def left(self) -> VirtualList:
        """The parts."""
        return self._sides[self.SIDES[0]]

    @property
    def right(self) -> VirtualList:
        """The passages."""
        return self._sides[self.SIDES[1]]

    @property
    def on_right(self) -> bool:
        """Say whether the person is on the right side."""
        return self._at is self.right

    def set_focus(self, widget: Widget | None, *_how: bool, **_more: bool) -> None:
        """Go to a side."""
        self._at = widget or self._at

    def set_keys(self) -> None:
        """Nothing is pressed."""

    def ask(self, job: Job) -> None:
        """Do it at once."""
        job()

    def tell(self, text: str, trouble: bool = False) -> None:
        """Keep what is said."""
        self.said.append(text)

    def show(self, dialog: Screen[Any], answer: Callable[[Any], None] | None = None) -> None:
        """Keep what is asked."""
        self.asked.append((dialog, answer))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace with an outline: its second chapter has sections of 4, 4 and 2 passages, the others none."""
    return outlined(tmp_path / "ruimte")


@pytest.fixture
def room(workspace: Workspace) -> UnshownRoom:
    """Give the room on it."""
    return UnshownRoom(workspace)


@pytest.mark.parametrize(("part", "passage", "at"), [("2.1", "2.1.1", 1), ("2.1", "", 4), ("2", "", 10)])
def test_own_text_is_added_after_a_passage_or_at_the_end_of_what_the_cursor_is_on(
    workspace: Workspace, room: UnshownRoom, part: str, passage: str, at: int
) -> None:
    room.stand(part, passage)
    room.additions.ask()
    room.answer("text")
    room.answer("Eigen woorden.")
    assert texts(workspace).index("Eigen woorden.") == at


@pytest.mark.parametrize(("part", "passage", "at"), [("2.1", "2.1.1", 3), ("2.2", "", 4), ("2", "", 5)])
def test_a_section_is_added_after_the_one_of_the_cursor_or_at_the_end_of_the_chapter(
    workspace: Workspace, room: UnshownRoom, part: str, passage: str, at: int
) -> None:
    room.stand(part, passage)
    room.additions.ask()
    room.answer("section")
    room.answer("Tussen")
    assert titles(workspace).index("Tussen") == at


@pytest.mark.parametrize(("part", "passage"), [("2", ""), ("2.1", ""), ("2.3", "2.3.1")])
def test_a_chapter_is_added_after_the_one_of_the_cursor(
    workspace: Workspace, room: UnshownRoom, part: str, passage: str
) -> None:
    room.stand(part, passage)
    room.additions.ask()
    room.answer("chapter")
    room.answer("Slot")
    assert [one.part.title for one in asked(workspace).view().chapters].index("Slot") == 2


def test_a_number_of_words_is_asked_again_until_it_is_one(workspace: Workspace, room: UnshownRoom) -> None:
    room.stand("2.1", "2.1.1")
    room.parts.target()
    for said in ("veel", "1234567890", "-5", "²"):
        room.answer(said)
    assert len(room.asked) == 5 and not room.came
    room.answer("1.2 00")
    assert asked(workspace).view().chapters[1].part.target == 1200


def test_a_part_goes_only_where_it_can(workspace: Workspace, room: UnshownRoom) -> None:
    room.stand("2")
    room.parts.move()
    assert not room.asked and "Shift" in room.said[-1]
    room.stand("2.1")
    room.parts.move()
    room.answer(room.model.chapters[6].part.id)
    assert [len(one.sections) for one in asked(workspace).view().chapters][1:7:5] == [2, 1]


def test_each_text_keeps_its_draft_until_it_is_stored_and_one_that_is_refused_is_asked_again(
    workspace: Workspace, room: UnshownRoom
) -> None:
    for part, said in (("1", "Een."), ("3", "Twee.")):
        room.stand(part)
        room.texts.write_new(room.model.chapters[int(part) - 1], 0)
        room.answer(said)
    assert [one.question for one in room.came if isinstance(one, TextKept)] == [0, 1]
    assert [one.text for one in room.drafts.unfinished] == ["Een.", "Twee."]
    room.texts.kept(TextKept(1))
    assert [one.text for one in room.drafts.unfinished] == ["Een."]
    room.texts.refused(TextRefused(0, "de schijf is vol"))
    assert len(room.asked) == 3 and room.said[-1] == "de schijf is vol"
    room.texts.kept(TextKept(0))
    assert not room.drafts.unfinished


def test_a_passage_that_others_changed_is_rewritten_at_the_second_time_only(
    workspace: Workspace, room: UnshownRoom
) -> None:
    room.stand("2.1", "2.1.1")
    room.texts.write()
    asked(workspace).write(room.model.chapters[1].sections[0].passages[0].part.id, "Van een ander.")
    room.model.take(asked(workspace).view())
    room.answer("Van mij.")
    (refused,) = [one for one in room.came if isinstance(one, TextRefused)]
    room.texts.refused(refused)
    assert texts(workspace)[0] == "Van een ander."
    room.answer("Van mij.")
    assert texts(workspace)[0] == "Van mij."


def test_what_was_done_undone_or_done_again_is_said_so(room: UnshownRoom) -> None:
    room.stand("1")
    room.parts.shift_down()
    room.versions.undo()
    room.versions.redo()
    assert [one.direction for one in room.came if isinstance(one, OutlineEdited)] == [0, -1, 1]
    for message in room.came:
        if isinstance(message, OutlineEdited):
            room.events.edited(message)
    assert [said.partition(":")[0] for said in room.said[-2:]] == ["undone", "done again"]


def test_a_proposal_is_only_accepted_where_proposals_are_listed(room: UnshownRoom) -> None:
    room.stand("1")
    for act in (room.proposals.accept, room.proposals.reject, room.proposals.accept_all):
        act()
    assert len(room.said) == 3 and len(set(room.said)) == 1 and not room.came and not room.asked


def test_escape_goes_back_the_way_one_came(room: UnshownRoom) -> None:
    room.stand("2.1", "2.1.1")
    room.proposals.show()
    room.lists.show(PartSubject(PartSort.DIFFERENCES, "1"))
    seen = []
    for _time in range(4):
        room.navigation.back()
        seen.append((room.lists.subject.sort, room.lists.proposing, room.on_right))
    assert seen == [
        (PartSort.VERSIONS, True, False),
        (PartSort.PART, False, False),
        (PartSort.PART, False, False),
        (PartSort.PART, False, False),
    ]
    assert room.said == [""] * 2 and room.left.item and room.left.item.of == room.model.chapters[1].sections[0]


def test_the_keys_at_the_bottom_are_those_of_where_the_person_is(room: UnshownRoom) -> None:
    room.stand("2.1", "2.1.1")
    places = [room.lists.places]
    room.lists.show(PartSubject(PartSort.UNUSED))
    places.append(room.lists.places)
    room.stand("2.1")
    places.append(room.lists.places)
    room.proposals.show()
    places.append(room.lists.places)
    assert [one[0] for one in places] == [Where.PASSAGES, Where.OUTLINE, Where.PARTS, Where.CHANGES]
    assert room.lists.key_places[0] is Where.CHANGES
