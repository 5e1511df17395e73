"""From what is typed to notes and edits of notes: pure, the same for the screen and for `--plain`."""

import dataclasses
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from kennis import clock
from kennis.clean_text import MAXIMUM_BYTES, clean
from kennis.errors import InputError
from kennis.folding import folded
from kennis.ids import made_at, new_id, spread
from kennis.locale import _
from kennis.nouns import Consent, Draft, Edit, EditKind, HeaderStep, Kind, Lens, Note, Participant, Session, Step
from kennis.nouns.note_fields import PEOPLE, with_people
from kennis.reading.entry import ENTRY as SAID
from kennis.reading.entry import (
    MARKS,
    Entry,
    Setting,
    Typed,
    entry_of,
    marked,
    read_entry,
    said_by_marks,
    write_entry,
)
from kennis.reading.field_values import check_new_text
from kennis.reading.identifiers import handle, registered
from kennis.reading.note_header import facts_of, write_time

__all__ = ["MARKS", "SAID", "Entry"]

Header = Participant | Session
_NEAR = 0.8  # of letters in common, from which on a note may be one that was typed already; set by hand
_SHORTEST_TWIN = 15  # characters; a shorter note is compared with none; set by hand
_LOOKED_AT = 50  # notes before this one that are compared; set by hand
_COMPARED = 2_000  # characters of each that are compared; set by hand
_LOOKED_THROUGH = 20_000  # characters of a text in which names of the register are looked for; set by hand
# Facts in braces within a text, and a speaker with a full stop or the like at its end.
_LOST_MARKS = re.compile(r"\{(?:star|#|v=|external-id=|x-)[^{}\n]{0,30}\}?|(?:\A|\s)@\w[\w-]{0,60}[.,;:!?)]+\Z")
_BRACKET = re.compile(r"[{\[(｛]")
_NAME_AND_COLON = re.compile(r"([^\W\d_][^:\n]{0,60}):\s")
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?…])\s+"), re.compile(r"\s+"))


def read(source: str, session: Session | None = None, kind: Kind = Kind.OBSERVATION) -> Typed:
    """Read what was typed, cleaned, with all that stands beside the text; never refuses.

    A name of two words or more that the session's register knows needs no quotation marks; a date without a year is
    the next such day from the session's. `kind` is the note's where no mark says it.
    """
    text = clean(source).text
    setting = Setting(day=session.date if session else None, kind=kind)
    return read_entry(_with_whole_names(text, session) if session and "@" in text else text, setting)


def typed(source: str, session: Session | None = None) -> Entry:
    """Read what was typed, cleaned, people as handles; never refuses."""
    entry = read(source, session).entry
    speaker, owner = (handle(name) if name else "" for name in (entry.speaker, entry.owner))
    return dataclasses.replace(entry, speaker=speaker, owner=owner)


def new_note(source: str, draft: Draft, session: Session, context: tuple[str, ...] = ()) -> Note:
    """Make the note that an entry stands for, with the draft's id and time, where none was typed.

    The speaker who stays says quotes only: what a note-taker saw, decided or asked is nobody's unless it is marked so.
    Raises InputError for an entry of which a level of consent would be lost.
    """
    found = accepted(read(source, session))
    stays = draft.speaker if found.entry.kind is Kind.QUOTE and not found.entry.nobody else ""
    fields = found.fields()
    return Note(
        **{
            **fields,
            "id": draft.note or new_id(),
            "session": session.id,
            "at": fields["at"] or draft.at,
            "speaker": known_as(fields["speaker"] or stays, session),
            "owner": known_as(fields["owner"], session),
            "context": context,
        }
    )


def accepted(found: Typed) -> Typed:
    """Give what was typed if it may be stored; raises InputError for a level of consent or an id that is not read."""
    if _BRACKET.search(found.entry.text) and found.entry.text.strip():
        check_new_text(found.entry.text)
    if found.header.id or found.header.external_id or found.header.version > 1:
        raise InputError(_("kennis gives ids itself; what is typed may have consent=…, star and x-… in its braces"))
    return found


