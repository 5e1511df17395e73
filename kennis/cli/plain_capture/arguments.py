"""What commands are given: a note by its number, a kind or level by its word, what to look for."""

from typing import TypeVar

from kennis.cli.plain_capture.conversation import Dictation
from kennis.errors import InputError
from kennis.locale import _, words
from kennis.nouns import Consent, Kind, Note
from kennis.reading import entry_edits
from kennis.reading.note_filter import Filter

_Level = TypeVar("_Level", Kind, Consent)


def note(talk: Dictation, rest: str) -> tuple[Note, str]:
    """Read the name of a note (n43, 43, or . for the last), and give it with what follows; raises InputError."""
    name, _blank, more = rest.partition(" ")
    if name == "." and talk.notes:
        return talk.notes[next(reversed(talk.notes))], more.strip()
    number = name.removeprefix("n")
    found = [note for note in talk.notes.values() if number.isdecimal() and note.number == int(number) > 0]
    if not found:
        raise InputError(_("there is no note {name} in this session; call it as n43").format(name=name or "…"))
    return found[0], more.strip()


def action(talk: Dictation, rest: str) -> tuple[Note, str]:
    """Read the name of an action, and give it with what follows; raises InputError for another kind of note."""
    found, more = note(talk, rest)
    if found.kind is not Kind.ACTION:
        raise InputError(
            _("only an action has an owner and a day; say so:  :kind n{number} *").format(number=found.number)
        )
    return found, more


def kind(word: str) -> Kind:
    """Read a kind by its word, a beginning of it, or its mark; raises InputError."""
    return _one_of(word, {one: (one.value, words.kind(one), entry_edits.MARKS[one]) for one in Kind})


def level(word: str) -> Consent:
    """Read a level of consent by its word or a beginning of it; raises InputError."""
    return _one_of(word, {one: (one.value, words.consent(one), *words.consent(one).split()[1:]) for one in Consent})


def wanted(text: str) -> Filter:
    """Read what to look for: a kind's mark, @speaker, #tag, and words."""
    marks = {mark: kind for kind, mark in entry_edits.MARKS.items() if mark}
    parts = text.split()
    return Filter(
        kind=next((marks[part] for part in parts if part in marks), None),
        speaker=next((part[1:] for part in parts if part.startswith("@")), ""),
        tag=next((part[1:] for part in parts if part.startswith("#")), ""),
        words=" ".join(part for part in parts if part not in marks and part[0] not in "@#"),
    )


def _one_of(word: str, known: dict[_Level, tuple[str, ...]]) -> _Level:
    """Find what a word or its beginning stands for, in English or the language in use."""
    exact = [one for one, names in known.items() if word in names]
    found = exact or [one for one, names in known.items() if word and any(name.startswith(word) for name in names)]
    if len(found) != 1:
        options = ", ".join(names[1] for names in known.values())
        raise InputError(_("“{word}” is not one of {options}").format(word=word, options=options))
    return found[0]
