"""A Markdown file: a session, or an article that a partner handed in."""

from pathlib import Path

from kennis.reading.article import parse_article
from kennis.reading.markdown_document import open_document
from kennis.reading.read_result import Reading, ReadOptions
from kennis.reading.session_file import parse_session


def read_markdown(path: Path, options: ReadOptions) -> Reading:
    """Read a session file, or an article where the front matter says `kind: contribution`.

    Raises FileRefused when the file as a whole cannot be read.
    """
    document = open_document(path)
    parse = parse_article if "kind" in document.front.nodes else parse_session
    reading = parse(document, options.timezone)
    if options.progress:
        lines = document.text.count("\n") + 1
        options.progress(lines, lines)
    return reading
