"""What the store makes of notes that come from outside."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.errors import InputError
from kennis.nouns import Consent, Note, Participant, Session
from kennis.store import Offer, Store
from kennis.version_order import digest
from tests.draws import drawn
from tests.samples import note, session
from tests.unit.store.edits import add, revise, revise_person

PERSON = Participant(handle="adviseur", role="adviseur", organisation="Provincie Utrecht", sector="provincie")


def content(store: Store) -> tuple[tuple[Session, ...], tuple[Note, ...], tuple[str, ...]]:
    """Give all that two workspaces must agree on."""
    notes = tuple(dataclasses.replace(one, number=0) for one in store.notes.select())
    return store.notes.sessions(), notes, store.notes.open_conflicts()


def exchange(one: Store, other: Store) -> None:
    """Let two stores hand each other their sessions and notes."""
    here, there = content(one), content(other)
    one.take_in(Offer(there[0], there[1]))
    other.take_in(Offer(here[0], here[1]))


def test_what_was_taken_in_comes_back(store: Store) -> None:
    meeting = session(people=[PERSON])
    notes = (note(1), note(2, external_id="r7"))
    intake = store.take_in(Offer((meeting,), notes))
    assert (intake.added, intake.known, intake.changed) == (2, 0, 0)
    assert content(store) == ((meeting,), notes, ())
    assert [one.number for one in store.notes.select()] == [1, 2]


def test_the_same_again_adds_nothing(store: Store) -> None:
    for _ in range(2):
        intake = store.take_in(Offer((session(people=[PERSON]),), (note(1), note(2))))
    assert (intake.added, intake.changed, intake.conflicts) == (0, 0, ())


def test_rows_without_ids_are_met_again(store: Store) -> None:
    first = store.take_in(Offer((session(),), (note(1, "Ja."), note(2, "Ja."), note(3, external_id="a"))))
    again = store.take_in(
        Offer((session(),), (note(11, "Ja."), note(12, "Ja."), note(13, "Ja."), note(14, external_id="a")))
    )
    assert (first.added, again.added, again.known) == (3, 1, 3)
    assert again.stored[note(14).id] == note(3).id


def test_the_same_words_twice_in_one_file_are_two_notes(store: Store) -> None:
    store.take_in(Offer((session(),), (note(1, "Ja."),)))
    assert store.take_in(Offer((session(),), (note(1, "Ja."), note(2, "Ja.")))).added == 1


def test_two_texts_of_one_digest_are_two_notes(store: Store) -> None:
    one, other = note(1, "Antwoord 26544"), note(2, "Antwoord 53004")
    assert digest(one) == digest(other)
    store.take_in(Offer((session(),), (one,)))
    assert store.take_in(Offer((session(),), (other,))).added == 1
    assert [each.text for each in store.notes.select()] == [one.text, other.text]


def test_a_note_that_was_changed_is_met_again_as_it_was(store: Store) -> None:
    store.take_in(Offer((session(),), (note(1, "Ja."),)))
    store.take_in(Offer((session(),), (note(1, "Nee."),)))
    again = store.take_in(Offer((session(),), (note(11, "Ja."),)))
    assert (again.added, again.stored) == (0, {note(11).id: note(1).id})


def test_a_note_of_another_session_is_refused_and_nothing_stored(store: Store) -> None:
    store.take_in(Offer((session(),), (note(1),)))
    with pytest.raises(InputError, match="already stands in session"):
        store.take_in(Offer((session("andere"),), (note(2, within="andere"), note(1, within="andere"))))
    assert len(store.notes.sessions()) == 1


def test_an_external_id_is_one_notes_also_after_a_change(store: Store) -> None:
    store.take_in(Offer((session(),), (note(1, external_id="a"), note(2, external_id="b"))))
    with pytest.raises(InputError, match="external id"):
        store.take_in(Offer((session(),), (note(1, external_id="b"), note(2, external_id="a"))))
    assert [one.external_id for one in store.notes.select()] == ["a", "b"]


def test_a_changed_text_becomes_a_version_and_the_old_one_history(store: Store) -> None:
    store.take_in(Offer((session(),), (note(1),)))
    intake = store.take_in(Offer((session(),), (note(1, "anders"),)))
    (stored,) = store.notes.select()
    assert (intake.changed, stored.text, stored.version) == (1, "anders", 2)
    assert store.take_in(Offer((session(),), (note(1, "anders"),))).changed == 0


def test_seven_edits_between_two_exchanges_follow_what_was_known(store: Store, tmp_path: Path) -> None:
    store.take_in(Offer((session(),), (note(1),)))
    with Store.open(tmp_path / "other") as other:
        for text in ("0", "1234567"):
            for one in text:
                read = store.notes.note("n1")
                revise(store, dataclasses.replace(read, text=one), read)
            intake = other.take_in(Offer(store.notes.sessions(), store.notes.select()))
        assert (intake.changed, intake.conflicts, other.notes.note("n1").text) == (1, (), "7")


def test_a_table_that_only_names_a_session_leaves_its_header_and_register_alone(store: Store) -> None:
    store.take_in(Offer((session(people=[PERSON]),), (note(1),)))
    named = dataclasses.replace(
        session(people=[dataclasses.replace(PERSON, role=""), Participant(handle="nieuw")]), title="2020-03-12"
    )
    store.take_in(Offer((named,), (note(2),), described=False))
    (stored,) = store.notes.sessions()
    assert stored.title == session().title
    assert stored.participants == (PERSON, Participant(handle="nieuw"))
    assert len(store.notes.select()) == 2


def test_an_edit_meanwhile_keeps_both_texts(store: Store) -> None:
    store.take_in(Offer((session(),), (note(1),)))
    read = store.notes.note("n1")
    revise(store, dataclasses.replace(read, text="eerste notulist"), read)
    revise(store, dataclasses.replace(read, text="tweede notulist"), read)
    assert store.notes.open_conflicts() == (read.id,)
    shown = store.notes.note("n1")
    revise(store, dataclasses.replace(shown, text="samengevoegd"), shown)
    assert store.notes.note("n1").text == "samengevoegd"


def test_a_withdrawn_consent_travels_and_an_old_file_does_not_bring_it_back(store: Store, tmp_path: Path) -> None:
    meeting = session(people=[PERSON])
    store.take_in(Offer((meeting,), ()))
    with Store.open(tmp_path / "other") as other:
        other.take_in(Offer((meeting,), ()))
        revise_person(store, meeting.id, dataclasses.replace(PERSON, consent=Consent.WITHDRAWN), PERSON)
        other.take_in(Offer(store.notes.sessions(), ()))
        store.take_in(Offer((meeting,), ()))
        for one in (store, other):
            assert one.notes.session(meeting.id).participants[0].consent is Consent.WITHDRAWN


actions = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "exchange"]),
        st.booleans(),
        st.integers(0, 4),
        st.sampled_from(["regie op gegevens", "de leverancier stopt", "wie betaalt?"]),
    ),
    max_size=12,
)


@given(actions)
@drawn(25)
def test_two_workspaces_that_exchange_their_sessions_converge(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, bool, int, str]]
) -> None:
    folder = tmp_path_factory.mktemp("converge")
    with Store.open(folder / "a") as one, Store.open(folder / "b") as other:
        for store in (one, other):
            store.take_in(Offer((session(),), (note(0), note(1))))
        for count, (action, first, which, text) in enumerate(steps):
            store = one if first else other
            notes = store.notes.select()
            if action == "exchange":
                exchange(one, other)
            elif action == "edit":
                read = notes[which % len(notes)]
                revise(store, dataclasses.replace(read, text=text), read)
            else:
                add(store, note(100 + count, f"{text} {count}"))
        exchange(one, other)
        exchange(one, other)
        assert content(one) == content(other)
