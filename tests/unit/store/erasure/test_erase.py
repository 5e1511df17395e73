"""What is forgotten is in no page of the database any more, and what is left still leads back and on."""

import dataclasses
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlmodel import select

from kennis.embedding import text_hash
from kennis.errors import InputError, WorkspaceError
from kennis.ids import new_id
from kennis.nouns import (
    About,
    Attribute,
    Edit,
    Edited,
    EditKind,
    EditVerb,
    Fate,
    Note,
    Outline,
    Participant,
    Passage,
    Step,
    Trace,
    Verb,
)
from kennis.store import FILE, Offer, Store, sqlite
from kennis.store.erasure.erase import Erased, erase, erase_again, trial
from kennis.store.erasure.erasure_targets import Wanted, entries
from kennis.store.sqlite.repair import repair
from kennis.store.sqlite.wipe import wipe
from kennis.store.themes.theme_rows import DecisionRow
from kennis.themes.ledger import memos
from kennis.themes.ledger import theme_decisions as whole
from tests.books import TEXTS, book, edited
from tests.draws import drawn
from tests.ledgers import NOTES, decide, fill, one
from tests.samples import note, session
from tests.unit.store.edits import add
from tests.unit.store.themes.test_decision_store import AUTHOR, Make, deeds

FIRST = "Een grijze kwikstaartlantaarn hangt bij de zandloperbrug te wachten."
NOW = "De kanarievogel vliegt over de zandloperbrug naar de sluiswachtersfluit."
CANARIES = ("kwikstaartlantaarn", "zandloperbrug", "kanarievogel", "sluiswachtersfluit", "Zwaluwstra")
VECTOR = np.linspace(0.1, 0.9, 16, dtype=np.float32)
SPEAKER = Participant(handle="zwaluwstra", name="Zwaan Zwaluwstra", role="wethouder")
PHRASE = "vliegt over de zandloperbrug naar de sluiswachtersfluit"


def canary(store: Store) -> Note:
    """Store a note that was edited once, spoken by somebody, with a vector and a memo, and quoted elsewhere."""
    store.take_in(Offer((session(people=(SPEAKER,)),), (note(77, FIRST),)))
    before = store.notes.note(note(77).id)
    after = dataclasses.replace(before, text=NOW, speaker=SPEAKER.handle)
    store.journal.apply(Edit(new_id(), before.session, EditKind.TEXT, (Step(before, after),)), "1")
    store.vectors.keep("m", {text_hash(text): VECTOR for text in (NOW, FIRST, "de zandloperbrug")})
    store.vectors.keep("m", {text_hash(NOTES[0].text): VECTOR[::-1]})
    decide(store, lambda state: memos.write(state, About.NOTE, before.id, f"Mooi: {NOW}", AUTHOR))
    decide(store, lambda state: memos.write(state, About.THEME, "aaaa", f"Zie “{PHRASE}”.", AUTHOR))
    decide(store, lambda state: whole.rename(state, "bbbb", f"Wat {PHRASE}"))
    return store.notes.note(before.id)


def found_in(path: Path, *words: str) -> set[str]:
    """Give the words that stand in the bytes of a file, in any of three encodings, whatever their case."""
    data = path.read_bytes()
    low = data.lower()
    return {
        word
        for word in words
        if word.casefold().encode() in low or any(word.encode(name) in data for name in ("utf-16-le", "utf-16-be"))
    }


def indexed(path: Path) -> set[str]:
    """Give all that the index of whole words holds, and the letters in threes of the other."""
    with closing(sqlite.driver().connect(str(path))) as connection:
        found = set()
        for name in ("words", "parts"):
            connection.execute(f"CREATE VIRTUAL TABLE temp.{name}_terms USING fts5vocab('main', '{name}', 'row')")
            found |= {term for (term,) in connection.execute(f"SELECT term FROM temp.{name}_terms")}
        return found


def sound(path: Path) -> None:
    """Check that the doctor finds nothing."""
    assert repair.examine(path) == ()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        fill(opened)
        yield opened


def forget(store: Store, *notes: str, **rest: object) -> None:
    """Forget notes for good."""
    erase(store.engine, Wanted(notes=frozenset(notes), **rest))  # type: ignore[arg-type]
    wipe(store.engine)


