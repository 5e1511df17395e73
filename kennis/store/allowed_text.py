"""The store's own gate: no text that must not be kept is written, whoever brings it.

Readers and front ends clean what they are given and tell of it; what comes past them is a mistake of theirs, and
refused, for what stands in the database reaches terminals and documents.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Insert, event

from kennis.clean_text import may_be_kept, printable
from kennis.errors import InputError
from kennis.locale import _

_PAST = "history"  # the table of a version that was, kept as it was: of what an earlier kennis let in
_SHOWN = 40  # characters of a refused text, to know it by; set by hand


def guard(engine: Engine) -> None:
    """Let every statement that writes be refused, with InputError, where a text of it may not be kept."""
    event.listen(engine, "before_cursor_execute", _refuse)


def _refuse(_on: Connection, _cursor: Any, statement: str, given: Any, *run: Any) -> None:
    if not statement.startswith(("INSERT", "UPDATE")):
        return
    compiled = getattr(run[0], "compiled", None)
    if _keeps_past(getattr(compiled, "statement", None)):
        return
    for text in _texts(run[0].compiled_parameters if compiled else given):  # as they were before lists became JSON
        if not may_be_kept(text):
            shown = " ".join(printable(text).split())[:_SHOWN]
            raise InputError(_("“{text}” holds characters that may not be kept").format(text=shown))


def _keeps_past(statement: object) -> bool:
    """Say whether a statement puts a version that was into the history."""
    return isinstance(statement, Insert) and getattr(statement.table, "name", "") == _PAST


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for name, one in value.items():
                yield from _texts(name)
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)
