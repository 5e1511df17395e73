"""The right side of the researcher's room: the lines of a theme, a lens, notes, one note, what was found."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len

from kennis.clean_text import clean
from kennis.locale import _
from kennis.locale.words import change, consent, kind, stance
from kennis.nouns.themes import LensWeight, Memo
from kennis.nouns.themes_room import Event, LensGroup, NoteLine, ThemeDetails, ThemeLine
from kennis.tui.shared import counts_wording as words
from kennis.tui.shared.list_item import Layout, ListItem, heading, line, rule, saying
from kennis.tui.shared.note_lines import Piece, Row
from kennis.tui.shared.wording import shown
from kennis.tui.shared.wrapping import brief, cut, wrap
from kennis.tui.themes_room import note_rows, proposal_rows
from kennis.tui.themes_room.detail_view import Content, DetailSubject, Sort
from kennis.tui.themes_room.note_rows import Manner, Names
from kennis.tui.themes_room.themes_model import ThemesModel


def items(subject: DetailSubject, content: Content, model: ThemesModel) -> Iterable[ListItem]:
    """List what was read for a subject."""
    names = model.names
    match subject.sort:
        case Sort.THEME if content.theme:
            return theme(content.theme, names, {one.slug: one.title for one in model.lenses})
        case Sort.LENS:
            return lens(model.group(subject.item), model.question(subject.item), content.memos)
        case Sort.LOOSE:
            return loose(content.notes, names)
        case Sort.SHELF:
            return shelf(content.notes, names)
        case Sort.NOTE if content.notes:
            return note(content.notes[0], names, content.memos, content.further)
        case Sort.PROPOSAL if content.proposal:
            return proposal_rows.show(content.proposal, names)
        case Sort.SEARCH | Sort.SIMILAR:
            return _found(subject, content, names)
        case Sort.HISTORY:
            return events(content.events)
        case _:
            return ()


def theme(view: ThemeDetails, names: Names, lenses: Names) -> Iterator[ListItem]:
    """Show a theme: what it is called and how firm it is, its memos, its notes."""
    yield ListItem("head", _head(view, lenses), stop=False)
    yield from map(memo, view.memos)
    yield rule()
    if not view.notes:
        yield saying(_("no notes stand in this theme"))
    yield from _notes(view.notes, Manner(names))
    if view.suggested:
        yield heading(_("new, suggested: {count}; m takes them in").format(count=len(view.suggested)))
        yield from (note_rows.item(one, Manner(names), "suggested") for one in view.suggested)
    if view.seconds:
        yield heading(_("of other themes, with this as their second: {count}").format(count=len(view.seconds)))
        yield from (note_rows.item(one, Manner(names, placed=True), "second") for one in view.seconds)


def lens(group: LensGroup, question: str, memos: Iterable[Memo]) -> Iterator[ListItem]:
    """Show a lens: its question, its memos, its themes."""
    yield heading(shown(group.title) or _("without a lens"), "title")
    if question:
        yield saying(question)
    yield from map(memo, memos)
    yield rule()
    yield from (ListItem(f"theme:{one.theme.id}", _theme_line(one), of=one) for one in group.themes)


def loose(notes: Sequence[NoteLine], names: Names) -> Iterator[ListItem]:
    """Show the loose notes, those that come nearest to a theme first."""
    yield heading(_("Loose notes"), "title")
    yield saying(
        _("In no theme; the nearest to one come first. m puts them where they belong.") if notes else _("none")
    )
    yield rule()
    yield from (note_rows.item(one, Manner(names, placed=one.suggested)) for one in notes)


def shelf(notes: Sequence[NoteLine], names: Names) -> Iterator[ListItem]:
    """Show the shelf."""
    yield heading(_("The shelf"), "title")
    said = (
        _("Striking single notes, kept in sight whatever theme they are in.") if notes else _("none; b puts notes here")
    )
    yield saying(said)
    yield rule()
    yield from _notes(notes, Manner(names, placed=True))


def note(one: NoteLine, names: Names, memos: Sequence[Memo], of_session: Sequence[Memo]) -> Iterator[ListItem]:
    """Show one note whole, with its memos and those of its session."""
    number = f"n{one.note.number}" if one.note.number else ""
    yield heading(" · ".join(filter(None, [number, kind(one.note.kind)])), "title")
    yield note_rows.item(one, Manner(names, placed=True, whole=True))
    yield saying("\n".join(_facts(one)))
    yield rule()
    yield from map(memo, memos)
    if of_session:
        yield heading(_("on the session"))
        yield from map(memo, of_session)
    if not memos and not of_session:
        yield saying(_("no memo yet; e writes one on the note, E one on its session"))


def memo(one: Memo) -> ListItem:
    """Show a memo."""
    return ListItem(f"memo:{one.id}", _memo(one), of=one)


def events(found: Sequence[Event]) -> Iterator[ListItem]:
    """Show how themes came about, newest first."""
    yield heading(_("How it came about, newest first"), "title")
    if not found:
        yield saying(_("nothing has been decided or proposed yet"))
    for place, one in enumerate(reversed(found)):
        yield ListItem(f"event:{place}", _event(one), of=one)


def _notes(notes: Iterable[NoteLine], manner: Manner) -> Iterator[ListItem]:
    return (note_rows.item(one, manner) for one in notes)


def _head(view: ThemeDetails, lenses: Names) -> Layout:
    one = view.line

    def rows(width: int, _selected: bool) -> Sequence[Row]:
        right = f"{one.name}{' 📌' if one.theme.titled else ''}"
        space = width - cell_len(right) - 2
        title = wrap(shown(one.theme.title), space, 3) if space > 12 else wrap(shown(one.theme.title), width, 3)
        made: list[Row] = [line(part, "title") for part in title]
        gap = max(width - cell_len(title[0]) - cell_len(right), 1)
        made[0] = (*made[0], Piece(" " * gap), Piece(right, "mark"))
        return [*made, *(line(part, role) for said, role in _said(view, lenses) for part in brief(said, width, 3))]

    return rows


def _said(view: ThemeDetails, lenses: Names) -> Iterator[tuple[str, str]]:
    """Give what a theme's head says below its title, each with its role."""
    one = view.line
    stable = _("stable {figure}").format(figure=words.fraction(one.theme.stability))
    counts = [words.notes(one.notes), words.sessions(one.sessions), words.sectors(one.sectors)]
    yield " · ".join([stable, *counts]), "good"
    if one.theme.keywords:
        yield shown(", ".join(one.theme.keywords)), "muted"
    if view.summary:
        yield shown(" ".join(view.summary)), "text"
    if under := _under(view.lenses, lenses):
        yield _("under: {lenses}").format(lenses=under), "muted"
    if one.family:
        yield _("family: {name}").format(name=shown(one.family)), "muted"
    if one.theme.titled:
        yield _("a person gave the title"), "muted"
    if view.waiting:
        what = ", ".join(change(proposal.change) for proposal in view.waiting)
        yield f"⚑ {_('proposed: {what}; v shows it').format(what=what)}", "flag"


