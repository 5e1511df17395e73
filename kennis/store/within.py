"""Which notes count: conditions on a note, its session, its speaker and its theme, as SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kennis.nouns import Consent, Kind

JOINED = (
    " CROSS JOIN session s ON s.id = n.session_id"
    " LEFT JOIN participant p ON p.session_id = n.session_id AND p.handle = n.speaker"
    " LEFT JOIN placement l ON l.note_id = n.id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Which notes: those that meet every condition that is set, in the store's own terms.

    `speakers` are handles and names, `organisations` and `houses` names of organisations: those of `houses` count
    for speakers of whom no sector is known otherwise. None asks nothing; an empty tuple lets nothing through.
    """

    session: str | None = None
    since: date | None = None
    until: date | None = None
    speakers: tuple[str, ...] | None = None
    organisations: tuple[str, ...] | None = None
    sectors: tuple[str, ...] | None = None
    houses: tuple[str, ...] = ()
    kind: Kind | None = None
    tag: str | None = None
    theme: str | None = None
    lens: str | None = None
    lens_themes: tuple[str, ...] = ()
    consent: Consent | None = None

    @property
    def few(self) -> bool:
        """Say whether it asks for one session or theme, which are quick to list."""
        return self.session is not None or self.theme is not None


@dataclass(slots=True)
class Where:
    """Conditions and the values they ask for, in step."""

    conditions: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        """Ask for one thing more."""
        self.conditions.append(condition)
        self.values.extend(values)

    def add_any(self, choices: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Ask that one of these columns has one of its values."""
        alternatives = [f"{column} IN ({', '.join('?' * len(values))})" for column, values in choices]
        self.add(f"({' OR '.join(alternatives)})", *(value for _column, values in choices for value in values))

    @property
    def sql(self) -> str:
        """The conditions as they go on after a WHERE and a first condition."""
        return "".join(f" AND {condition}" for condition in self.conditions)


def where(within: Within) -> Where:
    """Give the conditions on n(ote), s(ession), p(articipant) and l (placement)."""
    asked = Where()
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
    _ask_for_consent(asked, within.consent)
    return asked


def _ask_for_people(asked: Where, within: Within) -> None:
    if within.speakers is not None:
        asked.add_any([("n.speaker", within.speakers), ("p.name", within.speakers)])
    if within.organisations is not None:
        asked.add_any([("p.organisation", within.organisations)])
    if within.sectors is not None:
        asked.add_any([("p.sector", within.sectors), ("coalesce(nullif(p.sector, ''), p.organisation)", within.houses)])


def _ask_for_marks(asked: Where, within: Within) -> None:
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


def _ask_for_consent(asked: Where, level: Consent | None) -> None:
    """Ask for notes whose level is this one; withdrawn notes are left out where it is not asked for."""
    columns = ("n.consent", "p.consent", "s.consent")
    if level is None:
        for column in columns:
            asked.add(f"coalesce({column}, '') <> ?", Consent.WITHDRAWN.value)
        return
    ranks = " ".join(f"WHEN '{one.value}' THEN {rank}" for rank, one in enumerate(Consent))
    strictest = ", ".join(f"CASE {column} {ranks} ELSE -1 END" for column in columns)
    unset = list(Consent).index(Consent.ANONYMOUS)
    asked.add(f"coalesce(nullif(max({strictest}), -1), {unset}) = ?", list(Consent).index(level))
