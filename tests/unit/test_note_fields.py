"""The table of a note's fields: nothing of a note is outside it, and what came later changes no older digest."""

import dataclasses
import datetime
import json
from typing import Any

import pytest
from hypothesis import given

from kennis.nouns import Attribute, Consent, Kind, Note
from kennis.nouns.note_fields import ADDED, NOTE_FIELDS, Counts, note_of, plain_note
from kennis.store.notes import note_mapping
from kennis.store.notes.note_rows import NoteRow
from kennis.version_order import digest
from tests.unit.reading import strategies

# Of each field another value than that of `NOTE`.
OTHER: dict[str, Any] = {
    "id": "y",
    "session": "t",
    "text": "Anders.",
    "kind": Kind.DECISION,
    "at": datetime.time(9, 5),
    "speaker": "bo",
    "tags": ("raad",),
    "lenses": ("rol",),
    "consent": Consent.ROLE,
    "star": True,
    "context": ("Kop",),
    "external_id": "r-1",
    "attributes": (Attribute("kleur", ("rood",)),),
    "owner": "bo",
    "due": datetime.date(2027, 1, 15),
    "done": datetime.date(2027, 1, 14),
    "version": 2,
    "lineage": ("00000000",),
    "number": 7,
}
NOTE = Note(id="x", session="s", text="De raad ziet het niet.")


def test_the_table_has_every_field_in_its_order_with_what_stands_where_it_holds_nothing() -> None:
    assert [one.name for one in NOTE_FIELDS] == [one.name for one in dataclasses.fields(Note)] == [*OTHER]
    given_nothing = [one for one in dataclasses.fields(Note) if one.default is not dataclasses.MISSING]
    unset = {one.name: one.form.read(one.form.unset) for one in NOTE_FIELDS}
    assert {one.name: one.default for one in given_nothing if one.name != "version"} == {
        one.name: unset[one.name] for one in given_nothing if one.name != "version"
    }


def test_every_field_has_its_column() -> None:
    own = {"deleted", "stamp", "origin", "digest"}
    assert {one.kept_as for one in NOTE_FIELDS} == {*NoteRow.model_fields} - own


@given(strategies.notes("s"))
def test_a_note_is_the_same_again_as_plain_values_and_as_a_row(note: Note) -> None:
    assert note_of(json.loads(json.dumps(plain_note(note)))) == note
    values = json.loads(json.dumps(note_mapping.plain(note)))
    assert note_mapping.note_of({**values, "number": note.number}) == note
    raw = {name: json.dumps(value) if isinstance(value, list) else value for name, value in values.items()}
    assert note_mapping.note_of_raw({**raw, "number": note.number}) == note


def test_what_0_1_wrote_of_a_note_lacks_the_later_fields_and_is_read() -> None:
    old = {name: value for name, value in note_mapping.plain(NOTE).items() if name not in {one.name for one in ADDED}}
    assert note_mapping.note_of(old) == NOTE


@pytest.mark.parametrize("field", NOTE_FIELDS, ids=lambda one: one.name)
def test_a_digest_counts_what_it_should(field: Any) -> None:
    changed = dataclasses.replace(NOTE, **{field.name: OTHER[field.name]})
    counts = field.counts is not Counts.NEVER or field.name == "version"
    assert (digest(changed) != digest(NOTE)) is counts


def test_the_digest_of_a_note_of_0_1_is_what_it_was() -> None:
    """Both were computed by version 0.1 (77d1a50): in session files they tell one version from another."""
    assert digest(NOTE) == "50e0759b"
    first = [one.name for one in NOTE_FIELDS if one.counts is Counts.ALWAYS]
    assert digest(dataclasses.replace(NOTE, **{name: OTHER[name] for name in first if name != "kind"})) == "6e4ced1a"
