"""Who is meant by a name: a person, who may stand in the registers of several sessions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kennis.errors import UnknownItem
from kennis.folding import folded
from kennis.locale import _
from kennis.nouns import Participant, Session


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A line of a register."""

    session: str
    person: Participant

    @property
    def name(self) -> str:
        """What it is called: session/handle."""
        return f"{self.session}/{self.person.handle}"


Person = tuple[RegisterEntry, ...]


def find(sessions: Sequence[Session], name: str) -> Person | None:
    """Give the entries of the person of that name, handle, or session/handle; None if there is none.

    Raises UnknownItem, with all of them, where it may be one of several people.
    """
    wanted, handle = _folded(name), name.removeprefix("@")
    found = [
        person
        for person in (persons(sessions) if wanted else ())
        if any(name == one.name or handle == one.person.handle or wanted == _folded(one.person.name) for one in person)
    ]
    if len(found) > 1:
        said = "\n".join("  " + ", ".join(map(told, person)) for person in found)
        raise UnknownItem(
            _("{name} may be one of several people; name one as session/handle:").format(name=name) + "\n" + said
        )
    return found[0] if found else None


def persons(sessions: Sequence[Session]) -> list[Person]:
    """Give all people, each with the entries that are certainly one: of one name, and not of two organisations."""
    by_name: dict[str, list[RegisterEntry]] = defaultdict(list)
    found: list[Person] = []
    for session in sessions:
        for person in session.participants:
            entry = RegisterEntry(session.id, person)
            if _is_named(person):
                by_name[_folded(person.name)].append(entry)
            else:
                found.append((entry,))
    for entries in by_name.values():
        if len({_folded(one.person.organisation) for one in entries} - {""}) < 2:
            found.append(tuple(entries))
            continue
        by_organisation: dict[str, list[RegisterEntry]] = defaultdict(list)
        for one in entries:
            by_organisation[_folded(one.person.organisation) or one.name].append(one)
        found += map(tuple, by_organisation.values())
    return found


def told(entry: RegisterEntry) -> str:
    """Say who an entry is."""
    person = entry.person
    facts = ", ".join(filter(None, (person.name, person.role, person.organisation)))
    return f"{entry.name} ({facts})" if facts else entry.name


def called(person: Person) -> str:
    """Say who a person is, without the sessions; the handle of one without a name."""
    one = person[0].person
    facts = ", ".join(filter(None, (one.role, one.organisation)))
    name = one.name or person[0].name
    return f"{name} ({facts})" if facts else name


def _is_named(person: Participant) -> bool:
    """Say whether a person has a name, rather than the handle that a note-taker typed."""
    return bool(person.name) and person.name != person.handle


def _folded(text: str) -> str:
    return folded(" ".join(text.split()))
