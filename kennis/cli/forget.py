"""The command that forgets a person or a note."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli.output import OutputFormat, put_csv, put_json, put_rows, put_table, say, warn
from kennis.cli.workspace_option import workspace
from kennis.errors import UsageError
from kennis.locale import _
from kennis.nouns import Fate, Forgotten, FoundTrace, Sign, Trace

if TYPE_CHECKING:
    from kennis.nouns import Forgetting
    from kennis.workflows.erasure.forget import ForgetOptions
    from kennis.workflows.workspace import Workspace

commands = typer.Typer()
_FOUND = ("what", "which", "fate", "text")
_LISTED = ("what", "date")


@commands.command()
def forget(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[PARTICIPANT|NOTE]", help=_("A name, handle or session/handle, or n17."))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=_("Erase it; nothing can bring it back."))] = False,
    exports: Annotated[bool, typer.Option("--exports", help=_("Delete the exports that hold it too."))] = False,
    keep_exports: Annotated[
        bool, typer.Option("--keep-exports", help=_("Leave the exports that hold it as they are."))
    ] = False,
    mentions: Annotated[
        bool, typer.Option("--mentions", help=_("Put […] for the person's name in the words of others too."))
    ] = False,
    format: Annotated[OutputFormat, typer.Option("--format", help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """Show what would be forgotten, or forget it; ends with 4 where a file in the workspace goes on holding it."""
    from kennis.workflows.erasure import forget as forgetting

    if exports and keep_exports:
        raise UsageError(_("--exports and --keep-exports do not go together"))
    here = workspace(context)
    options = forgetting.ForgetOptions(exports=exports, keep_exports=keep_exports, mentions=mentions)
    if name is None:
        with here.opened() as opened:
            _go_on(opened, options, format)
        return
    done = (forgetting.forget if yes else forgetting.look)(here, name, options)
    _put(done, format)
    if done.done and done.left:
        raise typer.Exit(4)


def _go_on(here: "Workspace", options: "ForgetOptions", format: OutputFormat) -> None:
    """Finish what was interrupted, then list what was forgotten; ends with 4 where a file goes on holding it."""
    from kennis.workflows.erasure import forget as forgetting

    done = forgetting.finish(here, options)
    if done is not None:
        say(_("finished what was interrupted: {names}").format(names=done.called or _("a person")))
        if format is OutputFormat.TABLE:
            _put_found(done)
        _tell_left(done)
    elif options.exports:
        say(_("nothing was left to finish; what is forgotten is not known any more, so exports cannot be searched"))
    _put_ledger(forgetting.ledger(here), format)
    if done is not None and done.left:
        raise typer.Exit(4)


def _put_ledger(lines: Sequence[Forgotten], format: OutputFormat) -> None:
    notes = [one for one in lines if one.sign is Sign.NOTE]
    people = sorted({one.at for one in lines if one.sign in (Sign.HANDLE, Sign.NAME)})
    if format is OutputFormat.JSON:
        told = [{"what": "note", "note": one.key, "number": one.number, "at": one.at} for one in notes]
        put_json([*told, *({"what": "person", "note": None, "number": 0, "at": at} for at in people)])
        return
    rows = [(f"n{one.number}" if one.number else one.key, _day(one.at)) for one in notes]
    rows += [(_("a person"), _day(at)) for at in people]
    if rows:
        put_rows(format, _LISTED, rows)
    else:
        say(_("nothing has been forgotten"))


def _day(at: datetime.datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d}"


def _put(done: "Forgetting", format: OutputFormat) -> None:
    if format is OutputFormat.JSON:
        put_json(
            {**{name: getattr(done, name) for name in ("names", "found", "done", "repository")}, "left": done.left}
        )
    elif format is OutputFormat.CSV:
        put_csv(_FOUND, [(one.sort, one.item, one.fate, one.text) for one in done.found])
    else:
        _put_found(done)
    _tell(done)


def _put_found(done: "Forgetting") -> None:
    put_table([_("what"), _("which"), _("what becomes of it"), _("text")], [_row(one) for one in done.found])


def _row(one: FoundTrace) -> tuple[object, ...]:
    return (_sorts()[one.sort], one.item, _fates()[one.fate] + _why(one), one.text)


def _sorts() -> dict[Trace, str]:
    return {
        Trace.NOTE: _("note"),
        Trace.VERSION: _("earlier versions of"),
        Trace.EDIT: _("edit that could be undone"),
        Trace.PERSON: _("person in a register"),
        Trace.SESSION: _("session"),
        Trace.THEME: _("theme"),
        Trace.MEMO: _("memo"),
        Trace.DECISION: _("decision"),
        Trace.PROPOSAL: _("proposal"),
        Trace.PASSAGE: _("passage or title of the outline"),
        Trace.EDITION: _("version of the outline"),
        Trace.APPROVAL: _("quote put to its speaker"),
        Trace.VECTOR: _("vectors"),
        Trace.DRAFT: _("half-typed note"),
        Trace.FILE: _("session file"),
        Trace.BACKUP: _("backup"),
        Trace.EXPORT: _("export"),
        Trace.OTHER: _("another file"),
        Trace.UNSEEN: _("file that was not looked into"),
    }


def _fates() -> dict[Fate, str]:
    return {Fate.ERASED: _("erased"), Fate.BLANKED: _("taken out of it"), Fate.LEFT: _("stays")}


def _why(one: FoundTrace) -> str:
    known = {
        "mention": _("mentions the name"),
        "same-words": _("says the same words"),
        "changed-by-hand": _("was changed by hand, which stays"),
        "unreadable": _("cannot be read"),
        "newer-kennis": _("of a newer kennis"),
        "shared": _("part of the name that is another's too, or a word: not looked for alone; notes beside"),
        "id": _("its id is made of the name"),
        "maker": _("by whom it is"),
        "owner": _("who was to do it"),
        "file-name": _("the file is called after the name"),
    }
    return f" ({known[one.why]})" if one.why else ""


def _tell_options(done: "Forgetting") -> None:
    """Say what can be asked for together with the forgetting, and not after it."""
    if any(one.sort is Trace.EXPORT and one.fate is Fate.LEFT for one in done.found):
        warn(_("exports hold it; say with --yes:  --exports to delete those too, or --keep-exports to leave them"))
    if any(one.why == "mention" and one.fate is Fate.LEFT for one in done.found):
        warn(
            _(
                "the name stands in the words of others; to put […] for it there too, give --mentions with --yes: "
                "afterwards that cannot be done any more"
            )
        )


def _tell_left(done: "Forgetting") -> None:
    if done.left:
        names = ", ".join(done.files_left)
        warn(_("these files still hold it; delete them, or take it out of them, yourself: {files}").format(files=names))
    if any(one.why == "mention" and one.fate is Fate.LEFT for one in done.found):
        warn(_("the name still stands in the words of others"))


def _tell(done: "Forgetting") -> None:
    if not done.done:
        say(_("this is what forgetting {names} would find; to erase it for good:  --yes").format(names=done.called))
        _tell_options(done)
    else:
        say(_("forgotten: {names}").format(names=done.called))
        _tell_left(done)
    if done.repository:
        warn(_("the workspace is in a git repository: its history still holds it, and so does every clone of it"))
    warn(
        _(
            "kennis cannot reach: copies that were sent or printed, workspaces on other computers, files elsewhere. "
            "Tell those who have them; a session file or backup from there will not bring it back here"
        )
    )
