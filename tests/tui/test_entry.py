"""The entry field: what is pasted, very long lines, what its text shows."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._wrap import compute_wrap_offsets

from kennis.tui.capture.long_line_wrap import rewrapped
from tests.tui.place import Desk, laid
from tests.tui.played import played

LINES = st.text("ab  \u4e2d\u0301é-", max_size=400)


@settings(max_examples=300, deadline=None)
@given(LINES, LINES, LINES, LINES, st.integers(2, 30), st.sampled_from([1, 9]))
def test_what_changed_in_a_long_line_is_wrapped_as_the_whole_line_would_be(
    start: str, old: str, new: str, end: str, width: int, times: int
) -> None:
    start, end = start * times, end * times
    before, after = start + old + end, start + new + end
    known = compute_wrap_offsets(before, width, 4)
    assert rewrapped(after, width, before, known) == compute_wrap_offsets(after, width, 4)


@settings(max_examples=50, deadline=None)
@given(st.text("ab \u4e2d", min_size=1, max_size=60), st.integers(2, 90))
def test_a_line_longer_than_what_is_wrapped_at_a_time(part: str, width: int) -> None:
    line = part * (6_000 // len(part))
    assert rewrapped(line, width, "", []) == compute_wrap_offsets(line, width, 4)


@played
async def test_what_is_pasted_is_cleaned_and_said(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        table.screen.entry.post_message(events.Paste("een\x1b[31m\r\ntwee\u202e\x00drie"))
        await table.settle()
        assert table.screen.entry.text == "een[31m\ntweedrie"
        assert "3" in table.said


@pytest.mark.parametrize("text", ["woord " * 35_000, "x" * 200_000, "een zin met woorden.\n\n" * 9_000])
@played
async def test_a_very_long_paste_is_shown_at_its_end_and_typed_on(tmp_path: Path, text: str) -> None:
    async with laid(Desk(tmp_path)) as table:
        entry = table.screen.entry
        entry.post_message(events.Paste(text))
        await table.settle()
        assert entry.text == text and entry.size.height == 6
        await table.press(*"slot", "left", "left", "backspace")
        assert entry.text == text + "sot"
        last = [entry.render_line(y).text.rstrip() for y in range(6)]
        assert last[5].endswith("sot")


@played
async def test_the_cursor_the_selection_and_tabs_are_drawn(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        entry = table.screen.entry
        await table.type("een\ttwee\ndrie vier")
        rows = [entry.render_line(y) for y in range(2)]
        assert [row.text.rstrip() for row in rows] == ["een twee", "drie vier"]
        cursor = [piece.text for piece in rows[1] if piece.style and piece.style.bgcolor != rows[0]._segments[0].style]
        assert cursor
        await table.press("shift+home")
        pieces = [piece.text for piece in entry.render_line(1)]
        assert pieces[:2] == ["d", "rie vier"]


@played
async def test_what_is_recognised_is_shown_while_typing(tmp_path: Path) -> None:
    async with laid(Desk(tmp_path)) as table:
        assert "question" in table.screen.recognised.render().plain
        await table.type("? wie betaalt @jan #geld ~dso")
        assert table.screen.recognised.render().plain.split("  ") == ["? question", "@jan", "#geld ~dso"]
