"""From what is typed to notes, and the edits that are made of them."""

import dataclasses
import datetime
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.clean_text import MAXIMUM_BYTES
from kennis.errors import InputError
from kennis.nouns import Consent, Draft, EditKind, Kind, Lens, Note, Participant, Session
from kennis.reading import entry_edits
from tests.unit.reading import strategies

SESSION = Session(
    id="s", title="Titel", date=datetime.date(2020, 3, 12), participants=(Participant(handle="adviseur", name="A"),)
)
DSO = Lens("dso", "DSO", "Hoe verder?", ())
DRAFT = Draft(session="s", note="01900000-0000-7000-8000-000000000001", at=datetime.time(14, 3), speaker="adviseur")
NOTE = Note(id=DRAFT.note, session="s", text="Een zin.", kind=Kind.QUOTE, speaker="adviseur", version=2, lineage=("a",))


def test_a_note_has_the_id_and_time_of_its_first_character() -> None:
    note = entry_edits.new_note("? Wie betaalt dit? #geld ~verkokering", DRAFT, SESSION, ("Agenda",))
    assert (note.id, note.at, note.session, note.context) == (DRAFT.note, datetime.time(14, 3), "s", ("Agenda",))
    assert (note.kind, note.text, note.tags, note.lenses) == (
        Kind.QUESTION,
        "Wie betaalt dit?",
        ("geld",),
        ("verkokering",),
    )


def test_the_speaker_who_stays_says_quotes_until_another_is_typed() -> None:
    assert entry_edits.new_note('" Zomaar iets.', DRAFT, SESSION).speaker == "adviseur"
    assert entry_edits.new_note('" @bo Zomaar iets.', DRAFT, SESSION).speaker == "bo"
    assert entry_edits.new_note('" Zomaar iets.', dataclasses.replace(DRAFT, speaker=""), SESSION).speaker == ""
    assert entry_edits.new_note('" @- Zomaar iets.', DRAFT, SESSION).speaker == ""
    assert (entry_edits.staying("@bo x", "adviseur"), entry_edits.staying("x", "adviseur")) == ("bo", "adviseur")
    assert entry_edits.staying("x @-", "adviseur") == ""


@pytest.mark.parametrize(
    "typed",
    ["Besluit: zo doen we het.", "= Zo doen we het.", "! De kaart", "? Wie", "* Bellen", "& Alinea", "-- pauze --"],
)
def test_what_is_no_quote_is_said_by_nobody_who_is_not_named(typed: str) -> None:
    assert entry_edits.new_note(typed, DRAFT, SESSION).speaker == ""
    named = entry_edits.new_note(f"{typed} @bo", DRAFT, SESSION)
    assert (named.owner if named.kind is Kind.ACTION else named.speaker) == "bo"
    assert (named.speaker if named.kind is Kind.ACTION else named.owner) == ""


@pytest.mark.parametrize(
    ("typed", "level", "kind"),
    [
        ('{consent=background} " De raad liegt.', Consent.BACKGROUND, Kind.QUOTE),
        ('" {consent=role} De raad liegt.', Consent.ROLE, Kind.QUOTE),
        ("@bo {consent=withdrawn} ? De raad liegt.", Consent.WITHDRAWN, Kind.QUESTION),
        ("!! De raad liegt.", Consent.BACKGROUND, Kind.OBSERVATION),
        ('!! " De raad liegt.', Consent.BACKGROUND, Kind.QUOTE),
        ('{consent=withdrawn} !! " De raad liegt.', Consent.WITHDRAWN, Kind.QUOTE),
    ],
)
def test_a_level_that_is_typed_counts(typed: str, level: Consent, kind: Kind) -> None:
    note = entry_edits.new_note(typed, DRAFT, SESSION)
    assert (note.consent, note.kind, note.text) == (level, kind, "De raad liegt.")
    again = entry_edits.new_note(entry_edits.whole_source(note), DRAFT, SESSION)
    assert (again.consent, again.text) == (level, note.text)
    assert entry_edits.revised(note, "Anders.").consent is level
    assert entry_edits.revised(dataclasses.replace(NOTE, consent=Consent.WITHDRAWN), typed).consent is Consent.WITHDRAWN


