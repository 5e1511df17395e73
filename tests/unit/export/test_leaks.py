"""Nothing above its level leaks: in text, titles, keywords, metadata and file names."""

import io
import os
import re
import tempfile
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import Phase, given, settings

from kennis.export import FORMATS, export
from kennis.nouns import (
    Access,
    Consent,
    Kind,
    Note,
    Participant,
    Passage,
    PassageKind,
    PrintedChapter,
    PrintedOutline,
    PrintedPassage,
    Session,
)
from kennis.outline.first_proposal import first
from kennis.outline.outline_material import OutlineMaterial
from kennis.outline.parts import put
from kennis.outline.printable import printed
from tests.draws import drawn
from tests.outlines import build
from tests.unit.export.workspaces import one_quote, workspaces

_FACT = re.compile(
    r"(?:voornaam|achternaam|rol|huis|sector|greep|plaats|sleutel|zin|woord|merk|kop|buiten|kenmerk|nummer)\d+|onbekende"
    r"|marieke|vuurvlinder",
    re.IGNORECASE,
)
CASES = int(os.environ.get("KENNIS_CASES", "10000"))  # of workspaces as text: six minutes
_ORDER = ["name", "role", "organisation", "anonymous", "background", "withdrawn"]


TEXTS = ("md", "latex", "csv", "csl")
OTHERS = tuple(name for name in FORMATS if name not in TEXTS)


@drawn(60)
@given(workspaces())
def test_nothing_leaks_into_texts(material: OutlineMaterial) -> None:
    assert [leaked(format, material) for format in TEXTS] == [set() for _ in TEXTS]


@pytest.mark.parametrize("format", OTHERS)
# A call of pandoc or Typst is too slow to shrink by.
@drawn(6, phases=[Phase.explicit, Phase.generate])
@given(material=workspaces(sessions=6, notes=15))
def test_nothing_leaks_into_other_files(format: str, material: OutlineMaterial) -> None:
    assert leaked(format, material) == set()


@pytest.mark.slow
@settings(max_examples=CASES, deadline=None)
@given(workspaces())
def test_nothing_leaks_into_texts_of_many_workspaces(material: OutlineMaterial) -> None:
    assert [leaked(format, material) for format in TEXTS] == [set() for _ in TEXTS]


