"""A session file becomes notes and becomes the same file again."""

import dataclasses
import datetime
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from kennis.errors import FileRefused
from kennis.ids import is_note_id
from kennis.nouns import Attribute, Kind, Note, Session
from kennis.reading import Reading, ReadOptions, read
from kennis.reading.session_file import write_note, write_session
from tests.draws import drawn
from tests.unit.reading import strategies

OPTIONS = ReadOptions(today=datetime.date(2026, 11, 21))
IDS = [f"01900000-000{digit}-7000-8000-000000000000" for digit in range(10)]
FRONT = "---\nid: s\ntitle: Digital twins\ndate: 2020-03-12\n---\n"
FRONT_2 = FRONT.replace("id: s", "grammar: 2\nid: s")
SESSION = Session(id="s", title="Digital twins", date=datetime.date(2020, 3, 12))
FIXTURE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
often = drawn(200, suppress_health_check=FIXTURE)
seldom = drawn(50, suppress_health_check=FIXTURE)

fragments = st.sampled_from([*strategies.PIECES, "- ", "\n- ", "\n", "- x\n", "  ", "\n## kop\n", "\n\n", "1. een\n"])
bodies = st.lists(fragments, max_size=25).map("".join)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sessions") / "s.md"


def reread(path: Path, text: str) -> Reading:
    path.write_bytes(text.encode("utf-8", "replace"))
    return read(path, OPTIONS)


def test_a_lone_quotation_mark_stays_text_beside_a_speaker(path: Path) -> None:
    note = Note(id=IDS[0], session="s", text="‘", speaker="0")
    assert reread(path, write_session(SESSION, [note])).notes == (note,)


@often
@given(note_list=st.lists(strategies.notes("s"), max_size=3, unique_by=lambda note: note.external_id or note.id))
def test_notes_are_read_as_they_were_written(path: Path, note_list: list[Note]) -> None:
    written = write_session(SESSION, note_list)
    reading = reread(path, written)
    assert reading.refusals == ()
    assert reading.notes == tuple(note_list)
    assert reading.rewritten is None
    assert write_session(reading.sessions[0], reading.notes) == written


@seldom
@given(session=strategies.sessions())
def test_a_session_is_read_as_it_was_written(path: Path, session: Session) -> None:
    written = write_session(session, [])
    reading = reread(path, written)
    assert reading.sessions == (session,)
    assert write_session(reading.sessions[0], []) == written


@often
@given(note_list=st.lists(strategies.notes("s"), max_size=3, unique_by=lambda note: note.external_id or note.id))
def test_notes_of_a_file_without_a_grammar_are_read_as_version_0_1_wrote_them(
    path: Path, note_list: list[Note]
) -> None:
    changed = re.compile(strategies.CONSENT.pattern + "|@[^\n]*[“”„«»]", re.IGNORECASE)
    plain = [
        dataclasses.replace(note, context=(), kind=Kind.OBSERVATION if note.kind is Kind.DECISION else note.kind)
        for note in note_list
        if not changed.search(note.text)
    ]
    written = FRONT + "".join(write_note(note, grammar=1) + "\n" for note in plain)
    reading = reread(path, written)
    assert reading.refusals == ()
    assert reading.notes == tuple(plain)
    again = reread(path, write_session(SESSION, reading.notes))
    assert (again.refusals, again.notes) == ((), reading.notes)


@often
@given(body=bodies, front=st.sampled_from([FRONT, FRONT_2]))
def test_ids_written_back_change_nothing_else(path: Path, body: str, front: str) -> None:
    first = reread(path, front + body)
    if first.rewritten is None:
        return
    again = reread(path, first.rewritten)
    assert again.rewritten is None
    assert again.notes == first.notes
    assert len(again.refusals) == len(first.refusals)


@often
@given(body=bodies, front=st.sampled_from([FRONT, FRONT_2]))
def test_what_was_typed_has_a_form_that_stays(path: Path, body: str, front: str) -> None:
    first = reread(path, front + body)
    assert not any(strategies.CONSENT.search(note.text) for note in first.notes)
    canonical = write_session(first.sessions[0], first.notes)
    again = reread(path, canonical)
    assert again.notes == first.notes
    assert write_session(again.sessions[0], again.notes) == canonical


