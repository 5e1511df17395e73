"""One self-contained, accessible HTML page of an outline, and what such a page says."""

import html
from html.parser import HTMLParser
from importlib import resources

from kennis.export import pandoc_tree
from kennis.export.document_blocks import Cite, body, chapter_anchor, introduction, printed, section_anchor
from kennis.export.document_words import Words, words_of
from kennis.export.draft_progress import of_book
from kennis.export.pandoc_tree import Node
from kennis.export.read_back import ReadBackPassage
from kennis.note_paragraphs import laid_out, one_line
from kennis.nouns import PrintedChapter, PrintedOutline

_TAGS = {"a", "blockquote", "br", "div", "h2", "h3", "h4", "li", "p", "section", "span", "ul"}
_ATTRIBUTES = {tag: {"class", "id"} for tag in _TAGS} | {"a": {"class", "href"}}
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#text">{skip}</a>
<header>
<h1>{title}</h1>
<p class="intro">{introduction}</p>
{standing}
</header>
<nav aria-labelledby="contents">
<h2 id="contents">{contents}</h2>
{list}
</nav>
<main id="text">
{body}
</main>
</body>
</html>
"""


def write_html(outline: PrintedOutline) -> bytes:
    """Write the outline as one HTML page without scripts, outside resources or outside links."""
    import nh3

    document = pandoc_tree.document(exact(body(outline, linked(outline))), outline.title, outline.language)
    options = ["--section-divs", "--shift-heading-level-by=1"]
    text = pandoc_tree.convert(document, "html5", options).decode()
    words = words_of(outline.language)
    page = _PAGE.format(
        language=html.escape(outline.language),
        title=html.escape(one_line(outline.title)),
        style=resources.files(__package__).joinpath("page.css").read_text("utf-8"),
        introduction=html.escape(introduction(outline)),
        standing=_standing(outline),
        skip=html.escape(words.say("Skip to the text")),
        contents=html.escape(words.say("Contents")),
        list=_contents(outline, words),
        body=nh3.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=set(), link_rel=None).strip(),
    )
    return page.encode()


def read_html(data: bytes) -> tuple[ReadBackPassage, ...]:
    """Read the passages of a written page: the elements of class `passage`."""
    return read_page(data.decode())


def exact(blocks: list[Node]) -> list[Node]:
    """Spell out the arrows that pandoc writes with a selector of their text form, which no note has said."""
    made: list[Node] = pandoc_tree.spelled(
        blocks, "↩↔", lambda arrow: {"t": "RawInline", "c": ["html", f"&#{ord(arrow)};"]}
    )
    return made


def linked(outline: PrintedOutline) -> Cite:
    """Give a way to cite notes by their numbers, each a link to its session in the list of sources.

    What they come from holds them on its line.
    """
    sources = {note: f"source-{number}" for number, source in enumerate(outline.sources, 1) for note in source.notes}

    def cite(notes: tuple[str, ...]) -> list[Node]:
        nodes: list[Node] = []
        for note in notes:
            named = pandoc_tree.line(note)
            nodes += [{"t": "Space"}, pandoc_tree.link(named, sources[note]) if note in sources else named[0]]
        return [*pandoc_tree.line("\u00a0"), pandoc_tree.span("notes", "Notes", nodes[1:])]

    return cite


def read_page(text: str) -> tuple[ReadBackPassage, ...]:
    """Read the passages of an (X)HTML page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return tuple(reader.found)


def _standing(outline: PrintedOutline) -> str:
    told = of_book(outline)
    return f'<div class="facts"><p>{html.escape(told)}</p></div>' if told else ""


def _contents(outline: PrintedOutline, words: Words) -> str:
    entries = [
        _entry(chapter_anchor(chapter, number), chapter.title, _sections(chapter))
        for number, chapter in enumerate(printed(outline), start=1)
    ]
    if outline.sources:
        entries.append(_entry("sources", words.say("Sources"), ""))
    return "\n".join(["<ul>", *entries, "</ul>"])


def _sections(chapter: PrintedChapter) -> str:
    entries = [_entry(section_anchor(section), section.title, "") for section in chapter.sections]
    return "".join(["<ul>", *entries, "</ul>"]) if entries else ""


def _entry(anchor: str, title: str, below: str) -> str:
    return f'<li><a href="#{anchor}">{html.escape(one_line(title))}</a>{below}</li>'


class _Reader(HTMLParser):
    """Collects passages; a raw line end in the page is layout, for line breaks of a text are <br>."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[ReadBackPassage] = []
        self._open: list[str] = []
        self._parts: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\n")
        if tag in ("br", "meta"):
            return
        kind = (dict(attrs).get("class") or "").split(" ")[0]
        self._open.append(kind)
        if kind == "passage":
            self._parts = {"text": "", "by": "", "notes": ""}
        elif tag == "p":
            self._add("\n\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open.pop() == "passage":
            parts = self._parts
            notes = tuple(parts["notes"].split())
            self.found.append(
                ReadBackPassage(laid_out(parts["text"]), parts["by"].strip().removeprefix("—\u00a0"), notes)
            )

    def handle_data(self, data: str) -> None:
        self._add(data.replace("\n", ""))

    def _add(self, data: str) -> None:
        if "passage" in self._open:
            part = next((kind for kind in self._open if kind in ("by", "notes")), "text")
            self._parts[part] += data
