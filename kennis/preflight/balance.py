"""Who is quoted how much, what is left unused, and how long the chapters are."""

from collections import defaultdict
from collections.abc import Iterator

from kennis.locale import _
from kennis.nouns import Note, PrintedChapter, RemarkKind
from kennis.preflight.draft_facts import DraftFacts, KnownPeople, Matter
from kennis.preflight.speaker_quotes import person_of, said_in

FEWEST = 4  # quotes of one name before their share says anything; set by hand
# The share of the quotes from which on one speaker, one sector is told; set by hand.
_OF_A_SPEAKER, _OF_A_SECTOR = 0.2, 0.5
_SHORT, _LONG = 0.5, 1.5  # times the target, outside which a chapter's length is told; set by hand


def overused(facts: DraftFacts, found: KnownPeople) -> Iterator[Matter]:
    """Tell of a speaker with more than a fifth of all quotes and at least four, and of a sector with more than half."""
    quoted = [one.passage for one in facts.printed.placed() if one.passage.quoted]
    notes = [note for passage in quoted if (note := said_in(passage, found)) is not None]
    speaker = _("one speaker has {count} of {whole} quotes")
    yield from _over(RemarkKind.SPEAKER, _OF_A_SPEAKER, speaker, [(person_of(note, found), note) for note in notes])
    sector = _("one sector has {count} of {whole} quotes")
    yield from _over(RemarkKind.SECTOR, _OF_A_SECTOR, sector, [(_sector(note, facts, found), note) for note in notes])


def _over(kind: RemarkKind, share: float, said: str, labelled: list[tuple[str, Note]]) -> Iterator[Matter]:
    groups: dict[str, list[Note]] = defaultdict(list)
    for label, note in labelled:
        groups[label].append(note)
    for label, notes in groups.items():
        if label and len(notes) >= FEWEST and len(notes) > share * len(labelled):
            own = sorted({note.number: note.id for note in notes}.items())
            message = said.format(count=len(notes), whole=len(labelled))
            yield Matter(kind, "", message, tuple(f"n{number}" for number, _id in own), tuple(one for _n, one in own))


def _sector(note: Note, facts: DraftFacts, found: KnownPeople) -> str:
    person = found.speaker(note)
    if person is None:
        return ""
    known = person.sector or next((one.sector for one in facts.organisations if one.name == person.organisation), "")
    return known.strip().casefold()


def repeated(facts: DraftFacts, _found: KnownPeople) -> Iterator[Matter]:
    """Tell of each passage that prints a note's words again."""
    seen: dict[str, str] = {}
    for one in facts.printed.placed():
        if one.passage.own:
            continue
        again = tuple(note for note in one.passage.notes if note in seen)
        if again:
            where = ", ".join(dict.fromkeys(facts.names.get(seen[note], "") for note in again))
            yield Matter(
                RemarkKind.REPEATED, one.passage.id, _("printed before, in {where}").format(where=where), again, again
            )
        for note in one.passage.notes:
            seen.setdefault(note, one.passage.id)


def unused(facts: DraftFacts, found: KnownPeople) -> Iterator[Matter]:
    """Tell how many notes of each chapter's themes are printed nowhere, of those that may be."""
    printed = {note for one in facts.printed.placed() for note in one.passage.notes}
    by_theme: dict[str, list[Note]] = defaultdict(list)
    for place in facts.placements:
        view = found.open.get(place.note)
        if place.theme is not None and view is not None and view.quotable:
            by_theme[place.theme].append(found.notes[place.note])
    for chapter in facts.book.chapters:
        themes = dict.fromkeys(theme for section in chapter.sections for theme in section.themes)
        notes = {note.number for theme in themes for note in by_theme.get(theme, ())}
        left = sorted(number for number in notes if f"n{number}" not in printed)
        if left:
            said = _("{count} of {whole} notes of its themes are printed nowhere")
            message = said.format(count=len(left), whole=len(notes))
            yield Matter(RemarkKind.UNUSED, chapter.id, message, tuple(f"n{number}" for number in left))


def lengths(facts: DraftFacts, _found: KnownPeople) -> Iterator[Matter]:
    """Tell of chapters with less than half, or more than one and a half times, of the words that they are to have."""
    kept = {chapter.id: chapter for chapter in facts.book.chapters}
    for chapter in facts.printed.chapters:
        target = kept[chapter.id].target or facts.words
        words = _words(chapter)
        if not (words or kept[chapter.id].target) or _SHORT * target <= words <= _LONG * target:
            continue
        message = _("{words} words, and {target} are aimed at").format(words=words, target=target)
        yield Matter(RemarkKind.LENGTH, chapter.id, message, (), ("short" if words < target else "long",))


def _words(chapter: PrintedChapter) -> int:
    return sum(len(one.text.split()) for one in chapter.every)
