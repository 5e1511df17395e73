"""The fine-tuning of the bundled encoder sees no text that it is judged on, and no text as its own opposite."""

from tools.encoder.everyday import sentences
from tools.encoder.pairs import Row, leave_out, make_pairs

HELD = "Digitale loketten. De minister wil weten hoeveel gemeenten al een digitaal loket voor hun inwoners openden."
FREE = Row(
    "Treinen in de winter.",
    "Treinen in de winter. Hoeveel treinen reden er vorige winter te laat naar Luik? Wat doet de spoorwegmaatschappij "
    "aan wissels die bevriezen? Komen er verwarmde wachtzalen in de kleine stations?",
    "Vorige winter reden er vierhonderd treinen te laat. De wissels worden sinds dit jaar elektrisch verwarmd.",
    "",
)


def row(title: str = "Iets anders.", question: str = "Een vraag over wat anders.", answer: str = "Neen.") -> Row:
    """Give a row that shares with the held text only what is named."""
    return Row(title, question, answer, "")


def test_rows_that_share_a_text_a_title_or_an_answer_with_a_held_text_are_left_out() -> None:
    origin = row("Digitale loketten.", HELD + " Graag per provincie.", "Tweehonderd gemeenten.")
    near = row("Loketten (MV 12).", HELD.replace("al een", "nu een"), "Zie elders.")
    titled = row("Digitale loketten", "Waarom sluiten de loketten van de post?", "Om te sparen.")
    answered = row("Loketten van steden.", "Hoeveel steden deden mee?", "Tweehonderd gemeenten")
    quoting = row("Vraag twee.", "Wat antwoordde u?", "U vroeg: " + HELD)
    assert leave_out([origin, near, titled, answered, quoting, FREE], [HELD]) == [FREE]


def test_pairs_are_neighbours_of_one_row_in_a_seeded_order() -> None:
    pairs = make_pairs([FREE], seed=3)
    assert pairs == make_pairs([FREE], seed=3)
    assert {pair.source for pair in pairs} == {0}
    text = FREE.question + FREE.answer
    assert all(pair.first in text and pair.second in text and pair.first != pair.second for pair in pairs)


def test_rows_with_one_answer_are_one_source() -> None:
    asked_again = Row("Treinen.", FREE.question.replace("Luik", "Gent"), FREE.answer, "")
    assert len({pair.source for pair in make_pairs([FREE, asked_again], seed=3)}) == 1


def test_everyday_sentences_are_the_same_for_the_same_seed() -> None:
    assert sentences(20, 1) == sentences(20, 1) != sentences(20, 2)
