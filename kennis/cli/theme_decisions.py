"""The commands with which a researcher works themes: everything that the room on the screen can do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli import completion
from kennis.cli.output import OutputFormat, put_json, put_rows, say
from kennis.cli.workspace_option import room
from kennis.errors import InputError, UsageError
from kennis.locale import _, words
from kennis.nouns import Decision, NoteLine, Stance

if TYPE_CHECKING:
    from kennis.workflows.themes_room import ThemesRoom

Theme = Annotated[
    str,
    typer.Argument(
        autocompletion=completion.themes,
        help=_("A theme, as T-014."),
    ),
]
Some = Annotated[list[str], typer.Argument(help=_("Notes, as n17."))]
Off = Annotated[bool, typer.Option("--off", help=_("Take it back."))]
Printed = Annotated[OutputFormat, typer.Option(help=_("How to print."))]
_NOBODY = "none"
commands = typer.Typer()


def _tell(opened: "ThemesRoom", decision: Decision) -> None:
    """Say what was decided, and how it is undone where it took the place of something else."""
    said = _("{said}; to have it back:  kennis themes undo") if opened.replaced(decision) else "{said}"
    say(said.format(said=opened.told(decision)))


@commands.command(help=_("Give a theme a title that later runs keep."))
def rename(context: typer.Context, theme: Theme, title: Annotated[str, typer.Argument(help=_("The title."))]) -> None:
    """Rename a theme."""
    with room(context) as opened:
        _tell(opened, opened.rename(opened.named(theme).id, title))


@commands.command(help=_("Take the notes of themes into another one; their middles stay together."))
def merge(
    context: typer.Context,
    themes: Annotated[
        list[str],
        typer.Argument(
            autocompletion=completion.themes,
            help=_("Themes that end, as T-014."),
        ),
    ],
    into: Annotated[
        str,
        typer.Option(
            autocompletion=completion.themes,
            help=_("The theme that takes their notes."),
        ),
    ],
) -> None:
    """Merge themes."""
    with room(context) as opened:
        ending, target = [opened.named(one).id for one in themes], opened.named(into).id
        if target in ending:
            raise InputError(_("{theme} cannot end in itself; name only the others").format(theme=into))
        _tell(opened, opened.merge(ending, target))


@commands.command(help=_("Take notes off a theme into a new one, or split it where it falls apart."))
def split(
    context: typer.Context,
    theme: Theme,
    notes: Annotated[list[str] | None, typer.Argument(help=_("The notes that come off, as n17."))] = None,
    title: Annotated[str, typer.Option(help=_("The title of the new theme; else one from its notes."))] = "",
    suggested: Annotated[bool, typer.Option("--suggested", help=_("Into the parts it falls into by itself."))] = False,
    preview: Annotated[bool, typer.Option("--preview", help=_("Show those parts and change nothing."))] = False,
    format: Annotated[OutputFormat, typer.Option(help=_("How to print those parts."))] = OutputFormat.TABLE,
) -> None:
    """Split a theme."""
    if (suggested or preview) and (notes or title):
        raise UsageError(_("notes and a title go with a split of your own, not with --suggested or --preview"))
    if format is not OutputFormat.TABLE and not (suggested or preview):
        raise UsageError(_("--format goes with --suggested or --preview"))
    with room(context) as opened:
        whole = opened.named(theme).id
        if not (suggested or preview):
            made = opened.split(whole, [opened.note_named(one).id for one in notes or ()], title)
            print(opened.theme(made.themes[1]).line.name)
            return
        parts = opened.parts(whole)
        _put_parts(parts, format)
        if not preview:
            made = opened.split_all(whole, [[line.note.id for line in part] for part in parts])
            names = [opened.theme(one).line.name for one in made.themes[1:]]
            say(_("split off: {themes}").format(themes=", ".join(names)))


def _put_parts(parts: Sequence[Sequence[NoteLine]], format: OutputFormat) -> None:
    if format is OutputFormat.JSON:
        put_json([{"part": number, "notes": part} for number, part in enumerate(parts, 1)])
        return
    rows = [(number, *_row(line)) for number, part in enumerate(parts, 1) for line in part]
    put_rows(format, ["part", "note", "strength", "session", "text"], rows)


@commands.command(help=_("Make a new theme of notes, wherever they stand."))
def gather(context: typer.Context, title: Annotated[str, typer.Argument(help=_("The title."))], notes: Some) -> None:
    """Make a theme of notes."""
    with room(context) as opened:
        made = opened.gather([opened.note_named(one).id for one in notes], title)
        print(opened.theme(made.themes[0]).line.name)


@commands.command(help=_("Put notes in another theme, or in none."))
def move(
    context: typer.Context,
    notes: Some,
    to: Annotated[
        str,
        typer.Option(
            autocompletion=completion.themes,
            help=_("The theme, as T-014, or none."),
        ),
    ],
) -> None:
    """Move notes."""
    with room(context) as opened:
        target = None if to == _NOBODY else opened.named(to).id
        _tell(opened, opened.move([opened.note_named(one).id for one in notes], target))


@commands.command(help=_("Hold notes in the theme where they stand."))
def pin(context: typer.Context, notes: Some, off: Off = False) -> None:
    """Pin notes, or let them go."""
    with room(context) as opened:
        wanted = [opened.note_named(one).id for one in notes]
        _tell(opened, opened.unpin(wanted) if off else opened.pin(wanted))


@commands.command(help=_("Put notes in a second theme beside their own."))
def second(
    context: typer.Context,
    notes: Some,
    to: Annotated[
        str,
        typer.Option(
            autocompletion=completion.themes,
            help=_("The second theme, as T-014, or none."),
        ),
    ],
) -> None:
    """Put notes in a second theme."""
    with room(context) as opened:
        target = None if to == _NOBODY else opened.named(to).id
        _tell(opened, opened.second([opened.note_named(one).id for one in notes], target))


@commands.command(help=_("Never let these notes share a theme again."))
def apart(context: typer.Context, notes: Some) -> None:
    """Keep notes apart."""
    with room(context) as opened:
        _tell(opened, opened.apart([opened.note_named(one).id for one in notes]))


@commands.command(help=_("Say whether notes speak for or against, conditionally, or neither."))
def stance(
    context: typer.Context,
    said: Annotated[str, typer.Argument(help=_("for, against, conditional or none"))],
    notes: Some,
) -> None:
    """Set a stance."""
    known = {one or _NOBODY: one for one in (*Stance, None)}
    meant = {**known, **{words.stance(one): one for one in (*Stance, None)}}
    if said not in meant:
        raise UsageError(_("a stance is one of {known}").format(known=", ".join(known)))
    with room(context) as opened:
        _tell(opened, opened.stance([opened.note_named(one).id for one in notes], meant[said]))


@commands.command(help=_("Put striking notes on the shelf; without notes, list it."))
def shelf(
    context: typer.Context,
    notes: Annotated[list[str] | None, typer.Argument(help=_("Notes, as n17."))] = None,
    off: Off = False,
    format: Printed = OutputFormat.TABLE,
) -> None:
    """Put notes on the shelf, take them off, or list it."""
    if off and not notes:
        raise UsageError(_("name the notes that come off the shelf"))
    with room(context) as opened:
        if notes:
            _tell(opened, opened.shelve([opened.note_named(one).id for one in notes], not off))
            return
        lines = opened.shelf()
    if format is OutputFormat.JSON:
        put_json(lines)
    else:
        put_rows(format, ["note", "strength", "session", "text"], [_row(line) for line in lines])


@commands.command(help=_("Say that a theme belongs to a lens, or (--off) that it does not."))
def link(
    context: typer.Context,
    theme: Theme,
    lens: Annotated[str, typer.Argument(help=_("A lens, as verkokering."))],
    off: Off = False,
) -> None:
    """Link a theme to a lens."""
    with room(context) as opened:
        _tell(opened, opened.link(opened.named(theme).id, lens, not off))


@commands.command(help=_("End a theme: its notes become loose, and no run brings it back."))
def retire(context: typer.Context, theme: Theme) -> None:
    """Retire a theme."""
    with room(context) as opened:
        _tell(opened, opened.retire(opened.named(theme).id))


@commands.command(help=_("Undo the last decision about themes, also after a restart."))
def undo(context: typer.Context) -> None:
    """Undo the last decision."""
    with room(context) as opened:
        done = opened.undo()
        say(_("undone: {said}").format(said=opened.told(done)) if done else _("there is nothing to undo"))


@commands.command(help=_("Do again what was undone last."))
def redo(context: typer.Context) -> None:
    """Redo what was undone last."""
    with room(context) as opened:
        done: Decision | None = opened.redo()
        say(_("done again: {said}").format(said=opened.told(done)) if done else _("there is nothing to do again"))


def _row(line: NoteLine) -> tuple[object, ...]:
    return (f"n{line.note.number}", f"{line.strength:.2f}", line.session.id, line.note.text)
