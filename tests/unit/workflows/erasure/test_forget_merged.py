"""What was forgotten on one of two computers is forgotten on both, whichever is merged into which."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kennis.nouns import Note, Participant
from kennis.store import Offer
from kennis.workflows import import_files, session_files
from kennis.workflows.draft_files import claim
from kennis.workflows.erasure import forget
from kennis.workflows.workspace import Workspace, init
from tests.samples import note, session
from tests.unit.workflows.test_archive import taken, written

SAID = "Deze uitspraak moet overal weg en nergens blijven."
OTHER = "Iets heel anders dat blijft staan."


def computer(folder: Path, *notes: Note, people: tuple[Participant, ...] = ()) -> Workspace:
    """Give a workspace that holds these notes of one session, and one more."""
    made = init(folder)
    with made.store() as store:
        store.take_in(Offer((session(people=people),), (*notes, note(50, OTHER))))
    return made


def texts(workspace: Workspace) -> list[str]:
    """Give the texts of all notes."""
    with workspace.store() as store:
        return sorted(one.text for one in store.notes.select())


@pytest.mark.parametrize("forgets", ["here", "there"])
def test_a_note_that_each_has_under_an_id_of_its_own(tmp_path: Path, forgets: str) -> None:
    one, other = computer(tmp_path / "een", note(1, SAID)), computer(tmp_path / "twee", note(2, SAID))
    forget.forget(one if forgets == "here" else other, "n1")
    assert taken(one, written(other)).stored
    assert texts(one) == [OTHER] and forget.finish(one) is None
    lines = forget.ledger(one)
    assert all(line.done for line in lines)


def test_the_same_words_that_were_kept_there_are_another_note(tmp_path: Path) -> None:
    one = computer(tmp_path / "een", note(1, SAID), note(3, SAID))
    other = computer(tmp_path / "twee", note(1, SAID), note(3, SAID))
    forget.forget(other, "n1")
    taken(one, written(other))
    assert texts(one) == sorted([SAID, OTHER])


def test_the_same_words_of_somebody_else_stay(tmp_path: Path) -> None:
    people = (Participant(handle="jan", name="Jan"), Participant(handle="eva", name="Eva"))
    jans, evas = replace(note(1, "Eens."), speaker="jan"), replace(note(3, "Eens."), speaker="eva")
    one = computer(tmp_path / "een", jans, evas, people=people)
    other = computer(tmp_path / "twee", jans, people=people)
    forget.forget(other, "n1")
    taken(one, written(other))
    assert texts(one) == ["Eens.", OTHER]
    with one.store() as store:
        assert evas.id in {each.id for each in store.notes.select()}


def test_what_is_interrupted_after_the_merge_is_finished_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = computer(tmp_path / "een", note(1, SAID)), computer(tmp_path / "twee", note(2, SAID))
    forget.forget(other, "n1")
    path = written(other)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(import_files, "_forgotten", lambda _workspace: _interrupt())
        taken(one, path)
    assert SAID in texts(one)
    finished = forget.finish(one)
    assert finished is not None and "n1" in finished.names and texts(one) == [OTHER]


def test_who_is_in_the_way_of_it_is_told(tmp_path: Path) -> None:
    one, other = computer(tmp_path / "een", note(1, SAID)), computer(tmp_path / "twee", note(1, SAID))
    forget.forget(other, "n1")
    path = written(other)
    with claim(one.database):
        told = taken(one, path).notices[-1]
    assert "still stands here, until you do:  kennis forget  (another kennis is at work" in told
    assert forget.finish(one) is not None and texts(one) == [OTHER]


def _interrupt() -> Any:
    raise KeyboardInterrupt


def test_the_folder_that_an_archive_is_read_in_is_gone_when_that_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = computer(tmp_path / "een", note(1, SAID)), computer(tmp_path / "twee", note(1, SAID))
    forget.forget(other, "n1")
    real, seen = forget.finish, list[list[Path]]()

    def finish(workspace: Workspace) -> forget.Forgetting | None:
        seen.append(list(workspace.database.glob(".new-*")))
        return real(workspace)

    monkeypatch.setattr(forget, "finish", finish)
    taken(one, written(other))
    assert seen == [[]] and texts(one) == [OTHER]


def test_a_person_without_notes_who_is_held_back_is_told(tmp_path: Path) -> None:
    anne = Participant(handle="anne", name="Anne Stil")
    one, other = (computer(tmp_path / name, people=(anne,)) for name in ("een", "twee"))
    forget.forget(one, "anne")
    (said,) = [each for each in taken(one, written(other)).notices if "not taken in" in each]
    assert said.startswith("1 forgotten notes or people")
    with one.store() as store:
        assert store.notes.session(session().id).participants == ()


NAMED = "2020-03-12-overleg-met-anne-stil"


def named(folder: Path) -> Workspace:
    """Give a workspace with a session that is called after a person."""
    made, anne = init(folder), Participant(handle="anne", name="Anne Stil")
    header = replace(session(NAMED, (anne,)), title="Overleg met Anne Stil")
    theirs = replace(note(1, SAID, within=NAMED), speaker="anne")
    with made.store() as store:
        store.take_in(Offer((header,), (theirs, note(50, OTHER, within=NAMED))))
    return made


def called(workspace: Workspace) -> list[tuple[str, str]]:
    """Give the ids and titles of all sessions."""
    with workspace.store() as store:
        return [(one.id, one.title) for one in store.notes.sessions()]


@pytest.mark.parametrize("forgets", ["here", "there", "both"])
def test_a_session_that_lost_a_name_is_one_session_on_both(tmp_path: Path, forgets: str) -> None:
    one, other = named(tmp_path / "een"), named(tmp_path / "twee")
    for who, workspace in (("here", one), ("there", other)):
        if forgets in (who, "both"):
            forget.forget(workspace, "anne")
    assert taken(one, written(other)).stored
    ((name, title),) = called(one)
    assert "anne" not in name and title == "Overleg met […]" and texts(one) == [OTHER]
    assert forget.finish(one) is None
    assert taken(other, written(one)).stored
    assert called(other) == called(one) and texts(other) == [OTHER]


def test_a_file_of_who_forgot_is_met_where_nobody_has_yet(tmp_path: Path) -> None:
    one, other = named(tmp_path / "een"), named(tmp_path / "twee")
    forget.forget(one, "anne")
    ((new, _title),) = called(one)
    with one.store() as store:
        written_to = session_files.write_file(one, store, new)
    (report,) = import_files.import_files(other, [Path(written_to.path)], import_files.Choices())
    assert report.stored and any(NAMED in told and new in told for told in report.notices)
    assert [name for name, _title in called(other)] == [NAMED] and len(texts(other)) == 2
