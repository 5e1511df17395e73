"""Searching a store: by words, by meaning and both; filters by name; more like this; what is said when it cannot."""

import dataclasses
import datetime
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kennis import embedding
from kennis.errors import InputError, SettingsError, UnknownItem
from kennis.nouns import Consent, Edit, EditKind, Kind, Lens, Note, Organisation, Participant, Programme, Step
from kennis.nouns.search import Filters, SearchMode
from kennis.store import Offer, Store
from kennis.workflows.note_search import Searcher
from tests.samples import note, session
from tests.unit.store.edits import add

PROGRAMME = Programme(
    slug="proef",
    title="Proef",
    language="nl",
    lenses=(Lens("dso", "DSO", "?", ()),),
    organisations=(Organisation("Provincie Utrecht", "provincie"),),
)
SUBJECTS = ("raad", "fiets", "water", "energie")
TEXTS = (
    "De raad besluit.",
    "De raadsleden vergaderen over de fiets.",
    "Een fiets is geen auto.",
    "Water stijgt, zegt de coördinator.",
    "Energie wordt duur.",
    "Waterschappen meten.",
)


class Subjects:
    """An encoder that knows four subjects, by the beginnings of words."""

    name = "subjects"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        counted = [[sum(word.startswith(one) for word in text.lower().split()) for one in SUBJECTS] for text in texts]
        rows = np.array(counted, np.float32).reshape(len(texts), len(SUBJECTS)) + 0.01
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def fill(store: Store, *texts: str) -> list[Note]:
    """Store notes with these texts, numbered from 1."""
    notes = [note(number, text) for number, text in enumerate(texts or TEXTS, 1)]
    store.take_in(Offer((session(),), notes))
    return notes


def embed(store: Store, encoder: Subjects) -> None:
    """Give every note its vector."""
    embedding.embed([one.text for one in store.notes.select()], encoder, store.vectors)


@pytest.fixture
def encoder() -> Subjects:
    """Give the encoder."""
    return Subjects()


@pytest.fixture
def searcher(store: Store, encoder: Subjects) -> Searcher:
    """Give a searcher of a store of six notes with vectors."""
    fill(store)
    embed(store, encoder)
    encoder.asked.clear()
    return Searcher(store, PROGRAMME, lambda: encoder)


def numbers(searcher: Searcher, query: str, mode: SearchMode, filters: Filters | None = None) -> list[int]:
    """Give the numbers of the notes that are found, best first."""
    return [int(one.note[-4:], 16) for one in searcher.search(query, mode, filters or Filters()).found]


def refuse() -> embedding.Encoder:
    """Be an encoder that cannot be loaded."""
    raise SettingsError("there is no model")


def test_words_need_no_encoder(store: Store) -> None:
    fill(store)
    searcher = Searcher(store, PROGRAMME, refuse)
    answer = searcher.search("raad", SearchMode.WORDS)
    assert [(one.note[-1], one.why, one.marks) for one in answer.found] == [
        ("1", "word in text: raad", ((3, 7),)),
        ("2", "part of word: raadsleden", ((3, 7),)),
    ]
    assert [one.score for one in answer.found] == [1.0, 0.5]
    assert answer.said == ()


