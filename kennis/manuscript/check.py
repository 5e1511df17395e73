"""What an editor should know of a file before it is applied, line by line."""

from collections.abc import Iterable, Iterator, Sequence

from kennis.locale import _
from kennis.manuscript.deletions import removed
from kennis.manuscript.finding import FileFinding, What
from kennis.manuscript.join_paragraphs import rejoined
from kennis.manuscript.losses import Loss, told
from kennis.manuscript.manuscript import Manuscript
from kennis.manuscript.part_matching import Matches, known, matched
from kennis.manuscript.passage_check import Checked, Checks, shortened
from kennis.manuscript.passage_diff import Settling
from kennis.manuscript.short_names import Names, tags
from kennis.manuscript.word_origin import spelled, unquoted
from kennis.nouns import Note, Outline, Passage

_FEW = 4  # words; fewer stand in many a passage by chance


def findings(manuscript: Manuscript, book: Outline, notes: Iterable[Note], names: Names) -> tuple[FileFinding, ...]:
    """Tell what is no longer what was said, what is unknown, unsourced, not allowed, new or gone, in order of lines."""
    stored = {note.id: note for note in notes}
    manuscript = rejoined(manuscript, book, names)
    matches = matched(manuscript, book, names)
    settling = Settling(matches, stored, names, lambda: "")
    checked = [Checked(part, settling.passage(part)) for part in manuscript.passages()]
    checks = Checks(matches, stored, names)
    found = [
        *_foreign(matches),
        *_headings(manuscript, matches),
        *(one for passage in checked for one in checks.of(passage)),
        *_twice(checked, names),
        *removed(manuscript, matches, book, names),
        *_lost(manuscript, matches),
        *_swapped(manuscript, matches, book, names),
        *(_remark(one.line, one.text) for one in manuscript.asides),
    ]
    return tuple(sorted(found, key=lambda one: one.line))


def _foreign(matches: Matches) -> Iterator[FileFinding]:
    if matches.foreign():
        message = _("none of the ids in the file is in this outline; was it written from another workspace?")
        yield FileFinding(line=1, what=What.FOREIGN, message=message)


def _headings(manuscript: Manuscript, matches: Matches) -> Iterator[FileFinding]:
    for one in manuscript.headings():
        if id(one) in matches.copies:
            message = _("the id {tag} stood on an earlier heading; this one becomes new").format(tag=one.id)
            yield FileFinding(line=one.line, what=What.COPY, message=message)
        elif id(one) in matches.strange:
            message = _("the outline has no part {tag}; the heading becomes new").format(tag=one.id)
            yield FileFinding(line=one.line, what=What.ID, message=message)
        elif matches.heading(one) is None:
            yield FileFinding(line=one.line, what=What.NEW, message=_("a heading without an id; it becomes new"))


def _twice(checked: Sequence[Checked], names: Names) -> Iterator[FileFinding]:
    """Tell, once a passage, which of its notes are cited before."""
    first: dict[str, int] = {}
    for one in checked:
        notes = one.made.notes if one.made and not one.part.kept_back else ()
        again = [note for note in notes if note in first]
        if again:
            told = (_("n{number} (line {line})").format(number=names.numbers.get(n, 0), line=first[n]) for n in again)
            message = _("cited before: {notes}").format(notes=", ".join(told))
            yield FileFinding(line=one.part.line, what=What.TWICE, message=message)
        for note in notes:
            first.setdefault(note, one.part.line)


def _lost(manuscript: Manuscript, matches: Matches) -> Iterator[FileFinding]:
    """Tell what cannot be kept, but for what only looks like it in words that the outline has."""
    passages = sorted(manuscript.passages(), key=lambda one: one.line)
    for one in manuscript.lost:
        within = next((each for each in reversed(passages) if each.line <= one.line), None)
        stored = matches.passages.get(id(within)) if within else None
        if one.what not in (Loss.FOOTNOTE, Loss.CITATION) or stored is None or one.text not in stored.text:
            yield FileFinding(line=one.line, what=What.LOST, message=told(one, shortened(one.text)))


def _swapped(manuscript: Manuscript, matches: Matches, book: Outline, names: Names) -> Iterator[FileFinding]:
    """Tell where the words of one passage stand under the id of another."""
    texts: dict[str, Passage] = {}
    for part in book.parts:
        if isinstance(part, Passage) and names.shown(part) and len(part.text.split()) >= _FEW:
            texts.setdefault(spelled(names.words(part)), part)
    for one in manuscript.passages():
        stored = matches.passages.get(id(one))
        other = texts.get(spelled(one.text)) or texts.get(spelled(unquoted(one.text)))
        if stored and other and other.id != stored.id and not known(one, stored, names):
            message = _("these are the words of passage {id}; do the comments or bookmarks stand where they belong?")
            yield FileFinding(line=one.line, what=What.SWAPPED, message=message.format(id=tags(book).of(other.id)))


def _remark(line: int, text: str) -> FileFinding:
    message = _("a remark that is not kept: {text}").format(text=shortened(text))
    return FileFinding(line=line, what=What.REMARK, message=message)
