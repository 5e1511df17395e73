"""A CSV file becomes notes; what cannot be a note is listed by its line."""

import csv
import dataclasses
import datetime
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennis.errors import FileRefused
from kennis.nouns import Attribute, Consent, Kind, Participant
from kennis.reading import Reading, ReadOptions, read
from tests.unit.reading.strategies import CONSENT, texts

TODAY = datetime.date(2026, 11, 21)
OPTIONS = ReadOptions(today=TODAY)
often = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables") / "mijn tabel.csv"


def reread(path: Path, text: str, options: ReadOptions = OPTIONS) -> Reading:
    path.write_bytes(text.encode())
    return read(path, options)


@often
@given(
    rows=st.lists(st.tuples(texts, texts), max_size=5),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_every_text_comes_through(path: Path, rows: list[tuple[str, str]], delimiter: str, end: str) -> None:
    whole = io.StringIO()
    writer = csv.writer(whole, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([("Text ", "bron"), *rows])
    reading = reread(path, whole.getvalue())
    refused = [(not text.strip() and bool(source.strip())) or bool(CONSENT.search(text)) for text, source in rows]
    expected = [
        (text.strip(), source.strip())
        for (text, source), bad in zip(rows, refused, strict=True)
        if text.strip() and not bad
    ]
    found = [(note.text, "".join(fact.values[0] for fact in note.attributes)) for note in reading.notes]
    assert found == expected
    assert len(reading.refusals) == sum(refused)


def test_a_word_of_consent_in_the_text_of_a_row_is_refused(path: Path) -> None:
    reading = reread(path, "text,consent\nEen zin.,role\nNog een {consent=withdrawn} zin.,name\n")
    assert [note.text for note in reading.notes] == ["Een zin."]
    assert [refusal.line for refusal in reading.refusals] == [3]


@often
@given(data=st.binary(max_size=200) | texts.map(str.encode))
def test_no_table_is_too_strange(path: Path, data: bytes) -> None:
    for beginning in (b"", b"text,session\n", b'text;"date"\n"'):
        path.write_bytes(beginning + data)
        try:
            read(path, OPTIONS)
        except FileRefused as refused:
            assert refused.path == path


def test_all_columns(path: Path) -> None:
    header = "session;date;time;speaker;organisation;sector;role;kind;tags;consent;external_id;text;Bron URL;Vragen[]"
    row = "Digital twins;2020-03-12;14:03;Jan Jansen;Kadaster;rijk;adviseur;Quote;raad, AI #silo;role;r7;Tekst;x"
    reading = reread(path, f'{header}\n{row};"a; b"\n')
    session, note = reading.sessions[0], reading.notes[0]
    assert (session.id, session.title, session.date) == ("digital-twins", "Digital twins", datetime.date(2020, 3, 12))
    jansen = Participant(
        handle="jan-jansen", name="Jan Jansen", role="adviseur", organisation="Kadaster", sector="rijk"
    )
    assert session.participants == (jansen,)
    assert (note.session, note.speaker, note.text) == ("digital-twins", "jan-jansen", "Tekst")
    assert (note.at, note.kind, note.consent) == (datetime.time(14, 3), Kind.QUOTE, Consent.ROLE)
    assert (note.tags, note.external_id) == (("raad", "AI", "silo"), "r7")
    assert note.attributes == (Attribute("bron-url", ("x",)), Attribute("vragen", ("a", "b")))
    assert not reading.described


def test_without_a_session_column_the_file_or_the_option_names_it(path: Path) -> None:
    by_file = reread(path, "text\neen\n").sessions[0]
    assert (by_file.id, by_file.title, by_file.date) == ("mijn-tabel", "mijn tabel", TODAY)
    by_option = reread(path, "text\neen\n", dataclasses.replace(OPTIONS, session="Over kaarten")).sessions[0]
    assert (by_option.id, by_option.title) == ("over-kaarten", "Over kaarten")


def test_a_title_from_the_name_of_a_file_is_clean(path: Path) -> None:
    (session,) = reread(path.with_name("raad\x1b[31m caf\udce9.csv"), "text\nEen zin.\n").sessions
    assert session.title == "raad[31m café"


def test_a_session_is_named_by_title_or_id(path: Path) -> None:
    reading = reread(path, "session,text\nOver kaarten,een\nover-kaarten,twee\n")
    assert [session.title for session in reading.sessions] == ["Over kaarten"]
    assert {note.session for note in reading.notes} == {"over-kaarten"}


def test_long_titles_with_one_beginning_are_two_sessions(path: Path) -> None:
    title = "Bijeenkomst van de werkgroep over de digitale tweeling in de maand "
    reading = reread(path, f"session,text\n{title}januari,een\n{title}februari,twee\n")
    assert len({session.id for session in reading.sessions}) == 2
    assert all(len(session.id) <= 60 for session in reading.sessions)


@pytest.mark.parametrize(
    "text",
    [
        "text,kind\neen,quote\n",
        "text;kind\neen;quote\n",
        "text\tkind\neen\tquote\n",
        "text|kind\neen|quote\n",
        "sep=;\ntext;kind\neen;quote\n",
        '"kind";" TEXT "\n"quote";"een"\n',
        "\n\nkind,text\n\nquote,een\n,\n",
        'text;kind;"a, b, c, d"\neen;quote;\n',
        "kind,text\rquote,een\r",
    ],
)
def test_the_delimiter_is_found(path: Path, text: str) -> None:
    reading = reread(path, text)
    assert reading.refusals == ()
    assert [(note.kind, note.text) for note in reading.notes] == [(Kind.QUOTE, "een")]


def test_line_breaks_of_any_kind_in_a_cell_stay_in_it(path: Path) -> None:
    reading = reread(path, 'text,kind\r\n"een\r\ntwee\u2028drie",quote\r\nvier\u2028vijf,quote\r\n')
    assert [note.text for note in reading.notes] == ["een\ntwee\ndrie", "vier\nvijf"]


@pytest.mark.parametrize(("written", "day"), [("2020-03-04", 4), ("4-3-2020", 4), ("04-03-2020", 4)])
def test_dates(path: Path, written: str, day: int) -> None:
    assert reread(path, f"date,text\n{written},een\n").sessions[0].date == datetime.date(2020, 3, day)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2020-13-01,,,,een", "“2020-13-01” is no date"),
        ("4/3/2020,,,,een", "“4/3/2020” is no date"),
        ("31-2-2020,,,,een", "“31-2-2020” is no date"),
        (",kreet,,,een", "“kreet” is no kind; one of observation"),
        (",,ja,,een", "“ja” is no consent"),
        (",,,x,", "text is empty"),
        (",,,,een,twee", "6 cells where the header has 5"),
        (f",,,,{'x' * 102_401}", "100 KiB"),
        (f",,,,{'é' * 51_201}", "100 KiB"),
    ],
)
def test_a_row_that_cannot_be_a_note(path: Path, row: str, reason: str) -> None:
    reading = reread(path, f'date,kind,consent,external_id,text\n,,,a,"een\ntwee"\n{row}\n,,,b,drie\n')
    assert [refusal.line for refusal in reading.refusals] == [4]
    assert reason in reading.refusals[0].reason
    assert [note.external_id for note in reading.notes] == ["a", "b"]


