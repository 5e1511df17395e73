"""Memos on notes, themes, lenses and sessions: written, changed, and kept until they are stored."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns.themes import About, Decision, Memo
from kennis.nouns.themes_room import LensGroup, NoteLine, ThemeLine
from kennis.tui.shared.dialog_drafts import DialogDraft, DialogDrafts
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.shared.wording import note, shown
from kennis.tui.themes_room.detail_requests import DetailRequests
from kennis.tui.themes_room.themes_events import MemoKept, MemoRefused
from kennis.tui.themes_room.themes_model import ThemesModel
from kennis.tui.themes_room.themes_worker import Ask

if TYPE_CHECKING:
    from kennis.workflows.themes_room import ThemesRoom


@dataclass(frozen=True, slots=True)
class MemoQuestion:
    """A memo that is asked for: its dialog's title, what it is on, and the draft in which it stands until it is kept.

    `memo` is the one that it changes, which says `text`; empty for a new one.
    """

    title: str
    about: About
    item: str
    draft: DialogDraft
    memo: str = ""
    text: str = ""


class MemoActions:
    """The commands for memos."""

    def __init__(
        self, room: SplitScreen, model: ThemesModel, details: DetailRequests, drafts: DialogDrafts, ask: Ask
    ) -> None:
        self._room, self._model, self._details, self._drafts, self._ask = room, model, details, drafts, ask
        self._questions: tuple[MemoQuestion, ...] = ()

    def write(self) -> None:
        """Write a memo on what is under the cursor, or change the one there."""
        item = self._room.side.item
        match item.of if item else None:
            case Memo() as memo:
                self.edit(memo)
            case NoteLine() as line:
                self._write(About.NOTE, line.note.id, _("Memo on {what}").format(what=note(line.note)))
            case LensGroup() as group if group.slug and not self._model.how.families:
                self._write(About.LENS, group.slug, _("Memo on {what}").format(what=shown(group.title)))
            case ThemeLine() as one:
                self._on_theme(one)
            case _ if self._room.on_right and self._details.theme is not None:
                self._on_theme(self._details.theme)
            case _:
                self._room.tell(_("choose a note, a theme or a lens first"))

    def write_on_session(self) -> None:
        """Write a memo on the session of the note under the cursor."""
        item = self._room.right.item if self._room.on_right else None
        if item is not None and isinstance(item.of, NoteLine):
            session = item.of.session
            self._write(About.SESSION, session.id, _("Memo on {what}").format(what=shown(session.title)))
        else:
            self._room.tell(_("choose a note of the session first"))

    def edit(self, memo: Memo) -> None:
        """Change a memo."""
        self._write(memo.about, memo.item, _("Change the memo"), memo.text, memo.id)

    def resume(self) -> None:
        """Go on with the memos that were being written when kennis ended."""
        for draft in self._drafts.left("memo"):
            _sort, about, item, memo, *_name = draft.about.split(" ")
            title = _("Memo on {what}").format(what=self._model.names.get(item, "…"))
            self._put(MemoQuestion(title, About(about), item, draft, memo))

    def kept(self, message: MemoKept) -> None:
        """Forget the draft of a memo that is stored."""
        self._questions[message.question].draft.drop()

    def refused(self, message: MemoRefused) -> None:
        """Ask again for a memo that could not be stored, and say why."""
        self._ask_for(message.question, message.reason)

    def _on_theme(self, one: ThemeLine) -> None:
        self._write(
            About.THEME, one.theme.id, _("Memo on {what}").format(what=self._model.names.get(one.theme.id, one.name))
        )

    def _write(self, about: About, item: str, title: str, text: str = "", memo: str = "") -> None:
        draft = self._drafts.on("memo", about, item, memo, new_id())  # another may still be on its way to the ledger
        self._put(MemoQuestion(title, about, item, draft, memo, text))

    def _put(self, question: MemoQuestion) -> None:
        self._questions = (*self._questions, question)
        self._ask_for(len(self._questions) - 1)

    def _ask_for(self, number: int, problem: str = "") -> None:
        from kennis.tui.shared.text_dialog import TextDialog, TextSort

        asked = self._questions[number]

        def answer(said: str | None) -> None:
            if said or (asked.memo and said is not None):
                self._keep(number, said)
            else:
                asked.draft.drop()

        sort = TextSort(keys=_("Ctrl+S keep   Enter new line   Esc cancel; an empty memo is taken away"))
        self._room.show(TextDialog(asked.title, asked.text, problem, asked.draft, sort), answer)

    def _keep(self, number: int, said: str) -> None:
        asked = self._questions[number]

        def way(ledger: "ThemesRoom") -> Decision:
            return ledger.memo(asked.about, asked.item, said, asked.memo)

        self._ask(lambda ledger: ledger.memo(way, number))
        self._room.look()
