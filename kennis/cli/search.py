"""The commands that find notes: search, and more like one of them."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli import completion
from kennis.cli.output import MarkedText, OutputFormat, put_csv, put_json, put_table, say
from kennis.cli.workspace_option import workspace
from kennis.locale import _, fraction
from kennis.nouns import Consent, Kind
from kennis.nouns.search import Filters, SearchMode

if TYPE_CHECKING:
    from kennis.workflows.note_search import FoundNote, SearchReport

commands = typer.Typer()
_SEARCHED = ("note", "date", "theme", "score", "why", "text")
_FIELDS = ("note", "id", "session", "date", "kind", "speaker", "theme", "title", "score", "why", "text")
_SIMILAR = ("note", "theme", "score", "text")
Day = datetime.datetime | None
LONGEST = 240  # characters of a text in a table; set by hand
By = Annotated[SearchMode, typer.Option(help=_("By what to find; words needs no encoder and is the quickest."))]
OfSession = Annotated[
    str,
    typer.Option(
        autocompletion=completion.sessions, help=_("Of this session only: its id or title, or the beginning of one.")
    ),
]
Since = Annotated[Day, typer.Option("--from", formats=["%Y-%m-%d"], help=_("Of sessions from this date on."))]
Until = Annotated[Day, typer.Option("--to", formats=["%Y-%m-%d"], help=_("Of sessions up to this date."))]
BySpeaker = Annotated[str, typer.Option(help=_("By this speaker only: a handle, or words of a name."))]
OfOrganisation = Annotated[str, typer.Option(help=_("Of this organisation only, or of all with these words."))]
OfSector = Annotated[str, typer.Option(help=_("Of this sector only."))]
OfKind = Annotated[Kind | None, typer.Option(help=_("Of this kind only."))]
WithTag = Annotated[str, typer.Option(help=_("With this tag only."))]
OfTheme = Annotated[
    str,
    typer.Option(
        autocompletion=completion.themes,
        help=_("Of this theme only, as T-014."),
    ),
]
UnderLens = Annotated[str, typer.Option(help=_("Under this lens only."))]
OfLevel = Annotated[
    Consent | None, typer.Option(help=_("Of this level only; withdrawn notes are found in no other way."))
]
Most = Annotated[int, typer.Option(help=_("How many notes at most."))]
Printed = Annotated[OutputFormat, typer.Option(help=_("How to print."))]


@commands.command()
def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help=_("What to look for."))],
    mode: By = SearchMode.HYBRID,
    session: OfSession = "",
    since: Since = None,
    until: Until = None,
    speaker: BySpeaker = "",
    organisation: OfOrganisation = "",
    sector: OfSector = "",
    kind: OfKind = None,
    tag: WithTag = "",
    theme: OfTheme = "",
    lens: UnderLens = "",
    consent: OfLevel = None,
    limit: Most = 20,
    format: Printed = OutputFormat.TABLE,
) -> None:
    """Search notes."""
    from kennis.workflows import note_search

    people = {"speaker": speaker, "organisation": organisation, "sector": sector}
    marks = {"tag": tag, "theme": theme, "lens": lens, "session": session}
    first, last = (day.date() if day else None for day in (since, until))
    filters = Filters(since=first, until=last, kind=kind, consent=consent, **people, **marks)
    _put(note_search.search(workspace(context), query, mode, filters, limit), format, _SEARCHED)


@commands.command()
def similar(
    context: typer.Context,
    note: Annotated[str, typer.Argument(help=_("A note, as n17, or its id or the beginning of it."))],
    limit: Most = 20,
    format: Printed = OutputFormat.TABLE,
) -> None:
    """Show similar notes."""
    from kennis.workflows import note_search

    _put(note_search.similar(workspace(context), note, limit), format, _SIMILAR)


def _put(report: "SearchReport", format: OutputFormat, headings: Sequence[str]) -> None:
    for sentence in report.said:
        say(sentence)
    if not report.notes:
        say(_("no notes found"))
    fields = [_fields(one) for one in report.notes]
    match format:
        case OutputFormat.JSON:
            put_json(fields)
        case OutputFormat.CSV:
            put_csv(_FIELDS, [[one[name] for name in _FIELDS] for one in fields])
        case OutputFormat.TABLE if fields:
            pairs = zip(fields, report.notes, strict=True)
            shown = [{**own, "score": fraction(one.found.score), "text": _marked(one)} for own, one in pairs]
            put_table(headings, [[one[name] for name in headings] for one in shown])


def _fields(one: "FoundNote") -> dict[str, object]:
    return {
        "note": f"n{one.note.number}",
        "id": one.note.id,
        "session": one.session.id,
        "date": one.session.date,
        "kind": one.note.kind,
        "speaker": one.note.speaker,
        "theme": one.theme.name if one.theme else None,
        "title": one.theme.title if one.theme else "",
        "score": round(one.found.score, 2),
        "why": one.found.why,
        "marks": one.found.marks,
        "text": one.note.text,
    }


def _marked(one: "FoundNote") -> MarkedText:
    """Give the piece of the text in which the words were found, those words in bold."""
    from kennis.workflows.note_search import excerpt

    piece = excerpt(one.note.text, one.found.marks, LONGEST)
    return MarkedText(piece.text, piece.marks)
