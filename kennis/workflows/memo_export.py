"""All memos in one document, for the file of a study."""

from collections.abc import Mapping, Sequence

from kennis.borrowed_words import Silence, unfounded
from kennis.consent import QUOTED, Vocabulary, may_name_themes, may_quote, printable_titles, vocabulary
from kennis.errors import CheckFailed
from kennis.export.markdown import write_blocks
from kennis.export.pandoc_tree import Node, block_quote, header, paragraph, span, texts
from kennis.locale import _
from kennis.nouns import About, MemoLine, Note
from kennis.preflight.register_names import names_in, register_of
from kennis.themes.ledger.theme_views import LineMaterial

FILE = "memos.md"


def document(
    lines: LineMaterial, memos: Sequence[MemoLine], refused: frozenset[str] = frozenset(), internal: bool = False
) -> bytes:
    """Write memos as Markdown: by kind of thing, then by thing, first to last.

    Memos on notes that may not be published are left out, and it is said how many. Of another note its text is
    given, where it may be quoted and its speaker has not `refused` that. A title that tells what it may not gives way
    to a number or a date. With `internal` all stands in it. Raises CheckFailed where a memo that leaves holds words
    that only notes have that may not be printed, names somebody in a register who may not be named, or quotes what
    nobody said.
    """
    sessions = tuple(lines.sessions.values())
    gate = None if internal else vocabulary(lines.notes.values(), sessions, lines.programme.organisations, refused)
    shown = [one for one in memos if internal or _may_leave(lines, one)]
    if not internal:
        _refuse_leaks(lines, shown, refused)
    texts_of = {note.id: note.text for note in lines.notes.values() if internal or _may_say(lines, note, refused)}
    blocks = [header(0, "", _("Memos: {title}").format(title=lines.programme.title))]
    for about, heading in _headings().items():
        own = [one for one in shown if one.memo.about is about]
        blocks += [header(1, "", heading)] if own else []
        for item in dict.fromkeys(one.memo.item for one in own):
            of_item = [one for one in own if one.memo.item == item]
            blocks += _item(texts_of, _heading(lines, of_item[0], gate), of_item)
    if left := len(memos) - len(shown):
        said = _("left out, because their notes may not be published: {count}").format(count=left)
        blocks += [paragraph(text) for text in texts(said)]
    return write_blocks(blocks)


def _refuse_leaks(lines: LineMaterial, shown: Sequence[MemoLine], refused: frozenset[str]) -> None:
    printable = {one.id for one in lines.notes.values() if _may_say(lines, one, refused)}
    silence = Silence(
        {one.id: one.text for one in lines.notes.values() if one.id not in printable},
        (one.text for one in lines.notes.values() if one.id in printable),
    )
    register = register_of(lines.sessions.values())
    said = [one.text for one in lines.notes.values() if one.id in printable and one.kind in QUOTED]
    for one in shown:
        for note in silence.broken_by(one.memo.text):
            message = _("no memos were written: in a memo on {name} stand words of {note}, which may not be printed")
            raise CheckFailed(message.format(name=one.name, note=f"n{lines.notes[note].number}"))
        for place in names_in(one.memo.text, register):
            message = _("no memos were written: a memo on {name} names somebody who may not be named, at word {place}")
            raise CheckFailed(message.format(name=one.name, place=place))
        for quotation in unfounded(one.memo.text, said):
            message = _("no memos were written: a memo on {name} quotes what stands in no quote, at word {place}")
            raise CheckFailed(message.format(name=one.name, place=quotation.place))


def _headings() -> dict[About, str]:
    return {
        About.LENS: _("Lenses"),
        About.THEME: _("Themes"),
        About.SESSION: _("Sessions"),
        About.NOTE: _("Notes"),
    }


def _item(said: Mapping[str, str], name: str, own: Sequence[MemoLine]) -> list[Node]:
    """Give one thing: its name, what a note says where that may be told, and its memos with time and person."""
    blocks = [header(2, "", name)]
    if own[0].memo.about is About.NOTE and (text := said.get(own[0].memo.item)):
        blocks.append(block_quote([paragraph(one) for one in texts(text)]))
    for one in own:
        at = one.memo.at.astimezone().strftime("%Y-%m-%d %H:%M")
        who = " · ".join(filter(None, (at, one.memo.person)))
        blocks += [paragraph([span("by", "", text)]) for text in texts(who)]
        blocks += [paragraph(text) for text in texts(one.memo.text)]
    return blocks


def _heading(lines: LineMaterial, one: MemoLine, gate: Vocabulary | None) -> str:
    """Give what a memo is about, as it may be called in print; all of it without a gate."""
    if gate is None:
        return one.name
    match one.memo.about:
        case About.THEME:
            theme = lines.state.themes.get(one.memo.item)
            return one.name if theme is None or gate.may_head(theme.title) else theme.name
        case About.SESSION:
            held = lines.sessions.get(one.memo.item)
            titles = printable_titles(tuple(lines.sessions.values()), gate.names)
            return one.name if held is None else titles[held.id] or held.date.isoformat()
        case About.LENS if gate.names.told_in(one.name):
            known = [lens.slug for lens in lines.programme.lenses]
            return str(known.index(one.memo.item) + 1) if one.memo.item in known else ""
    return one.name


def _may_leave(lines: LineMaterial, one: MemoLine) -> bool:
    note = lines.notes.get(one.memo.item) if one.memo.about is About.NOTE else None
    return note is None or may_name_themes(note, lines.sessions[note.session])


def _may_say(lines: LineMaterial, note: Note, refused: frozenset[str]) -> bool:
    return note.id not in refused and may_quote(note, lines.sessions[note.session])
