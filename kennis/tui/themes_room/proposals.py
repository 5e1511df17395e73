"""The proposals of a run: looked at side by side, accepted, rejected, put off."""

from collections.abc import Callable, Sequence

from textual import on

from kennis.locale import _
from kennis.nouns.ledger import Decision
from kennis.nouns.themes_room import ProposalView
from kennis.tui.shared import counts_wording as words
from kennis.tui.themes_room import proposal_rows
from kennis.tui.themes_room.detail_view import NOTHING, Content, DetailSubject, Sort
from kennis.tui.themes_room.memo_actions import Annotating
from kennis.tui.themes_room.themes_events import ProposalsCame
from kennis.tui.themes_room.themes_port import ThemesPort

Judge = Callable[[ThemesPort, Sequence[int]], Decision]


class Weighing(Annotating):
    """The commands for proposals."""

    views: tuple[ProposalView, ...] = ()
    unmet: tuple[str, ...] = ()
    later: tuple[int, ...] = ()
    _place = ""

    def action_proposals(self) -> None:
        """Show the proposals, or the themes again."""
        if self.proposing:
            self._themes_again()
            return
        item = self.left.item
        self._place = item.key if item else ""
        self.proposing = True
        self.trail.clear()
        self.left.fill([])
        self.want(DetailSubject(Sort.NOTHING))
        self.put(NOTHING, Content())
        self.set_focus(self.left)
        self.set_keys()
        self.worker.ask(self.attendant.proposals)

    def _themes_again(self) -> None:
        self.proposing = False
        self.trail.clear()
        self.left.fill([])
        self.list_themes(self._place)
        self.set_focus(self.left)
        self.set_keys()
        self._follow()

    def leave_side(self) -> None:
        """Go back to the themes from the proposals."""
        if self.proposing:
            self._themes_again()
        else:
            super().leave_side()

    def changed(self) -> None:
        """Have the proposals read anew too, where they are listed."""
        if self.proposing:
            self.worker.ask(self.attendant.proposals)
        super().changed()

    @on(ProposalsCame)
    def _came_in(self, message: ProposalsCame) -> None:
        self.views, self.unmet = message.proposals, message.unmet
        if self.proposing:
            self._list()

    def _list(self, key: str = "") -> None:
        self.left.fill(proposal_rows.items(self.views, self.later, self.unmet), key, again=not key)
        self._follow()

    def _follow(self) -> None:
        if not self.proposing:
            super()._follow()
            return
        item = self.left.item
        view = item.of if item is not None and isinstance(item.of, ProposalView) else None
        self.trail.clear()
        if view is None:
            self.wanted = NOTHING
            self.put(NOTHING, Content())
        elif self.content.proposal != view or self.subject.sort is not Sort.PROPOSAL:
            self.wanted = DetailSubject(Sort.PROPOSAL, str(view.proposal.position))
            self.put(self.wanted, Content(proposal=view))

    def _chosen(self) -> list[ProposalView]:
        views = [item.of for item in self.left.chosen if isinstance(item.of, ProposalView)]
        if not self.proposing or not views:
            self.tell(_("there is no proposal here; v shows those that wait"))
            return []
        return views

    def action_accept(self) -> None:
        """Accept the marked proposals, or the one under the cursor."""
        self._judge(self._chosen(), lambda study, positions: study.accept(positions))

    def action_reject(self) -> None:
        """Reject the marked proposals, or the one under the cursor."""
        self._judge(self._chosen(), lambda study, positions: study.reject(positions))

    def action_later(self) -> None:
        """Put the chosen proposals at the end of the list."""
        views = self._chosen()
        if views:
            self.later = (*self.later, *(one.proposal.position for one in views))
            chosen = {proposal_rows.key_of(one) for one in views}
            rest = [item.key for item in self.left.items if item.key not in chosen]
            self.left.unmark()
            self._list(rest[0] if rest else "")

    def action_accept_all(self) -> None:
        """Accept all that wait, after asking."""
        if not self.proposing or not self.views:
            self.tell(_("there is no proposal here; v shows those that wait"))
            return
        views = self.views
        self.confirm(
            _("Accept {proposals}?").format(proposals=words.proposals(len(views))),
            _("All are done at once, and one Ctrl+Z undoes them all."),
            lambda: self._judge(views, lambda study, positions: study.accept(positions)),
        )

    def _judge(self, views: Sequence[ProposalView], judge: Judge) -> None:
        if views:
            positions = tuple(one.proposal.position for one in views)
            self.decide(lambda study: judge(study, positions))
