"""The words that speakers asked for in the place of their own, and what a note says with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kennis.nouns import Approval, ApprovalVerdict, Note

Wordings = Mapping[str, Sequence[Approval]]


def wordings(notes: Iterable[Note], approvals: Iterable[Approval]) -> dict[str, tuple[Approval, ...]]:
    """Give, by note, the answers with other words that hold: those about words that the note, or an answer, has.

    They are in the order in which they were given. Of two about the same words the last one counts.
    """
    by_note: dict[str, dict[str, Approval]] = defaultdict(dict)
    for one in sorted(
        (one for one in approvals if one.verdict), key=lambda one: (one.at is not None, one.at or 0, one.key)
    ):
        by_note[one.note].pop(one.text.strip(), None)
        by_note[one.note][one.text.strip()] = one
    found: dict[str, tuple[Approval, ...]] = {}
    for note in notes:
        text, holding = note.text, list[Approval]()
        for asked, one in by_note.get(note.id, {}).items():
            if one.verdict is ApprovalVerdict.CHANGED and one.words.strip() and asked and asked in text:
                holding.append(one)
                text = _said(text, asked, one.words.strip())
        if holding:
            found[note.id] = tuple(holding)
    return found


def approved(text: str, answers: Iterable[Approval]) -> str:
    """Give words of a note, or all of them, as its speaker wants them."""
    for one in answers:
        text = _said(text, one.text.strip(), one.words.strip())
    return text


def _said(text: str, asked: str, words: str) -> str:
    """Put words in the place of those asked about, where they do not stand there already; a part gives way to all."""
    if asked in words and words in text:
        return text
    if asked in text:
        return text.replace(asked, words)
    return words if text.strip() in asked and text.strip() not in words else text
