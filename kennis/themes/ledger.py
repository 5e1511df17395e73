"""What a run would change in the themes that stand: candidates matched with accepted themes by their members."""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kennis.nouns import Change, Placement, Proposal, Theme

SHARED = 0.5  # a candidate goes on as a theme if they share at least this part of the smaller of the two
NOTABLE = 0.1  # growth or loss of less than this part of a theme is the same theme


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a run proposes, and where it would place every note; the theme ids are those of the proposals."""

    proposals: tuple[Proposal, ...]
    placements: tuple[Placement, ...]


def propose(
    accepted: Sequence[Theme],
    standing: Sequence[Placement],
    candidates: Sequence[Theme],
    found: Sequence[Placement],
) -> Proposals:
    """Compare a run's candidate themes with the accepted ones by optimal matching on shared members.

    A matched candidate takes over the theme's id, number and title; themes that no candidate goes on are faded.
    """
    before = _members(accepted, standing)
    after = _members(candidates, found)
    followed = _match(before, after)
    by_id = {theme.id: theme for theme in accepted}
    proposals: list[Proposal] = []
    for candidate in candidates:
        old = by_id.get(followed.get(candidate.id, ""))
        proposals.append(_proposal(len(proposals), candidate, old, before, after))
    gone = [theme for theme in accepted if theme.id not in followed.values()]
    for theme in gone:
        count = len(before[theme.id])
        proposals.append(
            Proposal(
                position=len(proposals),
                change=Change.FADED,
                theme=theme,
                members=0,
                before=count,
                stability_before=theme.stability,
            )
        )
    return Proposals(tuple(proposals), tuple(_renamed(placement, followed) for placement in found))


def _members(themes: Sequence[Theme], placements: Sequence[Placement]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {theme.id: set() for theme in themes}
    for placement in placements:
        if placement.theme in members:
            members[placement.theme].add(placement.note)
    return members


def _match(before: Mapping[str, set[str]], after: Mapping[str, set[str]]) -> dict[str, str]:
    """Give the accepted theme that each candidate goes on, for those that go on one."""
    if not before or not after:
        return {}
    from scipy.optimize import linear_sum_assignment

    home = {note: theme for theme, notes in before.items() for note in notes}
    olds, news = list(before), list(after)
    common = np.zeros((len(news), len(olds)))
    for row, candidate in enumerate(news):
        for theme, count in Counter(home[note] for note in after[candidate] if note in home).items():
            common[row, olds.index(theme)] = count
    rows, columns = linear_sum_assignment(common, maximize=True)
    return {
        news[row]: olds[column]
        for row, column in zip(rows, columns, strict=True)
        if common[row, column] >= max(1, SHARED * min(len(before[olds[column]]), len(after[news[row]])))
    }


def _proposal(
    position: int,
    candidate: Theme,
    old: Theme | None,
    before: Mapping[str, set[str]],
    after: Mapping[str, set[str]],
) -> Proposal:
    now = after[candidate.id]
    if old is None:
        return Proposal(position=position, change=Change.NEW, theme=candidate, members=len(now))
    was = before[old.id]
    change = Change.SAME
    if abs(len(now) - len(was)) > NOTABLE * len(was):
        change = Change.GROWN if len(now) > len(was) else Change.SHRUNK
    return Proposal(
        position=position,
        change=change,
        theme=dataclasses.replace(candidate, id=old.id, number=old.number, title=old.title),
        members=len(now),
        before=len(was),
        common=len(now & was),
        stability_before=old.stability,
    )


def _renamed(placement: Placement, followed: Mapping[str, str]) -> Placement:
    theme, second = placement.theme, placement.second
    return dataclasses.replace(
        placement,
        theme=None if theme is None else followed.get(theme, theme),
        second=None if second is None else followed.get(second, second),
    )
