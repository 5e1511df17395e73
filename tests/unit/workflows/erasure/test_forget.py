"""Forgetting in a workspace: interrupted anywhere it is finished by the next, and backups, drafts and files follow."""

import dataclasses
import datetime
import json
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kennis import edit_json
from kennis.errors import InputError, UnknownItem, WorkspaceError
from kennis.nouns import Draft, Fate, Forgotten, Participant, Sign, Trace, Why
from kennis.nouns.edits import Unfinished
from kennis.store import FILE, Offer, sqlite
from kennis.store.sqlite import backups
from kennis.store.sqlite.repair import repair
from kennis.workflows import import_files, person_lookup
from kennis.workflows.draft_files import claim
from kennis.workflows.erasure import backup_copies, file_search
from kennis.workflows.erasure import forget as forgetting
from kennis.workflows.safety import backup, doctor, restore
from kennis.workflows.workspace import Workspace, find
from tests.ledgers import fill
from tests.samples import note, session
from tests.unit.store.erasure.test_erase import CANARIES, NOW, SPEAKER, canary, found_in
from tests.unit.store.sqlite import rows

HANDLE = SPEAKER.handle


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace in which canary words stand everywhere, which no test may change."""
    from kennis.workflows.session_files import write_sessions
    from kennis.workflows.workspace import init

    workspace = init(tmp_path_factory.mktemp("vergeten") / "ruimte")
    with workspace.store() as store:
        fill(store)
        canary(store)
    backup.back_up(workspace)
    write_sessions(workspace)
    (workspace.exports / "boek.md").write_text(f"# Boek\n\n{NOW}\n", "utf-8")
    with claim(workspace.database) as client:
        client.keep(Draft(session=session().id, text="half een zin", speaker=HANDLE))
    return workspace.folder


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Workspace:
    """Give a copy of it that may be changed."""
    return find(Path(shutil.copytree(made, tmp_path / "ruimte")))


def everywhere(workspace: Workspace) -> set[str]:
    """Give the files that hold a canary word."""
    files = [path for path in workspace.folder.rglob("*") if path.is_file() and found_in(path, *CANARIES)]
    return {str(path.relative_to(workspace.folder)) for path in files}


def forget(workspace: Workspace) -> forgetting.Forgetting:
    """Forget the person, with all exports."""
    return forgetting.forget(workspace, HANDLE, forgetting.ForgetOptions(exports=True))


def test_it_is_gone_everywhere(workspace: Workspace) -> None:
    (copy,) = backup.every(workspace)
    path = f"sessions/{session().id}.md"
    held = {f".kennis/{FILE}", f".kennis/backups/{copy.path.name}", ".kennis/places/1.json", path, "exports/boek.md"}
    assert everywhere(workspace) == held
    done = forget(workspace)
    assert done.done and done.left == 0 and not done.repository
    assert everywhere(workspace) == set()
    (kept,) = backup.every(workspace)
    assert kept.path == copy.path and repair.examine(kept.path) == ()
    assert doctor.examine(workspace.folder).found == ()
    assert not (workspace.folder / "exports/boek.md").exists()
    draft = edit_json.draft(json.loads((workspace.database / "places" / "1.json").read_text("utf-8")))
    assert (draft.text, draft.speaker) == ("half een zin", "")


STEPS: dict[str, tuple[object, str]] = {
    "files": (forgetting, "_carry_out"),
    "backups": (backup_copies, "forget"),
    "a backup": (backup_copies, "_put_in_place"),
    "database": (forgetting, "erase"),
    "session files": (forgetting, "_write_files"),
    "pages": (forgetting, "wipe"),
}


@pytest.mark.parametrize(("step", "late"), [*((step, False) for step in STEPS), ("backups", True), ("database", True)])
def test_what_is_interrupted_is_finished_by_the_next(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, step: str, late: bool
) -> None:
    module, name = STEPS[step]
    real: Callable[..., object] = getattr(module, name)

    def broken(*given: object) -> object:
        if late:
            real(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(module, name, broken)
        forget(workspace)
    assert [one.name for one in doctor.examine(workspace.folder).found] == ["forgotten"]
    (workspace.exports / "boek.md").unlink(missing_ok=True)
    finished = forgetting.finish(workspace)
    assert finished is not None and finished.done
    assert everywhere(workspace) == set()
    assert doctor.examine(workspace.folder).found == ()
    assert forgetting.finish(workspace) is None


def interrupted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, step: str = "backups", name: str = HANDLE
) -> None:
    """Begin to forget somebody, and stop before a step."""
    module, function = STEPS[step]

    def broken(*_given: object) -> object:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(module, function, broken)
        forgetting.forget(workspace, name, forgetting.ForgetOptions(exports=True))


def test_who_forgets_something_else_finishes_first_what_was_interrupted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(workspace, monkeypatch)
    done = forgetting.forget(workspace, "n1")
    assert done.names == ("n13", f"{session().id}/{HANDLE}", "n1") and done.called.endswith("n1")
    assert everywhere(workspace) == set()
    assert all(one.done for one in forgetting.ledger(workspace)) and forgetting.finish(workspace) is None


def test_who_is_forgotten_again_after_an_interruption_is_listed_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(workspace, monkeypatch)
    done = forget(workspace)
    assert (done.called, done.names) == (f"{SPEAKER.name} ({SPEAKER.role})", ("n13", f"{session().id}/{HANDLE}"))
    assert everywhere(workspace) == set() and all(one.done for one in forgetting.ledger(workspace))
    assert len({one.at for one in forgetting.ledger(workspace) if one.sign is Sign.HANDLE}) == 1


def test_names_in_the_words_of_others_go_also_where_that_is_asked_for_after_an_interruption(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.store() as store:
        store.take_in(Offer((session(),), (note(98, f"Volgens {SPEAKER.name} klopt dat."),)))
    interrupted(workspace, monkeypatch)
    forgetting.forget(workspace, HANDLE, forgetting.ForgetOptions(exports=True, mentions=True))
    with workspace.store() as store:
        assert not any(SPEAKER.name in one.text for one in store.notes.select())


def test_what_was_interrupted_and_stands_in_exports_asks_what_becomes_of_them(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(workspace, monkeypatch, "files")
    with pytest.raises(InputError, match="exports hold it"):
        forgetting.forget(workspace, "n1")
    assert not all(one.done for one in forgetting.ledger(workspace))
    assert forgetting.forget(workspace, "n1", forgetting.ForgetOptions(exports=True)).left == 0
    assert everywhere(workspace) == set()


def test_what_another_program_enters_meanwhile_is_not_settled(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = Forgotten(key=note(1).id, sign=Sign.NOTE, at=datetime.datetime.now(datetime.UTC), number=1)
    real = forgetting._write_files

    def meanwhile(*given: Any) -> None:
        real(*given)
        with workspace.store() as store:
            store.forgetting.enter([late])

    monkeypatch.setattr(forgetting, "_write_files", meanwhile)
    forget(workspace)
    assert [one.key for one in forgetting.ledger(workspace) if not one.done] == [late.key]


@pytest.mark.parametrize(
    ("step", "called"), [("backups", "los/bo"), ("session files", "somebody whose name is not known any more")]
)
def test_a_person_without_notes_is_named_when_what_was_interrupted_is_finished(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, step: str, called: str
) -> None:
    with workspace.store() as store:
        store.take_in(Offer((session("los", people=(person("bo", "Bo Stil"),)),)))
    interrupted(workspace, monkeypatch, step, "bo")
    finished = forgetting.finish(workspace)
    assert finished is not None and finished.called == called


def test_a_database_of_an_older_schema_is_brought_up_to_date_first(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite.driver().connect(str(workspace.database / FILE))) as connection, connection:
        rows.without_rules(connection.execute)
        connection.execute("DROP TABLE forgotten")
        for column in ("owner", "due", "done"):
            connection.execute(f"ALTER TABLE note DROP COLUMN {column}")
        connection.execute("UPDATE alembic_version SET version_num = '0006'")
        connection.execute("PRAGMA user_version = 6")
    monkeypatch.setattr(backups, "_PATIENCE", 0)
    assert forget(workspace).done and everywhere(workspace) == set()


def test_what_a_killed_program_left_behind_goes_and_what_others_left_is_told(workspace: Workspace) -> None:
    folder = workspace.folder
    left = [".kennis/.new-123/kennis.db", "sessions/.x.md.12345678.tmp", ".kennis/places/.1.json.0123abcd.tmp"]
    told = [".kennis/kennis.db.bak", "aantekeningen/bron.csv", "sessions/bijdrage.txt"]
    for name in (*left, *told):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(NOW, "utf-8")
    for name in (*left, ".kennis/.new-123"):
        os.utime(folder / name, (0, 0))
    done = forget(workspace)
    assert everywhere(workspace) == set(told)
    assert {one.item for one in done.found if one.fate is Fate.LEFT} == set(told) and done.left == 3


def test_a_session_file_that_cannot_be_read_is_told(workspace: Workspace) -> None:
    path = workspace.sessions / f"{session().id}.md"
    path.write_text(path.read_text("utf-8") + "\nGeen notitie.\n", "utf-8")
    done = forget(workspace)
    assert [(one.item, one.why) for one in done.found if one.sort is Trace.FILE] == [
        (f"sessions/{path.name}", "unreadable")
    ]
    assert done.left == 1 and everywhere(workspace) == {f"sessions/{path.name}"}


def test_a_backup_that_cannot_be_read_is_deleted(workspace: Workspace) -> None:
    spoilt = workspace.database / backups.FOLDER / "kennis-20200312T000000Z-unread.db"
    spoilt.write_bytes(b"geen database" + NOW.encode() * 100)
    found = {one.item: one.why for one in forget(workspace).found if one.sort is Trace.BACKUP}
    assert found[spoilt.name] == Why.UNREAD and not spoilt.exists()


def test_a_backup_that_does_not_hold_it_stays_as_it_is(workspace: Workspace) -> None:
    shutil.rmtree(workspace.database / backups.FOLDER)
    with workspace.store() as store:
        store.take_in(Offer((session(),), (note(99, "Een late notitie die niet in de oude kopie staat."),)))
    before = backup.back_up(workspace).backup.path.read_bytes()
    with workspace.store() as store:
        store.take_in(Offer((session(),), (note(100, "Nog later."),)))
    assert forgetting.forget(workspace, "n15").done
    assert [one.path.read_bytes() for one in backup.every(workspace)] == [before]


def test_a_restore_forgets_again_also_where_the_present_database_is_lost(workspace: Workspace, tmp_path: Path) -> None:
    (copy,) = backup.every(workspace)
    shutil.copy(copy.path, tmp_path / "oud.db")
    forget(workspace)
    assert restore.compare(workspace, str(tmp_path / "oud.db")).forgotten == 1
    (workspace.database / FILE).write_bytes(b"geen database" * 1000)
    assert restore.restore(workspace, str(tmp_path / "oud.db")).forgotten == 1
    assert not found_in(workspace.database / FILE, *CANARIES)
    assert [one.number for one in forgetting.ledger(workspace) if one.number] == [13]


def test_an_old_file_does_not_bring_it_back(workspace: Workspace, tmp_path: Path) -> None:
    path = workspace.sessions / f"{session().id}.md"
    shutil.copy(path, tmp_path / path.name)
    forget(workspace)
    (report,) = import_files.import_files(workspace, [tmp_path / path.name], import_files.Choices())
    assert (report.added, report.known) == (0, 12) and "not taken in" in " ".join(report.notices)
    assert not found_in(workspace.database / FILE, *CANARIES)


def test_an_old_table_does_not_bring_it_back(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text(
        "text,external_id,speaker\nEerste zin hier.,r1,Anne\nTweede zin hier.,,Anne\nDerde.,r3,Bo\n", "utf-8"
    )
    import_files.import_files(workspace, [path], import_files.Choices(session="tabel"))
    for name in ("n14", "n15"):
        forgetting.forget(workspace, name)
    (report,) = import_files.import_files(workspace, [path], import_files.Choices(session="tabel"))
    assert (report.read, report.added, report.known) == (3, 0, 1)
    forgetting.forget(workspace, "Bo")
    (report,) = import_files.import_files(workspace, [path], import_files.Choices(session="tabel"))
    assert (report.added, report.known) == (0, 0)


def test_somebody_at_work_is_not_disturbed(workspace: Workspace) -> None:
    with claim(workspace.database), pytest.raises(WorkspaceError, match="at work"):
        forget(workspace)
    assert forgetting.ledger(workspace) == ()


def test_nobody_of_that_name(workspace: Workspace) -> None:
    for name in ("niemand", "n99", ""):
        with pytest.raises(UnknownItem, match="no person and no note"):
            forgetting.look(workspace, name)


def person(handle: str, name: str = "", organisation: str = "") -> Participant:
    """Give a person."""
    return Participant(handle=handle, name=name, organisation=organisation)


def test_one_person_in_several_sessions_is_one_and_two_of_a_name_are_two() -> None:
    both = (
        session("een", (person("anne", "Anne Bakker"), person("jan", "Jan Smit", "A"), person("gast"))),
        session("twee", (person("a-bakker", "anne  bakker"), person("jan", "Jan Smit", "B"), person("gast", "gast"))),
    )
    anne = person_lookup.find(both, "Anne Bakker")
    assert anne is not None and [one.name for one in anne] == ["een/anne", "twee/a-bakker"]
    assert person_lookup.find(both, "een/anne") == anne == person_lookup.find(both, "@a-bakker")
    for name in ("Jan Smit", "jan", "gast"):
        with pytest.raises(UnknownItem, match="one of several"):
            person_lookup.find(both, name)
    assert [one.name for one in person_lookup.find(both, "twee/jan") or ()] == ["twee/jan"]
    assert person_lookup.find(both, "niemand") is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<p>De <em>kan</em>arievogels &amp; lang&shy;s</p>"),
        ("a.json", '{"x": "de kanarie\\u0076ogels & langs"}'),
        ("a.xml", "<w:r><w:t>De kanarie</w:t></w:r><w:r><w:t>vogels &#38; langs</w:t></w:r>"),
        ("de-kanarievogels-langs.txt", ""),
    ],
)
def test_words_are_found_however_they_are_written(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    assert file_search.holds(tmp_path / name, lambda text: "kanarievogels" in text and "langs" in text)


def test_a_draft_of_the_note_is_emptied(workspace: Workspace) -> None:
    with workspace.store() as store:
        gone = store.forgetting.note("n13")
    with claim(workspace.database) as client:
        begun = (Unfinished(f"memo note {gone.id} ", "Bij deze notitie."), Unfinished("passage p", f"Dus: {NOW}"))
        left = Draft(session=session().id, text=NOW, note=gone.id, editing=True, speaker="x")
        client.keep(dataclasses.replace(left, unfinished=begun, others=(dataclasses.replace(left, session="elders"),)))
    with pytest.raises(InputError, match="nothing is forgotten yet"):
        forgetting.forget(workspace, "n13")
    done = forgetting.forget(workspace, "n13", forgetting.ForgetOptions(keep_exports=True))
    assert (Trace.DRAFT, Fate.ERASED) in {(one.sort, one.fate) for one in done.found}
    assert not found_in(workspace.database / "places" / "1.json", *CANARIES[:4])
