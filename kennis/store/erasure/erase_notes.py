"""Notes and people go out of a database, with their history, edits, vectors and approvals.

The indexes of words follow by their triggers.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from sqlalchemy import JSON, ColumnElement, Delete, delete, false, func, or_, select, type_coerce, update

from kennis.clean_text import clean
from kennis.folding import Folded
from kennis.nouns import Fate, Note, Trace, Why
from kennis.nouns.note_fields import PEOPLE
from kennis.store.erasure.erasure_state import Pages, Values
from kennis.store.erasure.erasure_targets import Gathered, texts_saying
from kennis.store.erasure.kept_tables import EDIT, HISTORY, KEPT, MAKERS, NOTE, PARTICIPANT
from kennis.store.erasure.scrub_text import BLANK, SHORTEST_WORD, clean_note, clean_person, clean_session, not_theirs
from kennis.store.notes import note_mapping
from kennis.store.notes.note_rows import ParticipantRow, SessionRow
from kennis.store.sqlite import fulltext
from kennis.version_order import revised

_ABOUT_NOTES = ("placement", "suggestion", "mark", "proposed_placement")
_MADE = {"memo": Trace.MEMO, "edition": Trace.EDITION, "approval": Trace.APPROVAL}
_WORD = re.compile(r"\w+")
_STEP = 3  # words from one question to the next; set by hand
_SHOWN = 5  # notes of others that are told for the same words; set by hand
_SAME = 8  # words in a row that make another note hold the same; set by hand


def erase_notes(pages: Pages, gathered: Gathered) -> None:
    """Delete the notes and all that is kept of them, but for what the ledger and the outline say."""
    notes = pages.wanted.notes
    for note, row in gathered.rows.items():
        pages.tell(Trace.NOTE, note, text=row["text"])
    for table in _ABOUT_NOTES:
        pages.without(table, "note_id", notes)
    for column in ("item", "other"):
        pages.without("constraint", column, notes)
    _history(pages, "note", notes)
    _edits(pages)
    for row in pages.all("approval"):
        if row["note"] in notes:
            pages.tell(Trace.APPROVAL, row["key"], text=row["text"])
            pages.drop("approval", row)
    pages.without("acceptedremark", "key", pages.wanted.remarks)
    pages.without("note", "id", notes)


def erase_people(pages: Pages) -> None:
    """Take the people out of the registers, after their notes, and versions that were theirs of notes that are not.

    An action that was theirs to do is nobody's, as a new version.
    """
    for session, handle in sorted(pages.wanted.people):
        for row in pages.rows(select(NOTE).where(NOTE.c.session_id == session, NOTE.c.owner == handle)):
            note = note_mapping.note_of_raw(row)
            pages.tell(Trace.NOTE, note.id, Fate.BLANKED, note.text, Why.OWNER)
            _follow(pages, "note", row, note_mapping.note_values(revised(not_theirs(note, {handle}), note)))
        if gone := sum(pages.run(_of_person(field, session, handle)) for field in PEOPLE):
            pages.tell(Trace.VERSION, f"{session}/{handle}", text=str(gone))
        _history(pages, "participant", [f"{session}/{handle}"])
        themselves = (PARTICIPANT.c.session_id == session, PARTICIPANT.c.handle == handle)
        if pages.run(delete(PARTICIPANT).where(*themselves)):
            pages.tell(Trace.PERSON, f"{session}/{handle}")


def _of_person(field: str, session: str, handle: str) -> Delete:
    """Delete the versions of a session's notes that name a handle in a field."""
    of_session = select(NOTE.c.id).where(NOTE.c.session_id == session)
    named = type_coerce(HISTORY.c.content, JSON)[field].as_string()
    return delete(HISTORY).where(HISTORY.c.subject == "note", HISTORY.c.item.in_(of_session), named == handle)