def test_words_do_not_import_the_encoder(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kennis.store import Store;"
        "from kennis.nouns.search import SearchMode;"
        "from kennis.workflows.workspace import init; from kennis.workflows import note_search;"
        f"note_search.search(init(Path({str(tmp_path)!r}) / 'r'), 'raad', SearchMode.WORDS, note_search.ALL);"
        "print([name for name in ('torch', 'sentence_transformers', 'transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_meaning_finds_what_has_other_words(searcher: Searcher, encoder: Subjects) -> None:
    assert numbers(searcher, "waterpeil", SearchMode.MEANING) == [4, 6]
    answer = searcher.search("waterpeil", SearchMode.MEANING)
    assert answer.found[0].why == "meaning 1.00"
    assert encoder.asked == ["waterpeil", "waterpeil"]


def test_hybrid_joins_both_and_says_why(searcher: Searcher) -> None:
    answer = searcher.search("water", SearchMode.HYBRID)
    assert [one.note[-1] for one in answer.found] == ["4", "6"]
    assert answer.found[0].why.startswith("word in text: Water; meaning ")
    assert answer.found[1].why.startswith("part of word: Waterschappen; meaning ")
    assert 0 < answer.found[1].score < answer.found[0].score <= 1


def test_words_to_leave_out_are_left_out_of_meaning_too(searcher: Searcher) -> None:
    assert numbers(searcher, "water -stijgt", SearchMode.MEANING) == [6]
    assert numbers(searcher, "water -stijgt", SearchMode.HYBRID) == [6]


@pytest.mark.parametrize("mode", list(SearchMode))
def test_no_more_than_the_limit_and_it_is_said(searcher: Searcher, mode: SearchMode) -> None:
    answer = searcher.search("water", mode, limit=1)
    assert len(answer.found) == 1
    assert "more" in answer.said[0]
    assert searcher.search("water", mode, limit=2).said == ()
    for wrong in (0, -1, 1_000_000):
        with pytest.raises(InputError, match="limit"):
            searcher.search("water", mode, limit=wrong)


def test_some_of_the_words_are_found_where_no_note_has_all_and_it_is_said(searcher: Searcher) -> None:
    answer = searcher.search("energie waterschappen", SearchMode.WORDS)
    assert {one.note[-1] for one in answer.found} == {"5", "6"}
    assert "no note has all" in answer.said[0]
    assert searcher.search("zonnepaneel waterval", SearchMode.WORDS).said == ()


def test_without_an_encoder_hybrid_gives_words_and_says_so(store: Store, encoder: Subjects) -> None:
    fill(store)
    embed(store, encoder)
    searcher = Searcher(store, PROGRAMME, refuse)
    answer = searcher.search("raad", SearchMode.HYBRID)
    assert [one.note[-1] for one in answer.found] == ["1", "2"]
    assert answer.said == ("found by words only: there is no model",)
    with pytest.raises(SettingsError):
        searcher.search("raad", SearchMode.MEANING)


def test_without_vectors_the_encoder_is_not_even_loaded(store: Store) -> None:
    fill(store)
    searcher = Searcher(store, PROGRAMME, refuse)
    answer = searcher.search("raad", SearchMode.HYBRID)
    assert len(answer.found) == 2
    assert "no note has a vector" in answer.said[0]
    with pytest.raises(InputError, match="no note has a vector"):
        searcher.search("raad", SearchMode.MEANING)


def test_vectors_of_another_model_do_not_count(store: Store, encoder: Subjects) -> None:
    fill(store)
    embed(store, encoder)
    other = Subjects()
    other.name = "other"
    with pytest.raises(InputError, match="no note has a vector"):
        Searcher(store, PROGRAMME, lambda: other).search("raad", SearchMode.MEANING)


def test_notes_without_a_vector_are_said_to_be_missing_until_they_have_one(
    store: Store, searcher: Searcher, encoder: Subjects
) -> None:
    add(store, note(7, "Waterkwaliteit."))
    add(store, dataclasses.replace(note(8, "Watervrees."), consent=Consent.WITHDRAWN))
    answer = searcher.search("waterpeil", SearchMode.MEANING)
    assert ([one.note[-1] for one in answer.found], len(answer.said)) == (["4", "6"], 1)
    assert "not compared by meaning: 1;" in answer.said[0]
    embed(store, encoder)
    answer = searcher.search("waterpeil", SearchMode.MEANING)
    assert ([one.note[-1] for one in answer.found], answer.said) == (["4", "6", "7"], ())


def test_meaning_keeps_up_with_edits_and_deletions(store: Store, searcher: Searcher, encoder: Subjects) -> None:
    assert numbers(searcher, "waterpeil", SearchMode.MEANING) == [4, 6]
    six, five = store.notes.note("n6"), store.notes.note("n5")
    store.journal.apply(Edit("e1", six.session, EditKind.DELETE, (Step(six, None),)), "hier")
    changed = dataclasses.replace(five, text="Waterkracht.")
    store.journal.apply(Edit("e2", five.session, EditKind.TEXT, (Step(five, changed),)), "hier")
    embed(store, encoder)
    assert numbers(searcher, "waterpeil", SearchMode.MEANING) == [4, 5]
    store.journal.undo(five.session, "hier")
    store.journal.undo(five.session, "hier")
    assert numbers(searcher, "waterpeil", SearchMode.MEANING) == [4, 6]


@pytest.mark.parametrize("mode", list(SearchMode))
def test_withdrawn_notes_are_found_only_when_asked_for(
    store: Store, searcher: Searcher, encoder: Subjects, mode: SearchMode
) -> None:
    notes = [
        dataclasses.replace(note(11, "Water van een notitie."), consent=Consent.WITHDRAWN),
        dataclasses.replace(note(12, "Water van een spreker."), speaker="bo"),
        note(13, "Water van een sessie.", within="2021-01-01-weg"),
    ]
    person = Participant(handle="bo", consent=Consent.WITHDRAWN)
    gone = dataclasses.replace(session("2021-01-01-weg"), consent=Consent.WITHDRAWN)
    store.take_in(Offer((session(people=(person,)), gone), notes))
    embed(store, encoder)
    assert sorted(numbers(searcher, "water", mode)) == [4, 6]
    assert sorted(numbers(searcher, "water", mode, Filters(consent=Consent.WITHDRAWN))) == [11, 12, 13]
    assert numbers(searcher, "water", mode, Filters(speaker="bo")) == []
    assert numbers(searcher, "water", mode, Filters(session="2021-01-01-weg")) == []


def set_up_filters(store: Store) -> None:
    """Store two sessions with people in registers."""
    people = (
        Participant(handle="wethouder", name="Naïma Şahin", organisation="Gemeente Utrecht", sector="gemeente"),
        Participant(handle="adviseur", name="Jan Peeters", organisation="Provincie Utrecht"),
    )
    other = dataclasses.replace(session("2020-06-01-twee", people), date=datetime.date(2020, 6, 1))
    notes = [
        dataclasses.replace(note(1, "Water een."), speaker="wethouder", tags=("Beleid",)),
        dataclasses.replace(note(2, "Water twee."), speaker="adviseur", kind=Kind.QUOTE),
        dataclasses.replace(note(3, "Water drie.", within="2020-06-01-twee"), speaker="adviseur", lenses=("dso",)),
        dataclasses.replace(note(4, "Water vier.", within="2020-06-01-twee"), consent=Consent.NAME),
    ]
    store.take_in(Offer((session(people=people), other), notes))


@pytest.mark.parametrize("mode", list(SearchMode))
@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (Filters(), [1, 2, 3, 4]),
        (Filters(session="2020-03"), [1, 2]),
        (Filters(since=datetime.date(2020, 6, 1)), [3, 4]),
        (Filters(until=datetime.date(2020, 5, 31)), [1, 2]),
        (Filters(since=datetime.date(2020, 6, 1), until=datetime.date(2020, 6, 1)), [3, 4]),
        (Filters(speaker="@adviseur"), [2, 3]),
        (Filters(speaker="sahin"), [1]),
        (Filters(speaker="Jan Peeters"), [2, 3]),
        (Filters(organisation="utrecht"), [1, 2, 3]),
        (Filters(organisation="Provincie Utrecht"), [2, 3]),
        (Filters(sector="gemeente"), [1]),
        (Filters(sector="provincie"), [2, 3]),
        (Filters(kind=Kind.QUOTE), [2]),
        (Filters(tag="#beleid"), [1]),
        (Filters(tag="onbekend"), []),
        (Filters(lens="dso"), [3]),
        (Filters(consent=Consent.NAME), [4]),
        (Filters(consent=Consent.ANONYMOUS), [1, 2, 3]),
        (Filters(consent=Consent.ROLE), []),
        (Filters(sector="provincie", session="2020-06", lens="dso"), [3]),
    ],
)
def test_filters_by_name(
    store: Store, encoder: Subjects, mode: SearchMode, filters: Filters, wanted: list[int]
) -> None:
    set_up_filters(store)
    embed(store, encoder)
    assert sorted(numbers(Searcher(store, PROGRAMME, lambda: encoder), "water", mode, filters)) == wanted


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(session="1999"), "no session 1999"),
        (Filters(speaker="niemand"), "no speaker niemand"),
        (Filters(speaker="@"), "no speaker @"),
        (Filters(organisation="Amersfoort"), "Gemeente Utrecht, Provincie Utrecht"),
        (Filters(sector="rijk"), "gemeente, provincie"),
        (Filters(theme="T-001"), "no theme T-001"),
        (Filters(lens="onbekend"), "there are: dso"),
        (Filters(since=datetime.date(2021, 1, 2), until=datetime.date(2021, 1, 1)), "before it begins"),
    ],
)
def test_a_filter_that_names_what_is_not_there_says_what_is(store: Store, filters: Filters, said: str) -> None:
    set_up_filters(store)
    with pytest.raises(InputError, match=said) as refusal:
        Searcher(store, PROGRAMME, refuse).search("water", SearchMode.WORDS, filters)
    assert filters.since or isinstance(refusal.value, UnknownItem)


