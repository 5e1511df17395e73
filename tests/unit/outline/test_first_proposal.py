"""Themes become chapters, sections and passages."""

import random
from dataclasses import replace
from typing import TypeVar

import numpy as np

from kennis.nouns import (
    Access,
    Consent,
    Kind,
    LensWeight,
    Note,
    PassageKind,
    Placement,
    PrintedOutline,
    PrintedPassage,
    Theme,
    ThemeState,
)
from kennis.outline.outline_material import OutlineMaterial
from tests.outlines import build
from tests.unit.outline.meeting import NOTES, PLACEMENTS, PROGRAMME, SESSION, THEMES, material

T = TypeVar("T")


def passages(outline: PrintedOutline) -> list[PrintedPassage]:
    found = [item for chapter in outline.chapters for section in chapter.sections for item in section.passages]
    return found + [item for chapter in outline.chapters for item in chapter.loose]


def test_lenses_are_chapters_in_order_and_the_rest_closes_the_book() -> None:
    outline = build(material())
    assert [chapter.title for chapter in outline.chapters] == [
        "De rol van de overheid",
        "Verkokering",
        "Het Omgevingsloket",
        outline.chapters[-1].title,
    ]
    first, second, empty, closing = outline.chapters
    assert [section.theme for section in first.sections] == ["T-014"]
    assert first.sections[0].see_also == ("Verkokering",)
    assert [(item.theme, item.chapter) for item in second.references] == [("T-014", "De rol van de overheid")]
    assert (empty.sections, empty.references, empty.loose) == ((), (), ())
    assert [section.theme for section in closing.sections] == ["T-003"]


def test_a_section_has_summary_quotes_and_questions() -> None:
    section = build(material()).chapters[0].sections[0]
    by_kind = {kind: [item for item in section.passages if item.kind is kind] for kind in PassageKind}
    assert {item.text for item in by_kind[PassageKind.SUMMARY]} == {NOTES[0].text, NOTES[1].text}
    assert {(item.text, item.attribution) for item in by_kind[PassageKind.QUOTE]} == {
        (NOTES[2].text, "Anne de Wit, adviseur, Provincie Utrecht"),
        (NOTES[3].text, "raadslid, gemeente"),
    }
    assert [item.text for item in by_kind[PassageKind.QUESTION]] == [NOTES[4].text]
    assert (section.notes, section.waiting, section.stability) == (5, 0, 0.82)


def test_every_line_is_a_note_word_for_word_and_none_is_printed_twice() -> None:
    stored = {f"n{note.number}": note for note in NOTES}
    found = passages(build(material()))
    for passage in found:
        assert all(passage.text in stored[number].text for number in passage.notes)
        assert passage.quoted == all(stored[number].kind is Kind.QUOTE for number in passage.notes)
    assert len({passage.notes for passage in found}) == len(found)


def test_loose_notes_are_those_worth_a_look() -> None:
    assert [item.notes for item in build(material()).chapters[-1].loose] == [("n9",)]
    starred = tuple(replace(note, star=note.number == 10) for note in NOTES)
    assert [item.notes for item in build(replace(material(), notes=starred)).chapters[-1].loose] == [("n10",), ("n9",)]
    near = tuple(replace(item, lenses=(LensWeight("dso", 0.5),)) if item.theme is None else item for item in PLACEMENTS)
    outline = build(replace(material(), placements=near))
    assert {item.notes for item in outline.chapters[2].loose} == {("n9",), ("n10",)}


def test_a_loose_note_that_points_back_is_left_out_unless_it_is_starred() -> None:
    leaning = tuple(replace(n, text="Volgens die studie klopt het.") if n.number == 9 else n for n in NOTES)
    assert all(not chapter.loose for chapter in build(replace(material(), notes=leaning)).chapters)
    starred = tuple(replace(note, star=note.number == 9) for note in leaning)
    assert [item.notes for item in build(replace(material(), notes=starred)).chapters[-1].loose] == [("n9",)]


def test_sections_stand_by_size_stability_and_lens_weight() -> None:
    lenses = (LensWeight("rol-overheid", 0.9),)
    themes = tuple(replace(theme, lenses=lenses) for theme in THEMES)
    assert [item.theme for item in build(replace(material(), themes=themes)).chapters[0].sections] == ["T-014", "T-003"]
    firm = (replace(themes[0], stability=0.2), replace(themes[1], stability=1.0))
    assert [item.theme for item in build(replace(material(), themes=firm)).chapters[0].sections] == ["T-003", "T-014"]