def erase_vectors(pages: Pages) -> None:
    """Keep the vectors of the notes that remain, and tell those of forgotten texts.

    All others are of titles and phrases, of which nobody knows any more which note they came from: they go as well, and
    are made anew when they are asked.
    """
    kept = {_hash(text) for text in pages.connection.execute(select(NOTE.c.text)).scalars()}
    held = set(pages.connection.execute(select(KEPT["vector"].c.text_hash)).scalars())
    pages.without("vector", "text_hash", held - kept)
    theirs = {_hash(text) for text in pages.wanted.texts} & held - kept
    if theirs:
        pages.tell(Trace.VECTOR, str(len(theirs)))


def _hash(text: str) -> str:
    """Give what the vector of a text is kept under."""
    return hashlib.sha256(clean(text).text.encode()).hexdigest()


def same_words(pages: Pages) -> None:
    """Tell the notes of others that hold the same words."""
    for text in sorted(pages.wanted.texts):
        said = _WORD.findall(text)
        for at in range(0, len(said) - _SAME + 1, _STEP):
            same = fulltext.saying(" ".join(said[at : at + _SAME])).limit(_SHOWN)
            for row in pages.rows(select(NOTE.c.id, NOTE.c.text).where(NOTE.c.number.in_(same))):
                pages.tell(Trace.NOTE, row["id"], Fate.LEFT, row["text"], Why.SAME)


def rename_approvals(pages: Pages) -> None:
    """Take the words and names out of what other speakers were asked and answered."""
    for row in pages.all("approval"):
        columns = ("text", "words", "attribution")
        changed = {name: pages.words(row[name], Trace.APPROVAL, row["key"]) for name in columns}
        pages.rewrite("approval", row, changed)


def rename_notes(pages: Pages) -> None:
    """Take the names out of the notes of others, as a new version; versions that held a name are gone."""
    if not pages.wanted.names:
        return
    before = set()
    for row in pages.rows(select(NOTE).where(_may_name(pages))):
        note = note_mapping.note_of_raw(row)
        new = clean_note(note, partial(_named, pages, note))
        if new != note:
            _follow(pages, "note", row, note_mapping.note_values(revised(new, note)))
        if new.text != note.text:
            before.add(_hash(note.text))
    pages.without("vector", "text_hash", before)
    for row in pages.all("history") if pages.wanted.mentions else ():
        if _tells(pages, json.loads(row["content"])):
            pages.drop("history", row)


def _may_name(pages: Pages) -> ColumnElement[bool]:
    """Ask for the notes that may hold a name; the index holds no deleted ones, and not all that a note says."""
    unindexed = (NOTE.c.attributes != "[]", NOTE.c.tags != "[]", NOTE.c.deleted != false())
    return or_(*unindexed, NOTE.c.number.in_(fulltext.naming(pages.scrub.last_words)))


def tell_unlooked(pages: Pages) -> None:
    """Tell the parts of a name that are not looked for alone, with how many notes have them, whomever these mean."""
    for name in sorted(pages.wanted.names):
        for word, (at, end) in Folded(name).written:
            if len(word) < SHORTEST_WORD or not name[at].isupper() or pages.scrub.looks_for(word):
                continue
            texts = pages.connection.execute(texts_saying(word)).scalars()
            said = [[text[place[0]].isupper() for one, place in Folded(text).written if one == word] for text in texts]
            if count := sum(any(one) for one in said):
                pages.tell(Trace.PERSON, name[at:end], Fate.LEFT, str(count), Why.SHARED)


def rename_sessions(pages: Pages) -> None:
    """Take the names out of the headers of sessions, as a new version."""
    for row in pages.all("session") if pages.wanted.names else ():
        session = note_mapping.session(_typed(SessionRow, row), [])
        new = clean_session(session, partial(pages.header, item=session.id))
        if new != session:
            _follow(pages, "session", row, note_mapping.session_values(revised(new, session)))
    for row in pages.rows(select(HISTORY).where(HISTORY.c.subject == "session")):
        said = json.loads(row["content"])
        header = (said["title"], said["place"], *said.get("note_takers", ()))
        if any(pages.scrub.unnamed(one, certain=True) != one or pages.scrub.is_name(one) for one in header):
            pages.drop("history", row)


