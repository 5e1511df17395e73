"""Between the outline's nouns and its parts, one part for each chapter, section and passage."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kennis.nouns import Chapter, Edition, EditVerb, FoundPart, Outline, Passage, PassageKind, Section
from kennis.store.outline.outline_rows import EditionRow


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part of the outline as it is stored; `content` is plain enough to be JSON."""

    id: str
    kind: str
    parent: str
    place: int
    content: dict[str, Any]


def parts(book: Outline) -> dict[str, StoredPart]:
    """Give the parts of an outline by id, and the proposals that were answered."""
    answers = {key: StoredPart(key, "answer", "", 0, {}) for key in sorted(book.rejected)}
    return {one.part.id: _stored(one) for one in book.walk()} | answers


def _stored(found: FoundPart) -> StoredPart:
    match one := found.part:
        case Chapter():
            told = {"title": one.title, "titled": one.titled, "lens": one.lens, "question": one.question}
            kind, content = "chapter", {**told, "target": one.target}
        case Section():
            told = {"title": one.title, "titled": one.titled}
            kind, content = "section", {**told, "themes": list(one.themes), "seen": sorted(one.seen)}
        case Passage():
            kind = "passage"
            content = {"kind": one.kind.value, "text": one.text, "notes": list(one.notes), "own": one.own}
    return StoredPart(one.id, kind, found.parent, found.place, content)


def book(found: Mapping[str, StoredPart]) -> Outline:
    """Put an outline together from its parts."""
    under: dict[tuple[str, str], list[StoredPart]] = defaultdict(list)
    for one in sorted(found.values(), key=lambda part: (part.place, part.id)):
        under[one.parent, one.kind].append(one)
    return Outline(
        chapters=tuple(_chapter(one, under) for one in under["", "chapter"]),
        rejected=frozenset(one.id for one in under["", "answer"]),
    )


def read_part(part: StoredPart) -> Chapter | Section | Passage | str:
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


def _chapter(part: StoredPart, under: Mapping[tuple[str, str], list[StoredPart]]) -> Chapter:
    return Chapter(
        id=part.id,
        **part.content,
        sections=tuple(_section(one, under) for one in under.get((part.id, "section"), ())),
        passages=tuple(_passage(one) for one in under.get((part.id, "passage"), ())),
    )


def _section(part: StoredPart, under: Mapping[tuple[str, str], list[StoredPart]]) -> Section:
    return Section(
        id=part.id,
        title=part.content["title"],
        titled=part.content["titled"],
        themes=tuple(part.content["themes"]),
        seen=frozenset(part.content["seen"]),
        passages=tuple(_passage(one) for one in under.get((part.id, "passage"), ())),
    )


def _passage(part: StoredPart) -> Passage:
    return Passage(
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