@pytest.mark.slow
@pytest.mark.parametrize("format", OTHERS)
@settings(max_examples=200, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(material=workspaces(sessions=6, notes=15))
def test_nothing_leaks_into_other_files_of_many_workspaces(format: str, material: OutlineMaterial) -> None:
    assert leaked(format, material) == set()


def leaked(format: str, material: OutlineMaterial) -> set[str]:
    """Give the facts that an export tells and may not: at all, in what is composed, or more often than passages do."""
    outline = drafted(material)
    with tempfile.TemporaryDirectory() as folder:
        path = export(outline, material.notes, format, Path(folder))
        said = everything(path.read_bytes())
    found = facts_in(path.name + said) - allowed(material)
    found |= facts_in(f"{path.name} {composed(outline)}") - allowed_in_titles(material)
    return found | (more_often(said, outline) if format != "pdf" else set())


def composed(outline: PrintedOutline) -> str:
    """Give all that an outline says beside its passages."""
    found = [outline.title, *(source.title for source in outline.sources)]
    for chapter in outline.chapters:
        found += [chapter.title, chapter.question]
        found += [f"{one.theme} {one.title} {one.chapter}" for one in chapter.references]
        for section in chapter.sections:
            found += [section.theme, section.title, *section.keywords, *section.see_also]
    return "\n".join(found)


def more_often(said: str, outline: PrintedOutline) -> set[str]:
    """Give the facts of notes and speakers that stand somewhere else than in a passage and under it."""
    passages = [one for chapter in outline.chapters for part in (chapter.loose, *_sections(chapter)) for one in part]
    quoted = Counter(_FACT.findall("\n".join(f"{one.text}\n{one.attribution}" for one in passages).casefold()))
    titled = facts_in(composed(outline))
    return {fact for fact, count in Counter(_FACT.findall(said.casefold())).items() if count > quoted[fact]} - titled


def _sections(chapter: PrintedChapter) -> list[tuple[PrintedPassage, ...]]:
    return [section.passages for section in chapter.sections]


def allowed_in_titles(material: OutlineMaterial) -> set[str]:
    """Say what may stand in what is composed: words of notes that may name themes, who may be named everywhere."""
    register = {session.id: session for session in material.sessions}
    facts = {f"woord{note.number:04}" for note in material.notes if of_note(note, register[note.session])}
    for session in material.sessions:
        for person in session.participants:
            level = strictest(person.consent, session.consent)
            if level == "name":
                facts |= facts_in(person.name)
            if level in ("name", "organisation"):
                facts |= facts_in(session.title) & facts_in(person.organisation)
    return facts


def drafted(material: OutlineMaterial) -> PrintedOutline:
    """Give what is printed of an outline that was built while everything was allowed, with the editor's own words."""
    earlier = replace(
        material,
        sessions=tuple(
            replace(
                session,
                access=Access.OPEN,
                consent=Consent.NAME,
                participants=tuple(replace(person, consent=Consent.NAME) for person in session.participants),
            )
            for session in material.sessions
        ),
        notes=tuple(replace(note, consent=Consent.NAME) for note in material.notes),
        refused=frozenset(),
    )
    book = first(earlier)
    for place, section in enumerate(list(book.sections)):
        notes = tuple(note.id for note in material.notes[place::3])
        own = Passage(id=f"eigen{place}", kind=PassageKind.TEXT, text="Zo zien wij het zelf.", notes=notes, own=True)
        book = put(book, own, section.id, place)
    return printed(book, material)


def everything(data: bytes) -> str:
    """Give all text of a file: of all parts and their names in an archive, of all objects in a PDF."""
    if data.startswith(b"%PDF"):
        return in_pdf(data)
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(name + archive.read(name).decode() for name in archive.namelist())


def in_pdf(data: bytes) -> str:
    """Give what the pages of a PDF say, and every string and stream of its objects but the shapes of letters.

    Those are so many bytes of chance that a word of three letters and a figure turns up in them now and then.
    """
    reader: Any = pypdf.PdfReader(io.BytesIO(data))
    objects = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    held = [item for item in objects if isinstance(item, dict)]
    shapes = {id(item[name]) for item in held for name in ("/FontFile", "/FontFile2", "/FontFile3") if name in item}
    streams = [
        one.get_data().decode("latin-1") for one in objects if hasattr(one, "get_data") and id(one) not in shapes
    ]
    return "\n".join([*(page.extract_text() for page in reader.pages), *map(str, objects), *streams])


def allowed(material: OutlineMaterial) -> set[str]:
    """Say what may be printed, by the rules as they are worded and not as they are programmed."""
    facts: set[str] = set()
    facts |= allowed_in_titles(material)
    register = {session.id: session for session in material.sessions}
    for note in material.notes:
        facts |= of_note(note, register[note.session], note.id in material.refused)
    return facts


def of_note(note: Note, session: Session, refused: bool = False) -> set[str]:
    """Give what a note may tell: who it names is said by its text, which editors are warned of."""
    person = next((item for item in session.participants if item.handle == note.speaker), Participant(handle=""))
    level = strictest(note.consent, person.consent, session.consent)
    if level in ("background", "withdrawn"):
        return set()
    facts = {f"woord{note.number:04}"}
    if refused or (session.access is Access.PARTNERS and note.consent is None):
        return facts
    facts |= facts_in(note.text)
    if note.kind not in (Kind.QUOTE, Kind.QUESTION, Kind.CONTRIBUTION):
        return facts
    by_level = {
        "name": [*person.name.split(), person.role, person.organisation, person.sector],
        "role": [person.role, person.sector],
        "organisation": [person.organisation],
        "anonymous": [],
    }
    return facts | {fact.casefold() for fact in by_level[level]}


def strictest(*levels: Consent | None) -> str:
    found = [str(level) for level in levels if level is not None]
    return max(found, key=_ORDER.index) if found else "anonymous"


def facts_in(text: str) -> set[str]:
    return {found.casefold() for found in _FACT.findall(text)}


def test_what_may_be_printed_is_printed() -> None:
    person = Participant(handle="greep11", name="Voornaam11", role="rol11", organisation="Huis11", sector="sector11")
    material = one_quote(person)
    for level, facts in {
        Consent.NAME: {"voornaam11", "rol11", "huis11"},
        Consent.ROLE: {"rol11", "sector11"},
        Consent.ORGANISATION: {"huis11"},
        Consent.ANONYMOUS: set[str](),
    }.items():
        notes = tuple(replace(note, consent=level) for note in material.notes)
        text = FORMATS["md"].write(build(replace(material, notes=notes))).decode()
        assert facts_in(text) == {"zin0001", "woord0001"} | facts


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "csl"])
def test_what_is_printed_would_be_seen_in_any_format(format: str) -> None:
    person = Participant(handle="greep11", name="Voornaam11", role="rol11", organisation="Huis11", consent=Consent.NAME)
    data = FORMATS[format].write(build(one_quote(person)))
    assert {"zin0001", "voornaam11", "rol11", "huis11"} <= facts_in(everything(data))
