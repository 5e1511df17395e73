"""The researcher's room: proposals, search, more like this, runs, and the way between the rooms."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.binding import Binding

from kennis.locale import words
from kennis.nouns.themes import Change, Constraint, Reach, Rule, Unmet
from kennis.nouns.themes_room import NoteLine
from kennis.tui.shared.choice_dialog import Choice
from kennis.tui.shared.command_table import Where
from kennis.tui.shared.finder import Finder
from kennis.tui.shared.help import HelpScreen
from kennis.tui.shared.list_item import ListItem
from kennis.tui.themes_room import proposal_rows
from kennis.tui.themes_room.commands import ROOM
from kennis.tui.themes_room.search_line import SearchLine
from kennis.workflows.run_process import Progressed
from tests.ledgers import RUN
from tests.tui.played import played
from tests.tui.themed import HOMES, NOTES, Room, number_of, said, theme, themed, visited


@played
async def test_a_proposal_is_shown_side_by_side_and_accepted(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("v")
        assert "T-001 grows" in visit.left[0] and "+1" in visit.left[0]
        assert "now" in visit.right and "then" in visit.right and "3 notes" in visit.right
        assert "4 notes (+1)" in visit.right and "would join: 1 note" in visit.right
        await visit.press("a")
        assert visit.line(32).theme == "theme-1" and visit.room.waiting == [2]
        assert "T-003 grows" in visit.left[0] and "1 proposal" in visit.screen.header.render().plain
        await visit.press("ctrl+z")
        assert visit.line(32).theme is None and visit.room.waiting == [1, 2]


@played
async def test_proposals_are_rejected_and_put_off(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("v", "l")
        assert "T-003" in visit.left[0] and "later" in visit.left[3]
        assert "T-003" in visit.right
        await visit.press("d")
        assert visit.room.waiting == [1]
        await visit.press("a")
        assert not visit.room.waiting and "No proposals wait" in "\n".join(visit.left)
        await visit.press("a")
        assert "no proposal" in visit.said
        await visit.press("escape")
        assert "VERKOKERING" in "\n".join(visit.left)


@played
async def test_marked_proposals_are_judged_together(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("v", "space", "space", "a")
        assert not visit.room.waiting
        await visit.press("ctrl+z")
        assert visit.room.waiting == [1, 2]


@played
async def test_accepting_all_asks_first(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("v", "A")
        assert isinstance(visit.app.screen, Choice)
        await visit.press("enter")
        assert visit.room.waiting == [1, 2]
        await visit.press("A", "down", "enter")
        assert not visit.room.waiting
        await visit.press("ctrl+z")
        assert visit.room.waiting == [1, 2]


@played
async def test_the_notes_of_a_proposal_can_be_looked_at(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("v", "enter", "enter")
        assert visit.showing == "note" and "Een losse gedachte 32" in visit.right
        await visit.press("escape")
        assert visit.showing == "proposal" and "would join" in visit.right


@pytest.mark.parametrize("change", Change)
@pytest.mark.parametrize("width", [20, 32, 80])
def test_each_change_is_told_with_its_two_sides(tmp_path: Path, change: Change, width: int) -> None:
    room = Room(themed(tmp_path))
    with room.other() as other:
        one, lines = other.proposals()[0], other.theme("theme-1").notes
    parts = (replace(theme(8, "Een deel"), number=8), theme(9, "Nog een deel"))
    made = replace(one.proposal, change=change, parts=parts, title_before="Zoals het heette", share=0.73)
    some, few = lines[:2], lines[:1]
    view = replace(one, proposal=made, leaving=some, staying=some, parted=(some, few), reasons=("73 % houdt ze apart",))
    left = text(proposal_rows.items([view], [], ["n1 niet met n2: samen vastgezet"]), width)
    assert words.change(change) in left or width < 80
    assert "! n1 niet" in left
    right = text(proposal_rows.show(view, {}), width)
    assert "73 % houdt" in right and "would become T-008 Een deel: 2 notes" in " ".join(right.split())


def text(items: Iterable[ListItem], width: int) -> str:
    """Give items as they are laid out."""
    return "\n".join("".join(piece.text for piece in row) for one in items for row in one.rows(width, False))


@played
async def test_what_the_last_run_could_not_honour_stands_below_the_proposals(tmp_path: Path) -> None:
    workspace = themed(tmp_path)
    unmet = Unmet(Constraint(Rule.APART, NOTES[0].id, NOTES[1].id), "samen vastgezet")
    with workspace.store() as store:
        store.ledger.record(replace(RUN, unmet=(unmet,)), (), store.ledger.placements(), None)
    async with visited(workspace) as visit:
        await visit.press("v")
        assert "! not honoured" in "\n".join(visit.left)


@played
async def test_search_shows_why_and_enter_goes_to_the_theme(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("slash", *"marktmeester", "enter")
        assert "2 found" in visit.right and "marktmeester" in visit.right
        assert "in T-002 Marktmeester" in visit.right
        await visit.press("down", "enter")
        assert visit.screen.details.subject.item == "theme-2" and visit.screen.right.at >= 0
        item = visit.screen.right.item
        assert item is not None and item.key == f"note:{visit.line(12).note.id}"
        here = visit.screen.left.item
        assert here is not None and here.key == "theme:rol-overheid:theme-2"
        await visit.press("escape")
        assert visit.showing == "search" and "2 found" in visit.right


@played
async def test_enter_on_a_loose_note_that_was_found_goes_to_the_loose_notes(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("slash", *"gedachte", "enter")
        assert "2 found" in visit.right and "loose" in visit.right
        await visit.press("enter")
        assert visit.showing == "loose"


@played
async def test_a_search_for_nothing_is_refused_and_can_be_left(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("slash", "escape")
        assert not visit.screen.query(SearchLine) and visit.screen.left.has_focus
        await visit.press("slash", *"''", "enter")
        assert "nothing to search for" in visit.said and visit.showing in ("theme", "nothing")
        await visit.press("slash", "tab", *"regie", "enter")
        assert "found" in visit.right and "Regie?" in visit.right


@played
async def test_more_like_this_shows_where_each_stands(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("tilde")
        assert "choose a note first" in visit.said
        visit.room.embed({one.text: HOMES.get(number_of(one), 1) for one in NOTES})
        await visit.press("right", "tilde")
        assert "More like this" in visit.right and "loose" in visit.right
        await visit.press("end")
        assert "in T-003" in visit.right or "in T-002" in visit.right


@played
async def test_a_run_shows_how_far_it_is_and_ends_with_what_it_came_to(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("r")
        (run,) = visit.room.runs
        await visit.until(lambda: "light run" in visit.screen.header.render().plain)
        run.say(Progressed("light run", 5, 10))
        await visit.until(lambda: "██████░░░░░░ 5/10" in visit.screen.header.render().plain)
        await visit.press("r", "right", "p")
        assert len(visit.room.runs) == 1 and visit.line(1).pinned
        run.say(Progressed(ended=True, said="3 proposals"))
        await visit.until(lambda: visit.said == "3 proposals")
        assert "light run" not in visit.screen.header.render().plain
        await visit.press("R")
        assert visit.room.runs[1].reach is Reach.FULL


@played
async def test_escape_asks_and_stops_a_run(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("r", "escape")
        (run,) = visit.room.runs
        assert isinstance(visit.app.screen, Choice)
        await visit.press("escape")
        assert not run.ended()
        await visit.press("escape", "down", "enter")
        assert run.ended()
        await visit.until(lambda: "cancelled" in visit.said)


@played
async def test_leaving_stops_a_run_and_lets_go_of_the_ledger(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("r")
    assert visit.room.runs[0].ended() and "leave" in visit.room.disk.calls.queue


@played
async def test_a_locked_ledger_is_said_and_read_again_later(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        visit.room.disk.reason = "the database is locked"
        await visit.press("down")
        await visit.until(lambda: "locked" in visit.screen.header.render().plain)
        visit.room.disk.reason = ""
        await visit.until(lambda: "locked" not in visit.screen.header.render().plain)
        await visit.until(lambda: "T-002" in visit.right)
        assert not visit.said


@played
async def test_f2_and_f3_go_between_the_rooms(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("down", "f2")
        assert visit.app.current_mode == "capture"
        await visit.pilot.press(*"half")
        await visit.press("f3")
        assert visit.app.current_mode == "explore" and "T-002" in visit.right
        await visit.press("f2")
        assert visit.app.capture.draft().text == "half"


@played
async def test_help_palette_and_footer_are_of_the_room(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        assert "n name" in visit.screen.footer.render().plain
        await visit.press("right")
        assert "m move" in visit.screen.footer.render().plain
        await visit.press("v")
        assert "a accept" in visit.screen.footer.render().plain
        await visit.press("v", "f1")
        assert isinstance(visit.app.screen, HelpScreen)
        await visit.press("escape", "ctrl+p")
        assert isinstance(visit.app.screen, Finder)
        await visit.press(*"families", "enter")
        assert visit.screen.model.how.families


@played
async def test_every_key_of_the_table_means_its_command_on_both_sides(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        bound = {one.action for one in visit.screen.BINDINGS if isinstance(one, Binding)}
        for command in ROOM:
            for key in command.keys if command.where is not Where.PROPOSALS else ():
                assert visit.screen.left.meanings[key] == f"screen.command('{command.name}')"
                assert visit.screen.right.meanings[key] == f"screen.command('{command.name}')"
            assert command.where is not Where.ROOM or not command.keys or f"screen.command('{command.name}')" in bound


@played
async def test_the_mouse_chooses_folds_and_opens(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.pilot.click("#themes", offset=(4, 2))
        await visit.settle()
        assert "T-002" in visit.right
        await visit.pilot.click("#themes", offset=(4, 0))
        await visit.settle()
        assert "Marktmeester" not in "\n".join(visit.left)


@played
async def test_a_click_chooses_what_is_under_the_mouse_wherever_the_cursor_was(tmp_path: Path) -> None:
    many = tuple(said(200 + number, f"Notitie nummer {number}") for number in range(60))
    async with visited(themed(tmp_path, more=many)) as visit:
        visit.screen.right.scroll_rows(40)
        row = next(y for y, said in enumerate(visit.right.split("\n")) if "Notitie nummer" in said)
        wanted = visit.right.split("\n")[row].split("“ ")[1]
        await visit.pilot.click("#notes", offset=(12, row))
        await visit.settle()
        item = visit.screen.right.item
        assert item is not None and isinstance(item.of, NoteLine) and item.of.note.text == wanted
