"""What became of an archive that was merged with what a workspace held."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MergeCount:
    """Of one sort of thing: how many the archive held, and how many of them the workspace did not know."""

    sort: str
    held: int
    new: int


@dataclass(frozen=True, slots=True)
class Renumbered:
    """Something that has another short number here than in the archive, or than it had here, as n17 or T-003."""

    there: str
    here: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What a merge did: notes new, changed and known, what is in conflict, what else came, what did not and why.

    `forgotten` says that things were forgotten there that may stand here: the ledger knows that they are to go.
    """

    added: int = 0
    changed: int = 0
    known: int = 0
    conflicts: tuple[str, ...] = ()
    counts: tuple[MergeCount, ...] = ()
    renumbered: tuple[Renumbered, ...] = ()
    told: tuple[str, ...] = ()
    forgotten: bool = False


@dataclass(slots=True)
class MergeTally:
    """What is counted and noted down while a merge goes on."""

    added: int = 0
    changed: int = 0
    known: int = 0
    conflicts: list[str] = field(default_factory=list)
    counts: list[MergeCount] = field(default_factory=list)
    renumbered: list[Renumbered] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    forgotten: bool = False

    def joined(self) -> Joined:
        """Give what was noted down."""
        return Joined(
            added=self.added,
            changed=self.changed,
            known=self.known,
            conflicts=tuple(sorted(set(self.conflicts))),
            counts=tuple(self.counts),
            renumbered=tuple(self.renumbered),
            told=tuple(self.told),
            forgotten=self.forgotten,
        )
