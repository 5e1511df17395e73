"""What a view looks like: one page that asks nothing of the network, the same for the same notes."""

import base64
import dataclasses
import hashlib
import random
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from kennis.cli.view_blocks import bar_lines, point_lines, table_lines
from kennis.nouns import Kind, Level, Note
from kennis.views.blocks import (
    Bar,
    BarRow,
    Bars,
    Cell,
    NotePoint,
    PointGroup,
    Points,
    Table,
    TableColumn,
    TableLine,
    ViewPage,
)
from kennis.views.coverage import coverage
from kennis.views.html import page_html
from kennis.views.map import note_map
from kennis.views.pages.coverage import coverage_page
from kennis.views.pages.map import map_page
from kennis.views.pages.silos import silos_page
from kennis.views.pages.timeline import timeline_page
from kennis.views.silos import silos
from kennis.views.timeline import timeline
from kennis.views.view_material import Point, ViewMaterial
from tests.unit.views.meeting import department, material, note, person, session, theme

VIEWS: dict[str, tuple[Callable[[ViewMaterial], object], Callable[[ViewMaterial], ViewPage]]] = {
    "silos": (silos, lambda made: silos_page(silos(made))),
    "department": (lambda made: silos(made, "department"), lambda made: silos_page(silos(made, "department"))),
    "timeline": (timeline, lambda made: timeline_page(timeline(made))),
    "map": (note_map, lambda made: map_page(note_map(made))),
    "coverage": (coverage, lambda made: coverage_page(coverage(made))),
}
NASTY = '<script src="https://example.org/x.js">alert(1)</script> & "quotes" \\u2028 [link=x]'


def everything(internal: bool = False, **more: object) -> ViewMaterial:
    """Give some notes of everything, with texts and names that a page could trip over."""
    people = [person(f"p{number}", f"Org <{number % 3}>", f"sector & {number % 2}") for number in range(9)]
    sessions = [session(1, people), session(2, people)]
    placed = [
        (
            note(
                number,
                f"p{number % 9}",
                f"s{1 + number % 2}",
                f"{NASTY} {number}",
                kind=list(Kind)[number % 5],
                star=number % 7 == 0,
                attributes=department(f"Dienst <b>{number % 4}"),
            ),
            (None, "t1", "t2")[number % 3],
        )
        for number in range(1, 61)
    ]
    return material(sessions, placed, [theme(1, "Thema <i>een"), theme(2, lens="")], internal=internal, **more)