def test_words_in_the_details_of_a_decision_go_whatever_was_decided(store: Store, tmp_path: Path) -> None:
    name = canary(store).id
    with sqlite.writing(store.engine) as transaction:
        renamed = transaction.exec(select(DecisionRow).where(DecisionRow.verb == Verb.RENAME)).one()
        assert "zandloperbrug" in str(renamed.details)
        renamed.verb = Verb.GATHER
    forget(store, name)
    assert found_in(tmp_path / FILE, *CANARIES) == {"Zwaluwstra"}


def test_a_full_disk_is_said_while_the_file_is_wiped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    driver = sqlite.driver()

    def full(*_given: object, **_more: object) -> None:
        raise driver.OperationalError("database or disk is full")

    monkeypatch.setattr(driver, "connect", full)
    with pytest.raises(WorkspaceError, match="cannot be used: the disk is full"):
        wipe(store.engine)


def test_nothing_of_a_note_is_left_in_the_file(store: Store, tmp_path: Path) -> None:
    gone = canary(store)
    path = tmp_path / FILE
    assert found_in(path, *CANARIES) == set(CANARIES) and VECTOR.tobytes() in path.read_bytes()
    assert {"kanarievogel", "kan"} <= indexed(path)
    forget(store, gone.id)
    assert found_in(path, *CANARIES) == {"Zwaluwstra"}  # the register stays where only a note is forgotten
    assert VECTOR.tobytes() not in path.read_bytes() and VECTOR[::-1].tobytes() in path.read_bytes()
    assert not {term for term in indexed(path) if "kanarie" in term or term in ("kwi", "uwi", "oge")}
    assert [memo.text for memo in store.ledger.memos()] == ["Zie “[…]”."]
    assert store.ledger.theme("T-002").title == "Wat […]"
    sound(path)


def test_what_lies_in_free_pages_and_old_leaves_of_the_indexes_is_wiped(store: Store, tmp_path: Path) -> None:
    path = tmp_path / FILE
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        for name in ("words", "parts"):
            connection.execute(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 0)")
    gone = canary(store)
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("CREATE TABLE theirs (text)")
        connection.execute("INSERT INTO theirs VALUES (?)", (NOW * 500,))
        connection.execute("DROP TABLE theirs")
    erase(store.engine, Wanted(notes=frozenset({gone.id})))
    assert found_in(path, *CANARIES[:4])
    wipe(store.engine)
    assert found_in(path, *CANARIES[:4]) == set()
    sound(path)


def test_the_same_words_of_another_stay(store: Store) -> None:
    gone = canary(store)
    store.take_in(Offer((session(),), (note(78, NOW),)))
    forget(store, gone.id)
    assert [memo.text for memo in store.ledger.memos()] == [f"Zie “{PHRASE}”."]
    assert text_hash(NOW) in store.vectors.known("m", [text_hash(NOW), text_hash(FIRST)])


def test_a_trial_finds_it_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    gone = canary(store)
    before = (tmp_path / FILE).read_bytes()
    with trial(store.engine, Wanted(notes=frozenset({gone.id}))) as tried:
        sorts = {(found.sort, found.fate) for found in tried.found}
    assert (tmp_path / FILE).read_bytes() == before
    assert {(Trace.NOTE, Fate.ERASED), (Trace.MEMO, Fate.ERASED), (Trace.MEMO, Fate.BLANKED)} <= sorts
    assert {(Trace.VERSION, Fate.ERASED), (Trace.EDIT, Fate.ERASED), (Trace.THEME, Fate.BLANKED)} <= sorts


def test_a_person_goes_with_all_that_they_said(store: Store, tmp_path: Path) -> None:
    canary(store)
    store.take_in(Offer((session(),), (note(79, "Zoals Zwaluwstra zei is dat nog open."),)))
    people = frozenset({(session().id, SPEAKER.handle)})
    erase(store.engine, Wanted(people=people, mentions=True))
    wipe(store.engine)
    assert found_in(tmp_path / FILE, *CANARIES) == set()
    assert store.notes.note(note(79).id).text == "Zoals […] zei is dat nog open."
    assert [person.handle for one in store.notes.sessions() for person in one.participants] == []
    sound(tmp_path / FILE)


