"""The rows of a table become notes, and the sessions that they name."""

import contextlib
import dataclasses
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kennis.clean_text import clean
from kennis.errors import InputError
from kennis.folding import folded
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Attribute, Consent, Kind, Note, Participant, Session
from kennis.nouns.note_fields import ADDED
from kennis.reading.csv_records import Record
from kennis.reading.dates import date_and_time, dates_in, read_date
from kennis.reading.field_values import check_new_text, parse_field, parse_word
from kennis.reading.identifiers import handle, session_id
from kennis.reading.note_header import parse_time
from kennis.reading.read_result import Reading, ReadOptions, Refusal
from kennis.reading.table_columns import Column

_KINDS = {
    "observatie": Kind.OBSERVATION,
    "waarneming": Kind.OBSERVATION,
    "citaat": Kind.QUOTE,
    "vraag": Kind.QUESTION,
    "inzicht": Kind.INSIGHT,
    "besluit": Kind.DECISION,
    "beslissing": Kind.DECISION,
    "actie": Kind.ACTION,
    "actiepunt": Kind.ACTION,
    "bijdrage": Kind.CONTRIBUTION,
}
_LEVELS = {
    "naam": Consent.NAME,
    "met naam": Consent.NAME,
    "rol": Consent.ROLE,
    "functie": Consent.ROLE,
    "met functie": Consent.ROLE,
    "organisatie": Consent.ORGANISATION,
    "anoniem": Consent.ANONYMOUS,
    "achtergrond": Consent.BACKGROUND,
    "alleen achtergrond": Consent.BACKGROUND,
    "ingetrokken": Consent.WITHDRAWN,
}
_CLOCK = re.compile(r"(\d{1,2})\s*[:.uh]\s*(\d\d)(?:[:.](\d\d))?\s*(?:uur|u|h)?\.?", re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2})\s*(?:uur|u)\.?", re.IGNORECASE)
_NAMED = 3  # sessions in a notice; set by hand
_NOTHING = ("-", "nee", "no", "n.v.t.", "nvt")
_YES = ("ja", "yes", "x", "ok")  # of an action that was done by the day of the meeting
_TAG_ENDS = re.compile(r"[;,#]")
_FACTS = ("role", "organisation", "sector")


class Register:
    """Gives each speaker a handle, and keeps what the rows tell of them.

    Two people of one name are told apart by their organisation; whoever has no name goes by the organisation, role
    and sector.
    """

    def __init__(self) -> None:
        self.notices: dict[str, None] = {}
        self._people: dict[str, Participant] = {}
        self._handles: dict[Participant, str] = {}

    def enter(self, speaker: Participant) -> str:
        """Give the handle of a speaker whose own handle is still empty; empty for one of whom nothing is known."""
        known = self._handles.get(speaker)
        if known is not None:
            return known
        known_as = speaker.name or " ".join(filter(None, (speaker.organisation, speaker.role, speaker.sector)))
        if not known_as:
            return ""
        name = handle(known_as)
        if speaker.name and not _may_be_one(self._people.get(name), speaker):
            name = handle(f"{speaker.name} {speaker.organisation}")
        self._handles[speaker] = name
        self._people[name] = self._joined(name, speaker)
        return name

    def participants(self) -> tuple[Participant, ...]:
        """Give everyone entered, in the order of their handles."""
        return tuple(self._people[name] for name in sorted(self._people))

    def _joined(self, name: str, speaker: Participant) -> Participant:
        before = self._people.get(name)
        if before is None:
            return dataclasses.replace(speaker, handle=name)
        for fact in _FACTS:
            old, new = getattr(before, fact), getattr(speaker, fact)
            if old and new and old != new:
                notice = _("{name} is “{old}” and “{new}” on different rows; the first is kept")
                self.notices[notice.format(name=before.name or name, old=old, new=new)] = None
        return dataclasses.replace(
            before,
            role=before.role or speaker.role,
            organisation=before.organisation or speaker.organisation,
            sector=before.sector or speaker.sector,
        )