def staying(source: str, before: str) -> str:
    """Give the speaker who stays after an entry: who was typed, nobody where that was typed, else the one before."""
    entry = typed(source)
    return "" if entry.nobody else entry.speaker or before


def source_of(note: Note) -> str:
    """Give the entry that makes this note again, for editing."""
    return write_entry(entry_of(note))


def whole_source(note: Note) -> str:
    """Give the entry that makes a new note like this one, with its consent and star, and what its marks do not say."""
    facts = facts_of(dataclasses.replace(note, external_id="", attributes=()), said_by_marks(note.kind))
    return " ".join(filter(None, ["{" + " ".join(facts) + "}" if facts else "", source_of(note)]))


def revised(note: Note, source: str, session: Session | None = None) -> Note:
    """Give the note with what its entry says now; its time and the rest stay where nothing is said of them.

    A level of consent that is typed is set, unless a stricter one stands. Raises InputError as `new_note` does.
    """
    found = accepted(read(source, session))
    said = found.fields()
    by_marks = ("text", "kind", "tags", "lenses", *said_by_marks(found.entry.kind))
    changes = {name: said[name] for name in by_marks} | dict(found.header.more)
    changes |= {name: handle(changes[name]) for name in PEOPLE if changes.get(name)}
    return dataclasses.replace(
        note,
        **changes,
        at=said["at"] or note.at,
        consent=_strictest(note.consent, said["consent"]),
        star=note.star or said["star"],
    )


def amended(note: Note, source: str, session: Session) -> Note:
    """Give the note with another text, and with what stands with it: a mark, a name, tags, a level, a due day.

    What is not said stays, also the kind and the tags. Raises InputError as `new_note` does.
    """
    found = accepted(read(source, session, note.kind))
    said = found.fields()
    changes = {"text": said["text"], "kind": said["kind"], **found.header.more}
    if found.entry.named or found.entry.nobody:
        changes[said_by_marks(found.entry.kind)[0]] = found.entry.named
    if said["due"]:
        changes["due"] = said["due"]
    changes |= {name: known_as(changes[name], session) for name in PEOPLE if name in changes}
    return dataclasses.replace(
        note,
        **changes,
        at=said["at"] or note.at,
        consent=_strictest(note.consent, said["consent"]),
        star=note.star or said["star"],
        tags=tuple(dict.fromkeys(note.tags + found.entry.tags)),
        lenses=tuple(dict.fromkeys(note.lenses + found.entry.lenses)),
    )


def unread(source: str, session: Session, lenses: Sequence[Lens] = ()) -> tuple[str, ...]:
    """Say in a sentence each what looks like a mark in an entry and was not read, or perhaps not as it was meant."""
    text = clean(source).text
    found = read(text, session)
    said = [*filter(None, [found.trouble, found.broken_name]), *(doubt.reason for doubt in found.doubts)]
    known = {lens.slug for lens in lenses}
    said += [
        _("there is no lens ~{lens}").format(lens=lens) for lens in found.entry.lenses if known and lens not in known
    ]
    looks_so = _("“{text}” looks like a mark and is not read as one")
    said += [looks_so.format(text=one[0].strip()) for one in _LOST_MARKS.finditer(found.entry.text)]
    if (name := _NAME_AND_COLON.match(found.entry.text)) and _is_known(name[1], session):
        said.append(_("“{name}:” is text; for a speaker, write @{handle}").format(name=name[1], handle=handle(name[1])))
    new = unknown_person(text, session) if found.entry.kind not in (Kind.QUOTE, Kind.ACTION) else None
    if new is not None and read(text[: text.rfind("@")], session).entry.text.strip():
        said.append(_("“@{name}” at the end is read as the speaker, who is new").format(name=new.name))
    return tuple(said)


def add(note: Note) -> Edit:
    """Make the edit that adds a note."""
    return _edit(EditKind.ADD, Step(None, note))


