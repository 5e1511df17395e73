"""Put the chapters of a book together from themes and loose notes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kennis.consent import Publishable, Vocabulary, printable_titles
from kennis.locale import translator
from kennis.nouns import (
    Chapter,
    CrossReference,
    Outline,
    Passage,
    Programme,
    Section,
    Session,
    Source,
    Theme,
    ThemeState,
)
from kennis.outline.loose import loose_notes
from kennis.outline.material import Material, Open, open_up
from kennis.outline.section import passages


@dataclass(frozen=True, slots=True)
class _Placed:
    """A section with its lenses, heaviest first and at most two, its family, and what it weighs in its chapter."""

    section: Section
    family: str
    lenses: tuple[str, ...]
    weight: float


def build(material: Material) -> Outline:
    """Make the outline: lenses as chapters in the programme's order, themes as sections by weight.

    Themes of one family stand together in their chapter, where the heaviest of them stands. A theme is a section
    under its heaviest lens and a cross-reference under its second. Themes and loose notes without a lens make a
    closing chapter. Lenses without material stay in the outline; exports leave them out. The order of the material
    makes no difference.
    """
    programme, usable = material.programme, open_up(material)
    titles = _chapter_titles(programme)
    placed = _sections(material, usable, titles)
    loose = loose_notes(usable, [lens.slug for lens in programme.lenses])
    questions = {lens.slug: lens.question for lens in programme.lenses}
    chapters = tuple(
        Chapter(
            lens=slug,
            title=title,
            question=questions.get(slug, ""),
            sections=_in_order([item for item in placed if item.lenses[0] == slug]),
            references=_references(placed, slug, titles),
            loose=loose[slug],
        )
        for slug, title in titles.items()
    )
    chapters = tuple(item for item in chapters if item.lens or item.sections or item.loose)
    return Outline(
        title=programme.title,
        language=programme.language,
        chapters=chapters,
        sources=_sources(chapters, usable, material.sessions),
    )


def _chapter_titles(programme: Programme) -> dict[str, str]:
    """Give the titles of the chapters by lens, in order; the closing chapter's lens is empty."""
    closing = translator(programme.language)("Other themes")
    return {lens.slug: lens.title for lens in programme.lenses} | {"": closing}


def _sections(material: Material, usable: Open, titles: Mapping[str, str]) -> list[_Placed]:
    members: dict[str, list[Publishable]] = defaultdict(list)
    for note in usable.notes.values():
        place = usable.placements.get(note.id)
        if place is not None and place.theme is not None:
            members[place.theme].append(note)
    placed = [
        _placed(theme, members[theme.id], usable, titles)
        for theme in sorted(material.themes, key=lambda theme: (theme.number, theme.id))
        if theme.state is ThemeState.ACCEPTED and members[theme.id]
    ]
    return sorted(placed, key=lambda item: -round(item.weight, 6))


def _placed(theme: Theme, members: Sequence[Publishable], usable: Open, titles: Mapping[str, str]) -> _Placed:
    known = [item for item in theme.lenses if item.lens in titles and item.weight > 0]
    order = list(titles)
    heavy = sorted(known, key=lambda item: (-item.weight, order.index(item.lens)))[:2]
    lenses = tuple(item.lens for item in heavy) or ("",)
    section = Section(
        theme=theme.name,
        title=_title(theme, usable.vocabulary),
        keywords=tuple(word for word in theme.keywords if not usable.vocabulary.gives_away(word)),
        stability=theme.stability,
        notes=len(members),
        passages=passages(members, usable),
        see_also=tuple(titles[lens] for lens in lenses[1:]),
        waiting=sum(not note.quotable for note in members),
    )
    weight = len(members) * theme.stability * (heavy[0].weight if heavy else 1.0)
    return _Placed(section, theme.family, lenses, weight)


def _in_order(placed: Sequence[_Placed]) -> tuple[Section, ...]:
    """Give the sections of a chapter, families together, in the order of the heaviest; they come by weight."""
    turn: dict[str, int] = {}
    for item in placed:
        turn.setdefault(item.family or item.section.theme, len(turn))
    return tuple(item.section for item in sorted(placed, key=lambda item: turn[item.family or item.section.theme]))


def _title(theme: Theme, vocabulary: Vocabulary) -> str:
    """Give the theme's title, or its number where a word of it stands only in notes that may not be used."""
    number = theme.name
    return number if vocabulary.gives_away(theme.title) else theme.title.strip() or number


def _references(placed: Sequence[_Placed], slug: str, titles: Mapping[str, str]) -> tuple[CrossReference, ...]:
    return tuple(
        CrossReference(theme=item.section.theme, title=item.section.title, chapter=titles[item.lenses[0]])
        for item in placed
        if slug in item.lenses[1:]
    )


def _sources(chapters: Sequence[Chapter], usable: Open, sessions: Sequence[Session]) -> tuple[Source, ...]:
    """Give the sessions that the passages come from, by date, each with its printed notes in order."""
    printed = {number for chapter in chapters for passage in _passages(chapter) for number in passage.notes}
    titles = printable_titles(sessions)
    cited: dict[str, list[int]] = defaultdict(list)
    for note in usable.notes.values():
        if f"n{note.number}" in printed:
            cited[note.session].append(note.number)
    return tuple(
        Source(
            title=titles[session.id],
            date=session.date,
            notes=tuple(f"n{number}" for number in sorted(cited[session.id])),
        )
        for session in sorted(sessions, key=lambda session: (session.date, session.id))
        if session.id in cited
    )


def _passages(chapter: Chapter) -> list[Passage]:
    return [passage for section in chapter.sections for passage in section.passages] + list(chapter.loose)
