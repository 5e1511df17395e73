"""What a word or a text of a note may be, in whatever kind of file or command it stands."""

from enum import StrEnum
from typing import TypeVar

from kennis.errors import InputError
from kennis.locale import _
from kennis.text import MAXIMUM_BYTES

Word = TypeVar("Word", bound=StrEnum)


def parse_word(text: str, key: str, words: type[Word]) -> Word:
    """Read one of a set of words, as a level of consent; raises InputError that names them all."""
    try:
        return words(text)
    except ValueError:
        reason = _("“{text}” is no {key}; one of {known}")
        raise InputError(reason.format(text=text, key=key, known=", ".join(words))) from None


def check_text(text: str) -> None:
    """Raise InputError for the text of a note that is empty or longer than a note may be."""
    if not text.strip():
        raise InputError(_("the text is empty"))
    if len(text) * 4 > MAXIMUM_BYTES and len(text.encode()) > MAXIMUM_BYTES:
        raise InputError(_("the text is longer than 100 KiB; divide it into several notes"))
