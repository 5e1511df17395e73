"""Decisions at the ledger: made, undone and done again, and what came of them in words."""

from kennis.locale import _
from kennis.nouns.themes import Verb
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.themes_room.theme_list import ThemeList
from kennis.tui.themes_room.themes_events import Decided, Reversed
from kennis.tui.themes_room.themes_worker import Ask, ThemesWorker, Way


class DecisionActions:
    """Has decisions made, and says what came of them."""

    def __init__(self, room: SplitScreen, theme_list: ThemeList, ask: Ask) -> None:
        self._room, self._theme_list, self._ask = room, theme_list, ask

    def decide(self, way: Way) -> None:
        """Have something decided, and look at what stands then."""
        self._room.tell(_("one moment…"))
        self._ask(lambda ledger: ledger.decide(way))
        self._room.look()

    def undo(self) -> None:
        """Undo the last decision."""
        self._ask(ThemesWorker.undo)
        self._room.look()

    def redo(self) -> None:
        """Do again what was undone."""
        self._ask(ThemesWorker.redo)
        self._room.look()

    def decided(self, message: Decided) -> None:
        """Say what was decided; of themes that were merged the cursor goes to the one that stayed."""
        self._room.tell(_("{what}; Ctrl+Z undoes it").format(what=message.said))
        self._room.unmark()
        if message.decision.verb is Verb.MERGE:
            self._theme_list.goal = message.decision.themes[0]

    def reversed(self, message: Reversed) -> None:
        """Say what was undone or done again."""
        if not message.said:
            self._room.tell(_("there is nothing to redo") if message.again else _("there is nothing to undo"))
            return
        said = _("done again: {change}") if message.again else _("undone: {change}")
        self._room.tell(said.format(change=message.said))
