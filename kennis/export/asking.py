"""The document in which a speaker is asked about their quotes: a letter, the quotes as printed, a table to answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kennis.export import tree
from kennis.export.pandoc import convert
from kennis.export.tree import Node
from kennis.export.words import locale_of, words_of
from kennis.layout import one_line
from kennis.nouns import Place, Quotation

OFFICE = ("docx", "odt")
_NO_ATTRIBUTES: list[Any] = ["", [], []]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a speaker is asked: the programme's title and language, who asks (may be empty), and the quotes."""

    programme: str
    language: str
    sender: str
    quotes: tuple[Quotation, ...]


def letter(asked: Letter) -> Mapping[str, bytes]:
    """Write the letter in each format of an office program, by suffix; it tells of nobody but the speaker."""
    say = words_of(asked.language).say
    title = say("Your quotes in {programme}").format(programme=one_line(asked.programme))
    blocks = [
        *(_said(text) for text in _opening(asked, say)),
        *(block for number, quote in enumerate(asked.quotes, 1) for block in _quote(number, quote, say)),
        tree.header(1, "answer", say("Your answer")),
        _said(say("Please mark one box for each quote. If you want other words, write them under “Changed”.")),
        _answers(asked.quotes, say),
        _said(say("Date:") + " ____________________"),
    ]
    document = tree.document(blocks, title, locale_of(asked.language))
    return {f".{format}": convert(document, format, ()) for format in OFFICE}


def _opening(asked: Letter, say: Callable[[str], str]) -> list[str]:
    told = say(
        "We are preparing a book about what was said in the programme {programme}. The words below are yours, and this "
        "is how we would like to print them. Please tell us for each quote whether you approve, want other words, or "
        "do not want it printed."
    )
    shown = say("The line under a quote is all that the book says of who spoke. Where there is none, it says nothing.")
    until = say("As long as you have not answered, the quote counts as not approved.")
    closing = say("With thanks, {sender}").format(sender=one_line(asked.sender or asked.programme))
    return [say("Dear speaker,"), told.format(programme=one_line(asked.programme)), shown, until, closing]


def _quote(number: int, quote: Quotation, say: Callable[[str], str]) -> list[Node]:
    heading = say("Quote {number}").format(number=number)
    lines = tree.texts(f"“{quote.text}”" if quote.quoted else quote.text)
    if quote.attribution:
        lines.append(tree.line(f"—\u00a0{one_line(quote.attribution)}"))
    block = tree.block_quote([tree.paragraph(nodes) for nodes in lines])
    places = [_facts(_place(one, say)) for one in quote.places]
    key = _facts(say("Key: {key}").format(key=quote.key))
    return [
        tree.header(1, f"quote-{number}", heading),
        block,
        *places,
        key,
    ]


def _place(place: Place, say: Callable[[str], str]) -> str:
    if place.chapter and place.section:
        pattern = say("In the chapter “{chapter}”, section “{section}”")
        return pattern.format(chapter=one_line(place.chapter), section=one_line(place.section))
    if not place.chapter:
        return say("In part {name}").format(name=place.name)
    return say("In the chapter “{chapter}”").format(chapter=one_line(place.chapter))


def _answers(quotes: Sequence[Quotation], say: Callable[[str], str]) -> Node:
    head = [say("Quote"), say("Approved"), say("Changed"), say("Refused")]
    rows = [[f"{number} · {quote.key}", "☐", "☐", "☐"] for number, quote in enumerate(quotes, 1)]
    return _table(head, rows, (0.24, 0.16, 0.44, 0.16))


def _said(text: str) -> Node:
    return tree.paragraph(tree.line(text))


def _facts(text: str) -> Node:
    return tree.paragraph([{"t": "Emph", "c": tree.line(text)}])


def _table(head: list[str], rows: list[list[str]], widths: Sequence[float]) -> Node:
    """Make a table with a row of headings; the widths are parts of the line."""
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": width}] for width in widths]
    bodies = [[_NO_ATTRIBUTES, 0, [], [_row(row) for row in rows]]]
    parts = [[_NO_ATTRIBUTES, [_row(head)]], bodies, [_NO_ATTRIBUTES, []]]
    return {"t": "Table", "c": [_NO_ATTRIBUTES, [None, []], columns, *parts]}


def _row(cells: list[str]) -> list[Any]:
    made = [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": tree.line(text)}]] for text in cells]
    return [_NO_ATTRIBUTES, made]
