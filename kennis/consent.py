"""What may be printed of a note, and under whose name.

The level of a note is the strictest of the levels that are set on the note, on its speaker and on its
session; `anonymous` where none is set. Everything that leaves kennis is made from `Publishable` views, so
that no later step ever sees what it may not print:

    name          the text; name, role and organisation of the speaker, and in tables the sector
    role          the text; role and sector, never the organisation
    organisation  the text; the organisation only
    anonymous     the text; nothing about the speaker
    background    nothing at all: no title, keyword, summary or quotation
    withdrawn     the same, and it is not clustered either

A note of a partners-only session is printed only where a level is set on the note itself. Until then it
may help to name a theme, as a few words do, but none of its sentences is shown, quoted or summarised. While two
computers differ about something and nobody has decided, the strictest of their levels counts:
`kennis.store.notes.conflicts`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from kennis import folding
from kennis.borrowed_words import unfounded
from kennis.folding import folded, plain, readings
from kennis.nouns import Access, Consent, Kind, Note, Organisation, Participant, Session
from kennis.person_names import BEFORE_SURNAMES, NamesKeptBack

_STRICTNESS = {level: rank for rank, level in enumerate(Consent)}
_SILENT = frozenset({Consent.BACKGROUND, Consent.WITHDRAWN})
QUOTED = frozenset({Kind.QUOTE, Kind.CONTRIBUTION})  # notes in the very words that somebody said or wrote
WORDS_OF_A_SPEAKER = frozenset({Kind.QUOTE, Kind.QUESTION, Kind.CONTRIBUTION})
_SHORTEST_STEM = 4  # letters; set by hand
_ENDINGS = ("s", "e", "n", "en", "t")  # with which Dutch inflects a word and leaves the rest as it is
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishable:
    """A note as it may be published.

    `quotable` says whether its sentences may be printed at all; `attribution` is empty where nothing may be
    said of the speaker, and `sector` is theirs where it is among what may be. `voice`, `house` and `field` tell
    speakers, organisations and sectors apart without naming them; 0 means unknown.
    """

    id: str
    number: int
    session: str
    kind: Kind
    text: str
    quotable: bool
    attribution: str = ""
    star: bool = False
    voice: int = 0
    house: int = 0
    field: int = 0
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What kennis may compose of: the words of notes that may be used, those that stand only in notes that may not.

    `names` are those of persons that may not be told, `said` the quotes that may be printed.
    """

    shown: frozenset[str]
    silent: frozenset[str]
    said: tuple[str, ...] = ()
    names: NamesKeptBack = field(default_factory=NamesKeptBack, compare=False)

    def gives_away(self, text: str) -> bool:
        """Say whether what kennis composes, a title for instance, may not be shown.

        It may not where it has a word that only silent notes have, in any inflection, or tells a person's name that is
        kept back. Everything that is composed for print asks here.
        """
        unknown = {word for word in _words_read(text) if not self._is_shown(word)}
        if unknown & self.silent or any(_akin(word, other) for word in unknown for other in self.silent):
            return True
        return self.names.told_in(text)

    def _is_shown(self, word: str) -> bool:
        """Say whether notes that may be used have a word, or it with another ending: register for registers."""
        if word in self.shown or len(word) <= _SHORTEST_STEM:
            return word in self.shown
        longer = (word + ending for ending in _ENDINGS)
        shorter = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        return any(one in self.shown for one in (*longer, *(one for one in shorter if len(one) >= _SHORTEST_STEM)))

    def may_head(self, text: str) -> bool:
        """Say whether a title that nobody checks before it is printed may be: it gives nothing away, nor does it put
        words in quotation marks that nobody said.
        """
        return not self.gives_away(text) and not unfounded(text, self.said)


def level(note: Note, participant: Participant | None, session: Session) -> Consent:
    """Give the level that counts for a note: the strictest that is set, `anonymous` if none is."""
    levels = [note.consent, participant.consent if participant else None, session.consent]
    return max((item for item in levels if item is not None), key=_STRICTNESS.__getitem__, default=Consent.ANONYMOUS)


def strictest(levels: Iterable[Consent | None]) -> Consent | None:
    """Give the level that counts while sides differ: the strictest, where none counts as anonymous."""
    found = set(levels)
    if found == {None}:
        return None
    return max((one or Consent.ANONYMOUS for one in found), key=_STRICTNESS.__getitem__)


def is_stricter(one: Consent | None, other: Consent | None) -> bool:
    """Say whether a level that is set is stricter than another; none at all counts as the least strict."""
    return one is not None and (other is None or _STRICTNESS[one] > _STRICTNESS[other])


def is_looser(after: Note, before: Note, session: Session) -> bool:
    """Say whether more of a note may be printed than before, by its own level, its speaker's and its session's."""
    now, then = (level(note, speaker(note, session), session) for note in (after, before))
    return _STRICTNESS[now] < _STRICTNESS[then] or (may_quote(after, session) and not may_quote(before, session))


