"""The commands about what there is to say of the draft before it is exported."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

import typer

from kennis.cli.output import OutputFormat, put_csv, put_json, put_table, say, warn
from kennis.cli.workspace_option import workspace
from kennis.locale import _
from kennis.locale.words import remark
from kennis.nouns import Remark, RemarkKind
from kennis.workflows.deciding_person import me

app = typer.Typer()
_HEADINGS = ["key", "part", "kind", "notes", "message"]
_SHOWN = 6  # notes of a remark that are named in a table; set by hand
_PER_QUOTE = " (kennis approvals list)"


@app.callback(invoke_without_command=True)
def preflight(
    context: typer.Context,
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
    everything: Annotated[bool, typer.Option("--all", help=_("Accepted remarks too."))] = False,
) -> None:
    """List what is to be accepted or mended; exit code 4 where anything waits."""
    from kennis.workflows.outline import preflight_check as checking

    if context.invoked_subcommand is not None:
        return
    found = checking.remarks(workspace(context))
    shown = [one for one in found if everything or not one.accepted]
    told = shown if everything else [one for one in shown if one.kind is not RemarkKind.UNAPPROVED]
    rows = [(one.key, one.name, remark(one.kind), _some(one.notes), one.message) for one in told]
    if format is OutputFormat.JSON:
        put_json(shown)
    elif format is OutputFormat.CSV:
        put_csv(_HEADINGS, [(one.key, one.name, one.kind, " ".join(one.notes), one.message) for one in shown])
    elif rows:
        put_table([_("key"), "part", _("about"), "notes", _("remark")], rows)
    waiting = Counter(one.kind for one in found if not one.accepted)
    say(_("remarks that wait: {count}").format(count=waiting.total()))
    for what, count in _worst_first(waiting) if format is OutputFormat.TABLE else ():
        say(f"  {count} × {remark(what)}" + (_PER_QUOTE if what is RemarkKind.UNAPPROVED else ""))
    if waiting:
        raise typer.Exit(4)


@app.command(help=_("Accept remarks: they are not listed any more, until the matter changes."))
def accept(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(help=_("Keys of remarks, as the list gives them."))],
) -> None:
    """Accept remarks."""
    from kennis.workflows.outline import preflight_check as checking

    checking.accept(workspace(context), keys, me())
    say(_("remarks accepted: {count}").format(count=len(set(keys))))


def say_how_many(remarks: Iterable[Remark]) -> None:
    """Say, before the draft goes out, how many remarks wait, and about what."""
    waiting = Counter(one.kind for one in remarks if not one.accepted)
    if not waiting:
        say(_("pre-flight: nothing waits"))
        return
    told = ", ".join(f"{count} × {remark(what)}" for what, count in _worst_first(waiting))
    said = _("pre-flight: {count} remarks wait: {told}; the whole: kennis preflight")
    warn(said.format(count=waiting.total(), told=told))


def _worst_first(waiting: Counter[RemarkKind]) -> list[tuple[RemarkKind, int]]:
    return [(kind, waiting[kind]) for kind in RemarkKind if waiting[kind]]


def _some(notes: tuple[str, ...]) -> str:
    return " ".join(notes[:_SHOWN]) + (" …" if len(notes) > _SHOWN else "")
