"""The formats an outline can be written in, and read back from."""

from collections.abc import Callable
from dataclasses import dataclass

from kennis.export.docx import read_docx, write_docx
from kennis.export.html import read_html, write_html
from kennis.export.markdown import read_markdown, write_markdown
from kennis.export.written import Written
from kennis.nouns import Outline


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an outline: the file's suffix, the writer, and the reader that the check uses."""

    suffix: str
    write: Callable[[Outline], bytes]
    read: Callable[[bytes], tuple[Written, ...]]


FORMATS: dict[str, Format] = {
    "md": Format(".md", write_markdown, read_markdown),
    "html": Format(".html", write_html, read_html),
    "docx": Format(".docx", write_docx, read_docx),
}
