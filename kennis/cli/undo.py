"""The commands that undo what commands did to notes, people and sessions."""

from typing import Annotated

import typer

from kennis.cli.workspace_option import workspace
from kennis.errors import InputError
from kennis.locale import _
from kennis.locale.words import edit_kind

commands = typer.Typer()
Loosen = Annotated[bool, typer.Option("--loosen", help=_("Also where more may be printed then."))]


@commands.command()
def undo(context: typer.Context, loosen: Loosen = False) -> None:
    """Undo a change."""
    _turn(context, True, loosen)


@commands.command()
def redo(context: typer.Context, loosen: Loosen = False) -> None:
    """Do a change again."""
    _turn(context, False, loosen)


def _turn(context: typer.Context, back: bool, loosen: bool) -> None:
    from kennis.workflows import sessions

    done = sessions.turn(workspace(context), back, loosen)
    if done is None:
        raise InputError(_("there is nothing to undo") if back else _("there is nothing to do again"))
    names = ", ".join(done.called)
    if done.applied.loosened:
        raise InputError(_("more of {names} could be printed then; if that is meant:  --loosen").format(names=names))
    if done.applied.refused:
        raise InputError(_("{names}: changed by somebody else meanwhile, and left as it is").format(names=names))
    said = _("undone: {change}") if back else _("done again: {change}")
    print(f"{names}: {said.format(change=edit_kind(done.applied.edit.kind))}")
