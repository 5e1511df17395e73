"""Between the ledger's nouns and rows, field by field."""

import datetime
from collections.abc import Sequence
from typing import Any

from kennis.nouns import (
    About,
    Attribute,
    Change,
    Constraint,
    Decision,
    LensWeight,
    Level,
    Mark,
    Memo,
    Placement,
    Proposal,
    ProposalState,
    Reach,
    Rule,
    Run,
    Stance,
    SubTheme,
    Theme,
    ThemeState,
    Unmet,
    Verb,
)
from kennis.store.themes.theme_rows import ConstraintRow, DecisionRow, MarkRow, MemoRow, ProposalRow, RunRow

_REASON = ("members", "before", "common", "stability_before", "share", "title_before")
_OF_THEMES_ONLY = ("family", "split_from", "into", "subs")


def theme_values(theme: Theme) -> dict[str, Any]:
    """Give what a theme or family is, plain enough to be JSON."""
    return {
        "id": theme.id,
        "number": theme.number,
        "title": theme.title,
        "keywords": list(theme.keywords),
        "stability": theme.stability,
        "lenses": [[weight.lens, weight.weight] for weight in theme.lenses],
        "medoids": list(theme.medoids),
        "state": theme.state.value,
        "titled": theme.titled,
        "level": theme.level.value,
        "family": theme.family,
        "split_from": theme.split_from,
        "into": theme.into,
        "subs": [[sub.title, *sub.notes] for sub in theme.subs],
    }


def theme_columns(theme: Theme) -> dict[str, Any]:
    """Give the columns of a theme, but for its run."""
    return {name: value for name, value in theme_values(theme).items() if name != "level"}


def family_columns(family: Theme) -> dict[str, Any]:
    """Give the columns of a family, but for its run."""
    return {name: value for name, value in theme_columns(family).items() if name not in _OF_THEMES_ONLY}


def theme(values: dict[str, Any], level: Level = Level.THEME) -> Theme:
    """Give the theme or family of a row's columns, or of what `theme_values` made."""
    return Theme(
        id=values["id"],
        number=values["number"],
        title=values["title"],
        keywords=tuple(values["keywords"]),
        stability=values["stability"],
        lenses=_weights(values["lenses"]),
        medoids=tuple(values["medoids"]),
        state=ThemeState(values["state"]),
        level=Level(values.get("level", level)),
        titled=values.get("titled", False),
        family=values.get("family", ""),
        split_from=values.get("split_from", ""),
        into=values.get("into", ""),
        subs=tuple(SubTheme(title, tuple(notes)) for title, *notes in values.get("subs", [])),
    )


def placement_values(placement: Placement) -> dict[str, Any]:
    """Give the columns of a placement."""
    return {
        "note_id": placement.note,
        "theme_id": placement.theme,
        "strength": placement.strength,
        "second_id": placement.second,
        "second_strength": placement.second_strength,
        "lenses": [[weight.lens, weight.weight] for weight in placement.lenses],
    }


def placement(columns: Sequence[Any], suggested: bool = False) -> Placement:
    """Give the placement of a row's columns, in the order of `placement_values`."""
    note, theme, strength, second, second_strength, lenses = columns
    return Placement(
        note=note,
        theme=theme,
        strength=strength,
        second=second,
        second_strength=second_strength,
        lenses=_weights(lenses),
        suggested=suggested,
    )


def constraint_values(constraint: Constraint) -> dict[str, Any]:
    """Give the columns of a constraint."""
    return {"rule": constraint.rule.value, "item": constraint.item, "other": constraint.other}


def constraint(row: ConstraintRow) -> Constraint:
    """Give a row's constraint."""
    return Constraint(Rule(row.rule), row.item, row.other)


def mark_values(mark: Mark) -> dict[str, Any]:
    """Give the columns of a mark."""
    return {"note_id": mark.note, "stance": mark.stance and mark.stance.value, "shelf": mark.shelf}


def mark(row: MarkRow) -> Mark:
    """Give a row's mark."""
    return Mark(row.note_id, Stance(row.stance) if row.stance else None, row.shelf)


def memo_values(memo: Memo) -> dict[str, Any]:
    """Give the columns of a memo, its time as text."""
    return {
        "id": memo.id,
        "about": memo.about.value,
        "item": memo.item,
        "text": memo.text,
        "person": memo.person,
        "at": memo.at.isoformat(),
    }


def memo(row: MemoRow) -> Memo:
    """Give a row's memo."""
    return Memo(id=row.id, about=About(row.about), item=row.item, text=row.text, person=row.person, at=in_utc(row.at))


def proposal_row(run: int, proposal: Proposal) -> ProposalRow:
    """Give the row of a run's proposal."""
    return ProposalRow(
        run=run,
        position=proposal.position,
        change=proposal.change.value,
        state=proposal.state.value,
        reason={name: getattr(proposal, name) for name in _REASON},
        theme=theme_values(proposal.theme),
        parts=[theme_values(part) for part in proposal.parts],
    )


def proposal(row: ProposalRow) -> Proposal:
    """Give a row's proposal."""
    return Proposal(
        position=row.position,
        change=Change(row.change),
        theme=theme(row.theme),
        parts=tuple(theme(part) for part in row.parts),
        state=ProposalState(row.state),
        **row.reason,
    )


def run_row(number: int, run: Run) -> RunRow:
    """Give the row of a run."""
    return RunRow(
        number=number,
        created=run.created,
        model=run.model,
        notes=run.notes,
        fingerprint=run.fingerprint,
        parameters={parameter.name: list(parameter.values) for parameter in run.parameters},
        reach=run.reach.value,
        unmet=[[*constraint_values(one.constraint).values(), one.reason] for one in run.unmet],
    )


def run(row: RunRow) -> Run:
    """Give a row's run."""
    return Run(
        number=row.number,
        created=in_utc(row.created),
        model=row.model,
        notes=row.notes,
        fingerprint=row.fingerprint,
        parameters=tuple(Attribute(name, tuple(values)) for name, values in row.parameters.items()),
        reach=Reach(row.reach),
        unmet=tuple(Unmet(Constraint(Rule(rule), item, other), why) for rule, item, other, why in row.unmet),
    )


def decision(row: DecisionRow) -> Decision:
    """Give a row's decision."""
    return Decision(
        id=row.id,
        verb=Verb(row.verb),
        person=row.person,
        at=in_utc(row.at),
        themes=tuple(row.themes),
        notes=tuple(row.notes),
        details=tuple(Attribute(name, tuple(values)) for name, *values in row.details),
        undone=row.undone,
    )


def in_utc(at: datetime.datetime) -> datetime.datetime:
    """Give a stored time with its zone, which the database does not keep."""
    return at.replace(tzinfo=datetime.UTC)


def _weights(pairs: list[list[Any]]) -> tuple[LensWeight, ...]:
    return tuple(LensWeight(lens, weight) for lens, weight in pairs)
