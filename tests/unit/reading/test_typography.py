"""What Word, Obsidian, macOS and a telephone make of a session file loosens no consent and gives nobody other words."""

import datetime
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from kennis.consent import strictest
from kennis.errors import FileRefused
from kennis.nouns import Consent, Kind, Note, Session
from kennis.reading import Reading, ReadOptions, read
from kennis.reading.session_file import write_session
from tests.draws import drawn
from tests.unit.reading import strategies

OPTIONS = ReadOptions(today=datetime.date(2026, 11, 21))
SESSION = Session(id="s", title="Digital twins", date=datetime.date(2020, 3, 12), consent=Consent.ROLE)
FRONT = "---\nid: s\ntitle: Digital twins\ndate: 2020-03-12\nconsent: role\n---\n"
FRONT_2 = FRONT.replace("id: s", "grammar: 2\nid: s")

speakers = st.sampled_from(
    ["", "", "jan", "jan-piet", "Jan Jansen", "J. de 'Man' Vos", 'Jan "de" Vos', "a--b", "a – b", "x..."]
)
noted = st.builds(
    lambda note, speaker: Note(**{**{name: getattr(note, name) for name in Note.__slots__}, "speaker": speaker}),
    strategies.notes("s"),
    speakers,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("typography") / "s.md"


def changed(text: str, drawn: random.Random) -> str:
    """Change a text as editors do while it is typed, pasted or saved: each place or not."""

    def some(pattern: str, *others: str) -> None:
        nonlocal text
        text = re.sub(
            pattern,
            lambda found: found.expand(drawn.choice(others)) if drawn.random() < likely else found[0],
            text,
            flags=re.MULTILINE,
        )

    likely = drawn.choice([0.1, 0.5, 1.0])
    some(r"^- ", "– ", "— ", "• ", "-\u00a0", "·\t", "–\u00a0")
    some(r"(?<=^- )(\d\d):(\d\d)(?= )", r"\1.\2 uur", r"\1u\2", r"\1:\2u", r"\1:\2 uur", r"\1h\2")
    some(r"(?<=[-–] )(\d\d):(\d\d)(?= \{)", r"\1.\2", r"\1.\2 uur")
    some('"', "“", "”", "„", "«")
    some(r"'", "’", "‘")
    some(r"--", "–", "—")
    some(r"(?<= )-(?= )", "–")
    some(r"\.\.\.", "…")
    some(" ", "\u00a0", "\u202f")
    return text


def reread(path: Path, text: str) -> Reading | None:
    path.write_text(text, "utf-8")
    try:
        return read(path, OPTIONS)
    except FileRefused:
        return None


# A failing example takes minutes to shrink, and is told by its seed as well.
@drawn(
    400,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    note_list=st.lists(noted, max_size=3, unique_by=lambda note: note.external_id or note.id),
    seed=st.integers(0, 10**9),
)
def test_changed_typography_loosens_no_consent_and_changes_no_speaker(
    path: Path, note_list: list[Note], seed: int
) -> None:
    reading = reread(path, changed(write_session(SESSION, note_list), random.Random(seed)))
    if reading is None:
        return
    before = {note.id: note for note in note_list}
    assert reading.sessions[0].consent is SESSION.consent
    for note in reading.notes:
        assert note.id in before, "a part of a note became a note of its own"
        assert note.speaker == before[note.id].speaker
        assert note.consent == before[note.id].consent
        assert (note.owner, note.due, note.done) == tuple(
            getattr(before[note.id], name) for name in ("owner", "due", "done")
        )
    lost = set(before) - {note.id for note in reading.notes}
    assert len(reading.refusals) >= bool(lost)


@pytest.mark.parametrize("front", [FRONT, FRONT_2])
@pytest.mark.parametrize(
    "bullet", ["–", "—", "•", "‣", "◦", "·", "-\u00a0", "*\u00a0", "+\u202f", "-\u2009", " –", "•\t", "1.\u00a0"]
)
def test_an_item_is_read_however_its_bullet_was_typed(path: Path, front: str, bullet: str) -> None:
    odd = f'{bullet} 14:03 {{consent=withdrawn}} " Dit trek ik in. @piet\n'
    body = f'- 14:02 {{consent=name}} " Wij delen alles. @jan\n{odd}- Gewoon.\n'
    reading = reread(path, front + body)
    assert reading is not None and reading.refusals == ()
    assert [(note.consent, note.speaker, note.text) for note in reading.notes] == [
        (Consent.NAME, "jan", "Wij delen alles."),
        (Consent.WITHDRAWN, "piet", "Dit trek ik in."),
        (None, "", "Gewoon."),
    ]


@pytest.mark.parametrize("front", [FRONT, FRONT_2])
@pytest.mark.parametrize(
    "line",
    [
        '–14:03 {consent=withdrawn} " Dit trek ik in. @piet',
        '-14:03 {consent=withdrawn} " Dit trek ik in. @piet',
        '14:03 {consent=withdrawn} " Dit trek ik in. @piet',
        '{consent=withdrawn} " Dit trek ik in. @piet',
        "\u00a0- Dit is van piet @piet",
        "14.03 uur Dit is van piet @piet",
        "“ Dit is van piet @piet",
        "!! Dit is van piet @piet",
    ],
)
def test_a_line_that_looks_like_a_note_is_never_a_part_of_the_one_above(path: Path, front: str, line: str) -> None:
    reading = reread(path, front + f'- 14:02 {{consent=name}} " Wij delen alles. @jan\n{line}\n- Gewoon.\n')
    assert reading is not None
    assert [note.text for note in reading.notes] == ["Gewoon."]
    assert [refusal.line for refusal in reading.refusals] == [front.count("\n") + 2]
    assert reading.rewritten is None or line in reading.rewritten


@pytest.mark.parametrize("front", [FRONT, FRONT_2])
@pytest.mark.parametrize(
    "item",
    [
        '14:02 " Wij delen alles. @jan - 14:03 " Dit is van piet @piet',
        '14:02 " Wij delen alles. @jan – " Dit is van piet @piet',
        '" Wij delen alles. @jan 14:03 " Dit is van piet @piet',
        '14:02 " Wij delen alles. @jan\n  - 14:03 " Dit is van piet @piet',
        '14:02 " Wij delen alles. @jan\n\t• Dit is van piet @piet',
        '14:02 " Wij delen alles. @jan\n  Dit is van piet @piet',
        '14:02 " Wij delen alles. @jan\n  En dit ook.',
        '- 14:02 " Wij delen alles. @jan',
        '" Wij delen alles. @jan @piet',
        '@jan " Dit is van piet @piet',
        '@jan @piet " Wij delen alles.',
        '@Jan de Vries " Wij delen alles.',
        "@jan uit Utrecht “ Wij delen alles.",
        "@Jan de Vries “Wij delen alles.”",
        "@Jan van den Berg: wij delen alles.",
    ],
)
def test_no_note_holds_two_items_or_two_speakers(path: Path, front: str, item: str) -> None:
    reading = reread(path, front + f"- {item}\n- Gewoon.\n")
    assert reading is not None
    assert [note.text for note in reading.notes] == ["Gewoon."]
    assert [refusal.line for refusal in reading.refusals] == [front.count("\n") + 1]


@pytest.mark.parametrize("mark", "“”„«")
@pytest.mark.parametrize("after", ["}", " }", " star}", " x-thema=b}", " #01a2308e-82ac-7548-9091-80d5df2ed2c1}"])
def test_a_value_whose_last_mark_was_changed_does_not_run_on_into_the_note(path: Path, mark: str, after: str) -> None:
    facts = f'{{external-id="een rij{mark}{after}'
    reading = reread(path, FRONT_2 + f'- {facts} Wij delen alles. @jan #"}}raad"\n- Gewoon.\n')
    assert reading is not None
    assert [note.text for note in reading.notes] == ["Gewoon."]
    assert [refusal.line for refusal in reading.refusals] == [FRONT_2.count("\n") + 1]


def test_a_value_may_hold_curly_marks_within_straight_ones(path: Path) -> None:
    reading = reread(path, FRONT + '- {external-id="de rij “een”, of: a “b” c" star} Gewoon.\n')
    assert reading is not None
    assert [(note.external_id, note.star) for note in reading.notes] == [("de rij “een”, of: a “b” c", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Punten:\n- een\n- twee",
        "Het liep van 14:00 - 14:30 uur en toen niet meer",
        "Mail naar x@y.nl, of bel @jan, zei hij",
        'Hij zei - en dat was "mooi" - niets',
    ],
)
def test_a_list_and_a_dash_stay_text(path: Path, text: str) -> None:
    reading = reread(path, FRONT_2 + '- 14:02 " ' + text.replace("\n", "\n  ") + " @piet\n")
    assert reading is not None
    assert [(note.text, note.speaker) for note in reading.notes] == [(text, "piet")]


@pytest.mark.parametrize("text", ['noemt dit "maatwerk"', "Besluit: wij doen mee", "zegt het zo: ja"])
def test_what_a_speaker_says_may_hold_a_quotation_or_a_colon(path: Path, text: str) -> None:
    reading = reread(path, f"{FRONT}- @jan {text}\n")
    assert reading is not None
    assert [(note.text, note.speaker) for note in reading.notes] == [(text, "jan")]


@pytest.mark.parametrize("front", [FRONT, FRONT_2])
@pytest.mark.parametrize("speaker", ["@Jan", "@JAN", '@"Jan Smit"', "@jan"])
def test_a_speaker_is_the_one_of_the_register_in_any_letters(path: Path, front: str, speaker: str) -> None:
    register = "participants:\n  jan: {name: Jan Smit, consent: withdrawn}\n---\n"
    reading = reread(path, front.removesuffix("---\n") + register + f'- " Dit trek ik in. {speaker}\n')
    assert reading is not None
    assert [note.speaker for note in reading.notes] == ["jan"]


@pytest.mark.parametrize("front", [FRONT, FRONT_2])
@pytest.mark.parametrize(
    "time",
    ["14:05", "14.05", "14.05 uur", "14u05", "14:05u", "14h05", "14:05 uur", "14U05", "14.05u", "14:05\u00a0uur"],
)
def test_a_time_is_read_in_all_its_forms(path: Path, front: str, time: str) -> None:
    for item in (
        f'{time} {{consent=withdrawn star}} " Dit trek ik in. @jan',
        f'{{consent=withdrawn star}} {time} " Dit trek ik in. @jan',
        f'" {{consent=withdrawn}} {{star}} {time} Dit trek ik in. @jan',
        f'@jan {time} "Dit trek ik in." {{star}}'.replace(" {star}", ""),
    ):
        reading = reread(path, front + f"- {item}\n")
        assert reading is not None and reading.refusals == ()
        (note,) = reading.notes
        assert (note.at, note.kind, note.text, note.speaker) == (
            datetime.time(14, 5),
            Kind.QUOTE,
            "Dit trek ik in.",
            "jan",
        )
        assert note.consent is (Consent.WITHDRAWN if "consent" in item else None)


@pytest.mark.parametrize(
    ("item", "kind", "speaker", "text"),
    [
        ("“ Wij delen alles. @jan", Kind.QUOTE, "jan", "Wij delen alles."),
        ("” Wij delen alles. @jan", Kind.QUOTE, "jan", "Wij delen alles."),
        ("„Wij delen alles.” @jan", Kind.QUOTE, "jan", "Wij delen alles."),
        ("«\u00a0Wij delen alles.\u00a0»", Kind.QUOTE, "", "Wij delen alles."),
        ("“ Wij delen alles.” @jan", Kind.QUOTE, "jan", "Wij delen alles."),
        ("«Wij delen alles.»", Kind.QUOTE, "", "Wij delen alles."),
        ("‘Wij delen alles.’ @jan", Kind.QUOTE, "jan", "Wij delen alles."),
        ("‘s Avonds niet", Kind.OBSERVATION, "", "‘s Avonds niet"),
        ("’s Avonds niet", Kind.OBSERVATION, "", "’s Avonds niet"),
        ('"Citaat zonder spatie', Kind.QUOTE, "", "Citaat zonder spatie"),
        ('"Citaat" zei hij', Kind.OBSERVATION, "", '"Citaat" zei hij'),
        ("?Waarom", Kind.QUESTION, "", "Waarom"),
        ("!Inzicht", Kind.INSIGHT, "", "Inzicht"),
        ("*Bellen", Kind.ACTION, "", "Bellen"),
        ("*nadruk* is geen actie", Kind.OBSERVATION, "", "*nadruk* is geen actie"),
        ('@jan " Zo is het', Kind.QUOTE, "jan", "Zo is het"),
        ('#raad @jan " Zo is het', Kind.QUOTE, "jan", "Zo is het"),
        ("@jan > Als dat zo is", Kind.QUOTE, "jan", "Als dat zo is"),
        ("@jan: Zo is het", Kind.OBSERVATION, "jan", "Zo is het"),
        ("@“Jan Jansen” Zo is het", Kind.OBSERVATION, "Jan Jansen", "Zo is het"),
    ],
)
@pytest.mark.parametrize("front", [FRONT, FRONT_2])
def test_a_mark_is_read_where_it_is_clear(
    path: Path, front: str, item: str, kind: Kind, speaker: str, text: str
) -> None:
    reading = reread(path, front + f"- {item}\n")
    assert reading is not None and reading.refusals == ()
    (note,) = reading.notes
    assert (note.kind, note.speaker, note.text) == (kind, speaker, text)


@pytest.mark.parametrize("front", [FRONT, FRONT_2])
@pytest.mark.parametrize(
    "item",
    [
        "Dit trek ik in. {consent=withdrawn}",
        "Dit {consent=withdrawn} trek ik in.",
        "{consent=ingetrokken} Dit trek ik in.",
        '" {Consent=withdrawn} Dit trek ik in.',
        "Dit trek ik in. {toestemming: geen}",
        "Dit trek ik in.\n  - 14:03 {consent=withdrawn} Dit ook",
        "{#01900000-0001-7000-8000-000000000000 v=1} Dit trek ik in. {consent=withdrawn}",
        "(consent=withdrawn) tekst",
        "14:03 [Consent = withdrawn] tekst",
        "Dit trek ik in. ｛toestemming=ingetrokken｝",
        "{#geen-id} tekst",
        "#raad {#geen-id} tekst",
        "25.10 uur tekst",
        "14:05-14:30 tekst",
        "@“Jan \\“de” Vos” tekst",
    ],
)
def test_braces_times_and_names_that_are_not_read_are_refused(path: Path, front: str, item: str) -> None:
    reading = reread(path, front + f"- {item}\n- Gewoon.\n")
    assert reading is not None
    assert [note.text for note in reading.notes] == ["Gewoon."]
    assert [refusal.line for refusal in reading.refusals] == [front.count("\n") + 1]


@pytest.mark.parametrize("time", ["14:05:", "14:05-14:30", "25:00"])
def test_what_is_no_time_is_told_whole(path: Path, time: str) -> None:
    reading = reread(path, FRONT_2 + f"- {time} tekst\n")
    assert reading is not None
    assert [refusal.reason for refusal in reading.refusals] == [f"“{time}” is no time; write it as 14:05"]


@pytest.mark.parametrize(
    "text",
    [
        "= Wij doen mee",
        "=Wij",
        "* x >15-1-2027",
        "!! Niet voor buiten",
        "!!Niet",
        "Bellen @-",
        "Bellen >15-1",
        "## Kop",
        "=x",
    ],
)
def test_the_new_marks_stay_text_in_what_version_0_1_wrote_and_in_what_is_written_now(path: Path, text: str) -> None:
    with_id = f"- {{#01900000-0001-7000-8000-000000000000 v=1}} * {text}\n"
    old = reread(path, FRONT + with_id)
    assert old is not None and [(note.text, note.consent) for note in old.notes] == [(text, None)]
    new = reread(path, write_session(SESSION, old.notes))
    assert new is not None and new.notes == old.notes
    typed = reread(path, FRONT + f"- * {text}\n")
    assert typed is not None and [(note.text, note.consent) for note in typed.notes] == [(text, None)]


def test_the_marks_of_grammar_2(path: Path) -> None:
    body = '- !! " Niet voor buiten @jan\n- !!Ook niet\n- {consent=withdrawn} !! Weg\n- Gewoon @-\n'
    reading = reread(path, FRONT_2 + body)
    assert reading is not None and reading.refusals == ()
    assert [(note.consent, note.speaker, note.text) for note in reading.notes] == [
        (Consent.BACKGROUND, "jan", "Niet voor buiten"),
        (Consent.BACKGROUND, "", "Ook niet"),
        (Consent.WITHDRAWN, "", "Weg"),
        (None, "", "Gewoon"),
    ]
    assert strictest([Consent.NAME, Consent.BACKGROUND]) is Consent.BACKGROUND


@pytest.mark.parametrize(
    ("item", "kind", "text", "owner", "due"),
    [
        ("= Wij doen mee", Kind.DECISION, "Wij doen mee", "", None),
        ("=Wij doen mee @jan", Kind.DECISION, "Wij doen mee", "", None),
        ("* Bellen >15-1", Kind.ACTION, "Bellen", "", datetime.date(2021, 1, 15)),
        ("* Bellen >12-3", Kind.ACTION, "Bellen", "", datetime.date(2020, 3, 12)),
        ("*Bellen >29–2 #raad", Kind.ACTION, "Bellen", "", datetime.date(2024, 2, 29)),
        ("*Bellen >15-1-2027 @jan", Kind.ACTION, "Bellen", "jan", datetime.date(2027, 1, 15)),
        ("@jan * Bellen >15-1-27", Kind.ACTION, "Bellen", "jan", datetime.date(2027, 1, 15)),
        ("{owner=jan due=2027-01-15} * Bellen", Kind.ACTION, "Bellen", "jan", datetime.date(2027, 1, 15)),
        (
            "* @jan >15-1-2027 Bellen,\n  of mailen",
            Kind.ACTION,
            "Bellen,\nof mailen",
            "jan",
            datetime.date(2027, 1, 15),
        ),
        ("Bellen >15-1", Kind.OBSERVATION, "Bellen >15-1", "", None),
        ("* Bellen \\>15-1", Kind.ACTION, "Bellen >15-1", "", None),
        ("* 3 >2-1 en niet anders", Kind.ACTION, "3 >2-1 en niet anders", "", None),
    ],
)
def test_decisions_and_actions_with_who_is_to_do_them_and_by_when(
    path: Path, item: str, kind: Kind, text: str, owner: str, due: datetime.date | None
) -> None:
    reading = reread(path, FRONT_2 + f"- {item}\n")
    assert reading is not None and reading.refusals == ()
    (note,) = reading.notes
    assert (note.kind, note.text, note.owner, note.due) == (kind, text, owner, due)
    assert note.speaker == ("jan" if kind is Kind.DECISION and "@jan" in item else "")
    again = reread(path, write_session(SESSION, [note]))
    assert again is not None and (again.refusals, again.notes) == ((), (note,))


def test_an_action_keeps_its_speaker_and_what_is_no_action_who_was_to_do_it(path: Path) -> None:
    ids = [f"01900000-0001-7000-8000-00000000000{place}" for place in range(3)]
    due = datetime.date(2021, 1, 15)
    notes = (
        Note(id=ids[0], session="s", text="Bellen", kind=Kind.ACTION, speaker="jan", owner="bo de vries", done=due),
        Note(id=ids[1], session="s", text="Ja", kind=Kind.QUOTE, speaker="jan", owner="bo", due=due),
        Note(id=ids[2], session="s", text="Zo", owner="bo", done=due, due=due),
    )
    written = write_session(SESSION, notes)
    again = reread(path, written)
    assert again is not None and (again.refusals, again.notes) == ((), notes)
    assert '* Bellen @"bo de vries"' in written and "speaker=jan done=2021-01-15" in written


@pytest.mark.parametrize("item", ["## Kop", "* Bellen >31-2", "* Bellen >31-2-2027", "* Bellen >1-13-2027"])
def test_an_agenda_item_and_a_day_that_is_none_are_refused_with_their_line(path: Path, item: str) -> None:
    reading = reread(path, FRONT_2 + f"- {item}\n")
    assert reading is not None and (reading.notes, [one.line for one in reading.refusals]) == ((), [8])


@pytest.mark.parametrize("front", [FRONT, FRONT_2])
def test_a_level_in_a_heading_is_refused_and_one_that_is_text_is_kept(path: Path, front: str) -> None:
    reading = reread(path, front + "## Vertrouwelijk {consent=background}\n\n- Gewoon.\n")
    assert reading is not None and [one.line for one in reading.refusals] == [front.count("\n") + 1]
    note = Note(id="01900000-0001-7000-8000-000000000000", session="s", text="x", context=("Over {consent=role}",))
    again = reread(path, write_session(SESSION, [note]))
    assert again is not None and (again.refusals, again.notes) == ((), (note,))


def test_a_grammar_that_is_not_known_is_refused(path: Path) -> None:
    path.write_text(FRONT_2.replace("grammar: 2", "grammar: 3"), "utf-8")
    with pytest.raises(FileRefused, match="grammar"):
        read(path, OPTIONS)
