"""A programme's plan beside what was held: sessions by month and audience, partners not named yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kennis.folding import folded
from kennis.nouns import Audience, Organisation, Programme, Session
from kennis.views.view_material import OpenMaterial


@dataclass(frozen=True, slots=True)
class Month:
    """A month, as 2017-01, with the sessions held in it and the number planned; None without a plan."""

    month: str
    held: int
    planned: int | None


@dataclass(frozen=True, slots=True)
class Aimed:
    """Sessions for an audience: held, and planned at least; None where the plan says nothing of it."""

    audience: Audience
    held: int
    planned: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The plan and what was held; `unheard` are the partner organisations that no note may name so far.

    `phases` are the plan's own words.
    """

    months: tuple[Month, ...]
    audiences: tuple[Aimed, ...]
    unheard: tuple[Organisation, ...]
    partners: int
    phases: tuple[str, ...]


def planned(programme: Programme, seen: OpenMaterial) -> Planned:
    """Set the programme's plan beside the sessions: each month from the first session on, each audience, each partner.

    A partner whose people are quoted by role or anonymously counts as not named: that it was heard may not be told.
    """
    plan = programme.plan
    held = Counter(session.audience for session in seen.sessions)
    aims = {Audience.ADMINISTRATORS: plan.administrators, Audience.CITIZENS: plan.citizens} if plan else {}
    named = {folded(note.organisation) for note in seen.notes}
    return Planned(
        months=_months(seen.sessions, plan.months if plan else 0, plan.sessions_a_month if plan else None),
        audiences=tuple(
            Aimed(audience, held[audience], aims.get(audience))
            for audience in Audience
            if held[audience] or aims.get(audience)
        ),
        unheard=tuple(one for one in programme.organisations if folded(one.name) not in named),
        partners=len(programme.organisations),
        phases=plan.phases if plan else (),
    )


def _months(sessions: Sequence[Session], length: int, each: int | None) -> tuple[Month, ...]:
    """Give the months from the first session to the last, or to the end of the plan if that is later."""
    if not sessions:
        return ()
    held = Counter(_index(session) for session in sessions)
    first, last = min(held), max(held)
    return tuple(
        Month(
            f"{index // 12:04d}-{index % 12 + 1:02d}",
            held[index],
            (each if index < first + length else 0) if each is not None else None,
        )
        for index in range(first, max(last, first + length - 1) + 1)
    )


def _index(session: Session) -> int:
    return session.date.year * 12 + session.date.month - 1
