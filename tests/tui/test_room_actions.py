"""What the researcher's room has, each part alone: without an application, the ledger's thread played by the test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from kennis.nouns.themes_room import Order, Overview, ThemeLine
from kennis.tui.shared.dialog_drafts import DialogDrafts
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.shared.text_dialog import TextDialog
from kennis.tui.shared.virtual_list import VirtualList
from kennis.tui.themes_room.decision_actions import DecisionActions
from kennis.tui.themes_room.detail_requests import DetailRequests
from kennis.tui.themes_room.detail_view import DetailSubject, Sort
from kennis.tui.themes_room.memo_actions import MemoActions
from kennis.tui.themes_room.note_actions import NoteActions
from kennis.tui.themes_room.proposals import Proposals
from kennis.tui.themes_room.run_actions import RunActions
from kennis.tui.themes_room.theme_list import ThemeList
from kennis.tui.themes_room.theme_rows import LOOSE
from kennis.tui.themes_room.themes_events import (
    Began,
    ContentCame,
    Decided,
    MemoKept,
    MemoRefused,
    ProposalsCame,
    Reversed,
)
from kennis.tui.themes_room.themes_header import RoomHeader
from kennis.tui.themes_room.themes_model import ThemesModel
from kennis.tui.themes_room.themes_worker import ThemesWorker
from kennis.workflows.run_process import Progressed
from kennis.workflows.workspace import Workspace
from tests.tui.themed import Room, said, themed, unthemed

FIRST, SECOND = DetailSubject(Sort.THEME, "theme-1"), DetailSubject(Sort.THEME, "theme-2")


class QuietScreen(SplitScreen):
    """Two lists that nothing is drawn of; what is said, shown and asked is written down."""

    MODE = "quiet"
    SIDES = ("themes", "notes")
    GUIDE = "themes"
    TABLE = ()

    def __init__(self) -> None:
        super().__init__()
        self.sides = VirtualList("themes"), VirtualList("notes")
        self.at_right = False
        self.said = ""
        self.dialogs: list[Any] = []
        self.timed: list[Callable[[], object]] = []
        self.looks = 0

    @property
    def left(self) -> VirtualList:
        return self.sides[0]

    @property
    def right(self) -> VirtualList:
        return self.sides[1]

    @property
    def on_right(self) -> bool:
        return self.at_right

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        self.at_right = widget is self.right

    def tell(self, text: str, trouble: bool = False) -> None:
        self.said = text

    def show(self, dialog: Any, answer: Any = None) -> None:
        self.dialogs.append((dialog, answer))

    def look(self) -> None:
        self.looks += 1

    def set_timer(self, delay: float, callback: Any = None, *, name: str | None = None, pause: bool = False) -> Timer:
        self.timed.append(callback)
        return Timer(self, delay)

    def set_interval(
        self, interval: float, callback: Any = None, *, name: str | None = None, repeat: int = 0, pause: bool = False
    ) -> Timer:
        return self.set_timer(interval, callback)


class WatchedHeader(RoomHeader):
    """The line above, of which is written down how far it says that a run is."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Progressed | None] = []

    def show_run(self, run: Progressed | None) -> None:
        self.shown.append(run)


class Bench:
    """The parts of the room on a workspace; `answer` does what was asked and gives what came of it."""

    def __init__(self, workspace: Workspace) -> None:
        self.room, self.screen = Room(workspace), QuietScreen()
        self.told: list[Message] = []
        self._jobs: list[Callable[[ThemesWorker], object]] = []
        self.worker = ThemesWorker(self.room.setup(), self.told.append)
        self.model = ThemesModel(workspace.settings.programme.lenses)
        self.model.take(self.overview())
        self.details = DetailRequests(self.screen, self.model, self.ask)
        self.theme_list = ThemeList(self.screen, self.model, self.details, self.ask)
        self.decisions = DecisionActions(self.screen, self.theme_list, self.ask)

    def overview(self) -> Overview:
        """Give the lenses with their themes, as they stand."""
        with self.room.other() as other:
            return other.overview()

    def ask(self, job: Callable[[ThemesWorker], object]) -> None:
        self._jobs.append(job)

    @property
    def asked(self) -> int:
        return len(self._jobs)

    def answer(self) -> list[Any]:
        """Do what was asked so far."""
        jobs, self._jobs = self._jobs, []
        self.told.clear()
        for job in jobs:
            job(self.worker)
        return list(self.told)

    def read(self) -> None:
        """Have all that is asked for on the right read and shown."""
        while self._jobs:
            for message in self.answer():
                assert isinstance(message, ContentCame)
                self.details.came(message)

    def keys(self) -> list[str]:
        return [one.key for one in self.screen.left.items]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(themed(tmp_path))
    yield made
    made.worker.leave()


