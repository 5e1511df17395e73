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

from kennis.clean_text import clean
from kennis.folding import Folded
from kennis.nouns import Fate, Note, Trace, Why
from kennis.nouns.note_fields import PEOPLE
from kennis.store.erasure.erasure_state import Pages, Values
from kennis.store.erasure.erasure_targets import HOLDING, MAKERS, Gathered
from kennis.store.erasure.scrub_text import BLANK, SHORTEST_WORD, clean_note, clean_person, clean_session, not_theirs
from kennis.store.notes import note_mapping
from kennis.store.notes.note_rows import ParticipantRow, SessionRow
from kennis.version_order import revised

_ABOUT_NOTES = ("placement", "suggestion", "mark", "proposed_placement")
_MAY_NAME = (
    "SELECT rowid AS rowid, * FROM note WHERE"
    " attributes <> '[]' OR tags <> '[]' OR deleted OR number IN (SELECT rowid FROM words WHERE words MATCH ?)"
)  # the index holds no deleted notes
_THEIRS = [
    f"DELETE FROM history WHERE subject = 'note' AND json_extract(content, '$.{person}') = ?"
    " AND item IN (SELECT id FROM note WHERE session_id = ?)"
    for person in PEOPLE
]
_MADE = {"memo": Trace.MEMO, "edition": Trace.EDITION, "approval": Trace.APPROVAL}
_WORD = re.compile(r"\w+")
_STEP = 3  # words from one question to the next; set by hand
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
    for row in pages.rows("SELECT rowid AS rowid, key, text, note FROM approval"):
        if row["note"] in notes:
            pages.tell(Trace.APPROVAL, row["key"], text=row["text"])
            pages.run("DELETE FROM approval WHERE rowid = ?", row["rowid"])
    pages.without("acceptedremark", "key", pages.wanted.remarks)
    pages.without("note", "id", notes)


def erase_people(pages: Pages) -> None:
    """Take the people out of the registers, after their notes, and versions that were theirs of notes that are not.

    An action that was theirs to do is nobody's, as a new version.
    """
    for session, handle in sorted(pages.wanted.people):
        query = "SELECT rowid AS rowid, * FROM note WHERE session_id = ? AND owner = ?"
        for row in [*pages.rows(query, session, handle)]:
            note = note_mapping.note_of_raw(row)
            pages.tell(Trace.NOTE, note.id, Fate.BLANKED, note.text, Why.OWNER)
            _follow(pages, "note", row, note_mapping.note_values(revised(not_theirs(note, {handle}), note)))
        gone = sum(pages.run(query, handle, session) for query in _THEIRS)
        if gone:
            pages.tell(Trace.VERSION, f"{session}/{handle}", text=str(gone))
        _history(pages, "participant", [f"{session}/{handle}"])
        if pages.run("DELETE FROM participant WHERE session_id = ? AND handle = ?", session, handle):
            pages.tell(Trace.PERSON, f"{session}/{handle}")


def erase_vectors(pages: Pages) -> None:
    """Keep the vectors of the notes that remain, and tell those of forgotten texts.

    All others are of titles and phrases, of which nobody knows any more which note they came from: they go as well, and
    are made anew when they are asked.
    """
    texts = pages.connection.exec_driver_sql("SELECT text FROM note").scalars()
    kept = {_hash(text) for text in texts}
    held = set(pages.connection.exec_driver_sql("SELECT text_hash FROM vector").scalars())
    pages.without("vector", "text_hash", held - kept)
    theirs = {_hash(text) for text in pages.wanted.texts} & held - kept
    if theirs:
        pages.tell(Trace.VECTOR, str(len(theirs)))


def _hash(text: str) -> str:
    """Give what the vector of a text is kept under."""
    return hashlib.sha256(clean(text).text.encode()).hexdigest()


def same_words(pages: Pages) -> None:
    """Tell the notes of others that hold the same words."""
    query = "SELECT n.id, n.text FROM words w JOIN note n ON n.number = w.rowid WHERE words MATCH ? LIMIT 5"
    for text in sorted(pages.wanted.texts):
        said = _WORD.findall(text)
        for at in range(0, len(said) - _SAME + 1, _STEP):
            for row in pages.rows(query, f'text : "{" ".join(said[at : at + _SAME])}"'):
                pages.tell(Trace.NOTE, row["id"], Fate.LEFT, row["text"], Why.SAME)


def rename_approvals(pages: Pages) -> None:
    """Take the words and names out of what other speakers were asked and answered."""
    for row in pages.rows("SELECT rowid AS rowid, * FROM approval"):
        columns = ("text", "words", "attribution")
        changed = {name: pages.words(row[name], Trace.APPROVAL, row["key"]) for name in columns}
        pages.rewrite("approval", row, changed)


