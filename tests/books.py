"""Outlines to try things on: drawn ones, and edits of them."""

import random
from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import strategies as st

from kennis.clean_text import clean
from kennis.nouns import Chapter, Outline, Passage, PassageKind, Section
from kennis.outline.parts import changed, moved, put, without

TEXTS = st.text(min_size=1, max_size=30).map(lambda text: clean(text).text.strip() or "tekst")


def passage(number: int, text: str = "Een zin.", own: bool = False) -> Passage:
    """Make a passage of note `number`."""
    kind = PassageKind.TEXT if own else PassageKind.QUOTE
    return Passage(id=f"p{number}", kind=kind, text=text, notes=(f"note-{number}",), own=own)


def section(number: int, *passages: Passage) -> Section:
    """Make a section about theme `number`."""
    return Section(
        id=f"s{number}",
        title=f"Sectie {number}",
        themes=(f"theme-{number}",),
        passages=passages,
        seen=frozenset(note for one in passages for note in one.notes),
    )


def book() -> Outline:
    """Make an outline of two chapters, three sections and seven passages."""
    return Outline(
        chapters=(
            Chapter(
                id="c1",
                title="De rol van de overheid",
                lens="rol-overheid",
                question="Welke rol?",
                sections=(section(1, passage(1), passage(2), passage(3)), section(2, passage(4), passage(5, own=True))),
                passages=(passage(6),),
            ),
            Chapter(id="c2", title="Verkokering", lens="verkokering", sections=(section(3, passage(7)),)),
        )
    )


def edited(before: Outline, seed: int, text: str) -> Outline:
    """Give an outline with one thing changed: a part moved, taken out, reworded or put in."""
    drawn = random.Random(seed)
    found = list(before.walk())
    part = drawn.choice(found).part if found else None
    match drawn.randrange(5):
        case 0 if part is not None and len(found) > 1:
            return without(before, part.id)
        case 1 if isinstance(part, Passage):
            holders = [one.part.id for one in found if not isinstance(one.part, Passage)]
            return moved(before, part.id, drawn.choice(holders), drawn.randrange(4))
        case 2 if isinstance(part, Chapter):
            return moved(before, part.id, "", drawn.randrange(4))
        case 3:
            return replace(before, rejected=before.rejected | {f"key-{seed}"})
    free = next(one for one in count() if f"new-{one}" not in {each.part.id for each in found})
    new = Chapter(id=f"new-{free}", title=text, titled=True, target=drawn.randrange(3) * 500)
    return put(before, new, "", drawn.randrange(4))


def altered(before: Outline, part: str, **changes: Any) -> Outline:
    """Give an outline of which one part has other fields."""
    return changed(before, part, lambda one: replace(one, **changes))
