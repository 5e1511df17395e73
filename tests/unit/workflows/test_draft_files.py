"""Places to type from: one each, and what was left there."""

import dataclasses
import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kennis import edit_json
from kennis.errors import WorkspaceError
from kennis.nouns import Attribute, Consent, Draft, Edit, EditKind, Kind, Note, Step
from kennis.nouns.edits import Unfinished
from kennis.nouns.note_fields import note_of, plain_note
from kennis.workflows.draft_files import claim, left

NOTE = Note(
    id="01900000-0000-7000-8000-000000000001",
    session="s",
    text="Wie de bron beheert,\nbepaalt het gesprek.",
    kind=Kind.QUOTE,
    at=datetime.time(14, 5, 7),
    speaker="adviseur",
    tags=("raad",),
    lenses=("verkokering",),
    consent=Consent.ROLE,
    star=True,
    context=("Agenda",),
    external_id="r7",
    attributes=(Attribute("department", ("A", "B")),),
    version=3,
    lineage=("aa", "bb", "cc"),
    number=17,
)
DRAFT = Draft(
    session="s",
    note="01900000-0000-7000-8000-000000000002",
    text='" half een zi',
    cursor=(0, 13),
    at=datetime.time(14, 6),
    speaker="adviseur",
    waiting=(Edit("01900000-0000-7000-8000-000000000003", "s", EditKind.TEXT, (Step(NOTE, NOTE), Step(None, NOTE))),),
    unfinished=(Unfinished("passage 1", "Half een alinea"),),
    others=(Draft(session="t", note="01900000-0000-7000-8000-000000000004", text="elders", editing=True),),
)


def test_what_was_kept_is_there_for_the_next(tmp_path: Path) -> None:
    with claim(tmp_path) as client:
        assert client.draft() == Draft()
        client.keep(DRAFT)
        client.keep(dataclasses.replace(DRAFT, text="anders"))
        client.keep(DRAFT)
    with claim(tmp_path) as client:
        assert client.name == "1" and client.draft() == DRAFT


def test_a_place_where_only_other_sessions_texts_were_left_is_taken_first(tmp_path: Path) -> None:
    with claim(tmp_path), claim(tmp_path) as second:
        second.keep(Draft(others=DRAFT.others))
    with claim(tmp_path) as client:
        assert client.name == "2" and client.draft().others == DRAFT.others
    assert [*left(tmp_path)] == ["2"]


def test_half_a_surrogate_pair_is_kept_too(tmp_path: Path) -> None:
    with claim(tmp_path) as client:
        client.keep(dataclasses.replace(DRAFT, text="een \ud83d zin"))
        assert client.draft().text == "een \ud83d zin"


def test_two_at_once_have_places_of_their_own(tmp_path: Path) -> None:
    with claim(tmp_path) as first, claim(tmp_path) as second:
        first.keep(DRAFT)
        assert (first.name, second.name, second.draft()) == ("1", "2", Draft())
        first.leave()
        with claim(tmp_path) as third:
            assert third.name == "1" and third.draft() == DRAFT


def test_who_starts_next_gets_what_was_left_also_at_a_later_place(tmp_path: Path) -> None:
    with claim(tmp_path) as first, claim(tmp_path) as second:
        first.keep(Draft(session="s", speaker="adviseur"))
        second.keep(DRAFT)
    with claim(tmp_path) as client, claim(tmp_path) as other:
        assert (client.name, client.draft()) == ("2", DRAFT)
        assert other.name == "1"


def test_a_file_half_written_by_who_was_killed_is_swept(tmp_path: Path) -> None:
    with claim(tmp_path) as first, claim(tmp_path):
        first.keep(DRAFT)
        (tmp_path / "places" / ".1.json.0a1b2c3d.tmp").write_text("half een zi")
        (tmp_path / "places" / ".2.json.0a1b2c3d.tmp").write_text("van een ander die nog leeft")
        first.leave()
        with claim(tmp_path) as again:
            assert again.draft() == DRAFT
        assert [path.name for path in (tmp_path / "places").glob("*.tmp")] == [".2.json.0a1b2c3d.tmp"]


def test_a_place_is_free_again_when_its_process_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from kennis.workflows.draft_files import claim\n"
        "client = claim(Path(sys.argv[1])); print(client.name, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "1\n"
        with claim(tmp_path) as mine:
            assert mine.name == "2"
        process.kill()
        process.wait()
        with claim(tmp_path) as mine:
            assert mine.name == "1"


def test_what_cannot_be_read_is_put_aside_not_lost(tmp_path: Path) -> None:
    with claim(tmp_path) as client:
        client.keep(DRAFT)
        (kept,) = (tmp_path / "places").glob("*.json")
        kept.write_text('{"text": "half', "utf-8")
        assert client.draft() == Draft()
        client.keep(DRAFT)
    aside = kept.with_suffix(".1.unread")
    assert aside.read_text("utf-8") == '{"text": "half'


def test_where_nothing_can_be_kept_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "places").write_text("in the way")
    client = claim(tmp_path)
    assert (client.name, client.draft()) == ("0", Draft())
    with pytest.raises(WorkspaceError, match="cannot be kept"):
        client.keep(DRAFT)
    (tmp_path / "places").unlink()
    client.keep(DRAFT)
    client.leave()
    with claim(tmp_path) as next_one:
        assert (next_one.name, next_one.draft()) == ("1", DRAFT)


def test_the_files_are_for_their_owner_only(tmp_path: Path) -> None:
    with claim(tmp_path) as client:
        client.keep(DRAFT)
        assert (tmp_path / "places").stat().st_mode & 0o077 == 0


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    line=st.integers(0, 9),
    speaker=st.sampled_from(["", "bo"]),
    editing=st.booleans(),
)
def test_a_draft_as_plain_values_is_the_same_draft(text: str, line: int, speaker: str, editing: bool) -> None:
    draft = dataclasses.replace(DRAFT, text=text, cursor=(line, len(text)), speaker=speaker, editing=editing)
    assert edit_json.draft(edit_json.of_draft(draft)) == draft
    bare = Note(id="x", session="s", text=text)
    assert note_of(plain_note(bare)) == bare and note_of(plain_note(NOTE)) == NOTE
