"""What stands before a note's text in a session file: its time, and in braces its id, version and further facts.

header = [HH:MM[:SS]] [`{` #ID v=N[.DIGEST…] star consent=LEVEL external-id=VALUE x-NAME=VALUE … `}`]

A value is a plain word, or stands in quotation marks with backslash escapes for `"`, `\\` and the line end (`\\n`).
"""

import contextlib
import datetime
import re
from dataclasses import dataclass

from kennis.errors import InputError
from kennis.ids import is_note_id
from kennis.locale import _
from kennis.nouns import Attribute, Consent, Note
from kennis.reading.entry import TIME, quoted, unquoted
from kennis.reading.words import parse_word

_TIME = re.compile(TIME)
_VALUE = r'(?:[^\s"{}]+|"(?:[^"\\]|\\.)*")'
_WORD = re.compile(rf"#(?P<id>[^\s\"{{}}]*)|(?P<name>[a-z][a-z0-9_-]*)(?:=(?P<value>{_VALUE}))?")
_VERSION = re.compile(r"(?P<version>[1-9]\d{0,8})(?P<lineage>(?:\.[0-9a-f]{1,64})*)")
_PLAIN = re.compile(r"[\w.-]+")
_SPACES = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The facts before a note's text; `id` is empty where there is none; `end` is where the text begins."""

    end: int
    id: str = ""
    at: datetime.time | None = None
    version: int = 1
    lineage: tuple[str, ...] = ()
    star: bool = False
    consent: Consent | None = None
    external_id: str = ""
    attributes: tuple[Attribute, ...] = ()


@dataclass(slots=True)
class _Facts:
    id: str = ""
    version: int = 1
    lineage: tuple[str, ...] = ()
    star: bool = False
    consent: Consent | None = None
    external_id: str = ""


def parse_header(line: str) -> Header:
    """Read what stands at the start of a note's first line; raises InputError for braces that make no sense."""
    end = _after_spaces(line, 0)
    at = None
    if time := _TIME.match(line, end):
        at = parse_time(time[0])
        end = _after_spaces(line, time.end())
    if not line.startswith("{", end):
        return Header(end=end, at=at)
    facts = _Facts()
    attributes: dict[str, list[str]] = {}
    end = _after_spaces(line, end + 1)
    while not line.startswith("}", end):
        word = _WORD.match(line, end)
        if word is None:
            shown = line[end : end + 20]
            raise InputError(_("cannot read the braces from “{text}” on").format(text=shown))
        _take(word, facts, attributes)
        end = _after_spaces(line, word.end())
    return Header(
        end=end + 1,
        at=at,
        id=facts.id,
        version=facts.version,
        lineage=facts.lineage,
        star=facts.star,
        consent=facts.consent,
        external_id=facts.external_id,
        attributes=tuple(Attribute(name, tuple(values)) for name, values in attributes.items()),
    )


def write_header(note: Note) -> str:
    """Write the facts of a note such that `parse_header` gives them back."""
    words = [f"#{note.id}", "v=" + ".".join((str(note.version), *note.lineage))]
    if note.star:
        words.append("star")
    if note.consent is not None:
        words.append(f"consent={note.consent}")
    if note.external_id:
        words.append(f"external-id={_written(note.external_id)}")
    words += [f"x-{fact.name}={_written(value)}" for fact in note.attributes for value in fact.values]
    braces = "{" + " ".join(words) + "}"
    return f"{write_time(note.at)} {braces}" if note.at is not None else braces


def parse_time(text: str) -> datetime.time:
    """Read H:MM, HH:MM or HH:MM:SS; raises InputError."""
    if _TIME.fullmatch(text):
        hour, minute, second, *_rest = (int(part) for part in f"{text}:0".split(":"))
        with contextlib.suppress(ValueError):
            return datetime.time(hour, minute, second)
    raise InputError(_("“{text}” is no time; write it as 14:05").format(text=text))


def write_time(at: datetime.time) -> str:
    """Write a time as HH:MM, with its seconds if it has them."""
    return at.strftime("%H:%M:%S" if at.second else "%H:%M")


def _take(word: re.Match[str], facts: _Facts, attributes: dict[str, list[str]]) -> None:
    if word["id"] is not None:
        if not is_note_id(word["id"]):
            reason = _("“{text}” is no note id; leave the #id out and the note gets one").format(text=word["id"])
            raise InputError(reason)
        facts.id = word["id"]
        return
    name, value = word["name"], unquoted(word["value"] or "")
    match name:
        case "star" if word["value"] is None:
            facts.star = True
        case "v" if version := _VERSION.fullmatch(value):
            facts.version = int(version["version"])
            facts.lineage = tuple(version["lineage"].split(".")[1:])
        case "consent":
            facts.consent = parse_word(value, "consent", Consent)
        case "external-id" if value:
            facts.external_id = value
        case _ if name.startswith("x-") and name != "x-" and word["value"] is not None:
            attributes.setdefault(name[2:], []).append(value)
        case _:
            raise InputError(_("unknown word “{text}” in the braces").format(text=word[0]))


def _after_spaces(line: str, at: int) -> int:
    match = _SPACES.match(line, at)
    return match.end() if match else at


def _written(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else quoted(value)
