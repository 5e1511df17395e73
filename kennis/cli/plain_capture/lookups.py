"""The commands that only look."""

from kennis.clean_text import clean
from kennis.cli.plain_capture import arguments, wording
from kennis.cli.plain_capture.conversation import Dictation, Lines
from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Note
from kennis.reading.note_filter import at_time, matches

_FEW = 10  # notes that are told where no number is asked for; set by hand


def list_(talk: Dictation, rest: str) -> Lines:
    """Tell the last notes: ten, or as many as are asked for."""
    if rest and not rest.isdecimal():
        raise InputError(_("{text} is no number").format(text=rest))
    notes = list(talk.notes.values())[-int(rest or _FEW) :]
    yield from _told(notes)


def show(talk: Dictation, rest: str) -> Lines:
    """Tell a whole note, line by line."""
    note, _rest = arguments.note(talk, rest)
    yield wording.note(note)
    yield from clean(note.text).text.split("\n")


def find(talk: Dictation, rest: str) -> Lines:
    """Tell the notes that hold what is looked for."""
    yield from _told([note for note in talk.notes.values() if matches(note, arguments.wanted(rest))])


def time(talk: Dictation, rest: str) -> Lines:
    """Tell the notes from a time on."""
    notes = list(talk.notes.values())
    place = at_time(notes, rest)
    yield from _told(notes[place : place + _FEW])


def sessions(talk: Dictation, _rest: str) -> Lines:
    """Tell the sessions, oldest first."""
    for view in reversed(talk.desk.sessions()):
        yield wording.session(view.session, view.notes, view.closed)


def _told(notes: list[Note]) -> Lines:
    if not notes:
        yield _("no notes")
    for note in notes:
        yield wording.note(note)
