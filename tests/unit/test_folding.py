"""One folding of letters: what it makes equal, what it keeps apart, and the way back to the text."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.folding import Folded, folded, folded_letter, plain, plain_letter, readings, words

letters = st.sampled_from("aeéAiïijsfnÉß -–—…..'’\"“”\u00ad\u200c\u200d\u00a0ﬁﬂﬀĳĲ½²\n_") | st.characters(codec="utf-8")
texts = st.text(letters, max_size=40)
SOFT = ("\u00ad", "\u200c", "\u200d")


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("samen\u00adwerking", "samenwerking"),
        ("data\u200ckoppeling", "datakoppeling"),
        ("ﬁnanciële", "financiële"),
        ("ĳzeren Ĳssel", "ijzeren IJssel"),
        ("wel… maar", "wel... maar"),
        ("er is – op papier – al", "er is -- op papier -- al"),
        ("er is—op papier", "er is - op papier".replace(" - ", "-")),
        ("“ja”, ‘nee’ en ’t", "\"ja\", 'nee' en 't"),
        ("½ miljoen", "1/2 miljoen"),
        ("10\u00a0euro", "10 euro"),
    ],
)
def test_what_a_word_processor_changes_by_itself_counts_as_nothing(written: str, same: str) -> None:
    assert plain(written) == plain(same)
    assert folded(written) == folded(same)


def test_a_capital_and_an_accent_count_in_what_was_said_and_not_in_a_search() -> None:
    assert plain("Een") != plain("een") and plain("één") != plain("een")
    assert folded("ÉÉN Straße") == folded("een strasse")
    assert words("De Coördinatie, één_twee") == ("de", "coordinatie", "een", "twee")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Anne, één", ("Anne, één",)),
        ("\u0410nnelies", ("Annelies",)),
        ("Anne\u03bcie, \u0410nn\u0451", ("Anne\u03bcie, Anne",)),
        ("ANNE\u039dIE", ("ANNENIE",)),
        ("Wei\u03b2", ("Weiß",)),
        ("\u0421\u0430\u0440\u0430", ("\u0421\u0430\u0440\u0430", "Capa")),
        ("\u0410\u00adnne", ("\u0410\u00adnne", "A\u00adnne")),
        ("Иванов, Βασίλης", ("Иванов, Βασίλης",)),
    ],
)
def test_letters_that_look_latin_are_read_so_where_the_word_may_be(text: str, read: tuple[str, ...]) -> None:
    assert readings(text) == read


@given(st.text(letters | st.characters(min_codepoint=0x370, max_codepoint=0x52F), max_size=40))
def test_every_reading_has_its_letters_in_the_same_places(text: str) -> None:
    for one in readings(text):
        assert len(one) == len(text)
        assert [at.isalpha() for at in one] == [at.isalpha() for at in text]
        assert [at for at, was in zip(one, text, strict=True) if at != was and not at.isascii() and at != "ß"] == []


def test_a_letter_that_looks_latin_is_another_in_a_search_and_in_what_was_said() -> None:
    assert folded("\u0410nne") != folded("Anne") and plain("\u0410nne") != plain("Anne")


def test_every_letter_is_folded_as_far_as_it_goes() -> None:
    every = [chr(one) for one in range(sys.maxunicode + 1) if not 0xD800 <= one < 0xE000]
    assert [one for one in every if "".join(map(folded_letter, folded_letter(one))) != folded_letter(one)] == []
    assert [one for one in every if "".join(map(plain_letter, plain_letter(one))) != plain_letter(one)] == []
    assert [one for one in every if folded(f"é{one}") != f"e{folded_letter(one)}"] == []
    folded_letter.cache_clear()


@given(texts)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert folded(folded(text)) == folded(text)
    assert folded(plain(text)) == folded(text)


@given(texts, st.data())
def test_what_is_put_in_or_set_otherwise_by_itself_folds_the_same(text: str, data: st.DataObject) -> None:
    changed = text
    for old, new in (("...", "…"), ("--", "–"), ("ij", "ĳ"), ("fi", "ﬁ"), ("'", "’"), (" ", "\u00a0")):
        changed = changed.replace(old, new) if data.draw(st.booleans()) else changed
    at = data.draw(st.integers(0, len(changed)))
    changed = changed[:at] + data.draw(st.sampled_from(SOFT)) + changed[at:]
    # A dash that something invisible divides is one dash all the same.
    assert folded(changed) == folded(text)
    assert plain(changed) == plain(text)


@given(texts)
def test_each_piece_leads_back_to_where_it_stands(text: str) -> None:
    for letter, whole in ((folded_letter, folded(text)), (plain_letter, plain(text))):
        found = Folded(text, letter)
        assert found.text == whole
        for at in range(len(whole)):
            first, last = found.origin((at, at + 1))
            assert whole[at] in (folded if letter is folded_letter else plain)(text[first:last])
    for word, (first, last) in Folded(text).written:
        assert word in folded(text[first:last])
