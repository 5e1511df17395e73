"""What the outline has and the editor's file no longer has."""

from collections.abc import Iterator

from kennis.locale import _
from kennis.manuscript.finding import FileFinding, What
from kennis.manuscript.hidden_parts import Missing, missing, unprinted
from kennis.manuscript.manuscript import Manuscript
from kennis.manuscript.part_matching import Matches
from kennis.manuscript.passage_check import shortened
from kennis.manuscript.short_names import Names, tags
from kennis.nouns import KeptChapter, KeptOutline, KeptPassage, KeptSection

Part = KeptChapter | KeptSection | KeptPassage


def removed(manuscript: Manuscript, matches: Matches, book: KeptOutline, names: Names) -> Iterator[FileFinding]:
    """Tell what is gone, at the line of what held it, else at the first; what the file never held is not gone."""
    lines, claimed, tag = _lines(manuscript, matches), matches.claimed(), tags(book)
    gone = missing(book, claimed, names, manuscript.printed)
    if gone.of_part(book, names):
        yield from _missing(gone, names)
        skipped = {one.id for one in gone.parts}
    else:
        skipped = set[str]()
    for part, holders in _held(book):
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
    if isinstance(part, KeptPassage):
        return not names.shown(part)
    return manuscript.printed and isinstance(part, KeptChapter) and unprinted(part, names)


def _told(part: Part, names: Names) -> str:
    if isinstance(part, KeptPassage):
        return shortened(part.text)
    if part.id in names.kept_back:
        return _("a heading that may not be shown")
    return f"# {part.title}" if isinstance(part, KeptChapter) else f"## {part.title}"


def _held(book: KeptOutline) -> Iterator[tuple[Part, tuple[str, ...]]]:
    """Give each part with the ids of what holds it, the nearest first."""
    for chapter in book.chapters:
        yield chapter, ()
        for section in chapter.sections:
            yield section, (chapter.id,)
            for passage in section.passages:
                yield passage, (section.id, chapter.id)
        for passage in chapter.passages:
            yield passage, (chapter.id,)


def _lines(manuscript: Manuscript, matches: Matches) -> dict[str, int]:
    lines = {}
    for chapter in manuscript.chapters:
        if stored := matches.chapters.get(id(chapter)):
            lines[stored.id] = chapter.line
        for section in chapter.sections:
            if kept := matches.sections.get(id(section)):
                lines[kept.id] = section.line
    return lines
