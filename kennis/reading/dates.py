"""A day as people write it: in a cell, in the name of a file, in the first lines of a text.

Read are 2018-06-14, 20180614, 14-6-2018, 14.6.2018, 14 juni 2018, June 14, 2018, and 14 juni where one year alone
stands beside it. With slashes the day or the month could come first: 14/6/2018 is read, 4/6/2018 is not.
"""

import contextlib
import datetime
import re
from collections.abc import Iterator, Sequence

from kennis.errors import InputError
from kennis.folding import folded
from kennis.locale import _

_NAMES = (
    "januari january jan",
    "februari february feb",
    "maart march mrt mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "augustus august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)
_MONTHS = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
_MONTH = "(?P<name>" + "|".join(sorted(_MONTHS, key=lambda name: -len(name))) + r")\b\.?"
_DAY, _NUMBER, _YEAR = r"(?<!\d)(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>(?:19|20)\d\d)(?!\d)"
_GAP = r"[\s_.-]+"
_WHOLE = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-_. ])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"{_DAY}(?P<sign>[-_. ]){_NUMBER}(?P=sign){_YEAR}"),
    re.compile(rf"{_DAY}/{_NUMBER}/{_YEAR}"),
    re.compile(rf"{_DAY}(?:e|ste|de|st|nd|rd|th)?{_GAP}(?:of\s+)?{_MONTH},?{_GAP}{_YEAR}"),
    re.compile(rf"\b{_MONTH}{_GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?{_GAP}{_YEAR}"),
)
_WITHOUT_YEAR = re.compile(rf"{_DAY}(?:e|ste|de)?{_GAP}{_MONTH}")
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}")
_CELL = re.compile(r"(?P<date>.*?)(?:[T ]+(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?:\.0+)?)?", re.DOTALL)
_NOON = 12  # the highest number that could be a month


def read_date(text: str) -> datetime.date:
    """Read a text that is a day and nothing else; raises InputError."""
    found = [one for one in _matches(folded(text.strip())) if one.group() == folded(text.strip())]
    day = _day(found[0]) if found else None
    if day is None:
        raise InputError(_("“{text}” is no date; write it as 2020-03-12").format(text=text))
    return day


def date_and_time(text: str) -> tuple[str, str]:
    """Part a cell in its day and its time; a time of midnight is what a spreadsheet adds to a day, and is none."""
    found = _CELL.fullmatch(text.strip())
    if found is None or not found["time"]:
        return text, ""
    return found["date"].strip(), "" if set(found["time"]) <= set("0:") else found["time"]


def dates_in(text: str) -> tuple[datetime.date, ...]:
    """Give the days that stand in a text with their year, in their order, each once."""
    found = sorted(_matches(folded(text)), key=lambda one: one.start())
    return tuple(dict.fromkeys(day for one in found if (day := _day(one)) is not None))


def date_without_year(text: str, beside: Sequence[str]) -> datetime.date | None:
    """Give a day that a text names without its year, of the one year that stands in it or in the texts beside it."""
    found = _WITHOUT_YEAR.search(folded(text))
    years = {int(year["year"]) for one in (text, *beside) for year in _ANY_YEAR.finditer(one)}
    if found is None or len(years) != 1:
        return None
    return _made(years.pop(), _MONTHS[found["name"]], int(found["day"]))


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in _WHOLE:
        yield from pattern.finditer(text)


def _day(found: re.Match[str]) -> datetime.date | None:
    parts = found.groupdict()
    month = _MONTHS[parts["name"]] if parts.get("name") else int(parts["month"])
    if "/" in found.group() and int(parts["day"]) <= _NOON:
        return None
    return _made(int(parts["year"]), month, int(parts["day"]))


def _made(year: int, month: int, day: int) -> datetime.date | None:
    with contextlib.suppress(ValueError):
        return datetime.date(year, month, day)
    return None
