"""The header of a table: which column means what, in English or Dutch."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kennis.clean_text import clean, slug
from kennis.errors import FileRefused, InputError
from kennis.locale import _
from kennis.reading.csv_records import Record
from kennis.reading.identifiers import attribute

KNOWN: Mapping[str, tuple[str, ...]] = {
    "text": ("tekst", "citaat", "quote"),
    "session": ("sessie", "bijeenkomst", "vergadering"),
    "date": ("datum",),
    "time": ("tijd", "tijdstip"),
    "speaker": ("spreker",),
    "organisation": ("organisatie", "organization"),
    "sector": (),
    "role": ("rol", "functie"),
    "kind": ("soort",),
    "tags": ("tag", "label", "labels"),
    "consent": ("toestemming",),
    "external_id": ("extern id", "externe id"),
    "owner": ("eigenaar", "actiehouder", "trekker"),
    "due": ("uiterlijk", "deadline", "vervaldatum"),
    "done": ("gereed", "afgerond", "afgehandeld"),
}
QUOTES = ("citaat", "quote")  # what a column of text may be called that holds nothing but quotes
_BY_SLUG = {slug(word): name for name, others in KNOWN.items() for word in (name, *others)}
_RANK = {slug(word): rank for name, others in KNOWN.items() for rank, word in enumerate((name, *others))}
# What may well mean one of these, and may as well mean something else.
_PERHAPS = {
    "opmerking": "text",
    "opmerkingen": "text",
    "notitie": "text",
    "note": "text",
    "comment": "text",
    "uitspraak": "text",
    "antwoord": "text",
    "naam": "speaker",
    "name": "speaker",
    "deelnemer": "speaker",
    "dag": "date",
    "tijdstempel": "date",
    "timestamp": "date",
    "type": "kind",
    "niveau": "consent",
    "partij": "organisation",
    "bedrijf": "organisation",
    "trefwoord": "tags",
    "trefwoorden": "tags",
    "thema": "tags",
    "id": "external_id",
}
_LIKE = _BY_SLUG | _PERHAPS
_CLOSE = 0.8  # of letters in common, from 0 to 1: "sprekers" is like "spreker", "tekens" not like "tekst"; set by hand
_SEVERAL = "[]"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: one that kennis knows, or an attribute, of which a cell may hold several values.

    `quotes` says that its heading says that its texts are quotes.
    """

    name: str
    known: bool
    several: bool = False
    quotes: bool = False


@dataclass(frozen=True, slots=True)
class TableHeader:
    """The columns of a table, and what is told of those that look like a known one and are not used as one."""

    columns: tuple[Column, ...]
    notices: tuple[str, ...]


def columns(path: Path, header: Record, chosen: Mapping[str, str]) -> TableHeader:
    """Read a header, without regard to case and outer white space; `chosen` gives a column's title for a known name.

    Where two columns could be one known one, that with the English name is used, else the first; the other is kept as
    an attribute. Raises FileRefused when there is no column of texts, a chosen one is missing, or one stands twice.
    """
    titles = [clean(cell).text.strip() for cell in header.cells]
    places = _places(path, header, titles, chosen)
    found: dict[str, Column] = {}
    for place, title in enumerate(titles):
        column = _column(title, place, places.get(place))
        if column.name in found:
            raise FileRefused(path, _("the column “{name}” stands twice").format(name=column.name), header.line)
        found[column.name] = column
    if "text" not in found:
        reason = _("has no column “text”; its columns are: {names}. Say which it is: --column text=NAME")
        raise FileRefused(path, reason.format(names=", ".join(filter(None, titles))), header.line)
    unused = [title for place, title in enumerate(titles) if place not in places]
    return TableHeader(tuple(found.values()), tuple(filter(None, (_told(title, found) for title in unused))))


def is_known(title: str, chosen: Mapping[str, str]) -> bool:
    """Say whether a column of that title is used, or chosen."""
    return slug(title) in _BY_SLUG or slug(title) in map(slug, chosen.values())


def choices(given: Mapping[str, str]) -> Mapping[str, str]:
    """Check names of columns that a person chose; raises InputError for one that there is not."""
    for name in given:
        if name not in KNOWN:
            raise InputError(
                _("there is no column {name}; there are: {known}").format(name=name, known=", ".join(KNOWN))
            )
    return given


def _places(path: Path, header: Record, titles: list[str], chosen: Mapping[str, str]) -> dict[int, str]:
    """Give which known column stands at which place."""
    slugs = [slug(title.removesuffix(_SEVERAL)) for title in titles]
    places: dict[int, str] = {}
    for name, title in chosen.items():
        place = next((at for at, one in enumerate(titles) if one.casefold() == title.strip().casefold()), None)
        if place is None:
            reason = _("has no column “{name}”; its columns are: {names}")
            raise FileRefused(path, reason.format(name=title, names=", ".join(filter(None, titles))), header.line)
        places[place] = name
    for rank, at in sorted((_RANK[one], at) for at, one in enumerate(slugs) if one in _RANK and at not in places):
        name = _BY_SLUG[slugs[at]]
        # One that bears the English name itself counts however often it is there: twice is refused.
        if name not in chosen and (not rank or name not in places.values()):
            places[at] = name
    return places


def _column(title: str, place: int, known: str | None) -> Column:
    name = title.removesuffix(_SEVERAL)
    if known:
        return Column(known, known=True, quotes=known == "text" and slug(name) in QUOTES)
    named = attribute(name) if slug(name) else f"column-{place + 1}"
    # An attribute must not bear the name of a known column that another one is.
    named = f"{named}-{place + 1}" if named in KNOWN else named
    return Column(named, known=False, several=title.endswith(_SEVERAL))


def _told(title: str, found: Mapping[str, Column]) -> str:
    """Say of a column that is not used which one it may be; empty where it looks like none."""
    name = _alike(slug(title.removesuffix(_SEVERAL)))
    if not name:
        return ""
    if name in found:
        return _("the column “{title}” is kept as it is: another one is used as “{name}”").format(
            title=title, name=name
        )
    said = _('the column “{title}” is kept as it is; if it is the {name}, say so:  --column {name}="{title}"')
    return said.format(title=title, name=name)


def _alike(words: str) -> str:
    """Give the known column that a heading looks like: by a word of it, or by most of its letters."""
    for word in (words, *words.split("-")):
        if word in _LIKE:
            return _LIKE[word]
    near = difflib.get_close_matches(words, _LIKE, n=1, cutoff=_CLOSE)
    return _LIKE[near[0]] if near else ""
