"""What the researcher's room calls things, in the language in use."""

import datetime

from kennis.locale import _
from kennis.locale import fraction as fraction
from kennis.nouns.themes_room import NoteLine, Order
from kennis.tui.shared.wording import shown


def signed(count: int) -> str:
    """Write a number with its sign."""
    return f"+{count}" if count > 0 else f"−{-count}" if count < 0 else "0"


def day(date: datetime.date, year: bool = False) -> str:
    """Write a date short."""
    months = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    return f"{date.day} {months[date.month - 1]}{f' {date.year}' if year else ''}"


def moment(at: datetime.datetime) -> str:
    """Write when something was, in this computer's time."""
    here = at.astimezone()
    return f"{day(here.date(), year=True)} {here:%H:%M}"


def counted(count: int, one: str, many: str) -> str:
    """Say how many there are: the word for one, or that for any other number."""
    return f"{count} {one if count == 1 else many}"


def notes(count: int) -> str:
    """Count notes."""
    return counted(count, _("note"), _("notes"))


def sessions(count: int) -> str:
    """Count sessions."""
    return counted(count, _("session"), _("sessions"))


def sectors(count: int) -> str:
    """Count sectors."""
    return counted(count, _("sector"), _("sectors"))


def themes(count: int) -> str:
    """Count themes."""
    return counted(count, _("theme"), _("themes"))


def proposals(count: int) -> str:
    """Count proposals."""
    return counted(count, _("proposal"), _("proposals"))


def memos(count: int) -> str:
    """Count memos."""
    return counted(count, _("memo"), _("memos"))


def order(one: Order) -> str:
    """Name an order of themes."""
    return {
        Order.WEIGHT: _("weight"),
        Order.STABILITY: _("stability"),
        Order.NEWEST: _("newest"),
        Order.SECTORS: _("most sectors"),
    }[one]


def who(line: NoteLine) -> str:
    """Say who spoke, as the researchers' own register knows them: role, then organisation and sector."""
    first = line.role or line.speaker or (f"@{line.note.speaker}" if line.note.speaker else "")
    return shown(", ".join(filter(None, [first, line.organisation or line.sector])))
