"""The commands about the people in the registers of sessions."""

from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli import completion
from kennis.cli.consent_option import Level, Unset, asked, tell_of_exports
from kennis.cli.output import OutputFormat, put_json, put_rows, say, warn
from kennis.cli.workspace_option import workspace
from kennis.errors import UsageError
from kennis.locale import _

if TYPE_CHECKING:
    from kennis.workflows.participants import ParticipantView, RegisterEntry

app = typer.Typer(no_args_is_help=True)
_HEADINGS = ("session", "handle", "name", "role", "organisation", "sector", "consent", "notes")
_Name = Annotated[
    str,
    typer.Argument(
        metavar="PARTICIPANT", autocompletion=completion.people, help=_("A name, handle or session/handle.")
    ),
]
_Session = Annotated[
    str | None,
    typer.Option(
        autocompletion=completion.sessions,
        help=_("Only in this session; else in all."),
    ),
]


@app.command("list", help=_("List the people in the registers of the sessions, with how many notes are their words."))
def list_(
    context: typer.Context,
    session: _Session = None,
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """List people."""
    from kennis.workflows import participants

    found = participants.participants(workspace(context), session)
    if format is OutputFormat.JSON:
        put_json([dict(zip(_HEADINGS, _row(one), strict=True)) for one in found])
    else:
        put_rows(format, _HEADINGS, [_row(one) for one in found])


@app.command(help=_("Set a person's name, role, organisation or sector, in every session; '' takes it away."))
def edit(
    context: typer.Context,
    participant: _Name,
    name: Annotated[str | None, typer.Option(help=_("The name."))] = None,
    role: Annotated[str | None, typer.Option(help=_("The role."))] = None,
    organisation: Annotated[str | None, typer.Option(help=_("The organisation."))] = None,
    sector: Annotated[str | None, typer.Option(help=_("The sector."))] = None,
    session: _Session = None,
) -> None:
    """Describe a person."""
    from kennis.workflows import participants

    given = {"name": name, "role": role, "organisation": organisation, "sector": sector}
    facts = {fact: text for fact, text in given.items() if text is not None}
    if not facts:
        raise UsageError(_("give --name, --role, --organisation or --sector"))
    _put(participants.describe(workspace(context), _named(participant), facts, session))


@app.command(help=_("Set what a person's words may be used for; with --unset, each note's and session's level counts."))
def consent(
    context: typer.Context, participant: _Name, level: Level = None, unset: Unset = False, session: _Session = None
) -> None:
    """Set the consent of a person."""
    from kennis.workflows import participants
    from kennis.workflows.sessions import partners_only

    who, to = _named(participant), asked(level, unset)
    with workspace(context).opened() as here:
        entries = participants.set_consent(here, who, to, session)
        closed = partners_only(here, [one.session for one in entries])
    _put(entries)
    if closed:
        said = _("partners only, where nothing is printed until a level is set on each note as well: {sessions}")
        warn(said.format(sessions=", ".join(closed)))
    tell_of_exports(here)


def _named(participant: str) -> str:
    if not participant.strip():
        raise UsageError(_("name a person: a name, handle or session/handle"))
    return participant


def _put(entries: "tuple[RegisterEntry, ...]") -> None:
    for one in entries:
        print(one.name)
    say(_("to have it in the session files too:  kennis sessions write"))


def _row(view: "ParticipantView") -> tuple[object, ...]:
    one = view.entry.person
    facts = (one.name, one.role, one.organisation, one.sector, one.consent)
    return (view.entry.session, one.handle, *facts, view.notes)
