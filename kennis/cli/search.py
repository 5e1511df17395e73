"""The commands that find notes: search, and more like one of them."""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli.here import workspace
from kennis.cli.screen import Format, put_csv, put_json, put_table, say
from kennis.locale import _
from kennis.nouns import Consent, Kind
from kennis.nouns.search import Filters, Mode

if TYPE_CHECKING:
    from rich.text import Text

    from kennis.workflows.searching import FoundNote, Report

commands = typer.Typer()
LONGEST = 240  # characters of a text in a table
Most = Annotated[int, typer.Option(help=_("How many notes at most."))]
Printed = Annotated[Format, typer.Option(help=_("How to print."))]


@commands.command(
    "search",
    help=_(
        'Find notes by words, by meaning or both. "two words" together, begin* of a word, -word to leave out '
        "(put -- before a query that begins with -)."
    ),
)
def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help=_("What to look for."))],
    mode: Annotated[
        Mode, typer.Option(help=_("By what to find; words needs no encoder and is the quickest."))
    ] = Mode.HYBRID,
    session: Annotated[str, typer.Option(help=_("Of this session only: its id, or the beginning of it."))] = "",
    since: Annotated[
        datetime.datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help=_("Of sessions from this date on."))
    ] = None,
    until: Annotated[
        datetime.datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help=_("Of sessions up to this date."))
    ] = None,
    speaker: Annotated[str, typer.Option(help=_("By this speaker only: a handle, or words of a name."))] = "",
    organisation: Annotated[str, typer.Option(help=_("Of this organisation only, or of all with these words."))] = "",
    sector: Annotated[str, typer.Option(help=_("Of this sector only."))] = "",
    kind: Annotated[Kind | None, typer.Option(help=_("Of this kind only."))] = None,
    tag: Annotated[str, typer.Option(help=_("With this tag only."))] = "",
    theme: Annotated[str, typer.Option(help=_("Of this theme only, as T-014."))] = "",
    lens: Annotated[str, typer.Option(help=_("Under this lens only."))] = "",
    consent: Annotated[
        Consent | None, typer.Option(help=_("Of this level only; withdrawn notes are found in no other way."))
    ] = None,
    limit: Most = 20,
    format: Printed = Format.TABLE,
) -> None:
    """Search notes."""
    from kennis.workflows import searching

    filters = Filters(
        session=session,
        since=since.date() if since else None,
        until=until.date() if until else None,
        speaker=speaker,
        organisation=organisation,
        sector=sector,
        kind=kind,
        tag=tag,
        theme=theme,
        lens=lens,
        consent=consent,
    )
    report = searching.search(workspace(context), query, mode, filters, limit)
    _tell(report)
    if format is Format.JSON:
        put_json([_fields(one) for one in report.notes])
        return
    headings = ["note", "session", "kind", "speaker", "theme", "score", "why", "text"]
    _put(headings, report, format)


@commands.command("similar", help=_("Show the notes nearest in meaning to a note, and the theme each stands in."))
def similar(
    context: typer.Context,
    note: Annotated[str, typer.Argument(help=_("A note, as n17, or its id or the beginning of it."))],
    limit: Most = 20,
    format: Printed = Format.TABLE,
) -> None:
    """Show similar notes."""
    from kennis.workflows import searching

    report = searching.similar(workspace(context), note, limit)
    _tell(report)
    if format is Format.JSON:
        put_json([_fields(one) for one in report.notes])
        return
    _put(["note", "theme", "score", "text"], report, format)


def _tell(report: "Report") -> None:
    for sentence in report.said:
        say(sentence)
    if not report.notes:
        say(_("no notes found"))


def _put(headings: list[str], report: "Report", format: Format) -> None:
    if format is Format.CSV:
        put_csv(headings, [[_fields(one)[name] for name in headings] for one in report.notes])
        return
    rows = [{**_fields(one), "text": _marked(one)} for one in report.notes]
    put_table(headings, [[row[name] for name in headings] for row in rows])


def _fields(one: "FoundNote") -> dict[str, object]:
    return {
        "note": f"n{one.note.number}",
        "id": one.note.id,
        "session": one.session.id,
        "date": one.session.date,
        "kind": one.note.kind,
        "speaker": one.note.speaker,
        "theme": f"T-{one.theme.number:03d}" if one.theme else None,
        "title": one.theme.title if one.theme else "",
        "score": round(one.found.score, 4),
        "why": one.found.why,
        "marks": one.found.marks,
        "text": one.note.text,
    }


def _marked(one: "FoundNote") -> "Text":
    """Give the piece of the text in which the words were found, those words in bold."""
    from rich.text import Text

    from kennis.workflows.searching import excerpt

    piece = excerpt(one.note.text, one.found.marks, LONGEST)
    text = Text(piece.text)
    for start, end in piece.marks:
        text.stylize("bold", start, end)
    return text
