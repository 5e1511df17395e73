"""An outline as the blocks of a document, the same for every format but for how notes are cited."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from kennis.document_marks import AUTHOR, QUESTION
from kennis.export import pandoc_tree
from kennis.export.document_words import Words, cited, origins, words_of
from kennis.export.draft_progress import of_book, of_chapter
from kennis.export.pandoc_tree import Node
from kennis.note_paragraphs import one_line
from kennis.nouns import PassageKind, PrintedChapter, PrintedOutline, PrintedPassage, PrintedSection, PrintedSource

Cite = Callable[[tuple[str, ...]], list[Node]]
Mark = Callable[[str], list[Node]]
About = Callable[[PrintedPassage], tuple[list[Node], list[Node]]]
_SET_APART = frozenset({PassageKind.QUOTE, PassageKind.COUNTER, PassageKind.CONTRIBUTION})


def printed(outline: PrintedOutline) -> tuple[PrintedChapter, ...]:
    """Give the chapters that are exported: those with anything in them."""
    return tuple(item for item in outline.chapters if item.sections or item.references or item.loose)


def passages(outline: PrintedOutline) -> tuple[PrintedPassage, ...]:
    """Give the passages that stand in notes, in the order in which they are printed; the editor's own are not in it."""
    return tuple(one.passage for one in outline.placed() if not one.passage.own)


def opening(outline: PrintedOutline) -> Node:
    """Give the introduction and how far the draft is, as a block."""
    standing = of_book(outline)
    told = [_aside("facts", "Facts", standing)] if standing else []
    return pandoc_tree.division("opening", "Intro", [_aside("intro", "Intro", introduction(outline)), *told])


def introduction(outline: PrintedOutline) -> str:
    """Tell the reader how to read the draft."""
    words = words_of(outline.language)
    said = words.say(
        "A draft to work on. Every line stands in a note word for word, and its number leads back to that note. "
        "Only what stands in quotation marks was said in these words; the rest is what note-takers wrote down."
    )
    own = words.say(
        "A draft to work on. Every line in a list or a quotation stands in a note word for word, and its number leads "
        "back to that note. Only what stands in quotation marks was said in these words; the rest of it is what "
        "note-takers wrote down. All other paragraphs are the editor's own; their numbers name the notes behind them."
    )
    return own if any(one.passage.own for one in outline.placed()) else said


def body(
    outline: PrintedOutline, cite: Cite, mark: Mark = lambda _part: [], about: About = lambda _passage: ([], [])
) -> list[Node]:
    """Give the chapters and the sources as blocks.

    `cite` words the note numbers of a passage, `mark` leaves the id of a kept passage in the text, and `about` gives
    what begins and ends comments on its words.
    """
    words = words_of(outline.language)
    told, blocks = origins(outline), list[Node]()
    anchors = {one.theme: section_anchor(one) for chapter in printed(outline) for one in chapter.sections if one.theme}
    for number, chapter in enumerate(printed(outline), start=1):
        blocks += _Blocks(words, cite, mark, about, told, anchors).chapter(chapter, number)
    if outline.sources:
        blocks.append(pandoc_tree.header(1, "sources", words.say("Sources")))
        blocks.append(
            pandoc_tree.bullets([_source(item, index, words) for index, item in enumerate(outline.sources, 1)])
        )
    return blocks


def chapter_anchor(chapter: PrintedChapter, number: int) -> str:
    """Give the name by which a document points at a chapter."""
    return f"c_{_hex(chapter.id)}" if chapter.id else f"chapter-{number}"


def section_anchor(section: PrintedSection) -> str:
    """Give the name by which a document points at a section."""
    return f"s_{_hex(section.id)}" if section.id else section.theme.lower()


def passage_anchor(part: str) -> str:
    """Give the name that a kept passage bears in a document that an editor may bring back."""
    return f"p_{_hex(part)}"


def bookmark(part: str) -> list[Node]:
    """Leave a passage's id in the text, as a bookmark."""
    return [pandoc_tree.anchor(passage_anchor(part), [])]


def footnoted(outline: PrintedOutline) -> Cite:
    """Cite notes in a footnote, with their sessions."""
    told = origins(outline)
    return lambda notes: [pandoc_tree.footnote(pandoc_tree.line(cited(notes, told)))]


