"""The document of memos gives the words of a note only where they may be printed."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from kennis.errors import CheckFailed
from kennis.nouns import (
    Access,
    Approval,
    ApprovalVerdict,
    Consent,
    Kind,
    LedgerState,
    Lens,
    Memo,
    MemoLine,
    Participant,
    Quotation,
    Theme,
)
from kennis.nouns.themes import About
from kennis.themes.ledger.theme_views import LineMaterial
from kennis.workflows import memo_export
from kennis.workflows.themes_room import ThemesRoom
from kennis.workflows.workspace import init
from tests.ledgers import NOTES, PERSON, fill
from tests.samples import session

AT = datetime.datetime(2020, 3, 12, 14, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize("internal", [False, True])
def test_a_note_is_quoted_where_it_may_be(tmp_path: Path, internal: bool) -> None:
    held = replace(session(), access=Access.PARTNERS)
    refused, waiting, said = (replace(one, consent=level) for one, level in zip(NOTES, _LEVELS, strict=False))
    lines = LineMaterial(
        programme=init(tmp_path).settings.programme,
        sessions={held.id: held},
        notes={one.id: one for one in (refused, waiting, said)},
        state=LedgerState(),
    )
    told = [
        MemoLine(Memo(id=one.id, about=About.NOTE, item=one.id, text=f"Bij {one.id}.", person="P", at=AT), one.id)
        for one in (refused, waiting, said)
    ]
    shown = memo_export.document(lines, told, frozenset({refused.id}), internal).decode()
    assert all(f"Bij {one.id}." in shown for one in (refused, waiting, said))
    assert [one.text in shown for one in (refused, waiting, said)] == [internal, internal, True]


def test_words_that_may_not_be_printed_do_not_leave_in_a_memo(tmp_path: Path) -> None:
    held = session()
    hidden = replace(NOTES[0], consent=Consent.WITHDRAWN, text="Niemand durft de waarheid te zeggen.", number=1)
    lines = LineMaterial(
        programme=init(tmp_path).settings.programme,
        sessions={held.id: held},
        notes={one.id: one for one in (hidden, *NOTES[1:])},
        state=LedgerState(),
    )
    memo = Memo(
        id="m", about=About.THEME, item="t", text="Zij zei: niemand durft de waarheid te zeggen.", person="P", at=AT
    )
    with pytest.raises(CheckFailed, match=r"T-001.*n1"):
        memo_export.document(lines, [MemoLine(memo, "T-001")])
    assert b"waarheid" in memo_export.document(lines, [MemoLine(memo, "T-001")], internal=True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ik sprak Zilver\u00adbloem erover.", "word 3"),
        ("Zij zei: „wij doen hier maar wat“.", "word 3"),
        (f"Zij zei: “{NOTES[0].text}”", ""),
        ("Een “slimme meter”, zilverbloemen en Bo Vos.", ""),
    ],
)
def test_neither_a_name_nor_a_quotation_of_nobody_leaves_in_a_memo(tmp_path: Path, text: str, why: str) -> None:
    people = (
        Participant(handle="gast", name="Fatima Zilverbloem"),
        Participant(handle="bo", name="Bo Vos", consent=Consent.NAME),
    )
    held = replace(session(), participants=people, consent=None, access=Access.OPEN)
    programme = init(tmp_path).settings.programme
    said = replace(NOTES[0], kind=Kind.QUOTE, consent=Consent.ROLE)
    lines = LineMaterial(programme=programme, sessions={held.id: held}, notes={said.id: said}, state=LedgerState())
    memo = MemoLine(Memo(id="m", about=About.THEME, item="t", text=text, person="P", at=AT), "T-001")
    if why:
        with pytest.raises(CheckFailed, match=why):
            memo_export.document(lines, [memo])
    else:
        assert b"Zij zei" in memo_export.document(lines, [memo]) or b"Bo Vos" in memo_export.document(lines, [memo])
    assert memo_export.document(lines, [memo], internal=True)


_LEVELS = (Consent.ROLE, None, Consent.ROLE)


def test_what_a_speaker_refused_is_not_quoted(tmp_path: Path) -> None:
    made = init(tmp_path / "ruimte")
    with made.store() as store:
        fill(store)
        note = store.notes.select()[0]
        values = {"person": "", "handle": "", "attribution": "", "quoted": True, "named": False, "places": ()}
        quote = Quotation(key="k", note=note.id, number=note.number, text=note.text, **values)  # type: ignore[arg-type]
        answer = Approval(key="k", note=note.id, text=note.text, attribution="", verdict=ApprovalVerdict.REFUSED)
        store.approvals.answer("k", answer, [quote])
    room = ThemesRoom(made, PERSON)
    room.memo(About.NOTE, note.id, "Een gedachte.")
    assert note.text not in room.export_memos(tmp_path / "memos.md").read_text("utf-8")
    assert note.text in room.export_memos(tmp_path / "memos.md", internal=True).read_text("utf-8")
    room.leave()


def test_what_memos_are_about_is_not_called_by_a_name_that_is_kept_back(tmp_path: Path) -> None:
    guest = Participant(handle="gast", name="Fatima Zilverbloem")
    held = replace(session(), title="Gesprek met Fatima Zilverbloem", participants=(guest,), consent=None)
    programme = replace(
        init(tmp_path).settings.programme, lenses=(Lens("een", "De vraag van Zilverbloem", "Wat?", ()),)
    )
    titled = Theme(id="aaaa", number=3, title="Wat Zilverbloem wil", keywords=(), stability=0.5)
    state = LedgerState(themes={"aaaa": titled})
    lines = LineMaterial(programme=programme, sessions={held.id: held}, notes={}, state=state)
    told = [
        MemoLine(
            Memo(id=item, about=about, item=item, text="Een gedachte.", person="P", at=AT), lines.item(about, item)
        )
        for about, item in ((About.LENS, "een"), (About.THEME, "aaaa"), (About.SESSION, held.id))
    ]
    shown = memo_export.document(lines, told).decode()
    assert "Zilverbloem" not in shown and "Fatima" not in shown
    assert shown.count("Een gedachte.") == 3
    assert "## T-003" in shown and held.date.isoformat() in shown
    assert memo_export.document(lines, told, internal=True).decode().count("Zilverbloem") == 3
