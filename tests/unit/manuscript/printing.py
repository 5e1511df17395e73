"""The documents that tests of the manuscript bring back: an outline as it is printed, through the gate of consent."""

from collections.abc import Iterable

from kennis.export.docx import write_docx
from kennis.export.odt import write_odt
from kennis.nouns import Passage, PrintedChapter, PrintedOutline, PrintedPassage, PrintedSection, Section
from tests.unit.manuscript.books import Case


def document(made: Case, format: str = "docx") -> bytes:
    """Give the document of an outline, for Word or as an OpenDocument text."""
    chapters = tuple(
        PrintedChapter(
            id=chapter.id,
            lens=chapter.lens,
            title=chapter.title,
            question=chapter.question,
            sections=tuple(printed_section(one, made) for one in chapter.sections),
            loose=printed(chapter.passages, made),
        )
        for chapter in made.book.chapters
    )
    write = {"docx": write_docx, "odt": write_odt}[format]
    return write(PrintedOutline(title="Slim besturen", language="nl", chapters=chapters, version=made.book.version))


def printed_section(section: Section, made: Case) -> PrintedSection:
    """Give a section as it is printed."""
    return PrintedSection(
        id=section.id,
        theme=" ".join(made.names.themes[one] for one in section.themes),
        title="T-001" if section.id in made.names.kept_back else section.title,
        keywords=("raad", "model"),
        stability=0.8,
        notes=3,
        waiting=1,
        passages=printed(section.passages, made),
    )


def printed(passages: Iterable[Passage], made: Case) -> tuple[PrintedPassage, ...]:
    """Give the passages that may be printed."""
    return tuple(
        PrintedPassage(
            id=one.id,
            kind=one.kind,
            text=one.text,
            notes=tuple(f"n{made.names.numbers[note]}" for note in made.names.cited(one)),
            attribution=made.names.attribution(one),
            quoted=made.names.quoted(one),
            own=one.own,
        )
        for one in passages
        if made.names.shown(one)
    )