def may_name_themes(note: Note, session: Session) -> bool:
    """Say whether a note's text may yield titles, keywords and summaries."""
    return level(note, speaker(note, session), session) not in _SILENT


def may_cluster(note: Note, session: Session) -> bool:
    """Say whether a note may be clustered: all but withdrawn notes may."""
    return level(note, speaker(note, session), session) is not Consent.WITHDRAWN


def may_quote(note: Note, session: Session) -> bool:
    """Say whether a note's sentences may be printed; a partners-only session needs a level on the note."""
    return may_name_themes(note, session) and (session.access is Access.OPEN or note.consent is not None)


def speaker(note: Note, session: Session) -> Participant | None:
    """Find the speaker of a note in the session's register; None if there is none."""
    return next((item for item in session.participants if note.speaker and item.handle == note.speaker), None)


def attribution(participant: Participant | None, allowed: Consent, sectors: Sequence[Organisation] = ()) -> str:
    """Word who said it, with what the level allows and the register knows; never a guess.

    `sectors` tells the sector of an organisation where the register does not. A role that spells out the
    speaker's name or organisation is left out where those may not be printed.
    """
    if participant is None:
        return ""
    match allowed:
        case Consent.NAME:
            parts = [participant.name, participant.role, participant.organisation]
        case Consent.ROLE:
            parts = _role_and_sector(participant, sectors)
        case Consent.ORGANISATION:
            parts = [participant.organisation]
        case _:
            parts = []
    return ", ".join(part.strip() for part in parts if part.strip())


def publishable(
    notes: Iterable[Note], sessions: Iterable[Session], sectors: Sequence[Organisation] = ()
) -> tuple[Publishable, ...]:
    """Give what may be published of the notes, by note id; background and withdrawn notes are not in it."""
    held = tuple(sessions)
    register = {session.id: session for session in held}
    ordered = sorted(notes, key=lambda note: note.id)
    voices = _numbered(note.speaker for note in ordered)
    houses = _numbered(_organisation(note, register[note.session]) for note in ordered)
    fields = _numbered(_sector(speaker(note, register[note.session]), sectors) for note in ordered)
    names_somebody = cache(names_kept_back(ordered, held, sectors).told_in)
    people = _People(voices, houses, fields, sectors, names_somebody)
    return tuple(
        _view(note, register[note.session], people) for note in ordered if may_name_themes(note, register[note.session])
    )


def vocabulary(
    notes: Iterable[Note],
    sessions: Sequence[Session],
    organisations: Sequence[Organisation] = (),
    refused: frozenset[str] = frozenset(),
) -> Vocabulary:
    """Give the words of the notes by whether their text may be used, and the names that may not be told.

    What a speaker `refused` may not, though it was clustered.
    """
    register = {session.id: session for session in sessions}
    every = tuple(notes)
    shown: set[str] = set()
    silent: set[str] = set()
    for note in every:
        usable = note.id not in refused and may_name_themes(note, register[note.session])
        (shown if usable else silent).update(_words_read(note.text))
    names = names_kept_back(every, sessions, organisations)
    quotes = (note for note in every if note.kind in QUOTED and note.id not in refused)
    said = tuple(note.text for note in quotes if may_quote(note, register[note.session]))
    return Vocabulary(frozenset(shown), frozenset(silent - shown), said, names)


def names_kept_back(
    notes: Iterable[Note],
    sessions: Sequence[Session],
    organisations: Sequence[Organisation] = (),
    everybody: bool = False,
) -> NamesKeptBack:
    """Give the names that may not be told: of those in any register who may not be shown by name there, and of anybody
    whom a note names and who is in none.

    `everybody` keeps back the names of all in the registers, as no theme is proposed under anybody's name.
    """
    levels = [(person.name, allowed) for session in sessions for person, allowed in _levels(session)]
    houses = [person.organisation for session in sessions for person in session.participants]
    return NamesKeptBack(
        registered=[name for name, allowed in levels if everybody or allowed is not Consent.NAME],
        texts=[note.text for note in notes],
        printable=[name for name, _allowed in levels],
        organisations=[*houses, *(one.name for one in organisations)],
    )


def words(text: str) -> frozenset[str]:
    """Give the words of a text, folded."""
    return frozenset(folding.words(text))


def _words_read(text: str) -> frozenset[str]:
    """Give the words of a text, folded, in whatever way they may be read."""
    return frozenset(word for one in readings(text) for word in folding.words(one))


def printable_titles(sessions: Sequence[Session], names: NamesKeptBack | None = None) -> dict[str, str]:
    """Give each session's title by its id, empty where nothing of it may be printed or it spells out what is kept back.

    Kept back are `names`, by default those that the registers know, and the organisations of those in the session's
    own register who may be shown by role at most. A level set on the session counts for all of its register.
    """
    names = names or names_kept_back((), sessions)
    return {session.id: "" if _tells(session, names) else session.title for session in sessions}


