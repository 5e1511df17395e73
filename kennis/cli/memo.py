"""The commands about memos."""

from pathlib import Path
from typing import Annotated

import typer

from kennis.cli.output import OutputFormat, put_json, put_rows, say
from kennis.cli.streams import heard
from kennis.cli.workspace_option import room
from kennis.locale import _
from kennis.nouns import About

app = typer.Typer(no_args_is_help=True)
Kind = Annotated[About, typer.Argument(help=_("What it is about."))]


@app.command(help=_("Write a memo on a note, theme, lens or session; - reads its text from standard input."))
def add(
    context: typer.Context,
    about: Kind,
    item: Annotated[str, typer.Argument(help=_("n17, T-014, a lens's slug or a session's id."))],
    text: Annotated[str, typer.Argument(help=_("The text, or -."))],
) -> None:
    """Write a memo."""
    words = heard() if text == "-" else text
    with room(context) as opened:
        say(opened.told(opened.memo(about, opened.item_named(about, item), words)))


@app.command("list", help=_("List memos, all or those on one item."))
def list_(
    context: typer.Context,
    about: Annotated[About | None, typer.Argument(help=_("What they are about."))] = None,
    item: Annotated[str, typer.Argument(help=_("n17, T-014, a lens's slug or a session's id."))] = "",
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """List memos."""
    with room(context) as opened:
        found = opened.memo_lines(about, item)
    if format is OutputFormat.JSON:
        put_json(found)
        return
    rows = [
        (one.memo.at.astimezone().strftime("%Y-%m-%d %H:%M"), one.memo.person, one.name, one.memo.text) for one in found
    ]
    put_rows(format, ["time", "by", "about", "text"], rows)


@app.command(help=_("Write all memos into one document, by lens, theme, session and note."))
def export(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option(help=_("The file, .md; else memos.md in the workspace's exports."))
    ] = None,
    internal: Annotated[
        bool, typer.Option("--internal", help=_("With the texts of notes that may not be published."))
    ] = False,
) -> None:
    """Export memos."""
    with room(context) as opened:
        path = opened.export_memos(out, internal)
    say(_("memos written to {path}").format(path=path))
    print(path)
