"""What could be meant: speakers, tags and lenses for the word under the cursor."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kennis.nouns import Lens, Note, Participant, Session
from kennis.reading.entry import marked
from kennis.reading.note_filter import folded

_MOST = 8  # that are offered; set by hand
_WORD = re.compile(r'(?:^|(?<=\s))([@#~])("?)([^\s"@#~]*)$')


@dataclass(frozen=True, slots=True)
class CompletionWords:
    """What can be completed, each the most recently used first."""

    participants: tuple[Participant, ...] = ()
    tags: tuple[str, ...] = ()
    lenses: tuple[Lens, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could be meant: what to put in, what to show, and what to show beside it."""

    insert: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """Where the word under the cursor starts and ends, and what it could become, best first."""

    start: int
    end: int
    options: tuple[Option, ...]


def vocabulary(session: Session, notes: Sequence[Note], lenses: Sequence[Lens]) -> CompletionWords:
    """Collect what can be completed in a session: who spoke last first, then who has not spoken yet."""
    latest = tuple(reversed(notes))
    spoken = dict.fromkeys(note.speaker for note in latest if note.speaker)
    register = {person.handle: person for person in session.participants}
    order = [*(handle for handle in spoken if handle in register), *(name for name in register if name not in spoken)]
    return CompletionWords(
        tuple(register[handle] for handle in order),
        tuple(dict.fromkeys(tag for note in latest for tag in note.tags)),
        tuple(lenses),
    )


def complete(source: str, at: int, known: CompletionWords) -> Completion | None:
    """Say what the word that ends at the cursor could become; None where it is none of a speaker, tag or lens."""
    word = _WORD.search(source[:at])
    if word is None:
        return None
    sign, wanted = word[1], folded(word[3])
    found = [(rank, option) for option, texts in _options(sign, known) if (rank := _rank(wanted, texts)) is not None]
    options = tuple(option for _rank, option in sorted(found, key=lambda pair: pair[0]))[:_MOST]
    exact = len(options) == 1 and options[0].insert == word[0]
    return None if not options or exact else Completion(word.start(), at, options)


def _options(sign: str, known: CompletionWords) -> list[tuple[Option, tuple[str, ...]]]:
    match sign:
        case "@":
            return [
                (
                    Option(marked(sign, one.handle), f"@{one.handle}", _who(one)),
                    (one.handle, one.name, one.organisation, one.role),
                )
                for one in known.participants
            ]
        case "#":
            return [(Option(marked(sign, tag), f"#{tag}"), (tag,)) for tag in known.tags]
        case _:
            return [
                (Option(marked(sign, one.slug), f"~{one.slug}", one.title), (one.slug, one.title))
                for one in known.lenses
            ]


def _who(person: Participant) -> str:
    return " · ".join(filter(None, [person.name, person.role, person.organisation or person.sector]))


def _rank(wanted: str, texts: Sequence[str]) -> int | None:
    """Rank a candidate: its name begins so, a word of what is known of it does, or it holds it; None if not at all."""
    plain = [folded(text) for text in texts]
    if plain[0].startswith(wanted):
        return 0
    if any(word.startswith(wanted) for text in plain for word in re.split(r"[\s-]+", text)):
        return 1
    return 2 if any(wanted in text for text in plain) else None
