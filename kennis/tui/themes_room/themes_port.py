"""What the researcher's room needs of the ledger; `kennis.workflows.themes_room.ThemesRoom` is one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kennis.nouns import Lens
from kennis.nouns.ledger import About, Decision, Memo, Reach, Stance
from kennis.nouns.search import Mode
from kennis.nouns.themes_room import Event, Hit, NoteLine, Order, Overview, ProposalView, ThemeDetails
from kennis.tui.outline_room.outline_port import OutlinePort


class ThemesPort(Protocol):
    """Themes to look at and decide on; each method blocks on the disk, each decision can be undone."""

    def overview(self, order: Order = Order.WEIGHT) -> Overview:
        """Give the lenses with their themes."""

    def theme(self, theme: str) -> ThemeDetails:
        """Give a theme with its notes; raises UnknownItem where it is no more."""

    def loose(self) -> tuple[NoteLine, ...]:
        """Give the notes of no theme, those that come nearest to one first."""

    def shelf(self) -> tuple[NoteLine, ...]:
        """Give the notes that a person put on the shelf."""

    def proposals(self) -> tuple[ProposalView, ...]:
        """Give the proposals that wait."""

    def unmet(self) -> tuple[str, ...]:
        """Say what the last run could not honour, and why."""

    def history(self, theme: str = "") -> tuple[Event, ...]:
        """Give how a theme, or all of them, came about, newest last."""

    def memos(self, about: About, item: str) -> tuple[Memo, ...]:
        """Give the memos on something."""

    def parts(self, theme: str) -> tuple[tuple[NoteLine, ...], ...]:
        """Give what a theme would fall apart into."""

    def search(self, query: str, mode: Mode = Mode.WORDS) -> tuple[Hit, ...]:
        """Search the notes; raises InputError where there is nothing to search for."""

    def similar(self, note: str) -> tuple[Hit, ...]:
        """Give the notes nearest to one."""

    def remarks(self) -> tuple[str, ...]:
        """Give what there was to say of the last search, beside what it found."""

    def accept(self, positions: Sequence[int]) -> Decision:
        """Accept waiting proposals."""

    def reject(self, positions: Sequence[int]) -> Decision:
        """Reject waiting proposals."""

    def rename(self, theme: str, title: str) -> Decision:
        """Give a theme a title of a person's own."""

    def link(self, theme: str, lens: str, on: bool) -> Decision:
        """Put a theme under a lens, or take it from there."""

    def retire(self, theme: str) -> Decision:
        """Take a theme away; its notes become loose."""

    def merge(self, themes: Sequence[str], into: str) -> Decision:
        """Put themes together in one of them."""

    def split(self, theme: str, notes: Sequence[str], title: str = "") -> Decision:
        """Take notes off a theme as a new one."""

    def split_all(self, theme: str, parts: Sequence[Sequence[str]]) -> Decision:
        """Split a theme into parts, of which the largest keeps its number."""

    def move(self, notes: Sequence[str], theme: str | None) -> Decision:
        """Move notes to a theme, or out of any."""

    def pin(self, notes: Sequence[str]) -> Decision:
        """Hold notes in their themes."""

    def unpin(self, notes: Sequence[str]) -> Decision:
        """Let notes go where a run finds them."""

    def second(self, notes: Sequence[str], theme: str | None) -> Decision:
        """Say in which theme notes stand too, or in none."""

    def gather(self, notes: Sequence[str], title: str) -> Decision:
        """Make a new theme of notes."""

    def apart(self, notes: Sequence[str]) -> Decision:
        """Keep notes from sharing a theme."""

    def stance(self, notes: Sequence[str], stance: Stance | None) -> Decision:
        """Set the stance of notes, or take it off."""

    def shelve(self, notes: Sequence[str], on: bool) -> Decision:
        """Put notes on the shelf, or take them off."""

    def memo(self, about: About, item: str, text: str, memo: str = "") -> Decision:
        """Write a memo; with the id of one change it, or remove it where the text is empty."""

    def undo(self) -> Decision | None:
        """Undo the last decision; None where there is none."""

    def redo(self) -> Decision | None:
        """Do again what was undone last; None where there is nothing."""

    def told(self, decision: Decision) -> str:
        """Say a decision in words."""

    def stamp(self) -> str:
        """Give what differs when anything changed."""

    def place_new(self) -> int:
        """Suggest themes for notes that have none yet; gives how many."""

    def leave(self) -> None:
        """Let go of the database."""


class Progressed(Protocol):
    """How far a run is: `said` is what it came to once it has ended, `error` why it did not."""

    @property
    def step(self) -> str:
        """What it is at."""

    @property
    def done(self) -> int:
        """How much of that is done."""

    @property
    def whole(self) -> int:
        """How much there is of it."""

    @property
    def ended(self) -> bool:
        """Whether it is over."""

    @property
    def error(self) -> str:
        """Why it failed; empty if it did not."""

    @property
    def said(self) -> str:
        """What it came to."""


class Task(Protocol):
    """A run in a process of its own."""

    def progress(self) -> Progressed:
        """Say how far it is; never blocks."""

    def cancel(self) -> None:
        """End it; nothing is kept of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomsSetup:
    """How the screen gets at the ledger, begins a run and gets at the outline; the programme's lenses.

    Without a reach a run only suggests themes for the notes that are new.
    """

    ledger: Callable[[], ThemesPort]
    begin: Callable[[Reach | None], Task]
    outline: Callable[[], OutlinePort]
    lenses: tuple[Lens, ...] = ()
