"""The outline as it may be printed: through the gate of consent, with numbers, attributions and sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kennis.consent import Publishable, printable_titles
from kennis.locale import translator
from kennis.nouns import (
    Chapter,
    CrossReference,
    Kind,
    Outline,
    Part,
    Passage,
    PrintedChapter,
    PrintedOutline,
    PrintedPassage,
    PrintedSection,
    PrintedSource,
    Section,
    Session,
    Theme,
)
from kennis.outline.first_proposal import chapter_titles, lenses_of, members, title_of
from kennis.outline.outline_material import Open, OutlineMaterial, open_up


def printed(book: Outline, material: OutlineMaterial, kept: bool = True) -> PrintedOutline:
    """Give what may be printed of an outline; of one that is not `kept` without ids, so that it is the same again.

    A passage is left out where a note that it comes from may not be printed or no longer says its words; the
    editor's own words stay, without the notes that may not be cited. A theme is a cross-reference in the chapter of
    its second lens. A title that tells a name that is kept back gives way to a number, though a person typed it; a
    chapter's question that tells one is left out.
    """
    usable = open_up(material)
    print_ = _Printing(book, material, usable, kept)
    chapters = tuple(print_.chapter(one) for one in book.chapters)
    return PrintedOutline(
        title=material.programme.title,
        language=material.programme.language,
        chapters=chapters,
        sources=_sources(chapters, usable, material.sessions),
        version=book.version if kept else "",
    )


def printed_passage(passage: Passage, usable: Open) -> PrintedPassage | None:
    """Give a passage as it is printed; None where it may not be, or its notes do not say its words."""
    if not _printable(passage, usable):
        return None
    text = usable.approved(passage)
    notes = [note for name in passage.notes if (note := usable.notes.get(name)) and note.quotable]
    if not passage.own:  # another who said the same may want other words
        notes = [note for note in notes if text in usable.said(note.id)]
    said = None if passage.own else notes[0]
    return PrintedPassage(
        kind=passage.kind,
        text=text,
        notes=tuple(f"n{note.number}" for note in notes),
        attribution=said.attribution if said else "",
        quoted=said is not None and said.kind is Kind.QUOTE,
        own=passage.own,
        id=passage.id,
    )


def _printable(passage: Passage, usable: Open) -> bool:
    """Say whether a passage may be printed: the editor's own, or what its notes say, may be said, word for word."""
    if not passage.text.strip():
        return False
    notes = [usable.notes.get(note) for note in passage.notes]
    return passage.own or (
        bool(notes)
        and all(note is not None and note.quotable and passage.text in note.text for note in notes)
        and usable.approved(passage) in usable.said(passage.notes[0])
    )


class _Printing:
    """Prints the parts of one outline."""

    def __init__(self, book: Outline, material: OutlineMaterial, usable: Open, kept: bool) -> None:
        self._usable, self._kept = usable, kept
        self._refused = material.refused
        self._words = material.words
        self._themes = {theme.id: theme for theme in material.themes}
        self._members = members(usable)
        self._lenses = [*chapter_titles(material.programme)]
        self._say = translator(material.programme.language)
        self._book, self._parts = book, book.by_id
        self._chapters = {chapter.id: self._chapter_title(chapter) for chapter in book.chapters}
        self._titles = {chapter.lens: self._chapters[chapter.id] for chapter in book.chapters if chapter.lens}

    def chapter(self, chapter: Chapter) -> PrintedChapter:
        return PrintedChapter(
            lens=chapter.lens,
            title=self._chapters[chapter.id],
            question="" if self._usable.vocabulary.names.told_in(chapter.question) else chapter.question,
            sections=tuple(map(self._section, chapter.sections)),
            references=tuple(self._references(chapter)),
            loose=self._passages(chapter.passages),
            id=self._id(chapter),
            target=chapter.target or self._words,
        )

    def _id(self, part: Part) -> str:
        return part.id if self._kept else ""

    def _section(self, section: Section) -> PrintedSection:
        themes = [self._themes[one] for one in section.themes if one in self._themes]
        own = [note for theme in themes for note in self._members.get(theme.id, ())]
        keywords = dict.fromkeys(word for theme in themes for word in theme.keywords)
        others = [lens for theme in themes for lens in lenses_of(theme, self._lenses)[1:]]
        return PrintedSection(
            theme=" ".join(theme.name for theme in themes),
            title=self._title(section, themes),
            keywords=tuple(word for word in keywords if not self._usable.vocabulary.gives_away(word)),
            stability=min((theme.stability for theme in themes), default=0.0),
            notes=len(own),
            passages=self._passages(section.passages),
            see_also=tuple(dict.fromkeys(self._titles[lens] for lens in others if lens in self._titles)),
            waiting=sum(not note.quotable and note.id not in self._refused for note in own),
            id=self._id(section),
        )

    def _chapter_title(self, chapter: Chapter) -> str:
        if self._usable.vocabulary.names.told_in(chapter.title):
            return self._say("Chapter {number}").format(number=self._parts[chapter.id].name)
        return chapter.title

    def _title(self, section: Section, themes: Sequence[Theme]) -> str:
        """Give the title, or what stands for it where it may not be shown; a typed one need only tell no name."""
        vocabulary = self._usable.vocabulary
        told = vocabulary.names.told_in if section.titled else vocabulary.gives_away
        if not told(section.title):
            return section.title
        if themes:
            return title_of(themes[0], vocabulary)
        return self._say("Section {number}").format(number=self._parts[section.id].name)

    def _references(self, chapter: Chapter) -> Iterator[CrossReference]:
        for section in self._book.sections:
            themes = [self._themes[one] for one in section.themes if one in self._themes]
            holder = self._parts[section.id].parent
            if holder != chapter.id and any(chapter.lens in lenses_of(one, self._lenses)[1:] for one in themes):
                made = self._section(section)
                yield CrossReference(theme=made.theme, title=made.title, chapter=self._chapters[holder])

    def _passages(self, passages: Iterable[Passage]) -> tuple[PrintedPassage, ...]:
        made = (printed_passage(one, self._usable) for one in passages)
        return tuple(one if self._kept else replace(one, id="") for one in made if one)


def _sources(
    chapters: Sequence[PrintedChapter], usable: Open, sessions: Sequence[Session]
) -> tuple[PrintedSource, ...]:
    """Give the sessions that the passages come from, by date, each with its printed notes in order."""
    printed = {number for chapter in chapters for passage in chapter.every for number in passage.notes}
    titles = printable_titles(sessions, usable.vocabulary.names)
    cited: Mapping[str, list[int]] = _cited(usable.notes.values(), printed)
    return tuple(
        PrintedSource(
            title=titles[session.id],
            date=session.date,
            notes=tuple(f"n{number}" for number in sorted(cited[session.id])),
        )
        for session in sorted(sessions, key=lambda session: (session.date, session.id))
        if session.id in cited
    )


def _cited(notes: Iterable[Publishable], printed: set[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for note in notes:
        if f"n{note.number}" in printed:
            found[note.session].append(note.number)
    return dict(found)
