"""The outline in the memory of the editors' room: where its parts stand, which one is new, where one may go."""

from kennis.nouns import Chapter, Passage, PassageKind, Section
from kennis.nouns.outline_room import ChapterLine, OutlineView, PassageLine, SectionLine
from kennis.tui.outline_room.outline_model import OutlineModel


def passage(name: str) -> PassageLine:
    """Make a passage that is called after its place, as its id is."""
    return PassageLine(part=Passage(id=name, kind=PassageKind.TEXT, text="Tekst.", own=True), name=name)


def section(name: str, *passages: PassageLine) -> SectionLine:
    """Make a section."""
    return SectionLine(part=Section(id=name, title="Paragraaf"), name=name, passages=passages)


def chapter(name: str, *sections: SectionLine, passages: tuple[PassageLine, ...] = ()) -> ChapterLine:
    """Make a chapter."""
    return ChapterLine(part=Chapter(id=name, title="Hoofdstuk"), name=name, sections=sections, passages=passages)


def outline(*chapters: ChapterLine) -> OutlineView:
    """Make an outline."""
    return OutlineView(title="Boek", chapters=chapters)


def taken() -> OutlineModel:
    """Give a model of two chapters, the first with two sections and a passage of its own."""
    model = OutlineModel()
    first = chapter("1", section("1.1", passage("1.1.1")), section("1.2"), passages=(passage("1.0.1"),))
    model.take(outline(first, chapter("2")))
    return model


def test_a_model_that_read_nothing_yet_has_no_parts() -> None:
    model = OutlineModel()
    assert model.chapters == () and model.parts == {} and model.destinations() == []
    assert model.take(outline()) == "" and model.chapters == ()


def test_each_part_is_known_with_what_it_stands_in() -> None:
    model = taken()
    holders = {name: model.holder_of(name) for name in model.parts}
    assert {name: one.name if one else "" for name, one in holders.items()} == {
        "1": "",
        "1.1": "1",
        "1.2": "1",
        "1.1.1": "1.1",
        "1.0.1": "1",
        "2": "",
    }
    chapters = [model.chapter_of(one) for one in model.parts.values()]
    assert [one.name for one in chapters if one] == ["1", "1", "1", "1", "1", "2"]
    assert model.holder_of("9") is None and model.chapter_of(passage("9")) is None


def test_what_was_taken_out_is_known_no_more() -> None:
    model = taken()
    model.take(outline(chapter("2")))
    assert list(model.parts) == ["2"] and model.holder_of("1.1") is None


def test_only_a_part_whose_addition_is_awaited_counts_as_added_and_only_once() -> None:
    model = taken()
    more = outline(*model.chapters, chapter("3"))
    assert model.take(more) == ""
    model.await_addition()
    assert model.take(outline(*more.chapters, chapter("4", section("4.1")))) == "4"
    assert model.take(outline(*more.chapters, chapter("4"), chapter("5"))) == ""


def test_a_passage_may_go_into_any_other_part_and_a_section_into_another_chapter() -> None:
    model = taken()

    def names(part: str = "") -> list[str]:
        return [one.name for one in model.destinations(model.parts.get(part))]

    assert names() == ["1", "1.1", "1.2", "2"]
    assert names("1.1.1") == ["1", "1.2", "2"]
    assert names("1.0.1") == ["1.1", "1.2", "2"]
    assert names("1.1") == ["2"]
