"""What the other side decided is decided here again, step by step, as far as it still fits.

A step is a row before and after. It fits where the row here is what it was before there; a note that is loose on both
sides counts as the same, and a theme that is not here is made. A note that was placed on both sides stays where it is
here. A theme that was changed on both sides stays as it is here, and of such a decision no more is done than to make
its new themes with their notes. A decision of which nothing fits is kept as one that is undone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sqlalchemy import delete, func, insert, update
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.locale import _
from kennis.nouns import LedgerState, ProposalState, ThemeState
from kennis.store.archive.merge.merge_report import MergeTally, Renumbered
from kennis.store.archive.merge.runs import add_runs
from kennis.store.archive.merge.short_numbers import numbered
from kennis.store.themes.decision_store import TABLES, DecisionStep, Values, apply, last_run, turned
from kennis.store.themes.theme_rows import (
    DecisionRow,
    FamilyRow,
    PlacementRow,
    ProposalRow,
    ProposedPlacementRow,
    SuggestionRow,
    ThemeRow,
)
from kennis.store.themes.theme_store import read_state

_LASTING: dict[str, tuple[Any, str]] = {"theme": (ThemeRow, "T"), "family": (FamilyRow, "F")}
_NOBODYS = ("proposal", "suggestion")  # not a person's, and of one run


class _Outcome(Enum):
    """What became of a decision of theirs: it holds here as there, or in part, or not; or it was undone there."""

    WHOLE = "whole"
    PARTLY = "partly"
    KEPT = "kept"
    UNDONE = "undone"


def decide_again(ours: Transaction, theirs: Transaction, tally: MergeTally) -> None:
    """Take what was decided there over into the ledger here; both keep all decisions of either."""
    numbers = {name: _numbers(ours, theirs, name, tally) for name in _LASTING}
    runs = add_runs(ours, theirs)
    known = set(ours.exec(select(DecisionRow.id)))
    ledger, run, waiting = _Ledger(read_state(ours)), last_run(ours), _waiting(ours)
    _undo_too(ours, theirs, ledger)
    outcomes: Counter[_Outcome] = Counter()
    for one in [one for one in theirs.exec(select(DecisionRow.id).order_by(col(DecisionRow.id))) if one not in known]:
        row = theirs.get_one(DecisionRow, one)
        steps = [_numbered(DecisionStep(*step), numbers) for step in row.steps]
        wanted = [step for step in steps if step.table not in _NOBODYS]
        done = [] if row.undone else ledger.taken(wanted)
        outcomes[_outcome(row, wanted, done)] += 1
        apply(ours, done, run)
        values = {**row.model_dump(), "run": runs.get(row.run, 0), "redoable": False}
        values |= {"steps": [list(step) for step in done or steps], "undone": not done}
        ours.execute(insert(DecisionRow), values)
    _add_unmade(ours, theirs, numbers, run)
    _overtake(ours)
    _tell(tally, outcomes, waiting)


def _outcome(row: DecisionRow, wanted: list[DecisionStep], done: list[DecisionStep]) -> _Outcome:
    if row.undone:
        return _Outcome.UNDONE
    if not done:
        return _Outcome.KEPT
    return _Outcome.WHOLE if len(done) == len(wanted) else _Outcome.PARTLY


def _undo_too(ours: Transaction, theirs: Transaction, ledger: "_Ledger") -> None:
    """Undo what was decided before the two sides parted and undone there since, as far as it can be undone here."""
    undone = set(theirs.exec(select(DecisionRow.id).where(col(DecisionRow.undone))))
    standing = select(DecisionRow.id).where(col(DecisionRow.undone).is_(False)).order_by(col(DecisionRow.id).desc())
    for one in [one for one in ours.exec(standing) if one in undone]:
        row = ours.get_one(DecisionRow, one)
        back = [turned(step, back=True) for step in row.steps if step[0] not in _NOBODYS]
        if ledger.all_fit(back):
            apply(ours, back[::-1], last_run(ours))
            row.undone = True
    ours.flush()


def _tell(tally: MergeTally, outcomes: Counter[_Outcome], waiting: int) -> None:
    whole, partly, kept = outcomes[_Outcome.WHOLE], outcomes[_Outcome.PARTLY], outcomes[_Outcome.KEPT]
    said = (
        (whole, _("decisions of the archive about themes that hold here too: {count}")),
        (partly, _("decisions of the archive that hold here in part, as the notes or themes stand otherwise: {count}")),
        (kept, _("decisions of the archive that do not fit what was decided here, kept as undone: {count}")),
    )
    tally.told += [text.format(count=count) for count, text in said if count]
    if partly or kept:
        tally.told.append(_("all decisions of both sides: kennis themes history"))
    if waiting:
        tally.told.append(_("what the last run proposed is overtaken; next: kennis themes run"))


def _numbers(ours: Transaction, theirs: Transaction, name: str, tally: MergeTally) -> dict[str, int]:
    """Give the number that each of their themes or families has here."""
    rows, letter = _LASTING[name]
    mine = dict(ours.exec(select(rows.id, rows.number)).all())
    other = dict(theirs.exec(select(rows.id, rows.number)).all())
    found = numbered({one: number for one, number in other.items() if one not in mine}, mine.values())
    tally.renumbered += [
        Renumbered(f"{letter}-{other[one]:03d}", f"{letter}-{number:03d}")
        for one, number in found.items()
        if number != other[one]
    ]
    return found | {one: mine[one] for one in other if one in mine}


def _numbered(step: DecisionStep, numbers: Mapping[str, Mapping[str, int]]) -> DecisionStep:
    if step.table not in numbers:
        return step
    here = numbers[step.table].get(step.key[0])
    before, after = (one and {**one, "number": here or one["number"]} for one in (step.before, step.after))
    return DecisionStep(step.table, step.key, before, after)


@dataclass(slots=True)
class _Ledger:
    """The ledger here, with what was decided again since it was read."""

    state: LedgerState
    changed: dict[tuple[str, ...], Values | None] = field(default_factory=dict)

    def taken(self, steps: list[DecisionStep]) -> list[DecisionStep]:
        """Give the steps that fit, as they are done here, and take them as done."""
        new = {step.key[0] for step in steps if step.table in _LASTING and step.before is None}
        old = [step for step in steps if step.table in _LASTING and step.before is not None]
        whole = all(self._is_before(step) and not self._leaves_notes(step, steps) for step in old)
        done: list[DecisionStep] = []
        left: set[str] = set()
        for step in steps:
            allowed = whole or self._only_makes(step, new)
            fitted = self._fitted(step, left) if allowed else None
            if fitted is None:
                left |= {step.key[0]} if step.table == "placement" else set()
            else:
                done.append(fitted)
                self.changed[self._name(step)] = fitted.after
        return done

    def all_fit(self, steps: list[DecisionStep]) -> bool:
        """Say whether all steps fit as they are, and take them as done if so."""
        if not all(self._now(step) == step.before for step in steps):
            return False
        self.changed |= {self._name(step): step.after for step in steps}
        return True

    def _only_makes(self, step: DecisionStep, new: set[Any]) -> bool:
        """Say whether a step makes a theme of a decision, or puts a note into one."""
        match step.table:
            case "theme" | "family":
                return step.key[0] in new
            case "placement":
                return bool(step.after and step.after["theme_id"] in new)
            case "constraint":
                return step.key[2] in new
            case _:
                return True

    def _fitted(self, step: DecisionStep, left: set[Any]) -> DecisionStep | None:
        """Give a step as it is done here; None where it does not fit."""
        now = self._now(step)
        if step.table == "placement":
            fits = now == step.before or (_is_loose(now) and _is_loose(step.before))
            return (
                DecisionStep(step.table, step.key, now, self._at_home(step.after))
                if fits and self._has_home(step)
                else None
            )
        if step.table == "constraint" and step.key[1] in left:
            return None
        if step.table == "memo" and now is None and step.after is not None:
            return DecisionStep(step.table, step.key, None, step.after)  # changed there, taken away here
        return step if now == step.before and now != step.after else None

    def _has_home(self, step: DecisionStep) -> bool:
        return _is_loose(step.after) or self._accepted((step.after or {})["theme_id"])

    def _at_home(self, placement: Values | None) -> Values | None:
        """Give a placement whose second theme, if it has one, is accepted here."""
        if placement is None or self._accepted(placement["second_id"]):
            return placement
        return {**placement, "second_id": None, "second_strength": 0.0}

    def _accepted(self, theme: str | None) -> bool:
        now = self._now(DecisionStep("theme", [theme], None, None)) if theme else None
        return now is not None and now["state"] == ThemeState.ACCEPTED.value

    def _is_before(self, step: DecisionStep) -> bool:
        return self._now(step) == step.before

    def _leaves_notes(self, step: DecisionStep, steps: list[DecisionStep]) -> bool:
        """Say whether a theme would end here while notes stand in it that the decision does not move."""
        if step.after is None or step.after["state"] == ThemeState.ACCEPTED.value:
            return False
        moved = {one.key[0] for one in steps if one.table == "placement"}
        return any(note not in moved for note in self._notes(step.key[0]))

    def _notes(self, theme: str) -> Iterator[str]:
        since = {name[1]: after for name, after in self.changed.items() if name[0] == "placement"}
        for note, placement in self.state.placements.items():
            if note not in since and placement.theme == theme:
                yield note
        yield from (note for note, after in since.items() if after and after["theme_id"] == theme)

    def _now(self, step: DecisionStep) -> Values | None:
        name = self._name(step)
        if name in self.changed:
            return self.changed[name]
        table = TABLES[step.table]
        item = table.items(self.state).get(step.key[0] if len(step.key) == 1 else tuple(step.key))
        return table.values(item) if item is not None else None

    def _name(self, step: DecisionStep) -> tuple[str, ...]:
        return (step.table, *step.key)


def _is_loose(placement: Values | None) -> bool:
    return placement is None or placement["theme_id"] is None


def _add_unmade(ours: Transaction, theirs: Transaction, numbers: Mapping[str, Mapping[str, int]], run: int) -> None:
    """Add the themes that were made there and undone: what is said of them in the past leads to them."""
    for name, (rows, _letter) in _LASTING.items():
        known = set(ours.exec(select(rows.id)))
        for row in theirs.exec(select(rows)):
            if row.id not in known:
                made = {**row.model_dump(), "number": numbers[name][row.id], "run": run}
                ours.execute(insert(rows), {**made, "state": ThemeState.UNMADE.value})


_IS_WAITING = col(ProposalRow.state) == ProposalState.WAITING.value


def _waiting(ours: Transaction) -> int:
    """Count the proposals that wait for an answer here."""
    return ours.exec(select(func.count()).select_from(ProposalRow).where(_IS_WAITING)).one()


def _overtake(ours: Transaction) -> None:
    """What runs proposed is overtaken: they saw another ledger."""
    ours.execute(update(ProposalRow).where(_IS_WAITING).values(state=ProposalState.OVERTAKEN.value))
    ours.execute(delete(ProposedPlacementRow))
    ours.execute(update(DecisionRow).values(redoable=False))
    placed = select(PlacementRow.note_id).where(col(PlacementRow.theme_id).is_not(None))
    ours.execute(delete(SuggestionRow).where(col(SuggestionRow.note_id).in_(placed)))
