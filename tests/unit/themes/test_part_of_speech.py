"""Word classes: the same word by its place, new words by their parts and endings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.themes.part_of_speech import WordClass, classes

NOUN, VERB = WordClass.NOUN, WordClass.VERB


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("De vragen over privacy zijn niet nieuw .", "vragen", NOUN),
        ("Wij vragen ons af waarom dat zo is .", "vragen", VERB),
        ("Zij werken met gevoelige gegevens .", "werken", VERB),
        ("Zij werken met gevoelige gegevens .", "gevoelige", WordClass.ADJECTIVE),
        ("Er is toegang tot het Rijksregister .", "tot", WordClass.PREPOSITION),
        ("Er is toegang tot het Rijksregister .", "Rijksregister", WordClass.NAME),
        ("Er kwamen nieuwe burgerrapporten .", "burgerrapporten", NOUN),
        ("De raad heeft de wijk gedigitaliseerd .", "gedigitaliseerd", VERB),
        ("Dat kost 300 euro .", "300", WordClass.NUMBER),
        ("Dat kost 300 euro .", ".", WordClass.MARK),
    ],
)
def test_a_word_has_its_class_from_the_sentence_it_stands_in(sentence: str, word: str, expected: WordClass) -> None:
    words = sentence.split()
    assert classes(words, "nl")[words.index(word)] is expected


def test_a_capital_tells_of_a_name_inside_a_sentence_only() -> None:
    assert classes(["Volgens", "Zwierdam", "klopt", "dat"], "nl")[1] is WordClass.NAME
    assert classes(["Gemeentebossen", "zijn", "schaars"], "nl")[0] is NOUN


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(min_size=1, max_size=12), max_size=15))
def test_whatever_stands_there_each_word_has_one_class(words: list[str]) -> None:
    assert len(classes(words, "nl")) == len(classes(words, "en")) == len(words)


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("How do we share open data with citizens ?", "share", VERB),
        ("How do we share open data with citizens ?", "open", WordClass.ADJECTIVE),
        ("How do we share open data with citizens ?", "citizens", NOUN),
        ("They want access to public data .", "access", NOUN),
        ("Data sharing needs trust .", "sharing", NOUN),
        ("The council of Amersfoort agrees .", "Amersfoort", WordClass.NAME),
    ],
)
def test_english_words_have_their_classes_by_rule(sentence: str, word: str, expected: WordClass) -> None:
    words = sentence.split()
    assert classes(words, "en")[words.index(word)] is expected
