"""The editor's own words stand in every document, and are no quotation of any note."""

from dataclasses import replace

import pytest

from kennis.export import FORMATS
from kennis.export.quotation_check import check
from kennis.nouns import Passage, PassageKind
from kennis.outline.first_proposal import first
from kennis.outline.parts import put
from kennis.outline.printable import printed
from tests.unit.outline.meeting import NOTES, material

OWN = "Dit schreef de redactie zelf, *niet* iemand anders."


@pytest.mark.parametrize("format", ["md", "html", "docx", "odt", "epub"])
def test_own_words_are_printed_where_they_stand_and_pass_the_check(format: str) -> None:
    book = first(material())
    own = Passage(id="0190-own", kind=PassageKind.TEXT, text=OWN, notes=(NOTES[0].id,), own=True)
    section = book.chapters[0].sections[0]
    outline = printed(put(book, own, section.id, 1), material())
    passages = outline.chapters[0].sections[0].passages
    assert [one.own for one in passages].index(True) == 1 and passages[1].notes == ("n1",)
    data = FORMATS[format].write(outline)
    check(format, data, outline, NOTES)
    assert all(OWN not in one.text for one in FORMATS[format].read(data))
    if format == "md":
        assert "Dit schreef de redactie zelf, \\*niet\\* iemand anders. [n1]" in data.decode()


def test_a_counter_voice_stands_right_after_what_it_is_against() -> None:
    book = first(material())
    chapter = book.chapters[0]
    section = chapter.sections[0]
    quotes = [one for one in section.passages if one.kind is PassageKind.QUOTE]
    against = replace(quotes[1], kind=PassageKind.COUNTER)
    kept = replace(section, passages=(quotes[0], against))
    changed = replace(book, chapters=(replace(chapter, sections=(kept,)), *book.chapters[1:]))
    said = FORMATS["md"].write(printed(changed, material())).decode()
    assert said.index(quotes[0].text) < said.index("Daartegenover:") < said.index(against.text)
    assert said.count("#### Citaten") == 2  # one for each section that has quotations
