"""What can be done to notes, one or many: where they stand, and what a person sets on them."""

from collections.abc import Sequence

from kennis.locale import _
from kennis.locale.words import stance as stance_word
from kennis.nouns.themes import Stance
from kennis.nouns.themes_room import NoteLine, ThemeLine
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.themes_room.detail_requests import DetailRequests
from kennis.tui.themes_room.themes_model import ThemesModel
from kennis.tui.themes_room.themes_worker import Decide

_NONE = "-"


class NoteActions:
    """The commands for the marked notes, or the one under the cursor."""

    def __init__(self, room: SplitScreen, model: ThemesModel, details: DetailRequests, decide: Decide) -> None:
        self._room, self._model, self._details, self._decide = room, model, details, decide

    def chosen(self) -> list[NoteLine]:
        """Give the marked notes, else the one under the cursor; says so where there is none."""
        if not self._details.settled():
            return []
        right = self._room.right
        items = right.chosen if self._room.on_right or right.marked else []
        found = {item.of.note.id: item.of for item in items if isinstance(item.of, NoteLine)}
        if not found:
            self._room.tell(_("choose a note first: → or Tab goes to the notes, Space marks several"))
        return list(found.values())

    def move(self) -> None:
        """Ask where to, and move there."""
        from kennis.tui.themes_room.theme_choice import Further, Target, theme_choice

        lines = self.chosen()
        if not lines:
            return
        ids = _ids(lines)

        def answer(target: Target | None) -> None:
            if target is None:
                return
            if target.new:
                self._gather(ids, target.title)
            else:
                self._decide(lambda ledger: ledger.move(ids, target.theme))

        none = _("no theme: loose") if any(line.theme and not line.suggested for line in lines) else ""
        title = _("Move {notes} to").format(notes=words.notes(len(ids)))
        self._room.show(theme_choice(title, self._themes_for(lines), Further(new=True, none=none)), answer)

    def second(self) -> None:
        """Ask for the theme in which the notes stand too."""
        from kennis.tui.themes_room.theme_choice import Further, Target, theme_choice

        lines = self.chosen()
        if not lines:
            return
        ids = _ids(lines)

        def answer(target: Target | None) -> None:
            if target is not None:
                self._decide(lambda ledger: ledger.second(ids, target.theme))

        title = _("Second theme of {notes}").format(notes=words.notes(len(ids)))
        self._room.show(theme_choice(title, self._themes_for(lines), Further(none=_("no second theme"))), answer)

    def pin(self) -> None:
        """Pin the notes; where all are pinned, let them go."""
        if lines := self.chosen():
            ids, pinned = _ids(lines), all(line.pinned for line in lines)
            self._decide(lambda ledger: ledger.unpin(ids) if pinned else ledger.pin(ids))

    def shelve(self) -> None:
        """Put the notes on the shelf; where all are there, take them off."""
        if lines := self.chosen():
            ids, shelved = _ids(lines), all(line.shelved for line in lines)
            self._decide(lambda ledger: ledger.shelve(ids, not shelved))

    def stance(self) -> None:
        """Ask for the stance."""
        from kennis.tui.shared.choice_dialog import Choice
        from kennis.tui.shared.form_fields import Answer

        lines = self.chosen()
        if not lines:
            return

        def answer(value: str | None) -> None:
            if value is not None:
                self._take_stance(lines, None if value == _NONE else Stance(value))

        answers = [Answer(str(one or _NONE), stance_word(one)) for one in (*Stance, None)]
        now = str(lines[0].stance or _NONE)
        title = _("Stance of {notes}").format(notes=words.notes(len(lines)))
        self._room.show(Choice(title, answers, chosen=now), answer)

    def stance_for(self) -> None:
        """Set the stance: for."""
        self._take_stance(self.chosen(), Stance.FOR)

    def stance_against(self) -> None:
        """Set the stance: against."""
        self._take_stance(self.chosen(), Stance.AGAINST)

    def apart(self) -> None:
        """Keep the marked notes apart."""
        lines = self.chosen()
        if len(lines) == 1:
            self._room.tell(_("mark two notes or more: Space marks"))
        elif lines:
            ids = _ids(lines)
            self._decide(lambda ledger: ledger.apart(ids))

    def _take_stance(self, lines: Sequence[NoteLine], stance: Stance | None) -> None:
        if lines:
            ids = _ids(lines)
            self._decide(lambda ledger: ledger.stance(ids, stance))

    def _gather(self, ids: Sequence[str], title: str) -> None:
        """Make a new theme of notes, once it has a title."""
        from kennis.tui.shared.one_line import OneLine

        def answer(said: str | None) -> None:
            if said:
                self._decide(lambda ledger: ledger.gather(ids, said))

        if title:
            answer(title)
        else:
            self._room.show(OneLine(_("Title of the new theme")), answer)

    def _themes_for(self, lines: Sequence[NoteLine]) -> list[ThemeLine]:
        """Give the themes to choose from: those the first note comes near to first, never the one all stand in.

        A theme that is only suggested may be chosen, before all others.
        """
        here = {None if line.suggested else line.theme for line in lines}
        near = [lines[0].theme if lines[0].suggested else None, *(one.theme for one in lines[0].near)]
        found = [one for name, one in self._model.themes.items() if here != {name}]
        return sorted(found, key=lambda one: near.index(one.theme.id) if one.theme.id in near else len(near))


def _ids(lines: Sequence[NoteLine]) -> tuple[str, ...]:
    return tuple(line.note.id for line in lines)