def test_a_name_goes_out_of_headers_headings_and_attributes_too(store: Store, tmp_path: Path) -> None:
    canary(store)
    whole = dataclasses.replace(
        session("tweede"),
        title="Gesprek met Zwaan Zwaluwstra",
        note_takers=("Zwaan Zwaluwstra", "Anne"),
        place="Ergens",
    )
    attributes = (Attribute("bron", ("brief van Zwaan Zwaluwstra", "map 3")),)
    said = dataclasses.replace(
        note(79, "Iets anders.", within="tweede"), context=("Inleiding door Zwaluwstra",), attributes=attributes
    )
    store.take_in(Offer((whole,), (said,)))
    erase(store.engine, Wanted(people=frozenset({(session().id, SPEAKER.handle)}), mentions=True))
    wipe(store.engine)
    (header,) = (one for one in store.notes.sessions() if one.id == "tweede")
    assert (header.title, header.note_takers) == ("Gesprek met […]", ("[…]", "Anne"))
    left = store.notes.note(said.id)
    assert (left.context, left.attributes) == (
        ("Inleiding door […]",),
        (Attribute("bron", ("brief van […]", "map 3")),),
    )
    assert left.version == header.version == 2
    assert found_in(tmp_path / FILE, *CANARIES) == set()
    again = store.take_in(Offer((whole,), (said,)))
    assert (again.changed, again.conflicts) == (0, ())
    assert found_in(tmp_path / FILE, *CANARIES) == set()
    sound(tmp_path / FILE)


def test_a_mention_stays_unless_it_is_asked_for(store: Store) -> None:
    canary(store)
    store.take_in(Offer((session(),), (note(79, "Zoals Zwaluwstra zei is dat nog open."),)))
    with trial(store.engine, Wanted(people=frozenset({(session().id, SPEAKER.handle)}))) as tried:
        told = {(found.item, found.fate) for found in tried.found if found.why == "mention"}
    assert told == {(note(79).id, Fate.LEFT)}


def test_titles_and_keywords_that_only_it_gave_are_gone(store: Store) -> None:
    gone = canary(store)
    with sqlite.writing(store.engine) as transaction:
        transaction.connection().exec_driver_sql(
            "UPDATE theme SET title = 'Kanarievogels', keywords = '[\"kanarievogels\", \"gemeente\"]' WHERE id = 'aaaa'"
        )
    forget(store, gone.id)
    theme = store.ledger.theme("T-001")
    assert (theme.title, theme.keywords) == ("Gemeente", ("gemeente",))


def test_what_cannot_be_read_beside_it_keeps_nothing_from_being_forgotten(store: Store, tmp_path: Path) -> None:
    gone = canary(store)
    with sqlite.rebuilding(tmp_path / FILE, whatever=True) as connection:
        for table in ("decision", "memo"):
            connection.exec_driver_sql(f"UPDATE \"{table}\" SET at = 'nooit'")
    erase(store.engine, Wanted(people=frozenset({(session().id, SPEAKER.handle)}), notes=frozenset({gone.id})))
    wipe(store.engine)
    assert found_in(tmp_path / FILE, *CANARIES) == set()


def test_a_list_of_note_takers_that_cannot_be_read_is_told(store: Store, tmp_path: Path) -> None:
    canary(store)
    with sqlite.rebuilding(tmp_path / FILE, whatever=True) as connection:
        connection.exec_driver_sql("UPDATE session SET note_takers = '[\"Zwa'")
    with pytest.raises(WorkspaceError, match="Unterminated"):
        erase_again(store.engine, ())


