"""Which proposals a command answers: those it names, or all that wait."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from kennis.errors import UsageError
from kennis.locale import _

Name = TypeVar("Name")


def chosen(named: Sequence[Name] | None, everything: bool, waiting: Callable[[], list[Name]]) -> list[Name]:
    """Give the proposals that are named, each once, or all that wait; raises UsageError for both or neither."""
    if everything == bool(named):
        raise UsageError(_("name proposals, or give --all"))
    return waiting() if everything else list(dict.fromkeys(named or ()))