@often
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_file_is_too_strange(path: Path, data: bytes) -> None:
    for beginning in (b"", b"---\n", b"---\ntitle: x\ndate: 2020-01-01\n---\n", b"---\nkind: contribution\n"):
        path.write_bytes(beginning + data)
        try:
            reading = read(path, OPTIONS)
        except FileRefused as refused:
            assert refused.path == path
        else:
            assert len(reading.sessions) == 1


def test_a_note_between_two_others_gets_an_id_between_theirs(path: Path) -> None:
    body = f"- een\n- {{#{IDS[1]}}} twee\n- drie\n- vier\n- {{#{IDS[2]}}} vijf\n- zes\n"
    notes = reread(path, FRONT + body).notes
    assert [note.text for note in notes] == ["een", "twee", "drie", "vier", "vijf", "zes"]
    assert [note.id for note in notes] == sorted({note.id for note in notes})
    assert all(is_note_id(note.id) for note in notes)


def test_writing_ids_back_leaves_every_other_line_alone(path: Path) -> None:
    body = f"##   Kop\n\n*  {{#{IDS[1]}}}   Oud,   zoals het stond\n*  nieuw\n   en meer\n\nKop\n---\n- \\? x\n"
    reading = reread(path, "---\ntitle: 'T'   # zo\ndate: 2020-03-12\n---\n" + body)
    rewritten = (reading.rewritten or "").split("\n")
    assert rewritten[1] == "id: 2020-03-12-t"
    assert rewritten[2] == "title: 'T'   # zo"
    assert rewritten[5] == "##   Kop"
    assert rewritten[7] == f"*  {{#{IDS[1]}}}   Oud,   zoals het stond"
    assert rewritten[8] == f"*  {{#{reading.notes[1].id} v=1}} nieuw"
    assert rewritten[9] == "   en meer"
    assert rewritten[-2] == f"- {{#{reading.notes[2].id} v=1}} \\? x"


def test_headings_are_the_context_until_a_rule(path: Path) -> None:
    body = "- a\n# Een\n- b\n### Drie\n- c\n## Twee\n- d\n\n---\n\n- e\n"
    contexts = [note.context for note in reread(path, FRONT + body).notes]
    assert contexts == [(), ("Een",), ("Een", "Drie"), ("Een", "Twee"), ()]


def test_a_heading_without_a_note_is_told(path: Path) -> None:
    reading = reread(path, FRONT + "# Opening\n\n## Mededelingen\n\n- een\n\n## Sluiting\n\n# Rondvraag\n\n## Slot\n")
    first = path.read_text("utf-8").split("\n").index("# Opening") + 1
    assert reading.notices == tuple(
        f"line {first + below}: no note stands under the heading “{text}”, which kennis does not keep"
        for below, text in ((6, "Sluiting"), (8, "Rondvraag"), (10, "Slot"))
    )


@pytest.mark.parametrize("depth", [1, 5, 6])
def test_headings_six_deep_are_kept(path: Path, depth: int) -> None:
    context = tuple(f"kop {level}" for level in range(depth))
    note = Note(id=IDS[1], session="s", text="x", context=context)
    assert reread(path, write_session(SESSION, [note])).notes == (note,)


def test_more_headings_than_markdown_has_are_refused() -> None:
    with pytest.raises(ValueError, match="headings"):
        write_session(SESSION, [Note(id=IDS[1], session="s", text="x", context=("k",) * 7)])


def test_very_deep_nesting_swallows_no_other_note(path: Path) -> None:
    body = "- " * 200 + "diep\n- volgende\n\n> " + "> " * 200 + "diep\n\n- laatste\n"
    reading = reread(path, FRONT + body)
    assert [note.text[-8:] for note in reading.notes] == ["- - diep", "volgende", "laatste"]
    assert [refusal.line for refusal in reading.refusals] == [9]


def test_tabs_and_wide_markers_indent_as_markdown_says(path: Path) -> None:
    body = "-\teen\n\n\ttwee\n\n\t\tcode\n10. drie\n\n    vier\n"
    assert [note.text for note in reread(path, FRONT + body).notes] == ["een\n\ntwee\n\n\tcode", "drie\n\nvier"]


