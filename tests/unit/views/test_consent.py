"""Nothing leaves a view above its level of consent: not on a page, not in JSON, not in the terminal."""

import dataclasses
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kennis import consent
from kennis.cli.view_blocks import bar_lines, point_lines, table_lines
from kennis.nouns import Access, Consent, Kind, Note, Participant, Session
from kennis.views.blocks import Bars, Points, Table, WordList
from kennis.views.html import page_html
from kennis.views.view_material import ViewMaterial
from tests.draws import drawn
from tests.unit.views.meeting import department, material, note, session, theme
from tests.unit.views.test_pages import VIEWS

levels = st.sampled_from([None, *Consent])


def told(made: ViewMaterial) -> str:
    """Give everything that the views of some material say, on pages, as JSON and in the terminal."""
    said: list[str] = []
    for figures, put in VIEWS.values():
        view: Any = figures(made)
        page = put(made)
        said += [json.dumps(dataclasses.asdict(view), default=str), page_html(page, "nl").decode()]
        said += [*page.facts, *page.notices]
        for block in page.blocks:
            match block:
                case Table():
                    said += [line.plain for line in table_lines(block, 80)]
                case WordList():
                    said += [block.intro, *block.items]
                case Bars():
                    said += bar_lines(block)
                case Points():
                    said += point_lines(block)
    return "\n".join(said)


@st.composite
def meetings(draw: st.DrawFn) -> ViewMaterial:
    """Draw sessions, registers and notes at all levels; each name and text is a word of its own."""
    sessions, placed = [], []
    for number in (1, 2):
        people = [
            Participant(
                handle=f"h{number}{index}",
                name=f"Naam{number}{index}q",
                role=f"rol{number}{index}q",
                organisation=f"Huis{number}{index}q",
                sector=f"sector{number}{index}q",
                consent=draw(levels),
            )
            for index in range(3)
        ]
        access, own = draw(st.sampled_from(Access)), draw(levels)
        held = dataclasses.replace(session(number, people, access), consent=own, id=f"sessie-van-naam{number}0q")
        sessions.append(held)
        for index in range(draw(st.integers(1, 8))):
            speaker = draw(st.sampled_from(["", *(one.handle for one in people)]))
            said = note(
                10 * number + index,
                speaker,
                held.id,
                f"woord{number}{index}q dit zei iemand",
                consent=draw(levels),
                kind=draw(st.sampled_from(Kind)),
                star=draw(st.booleans()),
                attributes=department(f"kenmerk{number}{index}q", f"bij Huis{speaker[1:]}q"),
            )
            placed.append((said, draw(st.sampled_from([None, "t1", "t2"]))))
    titles = [theme(1, "Over woord10q"), theme(2, "Wat Naam11q zei", titled=True)]
    refused = frozenset(one.id for one, _theme in placed if draw(st.integers(0, 4)) == 0)
    return material(sessions, placed, titles, internal=draw(st.booleans()), refused=refused)


@drawn(60)
@given(meetings())
def test_no_text_or_name_is_told_above_its_level(made: ViewMaterial) -> None:
    said = told(made).casefold()
    register = {one.id: one for one in made.sessions}
    rights = [rights_of(one, register[one.session]) for one in made.notes]
    for one, (quotable, _name, _house, _sector) in zip(made.notes, rights, strict=True):
        if not quotable or one.id in made.refused:
            assert f"{one.text.split()[0]} dit" not in said
        if not consent.may_name_themes(one, register[one.session]):
            assert one.text.split()[0] not in said
            assert one.attributes[0].values[0] not in said
    for held in made.sessions:
        for person in held.participants:
            own = [right for note, right in zip(made.notes, rights, strict=True) if note.speaker == person.handle]
            named, housed = any(right[1] for right in own), any(right[2] for right in own)
            assert named or title_may(person, made) or person.name.casefold() not in said
            assert housed or person.organisation.casefold() not in said
            assert any(right[3] for right in own) or person.sector not in said


def title_may(person: Participant, made: ViewMaterial) -> bool:
    """Say whether a typed title may name somebody: where the register lets them be named."""
    held = next(one for one in made.sessions if person in one.participants)
    unset = Note(id="", session=held.id, text="")
    return person.name == "Naam11q" and consent.level(unset, person, held) is Consent.NAME


def rights_of(one: Note, held: Session) -> tuple[bool, bool, bool, bool]:
    """Say whether a note's text, its speaker's name, organisation and sector may be told."""
    level = consent.level(one, consent.speaker(one, held), held)
    named = level is Consent.NAME
    return (
        consent.may_quote(one, held),
        named,
        named or level is Consent.ORGANISATION,
        named
        or level
        in (
            Consent.ORGANISATION,
            Consent.ROLE,
        ),
    )
