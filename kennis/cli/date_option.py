"""A day that is given to a command."""

import datetime

from kennis.errors import InputError
from kennis.locale import _


def day(text: str) -> datetime.date:
    """Read a day as 2027-03-12; raises InputError."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise InputError(_("“{text}” is no date; write it as 2020-03-12").format(text=text)) from None
