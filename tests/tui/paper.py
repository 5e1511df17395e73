"""A researcher's room in memory, and the screen at work in it."""

import asyncio
import contextlib
import datetime
import functools
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from textual.pilot import Pilot

from kennis.errors import InputError, UnknownItem, WorkspaceError
from kennis.ids import new_id
from kennis.nouns import Kind, Lens, Note, Session
from kennis.nouns.ledger import About, Change, Decision, LensWeight, Memo, Proposal, Reach, Stance, Theme, Verb
from kennis.nouns.search import Mode
from kennis.nouns.themes_room import (
    Event,
    Hit,
    LensGroup,
    Near,
    NoteLine,
    Order,
    Overview,
    ProposalView,
    ThemeDetails,
    ThemeLine,
)
from kennis.tui.app import ExploringApp
from kennis.tui.capture.note_taking_port import CaptureSetup
from kennis.tui.themes_room.screen import RoomScreen
from kennis.tui.themes_room.themes_port import RoomsSetup
from tests.samples import session as a_session
from tests.tui.place import PaperDesk, no_outline, station

NOW = datetime.datetime(2020, 4, 18, 14, 31, tzinfo=datetime.UTC)
LENSES = (
    Lens("rol-overheid", "Rol van de overheid", "Leidt digitalisering tot een andere rol?", ()),
    Lens("verkokering", "Verkokering", "Kan het de verkokering doorbreken?", ()),
)


