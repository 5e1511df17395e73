"""The full-text indexes: what they find, that they keep in step with the notes, and that they forget."""

import dataclasses
import datetime
from collections.abc import Sequence
from pathlib import Path

import pytest
from alembic import command
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import Connection

from kennis.errors import InputError, UnknownItem
from kennis.folding import folded
from kennis.ids import new_id
from kennis.nouns import Consent, Edit, EditKind, Kind, Note, Participant, Step
from kennis.search import parse
from kennis.store import Offer, Store, Within, migrations, sqlite
from kennis.store.search_index.lookup import Known
from kennis.store.sqlite.repair import repair
from tests.draws import drawn
from tests.samples import note, session
from tests.unit.store.edits import add, revise_person
from tests.unit.store.sqlite import rows

EVERYWHERE = Within()
TEXTS = (
    "De coördinatie van intergemeentelijke samenwerkingsverbanden vraagt tijd.",
    "Samenwerking is het halve werk.",
    "Een gegevensknooppunt voor de leefomgeving, zei de één.",
)
PEOPLE = (Participant(handle="wethouder", name="Naïma Şahin", organisation="Gemeente Amersfoort", sector="gemeente"),)


def filled(store: Store, *texts: str) -> list[Note]:
    """Store notes with these texts in one session, and give them."""
    notes = [note(number, text) for number, text in enumerate(texts or TEXTS, 1)]
    store.take_in(Offer((session(people=PEOPLE),), notes))
    return notes


def found(store: Store, query: str, within: Within = EVERYWHERE) -> list[int]:
    """Give the numbers in the ids of the notes that a query finds, best first."""
    asked = parse(query)
    return [
        int(one.note[-12:], 16)
        for one in store.fulltext.find(asked.terms, store.fulltext.scope(within, asked.without), 100)
    ]


def as_kept(connection: Connection) -> tuple[list[object], list[object]]:
    """Give every word at every place of both indexes, as they are, and as they would be if made anew."""
    run = connection.exec_driver_sql
    run("DROP TABLE IF EXISTS temp.fresh_words")
    run("DROP TABLE IF EXISTS temp.fresh_parts")
    run(
        "CREATE VIRTUAL TABLE temp.fresh_words USING fts5(text, tags, headings, speaker, content='',"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    run("CREATE VIRTUAL TABLE temp.fresh_parts USING fts5(whole, content='', tokenize='trigram')")
    for number, *columns, whole in run("SELECT number, text, tags, headings, speaker, whole FROM searchable").all():
        values = (number, *map(folded, columns))
        run("INSERT INTO fresh_words(rowid, text, tags, headings, speaker) VALUES (?, ?, ?, ?, ?)", values)
        run("INSERT INTO fresh_parts(rowid, whole) VALUES (?, ?)", (number, folded(whole)))
    return _places(connection, "main", ""), _places(connection, "temp", "fresh_")


def _places(connection: Connection, schema: str, lead: str) -> list[object]:
    places: list[object] = []
    for name in ("words", "parts"):
        connection.exec_driver_sql("DROP TABLE IF EXISTS temp.seen")
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE temp.seen USING fts5vocab('{schema}', '{lead}{name}', 'instance')"
        )
        places += [(name, *row) for row in connection.exec_driver_sql("SELECT * FROM temp.seen ORDER BY 1, 2, 3, 4")]
        connection.exec_driver_sql("DROP TABLE temp.seen")
    return places


def in_step(store: Store) -> None:
    """Check that both indexes hold just what the notes hold now."""
    with sqlite.reading(store._engine) as transaction:
        kept, fresh = as_kept(transaction.connection())
    assert kept == fresh


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("samenwerking", [2, 1]),
        ("SAMENWERKING", [2, 1]),
        ("coordinatie", [1]),
        ("coördinatie", [1]),
        ("knooppunt", [3]),
        ("knooppunt leefomgeving", [3]),
        ("samenwerking tijd", [1]),
        ("samenwerking -tijd", [2]),
        ('"halve werk"', [2]),
        ('"werk halve"', []),
        ("samen*", [2, 1]),
        ("werk*", [2]),
        ("werk", [2, 1]),
        ('"de een"', [3]),
        ("fiets", []),
        ("tijd.", [1]),
        ("(tijd)", [1]),
        ("tijd OR fiets", []),
        ("NEAR(halve werk)", []),
        ("text:samenwerking", []),
        ("samenwerking*verbanden", []),
        ("verband_", [1]),
    ],
)
def test_what_is_found(store: Store, query: str, wanted: list[int]) -> None:
    filled(store)
    assert found(store, query) == wanted


