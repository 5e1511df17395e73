"""What there is to say of a draft before it leaves: pure functions from an outline and its notes to remarks."""

from kennis.preflight.draft_facts import DraftFacts
from kennis.preflight.identifying import told_in_own_words
from kennis.preflight.quote_status import asked_for, standing
from kennis.preflight.register_names import names_in, register_of
from kennis.preflight.report import STOPPING, preflight
from kennis.preflight.speaker_quotes import quotations

__all__ = [
    "STOPPING",
    "DraftFacts",
    "asked_for",
    "names_in",
    "preflight",
    "quotations",
    "register_of",
    "standing",
    "told_in_own_words",
]
