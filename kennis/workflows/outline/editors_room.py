"""The editors' room: the outline as it stands, looked at as a whole and edited by one person."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Edition, Passage, Remark
from kennis.nouns.outline_room import OutlineView
from kennis.outline.outline_material import OutlineMaterial
from kennis.outline.parts import find
from kennis.store import Store
from kennis.workflows.outline import outline_material, preflight_check
from kennis.workflows.outline.outline_edits import Outlining
from kennis.workflows.outline.room_view import view
from kennis.workflows.workspace import Workspace


class OutlineRoom(Outlining):
    """What one editor sees and does; every method waits for the disk, so call all from one thread.

    What an outline is made from is gathered once for as long as it stays as it is.
    """

    _gathered: tuple[str, OutlineMaterial] | None = None

    def __init__(self, workspace: Workspace, person: str) -> None:
        self._scope = ExitStack()
        super().__init__(self._scope.enter_context(workspace.opened()), person)

    def leave(self) -> None:
        """Let go of the database."""
        self._scope.close()

    def view(self) -> OutlineView:
        """Give the outline with what it comes to; without chapters where none was built."""
        with self.workspace.store() as store:
            book, stamp = store.outlines.current(), _stamp(store)
            if not book.chapters:
                return OutlineView(title=self.workspace.settings.programme.title, stamp=stamp)
            material = self._material(store)
            told: dict[str, tuple[str, ...]] = {}
            for one in outline_material.stopping(self.workspace, store, material):
                told[one.part] = (*told.get(one.part, ()), one.message)
            return replace(view(book, material, self.workspace.settings.outline.words, told), stamp=stamp)

    def check(self) -> tuple[Remark, ...]:
        """Give what `kennis preflight` tells of the outline, the worst first; what was accepted is left out."""
        with self.workspace.store() as store:
            found = preflight_check.remarks_of(self.workspace, store, self._material(store))
        return tuple(one for one in found if not one.accepted)

    def stamp(self) -> str:
        """Give a text that differs when the outline, the themes or the notes have changed."""
        with self.workspace.store() as store:
            return _stamp(store)

    def shift(self, part: str, by: int) -> Edition:
        """Move a part so many places among its siblings; raises InputError where it stands at that end already."""
        book = self.book()
        found = find(book, part)
        beside = [one for one in book.walk() if one.parent == found.parent and type(one.part) is type(found.part)]
        if found.place + by < 0:
            raise InputError(_("it stands first already"))
        if found.place + by >= len(beside):
            raise InputError(_("it stands last already"))
        return self.move(part, place=found.place + by)

    def rewrite(self, part: str, before: str, text: str) -> Edition:
        """Rewrite a passage that still says what it said before; raises InputError where it does not."""
        found = find(self.book(), part).part
        if isinstance(found, Passage) and found.text != before:
            raise InputError(_("the passage was changed meanwhile; keeping this replaces what it says now"))
        return self.write(part, text)

    def cite(self, part: str, notes: Sequence[str]) -> Edition:
        """Have the editor's own words cite these notes; raises InputError for other words."""
        found = find(self.book(), part).part
        if not isinstance(found, Passage) or not found.own:
            raise InputError(_("this is what notes say, not your own words; what it cites is fixed"))
        return self.write(part, found.text, notes)

    def _material(self, store: Store) -> OutlineMaterial:
        stamp = _stamp_of_material(store)
        if self._gathered is None or self._gathered[0] != stamp:
            self._gathered = (stamp, super()._material(store))
        return self._gathered[1]


def _stamp(store: Store) -> str:
    editions = store.outlines.editions()
    head = max((one.number for one in editions if not one.undone), default=0)
    return f"{head} {len(editions)} {_stamp_of_material(store)}"


def _stamp_of_material(store: Store) -> str:
    refused = " ".join(sorted(store.approvals.refused()))
    return f"{store.ledger.stamp()} {store.notes.stamp()} {refused} {_stamp_of_answers(store)}"


def _stamp_of_answers(store: Store) -> str:
    answers = [one.at for one in store.approvals.all() if one.at is not None]
    return f"{len(answers)} {max(answers, default='')} {len(store.approvals.accepted_remarks())}"
