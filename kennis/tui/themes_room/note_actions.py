"""What can be done to notes, one or many: where they stand, and what a person sets on them."""

from collections.abc import Sequence

from kennis.locale import _
from kennis.locale.words import stance as stance_word
from kennis.nouns.ledger import Stance
from kennis.nouns.themes_room import NoteLine, ThemeLine
from kennis.tui.shared import counts_wording as words
from kennis.tui.themes_room.navigation import Browsing

_NONE = "-"


class Sorting(Browsing):
    """The commands for notes."""

    def notes_chosen(self) -> list[NoteLine]:
        """Give the marked notes, else the one under the cursor; says so where there is none."""
        if not self.settled():
            return []
        items = self.right.chosen if self.on_right or self.right.marked else []
        found = {item.of.note.id: item.of for item in items if isinstance(item.of, NoteLine)}
        if not found:
            self.tell(_("choose a note first: → or Tab goes to the notes, Space marks several"))
        return list(found.values())

    def action_move(self) -> None:
        """Ask where to, and move there."""
        from kennis.tui.themes_room.theme_choice import Further, Target, ThemeChoice

        lines = self.notes_chosen()
        if not lines:
            return
        ids = _ids(lines)

        def answer(target: Target | None) -> None:
            if target is None:
                return
            if target.new:
                self._gather(ids, target.title)
            else:
                self.decide(lambda study: study.move(ids, target.theme))

        none = _("no theme: loose") if any(line.theme and not line.suggested for line in lines) else ""
        title = _("Move {notes} to").format(notes=words.notes(len(ids)))
        self.show(ThemeChoice(title, self._themes_for(lines), Further(new=True, none=none)), answer)

    def action_second(self) -> None:
        """Ask for the theme in which the notes stand too."""
        from kennis.tui.themes_room.theme_choice import Further, Target, ThemeChoice

        lines = self.notes_chosen()
        if not lines:
            return
        ids = _ids(lines)

        def answer(target: Target | None) -> None:
            if target is not None:
                self.decide(lambda study: study.second(ids, target.theme))

        title = _("Second theme of {notes}").format(notes=words.notes(len(ids)))
        self.show(ThemeChoice(title, self._themes_for(lines), Further(none=_("no second theme"))), answer)

    def action_pin(self) -> None:
        """Pin the notes; where all are pinned, let them go."""
        if lines := self.notes_chosen():
            ids, pinned = _ids(lines), all(line.pinned for line in lines)
            self.decide(lambda study: study.unpin(ids) if pinned else study.pin(ids))

    def action_shelve(self) -> None:
        """Put the notes on the shelf; where all are there, take them off."""
        if lines := self.notes_chosen():
            ids, shelved = _ids(lines), all(line.shelved for line in lines)
            self.decide(lambda study: study.shelve(ids, not shelved))

    def action_stance(self) -> None:
        """Ask for the stance."""
        from kennis.tui.shared.ask import Choice
        from kennis.tui.shared.form_fields import Answer

        lines = self.notes_chosen()
        if not lines:
            return
        ids = _ids(lines)

        def answer(value: str | None) -> None:
            if value is not None:
                self._take_stance(ids, None if value == _NONE else Stance(value))

        answers = [Answer(str(one or _NONE), stance_word(one)) for one in (*Stance, None)]
        now = str(lines[0].stance or _NONE)
        title = _("Stance of {notes}").format(notes=words.notes(len(ids)))
        self.show(Choice(title, answers, chosen=now), answer)

    def action_stance_for(self) -> None:
        """Set the stance: for."""
        if lines := self.notes_chosen():
            self._take_stance(_ids(lines), Stance.FOR)

    def action_stance_against(self) -> None:
        """Set the stance: against."""
        if lines := self.notes_chosen():
            self._take_stance(_ids(lines), Stance.AGAINST)

    def action_apart(self) -> None:
        """Keep the marked notes apart."""
        lines = self.notes_chosen()
        if len(lines) == 1:
            self.tell(_("mark two notes or more: Space marks"))
        elif lines:
            ids = _ids(lines)
            self.decide(lambda study: study.apart(ids))

    def _take_stance(self, ids: Sequence[str], stance: Stance | None) -> None:
        self.decide(lambda study: study.stance(ids, stance))

    def _gather(self, ids: Sequence[str], title: str) -> None:
        """Make a new theme of notes, once it has a title."""
        from kennis.tui.shared.one_line import OneLine

        def answer(said: str | None) -> None:
            if said:
                self.decide(lambda study: study.gather(ids, said))

        if title:
            answer(title)
        else:
            self.show(OneLine(_("Title of the new theme")), answer)

    def _themes_for(self, lines: Sequence[NoteLine]) -> list[ThemeLine]:
        """Give the themes to choose from: those the first note comes near to first, never the one all stand in.

        A theme that is only suggested may be chosen, before all others.
        """
        here = {None if line.suggested else line.theme for line in lines}
        near = [lines[0].theme if lines[0].suggested else None, *(one.theme for one in lines[0].near)]
        found = [one for name, one in self.themes.items() if here != {name}]
        return sorted(found, key=lambda one: near.index(one.theme.id) if one.theme.id in near else len(near))


def _ids(lines: Sequence[NoteLine]) -> tuple[str, ...]:
    return tuple(line.note.id for line in lines)
