"""The commands about notes."""

from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli import completion
from kennis.cli.consent_option import Unset, asked, split, tell_of_exports
from kennis.cli.date_option import day
from kennis.cli.output import OutputFormat, put_csv, put_json, put_table, warn
from kennis.cli.streams import heard
from kennis.cli.workspace_option import workspace
from kennis.errors import UsageError
from kennis.locale import _
from kennis.nouns import Kind, Note

if TYPE_CHECKING:
    from kennis.workflows.sessions import NoteWritten

app = typer.Typer(no_args_is_help=True)
single = typer.Typer(no_args_is_help=True)
_COLUMNS = tuple(name for name in Note.__slots__ if name not in {"id", "number"})  # notes are told by number
Name = Annotated[str, typer.Argument(help=_("A note, as n17, or its id or the beginning of it."))]


@single.command(help=_("Add a note to a session, with marks as on the screen; - reads it from standard input."))
def add(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help=_("The text, or -."))],
    session: Annotated[
        str,
        typer.Option(
            autocompletion=completion.sessions,
            help=_("A session's id or title, or the beginning of one."),
        ),
    ],
    kind: Annotated[Kind | None, typer.Option(help=_("What sort of note it is."))] = None,
    speaker: Annotated[str, typer.Option(help=_("Who said it: a name, or a handle of the register."))] = "",
    tag: Annotated[list[str] | None, typer.Option(help=_("A tag; more than once for more."))] = None,
    owner: Annotated[str, typer.Option(help=_("Who is to do an action: a name, or a handle of the register."))] = "",
    due: Annotated[str, typer.Option(help=_("The day by which an action is due, as 2027-01-15."))] = "",
) -> None:
    """Add a note and print its number."""
    from kennis.workflows import sessions
    from kennis.workflows.sessions import SaidBeside

    words = heard() if text == "-" else text
    by = day(due) if due else None
    said = SaidBeside(kind=kind, speaker=speaker, tags=tuple(tag or ()), owner=owner, due=by)
    _tell(sessions.add_note(workspace(context), words, session, said))


def _tell(written: "NoteWritten") -> None:
    """Print a note's number, and say what looks like a mark and was not read, and how to mend it."""
    number = written.note.number
    print(f"n{number}")
    for reason in written.unread:
        warn(_("{reason}; mend it with:  kennis notes edit n{number} TEXT").format(reason=reason, number=number))


@app.command("list", help=_("List notes."))
def list_(
    context: typer.Context,
    session: Annotated[
        str | None,
        typer.Option(
            autocompletion=completion.sessions,
            help=_("Of this session only."),
        ),
    ] = None,
    theme: Annotated[
        str | None,
        typer.Option(
            autocompletion=completion.themes,
            help=_("Of this theme only, as T-014."),
        ),
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help=_("Of this kind only."))] = None,
    loose: Annotated[bool, typer.Option("--loose", help=_("Those in no theme only."))] = False,
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """List notes."""
    from kennis.workflows.session_lists import Selection, notes

    found = notes(workspace(context), Selection(session=session, kind=kind, theme=theme, loose=loose))
    if format is OutputFormat.JSON:
        put_json([fields(note) for note in found])
    elif format is OutputFormat.CSV:
        put_csv(["note", *_COLUMNS], [_row(note) for note in found])
    else:
        rows = [(f"n{one.number}", one.session, one.at, one.kind, one.speaker, one.text) for one in found]
        put_table(["note", "session", "time", "kind", "speaker", "text"], rows)


def fields(note: Note) -> dict[str, object]:
    """Give a note's fields as JSON has them."""
    fields = {name: getattr(note, name) for name in Note.__slots__ if name not in {"number", "attributes"}}
    return {"note": f"n{note.number}", **fields, "attributes": {one.name: one.values for one in note.attributes}}


def _row(note: Note) -> list[object]:
    return [f"n{note.number}", *(_flat(getattr(note, name)) for name in _COLUMNS)]


def _flat(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    return ";".join(
        getattr(one, "name", "") + "=" + "|".join(one.values) if hasattr(one, "values") else one for one in value
    )


@app.command(help=_("Give a note another text; - reads it from standard input. The old one stays in its history."))
def edit(context: typer.Context, name: Name, text: Annotated[str, typer.Argument(help=_("The text, or -."))]) -> None:
    """Edit a note."""
    from kennis.workflows import sessions

    _tell(sessions.edit_note(workspace(context), name, heard() if text == "-" else text))


@app.command(help=_("Star a note, or take its star away."))
def star(
    context: typer.Context,
    name: Name,
    off: Annotated[bool, typer.Option("--off", help=_("Take the star away."))] = False,
) -> None:
    """Star a note."""
    from kennis.workflows import sessions

    print(f"n{sessions.star_note(workspace(context), name, not off).number}")


@app.command(help=_("Set what notes may be used for; with --unset, their speaker's and session's level count."))
def consent(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="NOTES... [LEVEL]",
            help=_("Notes, as n17, n12-n40 or @handle, or all with --session; then the level."),
        ),
    ],
    unset: Unset = False,
    session: Annotated[
        str,
        typer.Option(
            autocompletion=completion.sessions,
            help=_("Of this session only."),
        ),
    ] = "",
) -> None:
    """Set the consent of notes; of several, those that are withdrawn or background are not loosened."""
    from kennis.workflows import consent_levels as consents
    from kennis.workflows import sessions

    names, level = split(words)
    here, to = workspace(context), asked(level, unset)
    if not names:
        raise UsageError(_("name the notes, as n17, n12-n40 or @handle, or all with --session"))
    done = sessions.set_on_notes(here, names, to, session)
    for one in (*done.changed, *done.same):
        print(f"n{one.number}")
    if len(done.changed) + len(done.same) + len(done.left) > 1 or done.left:
        warn(consents.told(done))
    tell_of_exports(here)
