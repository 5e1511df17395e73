"""The store refuses text that may not be kept, whoever brings it, and in whatever column."""

import dataclasses
import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.nouns import Attribute, Consent, Note, Participant, Session
from kennis.store import FILE, Offer, Store, sqlite
from kennis.store.sqlite.repair import session_checks
from kennis.store.sqlite.repair.check import changing
from kennis.store.themes.theme_rows import MemoRow
from tests.samples import session
from tests.unit.store.edits import revise, revise_person, revise_session

UNCLEAN = ("a\x1b[31mb", "a\x07", "a\u202eb", "a\x9b", "caf\udce9", "a\ufeffb", "a\0b")
ROW = session()


def noted(**facts: object) -> Offer:
    """Offer a note."""
    return Offer((ROW,), (dataclasses.replace(Note(id=new_id(), session=ROW.id, text="een"), **facts),))  # type: ignore[arg-type]


def offers(text: str) -> dict[str, Offer]:
    """Give offers that each hold a text in another place."""
    person = Participant(handle="anna", name="Anna")
    header = Session(id="2020-01-01-x", title="x", date=datetime.date(2020, 1, 1))
    return {
        "title": Offer((dataclasses.replace(header, title=text),)),
        "place": Offer((dataclasses.replace(header, place=text),)),
        "note-taker": Offer((dataclasses.replace(header, note_takers=(text,)),)),
        "person": Offer((dataclasses.replace(header, participants=(dataclasses.replace(person, role=text),)),)),
        "text": noted(text=text),
        "tag": noted(tags=("raad", text)),
        "heading": noted(context=(text,)),
        "attribute": noted(attributes=(Attribute("kleur", (text,)),)),
        "name of an attribute": noted(attributes=(Attribute(text, ("rood",)),)),
        "external id": noted(external_id=text),
    }


@pytest.mark.parametrize("unclean", UNCLEAN, ids=ascii)
@pytest.mark.parametrize("place", offers(""))
def test_it_is_refused_and_nothing_is_stored(store: Store, place: str, unclean: str) -> None:
    store.take_in(Offer((ROW,)))
    before = (store.notes.sessions(), store.notes.select())
    with pytest.raises(InputError, match="may not be kept"):
        store.take_in(offers(unclean)[place])
    assert (store.notes.sessions(), store.notes.select()) == before


def test_a_statement_that_knows_no_columns_is_looked_at_too(store: Store) -> None:
    with store.engine.begin() as connection, pytest.raises(InputError, match="may not be kept"):
        connection.exec_driver_sql("UPDATE session SET title = ?", ("a\x1bb",))
    values = {
        "id": new_id(),
        "about": "note",
        "item": "x",
        "text": "a\x07",
        "person": "",
        "at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
    }
    with store.engine.begin() as connection, pytest.raises(InputError, match="may not be kept"):
        connection.execute(insert(MemoRow), [values])


def test_all_that_may_be_kept_is_taken(store: Store) -> None:
    text = "één\tregel\nnog een 👩\u200d🚀 “x” soft\u00adhyphen ['\\u001b']"
    store.take_in(noted(text=text, tags=(text,)))
    (stored,) = store.notes.select()
    assert stored.text == text and stored.tags == (text,)


def test_whoever_speaks_in_a_file_stands_in_the_register(store: Store) -> None:
    known = Participant(handle="anna", name="Anna Voorbeeld", role="adviseur")
    header = dataclasses.replace(ROW, participants=(known,))
    notes = [Note(id=new_id(), session=ROW.id, text=one, speaker=one) for one in ("anna", "piet")]
    store.take_in(Offer((header,), notes))
    store.take_in(Offer((header,), notes))
    (found,) = store.notes.sessions()
    assert found.participants == (known, dataclasses.replace(found.participants[1], handle="piet", name="piet"))


def test_what_an_earlier_version_let_in_can_be_changed_and_is_mended(store: Store, tmp_path: Path) -> None:
    person = Participant(handle="anna", name="Anna")
    header = dataclasses.replace(ROW, participants=(person,))
    store.take_in(Offer((header,), (Note(id=new_id(), session=ROW.id, text="een", tags=("raad",)),)))
    with sqlite.engine(tmp_path / ".kennis" / FILE).begin() as connection:
        connection.exec_driver_sql("UPDATE session SET title = 'a\x1b[31mb'")
        connection.exec_driver_sql("UPDATE participant SET name = 'An\u202ena'")
        connection.exec_driver_sql("""UPDATE note SET tags = '["ra\\u0007ad"]'""")
        session_checks._take_over(connection)
    (found,) = store.notes.sessions()
    revise_session(store, dataclasses.replace(found, place="Utrecht"), found)
    left = store.journal.undo(ROW.id, "here")  # nothing puts such a title back, nor half of a header
    assert left is not None and left.refused == (ROW.id,)
    person, held = store.notes.sessions()[0].participants[0], store.notes.note("n1")
    revise_person(store, ROW.id, dataclasses.replace(person, role="raadslid"), person)
    assert revise(store, dataclasses.replace(held, star=True), held).star
    with changing(tmp_path / ".kennis" / FILE) as connection:
        check = next(one for one in session_checks.CHECKS if one.name == "characters")
        assert check.find(connection) == [ROW.id, f"{ROW.id}/anna", "n1"] and check.mend
        check.mend(connection)
        assert check.find(connection) == []
        assert next(one for one in session_checks.CHECKS if one.name == "digests").find(connection) == []
    (found,) = store.notes.sessions()
    assert (found.title, found.place, found.participants[0].name) == ("a[31mb", "Utrecht", "Anna")
    assert store.notes.select()[0].tags == ("raad",)


def test_a_register_that_describes_who_only_spoke_is_no_conflict(store: Store) -> None:
    store.take_in(Offer((ROW,), (Note(id=new_id(), session=ROW.id, text="een", speaker="piet"),)))
    described = Participant(handle="piet", name="Piet Voorbeeld", role="raadslid", consent=Consent.BACKGROUND)
    taken = store.take_in(Offer((dataclasses.replace(ROW, participants=(described,)),)))
    assert taken.conflicts == () and taken.described == 1
    (found,) = store.notes.sessions()
    assert [(one.name, one.role, one.consent) for one in found.participants] == [
        ("Piet Voorbeeld", "raadslid", Consent.BACKGROUND)
    ]
