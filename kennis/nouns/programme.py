"""A programme: its guiding questions, partners and plan."""

from dataclasses import dataclass

from kennis.nouns.notes import Organisation


@dataclass(frozen=True, slots=True)
class Lens:
    """A guiding question of a programme, with sentences that describe it."""

    slug: str
    title: str
    question: str
    anchors: tuple[str, ...]
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """How many sessions a programme means to hold, and how many of them for whom."""

    months: int
    sessions_a_month: int
    administrators: int
    citizens: int
    phases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A research programme: its guiding questions, partner organisations and plan."""

    slug: str
    title: str
    language: str
    lenses: tuple[Lens, ...]
    organisations: tuple[Organisation, ...] = ()
    coordinator: str = ""
    plan: Plan | None = None
