"""A line of an archive, in and out: JSON with each name once, numbers that are numbers, no line without an end."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TypeGuard

from kennis.errors import FileRefused
from kennis.locale import _
from kennis.store.archive.archived_tables import ArchivedProgramme

KENNIS = "kennis"
FORMAT = 1  # of archives; a later one is refused
LONGEST = 256 * 1024 * 1024  # bytes of a line: a decision about every note of a large workspace is one
_TABLES = 100  # that a head may name; set by hand


@dataclass(frozen=True, slots=True)
class Head:
    """What the first line says: the schema of the tables, of what programme, how many records each table has."""

    schema: int
    programme: ArchivedProgramme
    counts: Mapping[str, int]


def encoded(values: Mapping[str, Any]) -> bytes:
    """Give a line; half of a surrogate pair, which only what was being typed can hold, is written as an escape."""
    try:
        return _line(values, plain=True)
    except UnicodeEncodeError:
        return _line(values, plain=False)


def _line(values: Mapping[str, Any], plain: bool) -> bytes:
    text = json.dumps(values, ensure_ascii=not plain, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8") + b"\n"


class LineReader:
    """The lines of a file, counted and digested as they are read; what is wrong with one is told with its number."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path, self._file = path, file
        self._digest = hashlib.sha256()
        self.number = 0

    def refuse(self, reason: str, line: int | None = None) -> FileRefused:
        """Give the error that says what is wrong with the present line, or another."""
        return FileRefused(self._path, reason, line or self.number)

    def head(self) -> Head:
        """Read the first line; raises FileRefused where it is none of an archive that this kennis knows."""
        try:
            values = self._next()
        except FileRefused:
            values = {}
        if values.get("archive") != KENNIS:
            raise self.refuse(_("this is no archive of kennis; one is made with: kennis export --format jsonl"), 1)
        if values.get("format") != FORMAT:
            raise self.refuse(_("the archive was written by a newer kennis; upgrade kennis"))
        schema, counts, programme = values.get("schema"), values.get("counts"), _programme(values.get("programme"))
        if type(schema) is not int or schema < 1 or not _are_counts(counts) or programme is None:
            raise self.refuse(_("the first line does not say what the archive holds"))
        return Head(schema, programme, counts)

    def records(self, count: int) -> Iterator[dict[str, Any]]:
        """Read so many records."""
        for _place in range(count):
            values = self._next()
            if "end" in values:
                raise self.refuse(_("the archive holds fewer records than its first line says"))
            yield values

    def end(self) -> None:
        """Read the last line; raises FileRefused where what was read is not what was written."""
        records, digest = self.number - 1, self._digest.hexdigest()
        values = self._next()
        if values != {"end": KENNIS, "records": records, "sha256": digest}:
            raise self.refuse(_("the archive is damaged: it is not what its last line says"))
        if self._file.read(1):
            raise self.refuse(_("the archive goes on after its end"), self.number + 1)

    def _next(self) -> dict[str, Any]:
        self.number += 1
        line = self._file.readline(LONGEST + 1)
        if not line.endswith(b"\n"):
            cut = _("the archive is cut off here") if len(line) <= LONGEST else _("the line is too long")
            raise self.refuse(cut)
        self._digest.update(line)
        try:
            values = json.loads(line.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            reason = error if type(error) is ValueError else _("it is no JSON in UTF-8")
            raise self.refuse(_("the line cannot be read: {reason}").format(reason=reason)) from None
        if not isinstance(values, dict):
            raise self.refuse(_("the line is no record"))
        return values


def _programme(values: object) -> ArchivedProgramme | None:
    match values:
        case {"slug": str(slug), "title": str(title)}:
            return ArchivedProgramme(slug, title)
    return None


def _are_counts(counts: object) -> TypeGuard[dict[str, int]]:
    return (
        isinstance(counts, dict)
        and len(counts) <= _TABLES
        and all(type(count) is int and count >= 0 for count in counts.values())
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(_("a name stands twice in it"))
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(_("{name} is no number").format(name=name))
