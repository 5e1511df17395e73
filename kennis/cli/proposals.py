"""The commands that show what a run proposes, and answer it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli.output import OutputFormat, put_json, put_rows, put_table, say
from kennis.cli.proposal_choice import chosen
from kennis.cli.workspace_option import room
from kennis.errors import InputError
from kennis.locale import _, words
from kennis.nouns import Decision, NoteLine, ProposalView

if TYPE_CHECKING:
    from kennis.workflows.themes_room import ThemesRoom

Numbers = Annotated[list[int] | None, typer.Argument(help=_("Numbers of proposals, as the list gives them."))]
Everything = Annotated[bool, typer.Option("--all", help=_("Every proposal that waits."))]
_SHOWN = 60  # characters of a note in a table, so that a row stays on a line; set by hand
commands = typer.Typer()


@commands.command(help=_("List the proposals that wait for a decision; with a number, show one with its notes."))
def proposals(
    context: typer.Context,
    number: Annotated[int | None, typer.Argument(help=_("One proposal, with the notes that would move."))] = None,
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """List proposals."""
    with room(context) as opened:
        waiting = opened.proposals()
    if number is not None:
        waiting = tuple(one for one in waiting if one.proposal.position == number - 1)
        if not waiting:
            raise InputError(
                _("proposal {position} does not wait; see: kennis themes proposals").format(position=number)
            )
    if not waiting and format is OutputFormat.TABLE:
        say(_("no proposals wait"))
    put(waiting, format)
    if number is not None and format is OutputFormat.TABLE:
        _put_notes(waiting[0])


@commands.command(help=_("Accept what the last run proposes: some of it, or all."))
def accept(context: typer.Context, numbers: Numbers = None, everything: Everything = False) -> None:
    """Accept proposals."""
    count = _answered(context, numbers, everything, lambda opened, chosen: opened.accept(chosen))
    say(_("proposals accepted: {count}").format(count=count))


@commands.command(help=_("Reject proposals; a later run does not propose nearly the same again."))
def reject(context: typer.Context, numbers: Numbers = None, everything: Everything = False) -> None:
    """Reject proposals."""
    count = _answered(context, numbers, everything, lambda opened, chosen: opened.reject(chosen))
    say(_("proposals rejected: {count}").format(count=count))


def put(found: Sequence[ProposalView], format: OutputFormat) -> None:
    """Print proposals; nothing where a table would be empty."""
    if format is OutputFormat.JSON:
        put_json(found)
        return
    plain = format is OutputFormat.CSV
    rows = [
        (
            view.proposal.position + 1,
            view.proposal.change if plain else words.change(view.proposal.change),
            view.name,
            view.proposal.theme.title,
            "; ".join(view.reasons),
        )
        for view in found
    ]
    if rows or plain:
        put_rows(format, ["number" if plain else "", "change", "theme", "title", "why"], rows)


def _answered(
    context: typer.Context,
    numbers: Sequence[int] | None,
    everything: bool,
    answer: Callable[["ThemesRoom", Sequence[int]], Decision],
) -> int:
    """Answer the proposals that are named, or all that wait; give how many."""
    with room(context) as opened:
        wanted = chosen(numbers, everything, lambda: [one.proposal.position + 1 for one in opened.proposals()])
        answer(opened, [number - 1 for number in wanted])
    return len(wanted)


def _put_notes(view: ProposalView) -> None:
    parted = [(f"→ {part.title}", lines) for part, lines in zip(view.proposal.parts, view.parted, strict=False)]
    groups = ((_("stays"), view.staying), (_("comes"), view.joining), (_("goes"), view.leaving), *parted)
    rows = [_row(what, line) for what, lines in groups for line in lines]
    put_table(["", "note", "session", _("stands in"), "text"], rows)


def _row(what: str, line: NoteLine) -> tuple[object, ...]:
    where = line.near[0].title if line.near and line.suggested else ""
    text = line.note.text if len(line.note.text) <= _SHOWN else line.note.text[:_SHOWN] + "…"
    return (what, f"n{line.note.number}", line.session.date, where, text)
