"""What the outline is proposed to take over when themes, notes and levels of consent have changed.

Nothing is taken over by itself. A proposal has a key that is the same as long as the change is, so what was rejected
does not come back.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kennis.nouns import (
    Chapter,
    Outline,
    OutlineChange,
    OutlineProposal,
    Part,
    Passage,
    Section,
    Theme,
    ThemeState,
)
from kennis.outline.first_proposal import PlacedSection, contributions, members, sections, title_of, with_contributions
from kennis.outline.outline_material import Open, OutlineMaterial, open_up
from kennis.outline.parts import changed as part_changed
from kennis.outline.parts import find, put
from kennis.outline.parts import without as part_without


@dataclass(frozen=True, slots=True)
class _Now:
    """The outline beside the material as it is now."""

    book: Outline
    usable: Open
    themes: Mapping[str, Theme]
    fresh: Mapping[str, PlacedSection]
    printed: frozenset[str]


def proposals(book: Outline, material: OutlineMaterial) -> tuple[OutlineProposal, ...]:
    """Give what the outline could take over, in the order of its parts; new sections and contributions last."""
    usable = open_up(material)
    now = _Now(
        book=book,
        usable=usable,
        themes={theme.id: theme for theme in material.themes},
        fresh={one.section.themes[0]: one for one in sections(material, usable)},
        printed=frozenset(note for one in book.every for note in one.notes),
    )
    found = [*_of_parts(now), *_new_sections(now), *_new_contributions(now)]
    return tuple(one for one in found if one.key not in book.rejected)


def accepted(book: Outline, proposal: OutlineProposal) -> Outline:
    """Give the outline with a proposal taken over; it says what comes in, so several can be taken over in any order."""
    if proposal.section is not None:
        chapter = find(book, proposal.part).part
        assert isinstance(chapter, Chapter)
        return put(book, proposal.section, chapter.id, len(chapter.sections))
    if proposal.change in (OutlineChange.GONE, OutlineChange.TEXT):
        if not proposal.passages:
            return part_without(book, proposal.part)
        return part_changed(book, proposal.part, lambda _part: proposal.passages[0])
    return part_changed(book, proposal.part, lambda part: _taken_over(part, proposal))


def _taken_over(section: Part, proposal: OutlineProposal) -> Section:
    assert isinstance(section, Section)
    match proposal.change:
        case OutlineChange.ENDED:
            return replace(section, themes=proposal.themes)
        case OutlineChange.TITLE:
            return replace(section, title=proposal.title)
        case _:
            known = {note for one in section.passages for note in one.notes}
            new = [one for one in proposal.passages if not known.intersection(one.notes)]
            return replace(section, passages=_among(section.passages, new), seen=section.seen.union(proposal.notes))


def rejected(book: Outline, proposal: OutlineProposal) -> Outline:
    """Give the outline that does not want a proposal; notes that a section gained it has now seen."""
    if proposal.change is OutlineChange.GAINED:
        section = find(book, proposal.part).part
        assert isinstance(section, Section)
        seen = replace(section, seen=section.seen.union(proposal.notes))
        return part_changed(book, proposal.part, lambda _part: seen)
    return replace(book, rejected=book.rejected | {proposal.key})


def _of_parts(now: _Now) -> Iterator[OutlineProposal]:
    for found in now.book.walk():
        if isinstance(found.part, Section):
            yield from _of_section(found.part, now)
        elif isinstance(found.part, Passage):
            yield from _of_passage(found.part, now)


def _of_section(section: Section, now: _Now) -> Iterator[OutlineProposal]:
    ended = [one for one in section.themes if not _stands(now.themes.get(one))]
    if ended:
        yield _ended(section, ended, now)
        return
    themes = [now.themes[one] for one in section.themes]
    # A title that may not be printed is withheld where the section is printed; its number is no better title.
    called = [title_of(one, now.usable.vocabulary) for one in themes]
    if len(themes) == 1 and not section.titled and called[0] not in (section.title, themes[0].name):
        (title,) = called
        yield _proposal(OutlineChange.TITLE, section.id, (title,), title=title)
    gained = {
        note.id
        for theme in section.themes
        if theme in now.fresh
        for note in members(now.usable)[theme]
        if note.id not in section.seen
    }
    if gained:
        yield _gained(section, gained, now)


def _ended(section: Section, ended: list[str], now: _Now) -> OutlineProposal:
    """Propose the themes that came in the place of those that are no longer there, or none."""
    heirs = [successor for one in section.themes for successor in ([one] if one not in ended else _heirs(one, now))]
    themes = tuple(dict.fromkeys(heirs))
    title = ", ".join(now.themes[one].name for one in ended if one in now.themes)
    return _proposal(OutlineChange.ENDED, section.id, (*ended, *themes), title=title, themes=themes)


def _heirs(theme: str, now: _Now) -> list[str]:
    known, seen = now.themes.get(theme), {theme}
    while known is not None and known.into and known.into not in seen:
        seen.add(known.into)
        known = now.themes.get(known.into)
    return [known.id] if known is not None and _stands(known) else []


def _gained(section: Section, gained: set[str], now: _Now) -> OutlineProposal:
    fresh = [one for theme in section.themes if theme in now.fresh for one in now.fresh[theme].section.passages]
    new = [one for one in fresh if gained.intersection(one.notes) and not now.printed.intersection(one.notes)]
    notes = tuple(sorted(gained))
    return _proposal(OutlineChange.GAINED, section.id, notes, title=section.title, notes=notes, passages=tuple(new))


def _among(passages: tuple[Passage, ...], new: Iterable[Passage]) -> tuple[Passage, ...]:
    """Put each new passage after the last of its kind, else at the end."""
    found = list(passages)
    for one in new:
        of_kind = [place for place, other in enumerate(found) if other.kind is one.kind]
        found.insert(of_kind[-1] + 1 if of_kind else len(found), one)
    return tuple(found)


def _of_passage(passage: Passage, now: _Now) -> Iterator[OutlineProposal]:
    gone = tuple(name for name in passage.notes if (note := now.usable.notes.get(name)) is None or not note.quotable)
    if gone:
        left = tuple(name for name in passage.notes if name not in gone)
        kept = (replace(passage, notes=left),) if passage.own else ()
        yield _proposal(OutlineChange.GONE, passage.id, gone, notes=gone, passages=kept)
    elif not passage.own:
        texts = [now.usable.notes[name].text for name in passage.notes]
        if any(passage.text not in text for text in texts):
            made = replace(passage, text=texts[0].strip())
            said = (passage.text, *texts)
            yield _proposal(OutlineChange.TEXT, passage.id, said, notes=passage.notes, passages=(made,))


def _new_sections(now: _Now) -> Iterator[OutlineProposal]:
    placed = {theme for section in now.book.sections for theme in section.themes}
    chapters = {chapter.lens: chapter.id for chapter in now.book.chapters}
    for theme, one in now.fresh.items():
        parent = chapters.get(one.lens) or (now.book.chapters[-1].id if now.book.chapters else "")
        if theme not in placed and parent:
            title, notes = one.section.title, tuple(sorted(one.section.seen))
            yield _proposal(
                OutlineChange.SECTION, parent, (theme,), title=title, notes=notes, themes=(theme,), section=one.section
            )


def _new_contributions(now: _Now) -> Iterator[OutlineProposal]:
    for found in contributions(now.usable):
        notes = tuple(note.id for note in found)
        if now.printed.intersection(notes):
            continue
        made = with_contributions(now.book, now.usable, [found])
        for before, after in zip(now.book.sections, made.sections, strict=True):
            if before != after:
                new = after.passages[len(before.passages) :]
                yield _proposal(
                    OutlineChange.CONTRIBUTION, after.id, notes, title=after.title, notes=notes, passages=new
                )


def _proposal(change: OutlineChange, part: str, telling: Iterable[str], **rest: Any) -> OutlineProposal:
    key = hashlib.sha256("\x00".join([change, part, *telling]).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return OutlineProposal(key=key, change=change, part=part, **rest)


def _stands(theme: Theme | None) -> bool:
    return theme is not None and theme.state is ThemeState.ACCEPTED
