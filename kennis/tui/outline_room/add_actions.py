"""What the editor adds after the part under the cursor: a chapter, a section, or a passage of their own words."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kennis.locale import _
from kennis.nouns.outline_room import ChapterLine, PassageLine
from kennis.tui.outline_room.outline_model import OutlineModel, PartLine
from kennis.tui.outline_room.outline_worker import OutlineEdit
from kennis.tui.outline_room.part_lists import PartLists

if TYPE_CHECKING:
    from kennis.tui.outline_room.screen import OutlineScreen


class AddActions:
    """The command to add a part with."""

    def __init__(self, screen: "OutlineScreen", model: OutlineModel, lists: PartLists) -> None:
        self._screen, self._model, self._lists = screen, model, lists

    def ask(self) -> None:
        """Ask what to add, and add it after what is under the cursor."""
        from kennis.tui.shared.choice_dialog import Choice
        from kennis.tui.shared.form_fields import Answer

        if not self._model.chapters:
            self._screen.tell(_("there is no outline yet; b builds it"))
            return
        one = self._lists.here()
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
        self._screen.show(Choice(_("Add after {name}").format(name=one.name), answers, chosen=chosen), answer)

    def _add_text(self, one: PartLine) -> None:
        holder = self._model.holder_of(one.part.id) if isinstance(one, PassageLine) else one
        if holder is not None:
            beside = [each.part.id for each in holder.passages]
            self._screen.texts.write_new(holder, _after(one, beside))

    def _add_section(self, one: PartLine) -> None:
        section = self._model.holder_of(one.part.id) if isinstance(one, PassageLine) else one
        chapter = self._model.chapter_of(one)
        if section is None or chapter is None:
            return
        into, place = chapter.part.id, _after(section, [each.part.id for each in chapter.sections])

        def edit(title: str) -> OutlineEdit:
            return lambda outline: outline.add_section(into, title, place=place)

        self._ask_title(_("Title of the new section of {name}").format(name=chapter.name), edit)

    def _add_chapter(self, one: PartLine) -> None:
        chapter = self._model.chapter_of(one)
        if chapter is None:
            return
        place = _after(chapter, [each.part.id for each in self._model.chapters])

        def edit(title: str) -> OutlineEdit:
            return lambda outline: outline.add_chapter(title, place=place)

        self._ask_title(_("Title of the new chapter"), edit)

    def _ask_title(self, about: str, edit: Callable[[str], OutlineEdit]) -> None:
        from kennis.tui.shared.one_line import OneLine

        def answer(title: str | None) -> None:
            if title:
                self._model.await_addition()
                self._screen.edit(edit(title))

        self._screen.show(OneLine(about), answer)


def _after(one: PartLine, beside: list[str]) -> int:
    """Give the place after a part among those of the same sort; the last one where it is not among them."""
    return beside.index(one.part.id) + 1 if one.part.id in beside else len(beside)
