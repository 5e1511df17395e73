"""What the outline has and the editor's file no longer has."""

from collections.abc import Iterator

from kennis.locale import _
from kennis.manuscript.finding import FileFinding, What
from kennis.manuscript.hidden_parts import Missing, missing, unprinted
from kennis.manuscript.manuscript import Manuscript
from kennis.manuscript.part_matching import Matches
from kennis.manuscript.passage_check import shortened
from kennis.manuscript.short_names import Names, tags
from kennis.nouns import Chapter, Outline, Part, Passage


def removed(manuscript: Manuscript, matches: Matches, book: Outline, names: Names) -> Iterator[FileFinding]:
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
            told = _told(part, names)
            message = _("no longer there: {text} ({id})").format(text=told, id=tag.of(part.id))
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
