"""A staged archive and a workspace that holds something become one, in one transaction.

What came of it does not hang on which side is merged into which, but for short numbers and for what both sides decided
differently: there what stands here stays, and it is told. Merging the same archive again adds nothing.

note_ids       notes that both have under ids of their own
short_numbers  short numbers that are taken here
sessions       sessions, registers, notes, their past versions and conflicts
ledgers        themes and decisions: one side's went on, or theirs are decided again here; runs
outlines       the versions of the outline, as one tree
approvals      approvals and accepted remarks
forgotten      what either side forgot stays forgotten
merge_report   what became of it all
"""

from sqlalchemy import Engine
from sqlmodel import Session as Transaction

from kennis.store import sqlite
from kennis.store.archive.merge.approvals import join_answers
from kennis.store.archive.merge.forgotten import forget_there, join_forgotten, meet_sessions
from kennis.store.archive.merge.ledgers import join_ledgers
from kennis.store.archive.merge.merge_report import Joined, MergeCount, MergeTally, Renumbered
from kennis.store.archive.merge.note_ids import met_again, rename
from kennis.store.archive.merge.outlines import join_outlines
from kennis.store.archive.merge.sessions import join_meetings
from kennis.store.archive.staging import Staged
from kennis.store.notes import version_merge

__all__ = ["Joined", "MergeCount", "Renumbered", "join"]


def join(engine: Engine, archive: Staged, person: str) -> Joined:
    """Merge a staged archive into a store; all of it, or nothing.

    Raises InputError where a note would stand in two sessions, or two notes would have one external id.
    """
    tally = MergeTally()
    meet_sessions(engine, archive.engine)
    forget_there(engine, archive.engine, tally)
    with version_merge.one_external_id(), sqlite.writing(engine) as ours, sqlite.writing(archive.engine) as theirs:
        _join(ours, theirs, person, tally)
    return tally.joined()


def _join(ours: Transaction, theirs: Transaction, person: str, tally: MergeTally) -> None:
    rename(theirs, met_again(ours, theirs))
    join_meetings(ours, theirs, tally)
    join_ledgers(ours, theirs, tally)
    join_outlines(ours, theirs, person, tally)
    join_answers(ours, theirs, tally)
    join_forgotten(ours, theirs, tally)