def test_a_tag_a_heading_and_a_speakers_name_are_found_too(store: Store) -> None:
    one = dataclasses.replace(
        note(1, "Iets heel anders."), tags=("coördinatie",), context=("Gegevensknooppunten",), speaker="wethouder"
    )
    store.take_in(Offer((session(people=PEOPLE),), (one,)))
    for query in ("coordinatie", "knooppunt", "wethouder", "sahin", "naima anders", '"naima sahin"'):
        assert found(store, query) == [1], query


def test_a_name_that_comes_into_the_register_changes_or_stays_is_found(store: Store) -> None:
    said = dataclasses.replace(note(1), speaker="raadslid")
    store.take_in(Offer((session(),), (said,)))
    assert found(store, "peeters") == []
    person = Participant(handle="raadslid", name="An Peeters")
    store.take_in(Offer((session(people=(person,)),)))
    assert found(store, "peeters") == [1]
    ((stored,),) = (one.participants for one in store.notes.sessions())
    revise_person(store, said.session, dataclasses.replace(stored, name="An Maes"), stored)
    assert (found(store, "peeters"), found(store, "maes")) == ([], [1])
    in_step(store)


def test_what_is_not_left_out_of_account_when_many_notes_come_at_once(store: Store) -> None:
    filled(store, *(f"Zin {number} over knooppunt{number}" for number in range(1, 5_001)))
    assert found(store, "knooppunt4321") == [4321]
    assert len(found(store, "knooppunt")) == 100
    add(store, note(6_000, "Nog een zin, alleen."))
    assert found(store, "alleen") == [6_000]
    in_step(store)


def test_only_some_of_the_words_are_enough_where_that_is_asked(store: Store) -> None:
    filled(store)
    terms = parse("samenwerking leefomgeving fiets").terms
    everywhere = store.fulltext.scope(EVERYWHERE)
    some = store.fulltext.find(terms, everywhere, 10, some=True)
    assert sorted(int(one.note[-1]) for one in some) == [1, 2, 3]
    assert store.fulltext.find(terms, everywhere, 10) == ()


def test_the_words_of_a_deleted_note_are_wiped_from_the_file(store: Store, tmp_path: Path) -> None:
    kept, secret = note(1, "Een zin die blijft."), note(2, "Zwijgplichtgeheim.")
    store.take_in(Offer((session(),), (kept, secret)))
    store.journal.apply(Edit(new_id(), kept.session, EditKind.DELETE, (Step(store.notes.note("n2"), None),)), "hier")
    assert found(store, "zwijgplichtgeheim") == []
    with sqlite.reading(store._engine) as transaction:
        blocks = transaction.connection().exec_driver_sql(
            "SELECT block FROM words_data UNION ALL SELECT block FROM parts_data"
        )
        held = b"".join(blocks.scalars())
    assert b"blijft" in held
    assert b"zwijg" not in held
    assert b"chtge" not in held


def test_notes_of_an_older_schema_are_indexed_when_it_is_opened(tmp_path: Path) -> None:
    engine = sqlite.engine(tmp_path / "kennis.db")
    with sqlite.writing(engine) as transaction:
        connection = transaction.connection()
        command.upgrade(migrations.configuration(connection), "0001")
        sqlite.mark(connection, 1)
        connection.exec_driver_sql(
            "INSERT INTO session VALUES ('s', 'Titel', '2020-03-12', 'UTC', '', 'online', 'open', 'everyone', NULL,"
            " 1, '[]', 'aa', 'aa')"
        )
        connection.exec_driver_sql(
            "INSERT INTO note VALUES ('01900000-0000-7000-8000-000000000001', 7, 's', 'quote', 'Coördinatie.', NULL,"
            " '', '[\"raad\"]', '[]', NULL, 0, '[]', NULL, '[]', 1, '[]', 'bb', 'bb')"
        )
    engine.dispose()
    with Store.open(tmp_path) as store:
        assert found(store, "coordinatie raad") == [1]


