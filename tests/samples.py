"""Sessions and notes that tests make."""

import datetime
from collections.abc import Sequence

from kennis.nouns import Kind, Note, Participant, Session


def session(name: str = "2020-03-12-digital-twins", people: Sequence[Participant] = ()) -> Session:
    """Give a session with a register."""
    return Session(
        id=name, title="Digital twins en de raad", date=datetime.date(2020, 3, 12), participants=tuple(people)
    )


def note(number: int, text: str = "", *, within: str = "2020-03-12-digital-twins", external_id: str = "") -> Note:
    """Give a note whose id is made of a number, so that notes stand in the order of their numbers."""
    return Note(
        id=f"01900000-0000-7000-8000-{number:012x}",
        session=within,
        text=text or f"Notitie {number}: de raad krijgt inzichten waar nog geen beleid bij hoort.",
        kind=Kind.OBSERVATION,
        external_id=external_id,
    )
