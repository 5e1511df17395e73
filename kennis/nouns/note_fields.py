"""The fields of a note in one table: what a digest counts, how each is kept as JSON, what it is called in a file.

Digests, the columns of the database, history, drafts, archives, the braces of a session file, the columns of a table
and forgetting are made from `NOTE_FIELDS`. A new field is an attribute of `Note`, a line here, and a column with its
migration; CONTRIBUTING.md says the rest.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from kennis.nouns.notes import Attribute, Consent, Kind, Note


class Counts(Enum):
    """Whether a digest counts a field: always, never, or only where it holds something."""

    ALWAYS = auto()
    NEVER = auto()
    WHERE_SET = auto()


@dataclass(frozen=True, slots=True)
class FieldForm:
    """How values of one sort are kept: as what JSON holds, and back.

    `read` takes what is such a value already, and raises ValueError or TypeError for what can be none. `unset` is, as
    JSON holds it, a value that holds nothing. `through` passes the words in a value through a function.
    """

    plain: Callable[[Any], Any]
    read: Callable[[Any], Any]
    unset: Any = None
    through: Callable[[Any, Callable[[str], str]], Any] = lambda value, _clean: value


def _as_it_is(value: Any) -> Any:
    return value


def _flag(value: Any) -> bool:
    if value not in (0, 1):
        raise ValueError(f"neither true nor false: {value!r}")
    return bool(value)


def _time(value: Any) -> datetime.time | None:
    return datetime.time.fromisoformat(value) if isinstance(value, str) else value


def _date(value: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) else value


def _iso(value: datetime.date | datetime.time | None) -> str | None:
    return value.isoformat() if value is not None else None


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError(f"no list: {value!r}")
    return list(value)


TEXT = FieldForm(_as_it_is, _as_it_is, "", through=lambda text, clean: clean(text))
OPTIONAL_TEXT = FieldForm(lambda text: text or None, lambda value: value or "")
FLAG = FieldForm(_as_it_is, _flag, False)
NUMBER = FieldForm(_as_it_is, _as_it_is, 0)
TIME = FieldForm(_iso, _time)
DATE = FieldForm(_iso, _date)
KIND = FieldForm(lambda kind: kind.value, Kind, Kind.OBSERVATION.value)
LEVEL = FieldForm(lambda level: level and level.value, lambda value: None if value is None else Consent(value))
LABELS = FieldForm(
    list,
    lambda value: tuple(_listed(value)),
    (),
    through=lambda labels, clean: tuple(one for one in labels if clean(one) == one),
)
TEXTS = FieldForm(list, lambda value: tuple(_listed(value)), (), through=lambda texts, clean: tuple(map(clean, texts)))
ATTRIBUTES = FieldForm(
    lambda found: [[one.name, *one.values] for one in found],
    lambda value: tuple(Attribute(name, tuple(values)) for name, *values in _listed(value)),
    (),
    through=lambda found, clean: tuple(Attribute(one.name, tuple(map(clean, one.values))) for one in found),
)
LISTS = (LABELS, TEXTS, ATTRIBUTES)


@dataclass(frozen=True, slots=True)
class NoteField:
    """A field of a note.

    `words` says that people's own words stand in it, which forgetting and cleaning go through; `person` that it is the
    handle of somebody in the session's register. `column` is its name in the database where that is another.
    """

    name: str
    form: FieldForm
    counts: Counts = Counts.ALWAYS
    words: bool = False
    person: bool = False
    column: str = ""

    @property
    def kept_as(self) -> str:
        """The name of its column."""
        return self.column or self.name

    @property
    def word(self) -> str:
        """What it is called in the braces of a session file."""
        return self.name.replace("_", "-")


NOTE_FIELDS: tuple[NoteField, ...] = (
    NoteField("id", TEXT, Counts.NEVER),
    NoteField("session", TEXT, Counts.NEVER, column="session_id"),
    NoteField("text", TEXT, words=True),
    NoteField("kind", KIND),
    NoteField("at", TIME),
    NoteField("speaker", TEXT, person=True),
    NoteField("tags", LABELS, words=True),
    NoteField("lenses", LABELS, words=True),
    NoteField("consent", LEVEL),
    NoteField("star", FLAG),
    NoteField("context", TEXTS, words=True),
    NoteField("external_id", OPTIONAL_TEXT),
    NoteField("attributes", ATTRIBUTES, words=True),
    NoteField("owner", TEXT, Counts.WHERE_SET, person=True),
    NoteField("due", DATE, Counts.WHERE_SET),
    NoteField("done", DATE, Counts.WHERE_SET),
    NoteField("version", NUMBER, Counts.NEVER),
    NoteField("lineage", TEXTS, Counts.NEVER),
    NoteField("number", NUMBER, Counts.NEVER),
)

PEOPLE = tuple(one.name for one in NOTE_FIELDS if one.person)
WORDS = tuple(one for one in NOTE_FIELDS if one.words)
ADDED = tuple(one for one in NOTE_FIELDS if one.counts is Counts.WHERE_SET)  # after version 0.1
_UNSET = {one.name: one.form.unset for one in NOTE_FIELDS}


def with_people(note: Note, known: Callable[[str], str]) -> Note:
    """Give a note with each name or handle in it passed through a function."""
    people: dict[str, Any] = {name: known(getattr(note, name)) for name in PEOPLE if getattr(note, name)}
    return replace(note, **people) if people else note


def plain_note(note: Note) -> dict[str, Any]:
    """Give a note's fields as JSON can hold them, by name, those that hold nothing left out but for the session."""
    values = {one.name: one.form.plain(getattr(note, one.name)) for one in NOTE_FIELDS}
    return {name: value for name, value in values.items() if name == "session" or value not in (None, "", [], False)}


def note_of(values: dict[str, Any]) -> Note:
    """Give the note of what `plain_note` made; raises KeyError, TypeError or ValueError if it is none."""
    if unknown := values.keys() - _UNSET.keys():
        raise KeyError(*unknown)
    whole = {**_UNSET, "version": 1, **values, "id": values["id"], "session": values["session"]}
    return Note(**{one.name: one.form.read(whole[one.name]) for one in NOTE_FIELDS})
