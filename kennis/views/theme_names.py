"""What themes are called in print: by family and number, with no title that tells what it may not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kennis import consent
from kennis.nouns import Consent, LensWeight, Level, Note, Session, Theme, ThemeState

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeName:
    """An accepted theme as views print it; `number` is its short name, as T-014. `title` may be that number."""

    id: str
    number: str
    title: str
    family: str
    keywords: tuple[str, ...]
    lenses: tuple[str, ...]


def theme_names(themes: Iterable[Theme], notes: Iterable[Note], sessions: Sequence[Session]) -> tuple[ThemeName, ...]:
    """Name the accepted themes by family and number.

    A title or keyword is left out that has a word of silent notes only, or that spells out somebody who may not be
    named: a person may have typed it.
    """
    accepted = [one for one in themes if one.state is ThemeState.ACCEPTED]
    vocabulary = consent.vocabulary(notes, sessions)
    unnamed = _unnamed(sessions)
    titles = {
        one.id: "" if unnamed.told_in(one.title) or vocabulary.gives_away(one.title) else one.title.strip()
        for one in accepted
    }
    families = {one.id: (one.number, titles[one.id] or one.name) for one in accepted if one.level is Level.FAMILY}
    last = (1 << 62, "")
    found = [
        (
            families.get(one.family, last)[0],
            one.number,
            ThemeName(
                id=one.id,
                number=one.name,
                title=titles[one.id] or one.name,
                family=families.get(one.family, last)[1],
                keywords=tuple(
                    word
                    for word in one.keywords
                    if not vocabulary.gives_away(word) and not unnamed.parts & consent.words(word)
                ),
                lenses=heaviest(one.lenses),
            ),
        )
        for one in accepted
        if one.level is Level.THEME
    ]
    return tuple(name for *_, name in sorted(found, key=lambda item: item[:2]))


@dataclass(frozen=True, slots=True)
class _Unnamed:
    """The names of those who may not be named, and the parts of them that tell who it is; both case-folded."""

    names: frozenset[str]
    parts: frozenset[str]

    def told_in(self, title: str) -> bool:
        """Say whether a title holds a name, or a capitalised word that is a part of one."""
        found = _WORD.findall(title)
        spoken = f" {' '.join(found).casefold()} "
        capitals = {word.casefold() for word in found if word[0].isupper()}
        return bool(self.parts & capitals) or any(f" {name} " in spoken for name in self.names)


def _unnamed(sessions: Sequence[Session]) -> _Unnamed:
    """Collect the names; of their words the capitalised ones tell, but not the Van that stands before a surname."""
    unset = Note(id="", session="", text="")
    names = {
        person.name
        for session in sessions
        for person in session.participants
        if consent.level(unset, person, session) is not Consent.NAME
    }
    parts = {part for name in names for part in _WORD.findall(name) if len(part) > 2 and part[0].isupper()}
    whole = {" ".join(_WORD.findall(name.casefold())) for name in names}
    return _Unnamed(frozenset(whole - {""}), frozenset(part.casefold() for part in parts) - consent.BEFORE_SURNAMES)


def heaviest(lenses: Iterable[LensWeight]) -> tuple[str, ...]:
    """Give the slugs of lenses by weight, the heaviest first; those that weigh nothing are left out."""
    weighed = sorted((one for one in lenses if one.weight > 0), key=lambda one: (-one.weight, one.lens))
    return tuple(one.lens for one in weighed)
