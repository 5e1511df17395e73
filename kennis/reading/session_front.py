"""A session as the front matter of its file."""

import contextlib
import datetime
import re
import zoneinfo
from typing import Any

import yaml

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Access, Audience, Consent, Form, Participant, Session
from kennis.reading.field_values import Word, parse_word
from kennis.reading.frontmatter import Mapping
from kennis.reading.identifiers import dated_id, is_session_id

GRAMMAR = 2  # which kennis writes; a file without a grammar is of the first
GRAMMAR_KEYS = ("grammar",)
KEYS = ("id", "title", "date", "timezone", "place", "form", "access", "audience", "consent", "note-takers")
REGISTER_KEYS = ("participants",)
VERSION_KEYS = ("version", "lineage")
PERSON_KEYS = ("name", "role", "organisation", "sector", "consent")

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_VERSION = re.compile(r"[1-9]\d{0,8}")
_DIGEST = re.compile(r"[0-9a-f]{1,64}")


def parse_date(text: str) -> datetime.date:
    """Read a date as YYYY-MM-DD; raises InputError."""
    if _DATE.fullmatch(text):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(text)
    raise InputError(_("“{text}” is no date; write it as 2020-03-12").format(text=text))


def read_grammar(front: Mapping) -> int:
    """Give the grammar that the notes of a file are written in: 1 where nothing is said; raises FileRefused."""
    text = front.text("grammar", "1")
    if text not in ("1", "2"):
        reason = _("“{text}” is no grammar that this version of kennis reads; it reads 1 and 2")
        front.refuse(reason.format(text=text), front.nodes["grammar"])
    return int(text)


def read_session(front: Mapping, timezone: str) -> Session:
    """Make the session that a front matter describes, in a time zone unless it says one.

    Raises FileRefused for what is missing or wrong.
    """
    title = front.text("title")
    if not title.strip():
        front.refuse(_("the front matter has no title"), front.nodes.get("title"))
    date = _date(front)
    version, lineage = _history(front)
    return Session(
        id=_id(front) or dated_id(date, title),
        title=title,
        date=date,
        timezone=_timezone(front) if "timezone" in front.nodes else timezone,
        place=front.text("place"),
        form=_word(front, "form", Form) or Form.ON_SITE,
        access=_word(front, "access", Access) or Access.OPEN,
        audience=_word(front, "audience", Audience) or Audience.EVERYONE,
        consent=_word(front, "consent", Consent),
        note_takers=front.texts("note-takers"),
        participants=_register(front.mapping("participants")),
        version=version,
        lineage=lineage,
    )


def write_session_front(session: Session) -> str:
    """Write a session as front matter such that `read_session` gives it back."""
    fields: dict[str, Any] = {
        "grammar": GRAMMAR,
        "id": session.id,
        "title": session.title,
        "date": session.date,
        "timezone": session.timezone,
        "place": session.place,
        "form": session.form.value,
        "access": session.access.value,
        "audience": session.audience.value,
        "consent": session.consent.value if session.consent else "",
        "note-takers": _ListOnOneLine(session.note_takers),
        "participants": {person.handle: _person(person) for person in session.participants},
        **_versions(session),
    }
    given = {key: value for key, value in fields.items() if value}
    style: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": 10**9}
    return f"---\n{yaml.dump(given, Dumper=_Dumper, default_flow_style=False, **style)}---\n"


class _Dumper(yaml.SafeDumper):
    """Writes each text on one line: a line of a text could look like the end of the front matter."""


class _MappingOnOneLine(dict[str, Any]):
    pass


class _ListOnOneLine(list[str]):
    pass


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if "\n" in text else None)


def _mapping(dumper: yaml.SafeDumper, mapping: _MappingOnOneLine) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping, flow_style=True)


def _list(dumper: yaml.SafeDumper, texts: _ListOnOneLine) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", texts, flow_style=True)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_MappingOnOneLine, _mapping)
_Dumper.add_representer(_ListOnOneLine, _list)


def _person(person: Participant) -> _MappingOnOneLine:
    fields: dict[str, Any] = {
        "name": person.name,
        "role": person.role,
        "organisation": person.organisation,
        "sector": person.sector,
        "consent": person.consent.value if person.consent else "",
        **_versions(person),
    }
    return _MappingOnOneLine({key: value for key, value in fields.items() if value})


def _versions(thing: Session | Participant) -> dict[str, Any]:
    return {"version": thing.version, "lineage": _ListOnOneLine(thing.lineage)} if thing.version > 1 else {}


def _register(front: Mapping) -> tuple[Participant, ...]:
    return tuple(_participant(handle, front.mapping(handle)) for handle in front.nodes)


def _participant(handle: str, front: Mapping) -> Participant:
    front.only(PERSON_KEYS + VERSION_KEYS)
    if not handle:
        front.refuse(_("a participant has no handle"))
    version, lineage = _history(front)
    return Participant(
        handle=handle,
        name=front.text("name"),
        role=front.text("role"),
        organisation=front.text("organisation"),
        sector=front.text("sector"),
        consent=_word(front, "consent", Consent),
        version=version,
        lineage=lineage,
    )


def _id(front: Mapping) -> str:
    text = front.text("id")
    if text and not is_session_id(text):
        reason = _("“{text}” is no session id; use small letters, digits and hyphens, at most 100")
        front.refuse(reason.format(text=text), front.nodes["id"])
    return text


def _date(front: Mapping) -> datetime.date:
    text = front.text("date")
    if not text:
        front.refuse(_("the front matter has no date"), front.nodes.get("date"))
    try:
        return parse_date(text)
    except InputError as error:
        front.refuse(str(error), front.nodes["date"])


def _timezone(front: Mapping) -> str:
    text = front.text("timezone")
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        reason = _("“{text}” is no time zone; write it as Europe/Amsterdam").format(text=text)
        front.refuse(reason, front.nodes.get("timezone"))
    return text


def _word(front: Mapping, key: str, words: type[Word]) -> Word | None:
    text = front.text(key)
    try:
        return parse_word(text, key, words) if text else None
    except InputError as error:
        front.refuse(str(error), front.nodes[key])


def _history(front: Mapping) -> tuple[int, tuple[str, ...]]:
    version = front.text("version", "1")
    lineage = front.texts("lineage")
    if not _VERSION.fullmatch(version):
        front.refuse(_("“{text}” is no version number").format(text=version), front.nodes["version"])
    if not all(_DIGEST.fullmatch(one) for one in lineage):
        front.refuse(_("“lineage” must hold hexadecimal digests"), front.nodes["lineage"])
    return int(version), lineage
