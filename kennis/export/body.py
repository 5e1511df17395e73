"""An outline as the blocks of a document, the same for every format but for how notes are cited."""

from collections.abc import Callable

from kennis.export import tree
from kennis.export.layout import one_line
from kennis.export.tree import Node
from kennis.export.words import Words, words_of
from kennis.nouns import Chapter, Outline, Passage, PassageKind, Section, Source

Cite = Callable[[tuple[str, ...]], list[Node]]


def printed(outline: Outline) -> tuple[Chapter, ...]:
    """Give the chapters that are exported: those with anything in them."""
    return tuple(item for item in outline.chapters if item.sections or item.references or item.loose)


def passages(outline: Outline) -> tuple[Passage, ...]:
    """Give the passages in the order in which they are printed."""
    found: list[Passage] = []
    for chapter in printed(outline):
        for section in chapter.sections:
            for group in _groups(section.passages):
                found += group
        found += chapter.loose
    return tuple(found)


def opening(outline: Outline) -> Node:
    """Give the introduction as a block."""
    return _aside("intro", "Intro", introduction(outline))


def introduction(outline: Outline) -> str:
    """Tell the reader how to read the draft."""
    return words_of(outline.language).say(
        "A draft to work on. Every line stands in a note word for word, and its number leads back to that note. "
        "Only what stands in quotation marks was said in these words; the rest is what note-takers wrote down."
    )


def body(outline: Outline, cite: Cite) -> list[Node]:
    """Give the chapters and the sources as blocks; `cite` words the note numbers of a passage."""
    words = words_of(outline.language)
    blocks: list[Node] = []
    for number, chapter in enumerate(printed(outline), start=1):
        blocks += _chapter(chapter, number, words, cite)
    if outline.sources:
        blocks.append(tree.header(1, "sources", words.say("Sources")))
        blocks.append(tree.bullets([_source(item, index, words) for index, item in enumerate(outline.sources, 1)]))
    return blocks


def _chapter(chapter: Chapter, number: int, words: Words, cite: Cite) -> list[Node]:
    blocks = [tree.header(1, f"chapter-{number}", chapter.title)]
    if chapter.question:
        blocks.append(_aside("question", "Guiding Question", chapter.question))
    for section in chapter.sections:
        blocks += _section(section, words, cite)
    if chapter.references:
        blocks.append(tree.header(2, f"chapter-{number}-also", words.say("Also about this")))
        pattern = words.say("{title} ({theme}), in the chapter {chapter}")
        for item in chapter.references:
            text = pattern.format(title=item.title, theme=item.theme, chapter=item.chapter)
            blocks.append(_aside("see", "Cross Reference", text))
    if chapter.loose:
        blocks.append(tree.header(2, f"chapter-{number}-loose", words.say("Loose notes worth a look")))
        blocks.append(_list(chapter.loose, cite))
    return blocks


def _section(section: Section, words: Words, cite: Cite) -> list[Node]:
    blocks = [tree.header(2, section.theme.lower(), section.title), *_facts(section, words)]
    for group in _groups(section.passages):
        kind = group[0].kind
        if kind in _LABELS:
            label = words.say(_LABELS[kind])
            blocks.append(tree.header(3, f"{section.theme.lower()}-{kind}", label))
        blocks += [_quotation(item, cite) for item in group] if kind is PassageKind.QUOTE else [_list(group, cite)]
    return blocks


_LABELS = {PassageKind.SUMMARY: "In short", PassageKind.QUOTE: "Quotes", PassageKind.QUESTION: "Open questions"}


def _groups(passages: tuple[Passage, ...]) -> list[tuple[Passage, ...]]:
    """Give the passages of a section by kind: summary, quotes, questions, and whatever else there is."""
    return [group for kind in PassageKind if (group := tuple(item for item in passages if item.kind is kind))]


def _facts(section: Section, words: Words) -> list[Node]:
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
    return tree.division(kind, style, [tree.paragraph(tree.line(one_line(text)))])


def _list(group: tuple[Passage, ...], cite: Cite) -> Node:
    return tree.bullets([[_item(item, cite)] for item in group])


def _quotation(passage: Passage, cite: Cite) -> Node:
    """Quote in a block of its own; its last paragraph is set apart, for the space below it."""
    lines = _text(passage)
    if one_line(passage.attribution):
        lines.append(_speaker(passage))
    lines[-1] += cite(passage.notes)
    *above, last = map(tree.paragraph, lines)
    quote = tree.block_quote([*above, tree.division("end", "Quotation End", [last])])
    return tree.division("passage", "Block Text", [quote])


def _item(passage: Passage, cite: Cite) -> Node:
    lines = _text(passage)
    if one_line(passage.attribution):
        lines[-1] += [{"t": "Space"}, *_speaker(passage)]
    lines[-1] += cite(passage.notes)
    return tree.division("passage", "Passage", [tree.paragraph(nodes) for nodes in lines])


def _text(passage: Passage) -> list[list[Node]]:
    return tree.texts(f"“{passage.text.strip()}”" if passage.quoted else passage.text)


def _speaker(passage: Passage) -> list[Node]:
    return [tree.span("by", "Attribution", tree.line(f"—\u00a0{one_line(passage.attribution)}"))]


def _source(source: Source, number: int, words: Words) -> list[Node]:
    name = tree.anchor(f"source-{number}", tree.line(words.session(source.title, source.date)))
    return [tree.paragraph([name, *tree.line(f": {', '.join(source.notes)}")])]