def test_the_facts_in_braces(path: Path) -> None:
    facts = 'v=3.1b2d77aa.90fe1234 star consent=background external-id="r 7" x-bron=krant x-bron="de \\"Post\\""'
    (note,) = reread(path, FRONT + f"- 9:05:07 {{#{IDS[1]} {facts}}} ? Wie? @jan\n").notes
    expected = Note(
        id=IDS[1],
        session="s",
        text="Wie?",
        kind=note.kind.QUESTION,
        at=datetime.time(9, 5, 7),
        speaker="jan",
        star=True,
        consent=note.consent and note.consent.BACKGROUND,
        external_id="r 7",
        attributes=(Attribute("bron", ("krant", 'de "Post"')),),
        version=3,
        lineage=("1b2d77aa", "90fe1234"),
    )
    assert note == expected


def test_notes_are_written_in_the_order_of_their_ids(path: Path) -> None:
    notes = [Note(id=IDS[digit], session="s", text=str(digit)) for digit in (3, 1, 2)]
    assert [note.text for note in reread(path, write_session(SESSION, notes)).notes] == ["1", "2", "3"]


def test_a_note_moved_by_hand_is_noticed(path: Path) -> None:
    reading = reread(path, FRONT + f"- {{#{IDS[2]}}} twee\n- {{#{IDS[1]}}} een\n")
    assert ["line 7" in notice for notice in reading.notices] == [True]


def test_dropped_characters_are_counted_and_line_ends_are_one(path: Path) -> None:
    reading = reread(path, (FRONT + "- a\x1b\u202eb\n  c\n").replace("\n", "\r\n"))
    assert (reading.notes[0].text, reading.dropped) == ("ab\nc", 2)


@pytest.mark.parametrize(
    ("body", "line", "reason"),
    [
        ("los\n", 6, "belongs to no note"),
        ("- een\n\nlos\n", 8, "belongs to no note"),
        ("- een\n\n> los\n", 8, "belongs to no note"),
        ("- een\n\n```\nlos\n```\n", 8, "belongs to no note"),
        ("- een\n\n[naam]: /adres\n", 8, "belongs to no note"),
        ("- {external-id=r1} een\n- {external-id=r1} twee\n", 7, "external id r1 stands on line 6 already"),
        (f"- {{#{IDS[1]}}} een\n- {{#{IDS[1]}}} twee\n", 7, "stands on line 6 already"),
        ("- {#n17} een\n", 6, "no note id"),
        ("- {star een\n", 6, "unknown word “een”"),
        ("- {star\n", 6, "cannot read the braces"),
        ("- {ster} een\n", 6, "unknown word “ster”"),
        ("- {consent=ja} een\n", 6, "“ja” is no consent; one of name"),
        ("- {v=0} een\n", 6, "unknown word “v=0”"),
        ("- 25:10 een\n", 6, "“25:10” is no time"),
        ("- een\n-\n- twee\n", 7, "text is empty"),
        ("- " + "x" * 102_401 + "\n", 6, "100 KiB"),
    ],
)
def test_what_cannot_be_a_note_is_refused_by_line(path: Path, body: str, line: int, reason: str) -> None:
    (refusal,) = reread(path, FRONT + body).refusals
    assert refusal.line == line
    assert reason in refusal.reason


def test_all_refusals_are_listed_and_the_rest_is_read(path: Path) -> None:
    reading = reread(path, FRONT + "los\n- een\n- {x} twee\n\nook los\n\n- drie\n")
    assert [refusal.line for refusal in reading.refusals] == [6, 8, 10]
    assert [note.text for note in reading.notes] == ["een", "drie"]


def test_a_note_with_an_id_may_be_empty(path: Path) -> None:
    empty = Note(id=IDS[1], session="s", text="")
    assert reread(path, write_session(SESSION, [empty])).notes == (empty,)


def test_lines_done_are_told(path: Path) -> None:
    told: list[tuple[int, int]] = []
    path.write_text(FRONT, "utf-8")
    read(path, dataclasses.replace(OPTIONS, progress=lambda done, whole: told.append((done, whole))))
    assert told == [(6, 6)]
