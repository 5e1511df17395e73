"""The command that shows the guide."""

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kennis.cli.command_page import command_page
from kennis.cli.streams import canvas
from kennis.errors import SettingsError, UsageError
from kennis.guide import Page, contents, find, page, written
from kennis.locale import _
from kennis.workflows import workspace

commands = typer.Typer()
_WIDEST = 100  # columns, as more makes lines that are hard to read
_STYLES = {"markdown.code": "bold", "markdown.h2": "bold underline", "markdown.h3": "bold"}  # on any ground
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z]+)\.md(?:#[^)]*)?\)")


class GuideForm(StrEnum):
    """How the guide is shown."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    MAN = "man"


@commands.command()
def guide(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(help=_("A subject of the list, or words of the title of its page."))] = "",
    format: Annotated[
        GuideForm | None,
        typer.Option(
            "--format",
            help=_(
                "For the terminal, as Markdown (in a pipe), as a folder of HTML pages with the whole guide, or as a "
                "man page of all commands."
            ),
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help=_(
                "The folder of the HTML pages, else guide in the workspace's exports; or that of kennis.1, else it is "
                "printed."
            )
        ),
    ] = None,
) -> None:
    """Show the guide."""
    pages = (*map(page, written()), command_page(context.find_root()))
    chosen = find(subject, pages) if subject else None
    shown = format or (GuideForm.TEXT if sys.stdout.isatty() else GuideForm.MARKDOWN)
    if out is not None and shown not in (GuideForm.HTML, GuideForm.MAN):
        raise UsageError(_("--out goes with --format html or --format man"))
    if shown is GuideForm.MAN:
        _manual(context, pages, subject, out)
        return
    if shown is GuideForm.HTML:
        print(_folder(context, pages, out) / f"{chosen.subject if chosen else 'index'}.html")
        return
    text = chosen.text if chosen else contents(pages)
    if shown is GuideForm.TEXT:
        _draw(text)
    else:
        print(text.rstrip("\n"))


def _manual(context: typer.Context, pages: tuple[Page, ...], subject: str, out: Path | None) -> None:
    """Print the man page, or write it into a folder and print its path."""
    from importlib.metadata import version

    from kennis.cli.man_page import NAME, man_page
    from kennis.workflows import guide as writing

    if subject:
        raise UsageError(_("the man page tells of all commands; name no subject with --format man"))
    text = man_page(context.find_root(), pages, version("kennis"))
    if out is None:
        print(text, end="")
    else:
        print(writing.write_file(out / NAME, text))


def _folder(context: typer.Context, pages: tuple[Page, ...], out: Path | None) -> Path:
    """Write the whole guide into a folder; give the folder."""
    from kennis.workflows import guide as writing

    try:
        folder = out or workspace.find(context.obj).outlet(None, "guide")
    except SettingsError as error:
        said = _("{reason}; or say where the guide is to stand: kennis guide --format html --out DIR")
        raise UsageError(said.format(reason=error)) from error
    writing.write(pages, folder)
    return folder


def _draw(text: str) -> None:
    """Draw a page on the terminal; a link to another page says by which command that is shown."""
    from rich.markdown import Markdown
    from rich.theme import Theme

    console = canvas(sys.stdout)
    console.push_theme(Theme(_STYLES))
    said = _LINK.sub(lambda found: f"{found[1]} (`kennis guide {found[2]}`)", text)
    console.print(Markdown(said, code_theme="ansi_dark", hyperlinks=False), width=min(console.width, _WIDEST))
