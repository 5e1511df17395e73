"""What is to be accepted or mended before an export, as `kennis preflight` tells it: by kind, the worst first."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kennis.locale import _
from kennis.locale.words import remark
from kennis.nouns import Remark, RemarkKind
from kennis.nouns.outline_room import PassageLine
from kennis.tui.outline_room import outline_wording as words
from kennis.tui.outline_room.outline_model import PartLine, Parts
from kennis.tui.shared.list_item import Layout, ListItem, heading, line, rule, saying
from kennis.tui.shared.note_lines import Row
from kennis.tui.shared.wording import shown
from kennis.tui.shared.wrapping import brief, wrap

_MOST = 20  # of one kind; set by hand


def show(remarks: Sequence[Remark] | None, parts: Parts) -> Iterator[ListItem]:
    """Show the remarks that wait; None while they are looked for."""
    yield heading(_("Check"), "title")
    if remarks is None:
        yield saying(_("one moment…"))
        return
    if not remarks:
        yield saying(_("pre-flight: nothing waits"), "good")
        return
    yield saying(_("{count} to look at; Enter goes to where it stands").format(count=len(remarks)))
    yield saying(_("accept: kennis preflight accept KEY; the whole: kennis preflight"))
    for kind, group in groupby(remarks, key=lambda one: one.kind):
        found = list(group)
        yield rule()
        yield heading(f"{len(found)} × {remark(kind)}", "flag" if kind in _STOPPING else "mark")
        yield from (_item(one, place, parts) for place, one in enumerate(found[:_MOST]))
        if len(found) > _MOST:
            yield saying(_("and {count} more").format(count=len(found) - _MOST))


_STOPPING = (RemarkKind.LEAKED, RemarkKind.QUOTATION)


def _item(one: Remark, place: int, parts: Parts) -> ListItem:
    return ListItem(f"remark:{one.key}:{place}", _rows(one, parts.get(one.part)), of=parts.get(one.part))


def _rows(one: Remark, part: PartLine | None) -> Layout:
    head = " ".join(filter(None, (one.name, *one.notes[:6], one.key)))
    text = words.said(part) if isinstance(part, PassageLine) else part.part.title if part else ""

    def rows(width: int, selected: bool) -> Sequence[Row]:
        said = brief(shown(text), max(width, 1), 4 if selected else 1) if text else []
        return [line(head, "muted"), *(line(each) for each in wrap(shown(one.message), width, 4)), *map(line, said)]

    return rows
