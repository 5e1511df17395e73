"""The table of quotes: one row for every quotation that is printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from kennis.note_paragraphs import one_line
from kennis.nouns import PlacedPassage, PrintedOutline, PrintedPassage, PrintedSource


@dataclass(frozen=True, slots=True)
class Fact:
    """What an outline does not say of a note: the sector of who said it, as far as consent goes, and its stance."""

    sector: str = ""
    stance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
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


COLUMNS = tuple(field.name for field in fields(QuoteRow))


def quotations(outline: PrintedOutline) -> tuple[PrintedPassage, ...]:
    """Give the passages that are printed in quotation marks, in the order of the table."""
    return tuple(one.passage for one in outline.placed() if one.passage.quoted)


def rows(outline: PrintedOutline, facts: Mapping[str, Fact]) -> tuple[QuoteRow, ...]:
    """Make the rows of the table; `facts` are by note number, as n17, and hold only what may be printed."""
    sources = {note: source for source in outline.sources for note in source.notes}
    return tuple(_row(one, sources, facts) for one in outline.placed() if one.passage.quoted)


def _row(placed: PlacedPassage, sources: Mapping[str, PrintedSource], facts: Mapping[str, Fact]) -> QuoteRow:
    passage, section = placed.passage, placed.section
    theme = " ".join(filter(None, (section.theme, one_line(section.title)))) if section else ""
    known = [sources[note] for note in passage.notes if note in sources]
    told = [facts[note] for note in passage.notes if note in facts]
    return QuoteRow(
        id=", ".join(passage.notes),
        session=_joined(one_line(source.title) for source in known),
        date=_joined(source.date.isoformat() for source in known),
        attribution=one_line(passage.attribution),
        sector=_joined(one_line(fact.sector) for fact in told),
        theme=theme,
        lens=one_line(placed.chapter.title),
        stance=_joined(fact.stance for fact in told),
        text=passage.text,
    )


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))
