"""Rebuilding never overwrites: what has changed is proposed, and taken over only where it is accepted."""

from dataclasses import replace

import pytest

from kennis.nouns import (
    Consent,
    Kind,
    Note,
    Outline,
    OutlineChange,
    OutlineProposal,
    Passage,
    PassageKind,
    Placement,
    Section,
    Theme,
    ThemeState,
)
from kennis.outline.first_proposal import first
from kennis.outline.outline_material import OutlineMaterial
from kennis.outline.outline_proposals import accepted, proposals, rejected
from kennis.outline.parts import find
from tests.books import altered
from tests.unit.outline.meeting import NOTES, SESSION, material

NEW = Note(id="0190-0011", session=SESSION.id, text="Een dashboard zegt niets over wie beslist.", number=11)


def with_note(note: Note, theme: str | None) -> OutlineMaterial:
    whole = material()
    between = whole.vectors[NOTES[0].id] + whole.vectors[NOTES[1].id] + whole.vectors[NOTES[3].id]
    vectors = {**whole.vectors, note.id: between}
    places = (*whole.placements, Placement(note=note.id, theme=theme, strength=0.6))
    return replace(whole, notes=(*whole.notes, note), placements=places, vectors=vectors)


def with_theme(**changes: object) -> OutlineMaterial:
    whole = material()
    themes = tuple(replace(one, **changes) if one.id == "twins" else one for one in whole.themes)  # type: ignore[arg-type]
    return replace(whole, themes=themes)


@pytest.fixture
def kept() -> Outline:
    return first(material())


def only(found: tuple[OutlineProposal, ...]) -> OutlineProposal:
    (one,) = found
    return one


def of_theme(book: Outline, theme: str) -> Section:
    return next(one for one in book.sections if theme in one.themes)


def test_nothing_changed_nothing_is_proposed(kept: Outline) -> None:
    assert proposals(kept, material()) == ()


def test_a_section_that_gained_notes_is_told_and_its_passages_stay(kept: Outline) -> None:
    edited = altered(kept, of_theme(kept, "twins").passages[0].id, text="Eigen.", own=True)
    whole = with_note(NEW, "twins")
    proposal = only(proposals(edited, whole))
    assert (proposal.change, proposal.notes) == (OutlineChange.GAINED, (NEW.id,))
    after = accepted(edited, proposal)
    assert set(of_theme(edited, "twins").passages) <= set(of_theme(after, "twins").passages)
    assert NEW.id in {note for one in of_theme(after, "twins").passages for note in one.notes}
    assert proposals(after, whole) == ()


def test_what_was_rejected_does_not_come_back_but_what_is_new_does(kept: Outline) -> None:
    whole = with_note(NEW, "twins")
    after = rejected(kept, only(proposals(kept, whole)))
    assert proposals(after, whole) == ()
    more = replace(NEW, id="0190-0012", number=12, text="Nog een inzicht over het model van de stad.")
    later = replace(
        whole,
        notes=(*whole.notes, more),
        placements=(*whole.placements, Placement(note=more.id, theme="twins", strength=0.5)),
        vectors={**whole.vectors, more.id: whole.vectors[NOTES[1].id]},
    )
    assert only(proposals(after, later)).notes == (more.id,)


def test_a_new_theme_is_a_new_section_of_its_lens(kept: Outline) -> None:
    theme = Theme(
        id="nieuw", number=20, title="Beslissen", keywords=(), stability=0.5, lenses=material().themes[0].lenses
    )
    whole = with_note(NEW, "nieuw")
    whole = replace(whole, themes=(*whole.themes, theme))
    proposal = only(proposals(kept, whole))
    assert (proposal.change, proposal.title, proposal.themes) == (OutlineChange.SECTION, "Beslissen", ("nieuw",))
    after = accepted(kept, proposal)
    assert [one.themes for one in after.chapters[0].sections] == [("twins",), ("nieuw",)]
    assert proposals(after, whole) == () and proposals(rejected(kept, proposal), whole) == ()


def test_a_theme_that_merged_leads_to_the_one_it_went_into(kept: Outline) -> None:
    whole = with_theme(state=ThemeState.MERGED, into="eilanden")
    whole = replace(whole, placements=tuple(replace(one, theme=one.theme and "eilanden") for one in whole.placements))
    ended = next(one for one in proposals(kept, whole) if one.change is OutlineChange.ENDED)
    assert (ended.part, ended.themes) == (of_theme(kept, "twins").id, ("eilanden",))
    assert find(accepted(kept, ended), ended.part).part.themes == ("eilanden",)  # type: ignore[union-attr]


def test_a_theme_that_was_retired_leaves_its_section_without_one(kept: Outline) -> None:
    whole = with_theme(state=ThemeState.RETIRED)
    whole = replace(whole, placements=tuple(one for one in whole.placements if one.theme != "twins"))
    proposal = only(proposals(kept, whole))
    after = accepted(kept, proposal)
    assert proposal.change is OutlineChange.ENDED and proposals(after, whole) == ()
    assert list(after.every) == list(kept.every)


