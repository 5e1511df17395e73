"""What of the notes gets past the gate of consent."""

from dataclasses import replace

import pytest

from kennis.nouns import Access, Consent, Level, Participant, Placement, ThemeState
from kennis.views.view_material import attribute_values, open_up, persons
from tests.unit.views.meeting import department, material, note, person, session, theme

AA = ("Gemeente Aa", "gemeente")


@pytest.mark.parametrize(
    ("level", "organisation", "sector"),
    [
        (Consent.NAME, "Gemeente Aa", "gemeente"),
        (Consent.ORGANISATION, "Gemeente Aa", "gemeente"),
        (Consent.ROLE, "", "gemeente"),
        (Consent.ANONYMOUS, "", ""),
        (None, "", ""),
    ],
)
def test_a_level_allows_so_much_of_the_speaker(level: Consent | None, organisation: str, sector: str) -> None:
    seen = open_up(material([session(1, [person("an", *AA, level)])], [(note(1, "an"), "t1")], [theme(1)]))
    assert [(one.organisation, one.sector) for one in seen.notes] == [(organisation, sector)]


def test_the_strictest_of_the_levels_counts() -> None:
    seen = open_up(
        material([session(1, [person("an", *AA)])], [(note(1, "an", consent=Consent.ROLE), "t1")], [theme(1)])
    )
    assert [(one.organisation, one.sector) for one in seen.notes] == [("", "gemeente")]


def test_a_sector_that_spells_out_the_organisation_is_left_out() -> None:
    register = [person("an", "Kadaster", "kadaster en landmeting", Consent.ROLE)]
    seen = open_up(material([session(1, register)], [(note(1, "an"), "t1")], [theme(1)]))
    assert seen.notes[0].sector == ""


@pytest.mark.parametrize("level", [Consent.BACKGROUND, Consent.WITHDRAWN])
def test_silent_notes_are_not_there(level: Consent) -> None:
    assert not open_up(material([session(1)], [(note(1, consent=level), "t1")], [theme(1)])).notes


def test_a_partners_only_note_is_counted_but_has_no_text() -> None:
    notes = [(note(1), "t1"), (note(2, consent=Consent.ANONYMOUS), "t1")]
    seen = open_up(material([session(1, access=Access.PARTNERS)], notes, [theme(1)]))
    assert [bool(one.text) for one in seen.notes] == [False, True]


def test_a_title_with_a_word_of_silent_notes_only_gives_way_to_the_number() -> None:
    notes = [
        (note(1, text="De sensoren meten."), "t1"),
        (note(2, text="Het geheimplan.", consent=Consent.BACKGROUND), "t2"),
    ]
    seen = open_up(material([session(1)], notes, [theme(1, "Sensoren"), theme(2, "Geheimplannen"), theme(3, "Vrij")]))
    assert [one.title for one in seen.themes] == ["Sensoren", "T-002", "Vrij"]


def test_a_typed_title_with_the_name_of_somebody_anonymous_gives_way_to_the_number() -> None:
    register = [
        Participant(handle="an", name="Anna Zilverberg"),
        Participant(handle="b", name="Bo Vos", consent=Consent.NAME),
    ]
    themes = [theme(1, "Het plan van Zilverberg", titled=True), theme(2, "Het plan van Vos", titled=True)]
    seen = open_up(material([session(1, register)], [(note(1, "an"), "t1"), (note(2, "b"), "t2")], themes))
    assert [one.title for one in seen.themes] == ["T-001", "Het plan van Vos"]


def test_a_title_that_quotes_what_nobody_said_gives_way_to_the_number() -> None:
    notes = [
        (note(1, text="Wij meten hier alles zelf."), "t1"),
        (note(2, text="Niemand weet wie dat meet.", consent=Consent.BACKGROUND), "t2"),
    ]
    titles = ("“Wij meten hier alles”", "„Wij doen hier maar wat“", "“Niemand weet wie dat”", "Een “slimme meter”")
    seen = open_up(material([session(1)], notes, [theme(at, title) for at, title in enumerate(titles, 1)]))
    assert [one.title for one in seen.themes] == [titles[0], "T-002", "T-003", titles[3]]