def _under(weights: Sequence[LensWeight], lenses: Names) -> str:
    return " · ".join(f"{shown(lenses.get(one.lens, one.lens))} {words.fraction(one.weight)}" for one in weights)


def _theme_line(one: ThemeLine) -> Layout:
    def rows(width: int, _selected: bool) -> Sequence[Row]:
        right = f" {one.notes:>4}"
        title = cut(f"{one.name}  {shown(one.theme.title)}", width - cell_len(right))
        return [(Piece(title, "text"), Piece(" " * (width - cell_len(title) - cell_len(right))), Piece(right, "muted"))]

    return rows


def _memo(one: Memo) -> Layout:
    def rows(width: int, selected: bool) -> Sequence[Row]:
        said = _("memo {day}, {person}: {text}").format(
            day=words.day(one.at.astimezone().date(), year=True), person=shown(one.person), text=clean(one.text).text
        )
        return [line(part, "good") for part in brief(said, width, 40 if selected else 3)]

    return rows


def _event(one: Event) -> Layout:
    def rows(width: int, selected: bool) -> Sequence[Row]:
        said = [line(part) for part in brief(clean(one.said).text, width, 20 if selected else 4)]
        run = [line(part, "muted") for part in wrap(_run(one), width, 12)] if selected and one.run else []
        undone = [line(_("undone"), "flag")] if one.decision and one.decision.undone else []
        return [line(words.moment(one.at), "mark"), *said, *undone, *run]

    return rows


def _run(one: Event) -> str:
    run = one.run
    if run is None:
        return ""
    settings = " · ".join(f"{each.name} {', '.join(each.values)}" for each in run.parameters)
    return shown(f"{run.model} · {words.notes(run.notes)} · {run.fingerprint[:12]} · {settings}")


def _facts(one: NoteLine) -> Iterator[str]:
    """Say all there is to know of a note, a line for each."""
    person = ", ".join(filter(None, [one.speaker, one.role, one.organisation, one.sector]))
    level = consent(one.note.consent) if one.note.consent else ""
    facts = [
        (_("session"), f"{one.session.title}, {words.day(one.session.date, year=True)}"),
        (_("time"), f"{one.note.at:%H:%M}" if one.note.at else ""),
        (_("speaker"), person),
        (_("under"), " › ".join(one.note.context)),
        (_("tags"), " ".join(f"#{tag}" for tag in one.note.tags)),
        (_("stance"), stance(one.stance) if one.stance else ""),
        (_("consent"), level),
    ]
    return (f"{name}: {shown(said)}" for name, said in facts if said)


def _found(subject: DetailSubject, content: Content, names: Names) -> Iterator[ListItem]:
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
