"""The lines around the notes: the header above, what is recognised in the entry, the hint at the bottom."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from kennis import clock
from kennis.locale import _
from kennis.locale.words import access, consent, form
from kennis.locale.words import kind as kind_word
from kennis.nouns import Kind
from kennis.reading import entry_edits
from kennis.reading.completion import Option
from kennis.tui.capture.capture_state import CaptureState
from kennis.tui.capture.entry_model import EntryMode
from kennis.tui.shared import wording
from kennis.tui.shared.command_table import key
from kennis.tui.shared.wrapping import cut

# Characters; of a longer text the beginning and the end are read, where marks stand; set by hand.
_LONGEST_READ = 20_000


class CaptureHeader(Widget):
    """The session on the left; the clock, whether all is saved, and how many notes there are, on the right."""

    DEFAULT_CSS = "CaptureHeader { height: 1; color: $foreground; background: $panel; }"

    def __init__(self, state: CaptureState) -> None:
        super().__init__(id="header")
        self._state = state
        self.shown = ""

    def render(self) -> Text:
        """Fit the parts in one line: first the title gives way, then the rest."""
        width = self.size.width
        right = self._right(width)
        space = width - cell_len(right) - 2
        left = self._left(space - 2)
        return Text(f" {left}{' ' * (space - cell_len(left))}{right} "[: max(width, 0)], no_wrap=True, end="")

    def _right(self, width: int) -> str:
        state, model = self._state, self._state.model
        time = f"{clock.time(model.session.timezone if model else state.timezone):%H:%M}"
        count = model.count if model else state.kept
        unsaved = len(model.pending) if model else state.kept
        if not state.reason and not unsaved:
            return f"{time} ● {self.shown or count}" if width >= 20 else f"● {count}"
        why = cut(wording.shown(state.reason), max(width // 3, 12)) if state.reason and model else ""
        said = _("not saved: {reason}").format(reason=why) if why else _("saving") if model else _("kept")
        return " ".join(filter(None, [time if width >= 60 else "", "○", said if width >= 40 else "", str(count)]))

    def _left(self, space: int) -> str:
        model = self._state.model
        if model is None:
            reason = wording.shown(self._state.unopened or self._state.reason)
            return cut(_("could not be opened: {reason}").format(reason=reason) if reason else _("opening…"), space)
        session = model.session
        facts = [wording.date(session.date), form(session.form), wording.shown(session.place), access(session.access)]
        if model.closed:
            facts.insert(0, _("closed"))
        while facts and sum(cell_len(fact) + 3 for fact in facts if fact) > space // 2:
            facts.pop()
        about = "".join(f" · {fact}" for fact in facts if fact)
        return cut(wording.shown(session.title), space - cell_len(about)) + about


class Recognised(Widget):
    """What the entry is taken for: its kind, speaker, tags and lenses; and the speaker who stays."""

    DEFAULT_CSS = "Recognised { height: 1; padding: 0 1; color: $text-muted; }"

    def __init__(self, state: CaptureState) -> None:
        super().__init__(id="recognised")
        self._state = state

    def render(self) -> Text:
        """Say it in one line."""
        said = cut("  ".join(filter(None, [self._at_work(), *self._recognised()])), self.size.width)
        return Text(said, no_wrap=True, end="")

    def _at_work(self) -> str:
        entry = self._state.entry_model
        if not entry.editing:
            return ""
        name = wording.note(entry.note) if entry.note else ""
        if entry.mode is EntryMode.SPLIT:
            return _("SPLIT {note}: put the cursor between the parts, Enter cuts, Esc leaves").format(note=name)
        return _("CHANGE {note}: Enter saves, Esc leaves it as it was").format(note=name)

    def _recognised(self) -> list[str]:
        model, session = self._state.entry_model, self._state.session
        source = model.draft.text
        if model.mode is EntryMode.SPLIT:
            return []
        if not source.strip():
            return [] if model.editing else [self._staying(), marks()]
        found, entry = entry_edits.read(_ends(source), session), entry_edits.typed(_ends(source), session)
        stays = entry.kind is Kind.QUOTE and not entry.nobody
        return [
            f"{found.header.at:%H:%M}" if found.header.at else "",
            f"{wording.MARKS[entry.kind]} {kind_word(entry.kind)}".strip(),
            consent(found.header.consent) if found.header.consent else "",
            wording.speaker(entry.speaker, session) or (self._staying() if stays else ""),
            wording.task(entry.owner, entry.due),
            wording.shown(" ".join([*(f"#{tag}" for tag in entry.tags), *(f"~{lens}" for lens in entry.lenses)])),
        ]

    def _staying(self) -> str:
        speaker = self._state.entry_model.draft.speaker
        if not speaker or self._state.entry_model.editing:
            return ""
        who = wording.speaker(speaker, self._state.session)
        return _("speaker: {who} (stays; {key} lets go)").format(who=who, key=key("ctrl+o"))


class CompletionLine(Widget):
    """What the word under the cursor could become; hidden when there is nothing."""

    DEFAULT_CSS = """
    CompletionLine { height: auto; max-height: 5; display: none; padding: 0 1; }
    CompletionLine.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(id="options")
        self.options: Sequence[Option] = ()
        self.index = 0

    @property
    def open(self) -> bool:
        """Say whether there is anything to choose."""
        return bool(self.options)

    def offer(self, options: Sequence[Option]) -> None:
        """Show these, the first one chosen; none hides the list."""
        if options == self.options:
            return
        self.options, self.index = tuple(options[:5]), 0
        self.set_class(self.open, "-open")
        self.refresh(layout=True)

    def move(self, steps: int) -> None:
        """Choose another."""
        self.index = (self.index + steps) % len(self.options)
        self.refresh()

    def render(self) -> Text:
        """Show one in a line, the chosen one with a mark."""
        width = max(self.size.width, 1)
        wide = max((cell_len(wording.shown(one.label)) for one in self.options), default=0)
        lines = []
        for place, one in enumerate(self.options):
            label = wording.shown(one.label)
            sign = "▸" if place == self.index else " "
            said = f"{sign} {label}{' ' * (wide - cell_len(label))}  {wording.shown(one.note)}"
            lines.append(Text(cut(said, width), style="bold reverse" if place == self.index else ""))
        return Text("\n", no_wrap=True).join(lines)


def signs() -> tuple[str, str]:
    """Say which marks make what of an entry, and how they count: what the help explains besides the keys."""
    about = _(
        "A speaker stays for the next quotes. A mark, @, # and ~ count at the start or the end of a note; "
        "!! is off the record, @- is nobody, a backslash before a mark makes it text."
    )
    return marks(), about


def marks() -> str:
    """Say which marks make what of an entry."""
    return _('" quote  ? question  ! insight  = decision  * action   @speaker  #tag  ~lens')


def _ends(source: str) -> str:
    """Give what is enough of a very long entry to tell its marks: they stand at its start and its end."""
    return source if len(source) <= _LONGEST_READ else f"{source[:5_000]} … {source[-5_000:]}"
