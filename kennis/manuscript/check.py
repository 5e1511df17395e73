"""What an editor should know of a file before it is applied, line by line."""

from collections.abc import Iterable, Iterator, Sequence

from kennis.locale import _
from kennis.manuscript.file_finding import FileFinding, What
from kennis.manuscript.hidden_parts import Missing, missing, unprinted
from kennis.manuscript.join_paragraphs import rejoined
from kennis.manuscript.lost_formatting import Loss, told
from kennis.manuscript.manuscript import Manuscript
from kennis.manuscript.part_matching import Matches, known, matched
from kennis.manuscript.part_tags import Names, tags
from kennis.manuscript.passage_check import Checked, Checks, shortened
from kennis.manuscript.passage_diff import Settling
from kennis.manuscript.word_origin import spelled, unquoted
from kennis.nouns import Chapter, Note, Outline, Part, Passage

_FEW = 4  # words; fewer stand in many a passage by chance; set by hand


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
        *_removed(manuscript, matches, book, names),
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


def _removed(manuscript: Manuscript, matches: Matches, book: Outline, names: Names) -> Iterator[FileFinding]:
    """Tell what is gone, at the line of what held it, else at the first; what the file never held is not gone."""
    lines, claimed, tag = _lines(manuscript, matches), matches.claimed(), tags(book)
    gone = missing(book, claimed, names, manuscript.printed)
    if gone.of_part(book, names):
        yield from _missing(gone, names)
        skipped = {one.id for one in gone.parts}
    else:
        skipped = set[str]()
    above = {one.part.id: one.parent for one in book.walk()}
    for part in book.parts:
        holders = (above[part.id], above.get(above[part.id], ""))
        if skipped.intersection((part.id, *holders)):
            continue
        if part.id not in claimed and not _hidden(part, manuscript, names):
            message = _("no longer there: {text} ({id})").format(text=_told(part, names), id=tag.of(part.id))
            line = next((lines[one] for one in holders if one in lines), 1)
            yield FileFinding(line=line, what=What.REMOVED, message=message)


def _missing(gone: Missing, names: Names) -> Iterator[FileFinding]:
    for part in gone.parts:
        message = _("the file has nothing of {part}").format(part=_told(part, names))
        yield FileFinding(line=1, what=What.MISSING, message=message)


def _hidden(part: Part, manuscript: Manuscript, names: Names) -> bool:
    """Say whether a part stands in no file: kept back, or a chapter of which a document prints nothing."""
    if isinstance(part, Passage):
        return not names.shown(part)
    return manuscript.printed and isinstance(part, Chapter) and unprinted(part, names)


def _told(part: Part, names: Names) -> str:
    if isinstance(part, Passage):
        return shortened(part.text)
    if part.id in names.kept_back:
        return _("a heading that may not be shown")
    return f"# {part.title}" if isinstance(part, Chapter) else f"## {part.title}"


def _lines(manuscript: Manuscript, matches: Matches) -> dict[str, int]:
    found = ((matches.heading(one), one.line) for one in manuscript.headings())
    return {stored.id: line for stored, line in found if stored}


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
