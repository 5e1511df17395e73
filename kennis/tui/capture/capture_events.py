"""What the thread with the store tells the screen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.message import Message

from kennis.nouns import Applied, Closed, Edit, News, Note, OpenSession, Session
from kennis.workflows.pending_edits import Flushed

if TYPE_CHECKING:
    from kennis.workflows.note_taking import SessionView


class Opened(Message):
    """A session is open, or could be read again; `titles` are those of all sessions by their ids."""

    def __init__(self, session: OpenSession, titles: Mapping[str, str]) -> None:
        super().__init__()
        self.session, self.titles = session, titles


class NotOpened(Message):
    """A session could not be opened: why, what it was called; `nearest` are the titles, by their ids, of those that
    may be meant, and `unknown` says that there is none of that name."""

    def __init__(
        self, reason: str, name: str = "", nearest: Mapping[str, str] | None = None, unknown: bool = False
    ) -> None:
        super().__init__()
        self.reason, self.name, self.nearest, self.unknown = reason, name, nearest or {}, unknown


class NoSession(Message):
    """There is no session to open."""


class Stored(Message):
    """Edits were stored or refused; `reason` says why the rest still waits."""

    def __init__(self, flushed: Flushed, reason: str) -> None:
        super().__init__()
        self.flushed, self.reason = flushed, reason


class Undone(Message):
    """The last change was undone, or done again; None where there was nothing."""

    def __init__(self, applied: Applied | None, again: bool) -> None:
        super().__init__()
        self.applied, self.again = applied, again


class TakenBack(Message):
    """The last change was undone before it was stored."""

    def __init__(self, edit: Edit) -> None:
        super().__init__()
        self.edit = edit


class NewsCame(Message):
    """What others changed in the session."""

    def __init__(self, session: str, news: News, header: Session | None) -> None:
        super().__init__()
        self.session, self.news, self.header = session, news, header


class TwinFound(Message):
    """A note of someone else says nearly the same as one that is here."""

    def __init__(self, note: str, twin: str) -> None:
        super().__init__()
        self.note, self.twin = note, twin


class Registered(Message):
    """The register of the session as it stands now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session


class VersionsCame(Message):
    """The versions of a note."""

    def __init__(self, note: str, versions: tuple[Note, ...]) -> None:
        super().__init__()
        self.note, self.versions = note, versions


class SessionsCame(Message):
    """The sessions there are."""

    def __init__(self, views: "tuple[SessionView, ...]") -> None:
        super().__init__()
        self.views = views


class FileWritten(Message):
    """A session's file was written, or differs from the database."""

    def __init__(self, session: str, closed: Closed, closing: bool) -> None:
        super().__init__()
        self.session, self.closed, self.closing = session, closed, closing