def test_every_refused_row_is_listed_by_the_line_it_starts_on(path: Path) -> None:
    table = 'external_id,text\na,"een\n\nnog"\n,\na,dubbel\n\nb,\nc,"x\ny",teveel\na,dubbel\n'
    reading = reread(path, table)
    assert [refusal.line for refusal in reading.refusals] == [6, 8, 9, 11]
    assert "stands on line 2 already" in reading.refusals[0].reason


def test_one_external_id_in_two_sessions_is_two_notes(path: Path) -> None:
    reading = reread(path, "session,external_id,text\na,1,een\nb,1,twee\n")
    assert (len(reading.notes), reading.refusals) == (2, ())


def test_two_dates_of_one_session(path: Path) -> None:
    reading = reread(path, "session,date,text\na,,een\na,2020-03-12,twee\na,2020-03-13,drie\nb,2020-03-13,vier\n")
    assert [(refusal.line, "line 3 says" in refusal.reason) for refusal in reading.refusals] == [(4, True)]
    assert [session.date.day for session in reading.sessions] == [12, 13]


def test_a_refused_row_leaves_no_session_behind(path: Path) -> None:
    assert reread(path, "session,text,kind\na,een,fout\n").sessions == ()


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ('text,kind\neen,quote\n"twee,quote\ndrie,quote\n', 3),
        ('text,kind\neen,quote\n"twee,quote\n"drie",quote\n', 3),
        ('text,kind\n"een\n""en""\nzo","quo\nte\n', 4),
        ('sep=,\ntext,kind\n"een,quote\n', 3),
        ('text\n"een\nzei ""ja""\n', 2),
        ('"text\n', 1),
        ('text\n"een" twee\n', 2),
    ],
)
def test_a_quotation_mark_that_is_never_closed(path: Path, table: str, line: int) -> None:
    with pytest.raises(FileRefused, match="never closed") as caught:
        reread(path, table)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("woorden,kind", "no column “text”; its columns are: woorden, kind. Say which it is: --column text=NAME"),
        ("text,Text ", "“text” stands twice"),
        ("text,bron?,bron!", "“bron” stands twice"),
        ("", "is empty"),
    ],
)
def test_a_header_that_will_not_do(path: Path, header: str, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason) as caught:
        reread(path, f"{header}\n")
    assert caught.value.line == 1


