"""What the pages of all views say."""

import datetime

from kennis.locale import _
from kennis.views.blocks import HIDDEN, ROUNDED
from kennis.views.disclosure_control import FEWEST, ROUNDED_TO
from kennis.views.timeline import Course, TimelineRow


def notes(count: int, rounded: bool = False) -> str:
    """Count notes."""
    if rounded:
        return _("about {count} notes").format(count=count)
    return _("1 note") if count == 1 else _("{count} notes").format(count=count)


def decimal(number: str) -> str:
    """Put the decimal sign of the language in a number."""
    return number.replace(".", _("0.0")[1])


def day(date: datetime.date) -> str:
    """Give a day in few letters."""
    months = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    return f"{date.day} {months[date.month - 1]} {date.year}"


def month(key: str) -> str:
    """Give a month, as 2017-01, in few letters."""
    months = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    return f"{months[int(key[5:]) - 1]} {key[:4]}"


def labelled(theme: str, title: str) -> str:
    """Give a theme's number and title, its number where it may not be titled, or say that notes are loose."""
    return " ".join(dict.fromkeys(part for part in (theme, title) if part)) or _("in no theme")


def group(theme: str, family: str, families: bool) -> str:
    """Give the heading that a theme stands under: its family, where there are families at all."""
    return family or (_("Other themes") if families and theme else "")


def kept_back(hidden: int) -> tuple[str, ...]:
    """Say what a dot and a rounded number in a published table mean, and how many cells are kept back, if any are."""
    said = _(
        "{dot} fewer than {fewest} speakers, or kept back with such a cell; {rounded} rounded to {step}, where one "
        "could be worked out otherwise, from the other views and the draft too. Cells kept back: {hidden} (--internal "
        "shows them)."
    ).format(dot=HIDDEN, fewest=FEWEST, rounded=ROUNDED, step=ROUNDED_TO, hidden=hidden)
    return (said,) if hidden else ()


def about_notes() -> str:
    """Say what is counted."""
    return _("Notes are counted, not opinions or people: how often something was written down, not how many think so.")


def course(row: TimelineRow) -> str:
    """Say how a theme runs through the sessions; nothing of loose notes."""
    return {
        Course.UNKNOWN: "",
        Course.ONCE: _("heard once"),
        Course.NEW: _("new"),
        Course.SILENT: _("gone silent"),
        Course.RISING: _("rising"),
        Course.FADING: _("fading"),
        Course.STEADY: _("steady"),
    }[row.course if row.theme else Course.UNKNOWN]
