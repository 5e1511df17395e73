"""What is open and what is being typed, apart from any widget: what several actions of the capture screen share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kennis import clock
from kennis.nouns import Applied, Draft, Edit, Lens, Note, OpenSession, Session
from kennis.nouns.edits import Unfinished
from kennis.reading.completion import CompletionWords, vocabulary
from kennis.tui.capture.entry_model import EntryModel
from kennis.tui.capture.session_model import SessionModel
from kennis.workflows.draft_files import Texts


class CaptureState:
    """The open session, the entry, the texts left elsewhere and the edits that wait; begins with what was left.

    `model` is None while no session is open; `without_session` shows what is entered meanwhile. `early` are the edits
    of this start that have no session yet, `found` those of an earlier one, `waiting` those that wait for the disk.
    `unopened` says why no session is open, `reason` why something is not saved.
    """

    def __init__(self, left: Draft, timezone: str, lenses: Sequence[Lens] = ()) -> None:
        self.timezone, self.lenses = timezone, tuple(lenses)
        self.entry_model = EntryModel(left if left.text else Draft(), timezone)
        self.texts = Texts(left.others if left.text else (left, *left.others))
        self.left_in = left.session if left.text else ""
        self.model: SessionModel | None = None
        nowhere = Session(id="", title="", date=clock.today(timezone))
        self.without_session = SessionModel(OpenSession(nowhere, (), 0))
        self.early: list[Edit] = []
        self.found = [edit for edit in left.waiting if not edit.session]
        self.waiting = {edit.id: edit for edit in left.waiting if edit.session}
        self.titles: Mapping[str, str] = {}
        self.unopened = ""
        self.reason = ""
        self._vocabulary: CompletionWords | None = None

    @property
    def session(self) -> Session | None:
        """The header and register of the open session."""
        return self.model.session if self.model else None

    @property
    def kept(self) -> int:
        """How many edits are kept that are in no session yet, or wait for the disk."""
        return len(self.waiting) + len(self.early) + len(self.found)

    def draft(self, unfinished: tuple[Unfinished, ...] = ()) -> Draft:
        """Give what must be kept: what stands in the field, what waits for the disk, and texts in dialogs."""
        waiting = (*self.found, *self.early, *self.waiting.values())
        return replace(self.entry_model.draft, waiting=waiting, unfinished=unfinished, others=self.texts.others)

    def title(self, session: str) -> str:
        """Give the title of a session by its id."""
        return self.titles.get(session, session)

    def vocabulary(self) -> CompletionWords:
        """Give what can be completed in the open session; worked out once until something changes."""
        if self._vocabulary is None:
            notes = self.model.notes if self.model else ()
            session = self.session or self.without_session.session
            self._vocabulary = vocabulary(session, notes, self.lenses)
        return self._vocabulary

    def forget_vocabulary(self) -> None:
        """Have what can be completed worked out anew: notes or the register changed."""
        self._vocabulary = None

    def typed(self, text: str, cursor: tuple[int, int]) -> None:
        """Follow what stands in the field."""
        self.entry_model.typed(text, cursor)
        if self.model is None and not self.entry_model.draft.text:
            self.entry_model.belong("")  # what is typed now is no longer what was left in a session

    def open(self, opened: OpenSession, titles: Mapping[str, str]) -> None:
        """Go to a session: what stands in the field stays with the one before, what was left in this one comes back."""
        self.titles, self.unopened = titles, ""
        self.model = SessionModel(opened, self.waiting.values())
        self.entry_model.take(self.texts.go(self.entry_model.draft, opened.session.id))
        self.entry_model.at_home(self.model)
        self.forget_vocabulary()

    def do(self, edit: Edit) -> None:
        """Show an edit at once; it waits until it is stored, or until there is a session for it."""
        if not edit.session:
            self.early.append(edit)
            self.without_session.do(edit)
            return
        self.waiting[edit.id] = edit
        if self.model is not None:
            self.model.do(edit)
        self._refresh(step.after for step in edit.steps if step.after is not None)
        self.forget_vocabulary()

    def stored(self, applied: Applied) -> None:
        """Take over what the store made of an edit that waited."""
        self.waiting.pop(applied.edit.id, None)
        if self.settle(applied):
            self._refresh(applied.notes)

    def settle(self, applied: Applied) -> bool:
        """Take over what the store made of an edit; says whether it is one of the open session."""
        if self.model is None or applied.edit.session != self.model.session.id:
            return False
        self.model.settle(applied)
        self.forget_vocabulary()
        return True

    def take_back(self, edit: Edit) -> None:
        """Show an edit no more: it was taken back, or could not be stored."""
        self.waiting.pop(edit.id, None)
        if self.model is not None:
            self.model.take_back(edit)
        self.forget_vocabulary()

    def take_back_early(self) -> Note | None:
        """Take back the last edit that was made while no session was open; gives the note that it made."""
        edit = self.early.pop()
        self.without_session.take_back(edit)
        return edit.steps[0].after

    def register(self, session: Session) -> bool:
        """Take over a session's header and register; says whether it is the open one."""
        if self.model is None or self.model.session.id != session.id:
            return False
        self.model.session = session
        self.forget_vocabulary()
        return True

    def _refresh(self, notes: Iterable[Note]) -> None:
        for note in notes:
            self.entry_model.refresh(note)
