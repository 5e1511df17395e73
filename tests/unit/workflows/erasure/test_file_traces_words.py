"""Others' words around the database: names go where that is asked for, unsaved notes and changes by hand stay."""

import dataclasses
import json
from pathlib import Path

import pytest

from kennis import edit_json
from kennis.cli.forget import _why as told_why
from kennis.ids import new_id
from kennis.nouns import Attribute, Draft, Edit, EditKind, Fate, FoundTrace, Note, Participant, Step, Trace, Why
from kennis.reading import ReadOptions, read
from kennis.store import Offer
from kennis.workflows.erasure import file_traces, forget
from kennis.workflows.session_files import write_sessions
from kennis.workflows.workspace import Workspace, init
from tests.samples import note, session
from tests.unit.workflows.erasure.test_file_traces import told

JAN, KEES = (
    Participant(handle="jan", name="Jan Smit"),
    Participant(handle="kees", name="Kees Bos", role="secretaris van Jan Smit", organisation="Bureau Smit"),
)
SAID = "Wij hebben geen zicht op de kosten van dit alles."
OTHERS = dataclasses.replace(
    note(2, "Een ander punt dat hier genoemd werd."),
    speaker="kees",
    tags=("smit", "Smit"),
    context=("Inleiding door Jan Smit",),
    attributes=(Attribute("bron", ("brief van Jan Smit", "map 3")),),
)
NAMES = forget.ForgetOptions(mentions=True)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Give a workspace in which one person is named in whatever others left."""
    made = init(tmp_path / "ruimte")
    whole = dataclasses.replace(
        session(people=(JAN, KEES)), title="Gesprek met Jan Smit", place="Huize Jan Smit", note_takers=("Jan Smit",)
    )
    with made.store() as store:
        store.take_in(Offer((whole,), (dataclasses.replace(note(1, SAID), speaker="jan"), OTHERS)))
    return made


def change(workspace: Workspace, before: str, after: str) -> Path:
    """Change the only session file by hand."""
    write_sessions(workspace)
    (path,) = workspace.sessions.glob("*.md")
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    return path


def test_names_go_out_of_all_of_a_file_that_was_changed_by_hand(workspace: Workspace) -> None:
    path = change(workspace, "genoemd werd", "genoemd is")
    done = forget.forget(workspace, "jan", NAMES)
    assert told(done, Trace.FILE) == [(f"sessions/{path.name}", Fate.BLANKED, "changed-by-hand")]
    text = path.read_text("utf-8")
    assert "genoemd is" in text and "smit" not in text.replace("#smit", "").casefold()
    found = read(path, ReadOptions(today=session().date))
    with workspace.store() as store:
        (kept,) = store.notes.sessions()
        stored = store.notes.note(OTHERS.id)
    (written,) = found.sessions
    for name in ("title", "place", "note_takers"):
        assert getattr(written, name) == getattr(kept, name)
    assert [(one.role, one.organisation) for one in written.participants] == [("secretaris van […]", "Bureau […]")]
    (one,) = found.notes
    assert dataclasses.replace(one, text=stored.text, version=2, lineage=stored.lineage, number=2) == stored


def test_names_stay_in_a_file_where_they_are_not_asked_for(workspace: Workspace) -> None:
    path = change(workspace, "genoemd werd", "genoemd is")
    forget.forget(workspace, "jan")
    text = path.read_text("utf-8")
    assert SAID not in text and "jan:" not in text and text.count("Smit") == 5
    assert "title: Gesprek met […]" in text  # what kennis calls a session are nobody's words


def test_a_handle_counts_in_the_register_only(workspace: Workspace) -> None:
    with workspace.store() as store:
        gast = Participant(handle="gast")
        other = session("tweede", (gast, Participant(handle="piet", role="gast: van buiten")))
        store.take_in(Offer((other,), (note(3, "De gast: hij zweeg.", within="tweede"),)))
    write_sessions(workspace)
    path = workspace.sessions / "tweede.md"
    path.write_text(path.read_text("utf-8").replace("hij zweeg", "hij zweeg lang"), "utf-8")
    assert [item for item, _fate, _why in told(forget.look(workspace, "gast"), Trace.FILE)] == ["sessions/tweede.md"]
    path.write_text(path.read_text("utf-8").replace("  gast: {}\n", ""), "utf-8")
    assert told(forget.look(workspace, "gast"), Trace.FILE) == []


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("title: x\nparticipants:\n  kees: {}\n  'jan': {name: x}\n", True),
        ("participants: {kees: {}, jan: {}}\n", True),
        ('participants:\n  "jan" :\n    name: x\ntitle: y\n', True),
        ("participants:\n  kees: {}\nplace: 'jan: thuis'\n", False),
        ("participants:\n  kees: {role: 'bode van jan: zelf'}\n", False),
        ("participants:\n  jan-piet: {}\n  oom-jan: {}\n", False),
        ("title: x\n---\nparticipants:\n  jan: {}\n", False),
    ],
)
def test_who_stands_in_the_register_of_a_file(front: str, found: bool) -> None:
    register = file_traces._REGISTER.match(f"---\n{front}---\n\n- Zei jan: ja.\n")
    assert (register is not None and "jan" in file_traces._KEY.findall(register[1])) == found


def wait(workspace: Workspace, *steps: Step) -> Path:
    """Leave a change that could not be stored yet."""
    draft = Draft(session=session().id, waiting=(Edit(new_id(), session().id, EditKind.TEXT, steps),))
    path = workspace.database / "places" / "1.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(edit_json.of_draft(draft)), "utf-8")
    return path


def waiting(path: Path) -> tuple[Edit, ...]:
    """Give the changes that wait."""
    return edit_json.draft(json.loads(path.read_text("utf-8"))).waiting


MINE = note(
    7, "Mijn eigen lange notitie van een uur. Zij zeiden: geen zicht op de kosten. En volgens Jan Smit nog meer."
)


def test_a_note_of_another_that_waits_and_says_the_same_is_not_lost(workspace: Workspace) -> None:
    path = wait(workspace, Step(None, MINE))
    before = path.read_bytes()
    assert told(forget.forget(workspace, "n1"), Trace.DRAFT) == [] and path.read_bytes() == before
    forget.forget(workspace, "jan", NAMES)
    (edit,) = waiting(path)
    said = MINE.text.replace("Jan Smit", "[…]")
    assert edit.steps == (Step(None, dataclasses.replace(MINE, text=said)),)


def test_a_change_that_waits_still_fits_when_names_are_gone(workspace: Workspace) -> None:
    with workspace.store() as store:
        before = store.notes.note(OTHERS.id)
    after = dataclasses.replace(before, text="Een ander punt van Jan Smit.")
    path = wait(workspace, Step(before, after))
    forget.forget(workspace, "jan", NAMES)
    (edit,) = waiting(path)
    with workspace.store() as store:
        applied = store.journal.apply(edit, "1")
        assert (applied.conflicts, applied.refused) == ((), ())
        kept: Note = store.notes.note(OTHERS.id)
    assert (kept.text, kept.context) == ("Een ander punt van […].", ("Inleiding door […]",))


def test_a_change_of_the_forgotten_note_does_not_wait_on(workspace: Workspace) -> None:
    mine = dataclasses.replace(MINE, speaker="jan")
    with workspace.store() as store:
        gone = store.notes.note("n1")
    for step in (Step(gone, dataclasses.replace(gone, text="Anders.")), Step(None, mine)):
        path = wait(workspace, step)
        assert told(forget.look(workspace, "jan"), Trace.DRAFT) == [("places/1.json", Fate.ERASED, "")]
    forget.forget(workspace, "jan")
    assert waiting(path) == ()


@pytest.mark.parametrize("why", Why)
def test_every_reason_can_be_said(why: Why) -> None:
    said = told_why(FoundTrace(sort=Trace.NOTE, item="n1", fate=Fate.LEFT, why=why))
    assert bool(said) == (why is not Why.PLAIN)
