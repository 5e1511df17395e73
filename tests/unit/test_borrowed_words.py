"""What stands in quotation marks is told from apostrophes, and compared by its words; runs of words have an owner."""

import pytest

from kennis.borrowed_words import Silence, quoted, unfounded

SAID = "De raad krijgt inzichten waar nog geen beleid bij hoort."


@pytest.mark.parametrize(
    "text",
    [
        "Zij zei: “wij liegen tegen de raad”.",
        'Zij zei: "wij liegen tegen de raad".',
        "Zij zei: „wij liegen tegen de raad”.",
        "Zij zei: „wij liegen tegen de raad“.",
        "Zij zei: ”wij liegen tegen de raad”.",
        "Zij zei: »wij liegen tegen de raad«.",
        "Zij zei: ‹wij liegen tegen de raad›.",
        "Zij zei: ‘wij liegen tegen de raad’.",
        "Zij zei: 'wij liegen tegen de raad'.",
        "Zij zei: ,,wij liegen tegen de raad''.",
        "Zij zei: ``wij liegen tegen de raad''.",
        'Zij zei:"wij liegen tegen de raad".',
        'Zij zei: " wij liegen tegen de raad ".',
        '("wij liegen tegen de raad")',
        "Zij zei: “wij liegen tegen de raad",
        "Zij zei: 《wij liegen tegen de raad》.",
        "Zij zei: 〈wij liegen tegen de raad〉.",
        "Zij zei: ❛wij liegen tegen de raad❜.",
        "Zij zei: ❮wij liegen tegen de raad❯.",
        "Zij zei: ＇wij liegen tegen de raad＇.",
        "Zij zei: ʻwij liegen tegen de raadʼ.",
        "Zij zei: ⹂wij liegen tegen de raad”.",
        "Zij zei: ‶wij liegen tegen de raad″.",
        "Zij zei: ״wij liegen tegen de raad״.",
        "Zij zei: \U0001f676wij liegen tegen de raad\U0001f677.",
        "Zij zei: <<wij liegen tegen de raad>>.",
        "Zij zei: ''wij liegen tegen de raad’’.",
        "Zij zei: ' wij liegen tegen de raad '.",
        "Zij zei: '\u200dwij liegen tegen de raad\u200d'\u200d.",
        "Zij zei:'wij liegen tegen de raad'.",
        'Zij zei in 2020"wij liegen tegen de raad".',
        "Zij zei: “Ja.\n\nwij liegen tegen de raad”, en ging.",
    ],
)
def test_quotations_are_found_in_any_marks(text: str) -> None:
    assert [one.words for one in unfounded(text, [SAID])] in (
        ["wij liegen tegen de raad"],
        ["wij liegen tegen de raad."],
    )


@pytest.mark.parametrize(
    "text",
    [
        "“de ﬁscale wĳziging kost 't Rijk ½ miljoen … en meer”",
        "“de fis\u00adcale wij\u200dziging kost ’t Rĳk 1/2 miljoen ... en meer”",
        "“de fiscale\u00a0wijziging\nkost ‘t Rijk 1⁄2 miljoen... en meer”",
    ],
)
def test_what_was_said_may_be_set_otherwise(text: str) -> None:
    assert not unfounded(text, ["Nee: de fiscale wijziging kost 't Rijk ½ miljoen... en meer."])
    assert unfounded(text.replace("meer", "minder"), ["Nee: de fiscale wijziging kost 't Rijk ½ miljoen... en meer."])


@pytest.mark.parametrize(
    "text",
    [
        "'t Is niet zo dat de raad liegt', zei zij.",
        "‘s Avonds liegt de raad altijd’",
        "“niemand_liegt_hier_dan_de_raad”",
        "“niemand-liegt-hier-dan-de-raad”",
        "Zij zei: “wij liegen altijd” “tegen de raad”.",
        "„Wij liegen altijd“, zei zij ferm, „tegen de raad.“",
        "'Wij liegen' ,,tegen de raad''.",
    ],
)
def test_neither_apostrophes_nor_what_joins_words_hide_a_quotation(text: str) -> None:
    assert unfounded(text, [SAID])


