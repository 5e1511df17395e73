"""Which notes count in a search, as conditions of SQL."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kennis.nouns import Consent
from kennis.store.notes.note_query import Within

SPEAKERS = (
    " LEFT JOIN session s ON s.id = n.session_id"
    " LEFT JOIN participant p ON p.session_id = n.session_id AND p.handle = n.speaker"
)
JOINED = f"{SPEAKERS} LEFT JOIN placement l ON l.note_id = n.id"


@dataclass(slots=True)
class NoteQuery:
    """Conditions and the values they ask for, in step."""

    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        """Ask for one thing more."""
        self.conditions.append(condition)
        self.values.extend(values)

    def add_any(self, *choices: tuple[str, Sequence[str]]) -> None:
        """Ask that one of these columns has one of its values."""
        alternatives = [f"{column} IN (SELECT value FROM json_each(?))" for column, _values in choices]
        self.add(f"({' OR '.join(alternatives)})", *(json.dumps(values) for _column, values in choices))

    @property
    def sql(self) -> str:
        """The conditions as they go on after a WHERE and a first condition."""
        return "".join(f" AND {condition}" for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The sessions that were withdrawn as a whole, and the speakers who withdrew, as session/handle."""

    sessions: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


def where(within: Within, withdrawn: Withdrawn) -> NoteQuery:
    """Give the conditions on n(ote), s(ession), p(articipant) and l (placement)."""
    asked = NoteQuery()
    if within.session is not None:
        asked.add("n.session_id = ?", within.session)
    if within.since is not None:
        asked.add("s.date >= ?", within.since.isoformat())
    if within.until is not None:
        asked.add("s.date <= ?", within.until.isoformat())
    if within.kind is not None:
        asked.add("n.kind = ?", within.kind.value)
    _ask_for_people(asked, within)
    _ask_for_marks(asked, within)
    if within.consent is not None:
        _ask_for_level(asked, within.consent)
    else:
        _leave_out(asked, withdrawn)
    return asked


def _ask_for_people(asked: NoteQuery, within: Within) -> None:
    if within.handles is not None:
        asked.add_any(("n.speaker", within.handles))
    if within.speakers is not None:
        asked.add_any(("n.speaker", within.speakers), ("p.name", within.speakers))
    if within.organisations is not None:
        asked.add_any(("p.organisation", within.organisations))
    if within.sectors is not None:
        known_by_house = "CASE p.sector WHEN '' THEN p.organisation END"
        asked.add_any(("p.sector", within.sectors), (known_by_house, within.houses))


def _ask_for_marks(asked: NoteQuery, within: Within) -> None:
    if within.tag is not None:
        asked.add("EXISTS (SELECT 1 FROM json_each(n.tags) WHERE folded(value) = ?)", within.tag)
    if within.theme is not None:
        asked.add("l.theme_id = ?", within.theme)
    if within.lens is not None:
        themes = ", ".join("?" * len(within.lens_themes))
        asked.add(
            f"(l.theme_id IN ({themes}) OR EXISTS (SELECT 1 FROM json_each(n.lenses) WHERE value = ?)"
            " OR l.theme_id IS NULL AND l.lenses IS NOT NULL"
            " AND EXISTS (SELECT 1 FROM json_each(l.lenses) e WHERE json_extract(e.value, '$[0]') = ?))",
            *within.lens_themes,
            within.lens,
            within.lens,
        )


def _leave_out(asked: NoteQuery, withdrawn: Withdrawn) -> None:
    asked.add("n.consent IS NOT ?", Consent.WITHDRAWN.value)
    if withdrawn.sessions:
        asked.add("n.session_id NOT IN (SELECT value FROM json_each(?))", json.dumps(withdrawn.sessions))
    if withdrawn.speakers:
        spoken = "n.session_id || '/' || n.speaker"
        asked.add(f"{spoken} NOT IN (SELECT value FROM json_each(?))", json.dumps(withdrawn.speakers))


def _ask_for_level(asked: NoteQuery, level: Consent) -> None:
    """Ask for the strictest level that is set on note, speaker and session; anonymous where none is."""
    ranks = " ".join(f"WHEN '{one.value}' THEN {rank}" for rank, one in enumerate(Consent))
    strictest = ", ".join(f"CASE {row}.consent {ranks} ELSE -1 END" for row in ("n", "p", "s"))
    levels = list(Consent)
    asked.add(f"coalesce(nullif(max({strictest}), -1), {levels.index(Consent.ANONYMOUS)}) = ?", levels.index(level))
