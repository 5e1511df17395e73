"""What was forgotten does not come back in other letters that read the same, by any door."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kennis.nouns import Forgotten, Note, Participant, Sign
from kennis.store import Offer
from kennis.store.erasure import ForgottenDigests
from kennis.store.erasure.scrub_text import Scrub
from kennis.workflows import import_files, session_files
from kennis.workflows.erasure import forget
from kennis.workflows.safety import backup, restore
from kennis.workflows.workspace import Workspace, find, init
from tests.samples import note, session
from tests.unit.workflows.test_archive import taken, written
from tests.versions.printed import HERE

SAID = "De fiscale wijziging van de coöperatie is nooit besproken."
KEPT = "Iets heel anders dat blijft staan."
JAN = Participant(handle="jan", name="Jan Vijfsen")
SPELLINGS = (
    SAID.replace("wijziging", "wij\u00adzi\u00adging"),
    SAID.replace("wijziging", "wij\u200dziging").replace("nooit", "noo\u200cit"),
    SAID.replace("fi", "ﬁ").replace("wij", "wĳ"),
    SAID.replace("i", "i\u0307").replace("ö", "o\u034f\u0308"),
    SAID.replace("ö", "o"),
    SAID.upper(),
    SAID.replace(" ", "\u00a0"),
)
NOTES = tuple(note(number, spelt) for number, spelt in enumerate(SPELLINGS, 2))


def workspace_of(folder: Path, *notes: Note) -> Workspace:
    """Give a workspace that holds these notes of one session, and one more."""
    made = init(folder)
    with made.store() as store:
        store.take_in(Offer((session(people=(JAN,)),), (*notes, note(50, KEPT))))
    return made


def texts(workspace: Workspace) -> list[str]:
    """Give the texts of all notes."""
    with workspace.store() as store:
        return [one.text for one in store.notes.select()]


@pytest.fixture
def forgot(tmp_path: Path) -> Workspace:
    """Give a workspace that forgot the text."""
    made = workspace_of(tmp_path / "ruimte", note(1, SAID))
    forget.forget(made, "n1")
    return made


def by_session_file(workspace: Workspace) -> None:
    """Type the texts into the file of the session."""
    session_files.write_sessions(workspace)
    path = workspace.sessions / f"{session().id}.md"
    path.write_text("\n- ".join((path.read_text("utf-8").rstrip(), *SPELLINGS)) + "\n", "utf-8")
    import_files.import_files(workspace, [path], import_files.Choices())


def by_table(workspace: Workspace, texts: Sequence[str] = SPELLINGS) -> None:
    """Take in a table with the texts."""
    path = workspace.folder / "tabel.csv"
    path.write_text("\n".join(("text", *texts)) + "\n", "utf-8")
    import_files.import_files(workspace, [path], import_files.Choices(session=session().id))


def by_archive(workspace: Workspace) -> None:
    """Merge another workspace that has the texts under other ids."""
    taken(workspace, written(workspace_of(workspace.folder / "ander", *NOTES)))


def by_backup(workspace: Workspace) -> None:
    """Restore the database of another workspace that has the texts under other ids."""
    other = workspace_of(workspace.folder / "ander", *NOTES)
    restore.restore(workspace, str(backup.back_up(other).backup.path))


@pytest.mark.parametrize("door", [by_session_file, by_table, by_archive, by_backup])
def test_a_text_stays_forgotten(forgot: Workspace, door: Callable[[Workspace], None]) -> None:
    door(forgot)
    assert texts(forgot) == [KEPT]


def test_what_another_forgot_goes_here(tmp_path: Path) -> None:
    here, there = workspace_of(tmp_path / "een", *NOTES), workspace_of(tmp_path / "twee", note(1, SAID))
    forget.forget(there, "n1")
    taken(here, written(there))
    assert texts(here) == [KEPT] and forget.finish(here) is None


def test_other_words_are_taken_in(forgot: Workspace) -> None:
    by_table(forgot, [SAID.replace("nooit", "ooit")])
    assert len(texts(forgot)) == 2


@pytest.mark.parametrize("spelt", SPELLINGS)
def test_its_words_go_out_of_what_others_wrote(spelt: str) -> None:
    forgotten = Scrub([SAID], (), stands=lambda words: False)
    assert forgotten.blanked(f"Zie ook: {spelt}") == "Zie ook: […]."


def test_a_text_of_which_nothing_is_left_when_it_is_folded_holds_no_other_back(tmp_path: Path) -> None:
    made = workspace_of(tmp_path / "ruimte", note(1, "\u200d"))
    forget.forget(made, "n1")
    taken(made, written(workspace_of(tmp_path / "ander", note(2, "\u200c"))))
    assert sorted(texts(made)) == [KEPT, "\u200c"]


@pytest.mark.parametrize("name", ["Jan Vĳfsen", "Ján Vijf\u00adsen", "JAN VIJFSEN"])
def test_a_person_stays_forgotten_under_another_handle(tmp_path: Path, name: str) -> None:
    made = workspace_of(tmp_path / "ruimte")
    copy = find(Path(shutil.copytree(made.folder, tmp_path / "twee")))
    forget.forget(made, "jan")
    with copy.store() as store:
        people, said = (Participant(handle="iemand", name=name),), replace(note(7, "Nieuw."), speaker="iemand")
        store.take_in(Offer((session(people=people),), (said,)))
    taken(made, written(copy))
    assert texts(made) == [KEPT]
    with made.store() as store:
        assert [one.participants for one in store.notes.sessions()] == [()]


def test_the_digests_of_version_0_1_are_heeded() -> None:
    records = map(json.loads, (HERE / "v0_1" / "archive.jsonl").read_text("utf-8").splitlines())
    rows = [one for one in records if one.get("table") == "forgotten" and one["kind"] != Sign.NOTE]
    ledger = ForgottenDigests(
        Forgotten(key=one["key"], sign=Sign(one["kind"]), salt=one["salt"], at=datetime.now(UTC)) for one in rows
    )
    said = replace(
        note(1, "Mijn eigen ervaring met de kadastrale pimpelmees is geheim."),
        session="2026-03-12-partners-over-digitale-dienstverlening",
    )
    assert ledger.note(said) and ledger.note(replace(said, speaker="vergeet-mij"))
    assert ledger.person(said.session, Participant(handle="iemand", name="Vergeet  MIJNWOORD"))
    assert ledger.note(replace(said, text="Mijn ervaring.")) is None
