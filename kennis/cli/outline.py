"""The commands about the outline."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kennis.cli import completion
from kennis.cli.capture import on_terminal, open_screen
from kennis.cli.output import OutputFormat, put_json, put_rows, say
from kennis.cli.streams import heard
from kennis.cli.tables import put_outline
from kennis.cli.workspace_option import workspace
from kennis.errors import UsageError
from kennis.locale import _, words
from kennis.nouns import Edition, Passage
from kennis.workflows.deciding_person import me

if TYPE_CHECKING:
    from kennis.nouns import OutlineLine, PrintedOutline
    from kennis.workflows.outline.outline_edits import Outlining
    from kennis.workflows.workspace import Workspace

_SHOWN = 80  # characters of a part in a table, so that a row stays on a line; set by hand
Part = Annotated[str, typer.Argument(help=_("A part, as the list calls it: 2, 2.3, 2.3.1."))]
At = Annotated[int | None, typer.Option(min=1, help=_("Its place there, from 1; else the end."))]
NotANote = Annotated[
    bool, typer.Option("--not-a-note", help=_("Keep that what stands in quotation marks is not from a note."))
]
Cited = Annotated[list[str] | None, typer.Option("--cite", help=_("A note that it cites, as n17."))]
app = typer.Typer()


class Printed(StrEnum):
    """How an outline is printed."""

    MD = "md"
    TABLE = "table"
    JSON = "json"


@app.callback(invoke_without_command=True)
def outline(context: typer.Context) -> None:
    """Open the editors' room without a command; print the help where there is no terminal."""
    if context.invoked_subcommand is not None:
        return
    if not on_terminal():
        print(context.get_help())
        raise typer.Exit(2)
    open_screen(context, room="outline")


@contextmanager
def outlining(context: typer.Context) -> Iterator["Outlining"]:
    """Open the workspace's outline, in the name of the person that the command is for."""
    from kennis.workflows.outline.outline_edits import Outlining

    with workspace(context).opened() as here:
        yield Outlining(here, me())


@app.command(help=_("Build the outline from the accepted themes, and keep it from then on."))
def build(
    context: typer.Context, format: Annotated[Printed, typer.Option(help=_("How to print."))] = Printed.TABLE
) -> None:
    """Build the outline."""
    with outlining(context) as opened:
        opened.build()
        found = _found(opened.workspace, format)
    _put(found, format)


@app.command(help=_("Print the whole outline, each passage with its notes; the first proposal where none is kept."))
def show(
    context: typer.Context, format: Annotated[Printed, typer.Option(help=_("How to print."))] = Printed.MD
) -> None:
    """Show the outline."""
    with workspace(context).opened() as here:
        found = _found(here, format)
    _put(found, format)


@app.command("list", help=_("List the parts of the outline, with what each is called."))
def list_(
    context: typer.Context, format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE
) -> None:
    """List the parts."""
    with outlining(context) as opened:
        lines = opened.lines()
    if format is OutputFormat.JSON:
        put_json(lines)
        return
    plain = format is OutputFormat.CSV
    rows = [(one.name, _kind(one, plain), one.text if plain else _short(one.text)) for one in lines]
    put_rows(format, ["part" if plain else "", "kind", "text"], rows)


@app.command(help=_("Add a chapter, or with --in a section of it."))
def add(
    context: typer.Context,
    title: Annotated[str, typer.Argument(help=_("Its title."))],
    inside: Annotated[str, typer.Option("--in", help=_("The chapter of a section."))] = "",
    theme: Annotated[
        list[str] | None,
        typer.Option(
            autocompletion=completion.themes,
            help=_("A theme that the section is about, as T-014."),
        ),
    ] = None,
    at: At = None,
) -> None:
    """Add a chapter or a section."""
    if theme and not inside:
        raise UsageError(_("a chapter has no themes of its own; name with --in the chapter of the section"))
    with outlining(context) as opened:
        opened.refuse_unfounded(title, marked=True)
        if inside:
            tell(opened.add_section(inside, title, theme or (), _place(at)))
        else:
            tell(opened.add_chapter(title, _place(at)))


@app.command(help=_("Add a passage: your own words, which may cite notes, or with --note a note in its words."))
def insert(
    context: typer.Context,
    part: Part,
    text: Annotated[str, typer.Argument(help=_("The words, or - for standard input."))] = "",
    cite: Cited = None,
    note: Annotated[str, typer.Option(help=_("A note instead, as n17."))] = "",
    at: At = None,
    not_a_note: NotANote = False,
) -> None:
    """Add a passage."""
    if bool(text) == bool(note):
        raise UsageError(_("give words or a note"))
    with outlining(context) as opened:
        if note:
            tell(opened.add_note(part, note, _place(at)))
            return
        said = _said(text)
        opened.refuse_unfounded(said, cite or (), marked=not_a_note)
        _marked(opened, not_a_note, lambda: opened.add_text(part, said, cite or (), _place(at)))


