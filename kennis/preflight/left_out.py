"""What is left out and what has no source: a note may not be printed or says other words, or there is none."""

from collections.abc import Iterator

from kennis.approved_wordings import approved
from kennis.consent import may_quote
from kennis.locale import _
from kennis.nouns import Consent, Passage, RemarkKind
from kennis.nouns.remarks import remark_key
from kennis.preflight.draft_facts import DraftFacts, KnownPeople, Matter


def left_out(facts: DraftFacts, found: KnownPeople) -> Iterator[Matter]:
    """Tell of each passage that is left out, or is printed without a source, why that is."""
    printed = {one.passage.id for one in facts.printed.placed()}
    for passage in facts.book.every:
        if not passage.own and not passage.notes:
            yield Matter(RemarkKind.MISSING, passage.id, _left_out(_("it comes from no note")))
        by_kind: dict[RemarkKind, list[str]] = {}
        for note in passage.notes:
            kind = _reason(note, passage, facts, found)
            if kind is not None:
                by_kind.setdefault(kind, []).append(note)
        if passage.own or passage.id not in printed:
            yield from (_matter(passage, kind, notes, found) for kind, notes in by_kind.items())


def unsourced(facts: DraftFacts, _found: KnownPeople) -> Iterator[Matter]:
    """Tell of own words that cite nothing, and of sections that rest on no note at all."""
    for one in facts.printed.placed():
        if one.passage.own and not one.passage.notes:
            said = remark_key(one.passage.text)
            yield Matter(RemarkKind.UNCITED, one.passage.id, _("the editor's own words cite no note"), (), (said,))
    for chapter in facts.printed.chapters:
        for section in chapter.sections:
            if not any(passage.notes for passage in section.passages):
                yield Matter(RemarkKind.UNSOURCED, section.id, _("the section rests on no note"))


def _reason(name: str, passage: Passage, facts: DraftFacts, found: KnownPeople) -> RemarkKind | None:
    note = found.notes.get(name)
    if note is None:
        return RemarkKind.MISSING
    match found.level(note):
        case Consent.WITHDRAWN:
            return RemarkKind.WITHDRAWN
        case Consent.BACKGROUND:
            return RemarkKind.WITHHELD
    if not may_quote(note, found.sessions[note.session]):
        return RemarkKind.NO_LEVEL
    if name in facts.refused:
        return RemarkKind.REFUSED
    answers = found.answers.get(note.id, ())
    stands = passage.text in note.text and approved(passage.text, answers) in approved(note.text, answers)
    return None if passage.own or stands else RemarkKind.WORDS


def _matter(passage: Passage, kind: RemarkKind, notes: list[str], found: KnownPeople) -> Matter:
    why = {
        RemarkKind.MISSING: _("its note is no longer there"),
        RemarkKind.WITHDRAWN: _("its note is withdrawn"),
        RemarkKind.WITHHELD: _("its note is for background only"),
        RemarkKind.NO_LEVEL: _("its note is of a partners-only session and has no level of consent of its own"),
        RemarkKind.REFUSED: _("its speaker refused"),
        RemarkKind.WORDS: _("its words no longer stand in its note"),
    }[kind]
    said = _("stays, without this source: {why}").format(why=why) if passage.own else _left_out(why)
    numbers = tuple(f"n{found.notes[note].number}" for note in notes if note in found.notes)
    return Matter(kind, passage.id, said, numbers, tuple(notes))


def _left_out(why: str) -> str:
    return _("left out: {why}").format(why=why)
