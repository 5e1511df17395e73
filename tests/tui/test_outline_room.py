"""The editors' room on a workspace: what is edited there stands in its database, and can be undone later."""

import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.nouns import Consent, Draft
from kennis.nouns.edits import Unfinished
from kennis.store import Offer
from kennis.tui.app import KennisApp
from kennis.tui.outline_room.external_editor import command
from kennis.tui.outline_room.external_editor import edited as left_by
from kennis.workflows.draft_files import claim
from kennis.workflows.outline.preflight_check import accept, remarks
from kennis.workflows.workspace import Workspace
from tests.samples import session
from tests.tui.outlined import ADVISER, asked, begun, edited, noted, outlined, plant, played, texts, titles


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace with an outline: one chapter with three sections, the others empty."""
    return outlined(tmp_path / "ruimte")


def editor(folder: Path, body: str) -> str:
    """Make an editor of a few lines of shell; gives what to put in EDITOR."""
    path = folder / "editor.sh"
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@played
async def test_the_outline_stands_as_a_tree_with_its_passages_beside_it(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        assert "8 chapters · 92 words · 4 quotes" in bench.header
        assert "2 Verkokering doorbreken" in bench.left and "92/3,000" in bench.left and "2.1 Titel aaaa" in bench.left
        assert "not used: 2 notes" in bench.screen.query_one("#tally").render().plain  # type: ignore[union-attr]
        await bench.press("down")
        assert "sectors: provincie 40%, unknown 60%" in bench.right and "1 session" in bench.right
        await bench.press("down", "down")
        assert "2.2 Titel bbbb" in bench.right and "T-002" in bench.right and "notes used: 4 of 4" in bench.right
        assert "Quote" in bench.right and "n8" in bench.right and "— adviseur, provincie" in bench.right
        assert "“Wij zeiden 8 keer ja.”" in bench.right and "A. Viseur" not in bench.right


@played
async def test_without_an_outline_the_room_says_what_to_do_and_b_builds_it(tmp_path: Path) -> None:
    workspace = begun(tmp_path / "ruimte")
    async with edited(workspace) as bench:
        assert "There is no outline yet" in bench.left and "F3 goes to them" in bench.right
        for key in ("a", "e", "n", "m", "x", "w", "c", "v", "k", "u", "h", "shift+up"):
            await bench.press(key)
            assert bench.said and not bench.dialog()
        await bench.press("b")
        assert "2.1 Titel aaaa" in bench.left and "made the first outline" in bench.said
        await bench.press("b")
        assert "already" in bench.said
        await bench.press("ctrl+z")
        assert "There is no outline yet" in bench.left
    assert titles(workspace) == []


@played
async def test_a_passage_is_rewritten_and_undone_after_a_restart(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("down", "down", "right", "e", *" En meer", "enter", *"hier.", "ctrl+s")
        assert "rewrote a passage" in bench.said and "own words" in bench.right and bench.here == "2.1.1"
    assert texts(workspace)[0].endswith("hoort. En meer\nhier.")
    async with edited(workspace) as bench:
        await bench.press("ctrl+z")
        assert "undone" in bench.said
        assert not texts(workspace)[0].endswith("hier.")
        await bench.press("ctrl+y")
        assert "done again" in bench.said and texts(workspace)[0].endswith("hier.")


@played
async def test_what_was_not_changed_is_no_edit_and_what_is_empty_is_not_kept(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("down", "down", "right", "e", "ctrl+s")
        assert "nothing was changed" in bench.said and not bench.dialog()
        await bench.press("e", "ctrl+a", "ctrl+k", "ctrl+s")
        assert bench.dialog() == "TextDialog"
        await bench.press("escape", "escape")
        assert not bench.dialog()
    assert len(asked(workspace).editions()) == 1


@played
async def test_a_text_that_was_being_written_when_kennis_ended_stands_there_again(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("down", "down", "right", "e", *" en verder")
        left = bench.app.capture.draft().unfinished
        assert [one.text[-10:] for one in left] == [" en verder"]
    for _time in range(2):
        async with edited(workspace) as bench:
            await bench.until(lambda: bench.dialog() == "TextDialog")
            assert "when kennis ended" in bench.app.screen.query_one("#problem").render().plain  # type: ignore[union-attr]
            await bench.press(*" meer")
    async with edited(workspace) as bench:
        await bench.until(lambda: bench.dialog() == "TextDialog")
        await bench.press("ctrl+s")
        assert texts(workspace)[0].endswith("hoort. en verder meer meer") and bench.here == "2.1"
        assert not bench.app.capture.draft().unfinished
    async with edited(workspace) as bench:
        assert not bench.dialog()
        await bench.press("down", "down", "a", "enter", *"weg", "escape", "escape")
        assert not bench.dialog() and not bench.app.capture.draft().unfinished


@played
async def test_what_was_being_written_finds_a_place_where_its_passage_is_gone(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("down", "down", "right", "e", *" en verder")
    asked(workspace).remove(asked(workspace).view().every[0].part.id)
    async with edited(workspace) as bench:
        await bench.until(lambda: bench.dialog() == "TextDialog")
        await bench.press("ctrl+s")
        assert any(text.endswith("en verder") for text in texts(workspace))
        assert not bench.app.capture.draft().unfinished


@played
async def test_texts_whose_passages_are_gone_each_find_a_place(workspace: Workspace) -> None:
    gone = [f"passage {new_id()}", f"text {new_id()} 3", f"passage {new_id()}"]
    with claim(workspace.database) as client:
        client.keep(Draft(unfinished=tuple(Unfinished(one, f"Los {n}") for n, one in enumerate(gone))))
    before = len(texts(workspace))
    async with edited(workspace) as bench:
        await bench.until(lambda: bench.dialog() == "TextDialog")
        assert len(bench.app.capture.draft().unfinished) == 3
        for _time in gone:
            assert bench.dialog() == "TextDialog"
            await bench.press("ctrl+s")
        assert not bench.dialog() and not bench.app.capture.draft().unfinished
    assert len(texts(workspace)) == before + 3 and {"Los 0", "Los 1", "Los 2"} <= set(texts(workspace))


@played
async def test_words_changed_by_someone_else_meanwhile_bring_the_text_back(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("down", "down", "right", "e", *" mijn")
        part = asked(workspace).view().every[0].part
        asked(workspace).write(part.id, "Van een ander.")
        await bench.press("ctrl+s")
        await bench.until(lambda: bench.dialog() == "TextDialog")
        assert texts(workspace)[0] == "Van een ander."
        await bench.press("escape")
        assert bench.dialog() == "TextDialog", "one escape drops what was written"
        await bench.press("ctrl+s")
        assert texts(workspace)[0].endswith("hoort. mijn")


@played
async def test_parts_move_among_their_siblings_and_the_cursor_goes_with_them(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("shift+down", "shift+down")
        assert bench.here == "3" and titles(workspace)[0] == "Verkokering doorbreken"
        await bench.press("shift+up", "shift+up", "shift+up")
        assert bench.here == "1" and "first already" in bench.said
        await bench.press("down", "down", "shift+down", "shift+down", "shift+down")
        assert "last already" in bench.said
        assert titles(workspace)[1:5] == ["Verkokering doorbreken", "Titel bbbb", "Titel cccc", "Titel aaaa"]
        before = texts(workspace)
        await bench.press("right", "down", "shift+up")
        assert texts(workspace)[6:8] == before[6:8][::-1] and bench.here == "2.3.1"


@played
async def test_shifts_in_a_burst_each_count(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.pilot.press("shift+down", "shift+down", "shift+down", "shift+down")
        await bench.settle()
        assert titles(workspace).index("De rol van de overheid") == 7 and bench.here == "5"


@played
async def test_a_passage_and_a_section_move_elsewhere(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("down", "down", "right", "m", *"bbbb", "enter")
        assert "moved a part" in bench.said
        assert texts(workspace)[7].startswith("Notitie 1:")
        await bench.press("left", "m", *"standaarden", "enter")
        assert bench.here == "7.1" and "Titel aaaa" in bench.left
        await bench.press("left", "m")
        assert "Shift" in bench.said and not bench.dialog()


@played
async def test_chapters_sections_and_own_text_are_added_where_the_cursor_is(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("down", "down", "a", "s", "enter", *"Tussen", "enter")
        assert titles(workspace)[3] == "Tussen" and bench.here == "2.2"
        await bench.press("a", "enter", *"Eigen woorden.", "ctrl+s")
        assert "Eigen woorden." in bench.right and "✎ Own text" in bench.right
        await bench.press("right", "a", "enter", *"Daarna.", "ctrl+s")
        assert bench.here == "2.2.2" and "Daarna." in bench.right
        await bench.press("left", "a", "c", "enter", *"Slot", "enter")
        assert bench.here == "3" and titles(workspace)[6] == "Slot"
        await bench.press("n", *"woord", "enter", "w", *"1.200", "enter")
        assert "0/1,200" in bench.left and "Slotwoord" in bench.left
        await bench.press("w", "backspace", *"veel", "enter")
        assert bench.dialog() == "OneLine"
        await bench.press("escape")


@played
async def test_own_words_cite_notes_and_other_words_do_not_change_what_they_cite(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("down", "down", "a", "enter", *"Eigen.", "ctrl+s", "right", "end", "i", *"n1, n8", "enter")
        assert asked(workspace).view().chapters[1].sections[0].passages[-1].notes == ("n1", "n8")
        await bench.press("i", *" n999", "enter")
        assert bench.screen.footer.has_class("-trouble")
        await bench.press("home", "i")
        assert "fixed" in bench.said and not bench.dialog()


@played
async def test_a_part_is_taken_out_after_a_question(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("down", "down", "x")
        assert bench.dialog() == "Choice"
        await bench.press("enter")
        assert "Titel aaaa" in titles(workspace)
        await bench.press("x", "y", "enter")
        assert "Titel aaaa" not in titles(workspace) and bench.here == "2"
        await bench.press("down", "right", "delete", "y", "enter")
        assert len(texts(workspace)) == 5
        assert "not used: 7 notes" in bench.screen.query_one("#tally").render().plain  # type: ignore[union-attr]
        await bench.press("ctrl+z", "ctrl+z")
        assert len(texts(workspace)) == 10


@played
async def test_another_quote_is_put_in_the_place_of_one(workspace: Workspace) -> None:
    part = asked(workspace).view().chapters[1].sections[1].passages[3].part.id
    asked(workspace).remove(part)
    async with edited(workspace) as bench:
        free = next(one.name for one in asked(workspace).view().unused if one.quoted)
        await bench.press("down", "down", "down", "right", "end", "c")
        assert bench.dialog() == "Finder"
        await bench.press("enter")
        assert f"put {free} in the place" in bench.said and free in bench.right
        await bench.press("home", "c")
        assert bench.dialog() == "Finder"
        await bench.press("escape", "left", "down", "right", "c")
        assert "no other note of this kind" in bench.said and not bench.dialog()


@played
async def test_a_note_that_stands_nowhere_gets_a_place(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("u")
        assert "2 notes could be printed" in bench.right and "T-001 Titel aaaa" in bench.right
        await bench.press("m", *"cccc", "enter")
        assert "added n5" in bench.said and "1 note could be printed" in bench.right
        await bench.press("escape")
        assert "Verkokering" in bench.left and not bench.dialog()
    assert asked(workspace).view().chapters[1].sections[2].passages[-1].notes == ("n5",)


@played
async def test_what_is_not_printed_is_flagged_and_checked(workspace: Workspace) -> None:
    with workspace.store() as store:
        changed = {8: {"consent": Consent.WITHDRAWN}, 1: {"text": "Heel iets anders."}}
        new = tuple(replace(noted()[number - 1], version=1, **more) for number, more in changed.items())  # type: ignore[arg-type]
        store.take_in(Offer((session(people=[ADVISER]),), new))
    async with edited(workspace) as bench:
        assert "⚠ 2 not printed" in bench.header and "⚑ 2 proposals" in bench.header
        assert "⚠1 ⚑" in bench.left and "3 quotes" in bench.header
        await bench.press("k")
        assert "its note is withdrawn" in bench.right and "its words no longer stand in its note" in bench.right
        assert bench.right.index("1 × withdrawn") < bench.right.index("1 × other words") < bench.right.index("× length")
        await bench.press("home", "enter")
        assert bench.screen.lists.subject.sort.value == "part" and bench.here.startswith("2.2.")
        await bench.press("v")
        assert "may not be printed" in bench.left and "now" in bench.right and "then" in bench.right
        await bench.press("d")
        assert "rejected" in bench.said and "⚑ 1 proposal" in bench.header
        await bench.press("a")
        assert "Nothing is proposed" in bench.left
        await bench.press("v")
        assert "2.1 Titel aaaa" in bench.left


@played
async def test_all_proposals_at_once_and_marks(workspace: Workspace) -> None:
    with workspace.store() as store:
        new = tuple(replace(one, version=1, text=f"Anders {at}.") for at, one in enumerate(noted()[:4]))
        store.take_in(Offer((session(people=[ADVISER]),), new))
    async with edited(workspace) as bench:
        await bench.press("v", "space", "space")
        assert "✓ 2 marked" in bench.header
        await bench.press("a")
        assert "⚑ 2 proposals" in bench.header
        await bench.press("A", "y", "enter")
        assert "proposals" not in bench.header and "accepted" in bench.said
        await bench.press("ctrl+z")
        assert "⚑ 2 proposals" in bench.header


@played
async def test_versions_are_listed_and_compared(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        await bench.press("n", *" nu", "enter", "h")
        assert "gave the title De rol van de overheid nu" in bench.right
        bench.screen.footer.tell("")
        keys = bench.screen.footer.render().plain
        assert "F1 help" in keys and "e write" not in keys
        await bench.press("end", "enter")
        assert "~ 1" in bench.right and "was: De rol van de overheid" in bench.right
        await bench.press("escape")
        assert "Versions" in bench.right and bench.here
        await bench.press("escape", "escape")
        assert bench.screen.lists.subject.sort.value == "part"


@played
async def test_a_passage_goes_through_the_persons_own_editor(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with edited(workspace) as bench:
        await bench.press("down", "down", "right", "E")
        assert "no editor is set" in bench.said
        monkeypatch.setenv("EDITOR", editor(tmp_path, 'printf " Erbij.\\n" >> "$1"'))
        await bench.press("E")
        assert texts(workspace)[0].endswith("hoort.\n Erbij.")
        monkeypatch.setenv("VISUAL", "true")
        await bench.press("E")
        assert "nothing was changed" in bench.said and len(asked(workspace).editions()) == 2
        monkeypatch.setenv("VISUAL", editor(tmp_path, ': > "$1"'))
        await bench.press("E")
        assert "empty" in bench.said and len(asked(workspace).editions()) == 2


@played
async def test_what_the_persons_own_editor_gave_comes_back_where_it_cannot_be_kept(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", editor(tmp_path, 'printf " Erbij." > "$1"'))
    async with edited(workspace) as bench:
        await bench.press("down", "down", "right")
        free = threading.Event()
        bench.screen.worker.ask(free.wait)
        asked(workspace).write(asked(workspace).view().every[0].part.id, "Van een ander.")
        await bench.pilot.press("E")
        assert [one.text for one in bench.app.capture.draft().unfinished] == ["Erbij."]
        free.set()
        await bench.settle()
        assert bench.dialog() == "TextDialog"
        await bench.press("ctrl+s")
        assert texts(workspace)[0] == "Erbij."
        assert not bench.app.capture.draft().unfinished


def test_an_editor_that_fails_changes_nothing_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for words in (["false"], [str(tmp_path / "geen")]):
        with pytest.raises(InputError):
            left_by("tekst", words)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="no text in UTF-8"):
        left_by("tekst", [editor(tmp_path, "printf '\\377' > \"$1\"")])
    assert len(list(tmp_path.glob("kennis-*.md"))) == 1
    assert left_by("  tekst\n", ["true"]) == "tekst"
    assert command({"VISUAL": " ", "EDITOR": "nano -w"}) == ["nano", "-w"]
    with pytest.raises(InputError):
        command({"EDITOR": "'open"})


@played
async def test_the_rooms_keep_what_was_typed(workspace: Workspace) -> None:
    async with edited(workspace, room=KennisApp) as bench:
        await bench.until(lambda: bench.app.capture.state.model)
        await bench.pilot.press(*"half getypt", "f4")
        await bench.until(lambda: bench.screen.model.view)
        assert "Verkokering" in bench.left
        await bench.press("down", "right", "f3")
        await bench.until(lambda: bench.app.explore.model.overview)
        await bench.pilot.press("f4")
        await bench.settle()
        assert bench.here == "2.1"
        await bench.press("f2")
        assert bench.app.capture.entry.text == "half getypt"


@played
async def test_a_change_by_another_program_is_seen(workspace: Workspace) -> None:
    async with edited(workspace) as bench:
        asked(workspace).add_chapter("Van een ander", 0)
        await bench.until(lambda: "1 Van een ander" in bench.left)
        assert bench.here == "2"


@played
async def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    hostile = "[link=javascript:x]k[/link] \x1b]52;c;AAAA\x07 \u202eomgekeerd \x9b31m **vet** <b>"
    notes = tuple(replace(one, text=f"{at} GIFTIG") for at, one in enumerate(noted()))
    workspace = outlined(tmp_path / "ruimte", notes)
    asked(workspace).retitle("2", "[b]Titel[/b]\x1b[31m")
    plant(workspace, "GIFTIG", hostile)
    async with edited(workspace) as bench:
        await bench.press("down", "down", "right", "c")
        assert "[link=javascript:x]k[/link]" in (bench.right if not bench.dialog() else "[link=javascript:x]k[/link]")
        await bench.press("escape", "u", "k", "h", "escape", "escape", "x")
        strips = [segment.text for strip in bench.app.screen._compositor.render_strips() for segment in strip]
        assert not set("".join(strips)) & set("\x1b\x07\x9b\u202e")
        await bench.press("escape")
        assert "[b]Titel[/b]" in bench.left


@played
async def test_a_narrow_terminal_shows_one_side_at_a_time(workspace: Workspace) -> None:
    async with edited(workspace, (32, 10)) as bench:
        assert bench.screen.left.display and bench.screen.right.size.width == 0
        await bench.press("down", "down", "right")
        assert bench.screen.left.size.width == 0 and "Summary" in bench.right
        await bench.press("f1", "escape", "e", "escape", "a", "escape", "m", "escape")
        assert not bench.dialog()
        await bench.press("left")
        assert "2.1 Titel aaaa" in bench.left


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (32, 10), (12, 4), (3, 2)])
@played
async def test_every_key_can_be_pressed_at_every_size(workspace: Workspace, size: tuple[int, int]) -> None:
    async with edited(workspace, size) as bench:
        await bench.press("down", "down", "right")
        for key in ("k", "u", "h", "enter", "escape", "v", "a", "v", "pagedown", "end", "home", "tab", "left", "left"):
            await bench.press(key)
        assert not bench.dialog() and bench.screen.model.view is not None


@played
async def test_ctrl_c_copies_a_passage_and_asks_before_it_leaves(workspace: Workspace, tmp_path: Path) -> None:
    async with edited(workspace) as bench:
        await bench.press("down", "down", "tab", "ctrl+c")
        assert bench.app.clipboard and bench.app.clipboard in " ".join(bench.right.split())
    async with edited(begun(tmp_path / "leeg")) as bench:
        await bench.press("ctrl+c")
        assert bench.app.return_code is None
        await bench.pilot.press("ctrl+c")
        assert bench.app.return_code == 0


@played
async def test_a_quotation_of_no_note_is_flagged_where_it_stands_and_first_in_the_check(workspace: Workspace) -> None:
    asked(workspace).add_text(
        asked(workspace).book().chapters[1].sections[0].id, "Zij zei: “wij liegen tegen de raad”."
    )
    async with edited(workspace) as bench:
        await bench.press("k")
        assert bench.right.index("1 × quotation from no note") < bench.right.index("× cites nothing")
        assert {one.key for one in asked(workspace).check()} == {
            one.key for one in remarks(workspace) if not one.accepted
        }
        await bench.press("home", "enter")
        assert "⚠ words in quotation marks" in bench.right


@played
async def test_the_check_says_that_all_is_well_only_where_preflight_does(workspace: Workspace) -> None:
    accept(workspace, [one.key for one in remarks(workspace)], "Redacteur")
    async with edited(workspace) as bench:
        await bench.press("k")
        assert "nothing waits" in bench.right
