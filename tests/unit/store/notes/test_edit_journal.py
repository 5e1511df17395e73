"""Edits: done once, undone and redone also after a restart, and never over another's work."""

import dataclasses
import datetime
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from kennis.errors import UnknownItem
from kennis.ids import new_id
from kennis.nouns import Change, Consent, Edit, EditKind, Note, Participant, Placement, Proposal, Run, Step, Theme
from kennis.reading import entry_edits
from kennis.reading.entry_edits import change
from kennis.store import Offer, Selection, Store
from kennis.themes.ledger import proposal_decisions
from tests.draws import drawn
from tests.samples import session
from tests.unit.store.edits import add, revise_person, revise_session

TODAY = session("s")


def note(text: str) -> Note:
    return Note(id=new_id(), session="s", text=text)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        opened.take_in(Offer((TODAY,)))
        yield opened


def edit(kind: EditKind, *steps: Step) -> Edit:
    return Edit(new_id(), "s", kind, steps)


def added(store: Store, text: str, client: str = "1") -> Note:
    (stored,) = store.journal.apply(edit(EditKind.ADD, Step(None, note(text))), client).notes
    return stored


def changed(before: Note, text: str) -> Edit:
    return edit(EditKind.TEXT, Step(before, dataclasses.replace(before, text=text)))


def texts(store: Store) -> list[str]:
    return [one.text for one in store.notes.select(Selection(session="s"))]


def test_an_edit_that_was_done_is_not_done_again(store: Store) -> None:
    once = edit(EditKind.ADD, Step(None, note("Een.")))
    first, again = store.journal.apply(once, "1"), store.journal.apply(once, "1")
    assert first.notes == again.notes and texts(store) == ["Een."]


def test_the_speaker_of_a_new_note_is_in_the_register(store: Store) -> None:
    store.journal.apply(edit(EditKind.ADD, Step(None, dataclasses.replace(note("Een."), speaker="bo"))), "1")
    assert [person.handle for person in store.session_views.header("s").participants] == ["bo"]


def test_an_edit_in_a_session_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(UnknownItem):
        store.journal.apply(
            Edit(new_id(), "t", EditKind.ADD, (Step(None, dataclasses.replace(note("Een."), session="t")),)), "1"
        )


