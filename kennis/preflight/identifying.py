"""What would tell who somebody is: names, and numbers that belong to one person, in what is printed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kennis.consent import names_kept_back
from kennis.folding import Folded, readings
from kennis.locale import _
from kennis.nouns import Consent, PrintedOutline, PrintedPassage, RemarkKind, Session
from kennis.nouns.remarks import remark_key
from kennis.person_names import NamesKeptBack, names_in_text
from kennis.preflight.draft_facts import DraftFacts, KnownPeople, Matter
from kennis.preflight.personal_numbers import codes
from kennis.preflight.register_names import names_in, register_of, words_before


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed text with its part; `everybody` says that nobody's name should stand in it, `own` that it is typed."""

    part: str
    text: str
    notes: tuple[str, ...] = ()
    everybody: bool = False
    own: bool = False


def told_of_persons(facts: DraftFacts, found: KnownPeople) -> Iterator[Matter]:
    """Tell of names, addresses and numbers in printed texts, by their place and never by what they are.

    In the words of somebody who is not shown by name nobody's name is expected, elsewhere no name that is kept back; in
    the editor's own words no name of anybody who is in no register either. Of a title that tells one it is told that a
    number is printed.
    """
    kept_back = names_kept_back(facts.notes, facts.sessions, facts.organisations)
    yield from _titles(facts, kept_back)
    register = register_of(facts.sessions)
    for one in _printed(facts, found):
        places = names_in(one.text, register, one.everybody)
        if one.own:
            places = (*places, *_given(one.text, places, kept_back))
            places = (*places, *_recognised(one.text, places, kept_back))
        for kind, place in dict.fromkeys([*((RemarkKind.NAME, place) for place in places), *codes(one.text)]):
            said = _says(kind).format(place=place)
            yield Matter(kind, one.part, said, one.notes, (remark_key(one.text), str(place)))


def told_in_own_words(
    outline: PrintedOutline, sessions: Iterable[Session]
) -> Iterator[tuple[PrintedPassage, tuple[str, ...]]]:
    """Give the printed passages in an editor's own words that name somebody in a register who may not be named.

    With each come the keys of its remarks, which are accepted one by one.
    """
    register = register_of(sessions)
    for one in outline.placed():
        if one.passage.own and (places := names_in(one.passage.text, register)):
            yield (
                one.passage,
                tuple(
                    remark_key(RemarkKind.NAME, one.passage.id, remark_key(one.passage.text), str(at)) for at in places
                ),
            )


def _titles(facts: DraftFacts, kept_back: NamesKeptBack) -> Iterator[Matter]:
    said = _("a person's name stands in its title, and a number is printed instead")
    for chapter in facts.book.chapters:
        for part, title in ((chapter.id, chapter.title), *((one.id, one.title) for one in chapter.sections)):
            if kept_back.told_in(title):
                yield Matter(RemarkKind.NAME, part, said, (), (remark_key(title),))
        if kept_back.told_in(chapter.question):
            asked = _("a person's name stands in its question, which is not printed")
            yield Matter(RemarkKind.NAME, chapter.id, asked, (), (remark_key(chapter.question),))
    if kept_back.told_in(facts.printed.title):
        named = _("a person's name stands in the programme's title, which files are named after")
        yield Matter(RemarkKind.NAME, "", named, (), (remark_key(facts.printed.title),))


def _given(text: str, known: Collection[int], kept_back: NamesKeptBack) -> list[int]:
    """Give the places of given names, standing alone, of people in a register who may not be named."""
    written = enumerate(Folded(text).written, 1)
    return [at for at, (_word, (first, last)) in written if at not in known and kept_back.is_given(text[first:last])]


def _recognised(text: str, known: Collection[int], kept_back: NamesKeptBack) -> Iterator[int]:
    """Give the places of names of people in no register, apart from those that are known to stand there."""
    for name in dict.fromkeys(name for one in readings(text) for name in names_in_text(one)):
        first, last = words_before(text, name.start), words_before(text, name.end)
        if not any(first <= place < last for place in known) and kept_back.keeps_back(name.name):
            yield first


def _says(kind: RemarkKind) -> str:
    return {
        RemarkKind.NAME: _("a person's name stands in it, at word {place}"),
        RemarkKind.MAIL: _("an e-mail address stands in it, at word {place}"),
        RemarkKind.PHONE: _("a telephone number stands in it, at word {place}"),
        RemarkKind.IBAN: _("a bank account number stands in it, at word {place}"),
        RemarkKind.BSN: _("a citizen service number (BSN) stands in it, at word {place}"),
    }[kind]


def _printed(facts: DraftFacts, found: KnownPeople) -> Iterator[_Printed]:
    for chapter in facts.printed.chapters:
        yield _Printed(chapter.id, chapter.title)
        yield _Printed(chapter.id, chapter.question)
        yield from (_Printed(section.id, section.title) for section in chapter.sections)
    for one in facts.printed.placed():
        levels = [found.level(found.numbered[note]) for note in one.passage.notes]
        unnamed = not one.passage.own and any(item is not Consent.NAME for item in levels)
        yield _Printed(one.passage.id, one.passage.text, one.passage.notes, unnamed, one.passage.own)
