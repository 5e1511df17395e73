"""Why a note was found, the places in its text, and the piece of it that is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.folding import folded
from kennis.search import Indexed, cosine_said, excerpt, parse, reason

TEXT = "De coördinatie van samenwerkingsverbanden; Samenwerking dus. Één keer."


@pytest.mark.parametrize(
    ("query", "why", "marked"),
    [
        (
            "samenwerking",
            "word in text: Samenwerking; part of word: samenwerkingsverbanden",
            ["samenwerking", "Samenwerking"],
        ),
        ("coordinatie", "word in text: coördinatie", ["coördinatie"]),
        ("verband", "part of word: samenwerkingsverbanden", ["verband"]),
        ("een*", "word in text: Één", ["Één"]),
        ('"coordinatie van"', "word in text: coördinatie van", ["coördinatie van"]),
        ("coor*", "word in text: coördinatie", ["coördinatie"]),
        ("raad", "tag: raad", []),
        ("knooppunt", "heading: Gegevensknooppunten", []),
        ("peeters", "speaker: wethouder An Peeters", []),
        ("keer raad", "word in text: keer; tag: raad", ["keer"]),
        ("fiets", "", []),
        ("van*", "word in text: van", ["van"]),
    ],
)
def test_the_reason(query: str, why: str, marked: list[str]) -> None:
    note = Indexed(text=TEXT, tags="raad\nx", headings="Gegevensknooppunten", speaker="wethouder An Peeters")
    found = reason(parse(query), note)
    assert found.why == why
    assert [TEXT[start:end] for start, end in found.marks] == marked


def test_meaning_comes_after_the_words() -> None:
    assert reason(parse("keer"), Indexed(text=TEXT), 0.834).why == "word in text: keer; meaning 0.83"
    assert reason(parse("fiets"), Indexed(text=TEXT), 0.834).why == "meaning 0.83"
    assert cosine_said(-0.2) == "meaning 0.00"


def test_of_many_words_the_first_are_named() -> None:
    note = Indexed(text="raad raadslid raadhuis raadzaal raadslid")
    assert reason(parse("raad"), note).why == "word in text: raad; part of word: raadslid, raadhuis, raadzaal"
    assert reason(parse("raa*"), note).why == "word in text: raad, raadslid, raadhuis, …"


def test_marks_that_touch_are_one() -> None:
    found = reason(parse("samenwerk werking"), Indexed(text="samenwerking"))
    assert found.marks == ((0, 12),)


@given(st.text(max_size=40), st.text("aeé ", min_size=1, max_size=8))
def test_marks_hold_what_was_looked_for(text: str, word: str) -> None:
    asked = parse(f"raad {word}x")
    found = reason(asked, Indexed(text=f"{text} raad {text}"))
    marked = [f"{text} raad {text}"[start:end] for start, end in found.marks]
    assert any("raad" in folded(one) for one in marked)
    assert all(any(folded(term.text) in folded(one) for term in asked.terms) for one in marked)


@pytest.mark.parametrize(
    ("marks", "longest", "shown", "bold"),
    [
        ((), 100, "een twee drie vier vijf zes zeven", []),
        ((), 14, "een twee drie …", []),
        (((28, 33),), 14, "… vijf zes zeven", ["zeven"]),
        (((9, 13),), 14, "… drie vier vijf …", ["drie"]),
        (((0, 3), (28, 33)), 14, "een twee drie …", ["een"]),
    ],
)
def test_an_excerpt(marks: tuple[tuple[int, int], ...], longest: int, shown: str, bold: list[str]) -> None:
    piece = excerpt("een twee\ndrie vier vijf zes zeven", marks, longest)
    assert piece.text == shown
    assert [piece.text[start:end] for start, end in piece.marks] == bold


@given(st.text("ab \n", max_size=60), st.integers(0, 60), st.integers(1, 20), st.integers(10, 30))
def test_the_first_mark_is_in_the_excerpt(text: str, start: int, length: int, longest: int) -> None:
    end = min(len(text), start + length)
    marks = ((start, end),) if start < end else ()
    piece = excerpt(text, marks, longest)
    assert len(piece.text) <= longest + 4
    for mark in marks[: 1 if end - start < longest // 2 else 0]:
        own = text[mark[0] : mark[1]].replace("\n", " ").rstrip()
        assert piece.text[piece.marks[0][0] : piece.marks[0][1]].startswith(own)
