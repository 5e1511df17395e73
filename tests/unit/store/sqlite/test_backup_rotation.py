"""Which backups are kept: some days, weeks and months back, and never fewer for being looked at often."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from kennis.store.sqlite.backup_rotation import DAILY, LATEST, MONTHLY, WEEKLY, kept

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
Times = list[datetime.datetime]
times = st.lists(st.integers(0, 3 * 365 * 48).map(lambda half: START + half * datetime.timedelta(minutes=30)))


def every(hours: int, days: int) -> Times:
    """Give a time every so many hours, for so many days."""
    return [START + datetime.timedelta(hours=at) for at in range(0, days * 24, hours)]


def test_a_year_of_work_leaves_days_weeks_and_months() -> None:
    found = sorted(kept(every(8, 365)), reverse=True)
    days = {at.date() for at in found}
    assert len(found) <= LATEST + DAILY + WEEKLY + MONTHLY
    assert {found[0].date() - datetime.timedelta(days=back) for back in range(DAILY)} <= days
    assert len({at.isocalendar()[:2] for at in found}) >= WEEKLY
    assert len({(at.year, at.month) for at in found}) == MONTHLY


def test_what_is_kept_of_a_day_is_its_last() -> None:
    found = sorted(kept(every(1, 20)))
    assert all(at.hour == 23 for at in found[:-LATEST])
    assert found[-LATEST:] == every(1, 20)[-LATEST:]


@settings(max_examples=100, deadline=None)
@given(times)
def test_the_newest_are_always_kept_and_looking_again_drops_nothing(found: Times) -> None:
    left = kept(found)
    assert left <= set(found)
    assert set(sorted(set(found), reverse=True)[:LATEST]) <= left
    assert kept(left) == left == kept(found[::-1])


@settings(max_examples=100, deadline=None)
@given(times)
def test_dropping_after_each_backup_comes_to_the_same_as_dropping_once(found: Times) -> None:
    left: frozenset[datetime.datetime] = frozenset()
    for at in sorted(set(found)):
        left = kept({*left, at})
    assert left == kept(found)