@app.command(help=_("Rewrite a passage in your own words; it goes on citing its notes, or cites others."))
def write(
    context: typer.Context,
    part: Part,
    text: Annotated[str, typer.Argument(help=_("The words, or - for standard input."))],
    cite: Cited = None,
    not_a_note: NotANote = False,
) -> None:
    """Rewrite a passage."""
    with outlining(context) as opened:
        said = _said(text)
        opened.refuse_unfounded(said, cite or (), part, not_a_note)
        _marked(opened, not_a_note, lambda: opened.write(part, said, cite))


@app.command(help=_("Give a chapter or section another title."))
def retitle(context: typer.Context, part: Part, title: Annotated[str, typer.Argument(help=_("The title."))]) -> None:
    """Retitle a part."""
    with outlining(context) as opened:
        opened.refuse_unfounded(title, marked=True)
        tell(opened.retitle(part, title))


@app.command(help=_("Move a part, to another place or into another part."))
def move(
    context: typer.Context,
    part: Part,
    to: Annotated[str, typer.Option(help=_("The part that it goes into; else where it stands."))] = "",
    at: At = None,
) -> None:
    """Move a part."""
    with outlining(context) as opened:
        tell(opened.move(part, to, _place(at)))


@app.command(help=_("Put another note in a passage's place; without a note, list those that could stand there."))
def swap(
    context: typer.Context,
    part: Part,
    note: Annotated[str, typer.Argument(help=_("A note, as n17."))] = "",
    format: Annotated[OutputFormat, typer.Option(help=_("How to print."))] = OutputFormat.TABLE,
) -> None:
    """Swap a passage."""
    with outlining(context) as opened:
        if note:
            tell(opened.swap(part, note))
            return
        others = opened.others(part)
    if format is OutputFormat.JSON:
        put_json(others)
        return
    plain = format is OutputFormat.CSV
    rows = [(*one.notes, one.attribution, one.text if plain else _short(one.text)) for one in others]
    put_rows(format, ["note", "speaker", "text"], rows)


@app.command(help=_("Say how many words a chapter is to have; 0 leaves it to the settings."))
def target(
    context: typer.Context, part: Part, words: Annotated[int, typer.Argument(min=0, help=_("How many words."))]
) -> None:
    """Set a chapter's target."""
    with outlining(context) as opened:
        tell(opened.target(part, words))


@app.command(help=_("Take a part out, with all that it holds."))
def remove(context: typer.Context, part: Part) -> None:
    """Remove a part."""
    with outlining(context) as opened:
        tell(opened.remove(part))


def _marked(opened: "Outlining", not_a_note: bool, edit: Callable[[], Edition]) -> None:
    """Edit, and keep where it is said so that the quotations that come in are not from a note."""
    from kennis.workflows.outline import preflight_check

    tell(preflight_check.not_from_notes(opened.workspace, me(), edit) if not_a_note else edit())


def tell(made: Edition) -> None:
    """Say which version of the outline an edit made, and what it did."""
    say(_("version {number}: {said}").format(number=made.number, said=words.edition(made)))


def _found(here: "Workspace", format: Printed) -> "str | PrintedOutline":
    """Give the whole outline, as the text of a file where it is printed as Markdown."""
    from kennis.workflows.outline import outline_material

    if format is not Printed.MD:
        return outline_material.outline(here)
    if not outline_material.is_kept(here):
        return outline_material.markdown(here)
    from kennis.workflows.outline import manuscript_text

    return manuscript_text.markdown(here)


def _put(found: "str | PrintedOutline", format: Printed) -> None:
    if isinstance(found, str):
        print(found, end="")
    elif format is Printed.JSON:
        put_json(found)
    else:
        put_outline(found)


def _kind(line: "OutlineLine", plain: bool) -> str:
    """Give the kind of a passage, in a word where it is not to be plain; nothing for another part."""
    if not isinstance(line.part, Passage):
        return ""
    return line.part.kind if plain else words.passage_kind(line.part.kind).lower()


def _place(at: int | None) -> int:
    from kennis.workflows.outline.outline_edits import END

    return END if at is None else at - 1


def _said(text: str) -> str:
    return heard() if text == "-" else text


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
