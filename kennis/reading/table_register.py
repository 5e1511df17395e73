"""The register of a session, gathered from the rows of a table."""

import dataclasses

from kennis.folding import folded
from kennis.locale import _
from kennis.nouns import Participant
from kennis.reading.identifiers import handle

_FACTS = ("role", "organisation", "sector")


class Register:
    """Gives each speaker a handle, and keeps what the rows tell of them.

    Two people of one name are told apart by their organisation; whoever has no name goes by the organisation, role
    and sector.
    """

    def __init__(self) -> None:
        self.notices: dict[str, None] = {}
        self._people: dict[str, Participant] = {}
        self._handles: dict[Participant, str] = {}

    def enter(self, speaker: Participant) -> str:
        """Give the handle of a speaker whose own handle is still empty; empty for one of whom nothing is known."""
        known = self._handles.get(speaker)
        if known is not None:
            return known
        known_as = speaker.name or " ".join(filter(None, (speaker.organisation, speaker.role, speaker.sector)))
        if not known_as:
            return ""
        name = handle(known_as)
        if speaker.name and not _may_be_one(self._people.get(name), speaker):
            name = handle(f"{speaker.name} {speaker.organisation}")
        self._handles[speaker] = name
        self._people[name] = self._joined(name, speaker)
        return name

    def participants(self) -> tuple[Participant, ...]:
        """Give everyone entered, in the order of their handles."""
        return tuple(self._people[name] for name in sorted(self._people))

    def _joined(self, name: str, speaker: Participant) -> Participant:
        before = self._people.get(name)
        if before is None:
            return dataclasses.replace(speaker, handle=name)
        for fact in _FACTS:
            old, new = getattr(before, fact), getattr(speaker, fact)
            if old and new and old != new:
                notice = _("{name} is “{old}” and “{new}” on different rows; the first is kept")
                self.notices[notice.format(name=before.name or name, old=old, new=new)] = None
        return dataclasses.replace(
            before,
            role=before.role or speaker.role,
            organisation=before.organisation or speaker.organisation,
            sector=before.sector or speaker.sector,
        )


def _may_be_one(before: Participant | None, speaker: Participant) -> bool:
    if before is None or not before.organisation or not speaker.organisation:
        return True
    return folded(before.organisation) == folded(speaker.organisation)
