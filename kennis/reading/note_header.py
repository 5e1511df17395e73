"""What stands beside a note's text in a session file: its time, and in braces its id, version and further facts.

time   = H:MM, HH:MM or HH:MM:SS; 14.05, 14u05 and 14h05 are read too, each also with `uur` or `u` after it
braces = `{` #ID v=N[.DIGEST…] star consent=LEVEL external-id=VALUE speaker=VALUE owner=VALUE due=DATE done=DATE
         x-NAME=VALUE … `}`

A value is a plain word, or stands in quotation marks with backslash escapes for `"`, `\\` and the line end (`\\n`).
"""

import contextlib
import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kennis.errors import InputError
from kennis.ids import is_note_id
from kennis.locale import _
from kennis.nouns import Attribute, Consent, Note
from kennis.nouns.note_fields import ADDED, NOTE_FIELDS
from kennis.reading.field_values import parse_field, parse_word, write_field
from kennis.reading.quotation_marks import DOUBLE, SPACE, SPACES, quoted, unescaped, unquoted

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?P<sign>[:.hHuU])(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    rf"(?P<word>[{SPACE}]*(?:uur|u|h)(?!\w)\.?)?(?![^{SPACE}\n{{])",
    re.IGNORECASE,
)
_NEARLY_A_TIME = re.compile(r"\d{1,2}[:.hHuU]\d\d(?![\d%€])(?!\w)")
# After these a number with a point is a number: 12.50 euro.
_UNITS = (
    "euro|cent|miljoen|miljard|million|billion|procent|percent|promille|meter|metres|km|cm|mm|m|m2|m²|ha|hectare|keer"
)
_A_NUMBER = re.compile(rf"\d{{1,2}}\.\d\d[{SPACE}]*(?:[€%]|(?:{_UNITS})\b)", re.IGNORECASE)
_A_SENTENCE_GOES_ON = re.compile(rf"[{SPACE}]+[^\W_A-Z]")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
_VALUE = rf'(?:[^\s{{}}{DOUBLE}]+|"(?:[^"\\]|\\.)*"|[{DOUBLE}](?:[^{DOUBLE}\\]|\\.)*[{DOUBLE}])'
# Within a value that opens with a straight mark: another mark, and after it what follows a value.
_ENDS_EARLIER = re.compile(
    rf'"(?:[^\\]|\\.)*?[{DOUBLE[1:]}](?:[{SPACE}]*}}|[{SPACE}]+(?:#|star\b|[a-z][a-z0-9_-]*=))', re.DOTALL
)
_WORD = re.compile(rf"#(?P<id>[^\s\"{{}}]*)|(?P<name>[a-z][a-z0-9_-]*)(?:=(?P<value>{_VALUE}))?")
_VERSION = re.compile(r"(?P<version>[1-9]\d{0,8})(?P<lineage>(?:\.[0-9a-f]{1,64})*)")
_PLAIN = re.compile(r"[\w.-]+")
_BROKEN_UP = re.compile(r"--|\.\.")
# What braces say where the entry does not: the speaker of an action, whose @name is its owner, and what 0.1 had not.
_FIELDS = {one.word: one for one in NOTE_FIELDS if one in ADDED or one.name == "speaker"}
_STRICTNESS = {level: rank for rank, level in enumerate(Consent)}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHeader:
    """The facts beside a note's text; `id` is empty where there is none. `more` are other fields, by name."""

    id: str = ""
    at: datetime.time | None = None
    version: int = 1
    lineage: tuple[str, ...] = ()
    star: bool = False
    consent: Consent | None = None
    external_id: str = ""
    attributes: tuple[Attribute, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class HeaderFacts:
    """The facts of a header while it is being read."""

    id: str = ""
    at: datetime.time | None = None
    version: int = 1
    lineage: tuple[str, ...] = ()
    star: bool = False
    consent: Consent | None = None
    external_id: str = ""
    attributes: dict[str, list[str]] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def copy(self) -> "HeaderFacts":
        """Give the same facts, apart from these."""
        attributes = {name: [*values] for name, values in self.attributes.items()}
        return replace(self, attributes=attributes, more=dict(self.more))

    def limit(self, level: Consent) -> None:
        """Set a level of consent, unless a stricter one is set."""
        if self.consent is None or _STRICTNESS[level] > _STRICTNESS[self.consent]:
            self.consent = level

    def header(self) -> NoteHeader:
        """Give what was read."""
        return NoteHeader(
            id=self.id,
            at=self.at,
            version=self.version,
            lineage=self.lineage,
            star=self.star,
            consent=self.consent,
            external_id=self.external_id,
            attributes=tuple(Attribute(name, tuple(values)) for name, values in self.attributes.items()),
            more=dict(self.more),
        )


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time in a text: where it ends, and what it is; None for what only looks like one."""

    end: int
    at: datetime.time | None


def find_time(text: str, start: int = 0) -> TimeFound | None:
    """Find a time at a place in a text, in any of the forms that are read; None where nothing there looks like one."""
    if _A_NUMBER.match(text, start):
        return None
    found = _TIME.match(text, start)
    if found is None:
        nearly = _NEARLY_A_TIME.match(text, start)
        return TimeFound(nearly.end(), None) if nearly else None
    at = None
    with contextlib.suppress(ValueError):
        at = datetime.time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    if found["sign"] == "." and not found["word"]:
        if at is None:
            return None
        # “14.05 wethouder” and “14.05 jaar” are alike: whoever wrote it has to say which it is.
        at = None if _A_SENTENCE_GOES_ON.match(text, found.end()) else at
    return TimeFound(found.end(), at)


def read_braces(text: str, start: int, facts: HeaderFacts) -> int:
    """Read braces that open at a place, and give where they end; raises InputError for those that make no sense."""
    end = after_spaces(text, start + 1)
    while not text.startswith("}", end):
        word = _WORD.match(text, end)
        if word is None or _ENDS_EARLIER.match(word["value"] or ""):
            shown = text[end : end + 20].split("\n")[0]
            raise InputError(_("cannot read the braces from “{text}” on").format(text=shown))
        _take(word, facts)
        end = after_spaces(text, word.end())
    return end + 1


def write_header(note: Note, said: Collection[str]) -> str:
    """Write the facts of a note such that they are read again, but for the fields that its entry says."""
    words = [f"#{note.id}", "v=" + ".".join((str(note.version), *note.lineage))]
    braces = "{" + " ".join([*words, *facts_of(note, said)]) + "}"
    return f"{write_time(note.at)} {braces}" if note.at is not None else braces


def facts_of(note: Note, said: Collection[str]) -> list[str]:
    """Write the facts of a note that are not its id and version, as words for braces, but for the fields `said`."""
    words = ["star"] if note.star else []
    if note.consent is not None:
        words.append(f"consent={note.consent}")
    if note.external_id:
        words.append(f"external-id={_written(note.external_id)}")
    for one in _FIELDS.values():
        if one.name not in said and (value := getattr(note, one.name)):
            words.append(f"{one.word}={_written(write_field(one, value))}")
    return [*words, *(f"x-{fact.name}={_written(value)}" for fact in note.attributes for value in fact.values)]


def parse_time(text: str) -> datetime.time:
    """Read H:MM, HH:MM or HH:MM:SS; raises InputError."""
    if _CLOCK.fullmatch(text) and (found := find_time(text)) and found.at is not None:
        return found.at
    raise InputError(no_time(text))


def no_time(text: str) -> str:
    """Say that something is no time."""
    return _("“{text}” is no time; write it as 14:05").format(text=text)


def write_time(at: datetime.time) -> str:
    """Write a time as HH:MM, with its seconds if it has them."""
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def after_spaces(text: str, at: int) -> int:
    """Give where the spaces at a place end."""
    match = SPACES.match(text, at)
    return match.end() if match else at


def _take(word: re.Match[str], facts: HeaderFacts) -> None:
    if word["id"] is not None:
        if not is_note_id(word["id"]):
            reason = _("“{text}” is no note id; leave the #id out and the note gets one").format(text=word["id"])
            raise InputError(reason)
        facts.id = word["id"]
        return
    name, value = word["name"], unescaped(word["value"] or "")
    match name:
        case "star" if word["value"] is None:
            facts.star = True
        case "v" if version := _VERSION.fullmatch(value):
            facts.version = int(version["version"])
            facts.lineage = tuple(version["lineage"].split(".")[1:])
        case "consent":
            facts.limit(parse_word(value, "consent", Consent))
        case "external-id" if value:
            facts.external_id = value
        case _ if name in _FIELDS and value:
            one = _FIELDS[name]
            facts.more[one.name] = parse_field(one, unquoted(word["value"]) if one.person else value)
        case _ if name.startswith("x-") and name != "x-" and word["value"] is not None:
            facts.attributes.setdefault(name[2:], []).append(value)
        case _:
            raise InputError(_("unknown word “{text}” in the braces").format(text=word[0]))


def _written(value: str) -> str:
    return value if _PLAIN.fullmatch(value) and not _BROKEN_UP.search(value) else quoted(value)
