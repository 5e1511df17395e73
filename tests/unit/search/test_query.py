"""Queries: what they are taken to ask for, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.errors import InputError
from kennis.nouns.search import Term
from kennis.search import parse
from kennis.search.query import LONGEST


@pytest.mark.parametrize(
    ("given", "terms", "without"),
    [
        ("Samenwerking", [Term("Samenwerking", ("samenwerking",))], []),
        ("coördinatie", [Term("coördinatie", ("coordinatie",))], []),
        ("rol van de raad", [Term("rol", ("rol",)), Term("raad", ("raad",))], []),
        ('"rol van de raad"', [Term("rol van de raad", ("rol", "van", "de", "raad"), phrase=True)], []),
        ("“rol van”", [Term("rol van", ("rol", "van"), phrase=True)], []),
        ('"de het"', [Term("de het", ("de", "het"), phrase=True)], []),
        ("samen*", [Term("samen", ("samen",), prefix=True)], []),
        ("de*", [Term("de", ("de",), prefix=True)], []),
        ("raad -wijk", [Term("raad", ("raad",))], [Term("wijk", ("wijk",))]),
        ('raad -"in de wijk"', [Term("raad", ("raad",))], [Term("in de wijk", ("in", "de", "wijk"), phrase=True)]),
        ("raad -de", [Term("raad", ("raad",))], [Term("de", ("de",))]),
        ("e-mail", [Term("e-mail", ("e", "mail"))], []),
        ("(raad), wijk!", [Term("raad", ("raad",)), Term("wijk", ("wijk",))], []),
        ("raad raad", [Term("raad", ("raad",))], []),
        ("ra\x00ad", [Term("raad", ("raad",))], []),
        ('raad ... - -- * "" \'', [Term("raad", ("raad",))], []),
        ("AI", [Term("AI", ("ai",))], []),
        ("2026", [Term("2026", ("2026",))], []),
        ("a:b NEAR(c", [Term("a:b", ("a", "b")), Term("NEAR(c", ("near", "c"))], []),
    ],
)
def test_what_is_asked_for(given: str, terms: list[Term], without: list[Term]) -> None:
    asked = parse(given)
    assert (list(asked.terms), list(asked.without)) == (terms, without)


def test_the_sentence_for_meaning_keeps_function_words_and_drops_marks_and_what_is_left_out() -> None:
    assert parse('de rol van "de raad" -wijk samen*').text == "de rol van de raad samen"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "nothing to search for"),
        ("   \n\t", "nothing to search for"),
        ("\x00\x1b", "nothing to search for"),
        ("...", "nothing to search for"),
        ("- * ?", "nothing to search for"),
        ('""', "nothing to search for"),
        ("😀", "nothing to search for"),
        ("de het van", "only words that nearly every note has"),
        ("the", "only words that nearly every note has"),
        ("-raad", "only words to leave out"),
        ('"open', "not closed"),
        ('raad "een" "', "not closed"),
        ("raad”", "not closed"),
        ("r" * (LONGEST + 1), "at most"),
        ("raad " * 20_000, "at most"),
    ],
)
def test_what_is_refused(given: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse(given)


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_refused(text: str) -> None:
    try:
        asked = parse(text)
    except InputError:
        return
    assert asked.terms
    assert all(term.words and all(word.isalnum() for word in term.words) for term in (*asked.terms, *asked.without))