def test_more_like_a_note_needs_no_encoder(store: Store, encoder: Subjects) -> None:
    fill(store)
    embed(store, encoder)
    answer = Searcher(store, PROGRAMME, refuse).similar("n3")
    assert [(one.note[-1], one.why) for one in answer.found] == [("2", "meaning 0.71")]
    assert answer.said == ()


def test_more_like_a_note_that_has_no_vector_yet_makes_one_and_keeps_none(
    store: Store, searcher: Searcher, encoder: Subjects
) -> None:
    add(store, note(7, "Waterkwaliteit."))
    answer = searcher.similar("n7")
    assert ([one.note[-1] for one in answer.found], answer.said) == (["4", "6"], ())
    assert encoder.asked == ["Waterkwaliteit."]
    add(store, note(8, "Watervrees."))
    assert ["not compared by meaning: 1;" in one for one in searcher.similar("n7").said] == [True]
    assert not store.vectors.known(encoder.name, [embedding.text_hash("Waterkwaliteit.")])


def test_without_vectors_nothing_is_like_a_note(store: Store) -> None:
    fill(store)
    answer = Searcher(store, PROGRAMME, refuse).similar("n3")
    assert answer.found == ()
    assert [f"not compared by meaning: {len(store.notes.select()) - 1};" in one for one in answer.said] == [True]


def test_nothing_is_compared_with_a_withdrawn_or_an_unknown_note(store: Store, searcher: Searcher) -> None:
    add(store, dataclasses.replace(note(7, "Watervrees."), consent=Consent.WITHDRAWN))
    with pytest.raises(InputError, match="n7 is withdrawn"):
        searcher.similar("n7")
    with pytest.raises(UnknownItem, match="no note n99"):
        searcher.similar("n99")


def test_of_many_notes_the_nearest_that_pass_a_rare_filter_are_found(store: Store, encoder: Subjects) -> None:
    notes = [dataclasses.replace(note(one, f"Water {one}."), star=False) for one in range(1, 1_001)]
    notes[400] = dataclasses.replace(notes[400], kind=Kind.QUOTE)
    notes[900] = dataclasses.replace(notes[900], kind=Kind.QUOTE)
    store.take_in(Offer((session(),), [*notes, note(2_000, "Fiets.")]))
    embed(store, encoder)
    found = numbers(Searcher(store, PROGRAMME, lambda: encoder), "water", SearchMode.MEANING, Filters(kind=Kind.QUOTE))
    assert found == [401, 901]
