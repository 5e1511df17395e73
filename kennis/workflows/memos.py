"""All memos in one document, for the file of a study."""

from collections.abc import Sequence

from kennis.consent import may_name_themes
from kennis.export.markdown import write_blocks
from kennis.export.tree import Node, block_quote, header, paragraph, span, texts
from kennis.locale import _
from kennis.nouns import About, MemoLine
from kennis.workflows.ledger.lines import Lines

FILE = "memos.md"


def document(lines: Lines, memos: Sequence[MemoLine], internal: bool = False) -> bytes:
    """Write memos as Markdown: by kind of thing, then by thing, first to last.

    Memos on notes that may not be published are left out, and it is said how many; with `internal` they stand in
    it too. Of a note its text is given.
    """
    shown = [one for one in memos if internal or _may_leave(lines, one)]
    blocks = [header(0, "", _("Memos: {title}").format(title=lines.programme.title))]
    for about, heading in _headings().items():
        own = [one for one in shown if one.memo.about is about]
        blocks += [header(1, "", heading)] if own else []
        for name in dict.fromkeys(one.name for one in own):
            blocks += _item(lines, name, [one for one in own if one.name == name])
    if left := len(memos) - len(shown):
        said = _("left out, because their notes may not be published: {count}").format(count=left)
        blocks += [paragraph(text) for text in texts(said)]
    return write_blocks(blocks)


def _headings() -> dict[About, str]:
    return {
        About.LENS: _("Lenses"),
        About.THEME: _("Themes"),
        About.SESSION: _("Sessions"),
        About.NOTE: _("Notes"),
    }


def _item(lines: Lines, name: str, own: Sequence[MemoLine]) -> list[Node]:
    """Give one thing: its name, its text where it is a note, and its memos with time and person."""
    blocks = [header(2, "", name)]
    if own[0].memo.about is About.NOTE and (note := lines.notes.get(own[0].memo.item)):
        blocks.append(block_quote([paragraph(text) for text in texts(note.text)]))
    for one in own:
        said = one.memo.at.astimezone().strftime("%Y-%m-%d %H:%M")
        who = " · ".join(filter(None, (said, one.memo.person)))
        blocks += [paragraph([span("by", "", text)]) for text in texts(who)]
        blocks += [paragraph(text) for text in texts(one.memo.text)]
    return blocks


def _may_leave(lines: Lines, one: MemoLine) -> bool:
    note = lines.notes.get(one.memo.item) if one.memo.about is About.NOTE else None
    return note is None or may_name_themes(note, lines.sessions[note.session])
