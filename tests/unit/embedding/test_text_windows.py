"""Long texts are cut into pieces at the end of a sentence or a word, and nothing is lost."""

import functools

from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from kennis.embedding.model_loader import BUNDLED, MODELS
from kennis.embedding.text_windows import Windows

LONGEST = 24


@functools.cache
def tokenizer() -> Tokenizer:
    """Give the bundled model's tokenizer."""
    return Tokenizer.from_file(str(MODELS / BUNDLED / "tokenizer.json"))


def pieces_of(text: str, longest: int = LONGEST) -> list[list[int]]:
    """Give the token ids of a text's windows."""
    (windows,) = Windows(tokenizer(), "query: ", longest).of([text])
    return [window.ids for window in windows]


def texts_of(text: str) -> list[str]:
    """Give the windows of a text as text."""
    return [str(tokenizer().decode(ids, skip_special_tokens=True)) for ids in pieces_of(text)]


def test_a_short_text_is_one_window_as_the_tokenizer_gives_it() -> None:
    assert pieces_of("De raad vraagt.") == [tokenizer().encode("query: De raad vraagt.").ids]


def test_pieces_end_where_sentences_end() -> None:
    pieces = texts_of("De raad vraagt naar het model. " * 10)
    assert len(pieces) == 5
    assert all(piece.startswith("query: De raad") and piece.endswith("model.") for piece in pieces)


def test_without_sentences_pieces_end_where_words_end() -> None:
    pieces = texts_of("verkokering digitalisering " * 20)
    words = " ".join(piece.removeprefix("query: ") for piece in pieces).split()
    assert words == ["verkokering", "digitalisering"] * 20


def test_an_endless_word_is_cut_at_the_limit() -> None:
    assert {len(ids) for ids in pieces_of("x1y" * 400)[:-1]} == {LONGEST}


def test_windows_know_how_much_of_the_text_they_hold() -> None:
    windows = Windows(tokenizer(), "query: ", LONGEST)
    (short,), long = windows.of(["De raad vraagt.", "woord " * 60])
    assert short.own == len(tokenizer().encode("De raad vraagt.", add_special_tokens=False).ids)
    assert sum(window.own for window in long) == len(tokenizer().encode(("woord " * 60).strip()).ids) - 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120) | st.sampled_from(["Een zin. ", "woord ", "\n", "👍"]), max_size=30).map("".join))
def test_windows_hold_every_token_in_order(text: str) -> None:
    lead = len(tokenizer().encode("query:").ids) - 1
    (entire,) = pieces_of(text, 100_000)
    pieces = pieces_of(text)
    assert all(len(ids) <= LONGEST for ids in pieces)
    assert [token for ids in pieces for token in ids[lead:-1]] == entire[lead:-1]
