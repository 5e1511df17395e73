"""The outline as a person works on it: built once, then edited part by part, each edit a version of its own."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kennis.consent import Publishable
from kennis.errors import CheckFailed, InputError, UnknownItem
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import (
    Chapter,
    Edited,
    Edition,
    EditVerb,
    Kind,
    Outline,
    OutlineProposal,
    Part,
    Passage,
    PassageKind,
    RemarkKind,
    Section,
)
from kennis.outline import outline_proposals
from kennis.outline.first_proposal import first
from kennis.outline.parts import changed, find, moved, put, without
from kennis.workflows.outline import outline_material
from kennis.workflows.outline.outline_queries import OutlineReader, refuse_nothing
from kennis.workflows.workspace import Workspace

END = 1_000_000  # a place behind the last one, whatever there is


class Outlining(OutlineReader):
    """A workspace's outline in the hands of one person."""

    def __init__(self, workspace: Workspace, person: str) -> None:
        super().__init__(workspace)
        self._person = person

    def build(self) -> Edition:
        """Make the first outline and keep it; raises InputError where there is one, or there are no themes."""
        with self.workspace.store() as store:
            made = first(self._material(store))

            def begin(book: Outline) -> Edited:
                if book.chapters:
                    raise InputError(
                        _("there is an outline already; what is new in the themes: kennis outline proposals")
                    )
                return Edited(verb=EditVerb.BUILD, book=replace(made, rejected=book.rejected))

            return _said(store.outlines.edit(self._person, begin))

    def accept(self, keys: Sequence[str]) -> Edition:
        """Take proposals over; raises UnknownItem for one that is not there."""
        return self._answer(keys, EditVerb.ACCEPT, outline_proposals.accepted)

    def reject(self, keys: Sequence[str]) -> Edition:
        """Reject proposals, which do not come back; raises UnknownItem for one that is not there."""
        return self._answer(keys, EditVerb.REJECT, outline_proposals.rejected)

    def add_chapter(self, title: str, place: int = END) -> Edition:
        """Add an empty chapter."""
        made = Chapter(id=new_id(), title=_title(title), titled=True)
        return self._edit(EditVerb.ADD, made.title, lambda book: put(book, made, "", place))

    def add_section(self, chapter: str, title: str, themes: Sequence[str] = (), place: int = END) -> Edition:
        """Add a section, empty or about themes, which are named as T-014; their notes are proposed then."""
        with self.workspace.store() as store:
            known = tuple(store.ledger.theme(one).id for one in themes)
        made = Section(id=new_id(), title=_title(title), titled=True, themes=known)
        return self._edit(EditVerb.ADD, made.title, lambda book: put(book, made, find(book, chapter).part.id, place))

    def add_text(self, parent: str, text: str, notes: Sequence[str] = (), place: int = END) -> Edition:
        """Add a passage in the editor's own words, which may cite notes, named as n17."""
        made = Passage(id=new_id(), kind=PassageKind.TEXT, text=_words(text), notes=self._notes(notes), own=True)
        return self._edit(EditVerb.ADD, "", lambda book: put(book, made, find(book, parent).part.id, place))

    def refuse_unfounded(self, text: str, notes: Sequence[str] = (), part: str = "", marked: bool = False) -> None:
        """Raise CheckFailed for own words that quote what no note says, or hold what may not be printed.

        `notes` are those that the words cite, else those of the passage that they are for. Where they are `marked` as
        not from a note, only the latter counts.
        """
        with self.workspace.store() as store:
            kept_ones = find(store.outlines.current(), part).part if part and not notes else None
            cited = kept_ones.notes if isinstance(kept_ones, Passage) else self._notes(notes)
            told = outline_material.own_words(self.workspace, store, text, cited)
        stopping = [one for one in told if not (marked and one.kind is RemarkKind.QUOTATION)]
        if stopping:
            said = "; ".join(one.message for one in stopping)
            if all(one.kind is RemarkKind.QUOTATION for one in stopping):
                said = _("{message}; cite that quote, or say with {option} that it is not from a note").format(
                    message=said, option="--not-a-note"
                )
            raise CheckFailed(said)

    def add_note(self, parent: str, note: str, place: int = END) -> Edition:
        """Add a note in its own words, as a quotation if it is one; raises InputError where it may not be printed."""
        with self.workspace.store() as store:
            view = self._view(store, note)
        kinds = {Kind.QUOTE: PassageKind.QUOTE, Kind.QUESTION: PassageKind.QUESTION}
        made = _of_note(view, kinds.get(view.kind, PassageKind.POINT))
        return self._edit(
            EditVerb.ADD, f"n{view.number}", lambda book: put(book, made, find(book, parent).part.id, place)
        )

    def write(self, part: str, text: str, notes: Sequence[str] | None = None) -> Edition:
        """Rewrite a passage: from then on the words are the editor's own, and cite its notes or those given."""
        cited, words = (self._notes(notes) if notes is not None else None), _words(text)

        def rewritten(one: Part) -> Part:
            if not isinstance(one, Passage):
                raise InputError(_("{part} is not a passage; a chapter or section has a title").format(part=part))
            kept = one.notes if cited is None else cited
            return replace(one, text=words, notes=kept, own=one.own or words != one.text)

        return self._edit(EditVerb.WRITE, part, lambda book: changed(book, find(book, part).part.id, rewritten))

    def retitle(self, part: str, title: str) -> Edition:
        """Give a chapter or section another title."""
        new = _title(title)

        def retitled(one: Part) -> Part:
            if isinstance(one, Passage):
                raise InputError(_("{part} is a passage, which has no title").format(part=part))
            return replace(one, title=new, titled=True)

        return self._edit(EditVerb.RETITLE, new, lambda book: changed(book, find(book, part).part.id, retitled))

    def target(self, chapter: str, words: int) -> Edition:
        """Say how many words a chapter is to have; 0 leaves it to the settings."""

        def aimed(one: Part) -> Part:
            if not isinstance(one, Chapter) or words < 0:
                raise InputError(_("a chapter has a number of words, 0 or more"))
            return replace(one, target=words)

        return self._edit(EditVerb.TARGET, str(words), lambda book: changed(book, find(book, chapter).part.id, aimed))

    def move(self, part: str, parent: str = "", place: int = END) -> Edition:
        """Move a part, to a place in another part or, without one, in its own."""

        def there(book: Outline) -> Outline:
            found = find(book, part)
            into = find(book, parent).part.id if parent else found.parent
            return moved(book, found.part.id, into, place)

        return self._edit(EditVerb.MOVE, part, there)

    def remove(self, part: str) -> Edition:
        """Take a part out, with all that it holds."""
        return self._edit(EditVerb.REMOVE, part, lambda book: without(book, find(book, part).part.id))

    def swap(self, part: str, note: str) -> Edition:
        """Put another note in a passage's place; raises InputError where it may not be printed."""
        with self.workspace.store() as store:
            view = self._view(store, note)

        def swapped(one: Part) -> Part:
            if not isinstance(one, Passage):
                raise InputError(_("{part} is not a passage; a chapter or section has a title").format(part=part))
            return replace(_of_note(view, one.kind), id=one.id)

        return self._edit(
            EditVerb.SWAP, f"n{view.number}", lambda book: changed(book, find(book, part).part.id, swapped)
        )

    def undo(self) -> Edition:
        """Go back to the version before; raises InputError where there is none."""
        with self.workspace.store() as store:
            return _said(store.outlines.undo(), _("there is nothing to undo"))

    def redo(self) -> Edition:
        """Do again what was undone last; raises InputError where there is nothing."""
        with self.workspace.store() as store:
            return _said(store.outlines.redo(), _("there is nothing to do again"))

    def _edit(self, verb: EditVerb, about: str, make: Callable[[Outline], Outline]) -> Edition:
        with self.workspace.store() as store:

            def edited(book: Outline) -> Edited:
                refuse_nothing(book)
                return Edited(verb=verb, book=make(book), about=about)

            return _said(store.outlines.edit(self._person, edited))

    def _answer(
        self, keys: Sequence[str], verb: EditVerb, answer: Callable[[Outline, OutlineProposal], Outline]
    ) -> Edition:
        with self.workspace.store() as store:
            found = self._material(store)

            def answered(book: Outline) -> Edited:
                refuse_nothing(book)
                waiting = {one.key: one for one in outline_proposals.proposals(book, found)}
                for key in keys:
                    if key not in waiting:
                        raise UnknownItem(
                            _("proposal {key} does not wait; see: kennis outline proposals").format(key=key)
                        )
                made = book
                for key in keys:
                    made = answer(made, waiting[key])
                return Edited(verb=verb, book=made, about=str(len(keys)))

            return _said(store.outlines.edit(self._person, answered))

    def _notes(self, names: Sequence[str]) -> tuple[str, ...]:
        with self.workspace.store() as store:
            return tuple(store.notes.note(name).id for name in names)


def _said(edition: Edition | None, nothing: str = "") -> Edition:
    if edition is None:
        raise InputError(nothing or _("that changes nothing"))
    return edition


def _of_note(note: Publishable, kind: PassageKind) -> Passage:
    return Passage(id=new_id(), kind=kind, text=note.text.strip(), notes=(note.id,))


def _title(text: str) -> str:
    return _words(" ".join(text.split()))


def _words(text: str) -> str:
    from kennis.clean_text import clean

    cleaned = clean(text).text.strip()
    if not cleaned:
        raise InputError(_("the text is empty"))
    return cleaned
