"""Days as people write them."""

import datetime

import pytest

from kennis.errors import InputError
from kennis.reading.dates import date_without_year, dates_in, read_date

DAY = datetime.date(2018, 6, 14)


@pytest.mark.parametrize(
    "text",
    [
        "20180614",
        "Verslag 20180614 definitief",
        "2018-06-14",
        "2018_06_14-verslag",
        "14-6-2018",
        "verslag_14-06-2018_v2",
        "14.06.2018",
        "14/6/2018",
        "Verslag van 14 juni 2018 te Amersfoort",
        "verslag-14-juni-2018",
        "Donderdag 14 JUNI 2018",
        "14 jun. 2018",
        "June 14, 2018",
        "14th of June 2018",
    ],
)
def test_a_day_is_found(text: str) -> None:
    assert dates_in(text) == (DAY,)


@pytest.mark.parametrize(
    "text", ["", "4/6/2018", "30-2-2018", "2018", "14 juni", "120180614", "201806145", "14-6-18", "14-6.2018", "0614"]
)
def test_what_could_be_another_day_is_none(text: str) -> None:
    assert dates_in(text) == ()
    with pytest.raises(InputError, match="is no date"):
        read_date(text)


def test_days_are_given_in_their_order_each_once() -> None:
    assert [one.day for one in dates_in("Van 15 juni 2018 en 2018-06-14, dus 15-6-2018")] == [15, 14]


def test_a_year_may_stand_elsewhere_when_it_is_the_only_one() -> None:
    assert date_without_year("Verslag 14 juni", ["Overleg 2018", "in 2018"]) == DAY
    assert date_without_year("14 juni overleg 2018", []) == DAY
    assert date_without_year("Verslag 14 juni", ["2018 en 2019"]) is None
    assert date_without_year("Verslag 14 juni", []) is None
    assert date_without_year("Verslag 2018", []) is None