def test_the_model_says_whether_anything_changed_and_unfolds_what_is_looked_for(bench: Bench) -> None:
    model = bench.model
    assert not model.take(bench.overview())
    bench.room.come_in(said(41, "Erbij."))
    assert model.take(bench.overview())
    assert model.names["theme-2"] == "T-002 Marktmeester of bouwmeester"
    assert model.lenses_of("theme-1") == {"rol-overheid", "verkokering"}
    model.fold("verkokering", True)
    assert model.unfolded("theme-3", None) == "theme:verkokering:theme-3" and not model.how.folded
    assert (model.unfolded(None, None), model.unfolded("gone", None)) == (LOOSE, "")
    assert [model.turn_order() for _ in Order] == [*list(Order)[1:], Order.WEIGHT]
    assert model.turn_families() and [one.slug for one in model.groups] == ["Gegevens", ""]


def test_one_thing_is_read_at_a_time_and_what_is_no_longer_wanted_is_not_shown(bench: Bench) -> None:
    bench.details.visit(FIRST)
    bench.details.visit(SECOND)
    assert bench.asked == 1 and not bench.details.settled() and "being read" in bench.screen.said
    (came,) = bench.answer()
    bench.details.came(came)
    assert came.subject == FIRST and bench.details.subject.sort is Sort.NOTHING and bench.asked == 1
    bench.read()
    assert bench.details.subject == SECOND and bench.details.settled()
    assert bench.details.theme is not None and bench.details.theme.name == "T-002"


def test_the_way_back_shows_what_was_shown_at_once_and_reads_it_again(bench: Bench) -> None:
    bench.details.visit(FIRST)
    bench.read()
    bench.screen.right.edge(1)
    here = bench.screen.right.item
    bench.details.visit(SECOND)
    bench.read()
    assert bench.details.go_back() and bench.details.subject == FIRST and bench.asked == 1
    assert here is not None and bench.screen.right.item is not None and bench.screen.right.item.key == here.key
    bench.read()
    assert not bench.details.go_back()


def test_what_the_cursor_only_passes_is_not_asked_for(bench: Bench) -> None:
    bench.details.follow(FIRST)
    bench.details.follow(SECOND)
    assert bench.details.pausing and not bench.asked and bench.details.coming == SECOND
    bench.screen.timed[-1]()
    bench.read()
    assert bench.details.subject == SECOND and not bench.details.pausing


def test_what_is_refused_leaves_what_was_shown(bench: Bench) -> None:
    bench.details.visit(FIRST)
    bench.read()
    bench.details.visit(DetailSubject(Sort.THEME, "gone"))
    bench.read()
    assert bench.details.subject == FIRST and "no theme gone" in bench.screen.said and bench.details.settled()


def test_the_cursor_stays_on_its_theme_where_that_moves_to_another_lens(bench: Bench) -> None:
    bench.theme_list.fill()
    bench.screen.left.find("theme:rol-overheid:theme-2")
    with bench.room.other() as other:
        other.link("theme-2", "verkokering", True)
        other.link("theme-2", "rol-overheid", False)
    bench.model.take(bench.overview())
    bench.theme_list.fill_again()
    item = bench.screen.left.item
    assert item is not None and item.key == "theme:verkokering:theme-2" and bench.details.coming == SECOND


def test_the_cursor_goes_to_the_theme_that_others_were_merged_into(bench: Bench) -> None:
    bench.theme_list.fill()
    bench.screen.left.find("theme:verkokering:theme-3")
    bench.screen.left.mark_all()
    bench.decisions.decide(lambda ledger: ledger.merge(["theme-1"], "theme-2"))
    (decided,) = bench.answer()
    assert isinstance(decided, Decided) and bench.screen.looks == 1
    bench.decisions.decided(decided)
    assert "Ctrl+Z" in bench.screen.said and not bench.screen.left.marked
    bench.model.take(bench.overview())
    bench.theme_list.fill_again()
    item = bench.screen.left.item
    assert item is not None and isinstance(item.of, ThemeLine) and item.of.theme.id == "theme-2"
    assert not bench.theme_list.goal