def _levels(session: Session) -> list[tuple[Participant, Consent]]:
    unset = Note(id="", session=session.id, text="")
    return [(person, level(unset, person, session)) for person in session.participants]


def _tells(session: Session, names: NamesKeptBack) -> bool:
    return (
        session.consent in _SILENT
        or names.told_in(session.title)
        or any(
            _reveals_organisation(session.title, person)
            for person, allowed in _levels(session)
            if allowed not in (Consent.NAME, Consent.ORGANISATION)
        )
    )


@dataclass(frozen=True, slots=True)
class _People:
    """What is known of all speakers together: their numbers, those of their organisations and sectors, and whose name
    a text may not tell.
    """

    voices: Mapping[str, int]
    houses: Mapping[str, int]
    fields: Mapping[str, int]
    sectors: Sequence[Organisation]
    names_somebody: Callable[[str], bool]

    def without_names(self, person: Participant) -> Participant:
        """Give a speaker whose role and sector name nobody who may not be named: "assistant of Jan Visser"."""
        return replace(
            person,
            role="" if self.names_somebody(person.role) else person.role,
            sector="" if self.names_somebody(person.sector) else person.sector,
        )


def _view(note: Note, session: Session, people: _People) -> Publishable:
    person = speaker(note, session)
    allowed, spoken = level(note, person, session), note.kind in WORDS_OF_A_SPEAKER
    told = people.without_names(person) if person and spoken else None
    return Publishable(
        id=note.id,
        number=note.number,
        session=note.session,
        kind=note.kind,
        text=note.text,
        quotable=may_quote(note, session),
        attribution=attribution(told, allowed, people.sectors),
        star=note.star,
        voice=people.voices.get(note.speaker, 0),
        house=people.houses.get(_organisation(note, session), 0),
        field=people.fields.get(_sector(person, people.sectors), 0),
        sector=_sector_told(told, allowed, people.sectors),
    )


def _sector_told(person: Participant | None, allowed: Consent, sectors: Sequence[Organisation]) -> str:
    """Give the sector where it may be told: beside a role where it spells nothing out, and where all is told."""
    if person is None or allowed not in (Consent.NAME, Consent.ROLE):
        return ""
    return (_sector(person, sectors) if allowed is Consent.NAME else _role_and_sector(person, sectors)[1]).strip()


def _role_and_sector(person: Participant, sectors: Sequence[Organisation]) -> list[str]:
    """Give the role and the sector, each only where it spells out neither the name nor the organisation."""
    known = _sector(person, sectors)
    role_tells = _reveals_name(person.role, person.name) or _reveals_organisation(person.role, person)
    return ["" if role_tells else person.role, "" if _holds(known, person.organisation) else known]


def _sector(person: Participant | None, sectors: Sequence[Organisation]) -> str:
    if person is None:
        return ""
    return person.sector or next((item.sector for item in sectors if item.name == person.organisation), "")


def _organisation(note: Note, session: Session) -> str:
    person = speaker(note, session)
    return person.organisation if person else ""


def _numbered(labels: Iterable[str]) -> dict[str, int]:
    return {label: number for number, label in enumerate(sorted(set(labels) - {""}), start=1)}


def _reveals_name(text: str, name: str) -> bool:
    """Say whether a text holds a person's name, or a part of it of three letters or more.

    Where some of the parts are capitalised only those count, and none that stands before many a surname: "van den"
    and "Van" tell nothing.
    """
    parts = [part for part in _parts_read(name) if len(part) > 2 and folded(part) not in BEFORE_SURNAMES]
    telling = [part for part in parts if part[0].isupper()] or parts
    return _holds(text, name) or bool({folded(part) for part in telling} & _words_read(text))


def _reveals_organisation(text: str, person: Participant) -> bool:
    """Say whether a text holds the organisation's name, or a capitalised part that its sector does not have."""
    parts = {part for part in _parts_read(person.organisation) if len(part) > 2 and part[0].isupper()}
    telling = {folded(part) for part in parts} - _words_read(person.sector)
    written = {folded(part) for part in _parts_read(text) if part[0].isupper()}
    return _holds(text, person.organisation) or bool(telling & written)


def _parts_read(text: str) -> list[str]:
    """Give the words of a text with their capitals, in whatever way they may be read."""
    return [part for one in readings(text) for part in _WORD.findall(plain(one))]


def _akin(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) > 3 and long.startswith(short)


def _holds(text: str, phrase: str) -> bool:
    every = [f" {' '.join(folding.words(one))} " for one in readings(phrase)]
    held = [f" {' '.join(folding.words(one))} " for one in readings(text)]
    return any(sought.strip() and sought in one for sought in every for one in held)
