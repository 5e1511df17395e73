"""The commands by which speakers are asked about their quotes, and their answers recorded."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from kennis.cli.output import OutputFormat, put_csv, put_json, put_table, say
from kennis.cli.workspace_option import workspace
from kennis.errors import UsageError
from kennis.locale import _
from kennis.nouns import Approval, ApprovalVerdict, QuoteStatus
from kennis.workflows.deciding_person import me

app = typer.Typer(no_args_is_help=True)
_SHOWN = 60  # characters of a quote in a table, so that a row stays on a line; set by hand
_HEADINGS = ["key", "part", "note", "speaker", "state", "date", "attribution", "text", "words"]
Out = Annotated[Path | None, typer.Option(help=_("A folder; else approvals in the workspace's exports."))]

Everything = Annotated[bool, typer.Option("--all", help=_("Quotes that are approved already too."))]


@app.command(help=_("Write a document for each speaker who is quoted, with the quotes as they would be printed."))
def write(context: typer.Context, out: Out = None, everything: Everything = False) -> None:
    """Write the documents."""
    from kennis.workflows.outline import approval_letters

    for one in approval_letters.write(workspace(context), out, everything):
        for path in one.paths:
            print(path)
        say(_("@{speaker}: quotes {count}").format(speaker=one.speaker, count=one.quotes))


@app.command("list", help=_("List the quotes that would be printed, and how each stands with its speaker."))
def list_(
    context: typer.Context, format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE
) -> None:
    """List quotes."""
    from kennis.workflows.outline import approval_letters

    found = approval_letters.lines(workspace(context))
    if format is OutputFormat.JSON:
        put_json(found)
    elif format is OutputFormat.CSV:
        rows = [(one.key, one.name, one.note, one.speaker, one.standing, one.date) for one in found]
        rest = [(one.attribution, one.text, one.words) for one in found]
        put_csv(_HEADINGS, [(*row, *more) for row, more in zip(rows, rest, strict=True)])
    else:
        put_table(
            [_("key"), "part", "note", "speaker", "state", "date", "text"],
            [
                (one.key, one.name, one.note, one.speaker, standing(one.standing), one.date, _short(one.text))
                for one in found
            ],
        )


@app.command(help=_("Record what a speaker answered about a quote."))
def record(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help=_("The key of the quote, as its document gives it."))],
    answer: Annotated[ApprovalVerdict, typer.Argument(help=_("What the speaker answered."))],
    date: Annotated[str, typer.Option(help=_("The day of the answer, as 2020-03-12; else today."))] = "",
    text: Annotated[str, typer.Option(help=_("The words that the speaker wants instead."))] = "",
) -> None:
    """Record an answer."""
    from kennis import clock
    from kennis.workflows.outline import approval_letters

    found = workspace(context)
    day = _day(date, clock.today(found.settings.timezone))
    said = Approval(key=key, note="", text="", attribution="", verdict=answer, date=day, words=text, person=me())
    with found.opened() as here:
        before = approval_letters.answered(here, key)
        approval_letters.record(here, key, said)
    say(_("recorded: {key} {answer}").format(key=key, answer=standing(QuoteStatus(answer.value))))
    if before is not None and before.verdict is not None:
        stood = standing(QuoteStatus(before.verdict.value))
        told = ", ".join(filter(None, (stood, str(before.date or ""), before.words and f"“{before.words}”")))
        say(_("in place of: {answer}").format(answer=told))


def standing(one: QuoteStatus) -> str:
    """Name how a quote stands with its speaker."""
    return {
        QuoteStatus.OPEN: _("not asked"),
        QuoteStatus.ASKED: _("asked"),
        QuoteStatus.APPROVED: _("approved"),
        QuoteStatus.CHANGED: _("changed"),
        QuoteStatus.REFUSED: _("refused"),
    }[one]


def _day(text: str, today: datetime.date) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text) if text else today
    except ValueError:
        raise UsageError(_("{text} is no date; one is written as 2020-03-12").format(text=text)) from None
    if day > today:
        raise UsageError(_("{date} is still to come; give the day of the answer").format(date=day))
    return day


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