def marginal(outline: PrintedOutline, remarks: Mapping[str, tuple[str, ...]]) -> About:
    """Give the comments on a passage of a document, as what begins and what ends them; `remarks` are by passage.

    They tell of a note what its footnote tells, and of a remark its message.
    """
    numbers, told, say = count(1), origins(outline), words_of(outline.language).say
    asked = say(QUESTION)

    def about(passage: PrintedPassage) -> tuple[list[Node], list[Node]]:
        texts = [*remarks.get(passage.id, ())]
        if passage.kind is PassageKind.QUESTION and not passage.own:
            texts.insert(0, asked.format(origin=cited(passage.notes, told)))
        made = [(str(next(numbers)), text) for text in texts]
        return (
            [pandoc_tree.comment(number, AUTHOR, text) for number, text in made],
            [pandoc_tree.comment_end(number) for number, _ in made],
        )

    return about


def _hex(part: str) -> str:
    return part.replace("-", "")


@dataclass(frozen=True, slots=True)
class _Blocks:
    """Makes the blocks of chapters, in one language and one way to cite."""

    words: Words
    cite: Cite
    mark: Mark
    about: About
    origins: Mapping[str, str]
    anchors: Mapping[str, str]

    def chapter(self, chapter: PrintedChapter, number: int) -> list[Node]:
        anchor = chapter_anchor(chapter, number)
        blocks = [pandoc_tree.header(1, anchor, chapter.title)]
        if chapter.question:
            blocks.append(_aside("question", "Guiding Question", chapter.question))
        blocks.append(_aside("facts", "Facts", of_chapter(chapter, self.origins, self.words)))
        for section in chapter.sections:
            blocks += self._section(section)
        if chapter.references:
            blocks.append(pandoc_tree.header(2, f"{anchor}-also", self.words.say("Also about this"), listed=False))
            pattern = self.words.say("{title} ({theme}), in the chapter {chapter}")
            for item in chapter.references:
                text = one_line(pattern.format(title=item.title, theme=item.theme, chapter=item.chapter))
                to = self.anchors.get(item.theme)
                said = [pandoc_tree.link(pandoc_tree.line(text), to)] if to else pandoc_tree.line(text)
                blocks.append(pandoc_tree.division("see", "Cross Reference", [pandoc_tree.paragraph(said)]))
        for kind, group in _runs(chapter.loose):
            if kind is PassageKind.LOOSE:
                blocks.append(
                    pandoc_tree.header(2, f"{anchor}-loose", self.words.say("Loose notes worth a look"), listed=False)
                )
            blocks += self._group(kind, group)
        return blocks

    def _section(self, section: PrintedSection) -> list[Node]:
        anchor = section_anchor(section)
        blocks = [pandoc_tree.header(2, anchor, section.title), *(_facts(section, self.words) if section.theme else ())]
        above, anchors = "", Counter[str]()
        for kind, group in _runs(section.passages):
            label = _labels(self.words).get(kind, above)
            if label != above:
                above = label
                anchors[kind] += 1
                again = f"_{anchors[kind]}" if anchors[kind] > 1 else ""
                blocks.append(pandoc_tree.header(3, f"{anchor}-{kind}{again}", label))
            blocks += self._group(kind, group)
        return blocks

    def _group(self, kind: PassageKind, group: Sequence[PrintedPassage]) -> list[Node]:
        if group[0].own:
            return [self._item(one) for one in group]
        if kind is PassageKind.CONTRIBUTION:
            return [block for one in self._by_origin(group) for block in one]
        if kind in _SET_APART:
            return [block for one in group for block in self._voice(one)]
        return [pandoc_tree.bullets([[self._item(one)] for one in group])]

    def _by_origin(self, group: Sequence[PrintedPassage]) -> Iterator[list[Node]]:
        """Give contributions, each after a line that says what it is from."""
        for origin, found in groupby(group, key=lambda one: self.origins.get(one.notes[0], "") if one.notes else ""):
            said = self.words.say("From: {origin}").format(origin=origin)
            yield [_aside("facts", "Facts", said)] if origin else []
            yield from map(self._voice, found)

    def _voice(self, passage: PrintedPassage) -> list[Node]:
        """Give another's words in a block of their own; its last paragraph is set apart, for the space below it."""
        lines = self._words(passage)
        if one_line(passage.attribution):
            lines.append(speaker(passage.attribution))
        lines[-1] += self._told(passage)
        *above, last = map(pandoc_tree.paragraph, lines)
        quote = pandoc_tree.block_quote([*above, pandoc_tree.division("end", "Quotation End", [last])])
        against = passage.kind is PassageKind.COUNTER
        before = [_aside("counter", "Facts", self.words.say("Against this:"))] if against else []
        return [*before, pandoc_tree.division("passage", "Block Text", [quote])]

    def _item(self, passage: PrintedPassage) -> Node:
        lines = self._words(passage)
        if one_line(passage.attribution):
            lines[-1] += [{"t": "Space"}, *speaker(passage.attribution)]
        lines[-1] += self._told(passage)
        kind, style = ("own", "Own Text") if passage.own else ("passage", "Passage")
        return pandoc_tree.division(kind, style, [pandoc_tree.paragraph(nodes) for nodes in lines])

    def _words(self, passage: PrintedPassage) -> list[list[Node]]:
        begun, ended = self.about(passage)
        first, *rest = worded(passage.text, passage.quoted)
        lines = [begun + first, *rest]
        lines[-1] = lines[-1] + ended
        return lines

    def _told(self, passage: PrintedPassage) -> list[Node]:
        cited = self.cite(passage.notes) if passage.notes else []
        return [*(self.mark(passage.id) if passage.id else []), *cited]