def _may_be_one(before: Participant | None, speaker: Participant) -> bool:
    if before is None or not before.organisation or not speaker.organisation:
        return True
    return folded(before.organisation) == folded(speaker.organisation)


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
        self._options = options
        self._otherwise = clean(options.session or "").text.strip() or otherwise
        # A day in the file's name, where it is one alone.
        named = dates_in(otherwise)
        self._named = named[0] if len(named) == 1 else None
        self._quotes = any(column.quotes for column in columns)
        self._by_date = False
        self._meetings: dict[str, _Meeting] = {}
        self._ids: dict[str, str] = {}
        self._notes: list[Note] = []
        self._refusals: list[Refusal] = []
        self._dropped = 0

    def part_by_date(self, every: Sequence[Record]) -> None:
        """Make a session a date of the rows that name none, where they bear more than one."""
        place = {column.name: at for at, column in enumerate(self._columns) if column.known}
        if "date" not in place:
            return

        def cell(record: Record, name: str) -> str:
            at = place.get(name, len(record.cells))
            return clean(record.cells[at]).text.strip() if at < len(record.cells) else ""

        dates = set()
        for said in {cell(record, "date") for record in every if not cell(record, "session")}:
            with contextlib.suppress(InputError):
                dates.add(_date(said))
        self._by_date = len(dates - {None}) > 1

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
                date=self._day(meeting),
                timezone=self._options.timezone,
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
            notices=(*notices, *self._undated(), *told),
            dropped=self._dropped,
            described=False,
        )

    def _day(self, meeting: _Meeting) -> datetime.date:
        return meeting.date or self._options.date or self._named or self._options.today

    def _undated(self) -> list[str]:
        """Tell of sessions that got a day which nothing in the table says."""
        undated = [one.title for one in self._meetings.values() if one.date is None]
        if not undated or self._options.date or self._named:
            return []
        said = _("the table gives no date for {sessions}; a new session gets {date}, another with --date 2020-03-12")
        named = f"“{'”, “'.join(undated[:_NAMED])}”" + (" …" if len(undated) > _NAMED else "")
        return [said.format(sessions=named, date=self._options.today)]

    def _note(self, record: Record) -> Note:
        cells, attributes = self._cells(record)
        text = cells.get("text", "")
        check_new_text(text)
        kind = self._kind(cells.get("kind", ""))
        consent = _level(cells["consent"]) if cells.get("consent") else None
        day, hour = date_and_time(cells.get("date", ""))
        date, clock = _date(day), cells.get("time") or hour
        at = _time(clock) if clock else None
        title = cells.get("session") or self._without_session(date)
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
            **self._more(cells, meeting),
        )

    def _more(self, cells: dict[str, str], meeting: _Meeting) -> dict[str, Any]:
        """Read the cells of fields that came after version 0.1, but for what says that there is nothing."""
        found: dict[str, Any] = {}
        for one in ADDED:
            cell = cells.get(one.name, "")
            if not cell or cell.lower() in _NOTHING:
                continue
            if one.person:
                found[one.name] = meeting.register.enter(Participant(handle="", name=cell.lstrip("@")))
            elif one.name == "done" and cell.lower() in _YES:
                found[one.name] = self._day(meeting)
            else:
                found[one.name] = parse_field(one, date_and_time(cell)[0])
        return found

    def _without_session(self, date: datetime.date | None) -> str:
        return f"{self._otherwise} {date}" if self._by_date and date else self._otherwise

    def _kind(self, said: str) -> Kind:
        if not said:
            return Kind.QUOTE if self._quotes else Kind.OBSERVATION
        word = said.lower()
        return _KINDS.get(word) or parse_word(word, "kind", Kind)

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
    day, _hour = date_and_time(text)
    return read_date(day) if day else None


def _time(text: str) -> datetime.time:
    """Read a time, also as 14.05 uur, 14u05 or 14 uur."""
    clock = _CLOCK.fullmatch(text)
    if clock:
        return parse_time(":".join(filter(None, clock.groups())))
    hour = _HOUR.fullmatch(text)
    return parse_time(f"{hour[1]}:00" if hour else text)


def _level(text: str) -> Consent:
    word = " ".join(text.lower().split())
    return _LEVELS.get(word) or parse_word(word, "consent", Consent)


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
