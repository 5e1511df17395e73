"""How a workflow tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the name of the step, how much of it is done, and how much there is in all."""


def silent(step: str, done: int, whole: int) -> None:
    """Tell nothing."""


def step(progress: Progress, name: str) -> Callable[[int, int], None]:
    """Give the part of a progress that speaks of one step."""
    return lambda done, whole: progress(name, done, whole)
