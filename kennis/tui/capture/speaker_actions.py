"""The speaker who stays, and who a new speaker is."""

from dataclasses import replace
from typing import TYPE_CHECKING

from kennis.locale import _
from kennis.nouns import Participant
from kennis.reading import entry_edits
from kennis.tui.capture.session_model import SessionModel
from kennis.tui.shared import wording
from kennis.tui.shared.command_table import key

if TYPE_CHECKING:
    from kennis.tui.capture.screen import CaptureScreen


class SpeakerActions:
    """Lets go of the speaker who stays, and asks who someone is; `newcomers` are those of whom nothing is known."""

    def __init__(self, screen: "CaptureScreen") -> None:
        self._screen, self._state = screen, screen.state
        self.newcomers: dict[str, Participant] = {}
        self._named: set[str] = set()

    def release(self) -> None:
        """Let go of the speaker who stays."""
        self._state.entry_model.stay("")
        self._screen.recognised.refresh()
        self._screen.keep_soon()

    def describe(self) -> None:
        """Ask who the new speaker is, or else the one of the selected or last note."""
        model = self._state.model
        if model is None:
            return
        person = self._person_meant(model)
        if person is None:
            self._screen.tell(_("choose a speaker first: type @ and a name"))
            return
        from kennis.tui.capture.speaker_form import SpeakerDialog

        session = model.session.id

        def answer(known: Participant | None) -> None:
            self.newcomers.pop(person.handle, None)
            if known is not None:
                self._screen.ask(lambda worker: worker.register(session, known))
                self._name_newcomer()

        self._screen.show(SpeakerDialog(person, self._screen.setup.organisations, model.session.access), answer)

    def meet(self, model: SessionModel, text: str) -> None:
        """Name the speaker of an entry whom the session does not know, once."""
        new = entry_edits.unknown_person(text, model.session)
        if new is not None and new.handle not in self._named:
            self._named.add(new.handle)
            self.newcomers[new.handle] = replace(new, name="" if new.name == new.handle else new.name)
            self._name_newcomer()

    def _person_meant(self, model: SessionModel) -> Participant | None:
        """Give who F6 is about: the speaker of the selected note, else the newcomer who was named last, else the
        speaker who stays or of the last note."""
        entry, selected = self._state.entry_model, self._screen.stream.note
        if selected is not None and not entry.editing:
            return self._known_as(model, selected.speaker)
        if self.newcomers:
            return next(reversed(self.newcomers.values()))
        last = (model.latest(1) or (None,))[0]
        return self._known_as(model, entry.draft.speaker or (last.speaker if last else ""))

    def _known_as(self, model: SessionModel, handle: str) -> Participant | None:
        known = {one.handle: one for one in model.session.participants}
        return (self.newcomers.get(handle) or known.get(handle) or Participant(handle=handle)) if handle else None

    def _name_newcomer(self) -> None:
        """Name the newcomer of whom nothing is known yet, the last one first."""
        if self.newcomers:
            handle = next(reversed(self.newcomers))
            said = _("@{handle} is new; {key}: say who that is, or just go on")
            self._screen.tell(said.format(handle=wording.shown(handle), key=key("f6")))
