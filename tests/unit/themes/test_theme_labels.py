"""Names of themes: titles that stand in the notes, all different, the same in any order."""

import itertools
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from kennis.locale import translator
from kennis.person_names import NamesKeptBack
from kennis.themes.theme_labels import ThemeLabel, class_weights, name

REGISTER = (
    "Krijgen banken toegang tot het Rijksregister?",
    "De toegang tot het Rijksregister is voorbehouden aan besturen.",
    "Wie bewaakt de toegang tot het Rijksregister als bedrijven meekijken?",
    "Het Rijksregister bevat de gegevens van alle inwoners.",
)
DRONES = (
    "De inzet van drones bij de brandweer neemt toe.",
    "Er is nog geen wet voor de inzet van drones boven woonwijken.",
    "Bewoners vinden drones boven hun tuin vervelend.",
    "Wie betaalt de drones van de politie?",
)
INVOICES = (
    "Kleine ondernemers sturen zelden een elektronische factuur.",
    "De elektronische factuur bespaart papier en tijd.",
    "Wanneer wordt de elektronische factuur verplicht?",
)
ENGLISH = (
    "Citizens should decide about their personal data.",
    "We share personal data with three other departments.",
    "The city keeps personal data for too long.",
)
THEMES = (REGISTER, DRONES, INVOICES)


def titles(themes: Sequence[Sequence[str]], avoid: Sequence[str] = ()) -> list[str]:
    return [each.title for each in name(themes, "nl", avoid)]


def test_a_theme_is_called_by_a_phrase_of_its_notes() -> None:
    assert titles(THEMES) == ["Toegang tot het Rijksregister", "Inzet van drones", "Elektronische factuur"]


def test_english_notes_get_an_english_title() -> None:
    assert titles([*THEMES, ENGLISH])[-1] == "Personal data"


def test_keywords_are_words_as_they_are_written_the_best_first() -> None:
    keywords = [each.keywords for each in name(THEMES, "nl")]
    assert keywords[0][0] == "Rijksregister" and "toegang" in keywords[0]
    assert keywords[1][0] == "drones"
    for texts, words in zip(THEMES, keywords, strict=True):
        assert all(word.lower() in " ".join(texts).lower() for word in words)
        assert not {"nog", "het", "wie", "aantal"} & set(words)


def test_words_that_nearly_always_stand_together_are_one_keyword() -> None:
    assert name([ENGLISH, DRONES], "nl")[0].keywords[0] == "personal data"


def test_the_rarer_word_of_a_fixed_phrase_is_shown_as_the_phrase_and_the_common_one_alone() -> None:
    notes = (
        "Veel open data is moeilijk te vinden.",
        "Wie betaalt de open data van de provincie?",
        "Bedrijven verkopen data aan elkaar.",
        "De data van de sensoren zijn van de leverancier.",
        "De gemeente koopt data terug.",
    )
    keywords = name([notes, DRONES], "nl")[0].keywords
    assert "open data" in keywords and not {"open", "data"} & set(keywords)


def test_a_compound_counts_for_the_word_it_is_made_of() -> None:
    notes = (
        "De politie vult elke maand dezelfde lijst in.",
        "Het politiekantoor in de wijk kreeg een tweede server.",
        "Een vrijwilligersorganisatie bezorgt de brieven.",
        "Het politiedossier bleef liggen bij het parket.",
        "De spoorwegpolitie ziet de beelden pas later.",
    )
    assert titles([notes, DRONES, REGISTER])[0] == "Politie"
    assert name([notes, DRONES, REGISTER], "nl")[0].keywords[0] == "politie"


def test_a_long_compound_is_a_title_as_good_as_two_words() -> None:
    notes = (
        "Onze cyberveiligheid hangt af van een bedrijf.",
        "De cyberveiligheid van kleine gemeenten blijft achter.",
        "Het slachtoffer van gijzelsoftware betaalt meestal.",
        "Een slachtoffer van gijzelsoftware belt de bank.",
        "Wie oefent er met cyberveiligheid?",
        "Voor cyberveiligheid is nooit tijd.",
    )
    assert titles([notes, DRONES, REGISTER])[0] == "Cyberveiligheid"


def test_neither_the_order_of_themes_nor_that_of_notes_matters() -> None:
    themes = [*THEMES, ENGLISH]
    expected = dict(zip(themes, name(themes, "nl"), strict=True))
    for seed in range(5):
        order = random.Random(seed).sample(themes, len(themes))
        found = name([random.Random(seed).sample(texts, len(texts)) for texts in order], "nl")
        assert dict(zip(order, found, strict=True)) == expected


def test_the_same_note_many_times_counts_once() -> None:
    assert titles([REGISTER + REGISTER[3:] * 40, DRONES]) == titles([REGISTER, DRONES])


def test_names_of_people_and_organisations_are_left_out_where_something_else_will_do() -> None:
    texts = [
        "Volgens Karel Zandstra is de Dienst Waterpas traag met de kaart.",
        "Karel Zandstra vroeg de Dienst Waterpas om de kaart.",
        "De kaart van de Dienst Waterpas is oud, zegt Karel Zandstra.",
    ]
    assert "Dienst Waterpas" in titles([texts, DRONES])[0]
    assert titles([texts, DRONES], ["Karel Zandstra", "Dienst Waterpas"])[0] == "Kaart"


