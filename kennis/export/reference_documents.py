"""The looks of office formats: which a reference document gives, and a document of ours to start one from."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kennis.export import docx_look, odt_look
from kennis.export.document_words import words_of
from kennis.export.docx import write_docx
from kennis.export.odt import write_odt
from kennis.nouns import (
    CrossReference,
    PassageKind,
    PrintedChapter,
    PrintedOutline,
    PrintedPassage,
    PrintedSection,
    PrintedSource,
)


@dataclass(frozen=True, slots=True)
class LookSource:
    """A format with a look: what takes it out of a document or template, and what writes a document that shows ours."""

    of: Callable[[bytes], bytes]
    write: Callable[[PrintedOutline], bytes]


LOOKS: Mapping[str, LookSource] = {
    "docx": LookSource(docx_look.look_of, write_docx),
    "odt": LookSource(odt_look.look_of, write_odt),
}


def sample(language: str) -> PrintedOutline:
    """Make an outline in which every style occurs, for a document that an editor changes the styles of."""
    say = words_of(language).say
    text, by = say("These words show how this style looks."), say("role, sector")

    def passage(kind: PassageKind, quoted: bool = False, own: bool = False) -> PrintedPassage:
        return PrintedPassage(
            kind=kind, text=text, notes=("n1",), attribution="" if own else by if quoted else "", quoted=quoted, own=own
        )

    kinds = (PassageKind.SUMMARY, PassageKind.QUOTE, PassageKind.COUNTER, PassageKind.QUESTION)
    passages = [passage(kind, kind in (PassageKind.QUOTE, PassageKind.COUNTER)) for kind in kinds]
    section = PrintedSection(
        theme="T-001",
        title=say("A section"),
        keywords=(say("word"),),
        stability=1.0,
        notes=1,
        passages=(passage(PassageKind.TEXT, own=True), *passages),
    )
    reference = CrossReference(theme="T-001", title=say("A section"), chapter=say("A chapter"))
    chapter = PrintedChapter(
        lens="", title=say("A chapter"), question=say("A question?"), sections=(section,), references=(reference,)
    )
    source = PrintedSource(title="", date=datetime.date(2020, 3, 12), notes=("n1",))
    return PrintedOutline(title=say("Reference document"), language=language, chapters=(chapter,), sources=(source,))
