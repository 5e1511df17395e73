"""A page of the user's guide before the screen; what is being typed stays where it is."""

import re
from collections.abc import Iterator
from typing import ClassVar

from markdown_it import MarkdownIt
from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown

from kennis import guide
from kennis.locale import _
from kennis.tui.shared.dialog import Dialog

_TO_A_PAGE = re.compile(r"(?:([a-z]+)\.md)?(?:#(.*))?")  # of this page where it names a heading only
_LANGUAGE = re.compile(r"^```[a-z].*$", re.MULTILINE)  # of a block of code
_PLAIN = "```text"  # any other language, and none, would be drawn in colours of its own


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


class GuideScreen(Dialog[None]):
    """Shows a page of the guide; arrows scroll and go to the other pages, any of Esc, F1, Enter leaves."""

    DEFAULT_CSS = """
    GuideScreen #frame { max-width: 104; }
    GuideScreen Markdown { padding: 0 1; }
    GuideScreen MarkdownHeader { content-align: left middle; color: $foreground; text-style: bold; margin: 1 0 0 0; }
    GuideScreen MarkdownTableContent { keyline: thin $text-muted; }
    GuideScreen MarkdownFence { color: $foreground; background: $panel; margin: 0 0 1 0; }
    GuideScreen MarkdownBlock > .code_inline { color: $foreground; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,q", "leave", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("left", "previous", show=False),
        Binding("right", "next", show=False),
    ]

    def __init__(self, subject: str) -> None:
        super().__init__()
        self._page = guide.page(subject)

    def title_text(self) -> str:
        """Give the title."""
        return _("The guide: {title}").format(title=self._page.title)

    def keys_text(self) -> str:
        """Give the keys of the guide."""
        return _("↑ ↓ PgUp PgDn scroll   ← → other pages   Esc back")

    def parts(self) -> Iterator[Widget]:
        """Give the page."""
        yield Markdown(self._shown(), parser_factory=_parser, open_links=False)

    @property
    def _body(self) -> VerticalScroll:
        return self.query_one("#body", VerticalScroll)

    def _shown(self) -> str:
        return _LANGUAGE.sub(_PLAIN, self._page.text)

    async def _open(self, subject: str, heading: str = "") -> None:
        """Show another page from its beginning, or from one of its headings on."""
        self._page = guide.page(subject)
        self.show_title()
        shown = self.query_one(Markdown)
        await shown.update(self._shown())
        self._body.scroll_home(animate=False)
        if heading:
            shown.goto_anchor(heading)

    @on(Markdown.LinkClicked)
    async def _followed(self, event: Markdown.LinkClicked) -> None:
        """Open the page that a link leads to; of what is no page of the screen's say how it is reached."""
        event.stop()
        found = _TO_A_PAGE.fullmatch(event.href)
        subject = (found[1] or self._page.subject) if found else ""
        if found and subject in guide.written():
            await self._open(subject, found[2] or "")
        else:
            self.say(f"kennis guide {subject}" if subject else event.href)

    def action_scroll(self, rows: int) -> None:
        """Scroll the page."""
        self._body.scroll_relative(y=rows, animate=False)

    def action_edge(self, end: int) -> None:
        """Go to the beginning of the page, or to its end."""
        self._body.scroll_to(y=self._body.max_scroll_y * end, animate=False)

    async def action_step(self, by: int) -> None:
        """Scroll by a line."""
        self.action_scroll(by)

    async def action_next(self) -> None:
        """Show the next page."""
        await self._turn(1)

    async def action_previous(self) -> None:
        """Show the page before."""
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        subjects = guide.written()
        await self._open(subjects[(subjects.index(self._page.subject) + by) % len(subjects)])

    def accept(self) -> None:
        """Leave."""
        self.dismiss(None)
