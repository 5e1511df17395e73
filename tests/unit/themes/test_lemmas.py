"""Lemmas and stop words."""

import pytest

from kennis.themes.lemmas import language_of, lemma, stop_words


@pytest.mark.parametrize(
    ("word", "expected"),
    [("gemeenten", "gemeente"), ("Treinen", "trein"), ("KMO's", "kmo"), ("ICT", "ict"), ("2G-net", "2g-net")],
)
def test_a_word_goes_to_its_lemma_never_to_a_stem(word: str, expected: str) -> None:
    assert lemma(word, "nl") == expected


def test_the_language_of_the_programme_is_asked_first() -> None:
    assert lemma("cities", "nl") == lemma("cities", "en") == "city"
    assert lemma("gegevens", "nl") == lemma("gegevens", "en") == "gegeven"


@pytest.mark.parametrize(("word", "language"), [("het", "nl"), ("uh", "nl"), ("aantal", "nl"), ("the", "en")])
def test_grammar_and_meeting_talk_say_nothing(word: str, language: str) -> None:
    assert word in stop_words(language)


@pytest.mark.parametrize("word", ["privacy", "gemeente", "data", "burger", "minister", "computer", "website", "open"])
def test_what_a_meeting_is_about_is_no_stop_word(word: str) -> None:
    assert word not in stop_words("nl") | stop_words("en")


@pytest.mark.parametrize(
    ("text", "otherwise", "expected"),
    [
        ("Wij delen de data van het platform", "en", "nl"),
        ("We share the data of our platform", "nl", "en"),
        ("Platform data", "en", "en"),
        ("Platform data", "nl", "nl"),
    ],
)
def test_dutch_is_told_from_english_by_the_text_itself(text: str, otherwise: str, expected: str) -> None:
    assert language_of(text.split(), otherwise) == expected
