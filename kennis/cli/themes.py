"""The commands that show themes and look for them."""

from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli import completion, proposals, theme_decisions
from kennis.cli.output import OutputFormat, progress, put_json, put_rows, say, warn
from kennis.cli.workspace_option import room, workspace
from kennis.locale import _
from kennis.nouns import Event, Reach

if TYPE_CHECKING:
    from kennis.workflows.theme_lists import ThemeView

app = typer.Typer(no_args_is_help=True)
Printed = Annotated[OutputFormat, typer.Option(help=_("How to print."))]


@app.command(help=_("Embed the notes that are new, place them, cluster, and propose what would change in the themes."))
def run(
    context: typer.Context,
    full: Annotated[
        bool, typer.Option("--full", help=_("Cluster everything anew, not only what new notes touch."))
    ] = False,
    accept: Annotated[bool, typer.Option("--accept-all", help=_("Accept every proposal at once."))] = False,
    format: Printed = OutputFormat.TABLE,
) -> None:
    """Run the clustering."""
    from kennis.workflows import theme_runs
    from kennis.workflows.deciding_person import me

    reach = Reach.FULL if full else Reach.LIGHT
    with room(context) as opened:
        with progress() as tells:
            if accept:
                report = theme_runs.run_and_accept(opened.workspace, me(), reach, tells)
            else:
                report = theme_runs.run(opened.workspace, reach, tells)
        if report.too_few:
            said = _("{count} notes are too few to find themes in; all stay loose until there are about {fewest}")
            say(said.format(count=report.run.notes, fewest=theme_runs.FEWEST))
        proposals.put(opened.proposals() if report.accepted is None else (), format)
        for line in opened.unmet():
            warn(line)
    say(_("{count} notes clustered, {loose} of them loose").format(count=report.run.notes, loose=report.loose))
    if report.accepted is not None:
        say(_("proposals accepted: {count}").format(count=report.accepted))
    elif report.waiting:
        said = _("proposals that wait: {count}; accept all with: kennis themes accept --all")
        say(said.format(count=report.waiting))
    else:
        say(_("nothing to propose: the themes stand as they are"))


@app.command(help=_("Embed the notes that are new and suggest a theme for each, without a run."))
def place(context: typer.Context) -> None:
    """Place new notes."""
    from kennis.workflows import note_placement

    with progress() as tells:
        count = note_placement.place_new(workspace(context), tells)
    say(_("new notes placed near a theme: {count}").format(count=count))


@app.command("list", help=_("List the accepted themes."))
def list_(context: typer.Context, format: Printed = OutputFormat.TABLE) -> None:
    """List themes."""
    from kennis.workflows import theme_lists

    views = theme_lists.themes(workspace(context))
    if format is OutputFormat.JSON:
        put_json([_summary(view) for view in views])
        return
    rows = [
        (
            view.theme.name,
            view.theme.title,
            len(view.notes),
            f"{view.theme.stability:.2f}",
            ", ".join(f"{one.lens} {one.weight:.2f}" for one in view.theme.lenses),
            ", ".join(view.theme.keywords),
        )
        for view in views
    ]
    put_rows(format, ["theme", "title", "notes", "stability", "lenses", "keywords"], rows)


@app.command(help=_("Show a theme with its notes, strongest first."))
def show(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            autocompletion=completion.themes,
            help=_("A theme, as T-014."),
        ),
    ],
    format: Printed = OutputFormat.TABLE,
) -> None:
    """Show a theme."""
    from kennis.workflows import theme_lists

    view = theme_lists.theme(workspace(context), name)
    members = [(f"n{note.number}", place, note) for note, place in zip(view.notes, view.placements, strict=True)]
    if format is OutputFormat.JSON:
        notes = [{"note": name, "strength": place.strength, "text": note.text} for name, place, note in members]
        put_json({**_summary(view), "notes": notes})
        return
    say(f"{view.theme.name}  {view.theme.title}  ({', '.join(view.theme.keywords)})")
    rows = [(name, f"{place.strength:.2f}", note.kind, note.session, note.text) for name, place, note in members]
    put_rows(format, ["note", "strength", "kind", "session", "text"], rows)


@app.command(help=_("Show where every note stands among the accepted themes; a loose note has no theme."))
def assignments(context: typer.Context, format: Printed = OutputFormat.TABLE) -> None:
    """Show assignments."""
    from kennis.workflows import theme_lists

    found = theme_lists.assignments(workspace(context))
    if format is OutputFormat.JSON:
        put_json(found)
        return
    headings = theme_lists.Assignment.__slots__
    put_rows(format, headings, [[getattr(one, name) for name in headings] for one in found])


@app.command(help=_("Show the families of themes, and the parts within each theme."))
def families(context: typer.Context, format: Printed = OutputFormat.TABLE) -> None:
    """Show families."""
    with room(context) as opened:
        found = opened.families()
    if format is OutputFormat.JSON:
        put_json(found)
        return
    rows = [
        (one.name, one.title, line.name, line.theme.title, line.notes, "; ".join(sub.title for sub in line.theme.subs))
        for one in found
        for line in one.themes
    ]
    put_rows(format, ["family", "title", "theme", "theme_title", "notes", "parts"], rows)


@app.command(help=_("Tell how the themes came about, or one of them: runs, proposals, decisions."))
def history(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help=_("A theme, as T-014; also one that has ended."))] = "",
    format: Printed = OutputFormat.TABLE,
) -> None:
    """Tell the history."""
    with room(context) as opened:
        events = opened.history(opened.named(name, ended=True).id if name else "")
    if format is OutputFormat.JSON:
        put_json(events)
        return
    rows = [(event.at.astimezone().strftime("%Y-%m-%d %H:%M"), _told(event)) for event in events]
    put_rows(format, ["time", "event"], rows)


app.registered_commands += [*proposals.commands.registered_commands, *theme_decisions.commands.registered_commands]


def _told(event: Event) -> str:
    """Tell an event; of a run also what it was made with, and the fingerprint of all that went into it."""
    if event.run is None or event.change is not None:
        return event.said
    made_with = [f"{one.name} {', '.join(one.values)}" for one in event.run.parameters]
    return "; ".join([event.said, event.run.model, *made_with, f"sha256 {event.run.fingerprint}"])


def _summary(view: "ThemeView") -> dict[str, object]:

    theme = view.theme
    return {
        "theme": theme.name,
        "id": theme.id,
        "title": theme.title,
        "keywords": theme.keywords,
        "stability": theme.stability,
        "lenses": {one.lens: one.weight for one in theme.lenses},
        "notes": len(view.notes),
        "medoids": [f"n{note.number}" for note in view.notes if note.id in theme.medoids],
    }
