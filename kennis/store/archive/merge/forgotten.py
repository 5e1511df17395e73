"""What either side forgot stays forgotten: theirs is taken out of the archive before, ours after the merge."""

import datetime
from dataclasses import replace

from sqlalchemy import Engine
from sqlmodel import Session as Transaction
from sqlmodel import select

from kennis.locale import _
from kennis.nouns import Forgotten, Sign
from kennis.store import sqlite
from kennis.store.archive.merge.merge_report import MergeTally
from kennis.store.erasure import ForgottenDigests, lines, write
from kennis.store.erasure.erase import erase_again
from kennis.store.erasure.erasure_targets import again
from kennis.store.erasure.forgotten_digests import neutral
from kennis.store.erasure.session_ids import give_ids
from kennis.store.notes.note_rows import NoteRow, SessionRow
from kennis.store.sqlite import fulltext


def meet_sessions(ours: Engine, theirs: Engine) -> None:
    """Give sessions of a staged archive that lost a name there the ids that they still have here.

    The ledger of the archive makes them lose the name here as well, after the merge.
    """
    with sqlite.reading(ours) as transaction:
        origins = dict(transaction.exec(select(SessionRow.id, SessionRow.origin)).all())
    with sqlite.writing(theirs) as transaction:
        there = frozenset(transaction.exec(select(SessionRow.id)))
        named = {neutral(session, origin).id: session for session, origin in origins.items()}
        ids = {one: named[one] for one in there - origins.keys() if one in named and named[one] not in there}
        give_ids(transaction.connection(), ids)


def forget_there(ours: Engine, theirs: Engine, tally: MergeTally) -> None:
    """Take out of a staged archive what was forgotten here, and tell of how many notes and people."""
    with sqlite.reading(ours) as transaction:
        ledger, notes = lines(transaction), frozenset(transaction.exec(select(NoteRow.id)))
    if ledger:
        with sqlite.writing(theirs) as transaction:
            fulltext.index_all(transaction.connection())
        erased = erase_again(theirs, ledger, notes)
        count = erased.notes + erased.people
        if count:
            said = _("{count} forgotten notes or people were not taken in; the file still holds them")
            tally.told.append(said.format(count=count))


def join_forgotten(ours: Transaction, theirs: Transaction, tally: MergeTally) -> None:
    """Enter in the ledger here what was forgotten there, as not done yet; the short numbers there say nothing here.

    A note that says the same under another id is entered by that: it is the same, if it is not in the archive.
    """
    known = {one.key for one in lines(ours)}
    fresh = {one.key: one for one in lines(theirs) if one.key not in known}
    if not fresh:
        return
    ours.flush()
    at, numbers = datetime.datetime.now(datetime.UTC), dict(ours.exec(select(NoteRow.id, NoteRow.number)).all())
    same = again(ours.connection(), ForgottenDigests(fresh.values()), frozenset(theirs.exec(select(NoteRow.id)))).notes
    fresh |= {one: Forgotten(key=one, sign=Sign.NOTE, at=at) for one in same - known - fresh.keys()}
    write(ours, (replace(one, done=False, number=numbers.get(one.key, 0)) for one in fresh.values()))
    tally.forgotten = True
