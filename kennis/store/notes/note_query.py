"""Which notes: conditions on a note, its session, its speaker and its theme."""

from dataclasses import dataclass
from datetime import date

from kennis.nouns import Consent, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which notes: those that meet every condition that is set."""

    session: str | None = None
    kind: Kind | None = None
    theme: str | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Which notes: those that meet every condition that is set, in the store's own terms.

    `speakers` are handles and names, `organisations` and `houses` names of organisations: those of `houses` count
    for speakers of whom no sector is known otherwise. `handles` are those that any of these people have anywhere, as
    notes are quick to list by them. None asks nothing; an empty tuple lets nothing through.
    """

    session: str | None = None
    since: date | None = None
    until: date | None = None
    speakers: tuple[str, ...] | None = None
    organisations: tuple[str, ...] | None = None
    sectors: tuple[str, ...] | None = None
    houses: tuple[str, ...] = ()
    handles: tuple[str, ...] | None = None
    kind: Kind | None = None
    tag: str | None = None
    theme: str | None = None
    lens: str | None = None
    lens_themes: tuple[str, ...] = ()
    consent: Consent | None = None
