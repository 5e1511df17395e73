"""What there is to say of the draft before it is exported, and which of it was accepted."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from kennis.document_marks import REMARK
from kennis.errors import InputError, UnknownItem
from kennis.locale import _
from kennis.nouns import Remark, RemarkKind
from kennis.outline.outline_material import OutlineMaterial
from kennis.preflight import preflight as checked
from kennis.store import Store
from kennis.workflows.outline.outline_material import facts, stopping
from kennis.workflows.workspace import Workspace

__all__ = ["accept", "facts", "marginal", "not_from_notes", "remarks", "remarks_of"]
T = TypeVar("T")

_BESIDE = frozenset(
    {
        RemarkKind.UNCITED,
        RemarkKind.NAME,
        RemarkKind.MAIL,
        RemarkKind.PHONE,
        RemarkKind.IBAN,
        RemarkKind.BSN,
    }
)


def remarks(workspace: Workspace) -> tuple[Remark, ...]:
    """Give all remarks on the draft as it would be exported now, the accepted ones marked so.

    Raises InputError while there are no accepted themes.
    """
    with workspace.store() as store:
        return remarks_of(workspace, store)


def marginal(found: Iterable[Remark]) -> dict[str, tuple[str, ...]]:
    """Give the remarks on passages that an editor wants beside the words, by passage, each with how to accept it.

    They are about persons, about words that speakers want otherwise, and about own words that rest on nothing.
    """
    made: dict[str, tuple[str, ...]] = {}
    for one in found:
        if one.kind in _BESIDE and not one.accepted:
            made[one.part] = (*made.get(one.part, ()), REMARK.format(message=one.message, key=one.key))
    return made


def accept(workspace: Workspace, keys: Sequence[str], person: str) -> None:
    """Accept remarks, which are not listed any more; raises UnknownItem, accepting none, where one is not there."""
    with workspace.store() as store:
        known = {one.key: one for one in remarks_of(workspace, store)}
        for key in keys:
            if key not in known:
                raise UnknownItem(_("there is no remark {key}; see: kennis preflight --all").format(key=key))
            if known[key].kind is RemarkKind.LEAKED:
                raise InputError(
                    _("{part}: {message}; this cannot be accepted").format(
                        part=known[key].name, message=known[key].message
                    )
                )
        store.approvals.accept_remarks(keys, person, datetime.datetime.now(datetime.UTC))


def not_from_notes(workspace: Workspace, person: str, edit: Callable[[], T]) -> T:
    """Edit the outline, and keep of the quotations that come in that they are not from a note."""

    def waiting() -> frozenset[str]:
        with workspace.store() as store:
            return frozenset(one.key for one in stopping(workspace, store) if one.kind is RemarkKind.QUOTATION)

    before, made = waiting(), edit()
    new = waiting() - before
    with workspace.store() as store:
        store.approvals.accept_remarks(sorted(new), person, datetime.datetime.now(datetime.UTC))
    return made


def remarks_of(workspace: Workspace, store: Store, found: OutlineMaterial | None = None) -> tuple[Remark, ...]:
    """Give all remarks as `remarks` does, of a store that is open."""
    accepted = store.approvals.accepted_remarks()
    return tuple(replace(one, accepted=one.key in accepted) for one in checked(facts(workspace, store, found)))
