"""The commands that change notes, the register or the session."""

import re
from collections.abc import Callable, Generator
from dataclasses import replace

from kennis import clock
from kennis.clean_text import clean, slug
from kennis.cli.date_option import day
from kennis.cli.plain_capture import arguments, wording
from kennis.cli.plain_capture.conversation import Dictation, Lines
from kennis.errors import InputError
from kennis.locale import _, words
from kennis.nouns import Applied, Closed, EditKind, Note, Participant
from kennis.reading import entry_edits

_NONE = "-"
_LOOSEN = "consent"  # after :undo, where more may be printed after it


def undo(talk: Dictation, rest: str) -> Lines:
    """Undo the last change, stored or not."""
    talk.must_be_open()
    if edit := talk.outbox.take_back():
        for step in reversed(edit.steps):
            talk.show(step.note, step.before)
        yield _("undone, it was not saved yet")
        return
    yield from _turned(talk, talk.desk.undo(talk.session.id, _meant(rest)), _("undone"))


def redo(talk: Dictation, rest: str) -> Lines:
    """Do again what was undone last."""
    talk.must_be_open()
    yield from _turned(talk, talk.desk.redo(talk.session.id, _meant(rest)), _("done again"))


def _meant(word: str) -> bool:
    """Read that more may be printed after it."""
    if word not in ("", _LOOSEN):
        raise InputError(_("“{word}” is not one of {options}").format(word=word, options=_LOOSEN))
    return word == _LOOSEN


def edit(talk: Dictation, rest: str) -> Lines:
    """Give a note another entry; without one, tell the entry it has."""
    note, source = arguments.note(talk, rest)
    if not source:
        yield entry_edits.source_of(note)
        return
    after = entry_edits.revised(note, source, talk.session)
    if not after.text.strip():
        raise InputError(_("there is no text in it"))
    yield from _change(talk, EditKind.TEXT, note, after)
    for reason in entry_edits.unread(source, talk.session, talk.lenses):
        yield _("{reason}; :edit . with the note anew mends it").format(reason=reason)


def star(talk: Dictation, rest: str) -> Lines:
    """Star a note, or take its star away."""
    note, _rest = arguments.note(talk, rest)
    yield from _change(talk, EditKind.STAR, note, replace(note, star=not note.star))


def kind(talk: Dictation, rest: str) -> Lines:
    """Give a note another kind."""
    note, word = arguments.note(talk, rest)
    kind = arguments.kind(word)
    yield from _change(talk, EditKind.KIND, note, replace(note, kind=kind))


def owner(talk: Dictation, rest: str) -> Lines:
    """Say who is to do an action."""
    note, named = arguments.action(talk, rest)
    named = named.removeprefix("@").replace('"', "")
    if not named:
        raise InputError(_("say who, as a handle of the register or a name; - for nobody"))
    handle = "" if named == _NONE else entry_edits.known_as(named, talk.session)
    yield from _change(talk, EditKind.OWNER, note, replace(note, owner=handle))


def done(talk: Dictation, rest: str) -> Lines:
    """Say that an action was done, today or on another day, or that it was not."""
    note, word = arguments.action(talk, rest)
    when = day(word) if word not in ("", _NONE) else None
    done = None if word == _NONE else when or clock.today(talk.session.timezone)
    yield from _change(talk, EditKind.DONE, note, replace(note, done=done))


def consent(talk: Dictation, rest: str) -> Lines:
    """Set the consent of a note, or leave it to its speaker and session."""
    note, word = arguments.note(talk, rest)
    level = None if word == _NONE else arguments.level(word)
    yield from _change(talk, EditKind.CONSENT, note, replace(note, consent=level))


def speaker(talk: Dictation, rest: str) -> Lines:
    """Set the speaker of a note, or, without a note, of those to come."""
    first, _blank, second = rest.partition(" ")
    of_a_note = bool(second) and (first == "." or first.removeprefix("n").isdecimal())
    named = (second if of_a_note else rest).strip().removeprefix("@").replace('"', "")
    if not named:
        raise InputError(_("say who, as a handle of the register or a name; - for nobody"))
    handle = "" if named == _NONE else entry_edits.known_as(named, talk.session)
    if of_a_note:
        note, _rest = arguments.note(talk, rest)
        yield from _change(talk, EditKind.SPEAKER, note, replace(note, speaker=handle))
        return
    talk.speaker = handle
    yield _("the next quotes are of {handle}").format(handle=handle) if handle else _("the next notes have no speaker")


def person(talk: Dictation, rest: str) -> Lines:
    """Say who somebody of the register is; without anything more, tell what is known."""
    handle, _blank, known = rest.partition(" ")
    if not handle:
        yield from (wording.person(one) for one in talk.session.participants)
        return
    handle = slug(handle)
    before = next((one for one in talk.session.participants if one.handle == handle), Participant(handle=handle))
    if not known.strip():
        yield wording.person(before)
        return
    name, role, organisation, sector, level, *_more = [part.strip() for part in f"{known};;;;".split(";")]
    person = replace(before, name=name, role=role, organisation=organisation, sector=sector)
    talk.session = talk.desk.register(
        talk.session.id, replace(person, consent=arguments.level(level) if level else None)
    )
    yield wording.person(next(one for one in talk.session.participants if one.handle == handle))


