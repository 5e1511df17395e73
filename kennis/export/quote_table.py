"""The table of quotes: one row for every quotation that is printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from kennis.export.document_blocks import printed
from kennis.layout import one_line
from kennis.nouns import Chapter, Outline, Passage, PrintedSource


@dataclass(frozen=True, slots=True)
class Fact:
    """What an outline does not say of a note: the sector of who said it, as far as consent goes, and its stance."""

    sector: str = ""
    stance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A row of the table; `id` holds the note numbers as n17, `date` days as 2020-03-12, several with commas."""

    id: str
    session: str
    date: str
    attribution: str
    sector: str
    theme: str
    lens: str
    stance: str
    text: str


COLUMNS = tuple(field.name for field in fields(Quoted))


def quotations(outline: Outline) -> tuple[Passage, ...]:
    """Give the passages that are printed in quotation marks, in the order of the table."""
    return tuple(passage for _, _, passage in _placed(outline) if passage.quoted)


def rows(outline: Outline, facts: Mapping[str, Fact]) -> tuple[Quoted, ...]:
    """Make the rows of the table; `facts` are by note number, as n17, and hold only what may be printed."""
    sources = {note: source for source in outline.sources for note in source.notes}
    return tuple(
        _row(passage, (theme, chapter.title), sources, facts)
        for chapter, theme, passage in _placed(outline)
        if passage.quoted
    )


def _placed(outline: Outline) -> list[tuple[Chapter, str, Passage]]:
    """Give each passage with its chapter and its theme, in the order of printing."""
    found: list[tuple[Chapter, str, Passage]] = []
    for chapter in printed(outline):
        for section in chapter.sections:
            theme = " ".join(part for part in (section.theme, one_line(section.title)) if part)
            found += [(chapter, theme, passage) for passage in section.passages]
        found += [(chapter, "", passage) for passage in chapter.loose]
    return found


def _row(
    passage: Passage, place: tuple[str, str], sources: Mapping[str, PrintedSource], facts: Mapping[str, Fact]
) -> Quoted:
    known = [sources[note] for note in passage.notes if note in sources]
    told = [facts[note] for note in passage.notes if note in facts]
    return Quoted(
        id=", ".join(passage.notes),
        session=_joined(one_line(source.title) for source in known),
        date=_joined(source.date.isoformat() for source in known),
        attribution=one_line(passage.attribution),
        sector=_joined(one_line(fact.sector) for fact in told),
        theme=place[0],
        lens=one_line(place[1]),
        stance=_joined(fact.stance for fact in told),
        text=passage.text,
    )


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))
