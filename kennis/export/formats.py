"""The formats an outline can be written in, and read back from."""

from collections.abc import Callable
from dataclasses import dataclass

from kennis.export.csl import no_passages, read_csl, sources_csl
from kennis.export.document_blocks import passages
from kennis.export.docx import read_docx, write_docx
from kennis.export.epub import read_epub, write_epub
from kennis.export.export_inputs import ExportInputs
from kennis.export.html import read_html, write_html
from kennis.export.latex import read_latex, write_latex
from kennis.export.markdown import read_markdown, write_markdown
from kennis.export.odt import read_odt, write_odt
from kennis.export.pdf import by_chapter, unprintable, write_pdf
from kennis.export.pdf_glyphs import letters
from kennis.export.pdf_text import read_pdf
from kennis.export.quote_table import quotations
from kennis.export.quote_table_files import read_csv, read_xlsx, write_csv, write_xlsx
from kennis.export.read_back import ReadBackPassage
from kennis.note_paragraphs import laid_out
from kennis.nouns import PrintedOutline, PrintedPassage


def _whole(outline: PrintedOutline) -> tuple[PrintedOutline, ...]:
    return (outline,)


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an outline: the file's suffix, the writer, and the reader that the check uses.

    `meant` gives the passages that the format prints, `same` a text as far as the format keeps it: two texts of which
    it makes the same count as the same words. `supplied` writes with what else is given, in
    formats that have a place for any of it (see `ExportInputs`).
    `parts` cuts an outline into one for each file; `unprintable` finds the characters that the format cannot show.
    """

    suffix: str
    write: Callable[[PrintedOutline], bytes]
    read: Callable[[bytes], tuple[ReadBackPassage, ...]]
    meant: Callable[[PrintedOutline], tuple[PrintedPassage, ...]] = passages
    same: Callable[[str], str] = laid_out
    supplied: Callable[[PrintedOutline, ExportInputs], bytes] | None = None
    parts: Callable[[PrintedOutline], tuple[PrintedOutline, ...]] = _whole
    unprintable: Callable[[PrintedOutline], frozenset[str]] | None = None


FORMATS: dict[str, Format] = {
    "md": Format(".md", write_markdown, read_markdown),
    "html": Format(".html", write_html, read_html),
    "docx": Format(".docx", write_docx, read_docx, supplied=write_docx),
    "odt": Format(".odt", write_odt, read_odt, supplied=write_odt),
    "epub": Format(".epub", write_epub, read_epub),
    "pdf": Format(".pdf", write_pdf, read_pdf, same=letters, parts=by_chapter, unprintable=unprintable),
    "latex": Format(".tex", write_latex, read_latex),
    "csv": Format(
        ".csv", write_csv, read_csv, meant=quotations, supplied=lambda outline, extras: write_csv(outline, extras.facts)
    ),
    "xlsx": Format(
        ".xlsx",
        write_xlsx,
        read_xlsx,
        meant=quotations,
        supplied=lambda outline, extras: write_xlsx(outline, extras.facts),
    ),
    "csl": Format(".csl.json", sources_csl, read_csl, meant=no_passages),
}
