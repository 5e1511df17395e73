"""The one clock: which day and time it is where a session is held, whatever the computer's own time zone says."""

import datetime
import functools
import zoneinfo


def now() -> datetime.datetime:
    """Give the time, with its zone."""
    return datetime.datetime.now(datetime.UTC)


@functools.cache
def zone(name: str) -> datetime.tzinfo:
    """Give a time zone by its name; UTC where this computer knows none of that name."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return datetime.UTC


def today(name: str, at: datetime.datetime | None = None) -> datetime.date:
    """Give the day that it is in a time zone, now or at another moment."""
    return (at or now()).astimezone(zone(name)).date()


def time(name: str, at: datetime.datetime | None = None) -> datetime.time:
    """Give the time to the minute in a time zone, now or at another moment."""
    return (at or now()).astimezone(zone(name)).time().replace(second=0, microsecond=0, tzinfo=None)