def test_an_index_that_an_earlier_kennis_made_is_made_anew(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        filled(store, "De samen\u00adwerking.")
        with sqlite.writing(store.engine) as transaction:
            run = transaction.connection().exec_driver_sql
            for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                run(f"DROP TRIGGER {name}")
            for name in ("words", "parts"):
                run(f"DROP TABLE {name}")
            run("CREATE VIRTUAL TABLE words USING fts5(text, tags, headings, speaker, content='')")
            run(
                "CREATE VIRTUAL TABLE parts USING fts5(whole, content='', tokenize='trigram remove_diacritics 1')",
            )
            rows.without_rules(run)
            for name in ("owner", "due", "done"):
                run(f"ALTER TABLE note DROP COLUMN {name}")
            run("UPDATE alembic_version SET version_num = '0007'")
            sqlite.mark(transaction.connection(), 7)
        assert found(store, "samenwerking") == []
    with Store.open(tmp_path) as store:
        assert found(store, "samenwerking") == [1]
        in_step(store)
    assert not repair.examine(tmp_path / "kennis.db")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("De samen\u00adwerking met de buren", "samenwerking"),
        ("De samenwerking met de buren", "samen\u00adwerking"),
        ("De ﬁnanciële kant", "financiële"),
        ("Het ĳzeren rooster", "ijzeren"),
        ("Het ijzeren rooster", "ĳzeren"),
        ("data\u200ckoppeling tussen registers", "datakoppeling"),
        ("De samen\u00adwerkings\u200dverbanden", "werkingsverband"),
        ("Een ﬂink bedrag van ½ miljoen", "flink"),
        ("De Straße", "strasse"),
        ("Zo … dan", '"zo dan"'),
    ],
)
def test_what_fonts_and_word_processors_put_in_does_not_hide_a_word(tmp_path: Path, text: str, query: str) -> None:
    with Store.open(tmp_path) as store:
        filled(store, text)
        assert found(store, query) == [1]
        (only,) = store.notes.select()
        assert only.text == text
        in_step(store)


@pytest.mark.parametrize("query", ["samen\u00adwerking", "ﬁnanciële", "ĳzeren"])
def test_what_is_asked_for_is_folded_too_so_that_it_is_a_whole_word(tmp_path: Path, query: str) -> None:
    with Store.open(tmp_path) as store:
        filled(store, "De samenwerking, de financiële kant, het ijzeren rooster")
        (match,) = store.fulltext.find(parse(query).terms, store.fulltext.scope(EVERYWHERE), 100)
        assert match.entire


WITHIN: list[tuple[Within, list[int]]] = [
    (Within(), [1, 2, 3]),
    (Within(session="2020-03-12-een"), [1, 2]),
    (Within(since=datetime.date(2020, 4, 1)), [3]),
    (Within(until=datetime.date(2020, 3, 12)), [1, 2]),
    (Within(speakers=("wethouder",)), [1]),
    (Within(speakers=("Naïma Şahin",)), [1]),
    (Within(speakers=()), []),
    (Within(organisations=("Gemeente Amersfoort",)), [1]),
    (Within(sectors=("gemeente",)), [1]),
    (Within(sectors=("provincie",), houses=("Provincie Utrecht",)), [3]),
    (Within(kind=Kind.QUOTE), [2]),
    (Within(tag="coordinatie"), [2]),
    (Within(tag="raad"), []),
    (Within(theme="none"), []),
    (Within(lens="dso"), [2]),
    (Within(consent=Consent.ANONYMOUS), [2]),
    (Within(consent=Consent.ROLE), [1]),
    (Within(consent=Consent.BACKGROUND), [3]),
    (Within(consent=Consent.WITHDRAWN), [4]),
    (Within(speakers=("wethouder",), handles=("wethouder",)), [1]),
    (Within(speakers=("wethouder",), handles=()), []),
    (Within(session="2020-03-12-een", kind=Kind.QUOTE, tag="coordinatie"), [2]),
]


@pytest.mark.parametrize(("within", "wanted"), WITHIN)
def test_filters(store: Store, within: Within, wanted: list[int]) -> None:
    notes = [
        dataclasses.replace(note(1, within="2020-03-12-een"), speaker="wethouder", tags=("raad-van-state",)),
        dataclasses.replace(
            note(2, within="2020-03-12-een"), kind=Kind.QUOTE, tags=("x", "Coördinatie"), lenses=("dso",)
        ),
        dataclasses.replace(note(3, within="2020-04-09-twee"), speaker="adviseur", consent=Consent.ROLE),
        dataclasses.replace(note(4, within="2020-04-09-twee"), consent=Consent.WITHDRAWN),
    ]
    first = dataclasses.replace(PEOPLE[0], consent=Consent.ROLE)
    second = Participant(handle="adviseur", organisation="Provincie Utrecht", consent=Consent.BACKGROUND)
    later = dataclasses.replace(session("2020-04-09-twee", (second,)), date=datetime.date(2020, 4, 9))
    store.take_in(Offer((session("2020-03-12-een", (first,)), later), notes))
    ids = [one.id for one in notes]
    expected = {one.id for one in notes if int(one.id[-1]) in wanted}
    assert set(found(store, "raad inzichten", within)) == set(wanted)
    assert set(found(store, "inzicht", within)) == set(wanted)
    scope = store.fulltext.scope(within)
    assert store.fulltext.among(ids, scope) == expected
    assert scope.notes in (None, expected)


def test_people_and_sessions(store: Store) -> None:
    filled(store)
    assert store.lookup.people() == (Known("wethouder", "Naïma Şahin", "Gemeente Amersfoort", "gemeente"),)
    assert store.lookup.session("2020-03") == "2020-03-12-digital-twins"
    for name in ("", "2021", "%"):
        with pytest.raises(UnknownItem):
            store.lookup.session(name)


