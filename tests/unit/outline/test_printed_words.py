"""Words that speakers asked for are printed in the place of their own, as what those said who asked for them."""

import datetime
from dataclasses import replace

from kennis.approved_wordings import approved, wordings
from kennis.nouns import Approval, ApprovalVerdict, Chapter, Kind, Note, Outline, Passage, PassageKind
from kennis.outline.printable import printed
from tests.unit.outline.meeting import NOTES, material

SAID = "Zo is het nooit gegaan"


def answer(note: Note, text: str, words: str, hour: int = 12) -> Approval:
    """Give an answer in which a speaker wants other words."""
    at = datetime.datetime(2020, 4, 1, hour, tzinfo=datetime.UTC)
    return Approval(
        key=f"{hour}",
        note=note.id,
        text=text,
        attribution="",
        verdict=ApprovalVerdict.CHANGED,
        date=at.date(),
        words=words,
        person="Ed",
        at=at,
    )


def test_who_said_the_same_and_asked_for_nothing_is_no_source_of_the_other_words() -> None:
    made = material()
    first, second = (replace(one, text=f"{SAID}.") for one in NOTES if one.kind is Kind.QUOTE and one.number < 5)
    passage = Passage(id="p", kind=PassageKind.QUOTE, text=f"{SAID}.", notes=(first.id, second.id))
    book = Outline(chapters=(Chapter(id="c", title="Een", titled=True, passages=(passage,)),))
    notes = tuple({first.id: first, second.id: second}.get(one.id, one) for one in NOTES)
    for answers, words, cited in (
        ((), f"{SAID}.", ("n3", "n4")),
        ((answer(first, SAID, "Zo ging het zelden"),), "Zo ging het zelden.", ("n3",)),
    ):
        outline = printed(book, replace(made, notes=notes, approvals=answers))
        assert [(one.text, one.notes) for one in outline.chapters[0].loose] == [(words, cited)]


def test_of_answers_about_the_same_words_the_last_counts_where_it_was_given() -> None:
    note = replace(NOTES[2], text="een en twee")
    answers = [
        answer(note, "een", "1", 10),
        answer(note, "twee", "2", 11),
        answer(note, "een", "I", 12),
        answer(note, "drie", "3", 13),
    ]
    found = wordings([note], reversed(answers))
    assert [one.words for one in found[note.id]] == ["2", "I"]
    assert approved(note.text, found[note.id]) == "I en 2"
