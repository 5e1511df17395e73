"""What reading a file gives: its sessions and notes, and what of it was refused, line by line."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kennis.config import DEFAULT_TIMEZONE
from kennis.nouns import Note, Session

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a reader is told besides the file.

    `session` is the id or title of the session that rows without one belong to (None: named by the file),
    `date` the day of what gives none for its session, and of a document whatever it says; `today` the day where
    nothing tells one, `timezone` the zone of a session that says none. `columns` gives the title of a table's column
    for a known name. `progress` is called with the lines done and all lines.
    """

    today: datetime.date
    session: str | None = None
    date: datetime.date | None = None
    timezone: str = DEFAULT_TIMEZONE
    columns: Mapping[str, str] = field(default_factory=dict)
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part of a file that was not read: its first line, from 1 (None: the whole), and why."""

    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of one file.

    `dropped` counts the characters that may not be kept. `rewritten` is the file's text with the ids that were
    given to what had none, to be written back once the notes are stored; None when every id was there. `described`
    is False where the file only names its sessions and participants: one that is stored already stays as it is.
    `digest` is that of the bytes of a file that describes a session. `formerly` is the id that an earlier kennis gave
    to the one session of such a file.
    """

    path: Path
    sessions: tuple[Session, ...]
    notes: tuple[Note, ...]
    refusals: tuple[Refusal, ...] = ()
    notices: tuple[str, ...] = ()
    dropped: int = 0
    rewritten: str | None = None
    described: bool = True
    digest: str = ""
    formerly: str = ""


Reader = Callable[[Path, ReadOptions], Reading]
