"""What themes are called in print: by family and number, with no title that tells what it may not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kennis import consent
from kennis.nouns import Consent, LensWeight, Level, Note, Session, Theme, ThemeState

_WORD = re.compile(r"\w+")
_BEFORE_SURNAMES = consent.words(
    "dal dalla das del della den der des don dos het las les los mac onder over ten ter uit van vom von zum zur"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeName:
    """An accepted theme as views print it; `number` is its short name, as T-014. `title` may be that number."""

    id: str
    number: str
    title: str
    family: str
    keywords: tuple[str, ...]
    lenses: tuple[str, ...]

    @property
    def label(self) -> str:
        """The number and the title, or the number alone where no title may be printed."""
        return self.number if self.title == self.number else f"{self.number} {self.title}"


def theme_names(themes: Iterable[Theme], notes: Iterable[Note], sessions: Sequence[Session]) -> tuple[ThemeName, ...]:
    """Name the accepted themes by family and number.

    A title or keyword with a word that stands in silent notes only is left out, and so is a title that spells out
    somebody who may not be named.
    """
    accepted = [one for one in themes if one.state is ThemeState.ACCEPTED]
    vocabulary = consent.vocabulary(notes, sessions)
    may_stand = _without_names(accepted, sessions)
    titles = {
        one.id: one.title.strip() if one.id in may_stand and not vocabulary.gives_away(one.title) else ""
        for one in accepted
    }
    families = {one.id: (one.number, titles[one.id]) for one in accepted if one.level is Level.FAMILY}
    last = (1 << 62, "")
    found = [
        (
            families.get(one.family, last)[0],
            one.number,
            ThemeName(
                id=one.id,
                number=f"T-{one.number:03d}",
                title=titles[one.id] or f"T-{one.number:03d}",
                family=_family(families.get(one.family)),
                keywords=tuple(word for word in one.keywords if not vocabulary.gives_away(word)),
                lenses=heaviest(one.lenses),
            ),
        )
        for one in accepted
        if one.level is Level.THEME
    ]
    return tuple(name for *_, name in sorted(found, key=lambda item: item[:2]))


def _family(known: tuple[int, str] | None) -> str:
    return (known[1] or f"F-{known[0]:03d}") if known else ""


def _without_names(themes: Iterable[Theme], sessions: Sequence[Session]) -> set[str]:
    """Give the ids of the themes whose title spells out no person that may not be named; a person may have typed it.

    Of a name its capitalised words count but those that stand before a surname, for "Van" tells nothing.
    """
    unset = Note(id="", session="", text="")
    unnamed = {
        person.name
        for session in sessions
        for person in session.participants
        if consent.level(unset, person, session) is not Consent.NAME
    }
    telling = {part for name in unnamed for part in _WORD.findall(name) if len(part) > 2 and part[0].isupper()}
    telling = {part for part in telling if part.casefold() not in _BEFORE_SURNAMES}
    whole = {" ".join(_WORD.findall(name.casefold())) for name in unnamed} - {""}
    return {
        theme.id
        for theme in themes
        if not telling & set(_WORD.findall(theme.title))
        and not any(f" {name} " in f" {' '.join(_WORD.findall(theme.title.casefold()))} " for name in whole)
    }


def heaviest(lenses: Iterable[LensWeight]) -> tuple[str, ...]:
    """Give the slugs of lenses by weight, the heaviest first; those that weigh nothing are left out."""
    weighed = sorted((one for one in lenses if one.weight > 0), key=lambda one: (-one.weight, one.lens))
    return tuple(one.lens for one in weighed)
