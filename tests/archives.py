"""Workspaces that tests archive: drawn ones, in which all that can be archived was done, and their archives."""

import datetime
import random
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kennis.errors import InputError
from kennis.ids import new_id
from kennis.nouns import (
    About,
    Approval,
    ApprovalVerdict,
    Change,
    Consent,
    Edit,
    Edited,
    EditKind,
    EditVerb,
    Note,
    Outline,
    Participant,
    Quotation,
    Stance,
    Step,
)
from kennis.store import Offer, Store
from kennis.store.archive import ArchivedProgramme, ArchivedSettings, ArchiveExtras, Joined, Reference, Staged, staged
from kennis.themes.ledger import memos, note_decisions
from kennis.themes.ledger import theme_decisions as whole
from kennis.themes.ledger.ledger_edits import Named
from tests import books, ledgers
from tests.samples import session
from tests.unit.store.edits import revise_person, revise_session

PROGRAMME = ArchivedProgramme("proef", "Een proef")
EXTRAS = ArchiveExtras(
    (ArchivedSettings("kennis.toml", 'programme = "slim-besturen"\n'),),
    (Reference("huisstijl/boek.docx", bytes(range(256))),),
)
PEOPLE = tuple(Participant(handle=handle, name=handle.title(), role="adviseur") for handle in ("anna", "bram", "çelik"))
WORDS = ("Raad", "“inzicht”", "coördinatie", "€ 5", "\tinspringing", "😀", "é", "نص", "regel\nregel", "=1+1", "\\u0041")
MOMENT = datetime.datetime(2020, 3, 14, 9, 30, tzinfo=datetime.UTC)


def archive(store: Store) -> bytes:
    """Give the bytes of a store's archive."""
    return b"".join(store.archive.lines(PROGRAMME, EXTRAS))


def fill(store: Store, data: bytes) -> None:
    """Take an archive into an empty store."""
    with ExitStack() as opened:
        store.archive.fill(_staged(opened, data), lambda done, whole: None)


def join(store: Store, data: bytes, person: str = "Redacteur") -> Joined:
    """Merge an archive into a store."""
    with ExitStack() as opened:
        return store.archive.join(_staged(opened, data), person)


def _staged(opened: ExitStack, data: bytes) -> Staged:
    folder = Path(opened.enter_context(TemporaryDirectory()))
    path = folder / "kennis.jsonl"
    path.write_bytes(data)
    return opened.enter_context(staged(path, folder, lambda done, whole: None))


def grow(store: Store, seed: int, steps: int) -> None:
    """Do drawn things in a store, one after the other; what makes no sense there is not done."""
    drawn = random.Random(seed)
    for _step in range(steps):
        with suppress(InputError):
            drawn.choice(_DEEDS)(store, drawn)


def _text(drawn: random.Random) -> str:
    return " ".join(drawn.choices(WORDS, k=drawn.randint(1, 6))).strip()


def _some_note(store: Store, drawn: random.Random) -> Note:
    notes = store.notes.select()
    if not notes:
        raise InputError("there is no note")
    return drawn.choice(notes)


def _session(store: Store, drawn: random.Random) -> str:
    name = drawn.choice(("2020-03-12-digital-twins", "2020-04-09-raad", "2020-05-14-burgers"))
    store.take_in(Offer((session(name, drawn.sample(PEOPLE, k=drawn.randint(0, 3))),)))
    return name


def _do(store: Store, drawn: random.Random, kind: EditKind, *steps: Step) -> None:
    within = next(one.session for step in steps for one in (step.before, step.after) if one)
    store.journal.apply(Edit(new_id(), within, kind, steps), str(drawn.randint(1, 2)))


def write_notes(store: Store, drawn: random.Random) -> None:
    """Take notes in a session."""
    name = _session(store, drawn)
    for _number in range(drawn.randint(1, 4)):
        speaker = drawn.choice(("", *(one.handle for one in PEOPLE)))
        consent = drawn.choice((None, *Consent))
        made = Note(id=new_id(), session=name, text=_text(drawn), speaker=speaker, consent=consent)
        _do(store, drawn, EditKind.ADD, Step(None, made))


def row(number: int) -> str:
    """Give the text of a row of a table."""
    return f"Rij {number}: gemeente."


def import_rows(store: Store, drawn: random.Random) -> None:
    """Import rows of a table, which have no ids but external ones."""
    name = _session(store, drawn)
    rows = [
        Note(id=new_id(), session=name, text=row(number), external_id=f"r{number}" if number % 2 else "")
        for number in range(drawn.randint(1, 6))
    ]
    store.take_in(Offer((session(name),), rows, described=False))


def edit_note(store: Store, drawn: random.Random) -> None:
    """Change a note's text, once or many times."""
    for _time in range(drawn.choice((1, 1, 2, 12))):
        before = _some_note(store, drawn)
        _do(store, drawn, EditKind.TEXT, Step(before, replace(before, text=_text(drawn), tags=("raad",))))


def conflict(store: Store, drawn: random.Random) -> None:
    """Take a note in that was changed elsewhere too."""
    before = _some_note(store, drawn)
    there = replace(before, text=_text(drawn), version=before.version + 1, lineage=("00000000", "11111111"))
    store.take_in(Offer((session(before.session),), (there,), described=False))


def delete_note(store: Store, drawn: random.Random) -> None:
    """Delete a note."""
    _do(store, drawn, EditKind.DELETE, Step(_some_note(store, drawn), None))


def undo_edit(store: Store, drawn: random.Random) -> None:
    """Undo what was done at a place, or do it again."""
    turn = drawn.choice((store.journal.undo, store.journal.redo))
    turn(_some_note(store, drawn).session, str(drawn.randint(1, 2)))


