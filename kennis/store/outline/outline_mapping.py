"""Between the outline's nouns and its parts, one part for each chapter, section and passage."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kennis.nouns import Edition, EditVerb, KeptChapter, KeptOutline, KeptPassage, KeptSection, PassageKind
from kennis.store.outline.outline_rows import EditionRow


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the outline as it is stored; `content` is plain enough to be JSON."""

    id: str
    kind: str
    parent: str
    place: int
    content: dict[str, Any]


def parts(book: KeptOutline) -> dict[str, Part]:
    """Give the parts of an outline by id."""
    return {one.id: one for one in _parts(book)}


def _parts(book: KeptOutline) -> Iterator[Part]:
    for place, chapter in enumerate(book.chapters):
        yield Part(chapter.id, "chapter", "", place, _chapter_content(chapter))
        for at, section in enumerate(chapter.sections):
            yield Part(section.id, "section", chapter.id, at, _section_content(section))
            yield from _passages(section.id, section.passages)
        yield from _passages(chapter.id, chapter.passages)
    for key in sorted(book.rejected):
        yield Part(key, "answer", "", 0, {})


def _passages(parent: str, passages: Iterable[KeptPassage]) -> Iterator[Part]:
    for place, one in enumerate(passages):
        content = {"kind": one.kind.value, "text": one.text, "notes": list(one.notes), "own": one.own}
        yield Part(one.id, "passage", parent, place, content)


def _chapter_content(one: KeptChapter) -> dict[str, Any]:
    return {
        "title": one.title,
        "titled": one.titled,
        "lens": one.lens,
        "question": one.question,
        "target": one.target,
    }


def _section_content(one: KeptSection) -> dict[str, Any]:
    return {"title": one.title, "titled": one.titled, "themes": list(one.themes), "seen": sorted(one.seen)}


def book(found: Mapping[str, Part]) -> KeptOutline:
    """Put an outline together from its parts."""
    under: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for one in sorted(found.values(), key=lambda part: (part.place, part.id)):
        under[one.parent, one.kind].append(one)
    return KeptOutline(
        chapters=tuple(_chapter(one, under) for one in under["", "chapter"]),
        rejected=frozenset(one.id for one in under["", "answer"]),
    )


def read_part(part: Part) -> KeptChapter | KeptSection | KeptPassage | str:
    """Give what a part says, without what stands in it; raises KeyError, TypeError or ValueError where it is none."""
    match part.kind:
        case "chapter":
            return _chapter(part, {})
        case "section":
            return _section(part, {})
        case "passage":
            return _passage(part)
        case "answer":
            return part.id
        case _:
            raise ValueError(part.kind)


def _chapter(part: Part, under: Mapping[tuple[str, str], list[Part]]) -> KeptChapter:
    return KeptChapter(
        id=part.id,
        **part.content,
        sections=tuple(_section(one, under) for one in under.get((part.id, "section"), ())),
        passages=tuple(_passage(one) for one in under.get((part.id, "passage"), ())),
    )


def _section(part: Part, under: Mapping[tuple[str, str], list[Part]]) -> KeptSection:
    return KeptSection(
        id=part.id,
        title=part.content["title"],
        titled=part.content["titled"],
        themes=tuple(part.content["themes"]),
        seen=frozenset(part.content["seen"]),
        passages=tuple(_passage(one) for one in under.get((part.id, "passage"), ())),
    )


def _passage(part: Part) -> KeptPassage:
    return KeptPassage(
        id=part.id,
        kind=PassageKind(part.content["kind"]),
        text=part.content["text"],
        notes=tuple(part.content["notes"]),
        own=part.content["own"],
    )


def edition(row: EditionRow) -> Edition:
    """Give a row's version."""
    return Edition(
        number=row.number,
        verb=EditVerb(row.verb),
        about=row.about,
        person=row.person,
        at=row.at,
        undone=row.undone,
    )
