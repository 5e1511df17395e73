"""A name goes out of what others left in the database, also out of what nobody sees."""

import dataclasses
from pathlib import Path

from kennis.ids import new_id
from kennis.nouns import Deed, Edit, Participant, Step
from kennis.store import FILE, Offer, Store
from kennis.store.forgetting.erasing import erase, wipe
from kennis.store.forgetting.wanted import Wanted
from tests.samples import note, session
from tests.unit.store.test_forgetting import found_in, sound

PERSON = Participant(handle="zwaluwstra", name="Zwaan Zwaluwstra")
GONE = Wanted(people=frozenset({(session().id, PERSON.handle)}), names=frozenset({PERSON.name}), mentions=True)


def test_a_name_goes_out_of_deleted_notes_of_others(tmp_path: Path) -> None:
    said = dataclasses.replace(note(1, "Volgens Zwaan Zwaluwstra is het beleid nog niet klaar."), external_id="r1")
    with Store.open(tmp_path) as store:
        store.take_in(Offer((session(people=(PERSON,)),), (said, note(2))))
        stored = store.notes.note(said.id)
        store.journal.apply(Edit(new_id(), stored.session, Deed.DELETE, (Step(stored, None),)), "1")
        assert found_in(tmp_path / FILE, "Zwaluwstra")
        erase(store.engine, GONE)
        wipe(store.engine)
        assert not found_in(tmp_path / FILE, "Zwaluwstra")
        assert store.forgetting.note(said.id).text == "Volgens […] is het beleid nog niet klaar."
    sound(tmp_path / FILE)