def test_forty_edits_are_undone_and_redone_after_a_restart(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.take_in(Offer((TODAY,)))
        one = added(store, "0")
        for number in range(1, 40):
            (one,) = store.journal.apply(changed(one, str(number)), "1").notes
    with Store.open(tmp_path) as store:
        for number in range(38, -1, -1):
            undone = store.journal.undo("s", "1")
            assert undone is not None and [one.text for one in undone.notes] == [str(number)]
        gone = store.journal.undo("s", "1")
        assert gone is not None and gone.gone == (one.id,) and texts(store) == []
        assert store.journal.undo("s", "1") is None
    with Store.open(tmp_path) as store:
        for number in range(40):
            redone = store.journal.redo("s", "1")
            assert redone is not None and [one.text for one in redone.notes] == [str(number)]
        assert store.journal.redo("s", "1") is None
        assert store.notes.note("n1").id == one.id


def test_a_new_edit_ends_what_could_be_redone(store: Store) -> None:
    added(store, "Een.")
    store.journal.undo("s", "1")
    added(store, "Twee.")
    assert store.journal.redo("s", "1") is None and texts(store) == ["Twee."]


def test_each_place_undoes_its_own(store: Store) -> None:
    added(store, "Van de een.", "1")
    added(store, "Van de ander.", "2")
    store.journal.undo("s", "1")
    assert texts(store) == ["Van de ander."]
    assert store.journal.undo("s", "1") is None


def test_what_another_changed_meanwhile_is_not_undone(store: Store) -> None:
    mine = added(store, "Mijn zin.", "1")
    (theirs,) = store.journal.apply(changed(mine, "Hun zin."), "2").notes
    refused = store.journal.undo("s", "1")
    assert refused is not None and refused.refused == (mine.id,) and refused.notes == (theirs,)
    assert texts(store) == ["Hun zin."]
    assert store.journal.undo("s", "1") is None


def test_two_edits_of_one_note_keep_both_texts(store: Store) -> None:
    read = added(store, "De zin.")
    store.journal.apply(changed(read, "De zin van de een."), "1")
    applied = store.journal.apply(changed(read, "De zin van de ander."), "2")
    assert applied.conflicts == (read.id,)
    assert store.session_views.sheet("s").conflicts == (read.id,)
    assert {one.text for one in store.session_views.versions(read.id)} == {
        "De zin.",
        "De zin van de een.",
        "De zin van de ander.",
    }


def test_edits_that_waited_together_follow_each_other(store: Store) -> None:
    first = note("Een.")
    second, third = (dataclasses.replace(first, text=text) for text in ("Twee.", "Drie."))
    edits = [Step(None, first), Step(first, second), Step(second, third)]
    applied = [store.journal.apply(edit(EditKind.TEXT, step), "1") for step in edits]
    assert [one.conflicts for one in applied] == [(), (), ()] and texts(store) == ["Drie."]
    assert [one.version for one in store.session_views.versions(first.id)] == [1, 2, 3]


def test_who_reads_the_news_is_told_of_a_conflict_whichever_side_shows_and_of_its_end(store: Store) -> None:
    for first, second in (("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")):
        read = added(store, f"De zin van {first}{second}.")
        store.journal.apply(changed(read, f"De zin van {first}."), "1")
        stamp = store.session_views.sheet("s").stamp
        store.journal.apply(changed(read, f"De zin van {second}."), "2")
        news = store.session_views.news("s", stamp)
        assert news.conflicts == (read.id,) == tuple(note.id for note in news.notes)
        resolved = store.journal.apply(changed(news.notes[0], "Wat er gezegd is."), "1")
        assert (resolved.conflicts, store.session_views.sheet("s").conflicts) == ((), ())
        assert store.session_views.news("s", news.stamp).conflicts == ()
        assert len(store.session_views.versions(read.id)) == 4


def test_a_star_does_not_resolve_a_conflict(store: Store) -> None:
    read = added(store, "De zin.")
    store.journal.apply(changed(read, "De zin van de een."), "1")
    (shown,) = store.journal.apply(changed(read, "De zin van de ander."), "2").notes
    store.journal.apply(edit(EditKind.STAR, Step(shown, dataclasses.replace(shown, star=True))), "2")
    assert store.session_views.sheet("s").conflicts == (read.id,)


def test_a_note_that_another_changed_is_not_deleted(store: Store) -> None:
    read = added(store, "De zin.")
    store.journal.apply(changed(read, "Een betere zin."), "2")
    applied = store.journal.apply(edit(EditKind.DELETE, Step(read, None)), "1")
    assert applied.refused == (read.id,) and texts(store) == ["Een betere zin."]


def test_what_is_edited_while_another_deletes_it_stays(store: Store) -> None:
    read = added(store, "De zin.")
    store.journal.apply(edit(EditKind.DELETE, Step(read, None)), "2")
    store.journal.apply(changed(read, "Een betere zin."), "1")
    assert texts(store) == ["Een betere zin."]


def test_a_deleted_note_is_out_of_sight_and_a_file_does_not_bring_it_back(store: Store) -> None:
    one = added(store, "De zin.")
    store.journal.apply(edit(EditKind.DELETE, Step(one, None)), "1")
    assert store.notes.counts() == {} and texts(store) == []
    with pytest.raises(UnknownItem):
        store.notes.note("n1")
    assert store.take_in(Offer((TODAY,), (dataclasses.replace(one, number=0),))).known == 1
    assert texts(store) == []
    store.journal.undo("s", "1")
    assert texts(store) == ["De zin."] and store.notes.note("n1") == one


def test_a_deleted_note_has_no_place_among_the_themes(store: Store) -> None:
    one, two = added(store, "Een."), added(store, "Twee.")
    run = Run(number=0, created=datetime.datetime(2020, 3, 12, tzinfo=datetime.UTC), model="m", notes=2, fingerprint="")
    theme = Theme(id="t", number=1, title="Getallen", keywords=(), stability=1.0, lenses=())
    placements = [Placement(note=note.id, theme="t", strength=1.0) for note in (one, two)]
    store.ledger.record(run, [Proposal(position=0, change=Change.NEW, theme=theme, members=2)], placements)
    store.decisions.decide("", lambda state: proposal_decisions.accept(state, [0]))
    store.journal.apply(edit(EditKind.DELETE, Step(one, None)), "1")
    assert [placement.note for placement in store.ledger.placements()] == [two.id]
    store.journal.undo("s", "1")
    assert {placement.note for placement in store.ledger.placements()} == {one.id, two.id}


def test_news_are_what_changed_since_a_stamp(store: Store) -> None:
    one, two = added(store, "Een."), added(store, "Twee.")
    stamp = store.session_views.sheet("s").stamp
    assert store.session_views.news("s", stamp).notes == ()
    store.journal.apply(changed(one, "Eén."), "2")
    store.journal.apply(edit(EditKind.DELETE, Step(two, None)), "2")
    add(store, note("Drie."))
    news = store.session_views.news("s", stamp)
    assert [each.text for each in news.notes] == ["Eén.", "Drie."] and news.gone == (two.id,)
    assert store.session_views.news("s", news.stamp) == dataclasses.replace(news, notes=(), gone=())


def test_only_so_many_edits_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kennis.store.notes.edit_journal.KEPT", 30)
    for number in range(35):
        added(store, str(number))
    undone = list(itertools.takewhile(lambda one: one is not None, (store.journal.undo("s", "1") for _ in range(40))))
    assert 30 <= len(undone) <= 31


ACTIONS = st.lists(st.tuples(st.sampled_from(["add", "text", "delete", "star"]), st.integers(0, 9)), max_size=12)


@drawn(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS)
def test_undoing_all_gives_the_beginning_and_redoing_all_the_end(
    actions: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Store.open(tmp_path_factory.mktemp("undo")) as store:
        store.take_in(Offer((TODAY,), (note("Was er al."),)))
        states = [_state(store)]
        for action, pick in actions:
            live = store.notes.select(Selection(session="s"))
            if action == "add" or not live:
                step = Step(None, note(f"Nieuw {pick}."))
            else:
                chosen = live[pick % len(live)]
                after = dataclasses.replace(chosen, text=f"Anders {pick}.") if action == "text" else None
                after = dataclasses.replace(chosen, star=not chosen.star) if action == "star" else after
                step = Step(chosen, after)
            store.journal.apply(edit(EditKind.TEXT, step), "1")
            states.append(_state(store))
        for state in reversed(states[:-1]):
            store.journal.undo("s", "1")
            assert _state(store) == state
        for state in states[1:]:
            store.journal.redo("s", "1")
            assert _state(store) == state


def _state(store: Store) -> list[tuple[str, str, bool]]:
    return [(one.id, one.text, one.star) for one in store.notes.select(Selection(session="s"))]


@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [
        (Consent.ROLE, Consent.WITHDRAWN, True),
        (None, Consent.BACKGROUND, True),
        (Consent.NAME, Consent.ROLE, True),
        (Consent.WITHDRAWN, Consent.ROLE, False),
        (None, Consent.NAME, False),
    ],
)
def test_undoing_and_redoing_let_no_more_be_printed_unasked(
    store: Store, before: Consent | None, after: Consent | None, asks: bool
) -> None:
    first = added(store, "Een.")
    (one,) = store.journal.apply(change(EditKind.CONSENT, first, dataclasses.replace(first, consent=before)), "1").notes
    (two,) = store.journal.apply(change(EditKind.CONSENT, one, dataclasses.replace(one, consent=after)), "1").notes
    undone = store.journal.undo("s", "1")
    assert undone is not None and (undone.loosened == (first.id,)) is asks
    assert store.notes.note("n1").consent is (after if asks else before)
    if asks:
        assert undone.notes == (two,) and store.notes.note("n1") == two
        again = store.journal.undo("s", "1", loosen=True)
        assert again is not None and not again.loosened and store.notes.note("n1").consent is before
    else:
        redone = store.journal.redo("s", "1")
        assert redone is not None and redone.loosened == (first.id,)


def test_a_speaker_who_withdrew_is_not_taken_off_a_note_unasked(store: Store) -> None:
    first = added(store, "Een.")
    revise_person(store, "s", Participant(handle="bo", name="Bo", consent=Consent.WITHDRAWN))
    (one,) = store.journal.apply(change(EditKind.SPEAKER, first, dataclasses.replace(first, speaker="bo")), "1").notes
    asked = store.journal.undo("s", "1")
    assert asked is not None and asked.loosened == (one.id,) and store.notes.note("n1").speaker == "bo"


def test_who_was_added_by_another_meanwhile_stays_as_they_are(store: Store) -> None:
    revise_person(store, "s", Participant(handle="bo", name="Bo", consent=Consent.WITHDRAWN))
    revise_person(store, "s", Participant(handle="bo", name="Bo de Vries"))
    (person,) = store.session_views.header("s").participants
    assert (person.name, person.consent, person.version) == ("Bo", Consent.WITHDRAWN, 1)


def test_a_session_and_its_people_are_undone_and_done_again_and_not_over_anothers_work(store: Store) -> None:
    revise_person(store, "s", Participant(handle="bo", name="Bo"))
    before = store.session_views.header("s")
    revise_session(store, dataclasses.replace(before, place="Utrecht"), before)
    undone = store.journal.undo("s", "here")
    assert undone is not None and store.session_views.header("s").place == before.place
    assert store.journal.redo("s", "here") is not None and store.session_views.header("s").place == "Utrecht"
    now = store.session_views.header("s")
    change_of_another = entry_edits.change_header(
        EditKind.SESSION, "s", now, dataclasses.replace(now, place="Amersfoort")
    )
    store.journal.apply(change_of_another, "there")
    refused = store.journal.undo("s", "here")
    assert refused is not None and refused.refused == ("s",) and store.session_views.header("s").place == "Amersfoort"
    added(store, "Een.")
    spoken = store.notes.note("n1")
    store.journal.apply(change(EditKind.SPEAKER, spoken, dataclasses.replace(spoken, speaker="bo")), "1")
    kept = store.journal.undo("s", "here")
    assert kept is not None and kept.refused == ("bo",)
    assert [one.handle for one in store.session_views.header("s").participants] == ["bo"]
