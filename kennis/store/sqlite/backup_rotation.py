"""Which backups are kept when there are many: pure, from their times alone."""

import datetime
from collections.abc import Callable, Collection, Iterable

LATEST = 6  # kept whatever their age: with one every half hour, a mistake shows within three hours
DAILY, WEEKLY, MONTHLY = 12, 10, 9  # so many days, weeks and months back, the last of each is kept; set by hand

Time = datetime.datetime
_PERIODS: tuple[tuple[int, Callable[[Time], object]], ...] = (
    (DAILY, lambda at: at.date()),
    (WEEKLY, lambda at: at.isocalendar()[:2]),
    (MONTHLY, lambda at: (at.year, at.month)),
)


def kept(times: Iterable[Time]) -> frozenset[Time]:
    """Give the times whose backups are kept: the latest, and the last of so many days, weeks and months.

    Days without a backup do not count, so that a programme that lies still loses none. Once there are newer ones,
    what is dropped would never have been kept again: dropping often comes to the same as dropping once.
    """
    newest_first = sorted(set(times), reverse=True)
    found = set(newest_first[:LATEST])
    for number, period in _PERIODS:
        found |= _last_of_each(newest_first, period, number)
    return frozenset(found)


def _last_of_each(newest_first: Collection[Time], period: Callable[[Time], object], number: int) -> set[Time]:
    last: dict[object, Time] = {}
    for at in newest_first:
        last.setdefault(period(at), at)
    return set([*last.values()][:number])
