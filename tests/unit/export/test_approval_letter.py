"""The letter in which a speaker is asked about their quotes."""

import re
from dataclasses import replace

import pytest

from kennis.export import FORMATS
from kennis.export.approval_letter import Letter, letter
from kennis.export.reference_documents import LOOKS
from kennis.nouns import Quotation, QuotePlace
from tests.unit.export.outlines import noted, outlined
from tests.unit.export.references import house, part_of

PARTS = {".docx": ("word/document.xml", "word/styles.xml"), ".odt": ("content.xml", "styles.xml")}


def quotation(number: int, text: str, quoted: bool = True, attribution: str = "wethouder, gemeente") -> Quotation:
    return Quotation(
        key=f"{number:012x}",
        note=f"note-{number}",
        number=number,
        text=text,
        attribution=attribution,
        quoted=quoted,
        person="iemand",
        handle="iemand",
        named=False,
        places=(QuotePlace(name="1.1.2", chapter="De rol van de overheid", section="Dashboards"),),
    )


QUOTES = (quotation(1, "Wij hebben <geen> dashboard."), quotation(2, "Wie beslist?", quoted=False, attribution=""))


def asked(speaker: str = "", sender: str = "Een stichting", looks: dict[str, bytes] | None = None) -> Letter:
    return Letter(
        programme="Een programma", language="nl", sender=sender, quotes=QUOTES, speaker=speaker, looks=looks or {}
    )


def words(data: bytes, suffix: str) -> str:
    """Give what a letter says."""
    return " ".join(re.sub("<[^>]+>", " ", part_of(data, PARTS[suffix][0])).split())


@pytest.mark.parametrize("suffix", PARTS)
def test_a_letter_shows_each_quote_as_it_would_be_printed_with_boxes_under_it(suffix: str) -> None:
    said = words(letter(asked())[suffix], suffix)
    assert "“Wij hebben &lt;geen&gt; dashboard.” — wethouder, gemeente" in said.replace("\u00a0", " ")
    assert "“Wie beslist?”" not in said and "Wie beslist?" in said
    assert said.count("☐") == 3 * len(QUOTES) and all(one.key in said for one in QUOTES)
    assert said.index("Een stichting") < said.index("Wij hebben")
    assert "Citaat 2" in said and "In het hoofdstuk “De rol van de overheid”, paragraaf “Dashboards”" in said
    programme = words(letter(asked(sender=""))[suffix], suffix)
    assert programme.count("Een programma") == said.count("Een programma") + 1


@pytest.mark.parametrize("suffix", PARTS)
def test_a_letter_shows_a_quote_letter_for_letter_as_the_book_does(suffix: str) -> None:
    (note,) = noted(["  \n\n Eerste regel\n tweede regel \n\n\n Slot. \n"])
    quote = replace(quotation(1, note.text), attribution=" Iemand,\n rol ")

    def told(data: bytes) -> str:
        part = re.sub(r"(?<=>)\s+(?=<)", "", part_of(data, PARTS[suffix][0]))
        ended = re.sub("<(w:br|text:line-break)[^>]*>", "|", re.sub("</(w|text):p>", "¶", part))
        found = re.search("“ ?Eerste.*?rol", re.sub("<[^>]+>", "", ended))
        assert found
        return found[0]

    book = FORMATS[suffix.removeprefix(".")].write(outlined((note,), quote.attribution))
    assert told(letter(replace(asked(), quotes=(quote,)))[suffix]) == told(book)
    assert told(book) == "“Eerste regel|tweede regel¶Slot.”¶—\u00a0Iemand, rol"


@pytest.mark.parametrize("suffix", PARTS)
def test_a_letter_is_addressed_by_name_only_where_it_is_given(suffix: str) -> None:
    assert "Beste spreker," in words(letter(asked())[suffix], suffix)
    named = words(letter(asked(speaker="De Voorzitter"))[suffix], suffix)
    assert "De Voorzitter," in named and "Beste spreker" not in named


@pytest.mark.parametrize("format", LOOKS)
def test_a_letter_has_the_look_of_the_draft(format: str) -> None:
    plain = letter(asked())[f".{format}"]
    styled = letter(asked(looks={format: LOOKS[format].of(house(format))}))[f".{format}"]
    styles = PARTS[f".{format}"][1]
    told = {"docx": 'w:val="66"', "odt": 'fo:font-size="33pt"'}[format]
    assert told in part_of(styled, styles) and told not in part_of(plain, styles)
    used = set(re.findall(r'(?:pStyle w:val|text:style-name)="([^"]+)"', part_of(styled, PARTS[f".{format}"][0])))
    assert {"Title", "Answer", "Facts"} <= used
    assert used <= set(re.findall(r'(?:w:styleId|style:name)="([^"]+)"', part_of(styled, styles)))
    assert 'w:val="nl-NL"' in part_of(styled, styles) or 'fo:country="NL"' in part_of(styled, styles)
