"""Names from the registers are found in running text as Dutch writes them."""

import datetime

import pytest

from kennis.nouns import Consent, Participant, Session
from kennis.preflight import names_in, register_of


def session(*people: tuple[str, Consent | None]) -> Session:
    """Make a session with these people in its register."""
    register = tuple(Participant(handle=f"h{at}", name=name, consent=one) for at, (name, one) in enumerate(people))
    return Session(id="s", title="Zitting", date=datetime.date(2020, 1, 1), participants=register)


REGISTER = register_of(
    [
        session(
            ("Anne de Wit", None),
            ("Bo van den Kramer-Schouten", Consent.ROLE),
            ("Zoë Müller", Consent.ORGANISATION),
            ("Li Ek", None),
            ("José", None),
            ("Carla Bakker", Consent.NAME),
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Dat zei Anne de Wit gisteren.", (3,)),
        ("dat zei anne de wit gisteren", (3,)),
        ("Volgens mevrouw De Wit niet.", (4,)),
        ("Volgens DE WIT niet.", (3,)),
        ("Volgens Kra\u00admer-Schou\u00adten niet.", (2, 3)),
        ("Volgens Kr\u0430mer-S\u0441h\u03bfuten niet.", (2, 3)),
        ("Volgens \u0410nne de Wit, \u043e, niet.", (2,)),
        ("De Wits voorstel haalde het.", (2,)),
        ("Kramer's voorstel haalde het.", (1,)),
        ("Bij Schouten ligt het plan.", (2,)),
        ("Bij Muller ligt het plan.", (2,)),
        ("Li Ek knikte.", (1,)),
        ("Toen sprak José weer.", (3,)),
        ("De muur is wit en van den beginne.", ()),
        ("Van Den Haag tot Ek aan Zee.", ()),
        ("Anne knikte.", ()),
        ("Dat zei Carla Bakker.", ()),
        ("", ()),
    ],
)
def test_whole_names_and_surnames_that_are_kept_back(text: str, places: tuple[int, ...]) -> None:
    assert names_in(text, REGISTER) == places


def test_where_nobody_is_named_anybody_counts() -> None:
    assert names_in("Dat zei Carla Bakker.", REGISTER, everybody=True) == (3,)
    assert names_in("De bakker op de hoek.", REGISTER, everybody=True) == ()


def test_one_who_may_be_named_in_one_session_only_is_kept_back() -> None:
    register = register_of([session(("Carla Bakker", Consent.NAME)), session(("Carla Bakker", None))])
    assert names_in("Mevrouw Bakker.", register) == (2,)


def test_a_register_in_letters_that_look_latin_is_the_same() -> None:
    register = register_of([session(("Anne K\u0433\u0430m\u0435\u0433", None), ("Егоров", None))])
    assert names_in("Kramer, \u041aramer of ЕГОРОВ", register) == (1, 2, 4)
