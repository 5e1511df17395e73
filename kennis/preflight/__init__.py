"""What there is to say of a draft before it leaves: pure functions from an outline and its notes to remarks."""

from kennis.preflight.facts import Facts
from kennis.preflight.naming import names_in, register_of
from kennis.preflight.persons import told_in_own_words
from kennis.preflight.quotes import quotations
from kennis.preflight.report import STOPPING, preflight
from kennis.preflight.standing import asked_for, standing

__all__ = [
    "STOPPING",
    "Facts",
    "asked_for",
    "names_in",
    "preflight",
    "quotations",
    "register_of",
    "standing",
    "told_in_own_words",
]