def test_themes_about_the_same_thing_get_different_titles() -> None:
    found = titles([DRONES[:2], DRONES[2:], [f"{text} Echt waar." for text in DRONES]])
    assert len({title.casefold() for title in found}) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_a_theme_without_publishable_text_says_so(count: int) -> None:
    nothing = translator("nl")("Theme without publishable text")
    found = name([*[[]] * count, DRONES], "nl")
    assert found[0] == ThemeLabel(nothing, ())
    assert len({each.title for each in found}) == count + 1


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Stand in for an encoder: a vector points to its subject by the letters it holds."""
    rows = [[text.lower().count("brandweer"), text.lower().count("factuur"), 0.1] for text in texts]
    vectors = np.array(rows, np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def test_an_encoder_draws_the_title_to_what_is_near_the_centre_of_the_theme() -> None:
    fires = ("De inzet van drones bij de brandweer neemt toe.", "De brandweer van de stad telt drones.")
    centres = np.array([[1, 0, 0.1], [0, 1, 0.1]], np.float32)
    (plain, _), (drawn, _) = (
        [each.title for each in found]
        for found in (name([fires, INVOICES], "nl"), name([fires, INVOICES], "nl", (), embed, centres))
    )
    assert "brandweer" in drawn.lower() and plain
    assert name([fires, INVOICES], "nl", (), embed)[0].title == drawn


WORDS = [
    "privacy",
    "Data",
    "2017",
    "42",
    "gemeenten",
    "the",
    "de",
    "NMBS",
    "e-Box",
    "!",
    "ok",
    "İstanbul",
    "data delen",
]


@settings(deadline=None, max_examples=25)
@given(st.lists(st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=4), max_size=8))
def test_whatever_the_notes_hold_titles_differ_and_occur(themes: list[list[str]]) -> None:
    found = name(themes, "nl")
    assert len({each.title.casefold() for each in found}) == len(themes) == len(found)
    assert all(each.title for each in found)


def test_a_hundred_themes_of_one_word_each_have_a_hundred_titles() -> None:
    parts = ["water", "stads", "school", "markt", "haven", "bos", "zee", "dorps", "wijk", "land"]
    ends = ["plein", "plan", "raad", "kaart", "loket", "weg", "huis", "fonds", "bank", "dienst"]
    themes = [[f"{part}{end}"] for part, end in itertools.product(parts, ends)]
    assert len(set(titles(themes))) == 100
    assert not any(character.isdigit() for title in titles(themes) for character in title)


def test_class_weights_are_highest_for_what_one_theme_holds_and_the_others_do_not() -> None:
    first, second = class_weights([{"drone": 3, "burger": 3}, {"burger": 2, "factuur": 1}], [3, 2])
    assert first["drone"] > first["burger"] > 0
    assert second["burger"] > 0
    assert class_weights([], []) == []


MINUTES = (
    "Marieke Vuurvlinder licht toe dat de sensoren in maart komen.",
    "Dat zei Marieke Vuurvlinder over de sensoren van de provincie.",
    "Volgens mevrouw Vuurvlinder meten de sensoren te veel.",
    "Sewpalbedoe vroeg Vuurvlinder naar de sensoren.",
    "Aanwezig: Sewpalbedoe (gemeente), Marieke Vuurvlinder (provincie)",
)


@pytest.mark.parametrize("embedded", [False, True])
def test_no_title_or_keyword_is_the_name_of_a_person_in_no_register(embedded: bool) -> None:
    made = name([MINUTES, DRONES, REGISTER], "nl", embed=embed if embedded else None)
    said = " ".join([made[0].title, made[0].fresh, *made[0].keywords]).casefold()
    assert "sensoren" in said
    assert not [part for part in ("marieke", "vuurvlinder", "sewpalbedoe") if part in said]


def test_where_nothing_but_names_is_said_a_theme_has_no_words() -> None:
    made = name([["Marieke Vuurvlinder", "Marieke Vuurvlinder, Sewpalbedoe", "Aanwezig: Sewpalbedoe"], DRONES], "nl")
    assert made[0].title == translator("nl")("Theme without publishable text")
    assert made[0].keywords == ()


def test_a_name_of_the_register_is_no_title_at_any_level() -> None:
    people = NamesKeptBack(["Bo Zilverbloem"])
    texts = ["Het zilverbloem kaartje ligt klaar.", "Zilverbloem deelt kaartjes uit.", "De kaartjes zijn klaar."]
    made = name([texts, DRONES], "nl", people=people)[0]
    assert "zilverbloem" not in " ".join([made.title, *made.keywords]).casefold()


def test_two_words_that_are_a_whole_name_together_are_no_keyword_though_each_is_a_word() -> None:
    people = NamesKeptBack(["Personal Data"], [*ENGLISH, "All data is old.", "No data is safe."])
    keywords = name([ENGLISH, DRONES], "nl", people=people)[0].keywords
    assert "personal data" not in keywords and {"personal", "data"} <= set(keywords)
