"""Notes that were entered while no session was open: they wait for one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kennis.locale import _
from kennis.nouns import Edit
from kennis.reading import entry_edits
from kennis.tui.capture.session_model import SessionModel
from kennis.tui.shared import wording

if TYPE_CHECKING:
    from kennis.tui.capture.screen import CaptureScreen


class EarlyNotes:
    """Puts them in a session: those of this start at once, those of an earlier one only if wanted; each session is
    asked about once."""

    def __init__(self, screen: "CaptureScreen") -> None:
        self._screen, self._state = screen, screen.state
        self._offered: set[str] = set()

    def session_opened(self) -> None:
        """Make the notes that were entered before the session was open."""
        state = self._state
        if state.model is None:
            return
        early, state.early = state.early, []
        if state.model.closed:
            state.found += early
        else:
            self._put_in(state.model, early)
        self.offer()

    def offer(self) -> None:
        """Ask once in a session whether notes are for it that were entered before any was open."""
        state, model = self._state, self._state.model
        if model is None or model.closed or not state.found or model.session.id in self._offered:
            return
        if state.entry_model.draft.text:  # a question would take the keys of someone who types
            said = _("notes entered while no session was open are kept ({count}): you are asked about them after Enter")
            self._screen.tell(said.format(count=len(state.found)))
            return
        self._offered.add(model.session.id)
        self._ask(model)

    def _ask(self, model: SessionModel) -> None:
        from kennis.tui.shared.choice_dialog import Choice
        from kennis.tui.shared.form_fields import Answer

        state = self._state

        def answered(value: str | None) -> None:
            if value and state.model is model:
                found, state.found = state.found, []
                self._put_in(model, found)

        text = "\n".join(wording.shown(step.after.text) for edit in state.found for step in edit.steps if step.after)
        here = _("save them in {title}").format(title=wording.shown(model.session.title))
        answers = [Answer("", _("keep them for another session")), Answer("here", here)]
        title = _("Notes entered while no session was open: {count}").format(count=len(state.found))
        self._screen.show(Choice(title, answers, texts=(text, text)), answered)

    def _put_in(self, model: SessionModel, edits: Sequence[Edit]) -> None:
        for edit in edits:
            self._screen.do(entry_edits.placed(edit, model.session, self._state.timezone))