VOCABULARY = ("raad", "raadslid", "wijk", "wijkraad", "coördinatie", "coordinatie", "ÉÉN", "één", "e-mail", "x9")
sentences = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=5).map(" ".join)
speakers = st.sampled_from(["", "wethouder", "adviseur"])


@st.composite
def doings(draw: st.DrawFn) -> tuple[str, int, str, str]:
    """Draw something to do to the notes: what, to which, with which text and speaker."""
    what = draw(st.sampled_from(["add", "text", "speaker", "delete", "undo", "redo", "import", "name"]))
    return what, draw(st.integers(0, 5)), draw(sentences), draw(speakers)


def do(store: Store, what: str, which: int, text: str, speaker: str) -> None:
    """Do it, as the screen, a command or an import would."""
    held = store.notes.select()
    within = session().id
    one = held[which % len(held)] if held else None
    match what:
        case "undo":
            store.journal.undo(within, "hier")
        case "redo":
            store.journal.redo(within, "hier")
        case "import":
            named = dataclasses.replace(one, text=text) if one and which % 2 else note(100 + which, text)
            store.take_in(Offer((session(people=PEOPLE),), (dataclasses.replace(named, speaker=speaker),)))
        case "name":
            (sheet,) = store.notes.sessions()
            if sheet.participants:
                person = sheet.participants[which % len(sheet.participants)]
                revise_person(store, within, dataclasses.replace(person, name=text), person)
        case "add":
            fresh = dataclasses.replace(note(1, text), id=new_id(), speaker=speaker)
            store.journal.apply(Edit(new_id(), within, EditKind.ADD, (Step(None, fresh),)), "hier")
        case _ if one is not None:
            after = {
                "delete": None,
                "text": dataclasses.replace(one, text=text, tags=tuple(text.split()[:2])),
                "speaker": dataclasses.replace(one, speaker=speaker, context=(text,)),
            }[what]
            kind = {"delete": EditKind.DELETE, "text": EditKind.TEXT, "speaker": EditKind.SPEAKER}[what]
            store.journal.apply(Edit(new_id(), within, kind, (Step(one, after),)), "hier")


def by_hand(store: Store, query: str) -> tuple[set[str], set[str]]:
    """Give the notes that hold all words of a query, as whole words and within words, by reading every note."""
    names = {person.handle: person.name for one in store.notes.sessions() for person in one.participants}
    entire, parts = set(), set()
    for one in store.notes.select():
        fields = [one.text, *one.tags, *one.context, one.speaker, names.get(one.speaker, "")]
        read = folded("\n".join(fields))
        words = set("".join(letter if letter.isalnum() else " " for letter in read).split())
        wanted = folded(query).split()
        if all(word in words for word in wanted):
            entire.add(one.id)
        if all(word in (read if len(word) > 2 else words) for word in wanted):
            parts.add(one.id)
    return entire, parts


@given(
    st.lists(doings(), max_size=12),
    st.lists(
        st.sampled_from(["raad", "wijk", "coordinatie", "coörd", "een", "één", "mail", "x9", "lid"]),
        min_size=1,
        max_size=2,
    ),
)
@drawn(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_to_the_notes_the_index_says_what_reading_them_says(
    tmp_path_factory: pytest.TempPathFactory, done: Sequence[tuple[str, int, str, str]], wanted: list[str]
) -> None:
    with Store.open(tmp_path_factory.mktemp("ruimte")) as store:
        store.take_in(Offer((session(people=PEOPLE),), (note(1, "raad wijk"),)))
        for one in done:
            do(store, *one)
        in_step(store)
        terms = parse(f'{" ".join(wanted)} "raad"').terms[: len(wanted)]
        terms = tuple(dataclasses.replace(term, phrase=False) for term in terms)
        matches = store.fulltext.find(terms, store.fulltext.scope(EVERYWHERE), 100)
        entire, parts = by_hand(store, " ".join(term.text for term in terms))
        assert {one.note for one in matches if one.entire} == entire
        assert {one.note for one in matches} == parts


@given(
    st.text(st.sampled_from("aé b\"'-*^:(){}[]+%_;,.\x00\n#@~|\\NOTANDOR\u0301\u200dß\u4e00\U0001f600"), max_size=30)
)
@drawn(200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_ever_an_error_of_the_database(store: Store, text: str) -> None:
    if not store.notes.counts():
        filled(store)
    try:
        asked = parse(text)
    except InputError:
        return
    for some in (False, True):
        scope = store.fulltext.scope(Within(tag=text), asked.without)
        assert store.fulltext.find(asked.terms, scope, 5, some) == ()
        store.fulltext.find(asked.terms, store.fulltext.scope(EVERYWHERE, asked.without), 5, some)
