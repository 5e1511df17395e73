"""Where the parts stand: moved, taken out, put in from the notes; another quote in the place of one."""

from collections.abc import Callable

from textual import on

from kennis.locale import _
from kennis.nouns import PassageKind
from kennis.nouns.outline_room import ChapterLine, PassageLine, SectionLine, UnusedNote
from kennis.tui.outline_room.line_choice import Choosable, LinesChoice
from kennis.tui.outline_room.outline_events import OthersCame
from kennis.tui.outline_room.text_actions import Writing
from kennis.tui.shared.wording import shown


class Arranging(Writing):
    """The commands to arrange with."""

    def action_shift_up(self) -> None:
        """Move the part before the one above it."""
        self._shift(-1)

    def action_shift_down(self) -> None:
        """Move the part after the one below it."""
        self._shift(1)

    def _shift(self, by: int) -> None:
        one = self.here()
        if one is not None:
            part = one.part.id
            self.edit(lambda outline: outline.shift(part, by))

    def action_move(self) -> None:
        """Ask into which part it goes; a note that stands nowhere gets a place."""
        item = self.right.item if self.on_right else None
        if item is not None and isinstance(item.of, UnusedNote):
            note = item.of.name
            self._ask_where(
                _("Put {note} in").format(note=note),
                lambda parent: self.edit(lambda outline: outline.add_note(parent, note)),
            )
            return
        one = self.here()
        if one is None:
            return
        if isinstance(one, ChapterLine):
            self.tell(_("a chapter moves among the chapters: Shift+↑ and Shift+↓"))
            return
        part = one.part.id
        self._ask_where(
            _("Move {name} to").format(name=one.name),
            lambda parent: self.edit(lambda outline: outline.move(part, parent)),
            without=one,
        )

    def _ask_where(
        self, title: str, then: Callable[[str], None], without: SectionLine | PassageLine | None = None
    ) -> None:
        holder = self.parent_of(without.part.id) if without is not None else None
        chapters_only = isinstance(without, SectionLine)
        choices = [
            Choosable(one.part.id, f"{one.name} {shown(one.part.title)}")
            for one in self.parts.values()
            if isinstance(one, ChapterLine) or (isinstance(one, SectionLine) and not chapters_only)
            if holder is None or one.part.id != holder.part.id
        ]

        def answer(parent: str | None) -> None:
            if parent:
                then(parent)

        hint = _("a chapter") if chapters_only else _("a section or chapter")
        self.show(LinesChoice(title, choices, hint=hint, nothing=_("no part is called so")), answer)

    def action_remove(self) -> None:
        """Take the part out, after asking."""
        one = self.here()
        if one is None:
            return
        part = one.part.id
        if isinstance(one, PassageLine):
            what = shown(one.part.text)
        else:
            held = len(one.every) if isinstance(one, ChapterLine) else len(one.passages)
            what = _("{title}, with {count} passages").format(title=shown(one.part.title), count=held)
        self.confirm(
            _("Take {name} out?").format(name=one.name),
            f"{what}\n\n{_('Its notes stay; Ctrl+Z brings it back.')}",
            lambda: self.edit(lambda outline: outline.remove(part)),
        )

    def action_swap(self) -> None:
        """Have it found out what could stand in the passage's place."""
        one = self.passage_here()
        if one is None:
            return
        if one.part.kind is PassageKind.TEXT:
            self.tell(_("this is your own text; c swaps what was said for another note"))
            return
        part = one.part.id
        self.tell(_("looking for other notes…"))
        self.worker.ask(lambda: self.typesetter.others(part))

    @on(OthersCame)
    def _others(self, message: OthersCame) -> None:
        if not message.others:
            self.tell(_("its themes have no other note of this kind that may be printed and stands nowhere"))
            return
        self.tell("")
        part = message.part
        choices = [
            Choosable(one.notes[0], " ".join(filter(None, [one.notes[0], _quoted(one.text, one.quoted), by])))
            for one in message.others
            for by in [f"— {one.attribution}" if one.attribution else ""]
        ]

        def answer(note: str | None) -> None:
            if note:
                self.edit(lambda outline: outline.swap(part, note))

        found = self.parts.get(part)
        title = _("In the place of {name}").format(name=found.name if found else "")
        self.show(LinesChoice(title, choices, hint=_("a note"), nothing=_("no note holds this")), answer)


def _quoted(text: str, quoted: bool) -> str:
    return f"“{text}”" if quoted else text
