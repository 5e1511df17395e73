"""What an editor's own words take from notes: quotations that no note says, and words that may not be printed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kennis.approved_wordings import approved
from kennis.borrowed_words import Silence, unfounded, words_of
from kennis.consent import QUOTED
from kennis.locale import _
from kennis.nouns import Note, RemarkKind
from kennis.nouns.remarks import remark_key
from kennis.preflight.draft_facts import DraftFacts, KnownPeople, Matter


@dataclass(frozen=True, slots=True)
class _Own:
    """An editor's own words, with their part and the notes, as n17, that they may quote.

    `themes` says that they are a title that came from the themes.
    """

    part: str
    text: str
    notes: Sequence[str] = ()
    themes: bool = False


def quotations_of_own(facts: DraftFacts, found: KnownPeople) -> Iterator[Matter]:
    """Tell of words in quotation marks, more than a term or a title, that stand in no quote that is cited."""
    said = {
        name: approved(note.text, found.answers.get(note.id, ()))
        for name, note in found.numbered.items()
        if _quotable(note, found, facts)
    }
    message = _("words in quotation marks stand in no quote that is cited, at word {place}")
    for one in _own(facts):
        for words in unfounded(one.text, [said[note] for note in one.notes if note in said]):
            telling = remark_key(*words_of(words.words))
            yield Matter(
                RemarkKind.QUOTATION, one.part, message.format(place=words.place), tuple(one.notes), (telling,)
            )


def silent_words(facts: DraftFacts, found: KnownPeople) -> Iterator[Matter]:
    """Tell of runs of words that only notes have that may not be printed, unless their own speaker asked for them."""
    hidden = {note.id: note.text for note in facts.notes if not _printable(note, found, facts)}
    shown = [note for note in facts.notes if note.id not in hidden]
    said = [*facts.public, *(note.text for note in shown)]
    asked = {note.id: approved(note.text, found.answers[note.id]) for note in shown if note.id in found.answers}
    broken = _broken_by_answers(asked, Silence(hidden, said) if asked else None, found)
    silence = Silence(hidden, [*said, *(text for note, text in asked.items() if note not in broken)])
    for one in facts.printed.placed() if broken else ():
        for name in one.passage.notes if not one.passage.own else ():
            for note in broken.get(found.numbered[name].id, ()):
                yield _leaked(one.passage.id, note, found)
    for typed in _own(facts):
        for note in silence.broken_by(typed.text) if not typed.themes else ():
            yield _leaked(typed.part, note, found)


def _broken_by_answers(asked: Mapping[str, str], silence: Silence | None, found: KnownPeople) -> dict[str, list[str]]:
    """Give, by note, the notes of others whose words stand in what its speaker is said to have asked for."""
    broken: dict[str, list[str]] = {}
    for note, text in asked.items():
        by = found.notes[note].speaker
        others = [
            one for one in (silence.broken_by(text) if silence else ()) if found.notes[one].speaker != by or not by
        ]
        if others:
            broken[note] = others
    return broken


def _leaked(part: str, note: str, found: KnownPeople) -> Matter:
    name = f"n{found.notes[note].number}"
    message = _("words of {note} stand here, which may not be printed").format(note=name)
    return Matter(RemarkKind.LEAKED, part, message, (name,), (note,))


def _printable(note: Note, found: KnownPeople, facts: DraftFacts) -> bool:
    view = found.open.get(note.id)
    return view is not None and view.quotable and note.id not in facts.refused


def _quotable(note: Note, found: KnownPeople, facts: DraftFacts) -> bool:
    return note.kind in QUOTED and _printable(note, found, facts)


def _own(facts: DraftFacts) -> Iterator[_Own]:
    """Give the editor's passages, and the titles that people gave, with what is cited below them."""
    cited = {one.passage.id: one.passage.notes for one in facts.printed.placed()}
    for chapter in facts.book.chapters:
        if chapter.titled:
            yield _Own(chapter.id, chapter.title, [note for one in chapter.every for note in cited.get(one.id, ())])
        if chapter.question:
            yield _Own(chapter.id, chapter.question)
        for section in chapter.sections:
            notes = [note for one in section.passages for note in cited.get(one.id, ())]
            yield _Own(section.id, section.title, notes, themes=not section.titled)
        for one in chapter.every:
            if one.own:
                yield _Own(one.id, one.text, cited.get(one.id, ()))
