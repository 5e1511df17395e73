"""What the screens call things, in the language in use."""

import datetime

from kennis.clean_text import clean
from kennis.locale import _
from kennis.nouns import Kind, Note, Participant, Session

MARKS = {
    Kind.OBSERVATION: " ",
    Kind.QUOTE: "“",
    Kind.QUESTION: "?",
    Kind.INSIGHT: "!",
    Kind.DECISION: "=",
    Kind.ACTION: "*",
    Kind.CONTRIBUTION: "&",
}


def shown(text: str) -> str:
    """Give a text of users as it may reach the terminal: cleaned, and on one line."""
    return " ".join(clean(text).text.split())


def date(day: datetime.date) -> str:
    """Write a date short, with the day of the week."""
    days = _("Mon Tue Wed Thu Fri Sat Sun").split()
    months = _("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec").split()
    return f"{days[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}"


def task(owner: str, due: datetime.date | None, done: datetime.date | None = None) -> str:
    """Say who is to do something, by when, and when it was done."""
    by = _("by {date}").format(date=date(due)) if due else ""
    return shown(" ".join(filter(None, [f"→ {owner}" if owner else "", by, f"✓ {date(done)}" if done else ""])))


def person(one: Participant) -> str:
    """Say who someone is, as far as the register knows: name or role, and organisation."""
    first = one.name or one.role or f"@{one.handle}"
    role = one.role if one.name else ""
    return " · ".join(filter(None, [first, role, one.organisation or one.sector]))


def speaker(handle: str, session: Session | None) -> str:
    """Say who a handle stands for; the handle itself where the register does not know."""
    if not handle:
        return ""
    known = next((one for one in session.participants if one.handle == handle), None) if session else None
    return shown(person(known)) if known else shown(f"@{handle}")


def note(one: Note) -> str:
    """Name a note by its short number, or by its first words while it has none."""
    return f"n{one.number}" if one.number else f"“{shown(one.text)[:20]}…”"
