"""The editors' room keeps what it gathered for as long as it stands, and no longer."""

from dataclasses import replace
from pathlib import Path

from kennis.nouns import Approval, ApprovalVerdict, Consent, Quotation
from kennis.nouns.outline_room import Hindrance, OutlineView
from kennis.store import Offer
from tests.samples import session
from tests.tui.outlined import ADVISER, asked, noted, outlined


def hindered(view: OutlineView) -> list[str]:
    """Give the notes of what is not printed at their level of consent."""
    return [name for one in view.every if one.hindrance is Hindrance.CONSENT for name in one.notes]


def test_a_note_that_may_no_longer_be_printed_and_one_that_was_refused_are_seen(tmp_path: Path) -> None:
    workspace = outlined(tmp_path / "ruimte")
    room = asked(workspace)
    assert hindered(room.view()) == []
    with workspace.store() as store:
        withdrawn = replace(noted()[7], version=1, consent=Consent.WITHDRAWN)
        store.take_in(Offer((session(people=[ADVISER]),), (withdrawn,)))
    before = room.stamp()
    assert hindered(room.view()) == ["n8"] and [one.told for one in room.waiting()] == ["n8"]
    with workspace.store() as store:
        note = next(one for one in store.notes.select() if one.number == 7)
        values = {"person": "", "handle": "", "attribution": "", "quoted": True, "named": False, "places": ()}
        quote = Quotation(key="k", note=note.id, number=7, text=note.text, **values)  # type: ignore[arg-type]
        answer = Approval(key="k", note=note.id, text=note.text, attribution="", verdict=ApprovalVerdict.REFUSED)
        store.approvals.answer("k", answer, [quote])
    assert room.stamp() != before
    assert sorted(hindered(room.view())) == ["n7", "n8"]
