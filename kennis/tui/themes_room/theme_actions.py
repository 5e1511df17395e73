"""What can be done to themes: name, merge, split, link to lenses, retire."""

from kennis.locale import _
from kennis.nouns.themes_room import ThemeLine
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.split_screen import SplitScreen
from kennis.tui.themes_room.detail_requests import DetailRequests
from kennis.tui.themes_room.note_actions import NoteActions
from kennis.tui.themes_room.themes_events import PartsCame
from kennis.tui.themes_room.themes_model import ThemesModel
from kennis.tui.themes_room.themes_worker import Ask, Decide


class ThemeActions:
    """The commands for the marked themes, the one under the cursor, or the one that is shown."""

    def __init__(
        self,
        room: SplitScreen,
        model: ThemesModel,
        details: DetailRequests,
        notes: NoteActions,
        *,
        ask: Ask,
        decide: Decide,
    ) -> None:
        self._room, self._model, self._details, self._notes = room, model, details, notes
        self._ask, self._decide = ask, decide

    def rename(self) -> None:
        """Ask for a title."""
        from kennis.tui.shared.one_line import OneLine

        one = self._here()
        if one is None:
            return
        theme = one.theme.id

        def answer(title: str | None) -> None:
            if title:
                self._decide(lambda ledger: ledger.rename(theme, title))

        about = ", ".join(one.theme.keywords)
        self._room.show(OneLine(_("Title of {theme}").format(theme=one.name), one.theme.title, about=about), answer)

    def merge(self) -> None:
        """Ask which of the marked themes stays, or into which other one this theme goes."""
        from kennis.tui.themes_room.theme_choice import Further, Target, theme_choice

        marked = self._marked()
        one = None if len(marked) > 1 else next(iter(marked), None) or self._here()
        if one is None and len(marked) < 2:
            return
        among = (
            marked if one is None else [each for each in self._model.themes.values() if each.theme.id != one.theme.id]
        )
        going = [each.theme.id for each in marked] if one is None else [one.theme.id]

        def answer(target: Target | None) -> None:
            if target is not None and target.theme is not None:
                into = target.theme
                others = tuple(name for name in going if name != into)
                self._decide(lambda ledger: ledger.merge(others, into))

        if one is None:
            title = _("Merge {themes}: which one stays?").format(themes=words.themes(len(marked)))
        else:
            title = _("Put {theme} into").format(theme=one.name)
        self._room.show(theme_choice(title, among, Further()), answer)

    def split(self) -> None:
        """Take the marked notes off as a theme; without marks see into what the theme would fall apart."""
        one = self._details.theme if self._room.right.marked else self._here()
        if one is None:
            return
        if self._room.right.marked:
            self._take_off(one)
        else:
            theme = one.theme.id
            self._room.tell(_("looking for parts…"))
            self._ask(lambda ledger: ledger.parts(theme))

    def parts_came(self, message: PartsCame) -> None:
        """Show into what a theme would fall apart, and split it so when the person wants it."""
        from kennis.tui.themes_room.split_preview import PartsDialog

        if len(message.parts) < 2:
            self._room.tell(_("no parts are seen in this theme; mark notes with Space, then s takes them off"))
            return
        self._room.tell("")
        theme = message.theme
        parts = tuple(tuple(line.note.id for line in part) for part in message.parts)

        def answer(wanted: bool | None) -> None:
            if wanted:
                self._decide(lambda ledger: ledger.split_all(theme, parts))

        title = _("{theme} in {count} parts").format(theme=self._model.names.get(theme, ""), count=len(parts))
        self._room.show(PartsDialog(title, message.parts), answer)

    def link(self) -> None:
        """Ask under which lenses the theme stands."""
        from kennis.tui.themes_room.lens_choice import LensChoice

        one = self._here()
        if one is None:
            return
        theme = one.theme.id
        now = self._model.lenses_of(theme)

        def answer(ticked: frozenset[str] | None) -> None:
            for lens in sorted(now ^ ticked if ticked is not None else ()):
                self._link(theme, lens, lens not in now)

        self._room.show(LensChoice(_("Lenses of {theme}").format(theme=one.name), self._model.lenses, now), answer)

    def retire(self) -> None:
        """Take the theme away, after asking."""
        one = self._here()
        if one is not None:
            theme = one.theme.id
            said = _("{notes} become loose, and no run brings it back; Ctrl+Z does")
            self._room.confirm(
                _("Retire {theme}?").format(theme=self._model.names.get(theme, one.name)),
                said.format(notes=words.notes(one.notes)),
                lambda: self._decide(lambda ledger: ledger.retire(theme)),
            )

    def _take_off(self, one: ThemeLine) -> None:
        from kennis.tui.shared.one_line import OneLine

        theme = one.theme.id
        ids = tuple(line.note.id for line in self._notes.chosen() if line.theme == theme and not line.suggested)
        if not ids:
            self._room.tell(_("mark notes of the theme itself"), trouble=True)
            return

        def answer(title: str | None) -> None:
            if title is not None:
                self._decide(lambda ledger: ledger.split(theme, ids, title))

        about = _("{notes} come off {theme}. Without a title kennis makes one of their words.")
        said = about.format(notes=words.notes(len(ids)), theme=one.name)
        self._room.show(OneLine(_("Title of the new theme"), about=said, empty=True), answer)

    def _link(self, theme: str, lens: str, under: bool) -> None:
        self._decide(lambda ledger: ledger.link(theme, lens, under))

    def _here(self) -> ThemeLine | None:
        """Give the theme under the cursor, or that is shown; says so where there is none."""
        item = self._room.side.item
        if item is not None and isinstance(item.of, ThemeLine):
            return item.of
        if self._room.on_right and not self._details.settled():
            return None
        shown = self._details.theme if self._room.on_right else None
        if shown is None:
            self._room.tell(_("choose a theme first"))
        return shown

    def _marked(self) -> list[ThemeLine]:
        """Give the marked themes; one that stands under several lenses counts once."""
        left = self._room.left
        items = [one for one in left.items if one.key in left.marked]
        return list({item.of.theme.id: item.of for item in items if isinstance(item.of, ThemeLine)}.values())