def test_long_titles_of_columns_with_one_beginning_are_two_attributes(path: Path) -> None:
    asked = "Op een schaal van 1 tot 10, in hoeverre bent u het eens met de stelling"
    (note,) = reread(path, f'text,"{asked} a","{asked} b"\neen,1,2\n').notes
    assert [fact.values for fact in note.attributes] == [("1",), ("2",)]
    assert len({fact.name for fact in note.attributes}) == 2


def test_columns_without_a_name_are_kept(path: Path) -> None:
    assert reread(path, "text,\neen,twee\n").notes[0].attributes == (Attribute("column-2", ("twee",)),)


def test_one_name_in_two_organisations_is_two_people(path: Path) -> None:
    rows = "Jan,Kadaster,\nJan,,adviseur\nJan,Civity,\n,Civity,adviseur\n,,\n"
    reading = reread(path, "speaker,organisation,role,text\n" + rows.replace("\n", ",tekst\n"))
    assert [note.speaker for note in reading.notes] == ["jan", "jan", "jan-civity", "civity-adviseur", ""]
    people = {person.handle: person for person in reading.sessions[0].participants}
    assert (people["jan"].organisation, people["jan"].role) == ("Kadaster", "adviseur")


def test_a_speaker_with_two_roles_is_noticed_once(path: Path) -> None:
    reading = reread(path, "speaker,role,text\nJan,a,x\nJan,b,y\nJan,b,z\n")
    assert reading.notices[1:] == ("Jan is “a” and “b” on different rows; the first is kept",)


def test_names_in_other_letters_keep_their_speakers_apart(path: Path) -> None:
    reading = reread(path, "speaker,text\nИван,een\n山田,twee\nИван A,drie\n山田 A,vier\n")
    assert len({note.speaker for note in reading.notes}) == 4


def test_notes_are_in_the_order_of_the_rows(path: Path) -> None:
    notes = reread(path, "text\n" + "".join(f"regel {row}\n" for row in range(100))).notes
    assert [note.id for note in notes] == sorted(note.id for note in notes)


def test_progress_ends_at_the_last_line(path: Path) -> None:
    told: list[tuple[int, int]] = []
    options = dataclasses.replace(OPTIONS, progress=lambda done, whole: told.append((done, whole)))
    reread(path, "text\n" + "een\n" * 2_500, options)
    assert told[-1] == (2_502, 2_502)
    assert told == sorted(told)


def test_the_limit_of_the_csv_library_is_as_it_was(path: Path) -> None:
    before = csv.field_size_limit()
    reread(path, f"text\n{'x' * 200_000}\n")
    with pytest.raises(FileRefused, match="no column “text”"):
        reread(path, "x" * 200_000)
    assert csv.field_size_limit() == before


def test_an_excel_table_in_dutch_is_read(path: Path) -> None:
    header = "Tekst;Sessie;Datum;Tijd;Spreker;Organisatie;Sector;Rol;Soort;Labels;Toestemming\r\n"
    row = "Een citaat;Raad;12-3-2026 00:00:00;14.05 uur;Jan;Kadaster;rijk;Adviseur;Citaat;raad;Met functie\r\n"
    reading = reread(path, header + row)
    (note,), (session,) = reading.notes, reading.sessions
    assert (session.title, session.date, reading.notices) == ("Raad", datetime.date(2026, 3, 12), ())
    assert (note.text, note.kind, note.at, note.speaker) == ("Een citaat", Kind.QUOTE, datetime.time(14, 5), "jan")
    assert (note.consent, note.tags, session.participants[0].role) == (Consent.ROLE, ("raad",), "Adviseur")


@pytest.mark.parametrize("written", ["14:05", "14.05", "14.05 uur", "14u05", "14:05:00", "14h05"])
def test_times(path: Path, written: str) -> None:
    assert reread(path, f"tijd;text\n{written};een\n").notes[0].at == datetime.time(14, 5)


