"""How quotes stand with their speakers: what was approved counts for these words under this attribution only."""

from collections.abc import Iterable, Iterator, Mapping

from kennis.locale import _
from kennis.nouns import Approval, ApprovalVerdict, Quotation, QuoteStatus, RemarkKind
from kennis.preflight.draft_facts import DraftFacts, KnownPeople, Matter
from kennis.preflight.speaker_quotes import quotations


def standing(quote: Quotation, approvals: Iterable[Approval]) -> QuoteStatus:
    """Say how a quote stands.

    Words that its speaker asked for are approved, under the attribution that the speaker saw.
    """
    same = {one.key: one for one in approvals if one.note == quote.note}
    if asked_for(quote, same.values()):
        return QuoteStatus.APPROVED
    asked = same.get(quote.key)
    if asked is None:
        return QuoteStatus.OPEN
    return QuoteStatus(asked.verdict.value) if asked.verdict else QuoteStatus.ASKED


def unapproved(facts: DraftFacts, _found: KnownPeople) -> Iterator[Matter]:
    """Tell of each printed quote that its speaker has not approved."""
    by_note: dict[str, list[Approval]] = {}
    for one in facts.approvals:
        by_note.setdefault(one.note, []).append(one)
    parts = {name: part for part, name in facts.names.items()}
    for quote in quotations(facts):
        matter = _matter(quote, by_note.get(quote.note, []), parts)
        if matter is not None:
            yield matter


def _matter(quote: Quotation, approvals: list[Approval], parts: Mapping[str, str]) -> Matter | None:
    part, notes = parts.get(quote.places[0].name, ""), (f"n{quote.number}",)
    if not quote.person:
        said = _("no register knows who said this, so nobody can be asked")
        return Matter(RemarkKind.UNKNOWN, part, said, notes, (quote.key,))
    found = standing(quote, approvals)
    match found:
        case QuoteStatus.APPROVED:
            return None
        case QuoteStatus.ASKED:
            return Matter(RemarkKind.UNAPPROVED, part, _("its speaker has not answered yet"), notes, (quote.key,))
    again = any(one.verdict for one in approvals)
    said = (
        _("its words or attribution changed since its speaker answered") if again else _("not approved by its speaker")
    )
    return Matter(RemarkKind.UNAPPROVED, part, said, notes, (quote.key,))


def asked_for(quote: Quotation, approvals: Iterable[Approval]) -> Approval | None:
    """Give the answer in which a speaker asked for the words of a quote, in the place of others."""
    return next((one for one in approvals if _wanted(one, quote)), None)


def _wanted(one: Approval, quote: Quotation) -> bool:
    return (
        one.verdict is ApprovalVerdict.CHANGED
        and one.attribution == quote.attribution
        and one.words.strip() == quote.text
    )
