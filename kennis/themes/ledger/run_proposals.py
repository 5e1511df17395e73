"""What a run would change in the themes that stand, and why, in numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kennis.nouns import Before, Change, Level, Placement, Proposal, Theme, ThemeState, Unmet
from kennis.themes.run_result import Candidates, Family, Origin

# Growth or loss of less than this part of a theme, or this much stability, is the same theme; set by hand.
NOTABLE = 0.1


@dataclass(frozen=True, slots=True)
class RunProposals:
    """What a run proposes, where it would place every note, and which constraints it could not honour.

    Accepting every proposal places the notes as `placements` say; theme ids are those of the proposals.
    """

    proposals: tuple[Proposal, ...]
    placements: tuple[Placement, ...]
    unmet: tuple[Unmet, ...] = ()


@dataclass(frozen=True, slots=True)
class _Compared:
    """The ledger beside a run: the notes of each theme before and after, by id."""

    olds: Mapping[str, Theme]
    was: Mapping[str, set[str]]
    now: Mapping[str, set[str]]
    found: Candidates
    news: Mapping[str, Theme] = field(default_factory=dict)


def propose(before: Before, found: Candidates) -> RunProposals:
    """Compare a run's themes with the accepted ones, and propose what differs; a run with nothing new proposes nothing.

    The clustering has matched themes already: one that goes on has its id. First come the themes in their order, then
    those that fade, better titles, and families.
    """
    olds = {one.id: one for one in before.themes if one.state is ThemeState.ACCEPTED}
    standing = [placement for placement in before.placements if not placement.suggested]
    compared = _Compared(
        olds,
        _members(olds, standing),
        _members([theme.id for theme in found.themes], found.placements),
        found,
        {theme.id: theme for theme in found.themes},
    )
    made = [*_of_themes(compared), *_faded(compared), *_renamed(compared), *_of_families(compared)]
    numbered = tuple(replace(proposal, position=position) for position, proposal in enumerate(made))
    return RunProposals(numbered, found.placements, found.unmet)


def _members(themes: Sequence[str] | Mapping[str, Theme], placements: Sequence[Placement]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {theme: set() for theme in themes}
    for placement in placements:
        if placement.theme in members:
            members[placement.theme].add(placement.note)
    return members


def _of_themes(compared: _Compared) -> Iterator[Proposal]:
    came = {origin.theme for origin in compared.found.split}
    for theme in compared.found.themes:
        now = compared.now[theme.id]
        if theme.id not in compared.olds:
            if theme.id not in came:
                yield Proposal(position=0, change=Change.NEW, theme=theme, members=len(now))
            continue
        off = [origin for origin in compared.found.split if origin.other == theme.id]
        ended = [origin for origin in compared.found.merged if origin.other == theme.id]
        if off:
            parts = tuple(compared.news[origin.theme] for origin in off)
            yield _proposal(Change.SPLIT, theme, compared, parts, 1 - _share(off))
        if ended:
            parts = tuple(compared.olds[origin.theme] for origin in ended)
            yield _proposal(Change.MERGED, theme, compared, parts, _share(ended))
        change = _change(theme, compared)
        if change is not None and not off and not ended:
            yield _proposal(change, theme, compared)


def _share(origins: Sequence[Origin]) -> float:
    return sum(origin.share for origin in origins) / len(origins)


def _change(theme: Theme, compared: _Compared) -> Change | None:
    now, was, old = compared.now[theme.id], compared.was[theme.id], compared.olds[theme.id]
    if abs(len(now) - len(was)) > NOTABLE * len(was):
        return Change.GROWN if len(now) > len(was) else Change.SHRUNK
    return Change.SAME if now != was or abs(theme.stability - old.stability) > NOTABLE else None


def _proposal(
    change: Change, theme: Theme, compared: _Compared, parts: tuple[Theme, ...] = (), share: float = 0.0
) -> Proposal:
    now, was = compared.now[theme.id], compared.was[theme.id]
    return Proposal(
        position=0,
        change=change,
        theme=theme,
        members=len(now),
        before=len(was),
        common=len(now & was),
        stability_before=compared.olds[theme.id].stability,
        parts=parts,
        share=round(share, 4),
    )


def _faded(compared: _Compared) -> Iterator[Proposal]:
    ended = {origin.theme for origin in compared.found.merged}
    for theme in sorted(compared.olds.values(), key=lambda one: (one.number, one.id)):
        if theme.level is Level.THEME and theme.id not in compared.news and theme.id not in ended:
            yield Proposal(
                position=0,
                change=Change.FADED,
                theme=theme,
                members=0,
                before=len(compared.was[theme.id]),
                stability_before=theme.stability,
            )


def _renamed(compared: _Compared) -> Iterator[Proposal]:
    for better in compared.found.titles:
        old, new = compared.olds[better.theme], compared.news[better.theme]
        theme = replace(old, title=better.title, keywords=new.keywords)
        yield replace(_proposal(Change.RENAMED, theme, compared), title_before=old.title)


def _of_families(compared: _Compared) -> Iterator[Proposal]:
    """Propose families that are new or hold other themes than before, and the end of those that hold none."""
    if compared.found.families is None:
        return
    for family in compared.found.families:
        theirs = {one.id for one in compared.olds.values() if one.family == family.theme.id}
        if family.theme.id not in compared.olds or theirs != set(family.themes):
            yield _family(family, theirs, compared)
    lasting = {family.theme.id for family in compared.found.families}
    for old in sorted(compared.olds.values(), key=lambda one: (one.number, one.id)):
        if old.level is Level.FAMILY and old.id not in lasting:
            before = sum(len(compared.was[one.id]) for one in compared.olds.values() if one.family == old.id)
            yield Proposal(position=0, change=Change.FADED, theme=old, members=0, before=before)


def _family(family: Family, theirs: set[str], compared: _Compared) -> Proposal:
    now = {note for theme in family.themes for note in compared.now[theme]}
    was = {note for theme in theirs for note in compared.was[theme]}
    old = compared.olds.get(family.theme.id)
    return Proposal(
        position=0,
        change=Change.FAMILY,
        theme=family.theme,
        members=len(now),
        before=len(was),
        common=len(now & was),
        stability_before=old.stability if old else 0.0,
        parts=tuple(replace(compared.news[theme], family=family.theme.id) for theme in family.themes),
        share=family.share,
    )
