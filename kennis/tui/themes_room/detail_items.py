"""The lines of the right side: what is listed for each sort of thing that is shown there."""

from collections.abc import Iterable, Iterator

from kennis.locale import _
from kennis.tui.shared.list_item import Item
from kennis.tui.shared.text_rows import heading, rule, saying
from kennis.tui.shared.wording import shown
from kennis.tui.themes_room import detail_rows, note_rows, proposal_rows
from kennis.tui.themes_room.detail_view import Content, DetailSubject, Sort
from kennis.tui.themes_room.note_rows import Manner, Names
from kennis.tui.themes_room.themes_model import ThemesModel


def items(subject: DetailSubject, content: Content, model: ThemesModel) -> Iterable[Item]:
    """List what was read for a subject."""
    names = model.names
    match subject.sort:
        case Sort.THEME if content.theme:
            return detail_rows.theme(content.theme, names, {one.slug: one.title for one in model.lenses})
        case Sort.LENS:
            return detail_rows.lens(model.group(subject.item), model.question(subject.item), content.memos)
        case Sort.LOOSE:
            return detail_rows.loose(content.notes, names)
        case Sort.SHELF:
            return detail_rows.shelf(content.notes, names)
        case Sort.NOTE if content.notes:
            return detail_rows.note(content.notes[0], names, content.memos, content.further)
        case Sort.PROPOSAL if content.proposal:
            return proposal_rows.show(content.proposal, names)
        case Sort.SEARCH | Sort.SIMILAR:
            return _found(subject, content, names)
        case Sort.HISTORY:
            return detail_rows.events(content.events)
        case _:
            return ()


def _found(subject: DetailSubject, content: Content, names: Names) -> Iterator[Item]:
    if subject.sort is Sort.SIMILAR:
        yield heading(_("More like this"), "title")
        yield from (note_rows.item(one, Manner(names, placed=True), "like") for one in content.notes)
    else:
        yield heading(_("Found for: {words}").format(words=shown(subject.item)), "title")
    yield saying(
        _("{count} found; Enter goes to where it stands").format(count=len(content.hits))
        if content.hits
        else _("nothing found")
    )
    yield rule()
    yield from (note_rows.hit(one, names) for one in content.hits)
