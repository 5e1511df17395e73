"""Who decides: the name that decisions and memos are kept under."""

import getpass
import os

from kennis.text import clean

VARIABLE = "KENNIS_PERSON"


def me() -> str:
    """Give the name in KENNIS_PERSON, else that of the account; empty where the system knows none."""
    said = " ".join(clean(os.environ.get(VARIABLE, "")).text.split())
    if said:
        return said
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # no account of that number, or a system without accounts
        return ""
