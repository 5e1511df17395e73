"""The stream: how a note looks, what is in sight of many, and what must not reach the terminal."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from kennis.nouns import Applied, Kind, News, OpenSession
from kennis.reading import entry_edits
from kennis.tui.capture.note_stream import StreamWindow
from kennis.tui.capture.session_model import SessionModel
from kennis.tui.shared.note_lines import NoteFacts, Piece, Row, rows
from kennis.tui.shared.wrapping import cut, wrap
from tests.samples import note, session

NOTE = replace(
    note(1, "Wie betaalt de sensoren op straat?"),
    kind=Kind.QUESTION,
    at=datetime.time(14, 5),
    tags=("geld",),
    lenses=("dso",),
    star=True,
)
FACTS = NoteFacts(who="wethouder · Amersfoort", consent="anonymous", label="n7")


def drawn(made: tuple[Row, ...]) -> list[str]:
    """Give rows as text."""
    return ["".join(piece.text for piece in row).rstrip() for row in made]


def test_a_note_on_a_narrow_terminal() -> None:
    assert drawn(rows(NOTE, FACTS, 78)) == [
        " 14:05 ★? Wie betaalt de sensoren op straat?",
        f"          {'wethouder · Amersfoort · anonymous':<58}#geld ~dso",
    ]


def test_a_note_on_a_wide_terminal() -> None:
    assert drawn(rows(NOTE, FACTS, 120)) == [
        f"{' 14:05 ★? Wie betaalt de sensoren op straat?':<84}wethouder · Amersfoort · anonymous",
        f"{'':<84}#geld ~dso",
    ]


def test_a_note_without_marks_takes_one_row() -> None:
    assert drawn(rows(replace(note(1, "kort"), at=datetime.time(9, 1)), NoteFacts(), 80)) == [" 09:01    kort"]


def test_what_a_note_is_stands_in_words_when_it_is_selected() -> None:
    text = "\n".join(drawn(rows(NOTE, replace(FACTS, selected=True, unsaved=True), 80)))
    assert text.startswith("›14:05○★?") and "n7 question" in text and "not saved yet" in text


def test_marks_for_a_conflict_another_note_taker_and_a_twin() -> None:
    text = "\n".join(drawn(rows(NOTE, replace(FACTS, conflict=True, foreign=True, twin="n3"), 100)))
    assert "≠" in text and "(other note-taker)" in text and "≈ n3" in text


def test_a_very_long_note_is_cut_off_with_a_word_about_it() -> None:
    made = drawn(rows(note(1, "woord " * 15_000), NoteFacts(), 80))
    assert len(made) == 25 and "goes on" in made[-1]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.integers(1, 140))
def test_no_row_is_wider_than_it_may_be_and_no_control_reaches_it(text: str, width: int) -> None:
    facts = NoteFacts(who="wie\x1b[31m", label="n1", selected=True)
    for row in rows(replace(NOTE, text=text, tags=("t",)), facts, width):
        line = "".join(piece.text for piece in row)
        assert width < 24 or cell_len(line) <= width
        assert not any(
            character < " " or "\x7f" <= character < "\xa0" for piece in row for character in piece.text
        ) or ("\x1b" in facts.who and "\x1b" in line)


@settings(max_examples=300, deadline=None)
@given(st.text("ab \n\u4e2d\u0301é", max_size=300), st.integers(2, 40))
def test_wrapping_loses_nothing_but_space_at_line_ends(text: str, width: int) -> None:
    lines = wrap(text, width, 10_000)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(("width", "made"), [(0, ""), (1, "…"), (4, "abc…"), (6, "abcdef"), (9, "abcdef")])
def test_cutting_keeps_to_the_width(width: int, made: str) -> None:
    assert cut("abcdef", width) == made


def window(count: int, height: int = 2) -> StreamWindow:
    """Give a window on notes of so many rows each."""
    view = StreamWindow(lambda name: tuple((Piece(f"{name}.{row}"),) for row in range(height)))
    view.ids = [f"{number:03}" for number in range(count)]
    return view


def texts(view: StreamWindow, height: int, selected: str = "") -> list[str]:
    """Give what is in sight."""
    return ["".join(piece.text for piece in row) for _name, row in view.sight(height, selected)]


def test_the_end_is_followed() -> None:
    view = window(4)
    assert texts(view, 5) == ["001.1", "002.0", "002.1", "003.0", "003.1"]
    view.ids = [*view.ids, "004"]
    assert texts(view, 2) == ["004.0", "004.1"]


def test_few_notes_stand_at_the_bottom() -> None:
    assert texts(window(1), 4) == ["", "", "000.0", "000.1"]


def test_a_view_that_was_moved_stays_when_notes_come_in() -> None:
    view = window(10)
    view.scroll(-6, 4)
    before = texts(view, 4)
    view.ids = [*view.ids, "010", "011"]
    assert texts(view, 4) == before
    view.scroll(20, 4)
    assert texts(view, 4) == ["010.0", "010.1", "011.0", "011.1"] and view.top is None


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 30), st.integers(1, 5), st.integers(1, 12), st.lists(st.integers(0, 29), min_size=1, max_size=6))
def test_what_is_selected_is_in_sight(count: int, rows_each: int, height: int, moves: list[int]) -> None:
    view = window(count, rows_each)
    for move in moves:
        chosen = view.ids[move % count]
        view.bring(chosen, height)
        assert f"{chosen}.0" in texts(view, height, chosen)


def test_ten_thousand_notes_are_laid_out_only_where_they_are_seen() -> None:
    asked: list[str] = []

    def lay(name: str) -> tuple[Row, ...]:
        asked.append(name)
        return ((Piece(name),),)

    view = StreamWindow(lay)
    view.ids = [f"{number:05}" for number in range(10_000)]
    view.sight(20, "")
    view.bring("05000", 20)
    view.sight(20, "05000")
    view.bring("00000", 20)
    view.sight(20, "00000")
    assert len(set(asked)) < 100


def test_a_page_keeps_the_order_of_ids_and_what_waits() -> None:
    page = SessionModel(OpenSession(session(), (note(1), note(3)), 2))
    edit = entry_edits.add(note(2, "er tussenin"))
    page.do(edit)
    assert page.ids == [note(1).id, note(2).id, note(3).id] and page.unsaved == {note(2).id}
    stored = replace(note(2, "er tussenin"), number=9)
    page.take_in(News((replace(note(2, "van een ander")),), (), 3))
    assert page[note(2).id].text == "er tussenin"
    page.settle(Applied(edit, (stored,)))
    assert page[note(2).id] == stored and not page.unsaved and page.label(note(2).id) == "n9"
    page.take_in(News((), (note(2).id,), 4))
    assert page.ids == [note(1).id, note(3).id] and page.stamp == 4
