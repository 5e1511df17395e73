"""The researcher's room: proposals, search, more like this, runs, and the way between the rooms."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.binding import Binding

from kennis.locale import words
from kennis.nouns.ledger import Change
from kennis.nouns.themes_room import NoteLine
from kennis.tui.shared.ask import Choice
from kennis.tui.shared.command_table import Where
from kennis.tui.shared.help import HelpScreen
from kennis.tui.shared.palette import Palette
from kennis.tui.themes_room.commands import ROOM
from kennis.tui.themes_room.search_line import SearchLine
from tests.tui.paper import a_room, line, theme, visited
from tests.tui.played import played


@played
async def test_a_proposal_is_shown_side_by_side_and_accepted(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("v")
        assert "T-001 grows" in visit.left[0] and "+1" in visit.left[0]
        assert "now" in visit.right and "then" in visit.right and "3 notes" in visit.right
        assert "4 notes (+1)" in visit.right and "would join: 1 note" in visit.right
        await visit.press("a")
        assert visit.line(32).theme == "theme-1" and [one.proposal.position for one in visit.room.held.waiting] == [2]
        assert "T-003 grows" in visit.left[0] and "1 proposal" in visit.screen.header.render().plain
        await visit.press("ctrl+z")
        assert visit.line(32).theme is None and visit.waiting() == 2


@played
async def test_proposals_are_rejected_and_put_off(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("v", "l")
        assert "T-003" in visit.left[0] and "later" in visit.left[3]
        assert "T-003" in visit.right
        await visit.press("d")
        assert [one.proposal.position for one in visit.room.held.waiting] == [1]
        await visit.press("a")
        assert not visit.waiting() and "No proposals wait" in "\n".join(visit.left)
        await visit.press("a")
        assert "no proposal" in visit.said
        await visit.press("escape")
        assert "VERKOKERING" in "\n".join(visit.left)


@played
async def test_marked_proposals_are_judged_together(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("v", "space", "space", "a")
        assert not visit.waiting() and len(visit.room.done) == 1


@played
async def test_accepting_all_asks_first(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("v", "A")
        assert isinstance(visit.app.screen, Choice)
        await visit.press("enter")
        assert visit.waiting() == 2
        await visit.press("A", "down", "enter")
        assert not visit.waiting()
        await visit.press("ctrl+z")
        assert visit.waiting() == 2


@played
async def test_the_notes_of_a_proposal_can_be_looked_at(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("v", "enter", "enter")
        assert visit.showing == "note" and "Een losse gedachte 32" in visit.right
        await visit.press("escape")
        assert visit.showing == "proposal" and "would join" in visit.right


@pytest.mark.parametrize("change", Change)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (32, 10)])
@played
async def test_each_change_is_told_with_its_two_sides(tmp_path: Path, change: Change, size: tuple[int, int]) -> None:
    room = a_room()
    one = room.held.waiting[0]
    parts = (theme(8, "Een deel"), theme(0, "Nog een deel"))
    made = replace(one.proposal, change=change, parts=parts, title_before="Zoals het heette", share=0.73)
    leaving = tuple(room.held.lines.values())[:2]
    parted = (leaving, leaving[:1])
    view = replace(
        one, proposal=made, leaving=leaving, staying=leaving, parted=parted, reasons=("73 % houdt ze apart",)
    )
    room.change(replace(room.held, waiting=(view,)))
    room.not_honoured = ("n1 niet met n2: samen vastgezet",)
    async with visited(tmp_path, room, size) as visit:
        await visit.press("v")
        assert words.change(change) in "\n".join(visit.left) and "! n1 niet" in "\n".join(visit.left)
        await visit.press("right")
        await visit.until(lambda: "73 % houdt" in visit.right or size[1] < 24)
        await visit.until(lambda: "would become T-008 Een deel: 2 notes" in visit.right or size != (120, 40))
        await visit.press("end", "home", "a")
        assert not visit.waiting()


@played
async def test_search_shows_why_and_enter_goes_to_the_theme(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("slash", *"marktmeester", "enter")
        assert "2 found" in visit.right and "words: marktmeester" in visit.right
        assert "in T-002 Marktmeester" in visit.right
        await visit.press("down", "enter")
        assert visit.screen.details.subject.item == "theme-2" and visit.screen.right.at >= 0
        item = visit.screen.right.item
        assert item is not None and item.key == f"note:{visit.line(12).note.id}"
        here = visit.screen.left.item
        assert here is not None and here.key == "theme:rol-overheid:theme-2"
        await visit.press("escape")
        assert visit.showing == "search" and "2 found" in visit.right
        assert "searched on paper" in visit.said


@played
async def test_a_search_for_nothing_is_refused_and_can_be_left(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("slash", "escape")
        assert not visit.screen.query(SearchLine) and visit.screen.left.has_focus
        await visit.press("slash", *"''", "enter")
        assert "nothing to search for" in visit.said and visit.showing in ("theme", "nothing")
        await visit.press("slash", "tab", *"regie", "enter")
        assert "hybrid: regie" in visit.right


@played
async def test_more_like_this_shows_where_each_stands(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("tilde")
        assert "choose a note first" in visit.said
        await visit.press("right", "tilde")
        assert "More like this" in visit.right and "in T-002" in visit.right
        await visit.press("end")
        assert "loose" in visit.right


@played
async def test_a_run_shows_how_far_it_is_and_ends_with_what_it_came_to(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("r")
        (task,) = visit.tasks
        assert "light run" in visit.screen.header.render().plain
        task.done = 5
        await visit.until(lambda: "██████░░░░░░ 5/10" in visit.screen.header.render().plain)
        await visit.press("r", "right", "p")
        assert len(visit.tasks) == 1 and visit.line(1).pinned
        task.ended, task.said = True, "3 proposals"
        await visit.until(lambda: visit.said == "3 proposals")
        assert "light run" not in visit.screen.header.render().plain
        await visit.press("R")
        assert visit.tasks[1].step == "full run"


@played
async def test_escape_asks_and_stops_a_run(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("r", "escape")
        assert isinstance(visit.app.screen, Choice)
        await visit.press("escape")
        assert not visit.stopped()
        await visit.press("escape", "down", "enter")
        assert visit.stopped()
        await visit.until(lambda: "stopped" in visit.said)


@played
async def test_leaving_stops_a_run_and_lets_go_of_the_ledger(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("r")
    assert visit.stopped() and visit.room.left


@played
async def test_a_locked_ledger_is_said_and_read_again_later(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        visit.room.locked = "the database is locked"
        await visit.press("down")
        await visit.until(lambda: "locked" in visit.screen.header.render().plain)
        visit.room.locked = ""
        await visit.until(lambda: "locked" not in visit.screen.header.render().plain)
        await visit.until(lambda: "T-002" in visit.right)
        assert not visit.said


@played
async def test_f2_and_f3_go_between_the_rooms(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.press("down", "f2")
        assert visit.app.current_mode == "capture"
        await visit.pilot.press(*"half")
        await visit.press("f3")
        assert visit.app.current_mode == "explore" and "T-002" in visit.right
        await visit.press("f2")
        assert visit.app.capture.draft().text == "half"


@played
async def test_help_palette_and_footer_are_of_the_room(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        assert "n name" in visit.screen.footer.render().plain
        await visit.press("right")
        assert "m move" in visit.screen.footer.render().plain
        await visit.press("v")
        assert "a accept" in visit.screen.footer.render().plain
        await visit.press("v", "f1")
        assert isinstance(visit.app.screen, HelpScreen)
        await visit.press("escape", "ctrl+p")
        assert isinstance(visit.app.screen, Palette)
        await visit.press(*"families", "enter")
        assert visit.screen.model.how.families


@played
async def test_every_key_of_the_table_means_its_command_on_both_sides(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        bound = {one.action for one in visit.screen.BINDINGS if isinstance(one, Binding)}
        for command in ROOM:
            for key in command.keys if command.where is not Where.PROPOSALS else ():
                assert visit.screen.left.meanings[key] == f"screen.command('{command.name}')"
                assert visit.screen.right.meanings[key] == f"screen.command('{command.name}')"
            assert command.where is not Where.ROOM or not command.keys or f"screen.command('{command.name}')" in bound


@played
async def test_the_mouse_chooses_folds_and_opens(tmp_path: Path) -> None:
    async with visited(tmp_path) as visit:
        await visit.pilot.click("#themes", offset=(4, 2))
        await visit.settle()
        assert "T-002" in visit.right
        await visit.pilot.click("#themes", offset=(4, 0))
        await visit.settle()
        assert "Marktmeester" not in "\n".join(visit.left)


@played
async def test_a_click_chooses_what_is_under_the_mouse_wherever_the_cursor_was(tmp_path: Path) -> None:
    room = a_room()
    many = {f"x{number}": line(100 + number, f"Notitie nummer {number}", 1, strength=0.5) for number in range(60)}
    room.change(replace(room.held, lines={**room.held.lines, **many}))
    async with visited(tmp_path, room) as visit:
        visit.screen.right.scroll_rows(40)
        row = next(y for y, said in enumerate(visit.right.split("\n")) if "Notitie nummer" in said)
        wanted = visit.right.split("\n")[row].split("“ ")[1]
        await visit.pilot.click("#notes", offset=(12, row))
        await visit.settle()
        item = visit.screen.right.item
        assert item is not None and isinstance(item.of, NoteLine) and item.of.note.text == wanted
