"""What may be printed of a note, and under whose name."""

import datetime
from dataclasses import replace

import pytest

from kennis.consent import (
    attribution,
    level,
    may_cluster,
    may_name_themes,
    may_quote,
    printable_titles,
    publishable,
    vocabulary,
)
from kennis.nouns import Access, Consent, Kind, Note, Organisation, Participant, Session

PERSON = Participant(
    handle="jan", name="Jan de Boer", role="adviseur", organisation="Provincie Utrecht", sector="provincie"
)
SESSION = Session(id="s", title="Een avond", date=datetime.date(2020, 1, 1), participants=(PERSON,))
NOTE = Note(id="1", session="s", text="Een woord.", kind=Kind.QUOTE, speaker="jan", number=1)


@pytest.mark.parametrize(
    ("note", "person", "session", "counts"),
    [
        (None, None, None, Consent.ANONYMOUS),
        (Consent.NAME, None, None, Consent.NAME),
        (None, Consent.NAME, Consent.ROLE, Consent.ROLE),
        (Consent.WITHDRAWN, Consent.NAME, Consent.NAME, Consent.WITHDRAWN),
        (Consent.NAME, Consent.BACKGROUND, Consent.ORGANISATION, Consent.BACKGROUND),
    ],
)
def test_the_strictest_level_that_is_set_counts(
    note: Consent | None, person: Consent | None, session: Consent | None, counts: Consent
) -> None:
    found = level(replace(NOTE, consent=note), replace(PERSON, consent=person), replace(SESSION, consent=session))
    assert found is counts


@pytest.mark.parametrize(
    ("allowed", "printed"),
    [
        (Consent.NAME, "Jan de Boer, adviseur, Provincie Utrecht"),
        (Consent.ROLE, "adviseur, provincie"),
        (Consent.ORGANISATION, "Provincie Utrecht"),
        (Consent.ANONYMOUS, ""),
        (Consent.BACKGROUND, ""),
        (Consent.WITHDRAWN, ""),
    ],
)
def test_attribution_follows_the_level(allowed: Consent, printed: str) -> None:
    assert attribution(PERSON, allowed) == printed


def test_attribution_is_never_guessed() -> None:
    assert attribution(None, Consent.NAME) == ""
    assert attribution(Participant(handle="jan"), Consent.NAME) == ""
    assert attribution(Participant(handle="jan", name="Jan"), Consent.ROLE) == ""


def test_the_programme_knows_sectors_that_the_register_does_not() -> None:
    person = replace(PERSON, sector="")
    assert attribution(person, Consent.ROLE, [Organisation("Provincie Utrecht", "overheid")]) == "adviseur, overheid"


@pytest.mark.parametrize(
    "role",
    [
        "adviseur van Jan de Boer",
        "namens Boer",
        "namens Bo\u00adér",
        "namens B\u043eer",
        "adviseur van J\u0430n d\u0435 B\u043e\u0435r",
        "adviseur Utr\u0435cht",
        "adviseur Utrecht",
        "provincie utrecht",
        "adviseur UTRECHT",
        "Advies_Utr\u00adecht",
    ],
)
def test_a_role_that_spells_out_name_or_organisation_is_left_out(role: str) -> None:
    assert attribution(replace(PERSON, role=role), Consent.ROLE) == "provincie"


@pytest.mark.parametrize("consent", [None, Consent.BACKGROUND, Consent.WITHDRAWN])
def test_a_session_of_which_nothing_is_printed_has_no_title_to_print(consent: Consent | None) -> None:
    held = replace(SESSION, consent=consent)
    assert printable_titles([held]) == {"s": "" if consent else "Een avond"}


def test_a_word_that_only_a_refused_note_has_is_silent() -> None:
    notes = [NOTE, replace(NOTE, id="2", text="Een apenheul.")]
    assert vocabulary(notes, [SESSION], (), frozenset({"2"})).gives_away("Apenheul")
    assert vocabulary(notes, [SESSION], (), frozenset({"2"})).gives_away("Ap\u0435nheul")
    assert not vocabulary(notes, [SESSION]).gives_away("Apenheul")
    assert not vocabulary(notes, [SESSION]).gives_away("Ap\u0435nheul")
    assert not vocabulary(notes, [SESSION], (), frozenset({"2"})).may_head("“Een apenheul, dat is het”")


@pytest.mark.parametrize("allowed", [Consent.NAME, Consent.ROLE])
def test_a_role_or_sector_that_names_another_who_may_not_be_named_is_left_out(allowed: Consent) -> None:
    other = Participant(handle="an", name="Anna Zilverberg")
    person = replace(PERSON, role="assistent van ZILVERBERG", sector="team Anna", consent=allowed)
    said = "Jan de Boer, Provincie Utrecht" if allowed is Consent.NAME else ""
    for held in (replace(SESSION, participants=(person, other)), replace(SESSION, participants=(person,))):
        elsewhere = replace(SESSION, id="t", participants=(other,))
        (view,) = publishable([NOTE], [held, elsewhere])
        assert (view.attribution, view.sector) == (said, "")
    named = replace(SESSION, participants=(person, replace(other, consent=Consent.NAME)))
    assert "assistent van ZILVERBERG" in publishable([NOTE], [named])[0].attribution


