"""How far notes of a theme sit together in some groups, against what the groups' sizes alone would bring."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NOTABLE, STRONG = 2.0, 3.0  # of a residual that is about standard normal; a reading aid and not a test


@dataclass(frozen=True, slots=True)
class Residual:
    """What a cell would hold if themes and groups had nothing to do with each other, and how far it is off."""

    expected: float
    residual: float


def residual(observed: int, row: int, column: int, whole: int) -> Residual | None:
    """Give the expected count of a cell and its adjusted standardised residual; None where it says nothing.

    The residual is about standard normal if row and column are independent: 2 or more is notable, 3 or more
    strong. Notes of one speaker hang together, so it is a reading aid and not a test. Source: Haberman, The Analysis of
    Residuals in Cross-Classified Tables, Biometrics 29 (1973).
    """
    if not 0 < row < whole or not 0 < column < whole:
        return None
    expected = row * column / whole
    spread = math.sqrt(expected * (1 - row / whole) * (1 - column / whole))
    return Residual(round(expected, 2), round((observed - expected) / spread, 2))


def concentration(groups: Mapping[str, float], units: Sequence[float], base: Mapping[str, float]) -> float | None:
    """Give how concentrated a theme is: 0 as if its units fell to the groups by chance, 1 all in one group.

    `groups` counts the theme's notes by group (a note of two groups counts half in each), `units` holds the number of
    notes of each thing that goes to a group as a whole, a speaker or a note; `base` counts all notes by group. Below 0
    it is more even than chance. None with fewer than two groups or units.

    It is the index of Ellison and Glaeser, Geographic Concentration in U.S. Manufacturing Industries: A Dartboard
    Approach, Journal of Political Economy 105 (1997), with speakers for plants: one talkative speaker makes no
    concentration. Its expectation is 0 when each unit falls to a group at random.
    """
    inside, whole, said = sum(groups.values()), sum(base.values()), sum(units)
    if not inside or not whole or not said:
        return None
    even = 1 - sum((count / whole) ** 2 for count in base.values())
    lumps = sum((count / said) ** 2 for count in units)
    if even < 1e-9 or lumps > 1 - 1e-9:
        return None
    apart = sum((groups.get(name, 0.0) / inside - count / whole) ** 2 for name, count in base.items())
    return round((apart - even * lumps) / (even * (1 - lumps)), 2) + 0.0


def speakers(persons: Sequence[int]) -> list[int]:
    """Give how many notes each speaker has; a note without a speaker (0) stands alone."""
    counted = Counter(person for person in persons if person)
    return sorted([*counted.values(), *([1] * sum(not person for person in persons))])
