"""The commands that keep a workspace safe: backup, restore and doctor."""

from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli.output import OutputFormat, detail, put_csv, put_json, put_rows, put_table, say, warn
from kennis.cli.workspace_option import workspace
from kennis.locale import _

if TYPE_CHECKING:
    from kennis.workflows.safety.backup import Backup
    from kennis.workflows.safety.doctor import DatabaseFinding, DoctorReport
    from kennis.workflows.safety.restore import Restored

commands = typer.Typer()
_MEGABYTE = 1_000_000  # bytes, as disks are sold
_LISTED = ("backup", "time", "size", "reason", "path")
_COMPARED = ("what", "now", "then", "lost", "gained", "changed")
_FOUND = ("damage", "what", "count", "examples", "repair")
How = Annotated[OutputFormat, typer.Option("--format", help=_("How to print."))]


@commands.command()
def backup(context: typer.Context) -> None:
    """Make a backup and print its path."""
    from kennis.workflows.safety import backup as backing_up

    made = backing_up.back_up(workspace(context))
    if not made.written:
        say(_("nothing has changed since the last backup"))
    if made.dropped:
        say(_("older backups dropped: {count}").format(count=len(made.dropped)))
    print(made.backup.path)


@commands.command()
def restore(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help=_("A backup of the list, its beginning, or a file."))] = None,
    compare: Annotated[bool, typer.Option("--compare", help=_("Only tell what would be lost and gained."))] = False,
    format: How = OutputFormat.TABLE,
) -> None:
    """List backups, or restore one."""
    from kennis.workflows.safety import backup as backing_up
    from kennis.workflows.safety import restore as restoring

    here = workspace(context)
    if name is None:
        _list(backing_up.every(here), format)
        return
    done = restoring.compare(here, name) if compare else restoring.restore(here, name)
    if format is OutputFormat.JSON:
        put_json(done)
    else:
        _put_differences(done, format)
    if done.mended:
        said = _("in {path} this was mended, as kennis doctor --repair does: {told}")
        say(said.format(path=done.source, told=done.mended))
    if not compare:
        _tell(done)


@commands.command()
def doctor(
    context: typer.Context,
    repair: Annotated[bool, typer.Option("--repair", help=_("Mend what can be mended."))] = False,
    format: How = OutputFormat.TABLE,
) -> None:
    """Say what is wrong with the workspace, or mend it; ends with 4 where something is or stays wrong."""
    from kennis.workflows.safety import doctor as doctoring
    from kennis.workflows.workspace import where

    folder = where(context.obj)
    detail(_("workspace: {folder}").format(folder=folder.absolute()))
    report = doctoring.repair(folder) if repair else doctoring.examine(folder)
    if format is OutputFormat.JSON:
        put_json(report)
    elif report.found or format is OutputFormat.CSV:
        put_rows(format, _FOUND, [_found(one) for one in report.found])
    _tell_of(report, repair)
    if report.left:
        raise typer.Exit(4)


def _found(one: "DatabaseFinding") -> tuple[object, ...]:
    return (one.name, one.words, one.count, ", ".join(one.examples), one.how or _("cannot be repaired here"))


def _tell_of(report: "DoctorReport", repaired: bool) -> None:
    if not report.found:
        say(_("the workspace is sound"))
    for loss in report.losses:
        known = _("rows of {table} that could not be read: {count}")
        warn(known.format(table=loss.table, count="?" if loss.rows is None else loss.rows))
    if report.kept is not None:
        say(_("what was there before is kept; to go back:  kennis restore {name}").format(name=report.kept.name))
    if repaired and report.found:
        left = ", ".join(one.name for one in report.left)
        if left:
            warn(_("still wrong: {names}").format(names=left))
        else:
            say(_("the workspace is sound again"))
    elif any(one.how for one in report.left):
        say(_("to mend what can be mended:  kennis doctor --repair"))


def _list(backups: "tuple[Backup, ...]", format: OutputFormat) -> None:
    if format is OutputFormat.JSON:
        put_json([{**_fields(one), "name": one.name} for one in backups])
    elif format is OutputFormat.CSV:
        put_csv(_LISTED, [(one.name, one.at, one.size, one.reason, one.path) for one in backups])
    elif backups:
        rows = [(one.name, f"{one.at.astimezone():%Y-%m-%d %H:%M}", _size(one.size), one.reason) for one in backups]
        put_table(_LISTED[:-1], rows)
    else:
        say(_("there are no backups yet; make one with: kennis backup"))


def _fields(backup: "Backup") -> dict[str, object]:
    return {"path": backup.path, "at": backup.at.isoformat(), "reason": backup.reason, "size": backup.size}


def _size(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB"


def _put_differences(done: "Restored", format: OutputFormat) -> None:
    known = {
        "sessions": _("sessions"),
        "notes": _("notes"),
        "themes": _("themes"),
        "decisions": _("decisions"),
        "memos": _("memos"),
        "versions": _("versions of the outline"),
    }
    plain = format is OutputFormat.CSV
    rows = [
        (one.sort if plain else known[one.sort], "?" if one.now is None else one.now, one.then, *counted)
        for one in done.differences
        for counted in [(one.lost, one.gained, one.changed)]
    ]
    put_rows(format, _COMPARED, rows)


def _tell(done: "Restored") -> None:
    say(_("restored from {path}").format(path=done.source))
    if done.forgotten:
        said = _("notes that were forgotten since are not restored: {count}")
        say(said.format(count=done.forgotten))
    if done.kept is not None:
        say(_("what was there before is kept; to go back:  kennis restore {name}").format(name=done.kept.name))
    say(_("the files in sessions/ are as they were; to take in what they say beyond it:  kennis import sessions"))
