"""Nothing above its level leaks into what a speaker is sent, or into what an editor is told."""

import io
import re
import zipfile
from dataclasses import asdict, replace

from hypothesis import Phase, given

from kennis.export.approval_letter import Letter, letter
from kennis.nouns import Quotation
from kennis.outline.first_proposal import first
from kennis.outline.outline_material import OutlineMaterial
from kennis.preflight import DraftFacts, preflight, quotations
from kennis.workflows.outline.approval_letters import by_person, discreet, file_name
from tests.draws import drawn
from tests.unit.export.test_leaks import allowed, everything, facts_in, of_note
from tests.unit.export.workspaces import workspaces
from tests.unit.outline.meeting import SESSION
from tests.unit.preflight.drafts import QUOTE, book, draft, passage


def outlined(material: OutlineMaterial) -> DraftFacts:
    """Give what a pre-flight looks at, of the first outline."""
    return draft(first(material), material)


@drawn(80)
@given(workspaces())
def test_remarks_tell_no_name_and_no_word_of_anybody(material: OutlineMaterial) -> None:
    for one in preflight(outlined(material)):
        assert facts_in(one.message + one.key) == set()
        assert re.fullmatch("[0-9a-f]{12}", one.key)


@drawn(80)
@given(workspaces())
def test_a_speaker_reads_their_own_quotes_and_nothing_of_others(material: OutlineMaterial) -> None:
    facts = outlined(material)
    for number, quotes in enumerate(by_person(quotations(facts)), 1):
        handles = {(note.speaker, note.session) for note in material.notes if note.id in {one.note for one in quotes}}
        assert len(handles) == 1
        shown = discreet(quotes, material.sessions)
        told = facts_in(" ".join(str(asdict(one)["text"]) + one.attribution for one in shown))
        assert told <= of_own(quotes, material)
        titles = {title for one in shown for place in one.places for title in (place.chapter, place.section)}
        assert facts_in(" ".join(titles)) <= allowed(material)
        assert all("achternaam" not in title.casefold() for title in titles)
        if not all(one.named for one in quotes):
            assert facts_in(file_name("citaten", number, quotes, facts)) == set()


# A call of pandoc is too slow to shrink by.
@drawn(4, phases=[Phase.explicit, Phase.generate])
@given(workspaces())
def test_documents_tell_what_their_quotes_tell(material: OutlineMaterial) -> None:
    facts = outlined(material)
    for quotes in by_person(quotations(facts))[:2]:
        shown = discreet(quotes, material.sessions)
        titles = facts_in(" ".join(one.chapter + one.section for quote in shown for one in quote.places))
        made = letter(Letter(programme="Programma", language="nl", sender="", quotes=shown))
        for suffix, data in made.items():
            said = everything(data) if suffix == ".docx" else text_of(data)
            assert facts_in(said) <= of_own(quotes, material) | titles
            assert all(one.key in said and one.text in said for one in shown)


def of_own(quotes: list[Quotation], material: OutlineMaterial) -> set[str]:
    """Give what the notes of these quotes may tell."""
    register = {session.id: session for session in material.sessions}
    notes = [note for note in material.notes if note.id in {one.note for one in quotes}]
    return {fact for note in notes for fact in of_note(note, register[note.session])}


def text_of(data: bytes) -> str:
    """Give all text of an OpenDocument file, pictures aside, and the names in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_a_title_with_a_name_is_not_shown_to_a_speaker() -> None:
    kept = book(passage(QUOTE))
    named, hidden = (
        replace(kept, chapters=(replace(kept.chapters[0], title=title),))
        for title in ("De brief van Anne de Wit", "De wet van Kramer")
    )
    for outline, chapter in ((kept, "Hoofdstuk"), (named, ""), (hidden, "Hoofdstuk 1")):
        shown = discreet(quotations(draft(outline)), (SESSION,))
        assert [place.chapter for one in shown for place in one.places] == [chapter]
