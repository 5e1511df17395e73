"""The ledger of what was forgotten: ids, digests and dates, no word of it. Rows never leave `store/`."""

import datetime

from sqlmodel import Field

from kennis.nouns import Sign
from kennis.store.sqlite.row_rules import flags, moment, one_of, whole
from kennis.store.table_row import TableRow


class ForgottenRow(TableRow, table=True):
    """A note that was forgotten, or a digest by which it or a person is known again.

    `kind` is a Sign: `key` is a note's id, or a digest under `salt` of a session with an external id, a text, a
    handle or a name. `number` is a note's short number, never given again; 0 for a digest. `mentions` says that the
    person's name was taken out of others' texts as well. `done` is False while the erasure is not finished.
    """

    __tablename__ = "forgotten"
    key: str = Field(primary_key=True)
    kind: str
    salt: str
    number: int
    at: datetime.datetime
    mentions: bool
    done: bool

    __table_args__ = (one_of("kind", Sign), whole("number"), moment("at"), *flags("mentions", "done"))
