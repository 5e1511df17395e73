"""E-mail addresses, telephone numbers, bank accounts and citizen service numbers are found; other figures are not."""

import random
import time

import pytest

from kennis.nouns import RemarkKind
from kennis.preflight.personal_numbers import codes, is_account, is_service_number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mail naar a.b-c+d@raad.voorbeeld.nl.", RemarkKind.MAIL),
        ("Bel 06-12345678 na vieren", RemarkKind.PHONE),
        ("Bel 0612345678.", RemarkKind.PHONE),
        ("Bel (033) 123 45 67", RemarkKind.PHONE),
        ("Bel 088 - 123 45 67,", RemarkKind.PHONE),
        ("Bel +31 (0)6 1234 5678", RemarkKind.PHONE),
        ("Bel 0031612345678", RemarkKind.PHONE),
        ("Bel +32 2 123 45 67", RemarkKind.PHONE),
        ("Bel +1-202-555-0123", RemarkKind.PHONE),
        ("Rekening NL91 ABNA 0417 1643 00 graag", RemarkKind.IBAN),
        ("rekening nl91abna0417164300", RemarkKind.IBAN),
        ("Konto DE89 3704 0044 0532 0130 00.", RemarkKind.IBAN),
        ("Zijn nummer is 111222333", RemarkKind.BSN),
        ("Zijn nummer is 123.456.782,", RemarkKind.BSN),
        ("Zijn nummer is 1112.22.333.", RemarkKind.BSN),
    ],
)
def test_what_belongs_to_one_person_is_found_once(text: str, kind: RemarkKind) -> None:
    assert [found for found, _place in codes(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Op 01-02-2020 14:03 begon het",
        "Van 2020-03-12 tot 2020-04-12",
        "Het kost 12.345.678 euro, of € 1.234.567,89",
        "Tussen 2010 en 2020 waren er 100000 meldingen",
        "Rekening NL92ABNA0417164300",
        "Zijn nummer is 111222334",
        "Nummer 000000000",
        "Zie artikel 3.1.2 en 4.5.6",
        "Stuur @wethouder iets",
        "NL11 is een weg",
        "",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert codes(text) == ()


def test_the_place_is_counted_in_words() -> None:
    assert codes("Bel a@b.nl of 06 12345678 nu") == ((RemarkKind.MAIL, 2), (RemarkKind.PHONE, 4))


def test_two_telephone_numbers_in_a_row_are_two() -> None:
    assert len(codes("06 12345678 0687654321")) == 2


def test_a_changed_digit_fails_the_checks() -> None:
    """Both checks find every single wrong digit, which is what they are for."""
    drawn = random.Random(5)
    account, service = "NL91ABNA0417164300", "111222333"
    assert is_account(account) and is_service_number(service)
    for at in [*range(2, 4), *range(8, 18)]:
        for digit in "0123456789".replace(account[at], ""):
            assert not is_account(account[:at] + digit + account[at + 1 :])
    for at in range(9):
        digit = drawn.choice("0123456789".replace(service[at], ""))
        assert not is_service_number(service[:at] + digit + service[at + 1 :])


@pytest.mark.parametrize(
    "text", ["0" * 50_000, "+" + "1 " * 25_000, "a@" + "a." * 25_000, "NL91 " * 10_000, "a." * 9_999]
)
def test_long_texts_take_no_time(text: str) -> None:
    begin = time.process_time()
    found = codes(text)
    assert time.process_time() - begin < 5 and all(place > 0 for _kind, place in found)
