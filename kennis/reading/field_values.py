"""What a word or a text of a note may be, in whatever kind of file or command it stands."""

import contextlib
import datetime
import re
from enum import StrEnum
from typing import Any, TypeVar

from kennis.clean_text import MAXIMUM_BYTES
from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns.note_fields import DATE, NoteField
from kennis.reading.dates import read_date

# Braces, closed or not, with a word in them that says what may be printed.
CONSENT_IN_BRACES = (
    r"\{[^{}]{0,300}?(?<![^\W_])"
    r"(?:consent|toestemming|background|achtergrond|withdrawn|ingetrokken|anonymous|anoniem)(?![^\W_])"
)
# In other brackets only what sets a level, as (consent=withdrawn): whoever types it takes them for braces.
_CONSENT = re.compile(rf"{CONSENT_IN_BRACES}|[\[(｛]\s*(?:consent|toestemming)\s*[=＝]", re.IGNORECASE)

Word = TypeVar("Word", bound=StrEnum)


def parse_word(text: str, key: str, words: type[Word]) -> Word:
    """Read one of a set of words, as a level of consent; raises InputError that names them all."""
    try:
        return words(text)
    except ValueError:
        reason = _("“{text}” is no {key}; one of {known}")
        raise InputError(reason.format(text=text, key=key, known=", ".join(words))) from None


def parse_field(field: NoteField, text: str) -> Any:
    """Read the value of a field as a person writes it; raises InputError."""
    if field.form is not DATE:
        return text
    with contextlib.suppress(ValueError):
        return datetime.date.fromisoformat(text)
    return read_date(text)


def write_field(field: NoteField, value: Any) -> str:
    """Write the value of a field such that `parse_field` gives it back."""
    return str(field.form.plain(value))


def consent_in_braces() -> str:
    """Say that a level of consent stands where it is not read."""
    return _(
        "a word of consent in braces stands where it is not read; put the braces before the text: {consent=role} …"
    )


def check_new_text(text: str) -> None:
    """Raise InputError for the text of a note that is empty, too long, or holds a word of consent in braces.

    Whoever wrote it there meant it to count; as text it would count for nothing, and be printed.
    """
    check_text(text)
    if _CONSENT.search(text):
        raise InputError(consent_in_braces())


def check_text(text: str) -> None:
    """Raise InputError for the text of a note that is empty or longer than a note may be."""
    if not text.strip():
        raise InputError(_("the text is empty"))
    if len(text) * 4 > MAXIMUM_BYTES and len(text.encode()) > MAXIMUM_BYTES:
        raise InputError(_("the text is longer than 100 KiB; divide it into several notes"))
