"""What speakers answered about their quotes, and accepted remarks: a refusal on either side counts, else the later."""

from typing import Any

from sqlmodel import Session as Transaction
from sqlmodel import select

from kennis.nouns import ApprovalVerdict
from kennis.store.archive.merge.merge_report import MergeCount, MergeTally
from kennis.store.outline.approval_rows import AcceptedRemarkRow, ApprovalRow


def join_answers(ours: Transaction, theirs: Transaction, tally: MergeTally) -> None:
    """Bring approvals and accepted remarks together."""
    tables: tuple[Any, ...] = (ApprovalRow, AcceptedRemarkRow)
    for rows in tables:
        held: list[Any] = [*theirs.exec(select(rows))]
        known: dict[str, Any] = {row.key: row for row in ours.exec(select(rows))}
        tally.counts.append(MergeCount(str(rows.__tablename__), len(held), sum(row.key not in known for row in held)))
        for row in held:
            mine = known.get(row.key)
            if mine is None or _rank(row) > _rank(mine):
                ours.merge(rows(**row.model_dump()))
    ours.flush()


def _rank(row: ApprovalRow | AcceptedRemarkRow) -> tuple[Any, ...]:
    """Give by what one of two rows of one key prevails, the same on either side."""
    if isinstance(row, AcceptedRemarkRow):
        return (-row.at.timestamp(), row.person)  # the first who accepted it
    answered = row.verdict is not None
    return (
        row.verdict == ApprovalVerdict.REFUSED.value,
        answered,
        *map(_text, (row.at, row.asked, row.model_dump_json())),
    )


def _text(value: Any) -> str:
    return str(value or "")
