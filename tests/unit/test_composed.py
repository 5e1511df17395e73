"""What kennis composes tells no name that is kept back and no silent word, whatever it is composed for.

Views, their pages, memos, the letters to speakers and the names of files are looked at together; exports beside this in
tests/unit/export/test_leaks.py, by the same rules.
"""

import dataclasses
import datetime
import json

from hypothesis import given, settings

from kennis.clean_text import slug
from kennis.nouns import About, LedgerState, Memo, MemoLine
from kennis.outline.first_proposal import first
from kennis.outline.outline_material import OutlineMaterial
from kennis.outline.printable import printed
from kennis.preflight import DraftFacts, quotations
from kennis.themes.ledger.theme_views import LineMaterial
from kennis.views.coverage import coverage
from kennis.views.html import page_html
from kennis.views.map import note_map
from kennis.views.pages.map import map_page
from kennis.views.silos import silos
from kennis.views.timeline import Period, timeline
from kennis.views.view_material import Point
from kennis.views.view_material import ViewMaterial as Seen
from kennis.workflows import memo_export
from kennis.workflows.outline.approval_letters import by_person, discreet, file_name
from tests.unit.export.test_leaks import allowed, allowed_in_titles, facts_in
from tests.unit.export.workspaces import workspaces

AT = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
QUOTED = {"text", "attribution", "name"}  # fields that hold a note's own words, its speaker, or a group's name


@settings(max_examples=40, deadline=None)
@given(workspaces())
def test_nothing_composed_tells_a_name_or_a_silent_word(material: OutlineMaterial) -> None:
    assert facts_in(of_views(material)) <= allowed_in_titles(material)
    assert facts_in(of_memos(material)) <= allowed_in_titles(material)
    assert facts_in(of_letters(material)) <= allowed_in_titles(material)
    assert facts_in(page_html(map_page(note_map(seen(material))), "nl").decode()) <= allowed(material)


def seen(material: OutlineMaterial) -> Seen:
    """Give what the views are made from, each note at a place of its own."""
    return Seen(
        programme=material.programme,
        sessions=material.sessions,
        notes=material.notes,
        themes=material.themes,
        placements=material.placements,
        points={one.id: Point(one.number % 7 / 7, one.number % 5 / 5) for one in material.notes},
        refused=material.refused,
    )


def of_views(material: OutlineMaterial) -> str:
    """Give all that the figures of the views say but for quotations, speakers and groups."""
    made = seen(material)
    views = (silos(made), timeline(made), timeline(made, Period.MONTH), note_map(made), coverage(made))
    found: list[str] = [slug(material.programme.title)]

    def walk(value: object, key: str = "") -> None:
        match value:
            case dict():
                for name, inner in value.items():
                    walk(inner, str(name))
            case list():
                for inner in value:
                    walk(inner, key)
            case str() if key not in QUOTED and key not in ("group", "groups"):
                found.append(value)

    for view in views:
        walk(json.loads(json.dumps(dataclasses.asdict(view), default=str)))
    return "\n".join(found)


def of_memos(material: OutlineMaterial) -> str:
    """Give the headings of memos on everything but notes."""
    state = LedgerState(themes={one.id: one for one in material.themes})
    sessions = {one.id: one for one in material.sessions}
    notes = {one.id: one for one in material.notes}
    lines = LineMaterial(programme=material.programme, sessions=sessions, notes=notes, state=state)
    items = [(About.THEME, one) for one in state.themes] + [(About.SESSION, one) for one in sessions]
    items += [(About.LENS, lens.slug) for lens in material.programme.lenses]
    told = [
        MemoLine(Memo(id=item, about=about, item=item, text="Iets.", person="P", at=AT), lines.item(about, item))
        for about, item in items
    ]
    return memo_export.document(lines, told).decode()


def of_letters(material: OutlineMaterial) -> str:
    """Give the titles that letters name, and the names of their files, of speakers who are not printed by name."""
    book = first(material)
    outline = printed(book, material)
    facts = DraftFacts(
        book=book, names={}, printed=outline, notes=material.notes, sessions=material.sessions, refused=material.refused
    )
    found = []
    for number, quotes in enumerate(by_person(quotations(facts)), 1):
        shown = discreet(quotes, material.sessions)
        found += [f"{place.chapter} {place.section}" for one in shown for place in one.places]
        found += [file_name("citaten", number, quotes, facts)] if not all(one.named for one in quotes) else []
    return "\n".join(found)
