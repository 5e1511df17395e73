"""Nothing that an outline composes tells a name that may not be printed: titles, keywords, questions, references."""

from dataclasses import replace

import pytest

from kennis.nouns import Chapter, Consent, Outline, Participant, PrintedOutline, Section
from kennis.outline.first_proposal import first
from kennis.outline.outline_material import OutlineMaterial
from kennis.outline.printable import printed
from tests.outlines import build
from tests.unit.outline.meeting import SESSION, material

HIDDEN = Participant(handle="gast", name="Fatima Zilverbloem")


def named(level: Consent | None = None, *titles: str, titled: bool = False) -> OutlineMaterial:
    """Give the material with a guest at a level, whose name stands in keywords and in the titles of themes."""
    made = material()
    session = replace(SESSION, consent=None, participants=(*SESSION.participants, replace(HIDDEN, consent=level)))
    themes = tuple(
        replace(one, title=title or one.title, titled=titled, keywords=("Zilverbloem", "Fatima", *one.keywords))
        for one, title in zip(made.themes, (*titles, *[""] * len(made.themes)), strict=False)
    )
    return replace(made, sessions=(session,), themes=themes)


def composed(outline: PrintedOutline) -> str:
    """Give all that an outline says beside its passages."""
    found = [outline.title]
    for chapter in outline.chapters:
        found += [chapter.title, chapter.question]
        found += [f"{one.theme} {one.title} {one.chapter}" for one in chapter.references]
        for section in chapter.sections:
            found += [section.theme, section.title, *section.keywords, *section.see_also]
    return "\n".join([*found, *(one.title for one in outline.sources)])


@pytest.mark.parametrize("titled", [False, True])
def test_neither_keywords_nor_titles_tell_who_may_not_be_named(titled: bool) -> None:
    made = named(None, "Het plan van Zilverbloem", titled=titled)
    said = composed(build(made))
    assert "Fatima" not in said and "Zilverbloem" not in said
    assert "T-014" in said
    assert "Zilverbloem" in composed(build(named(Consent.NAME, "Het plan van Zilverbloem")))


def test_a_name_in_no_register_is_told_neither() -> None:
    made = named(Consent.NAME, "Hanneke Kruidenberg")
    themes = tuple(replace(one, keywords=("Vuurvlinder", "dashboard")) for one in made.themes)
    notes = (replace(made.notes[0], text="Dat zei Marieke Vuurvlinder van het Kadaster."), *made.notes[1:])
    said = composed(build(replace(made, themes=themes, notes=notes)))
    assert "Kruidenberg" not in said and "Vuurvlinder" not in said
    assert "dashboard" in said


def test_titles_that_an_editor_typed_give_way_too() -> None:
    made = named()
    kept = first(made)

    def renamed(chapter: Chapter) -> Chapter:
        own = Section(id=f"leeg{chapter.id}", title="Brief aan Zilverbloem", titled=True)
        others = tuple(replace(one, title="Wat Fatima zei", titled=True) for one in chapter.sections)
        question = "Wat wil Zilverbloem?"
        return replace(chapter, title="Volgens Zilverbloem", question=question, sections=(*others, own))

    book = Outline(chapters=tuple(map(renamed, kept.chapters)))
    outline = printed(book, made)
    said = composed(outline)
    assert "Fatima" not in said and "Zilverbloem" not in said
    assert [one.title for one in outline.chapters[:2]] == ["Hoofdstuk 1", "Hoofdstuk 2"]
    assert outline.chapters[0].sections[-1].title == f"Paragraaf 1.{len(outline.chapters[0].sections)}"
    assert all(one.title == "Wat Fatima zei" for one in book.sections if one.themes)


def test_a_session_is_not_called_by_a_name_that_a_note_tells() -> None:
    made = named()
    told = replace(made.notes[0], text=f"{made.notes[0].text} Dat zei Marieke Vuurvlinder van het Kadaster.")
    for title in ("Gesprek met Marieke Vuurvlinder", "Het plan van Vuurvlinder"):
        session = replace(made.sessions[0], title=title)
        outline = build(replace(made, sessions=(session,), notes=(told, *made.notes[1:])))
        assert [one.title for one in outline.sources] == [""]
