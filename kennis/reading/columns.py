"""The header of a table: which column means what."""

from dataclasses import dataclass
from pathlib import Path

from kennis.errors import FileRefused
from kennis.locale import _
from kennis.reading.naming import attribute
from kennis.reading.records import Record
from kennis.text import clean, slug

KNOWN = (
    "text",
    "session",
    "date",
    "time",
    "speaker",
    "organisation",
    "sector",
    "role",
    "kind",
    "tags",
    "consent",
    "external_id",
)
_BY_SLUG = {slug(name): name for name in KNOWN}
_SEVERAL = "[]"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: one that kennis knows, or an attribute, of which a cell may hold several values."""

    name: str
    known: bool
    several: bool = False


def columns(path: Path, header: Record) -> tuple[Column, ...]:
    """Read a header, without regard to case and outer white space.

    Raises FileRefused when `text` is not among the columns or a column stands twice.
    """
    found: dict[str, Column] = {}
    for place, cell in enumerate(header.cells, 1):
        column = _column(clean(cell).text.strip(), place)
        if column.name in found:
            raise FileRefused(path, _("the column “{name}” stands twice").format(name=column.name), header.line)
        found[column.name] = column
    if "text" not in found:
        reason = _("has no column “text”; its columns are: {names}").format(names=", ".join(found))
        raise FileRefused(path, reason, header.line)
    return tuple(found.values())


def _column(title: str, place: int) -> Column:
    name = title.removesuffix(_SEVERAL)
    known = _BY_SLUG.get(slug(name))
    if known:
        return Column(known, known=True)
    named = attribute(name) if slug(name) else f"column-{place}"
    return Column(named, known=False, several=title.endswith(_SEVERAL))
