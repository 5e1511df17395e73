"""The sources of an outline, its sessions, in the form in which reference managers exchange them: CSL-JSON."""

import json
from typing import Any

from kennis.export.document_words import Words, words_of
from kennis.export.read_back import ReadBackPassage
from kennis.note_paragraphs import one_line
from kennis.nouns import PrintedOutline, PrintedPassage, PrintedSource


def sources_csl(outline: PrintedOutline) -> bytes:
    """Write the sessions as CSL-JSON, an event each; `note` holds the numbers of the notes that are printed."""
    words = words_of(outline.language)
    items = [_item(source, number, outline, words) for number, source in enumerate(outline.sources, start=1)]
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def read_csl(data: bytes) -> tuple[ReadBackPassage, ...]:
    """Read the passages of a written list of sources: it holds none."""
    json.loads(data)
    return ()


def no_passages(outline: PrintedOutline) -> tuple[PrintedPassage, ...]:
    """Give the passages that a list of sources prints: none, whatever the outline."""
    return ()


def _item(source: PrintedSource, number: int, outline: PrintedOutline, words: Words) -> dict[str, Any]:
    day = {"date-parts": [[source.date.year, source.date.month, source.date.day]]}
    return {
        "id": f"source-{number}",
        "type": "event",
        "title": one_line(source.title) or words.session("", source.date),
        "container-title": one_line(outline.title),
        "issued": day,
        "event-date": day,
        "language": outline.language,
        "note": ", ".join(source.notes),
    }
