"""Notes, sessions and what became of edits in one line of plain words: for those who hear or pipe what they read."""

from collections.abc import Iterator, Mapping

from kennis.clean_text import clean
from kennis.locale import _, words
from kennis.nouns import Applied, Edit, Note, Participant, Session

_LONGEST = 60  # characters of a text that only names a note; set by hand


def line(text: str) -> str:
    """Give a text of users on one line, with nothing in it that a terminal acts on."""
    return " ".join(clean(text).text.split())


def short(text: str) -> str:
    """Give the beginning of a text on one line."""
    whole = line(text)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"


def name(note: Note) -> str:
    """Name a note by its number, or by its first words while it has none."""
    return f"n{note.number}" if note.number else f"“{short(note.text)}”"


def head(note: Note) -> str:
    """Say which note it is: number, time, kind and speaker."""
    number = f"n{note.number} " if note.number else ""
    time = f"{note.at:%H:%M} " if note.at else ""
    speaker = f", {note.speaker}" if note.speaker else ""
    return line(f"{number}{time}{words.kind(note.kind)}{speaker}")


def note(one: Note) -> str:
    """Say a whole note."""
    marks = [_("star")] if one.star else []
    if one.consent is not None:
        marks.append(_("consent {level}").format(level=words.consent(one.consent)))
    about = [*(f"#{tag}" for tag in one.tags), *(f"~{lens}" for lens in one.lenses)]
    return " ".join([", ".join([head(one), *marks]) + ":", line(one.text), *map(line, about)])


def session(one: Session, notes: int, closed: bool) -> str:
    """Say which session it is."""
    place = f", {one.place}" if one.place else ""
    said = _("session {id}: {title}, {date}{place}; {count} notes").format(
        id=one.id, title=one.title, date=one.date.isoformat(), place=place, count=notes
    )
    return line(said + (_("; closed, :reopen opens it again") if closed else ""))


def person(one: Participant) -> str:
    """Say who a person of the register is."""
    known = [one.name, one.role, one.organisation, one.sector]
    if one.consent is not None:
        known.append(_("consent {level}").format(level=words.consent(one.consent)))
    return line(f"@{one.handle}: {', '.join(filter(None, known))}")


def done(applied: Applied, word: str, known: Mapping[str, Note]) -> str:
    """Say what was done to which notes; `known` are those there were before."""
    gone = [head(known[one]) for one in applied.gone if one in known]
    people = [person(step.after) for step in applied.edit.headers if isinstance(step.after, Participant)]
    heads = [head(one) for one in applied.notes] or gone or _before(applied.edit) or people
    return f"{'; '.join(heads)}: {word}"


def waiting(edit: Edit, reason: str) -> str:
    """Say that an edit is not stored yet, and why."""
    heads = [head(step.after) for step in edit.steps if step.after] or _before(edit)
    return _("{note}: NOT saved yet ({reason}); it is kept, and tried again").format(
        note="; ".join(heads), reason=line(reason)
    )


def troubles(applied: Applied, notes: Mapping[str, Note]) -> Iterator[str]:
    """Say where others had changed the same notes."""
    for one in applied.conflicts:
        yield _("{note} was changed by someone else too; both texts are kept, see :versions").format(
            note=_named(one, notes)
        )
    for one in applied.refused:
        yield _("{note} was changed by someone else and left as it is").format(note=_named(one, notes))


def _before(edit: Edit) -> list[str]:
    return [head(step.before) for step in edit.steps if step.before]


def _named(one: str, notes: Mapping[str, Note]) -> str:
    return name(notes[one]) if one in notes else one