def test_another_title_is_proposed_but_not_against_the_editors_own(kept: Outline) -> None:
    whole = with_theme(title="Modellen van de stad")
    proposal = only(proposals(kept, whole))
    assert (proposal.change, proposal.title) == (OutlineChange.TITLE, "Modellen van de stad")
    assert of_theme(accepted(kept, proposal), "twins").title == "Modellen van de stad"
    titled = altered(kept, proposal.part, title="Eigen titel", titled=True)
    assert proposals(titled, whole) == ()


def test_the_number_of_a_theme_is_proposed_in_no_titles_place(kept: Outline) -> None:
    assert proposals(kept, with_theme(title="Met dank aan mevrouw Vuurvlinder")) == ()


def test_a_note_that_says_something_else_now_is_told(kept: Outline) -> None:
    quote = next(one for one in kept.every if one.kind is PassageKind.QUOTE)
    whole = material()
    notes = tuple(replace(one, text="Anders gezegd.") if one.id in quote.notes else one for one in whole.notes)
    proposal = only(proposals(kept, replace(whole, notes=notes)))
    assert (proposal.change, proposal.part) == (OutlineChange.TEXT, quote.id)
    mended = find(accepted(kept, proposal), quote.id).part
    assert isinstance(mended, Passage) and mended.text == "Anders gezegd."


@pytest.mark.parametrize("own", [False, True])
def test_a_note_that_was_withdrawn_takes_its_words_along_and_leaves_the_editors(kept: Outline, own: bool) -> None:
    quote = next(one for one in kept.every if one.kind is PassageKind.QUOTE)
    book = altered(kept, quote.id, own=own)
    whole = material()
    notes = tuple(replace(one, consent=Consent.WITHDRAWN) if one.id in quote.notes else one for one in whole.notes)
    proposal = next(one for one in proposals(book, replace(whole, notes=notes)) if one.change is OutlineChange.GONE)
    after = {one.id: one for one in accepted(book, proposal).every}
    assert proposal.notes == quote.notes
    assert after.get(quote.id) == (replace(quote, own=True, notes=()) if own else None)


def test_a_contribution_comes_in_whole_at_one_section(kept: Outline) -> None:
    whole = material()
    parts = tuple(
        replace(NEW, id=f"0190-01{at}", number=20 + at, kind=Kind.CONTRIBUTION, text=f"Alinea {at} van een partner.")
        for at in range(3)
    )
    vectors = {**whole.vectors, **{one.id: whole.vectors[NOTES[5].id] for one in parts}}
    later = replace(whole, notes=(*whole.notes, *parts), vectors=vectors)
    proposal = only(proposals(kept, later))
    assert proposal.change is OutlineChange.CONTRIBUTION and proposal.part == of_theme(kept, "eilanden").id
    after = accepted(kept, proposal)
    assert [one.text for one in of_theme(after, "eilanden").passages[-3:]] == [one.text for one in parts]
    assert proposals(after, later) == ()


def test_several_proposals_for_one_section_can_be_taken_over_in_any_order(kept: Outline) -> None:
    whole = with_note(NEW, "twins")
    themes = tuple(replace(one, title="Modellen") if one.id == "twins" else one for one in whole.themes)
    whole = replace(whole, themes=themes)
    one, other = proposals(kept, whole)
    assert accepted(accepted(kept, one), other) == accepted(accepted(kept, other), one)
    assert proposals(accepted(accepted(kept, one), other), whole) == ()


def contributed() -> OutlineMaterial:
    return with_note(replace(NEW, kind=Kind.CONTRIBUTION), None)


@pytest.mark.parametrize("beside", [True, False], ids=["beside sections of themes", "alone"])
def test_a_section_of_the_editors_own_is_no_hindrance_to_a_contribution(kept: Outline, beside: bool) -> None:
    own = Section(id="own", title="Eigen sectie", titled=True)
    first_chapter, *others = kept.chapters
    chapter = replace(first_chapter, sections=(own, *(first_chapter.sections if beside else ())))
    book = replace(kept, chapters=(chapter, *others)) if beside else replace(kept, chapters=(chapter,))
    (proposal,) = [one for one in proposals(book, contributed()) if one.change is OutlineChange.CONTRIBUTION]
    assert (proposal.part == "own") is not beside
    assert NEW.id in {note for one in accepted(book, proposal).every for note in one.notes}


def test_a_section_whose_notes_may_no_longer_be_used_has_no_direction(kept: Outline) -> None:
    whole = contributed()
    hidden = replace(whole, notes=tuple(replace(one, consent=Consent.BACKGROUND) for one in NOTES) + whole.notes[-1:])
    assert OutlineChange.CONTRIBUTION in {one.change for one in proposals(kept, hidden)}


def test_a_section_of_two_themes_may_have_one_without_notes(kept: Outline) -> None:
    whole = with_note(NEW, "twins")
    bare = replace(whole.themes[0], id="leeg", number=20)
    both = altered(kept, of_theme(kept, "twins").id, themes=("leeg", "twins"))
    found = proposals(both, replace(whole, themes=(*whole.themes, bare)))
    assert OutlineChange.GAINED in {one.change for one in found}
