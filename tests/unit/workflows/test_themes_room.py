"""The researcher's room on a small ledger: what it shows, and that it shows what was decided."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kennis.errors import InputError, UnknownItem
from kennis.ids import new_id
from kennis.nouns import About, Change, Consent, Edit, EditKind, Order, Participant, Placement, Stance, Step, Verb
from kennis.store import Offer
from kennis.workflows.themes_room import ThemesRoom
from kennis.workflows.workspace import Workspace, init
from tests.ledgers import MEMBERS, NOTES, PERSON, fill, ids, one, proposal, propose, theme
from tests.samples import session


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = init(tmp_path)
    with made.store() as store:
        fill(store)
    return made


@pytest.fixture
def room(workspace: Workspace) -> Iterator[ThemesRoom]:
    opened = ThemesRoom(workspace, PERSON)
    yield opened
    opened.leave()


def test_the_overview_lists_themes_under_their_lenses(room: ThemesRoom) -> None:
    seen = room.overview()
    assert (seen.notes, seen.themes, seen.loose, seen.shelf, seen.waiting) == (12, 3, 1, 0, 0)
    assert [group.slug for group in seen.lenses][-1] == "" and len(seen.lenses) == 9
    silos = next(group for group in seen.lenses if group.slug == "verkokering")
    assert [(line.name, line.notes, line.weight) for line in silos.themes] == [
        ("T-001", 5, 0.7),
        ("T-002", 4, 0.7),
        ("T-003", 2, 0.7),
    ]


def test_a_theme_linked_to_another_lens_is_shown_under_both(room: ThemesRoom) -> None:
    room.link("cccc", "dso", True)
    assert "belongs to Het digitaal stelsel Omgevingswet" in room.history()[-1].said
    groups = {group.slug: [line.name for line in group.themes] for group in room.overview().lenses}
    assert groups["dso"] == ["T-003"] and "T-003" in groups["verkokering"]
    with pytest.raises(UnknownItem):
        room.link("cccc", "geen-lens", True)


def test_themes_are_sorted_as_asked(room: ThemesRoom) -> None:
    room.split("aaaa", ids(1), "Sterk alleen")
    silos = next(group for group in room.overview(Order.STABILITY).lenses if group.slug == "verkokering")
    assert silos.themes[0].theme.title == "Sterk alleen"


def test_a_theme_shows_its_notes_strongest_first_with_what_people_set(room: ThemesRoom) -> None:
    room.pin(ids(2))
    room.stance(ids(1), Stance.AGAINST)
    room.second(ids(1), "bbbb")
    room.shelve(ids(3), True)
    room.memo(About.THEME, "aaaa", "Nagaan.")
    room.memo(About.NOTE, one(1), "Wie zei dit?")
    sheet = room.theme("aaaa")
    assert [line.note.number for line in sheet.notes] == [1, 2, 3, 4, 5]
    first, second, third = sheet.notes[:3]
    assert (first.stance, first.near[0].name, first.memos) == (Stance.AGAINST, "T-002", 1)
    assert (second.pinned, third.shelved) == (True, True)
    assert [memo.text for memo in sheet.memos] == ["Nagaan."]
    assert [line.note.number for line in room.theme("bbbb").seconds] == [1]
    assert [line.note.number for line in room.shelf()] == [3]
    assert len(sheet.summary) == 3
    with pytest.raises(UnknownItem):
        room.theme("zzzz")


def test_loose_notes_tell_what_they_come_nearest_to(room: ThemesRoom, workspace: Workspace) -> None:
    near = Placement(note=one(12), theme=None, second="bbbb", second_strength=0.4, suggested=True)
    with workspace.store() as store:
        store.ledger.suggest((near,))
    (line,) = room.loose()
    assert (line.note.number, line.theme, [one.name for one in line.near]) == (12, None, ["T-002"])


def test_a_suggested_note_is_shown_under_its_theme_and_is_not_loose(room: ThemesRoom, workspace: Workspace) -> None:
    fresh = dataclasses.replace(NOTES[0], id=NOTES[0].id[:-2] + "ff", text="Nieuw.")
    with workspace.store() as store:
        store.take_in(Offer((session(),), (fresh,)))
        store.ledger.suggest((Placement(note=fresh.id, theme="bbbb", strength=0.4, suggested=True),))
    assert [line.note.text for line in room.theme("bbbb").suggested] == ["Nieuw."]
    assert room.theme("bbbb").line.suggested == 1 and room.theme("bbbb").line.notes == 4
    assert room.overview().loose == len(room.loose()) == 1
    room.pin([fresh.id])
    assert room.theme("bbbb").suggested == () and room.theme("bbbb").line.notes == 5


def test_what_another_window_decided_is_seen(room: ThemesRoom, workspace: Workspace) -> None:
    stamp = room.stamp()
    assert room.overview().stamp == stamp
    other = ThemesRoom(workspace, "Ander")
    other.rename("aaaa", "Toezicht")
    other.leave()
    assert room.stamp() != stamp
    assert room.theme("aaaa").line.theme.title == "Toezicht"


def test_a_decision_that_changes_nothing_is_refused_and_not_kept(room: ThemesRoom) -> None:
    room.move(ids(1), "bbbb")
    room.shelve(ids(2), True)
    room.rename("aaaa", "Toezicht")
    before = room.history()
    nothing: tuple[Callable[[], object], ...] = (
        lambda: room.move(ids(1), "bbbb"),
        lambda: room.shelve(ids(2), True),
        lambda: room.rename("aaaa", "Toezicht"),
        lambda: room.stance(ids(3), None),
    )
    for again in nothing:
        with pytest.raises(InputError, match="changes nothing"):
            again()
    assert room.history() == before


def test_a_split_into_parts_tells_of_the_notes_that_came_off(room: ThemesRoom) -> None:
    made = room.split_all("aaaa", [ids(1, 2, 3), ids(4, 5)])
    assert sorted(made.notes) == sorted(ids(4, 5))


def test_memos_are_only_written_as_markdown(room: ThemesRoom, tmp_path: Path) -> None:
    room.memo(About.THEME, "aaaa", "Een gedachte.")
    with pytest.raises(InputError, match="Markdown"):
        room.export_memos(tmp_path / "memos.docx")
    assert not (tmp_path / "memos.docx").exists()


def test_a_proposal_shows_what_stays_comes_and_goes(room: ThemesRoom, workspace: Workspace) -> None:
    changes = (
        proposal(0, Change.SPLIT, theme("aaaa", 1), theme("dddd")),
        proposal(1, Change.GROWN, theme("bbbb", 2)),
        proposal(2, Change.FADED, theme("cccc", 3)),
    )
    with workspace.store() as store:
        propose(store, changes, {"aaaa": (1, 2, 3), "dddd": (4, 5), "bbbb": (6, 7, 8, 9, 12)})
    split, grown, faded = room.proposals()

    def numbers(view: str) -> list[list[int]]:
        shown = {"split": split, "grown": grown, "faded": faded}[view]
        return [[line.note.number for line in some] for some in (shown.staying, shown.joining, shown.leaving)]

    assert numbers("split") == [[1, 2, 3], [], []]
    assert [[line.note.number for line in part] for part in split.parted] == [[4, 5]]
    assert numbers("grown") == [[6, 7, 8, 9], [12], []]
    assert numbers("faded") == [[], [], [10, 11]]
    assert (split.name, split.run) == ("T-001", 2) and all(view.reasons for view in (split, grown, faded))
    assert room.overview().waiting == 3 and room.theme("bbbb").line.waiting == 1


def test_the_history_is_told_in_the_order_of_time(room: ThemesRoom) -> None:
    room.rename("aaaa", "Toezicht")
    room.move(ids(1), "bbbb")
    whole = room.history()
    assert whole[0].run is not None and "Toezicht" in whole[-2].said and "n1" in whole[-1].said
    own = room.history("cccc")
    assert [event.decision.verb for event in own if event.decision] == [Verb.ACCEPT]
    assert any("T-003 Titel cccc" in event.said for event in own if event.run)
    undone = room.undo()
    assert undone is not None and "n1" in room.told(undone)


def test_things_are_named_as_people_name_them(room: ThemesRoom) -> None:
    assert room.named("T-001").id == "aaaa" and room.note_named("n3").id == one(3)
    assert room.item_named(About.SESSION, "2020-03") == "2020-03-12-digital-twins"
    assert room.item_named(About.LENS, "dso") == "dso"
    for about, name in ((About.NOTE, "n99"), (About.THEME, "T-099"), (About.LENS, "nee"), (About.SESSION, "1900")):
        with pytest.raises(UnknownItem):
            room.item_named(about, name)


def test_words_are_found_where_they_stand(room: ThemesRoom) -> None:
    hits = room.search("inzichten")
    assert len(hits) == 12 and hits[0].why and hits[0].line.session.title
    with pytest.raises(InputError):
        room.search("  ")


def test_a_theme_whose_notes_have_no_vectors_is_one_whole(room: ThemesRoom) -> None:
    assert [len(part) for part in room.parts("aaaa")] == [len(MEMBERS["aaaa"])]
    with pytest.raises(InputError):
        room.split_all("aaaa", [ids(*MEMBERS["aaaa"])])


def test_a_split_without_a_title_is_named_after_its_notes(room: ThemesRoom) -> None:
    made = room.split("aaaa", ids(4, 5))
    title = room.theme(made.themes[1]).line.theme.title
    assert title and title.casefold() != "titel aaaa"


def test_a_part_that_is_split_off_is_called_by_nobodys_name(workspace: Workspace) -> None:
    """The register knows the name; by the notes alone it would be a word."""
    said = ("Het zilverbloem kaartje ligt klaar.", "Zilverbloem deelt kaartjes uit.")
    with workspace.store() as store:
        people = (Participant(handle="bo", name="Bo Zilverbloem", consent=Consent.NAME),)
        store.take_in(Offer((dataclasses.replace(session(), id="ander", participants=people),), ()))
        for note, text in zip(ids(4, 5), said, strict=True):
            stored = store.notes.note(note)
            step = Step(stored, dataclasses.replace(stored, text=text))
            store.journal.apply(Edit(new_id(), stored.session, EditKind.TEXT, (step,)), "1")
    room = ThemesRoom(workspace, PERSON)
    made = room.split("aaaa", ids(4, 5))
    theme = room.theme(made.themes[1]).line.theme
    room.leave()
    assert theme.title and "zilverbloem" not in " ".join([theme.title, *theme.keywords]).casefold()
