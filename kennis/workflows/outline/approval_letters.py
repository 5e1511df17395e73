"""Speakers are asked about their quotes, and their answers are kept."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kennis.clean_text import clean, slug
from kennis.errors import InputError
from kennis.export.approval_letter import OFFICE, Letter, letter
from kennis.export.write import making, put
from kennis.locale import _, translator
from kennis.nouns import Approval, ApprovalLine, ApprovalVerdict, Note, Quotation, QuoteStatus, Session
from kennis.preflight import DraftFacts, asked_for, names_in, quotations, register_of, standing
from kennis.workflows.outline import house_style
from kennis.workflows.outline.preflight_check import facts
from kennis.workflows.safety.workspace_lock import leaving
from kennis.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SentLetter:
    """The files for one speaker, whose handle in the register tells the editor whom to send them to."""

    speaker: str
    quotes: int
    paths: tuple[Path, ...]


def write(workspace: Workspace, folder: Path | None = None, everything: bool = False) -> tuple[SentLetter, ...]:
    """Write a document for each speaker who is quoted, as DOCX and ODT, into a folder (`exports/approvals`).

    What is approved already is asked again only where `everything` is. Files bear a running number, and the speaker's
    name only where every quote in it is printed with it; the look is that of the draft. From then on the quotes are
    asked about. Quotes of which no register knows the speaker are in none. Raises SettingsError for a reference
    document that cannot be used.
    """
    with leaving(workspace.database), workspace.store() as store:
        found = facts(workspace, store)
        approved = frozenset() if everything else _approved(found)
        target, word = workspace.outlet(folder, "approvals"), translator(found.printed.language)("quotes")
        asked, made = _asked(workspace), []
        for number, every in enumerate(by_person(quotations(found)), 1):
            quotes = [one for one in every if one.key not in approved]
            if quotes:
                path = target / file_name(word, number, quotes, found)
                shown = discreet(quotes, found.sessions)
                made.append(_written(replace(asked, speaker=_known(quotes, found), quotes=shown), path))
                store.approvals.ask(quotes, datetime.datetime.now(datetime.UTC))
        return tuple(made)


def lines(workspace: Workspace) -> tuple[ApprovalLine, ...]:
    """List the quotes as they would be printed, each as it stands with its speaker; then those that are refused."""
    with workspace.store() as store:
        return _lines(facts(workspace, store))


def answered(workspace: Workspace, key: str) -> Approval | None:
    """Give what stands of a quote with its speaker, if that was answered."""
    with workspace.store() as store:
        return next((one for one in store.approvals.all() if one.key == key and one.verdict is not None), None)


def record(workspace: Workspace, key: str, answer: Approval) -> Approval:
    """Keep what a speaker answered about a quote: the verdict, its date, the words wanted instead, who recorded it.

    Raises InputError where other words are given without being asked for, or the other way round; UnknownItem for a
    key that no quote has or had.
    """
    words = clean(answer.words).text.strip()
    if (answer.verdict is ApprovalVerdict.CHANGED) != bool(words):
        raise InputError(_("other words go with the answer “changed”, and with that answer only: --text"))
    said = replace(answer, words=words, at=datetime.datetime.now(datetime.UTC))
    with workspace.store() as store:
        return store.approvals.answer(key, said, quotations(facts(workspace, store)))


def by_person(quotes: Iterable[Quotation]) -> list[list[Quotation]]:
    """Give the quotes of each speaker, in the order of the book, without those of which nobody knows the speaker."""
    found: dict[str, list[Quotation]] = {}
    for quote in quotes:
        if quote.person:
            found.setdefault(quote.person, []).append(quote)
    return list(found.values())


def _asked(workspace: Workspace) -> Letter:
    """Give what every letter has."""
    programme, looks = workspace.settings.programme, house_style.looks(workspace, OFFICE)
    sender = programme.coordinator
    return Letter(programme=programme.title, language=programme.language, sender=sender, quotes=(), looks=looks)


def _written(asked: Letter, path: Path) -> SentLetter:
    with making(path):
        made = letter(asked)
    paths = tuple(path.with_name(f"{path.name}{suffix}") for suffix in made)
    for one, data in zip(paths, made.values(), strict=True):
        put(one, data)
    return SentLetter(asked.quotes[0].handle, len(asked.quotes), paths)


def _approved(found: DraftFacts) -> frozenset[str]:
    by_note = _by_note(found.approvals)
    current = quotations(found)
    return frozenset(one.key for one in current if standing(one, by_note.get(one.note, ())) is QuoteStatus.APPROVED)


def _by_note(approvals: Iterable[Approval]) -> dict[str, list[Approval]]:
    found: dict[str, list[Approval]] = {}
    for one in approvals:
        found.setdefault(one.note, []).append(one)
    return found


def file_name(word: str, number: int, quotes: Sequence[Quotation], found: DraftFacts) -> str:
    """Name the document of a speaker: a number, and the name only where every quote is printed with it."""
    name = slug(_known(quotes, found))
    return f"{word}-{number:03}" + (f"-{name}" if name else "")


def _known(quotes: Sequence[Quotation], found: DraftFacts) -> str:
    """Give the speaker's name where every quote is printed with it."""
    if not all(one.named for one in quotes):
        return ""
    session = {note.id: note.session for note in found.notes}
    wanted = {(session[one.note], one.handle) for one in quotes}
    people = [(one.id, person) for one in found.sessions for person in one.participants]
    return next((person.name for name, person in people if (name, person.handle) in wanted), "")


def discreet(quotes: Iterable[Quotation], sessions: Iterable[Session]) -> tuple[Quotation, ...]:
    """Leave the titles out that tell anybody's name: a speaker reads nothing about another."""
    register = register_of(sessions)
    return tuple(
        replace(
            quote,
            places=tuple(
                replace(one, chapter="", section="")
                if names_in(f"{one.chapter}\n{one.section}", register, everybody=True)
                else one
                for one in quote.places
            ),
        )
        for quote in quotes
    )


def _lines(found: DraftFacts) -> tuple[ApprovalLine, ...]:
    by_key, by_note = {one.key: one for one in found.approvals}, _by_note(found.approvals)
    current = quotations(found)
    lines = [
        _line(quote, standing(quote, answers), by_key.get(quote.key) or asked_for(quote, answers))
        for quote in current
        for answers in [by_note.get(quote.note, [])]
    ]
    notes = {note.id: note for note in found.notes}
    refused = [one for one in found.approvals if one.verdict is ApprovalVerdict.REFUSED and one.note in notes]
    return (*lines, *(_refused(one, notes[one.note]) for one in refused))


def _refused(one: Approval, note: Note) -> ApprovalLine:
    return ApprovalLine(
        key=one.key,
        note=f"n{note.number}",
        speaker=note.speaker,
        name="",
        standing=QuoteStatus.REFUSED,
        date=one.date,
        attribution=one.attribution,
        text=one.text,
    )


def _line(quote: Quotation, stands: QuoteStatus, answer: Approval | None) -> ApprovalLine:
    return ApprovalLine(
        key=quote.key,
        note=f"n{quote.number}",
        speaker=quote.handle,
        name=quote.places[0].name,
        standing=stands,
        date=answer.date if answer else None,
        attribution=quote.attribution,
        text=quote.text,
        words=answer.words if answer else "",
    )
