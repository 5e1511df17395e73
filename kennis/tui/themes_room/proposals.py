"""The proposals of a run: looked at side by side, accepted, rejected, put off."""

from collections.abc import Sequence

from kennis.locale import _
from kennis.nouns.themes_room import ProposalView
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.themes_room import proposal_rows
from kennis.tui.themes_room.detail_requests import DetailRequests
from kennis.tui.themes_room.detail_view import NOTHING, Content, DetailSubject, Sort
from kennis.tui.themes_room.theme_list import ThemeList
from kennis.tui.themes_room.themes_events import ProposalsCame
from kennis.tui.themes_room.themes_worker import Ask, Decide, ThemesWorker


class Proposals:
    """Lists the proposals on the left, in place of the themes, and does what is done to them."""

    def __init__(
        self, room: SplitScreen, details: DetailRequests, theme_list: ThemeList, ask: Ask, decide: Decide
    ) -> None:
        self._room, self._details, self._theme_list = room, details, theme_list
        self._ask, self._decide = ask, decide
        self._views: tuple[ProposalView, ...] = ()
        self._unmet: tuple[str, ...] = ()
        self._later: tuple[int, ...] = ()
        self._key = ""

    @property
    def listed(self) -> bool:
        """Whether the proposals stand on the left, and not the themes."""
        return not self._theme_list.listed

    def turn(self) -> None:
        """Show the proposals, or the themes again."""
        if self.listed:
            self.leave()
            return
        item = self._room.left.item
        self._key = item.key if item else ""
        self._theme_list.listed = False
        self._room.left.fill([])
        self._details.clear()
        self._room.set_focus(self._room.left)
        self._room.set_keys()
        self._ask(ThemesWorker.proposals)

    def leave(self) -> None:
        """Show the themes again, the cursor where it was."""
        self._theme_list.listed = True
        self._room.left.fill([])
        self._theme_list.fill(self._key)
        self._room.set_focus(self._room.left)
        self._room.set_keys()
        self._theme_list.follow()

    def changed(self) -> None:
        """Have the proposals read anew where they are listed: something was changed."""
        if self.listed:
            self._ask(ThemesWorker.proposals)

    def came(self, message: ProposalsCame) -> None:
        """Take over what waits now."""
        self._views, self._unmet = message.proposals, message.unmet
        if self.listed:
            self._fill()

    def follow(self) -> None:
        """Show on the right the proposal that the cursor stands on."""
        item = self._room.left.item
        if item is not None and isinstance(item.of, ProposalView):
            subject = DetailSubject(Sort.PROPOSAL, str(item.of.proposal.position))
            self._details.show(subject, Content(proposal=item.of))
        else:
            self._details.show(NOTHING, Content())

    def accept(self) -> None:
        """Accept the marked proposals, or the one under the cursor."""
        self._accept(self._chosen())

    def reject(self) -> None:
        """Reject the marked proposals, or the one under the cursor."""
        if views := self._chosen():
            positions = _positions(views)
            self._decide(lambda ledger: ledger.reject(positions))

    def put_off(self) -> None:
        """Put the chosen proposals at the end of the list."""
        views = self._chosen()
        if views:
            self._later = (*self._later, *_positions(views))
            chosen = {proposal_rows.key_of(one) for one in views}
            rest = [item.key for item in self._room.left.items if item.key not in chosen]
            self._room.left.unmark()
            self._fill(rest[0] if rest else "")

    def accept_all(self) -> None:
        """Accept all that wait, after asking."""
        views = self._views
        if not self.listed or not views:
            self._say_none()
            return
        self._room.confirm(
            _("Accept {proposals}?").format(proposals=words.proposals(len(views))),
            _("All are done at once, and one Ctrl+Z undoes them all."),
            lambda: self._accept(views),
        )

    def _fill(self, key: str = "") -> None:
        self._room.left.fill(proposal_rows.items(self._views, self._later, self._unmet), key, again=not key)
        self.follow()

    def _chosen(self) -> list[ProposalView]:
        views = [item.of for item in self._room.left.chosen if isinstance(item.of, ProposalView)]
        if not views:
            self._say_none()
        return views

    def _accept(self, views: Sequence[ProposalView]) -> None:
        if views:
            positions = _positions(views)
            self._decide(lambda ledger: ledger.accept(positions))

    def _say_none(self) -> None:
        self._room.tell(_("there is no proposal here; v shows those that wait"))


def _positions(views: Sequence[ProposalView]) -> tuple[int, ...]:
    return tuple(one.proposal.position for one in views)