def _labels(words: Words) -> dict[PassageKind, str]:
    return {
        PassageKind.SUMMARY: words.say("In short"),
        PassageKind.QUOTE: words.say("Quotes"),
        PassageKind.COUNTER: words.say("Quotes"),
        PassageKind.QUESTION: words.say("Open questions"),
        PassageKind.CONTRIBUTION: words.say("Contributions"),
    }


def _runs(passages: Sequence[PrintedPassage]) -> Iterator[tuple[PassageKind, list[PrintedPassage]]]:
    """Give the passages in their order, those of one kind that follow each other together, own ones by themselves."""
    for _key, group in groupby(passages, key=lambda one: (one.own, one.kind)):
        found = list(group)
        yield found[0].kind, found


def _facts(section: PrintedSection, words: Words) -> list[Node]:
    stability = words.say("stability {percent}%").format(percent=round(section.stability * 100))
    facts = " · ".join([section.theme, words.notes(section.notes), stability])
    blocks = [_aside("facts", "Facts", facts)]
    if section.keywords:
        keywords = words.say("Keywords: {keywords}").format(keywords=", ".join(section.keywords))
        blocks.append(_aside("facts", "Facts", keywords))
    if section.see_also:
        chapters = words.say("Also about: {chapters}").format(chapters="; ".join(section.see_also))
        blocks.append(_aside("facts", "Facts", chapters))
    if section.waiting:
        text = words.say("Not printed until a level of consent is set on the note itself: {notes}.")
        blocks.append(_aside("facts", "Facts", text.format(notes=words.notes(section.waiting))))
    return blocks


def _aside(kind: str, style: str, text: str) -> Node:
    return pandoc_tree.division(kind, style, [pandoc_tree.paragraph(pandoc_tree.line(one_line(text)))])


def worded(text: str, quoted: bool) -> list[list[Node]]:
    """Give the paragraphs of what was said or written, in quotation marks where they are its very words."""
    return pandoc_tree.texts(f"“{text.strip()}”" if quoted else text)


def speaker(attribution: str) -> list[Node]:
    """Give the line of who said it."""
    return [pandoc_tree.span("by", "Attribution", pandoc_tree.line(f"—\u00a0{one_line(attribution)}"))]


def _source(source: PrintedSource, number: int, words: Words) -> list[Node]:
    name = pandoc_tree.anchor(f"source-{number}", pandoc_tree.line(words.session(source.title, source.date)))
    return [pandoc_tree.paragraph([name, *pandoc_tree.line(f": {', '.join(source.notes)}")])]
