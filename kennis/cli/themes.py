"""The commands about themes."""

from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli.here import workspace
from kennis.cli.screen import Format, progress, put_csv, put_json, put_table, say
from kennis.locale import _
from kennis.nouns import Proposal

if TYPE_CHECKING:
    from kennis.workflows.theming import ThemeView

app = typer.Typer(no_args_is_help=True)
Printed = Annotated[Format, typer.Option(help=_("How to print."))]


@app.command(help=_("Embed the notes that are new, cluster all, and propose themes."))
def run(
    context: typer.Context,
    accept: Annotated[bool, typer.Option("--accept-all", help=_("Accept every proposal at once."))] = False,
) -> None:
    """Run the clustering."""
    from kennis.workflows import theming

    with progress() as tells:
        report = theming.run(workspace(context), accept, tells)
    if report.too_few:
        say(
            _("{count} notes are too few to find themes in; all stay loose until there are about {fewest}").format(
                count=report.run.notes, fewest=theming.FEWEST
            )
        )
    _put_proposals(report.proposals)
    say(_("{count} notes clustered, {loose} of them loose").format(count=report.run.notes, loose=report.loose))
    if report.accepted is not None:
        say(_("proposals accepted: {count}").format(count=report.accepted))
    elif report.proposals:
        say(
            _("proposals that wait: {count}; accept all with: kennis themes accept --all").format(
                count=len(report.proposals)
            )
        )


@app.command(help=_("List the proposals of the last run that wait for a decision."))
def proposals(context: typer.Context, format: Printed = Format.TABLE) -> None:
    """List proposals."""
    from kennis.workflows import theming

    waiting = theming.waiting(workspace(context))
    if format is Format.JSON:
        put_json(waiting)
    else:
        _put_proposals(waiting)


@app.command(help=_("Accept what the last run proposes."))
def accept(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help=_("Every proposal that waits."))] = False,
) -> None:
    """Accept proposals."""
    from kennis.workflows import theming

    if not everything:
        raise typer.BadParameter(_("give --all: a run is accepted as a whole"))
    say(_("proposals accepted: {count}").format(count=theming.accept_all(workspace(context))))


@app.command("list", help=_("List the accepted themes."))
def list_(context: typer.Context, format: Printed = Format.TABLE) -> None:
    """List themes."""
    from kennis.workflows import theming

    views = theming.themes(workspace(context))
    if format is Format.JSON:
        put_json([_summary(view) for view in views])
        return
    rows = [
        (
            theming.title_of(view.theme),
            view.theme.title,
            len(view.notes),
            f"{view.theme.stability:.2f}",
            ", ".join(f"{one.lens} {one.weight:.2f}" for one in view.theme.lenses),
            ", ".join(view.theme.keywords),
        )
        for view in views
    ]
    put = put_csv if format is Format.CSV else put_table
    put(["theme", "title", "notes", "stability", "lenses", "keywords"], rows)


@app.command(help=_("Show a theme with its notes, strongest first."))
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=_("A theme, as T-014."))],
    format: Printed = Format.TABLE,
) -> None:
    """Show a theme."""
    from kennis.workflows import theming

    view = theming.theme(workspace(context), name)
    members = [(f"n{note.number}", place, note) for note, place in zip(view.notes, view.placements, strict=True)]
    if format is Format.JSON:
        notes = [{"note": name, "strength": place.strength, "text": note.text} for name, place, note in members]
        put_json({**_summary(view), "notes": notes})
        return
    say(f"{theming.title_of(view.theme)}  {view.theme.title}  ({', '.join(view.theme.keywords)})")
    rows = [(name, f"{place.strength:.2f}", note.kind, note.session, note.text) for name, place, note in members]
    put = put_csv if format is Format.CSV else put_table
    put(["note", "strength", "kind", "session", "text"], rows)


@app.command(help=_("Show where every note stands among the accepted themes; a loose note has no theme."))
def assignments(context: typer.Context, format: Printed = Format.TABLE) -> None:
    """Show assignments."""
    from kennis.workflows import theming

    found = theming.assignments(workspace(context))
    if format is Format.JSON:
        put_json(found)
        return
    headings = theming.Assignment.__slots__
    put = put_csv if format is Format.CSV else put_table
    put(headings, [[getattr(one, name) for name in headings] for one in found])


def _summary(view: "ThemeView") -> dict[str, object]:
    from kennis.workflows import theming

    theme = view.theme
    return {
        "theme": theming.title_of(theme),
        "id": theme.id,
        "title": theme.title,
        "keywords": theme.keywords,
        "stability": theme.stability,
        "lenses": {one.lens: one.weight for one in theme.lenses},
        "notes": len(view.notes),
        "medoids": [f"n{note.number}" for note in view.notes if note.id in theme.medoids],
    }


def _put_proposals(found: tuple[Proposal, ...]) -> None:
    from kennis.workflows import theming

    rows = [
        (
            one.change,
            theming.title_of(one.theme) if one.theme.number else "",
            one.theme.title,
            one.before or "",
            one.members,
            one.common or "",
            f"{one.theme.stability:.2f}",
        )
        for one in found
    ]
    put_table(
        [_("change"), _("theme"), _("title"), _("notes before"), _("notes"), _("in common"), _("stability")], rows
    )
