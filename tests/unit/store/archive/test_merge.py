"""Two workspaces become one by way of an archive, whichever is merged into which."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from kennis.errors import InputError, UnknownItem
from kennis.ids import new_id
from kennis.nouns import (
    About,
    Approval,
    ApprovalVerdict,
    Change,
    Edit,
    Edited,
    EditKind,
    EditVerb,
    Note,
    Outline,
    Quotation,
    Step,
)
from kennis.store import Offer, Store, sqlite
from kennis.store.archive.merge.short_numbers import numbered, stretches
from kennis.store.notes.note_rows import HistoryRow, NoteRow, ParticipantRow, SessionRow
from kennis.store.outline.outline_rows import EditionRow
from kennis.store.sqlite.repair import repair
from kennis.store.themes.theme_rows import DecisionRow, MemoRow, ThemeRow
from kennis.themes.ledger import memos, note_decisions, theme_decisions
from kennis.themes.ledger.ledger_edits import Named
from kennis.version_order import digest
from tests import archives, books, ledgers
from tests.samples import note, session
from tests.unit.store.edits import add, revise

SOUND = {"placements", "suggestions"}  # what a deleted note in a theme that ended leaves, merged or not
SESSION = "2020-03-12-digital-twins"


ROWS = {digest(Note(id="", session="", text=archives.row(number))) for number in range(0, 6, 2)}  # both may import


class Laptops(NamedTuple):
    """Two workspaces that began as one."""

    one: Store
    other: Store


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[Laptops]:
    """Give two workspaces of the same twelve notes and three themes."""
    with Store.open(tmp_path / "one") as one, Store.open(tmp_path / "other") as other:
        ledgers.fill(one)
        archives.fill(other, archives.archive(one))
        yield Laptops(one, other)


def agreed(store: Store) -> dict[str, list[Any]]:
    """Give all that must not hang on which side was merged into which.

    A note is called by its external id or first text: where both sides made it, each keeps an id of its own.
    """
    with sqlite.reading(store.engine) as transaction:
        notes = [*transaction.exec(select(NoteRow))]
        called = {row.id: f"{row.session_id} {row.external_id or row.origin}" for row in notes}
        called |= {row.id: f"{row.session_id} {row.origin}" for row in notes if row.origin in ROWS}
        past = transaction.exec(select(HistoryRow))
        themes = {row.id for row in transaction.exec(select(ThemeRow))}
        return {
            "notes": sorted((called[row.id], row.digest, row.deleted, row.text) for row in notes),
            "past": sorted((called.get(row.item, row.item), row.digest, row.open_conflict) for row in past),
            "sessions": sorted((row.id, row.digest, row.closed) for row in transaction.exec(select(SessionRow))),
            "people": sorted(
                (row.session_id, row.handle, row.digest) for row in transaction.exec(select(ParticipantRow))
            ),
            "themes": sorted(themes),
            "memos": sorted(row.id for row in transaction.exec(select(MemoRow))),
            "decisions": sorted(row.id for row in transaction.exec(select(DecisionRow))),
            "editions": sorted(
                f"{row.at} {row.verb} {row.about}"
                for row in transaction.exec(select(EditionRow))
                if row.verb != EditVerb.BESIDE.value
            ),
        }


def is_sound(store: Store) -> bool:
    """Say whether the doctor finds nothing that a merge may not leave."""
    return {one.name for one in repair.examine(Path(str(store.engine.url.database)))} <= SOUND


@contextmanager
def grown(seeds: tuple[int, int, int]) -> Iterator[tuple[Store, Store, Store]]:
    """Give two drawn workspaces with a common beginning, or none, and a copy of the second."""
    start, here, there = seeds
    with ExitStack() as opened:
        folder = Path(opened.enter_context(TemporaryDirectory()))
        one, other, copy = (opened.enter_context(Store.open(folder / name)) for name in ("one", "other", "copy"))
        if start % 4:
            archives.grow(copy, start, 15)
            for store in (one, other):
                archives.fill(store, archives.archive(copy))
        archives.grow(one, here, 10)
        archives.grow(other, there, 10)
        third = opened.enter_context(Store.open(folder / "third"))
        archives.fill(third, archives.archive(other))
        yield one, other, third


def check_merging(seeds: tuple[int, int, int]) -> None:
    """Merge two drawn workspaces both ways, and again."""
    with grown(seeds) as (one, other, copy):
        here, there = archives.archive(one), archives.archive(other)
        archives.join(one, there)
        archives.join(other, here)
        assert agreed(one) == agreed(other)
        merged = archives.archive(one)
        again = archives.join(one, there)
        assert (again.added, again.changed) == (0, 0)
        assert archives.archive(one) == merged
        archives.join(copy, merged)
        assert agreed(copy) == agreed(one)
        assert is_sound(one) and is_sound(other) and is_sound(copy)
        for store in (one, other, copy):
            check_outline(store)


def check_outline(store: Store) -> None:
    """Undo every edit of the outline, and make those again that were undone."""
    stood = store.outlines.current()
    undone = 0
    while store.outlines.undo():
        undone += 1
    assert store.outlines.current() == Outline()
    for _time in range(undone):
        assert store.outlines.redo()
    assert store.outlines.current() == stood


@settings(max_examples=1, deadline=None, phases=[Phase.generate])
@given(seeds=st.tuples(*[st.integers(0, 10**6)] * 3))
def test_merging_both_ways_comes_to_the_same_and_twice_adds_nothing(seeds: tuple[int, int, int]) -> None:
    check_merging(seeds)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, phases=[Phase.generate], print_blob=True)
@given(seeds=st.tuples(*[st.integers(0, 10**6)] * 3))
def test_merging_many_workspaces_both_ways(seeds: tuple[int, int, int]) -> None:
    check_merging(seeds)


def test_new_notes_come_with_numbers_of_their_own(laptops: Laptops) -> None:
    one, other = laptops
    add(one, note(21, "Van hier."))
    add(other, note(22, "Van daar."))
    add(other, note(23, "Ook van daar."))
    joined = archives.join(one, archives.archive(other))
    assert (joined.added, joined.known, joined.changed, joined.conflicts) == (2, 12, 0, ())
    numbers = {
        held.text: held.number for held in one.notes.select() if held.text.endswith("daar.") or "hier" in held.text
    }
    assert numbers == {"Van hier.": 13, "Ook van daar.": 14, "Van daar.": 15}
    assert [(each.there, each.here) for each in joined.renumbered] == [("n13", "n15")]
    assert is_sound(one)


def test_an_edit_of_one_side_follows_and_of_both_is_a_conflict(laptops: Laptops) -> None:
    one, other = laptops
    for store, text in ((one, "Hier."), (other, "Daar.")):
        before = store.notes.note("n1")
        revise(store, replace(before, text=text), before)
    for _time in range(12):  # more often than a session file tells
        before = other.notes.note("n2")
        revise(other, replace(before, text=before.text + "!"), before)
    joined = archives.join(one, archives.archive(other))
    assert joined.conflicts == (note(1).id,) == one.notes.open_conflicts()
    assert joined.changed == 1 and one.notes.note("n2").text.endswith("!" * 12)
    assert len(one.session_views.versions(note(2).id)) == 13
    assert {each.text for each in one.session_views.versions(note(1).id)} >= {"Hier.", "Daar."}


def test_a_conflict_that_was_resolved_there_is_resolved_here(laptops: Laptops) -> None:
    one, other = laptops
    there = replace(note(1, "Elders."), version=2, lineage=("00000000", "11111111"))
    for store in laptops:
        store.take_in(Offer((session(),), (there,)))
    before = other.notes.note("n1")
    other.journal.apply(Edit(new_id(), SESSION, EditKind.TEXT, (Step(before, replace(before, text="Opgelost.")),)), "1")
    assert one.notes.open_conflicts() and not other.notes.open_conflicts()
    archives.join(one, archives.archive(other))
    assert one.notes.note("n1").text == "Opgelost." and not one.notes.open_conflicts()


def delete(store: Store, number: str) -> None:
    """Delete a note."""
    store.journal.apply(Edit(new_id(), SESSION, EditKind.DELETE, (Step(store.notes.note(number), None),)), "1")


def test_what_was_deleted_there_is_deleted_here_unless_it_was_changed_here(laptops: Laptops) -> None:
    one, other = laptops
    delete(other, "n1")
    delete(other, "n2")
    kept = one.notes.note("n2")
    revise(one, replace(kept, text="Blijft."), kept)
    archives.join(one, archives.archive(other))
    with pytest.raises(UnknownItem):
        one.notes.note("n1")
    assert one.notes.note("n2").text == "Blijft."


def test_a_deletion_does_not_count_over_a_version_that_it_did_not_know(laptops: Laptops) -> None:
    one, other = laptops
    for store, text in ((one, "Van hier."), (other, "Van daar.")):  # each is open against the first version
        elsewhere = replace(note(1, text), version=2, lineage=("00000000", "11111111"))
        store.take_in(Offer((session(),), (elsewhere,), described=False))
    delete(other, "n1")
    here, there = archives.archive(one), archives.archive(other)
    for store, data in ((one, there), (other, here), (one, there), (other, here)):
        archives.join(store, data)
        assert store.notes.note("n1").text in {"Van hier.", "Van daar."}
    assert agreed(one) == agreed(other)
    delete(one, "n1")
    archives.join(other, archives.archive(one))
    with pytest.raises(UnknownItem):
        other.notes.note("n1")


def test_rows_that_both_imported_are_one_note_with_the_later_text(tmp_path: Path) -> None:
    with Store.open(tmp_path / "one") as one, Store.open(tmp_path / "other") as other:
        for store, number in ((one, 1), (other, 101)):
            store.take_in(
                Offer((session(),), (note(number, "Rij."), note(number + 1, "Rij met id.", external_id="r2")))
            )
        before = other.notes.note("n1")
        revise(other, replace(before, text="Rij, verbeterd."), before)
        ledgers.decide(other, lambda state: memos.write(state, About.NOTE, before.id, "Over die rij.", AUTHOR))
        joined = archives.join(one, archives.archive(other))
        assert (joined.added, joined.changed, joined.known) == (0, 1, 1)
        assert [each.text for each in one.notes.select()] == ["Rij, verbeterd.", "Rij met id."]
        assert [memo.item for memo in one.ledger.memos()] == [note(1).id]


def test_a_row_is_met_again_where_its_lineage_no_longer_tells_how_it_began(tmp_path: Path) -> None:
    with Store.open(tmp_path / "one") as one, Store.open(tmp_path / "other") as other:
        for store, number in ((one, 1), (other, 101)):
            store.take_in(Offer((session(),), (note(number, "Rij."),)))
        elsewhere = replace(note(101, "Elders."), version=2, lineage=("00000000", "11111111"))
        other.take_in(Offer((session(),), (elsewhere,), described=False))
        here, there = archives.archive(one), archives.archive(other)
        archives.join(one, there)
        archives.join(other, here)
        assert [each.text for each in one.notes.select()] == ["Elders."]
        assert agreed(one) == agreed(other)


def test_notes_that_began_alike_are_met_in_their_order_whichever_side_is_merged(tmp_path: Path) -> None:
    with Store.open(tmp_path / "one") as one, Store.open(tmp_path / "other") as other:
        one.take_in(Offer((session(),), [note(number, "Ja.") for number in (1, 2, 3)]))
        other.take_in(Offer((session(),), [note(number, "Ja.") for number in (101, 102)]))
        for store, number, text in ((one, 1, "Ja, eerst."), (one, 3, "Ja, hier erbij."), (other, 2, "Ja, ten tweede.")):
            before = store.notes.note(f"n{number}")
            revise(store, replace(before, text=text), before)
        here, there = archives.archive(one), archives.archive(other)
        archives.join(one, there)
        archives.join(other, here)
        texts = [sorted(each.text for each in store.notes.select()) for store in (one, other)]
        assert texts == [["Ja, eerst.", "Ja, hier erbij.", "Ja, ten tweede."]] * 2


AUTHOR = memos.Author("Onderzoeker", archives.MOMENT)


def test_a_note_in_another_session_refuses_the_whole_archive(laptops: Laptops, tmp_path: Path) -> None:
    with Store.open(tmp_path / "third") as third:
        third.take_in(Offer((session("elders"),), (note(30, within="elders"), note(1, within="elders"))))
        before = archives.archive(laptops.one)
        with pytest.raises(InputError, match="already stands in session"):
            archives.join(laptops.one, archives.archive(third))
        assert archives.archive(laptops.one) == before


def title(store: Store, theme: str) -> str:
    """Give the title of a theme."""
    return next(one.title for one in store.ledger.every_theme() if one.id == theme)


def rename(store: Store, theme: str, text: str) -> None:
    """Give a theme another title."""
    ledgers.decide(store, lambda state: theme_decisions.rename(state, theme, text))


def test_a_ledger_that_went_on_takes_the_place_of_the_other(laptops: Laptops) -> None:
    one, other = laptops
    rename(other, "aaaa", "Verder gedacht")
    ledgers.decide(other, lambda state: note_decisions.move(state, ledgers.ids(12), "bbbb"))
    archives.join(one, archives.archive(other))
    assert one.ledger.state() == other.ledger.state()
    assert one.decisions.all() == other.decisions.all()
    before = archives.archive(other)
    archives.join(other, archives.archive(one))
    assert archives.archive(other) == before
    assert one.decisions.undo() == other.decisions.undo()


def test_a_run_here_outlives_a_ledger_that_went_on(laptops: Laptops) -> None:
    one, other = laptops
    made = replace(ledgers.theme("dddd"), medoids=())
    one.ledger.record(replace(ledgers.RUN, fingerprint="g"), [ledgers.proposal(0, Change.NEW, made)], [])
    rename(other, "aaaa", "Daar genoemd")
    here, there = archives.archive(one), archives.archive(other)
    joined = archives.join(one, there)
    archives.join(other, here)
    for store in laptops:
        assert title(store, "aaaa") == "Daar genoemd"
        assert [each.fingerprint for each in store.ledger.runs()] == [ledgers.RUN.fingerprint, "g"]
    assert "is overtaken" in " ".join(joined.told)


def test_decisions_of_both_sides_about_other_themes_all_hold(laptops: Laptops) -> None:
    one, other = laptops
    rename(one, "aaaa", "Hier genoemd")
    rename(other, "bbbb", "Daar genoemd")
    ledgers.decide(other, lambda state: note_decisions.move(state, ledgers.ids(12), "cccc"))
    joined = archives.join(one, archives.archive(other))
    assert (title(one, "aaaa"), title(one, "bbbb")) == ("Hier genoemd", "Daar genoemd")
    assert ledgers.standing(one.ledger.state())["cccc"] == (10, 11, 12)
    assert joined.told[0].endswith(": 2")
    archives.join(other, archives.archive(one))
    assert one.ledger.state() == other.ledger.state()
    while one.decisions.undo():  # every decision of either side can be undone, and made again
        pass
    assert not one.ledger.themes()
    while one.decisions.redo():
        pass
    assert title(one, "bbbb") == "Daar genoemd"


def test_what_both_decided_otherwise_stays_and_is_told(laptops: Laptops) -> None:
    one, other = laptops
    rename(one, "aaaa", "Hier genoemd")
    ledgers.decide(one, lambda state: note_decisions.move(state, ledgers.ids(12), "aaaa"))
    rename(other, "aaaa", "Daar genoemd")
    ledgers.decide(other, lambda state: note_decisions.move(state, ledgers.ids(12), "cccc"))
    joined = archives.join(one, archives.archive(other))
    assert title(one, "aaaa") == "Hier genoemd"
    assert 12 in ledgers.standing(one.ledger.state())["aaaa"]
    assert "kept as undone: 2" in " ".join(joined.told)
    assert sum(each.undone for each in one.decisions.all()) == 2
    assert one.decisions.undo() is not None


def test_a_theme_does_not_end_here_with_notes_that_were_put_in_it_here(laptops: Laptops) -> None:
    one, other = laptops
    ledgers.decide(one, lambda state: note_decisions.move(state, ledgers.ids(12), "cccc"))
    ledgers.decide(other, lambda state: theme_decisions.merge(state, ["cccc"], "aaaa"))
    archives.join(one, archives.archive(other))
    assert ledgers.standing(one.ledger.state())["cccc"] == (10, 11, 12)
    assert is_sound(one)


def test_new_themes_of_the_other_side_come_with_the_notes_that_are_loose_here(laptops: Laptops) -> None:
    one, other = laptops
    ledgers.decide(one, lambda state: note_decisions.move(state, ledgers.ids(1), "bbbb"))
    rename(one, "aaaa", "Hier genoemd")
    named = Named("Nieuw van daar")
    made = ledgers.decide(other, lambda state: theme_decisions.gather(state, ledgers.ids(1, 2, 12), named))
    own = ledgers.decide(one, lambda state: theme_decisions.gather(state, ledgers.ids(3), Named("Nieuw van hier")))
    joined = archives.join(one, archives.archive(other))
    standing = ledgers.standing(one.ledger.state())
    assert standing[made.themes[0]] == (2, 12) and 1 in standing["bbbb"]
    numbers = {each.id: each.number for each in one.ledger.themes()}
    assert numbers[own.themes[0]] != numbers[made.themes[0]]
    assert ("T-004", "T-005") in [(each.there, each.here) for each in joined.renumbered]
    assert is_sound(one)


def test_two_ledgers_with_nothing_in_common_stand_side_by_side(tmp_path: Path) -> None:
    with Store.open(tmp_path / "one") as one, Store.open(tmp_path / "other") as other:
        ledgers.fill(one)
        other.take_in(Offer((session("elders"),), (note(50, within="elders"), note(51, within="elders"))))
        theirs = ledgers.theme("dddd")
        placed = [replace(ledgers.placements({})[0], note=note(50).id, theme="dddd", strength=0.4)]
        other.ledger.record(replace(ledgers.RUN, fingerprint="g"), [ledgers.proposal(0, Change.NEW, theirs)], placed)
        ledgers.accept_all(other)
        archives.join(one, archives.archive(other))
        assert {each.id: each.number for each in one.ledger.themes()} == {"aaaa": 1, "bbbb": 2, "cccc": 3, "dddd": 4}
        assert [each.number for each in one.ledger.runs()] == [1, 2]
        assert {each.note for each in one.ledger.placements() if each.theme == "dddd"} == {note(50).id}


def test_what_was_undone_there_is_undone_here(laptops: Laptops) -> None:
    one, other = laptops
    rename(one, "bbbb", "Samen")
    archives.join(other, archives.archive(one))
    other.decisions.undo()
    rename(other, "cccc", "Alleen daar")
    rename(one, "aaaa", "Alleen hier")
    archives.join(one, archives.archive(other))
    assert title(one, "bbbb") == "Titel bbbb"
    assert (title(one, "aaaa"), title(one, "cccc")) == ("Alleen hier", "Alleen daar")


def edit(store: Store, change: Callable[[Any], Any], about: str) -> None:
    """Edit the outline."""
    store.outlines.edit("Redacteur", lambda book: Edited(verb=EditVerb.ADD, book=change(book), about=about))


def retitled(text: str) -> Callable[[Any], Any]:
    """Give the edit that gives the first chapter a title."""
    return lambda book: books.altered(book, "c1", title=text)


def test_an_outline_comes_in_where_there_is_none_and_goes_on_where_it_went_on(laptops: Laptops) -> None:
    one, other = laptops
    edit(other, lambda _book: books.book(), "begin")
    archives.join(one, archives.archive(other))
    assert one.outlines.current() == books.book() and one.outlines.editions() == other.outlines.editions()
    edit(other, retitled("Verder"), "titel")
    archives.join(one, archives.archive(other))
    assert one.outlines.current() == other.outlines.current()
    assert one.outlines.undo() is not None and one.outlines.current() == books.book()


def test_an_outline_that_went_another_way_is_kept_beside_and_never_done_again(laptops: Laptops) -> None:
    one, other = laptops
    edit(one, lambda _book: books.book(), "begin")
    archives.join(other, archives.archive(one))
    edit(one, retitled("Hier"), "hier")
    edit(other, retitled("Daar"), "daar")
    edit(other, retitled("Daar nog eens"), "daar")
    here, there = one.outlines.current(), other.outlines.current()
    joined = archives.join(one, archives.archive(other))
    assert one.outlines.current() == here
    (number,) = [int(word.strip(":")) for said in joined.told for word in said.split() if word.strip(":").isdecimal()][
        :1
    ]
    assert one.outlines.at(number) == there
    assert [each.verb for each in one.outlines.editions()].count(EditVerb.BESIDE) == 1
    one.outlines.undo()
    one.outlines.redo()
    assert one.outlines.current() == here
    before = archives.archive(one)
    archives.join(one, archives.archive(other))
    assert archives.archive(one) == before
    archives.join(other, before)
    assert other.outlines.current() == there and is_sound(other)


def test_versions_that_hang_beside_do_so_on_a_third_computer(laptops: Laptops, tmp_path: Path) -> None:
    one, other = laptops
    edit(one, lambda _book: books.book(), "begin")
    archives.join(other, archives.archive(one))
    edit(one, retitled("Hier"), "hier")
    edit(other, retitled("Daar"), "daar")
    archives.join(one, archives.archive(other))
    for undone in (0, 1):
        for _time in range(undone):
            one.outlines.undo()
        with Store.open(tmp_path / f"third{undone}") as third:
            third.take_in(Offer((session("elders"),), (note(30, within="elders"),)))
            archives.join(third, archives.archive(one))
            assert third.outlines.current() == one.outlines.current()
            assert [each.verb for each in third.outlines.editions()].count(EditVerb.BESIDE) == 1
            check_outline(third)
            if undone:
                assert third.outlines.redo() and title_of(third) == "Hier"


def test_outlines_with_nothing_in_common_hang_beside_on_a_third_computer(laptops: Laptops, tmp_path: Path) -> None:
    one, other = laptops
    edit(one, lambda _book: books.book(), "begin")
    edit(other, lambda _book: books.altered(books.book(), "c1", title="Daar"), "ander begin")
    archives.join(one, archives.archive(other))
    with Store.open(tmp_path / "third") as third:
        third.take_in(Offer((session("elders"),), (note(30, within="elders"),)))
        archives.join(third, archives.archive(one))
        check_outline(third)
        assert third.outlines.current() == one.outlines.current()


def test_an_outline_that_goes_on_below_an_undone_version_is_done_again_along_the_same_way(laptops: Laptops) -> None:
    one, other = laptops
    edit(one, lambda _book: books.book(), "begin")
    archives.join(other, archives.archive(one))
    other.outlines.undo()
    edit(other, lambda _book: books.altered(books.book(), "c1", title="Ander begin"), "ander begin")
    other.outlines.undo()
    edit(one, retitled("Verder"), "titel")
    archives.join(other, archives.archive(one))
    check_outline(other)
    assert other.outlines.current() == one.outlines.current()


def title_of(store: Store) -> str:
    """Give the title of the first chapter."""
    return store.outlines.current().chapters[0].title


def answered(store: Store, verdict: ApprovalVerdict | None, day: int) -> None:
    """Take down what a speaker answered."""
    at = archives.MOMENT.replace(day=day)
    given = Approval(key="q", note=note(1).id, text="", attribution="", verdict=verdict, at=at, person="Redacteur")
    store.approvals.answer("q", given, [QUOTE])


QUOTE = Quotation(
    key="q",
    note=note(1).id,
    number=1,
    text="Zo.",
    attribution="een raadslid",
    quoted=True,
    person="",
    handle="",
    named=False,
    places=(),
)


def test_a_refusal_on_either_side_counts_and_else_the_later_answer(laptops: Laptops) -> None:
    one, other = laptops
    answered(one, ApprovalVerdict.REFUSED, 1)
    answered(other, ApprovalVerdict.APPROVED, 9)
    here, there = archives.archive(one), archives.archive(other)
    archives.join(one, there)
    archives.join(other, here)
    assert one.approvals.all() == other.approvals.all()
    assert one.approvals.refused() == {note(1).id}
    answered(one, ApprovalVerdict.APPROVED, 10)
    answered(other, ApprovalVerdict.CHANGED, 11)
    archives.join(one, archives.archive(other))
    assert [each.verdict for each in one.approvals.all()] == [ApprovalVerdict.CHANGED]


def test_edits_of_note_takers_stay_where_they_were_made(laptops: Laptops) -> None:
    one, other = laptops
    made = Note(id=new_id(), session=SESSION, text="Van daar.")
    other.journal.apply(Edit(new_id(), SESSION, EditKind.ADD, (Step(None, made),)), "1")
    archives.join(one, archives.archive(other))
    assert one.journal.undo(SESSION, "1") is None
    assert made.text in {each.text for each in one.notes.select()}


@given(names=st.sets(st.text(max_size=3)), taken=st.sets(st.integers(1, 30)))
def test_numbers_are_kept_where_they_are_free_and_never_given_twice(names: set[str], taken: set[int]) -> None:
    wanted = {name: place for place, name in enumerate(sorted(names), 1)}
    found = numbered(wanted, taken)
    assert found.keys() == wanted.keys()
    assert len({*found.values(), *taken}) == len(found) + len(taken)
    assert all(found[name] == number for name, number in wanted.items() if number not in taken)
    covered = [number for first, last in stretches(found.values()) for number in range(first, last + 1)]
    assert covered == sorted(found.values())
