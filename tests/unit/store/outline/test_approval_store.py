"""What speakers were asked and answered is kept in the exact words; accepted remarks are kept by key."""

import datetime

import pytest

from kennis.errors import UnknownItem
from kennis.nouns import Approval, ApprovalVerdict, Quotation
from kennis.store import Store

AT = datetime.datetime(2020, 4, 1, 12, tzinfo=datetime.UTC)


def quote(key: str, note: str = "n-1", text: str = "Zo is het.") -> Quotation:
    """Make a quote as it would be printed."""
    return Quotation(
        key=key,
        note=note,
        number=1,
        text=text,
        attribution="raadslid",
        quoted=True,
        person="x",
        handle="raadslid",
        named=False,
        places=(),
    )


def answer(verdict: ApprovalVerdict, words: str = "") -> Approval:
    """Make an answer, as a person records it."""
    day = datetime.date(2020, 4, 2)
    return Approval(
        key="", note="", text="", attribution="", verdict=verdict, date=day, words=words, person="Ed", at=AT
    )


def test_what_was_asked_keeps_its_words_and_gets_its_answer(store: Store) -> None:
    store.approvals.ask([quote("a"), quote("b", "n-2")], AT)
    assert [(one.key, one.asked, one.verdict) for one in store.approvals.all()] == [("a", AT, None), ("b", AT, None)]
    made = store.approvals.answer("a", answer(ApprovalVerdict.CHANGED, "Zo dan."), ())
    assert made == Approval(
        key="a",
        note="n-1",
        text="Zo is het.",
        attribution="raadslid",
        asked=AT,
        verdict=ApprovalVerdict.CHANGED,
        date=datetime.date(2020, 4, 2),
        words="Zo dan.",
        person="Ed",
        at=AT,
    )
    assert store.approvals.all()[0] == made


def test_an_answer_needs_no_document_but_a_quote(store: Store) -> None:
    assert store.approvals.answer("a", answer(ApprovalVerdict.APPROVED), [quote("b"), quote("a")]).asked is None
    with pytest.raises(UnknownItem, match="kennis approvals list"):
        store.approvals.answer("z", answer(ApprovalVerdict.APPROVED), [quote("b")])
    assert [one.key for one in store.approvals.all()] == ["a"]


def test_asking_again_leaves_the_answer(store: Store) -> None:
    store.approvals.answer("a", answer(ApprovalVerdict.APPROVED), [quote("a")])
    store.approvals.ask([quote("a")], AT)
    assert [(one.asked, one.verdict) for one in store.approvals.all()] == [(AT, ApprovalVerdict.APPROVED)]


def test_a_note_is_refused_until_its_speaker_thinks_otherwise(store: Store) -> None:
    store.approvals.ask([quote("a"), quote("b", text="Zo.")], AT)
    store.approvals.answer("a", answer(ApprovalVerdict.REFUSED), ())
    assert store.approvals.refused() == {"n-1"}
    store.approvals.answer("b", answer(ApprovalVerdict.APPROVED), ())
    assert store.approvals.refused() == {"n-1"}
    store.approvals.answer("a", answer(ApprovalVerdict.APPROVED), ())
    assert store.approvals.refused() == frozenset()


def test_accepted_remarks_are_kept_once(store: Store) -> None:
    store.approvals.accept_remarks(["k1", "k2"], "Ed", AT)
    store.approvals.accept_remarks(["k2"], "Ina", AT)
    assert store.approvals.accepted_remarks() == {"k1", "k2"}