def within(edit: Edit, session: str) -> Edit:
    """Give the edit that adds a note, in a session of which no more is known than its id."""
    steps = tuple(Step(None, dataclasses.replace(step.after, session=session)) for step in edit.steps if step.after)
    return dataclasses.replace(edit, session=session, steps=steps)


def placed(edit: Edit, session: Session, timezone: str = "") -> Edit:
    """Put notes that were entered before a session was open in one: its register and its time zone count then.

    `timezone` is the one that the notes' times were taken in.
    """

    def home(note: Note | None) -> Note | None:
        if note is None:
            return None
        at = note.at
        if at is not None and session.timezone != timezone:
            at = clock.time(session.timezone, made_at(note.id))
        return with_people(dataclasses.replace(note, session=session.id, at=at), lambda name: known_as(name, session))

    steps = tuple(Step(home(step.before), home(step.after)) for step in edit.steps)
    return dataclasses.replace(edit, session=session.id, steps=steps)


def change(kind: EditKind, before: Note, after: Note) -> Edit:
    """Make the edit that changes one note."""
    return _edit(kind, Step(before, after))


def change_header(kind: EditKind, session: str, before: Header | None, after: Header) -> Edit:
    """Make the edit that changes a session's header, or a person of its register, or adds one."""
    return Edit(new_id(), session, kind, headers=(HeaderStep(before, after),))


def change_all(notes: Iterable[Note], level: Consent | None) -> Edit:
    """Make the edit that sets a level of consent on notes, undone at once."""
    return _edit(EditKind.CONSENT, *(Step(one, dataclasses.replace(one, consent=level)) for one in notes))


def delete(note: Note) -> Edit:
    """Make the edit that takes a note out of the stream."""
    return _edit(EditKind.DELETE, Step(note, None))


def split(note: Note, parts: Sequence[str], following: str | None = None) -> Edit:
    """Make the edit that cuts a note into several with these texts; `following` is the id of the note after it."""
    first, *rest = [dataclasses.replace(note, text=part) for part in parts]
    ids = spread(note.id, following, len(rest))
    new = [
        dataclasses.replace(one, id=id_, external_id="", star=False, done=None, version=1, lineage=(), number=0)
        for one, id_ in zip(rest, ids, strict=True)
    ]
    return _edit(EditKind.SPLIT, Step(note, first), *(Step(None, one) for one in new))


def merge(first: Note, second: Note) -> Edit:
    """Make the edit that puts a note's text under that of the one before it.

    Raises InputError where that would put words into another's mouth: two speakers, or a quote and something else.
    """
    if first.speaker and second.speaker and first.speaker != second.speaker:
        raise InputError(_("these two notes have different speakers; give both the same one first"))
    if first.owner and second.owner and first.owner != second.owner:
        raise InputError(_("these two actions are for different people to do; give both the same one first"))
    if first.kind is not second.kind and Kind.QUOTE in (first.kind, second.kind):
        raise InputError(_("only one of these two notes is a quote; give both the same kind first"))
    whole = dataclasses.replace(
        first,
        text=f"{first.text}\n{second.text}",
        speaker=first.speaker or second.speaker,
        tags=tuple(dict.fromkeys(first.tags + second.tags)),
        lenses=tuple(dict.fromkeys(first.lenses + second.lenses)),
        consent=_strictest(first.consent, second.consent),
        star=first.star or second.star,
        owner=first.owner or second.owner,
        due=min(filter(None, (first.due, second.due)), default=None),
        done=_done_together(first, second),
    )
    return _edit(EditKind.MERGE, Step(first, whole), Step(second, None))


def too_long(source: str) -> bool:
    """Say whether the text of an entry is longer than a note may be."""
    return len(typed(source).text.encode()) > MAXIMUM_BYTES