def rename_notes(pages: Pages) -> None:
    """Take the names out of the notes of others, as a new version; versions that held a name are gone."""
    if not pages.wanted.names:
        return
    before = set()
    for row in pages.rows(_MAY_NAME, pages.scrub.query):
        note = note_mapping.note_of_raw(row)
        new = clean_note(note, partial(_named, pages, note))
        if new != note:
            _follow(pages, "note", row, note_mapping.note_values(revised(new, note)))
        if new.text != note.text:
            before.add(_hash(note.text))
    pages.without("vector", "text_hash", before)
    for row in pages.rows("SELECT rowid AS rowid, subject, item, content FROM history"):
        if pages.wanted.mentions and _tells(pages, json.loads(row["content"])):
            pages.run("DELETE FROM history WHERE rowid = ?", row["rowid"])


def tell_unlooked(pages: Pages) -> None:
    """Tell the parts of a name that are not looked for alone, with how many notes have them, whomever these mean."""
    for name in sorted(pages.wanted.names):
        for word, (at, end) in Folded(name).written:
            if len(word) < SHORTEST_WORD or not name[at].isupper() or pages.scrub.looks_for(word):
                continue
            texts = pages.connection.exec_driver_sql(HOLDING, (f'text : "{word}"',)).scalars()
            said = [[text[place[0]].isupper() for one, place in Folded(text).written if one == word] for text in texts]
            if count := sum(any(one) for one in said):
                pages.tell(Trace.PERSON, name[at:end], Fate.LEFT, str(count), Why.SHARED)


def rename_sessions(pages: Pages) -> None:
    """Take the names out of the headers of sessions, as a new version."""
    for row in pages.rows("SELECT rowid AS rowid, * FROM session") if pages.wanted.names else ():
        session = note_mapping.session(_typed(SessionRow, row), [])
        new = clean_session(session, partial(pages.header, item=session.id))
        if new != session:
            _follow(pages, "session", row, note_mapping.session_values(revised(new, session)))
    for row in pages.rows("SELECT rowid AS rowid, content FROM history WHERE subject = 'session'"):
        said = json.loads(row["content"])
        header = (said["title"], said["place"], *said.get("note_takers", ()))
        if any(pages.scrub.unnamed(one, certain=True) != one or pages.scrub.is_name(one) for one in header):
            pages.run("DELETE FROM history WHERE rowid = ?", row["rowid"])


def rename_makers(pages: Pages) -> None:
    """Take the names out of who decided, wrote or asked something."""
    for table in MAKERS:
        for row in pages.rows(f"SELECT person, count(*) AS times FROM {table} GROUP BY person"):
            if pages.scrub.is_name(row["person"]):
                pages.tell(_MADE.get(table, Trace.DECISION), str(row["times"]), Fate.BLANKED, row["person"], Why.MAKER)
                pages.run(f"UPDATE {table} SET person = ? WHERE person = ?", BLANK, row["person"])


def rename_people(pages: Pages) -> None:
    """Take the names out of the role and organisation of others, as a new version."""
    for row in pages.rows("SELECT rowid AS rowid, * FROM participant") if pages.wanted.names else ():
        person = note_mapping.participant(_typed(ParticipantRow, row))
        called = f"{row['session_id']}/{person.handle}"
        new = clean_person(person, partial(pages.words, sort=Trace.PERSON, item=called))
        if new != person:
            _follow(pages, "participant", row, note_mapping.participant_values(row["session_id"], revised(new, person)))


def _history(pages: Pages, subject: str, items: Iterable[str]) -> None:
    for item in items:
        gone = pages.run("DELETE FROM history WHERE subject = ? AND item = ?", subject, item)
        if gone:
            pages.tell(Trace.VERSION, item, text=str(gone))


def _edits(pages: Pages) -> None:
    """Delete the edits that hold a wanted note or person, a header or another person with a name of theirs, or, where
    names go, a note with one: they can no longer be undone.
    """
    for row in pages.rows("SELECT rowid AS rowid, id, session_id, steps FROM edit"):
        notes = [note for step in json.loads(row["steps"]) for note in step if note]
        if any(_is_theirs(pages, row["session_id"], note) for note in notes):
            pages.run("DELETE FROM edit WHERE rowid = ?", row["rowid"])
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
        columns["stamp"] = pages.connection.exec_driver_sql("SELECT max(stamp) + 1 FROM note").scalar_one()
    pages.rewrite(table, row, columns)


def _typed(kind: type[Any], row: Values) -> Any:
    """Give a row of plain columns as the records take it."""
    made = {name: value for name, value in row.items() if name != "rowid"}
    for name in ("lineage", "note_takers"):
        if name in made:
            made[name] = json.loads(made[name])
    if "date" in made:
        made["date"] = datetime.date.fromisoformat(made["date"])
    return kind(**made)
