"""Dutch and English text of the interface and of documents, by gettext.

The source text is English; `nl.po` holds the Dutch. A front end calls `use()` once; documents ask for a
translator of their own language, which need not be the interface's.
"""

import functools
from collections.abc import Callable
from contextvars import ContextVar
from importlib import resources

from kennis.locale.catalogue import translations

LANGUAGES = ("nl", "en")
_language: ContextVar[str] = ContextVar("language", default="en")


def use(language: str) -> None:
    """Speak this language from here on; an unknown one means Dutch, the first language of kennis."""
    _language.set(language if language in LANGUAGES else LANGUAGES[0])


def language() -> str:
    """Give the language in use."""
    return _language.get()


def _(message: str) -> str:
    """Give the message in the language in use."""
    return translator(_language.get())(message)


def fraction(value: float) -> str:
    """Write a figure between 0 and 1 with two decimals, as the language in use does."""
    return f"{value:.2f}".replace(".", _("0.5")[1])


def translator(language: str) -> Callable[[str], str]:
    """Give the function that puts an English message into a language; an unknown one means Dutch, as for `use`."""
    if language == "en":
        return str
    messages = _catalogue(language if language in LANGUAGES else LANGUAGES[0])
    return lambda message: messages.get(message) or message


@functools.cache
def _catalogue(language: str) -> dict[str, str]:
    text = resources.files(__name__).joinpath(f"{language}.po").read_text("utf-8")
    return translations(text)
