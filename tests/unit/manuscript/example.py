"""A small outline that tests edit as an editor would."""

from kennis.nouns import Chapter, Kind, Passage, PassageKind, Section
from tests.unit.manuscript.books import Case, case, note, part_id

DASHBOARD = "Iedereen heeft een dashboard, niemand heeft hetzelfde dashboard."
NOTES = (
    note(1, "De raad krijgt inzichten waar nog geen beleid bij hoort."),
    note(2, f"{DASHBOARD} Dat is het echte probleem van dit moment.", Kind.QUOTE, "w", "name"),
    note(3, "Wie is eigenaar van het model als de leverancier stopt?", Kind.QUESTION, "a"),
    note(4, "Wij hebben dat juist wel goed geregeld.", Kind.QUOTE, "a"),
    note(5, "Dit mag niemand ooit in een boek te lezen krijgen.", Kind.QUOTE, "w", "background"),
    note(6, "Eerste alinea van Kadaster.\n\nTweede alinea over kaarten.\n\nDerde alinea.", Kind.CONTRIBUTION, "a"),
    note(7, "Het model hoort bij de gemeente te staan."),
)


def passage(number: int, kind: PassageKind, text: str, *notes: int, own: bool = False) -> Passage:
    """Give a passage that cites notes by their numbers."""
    return Passage(id=part_id(number), kind=kind, text=text, notes=tuple(part_id(n, 0) for n in notes), own=own)


SUMMARY = passage(0x11, PassageKind.SUMMARY, NOTES[0].text, 1)
QUOTE = passage(0x12, PassageKind.QUOTE, DASHBOARD, 2)
HIDDEN = passage(0x13, PassageKind.QUOTE, NOTES[4].text, 5)
COUNTER = passage(0x14, PassageKind.COUNTER, NOTES[3].text, 4)
QUESTION = passage(0x15, PassageKind.QUESTION, NOTES[2].text, 3)
OWN = passage(0x16, PassageKind.TEXT, "Zo ziet de redactie het.", 1, 3, own=True)
CONTRIBUTION = passage(0x17, PassageKind.CONTRIBUTION, NOTES[5].text, 6)
LOOSE = passage(0x18, PassageKind.LOOSE, NOTES[6].text, 7)
FIRST = Section(
    id=part_id(0x21),
    title="Dashboards",
    themes=("t1",),
    passages=(SUMMARY, QUOTE, HIDDEN, COUNTER),
    seen=frozenset({NOTES[0].id}),
)
SECOND = Section(id=part_id(0x22), title="Modellen", themes=("t2",), passages=(QUESTION, OWN, CONTRIBUTION))
CHAPTER = Chapter(
    id=part_id(0x31),
    title="De rol van de overheid",
    lens="rol-overheid",
    question="Leidt digitalisering tot een andere rol?",
    target=4000,
    sections=(FIRST, SECOND),
    passages=(LOOSE,),
)
EMPTY = Chapter(id=part_id(0x32), title="Verkokering", lens="verkokering")


def example() -> Case:
    """Give the outline."""
    return case((CHAPTER, EMPTY), NOTES)
