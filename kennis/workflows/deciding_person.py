"""Who decides: the name that decisions and memos are kept under."""

import getpass
import os

from kennis.clean_text import clean, is_decoded
from kennis.errors import InputError
from kennis.locale import _

VARIABLE = "KENNIS_PERSON"


def me() -> str:
    """Give the name in KENNIS_PERSON, else that of the account; empty where the system knows none.

    Raises InputError for a name that cannot be read.
    """
    given = os.environ.get(VARIABLE, "")
    if not is_decoded(given):
        raise InputError(_("{name} cannot be read as UTF-8").format(name=VARIABLE))
    said = " ".join(clean(given).text.split())
    if said:
        return said
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # no account of that number, or a system without accounts
        return ""
