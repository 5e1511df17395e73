"""What themes are called in print: by family and number, with no title that tells what it may not."""

from collections.abc import Iterable
from dataclasses import dataclass

from kennis.consent import Vocabulary
from kennis.nouns import LensWeight, Level, Theme, ThemeState


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeName:
    """An accepted theme as views print it; `number` is its short name, as T-014. `title` may be that number."""

    id: str
    number: str
    title: str
    family: str
    keywords: tuple[str, ...]
    lenses: tuple[str, ...]


def theme_names(themes: Iterable[Theme], vocabulary: Vocabulary) -> tuple[ThemeName, ...]:
    """Name the accepted themes by family and number, without a title or keyword that tells what it may not.

    That counts for typed ones too.
    """
    accepted = [one for one in themes if one.state is ThemeState.ACCEPTED]
    titles = {one.id: one.title.strip() if vocabulary.may_head(one.title) else "" for one in accepted}
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
                keywords=tuple(word for word in one.keywords if not vocabulary.gives_away(word)),
                lenses=heaviest(one.lenses),
            ),
        )
        for one in accepted
        if one.level is Level.THEME
    ]
    return tuple(name for *_, name in sorted(found, key=lambda item: item[:2]))


def heaviest(lenses: Iterable[LensWeight]) -> tuple[str, ...]:
    """Give the slugs of lenses by weight, the heaviest first; those that weigh nothing are left out."""
    weighed = sorted((one for one in lenses if one.weight > 0), key=lambda one: (-one.weight, one.lens))
    return tuple(one.lens for one in weighed)