def test_a_sector_that_is_the_organisation_is_left_out() -> None:
    person = Participant(handle="k", role="jurist", organisation="Kadaster", sector="kadaster")
    assert attribution(person, Consent.ROLE) == "jurist"


def test_background_and_withdrawn_notes_say_nothing() -> None:
    for silent in (Consent.BACKGROUND, Consent.WITHDRAWN):
        note = replace(NOTE, consent=silent)
        assert not may_name_themes(note, SESSION)
        assert not may_quote(note, SESSION)
        assert publishable([note], [SESSION]) == ()
        assert may_cluster(note, SESSION) is (silent is Consent.BACKGROUND)


def test_partners_only_material_waits_for_a_level_on_the_note() -> None:
    session = replace(SESSION, access=Access.PARTNERS, consent=Consent.NAME)
    assert may_name_themes(NOTE, session)
    assert not may_quote(NOTE, session)
    assert may_quote(replace(NOTE, consent=Consent.ANONYMOUS), session)
    assert not may_quote(replace(NOTE, consent=Consent.BACKGROUND), session)


def test_only_words_of_a_speaker_are_attributed() -> None:
    session = replace(SESSION, consent=Consent.NAME)
    notes = [replace(NOTE, id=kind, kind=kind) for kind in Kind]
    attributed = {view.kind for view in publishable(notes, [session]) if view.attribution}
    assert attributed == {Kind.QUOTE, Kind.QUESTION, Kind.CONTRIBUTION}


def test_another_ending_of_a_word_that_may_be_used_gives_nothing_away() -> None:
    notes = [replace(NOTE, text="Elk register."), replace(NOTE, id="2", text="De registers en de registratie.")]
    found = vocabulary([notes[0], replace(notes[1], consent=Consent.BACKGROUND)], [SESSION])
    assert not found.gives_away("Registers") and found.gives_away("Registratie")


def test_a_speaker_missing_from_the_register_stays_unnamed() -> None:
    (view,) = publishable([replace(NOTE, speaker="wethouder-amersfoort", consent=Consent.NAME)], [SESSION])
    assert view.attribution == ""


def test_words_of_silent_notes_are_given_away_by_none_but_others() -> None:
    silent = replace(NOTE, id="2", text="Geheime plannen.", consent=Consent.BACKGROUND)
    found = vocabulary([NOTE, silent], [SESSION])
    assert (found.shown, found.silent) == (frozenset({"een", "woord"}), frozenset({"geheime", "plannen"}))
    assert [found.gives_away(text) for text in ("Een woord", "Een PLAN", "Geheime woorden", "Iets")] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("title", "consent", "printed"),
    [
        ("Een avond", None, True),
        ("Een avond met Jan de Boer", Consent.NAME, True),
        ("Een avond met Jan de Boer", Consent.ROLE, False),
        ("De Boer over data", None, False),
        ("Werkbezoek Provincie Utrecht", Consent.ORGANISATION, True),
        ("Werkbezoek Provincie Utrecht", Consent.ROLE, False),
        ("Hoe de provincie werkt", Consent.ANONYMOUS, True),
    ],
)
def test_a_session_title_keeps_its_register_quiet(title: str, consent: Consent | None, printed: bool) -> None:
    session = replace(SESSION, title=title, consent=consent)
    assert printable_titles([session]) == {"s": title if printed else ""}


def test_a_session_title_keeps_the_registers_of_other_sessions_quiet() -> None:
    other = replace(SESSION, id="t", title="Gesprek met De Boer", participants=())
    assert printable_titles([SESSION, other])["t"] == ""
    assert printable_titles([replace(SESSION, consent=Consent.NAME), other])["t"] == other.title


@pytest.mark.parametrize(("name", "title"), [("jan de boer", "Gesprek met De Boer"), ("Bo Li", "Gesprek met bo li")])
def test_a_name_in_small_letters_or_of_short_parts_is_kept_quiet_too(name: str, title: str) -> None:
    typed = replace(SESSION, participants=(Participant(handle="wie", name=name),))
    other = replace(SESSION, id="t", title=title, participants=())
    assert printable_titles([typed, other])["t"] == ""


@pytest.mark.parametrize(
    ("title", "printed"),
    [("Een dag van de raad", True), ("Van plan naar uitvoering", True), ("Een dag met Van Dijk", False)],
)
def test_what_stands_before_a_surname_tells_nothing(title: str, printed: bool) -> None:
    typed = replace(SESSION, participants=(Participant(handle="wie", name="Kim Van Dijk"),))
    other = replace(SESSION, id="t", title=title, participants=())
    assert printable_titles([typed, other])["t"] == (title if printed else "")


@pytest.mark.parametrize("allowed", Consent)
def test_the_sector_is_told_where_it_or_the_organisation_and_name_are_printed(allowed: Consent) -> None:
    held = replace(SESSION, participants=(PERSON,), consent=allowed)
    note = Note(id="n", session=held.id, text="Een zin.", kind=Kind.QUOTE, speaker=PERSON.handle, number=1)
    told = {one.sector for one in publishable([note], [held])}
    silent = allowed in (Consent.BACKGROUND, Consent.WITHDRAWN)
    assert told == (set() if silent else {"provincie"} if allowed in (Consent.NAME, Consent.ROLE) else {""})