def of(notes: set[str], before: Outline) -> Outline:
    """Give an outline without notes, as it is said: their passages go, own words stay and cite them no more."""

    def kept(found: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(
            dataclasses.replace(each, notes=tuple(name for name in each.notes if name not in notes))
            for each in found
            if each.own or not notes.intersection(each.notes)
        )

    chapters = tuple(
        dataclasses.replace(
            chapter,
            passages=kept(chapter.passages),
            sections=tuple(
                dataclasses.replace(each, passages=kept(each.passages), seen=each.seen - notes)
                for each in chapter.sections
            ),
        )
        for chapter in before.chapters
    )
    return dataclasses.replace(before, chapters=chapters)


EDITS = st.lists(st.tuples(st.sampled_from(["edit", "edit", "undo", "redo"]), st.integers(0, 999), TEXTS), max_size=10)


@drawn(10, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS, st.sets(st.integers(1, 7), min_size=1, max_size=3))
def test_every_version_of_an_outline_is_what_it_would_have_been(
    edits: list[tuple[str, int, str]], numbers: set[int]
) -> None:
    notes = {f"note-{number}" for number in numbers}
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        store.outlines.edit("Anne", lambda _before: Edited(verb=EditVerb.BUILD, book=book()))
        for what, seed, text in edits:
            if what == "edit":
                store.outlines.edit(
                    "Anne",
                    lambda before, s=seed, t=text: Edited(verb=EditVerb.WRITE, book=edited(before, s, t)),  # type: ignore[misc]
                )
            else:
                (store.outlines.undo if what == "undo" else store.outlines.redo)()
        seen = {each.number: store.outlines.at(each.number) for each in store.outlines.editions()}
        now = store.outlines.current()
        forget(store, *notes)
        assert store.outlines.current() == of(notes, now)
        assert not found_in(Path(folder) / FILE, *notes)
        for each in store.outlines.editions():
            assert store.outlines.at(each.number) == of(notes, seen[each.number])
        assert store.outlines.edit("Anne", lambda before: Edited(verb=EditVerb.WRITE, book=before)) is None
        back_and_on(store.outlines.undo, store.outlines.redo, store.outlines.current)
        sound(Path(folder) / FILE)


def back_and_on(undo: Callable[[], object], redo: Callable[[], object], now: Callable[[], object]) -> None:
    """Go back to the beginning and on again, and see that every step is met again."""
    states = []
    while True:
        state = now()
        if undo() is None:
            break
        states.append(state)
    for state in reversed(states):
        assert redo() is not None
        assert now() == state


@given(st.lists(deeds(), min_size=1, max_size=5), st.sets(st.integers(1, 12), min_size=1, max_size=3))
@drawn(8, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_decided_can_be_undone_and_redone_after_forgetting(decisions: list[Make], numbers: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        fill(store)
        gone = canary(store)
        for make in decisions:
            try:
                decide(store, make)
            except InputError:
                continue
        notes = {gone.id, *(one(number) for number in numbers)}
        forget(store, *notes)
        path = Path(folder) / FILE
        assert found_in(path, *CANARIES[:4], *notes) == set()
        sound(path)
        back_and_on(store.decisions.undo, store.decisions.redo, standing(store))
        sound(path)


def standing(store: Store) -> Callable[[], object]:
    """Give what gives the ledger without the themes that only keep their numbers."""

    def now() -> object:
        state = store.ledger.state()
        kept = {name: each for name, each in state.themes.items() if each.state != "unmade"}
        return dataclasses.replace(state, themes=kept)

    return now


def test_a_number_is_never_given_again(store: Store) -> None:
    gone = canary(store)
    with trial(store.engine, Wanted(notes=frozenset({gone.id}))) as tried:
        lines = list(entries(tried.gathered))
    store.forgetting.enter(lines)
    forget(store, gone.id)
    assert add(store, note(80, "Nieuw.")).number == gone.number + 1


def test_a_ledger_is_applied_to_another_database(store: Store, tmp_path: Path) -> None:
    gone = canary(store)
    with trial(store.engine, Wanted(people=frozenset({(session().id, SPEAKER.handle)}))) as tried:
        lines = list(entries(tried.gathered))
    assert not any(word.casefold() in repr(lines).casefold() for word in CANARIES)
    with Store.open(tmp_path / "ander") as other:
        fill(other)
        canary(other)
        assert erase_again(other.engine, lines) == Erased(1, 1)
        assert found_in(tmp_path / "ander" / FILE, *CANARIES) == set()
        assert erase_again(other.engine, lines) == Erased(0, 0)
        taken = other.take_in(Offer((session(people=(SPEAKER,)),), (gone, note(90, NOW), note(91, "Nieuw."))))
        assert (taken.added, taken.forgotten) == (1, 3)
