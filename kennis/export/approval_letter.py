"""The document in which a speaker is asked about their quotes: a letter, then each quote as printed, to be answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kennis.export import docx_look, odt_look, pandoc_tree
from kennis.export.document_blocks import speaker, worded
from kennis.export.document_words import locale_of, words_of
from kennis.export.docx import in_word
from kennis.export.odt import in_open
from kennis.export.pandoc_tree import Node
from kennis.note_paragraphs import one_line
from kennis.nouns import Quotation, QuotePlace

OFFICE = ("docx", "odt")
_BLANK = "_" * 60
_GAP = "\u2003" * 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a speaker is asked: the programme's title and language, who asks (may be empty), and the quotes.

    `speaker` is the name that the letter is addressed to, empty where the quotes are not printed with it; `looks` are
    reference documents by format.
    """

    programme: str
    language: str
    sender: str
    quotes: tuple[Quotation, ...]
    speaker: str = ""
    looks: Mapping[str, bytes] = field(default_factory=dict)


def letter(asked: Letter) -> Mapping[str, bytes]:
    """Write the letter in each format of an office program, by suffix; it tells of nobody but the speaker."""
    say, locale = words_of(asked.language).say, locale_of(asked.language)
    title = say("Your quotes in {programme}").format(programme=one_line(asked.programme))
    blocks = [
        *_opening(asked, say),
        *(block for number, quote in enumerate(asked.quotes, 1) for block in _quote(number, quote, say)),
        pandoc_tree.division("answer", "Answer", [_said(say("Date:") + " " + "_" * 24)]),
    ]
    looks = {"docx": docx_look.our_look(), "odt": odt_look.our_look(), **asked.looks}
    return {
        ".docx": in_word(pandoc_tree.document(blocks, title, locale), looks["docx"]),
        ".odt": in_open(blocks, title, locale, looks["odt"]),
    }


def _opening(asked: Letter, say: Callable[[str], str]) -> list[Node]:
    dear = say("Dear {name},").format(name=one_line(asked.speaker)) if asked.speaker else say("Dear speaker,")
    told = say(
        "We are preparing a book about what was said in the programme {programme}. The words below are yours, and this "
        "is how we would like to print them. Please tell us for each quote whether you approve, want other words, or "
        "do not want it printed: mark a box under the quote, and send this document back."
    )
    shown = say("The line under a quote is all that the book says of who spoke. Where there is none, it says nothing.")
    until = say("As long as you have not answered, the quote counts as not approved.")
    lines = [dear, told.format(programme=one_line(asked.programme)), f"{shown} {until}"]
    sender = pandoc_tree.line(one_line(asked.sender or asked.programme))
    closing = [*pandoc_tree.line(say("With thanks and kind regards,")), {"t": "LineBreak"}, *sender]
    return [*map(_said, lines), pandoc_tree.paragraph(closing)]


def _quote(number: int, quote: Quotation, say: Callable[[str], str]) -> list[Node]:
    lines = worded(quote.text, quote.quoted)
    if one_line(quote.attribution):
        lines.append(speaker(quote.attribution))
    block = pandoc_tree.block_quote([pandoc_tree.paragraph(nodes) for nodes in lines])
    facts = [*(_place(one, say) for one in quote.places), say("Key: {key}").format(key=quote.key)]
    boxes = [
        *pandoc_tree.line(f"☐\u00a0{say('Approved')}{_GAP}☐\u00a0{say('Do not print')}"),
        {"t": "LineBreak"},
        *pandoc_tree.line(f"☐\u00a0{say('Rather like this:')} {_BLANK}"),
    ]
    return [
        pandoc_tree.header(2, f"quote-{number}", say("Quote {number}").format(number=number)),
        *(pandoc_tree.division("facts", "Facts", [_said(one)]) for one in facts),
        pandoc_tree.division("passage", "Block Text", [block]),
        pandoc_tree.division("answer", "Answer", [pandoc_tree.paragraph(boxes)]),
    ]


def _place(place: QuotePlace, say: Callable[[str], str]) -> str:
    if place.chapter and place.section:
        pattern = say("In the chapter “{chapter}”, section “{section}”")
        return pattern.format(chapter=one_line(place.chapter), section=one_line(place.section))
    if not place.chapter:
        return say("In part {name}").format(name=place.name)
    return say("In the chapter “{chapter}”").format(chapter=one_line(place.chapter))


def _said(text: str) -> Node:
    return pandoc_tree.paragraph(pandoc_tree.line(text))
