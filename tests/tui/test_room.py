"""The researcher's room: going through themes and notes, and each decision."""

from pathlib import Path

import pytest
from textual import events

from kennis.nouns.themes import About, Rule, Stance
from kennis.tui.shared.choice_dialog import Choice
from kennis.tui.shared.finder import Finder
from kennis.tui.shared.form_fields import LineField
from kennis.tui.shared.one_line import OneLine
from kennis.tui.shared.text_dialog import TextDialog
from kennis.tui.themes_room.detail_view import DetailSubject, Sort
from kennis.tui.themes_room.lens_choice import LensChoice
from kennis.tui.themes_room.split_preview import PartsDialog
from tests.tui.outlined import plant
from tests.tui.played import played
from tests.tui.themed import HOMES, NOTES, THEMES, number_of, said, theme, themed, unthemed, visited


@played
async def test_lenses_stand_with_their_themes_and_a_theme_with_its_notes(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        shown = "\n".join(visit.left)
        assert shown.count("Regie") == 2 and "VERKOKERING" in shown and "loose notes" in shown
        assert visit.screen.details.subject == DetailSubject(Sort.THEME, "theme-1")
        assert "Regie op gegevens" in visit.right and "stable 0.91 · 3 notes · 1 session" in visit.right
        assert visit.right.index("bepaalt het") < visit.right.index("registraties")
        await visit.press("down")
        assert "Marktmeester of bouwmeester" in visit.right and "T-002" in visit.right


@played
async def test_groups_fold_and_families_group(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("left", "enter")
        assert "Marktmeester" not in "\n".join(visit.left)
        await visit.press("right", "f")
        shown = "\n".join(visit.left)
        assert "Regie op gegevens" in visit.right
        assert "GEGEVENS" in shown and "without a family" in shown and shown.count("Regie") == 1


@played
async def test_the_order_turns(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("o")
        assert "stability" in visit.said
        titles = [row for row in visit.left if "Budget" in row or "Regie" in row]
        assert len(titles) == 3 and "Regie" in titles[1]


@played
async def test_loose_notes_and_the_shelf_are_shown(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("end", "up")
        assert "Een losse gedachte 31" in visit.right
        await visit.press("down")
        assert "none; b puts notes here" in visit.right


@played
async def test_a_note_is_moved_undone_done_again_and_undone_after_a_restart(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "m", *"markt", "enter")
        assert visit.line(1).theme == "theme-2"
        assert "moved n1 to T-002" in visit.said and "bepaalt het" not in visit.right
        await visit.press("ctrl+z")
        assert visit.line(1).theme == "theme-1" and "bepaalt het" in visit.right
        assert "undone: moved n1 to T-002" in visit.said
        await visit.press("ctrl+y")
        assert visit.line(1).theme == "theme-2" and "done again: moved n1 to T-002" in visit.said
    async with visited(visit.room.workspace) as visit:
        await visit.press("ctrl+z")
        assert visit.line(1).theme == "theme-1"


@played
async def test_many_notes_are_marked_and_moved_by_number(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "space", "down", "x", "m", *"3", "enter")
        assert [visit.line(number).theme for number in (1, 2, 3)] == ["theme-3"] * 3
        assert not visit.screen.right.marked


@played
async def test_marks_go_with_shift_with_all_and_with_escape(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "shift+down", "shift+down")
        assert len(visit.screen.right.marked) == 2 and visit.right.count("✓") == 2
        await visit.press("escape")
        assert not visit.screen.right.marked
        await visit.press("ctrl+a")
        assert len(visit.screen.right.marked) == 3
        await visit.press("ctrl+a")
        assert not visit.screen.right.marked


@played
async def test_no_theme_is_found_by_its_name_and_makes_none(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "m", *"none", "enter")
        assert visit.line(1).theme is None
        assert not any("none" in line for line in visit.left)


@played
async def test_a_title_that_is_too_long_stays_in_its_dialog(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("n")
        visit.app.screen.query_one(LineField).value = "x" * 201
        await visit.pilot.press("enter")
        assert isinstance(visit.app.screen, OneLine) and visit.app.screen.query_one(LineField).value == "x" * 201


@played
async def test_a_note_is_moved_out_and_a_new_theme_is_gathered(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "m", "up", "enter")
        assert visit.line(1).theme is None
        await visit.press("m", *"Heel iets nieuws", "enter")
        assert "Heel iets nieuws" in visit.room.titles
        await visit.press("m", "up", "up", "enter")
        assert isinstance(visit.app.screen, OneLine)
        await visit.press(*"Nog een", "enter")
        assert "Nog een" in visit.room.titles


@played
async def test_pin_shelf_and_stance_turn(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "p", "b", "c")
        assert isinstance(visit.app.screen, Choice)
        await visit.press("up", "enter")
        one = visit.line(1)
        assert (one.pinned, one.shelved, one.stance) == (True, True, Stance.CONDITIONAL)
        assert "pinned" in visit.right and "on the shelf" in visit.right and "conditional" in visit.right
        await visit.press("p", "b", "c", "end", "enter")
        one = visit.line(1)
        assert (one.pinned, one.shelved, one.stance) == (False, False, None)
        await visit.press("plus")
        assert visit.line(1).stance is Stance.FOR
        await visit.press("minus")
        assert visit.line(1).stance is Stance.AGAINST


@played
async def test_the_second_theme_is_set_and_taken_off(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "t", *"budget", "enter")
        assert [near.theme for near in visit.line(1).near] == ["theme-3"]
        assert "also: T-003" in visit.right
        await visit.press("t", "up", "enter")
        assert visit.line(1).near == ()


@played
async def test_notes_are_kept_apart_two_at_least(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "a")
        assert not visit.room.state.constraints and "mark two" in visit.said
        await visit.press("space", "space", "a")
        assert [one.rule for one in visit.room.state.constraints] == [Rule.APART]


@played
async def test_themes_are_named_linked_and_retired(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("n", "ctrl+a", *"!", "enter")
        assert visit.room.themes["theme-1"].title.endswith("!") or visit.room.themes["theme-1"].titled
        assert "📌" in visit.right
        await visit.press("l")
        assert isinstance(visit.app.screen, LensChoice)
        await visit.press("space", "enter")
        assert [one.lens for one in visit.room.themes["theme-1"].lenses] == ["verkokering"]
        await visit.press("delete", "enter")
        assert "theme-1" in visit.room.themes
        await visit.press("delete", "down", "enter")
        assert "theme-1" not in visit.room.themes and visit.line(1).theme is None


@played
async def test_marked_themes_are_merged_into_one_of_them(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("space", "space", "g")
        assert isinstance(visit.app.screen, Finder)
        await visit.press("down", "enter")
        assert "theme-1" not in visit.room.themes and visit.line(1).theme == "theme-2"


@played
async def test_a_theme_is_put_into_another_and_never_into_itself(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("g", *"001", "enter")
        assert isinstance(visit.app.screen, Finder)
        await visit.press("escape", "g", *"budget", "enter")
        assert visit.line(1).theme == "theme-3"


@played
async def test_marked_notes_come_off_as_a_theme(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("right", "space", "s", *"Wie beheert", "enter")
        assert (visit.room.titles[-1], visit.line(1).theme) == ("Wie beheert", [*visit.room.themes][-1])
        await visit.press("ctrl+a", "s", "enter")
        assert "must leave notes" in visit.said and len(visit.screen.right.marked) == 2


@played
async def test_a_split_is_shown_before_it_is_done(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("g", *"002", "enter")
        await visit.press("s")
        assert "no parts" in visit.said
        visit.room.embed({one.text: int(number_of(one) > 10) for one in NOTES})
        await visit.press("s")
        assert isinstance(visit.app.screen, PartsDialog)
        await visit.press("escape")
        assert len(visit.room.themes) == 2
        await visit.press("s", "enter")
        assert visit.line(12).theme not in ("theme-2", None) and visit.line(1).theme == "theme-2"


@played
async def test_memos_on_theme_note_lens_and_session(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("e", *"een", "enter", *"twee", "ctrl+s")
        await visit.press("right", "down", "e", *"bij", "space", *"notitie", "ctrl+s")
        await visit.press("E", *"sessie", "ctrl+s", "left", "left", "e", *"lens", "ctrl+s")
        kept = {one.about: one.text for one in visit.room.memos}
        assert kept == {
            About.THEME: "een\ntwee",
            About.NOTE: "bij notitie",
            About.SESSION: "sessie",
            About.LENS: "lens",
        }


@played
async def test_a_memo_is_changed_and_taken_away(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("e", *"een", "ctrl+s", "right", "up", "enter")
        assert isinstance(visit.app.screen, TextDialog)
        await visit.press("!", "ctrl+s")
        assert [one.text for one in visit.room.memos] == ["een!"]
        await visit.press("enter", *["backspace"] * 4, "ctrl+s")
        assert not visit.room.memos


@played
async def test_a_memo_that_cannot_be_kept_comes_back_and_escape_asks(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        visit.room.disk.reason = "the database is locked"
        await visit.press("e", *"kostbaar", "ctrl+s")
        assert isinstance(visit.app.screen, TextDialog)
        await visit.press("!", "escape")
        assert isinstance(visit.app.screen, TextDialog)
        visit.room.disk.reason = ""
        await visit.press("ctrl+s")
        assert [one.text for one in visit.room.memos] == ["kostbaar!"]


@played
async def test_what_is_refused_is_said_and_changes_nothing(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        before = visit.room.state
        await visit.press("end", "up", "right", "p")
        assert "cannot be pinned" in visit.said and visit.room.state == before
        visit.room.disk.reason = "the database is locked"
        await visit.press("b")
        assert "locked" in visit.said and visit.room.state == before


@played
async def test_a_note_is_shown_whole_and_escape_leads_back(tmp_path: Path) -> None:
    long = " ".join(f"woord{number}" for number in range(200))
    async with visited(themed(tmp_path, more=(said(0, long),))) as visit:
        assert "woord199" not in visit.right
        await visit.press("right", "enter", "end")
        assert visit.showing == "note"
        await visit.press("pagedown", "pagedown")
        assert "session: Digital twins" in visit.right
        await visit.press("escape")
        assert visit.showing == "theme" and visit.screen.right.at >= 0
        await visit.press("escape")
        assert visit.screen.left.has_focus


@played
async def test_keys_that_come_too_soon_do_nothing_to_what_was_shown_before(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        before = visit.room.state
        for key in ("home", "down", "down", "right", "p"):
            visit.app.post_message(events.Key(key, None))
        await visit.until(lambda: "T-002" in visit.right)
        await visit.settle()
        assert visit.room.state == before or visit.line(11).pinned
        if visit.room.state == before:
            await visit.press("p")
        assert visit.line(11).pinned and not visit.line(1).pinned


@played
async def test_going_down_and_up_again_shows_where_the_cursor_is(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        for key in ("up", "down"):
            visit.app.post_message(events.Key(key, None))
        await visit.pilot.pause(0.3)
        await visit.settle()
        assert visit.screen.details.subject == DetailSubject(Sort.THEME, "theme-1")


@played
async def test_history_is_shown_in_words(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("n", *"x", "enter", "h")
        assert "renamed T-001" in visit.right
        await visit.press("escape", "escape", "left", "h")
        assert "renamed T-001" in visit.right


@played
async def test_a_theme_that_went_away_is_said(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        with visit.room.other() as other:
            other.retire("theme-1")
        await visit.until(lambda: "Regie" not in "\n".join(visit.left))
        await visit.settle()
        assert "theme-1" in visit.said or visit.screen.details.subject.item != "theme-1"


@played
async def test_new_notes_come_as_suggestions_that_are_taken_in(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        new = said(41, "Een nieuwe notitie over regie")
        visit.room.come_in(new)
        visit.room.embed({one.text: HOMES.get(number_of(one), 1) for one in (*NOTES, new)})
        await visit.until(lambda: "suggested" in visit.right)
        assert any("+1" in row for row in visit.left)
        assert "Een nieuwe notitie" in visit.right
        await visit.press("right", "end", "m")
        assert isinstance(visit.app.screen, Finder)
        await visit.press("enter")
        assert "moved n9 to T-001" in visit.said and "suggested" not in visit.right


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5), (10, 3), (1, 1), (200, 60)])
@played
async def test_no_size_is_too_small(tmp_path: Path, size: tuple[int, int]) -> None:
    async with visited(themed(tmp_path), size) as visit:
        await visit.press(
            "right", "down", "m", "escape", "v", "down", "v", "end", "right", "e", "escape", "f1", "escape"
        )
        await visit.pilot.resize_terminal(80, 24)
        await visit.settle()
        assert "loose" in visit.screen.header.render().plain


@played
async def test_a_long_reason_leaves_the_header_a_line_at_any_width(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        header = visit.screen.header
        header.reason = "de schijf is vol " * 20
        for width in (1, 2, 5, 20, 79, 80, 300):
            await visit.pilot.resize_terminal(width, 24)
            await visit.pilot.pause()
            assert header.render().cell_len <= width


@played
async def test_hostile_texts_are_only_text(tmp_path: Path) -> None:
    bad = "[link=javascript:x]k[/link] \x1b]52;c;eA==\x07 \u202eom\u202c [b]"
    workspace = themed(tmp_path, (theme(1, "Titel KWAAD", "rol-overheid"), *THEMES[1:]), (said(0, "Tekst KWAAD"),))
    plant(workspace, "KWAAD", bad)
    async with visited(workspace) as visit:
        await visit.press("right", "m", "escape", "n", "escape", "enter", "h", "escape", "escape", "g", "escape")
        await visit.press("v", "left", "v")
        assert "\x1b" not in visit.right and "\u202e" not in "\n".join(visit.left) and "[link=" in visit.right


@played
async def test_where_there_is_no_theme_yet_it_says_what_to_do_first(tmp_path: Path) -> None:
    async with visited(unthemed(tmp_path)) as visit:
        assert "No notes yet: F2" in " ".join(" ".join(visit.left).split())
        await visit.press("n", "m", "g", "s", "delete", "h", "escape", "v", "a", "v", "end", "right", "p", "e", "tilde")
        visit.room.come_in(said(1, "Een notitie"))
        visit.screen.look()
        await visit.settle()
        assert "No themes yet: r looks" in " ".join(" ".join(visit.left).split())


@played
async def test_ctrl_c_copies_what_the_cursor_is_on_and_never_crashes(tmp_path: Path) -> None:
    async with visited(themed(tmp_path)) as visit:
        await visit.press("ctrl+c")
        assert visit.app.clipboard == "Regie op gegevens" and "copied" in visit.said
        await visit.press("tab", "down", "ctrl+c")
        first = visit.app.clipboard
        assert first.startswith("Inwoners weten") and visit.said == "copied: n2"
        await visit.press("home", "space", "space", "ctrl+c")
        assert visit.app.clipboard.count("\n\n") == 1 and first in visit.app.clipboard
    async with visited(unthemed(tmp_path / "leeg"), refused="the database is locked") as visit:
        await visit.press("ctrl+c")
        assert "Ctrl+C again" in visit.said and visit.app.return_code is None
        await visit.pilot.press("ctrl+c")
        assert visit.app.return_code == 0
