"""A Markdown file opened: its clean text, its front matter and its outermost blocks."""

from dataclasses import dataclass
from pathlib import Path

from kennis.clean_text import clean
from kennis.reading.frontmatter import Mapping, front_matter
from kennis.reading.markdown_blocks import Block, blocks
from kennis.reading.text_decoding import load


@dataclass(frozen=True, slots=True)
class Document:
    """What every kind of Markdown file has; `parts` are the blocks after the front matter, from the line `body` on."""

    path: Path
    text: str
    front: Mapping
    body: int
    parts: tuple[Block, ...]
    notices: tuple[str, ...]
    dropped: int
    digest: str


def open_document(path: Path) -> Document:
    """Read a Markdown file as far as its kind does not matter; raises FileRefused."""
    source = load(path)
    cleaned = clean(source.text)
    parts = blocks(cleaned.text)
    front = front_matter(path, parts)
    return Document(
        path, cleaned.text, front, parts[0].end, tuple(parts[1:]), source.notices, cleaned.dropped, source.digest
    )
