"""What is printed as somebody's words, as its speaker is asked about it."""

from collections import defaultdict
from dataclasses import replace

from kennis.nouns import Consent, Kind, Note, PlacedPassage, PrintedPassage, Quotation, QuotePlace
from kennis.nouns.remarks import remark_key
from kennis.preflight.draft_facts import DraftFacts, KnownPeople, known


def quotations(facts: DraftFacts) -> tuple[Quotation, ...]:
    """Give what is printed in quotation marks or under an attribution, each once, in the order of the book."""
    found = known(facts)
    by_key: dict[str, Quotation] = {}
    places: dict[str, list[QuotePlace]] = defaultdict(list)
    for one in facts.printed.placed():
        note = said_in(one.passage, found)
        if note is not None:
            made = _quotation(one.passage, note, found)
            by_key.setdefault(made.key, made)
            places[made.key].append(_place(one, facts))
    return tuple(replace(made, places=tuple(places[name])) for name, made in by_key.items())


def said_in(passage: PrintedPassage, found: KnownPeople) -> Note | None:
    """Give the note that a passage prints as somebody's words; None if it prints none so."""
    if passage.own or not passage.notes or not (passage.quoted or passage.attribution):
        return None
    return found.numbered[passage.notes[0]]


def person_of(note: Note, found: KnownPeople) -> str:
    """Tell who spoke from everybody else; empty where no register knows.

    Two sessions mean the same person by the same handle with the same name. Where there is no name they may mean two,
    and neither is to read what the other said.
    """
    person = found.speaker(note)
    if person is None:
        return ""
    name = " ".join(person.name.casefold().split())
    return f"{person.handle}\x00{name}" if name else f"{person.handle}\x00\x00{note.session}"


def _quotation(passage: PrintedPassage, note: Note, found: KnownPeople) -> Quotation:
    text = passage.text.strip()
    person = found.speaker(note)
    return Quotation(
        key=remark_key(note.id, text, passage.attribution, str(passage.quoted)),
        note=note.id,
        number=note.number,
        text=text,
        attribution=passage.attribution,
        quoted=passage.quoted,
        person=person_of(note, found),
        handle=person.handle if person else "",
        named=note.kind in (Kind.QUOTE, Kind.QUESTION, Kind.CONTRIBUTION) and found.level(note) is Consent.NAME,
        places=(),
    )


def _place(one: PlacedPassage, facts: DraftFacts) -> QuotePlace:
    section = one.section.title if one.section else ""
    return QuotePlace(name=facts.names.get(one.passage.id, ""), chapter=one.chapter.title, section=section)
