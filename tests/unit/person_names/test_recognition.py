"""Names of persons are recognised in minutes as they are written, and institutions and places are not."""

import time

import pytest

from kennis.person_names import names_in_text
from tests.bench.names import halves, score


@pytest.mark.parametrize("half", [0, 1])
def test_names_in_running_text_are_names(half: int) -> None:
    texts = halves("running")[half]
    found = score(texts)
    assert len(texts) >= 75
    assert found.precision >= 0.9, found.wrong
    assert found.recall >= 0.9, found.missed


@pytest.mark.parametrize("half", [0, 1])
def test_names_in_lists_of_those_present_are_found(half: int) -> None:
    texts = halves("lists")[half]
    found = score(texts)
    assert len(texts) >= 15
    assert found.recall >= 0.95, found.missed
    assert found.precision >= 0.9, found.wrong


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("wij gaan naar jan toe", []),
        ("JAN", ["JAN"]),
        ("Fatima's plan", ["Fatima"]),
        ("Fatima’s plan", ["Fatima"]),
        ("J.P. van ’t Bloempje", ["J.P. van ’t Bloempje"]),
        ("Aanwezig:", []),
        ("Aanwezig: ", []),
        ("Aanwezig:\n\n", []),
        ("Mevrouw", []),
        ("de heer", []),
        ("J.", []),
        ("van der", []),
        ("\u202eJan\x00", ["Jan"]),
    ],
)
def test_at_the_edges(text: str, names: list[str]) -> None:
    assert [one.name for one in names_in_text(text)] == names


def test_where_a_name_stands() -> None:
    text = "Dat zei mevrouw Anna de Zilverbloem (Kadaster)."
    (found,) = names_in_text(text)
    assert text[found.start : found.end] == found.name == "Anna de Zilverbloem"


def test_a_note_of_a_hundred_kilobytes_is_read_in_no_time() -> None:
    begin = time.process_time()
    for text in ("Anna " * 20_000, "Aanwezig: " + "Anna, " * 17_000, "van der " * 12_000, "A." * 50_000, "(" * 100_000):
        names_in_text(text)
    assert time.process_time() - begin < 10
