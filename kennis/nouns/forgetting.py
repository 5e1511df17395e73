"""What was forgotten, and what forgetting finds and does."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """By what something forgotten is known again: a note's id, or a digest of what stands in a session.

    SESSION is the digest of a session's id that told the name of somebody who is forgotten.
    """

    NOTE = "note"
    EXTERNAL = "external"
    TEXT = "text"
    HANDLE = "handle"
    NAME = "name"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A line of the ledger of what was forgotten, which holds no word of it.

    `key` is a note's id, or a digest under `salt`. `number` is a note's short number, 0 for a digest. `mentions` says
    that the person's name goes out of others' texts as well; `done` that nothing is left to erase.
    """

    key: str
    sign: Sign
    at: datetime.datetime
    salt: str = ""
    number: int = 0
    mentions: bool = False
    done: bool = False


class Trace(StrEnum):
    """What sort of thing holds what is to be forgotten."""

    NOTE = "note"
    VERSION = "version"
    EDIT = "edit"
    PERSON = "person"
    SESSION = "session"
    THEME = "theme"
    MEMO = "memo"
    DECISION = "decision"
    PROPOSAL = "proposal"
    PASSAGE = "passage"
    EDITION = "edition"
    APPROVAL = "approval"
    VECTOR = "vector"
    DRAFT = "draft"
    FILE = "session-file"
    BACKUP = "backup"
    EXPORT = "export"
    OTHER = "other-file"
    UNSEEN = "not-looked-into"  # nobody can tell whether it holds it


class Fate(StrEnum):
    """What becomes of what holds it."""

    ERASED = "erased"
    BLANKED = "blanked"  # the words are replaced by a mark that something stood there
    LEFT = "left"


class Why(StrEnum):
    """Why something holds it or stays, where its sort does not say so; as text it is empty where it does."""

    PLAIN = ""
    MENTION = "mention"  # of the name, in the words of others
    SAME = "same-words"  # others said the same
    CHANGED = "changed-by-hand"
    UNREAD = "unreadable"
    NEWER = "newer-kennis"
    SHARED = "shared"  # part of the name, which others bear, or which is a word as well
    ID = "id"  # a session's id, and so its file's name, is made of the name
    MAKER = "maker"  # who decided, wrote or asked it
    OWNER = "owner"  # of an action, whoever noted it
    FILENAME = "file-name"  # what the file is called tells the name


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTrace:
    """Something that holds what is to be forgotten, by its id or name, what becomes of it, and its words."""

    sort: Trace
    item: str
    fate: Fate
    text: str = ""
    why: Why = Why.PLAIN


_FILES = frozenset({Trace.DRAFT, Trace.FILE, Trace.BACKUP, Trace.EXPORT, Trace.OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """What forgetting somebody or something finds, and what became of it.

    `called` is what a person calls it, `names` are the note, as n17, or entries in registers, as session/handle. `done`
    says that it was carried out, `repository` that the workspace is in a git repository, whose history remains.
    """

    called: str
    names: tuple[str, ...]
    found: tuple[FoundTrace, ...]
    done: bool = False
    repository: bool = False

    @property
    def left(self) -> int:
        """Count the files in the workspace that go on holding it: nobody asked to delete them, or kennis cannot."""
        return len(self.files_left)

    @property
    def files_left(self) -> tuple[str, ...]:
        """Give the names of those files."""
        return tuple(one.item for one in self.found if one.fate is Fate.LEFT and one.sort in _FILES)