def test_where_there_is_nothing_to_undo_it_says_so(tmp_path: Path) -> None:
    bench = Bench(unthemed(tmp_path))
    for turn, told in ((bench.decisions.undo, "to undo"), (bench.decisions.redo, "to redo")):
        turn()
        (message,) = bench.answer()
        assert isinstance(message, Reversed)
        bench.decisions.reversed(message)
        assert told in bench.screen.said
    bench.worker.leave()


def test_proposals_take_the_place_of_the_themes_and_give_it_back(bench: Bench) -> None:
    proposals = Proposals(bench.screen, bench.details, bench.theme_list, bench.ask, bench.decisions.decide)
    bench.theme_list.fill()
    bench.screen.left.find("theme:rol-overheid:theme-2")
    bench.screen.set_keys()
    proposals.turn()
    (came,) = bench.answer()
    assert isinstance(came, ProposalsCame) and proposals.listed
    proposals.came(came)
    assert bench.keys() == ["proposal:1", "proposal:2"] and bench.details.subject.sort is Sort.PROPOSAL
    bench.theme_list.fill()
    assert bench.keys() == ["proposal:1", "proposal:2"]
    proposals.put_off()
    assert bench.keys() == ["proposal:2", "proposal:1"] and bench.details.subject.item == "2"
    proposals.accept()
    bench.answer()
    assert bench.room.waiting == [1]
    proposals.turn()
    item = bench.screen.left.item
    assert bench.theme_list.listed and item is not None and item.key == "theme:rol-overheid:theme-2"


def test_notes_are_chosen_on_the_right_only_and_not_while_others_are_coming(bench: Bench) -> None:
    notes = NoteActions(bench.screen, bench.model, bench.details, bench.decisions.decide)
    bench.details.visit(FIRST)
    bench.read()
    assert [one.note.number for one in notes.chosen()] == [1]
    bench.screen.set_focus(bench.screen.left)
    assert not notes.chosen() and "choose a note first" in bench.screen.said
    bench.screen.right.mark_all()
    assert [one.note.number for one in notes.chosen()] == [1, 2, 3]
    bench.details.follow(SECOND)
    assert not notes.chosen() and "being read" in bench.screen.said


def test_a_memo_that_is_refused_is_asked_for_again_and_one_that_is_kept_leaves_no_draft(bench: Bench) -> None:
    drafts = DialogDrafts()
    memos = MemoActions(bench.screen, bench.model, bench.details, drafts, bench.ask)
    bench.theme_list.fill()
    for name in ("theme-1", "theme-2"):
        bench.screen.left.find(f"theme:rol-overheid:{name}")
        memos.write()
        dialog, answer = bench.screen.dialogs[-1]
        dialog._draft.follow(f"on {name}")
        answer(f"on {name}")
    bench.room.disk.reason = "locked"
    first, second = bench.answer()
    assert isinstance(first, MemoRefused) and isinstance(second, MemoRefused)
    memos.refused(second)
    dialog, answer = bench.screen.dialogs[-1]
    assert isinstance(dialog, TextDialog) and "T-002" in dialog.title_text()
    bench.room.disk.reason = ""
    answer("on theme-2")
    kept, _decided = bench.answer()
    assert isinstance(kept, MemoKept)
    memos.kept(kept)
    assert [one.text for one in drafts.unfinished] == ["on theme-1"]
    assert [one.item for one in bench.room.memos] == ["theme-2"]


def test_a_run_is_watched_until_it_ends_and_only_one_goes_on(bench: Bench) -> None:
    runs = RunActions(bench.screen, header := WatchedHeader(), bench.ask)
    runs.stop()
    assert "nothing runs" in bench.screen.said
    runs.run_full()
    runs.place()
    assert bench.asked == 1 and "already" in bench.screen.said
    (began,) = bench.answer()
    assert isinstance(began, Began)
    runs.began(began)
    runs.run_new()
    (run,) = bench.room.runs
    assert runs.running and not bench.asked and header.shown == [run.work.progress()]
    run.say(Progressed(ended=True, said="3 proposals"))
    bench.screen.timed[-1]()
    assert bench.screen.said == "3 proposals" and bench.screen.looks == 1 and header.shown[1:] == [None]
    runs.stop()
    assert "nothing runs" in bench.screen.said


def test_after_a_run_that_could_not_begin_another_can(bench: Bench) -> None:
    runs = RunActions(bench.screen, RoomHeader(), bench.ask)
    runs.run_new()
    runs.began(Began(None))
    assert not runs.running
    bench.answer()
    runs.run_new()
    assert bench.asked == 1