class Parsed(HTMLParser):
    """Collects the tags and attributes of a page, and checks that tags close as they open."""

    VOID = ("meta", "link", "br")

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(page.decode())
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """Give the attributes of all tags of that name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("internal", [False, True])
def test_a_page_holds_everything_it_needs(name: str, internal: bool) -> None:
    page = page_html(VIEWS[name][1](everything(internal)), "nl")
    parsed = Parsed(page)
    assert [one for one in parsed.tags if one[0] in ("img", "iframe", "object", "embed", "base", "form", "video")] == []
    assert parsed.of("link") == [{"rel": "icon", "href": "data:,"}]
    assert all((one.get("href") or "").startswith("#") for one in parsed.of("a"))
    assert not any("src" in attributes or "srcset" in attributes for _tag, attributes in parsed.tags)
    assert not any(attribute.startswith("on") for _tag, attributes in parsed.tags for attribute in attributes)
    assert b"url(" not in page and b"@import" not in page
    assert len(parsed.of("script")) == (name == "map")


@pytest.mark.parametrize("name", VIEWS)
def test_only_the_one_script_of_the_page_may_run(name: str) -> None:
    page = page_html(VIEWS[name][1](everything()), "nl").decode()
    policy = next(one["content"] or "" for one in Parsed(page.encode()).of("meta") if "http-equiv" in one)
    assert policy.startswith("default-src 'none'")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert re.findall(r"sha256-([^']+)'", policy) == digests


@pytest.mark.parametrize("name", VIEWS)
def test_the_order_of_the_notes_makes_no_difference(name: str) -> None:
    made, drawn = everything(), random.Random(3)
    pages = set()
    for _turn in range(3):
        mixed = {
            part: tuple(drawn.sample(list(whole), len(whole)))
            for part in ("notes", "sessions", "themes", "placements")
            if (whole := getattr(made, part))
        }
        pages.add(page_html(VIEWS[name][1](dataclasses.replace(made, **mixed)), "nl"))  # type: ignore[arg-type]
    assert len(pages) == 1


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_of_next_to_nothing_is_a_page_too(name: str) -> None:
    lonely: list[tuple[Note, str | None]] = [(note(1, attributes=department("Ruimte")), "t1")]
    for made in (material([session(1)], lonely, [theme(1)]), material([session(1)], lonely, [])):
        parsed = Parsed(page_html(VIEWS[name][1](made), "nl"))
        assert len(parsed.of("h1")) == 1 and "nan" not in " ".join(parsed.text).split()


def test_the_map_says_everything_in_tables_too() -> None:
    parsed = Parsed(page_html(VIEWS["map"][1](everything()), "nl"))
    rows = [one for one in parsed.of("tr") if "data-p" in one]
    assert len(rows) == 60
    assert sum(f"{NASTY} {number}" in "\n".join(parsed.text) for number in range(1, 61)) == 60
    assert [one.get("data-title") for one in parsed.of("details")] == ["Thema <i>een", "Thema 2", "in no theme"]


def test_only_quotes_stand_in_quotation_marks() -> None:
    text = "".join(Parsed(page_html(VIEWS["map"][1](everything()), "nl")).text)
    assert f"“{NASTY} 6”" in text  # the sixth note is a quote, as kinds go round
    assert f"“{NASTY} 7”" not in text


@pytest.mark.parametrize("name", ["silos", "timeline", "map"])
def test_themes_stand_under_their_families(name: str) -> None:
    family = dataclasses.replace(theme(1, "Een familie", level=Level.FAMILY), id="f1")
    themes = [theme(1, "Alleen"), theme(2, "Thuis", family="f1"), family]
    placed = [(note(1, "an"), "t1"), (note(2, "an"), "t2"), (note(3), None)]
    made = material([session(1, [person("an", "Aa", "gemeente")])], placed, themes, internal=True)
    table = next(block for block in VIEWS[name][1](made).blocks if isinstance(block, Table))
    assert [line.group for line in table.lines][:2] == ["Een familie", "Other themes"]


def test_internal_pages_say_so() -> None:
    assert b"Do not publish" in page_html(VIEWS["silos"][1](everything(internal=True)), "nl")
    assert b"Do not publish" not in page_html(VIEWS["silos"][1](everything()), "nl")


def test_bars_are_on_one_scale() -> None:
    row = BarRow(name="T-001", bars=(Bar(0, "0"), Bar(1, "1"), Bar(8, "8"), Bar(None, "·")), remark="new", peak=2)
    (line,) = bar_lines(Bars(title="", label="", moments=tuple("abcd"), rows=(row,)))
    assert line.split(maxsplit=2) == ["T-001", "_▁█·", "new, peak c"]


def test_a_place_of_the_map_bears_the_theme_that_most_of_its_notes_are_in() -> None:
    def group(symbol: str, places: list[float], middle: Point | None) -> PointGroup:
        points = tuple(NotePoint(x=x, y=0.0, note="", text="", by="", when="") for x in places)
        return PointGroup(name=symbol, title=symbol, symbol=symbol, points=points, middle=middle)

    middle = Point(0.0, 0.0)
    groups = (group("A", [0.0, 1.0], middle), group("B", [0.0, 0.0], middle), group("·", [0.5, 1.0, 1.0], None))
    first, *rest = point_lines(Points(title="", groups=groups))
    assert (first[0], first[38], first[75], first.split()) == ("B", "·", "A", ["B", "·", "A"])
    assert not any(rest)


def test_a_timeline_of_forty_sessions_fits_a_terminal() -> None:
    sessions = [dataclasses.replace(session(1 + number % 12), id=f"s{number}") for number in range(40)]
    placed = [(note(number, within=f"s{number}"), "t1") for number in range(40)]
    picture = timeline_page(timeline(material(sessions, placed, [theme(1, "Een titel die " * 9)]))).blocks[0]
    assert isinstance(picture, Bars)
    assert max(map(len, bar_lines(picture))) <= 80


def test_a_table_that_is_too_wide_gets_letters_and_goes_on_below() -> None:
    columns = [
        TableColumn("theme", number=False),
        *(TableColumn(f"A department with a long name {index}") for index in range(30)),
    ]
    lines = [TableLine((Cell("T-001 Regie op gegevens"), *(Cell(str(index)) for index in range(30))))]
    printed = [line.plain for line in table_lines(Table(title="", columns=tuple(columns), lines=tuple(lines)), 80)]
    assert max(map(len, printed)) <= 80
    assert sum("T-001" in line for line in printed) == 2
    assert " A  A department with a long name 0" in printed
    assert "AD  A department with a long name 29" in printed


def test_texts_in_a_table_are_wrapped_and_bars_drawn() -> None:
    columns = (TableColumn("", number=False), TableColumn("share"), TableColumn("next to", number=False))
    line = TableLine((Cell("T-001"), Cell("50%", bar=(0.25, 0.25)), Cell("word " * 30)), group="Familie")
    printed = [one.plain for one in table_lines(Table(title="", columns=columns, lines=(line,)), 60)]
    assert max(map(len, printed)) <= 60
    assert printed[1] == "Familie"
    assert "██▒▒░░░░" in printed[2]