@pytest.mark.parametrize(
    "typed",
    [
        "De raad {consent=background} liegt.",
        "De raad liegt. @bo {consent=withdrawn}",
        "{consent=achtergrond} De raad liegt.",
        "{consnt=withdrawn} De raad liegt.",
        "De raad liegt. { Toestemming: geen }",
        "De raad liegt. {background",
        r"\{consent=name} De raad liegt.",
        "{#01900000-0000-7000-8000-000000000001} De raad liegt.",
    ],
)
def test_a_level_that_is_not_read_is_never_text(typed: str) -> None:
    with pytest.raises(InputError):
        entry_edits.new_note(typed, DRAFT, SESSION)
    with pytest.raises(InputError):
        entry_edits.revised(NOTE, typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"Digitaal" is een woord', "quotation mark"),
        ("!? wat", "!? wat"),
        ("## Rondvraag", "agenda item"),
        ("* Bellen >31-2", ">31-2"),
        ("25:10 Jan komt binnen", "25:10"),
        ("14.05 wethouder komt binnen", "14.05"),
        ("{ster} Een zin", "ster"),
        ("Een zin {star} en meer", "{star}"),
        ("Een zin ~bestaatniet", "no lens ~bestaatniet"),
        ("We spreken af @stadhuis", "“@stadhuis” at the end"),
        ("Dat zei @bo.", "@bo."),
        ("@bo's idee", "@bo's"),
        ("A: wij doen mee", "write @a"),
        ('@Jan de Vries " Wij doen mee', "@Jan de Vries"),
    ],
)
def test_what_looks_like_a_mark_and_is_not_read_is_told(typed: str, said: str) -> None:
    (reason,) = entry_edits.unread(typed, SESSION, (DSO,))
    assert said in reason
    assert entry_edits.new_note(typed, DRAFT, SESSION).text.strip()


@pytest.mark.parametrize(
    "typed", ["Een zin.", '" Een zin. @bo', "14:05 ? Wie", "3.20 meter hoog", "@jan: een zin", "@bo een zin"]
)
def test_what_is_read_or_plain_is_not_spoken_of(typed: str) -> None:
    assert entry_edits.unread(typed, SESSION, (DSO,)) == ()


def test_a_name_of_the_register_needs_no_quotation_marks() -> None:
    known = dataclasses.replace(SESSION, participants=(Participant(handle="ab", name="Anneke van Voorbeeld"),))
    for typed in (
        '@Anneke van Voorbeeld " Zo is het.',
        '" Zo is het. @anneke van voorbeeld #raad',
        '@Anneke van Voorbeeld: "Zo is het."',
    ):
        note = entry_edits.new_note(typed, Draft(), known)
        assert (note.speaker, note.kind, note.text) == ("ab", Kind.QUOTE, "Zo is het.")
        assert entry_edits.unknown_person(typed, known) is None
    assert (
        entry_edits.new_note("Vraag @Anneke van Voorbeeld om hulp", Draft(), known).text
        == "Vraag @Anneke van Voorbeeld om hulp"
    )


def test_a_typed_time_is_the_notes() -> None:
    note = entry_edits.new_note('14.30 uur " Zo is het.', DRAFT, SESSION)
    assert (note.at, note.text, note.kind) == (datetime.time(14, 30), "Zo is het.", Kind.QUOTE)


def test_the_parts_of_a_long_entry_keep_its_level_and_time() -> None:
    source = '14:30 {consent=withdrawn star} " @- ' + "woord " * 40_000
    notes = [entry_edits.new_note(part, DRAFT, SESSION) for part in entry_edits.pieces(source)]
    assert len(notes) > 1
    assert {(note.consent, note.at, note.speaker, note.kind) for note in notes} == {
        (Consent.WITHDRAWN, datetime.time(14, 30), "", Kind.QUOTE)
    }


def test_what_may_not_be_kept_is_dropped() -> None:
    assert entry_edits.typed('" Een \x1b[31mrood\u202e woord').text == "Een [31mrood woord"


def test_a_speaker_who_is_not_registered_is_named_once() -> None:
    assert entry_edits.unknown_person('@"Jan Jansen" Hallo.', SESSION) == Participant(
        handle="jan-jansen", name="Jan Jansen"
    )
    assert entry_edits.unknown_person("@adviseur Hallo.", SESSION) is None
    assert entry_edits.unknown_person("Hallo.", SESSION) is None