def test_keywords_tell_neither_silent_words_nor_names() -> None:
    register = [Participant(handle="an", name="Anna Zilverberg")]
    notes = [
        (note(1, "an", text="De sensoren."), "t1"),
        (note(2, text="Geheimplan.", consent=Consent.BACKGROUND), "t1"),
    ]
    named = replace(theme(1), keywords=("sensoren", "zilverberg", "geheimplan"))
    assert open_up(material([session(1, register)], notes, [named])).themes[0].keywords == ("sensoren",)


def test_what_stands_before_a_surname_is_no_name() -> None:
    register = [Participant(handle="an", name="Anna Van den Zilverberg")]
    seen = open_up(material([session(1, register)], [(note(1, "an"), "t1")], [theme(1, "Plannen van de Van Dale")]))
    assert seen.themes[0].title == "Plannen van de Van Dale"


def test_only_accepted_themes_and_placements_count() -> None:
    made = material([session(1)], [(note(1), "t1"), (note(2), "t2")], [theme(1), theme(2, state=ThemeState.RETIRED)])
    made = replace(made, placements=(*made.placements, Placement(note="0190-0002", theme="t1", suggested=True)))
    assert [one.theme for one in open_up(made).notes] == ["t1", None]


def test_themes_stand_by_family() -> None:
    families = [theme(1, "Familie", level=Level.FAMILY), theme(2, "Andere", level=Level.FAMILY)]
    families = [replace(one, id=f"f{one.number}") for one in families]
    themes = [theme(1), theme(2, family="f2"), theme(3, family="f1"), *families]
    seen = open_up(material([session(1)], [(note(1), "t1")], themes))
    assert [(one.number, one.family) for one in seen.themes] == [
        ("T-003", "Familie"),
        ("T-002", "Andere"),
        ("T-001", ""),
    ]


def test_who_has_one_handle_or_one_name_is_one_person() -> None:
    registers = [
        session(1, [person("an"), person("bo")]),
        session(2, [replace(person("anna"), name="naam an "), person("bo")]),
    ]
    notes = [note(1, "an"), note(2, "anna", "s2"), note(3, "bo"), note(4, "bo", "s2"), note(5, "gast", "s2")]
    found = persons(registers, notes)
    assert found["s1", "an"] == found["s2", "anna"]
    assert found["s1", "bo"] == found["s2", "bo"]
    assert len(set(found.values())) == 3


def test_an_attribute_that_names_its_speaker_is_left_out() -> None:
    register = [person("an", "Gemeente Aa", "gemeente", Consent.ROLE), person("bo", "Gemeente Aa", "gemeente")]
    notes = [
        (note(1, "an", attributes=department("Dienst van Gemeente Aa", "Ruimte")), "t1"),
        (note(2, "bo", attributes=department("Dienst van Gemeente Aa")), "t1"),
        (note(3, attributes=department("Ruimte"), consent=Consent.BACKGROUND), "t1"),
    ]
    found = attribute_values(material([session(1, register)], notes, [theme(1)]), "department")
    assert found == {"0190-0001": ("Ruimte",), "0190-0002": ("Dienst van Gemeente Aa",)}


def test_a_name_in_no_register_stands_in_no_title_keyword_or_attribute() -> None:
    said = "Marieke Vuurvlinder van het Kadaster wil sensoren."
    notes = [(note(1, text=said, attributes=department("Bij Vuurvlinder", "Ruimte")), "t1")]
    named = replace(theme(1, "Wat Vuurvlinder wil", titled=True), keywords=("Vuurvlinder", "vuurvlinder", "sensoren"))
    held = replace(session(1), title="Gesprek met Marieke Vuurvlinder")
    made = material([held], notes, [named])
    seen = open_up(made)
    assert (seen.themes[0].title, seen.themes[0].keywords, seen.titles) == ("T-001", ("sensoren",), {"s1": ""})
    assert attribute_values(made, "department") == {"0190-0001": ("Ruimte",)}


def test_a_word_that_notes_use_in_small_letters_is_no_name() -> None:
    register = [Participant(handle="an", name="Anna Dijk")]
    notes = [(note(number, text=f"De dijk bij paal {number} is te laag."), "t1") for number in (1, 2)]
    named = replace(theme(1, "Dijk en polder"), keywords=("dijk", "Anna"))
    seen = open_up(material([session(1, register)], notes, [named]))
    assert (seen.themes[0].title, seen.themes[0].keywords) == ("Dijk en polder", ("dijk",))
