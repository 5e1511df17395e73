"""The golden files of reading: a file, a line that says what follows, and what comes of it."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kennis.nouns import Note, Participant, Session
from kennis.reading import Reading, ReadOptions, read
from kennis.reading.session_file import write_session

GOLDEN = sorted((Path(__file__).parents[2] / "golden" / "reading").glob("*.txt"))
READ, WRITTEN = "=== what is read ===\n", "=== what is written ===\n"
OPTIONS = ReadOptions(today=datetime.date(2026, 11, 21))
TYPED_ID = re.compile(r"[0-9a-f-]{36}")


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_golden(golden: Path, tmp_path: Path) -> None:
    text = golden.read_text("utf-8")
    sentinel = READ if READ in text else WRITTEN
    given, expected = text.split(sentinel)
    path = tmp_path / golden.stem
    path.write_text(given, "utf-8")
    reading = read(path, OPTIONS)
    if sentinel == READ:
        assert told(reading) == expected
        return
    written = write_session(reading.sessions[0], reading.notes)
    assert TYPED_ID.sub(lambda found: found[0] if found[0] in given else "NEW", written) == expected


def told(reading: Reading) -> str:
    """Tell what was read, as a person would want to check it."""
    blocks = []
    for session in reading.sessions:
        blocks.append("\n".join(about_session(session)))
        blocks += ["\n".join(about_note(note)) for note in reading.notes if note.session == session.id]
    refused = [f"refused on line {refusal.line}: {refusal.reason}" for refusal in reading.refusals]
    return "\n\n".join([*blocks, "\n".join(refused)] if refused else blocks) + "\n"


def about_session(session: Session) -> Iterator[str]:
    """Give the lines about a session."""
    consent = f", consent {session.consent}" if session.consent else ""
    yield f"session {session.id}: {session.title}, {session.date}, {session.form}{consent}"
    for person in session.participants:
        yield f"participant {person.handle}: {', '.join(filter(None, about_person(person)))}"


def about_person(person: Participant) -> tuple[str, ...]:
    """Give what is known of a person."""
    return person.name, person.role, person.organisation, person.sector


def about_note(note: Note) -> Iterator[str]:
    """Give the lines about a note."""
    facts = {
        "speaker": note.speaker,
        "tags": " ".join(note.tags),
        "lenses": " ".join(note.lenses),
        "consent": note.consent or "",
        "external id": note.external_id,
        **{fact.name: " + ".join(fact.values) for fact in note.attributes},
    }
    head = f"{note.kind} at {note.at}" if note.at else str(note.kind)
    yield ", ".join([head, *(f"{name} {value}" for name, value in facts.items() if value), *["star"] * note.star])
    if note.context:
        yield f"    under {' > '.join(note.context)}"
    yield from (f"    | {line}" for line in note.text.split("\n"))
