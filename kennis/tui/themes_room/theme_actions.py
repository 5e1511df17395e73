"""What can be done to themes: name, merge, split, link to lenses, retire."""

from textual import on

from kennis.locale import _
from kennis.nouns.themes_room import ThemeLine
from kennis.tui.shared import counts_wording as words
from kennis.tui.themes_room.note_actions import Sorting
from kennis.tui.themes_room.themes_events import PartsCame


class Shaping(Sorting):
    """The commands for themes."""

    def theme_here(self) -> ThemeLine | None:
        """Give the theme under the cursor, or that is shown; says so where there is none."""
        item = self.side.item
        if item is not None and isinstance(item.of, ThemeLine):
            return item.of
        if self.on_right and not self.settled():
            return None
        shown = self.shown_theme if self.on_right else None
        if shown is None:
            self.tell(_("choose a theme first"))
        return shown

    def themes_marked(self) -> list[ThemeLine]:
        """Give the marked themes; one that stands under several lenses counts once."""
        items = [one for one in self.left.items if one.key in self.left.marked]
        return list({item.of.theme.id: item.of for item in items if isinstance(item.of, ThemeLine)}.values())

    def action_rename(self) -> None:
        """Ask for a title."""
        from kennis.tui.shared.one_line import OneLine

        one = self.theme_here()
        if one is None:
            return
        theme = one.theme.id

        def answer(title: str | None) -> None:
            if title:
                self.decide(lambda study: study.rename(theme, title))

        about = ", ".join(one.theme.keywords)
        self.show(OneLine(_("Title of {theme}").format(theme=one.name), one.theme.title, about=about), answer)

    def action_merge(self) -> None:
        """Ask which of the marked themes stays, or into which other one this theme goes."""
        from kennis.tui.themes_room.theme_choice import Further, Target, ThemeChoice

        marked = self.themes_marked()
        one = None if len(marked) > 1 else next(iter(marked), None) or self.theme_here()
        if one is None and len(marked) < 2:
            return
        among = marked if one is None else [each for each in self.themes.values() if each.theme.id != one.theme.id]
        going = [each.theme.id for each in marked] if one is None else [one.theme.id]

        def answer(target: Target | None) -> None:
            if target is not None and target.theme is not None:
                into = target.theme
                others = tuple(name for name in going if name != into)
                self.decide(lambda study: study.merge(others, into))

        if one is None:
            title = _("Merge {themes}: which one stays?").format(themes=words.themes(len(marked)))
        else:
            title = _("Put {theme} into").format(theme=one.name)
        self.show(ThemeChoice(title, among, Further()), answer)

    def action_split(self) -> None:
        """Take the marked notes off as a theme; without marks see into what the theme would fall apart."""
        one = self.shown_theme if self.right.marked else self.theme_here()
        if one is None:
            return
        if self.right.marked:
            self._take_off(one)
        else:
            theme = one.theme.id
            self.tell(_("looking for parts…"))
            self.worker.ask(lambda: self.attendant.parts(theme))

    def _take_off(self, one: ThemeLine) -> None:
        from kennis.tui.shared.one_line import OneLine

        theme = one.theme.id
        ids = tuple(line.note.id for line in self.notes_chosen() if line.theme == theme and not line.suggested)
        if not ids:
            self.tell(_("mark notes of the theme itself"), trouble=True)
            return

        def answer(title: str | None) -> None:
            if title is not None:
                self.decide(lambda study: study.split(theme, ids, title))

        about = _("{notes} come off {theme}. Without a title kennis makes one of their words.")
        said = about.format(notes=words.notes(len(ids)), theme=one.name)
        self.show(OneLine(_("Title of the new theme"), about=said, empty=True), answer)

    @on(PartsCame)
    def _parts(self, message: PartsCame) -> None:
        from kennis.tui.themes_room.split_preview import PartsDialog

        if len(message.parts) < 2:
            self.tell(_("no parts are seen in this theme; mark notes with Space, then s takes them off"))
            return
        self.tell("")
        theme = message.theme
        parts = tuple(tuple(line.note.id for line in part) for part in message.parts)

        def answer(wanted: bool | None) -> None:
            if wanted:
                self.decide(lambda study: study.split_all(theme, parts))

        title = _("{theme} in {count} parts").format(theme=self.names.get(theme, ""), count=len(parts))
        self.show(PartsDialog(title, message.parts), answer)

    def action_link(self) -> None:
        """Ask under which lenses the theme stands."""
        from kennis.tui.themes_room.lens_choice import LensChoice

        one = self.theme_here()
        if one is None or self.overview is None:
            return
        theme = one.theme.id
        groups = self.overview.lenses
        now = frozenset(each.slug for each in groups if each.slug and any(t.theme.id == theme for t in each.themes))

        def answer(ticked: frozenset[str] | None) -> None:
            for lens in sorted(now ^ ticked if ticked is not None else ()):
                self._link(theme, lens, lens not in now)

        self.show(LensChoice(_("Lenses of {theme}").format(theme=one.name), self.studio.lenses, now), answer)

    def _link(self, theme: str, lens: str, under: bool) -> None:
        self.decide(lambda study: study.link(theme, lens, under))

    def action_retire(self) -> None:
        """Take the theme away, after asking."""
        one = self.theme_here()
        if one is not None:
            theme = one.theme.id
            said = _("{notes} become loose, and no run brings it back; Ctrl+Z does")
            self.confirm(
                _("Retire {theme}?").format(theme=self.names.get(theme, one.name)),
                said.format(notes=words.notes(one.notes)),
                lambda: self.decide(lambda study: study.retire(theme)),
            )
