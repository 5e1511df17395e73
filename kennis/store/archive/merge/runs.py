"""Runs of both sides stand one behind the other; a run is known by all that is known of it but for its number."""

from sqlalchemy import insert
from sqlmodel import Session as Transaction
from sqlmodel import col, select

from kennis.store.themes.decision_store import last_run
from kennis.store.themes.theme_rows import ProposalRow, RunRow


def identity(run: RunRow) -> str:
    """Give all that is known of a run but for its number, by which it is the same run elsewhere."""
    return repr(sorted(run.model_dump(exclude={"number"}).items()))


def add_runs(ours: Transaction, theirs: Transaction) -> dict[int, int]:
    """Add the runs that are not here, with what they proposed; give the number here of each by its number there."""
    known = {identity(row): row.number for row in ours.exec(select(RunRow))}
    numbers = {}
    for row in theirs.exec(select(RunRow).order_by(col(RunRow.number))):
        here = known.get(identity(row))
        if here is None:
            here = last_run(ours) + 1
            ours.execute(insert(RunRow), {**row.model_dump(), "number": here})
            proposals = theirs.exec(select(ProposalRow).where(ProposalRow.run == row.number))
            values = [{**one.model_dump(), "run": here} for one in proposals]
            if values:
                ours.execute(insert(ProposalRow), values)
        numbers[row.number] = here
    return numbers