def test_themes_of_one_family_stand_together_where_the_heaviest_of_them_stands() -> None:
    lenses = (LensWeight("rol-overheid", 0.9),)
    small = Theme(id="klein", number=20, title="Klein", keywords=(), stability=0.1, lenses=lenses)
    themes = (*(replace(theme, lenses=lenses) for theme in THEMES), small)
    placements = tuple(replace(one, theme="klein") if one.note == NOTES[0].id else one for one in PLACEMENTS)

    def order(*families: str) -> list[str]:
        held = tuple(replace(theme, family=family) for theme, family in zip(themes, families, strict=True))
        return [
            item.theme for item in build(replace(material(), themes=held, placements=placements)).chapters[0].sections
        ]

    assert order("", "", "") == ["T-014", "T-003", "T-020"]
    assert order("f", "", "f") == ["T-014", "T-020", "T-003"]
    assert order("", "f", "f") == ["T-014", "T-003", "T-020"]


def test_the_order_of_the_material_makes_no_difference() -> None:
    whole = material()
    expected = build(whole)
    for seed in range(5):
        shuffled = random.Random(seed)

        def mixed(items: tuple[T, ...], by: random.Random = shuffled) -> tuple[T, ...]:
            return tuple(by.sample(items, len(items)))

        order = mixed(tuple(whole.vectors))
        assert expected == build(
            replace(
                whole,
                notes=mixed(whole.notes),
                themes=mixed(whole.themes),
                placements=mixed(whole.placements),
                vectors={note: whole.vectors[note] for note in order},
            )
        )


def test_near_duplicates_are_said_once() -> None:
    twin = Note(id="0190-0099", session=SESSION.id, text="De raad ziet dingen waar geen beleid bij hoort.", number=99)
    whole = material()
    vectors = {**whole.vectors, twin.id: whole.vectors[NOTES[0].id] * np.float32(1.01)}
    placements = (*PLACEMENTS, Placement(note=twin.id, theme="twins"))
    outline = build(replace(whole, notes=(*NOTES, twin), placements=placements, vectors=vectors))
    printed = {number for item in passages(outline) for number in item.notes}
    assert len(printed & {"n1", "n99"}) == 1


def test_silent_notes_yield_nothing() -> None:
    notes = tuple(replace(note, consent=Consent.BACKGROUND) if note.number in (3, 9) else note for note in NOTES)
    outline = build(replace(material(), notes=notes))
    section = outline.chapters[0].sections[0]
    assert section.notes == 4
    assert section.keywords == ("model", "cijfers")
    assert section.title == "T-014"
    assert not {"n3", "n9"} & {number for item in passages(outline) for number in item.notes}
    assert not {"n3", "n9"} & {number for source in outline.sources for number in source.notes}


def test_partners_only_notes_wait() -> None:
    session = replace(SESSION, access=Access.PARTNERS)
    section = build(replace(material(), sessions=(session,))).chapters[0].sections[0]
    assert (section.title, section.notes, section.waiting, section.passages) == (THEMES[0].title, 5, 5, ())


def test_retired_and_empty_themes_are_no_sections() -> None:
    themes = (replace(THEMES[0], state=ThemeState.RETIRED), replace(THEMES[1], id="nobody's"))
    assert all(not chapter.sections for chapter in build(replace(material(), themes=themes)).chapters)


def test_where_all_is_quoted_the_summary_is_quoted_too() -> None:
    notes = tuple(replace(note, kind=Kind.QUOTE) if note.number < 6 else note for note in NOTES)
    section = build(replace(material(), notes=notes)).chapters[0].sections[0]
    assert [item.kind for item in section.passages] == [PassageKind.SUMMARY] * 2 + [PassageKind.QUOTE] * 3
    assert all(item.quoted for item in section.passages)


def test_nothing_makes_an_empty_outline() -> None:
    outline = build(OutlineMaterial(programme=PROGRAMME, sessions=(), notes=(), themes=(), placements=(), vectors={}))
    assert [chapter.lens for chapter in outline.chapters] == [lens.slug for lens in PROGRAMME.lenses]
    assert outline.sources == ()


def test_notes_without_vectors_are_still_placed() -> None:
    assert len(passages(build(replace(material(), vectors={})))) == len(passages(build(material())))
