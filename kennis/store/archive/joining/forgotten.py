"""What either side forgot stays forgotten: theirs is taken out of the archive before, ours after the merge."""

import dataclasses

from sqlalchemy import Engine
from sqlmodel import Session as Transaction
from sqlmodel import select

from kennis.locale import _
from kennis.store import index, sqlite
from kennis.store.archive.joining.told import Tally
from kennis.store.forgetting import lines, write
from kennis.store.forgetting.erasing import erase_again
from kennis.store.rows import NoteRow


def forget_there(ours: Engine, theirs: Engine, tally: Tally) -> None:
    """Take out of a staged archive what was forgotten here, and tell of how many notes."""
    with sqlite.reading(ours) as transaction:
        ledger, notes = lines(transaction), frozenset(transaction.exec(select(NoteRow.id)))
    if ledger:
        with sqlite.writing(theirs) as transaction:
            index.index_all(transaction.connection())
        count = erase_again(theirs, ledger, notes)
        if count:
            said = _("{count} forgotten notes or people were not taken in; the file still holds them")
            tally.told.append(said.format(count=count))


def join_forgotten(ours: Transaction, theirs: Transaction, tally: Tally) -> None:
    """Enter in the ledger here what was forgotten there, as not done yet; the short numbers there say nothing here."""
    known = {one.key for one in lines(ours)}
    fresh = [one for one in lines(theirs) if one.key not in known]
    numbers = dict(ours.exec(select(NoteRow.id, NoteRow.number)).all()) if fresh else {}
    write(ours, (dataclasses.replace(one, done=False, number=numbers.get(one.key, 0)) for one in fresh))
    tally.forgotten = bool(fresh)
