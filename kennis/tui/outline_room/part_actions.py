"""The parts: moved, taken out, put in from the notes, given a title or a length; another quote in the place of one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kennis.locale import _
from kennis.nouns import PassageKind
from kennis.nouns.outline_room import ChapterLine, PassageLine, SectionLine, UnusedNote
from kennis.tui.outline_room.outline_events import OthersCame
from kennis.tui.outline_room.outline_model import OutlineModel
from kennis.tui.outline_room.part_lists import PartLists
from kennis.tui.shared.wording import shown

if TYPE_CHECKING:
    from kennis.tui.outline_room.screen import OutlineScreen
from collections.abc import Sequence
from dataclasses import dataclass

from kennis.reading.note_filter import folded
from kennis.tui.shared.finder import Finder, FinderText

_DIGITS = "0123456789"
_MOST_DIGITS = 9  # of a number of words; more is a mistake; set by hand
_MOST = 200  # that are listed; typing narrows them down; set by hand


@dataclass(frozen=True, slots=True)
class Choosable:
    """A thing to choose: what it stands for, and its line."""

    value: str
    line: str


def line_choice(title: str, choices: Sequence[Choosable], *, hint: str, nothing: str) -> Finder[str]:
    """Give the dialog that ends with the value of a line; those that begin with what is typed come first."""

    def found(wanted: str) -> list[tuple[str, str]]:
        parts, whole = folded(wanted).split(), folded(wanted.strip())
        held = [(one, folded(one.line)) for one in choices]
        fitting = [(one, text) for one, text in held if all(part in text for part in parts)]
        ordered = sorted(fitting, key=lambda pair: not pair[1].startswith(whole))
        return [(one.value, shown(one.line)) for one, _text in ordered[:_MOST]]

    keys = _("type some letters of it   ↑ ↓ choose   Enter ready   Esc cancel")
    return Finder(FinderText(title=title, keys=keys, hint=hint, nothing=nothing), found, whole=True)


class PartActions:
    """The commands for chapters, sections and passages as they stand."""

    def __init__(self, screen: "OutlineScreen", model: OutlineModel, lists: PartLists) -> None:
        self._screen, self._model, self._lists = screen, model, lists

    def shift_up(self) -> None:
        """Move the part before the one above it."""
        self._shift(-1)

    def shift_down(self) -> None:
        """Move the part after the one below it."""
        self._shift(1)

    def _shift(self, by: int) -> None:
        one = self._lists.here()
        if one is not None:
            part = one.part.id
            self._screen.edit(lambda outline: outline.shift(part, by))

    def move(self) -> None:
        """Ask into which part it goes; a note that stands nowhere gets a place."""
        there = self._lists.on_right()
        if isinstance(there, UnusedNote):
            self._place_note(there.name)
            return
        one = self._lists.here()
        if isinstance(one, ChapterLine):
            self._screen.tell(_("a chapter moves among the chapters: Shift+↑ and Shift+↓"))
        elif one is not None:
            self._move(one)

    def _place_note(self, note: str) -> None:
        def answer(parent: str) -> None:
            self._screen.edit(lambda outline: outline.add_note(parent, note))

        self._ask_where(_("Put {note} in").format(note=note), answer)

    def _move(self, one: SectionLine | PassageLine) -> None:
        part = one.part.id

        def answer(parent: str) -> None:
            self._screen.edit(lambda outline: outline.move(part, parent))

        self._ask_where(_("Move {name} to").format(name=one.name), answer, one)

    def _ask_where(
        self, title: str, then: Callable[[str], None], moved: SectionLine | PassageLine | None = None
    ) -> None:
        choices = [
            Choosable(one.part.id, f"{one.name} {shown(one.part.title)}") for one in self._model.destinations(moved)
        ]

        def answer(parent: str | None) -> None:
            if parent:
                then(parent)

        hint = _("a chapter") if isinstance(moved, SectionLine) else _("a section or chapter")
        self._screen.show(line_choice(title, choices, hint=hint, nothing=_("no part is called so")), answer)

    def remove(self) -> None:
        """Take the part out, after asking."""
        one = self._lists.here()
        if one is None:
            return
        part = one.part.id
        if isinstance(one, PassageLine):
            what = shown(one.part.text)
        else:
            held = len(one.every) if isinstance(one, ChapterLine) else len(one.passages)
            what = _("{title}, with {count} passages").format(title=shown(one.part.title), count=held)
        self._screen.confirm(
            _("Take {name} out?").format(name=one.name),
            f"{what}\n\n{_('Its notes stay; Ctrl+Z brings it back.')}",
            lambda: self._screen.edit(lambda outline: outline.remove(part)),
        )

    def retitle(self) -> None:
        """Ask for another title."""
        from kennis.tui.shared.one_line import OneLine

        one = self._lists.here()
        if one is None:
            return
        if isinstance(one, PassageLine):
            self._screen.tell(_("a passage has no title; e writes it"))
            return
        part, was = one.part.id, one.part.title

        def answer(title: str | None) -> None:
            if title and title != was:
                self._screen.edit(lambda outline: outline.retitle(part, title))

        self._screen.show(OneLine(_("Title of {name}").format(name=one.name), was), answer)

    def target(self) -> None:
        """Ask how many words the chapter is to have."""
        one = self._lists.here()
        chapter = self._model.chapter_of(one) if one is not None else None
        if chapter is not None:
            self._ask_target(chapter, str(chapter.part.target or ""), "")

    def _ask_target(self, one: ChapterLine, value: str, problem: str) -> None:
        from kennis.tui.shared.one_line import OneLine

        part = one.part.id

        def answer(said: str | None) -> None:
            if said is None:
                return
            bare = "".join(said.split()).replace(".", "").replace(",", "")
            if not set(bare) <= set(_DIGITS) or len(bare) > _MOST_DIGITS:
                self._ask_target(one, said, _("this is no number: {text}").format(text=shown(said)))
                return
            self._screen.edit(lambda outline: outline.target(part, int(bare or 0)))

        about = _("{problem}Empty: as many as kennis.toml says.").format(problem=f"{problem}\n" if problem else "")
        title = _("Words of {name} {title}").format(name=one.name, title=shown(one.part.title))
        self._screen.show(OneLine(title, value, about=about, empty=True), answer)

    def swap(self) -> None:
        """Have it found out what could stand in the passage's place."""
        one = self._lists.passage_here()
        if one is None:
            return
        if one.part.kind is PassageKind.TEXT:
            self._screen.tell(_("this is your own text; c swaps what was said for another note"))
            return
        part = one.part.id
        self._screen.tell(_("looking for other notes…"))
        self._screen.ask(lambda: self._screen.outline_worker.others(part))

    def choose_other(self, message: OthersCame) -> None:
        """Ask which note is to stand in a passage's place."""
        if not message.others:
            self._screen.tell(_("its themes have no other note of this kind that may be printed and stands nowhere"))
            return
        self._screen.tell("")
        part = message.part
        choices = [
            Choosable(one.notes[0], " ".join(filter(None, [one.notes[0], _quoted(one.text, one.quoted), by])))
            for one in message.others
            for by in [f"— {one.attribution}" if one.attribution else ""]
        ]

        def answer(note: str | None) -> None:
            if note:
                self._screen.edit(lambda outline: outline.swap(part, note))

        found = self._model.parts.get(part)
        title = _("In the place of {name}").format(name=found.name if found else "")
        self._screen.show(line_choice(title, choices, hint=_("a note"), nothing=_("no note holds this")), answer)


def _quoted(text: str, quoted: bool) -> str:
    return f"“{text}”" if quoted else text