def pieces(source: str) -> tuple[str, ...]:
    """Cut an entry into entries that fit, at paragraphs, else lines, sentences, words; marks go with each."""
    found = read(source)
    like = Note(**{**found.fields(), "session": "", "external_id": ""})
    facts = facts_of(like, said_by_marks(like.kind))
    head = " ".join(
        filter(None, [write_time(like.at) if like.at else "", "{" + " ".join(facts) + "}" if facts else ""])
    )
    parts = (write_entry(dataclasses.replace(found.entry, text=part)) for part in _fitting(found.entry.text, _CUTS))
    return tuple(f"{head} {part}" if head else part for part in parts)


def unknown_person(source: str, session: Session) -> Participant | None:
    """Give the person that an entry names, as speaker or owner, if the session's register lacks them."""
    name = read(source, session).entry.named
    known = known_as(name, session)
    if not name or any(person.handle == known for person in session.participants):
        return None
    return Participant(handle=known, name=name)


def known_as(name: str, session: Session) -> str:
    """Give the handle of the one who is meant: that of the register, else a new one."""
    return (registered(name, session.participants) or handle(name)) if name else ""


def twin(note: Note, others: Sequence[Note]) -> str:
    """Give the id of the latest of other notes that says nearly the same; empty if none does."""
    text = _folded(note.text)
    if len(text) < _SHORTEST_TWIN:
        return ""
    matcher = SequenceMatcher(a="", b=text, autojunk=False)
    for other in reversed(others[-_LOOKED_AT:]):
        matcher.set_seq1(_folded(other.text))
        near = matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR
        if other.id != note.id and near:
            return other.id
    return ""


def following(note: Note, notes: Sequence[Note]) -> str | None:
    """Give the id of the note after this one in a session; None for the last."""
    return min((other.id for other in notes if other.id > note.id), default=None)


def _strictest(*levels: Consent | None) -> Consent | None:
    """Give the strictest of the levels that are set; None where none is."""
    return max((level for level in levels if level is not None), key=list(Consent).index, default=None)


def _done_together(*notes: Note) -> datetime.date | None:
    """Give the day on which all of the actions among notes were done; None while one is not."""
    days = [one.done for one in notes if one.kind is Kind.ACTION]
    done = [day for day in days if day]
    return max(done) if done and len(done) == len(days) else None


def _with_whole_names(text: str, session: Session) -> str:
    """Put names of the register that are more than one word in quotation marks, where a speaker can stand."""
    for person in session.participants:
        if " " not in person.name.strip():
            continue
        name = re.compile(rf"(?<!\S)@{re.escape(person.name.strip())}(?=[:\s]|\Z)", re.IGNORECASE)
        places = list(name.finditer(text[:_LOOKED_THROUGH]))
        for found in dict.fromkeys([*places[-1:], *places[:1]]):
            before, after = text[: found.start()], text[found.end() :]
            first = not read_entry(before).entry.text.strip()
            if first or not after.strip() or read_entry(f"x {after}").entry.text == "x":
                text = before + marked("@", person.name.strip()) + after
    return text


def _is_known(name: str, session: Session) -> bool:
    made = handle(name)
    return any(made in (one.handle, handle(one.name), handle(one.name.split(" ")[0])) for one in session.participants)


def _edit(kind: EditKind, *steps: Step) -> Edit:
    note = steps[0].after or steps[0].before
    assert note is not None
    return Edit(new_id(), note.session, kind, steps)


def _fitting(text: str, cuts: Sequence[re.Pattern[str]]) -> Iterator[str]:
    if len(text.encode()) <= MAXIMUM_BYTES:
        if text.strip():
            yield text.strip()
        return
    if not cuts:
        yield from (text[at : at + MAXIMUM_BYTES // 4] for at in range(0, len(text), MAXIMUM_BYTES // 4))
        return
    bounds = [0, *(cut.end() for cut in cuts[0].finditer(text)), len(text)]
    start, size = 0, 0
    for first, last in pairwise(bounds):
        more = len(text[first:last].encode())
        if size + more > MAXIMUM_BYTES and size:
            yield from _fitting(text[start:first], cuts[1:])
            start, size = first, 0
        size += more
    yield from _fitting(text[start:], cuts[1:])


def _folded(text: str) -> str:
    return " ".join(folded(text).split())[:_COMPARED]
