"""What there is to say of the draft before it is exported, and which of it was accepted."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kennis.errors import UnknownItem
from kennis.locale import _
from kennis.marginalia import REMARK
from kennis.nouns import Book, BookChapter, BookPassage, BookSection, Remark, RemarkKind
from kennis.outline.first import first
from kennis.outline.parts import walk
from kennis.outline.printing import printed
from kennis.preflight import Facts
from kennis.preflight import preflight as checked
from kennis.store import Store
from kennis.workflows import drafting
from kennis.workflows.workspace import Workspace

_BESIDE = frozenset(
    {
        RemarkKind.CHANGED,
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
        return _remarks(workspace, store)


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
        known = {one.key for one in _remarks(workspace, store)}
        for key in keys:
            if key not in known:
                raise UnknownItem(_("there is no remark {key}; see: kennis preflight --all").format(key=key))
        store.approvals.accept_remarks(keys, person, datetime.datetime.now(datetime.UTC))


def facts(workspace: Workspace, store: Store) -> Facts:
    """Gather what a pre-flight looks at: the outline that is kept, else the first proposal of one."""
    found = drafting.material(workspace, store)
    book = store.books.current()
    if not book.chapters:
        book = _lasting(first(found))
    return Facts(
        book=book,
        names={one.part.id: one.name for one in walk(book)},
        printed=printed(book, found),
        notes=found.notes,
        sessions=found.sessions,
        organisations=found.programme.organisations,
        placements=found.placements,
        approvals=store.approvals.all(),
        refused=found.refused,
        words=workspace.settings.outline.words,
    )


def _remarks(workspace: Workspace, store: Store) -> tuple[Remark, ...]:
    accepted = store.approvals.accepted_remarks()
    return tuple(replace(one, accepted=one.key in accepted) for one in checked(facts(workspace, store)))


def _lasting(book: Book) -> Book:
    """Give the parts of an outline that nobody keeps ids that are the same when it is made again."""

    def passage(one: BookPassage, parent: str) -> BookPassage:
        return replace(one, id=f"{parent}/{one.kind}/{' '.join(one.notes)}")

    def section(one: BookSection, parent: str) -> BookSection:
        name = f"{parent}/{' '.join(one.themes) or one.title}"
        return replace(one, id=name, passages=tuple(passage(item, name) for item in one.passages))

    def chapter(one: BookChapter) -> BookChapter:
        name = one.lens or one.title
        sections = tuple(section(item, name) for item in one.sections)
        return replace(one, id=name, sections=sections, passages=tuple(passage(item, name) for item in one.passages))

    return replace(book, chapters=tuple(map(chapter, book.chapters)))