@pytest.mark.parametrize(
    "text",
    [
        "In ’s-Gravenhage, 's avonds, in '90, was 't Jans' auto of Hans’ fiets, met foto’s en auto's.",
        'Een scherm van 5" breed en 6" hoog is goed genoeg.',
        "'t Was in '90 dat Hans' auto's en foto's kwamen, en ’t is Jans’ fiets.",
        "Bij x < y en y > z, en met a << b of b >> a.",
        'Een scherm van 5" en een van 10" of 12".',
        "Wat “slim” heet, “veilig”; “state-of-the-art-techniek”. “Digital twin”, zei zij, en toen niets.",
        "“De raad krijgt”, zei zij, “inzichten waar nog”.",
        "Een ‘digitale tweeling’, een “slim verkeerslicht”, en dan niets.",
        "“De raad krijgt inzichten (…) nog geen beleid bij hoort”, zei zij.",
        "‘de raad krijgt inzichten’, zei zij, ‘waar nog geen beleid bij hoort’.",
    ],
)
def test_apostrophes_terms_and_what_was_said_are_in_order(text: str) -> None:
    assert unfounded(text, [SAID]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "“De raad krijgt nog geen beleid”",
        "“De raad krijgt (…) beleid”",
        "“nog geen beleid (…) de raad krijgt inzichten”",
    ],
)
def test_words_left_out_in_silence_or_out_of_order_are_no_quotation(text: str) -> None:
    assert unfounded(text, [SAID])


def test_the_place_is_that_of_the_first_word() -> None:
    assert [one.place for one in quoted("Een ‘term’ en nog “een term”.")] == [2, 5]


def test_a_run_of_three_content_words_has_an_owner_until_another_says_it() -> None:
    silence = Silence({"n1": "De wethouder liegt volgens mij tegen de raad."}, ["De wethouder liegt."])
    assert silence.broken_by("Ja, WETHOUDER liegt volgens mij tegen de raad, echt.") == ("n1",)
    assert silence.broken_by("De wethouder liegt. Tegen de raad.") == ()
    assert (
        Silence({"n1": "De wethouder liegt tegen de raad."}, ["Wethouder liegt tegen de raad!"]).broken_by(
            "De wethouder liegt tegen de raad."
        )
        == ()
    )


def test_words_are_known_in_letters_that_look_latin_but_are_no_quotation() -> None:
    said, typed = "De wethouder liegt tegen de raad.", "De weth\u043euder li\u0435gt tegen de r\u0430\u0430d."
    assert Silence({"n1": said}, ()).broken_by(typed) == Silence({"n1": typed}, ()).broken_by(said) == ("n1",)
    assert Silence({"n1": said}, [typed]).broken_by(said) == ()
    assert unfounded(f"“{typed}”", [said])


@pytest.mark.parametrize("join", [*" -‑–_./·+'’|", "--", " - ", "\u00ad-", "\n"])
def test_words_are_known_whatever_joins_them(join: str) -> None:
    silence = Silence({"n1": "Zij zegt: wij liegen tegen de raad over publiek-private samenwerking."}, ())
    for said in ("wij liegen tegen de raad over publiek private", "de raad over publiek private samenwerking"):
        assert silence.broken_by(f"Over {said.replace(' ', join)}, dus.") == ("n1",)
    assert silence.broken_by(f"De raad{join}liegt, en publiek-private{join}samenwerking zegt niets.") == ()


def test_what_may_be_printed_may_be_so_whatever_joins_it() -> None:
    said = "Wethouder liegt tegen raad."
    assert Silence({"n1": said}, ()).broken_by(said) == ("n1",)
    assert Silence({"n1": said}, ["Ja, wethouder-liegt_tegen-raad!"]).broken_by(said) == ()


def test_a_term_with_hyphens_is_no_run_of_words() -> None:
    silence = Silence({"n1": "De Noord-Zuid-lijn en state-of-the-art-techniek."}, ())
    assert silence.broken_by("De Noord-Zuid-lijn, met state-of-the-art-techniek.") == ()
    assert silence.broken_by("De Noord-Zuid-lijn en state of the art techniek.") == ()
