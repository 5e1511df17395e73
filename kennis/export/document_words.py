"""The words and dates of a document in its own language."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kennis.locale import translator
from kennis.note_paragraphs import one_line
from kennis.nouns import PrintedOutline

_LOCALES = {"nl": "nl-NL", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Words:
    """What a document says besides its notes, in one language."""

    say: Callable[[str], str]

    def date(self, day: datetime.date) -> str:
        """Give a date in words."""
        months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
        month = self.say((*months, "November", "December")[day.month - 1])
        return self.say("{day} {month} {year}").format(day=day.day, month=month, year=day.year)

    def session(self, title: str, day: datetime.date) -> str:
        """Name a session: its title and date, or its date alone."""
        if title:
            return self.say("{title}, {date}").format(title=one_line(title), date=self.date(day))
        return self.say("session of {date}").format(date=self.date(day))

    def number(self, value: int) -> str:
        """Write a number with its thousands set apart."""
        return f"{value:,}".replace(",", self.say("1,000")[1])

    def count(self, number: int, one: str, more: str) -> str:
        """Count things, by the English words for one and for more of them."""
        return f"{self.number(number)} {self.say(one if number == 1 else more)}"

    def notes(self, count: int) -> str:
        """Count notes."""
        return self.say("1 note") if count == 1 else self.say("{count} notes").format(count=count)


def words_of(language: str) -> Words:
    """Give the words of a document in this language."""
    return Words(translator(language))


def locale_of(language: str) -> str:
    """Give the language with the country whose spelling is meant, as office formats ask for."""
    return _LOCALES.get(language, language)


def cited(notes: Sequence[str], told: Mapping[str, str]) -> str:
    """Name notes and then their sessions, each once, as a footnote and a comment say it; `told` is as of `origins`."""
    sessions = dict.fromkeys(told[note] for note in notes if note in told)
    return " · ".join([", ".join(notes), *sessions])


def origins(outline: PrintedOutline) -> dict[str, str]:
    """Name the session of each note that is printed."""
    words = words_of(outline.language)
    return {note: words.session(source.title, source.date) for source in outline.sources for note in source.notes}
