"""Memos on notes, themes, lenses and sessions; undo and redo; what was decided, in words."""

from dataclasses import dataclass

from textual import on

from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns.ledger import About, Decision, Memo, Verb
from kennis.nouns.themes_room import LensGroup, NoteLine, ThemeLine
from kennis.tui.shared.dialog_drafts import Slip
from kennis.tui.shared.wording import note, shown
from kennis.tui.themes_room.theme_actions import Shaping
from kennis.tui.themes_room.themes_events import Decided, MemoKept, MemoRefused, Reversed
from kennis.tui.themes_room.themes_port import ThemesPort


@dataclass(frozen=True, slots=True)
class Question:
    """A memo that is asked for: its dialog's title, what it is on, and the slip that it stands on until it is kept.

    `memo` is the one that it changes, which says `text`; empty for a new one.
    """

    title: str
    about: About
    item: str
    slip: Slip
    memo: str = ""
    text: str = ""


class Annotating(Shaping):
    """The commands for memos, and to go back on decisions."""

    _questions: tuple[Question, ...] = ()

    def action_memo(self) -> None:
        """Write a memo on what is under the cursor, or change the one there."""
        item = self.side.item
        match item.of if item else None:
            case Memo() as memo:
                self.edit_memo(memo)
            case NoteLine() as line:
                self._write(About.NOTE, line.note.id, _("Memo on {what}").format(what=note(line.note)))
            case LensGroup() as group if group.slug and not self.how.families:
                self._write(About.LENS, group.slug, _("Memo on {what}").format(what=shown(group.title)))
            case ThemeLine() as one:
                self._on_theme(one)
            case _ if self.on_right and self.shown_theme is not None:
                self._on_theme(self.shown_theme)
            case _:
                self.tell(_("choose a note, a theme or a lens first"))

    def action_session_memo(self) -> None:
        """Write a memo on the session of the note under the cursor."""
        item = self.right.item if self.on_right else None
        if item is not None and isinstance(item.of, NoteLine):
            session = item.of.session
            self._write(About.SESSION, session.id, _("Memo on {what}").format(what=shown(session.title)))
        else:
            self.tell(_("choose a note of the session first"))

    def edit_memo(self, memo: Memo) -> None:
        """Change a memo."""
        self._write(memo.about, memo.item, _("Change the memo"), memo.text, memo.id)

    def _on_theme(self, one: ThemeLine) -> None:
        self._write(About.THEME, one.theme.id, _("Memo on {what}").format(what=self.names.get(one.theme.id, one.name)))

    def _write(self, about: About, item: str, title: str, text: str = "", memo: str = "") -> None:
        slip = self.slips.on("memo", about, item, memo, new_id())  # another may still be on its way to the ledger
        self._put(Question(title, about, item, slip, memo, text))

    def _put(self, question: Question) -> None:
        self._questions = (*self._questions, question)
        self._ask_memo(len(self._questions) - 1)

    def _ask_memo(self, number: int, problem: str = "") -> None:
        from kennis.tui.shared.memo_dialog import MemoDialog

        asked = self._questions[number]

        def answer(said: str | None) -> None:
            if said or (asked.memo and said is not None):
                self._keep_memo(number, said)
            else:
                asked.slip.drop()

        self.show(MemoDialog(asked.title, asked.text, problem, asked.slip), answer)

    def _keep_memo(self, number: int, said: str) -> None:
        asked = self._questions[number]

        def way(study: ThemesPort) -> Decision:
            return study.memo(asked.about, asked.item, said, asked.memo)

        self.worker.ask(lambda: self.attendant.memo(way, number))
        self.look()

    def begun(self) -> None:
        """Go on with the memos that were being written when kennis ended."""
        for slip in self.slips.left("memo"):
            _sort, about, item, memo, *_name = slip.about.split(" ")
            title = _("Memo on {what}").format(what=self.names.get(item, "…"))
            self._put(Question(title, About(about), item, slip, memo))

    @on(MemoKept)
    def _memo_kept(self, message: MemoKept) -> None:
        self._questions[message.question].slip.drop()

    @on(MemoRefused)
    def _refused_memo(self, message: MemoRefused) -> None:
        self._ask_memo(message.question, message.reason)

    def action_undo(self) -> None:
        """Undo the last decision."""
        self.worker.ask(self.attendant.undo)
        self.look()

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.worker.ask(self.attendant.redo)
        self.look()

    @on(Decided)
    def _decided(self, message: Decided) -> None:
        said = _("{what}; Ctrl+Z undoes it")
        self.tell(said.format(what=message.said))
        self.left.unmark()
        self.right.unmark()
        if message.decision.verb is Verb.MERGE:
            self.goal = message.decision.themes[0]

    @on(Reversed)
    def _reversed(self, message: Reversed) -> None:
        if not message.said:
            self.tell(_("there is nothing to redo") if message.again else _("there is nothing to undo"))
            return
        said = _("done again: {deed}") if message.again else _("undone: {deed}")
        self.tell(said.format(deed=message.said))
