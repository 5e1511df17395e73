"""What the editor writes: passages, here or in an editor of their own; titles; how many words; what is cited."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from textual import on

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.locale import _
from kennis.locale.reasons import why
from kennis.nouns.outline_room import ChapterLine, PassageLine, SectionLine
from kennis.tui.outline_room import external_editor
from kennis.tui.outline_room.navigation import Browsing
from kennis.tui.outline_room.outline_events import TextKept, TextRefused
from kennis.tui.outline_room.outline_worker import Way
from kennis.tui.shared.dialog_drafts import Slip
from kennis.tui.shared.wording import shown

_NUMBERED = "0123456789"


@dataclass(frozen=True, slots=True)
class Question:
    """A text that is asked for: its dialog's title, what keeps it, and the slip that it stands on until then.

    `text` is what stood there before. It is asked `again` after a refusal.
    """

    title: str
    keep: Callable[[str, bool], Way]
    slip: Slip
    text: str = ""
    again: bool = False


class Writing(Browsing):
    """The commands to write with."""

    _questions: tuple[Question, ...] = ()

    def ask_text(self, question: Question, problem: str = "") -> None:
        """Ask for a text of many lines, and have it kept."""
        from kennis.tui.outline_room.passage_text import PassageText

        def answer(said: str | None) -> None:
            if said is None:
                return
            if said == question.text and not question.again:
                question.slip.drop()
                self.tell(_("nothing was changed"))
                return
            self.keep_text(question, said)

        self.show(PassageText(question.title, question.text, problem, question.slip), answer)

    def keep_text(self, question: Question, said: str) -> None:
        """Have a text kept that answers a question."""
        question.slip.follow(said)
        self._questions = (*self._questions, question)
        number = len(self._questions) - 1
        way = question.keep(said, question.again)
        self.tell(_("one moment…"))
        self.worker.ask(lambda: self.typesetter.keep(way, number))
        self.look()

    @on(TextRefused)
    def _refused(self, message: TextRefused) -> None:
        question = replace(self._questions[message.question], again=True)
        self.tell(message.reason, trouble=True)
        self.ask_text(question, message.reason)

    @on(TextKept)
    def _text_kept(self, message: TextKept) -> None:
        self._questions[message.question].slip.drop()

    def begun(self) -> None:
        """Go on with a text that was being written when kennis ended, also where its passage is no longer there."""
        for slip in self.slips.left("passage", "text"):
            sort, part, *place = slip.about.split()
            found = self.parts.get(part)
            self.list_parts(part if found else "")
            if sort == "passage" and isinstance(found, PassageLine):
                self.ask_text(self._of(found))
            elif isinstance(found, ChapterLine | SectionLine):
                self._ask_own(found, int(place[0]), slip)
            elif self.view is not None and self.view.chapters:
                self._ask_own(self.view.chapters[0], 0, slip)

    def write_here(self) -> None:
        """Write the passage under the cursor."""
        self.action_write()

    def action_write(self) -> None:
        """Ask for other words of the passage."""
        one = self.passage_here()
        if one is not None:
            self.ask_text(self._of(one))

    def _of(self, one: PassageLine) -> Question:
        part, was = one.part.id, one.part.text

        def keep(text: str, again: bool) -> Way:
            now = self.parts.get(part)
            before = now.part.text if again and isinstance(now, PassageLine) else was
            return lambda outline: outline.rewrite(part, before, text)

        title = _("{name}: the words are your own from then on") if not one.part.own else _("{name}: your own words")
        return Question(title.format(name=one.name), keep, self.slips.on("passage", part), was)

    def action_own_editor(self) -> None:
        """Open the passage in the person's own editor."""
        one = self.passage_here()
        if one is None:
            return
        try:
            words = external_editor.command(os.environ)
        except InputError as error:
            self.tell(str(error), trouble=True)
            return
        with contextlib.nullcontext() if self.app.is_headless else self.app.suspend():
            said, problem = _left_by(words, one.part.text)  # it never raises: Textual would not take the screen back
        if problem:
            self.tell(problem, trouble=True)
        elif said == one.part.text.strip():
            self.tell(_("nothing was changed; an editor with a window of its own must wait, as code --wait does"))
        elif not said:
            self.tell(_("the text is empty; x takes a passage out"), trouble=True)
        else:
            self.keep_text(self._of(one), said)

    def action_retitle(self) -> None:
        """Ask for another title."""
        from kennis.tui.shared.one_line import OneLine

        one = self.here()
        if one is None:
            return
        if isinstance(one, PassageLine):
            self.tell(_("a passage has no title; e writes it"))
            return
        part = one.part.id

        def answer(title: str | None) -> None:
            if title and title != one.part.title:
                self.edit(lambda outline: outline.retitle(part, title))

        self.show(OneLine(_("Title of {name}").format(name=one.name), one.part.title), answer)

    def action_target(self) -> None:
        """Ask how many words the chapter is to have."""
        one = self.here()
        while one is not None and not isinstance(one, ChapterLine):
            one = self.parent_of(one.part.id)
        if one is None:
            return
        self._ask_target(one, str(one.part.target or ""), "")

    def _ask_target(self, one: ChapterLine, value: str, problem: str) -> None:
        from kennis.tui.shared.one_line import OneLine

        part = one.part.id

        def answer(said: str | None) -> None:
            bare = "".join(said.split()).replace(".", "").replace(",", "") if said is not None else ""
            if said is None:
                return
            if bare and (not set(bare) <= set(_NUMBERED) or len(bare) > 9):
                self._ask_target(one, said, _("this is no number: {text}").format(text=shown(said)))
                return
            self.edit(lambda outline: outline.target(part, int(bare or 0)))

        about = _("{problem}Empty: as many as kennis.toml says.").format(problem=f"{problem}\n" if problem else "")
        title = _("Words of {name} {title}").format(name=one.name, title=shown(one.part.title))
        self.show(OneLine(title, value, about=about, empty=True), answer)

    def action_cite(self) -> None:
        """Ask which notes the editor's own words cite."""
        from kennis.tui.shared.one_line import OneLine

        one = self.passage_here()
        if one is None:
            return
        if not one.part.own:
            self.tell(_("this is what notes say, not your own words; what it cites is fixed"))
            return
        part = one.part.id

        def answer(said: str | None) -> None:
            if said is not None and tuple(names := said.replace(",", " ").split()) != one.notes:
                self.edit(lambda outline: outline.cite(part, names))

        about = _("The numbers of notes, as n17 n23; they stand in print behind your words.")
        title = _("What {name} cites").format(name=one.name)
        self.show(OneLine(title, " ".join(one.notes), about=about, empty=True), answer)

    def action_add(self) -> None:
        """Ask what to add, and add it after what is under the cursor."""
        from kennis.tui.shared.ask import Choice
        from kennis.tui.shared.form_fields import Answer

        if self.view is None or not self.view.chapters:
            self.tell(_("there is no outline yet; b builds it"))
            return
        one = self.here()
        if one is None:
            return
        adding = {"text": self._add_text, "section": self._add_section, "chapter": self._add_chapter}
        answers = [
            Answer("text", _("own text"), _("a passage in your own words")),
            Answer("section", _("section"), _("with a title, for what you put there")),
            Answer("chapter", _("chapter"), _("with a title, after this one")),
        ]

        def answer(value: str | None) -> None:
            if value:
                adding[value](one)

        chosen = "section" if isinstance(one, ChapterLine) else "text"
        self.show(Choice(_("Add after {name}").format(name=one.name), answers, chosen=chosen), answer)

    def _add_text(self, one: ChapterLine | SectionLine | PassageLine) -> None:
        holder = self.parent_of(one.part.id) if isinstance(one, PassageLine) else one
        if holder is None:
            return
        beside = [each.part.id for each in holder.passages]
        self._ask_own(holder, beside.index(one.part.id) + 1 if one.part.id in beside else len(beside))

    def _ask_own(self, holder: ChapterLine | SectionLine, place: int, slip: Slip | None = None) -> None:
        part = holder.part.id

        def keep(text: str, _again: bool) -> Way:
            self.adding = frozenset(self.parts)
            return lambda outline: outline.add_text(part, text, place=place)

        title = _("Your own text in {name} {title}").format(name=holder.name, title=shown(holder.part.title))
        own = slip or self.slips.on("text", part, str(place), new_id())  # another may still be on its way
        self.ask_text(Question(title, keep, own))

    def _add_section(self, one: ChapterLine | SectionLine | PassageLine) -> None:
        section: ChapterLine | SectionLine | PassageLine | None = one
        while isinstance(section, PassageLine):
            section = self.parent_of(section.part.id)
        chapter = self.parent_of(section.part.id) if isinstance(section, SectionLine) else section
        if not isinstance(chapter, ChapterLine):
            return
        inside = [each.part.id for each in chapter.sections]
        place = inside.index(section.part.id) + 1 if isinstance(section, SectionLine) else len(inside)
        into = chapter.part.id

        def way(title: str) -> Way:
            return lambda outline: outline.add_section(into, title, place=place)

        self._ask_title(_("Title of the new section of {name}").format(name=chapter.name), way)

    def _add_chapter(self, one: ChapterLine | SectionLine | PassageLine) -> None:
        names = [each.name for each in self.view.chapters] if self.view else []
        place = names.index(one.name.partition(".")[0]) + 1
        self._ask_title(
            _("Title of the new chapter"), lambda title: lambda outline: outline.add_chapter(title, place=place)
        )

    def _ask_title(self, about: str, way: Callable[[str], Way]) -> None:
        from kennis.tui.shared.one_line import OneLine

        def answer(title: str | None) -> None:
            if title:
                self.adding = frozenset(self.parts)
                self.edit(way(title))

        self.show(OneLine(about), answer)


def _left_by(words: list[str], text: str) -> tuple[str, str]:
    """Give a text as the person's own editor leaves it, or why it does not."""
    try:
        return external_editor.edited(text, words), ""
    except InputError as error:
        return "", str(error)
    except OSError as error:
        return "", _("the text cannot be given to an editor: {reason}").format(reason=why(error))
