"""What the capture screen knows apart from its widgets: the open session, the entry, what waits, what is kept."""

from dataclasses import replace
from pathlib import Path

from kennis.nouns import Applied, Draft, Edit, EditKind, Note, OpenSession, Participant
from kennis.nouns.edits import Unfinished
from kennis.reading import entry_edits
from kennis.tui.capture.capture_state import CaptureState
from kennis.tui.capture.draft_autosave import DraftAutosave
from kennis.workflows.draft_files import claim
from tests.samples import note, session
from tests.tui.disk import Disk

ZONE = "Europe/Amsterdam"
A, B = "2020-03-12-een", "2020-04-01-twee"


def opened(name: str = A, *notes: Note) -> OpenSession:
    """Give a session as the store opens it."""
    return OpenSession(session(name), notes, 0)


def state(left: Draft | None = None, of: OpenSession | None = None) -> CaptureState:
    """Give the state of a screen on which a session is open, if one is given."""
    made = CaptureState(left or Draft(), ZONE)
    if of is not None:
        made.open(of, {A: "Een", B: "Twee"})
    return made


def sessionless(number: int, text: str) -> Edit:
    """Give the edit that adds a note of no session yet."""
    return entry_edits.add(note(number, text, within=""))


def test_what_is_entered_without_a_session_is_shown_counted_and_kept() -> None:
    left = Draft(waiting=(sessionless(1, "van de vorige keer"), entry_edits.add(note(2, within=A))))
    now = state(left)
    now.do(sessionless(3, "van nu"))
    assert (now.kept, [one.text for one in now.without_session.notes]) == (3, ["van nu"])
    assert [edit.steps[0].note for edit in now.draft().waiting] == [note(1).id, note(3).id, note(2).id]
    taken = now.take_back_early()
    assert taken and taken.text == "van nu" and now.kept == 2 and not now.without_session.count


def test_an_edit_waits_until_it_is_stored_and_shows_meanwhile() -> None:
    now = state(of=opened(A, note(1, within=A)))
    assert now.model
    edit = entry_edits.add(note(2, "nieuw", within=A))
    now.do(edit)
    assert list(now.waiting) == [edit.id] and now.model.unsaved == {note(2).id}
    now.stored(Applied(edit, (replace(note(2, "nieuw", within=A), number=2),)))
    assert not now.waiting and not now.model.unsaved and now.model.label(note(2).id) == "n2"
    late = entry_edits.delete(note(1, within=A))
    now.do(late)
    assert note(1).id not in now.model
    now.take_back(late)
    assert note(1).id in now.model and not now.waiting


def test_what_is_stored_in_another_session_does_not_show_in_the_open_one() -> None:
    now = state(of=opened(A))
    elsewhere = entry_edits.add(note(1, within=B))
    now.do(elsewhere)
    assert now.model and not now.model.count and now.kept == 1
    now.stored(Applied(elsewhere, (note(1, within=B),)))
    assert not now.model.count and not now.kept


def test_the_note_that_is_being_changed_follows_what_the_store_made_of_it() -> None:
    now = state(of=opened(A, note(1, "oud", within=A)))
    now.entry_model.edit(note(1, "oud", within=A))
    newer = replace(note(1, "oud", within=A), star=True)
    now.do(entry_edits.change(EditKind.STAR, note(1, "oud", within=A), newer))
    assert now.entry_model.note == newer


def test_a_text_stays_with_its_session_and_comes_back() -> None:
    now = state(of=opened(A))
    now.typed("half in een", (0, 4))
    now.open(opened(B), now.titles)
    assert now.entry_model.draft.text == "" and now.texts.left_in(B) == (A,)
    assert [one.text for one in now.draft().others] == ["half in een"]
    now.open(opened(A), now.titles)
    assert (now.entry_model.draft.text, now.entry_model.draft.cursor) == ("half in een", (0, 4))


def test_what_was_left_in_a_session_is_no_longer_of_it_once_the_field_is_emptied_before_it_opens() -> None:
    now = state(Draft(session=A, note="x", text="over", cursor=(0, 4)))
    assert now.left_in == A
    now.typed("", (0, 0))
    now.typed("anders", (0, 6))
    assert now.draft().session == ""


def test_what_can_be_completed_is_worked_out_anew_when_the_register_or_a_note_changes() -> None:
    now = state(of=opened(A))
    first = now.vocabulary()
    assert first is now.vocabulary() and not first.participants
    assert now.register(session(A, [Participant(handle="jan")]))
    assert [one.handle for one in now.vocabulary().participants] == ["jan"]
    now.do(entry_edits.add(replace(note(1, within=A), tags=("geld",))))
    assert now.vocabulary().tags == ("geld",)
    assert not now.register(session(B, [Participant(handle="jet")]))
    assert [one.handle for one in now.vocabulary().participants] == ["jan"]


def test_what_is_half_written_in_a_dialog_is_kept_with_the_rest() -> None:
    unfinished = (Unfinished("memo n1", "half"),)
    assert state().draft(unfinished).unfinished == unfinished


def test_that_a_draft_cannot_be_kept_is_told_once_and_so_is_that_it_can_again(tmp_path: Path) -> None:
    disk, told, client = Disk(), list[str](), claim(tmp_path)
    autosave = DraftAutosave(disk.under(client), told.append)
    autosave.start()
    for text, full in (("een", ""), ("twee", "vol"), ("drie", "vol"), ("vier", ""), ("vijf", "")):
        disk.reason = full
        autosave.keep(Draft(text=text))
        assert disk.calls.get(timeout=5) == "keep"
    autosave.finish(Draft(text="einde"))
    assert (told, autosave.reason, client.draft().text) == (["vol", ""], "", "einde")
