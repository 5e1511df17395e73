"""Noun phrases: what could be a title, and what never is."""

import pytest

from kennis.themes.noun_phrases import phrases, sentences


def found(text: str) -> set[str]:
    return {phrase.text for words in sentences(text, "nl") for phrase in phrases(words)}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Krijgen burgers straks toegang tot het Rijksregister?", "toegang tot het Rijksregister"),
        ("De federale strategie inzake open data is klaar.", "federale strategie inzake open data"),
        ("Wij werken met gevoelige gegevens.", "gevoelige gegevens"),
        ("Het gaat om de bescherming van de privacy.", "bescherming van de privacy"),
        ("De FOD Financien verkocht computers.", "FOD Financien"),
        ("Wij sluiten het leegstaande station.", "het leegstaande station"),
        ("We want access to public data.", "access to public data"),
    ],
)
def test_a_noun_phrase_is_found_as_it_stands_there(text: str, phrase: str) -> None:
    assert phrase in found(text)


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Krijgen burgers toegang tot het Rijksregister?", "tot het Rijksregister"),
        ("Krijgen burgers toegang tot het Rijksregister?", "toegang tot het"),
        ("De minister onderzoekt de gegevens.", "onderzoekt de gegevens"),
        ("Een groot aantal gemeenten doet mee.", "aantal gemeenten"),
        ("Dat gebeurde in het jaar 2017.", "jaar 2017"),
        ("De FOD Financien verkocht computers.", "Financien"),
        ("Wij delen data, kennis en geld.", "data kennis"),
        ("De trein rijdt.De gemeente wacht.", "trein rijdt"),
        ("Wij sluiten het leegstaande station.", "leegstaande station"),
        ("Het gaat om het verschil tussen stad en land.", "verschil tussen stad"),
        ("Kijk op www.voorbeeld.be van de gemeente.", "be van de gemeente"),
    ],
)
def test_a_fragment_is_no_phrase(text: str, fragment: str) -> None:
    assert fragment not in found(text)


def test_a_phrase_knows_its_lemmas_and_whether_an_article_stands_before_it() -> None:
    (words,) = sentences("Wij bespreken de digitale loketten.", "nl")
    (phrase,) = [each for each in phrases(words) if each.text == "digitale loketten"]
    assert (phrase.lemmas, phrase.definite, phrase.first) == (("digitaal", "loket"), True, False)
