"""What of a session's notes is in sight: held at a note by its id, so that notes that come in above move nothing."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from kennis.tui.shared.note_lines import Row
from kennis.tui.shared.rows_in_sight import RowsInSight

Sight = list[tuple[str, Row]]


class StreamWindow:
    """A view on notes in the order of their ids; `rows` lays one out, `top` is the first in sight and what is above.

    Without a top the end is followed.
    """

    def __init__(self, rows: Callable[[str], Sequence[Row]]) -> None:
        self.ids: Sequence[str] = ()
        self.top: tuple[str, int] | None = None
        self._view = RowsInSight(lambda at: rows(self.ids[at]))

    def place(self, name: str) -> int:
        """Give the place of a note, or of the one after it where it is not there."""
        return min(bisect_left(self.ids, name), max(len(self.ids) - 1, 0))

    def sight(self, height: int, selected: str) -> Sight:
        """Give the rows in sight, with the note of each; rows of no note where there are too few.

        Who has selected a note keeps it in sight when others add notes; else the end is followed once it is reached.
        """
        seen = self._aimed().sight(height)
        if self._view.ended(seen):
            self._keep(bool(selected))
        return [("", ())] * (height - len(seen)) + [(self.ids[at], row) for at, _place, row in seen]

    def bring(self, selected: str, height: int) -> None:
        """Move as little as needed to have a note in sight."""
        if selected in self.ids:
            self._held(height).bring(self.place(selected), height)
            self._keep()

    def centre(self, selected: str, height: int) -> None:
        """Have a note in the middle of what is in sight."""
        self.top = (selected, 0)
        self.scroll(-(height // 2), height)

    def scroll(self, count: int, height: int) -> None:
        """Move by rows."""
        self._held(height).scroll(count, height)
        self._keep()

    def _held(self, height: int) -> RowsInSight:
        """Give the view where it stands; where the end is followed, with its first row known."""
        view = self._aimed()
        if self.top is None:
            view.hold(height)
        return view

    def _aimed(self) -> RowsInSight:
        self._view.count = len(self.ids)
        self._view.top = (self.place(self.top[0]), self.top[1]) if self.top else (len(self.ids), 0)
        return self._view

    def _keep(self, held: bool = True) -> None:
        at, above = self._view.top
        self.top = (self.ids[at], above) if held and self.ids else None
