"""The commands that show what the outline is proposed to take over, answer it, and go through its versions."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli.outline import app, outlining, tell
from kennis.cli.output import OutputFormat, put_csv, put_json, put_rows, put_table, say
from kennis.cli.proposal_choice import chosen
from kennis.cli.workspace_option import workspace
from kennis.errors import UsageError
from kennis.locale import _, words
from kennis.nouns import Edition
from kennis.workflows.deciding_person import me

if TYPE_CHECKING:
    from kennis.workflows.outline.manuscripts import ManuscriptReport
    from kennis.workflows.outline.outline_edits import Outlining

Keys = Annotated[list[str] | None, typer.Argument(help=_("Keys of proposals, as the list gives them."))]
Everything = Annotated[bool, typer.Option("--all", help=_("Every proposal that waits."))]


@app.command(help=_("List what the outline could take over from themes and notes that have changed since."))
def proposals(
    context: typer.Context, format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE
) -> None:
    """List proposals."""
    with outlining(context) as opened:
        waiting = opened.waiting()
    if format is OutputFormat.JSON:
        put_json(waiting)
        return
    plain = format is OutputFormat.CSV
    if not waiting and not plain:
        say(_("the outline has taken over all there is"))
        return
    changes = [one.proposal.change if plain else words.book_change(one.proposal.change) for one in waiting]
    rows = [(one.key, one.name, change, one.title, one.told) for one, change in zip(waiting, changes, strict=True)]
    put_rows(format, ["key", "part", "change", "title", "notes"], rows)


@app.command(help=_("Take proposals over: some of them, or all."))
def accept(context: typer.Context, keys: Keys = None, everything: Everything = False) -> None:
    """Accept proposals."""
    count = _answered(context, keys, everything, lambda opened, chosen: opened.accept(chosen))
    say(_("proposals accepted: {count}").format(count=count))


@app.command(help=_("Reject proposals; they do not come back."))
def reject(context: typer.Context, keys: Keys = None, everything: Everything = False) -> None:
    """Reject proposals."""
    count = _answered(context, keys, everything, lambda opened, chosen: opened.reject(chosen))
    say(_("proposals rejected: {count}").format(count=count))


@app.command(help=_("Undo the last edit of the outline, also after a restart."))
def undo(context: typer.Context) -> None:
    """Undo the last edit."""
    with outlining(context) as opened:
        say(_("undone: {said}").format(said=words.edition(opened.undo())))


@app.command(help=_("Do again what was undone last."))
def redo(context: typer.Context) -> None:
    """Redo what was undone last."""
    with outlining(context) as opened:
        say(_("done again: {said}").format(said=words.edition(opened.redo())))


@app.command(help=_("List the versions of the outline."))
def versions(
    context: typer.Context, format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE
) -> None:
    """List versions."""
    with outlining(context) as opened:
        found = opened.editions()
    if format is OutputFormat.JSON:
        put_json(found)
        return
    if format is OutputFormat.CSV:
        plain = [(one.number, one.at.isoformat(), one.person, one.verb, one.about, one.undone) for one in found]
        put_csv(["version", "time", "by", "edit", "about", "undone"], plain)
        return
    rows = [
        (
            one.number,
            f"{one.at.astimezone():%Y-%m-%d %H:%M}",
            one.person,
            words.edition(one),
            _("undone") if one.undone else "",
        )
        for one in found
    ]
    put_table(["version", "time", "by", "edit", ""], rows)


@app.command(help=_("Compare two versions of the outline; the second is the present one where it is not given."))
def diff(
    context: typer.Context,
    before: Annotated[int, typer.Argument(min=0, help=_("A version; 0 is before the first."))],
    after: Annotated[int | None, typer.Argument(min=0, help=_("Another version."))] = None,
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """Compare two versions."""
    with outlining(context) as opened:
        found = opened.compared(before, after)
    match format:
        case OutputFormat.JSON:
            put_json(found)
        case OutputFormat.CSV:
            put_csv(["sign", "part", "text", "before"], [(one.sign, one.name, one.text, one.before) for one in found])
        case OutputFormat.TABLE:
            for one in found:
                print(f"{one.sign} {one.name:<8} {one.text}")


@app.command(help=_("Tell, line by line, what in an editor's file is not what was said or may not be printed."))
def check(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help=_("A file from `kennis outline show`, or a Word or ODT export, edited."))
    ],
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """Check an editor's file."""
    from kennis.workflows.outline import manuscripts

    report = manuscripts.check(workspace(context), file, me())
    _put_findings(report, format)
    if not report.sound:
        raise typer.Exit(4)


@app.command(help=_("Take an editor's file over into the outline."))
def apply(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help=_("A file from `kennis outline show`, or a Word or ODT export, edited."))
    ],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help=_("Let the file undo edits that were made after it."))
    ] = False,
    drop: Annotated[bool, typer.Option("--drop", help=_("Leave out what the outline cannot keep."))] = False,
    part: Annotated[
        bool, typer.Option("--part", help=_("Keep the chapters and sections that the file has nothing of."))
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help=_("Take out the chapters and sections that the file has nothing of."))
    ] = False,
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """Apply an editor's file."""
    from kennis.workflows.outline import manuscripts

    if part and whole:
        raise UsageError(_("--part and --whole do not go together"))
    leave = manuscripts.Leave(overwrite=overwrite, drop=drop, part=part, whole=whole)
    with workspace(context).opened() as here:
        _put_findings(manuscripts.check(here, file, me()), format)
        made = manuscripts.apply(here, file, me(), leave)
    if made is None:
        say(_("that changes nothing"))
    else:
        tell(made)


def _put_findings(report: "ManuscriptReport", format: OutputFormat) -> None:
    match format:
        case OutputFormat.JSON:
            put_json(report)
        case OutputFormat.CSV:
            beside = [(one.line, "comment", f"{one.author}: {one.text}") for one in report.heard.comments]
            tracked = [("", "tracked", one.words) for one in report.heard.tracked]
            rows = [(one.line, one.what, one.message) for one in report.findings]
            put_csv(["line", "what", "message"], [*rows, *tracked, *beside])
        case OutputFormat.TABLE:
            _print_findings(report)


def _print_findings(report: "ManuscriptReport") -> None:
    for one in report.findings:
        print(f"{one.line}: {one.message}")
        if one.difference:
            signs = {"kept": "  ", "removed": "- ", "inserted": "+ "}
            print("\n".join(f"      {signs[stretch.edit]}{stretch.words}" for stretch in one.difference))
    for change in report.heard.tracked:
        print(_("tracked change, read as accepted: {change}").format(change=change.words))
    for comment in report.heard.comments:
        print(
            _("{line}: comment by {author}: {text}").format(line=comment.line, author=comment.author, text=comment.text)
        )


def _answered(
    context: typer.Context,
    keys: Sequence[str] | None,
    everything: bool,
    answer: Callable[["Outlining", Sequence[str]], Edition],
) -> int:
    """Answer the proposals that are named, or all that wait; give how many."""
    with outlining(context) as opened:
        wanted = chosen(keys, everything, lambda: [one.key for one in opened.waiting()])
        if wanted:
            answer(opened, wanted)
    return len(wanted)
