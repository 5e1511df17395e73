"""From what is typed to notes, and the edits that are made of them."""

import dataclasses
import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.errors import InputError
from kennis.nouns import Consent, Deed, Draft, Kind, Note, Participant, Session
from kennis.text import MAXIMUM_BYTES
from kennis.workflows import entries

SESSION = Session(
    id="s", title="Titel", date=datetime.date(2020, 3, 12), participants=(Participant(handle="adviseur", name="A"),)
)
DRAFT = Draft(session="s", note="01900000-0000-7000-8000-000000000001", at=datetime.time(14, 3), speaker="adviseur")
NOTE = Note(id=DRAFT.note, session="s", text="Een zin.", kind=Kind.QUOTE, speaker="adviseur", version=2, lineage=("a",))


def test_a_note_has_the_id_and_time_of_its_first_character() -> None:
    note = entries.new_note("? Wie betaalt dit? #geld ~verkokering", DRAFT, SESSION, ("Agenda",))
    assert (note.id, note.at, note.session, note.context) == (DRAFT.note, datetime.time(14, 3), "s", ("Agenda",))
    assert (note.kind, note.text, note.tags, note.lenses) == (
        Kind.QUESTION,
        "Wie betaalt dit?",
        ("geld",),
        ("verkokering",),
    )


def test_the_speaker_stays_until_another_is_typed() -> None:
    assert entries.new_note("Zomaar iets.", DRAFT, SESSION).speaker == "adviseur"
    assert entries.new_note("@bo Zomaar iets.", DRAFT, SESSION).speaker == "bo"
    assert entries.new_note("Zomaar iets.", dataclasses.replace(DRAFT, speaker=""), SESSION).speaker == ""


def test_what_may_not_be_kept_is_dropped() -> None:
    assert entries.typed('" Een \x1b[31mrood\u202e woord').text == "Een [31mrood woord"


def test_a_speaker_who_is_not_registered_is_named_once() -> None:
    assert entries.unknown_speaker('@"Jan Jansen" Hallo.', SESSION) == Participant(
        handle="jan-jansen", name="Jan Jansen"
    )
    assert entries.unknown_speaker("@adviseur Hallo.", SESSION) is None
    assert entries.unknown_speaker("Hallo.", SESSION) is None


@given(
    text=st.text(max_size=60), kind=st.sampled_from(Kind), tags=st.lists(st.sampled_from(["raad", "a b"]), unique=True)
)
def test_editing_begins_with_an_entry_that_makes_the_note_again(text: str, kind: Kind, tags: list[str]) -> None:
    clean = entries.typed(text).text.strip() or "leeg"
    note = dataclasses.replace(NOTE, text=clean, kind=kind, tags=tuple(tags), star=True, consent=Consent.ROLE)
    assert entries.revised(note, entries.source_of(note)) == note


def test_splitting_keeps_the_speaker_and_the_order() -> None:
    marked = dataclasses.replace(NOTE, external_id="r7", star=True)
    edit = entries.split(marked, ("Een", "zin."), "01900000-0000-7000-8000-000000000009")
    first, second = (step.after for step in edit.steps)
    assert first is not None and second is not None and edit.deed is Deed.SPLIT
    assert (first.id, first.text, second.text, second.speaker) == (NOTE.id, "Een", "zin.", "adviseur")
    assert NOTE.id < second.id < "01900000-0000-7000-8000-000000000009"
    assert (second.version, second.lineage) == (1, ())
    assert ((first.external_id, first.star), (second.external_id, second.star)) == (("r7", True), ("", False))


def test_merging_takes_the_strictest_consent_and_all_tags() -> None:
    other = dataclasses.replace(NOTE, id="z", text="Nog een.", tags=("raad",), consent=Consent.ANONYMOUS, star=True)
    edit = entries.merge(dataclasses.replace(NOTE, consent=Consent.NAME), other)
    whole = edit.steps[0].after
    assert whole is not None and edit.steps[1].after is None
    assert (whole.text, whole.tags, whole.consent, whole.star) == (
        "Een zin.\nNog een.",
        ("raad",),
        Consent.ANONYMOUS,
        True,
    )


@pytest.mark.parametrize("other", [{"speaker": "bo"}, {"kind": Kind.OBSERVATION}])
def test_merging_puts_no_words_into_anothers_mouth(other: dict[str, object]) -> None:
    with pytest.raises(InputError):
        entries.merge(NOTE, dataclasses.replace(NOTE, id="z", **other))  # type: ignore[arg-type]


@pytest.mark.parametrize("cut", ["\n\n", "\n", ". ", " ", ""])
def test_a_long_text_is_cut_into_entries_that_fit_and_nothing_is_lost(cut: str) -> None:
    text = cut.join(["woordé" * 50] * 500)
    source = f"@bo {text}" if cut != "" else f'" {text} @bo'
    assert entries.too_long(source)
    parts = [entries.typed(piece) for piece in entries.pieces(source)]
    assert len(parts) > 1 and all(len(part.text.encode()) <= MAXIMUM_BYTES and part.speaker == "bo" for part in parts)
    assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())


def test_nearly_the_same_note_of_another_is_found() -> None:
    words = ("De begroting van de stad.", "Sensoren op straat meten te veel.", "Wie is er eigenaar van het model?")
    others = [dataclasses.replace(NOTE, id=str(n), text=text) for n, text in enumerate(words)]
    assert entries.twin(dataclasses.replace(NOTE, text="sensoren op straat meten te  veel"), others) == "1"
    assert (
        entries.twin(dataclasses.replace(NOTE, text="Verkokering zit in de budgetten, niet in de data."), others) == ""
    )
    assert entries.twin(dataclasses.replace(NOTE, text="Ja."), [dataclasses.replace(NOTE, id="1", text="Ja.")]) == ""
    assert entries.twin(others[2], others[2:]) == ""


@settings(deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_becomes_a_note(source: str) -> None:
    note = entries.new_note(source, DRAFT, SESSION)
    assert note.text == entries.typed(source).text
