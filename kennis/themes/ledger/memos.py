"""A researcher's own text on a note, theme, lens or session: written, changed, taken away."""

import dataclasses
import datetime
from dataclasses import dataclass

from kennis.clean_text import clean
from kennis.errors import InputError, UnknownItem
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import About, Attribute, LedgerChange, LedgerState, Memo, Verb

LONGEST = 100 * 1024  # bytes, as of a note


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and when."""

    person: str
    at: datetime.datetime


def write(state: LedgerState, about: About, item: str, text: str, author: Author) -> LedgerChange:
    """Write a memo; raises InputError for an empty or too long text."""
    memo = Memo(id=new_id(), about=about, item=item, text=_checked(text), person=author.person, at=author.at)
    return _made(dataclasses.replace(state, memos={**state.memos, memo.id: memo}), memo, "", memo.text)


def change(state: LedgerState, memo: str, text: str) -> LedgerChange:
    """Give a memo another text; an empty one takes it away. Raises UnknownItem."""
    old = state.memos.get(memo)
    if old is None:
        raise UnknownItem(_("there is no memo {name}; see: kennis memo list").format(name=memo))
    if not clean(text).text.strip():
        kept = {each: one for each, one in state.memos.items() if each != memo}
        return _made(dataclasses.replace(state, memos=kept), old, old.text, "")
    new = dataclasses.replace(old, text=_checked(text))
    return _made(dataclasses.replace(state, memos={**state.memos, memo: new}), old, old.text, new.text)


def _checked(text: str) -> str:
    said = clean(text).text.strip()
    if not said:
        raise InputError(_("the memo is empty"))
    if len(said.encode()) > LONGEST:
        raise InputError(_("a memo may have {count} KiB").format(count=LONGEST // 1024))
    return said


def _made(state: LedgerState, memo: Memo, before: str, after: str) -> LedgerChange:
    return LedgerChange(
        verb=Verb.MEMO,
        state=state,
        themes=(memo.item,) if memo.about is About.THEME else (),
        notes=(memo.item,) if memo.about is About.NOTE else (),
        details=(
            Attribute("about", (memo.about, memo.item)),
            Attribute("before", (before,)),
            Attribute("after", (after,)),
        ),
    )
