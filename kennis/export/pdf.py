"""A PDF of an outline, tagged and for the archive: what Typst makes of the document tree, as data.

The template shows strings and reads none of them as markup, so that the text of a note is nothing but text.
"""

from collections.abc import Set
from dataclasses import replace
from importlib import resources
from typing import Any

from kennis.errors import KennisError
from kennis.export.document_blocks import body, opening, passages, printed
from kennis.export.document_words import words_of
from kennis.export.html import linked
from kennis.export.pandoc_tree import Node
from kennis.export.pdf_glyphs import missing, shown
from kennis.export.typst_run import typeset
from kennis.locale import _
from kennis.note_paragraphs import one_line
from kennis.nouns import PrintedChapter, PrintedOutline, PrintedSource

LARGE = 5_000  # passages, above which it becomes a file a chapter: Typst keeps a document in memory as a whole
_TRIES = 3  # runs of Typst, each without the characters that the one before could not set; set by hand
_UNTITLED = "–"  # a heading of nothing is no heading to those who hear it


def write_pdf(outline: PrintedOutline) -> bytes:
    """Write the outline as a PDF/A-2a and PDF/UA-1; characters that no font has are printed as [U+1F600].

    Raises KennisError where Typst cannot make it.
    """
    template = resources.files(__package__).joinpath("document.typ").read_bytes()
    unknown = unprintable(outline)
    for _try in range(_TRIES):
        made = typeset(template, _document(outline, unknown))
        if made.data:
            return made.data
        unknown |= made.missed
    raise KennisError(
        _("these characters cannot be printed: {characters}").format(characters=" ".join(sorted(unknown)))
    )


def by_chapter(outline: PrintedOutline) -> tuple[PrintedOutline, ...]:
    """Give an outline of each chapter, with the sources that it names, if there are many passages."""
    if len(passages(outline)) <= LARGE:
        return (outline,)
    return tuple(_alone(outline, chapter) for chapter in printed(outline))


def _alone(outline: PrintedOutline, chapter: PrintedChapter) -> PrintedOutline:
    alone = replace(outline, title=f"{outline.title} · {chapter.title}", chapters=(chapter,))
    cited = {note for passage in chapter.every for note in passage.notes}
    sources = (_named(source, cited) for source in outline.sources)
    return replace(alone, sources=tuple(source for source in sources if source.notes))


def _named(source: PrintedSource, cited: set[str]) -> PrintedSource:
    return replace(source, notes=tuple(note for note in source.notes if note in cited))


def unprintable(outline: PrintedOutline) -> frozenset[str]:
    """Find the characters of an outline that its PDF names instead of showing them."""
    return missing(_strings([opening(outline), *body(outline, linked(outline))]) | {outline.title})


def _document(outline: PrintedOutline, unknown: Set[str]) -> dict[str, Any]:
    blocks, words = body(outline, linked(outline)), words_of(outline.language)
    return {
        "title": shown(one_line(outline.title), unknown) or _UNTITLED,
        "language": outline.language,
        "contents": words.say("Contents"),
        "page": words.say("p."),
        "opening": _blocks([opening(outline)], unknown),
        "blocks": _blocks(blocks, unknown),
    }


def _blocks(nodes: list[Node], unknown: Set[str]) -> list[dict[str, Any]]:
    """Give blocks as the template wants them: headings, quotations, lists of passages, lines of a kind."""
    found: list[dict[str, Any]] = []
    for node in nodes:
        match node["t"], node["c"]:
            case "Header", [level, [anchor, classes, _], inlines]:
                text = "".join(map(str, _runs(inlines, unknown))) or _UNTITLED
                heading = {"kind": "heading", "level": level, "id": anchor, "text": text}
                found.append({**heading, "listed": "unlisted" not in classes})
            case "Para", inlines:
                found.append({"kind": "paragraph", "runs": _runs(inlines, unknown)})
            case "BulletList", items:
                found.append({"kind": "list", "items": [_paragraphs(item, unknown) for item in items]})
            case "Div", [[_, ["passage"], _], [{"t": "BlockQuote", "c": blocks}]]:
                found.append({"kind": "quote", "paragraphs": _paragraphs(blocks, unknown)})
            case "Div", [[_, ["opening"], _], blocks]:
                found += _blocks(blocks, unknown)
            case "Div", [[_, [kind], _], blocks]:
                found += [{"kind": kind, "runs": runs} for runs in _paragraphs(blocks, unknown)]
    return found


def _paragraphs(nodes: list[Node], unknown: Set[str]) -> list[list[Any]]:
    """Give the paragraphs in blocks, in whatever divisions they stand."""
    return [
        runs
        for node in nodes
        for runs in ([_runs(node["c"], unknown)] if node["t"] == "Para" else _paragraphs(node["c"][1], unknown))
    ]


def _runs(nodes: list[Node], unknown: Set[str]) -> list[Any]:
    """Give the runs of a paragraph: text, who said it, the notes it comes from, a text that can be linked to."""
    found: list[Any] = []
    for node in nodes:
        match node:
            case {"t": "Span", "c": [[_, ["by"], _], inlines]}:
                found.append({"kind": "by", "text": shown(_text(inlines), unknown)})
            case {"t": "Span", "c": [[_, ["notes"], _], inlines]}:
                found.append({"kind": "notes", "notes": [_note(item) for item in inlines if item["t"] != "Space"]})
            case {"t": "Link", "c": [_, inlines, [to, _title]]}:
                found.append({"kind": "see", "text": shown(_text(inlines), unknown), "to": to.removeprefix("#")})
            case {"t": "Span", "c": [[anchor, *_attributes], inlines]}:
                found.append({"kind": "anchor", "id": anchor, "text": shown(_text(inlines), unknown)})
            case _ if found and isinstance(found[-1], str):
                found[-1] += _text([node])
            case _:
                found.append(_text([node]))
    return [shown(item, unknown) if isinstance(item, str) else item for item in found]


def _note(node: Node) -> tuple[str, str | None]:
    """Give the number of a note and the anchor of its session, if that is told."""
    if node["t"] == "Link":
        return _text(node["c"][1]), node["c"][2][0].removeprefix("#")
    return _text([node]), None


def _text(nodes: list[Node]) -> str:
    signs = {"Space": " ", "LineBreak": "\n"}
    return "".join(signs[node["t"]] if node["t"] in signs else node["c"] for node in nodes)


def _strings(node: Any) -> set[str]:
    """Give all strings of a tree."""
    if isinstance(node, str):
        return {node}
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return {text for part in parts for text in _strings(part)}