@given(
    text=st.text(max_size=60), kind=st.sampled_from(Kind), tags=st.lists(st.sampled_from(["raad", "a b"]), unique=True)
)
def test_editing_begins_with_an_entry_that_makes_the_note_again(text: str, kind: Kind, tags: list[str]) -> None:
    clean = entry_edits.typed(text).text.strip() or "leeg"
    note = dataclasses.replace(NOTE, text=clean, kind=kind, tags=tuple(tags), star=True, consent=Consent.ROLE)
    assert entry_edits.revised(note, entry_edits.source_of(note)) == note


def test_splitting_keeps_the_speaker_and_the_order() -> None:
    marked = dataclasses.replace(NOTE, external_id="r7", star=True)
    edit = entry_edits.split(marked, ("Een", "zin."), "01900000-0000-7000-8000-000000000009")
    first, second = (step.after for step in edit.steps)
    assert first is not None and second is not None and edit.kind is EditKind.SPLIT
    assert (first.id, first.text, second.text, second.speaker) == (NOTE.id, "Een", "zin.", "adviseur")
    assert NOTE.id < second.id < "01900000-0000-7000-8000-000000000009"
    assert (second.version, second.lineage) == (1, ())
    assert ((first.external_id, first.star), (second.external_id, second.star)) == (("r7", True), ("", False))


def test_merging_takes_the_strictest_consent_and_all_tags() -> None:
    other = dataclasses.replace(NOTE, id="z", text="Nog een.", tags=("raad",), consent=Consent.ANONYMOUS, star=True)
    edit = entry_edits.merge(dataclasses.replace(NOTE, consent=Consent.NAME), other)
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
        entry_edits.merge(NOTE, dataclasses.replace(NOTE, id="z", **other))  # type: ignore[arg-type]


@pytest.mark.parametrize("cut", ["\n\n", "\n", ". ", " ", ""])
def test_a_long_text_is_cut_into_entries_that_fit_and_nothing_is_lost(cut: str) -> None:
    text = cut.join(["woordé" * 50] * 500)
    source = f"@bo {text}" if cut != "" else f'" {text} @bo'
    assert entry_edits.too_long(source)
    parts = [entry_edits.typed(piece) for piece in entry_edits.pieces(source)]
    assert len(parts) > 1 and all(len(part.text.encode()) <= MAXIMUM_BYTES and part.speaker == "bo" for part in parts)
    assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())


def test_nearly_the_same_note_of_another_is_found() -> None:
    words = ("De begroting van de stad.", "Sensoren op straat meten te veel.", "Wie is er eigenaar van het model?")
    others = [dataclasses.replace(NOTE, id=str(n), text=text) for n, text in enumerate(words)]
    assert entry_edits.twin(dataclasses.replace(NOTE, text="sensoren op straat meten te  veel"), others) == "1"
    assert (
        entry_edits.twin(dataclasses.replace(NOTE, text="Verkokering zit in de budgetten, niet in de data."), others)
        == ""
    )
    assert (
        entry_edits.twin(dataclasses.replace(NOTE, text="Ja."), [dataclasses.replace(NOTE, id="1", text="Ja.")]) == ""
    )
    assert entry_edits.twin(others[2], others[2:]) == ""


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(strategies.PIECES), max_size=12).map("".join))
def test_no_word_of_consent_in_braces_is_ever_stored(source: str) -> None:
    makers: tuple[Callable[[], Note], ...] = (
        lambda: entry_edits.new_note(source, DRAFT, SESSION),
        lambda: entry_edits.revised(NOTE, source),
    )
    for make in makers:
        try:
            text = make().text
        except InputError:
            continue
        assert not strategies.CONSENT.search(text)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_becomes_a_note(source: str) -> None:
    try:
        note = entry_edits.new_note(source, DRAFT, SESSION)
    except InputError:
        assert "{" in source
    else:
        assert note.text == entry_edits.typed(source).text


def test_actions_of_two_people_are_not_merged() -> None:
    first, second = (Note(id=one, session="s", text=one, kind=Kind.ACTION, owner=one) for one in ("a", "b"))
    with pytest.raises(InputError, match="different people to do"):
        entry_edits.merge(first, second)
    merged = entry_edits.merge(first, dataclasses.replace(second, owner="")).steps[0].after
    assert merged is not None and merged.owner == "a"
