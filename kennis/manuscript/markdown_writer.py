"""The Markdown file in which an editor rearranges and rewrites the outline with any text editor."""

from collections.abc import Iterable, Iterator, Sequence

from kennis.document_marks import VERSION_NOTE
from kennis.locale import translator
from kennis.manuscript.line_marks import HEAD, LineMark, silent, written
from kennis.manuscript.markdown_escape import escaped, heading
from kennis.manuscript.markdown_reader import REST
from kennis.manuscript.part_tags import Names, Tags, tags
from kennis.note_paragraphs import paragraphs
from kennis.nouns import Chapter, Outline, Passage, Section


def write(book: Outline, names: Names) -> str:
    """Write an outline as Markdown that `read` takes back.

    Each part ends in a comment with the end of its id and the numbers of its notes. Of what may not be printed only
    the place is kept, by a comment.
    """
    marked = tags(book)
    blocks = [_head(names, book.version)]
    for chapter in book.chapters:
        blocks += _chapter(chapter, names, marked)
    return "\n\n".join(blocks) + "\n"


def _head(names: Names, version: str) -> str:
    told = (
        translator(names.language)("Move, rewrite, add and remove as you like; # begins a chapter, ## a section."),
        translator(names.language)("The comment at the end of a passage tells which it is: let it go where that goes."),
        translator(names.language)("Cite notes at the end of what you write yourself, as [n17] or (n17, n102)."),
        translator(names.language)("Then: kennis outline check FILE, and kennis outline apply FILE."),
    )
    lines = (f"<!-- {HEAD} {silent(line)} -->" for line in (names.title, *told))
    return "\n".join([*lines, VERSION_NOTE.format(version=version)])


def _chapter(chapter: Chapter, names: Names, marked: Tags) -> Iterator[str]:
    yield _heading("#", chapter.title, LineMark(sort="c", id=marked.of(chapter.id)))
    for section in chapter.sections:
        yield from _section(section, names, marked)
    if chapter.sections and chapter.passages:
        label = translator(names.language)(REST)
        yield _heading("##", label, LineMark(sort="c", id=marked.of(chapter.id), rest=True))
    yield from _passages(chapter.passages, names, marked)


def _section(section: Section, names: Names, marked: Tags) -> Iterator[str]:
    themes = tuple(names.themes[theme] for theme in section.themes if theme in names.themes)
    kept_back = section.id in names.kept_back
    mark = LineMark(sort="s", id=marked.of(section.id), themes=themes, kept_back=kept_back)
    yield _heading("##", " ".join(themes) if kept_back else section.title, mark)
    yield from _passages(section.passages, names, marked)


def _heading(sign: str, title: str, mark: LineMark) -> str:
    return " ".join(part for part in (sign, heading(title), written(mark)) if part)


def _passages(passages: Iterable[Passage], names: Names, marked: Tags) -> Iterator[str]:
    return (_passage(passage, names, marked) for passage in passages)


def _passage(passage: Passage, names: Names, marked: Tags) -> str:
    tag = marked.of(passage.id)
    if not names.shown(passage):
        return written(LineMark(sort="p", id=tag, kept_back=True))
    numbers = tuple(names.numbers[note] for note in names.cited(passage))
    mark = LineMark(sort="p", id=tag, kind=passage.kind, own=passage.own, notes=numbers)
    speaker = names.attribution(passage)
    by = [f"*—\u00a0{escaped(speaker)}*"] if speaker else []
    if names.quoted(passage):
        return _quotation(f"“{names.words(passage).strip()}”", by, mark)
    text = [[escaped(line) for line in lines] for lines in paragraphs(names.words(passage))] or [[]]
    text[-1] += by
    going_on = written(LineMark(sort="p", id=tag, more=True))
    return "\n\n".join([*(_ended(lines, going_on) for lines in text[:-1]), _ended(text[-1], written(mark))])


def _quotation(text: str, by: list[str], mark: LineMark) -> str:
    blocks = [[escaped(line) for line in lines] for lines in paragraphs(text)] + ([by] if by else [])
    whole = "\n\n".join([*map(_lines, blocks[:-1]), _ended(blocks[-1], written(mark))])
    return "\n".join(f"> {line}".rstrip() for line in whole.split("\n"))


def _lines(lines: Sequence[str]) -> str:
    return "\\\n".join(lines)


def _ended(lines: Sequence[str], mark: str) -> str:
    return f"{_lines(lines)} {mark}".lstrip()
