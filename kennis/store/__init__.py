"""The database of a workspace: `Store.open(folder)`; then a store for each subject.

Each is imported when it is asked for, and its tables with it: a list must start quickly.
"""

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Engine

from kennis.errors import WorkspaceError
from kennis.files import inside
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.store import allowed_text, migrations, sqlite
from kennis.store.notes.import_offer import Intake, Offer, Progress
from kennis.store.notes.note_query import Selection, Within

if TYPE_CHECKING:
    from kennis.store.archive import Archive
    from kennis.store.erasure import ForgottenLedger
    from kennis.store.notes.edit_journal import Journal
    from kennis.store.notes.note_store import NoteStore
    from kennis.store.notes.session_view import SessionViews
    from kennis.store.outline.approval_store import ApprovalStore
    from kennis.store.outline.outline_store import OutlineStore
    from kennis.store.search_index.lookup import Lookup
    from kennis.store.search_index.vector_store import VectorStore
    from kennis.store.sqlite.backups import MadeBackup
    from kennis.store.sqlite.fulltext.search import Fulltext
    from kennis.store.themes.decision_store import DecisionStore
    from kennis.store.themes.theme_store import ThemeStore

__all__ = ["Intake", "Offer", "Selection", "Store", "Within"]

FILE = "kennis.db"


class Store:
    """An open database; close it, or use it in a `with` statement."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def notes(self) -> "NoteStore":
        """The sessions, registers and notes."""
        from kennis.store.notes.note_store import NoteStore

        return NoteStore(self._engine)

    @cached_property
    def vectors(self) -> "VectorStore":
        """The vectors of texts."""
        from kennis.store.search_index.vector_store import VectorStore

        return VectorStore(self._engine)

    @cached_property
    def fulltext(self) -> "Fulltext":
        """The words of the notes."""
        from kennis.store.sqlite.fulltext.search import Fulltext

        return Fulltext(self._engine)

    @cached_property
    def lookup(self) -> "Lookup":
        """What a search reads beside the words."""
        from kennis.store.search_index.lookup import Lookup

        return Lookup(self._engine)

    @cached_property
    def ledger(self) -> "ThemeStore":
        """The themes, where notes stand, and what runs propose."""
        from kennis.store.themes.theme_store import ThemeStore

        return ThemeStore(self._engine)

    @cached_property
    def decisions(self) -> "DecisionStore":
        """What people decided about the themes."""
        from kennis.store.themes.decision_store import DecisionStore

        return DecisionStore(self._engine)

    @cached_property
    def outlines(self) -> "OutlineStore":
        """The outline and its versions."""
        from kennis.store.outline.outline_store import OutlineStore

        return OutlineStore(self._engine)

    @cached_property
    def approvals(self) -> "ApprovalStore":
        """What speakers said of their quotes, and the remarks that were accepted."""
        from kennis.store.outline.approval_store import ApprovalStore

        return ApprovalStore(self._engine)

    @cached_property
    def session_views(self) -> "SessionViews":
        """The sessions, one at a time."""
        from kennis.store.notes.session_view import SessionViews

        return SessionViews(self._engine)

    @cached_property
    def journal(self) -> "Journal":
        """What was done to the notes, so that it can be undone."""
        from kennis.store.notes.edit_journal import Journal

        return Journal(self._engine)

    @cached_property
    def forgetting(self) -> "ForgottenLedger":
        """The ledger of what was forgotten."""
        from kennis.store.erasure import ForgottenLedger

        return ForgottenLedger(self._engine)

    @cached_property
    def archive(self) -> "Archive":
        """The archive: all that people made here, in one file."""
        from kennis.store.archive import Archive

        return Archive(self._engine)

    @property
    def engine(self) -> Engine:
        """What the database is reached by, for the rest of this folder."""
        return self._engine

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open `kennis.db` in a folder, made if needed, and bring its schema up to date.

        Raises NewerDatabase if a later kennis wrote it, WorkspaceError if it cannot be opened.
        """
        path = folder / FILE
        try:
            refuse_links_out(folder)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            engine = sqlite.engine(path)
            migrations.bring_up_to_date(engine, path)
            allowed_text.guard(engine)
            path.chmod(0o600)
        except OSError as error:
            raise WorkspaceError(
                _("the database {path} cannot be opened: {reason}").format(path=path, reason=why(error))
            ) from error
        return cls(engine)

    def take_in(self, offer: Offer, progress: Progress = lambda done, whole: None) -> Intake:
        """Merge sessions and notes from outside in one transaction; all of it is stored, or nothing."""
        from kennis.store.notes.import_merge import take_in

        return take_in(self._engine, offer, progress)

    def would_take_in(self, offer: Offer) -> Intake:
        """Say what `take_in` would do, and do nothing."""
        from kennis.store.notes.import_merge import would_take_in

        return would_take_in(self._engine, offer)

    def back_up(self, reason: str = "") -> "MadeBackup":
        """Make a checked copy in `backups/`, unless nothing has changed since the last; raises WorkspaceError.

        One for a reason, such as before-restore, is kept longer.
        """
        from kennis.store.sqlite import backups

        return backups.make(self._engine, Path(self._engine.url.database or ""), reason)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def refuse_links_out(folder: Path) -> None:
    """Raise LeadsOut where the folder of a database, or what stands in it, is a link that leads out of the workspace.

    SQLite follows links, also that of its journal.
    """
    inside(folder, folder.parent)
    for path in folder.iterdir() if folder.exists() else ():
        if path.is_symlink():
            inside(path, folder.parent)
