"""Outlines and the notes behind them, made for the tests of export."""

import datetime
from collections.abc import Sequence

from kennis.nouns import (
    Kind,
    Note,
    PassageKind,
    PrintedChapter,
    PrintedOutline,
    PrintedPassage,
    PrintedSection,
    PrintedSource,
)

HOSTILE = (
    "1. eerst\n2) dan\n- streep\n+ plus\n* ster\n> groter",
    "**vet** _schuin_ `code` ~~weg~~ [a](b) ![c](d) <https://x.nl> https://x.nl",
    "<script>alert(1)</script> <!-- weg --> &amp; &lt; &#65; &copy; \\* \\",
    '[a]: http://x.nl "titel"\n[^1]: voet\n[n99]',
    "Kop\n===\nKop\n---\n# kop\n    code\n```\nhek\n```\n~~~",
    "| a | b |\n|---|---|\n: definitie",
    '{#id} {.klasse} ::: {custom-style="x"} $x$ \\(y\\) @citaat \\newpage #tag',
    "'enkel' \"dubbel\" “krul” ‘krul’ „laag” -- --- ... (c) 1/2 ﬁ ﬀ",
    "harde\u00a0spatie\u202fsmal\u2003breed  twee   drie\ttab",
    "  begin\n\n\n\neind  \n\n \n",
    "👩‍👩‍👧‍👦 🇳🇱 日本語 العربية עברית ﷺ e\u0301 zacht\u00adstreepje niet\u2011breken \u00ad",
    "w" * 3000,
    "“”",
    "— Iemand, rol",
    "*— Iemand* [n3]",
    "*",
    "\\",
    "<",
    "-",
    "#",
    "1.",
    "=",
    '=HYPERLINK("x")',
    "a\\\nb",
    "a \nb\n \nc",
    "[link=javascript:x]k[/link] javascript:alert(1)",
    "</span></div></blockquote><h1>x",
    "]]> <![CDATA[ <?xml ?> <w:t>",
    "n1, n2; n3",
    "...",
    "* * *",
    "_ _ _",
)


def noted(texts: Sequence[str]) -> tuple[Note, ...]:
    """Make a quote of each text."""
    return tuple(
        Note(id=f"{number:05}", session="s", text=text, kind=Kind.QUOTE, number=number)
        for number, text in enumerate(texts, start=1)
    )


def outlined(notes: Sequence[Note], attribution: str = "") -> PrintedOutline:
    """Make an outline that prints each note as a summary, a quote, a question and a loose note."""
    kinds = (PassageKind.SUMMARY, PassageKind.QUOTE, PassageKind.QUESTION, PassageKind.LOOSE)
    passages = [
        PrintedPassage(
            kind=kind,
            text=note.text,
            notes=(f"n{note.number}",),
            attribution=attribution,
            quoted=kind in (PassageKind.QUOTE, PassageKind.LOOSE),
        )
        for kind in kinds
        for note in notes
    ]
    section = PrintedSection(
        theme="T-001",
        title="Een thema",
        keywords=("woord",),
        stability=0.5,
        notes=len(notes),
        passages=tuple(item for item in passages if item.kind is not PassageKind.LOOSE),
    )
    loose = tuple(item for item in passages if item.kind is PassageKind.LOOSE)
    chapter = PrintedChapter(lens="a", title="Een hoofdstuk", question="Een vraag?", sections=(section,), loose=loose)
    source = PrintedSource(
        title="Een avond", date=datetime.date(2020, 3, 12), notes=tuple(f"n{note.number}" for note in notes)
    )
    return PrintedOutline(title="Een programma", language="nl", chapters=(chapter,), sources=(source,))
