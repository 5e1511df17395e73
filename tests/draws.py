"""How often a property test draws: a quarter in the quick suite, all in the slow one, which runs each of them again."""

from typing import Any

from hypothesis import settings

QUICK = 4  # times fewer, but as many at least: the first that is drawn is the simplest
ALL = "slow"  # the markers of the suite that draws all
_EVERY = list[bool]()


def begin(markers: str) -> None:
    """Take in which suite is run, before the tests are collected."""
    _EVERY[:] = [markers == ALL]


def drawn(examples: int, **more: Any) -> settings:
    """Give the settings of a property test that draws so many examples in all."""
    return settings(max_examples=examples if any(_EVERY) else max(examples // QUICK, QUICK), deadline=None, **more)
