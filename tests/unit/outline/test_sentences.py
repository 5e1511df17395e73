"""Whole sentences, word for word."""

from hypothesis import given
from hypothesis import strategies as st

from kennis.outline.sentences import excerpt, sentences


def test_sentences_end_where_a_reader_sees_the_end() -> None:
    text = "Dhr. Jansen zei het o.a. in art. 3 al. Wat nu? “Niets.” En verder…\n\nnieuwe alinea"
    assert [item.text for item in sentences(text)] == [
        "Dhr. Jansen zei het o.a. in art. 3 al.",
        "Wat nu?",
        "“Niets.”",
        "En verder…",
        "nieuwe alinea",
    ]


def test_a_short_text_is_given_whole_and_a_long_one_by_its_best_sentences() -> None:
    text = "Eerst dit. Dan de data van de stad. Dan dat. En nog iets."
    assert excerpt(text, 20, len) == text
    assert excerpt(text, 6, lambda part: "data" in part) == "Dan de data van de stad."
    assert excerpt("Een zin die langer is dan mag.", 3, len) == "Een zin die langer is dan mag."


def test_an_excerpt_begins_where_the_text_does_unless_the_rest_is_much_better() -> None:
    text = "Dealers verkopen nummers. Bij wet is alles beschermd. Dus mag het niet."
    scores = {
        "Dealers verkopen nummers. Bij wet is alles beschermd.": 1.0,
        "Bij wet is alles beschermd. Dus mag het niet.": 1.2,
    }
    assert excerpt(text, 9, lambda part: scores.get(part, 0.0)).startswith("Dealers")
    scores["Bij wet is alles beschermd. Dus mag het niet."] = 1.5
    assert excerpt(text, 9, lambda part: scores.get(part, 0.0)).endswith("niet.")


@given(st.text(alphabet="Aab .!?\n\t’”(1", max_size=80), st.integers(1, 10))
def test_nothing_but_white_space_is_lost_and_excerpts_are_verbatim(text: str, longest: int) -> None:
    assert "".join("".join(item.text for item in sentences(text)).split()) == "".join(text.split())
    assert excerpt(text, longest, len) in text
