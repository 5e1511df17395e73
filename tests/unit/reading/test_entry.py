"""The grammar of what is typed for one note, both ways."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kennis.nouns import Kind
from kennis.reading import Entry, parse_entry, write_entry
from tests.draws import drawn
from tests.unit.reading.strategies import handles, texts

entries = st.builds(
    Entry,
    text=texts,
    kind=st.sampled_from(Kind),
    speaker=st.just("") | handles,
    tags=st.lists(handles, max_size=3).map(tuple),
    lenses=st.lists(handles, max_size=2).map(tuple),
    owner=st.just("") | handles,
    due=st.none() | st.dates(),
).map(lambda one: replace(one, speaker="") if one.kind is Kind.ACTION else replace(one, owner="", due=None))


@drawn(600)
@given(entries)
@example(Entry(text='@"', speaker="\t"))
@example(Entry(text='\\@"een', tags=("twee woorden",)))
def test_what_is_written_is_read_again(entry: Entry) -> None:
    assert parse_entry(write_entry(entry)) == entry


@drawn(400)
@given(texts)
def test_whatever_is_typed_has_a_form_that_stays(typed: str) -> None:
    entry = parse_entry(typed)
    assert parse_entry(write_entry(entry)) == entry


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("De raad krijgt inzichten.", Entry(text="De raad krijgt inzichten.")),
        ('" Iedereen heeft er een', Entry(kind=Kind.QUOTE, text="Iedereen heeft er een")),
        ("> Iedereen heeft er een", Entry(kind=Kind.QUOTE, text="Iedereen heeft er een")),
        ("> Iedereen\n> heeft er een", Entry(kind=Kind.QUOTE, text="Iedereen\nheeft er een")),
        ("> Iedereen\n\nen dan dit", Entry(text="> Iedereen\n\nen dan dit")),
        ("? Wie is eigenaar?", Entry(kind=Kind.QUESTION, text="Wie is eigenaar?")),
        ("! Dit is nieuw", Entry(kind=Kind.INSIGHT, text="Dit is nieuw")),
        ("* Bellen", Entry(kind=Kind.ACTION, text="Bellen")),
        ("& Een alinea", Entry(kind=Kind.CONTRIBUTION, text="Een alinea")),
        ('"Iedereen" zei hij', Entry(text='"Iedereen" zei hij')),
        ("**Let op** dit", Entry(text="**Let op** dit")),
        ("tekst @jan #raad ~dso", Entry(text="tekst", speaker="jan", tags=("raad",), lenses=("dso",))),
        ("#raad @jan tekst", Entry(text="tekst", speaker="jan", tags=("raad",))),
        ("#een tekst #twee", Entry(text="tekst", tags=("een", "twee"))),
        ("mail jan@raad.nl over #raad dit", Entry(text="mail jan@raad.nl over #raad dit")),
        ("agendapunt #3", Entry(text="agendapunt #3")),
        ("weg met #silo's", Entry(text="weg met #silo's")),
        ("over #raad.", Entry(text="over #raad.")),
        ("gesprek met @jan @piet", Entry(text="gesprek met @jan", speaker="piet")),
        ("@jan sprak met @piet", Entry(text="sprak met @piet", speaker="jan")),
        ('tekst #"digitale tweeling"', Entry(text="tekst", tags=("digitale tweeling",))),
        (r"\? geen vraag", Entry(text="? geen vraag")),
        (r"\14:03 is een tijd", Entry(text="14:03 is een tijd")),
        (r"over \#raad", Entry(text="over #raad")),
        (r"over \#raad #raad", Entry(text="over #raad", tags=("raad",))),
        (r"\*geen nadruk\*", Entry(text=r"\*geen nadruk\*")),
        (r"de map C:\temp en C:\ ", Entry(text="de map C:\\temp en C:\\")),
        ("", Entry(text="")),
        ("? #raad", Entry(kind=Kind.QUESTION, text="", tags=("raad",))),
        ("? #raad\n- een\n- twee", Entry(kind=Kind.QUESTION, text="- een\n- twee", tags=("raad",))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_typed_means(typed: str, entry: Entry) -> None:
    assert parse_entry(typed) == entry


@pytest.mark.parametrize(
    ("entry", "written"),
    [
        (Entry(text="tekst", kind=Kind.QUOTE, speaker="jan", tags=("raad",)), '" tekst @jan #raad'),
        (Entry(text="een\n\ntwee", speaker="jan"), "@jan een\n\ntwee"),
        (Entry(text="- een\n- twee", tags=("raad",)), "#raad\n- een\n- twee"),
        (Entry(text="> citaat"), "\n> citaat"),
        (Entry(text="? echt"), r"\? echt"),
        (Entry(text="over #raad"), r"over \#raad"),
        (Entry(text="eind  "), "eind  \\"),
        (Entry(text="tekst", tags=("digitale tweeling",)), 'tekst #"digitale tweeling"'),
    ],
)
def test_the_written_form(entry: Entry, written: str) -> None:
    assert write_entry(entry) == written


def test_a_hostile_run_takes_no_longer_than_its_length() -> None:
    assert len(parse_entry("#a " * 30_000).tags) == 30_000
    assert parse_entry("x " + "\\" * 60_000).text == "x " + "\\" * 59_999
    assert parse_entry('x #"' * 20_000).tags == ("x #",)