def rename_makers(pages: Pages) -> None:
    """Take the names out of who decided, wrote or asked something."""
    for table in MAKERS:
        person, sort = table.c.person, _MADE.get(table.name, Trace.DECISION)
        for row in pages.rows(select(person, func.count().label("times")).group_by(person)):
            if pages.scrub.is_name(row["person"]):
                pages.tell(sort, str(row["times"]), Fate.BLANKED, row["person"], Why.MAKER)
                pages.run(update(table).where(person == row["person"]).values(person=BLANK))


def rename_people(pages: Pages) -> None:
    """Take the names out of the role and organisation of others, as a new version."""
    for row in pages.all("participant") if pages.wanted.names else ():
        person = note_mapping.participant(_typed(ParticipantRow, row))
        called = f"{row['session_id']}/{person.handle}"
        new = clean_person(person, partial(pages.words, sort=Trace.PERSON, item=called))
        if new != person:
            _follow(pages, "participant", row, note_mapping.participant_values(row["session_id"], revised(new, person)))


def _history(pages: Pages, subject: str, items: Iterable[str]) -> None:
    for item in items:
        if gone := pages.run(delete(HISTORY).where(HISTORY.c.subject == subject, HISTORY.c.item == item)):
            pages.tell(Trace.VERSION, item, text=str(gone))


def _edits(pages: Pages) -> None:
    """Delete the edits that hold a wanted note or person, a header or another person with a name of theirs, or, where
    names go, a note with one: they can no longer be undone.
    """
    for row in pages.rows(select(EDIT.c.id, EDIT.c.session_id, EDIT.c.steps)):
        notes = [note for step in json.loads(row["steps"]) for note in step if note]
        if any(_is_theirs(pages, row["session_id"], note) for note in notes):
            pages.drop("edit", row)
            pages.tell(Trace.EDIT, row["id"])


def _is_theirs(pages: Pages, session: str, note: Values) -> bool:
    wanted = pages.wanted
    if note.get("id") in wanted.notes:
        return True
    if any((session, note.get(name, "")) in wanted.people for name in ("handle", *PEOPLE)):
        return True
    return (wanted.mentions or "title" in note or "handle" in note) and _tells(pages, note)


def _tells(pages: Pages, content: Values) -> bool:
    """Say whether a version of a note, session or person holds a name."""
    said = [content.get(name) for name in ("text", "title", "place", "name", "role", "organisation", "sector")]
    said += [*content.get("note_takers", ()), *content.get("tags", ())]
    said += [*content.get("context", ()), *(value for one in content.get("attributes", ()) for value in one[1:])]
    return any(pages.scrub.unnamed(one) != one for one in said if one)


def _named(pages: Pages, note: Note, text: str) -> str:
    """Give a note's words without the names; words that others took over from the forgotten notes are their own."""
    made = pages.scrub.unnamed(text)
    if made == text:
        return text
    pages.tell(Trace.NOTE, note.id, Fate.BLANKED if pages.wanted.mentions else Fate.LEFT, text, Why.MENTION)
    return made if pages.wanted.mentions else text


def _follow(pages: Pages, table: str, row: Values, values: Values) -> None:
    """Let a row be its next version, the versions before it in its lineage only."""
    columns = {
        name: json.dumps(value) if isinstance(value, list) else value
        for name, value in values.items()
        if not isinstance(value, datetime.date | datetime.time)
    }
    if table == "note":
        columns["stamp"] = pages.connection.execute(select(func.max(NOTE.c.stamp) + 1)).scalar_one()
    pages.rewrite(table, row, columns)


def _typed(kind: type[Any], row: Values) -> Any:
    """Give a row of plain columns as the records take it."""
    made = {**row}
    for name in ("lineage", "note_takers"):
        if name in made:
            made[name] = json.loads(made[name])
    if "date" in made:
        made["date"] = datetime.date.fromisoformat(made["date"])
    return kind(**made)
