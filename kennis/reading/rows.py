"""The rows of a table become notes, and the sessions that they name."""

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Attribute, Consent, Kind, Note, Participant, Session
from kennis.reading.columns import Column
from kennis.reading.header import parse_time
from kennis.reading.meeting import parse_date
from kennis.reading.naming import session_id
from kennis.reading.outcome import Reading, ReadOptions, Refusal
from kennis.reading.records import Record
from kennis.reading.register import Register
from kennis.reading.words import check_text, parse_word
from kennis.text import clean

_DAY_FIRST = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_TAG_ENDS = re.compile(r"[;,#]")


@dataclass(slots=True)
class _Meeting:
    title: str
    date: datetime.date | None = None
    dated_on: int = 0
    register: Register = field(default_factory=Register)
    external_ids: dict[str, int] = field(default_factory=dict)


class Rows:
    """Takes the records of a table one by one; a record that cannot be a note becomes a refusal."""

    def __init__(self, columns: tuple[Column, ...], options: ReadOptions, otherwise: str) -> None:
        self._columns = columns
        self._today = options.today
        self._otherwise = otherwise
        self._meetings: dict[str, _Meeting] = {}
        self._ids: dict[str, str] = {}
        self._notes: list[Note] = []
        self._refusals: list[Refusal] = []
        self._dropped = 0

    def take(self, record: Record) -> None:
        """Make a note of a record, or a refusal."""
        try:
            self._notes.append(self._note(record))
        except InputError as error:
            self._refusals.append(Refusal(record.line, str(error)))

    def reading(self, path: Path, notices: tuple[str, ...]) -> Reading:
        """Give what came of all records taken."""
        sessions = [
            Session(
                id=id_,
                title=meeting.title,
                date=meeting.date or self._today,
                participants=meeting.register.participants(),
            )
            for id_, meeting in self._meetings.items()
        ]
        told = [notice for meeting in self._meetings.values() for notice in meeting.register.notices]
        return Reading(
            path=path,
            sessions=tuple(sessions),
            notes=tuple(self._notes),
            refusals=tuple(self._refusals),
            notices=(*notices, *told),
            dropped=self._dropped,
            described=False,
        )

    def _note(self, record: Record) -> Note:
        cells, attributes = self._cells(record)
        text = cells.get("text", "")
        check_text(text)
        kind = parse_word(cells.get("kind", "").lower() or Kind.OBSERVATION, "kind", Kind)
        date = _date(cells.get("date", ""))
        consent = parse_word(cells["consent"].lower(), "consent", Consent) if cells.get("consent") else None
        at = parse_time(cells["time"]) if cells.get("time") else None
        title = cells.get("session") or self._otherwise
        external_id = cells.get("external_id", "")
        id_ = self._ids.get(title) or self._ids.setdefault(title, session_id(title))
        meeting = self._meeting(id_, title, date, record.line, external_id)
        return Note(
            id=new_id(),
            session=id_,
            text=text,
            kind=kind,
            at=at,
            speaker=meeting.register.enter(_speaker(cells)),
            tags=_tags(cells.get("tags", "")),
            consent=consent,
            external_id=external_id,
            attributes=attributes,
        )

    def _cells(self, record: Record) -> tuple[dict[str, str], tuple[Attribute, ...]]:
        beyond = record.cells[len(self._columns) :]
        if any(cell.strip() for cell in beyond):
            reason = _("{count} cells where the header has {columns}; is a delimiter in a text not in quotation marks?")
            raise InputError(reason.format(count=len(record.cells), columns=len(self._columns)))
        cells: dict[str, str] = {}
        attributes = []
        for column, raw in zip(self._columns, record.cells, strict=False):
            cleaned = clean(raw)
            self._dropped += cleaned.dropped
            cell = cleaned.text.strip()
            if column.known:
                cells[column.name] = cell
            elif cell:
                values = [part.strip() for part in cell.split(";")] if column.several else [cell]
                attributes.append(Attribute(column.name, tuple(filter(None, values))))
        return cells, tuple(attribute for attribute in attributes if attribute.values)

    def _meeting(self, id_: str, title: str, date: datetime.date | None, line: int, external_id: str) -> _Meeting:
        meeting = self._meetings.get(id_) or _Meeting(title)
        if date and meeting.date and date != meeting.date:
            reason = _("the session “{title}” is on {date}, as line {line} says, not on {other}")
            where = meeting.dated_on
            raise InputError(reason.format(title=meeting.title, date=meeting.date, line=where, other=date))
        if external_id in meeting.external_ids:
            reason = _("the external id {id} stands on line {line} already; it is one note's in a session")
            raise InputError(reason.format(id=external_id, line=meeting.external_ids[external_id]))
        if external_id:
            meeting.external_ids[external_id] = line
        if date and not meeting.date:
            meeting.date, meeting.dated_on = date, line
        return self._meetings.setdefault(id_, meeting)


def _date(text: str) -> datetime.date | None:
    """Read YYYY-MM-DD, or D-M-YYYY as it is written in Dutch; with slashes or dots it could be either order."""
    if not text:
        return None
    day_first = _DAY_FIRST.fullmatch(text)
    return parse_date(f"{day_first[3]}-{day_first[2]:0>2}-{day_first[1]:0>2}" if day_first else text)


def _tags(text: str) -> tuple[str, ...]:
    """Give the tags of a cell, each once; within one, white space becomes a hyphen."""
    found = ("-".join(part.split()) for part in _TAG_ENDS.split(text))
    return tuple(dict.fromkeys(filter(None, found)))


def _speaker(cells: dict[str, str]) -> Participant:
    return Participant(
        handle="",
        name=cells.get("speaker", "").lstrip("@"),
        role=cells.get("role", ""),
        organisation=cells.get("organisation", ""),
        sector=cells.get("sector", ""),
    )