@dataclass(frozen=True)
class Held:
    """All that a decision can change."""

    themes: dict[str, Theme] = field(default_factory=dict)
    lines: dict[str, NoteLine] = field(default_factory=dict)
    memos: dict[str, Memo] = field(default_factory=dict)
    waiting: tuple[ProposalView, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()


class PaperRoom:
    """Themes and notes in memory; `locked` is what every call then says, `fallen` what a theme falls apart into.

    `untold` is what telling a decision then says.
    """

    def __init__(self, themes: Sequence[Theme], lines: Sequence[NoteLine]) -> None:
        self.held = Held({one.id: one for one in themes}, {one.note.id: one for one in lines})
        self.done: list[tuple[Held, Decision]] = []
        self.undone: list[tuple[Held, Decision]] = []
        self.locked = ""
        self.untold = ""
        self.unplaced: tuple[NoteLine, ...] = ()
        self.fallen: tuple[tuple[str, ...], ...] = ()
        self.left = False
        self.not_honoured: tuple[str, ...] = ()
        self._stamp = 0

    def overview(self, order: Order = Order.WEIGHT) -> Overview:
        """Give the lenses with their themes."""
        self._refuse()
        lines = self.held.lines.values()
        groups = [LensGroup(lens.slug, lens.title, self._under(lens.slug, order)) for lens in LENSES]
        return Overview(
            title="Slim besturen",
            notes=len(lines),
            themes=len(self.held.themes),
            loose=len(self.loose()),
            shelf=len(self.shelf()),
            waiting=len(self.held.waiting),
            unplaced=len(self.unplaced),
            lenses=(*groups, LensGroup("", "", self._under("", order))),
            stamp=str(self._stamp),
        )

    def theme(self, theme: str) -> ThemeDetails:
        """Give a theme."""
        self._refuse()
        self._known(theme)
        lines = sorted(self.held.lines.values(), key=lambda one: -one.strength)
        return ThemeDetails(
            line=self._line(self.held.themes[theme]),
            summary=("De raad krijgt inzichten waar nog geen beleid bij hoort.",),
            notes=tuple(one for one in lines if one.theme == theme and not one.suggested),
            suggested=tuple(one for one in lines if one.theme == theme and one.suggested),
            seconds=tuple(one for one in lines if theme in [near.theme for near in one.near] and one.theme != theme),
            lenses=self.held.themes[theme].lenses,
            memos=self.memos(About.THEME, theme),
            waiting=tuple(one.proposal for one in self.held.waiting if one.proposal.theme.id == theme),
        )

    def loose(self) -> tuple[NoteLine, ...]:
        """Give the notes of no theme."""
        return tuple(one for one in self.held.lines.values() if one.theme is None)

    def shelf(self) -> tuple[NoteLine, ...]:
        """Give the notes on the shelf."""
        return tuple(one for one in self.held.lines.values() if one.shelved)

    def proposals(self) -> tuple[ProposalView, ...]:
        """Give the proposals that wait."""
        return self.held.waiting

    def remarks(self) -> tuple[str, ...]:
        """Say that it was a search on paper."""
        return ("searched on paper",)

    def unmet(self) -> tuple[str, ...]:
        """Say what a test says could not be honoured."""
        return self.not_honoured

    def history(self, theme: str = "") -> tuple[Event, ...]:
        """Give every decision about a theme."""
        decisions = [one for _held, one in self.done]
        kept = [one for one in decisions if not theme or theme in one.themes]
        return tuple(Event(at=one.at, said=self.told(one), themes=one.themes, decision=one) for one in kept)

    def memos(self, about: About, item: str) -> tuple[Memo, ...]:
        """Give the memos on something."""
        return tuple(one for one in self.held.memos.values() if (one.about, one.item) == (about, item))

    def parts(self, theme: str) -> tuple[tuple[NoteLine, ...], ...]:
        """Give what a test says it falls apart into."""
        return tuple(tuple(self.held.lines[one] for one in part) for part in self.fallen)

    def search(self, query: str, mode: Mode = Mode.WORDS) -> tuple[Hit, ...]:
        """Find a word where it stands."""
        if not query.strip("'\" "):
            raise InputError("there is nothing to search for")
        found = [(one, one.note.text.lower().find(query.lower())) for one in self.held.lines.values()]
        return tuple(
            Hit(line=one, score=1.0, why=f"{mode}: {query}", marks=((at, at + len(query)),))
            for one, at in found
            if at >= 0
        )

    def similar(self, note: str) -> tuple[Hit, ...]:
        """Give all other notes."""
        others = [one for one in self.held.lines.values() if one.note.id != note]
        return tuple(Hit(line=one, score=0.8, why="0.80") for one in others)

    def accept(self, positions: Sequence[int]) -> Decision:
        """Do what the proposals say."""
        views = [one for one in self.held.waiting if one.proposal.position in positions]
        themes = {**self.held.themes, **{one.proposal.theme.id: one.proposal.theme for one in views}}
        moved = [replace(line, theme=one.proposal.theme.id) for one in views for line in one.joining]
        return self._decide(Verb.ACCEPT, replace(self._with(moved), themes=themes, waiting=self._without(positions)))

    def reject(self, positions: Sequence[int]) -> Decision:
        """Leave them."""
        return self._decide(Verb.REJECT, replace(self.held, waiting=self._without(positions)))

    def rename(self, theme: str, title: str) -> Decision:
        """Give a title."""
        known = replace(self._known(theme), title=title, titled=True)
        return self._decide(Verb.RENAME, replace(self.held, themes={**self.held.themes, theme: known}), (theme,))

    def link(self, theme: str, lens: str, on: bool) -> Decision:
        """Put a theme under a lens, or take it away."""
        known = self._known(theme)
        lenses = tuple(one for one in known.lenses if one.lens != lens) + ((LensWeight(lens, 1.0),) if on else ())
        after = {**self.held.themes, theme: replace(known, lenses=lenses)}
        return self._decide(Verb.LINK if on else Verb.UNLINK, replace(self.held, themes=after), (theme,))

    def retire(self, theme: str) -> Decision:
        """Take a theme away."""
        self._known(theme)
        after = self._with([replace(one, theme=None) for one in self._of(theme)])
        return self._decide(Verb.RETIRE, self._less(after, (theme,)), (theme,))

    def merge(self, themes: Sequence[str], into: str) -> Decision:
        """Put themes together."""
        gone = [one for one in themes if one != into]
        if not gone:
            raise InputError("a theme cannot be merged with itself")
        after = self._with([replace(one, theme=into) for theme in gone for one in self._of(theme)])
        return self._decide(Verb.MERGE, self._less(after, gone), (into, *gone))

    def split(self, theme: str, notes: Sequence[str], title: str = "") -> Decision:
        """Take notes off."""
        if len(notes) == len(self._of(theme)):
            raise InputError("a split must leave notes in the theme")
        return self._new(Verb.SPLIT, notes, title or "zonder titel")

    def split_all(self, theme: str, parts: Sequence[Sequence[str]]) -> Decision:
        """Split into parts."""
        (_largest, *others) = sorted(parts, key=len, reverse=True)
        return self._new(Verb.SPLIT, others[0], "deel 2")

    def move(self, notes: Sequence[str], theme: str | None) -> Decision:
        """Move notes."""
        if theme is not None:
            self._known(theme)
        lines = [replace(self.held.lines[one], theme=theme, pinned=theme is not None, suggested=False) for one in notes]
        return self._decide(Verb.MOVE, self._with(lines), notes=notes)

    def pin(self, notes: Sequence[str]) -> Decision:
        """Pin notes."""
        if any(self.held.lines[one].theme is None for one in notes):
            raise InputError("a loose note cannot be pinned")
        return self._decide(Verb.PIN, self._with([replace(self.held.lines[one], pinned=True) for one in notes]))

    def unpin(self, notes: Sequence[str]) -> Decision:
        """Let notes go."""
        return self._decide(Verb.UNPIN, self._with([replace(self.held.lines[one], pinned=False) for one in notes]))

    def second(self, notes: Sequence[str], theme: str | None) -> Decision:
        """Set the second theme."""
        known = self.held.themes.get(theme or "")
        near = (Near(known.id, f"T-{known.number:03d}", known.title, 1.0),) if known else ()
        return self._decide(Verb.SECOND, self._with([replace(self.held.lines[one], near=near) for one in notes]))

    def gather(self, notes: Sequence[str], title: str) -> Decision:
        """Make a theme."""
        return self._new(Verb.GATHER, notes, title)

    def apart(self, notes: Sequence[str]) -> Decision:
        """Keep notes apart."""
        return self._decide(Verb.APART, replace(self.held, apart=(*self.held.apart, tuple(notes))), notes=notes)

    def stance(self, notes: Sequence[str], stance: Stance | None) -> Decision:
        """Set the stance."""
        lines = [replace(self.held.lines[one], stance=stance) for one in notes]
        return self._decide(Verb.STANCE, self._with(lines), notes=notes)

    def shelve(self, notes: Sequence[str], on: bool) -> Decision:
        """Put notes on the shelf."""
        lines = [replace(self.held.lines[one], shelved=on) for one in notes]
        return self._decide(Verb.SHELVE if on else Verb.UNSHELVE, self._with(lines), notes=notes)

    def memo(self, about: About, item: str, text: str, memo: str = "") -> Decision:
        """Keep a memo."""
        name = memo or new_id()
        made = Memo(id=name, about=about, item=item, text=text, person="ann", at=NOW)
        kept = {key: one for key, one in self.held.memos.items() if key != name}
        return self._decide(Verb.MEMO, replace(self.held, memos={**kept, **({name: made} if text else {})}))

    def undo(self) -> Decision | None:
        """Undo."""
        return self._back(self.done, self.undone)

    def redo(self) -> Decision | None:
        """Do again."""
        return self._back(self.undone, self.done)

    def told(self, decision: Decision) -> str:
        """Say a decision."""
        if self.untold:
            raise WorkspaceError(self.untold)
        return f"{decision.verb} {len(decision.notes)}"

    def stamp(self) -> str:
        """Give what differs."""
        self._refuse()
        return str(self._stamp)

    def place_new(self) -> int:
        """Suggest a theme for what came in."""
        new, self.unplaced = self.unplaced, ()
        if new:
            self.change(self._with(new))
        return len(new)

    def leave(self) -> None:
        """Remember that it was let go of."""
        self.left = True

    def change(self, held: Held) -> None:
        """Have something changed as by another program."""
        self.held = held
        self._stamp += 1

    def come_in(self, *lines: NoteLine) -> None:
        """Have a note-taker's notes come in."""
        self.unplaced = lines
        self._stamp += 1

    def _decide(self, verb: Verb, after: Held, themes: Sequence[str] = (), notes: Sequence[str] = ()) -> Decision:
        self._refuse()
        made = Decision(id=new_id(), verb=verb, person="ann", at=NOW, themes=tuple(themes), notes=tuple(notes))
        self.done.append((self.held, made))
        self.undone.clear()
        self.change(after)
        return made

    def _back(self, source: list[tuple[Held, Decision]], other: list[tuple[Held, Decision]]) -> Decision | None:
        if not source:
            return None
        held, made = source.pop()
        other.append((self.held, made))
        self.change(held)
        return made

    def _new(self, verb: Verb, notes: Sequence[str], title: str) -> Decision:
        number = 1 + max(one.number for one in self.held.themes.values())
        made = Theme(id=f"theme-{number}", number=number, title=title, keywords=(), stability=0.5, titled=True)
        after = self._with([replace(self.held.lines[one], theme=made.id) for one in notes])
        return self._decide(verb, replace(after, themes={**self.held.themes, made.id: made}), (made.id,), notes)

    def _known(self, theme: str) -> Theme:
        if theme not in self.held.themes:
            raise UnknownItem(f"there is no theme {theme}")
        return self.held.themes[theme]

    def _of(self, theme: str) -> list[NoteLine]:
        return [one for one in self.held.lines.values() if one.theme == theme]

    def _with(self, lines: Sequence[NoteLine]) -> Held:
        return replace(self.held, lines={**self.held.lines, **{one.note.id: one for one in lines}})

    def _less(self, held: Held, themes: Sequence[str]) -> Held:
        return replace(held, themes={key: one for key, one in held.themes.items() if key not in themes})

    def _without(self, positions: Sequence[int]) -> tuple[ProposalView, ...]:
        found = {one.proposal.position for one in self.held.waiting}
        if missing := set(positions) - found:
            raise UnknownItem(f"no proposal {missing} waits")
        return tuple(one for one in self.held.waiting if one.proposal.position not in positions)

    def _under(self, lens: str, order: Order) -> tuple[ThemeLine, ...]:
        themes = self.held.themes.values()
        own = [
            self._line(one, lens)
            for one in themes
            if (lens in [w.lens for w in one.lenses] if lens else not one.lenses)
        ]
        keys: dict[Order, Callable[[ThemeLine], float]] = {
            Order.STABILITY: lambda one: -one.theme.stability,
            Order.SECTORS: lambda one: -one.sectors,
        }
        return tuple(sorted(own, key=keys.get(order, lambda one: -one.weight)))

    def _line(self, theme: Theme, lens: str = "") -> ThemeLine:
        own = [one for one in self._of(theme.id) if not one.suggested]
        return ThemeLine(
            theme=theme,
            name=f"T-{theme.number:03d}",
            notes=len(own),
            sessions=len({one.session.id for one in own}),
            sectors=len({one.sector for one in own}),
            weight=next((one.weight for one in theme.lenses if one.lens == lens), 0.0),
            waiting=sum(one.proposal.theme.id == theme.id for one in self.held.waiting),
            suggested=len(self._of(theme.id)) - len(own),
            newest=max((one.session.date for one in own), default=None),
            family="Gegevens" if theme.number < 3 else "",
        )

    def _refuse(self) -> None:
        if self.locked:
            raise WorkspaceError(self.locked)


@dataclass
class PaperTask:
    """A run that is as far as a test says."""

    step: str = "clustering notes"
    done: int = 0
    whole: int = 10
    ended: bool = False
    error: str = ""
    said: str = ""
    cancelled: bool = False

    def progress(self) -> "PaperTask":
        """Say how far it is."""
        return self

    def cancel(self) -> None:
        """End it."""
        self.cancelled = self.ended = True
        self.error = "the run was stopped"


def theme(number: int, title: str, *lenses: str, stability: float = 0.91) -> Theme:
    """Make a theme."""
    weights = tuple(LensWeight(lens, 0.9 - 0.1 * place) for place, lens in enumerate(lenses))
    return Theme(
        id=f"theme-{number}",
        number=number,
        title=title,
        keywords=("regie", "gegevens", "eigenaar"),
        stability=stability,
        lenses=weights,
    )


def line(number: int, text: str, of: int | None, **more: object) -> NoteLine:
    """Make a note that stands in a theme, or in none."""
    session: Session = a_session()
    made = Note(
        id=f"01900000-0000-7000-8000-{number:012x}", session=session.id, text=text, kind=Kind.QUOTE, number=number
    )
    base = NoteLine(
        note=made,
        session=session,
        role="adviseur",
        organisation="Provincie Utrecht",
        sector="provincie",
        theme=None if of is None else f"theme-{of}",
        strength=0.0 if of is None else 1.0 - number / 100,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def grown(position: int, of: Theme, joining: Sequence[NoteLine]) -> ProposalView:
    """Make a proposal that a theme takes notes in."""
    proposal = Proposal(
        position=position,
        change=Change.GROWN,
        theme=of,
        members=3 + len(joining),
        before=3,
        common=3,
        stability_before=0.91,
    )
    return ProposalView(
        proposal=proposal, run=1, name=f"T-{of.number:03d}", reasons=("3 in both",), joining=tuple(joining)
    )


def a_room() -> PaperRoom:
    """Give three themes with some notes, two loose notes and two proposals."""
    themes = [
        theme(1, "Regie op gegevens", "rol-overheid", "verkokering"),
        theme(2, "Marktmeester of bouwmeester", "rol-overheid", stability=0.6),
        theme(3, "Budget per domein", "verkokering", stability=0.3),
    ]
    texts = ["Wie de bron beheert, bepaalt het gesprek.", "Inwoners weten niet welke registraties er zijn.", "Regie?"]
    lines = [line(number, text, 1) for number, text in enumerate(texts, start=1)]
    lines += [line(number, f"De overheid als marktmeester {number}.", 2) for number in (11, 12)]
    lines += [line(21, "Budgetten volgen de kolommen, de opgave niet.", 3)]
    lines += [line(number, f"Een losse gedachte {number}.", None) for number in (31, 32)]
    made = PaperRoom(themes, lines)
    waiting = (grown(1, themes[0], [lines[-1]]), grown(2, themes[2], [lines[-2]]))
    made.change(replace(made.held, waiting=waiting))
    return made


@dataclass
class Seat:
    """The researcher's room at work."""

    app: ExploringApp
    pilot: Pilot[None]

    @property
    def screen(self) -> RoomScreen:
        """The room."""
        return self.app.explore

    @property
    def said(self) -> str:
        """What the bottom line says."""
        return self.screen.footer.hint.text

    @property
    def showing(self) -> str:
        """What sort of thing stands on the right."""
        return self.screen.details.subject.sort.value

    @property
    def left(self) -> list[str]:
        """What stands on the left, row by row."""
        return rows_of(self.screen, "themes")

    @property
    def right(self) -> str:
        """What stands on the right."""
        return "\n".join(rows_of(self.screen, "notes"))

    async def press(self, *keys: str) -> None:
        """Press keys, each after what the one before means came to pass."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Wait until the ledger has done what it was asked, and it is shown."""
        for _turn in range(3):
            while self.screen.details.pausing:
                await self.pilot.pause(0.01)
            met = asyncio.Event()
            loop = asyncio.get_running_loop()
            self.screen.worker.ask(functools.partial(loop.call_soon_threadsafe, met.set))
            await met.wait()
            await self.pilot.pause()

    async def until(self, met: Callable[[], object]) -> None:
        """Wait until something holds."""
        for _turn in range(500):
            if met():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it did not happen in time")


@dataclass
class Visit(Seat):
    """The researcher's room at work on a ledger in memory."""

    room: PaperRoom
    tasks: list[PaperTask]

    def waiting(self) -> int:
        """Count the proposals that wait."""
        return len(self.room.held.waiting)

    def stopped(self) -> bool:
        """Say whether the last run was stopped."""
        return self.tasks[-1].cancelled

    def line(self, number: int) -> NoteLine:
        """Give a note as it stands."""
        return self.room.held.lines[f"01900000-0000-7000-8000-{number:012x}"]


def rows_of(screen: RoomScreen, name: str) -> list[str]:
    """Give the rows of one side as they are drawn."""
    roll = screen.left if name == "themes" else screen.right
    return [roll.render_line(y).text.rstrip(" │┃") for y in range(roll.size.height)]


@contextlib.asynccontextmanager
async def visited(
    folder: Path, room: PaperRoom | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Visit]:
    """Open the researcher's room on a ledger, and leave it as a person does."""
    room, tasks = room or a_room(), list[PaperTask]()

    def begin(reach: Reach | None) -> PaperTask:
        tasks.append(PaperTask(step=f"{reach} run"))
        return tasks[-1]

    with station(folder) as place:
        desk = PaperDesk([a_session()])
        app = ExploringApp(
            CaptureSetup(store=lambda: desk, client=place),
            RoomsSetup(ledger=lambda: room, begin=begin, outline=no_outline, lenses=LENSES),
        )
        async with app.run_test(size=size) as pilot:
            visit = Visit(app, pilot, room, tasks)
            await visit.settle()
            yield visit
        app.store()