def delete(talk: Dictation, rest: str) -> Lines:
    """Delete a note."""
    note, _rest = arguments.note(talk, rest)
    yield from talk.do(entry_edits.delete(note), _("deleted; :undo brings it back"))


def merge(talk: Dictation, rest: str) -> Lines:
    """Put the note after a note under it."""
    note, _rest = arguments.note(talk, rest)
    following = entry_edits.following(note, tuple(talk.notes.values()))
    if following is None:
        raise InputError(_("there is no note after it"))
    yield from talk.do(entry_edits.merge(note, talk.notes[following]), _("merged with the next"))


def split(talk: Dictation, rest: str) -> Lines:
    """Cut a note in two before some words, or at its first blank line."""
    note, begins = arguments.note(talk, rest)
    at = note.text.find(begins) if begins else next((one.start() for one in re.finditer(r"\n\s*\n", note.text)), -1)
    parts = (note.text[:at].strip(), note.text[at:].strip()) if at > 0 else ()
    if not all(parts) or not parts:
        raise InputError(_("give the words that the second part begins with"))
    following = entry_edits.following(note, tuple(talk.notes.values()))
    yield from talk.do(entry_edits.split(note, parts, following), _("split"))


def versions(talk: Dictation, rest: str) -> Lines:
    """Tell the versions of a note, or bring one back."""
    note, number = arguments.note(talk, rest)
    versions = talk.desk.versions(note.id)
    if not number:
        yield from (f"{place}  {wording.note(one)}" for place, one in enumerate(versions, 1))
        return
    if not number.isdecimal() or not 1 <= int(number) <= len(versions):
        raise InputError(_("there is no version {number}").format(number=number))
    old = versions[int(number) - 1]
    after = replace(note, **{name: getattr(old, name) for name in entry_edits.SAID})
    yield from _change(talk, EditKind.TEXT, note, after)


def session(talk: Dictation, rest: str) -> Lines:
    """Go to another session."""
    yield from talk.open(rest)


def new(talk: Dictation, rest: str) -> Lines:
    """Make a session of today and go there; to the one that is there already, if there is."""
    if not rest:
        raise InputError(_("the title is empty"))
    yield from talk.open(rest, new=True)


def close(talk: Dictation, rest: str) -> Lines:
    """Close the session and write its file."""
    if (yield from _written(talk, rest, talk.desk.close, _("closed; written to {path}"))):
        talk.closed = True


def write(talk: Dictation, rest: str) -> Lines:
    """Write the session's file."""
    yield from _written(talk, rest, talk.desk.write, _("written to {path}"))


def reopen(talk: Dictation, _rest: str) -> Lines:
    """Open the session again."""
    talk.desk.reopen(talk.session.id)
    talk.closed = False
    yield _("open again")


def take(talk: Dictation, _rest: str) -> Lines:
    """Save what was put aside."""
    if not (talk.found or talk.left.text.strip()):
        raise InputError(_("there is nothing put aside in this session"))
    yield from talk.take()
    yield from talk.tell_left()


def drop(talk: Dictation, _rest: str) -> Lines:
    """Throw away what was put aside."""
    yield _("thrown away: {text}").format(text=wording.short(talk.drop()))
    yield from talk.tell_left()


def quit_(talk: Dictation, _rest: str) -> Lines:
    """Stop."""
    talk.over = True
    yield from ()


def _turned(talk: Dictation, applied: Applied | None, word: str) -> Lines:
    if applied is None:
        yield _("there is nothing to undo or redo")
        return
    if applied.loosened:
        names = ", ".join(wording.name(talk.notes[one]) if one in talk.notes else one for one in applied.loosened)
        yield _("not done: more of {notes} could be printed; if that is meant, type the command with: {word}").format(
            notes=names, word=_LOOSEN
        )
        return
    said = wording.done(applied, f"{word} ({words.edit_kind(applied.edit.kind)})", talk.notes)
    talk.settle(applied)
    if applied.edit.headers:
        talk.session = talk.desk.header(talk.session.id)
    yield from wording.troubles(applied, talk.notes) if applied.refused else (said,)


def _written(talk: Dictation, rest: str, write: Callable[[str, bool], Closed], said: str) -> Generator[str, None, bool]:
    yield from talk.store()
    if talk.outbox.waiting:
        raise InputError(_("not everything is saved yet: {reason}").format(reason=talk.outbox.reason))
    closed = write(talk.session.id, rest == "merge")
    if closed.difference:
        yield _("the file was changed by hand; add merge to take in what it says (-), both are kept:")
        yield from clean(closed.difference).text.split("\n")
        return False
    yield said.format(path=wording.line(closed.path))
    return True


def _change(talk: Dictation, kind: EditKind, before: Note, after: Note) -> Lines:
    if before == after:
        yield _("{note} is so already").format(note=wording.name(before))
        return
    yield from talk.do(entry_edits.change(kind, before, after), _("changed"))