def test_a_time_of_the_hour_alone(path: Path) -> None:
    assert {note.at for note in reread(path, "tijd;text\n14 uur;een\n14u;twee\n").notes} == {datetime.time(14)}


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("12-3-2026", None),
        ("12 maart 2026", None),
        ("12 mrt. 2026", None),
        ("2026-03-12 00:00:00", None),
        ("2026-03-12T00:00:00.000", None),
        ("12-03-2026 14:05", datetime.time(14, 5)),
    ],
)
def test_a_date_as_people_and_spreadsheets_write_it(path: Path, written: str, at: datetime.time | None) -> None:
    reading = reread(path, f"datum;text\n{written};een\n")
    assert (reading.sessions[0].date, reading.notes[0].at) == (datetime.date(2026, 3, 12), at)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("end", ["", "\x1a", "\r\n\x1a"])
def test_what_old_and_wide_programs_write(path: Path, encoding: str, end: str) -> None:
    path.write_bytes(f"text;spreker\r\nÉén ding;Jan{end}".encode(encoding))
    reading = read(path, OPTIONS)
    assert [(note.text, note.speaker) for note in reading.notes] == [("Één ding", "jan")] and not reading.refusals


def test_what_begins_as_utf_16_and_is_none_is_refused(path: Path) -> None:
    for data in (b"\xff\xfea", b"\xff\xfe\x00\x00", b"\xfe\xff\xd8\x00"):
        path.write_bytes(data)
        with pytest.raises(FileRefused):
            read(path, OPTIONS)


def test_a_heading_of_quotes_makes_quotes_unless_the_row_says_otherwise(path: Path) -> None:
    assert [note.kind for note in reread(path, "citaat;soort\neen;\ntwee;vraag\n").notes] == [Kind.QUOTE, Kind.QUESTION]
    assert reread(path, "citaat;tekst\nja;een\n").notes[0].text == "een"


def test_a_column_that_looks_like_a_known_one_is_kept_and_told(path: Path) -> None:
    reading = reread(path, "text;naam spreker;sprekers;Datum;date;kleur\neen;Jan;Piet;x;2026-03-12;rood\n")
    facts = [(fact.name, fact.values) for fact in reading.notes[0].attributes]
    assert facts == [("naam-spreker", ("Jan",)), ("sprekers", ("Piet",)), ("datum", ("x",)), ("kleur", ("rood",))]
    assert reading.notices == (
        'the column “naam spreker” is kept as it is; if it is the speaker, say so:  --column speaker="naam spreker"',
        'the column “sprekers” is kept as it is; if it is the speaker, say so:  --column speaker="sprekers"',
        "the column “Datum” is kept as it is: another one is used as “date”",
    )


def test_columns_that_a_person_chose(path: Path) -> None:
    chosen = dataclasses.replace(OPTIONS, columns={"text": "opmerking", "speaker": "Naam"})
    reading = reread(path, "Opmerking|Naam|spreker|text\neen, twee;|Jan|Piet|oud\n", chosen)
    (note,) = reading.notes
    assert (note.text, note.speaker) == ("een, twee;", "jan")
    assert [(fact.name, fact.values) for fact in note.attributes] == [("spreker", ("Piet",)), ("text-4", ("oud",))]
    with pytest.raises(FileRefused, match="has no column “opmerking”"):
        reread(path, "text\neen\n", chosen)


def test_rows_with_dates_and_no_session_are_a_session_a_date(path: Path) -> None:
    reading = reread(path, "date,text\n2026-03-12,een\n2026-03-13,twee\n2026-03-12,drie\n,vier\n")
    assert [(one.title, str(one.date)) for one in reading.sessions] == [
        ("mijn tabel 2026-03-12", "2026-03-12"),
        ("mijn tabel 2026-03-13", "2026-03-13"),
        ("mijn tabel", str(TODAY)),
    ]
    assert [note.session[-2:] for note in reading.notes] == ["12", "13", "12", "el"]
    one = reread(path, "date,text\n2026-03-12,een\n,twee\n").sessions
    assert [(session.id, str(session.date)) for session in one] == [("mijn-tabel", "2026-03-12")]


def test_a_table_without_a_date_is_dated_by_its_name_or_as_told(tmp_path: Path) -> None:
    named = tmp_path / "gesprekken 14-6-2018.csv"
    dated = reread(named, "text\neen\n")
    assert (str(dated.sessions[0].date), dated.notices) == ("2018-06-14", ())
    told = reread(named, "text\neen\n", dataclasses.replace(OPTIONS, date=datetime.date(2020, 3, 4)))
    assert (str(told.sessions[0].date), told.notices) == ("2020-03-04", ())
    undated = reread(tmp_path / "gesprekken.csv", "text\neen\n")
    assert undated.sessions[0].date == TODAY
    assert undated.notices == (
        "the table gives no date for “gesprekken”; a new session gets 2026-11-21, another with --date 2020-03-12",
    )
