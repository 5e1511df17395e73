"""The commands about sessions."""

from typing import Annotated

import typer

from kennis.cli import completion
from kennis.cli.consent_option import Level, Unset, asked, tell_of_exports
from kennis.cli.date_option import day
from kennis.cli.output import OutputFormat, put_json, put_rows, say, warn
from kennis.cli.workspace_option import workspace
from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Access, Audience, Closed, Consent, Form, Session

app = typer.Typer(no_args_is_help=True)
_HEADINGS = ("id", "date", "title", "form", "access", "audience", "participants", "notes", "state", "consent")
_SHOWN = 5  # sessions that are named one by one; set by hand


@app.command("list", help=_("List the sessions."))
def list_(
    context: typer.Context, format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE
) -> None:
    """List the sessions."""
    from kennis.workflows import session_lists

    views = session_lists.sessions(workspace(context))
    if format is OutputFormat.JSON:
        put_json([{**_fields(view.session), "notes": view.notes, "closed": view.closed} for view in views])
        return
    rows = [
        (
            *(one.id, one.date, one.title, one.form, one.access, one.audience),
            *(len(one.participants), view.notes, state, one.consent),
        )
        for view in views
        for one, state in [(view.session, _state(view.closed, format))]
    ]
    put_rows(format, _HEADINGS, rows)
    _tell_unset([(view.session.id, view.unset) for view in views if view.unset])


def _state(closed: bool, format: OutputFormat) -> str:
    if format is OutputFormat.CSV:
        return "closed" if closed else "open"
    return _("closed") if closed else _("open")


def _tell_unset(counts: list[tuple[str, int]]) -> None:
    """Say which partners-only sessions have notes that are not printed because nobody set a level on them."""
    if counts:
        shown = ", ".join(f"{name} {count}" for name, count in counts[:_SHOWN]) + (" …" if counts[_SHOWN:] else "")
        said = _("notes of partners-only sessions that are not printed, as no level is set on them: {counts}")
        warn(said.format(counts=shown))


def _tell_printed(session: Session) -> None:
    """Say what will be printed of a session, and how a level is set on its notes."""
    from kennis.workflows import consent_levels as consents

    for said in filter(None, (consents.printed(session.access, session.consent), consents.how(session))):
        warn(said)


def _fields(session: Session) -> dict[str, object]:
    return {name: getattr(session, name) for name in Session.__slots__}


@app.command(help=_("Make a session."))
def new(
    context: typer.Context,
    title: Annotated[str, typer.Argument(help=_("Its title."))],
    date: Annotated[str | None, typer.Option(help=_("Its date, as 2027-03-12; else today."))] = None,
    place: Annotated[str, typer.Option(help=_("Where it is held."))] = "",
    form: Annotated[Form, typer.Option(help=_("How it is held."))] = Form.ON_SITE,
    access: Annotated[Access, typer.Option(help=_("Open, or for partners only."))] = Access.OPEN,
    audience: Annotated[Audience, typer.Option(help=_("For whom it is."))] = Audience.EVERYONE,
    consent: Annotated[
        Consent | None, typer.Option(help=_("What its notes may be used for where nothing stricter is set."))
    ] = None,
    note_taker: Annotated[list[str] | None, typer.Option(help=_("Who takes notes; more than once for more."))] = None,
) -> None:
    """Make a session and print its id."""
    from kennis import clock
    from kennis.workflows import sessions

    here = workspace(context)
    made = sessions.new_session(
        here,
        Session(
            id="",
            title=title,
            date=clock.today(here.settings.timezone) if date is None else day(date),
            timezone=here.settings.timezone,
            place=place,
            form=form,
            access=access,
            audience=audience,
            consent=consent,
            note_takers=tuple(note_taker or ()),
        ),
    )
    print(made.id)
    _tell_printed(made)


@app.command(
    help=_(
        "Set what a session's notes may be used for; with --unset, notes' and speakers' levels count. "
        "With --notes it is set on notes of the session, one by one, as those of partners-only sessions need."
    )
)
def consent(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            autocompletion=completion.sessions,
            help=_("A session's id or title, or the beginning of one."),
        ),
    ],
    level: Level = None,
    unset: Unset = False,
    notes: Annotated[
        str,
        typer.Option(
            metavar="all|n12-n40|@handle", help=_("Set it on these notes of the session, not on the session.")
        ),
    ] = "",
) -> None:
    """Set the consent of a session, or of notes of it; those that are withdrawn or background are not loosened."""
    from kennis.workflows import consent_levels as consents
    from kennis.workflows import sessions

    here, to = workspace(context), asked(level, unset)
    if notes:
        warn(consents.told(sessions.set_on_notes(here, notes.split(","), to, name)))
    else:
        made = sessions.set_session_consent(here, name, to)
        print(made.id)
        _tell_printed(made)
    tell_of_exports(here)


_Merge = Annotated[bool, typer.Option(help=_("Take in first what was changed in the file by hand."))]


@app.command(help=_("Write session files from the database; without names, of all sessions."))
def write(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            autocompletion=completion.sessions,
            help=_("Ids or titles of sessions, or their beginnings."),
        ),
    ] = None,
    merge: _Merge = False,
) -> None:
    """Write session files."""
    from kennis.workflows import session_files

    changed = [_put(one) for one in session_files.write_sessions(workspace(context), tuple(names or ()), merge)]
    if any(changed):
        raise InputError(_("not written; add --merge to take in what the file says, or move it away"))


@app.command(help=_("Close a session: write its file from the database."))
def close(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            autocompletion=completion.sessions,
            help=_("A session's id or title, or the beginning of one."),
        ),
    ],
    merge: _Merge = False,
) -> None:
    """Close a session."""
    from kennis.workflows import session_files

    if _put(session_files.close_session(workspace(context), name, merge)):
        raise InputError(_("not written; add --merge to take in what the file says, or move it away"))
    say(_("written; the file can be read, exchanged and imported elsewhere"))


@app.command(help=_("Open a closed session again: it takes notes."))
def reopen(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            autocompletion=completion.sessions,
            help=_("A session's id or title, or the beginning of one."),
        ),
    ],
) -> None:
    """Open a session again."""
    from kennis.workflows import session_files

    say(_("session {name} is open again").format(name=session_files.reopen_session(workspace(context), name)))


def _put(closed: Closed) -> bool:
    """Print the file that was written, or how it differs; says whether it does."""
    if closed.difference:
        warn(_("{path} was changed by hand:").format(path=closed.path))
        warn(closed.difference)
    else:
        print(closed.path)
    return bool(closed.difference)
