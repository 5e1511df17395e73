"""Lines and comments gather into passages, passages into sections and chapters, in the order of the file."""

from dataclasses import dataclass, field

from kennis.manuscript.line_marks import LineMark
from kennis.manuscript.manuscript import Aside, Manuscript, WrittenHeading, WrittenPassage
from kennis.manuscript.text_lines import TextLine

_MARKS = ("”", '"', "’", "'", "»", "“")


@dataclass(slots=True)
class _Group:
    """Paragraphs of lines that belong together so far."""

    quoted: bool = False
    holder: int = 0
    paragraphs: list[list[TextLine]] = field(default_factory=lambda: [[]])

    def filled(self) -> bool:
        return any(self.paragraphs)


@dataclass(slots=True)
class _Longer:
    """A passage whose comment says that it goes on: its paragraphs, and those that stand between unmarked."""

    mark: LineMark
    groups: list[tuple[bool, _Group]]


@dataclass(slots=True)
class _Heading:
    """A chapter or a section so far."""

    line: int
    title: str
    mark: LineMark
    sections: list["_Heading"] = field(default_factory=list)
    passages: list[WrittenPassage] = field(default_factory=list)

    def done(self) -> WrittenHeading:
        return WrittenHeading(
            line=self.line,
            title=self.title,
            id=self.mark.id,
            kept_back=self.mark.kept_back,
            sections=tuple(section.done() for section in self.sections),
            passages=tuple(self.passages),
        )


class Gathering:
    """Gathers the parts of one file; `headed` says that a heading was among them."""

    def __init__(self) -> None:
        self.headed = False
        self._chapters: list[_Heading] = []
        self._at_section = False
        self._remarks: list[Aside] = []
        self._group = _Group()
        self._longer: _Longer | None = None

    def manuscript(self) -> Manuscript:
        """End the file and give what it says."""
        self._finish()
        return Manuscript(chapters=tuple(one.done() for one in self._chapters), asides=tuple(self._remarks))

    def chapter(self, line: int, title: str, mark: LineMark) -> None:
        """Begin a chapter."""
        self._finish()
        self.headed, self._at_section = True, False
        self._chapters.append(_Heading(line, title, mark))

    def section(self, line: int, title: str, mark: LineMark) -> None:
        """Begin a section."""
        self._finish()
        self.headed, self._at_section = True, True
        self._last_chapter(line).sections.append(_Heading(line, title, mark))

    def rest(self, line: int) -> None:
        """Go back from the sections to the chapter's own passages."""
        self._finish()
        self.headed, self._at_section = True, False
        self._last_chapter(line)

    def remark(self, line: int, text: str) -> None:
        """Keep a comment that is about something else."""
        self._remarks.append(Aside(line, text))

    def begin(self, holder: int, quoted: bool) -> None:
        """Begin a paragraph; one of another holder ends what no comment has ended."""
        if holder != self._group.holder:
            self._leave()
            self._group = _Group(quoted, holder)

    def say(self, words: TextLine) -> None:
        """Take a line."""
        self._group.paragraphs[-1].append(words)

    def end_paragraph(self) -> None:
        """End a paragraph."""
        if self._group.paragraphs[-1]:
            self._group.paragraphs.append([])

    def close(self, mark: LineMark, line: int) -> None:
        """Take a comment: what was said since the last one is its passage."""
        group = self._group
        self._group = _Group(group.quoted, group.holder)
        longer = self._longer
        if longer and longer.mark.id == mark.id and not mark.kept_back:
            longer.groups.append((True, group))
            if not mark.more:
                self._longer = None
                self._add(_passage(mark, [one for _marked, one in longer.groups], line))
            return
        if mark.kept_back:
            self._put(group)
            self._end_longer()
            self._add(WrittenPassage(line=line, text="", id=mark.id, kept_back=True))
        elif mark.more:
            self._end_longer()
            self._longer = _Longer(mark, [(True, group)])
        else:
            self._end_longer()
            self._add(_passage(mark, [group], line))

    def _leave(self) -> None:
        group, self._group = self._group, _Group()
        self._put(group)

    def _put(self, group: _Group) -> None:
        """Put away what no comment ended: text of its own, or the middle of a passage that goes on."""
        if not group.filled():
            return
        if self._longer:
            self._longer.groups.append((False, group))
        else:
            self._add(_passage(LineMark(), [group], 0))

    def _end_longer(self) -> None:
        longer, self._longer = self._longer, None
        if longer:
            last = max(place for place, (marked, _) in enumerate(longer.groups) if marked)
            self._add(_passage(longer.mark, [group for _marked, group in longer.groups[: last + 1]], 0))
            for _marked, group in longer.groups[last + 1 :]:
                self._put(group)

    def _finish(self) -> None:
        self._leave()
        self._end_longer()

    def _last_chapter(self, line: int) -> _Heading:
        if not self._chapters:
            self._chapters.append(_Heading(line, "", LineMark()))
        return self._chapters[-1]

    def _add(self, passage: WrittenPassage) -> None:
        chapter = self._last_chapter(passage.line)
        (chapter.sections[-1] if self._at_section else chapter).passages.append(passage)


def _passage(mark: LineMark, groups: list[_Group], line: int) -> WrittenPassage:
    paragraphs = [list(lines) for group in groups for lines in group.paragraphs if lines]
    quoted = bool(groups) and groups[0].quoted
    begun = paragraphs[0][0].line if paragraphs else line
    attribution = ""
    if paragraphs and _speaks(paragraphs, quoted):
        attribution = paragraphs[-1].pop().text.strip("*_").lstrip("—–- \u00a0").strip()
    return WrittenPassage(
        line=begun,
        text="\n\n".join("\n".join(words.text for words in lines) for lines in paragraphs if lines),
        id=mark.id,
        numbers=mark.notes,
        kind=mark.kind,
        own=mark.own,
        quoted=quoted,
        attribution=attribution,
    )


def _speaks(paragraphs: list[list[TextLine]], quoted: bool) -> bool:
    """Say whether the last line names a speaker: written so, or after the end of a quotation in a block of its own."""
    said = [words for lines in paragraphs for words in lines]
    if said[-1].spoken:
        return True
    return quoted and len(said) > 1 and said[-1].text[0] in "—–" and said[-2].text.endswith(_MARKS)
