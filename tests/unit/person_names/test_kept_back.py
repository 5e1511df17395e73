"""What tells a name, and what is only a word."""

import pytest

from kennis.person_names import NamesKeptBack

BAKERS = ("De bakker op de hoek sluit.", "Een bakker vraagt een vergunning aan.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Zilverbloem, kaart", True),
        ("zilverbloem", True),
        ("Zilverbloems plan", True),
        ("Het plan-Zilverbloem", True),
        ("Fatima", True),
        ("fatima zilverbloem", True),
        ("Het plan van Bo", True),
        ("bo", False),
        ("Zilver en bloemen", False),
        ("De weg van den beginne", False),
        ("", False),
    ],
)
def test_a_part_of_a_registered_name_tells_it(text: str, told: bool) -> None:
    assert NamesKeptBack(["Fatima Zilverbloem", "Bo van den Es"], BAKERS).told_in(text) is told


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ((), True),
        (BAKERS[:1], True),
        (BAKERS, False),
        (("Dat zei jan bakker.", "Toen vroeg jan bakker iets."), True),
        (("Bakker vroeg iets.", "Volgens Bakker niet."), True),
    ],
)
def test_what_two_notes_use_in_small_letters_is_a_word(texts: tuple[str, ...], told: bool) -> None:
    names = NamesKeptBack(["Jan Bakker"], texts)
    assert names.told_in("Bakker") is names.told_in("De bakker") is told
    assert names.told_in("Jan Bakker")


def test_words_that_are_a_whole_name_together_tell_it() -> None:
    names = NamesKeptBack(["Roos Bakker"], [*BAKERS, "Een roos bloeit.", "Zij geeft hem een roos."])
    told = [
        names.told_in(text) for text in ("de roos", "de bakker", "de roos van de bakker", "het plan van roos bakker")
    ]
    assert told == [False, False, False, True]


def test_what_stands_before_a_surname_makes_no_word_of_it() -> None:
    names = NamesKeptBack(["Anne de Wit"], ["volgens de wit niet", "dat zei de wit", "en de wit vond dat ook"])
    assert names.told_in("Wit")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vuurvlinder en kaarten", True),
        ("vuurvlinder", True),
        ("Sewpalbedoe", True),
        ("Kaart van het Kadaster", False),
        ("Digital Twin", False),
        ("Gemeente Amersfoort", False),
        ("Iemand anders: Hanneke Kruidenberg", True),
    ],
)
def test_a_name_that_a_note_tells_of_nobody_in_a_register_is_kept_back(text: str, told: bool) -> None:
    notes = ["Dat zei Marieke Vuurvlinder van het Kadaster.", "Aanwezig: Sewpalbedoe (Gemeente Amersfoort)"]
    assert NamesKeptBack((), notes).told_in(text) is told


def test_who_may_be_named_and_organisations_may_be_told() -> None:
    notes = ["Carla Bakker sprak.", "Kees van der Laan Advies hielp."]
    names = NamesKeptBack(["Jan Visser"], notes, ["Carla Bakker", "Jan Visser"], ["Kees van der Laan Advies"])
    told = [names.told_in(one) for one in ("Het plan van Carla Bakker", "Bakker", "Kees van der Laan Advies", "Visser")]
    assert told == [False, False, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "Inés Fiets\u00admaker",
        "INES FIETSMAKER",
        "Plan ﬁetsmaker",
        "Het plan van In\u200dès",
        "Fie\u0301tsmaker",
        "Plan_Fietsmaker_2020",
        "Ruïs",
        "ＦＩＥＴＳＭＡＫＥＲ",
        "Plan Fiets\u043c\u0430ker",
        "\u0406n\u00e8s",
        "plan fi\u0435\u00adts\u00admaker",
        "FIETSMA\u039aER",
        "F\u03b9etsmakers plan",
        "Ru\u03afs",
    ],
)
def test_accents_ligatures_and_soft_hyphens_hide_no_name(text: str) -> None:
    assert NamesKeptBack(["Inès Fietsmaker", "Rúis"]).told_in(text)


def test_a_name_that_a_note_tells_is_kept_back_with_other_accents() -> None:
    notes = ["Dat zei Hélène Vuur\u00advlinder van het Kadaster."]
    assert all(NamesKeptBack((), notes).told_in(text) for text in ("Helene en kaarten", "vuurvlinder", "Vúurvlinder"))


def test_a_word_with_an_accent_in_two_notes_is_a_word() -> None:
    notes = ["De café's sluiten.", "Een café vraagt iets."]
    assert not NamesKeptBack(["Ann Café"], notes).told_in("Café en kaarten")


@pytest.mark.parametrize("text", ["Capa", "\u0421\u0430\u0440\u0430", "\u0421apa", "\u0421\u0410\u0420\u0410"])
@pytest.mark.parametrize("name", ["Capa", "\u0421\u0430\u0440\u0430", "C\u0430pa"])
def test_a_name_is_known_whichever_of_the_letters_that_look_the_same_it_has(name: str, text: str) -> None:
    names = NamesKeptBack([f"{name} Test"])
    assert names.told_in(f"Het plan van {text}") and names.is_given(text)


def test_a_name_in_other_letters_is_known_in_capitals_too() -> None:
    names = NamesKeptBack(["Егоров", "Βασίλης"])
    assert names.told_in("Het plan van ЕГОРОВ") and names.told_in("Het plan van ΒΑΣΙΛΗΣ")


def test_a_name_that_a_note_tells_in_letters_that_look_latin_is_kept_back() -> None:
    names = NamesKeptBack((), ["Dat zei Mari\u0435ke Vuurvlind\u0435r van het Kadaster."])
    assert names.told_in("Vuurvlinder en kaarten") and names.told_in("Marieke")


def test_who_may_be_named_may_be_so_in_letters_that_look_latin() -> None:
    assert not NamesKeptBack((), (), ["Carla Bakker"]).told_in("Het plan van \u0421arla B\u0430kker")
    assert NamesKeptBack().told_in("Het plan van \u0421arla B\u0430kker")


def test_one_note_that_may_be_read_in_two_ways_makes_no_word_of_a_name() -> None:
    assert NamesKeptBack(["Jan Bakker"], [f"{BAKERS[0]} \u043e"]).told_in("Bakker")
