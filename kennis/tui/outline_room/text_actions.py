"""Passages in the editor's own words, written here or in an editor of their own; which notes those words cite."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns.outline_room import PassageLine
from kennis.tui.outline_room import external_editor
from kennis.tui.outline_room.outline_events import TextKept, TextRefused
from kennis.tui.outline_room.outline_model import Holder, OutlineModel
from kennis.tui.outline_room.outline_worker import OutlineEdit
from kennis.tui.outline_room.part_lists import PartLists
from kennis.tui.shared.dialog_drafts import DialogDraft, DialogDrafts
from kennis.tui.shared.wording import shown

if TYPE_CHECKING:
    from kennis.tui.outline_room.screen import OutlineScreen


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """A text that is asked for: its dialog's title, the edit that keeps it, and its draft until then.

    `text` is what stood there before. It is asked `again` after a refusal.
    """

    title: str
    keep: Callable[[str, bool], OutlineEdit]
    draft: DialogDraft
    text: str = ""
    again: bool = False


class TextActions:
    """The commands to write with, and the questions that were asked, by the number under which the worker answers."""

    def __init__(self, screen: "OutlineScreen", model: OutlineModel, lists: PartLists, drafts: DialogDrafts) -> None:
        self._screen, self._model, self._lists, self._drafts = screen, model, lists, drafts
        self._questions: list[TextQuestion] = []

    def write(self) -> None:
        """Ask for other words of the passage."""
        one = self._lists.passage_here()
        if one is not None:
            self._ask(self._rewriting(one))

    def write_new(self, holder: Holder, place: int, draft: DialogDraft | None = None) -> None:
        """Ask for a passage of the editor's own words, for a place in a chapter or section."""
        part = holder.part.id

        def keep(text: str, _again: bool) -> OutlineEdit:
            self._model.await_addition()
            return lambda outline: outline.add_text(part, text, place=place)

        title = _("Your own text in {name} {title}").format(name=holder.name, title=shown(holder.part.title))
        own = draft or self._drafts.on("text", part, str(place), new_id())  # another may still be on its way
        self._ask(TextQuestion(title, keep, own))

    def own_editor(self) -> None:
        """Open the passage in the person's own editor."""
        one = self._lists.passage_here()
        if one is None:
            return
        try:
            words = external_editor.command(os.environ)
        except InputError as error:
            self._screen.tell(str(error), trouble=True)
            return
        app = self._screen.app
        with contextlib.nullcontext() if app.is_headless else app.suspend():
            said, problem = _left_by(words, one.part.text)  # it never raises: Textual would not take the screen back
        if problem:
            self._screen.tell(problem, trouble=True)
        elif said == one.part.text.strip():
            self._screen.tell(
                _("nothing was changed; an editor with a window of its own must wait, as code --wait does")
            )
        elif not said:
            self._screen.tell(_("the text is empty; x takes a passage out"), trouble=True)
        else:
            self._keep(self._rewriting(one), said)

    def cite(self) -> None:
        """Ask which notes the editor's own words cite."""
        from kennis.tui.shared.one_line import OneLine

        one = self._lists.passage_here()
        if one is None:
            return
        if not one.part.own:
            self._screen.tell(_("this is what notes say, not your own words; what it cites is fixed"))
            return
        part = one.part.id

        def answer(said: str | None) -> None:
            if said is not None and tuple(names := said.replace(",", " ").split()) != one.notes:
                self._screen.edit(lambda outline: outline.cite(part, names))

        about = _("The numbers of notes, as n17 n23; they stand in print behind your words.")
        title = _("What {name} cites").format(name=one.name)
        self._screen.show(OneLine(title, " ".join(one.notes), about=about, empty=True), answer)

    def resume(self) -> None:
        """Go on with texts that were being written when kennis ended, also where their passages are no longer there."""
        for draft in self._drafts.left("passage", "text"):
            sort, part, *place = draft.about.split()
            found = self._model.parts.get(part)
            self._lists.list_parts(part if found else "")
            if sort == "passage" and isinstance(found, PassageLine):
                self._ask(self._rewriting(found))
            elif isinstance(found, Holder):
                self.write_new(found, int(place[0]), draft)
            elif self._model.chapters:
                self.write_new(self._model.chapters[0], 0, draft)

    def refused(self, message: TextRefused) -> None:
        """Ask again for a text that could not be kept."""
        question = replace(self._questions[message.question], again=True)
        self._screen.tell(message.reason, trouble=True)
        self._ask(question, message.reason)

    def kept(self, message: TextKept) -> None:
        """Drop the draft of a text that is stored."""
        self._questions[message.question].draft.drop()

    def _rewriting(self, one: PassageLine) -> TextQuestion:
        part, was = one.part.id, one.part.text

        def keep(text: str, again: bool) -> OutlineEdit:
            now = self._model.parts.get(part)
            before = now.part.text if again and isinstance(now, PassageLine) else was
            return lambda outline: outline.rewrite(part, before, text)

        title = _("{name}: the words are your own from then on") if not one.part.own else _("{name}: your own words")
        return TextQuestion(title.format(name=one.name), keep, self._drafts.on("passage", part), was)

    def _ask(self, question: TextQuestion, problem: str = "") -> None:
        from kennis.tui.shared.text_dialog import TextDialog, TextSort

        def answer(said: str | None) -> None:
            if said is None:
                return
            if said == question.text and not question.again:
                question.draft.drop()
                self._screen.tell(_("nothing was changed"))
                return
            self._keep(question, said)

        keys = _("Ctrl+S keep   Enter new line   F7 select all   Esc cancel")
        sort = TextSort(keys=keys, empty=_("the text is empty"), rows=14)
        self._screen.show(TextDialog(question.title, question.text, problem, question.draft, sort), answer)

    def _keep(self, question: TextQuestion, said: str) -> None:
        question.draft.follow(said)
        self._questions.append(question)
        number = len(self._questions) - 1
        edit = question.keep(said, question.again)
        self._screen.tell(_("one moment…"))
        self._screen.ask(lambda: self._screen.outline_worker.keep(edit, number))
        self._screen.look()


def _left_by(words: list[str], text: str) -> tuple[str, str]:
    """Give a text as the person's own editor leaves it, or why it does not."""
    try:
        return external_editor.edited(text, words), ""
    except InputError as error:
        return "", str(error)
    except OSError as error:
        return "", _("the text cannot be given to an editor: {reason}").format(reason=why(error))
