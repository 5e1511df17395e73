"""From what is typed to notes and edits of notes: pure, the same for the screen and for `--plain`."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from kennis.errors import InputError
from kennis.folding import folded
from kennis.ids import new_id, spread
from kennis.locale import _
from kennis.nouns import Consent, Deed, Draft, Edit, Kind, Note, Participant, Session, Step
from kennis.reading.entry import MARKS, Entry, parse_entry, write_entry
from kennis.reading.naming import handle
from kennis.text import MAXIMUM_BYTES, clean

__all__ = ["MARKS", "Entry"]

_NEAR = 0.8
_SHORTEST_TWIN = 15
_LOOKED_AT = 50
_COMPARED = 2_000
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])\s+"), re.compile(r"\s+"))


def typed(source: str) -> Entry:
    """Read what was typed, cleaned, the speaker as a handle; never refuses."""
    entry = parse_entry(clean(source).text)
    return dataclasses.replace(entry, speaker=handle(entry.speaker) if entry.speaker else "")


def new_note(source: str, draft: Draft, session: Session, context: tuple[str, ...] = ()) -> Note:
    """Make the note that an entry stands for, with the draft's id and time, and its speaker where none was typed."""
    entry = typed(source)
    return Note(
        id=draft.note or new_id(),
        session=session.id,
        text=entry.text,
        kind=entry.kind,
        at=draft.at,
        speaker=known_as(parse_entry(clean(source).text).speaker or draft.speaker, session),
        tags=entry.tags,
        lenses=entry.lenses,
        context=context,
    )


def source_of(note: Note) -> str:
    """Give the entry that makes this note again, for editing."""
    return write_entry(Entry(text=note.text, kind=note.kind, speaker=note.speaker, tags=note.tags, lenses=note.lenses))


def revised(note: Note, source: str) -> Note:
    """Give the note with what its entry says now; its time, consent, star and the rest stay."""
    entry = typed(source)
    return dataclasses.replace(
        note, text=entry.text, kind=entry.kind, speaker=entry.speaker, tags=entry.tags, lenses=entry.lenses
    )


def add(note: Note) -> Edit:
    """Make the edit that adds a note."""
    return _edit(Deed.ADD, Step(None, note))


def change(deed: Deed, before: Note, after: Note) -> Edit:
    """Make the edit that changes one note."""
    return _edit(deed, Step(before, after))


def change_all(notes: Iterable[Note], level: Consent | None) -> Edit:
    """Make the edit that sets a level of consent on notes, undone at once."""
    return _edit(Deed.CONSENT, *(Step(one, dataclasses.replace(one, consent=level)) for one in notes))


def delete(note: Note) -> Edit:
    """Make the edit that takes a note out of the stream."""
    return _edit(Deed.DELETE, Step(note, None))


def split(note: Note, parts: Sequence[str], following: str | None = None) -> Edit:
    """Make the edit that cuts a note into several with these texts; `following` is the id of the note after it."""
    first, *rest = [dataclasses.replace(note, text=part) for part in parts]
    ids = spread(note.id, following, len(rest))
    new = [
        dataclasses.replace(one, id=id_, external_id="", star=False, version=1, lineage=(), number=0)
        for one, id_ in zip(rest, ids, strict=True)
    ]
    return _edit(Deed.SPLIT, Step(note, first), *(Step(None, one) for one in new))


def merge(first: Note, second: Note) -> Edit:
    """Make the edit that puts a note's text under that of the one before it.

    Raises InputError where that would put words into another's mouth: two speakers, or a quote and something else.
    """
    if first.speaker and second.speaker and first.speaker != second.speaker:
        raise InputError(_("these two notes have different speakers; give both the same one first"))
    if first.kind is not second.kind and Kind.QUOTE in (first.kind, second.kind):
        raise InputError(_("only one of these two notes is a quote; give both the same kind first"))
    levels = [level for level in (first.consent, second.consent) if level is not None]
    whole = dataclasses.replace(
        first,
        text=f"{first.text}\n{second.text}",
        speaker=first.speaker or second.speaker,
        tags=tuple(dict.fromkeys(first.tags + second.tags)),
        lenses=tuple(dict.fromkeys(first.lenses + second.lenses)),
        consent=max(levels, key=list(Consent).index, default=None),
        star=first.star or second.star,
    )
    return _edit(Deed.MERGE, Step(first, whole), Step(second, None))


def too_long(source: str) -> bool:
    """Say whether the text of an entry is longer than a note may be."""
    return len(typed(source).text.encode()) > MAXIMUM_BYTES


def pieces(source: str) -> tuple[str, ...]:
    """Cut an entry into entries that fit, at paragraphs, else lines, sentences, words; marks go with each."""
    entry = typed(source)
    return tuple(write_entry(dataclasses.replace(entry, text=part)) for part in _fitting(entry.text, _CUTS))


def unknown_speaker(source: str, session: Session) -> Participant | None:
    """Give the person that an entry names if the session's register lacks them."""
    name = parse_entry(clean(source).text).speaker
    known = known_as(name, session)
    if not name or any(person.handle == known for person in session.participants):
        return None
    return Participant(handle=known, name=name)


def known_as(name: str, session: Session) -> str:
    """Give the handle of the one who is meant: that of the register, by handle or name in any letters, else a new one.

    Whoever stands in the register has a level of consent there; a second handle would be without it.
    """
    if not name:
        return ""
    made, people = handle(name), session.participants
    exact = [person.handle for person in people if person.handle == name]
    alike = [person.handle for person in people if handle(person.handle) == made]
    named = [person.handle for person in people if person.name and handle(person.name) == made]
    return next(iter([*exact, *alike, *named]), made)


def twin(note: Note, others: Sequence[Note]) -> str:
    """Give the id of the latest of other notes that says nearly the same; empty if none does."""
    text = _folded(note.text)
    if len(text) < _SHORTEST_TWIN:
        return ""
    matcher = SequenceMatcher(a="", b=text, autojunk=False)
    for other in reversed(others[-_LOOKED_AT:]):
        matcher.set_seq1(_folded(other.text))
        near = matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR
        if other.id != note.id and near:
            return other.id
    return ""


def following(note: Note, notes: Sequence[Note]) -> str | None:
    """Give the id of the note after this one in a session; None for the last."""
    return min((other.id for other in notes if other.id > note.id), default=None)


def _edit(deed: Deed, *steps: Step) -> Edit:
    note = steps[0].after or steps[0].before
    assert note is not None
    return Edit(new_id(), note.session, deed, steps)


def _fitting(text: str, cuts: Sequence[re.Pattern[str]]) -> Iterator[str]:
    if len(text.encode()) <= MAXIMUM_BYTES:
        if text.strip():
            yield text.strip()
        return
    if not cuts:
        yield from (text[at : at + MAXIMUM_BYTES // 4] for at in range(0, len(text), MAXIMUM_BYTES // 4))
        return
    bounds = [0, *(cut.end() for cut in cuts[0].finditer(text)), len(text)]
    start, size = 0, 0
    for first, last in pairwise(bounds):
        more = len(text[first:last].encode())
        if size + more > MAXIMUM_BYTES and size:
            yield from _fitting(text[start:first], cuts[1:])
            start, size = first, 0
        size += more
    yield from _fitting(text[start:], cuts[1:])


def _folded(text: str) -> str:
    return " ".join(folded(text).split())[:_COMPARED]
