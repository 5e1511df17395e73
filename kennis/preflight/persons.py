"""What would tell who somebody is: names, and numbers that belong to one person, in what is printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from kennis.locale import _
from kennis.nouns import Consent, RemarkKind
from kennis.preflight.codes import codes
from kennis.preflight.facts import Facts, Known, Matter, key, stretches
from kennis.preflight.naming import names_in, register_of


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed text with its part; `everybody` says that nobody's name should stand in it."""

    part: str
    text: str
    notes: tuple[str, ...] = ()
    everybody: bool = False


def told_of_persons(facts: Facts, found: Known) -> Iterator[Matter]:
    """Tell of names, addresses and numbers in printed texts, by their place and never by what they are.

    In the words of somebody who is not shown by name nobody's name is expected, elsewhere no name that is kept back.
    """
    register = register_of(facts.sessions)
    for one in _printed(facts, found):
        places = [(RemarkKind.NAME, place) for place in names_in(one.text, register, one.everybody)]
        for kind, place in dict.fromkeys([*places, *codes(one.text)]):
            said = _says(kind).format(place=place)
            yield Matter(kind, one.part, said, one.notes, (key(one.text), str(place)))


def _says(kind: RemarkKind) -> str:
    return {
        RemarkKind.NAME: _("a person's name stands in it, at word {place}"),
        RemarkKind.MAIL: _("an e-mail address stands in it, at word {place}"),
        RemarkKind.PHONE: _("a telephone number stands in it, at word {place}"),
        RemarkKind.IBAN: _("a bank account number stands in it, at word {place}"),
        RemarkKind.BSN: _("a citizen service number (BSN) stands in it, at word {place}"),
    }[kind]


def _printed(facts: Facts, found: Known) -> Iterator[_Printed]:
    for chapter in facts.printed.chapters:
        yield _Printed(chapter.id, chapter.title)
        yield _Printed(chapter.id, chapter.question)
        yield from (_Printed(section.id, section.title) for section in chapter.sections)
    for one in stretches(facts.printed):
        levels = [found.level(found.numbered[note]) for note in one.passage.notes]
        unnamed = not one.passage.own and any(item is not Consent.NAME for item in levels)
        yield _Printed(one.passage.id, one.passage.text, one.passage.notes, unnamed)
