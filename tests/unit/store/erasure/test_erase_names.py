"""A name goes out of what others left in the database, also out of what nobody sees."""

import dataclasses
from pathlib import Path

from kennis.embedding import text_hash
from kennis.ids import new_id
from kennis.nouns import Edit, EditKind, Fate, Participant, Step, Trace
from kennis.store import FILE, Offer, Store, sqlite
from kennis.store.erasure.erase import erase, trial
from kennis.store.erasure.erasure_targets import Wanted
from kennis.store.sqlite.wipe import wipe
from tests.samples import note, session
from tests.unit.store.erasure.test_erase import VECTOR, found_in, sound

PERSON = Participant(handle="zwaluwstra", name="Zwaan Zwaluwstra")
GONE = Wanted(people=frozenset({(session().id, PERSON.handle)}), names=frozenset({PERSON.name}), mentions=True)


def test_a_name_goes_out_of_deleted_notes_of_others(tmp_path: Path) -> None:
    said = dataclasses.replace(note(1, "Volgens Zwaan Zwaluwstra is het beleid nog niet klaar."), external_id="r1")
    with Store.open(tmp_path) as store:
        store.take_in(Offer((session(people=(PERSON,)),), (said, note(2))))
        stored = store.notes.note(said.id)
        store.journal.apply(Edit(new_id(), stored.session, EditKind.DELETE, (Step(stored, None),)), "1")
        assert found_in(tmp_path / FILE, "Zwaluwstra")
        erase(store.engine, GONE)
        wipe(store.engine)
        assert not found_in(tmp_path / FILE, "Zwaluwstra")
        assert store.forgetting.note(said.id).text == "Volgens […] is het beleid nog niet klaar."
    sound(tmp_path / FILE)


def test_a_name_goes_out_that_soft_hyphens_divide(tmp_path: Path) -> None:
    said = note(1, "Volgens Zwaluw\u00adstra, of Zwaan Zwa\u200dluwstra, is het beleid nog niet klaar.")
    with Store.open(tmp_path) as store:
        store.take_in(Offer((session(people=(PERSON,)),), (said,)))
        erase(store.engine, GONE)
        assert store.notes.note(said.id).text == "Volgens […], of […], is het beleid nog niet klaar."


def hashes(store: Store) -> set[str]:
    """Give under what vectors are kept."""
    with sqlite.reading(store.engine) as transaction:
        return set(transaction.connection().exec_driver_sql("SELECT text_hash FROM vector").scalars())


def test_vectors_of_texts_that_held_a_name_go_too_and_only_those_of_forgotten_texts_are_told(tmp_path: Path) -> None:
    said, others = note(1, "Volgens Zwaan Zwaluwstra is het beleid nog niet klaar."), note(2)
    theirs = dataclasses.replace(note(3, "Dat is van mij."), speaker=PERSON.handle)
    with Store.open(tmp_path) as store:
        store.take_in(Offer((session(people=(PERSON,)),), (said, others)))
        kept = {text_hash(text): VECTOR for text in (said.text, others.text, "het beleid", "Een titel")}
        store.vectors.keep("m", kept)
        with trial(store.engine, GONE) as tried:
            assert Trace.VECTOR not in {one.sort for one in tried.found}
        store.take_in(Offer((session(),), (theirs,)))
        store.vectors.keep("m", {text_hash(theirs.text): VECTOR})
        found = erase(store.engine, GONE)
        assert [(one.item, one.fate) for one in found if one.sort is Trace.VECTOR] == [("1", Fate.ERASED)]
        assert hashes(store) == {text_hash(others.text)}