def edit_session(store: Store, drawn: random.Random) -> None:
    """Change a session's header or a person, or close the session."""
    found = drawn.choice([*store.notes.sessions()] or [None])
    if found is None:
        return
    match drawn.randrange(3):
        case 0:
            revise_session(store, replace(found, place=_text(drawn)), found)
        case 1 if found.participants:
            person = drawn.choice(found.participants)
            revise_person(store, found.id, replace(person, role=_text(drawn)), person)
        case _:
            store.session_views.mark_closed(found.id, drawn.random() < 0.7)


def run(store: Store, drawn: random.Random) -> None:
    """Let a run propose a new theme of some loose notes; accept it, most times."""
    placed = {one.note for one in store.ledger.placements() if one.theme}
    loose = [one.id for one in store.notes.select() if one.id not in placed]
    chosen = sorted(drawn.sample(loose, k=min(len(loose), drawn.randint(1, 4))))
    made = replace(ledgers.theme(new_id()), medoids=tuple(chosen[:3]), title=f"Thema {_text(drawn)}")
    placements = [replace(ledgers.placements({})[0], note=one, theme=made.id, strength=0.5) for one in chosen]
    at = MOMENT + datetime.timedelta(seconds=drawn.randrange(10**6))
    ran = replace(ledgers.RUN, created=at, fingerprint=str(drawn.random()))
    if chosen:
        store.ledger.record(ran, [ledgers.proposal(0, Change.NEW, made, members=len(chosen))], placements)
        if drawn.random() < 0.8:
            ledgers.accept_all(store)


def decide(store: Store, drawn: random.Random) -> None:
    """Decide something about a theme or a note."""
    themes = [one.id for one in store.ledger.themes()]
    note = _some_note(store, drawn).id
    if not themes:
        raise InputError("there is no theme")
    theme = drawn.choice(themes)
    members = store.ledger.state().members(theme)
    choices: list[Callable[..., object]] = [
        lambda: ledgers.decide(store, lambda state: whole.rename(state, theme, f"Titel {_text(drawn)} {theme}")),
        lambda: ledgers.decide(store, lambda state: note_decisions.move(state, [note], theme)),
        lambda: ledgers.decide(store, lambda state: note_decisions.move(state, [note], None)),
        lambda: ledgers.decide(store, lambda state: note_decisions.stance(state, [note], drawn.choice([*Stance]))),
        lambda: ledgers.decide(store, lambda state: note_decisions.shelve(state, [note], True)),
        lambda: ledgers.decide(store, lambda state: whole.merge(state, [drawn.choice(themes)], theme)),
        lambda: ledgers.decide(store, lambda state: whole.retire(state, theme)),
        lambda: ledgers.decide(store, lambda state: whole.gather(state, members[:2], Named(f"Deel {_text(drawn)}"))),
        lambda: ledgers.decide(store, lambda state: whole.link(state, theme, "positie-burger", True)),
        lambda: ledgers.decide(store, lambda state: note_decisions.pin(state, members[:1])),
    ]
    drawn.choice(choices)()


def write_memo(store: Store, drawn: random.Random) -> None:
    """Write a memo, change one, or take one away."""
    known = [one.id for one in store.ledger.memos()]
    author = memos.Author("Onderzoeker", MOMENT)
    if known and drawn.random() < 0.5:
        text = drawn.choice((_text(drawn), ""))
        ledgers.decide(store, lambda state: memos.change(state, drawn.choice(known), text))
    else:
        about = _some_note(store, drawn).id
        ledgers.decide(store, lambda state: memos.write(state, About.NOTE, about, _text(drawn), author))


def undo_decision(store: Store, drawn: random.Random) -> None:
    """Undo a decision, or make it again."""
    drawn.choice((store.decisions.undo, store.decisions.undo, store.decisions.redo))()


def edit_outline(store: Store, drawn: random.Random) -> None:
    """Edit the outline, undo an edit, or do it again."""

    def change(book: Outline) -> Edited:
        if not book.chapters:
            return Edited(verb=EditVerb.BUILD, book=books.book())
        return Edited(verb=EditVerb.ADD, book=books.edited(book, drawn.randrange(10**9), _text(drawn)), about="x")

    match drawn.randrange(4):
        case 0:
            store.outlines.undo()
        case 1:
            store.outlines.redo()
        case _:
            store.outlines.edit("Redacteur", change)


def answer(store: Store, drawn: random.Random) -> None:
    """Ask a speaker about a quote, take an answer down, accept a remark."""
    note = _some_note(store, drawn)
    quote = Quotation(
        key=f"q-{note.id}",
        note=note.id,
        number=0,
        text=note.text,
        attribution="een adviseur",
        quoted=True,
        person="",
        handle="",
        named=False,
        places=(),
    )
    at = MOMENT + datetime.timedelta(seconds=drawn.randrange(10**6))
    store.approvals.ask([quote], at)
    said = Approval(
        key=quote.key,
        note=note.id,
        text="",
        attribution="",
        verdict=drawn.choice([*ApprovalVerdict]),
        date=at.date(),
        at=at,
    )
    store.approvals.answer(quote.key, said, [])
    store.approvals.accept_remarks([f"k{drawn.randrange(5)}"], "Redacteur", at)


_DEEDS: tuple[Callable[[Store, random.Random], None], ...] = (
    write_notes,
    import_rows,
    edit_note,
    edit_note,
    conflict,
    delete_note,
    undo_edit,
    edit_session,
    run,
    run,
    decide,
    decide,
    decide,
    write_memo,
    undo_decision,
    edit_outline,
    edit_outline,
    answer,
)
