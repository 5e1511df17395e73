"""Words stay what was said through all that word processors do to them by themselves."""

import io
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis.borrowed_words import Silence
from kennis.manuscript import applied, findings, read_office
from kennis.manuscript.word_origin import same, stretch_of
from kennis.nouns import Chapter, Kind, Passage, PassageKind, Section
from tests.unit.manuscript.books import Case, case, counted, note, part_id
from tests.unit.manuscript.printing import document

SAID = (
    "Wij willen wel... maar het mag niet van de wethouder.",
    "De samenwerking tussen gemeenten is er -- op papier -- al jaren.",
    "Het kost 1/2 miljoen per jaar voor een ﬂink dashboard dat niemand leest.",
    "Het e-depot wordt door niemand in de gemeente gebruikt.",
    "In de data\u200ckoppeling zit de crux, zei hij: 'het hangt er van af'.",
)
EDITS = (
    ("wel... maar", "wel… maar"),
    ("wel... maar", "wel...\u00a0maar"),
    ("samenwerking", "samen\u00adwer\u00adking"),
    (" -- ", " – "),
    (" -- ", " — "),
    ("1/2", "½"),
    ("ﬂink", "flink"),
    ("data\u200ckoppeling", "datakoppeling"),
    ("wethouder", "wet\u200dhouder"),
    ("e-depot", "e</w:t><w:noBreakHyphen/><w:t>depot"),
    ("samenwerking", "samen</w:t><w:softHyphen/><w:t>werking"),
)
spoken = st.lists(
    st.sampled_from(
        ["wel...", "maar", "--", "-", "1/2", "'t", '"ja"', "ĳs", "ﬁets", "één", "wet\u00adhouder", "(c)", "…"]
    ),
    min_size=1,
    max_size=12,
)


def quoted(texts: Sequence[str]) -> Case:
    """Give an outline of one quotation a note."""
    notes = [note(number, text, Kind.QUOTE) for number, text in enumerate(texts, 1)]
    passages = tuple(
        Passage(id=part_id(10 + one.number), kind=PassageKind.QUOTE, text=one.text, notes=(one.id,)) for one in notes
    )
    section = Section(id=part_id(2), title="Deel", themes=("t",), passages=passages)
    return case((Chapter(id=part_id(1), title="Rol", lens="rol", sections=(section,)),), notes)


def edited(data: bytes, part: str, before: str, after: str) -> bytes:
    """Change words in a part of a document."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in held.infolist():
            found = held.read(one)
            if one.filename == part:
                assert before in found.decode()
                found = found.decode().replace(before, after).encode()
            archive.writestr(one, found)
    return made.getvalue()


@pytest.mark.parametrize(("before", "after"), EDITS)
def test_what_word_sets_otherwise_is_still_the_quotation_and_the_stored_words_stay(before: str, after: str) -> None:
    made = quoted(SAID)
    data = document(made)
    fresh = findings(read_office(data)[0], made.book, made.notes, made.names)
    manuscript, _heard = read_office(edited(data, "word/document.xml", before, after))
    assert findings(manuscript, made.book, made.notes, made.names) == fresh
    assert applied(manuscript, made.book, made.notes, made.names, counted()) == made.book


def test_of_a_quotation_that_is_made_shorter_the_stored_words_stay() -> None:
    made = quoted(SAID)
    data = edited(document(made), "word/document.xml", SAID[0], "wel… maar het mag niet van de wet\u00adhouder.")
    passages = (
        applied(read_office(data)[0], made.book, made.notes, made.names, counted()).chapters[0].sections[0].passages
    )
    assert (passages[0].text, passages[0].own) == ("wel... maar het mag niet van de wethouder.", False)


@given(spoken, st.data())
def test_what_was_said_is_found_whatever_was_set_otherwise(said: list[str], data: st.DataObject) -> None:
    text = " ".join(said)
    changed = text
    for before, after in (("...", "…"), ("--", "–"), (" - ", " – "), ("'", "’"), ("ĳ", "ij"), ("ﬁ", "fi"), (" ", "\n")):
        changed = changed.replace(before, after) if data.draw(st.booleans()) else changed
    at = data.draw(st.integers(0, len(changed)))
    changed = changed[:at] + data.draw(st.sampled_from(["", "\u00ad", "\u200d"])) + changed[at:]
    assert same(text, changed)
    assert stretch_of(changed, f"Zij zei {text} en meer") == text


@pytest.mark.parametrize(
    ("words", "text"), [("2 miljoen", "½ miljoen"), ("een", "één"), ("De raad", "de raad"), ("raad", "raadslid")]
)
def test_other_words_are_not_what_was_said(words: str, text: str) -> None:
    assert stretch_of(words, text) == ""


def test_words_that_may_not_be_printed_are_known_through_soft_hyphens_and_ligatures() -> None:
    held = note(1, "Dit is een heel geheime financiële uitspraak", consent="withdrawn")
    silence = Silence({held.id: held.text}, ())
    assert silence.broken_by("Zo: dit is een heel ge\u00adheime ﬁnan\u00adciële uitspraak") == (held.id,)
